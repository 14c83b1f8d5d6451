//! Figures: finding one by name, listing them with counts.

use super::lookup::{Kind, lookup};
use crate::error::Result;
use crate::model::{Lookup, NameCount};
use crate::store::base::Store;
use crate::store::document::value;

pub(in crate::store) const KIND: Kind = Kind {
    exact: "SELECT id FROM figures WHERE name_folded = :folded
            UNION ALL SELECT figure_id FROM figure_aliases WHERE name_folded = :folded",
    by_word: "SELECT figure_id FROM figure_words WHERE word = :word ORDER BY figure_id",
    names: "SELECT name FROM figures WHERE id = :id
            UNION ALL SELECT name FROM figure_aliases WHERE figure_id = :id",
    all: "SELECT name FROM figures UNION ALL SELECT name FROM figure_aliases",
};

impl Store {
    /// Returns where a name leads among the figures.
    pub fn figure(&self, name: &str) -> Result<Lookup> {
        lookup(&self.connection, &KIND, name)
    }

    /// Passes every figure with its counts to `visit`, in the order of their names.
    pub fn each_figure(&self, visit: impl FnMut(&NameCount) -> Result<()>) -> Result<()> {
        value::each_name_count(&self.connection, include_str!("each_figure.sql"), visit)
    }
}
