//! `versus seed`: imports the documents that are shipped with the program.

use crate::command::shared::context::Context;
use crate::command::shared::shipped;
use crate::command::shared::tally::Tally;
use crate::error::Result;

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
            tally = shipped::fill(store, &context.now())?;
            Ok(())
        })?;
        context.note(&tally.to_string());
        Ok(())
    }
}
