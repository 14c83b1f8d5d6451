//! What a name leads to, whatever it names: a figure, an attribute or a document.

use crate::error::{Error, Result};
use crate::model::{AttributeId, DocumentId, FigureId, Lookup, NameKind, Named};
use crate::name;
use crate::service::{names, phrase};
use crate::store::Store;

/// What a name leads to.
#[derive(Debug)]
pub enum Shown {
    /// A figure.
    Figure(Named<FigureId>),
    /// An attribute.
    Attribute(Named<AttributeId>),
    /// A document.
    Document(Named<DocumentId>),
}

impl Shown {
    /// Returns what a name leads to. A figure's name comes before an attribute's, that before a document's; a whole name before
    /// a part of one.
    pub fn of(store: &Store, name: &str) -> Result<Self> {
        let folded = name::fold(name);
        let is_whole = |found: &str| name::fold(found) == folded;
        let figure = names::figure_lookup(store, name)?;
        if let Lookup::Found(figure) = &figure
            && is_whole(&figure.name)
        {
            return Ok(Self::Figure(figure.clone()));
        }
        let attribute = names::attribute_lookup(store, name)?;
        if let Lookup::Found(attribute) = &attribute
            && is_whole(&attribute.name)
        {
            return Ok(Self::Attribute(attribute.clone()));
        }
        if let Some(document) = store.document_of_slug(name)? {
            return Ok(Self::Document(document));
        }
        // Parts of documents' names last: they are looked for in all of them.
        match (figure, attribute) {
            (Lookup::Found(figure), _) => Ok(Self::Figure(figure)),
            (Lookup::Ambiguous { .. }, _) => names::figure(store, name).map(Self::Figure),
            (Lookup::Unknown, Lookup::Found(attribute)) => Ok(Self::Attribute(attribute)),
            (Lookup::Unknown, Lookup::Ambiguous { .. }) => names::attribute(store, name).map(Self::Attribute),
            (Lookup::Unknown, Lookup::Unknown) => match names::document_lookup(store, name)? {
                Lookup::Unknown => Err(unknown(store, name)?),
                _ => names::document(store, name).map(Self::Document),
            },
        }
    }
}

/// Returns what is told of a name that leads nowhere: that it is several figures', else the nearest names of the first kind that
/// has some, else that it is no figure's.
fn unknown(store: &Store, name: &str) -> Result<Error> {
    let several = phrase::figures(store, &[name.to_owned()], 2, |name| names::figure(store, name)).unwrap_or_default();
    if several.len() > 1 {
        let figures: Vec<String> = several.iter().map(|figure| name::quoted(&figure.name)).collect();
        let hint = format!("put them side by side with `versus compare {}`", figures.join(" "));
        return Ok(Error::usage(format!("`{name}` is several figures"), hint));
    }
    let mut nearest = store.nearest(NameKind::Figure, name)?;
    let mut kind = "figure";
    // One after the other: there may be many documents.
    if nearest.is_empty() {
        (kind, nearest) = ("attribute", store.nearest(NameKind::Attribute, name)?);
    }
    if nearest.is_empty() {
        (kind, nearest) = ("document", store.nearest_documents(name)?);
    }
    if nearest.is_empty() {
        kind = "figure";
    }
    Ok(Error::UnknownName { kind, name: name.to_owned(), nearest })
}
