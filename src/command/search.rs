//! `versus search`: figures, attributes and headings by name; full-text search over summaries, values and passages.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::Result;
use crate::service::search;
use crate::store::Access;

/// The most places, unless `--limit` says otherwise.
const PLACES: usize = 20;

/// Find names and places that hold all of the words, best first
///
/// Figures, attributes and headings that have all the words in their names come first, then the places whose texts do: a
/// document's summary, a value (figure and attribute) or a passage (section and the figures it is about). Where these are
/// few, what only begins so follows, marked as a beginning: `revol` finds `revolution`. The words found stand in square
/// brackets.
///
/// Any text is a search: what is no word is passed over. Case and accents do not count. Texts are found as they read after
/// corrections.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus search permanent revolution
  versus search \"political ideology\"
  versus search \"five-year plans\" --format csv")]
pub struct Args {
    /// The words to find
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Search what the documents say, without corrections
    #[arg(long)]
    as_stated: bool,
    #[command(flatten)]
    listing: Listing,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Read)?.as_stated(self.as_stated);
        let words = self.words.join(" ");
        let most = match self.listing.limit() {
            Some(0) => usize::MAX,
            // To sort them, all are needed.
            _ if self.listing.is_ordered() => usize::MAX,
            limit => limit.unwrap_or(PLACES).saturating_add(1),
        };
        let found = store.find(&words, most)?;
        let nothing = search::nothing_found(&words, &found);
        self.listing
            .print(context, &mut store, Some(PLACES), &nothing, |_, output| search::print(output, &found.hits))?;
        if found.is_too_short && !found.hits.is_empty() {
            context.note(search::TOO_SHORT);
        }
        Ok(())
    }
}
