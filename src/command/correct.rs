//! `versus correct`: an editor changes what is wrong, without a report.

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::prompt;
use crate::error::{Error, Result};
use crate::model::{FigureId, Named};
use crate::service::{correcting, names};
use crate::store::{Access, NewCorrection, Store};

/// Correct a value, words in the prose, or a summary
///
/// Name the figure and the attribute, and give the `--value`; one that the document does not have may be given as well.
/// An attribute that no figure has is made with `--new`; on a terminal it is asked for. For prose name the `--document`,
/// the `--section` (`summary` for the summary) and the `--quote`d words, and give the `--value` that is to stand in their
/// place; without `--quote`, it takes the place of the section's only passage. What the document says is kept:
/// `--as-stated` shows it, and `versus revert` brings it back. Correcting a text back to what the document says confirms
/// it. No later import undoes a correction.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus correct stalin \"foreign policy\" --value \"One country first\"
  versus correct stalin birthplace --value Gori --new --note \"Any biography\"
  versus correct --document stalin-vs --section summary --value \"Two leaders.\"")]
pub struct Args {
    /// The figure: a name, an alias, or any whole words of one that fit no other
    #[arg(requires = "attribute")]
    figure: Option<String>,
    /// The attribute
    #[arg(conflicts_with_all = ["section", "quote"])]
    attribute: Option<String>,
    /// What should stand there
    #[arg(long, aliases = ["text", "proposed"], value_name = "TEXT", required = true, allow_hyphen_values = true)]
    value: String,
    /// Make the attribute, where no figure has it
    #[arg(long, requires = "attribute")]
    new: bool,
    /// The document; needed for prose, and for a value that several documents state
    #[arg(long, value_name = "DOCUMENT")]
    document: Option<String>,
    /// The heading of the section, or `summary`
    #[arg(long, value_name = "HEADING", requires = "document", allow_hyphen_values = true)]
    section: Option<String>,
    /// The words to replace, as they stand there; without it all of the passage
    #[arg(long, value_name = "WORDS", requires = "document", allow_hyphen_values = true)]
    quote: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[command(flatten)]
    editor: EditorArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        let document = self.document.as_deref().map(|name| names::document(&store, name)).transpose()?;
        let mut is_new = false;
        let found = match (&self.figure, &self.attribute, document) {
            (Some(figure), Some(attribute), document) => {
                let figure = names::figure(&store, figure)?;
                let (attribute, made) = self.attribute_of(&store, &figure, attribute)?;
                is_new = made;
                correcting::value(&store, &figure, attribute, document, self.value.trim())?
            }
            (_, _, Some(document)) => {
                let (section, quote) = (self.section.as_deref(), self.quote.as_deref());
                correcting::prose(&store, &document, (section, None), quote, &self.value)?
            }
            _ => {
                return Err(Error::usage(
                    "a correction needs a place",
                    "name a figure and an attribute, or a `--document` with `--section` or `--quote`",
                ));
            }
        };
        if found.text.is_empty() {
            return Err(Error::usage("the corrected text is empty", "say what should stand there"));
        }
        let editor = self.editor.name(context);
        let note = self.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let correction =
            NewCorrection { place: &found.place, seen: &found.seen, text: &found.text, editor: &editor, note };
        let (number, confirms) = store.correct(&correction, &context.now())?;
        let facts = [
            ("correction", number.0.into()),
            ("of", found.name.as_str().into()),
            ("text", found.text.as_str().into()),
            ("new_attribute", is_new.into()),
        ];
        let new = if is_new { ", a new attribute" } else { "" };
        context.done(&format!("correction {number}: {}{new}", found.name), &facts)?;
        if confirms {
            context.note(&format!(
                "the document says so itself, and this confirms it: `versus check` will tell when it says something else. \
                 `versus revert {number}` leaves it to the document"
            ));
        }
        Ok(())
    }

    /// Returns the attribute that is meant, and whether it is new, which is asked for on a terminal.
    fn attribute_of(&self, store: &Store, figure: &Named<FigureId>, given: &str) -> Result<(String, bool)> {
        correcting::attribute(store, figure, given, self.new, |attribute, alike| {
            if !prompt::is_for_a_person() {
                return Ok(false);
            }
            let nearest = alike.first().map_or_else(String::new, |near| format!("; the nearest is `{near}`"));
            prompt::say(&format!("no figure has the attribute `{attribute}`{nearest}"))?;
            prompt::agrees(&format!("Make `{attribute}` a new attribute?"))
        })
    }
}
