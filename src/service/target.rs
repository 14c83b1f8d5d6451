//! From what people type to what they mean by it, for commands that report or correct: which attribute of a figure,
//! which passage or summary, which document.

use crate::error::{Attempt, Error, Misuse, Refusal, Result};
use crate::model::{AttributeId, DocumentId, FigureId, Lookup, NameKind, Named, PassageId, Place, PlaceKind, Value};
use crate::name;
use crate::service::names;
use crate::store::{PassageFilter, Store};

/// Which attribute a text means.
#[derive(Debug, PartialEq, Eq)]
pub enum Meant {
    /// One that the figure or the base has.
    Known(String),
    /// One that would be new.
    New {
        /// Its name.
        attribute: String,
        /// The names that look like it; it may be a misspelling of one of them.
        alike: Vec<String>,
    },
}

/// Returns the attribute that is meant: one of the figure's own by any whole words, else one that the base knows by its
/// full name or alias, else a new one.
pub fn attribute(store: &Store, values: &[Value], given: &str) -> Result<Meant> {
    let words = name::words(given);
    let fits = |name: &str| name::words(name).windows(words.len().max(1)).any(|run| run == words);
    let mut own: Vec<&str> = Vec::new();
    for value in values {
        if name::fold(&value.attribute) == name::fold(given) {
            return Ok(Meant::Known(value.attribute.clone()));
        }
        if fits(&value.attribute) && !own.contains(&value.attribute.as_str()) {
            own.push(&value.attribute);
        }
    }
    if let [only] = own.as_slice() {
        return Ok(Meant::Known((*only).to_owned()));
    }
    if own.len() > 1 {
        let candidates: Vec<String> = own.into_iter().map(str::to_owned).collect();
        let total = candidates.len();
        return Err(Error::AmbiguousName { kind: "attribute", name: given.into(), candidates, total });
    }
    let attribute = name::clean(given);
    Ok(match store.attribute(given)? {
        Lookup::Found(known) if values.iter().any(|value| value.attribute == known.name) => Meant::Known(known.name),
        Lookup::Found(known) if name::fold(&known.name) == name::fold(given) => Meant::Known(known.name),
        Lookup::Found(known) => Meant::New { attribute, alike: vec![known.name] },
        Lookup::Ambiguous { candidates: alike, .. } => Meant::New { attribute, alike },
        Lookup::Unknown => Meant::New { attribute, alike: store.nearest(NameKind::Attribute, given)? },
    })
}

/// Returns the attribute of the base that is meant, one of the figure's own before the others.
pub fn known_attribute(store: &Store, figure: &Named<FigureId>, given: &str) -> Result<Named<AttributeId>> {
    match attribute(store, &store.values_of_figure(figure.id)?, given)? {
        Meant::Known(attribute) => names::attribute(store, &attribute),
        Meant::New { .. } => names::attribute(store, given),
    }
}

/// Where prose is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Sought<'a> {
    /// Only about this figure; it or the document is needed.
    pub figure: Option<&'a Named<FigureId>>,
    /// Only in this document.
    pub document: Option<&'a Named<DocumentId>>,
    /// The heading, or `summary`.
    pub section: Option<&'a str>,
    /// This very passage, for whoever knows its row; the section does not count then.
    pub passage: Option<PassageId>,
    /// Words that must stand there.
    pub quote: Option<&'a str>,
    /// What for.
    pub attempt: Attempt,
}

/// A passage or summary that was found.
#[derive(Debug)]
pub struct Prose {
    /// Where it stands.
    pub place: Place,
    /// The quoted words as they stand there.
    pub quote: Option<String>,
    /// How all of it reads.
    pub text: String,
}

impl Sought<'_> {
    /// Returns the one passage or summary that the section and the quoted words lead to.
    pub fn prose(&self, store: &Store) -> Result<Prose> {
        let (figure, document) = (self.figure, self.document);
        if figure.is_none() && document.is_none() {
            return Err(Error::usage(
                "words in the prose need their document",
                "give `--document`: `versus documents` lists them",
            ));
        }
        if let (Some(figure), Some(document)) = (figure, document)
            && !store.documents_of_figure(figure.id)?.contains(&document.name)
        {
            return Err(not_compared(figure, document, self.attempt));
        }
        let filter = PassageFilter {
            document_id: document.map(|document| document.id),
            figure_id: figure.map(|figure| figure.id),
        };
        let section = self.section.map(name::fold);
        let quote = self.quote.map(name::fold).unwrap_or_default();
        let holds = |text: &str| name::fold(text).contains(&quote);
        let mut found = Vec::new();
        for passage in store.passages(&filter)? {
            let is_meant = match self.passage {
                Some(wanted) => passage.passage_id == wanted,
                None => section.as_deref().is_none_or(|section| section == name::fold(&passage.heading)),
            };
            if is_meant && holds(&passage.text) {
                found.push(Prose {
                    place: Place::Passage { document: passage.document, section: passage.heading },
                    quote: self.quote.map(|quote| as_it_stands(&passage.text, quote)),
                    text: passage.text,
                });
            }
        }
        if let (Some(document), None) = (document, self.passage)
            && section.as_deref().is_none_or(|section| section == PlaceKind::Summary.as_str())
        {
            let summary = store.summary(document.id)?;
            if !summary.is_empty() && holds(&summary) {
                // `summary` means the summary, even where a section has that heading.
                if section.is_some() {
                    found.clear();
                }
                found.push(Prose {
                    place: Place::Summary { document: document.name.clone() },
                    quote: self.quote.map(|quote| as_it_stands(&summary, quote)),
                    text: summary,
                });
            }
        }
        match found.len() {
            0 => Err(self.no_such_prose(store, &filter)?),
            1 => Ok(found.remove(0)),
            several => Err(Error::usage(
                format!("that may be any of {several} passages"),
                "quote words with `--quote` that only one of them has",
            )),
        }
    }

    fn no_such_prose(&self, store: &Store, filter: &PassageFilter) -> Result<Error> {
        let mut headings: Vec<String> = Vec::new();
        for passage in store.passages(filter)? {
            if !headings.contains(&passage.heading) {
                headings.push(passage.heading);
            }
        }
        let (quote, section) = (self.quote.map(String::from), self.section.map(String::from));
        Ok(Refusal::NoSuchProse { quote, section, headings, attempt: self.attempt }.into())
    }
}

/// Returns the refusal for a document that is not about the figure.
#[must_use]
pub fn not_compared(figure: &Named<FigureId>, document: &Named<DocumentId>, attempt: Attempt) -> Error {
    Refusal::NotCompared { document: document.name.clone(), figure: figure.name.clone(), attempt }.into()
}

/// Returns the part of `text` that a quote means, which may differ in case and spacing; the quote itself when there is
/// none.
fn as_it_stands(text: &str, quote: &str) -> String {
    let starts = text.char_indices().map(|(start, _)| start).filter(|start| {
        let before = text[..*start].chars().next_back();
        !before.is_some_and(char::is_alphanumeric)
    });
    let wanted = name::fold(quote);
    for start in starts {
        let rest = &text[start..];
        // Words may lie apart by more than a space, and letters change length with their case: a bit of room.
        let longest = rest.char_indices().nth(quote.chars().count() * 2 + 16).map_or(rest.len(), |(end, _)| end);
        if !name::fold(&rest[..longest]).starts_with(&wanted) {
            continue;
        }
        let ends = rest[..longest].char_indices().map(|(at, c)| at + c.len_utf8());
        if let Some(end) = ends.into_iter().find(|end| name::fold(&rest[..*end]) == wanted) {
            return rest[..end].trim().to_owned();
        }
    }
    quote.to_owned()
}

/// Returns the question which of several documents is meant.
#[must_use]
pub fn ambiguous_documents(values: &[Value]) -> Error {
    Misuse::SeveralState { documents: values.iter().map(|value| value.document.clone()).collect() }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_kept_as_it_stands_in_the_text() {
        let text = "He was a Member  of the\nParty, and its Leader.";
        assert_eq!(as_it_stands(text, "member of the party"), "Member  of the\nParty");
        assert_eq!(as_it_stands(text, "its leader."), "its Leader.");
        assert_eq!(as_it_stands(text, "nothing of the kind"), "nothing of the kind");
    }
}
