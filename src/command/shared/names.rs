//! The figure, attribute or document that a name leads to, or the error that lists what it may mean.

use crate::error::{Error, Result};
use crate::model::{AttributeId, DocumentId, FigureId, Lookup, NameKind, Named};
use crate::store::Store;

/// Returns the figure that a name leads to.
pub fn figure(store: &Store, name: &str) -> Result<Named<FigureId>> {
    found(store.figure(name)?, "figure", name)
}

/// Returns the attribute that a name leads to.
pub fn attribute(store: &Store, name: &str) -> Result<Named<AttributeId>> {
    found(store.attribute(name)?, "attribute", name)
}

/// Returns the figure or attribute that a name leads to.
pub fn named(store: &Store, kind: NameKind, name: &str) -> Result<Named> {
    found(store.named(kind, name)?, kind.as_str(), name)
}

/// Returns the document that a name leads to.
pub fn document(store: &Store, name: &str) -> Result<Named<DocumentId>> {
    found(store.document(name)?, "document", name)
}

/// Returns the document that was taken out and that a name leads to.
pub fn forgotten(store: &Store, name: &str) -> Result<Named<DocumentId>> {
    found(store.forgotten(name)?, "forgotten document", name)
}

/// Returns what `--attribute` says that names are of.
#[must_use]
pub fn kind(attribute: bool) -> NameKind {
    if attribute { NameKind::Attribute } else { NameKind::Figure }
}

fn found<Id>(lookup: Lookup<Id>, kind: &'static str, name: &str) -> Result<Named<Id>> {
    match lookup {
        Lookup::Found(named) => Ok(named),
        Lookup::Ambiguous(candidates) => Err(Error::AmbiguousName { kind, name: name.into(), candidates }),
        Lookup::Unknown(nearest) => Err(Error::UnknownName { kind, name: name.into(), nearest }),
    }
}
