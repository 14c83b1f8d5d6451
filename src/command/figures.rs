//! `versus figures`: the figures of the base, with counts.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::command::shared::tables;
use crate::error::Result;
use crate::store::Access;

/// List the things that are compared, with counts
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus figures
  versus figures tro --format csv")]
pub struct Args {
    /// Only those whose name or alias holds this text; case and accents do not count
    pattern: Option<String>,
    #[command(flatten)]
    listing: Listing,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Read)?;
        let pattern = self.pattern.as_deref().unwrap_or_default();
        self.listing.print(context, &mut store, None, "no figure found", |store, output| {
            tables::figures(store, output, pattern)
        })
    }
}
