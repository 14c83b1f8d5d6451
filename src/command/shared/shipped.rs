//! The documents that are shipped with the program: a new base has them from the start, and `versus seed` imports them.

use include_dir::{Dir, include_dir};

use crate::command::shared::tally::Tally;
use crate::error::{Error, Result};
use crate::page;
use crate::store::{Importer, Store};

static SEED: Dir = include_dir!("$CARGO_MANIFEST_DIR/seed");

/// Imports the shipped documents into a base, in one transaction. It ends with nothing written when `go_on` fails.
pub fn fill(store: &mut Store, now: &str, go_on: impl Fn() -> Result<()>) -> Result<Tally> {
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
            go_on()?;
        }
        Ok(tally)
    })
}
