//! What a correction is to be made of: the place that an editor means, how it reads, and how it is to read.

use crate::error::{Attempt, Error, Refusal, Result};
use crate::model::{DocumentId, FigureId, Named, PassageId, Place};
use crate::service::target::{self, Meant, Sought};
use crate::store::Store;

/// What is to be corrected, how it reads, and how it is to read.
pub struct Found {
    /// Where it stands.
    pub place: Place,
    /// How it reads.
    pub seen: String,
    /// How it is to read.
    pub text: String,
    /// Its name for people: `Caffeine of Tea in tea-vs-coffee`.
    pub name: String,
}

/// Returns the attribute of a figure that is meant, and whether it is new. One that no figure has is made only where `is_new` says
/// so, or `agree` does when it is told its name and the names that look like it.
pub fn attribute(
    store: &Store,
    figure: &Named<FigureId>,
    given: &str,
    is_new: bool,
    agree: impl FnOnce(&str, &[String]) -> Result<bool>,
) -> Result<(String, bool)> {
    let (attribute, alike) = match target::attribute(store, &store.values_of_figure(figure.id)?, given)? {
        Meant::Known(attribute) => return Ok((attribute, false)),
        Meant::New { attribute, alike } => (attribute, alike),
    };
    if attribute.is_empty() {
        return Err(Error::usage("the attribute is empty", "`versus attributes` lists them"));
    }
    if is_new || agree(&attribute, &alike)? {
        return Ok((attribute, true));
    }
    Err(Refusal::NewAttribute { attribute, figure: figure.name.clone(), nearest: alike }.into())
}

/// Returns the correction of a value, which the document may not have.
pub fn value(
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

/// Returns the correction of a passage or summary, or of words in it.
pub fn prose(
    store: &Store,
    document: &Named<DocumentId>,
    (section, passage): (Option<&str>, Option<PassageId>),
    quote: Option<&str>,
    new: &str,
) -> Result<Found> {
    let sought = Sought {
        figure: None,
        document: Some(document),
        section,
        passage,
        quote: quote.filter(|quote| !quote.trim().is_empty()),
        attempt: Attempt::Correction,
    };
    if sought.section.is_none() && sought.quote.is_none() && passage.is_none() {
        return Err(Error::usage(
            "a correction of the prose needs a section or the words in question",
            "give `--section` (`summary` for the summary), `--quote` or both",
        ));
    }
    let prose = sought.prose(store)?;
    let new = new.trim();
    let text = match &prose.quote {
        None => new.to_owned(),
        Some(quote) if prose.text.matches(quote.as_str()).count() == 1 => prose.text.replacen(quote.as_str(), new, 1),
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
