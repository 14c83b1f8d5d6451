//! The figure, attribute or document that a name leads to, or the error that lists what it may mean.

use crate::error::{Error, Result};
use crate::model::{AttributeId, DocumentId, FigureId, Lookup, NameKind, Named};
use crate::store::Store;

/// Returns the figure that a name leads to.
pub fn figure(store: &Store, name: &str) -> Result<Named<FigureId>> {
    let lookup = or_beginning(store.figure(name)?, || store.beginning(NameKind::Figure, name))?;
    found(lookup, "figure", name)
}

/// Returns the attribute that a name leads to.
pub fn attribute(store: &Store, name: &str) -> Result<Named<AttributeId>> {
    let lookup = or_beginning(store.attribute(name)?, || store.beginning(NameKind::Attribute, name))?;
    found(lookup, "attribute", name)
}

/// Returns the figure or attribute that a name leads to.
pub fn named(store: &Store, kind: NameKind, name: &str) -> Result<Named> {
    found(store.named(kind, name)?, kind.as_str(), name)
}

/// Returns the document that a name leads to.
pub fn document(store: &Store, name: &str) -> Result<Named<DocumentId>> {
    found(or_beginning(store.document(name)?, || store.document_beginning(name))?, "document", name)
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

/// Returns where a name leads; where it leads nowhere as a whole, where it leads as a beginning.
fn or_beginning<Id>(lookup: Lookup<Id>, beginning: impl FnOnce() -> Result<Lookup<Id>>) -> Result<Lookup<Id>> {
    let Lookup::Unknown(nearest) = lookup else { return Ok(lookup) };
    match beginning()? {
        Lookup::Unknown(_) => Ok(Lookup::Unknown(nearest)),
        begun => Ok(begun),
    }
}

fn found<Id>(lookup: Lookup<Id>, kind: &'static str, name: &str) -> Result<Named<Id>> {
    match lookup {
        Lookup::Found(named) => Ok(named),
        Lookup::Ambiguous { candidates, total } => {
            Err(Error::AmbiguousName { kind, name: name.into(), candidates, total })
        }
        Lookup::Unknown(nearest) => Err(Error::UnknownName { kind, name: name.into(), nearest }),
    }
}
