//! Attributes: finding one by name, listing them with counts.

use super::lookup::{Kind, lookup};
use crate::error::Result;
use crate::model::{Lookup, NameCount};
use crate::store::base::Store;
use crate::store::document::value;

pub(in crate::store) const KIND: Kind = Kind {
    exact: "SELECT id FROM attributes WHERE name_folded = :folded
            UNION ALL SELECT attribute_id FROM attribute_aliases WHERE name_folded = :folded",
    by_word: "SELECT attribute_id FROM attribute_words WHERE word = :word ORDER BY attribute_id",
    names: "SELECT name FROM attributes WHERE id = :id
            UNION ALL SELECT name FROM attribute_aliases WHERE attribute_id = :id",
    all: "SELECT name FROM attributes UNION ALL SELECT name FROM attribute_aliases",
};

impl Store {
    /// Returns where a name leads among the attributes.
    pub fn attribute(&self, name: &str) -> Result<Lookup> {
        lookup(&self.connection, &KIND, name)
    }

    /// Passes every attribute with its counts to `visit`, in the order of their names.
    pub fn each_attribute(&self, visit: impl FnMut(&NameCount) -> Result<()>) -> Result<()> {
        value::each_name_count(&self.connection, include_str!("each_attribute.sql"), visit)
    }
}
