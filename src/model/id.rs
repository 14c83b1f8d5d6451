//! Rows of a base: a type for each table whose ids go about, so that none is taken for another.

/// Declares types of ids.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);
    )+};
}

/// Declares which ids are also ids of another type.
macro_rules! also {
    ($($id:ident => $other:ident,)+) => {$(
        impl From<$id> for $other {
            fn from(id: $id) -> Self {
                Self(id.0)
            }
        }
    )+};
}

ids! {
    /// Row of a document.
    DocumentId,
    /// Row of what a document says of a figure for an attribute.
    ValueId,
    /// Row of a passage.
    PassageId,
    /// Row of a figure.
    FigureId,
    /// Row of an attribute.
    AttributeId,
    /// Row of a name: an alias, or the own name of a figure or attribute, which have their rows from it.
    NameId,
    /// What a text is searched by: the row of its value or passage, or of the document whose summary it is. These never meet.
    TextId,
}

also! {
    FigureId => NameId,
    AttributeId => NameId,
    DocumentId => TextId,
    ValueId => TextId,
    PassageId => TextId,
}
