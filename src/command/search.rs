//! `versus search`: full-text search over summaries, values and passages.

use crate::command::shared::context::Context;
use crate::error::Result;
use crate::model::TextStatus;
use crate::store::Access;

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
    /// The most places to show
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    limit: usize,
    /// Search what the documents say, without corrections
    #[arg(long)]
    as_stated: bool,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let store = context.open_store(Access::Read)?.as_stated(self.as_stated);
        let words = self.words.join(" ");
        let hits = store.search(&words, self.limit.saturating_add(1))?;
        let mut output = context.output();
        let columns = ["document", "place", "section", "attribute", "figure", "snippet", "status"];
        // In tables the status is a mark on the text.
        let marked = output.is_table();
        let columns = if marked { &columns[..6] } else { &columns[..] };
        let mut rows = output.rows(columns)?;
        for hit in hits.iter().take(self.limit) {
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
        let found = rows.finish()?;
        context.finish(output, found, &nothing_found(&words))?;
        if hits.len() > self.limit {
            context.note(&format!("there are more than {} places: see them with --limit", self.limit));
        }
        Ok(())
    }
}

fn nothing_found(words: &str) -> String {
    if words.chars().any(char::is_alphanumeric) {
        format!("no text holds all the words of `{words}`")
    } else {
        format!("nothing to look for: `{words}` holds no word")
    }
}
