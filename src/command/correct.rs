//! `versus correct`: an editor changes what is wrong, without a report.

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::prompt;
use crate::error::{Attempt, Error, Refusal, Result};
use crate::model::{DocumentId, FigureId, Named, Place};
use crate::service::names;
use crate::service::target::{self, Meant, Sought};
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

/// What is to be corrected, how it reads, and how it is to read.
struct Found {
    place: Place,
    seen: String,
    text: String,
    /// For people: `Caffeine of Tea in tea-vs-coffee`.
    name: String,
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
                value_of(&store, &figure, attribute, document, self.value.trim())?
            }
            (_, _, Some(document)) => self.prose(&store, &document)?,
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

    /// Returns the attribute that is meant, and whether it is new: an attribute that no figure has is made only by who says
    /// that it is to be.
    fn attribute_of(&self, store: &Store, figure: &Named<FigureId>, given: &str) -> Result<(String, bool)> {
        let (attribute, alike) = match target::attribute(store, &store.values_of_figure(figure.id)?, given)? {
            Meant::Known(attribute) => return Ok((attribute, false)),
            Meant::New { attribute, alike } => (attribute, alike),
        };
        if attribute.is_empty() {
            return Err(Error::usage("the attribute is empty", "`versus attributes` lists them"));
        }
        if self.new {
            return Ok((attribute, true));
        }
        if prompt::is_for_a_person() {
            let nearest = alike.first().map_or_else(String::new, |near| format!("; the nearest is `{near}`"));
            prompt::say(&format!("no figure has the attribute `{attribute}`{nearest}"))?;
            if prompt::agrees(&format!("Make `{attribute}` a new attribute?"))? {
                return Ok((attribute, true));
            }
        }
        Err(Refusal::NewAttribute { attribute, figure: figure.name.clone(), nearest: alike }.into())
    }

    fn prose(&self, store: &Store, document: &Named<DocumentId>) -> Result<Found> {
        let sought = Sought {
            figure: None,
            document: Some(document),
            section: self.section.as_deref(),
            quote: self.quote.as_deref().filter(|quote| !quote.trim().is_empty()),
            attempt: Attempt::Correction,
        };
        if sought.section.is_none() && sought.quote.is_none() {
            return Err(Error::usage(
                "a correction of the prose needs a section or the words in question",
                "give `--section` (`summary` for the summary), `--quote` or both",
            ));
        }
        let prose = sought.prose(store)?;
        let new = self.value.trim();
        let text = match &prose.quote {
            None => new.to_owned(),
            Some(quote) if prose.text.matches(quote.as_str()).count() == 1 => {
                prose.text.replacen(quote.as_str(), new, 1)
            }
            Some(quote) => {
                return Err(Error::usage(
                    format!("the words `{quote}` stand there several times"),
                    "quote more of the words around them",
                ));
            }
        };
        let name = format!("{} in {}", prose.place.section().unwrap_or_default(), document.name);
        Ok(Found { place: prose.place, seen: prose.text, text: text.trim().to_owned(), name })
    }
}

fn value_of(
    store: &Store,
    figure: &Named<FigureId>,
    attribute: String,
    document: Option<Named<DocumentId>>,
    text: &str,
) -> Result<Found> {
    let mut values = store.values_of_figure(figure.id)?;
    let holding = store.documents_of_figure(figure.id)?;
    values.retain(|value| {
        value.attribute == attribute && document.as_ref().is_none_or(|document| document.name == value.document)
    });
    let (slug, seen) = match (values.as_slice(), document) {
        ([value], _) => (value.document.clone(), value.text.clone()),
        ([], Some(document)) if holding.contains(&document.name) => (document.name, String::new()),
        ([], Some(document)) => return Err(target::not_compared(figure, &document, Attempt::Correction)),
        ([], None) => match holding.as_slice() {
            [only] => (only.clone(), String::new()),
            _ => {
                return Err(Error::usage(
                    format!("{} documents compare `{}`, and none has that value", holding.len(), figure.name),
                    format!("say with `--document` where it is missing: {}", holding.join(", ")),
                ));
            }
        },
        (several, _) => return Err(target::ambiguous_documents(several)),
    };
    let name = format!("{attribute} of {} in {slug}", figure.name);
    let place = Place::Value { document: Some(slug), figure: figure.name.clone(), attribute };
    Ok(Found { place, seen, text: text.to_owned(), name })
}
