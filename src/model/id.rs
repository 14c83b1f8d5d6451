//! Rows of a base: a type for each table whose ids go about, so that none is taken for another.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

/// Declares types of ids.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);
    )+};
}

/// Declares which ids people see as numbers and give as arguments.
macro_rules! numbers {
    ($($name:ident,)+) => {$(
        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
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
    /// Row of a section.
    SectionId,
    /// Row of an unclear row.
    UnclearRowId,
    /// Row of what a person decided on an unclear row.
    SettlementId,
    /// Number of an act that decided on many unclear rows.
    BatchId,
    /// Row of a report.
    ReportId,
    /// Row of a correction.
    CorrectionId,
    /// Row of a merge.
    MergeId,
    /// What a text is searched by: the row of its value or passage, or of the document whose summary it is. These never meet.
    TextId,
}

numbers! {
    UnclearRowId,
    SettlementId,
    BatchId,
    ReportId,
    CorrectionId,
    MergeId,
}

also! {
    FigureId => NameId,
    AttributeId => NameId,
    DocumentId => TextId,
    ValueId => TextId,
    PassageId => TextId,
}

impl TextId {
    /// Tells whether it is the row of a passage: see `migrations/V01__documents.sql`.
    #[must_use]
    pub fn is_of_passage(self) -> bool {
        self.0.rem_euclid(3) == 2
    }
}
