//! `versus correct`: an editor changes what is wrong, without a report.

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::names;
use crate::command::shared::target::{self, Meant, Sought};
use crate::error::{Attempt, Error, Result};
use crate::model::{DocumentId, FigureId, Named, Place};
use crate::store::{Access, NewCorrection, Store};

/// Correct a value, words in the prose, or a summary
///
/// Name the figure and the attribute, and give `--value`; a value that the document does not have may be given as well.
/// For prose name the `--document`, the `--section` (`summary` for the summary) and the `--quote`d words, and give the
/// `--text` that is to stand in their place; without `--quote`, it takes the place of the section's only passage. What
/// the document says is kept: `--as-stated` shows it, and `versus revert` brings it back. Correcting a text back to what
/// the document says confirms it. No later import undoes a correction.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus correct stalin \"foreign policy\" --value \"One country first\"
  versus correct stalin birthplace --value Gori --note \"Any biography\"
  versus correct --document stalin-vs --section summary --text \"Two leaders.\"")]
pub struct Args {
    /// The figure: a name, an alias, or any whole words of one that fit no other
    #[arg(requires = "attribute")]
    figure: Option<String>,
    /// The attribute
    #[arg(requires = "value", conflicts_with_all = ["section", "quote", "text"])]
    attribute: Option<String>,
    /// What the value should be
    #[arg(long, value_name = "TEXT", requires = "attribute", allow_hyphen_values = true)]
    value: Option<String>,
    /// The document; needed for prose, and for a value that several documents state
    #[arg(long, value_name = "DOCUMENT")]
    document: Option<String>,
    /// The heading of the section, or `summary`
    #[arg(long, value_name = "HEADING", requires = "text", allow_hyphen_values = true)]
    section: Option<String>,
    /// The words to replace, as they stand there; without it all of the passage
    #[arg(long, value_name = "WORDS", requires = "text", allow_hyphen_values = true)]
    quote: Option<String>,
    /// What should stand there instead
    #[arg(long, value_name = "TEXT", requires = "document", allow_hyphen_values = true)]
    text: Option<String>,
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
        let found = match (&self.figure, &self.attribute, &self.value, document) {
            (Some(figure), Some(attribute), Some(value), document) => {
                let figure = names::figure(&store, figure)?;
                value_of(&store, &figure, attribute, document, value.trim())?
            }
            (_, _, _, Some(document)) if self.text.is_some() => self.prose(&store, &document)?,
            _ => {
                return Err(Error::usage(
                    "a correction needs a place and a text",
                    "name a figure and an attribute with `--value`, or a `--document` with `--section` and `--text`",
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
        let facts =
            [("correction", number.0.into()), ("of", found.name.as_str().into()), ("text", found.text.as_str().into())];
        context.done(&format!("correction {number}: {}", found.name), &facts)?;
        if confirms {
            context.note(&format!(
                "the document says so itself, and this confirms it: `versus check` will tell when it says something else. \
                 `versus revert {number} --note WHY` leaves it to the document"
            ));
        }
        Ok(())
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
        let new = self.text.as_deref().unwrap_or_default().trim();
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
    given: &str,
    document: Option<Named<DocumentId>>,
    text: &str,
) -> Result<Found> {
    let mut values = store.values_of_figure(figure.id)?;
    let attribute = match target::attribute(store, &values, given)? {
        Meant::New { attribute, alike } if alike.is_empty() => attribute,
        Meant::Known(attribute) => attribute,
        // Whether it is new or misspelt is not for versus to guess.
        Meant::New { alike, .. } => {
            return Err(Error::UnknownName { kind: "attribute", name: given.into(), nearest: alike });
        }
    };
    if attribute.is_empty() {
        return Err(Error::usage("the attribute is empty", "`versus attributes` lists them"));
    }
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
