//! `versus search`: full-text search over summaries, values and passages.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::Result;
use crate::model::{Hit, TextStatus};
use crate::output::Output;
use crate::store::Access;

/// The most places, unless `--limit` says otherwise.
const PLACES: usize = 20;

/// Find the places that hold all of the words, best first
///
/// Any text is a search: what is no word is passed over. Case and accents do not count. The place is the document and
/// its summary, a value (figure and attribute) or a passage (section and the figures it is about); the words found stand
/// in square brackets. Texts are found as they read after corrections.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus search permanent revolution
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
        let hits = store.search(&words, most)?;
        self.listing.print(context, &mut store, Some(PLACES), &nothing_found(&words), |_, output| print(output, &hits))
    }
}

fn print(output: &mut Output, hits: &[Hit]) -> Result<usize> {
    let columns = ["document", "place", "section", "attribute", "figure", "snippet", "status"];
    // In tables the status is a mark on the text.
    let marked = output.is_table();
    let columns = if marked { &columns[..6] } else { &columns[..] };
    let rows = output.rows(columns)?;
    rows.fill(|rows| {
        for hit in hits {
            let corrected = marked && hit.status == TextStatus::Corrected;
            let cells = [
                hit.place.document().into(),
                hit.place.kind().as_str().into(),
                hit.place.heading().into(),
                hit.place.attribute().into(),
                hit.figures.as_str().into(),
                if corrected { format!("{} [corrected]", hit.snippet).into() } else { hit.snippet.as_str().into() },
                hit.status.as_str().into(),
            ];
            rows.row(&cells[..columns.len()])?;
        }
        Ok(())
    })
}

fn nothing_found(words: &str) -> String {
    if words.chars().any(char::is_alphanumeric) {
        format!("no text holds all the words of `{words}`")
    } else {
        format!("nothing to look for: `{words}` holds no word")
    }
}
