//! Figures and attributes, and the names that they go by.

use super::closed_set::closed_set;
use super::id::{MergeId, NameId};

closed_set! {
    /// What has a name of its own and any number of aliases.
    NameKind {
        /// A thing compared.
        Figure = "figure",
        /// What it is compared by.
        Attribute = "attribute",
    }
}

/// A figure, attribute or document that a name led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<Id = NameId> {
    /// Its row.
    pub id: Id,
    /// Its own name (for a document its slug), whatever alias or part of it was given.
    pub name: String,
}

/// Where a name led.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup<Id = NameId> {
    /// To one.
    Found(Named<Id>),
    /// To several.
    Ambiguous {
        /// The names of those of which most is known, these first.
        candidates: Vec<String>,
        /// How many there are in all.
        total: usize,
    },
    /// To none.
    Unknown,
}

/// A figure or attribute in a list, with counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameCount {
    /// Its own name.
    pub name: String,
    /// Its other names, joined by `; `.
    pub aliases: String,
    /// In how many documents it stands.
    pub documents: i64,
    /// How many values it has.
    pub values: i64,
}

/// A further name of a figure or attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// Of what.
    pub kind: NameKind,
    /// The own name of the figure or attribute.
    pub name: String,
    /// The further name.
    pub alias: String,
}

/// A figure or attribute that was merged into another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// Its number.
    pub number: MergeId,
    /// What was merged.
    pub kind: NameKind,
    /// The name that became an alias.
    pub name: String,
    /// The own name of the one it was merged into.
    pub into: String,
    /// Who decided.
    pub editor: String,
    /// Why.
    pub note: Option<String>,
    /// When, RFC 3339 in UTC.
    pub merged_at: String,
    /// When it was undone; `None` while it holds.
    pub undone_at: Option<String>,
    /// Who undid it.
    pub undone_by: Option<String>,
}
