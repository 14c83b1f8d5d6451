//! `versus documents`: the pages that the base was filled from, with counts.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::Result;
use crate::name;
use crate::output::Output;
use crate::store::{Access, Store};

/// List the imported pages, with counts
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus documents
  versus documents trotsky --format json")]
pub struct Args {
    /// Only those whose name or title holds this text; case and accents do not count
    pattern: Option<String>,
    #[command(flatten)]
    listing: Listing,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Read)?;
        let pattern = name::fold_accents(self.pattern.as_deref().unwrap_or_default());
        self.listing
            .print(context, &mut store, None, "no document found", |store, output| print(store, output, &pattern))
    }
}

fn print(store: &Store, output: &mut Output, pattern: &str) -> Result<usize> {
    let rows = output.rows(&["document", "title", "values", "passages", "unclear"])?;
    rows.fill(|rows| {
        store.each_document_count(|document| {
            if !document.slug.contains(pattern) && !name::fold_accents(&document.title).contains(pattern) {
                return Ok(());
            }
            rows.row(&[
                document.slug.as_str().into(),
                document.title.as_str().into(),
                document.values.into(),
                document.passages.into(),
                document.unclear.into(),
            ])
        })
    })
}
