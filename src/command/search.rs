//! `versus search`: figures, attributes and headings by name; full-text search over summaries, values and passages.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::Result;
use crate::model::{Hit, Match, SearchResult, TextStatus};
use crate::output::Output;
use crate::store::Access;

/// The most places, unless `--limit` says otherwise.
const PLACES: usize = 20;

/// Where a beginning is that of too many words.
const TOO_SHORT: &str = "too many words begin so to look for them in texts: type more of them";

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
        let nothing = nothing_found(&words, &found);
        self.listing.print(context, &mut store, Some(PLACES), &nothing, |_, output| print(output, &found.hits))?;
        if found.is_too_short && !found.hits.is_empty() {
            context.note(TOO_SHORT);
        }
        Ok(())
    }
}

fn print(output: &mut Output, hits: &[Hit]) -> Result<usize> {
    let columns = ["document", "place", "section", "attribute", "figure", "snippet", "status", "match"];
    // In tables the last two are marks on the text.
    let marked = output.is_table();
    let columns = if marked { &columns[..6] } else { &columns[..] };
    let rows = output.rows(columns)?;
    rows.fill(|rows| {
        for hit in hits {
            let mut snippet = hit.snippet.clone();
            if marked && hit.status == Some(TextStatus::Corrected) {
                snippet += " [corrected]";
            }
            if marked && hit.found == Match::Beginning {
                snippet += " [beginning]";
            }
            let cells = [
                hit.place.document().into(),
                hit.kind.as_str().into(),
                hit.place.heading().into(),
                hit.place.attribute().into(),
                hit.figures.as_str().into(),
                snippet.into(),
                hit.status.map(TextStatus::as_str).into(),
                hit.found.as_str().into(),
            ];
            rows.row(&cells[..columns.len()])?;
        }
        Ok(())
    })
}

fn nothing_found(words: &str, found: &SearchResult) -> String {
    if !words.chars().any(char::is_alphanumeric) {
        return format!("nothing to look for: `{words}` holds no word");
    }
    let more = if !found.near.is_empty() {
        format!("; near: {}", found.near.join(", "))
    } else if found.is_too_short {
        format!("; {TOO_SHORT}")
    } else {
        String::new()
    };
    format!("no text holds all the words of `{words}`{more}")
}
