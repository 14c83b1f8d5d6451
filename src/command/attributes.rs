//! `versus attributes`: the attributes of the base, with counts.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::Result;
use crate::service::tables;
use crate::store::Access;

/// List what figures are compared by, with counts
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus attributes
  versus attributes policy --format json")]
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
        self.listing.print(context, &mut store, None, "no attribute found", |store, output| {
            tables::attributes(store, output, pattern)
        })
    }
}
