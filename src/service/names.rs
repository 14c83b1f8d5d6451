//! The figure, attribute or document that a name leads to, or the error that lists what it may mean.

use crate::error::{Error, Result};
use crate::model::{AttributeId, DocumentId, FigureId, Lookup, NameKind, Named};
use crate::store::Store;

/// Returns the figure that a name leads to.
pub fn figure(store: &Store, name: &str) -> Result<Named<FigureId>> {
    found(figure_lookup(store, name)?, "figure", name, || store.nearest(NameKind::Figure, name))
}

/// Returns the attribute that a name leads to.
pub fn attribute(store: &Store, name: &str) -> Result<Named<AttributeId>> {
    found(attribute_lookup(store, name)?, "attribute", name, || store.nearest(NameKind::Attribute, name))
}

/// Returns the document that a name leads to.
pub fn document(store: &Store, name: &str) -> Result<Named<DocumentId>> {
    found(document_lookup(store, name)?, "document", name, || store.nearest_documents(name))
}

/// Returns where a name leads among the figures; where it leads nowhere as a whole, where it leads as a beginning.
pub fn figure_lookup(store: &Store, name: &str) -> Result<Lookup<FigureId>> {
    or_beginning(store.figure(name)?, || store.beginning(NameKind::Figure, name))
}

/// The same among the attributes.
pub fn attribute_lookup(store: &Store, name: &str) -> Result<Lookup<AttributeId>> {
    or_beginning(store.attribute(name)?, || store.beginning(NameKind::Attribute, name))
}

/// The same among the documents.
pub fn document_lookup(store: &Store, name: &str) -> Result<Lookup<DocumentId>> {
    or_beginning(store.document(name)?, || store.document_beginning(name))
}

fn or_beginning<Id>(lookup: Lookup<Id>, beginning: impl FnOnce() -> Result<Lookup<Id>>) -> Result<Lookup<Id>> {
    if matches!(lookup, Lookup::Unknown) { beginning() } else { Ok(lookup) }
}

/// Returns the figure or attribute that a name leads to.
pub fn named(store: &Store, kind: NameKind, name: &str) -> Result<Named> {
    found(store.named(kind, name)?, kind.as_str(), name, || store.nearest(kind, name))
}

/// Returns the document that was taken out and that a name leads to.
pub fn forgotten(store: &Store, name: &str) -> Result<Named<DocumentId>> {
    found(store.forgotten(name)?, "forgotten document", name, || store.nearest_forgotten(name))
}

/// Returns what `--attribute` says that names are of.
#[must_use]
pub fn kind(attribute: bool) -> NameKind {
    if attribute { NameKind::Attribute } else { NameKind::Figure }
}

fn found<Id>(
    lookup: Lookup<Id>,
    kind: &'static str,
    name: &str,
    nearest: impl FnOnce() -> Result<Vec<String>>,
) -> Result<Named<Id>> {
    match lookup {
        Lookup::Found(named) => Ok(named),
        Lookup::Ambiguous { candidates, total } => {
            Err(Error::AmbiguousName { kind, name: name.into(), candidates, total })
        }
        Lookup::Unknown => Err(Error::UnknownName { kind, name: name.into(), nearest: nearest()? }),
    }
}
