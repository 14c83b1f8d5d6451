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
    if output.is_table() {
        return print_lines(output, hits);
    }
    let columns = ["document", "place", "section", "attribute", "figure", "snippet", "status", "match"];
    output.rows(&columns)?.fill(|rows| {
        for hit in hits {
            rows.row(&[
                hit.place.document().into(),
                hit.kind.as_str().into(),
                hit.place.heading().into(),
                hit.place.attribute().into(),
                hit.figures.as_str().into(),
                hit.snippet.as_str().into(),
                hit.status.map(TextStatus::as_str).into(),
                hit.found.as_str().into(),
            ])?;
        }
        Ok(())
    })
}

/// Prints hits for people, for whom six columns are too many beside each other: where it stands, and what stands there with the
/// marks that are columns elsewhere.
fn print_lines(output: &mut Output, hits: &[Hit]) -> Result<usize> {
    output.rows(&["place", "snippet"])?.fill(|rows| {
        for hit in hits {
            let (heading, figures) = (hit.place.heading().or(hit.place.attribute()), Some(hit.figures.as_str()));
            // A name is all of the text that was found: what it names is told.
            let place = match hit.status {
                Some(_) => [heading.or(Some(hit.kind.as_str())), figures, hit.place.document()],
                None => [Some(hit.kind.as_str()), hit.place.document(), None],
            };
            let place: Vec<&str> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
            let mut snippet = hit.snippet.clone();
            if hit.status == Some(TextStatus::Corrected) {
                snippet += " [corrected]";
            }
            if hit.found == Match::Beginning {
                snippet += " [beginning]";
            }
            rows.row(&[place.join(", ").into(), snippet.into()])?;
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
