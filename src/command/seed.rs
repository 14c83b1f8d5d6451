//! `versus seed`: imports the documents that are shipped with the program.

use include_dir::{Dir, include_dir};

use crate::command::context::Context;
use crate::command::import::Tally;
use crate::error::{Error, Result};
use crate::page;
use crate::store::{Importer, Store};

static SEED: Dir = include_dir!("$CARGO_MANIFEST_DIR/seed");

/// Import the documents that are shipped with versus
///
/// They are part of the program, so this works anywhere. Documents that are there already stay as they are. The default
/// knowledge base has them from the start.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus seed
  versus --db mine.db seed")]
pub struct Args {}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut tally = Tally::default();
        context.fill_store(false, |store| {
            tally = fill(store, &context.now())?;
            Ok(())
        })?;
        context.note(&tally.to_string());
        Ok(())
    }
}

/// Imports the shipped documents into a base, in one transaction.
pub fn fill(store: &mut Store, now: &str) -> Result<Tally> {
    store.write(|connection| {
        let mut importer = Importer::new(connection, now)?;
        let mut tally = Tally::default();
        for file in SEED.files() {
            let source = format!("seed/{}", file.path().display());
            let document = page::read(file.contents(), &source).map_err(|rejection| Error::Shipped {
                source_name: source,
                line: rejection.line,
                reason: rejection.reason,
            })?;
            tally.count(&importer.import(&document)?, &document);
        }
        Ok(tally)
    })
}
