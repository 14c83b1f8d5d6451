//! `versus documents`: the pages that the base was filled from, with counts.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::Result;
use crate::service::tables;
use crate::store::Access;

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
        let pattern = self.pattern.as_deref().unwrap_or_default();
        self.listing.print(context, &mut store, None, "no document found", |store, output| {
            tables::document_counts(store, output, pattern)
        })
    }
}
