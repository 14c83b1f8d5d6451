//! `versus sections`: the prose, passage by passage.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::Result;
use crate::service::names;
use crate::service::tables;
use crate::store::{Access, PassageFilter};

/// Print the prose, passage by passage, with the figures each is about
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus sections --figure trotsky
  versus sections --heading legacy --format jsonl")]
pub struct Args {
    /// Only of this document
    #[arg(long, value_name = "DOCUMENT")]
    document: Option<String>,
    /// Only passages about this figure
    #[arg(long, value_name = "FIGURE")]
    figure: Option<String>,
    /// Only of sections whose heading holds this text; case and accents do not count
    #[arg(long, value_name = "HEADING", allow_hyphen_values = true)]
    heading: Option<String>,
    /// What the documents say, without corrections
    #[arg(long)]
    as_stated: bool,
    #[command(flatten)]
    listing: Listing,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Read)?.as_stated(self.as_stated);
        let document = self.document.as_deref().map(|name| names::document(&store, name)).transpose()?;
        let figure = self.figure.as_deref().map(|name| names::figure(&store, name)).transpose()?;
        let filter = PassageFilter {
            document_id: document.map(|document| document.id),
            figure_id: figure.map(|figure| figure.id),
        };
        let heading = self.heading.as_deref().unwrap_or_default();
        self.listing.print(context, &mut store, None, "no passage found", |store, output| {
            // Prose is what this is for.
            output.longest_cell = usize::MAX;
            tables::sections(store, output, &filter, heading)
        })
    }
}
