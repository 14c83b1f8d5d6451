//! Figures and attributes: finding one by what people type, and listing them with counts.

use rusqlite::types::FromSql;
use rusqlite::{ToSql, named_params};

use super::lookup::{Kind, lookup, lookup_beginning, nearest};
use crate::error::Result;
use crate::model::{AttributeId, FigureId, Lookup, NameCount, NameKind, Named};
use crate::name;
use crate::store::base::{Store, column};

/// Where the names of figures or attributes are looked up.
pub(in crate::store) const fn names(kind: NameKind) -> Kind {
    Kind {
        of: Some(kind),
        exact: "SELECT coalesce(alias_of, id) FROM names WHERE kind = :kind AND folded = :folded",
        by_word: include_str!("by_word.sql"),
        names: "SELECT name FROM names WHERE id = :id UNION ALL SELECT name FROM names WHERE alias_of = :id",
        all: "SELECT name FROM names WHERE kind = :kind",
        by_beginning: include_str!("by_beginning.sql"),
        weight: match kind {
            NameKind::Figure => "SELECT count(*) FROM attribute_values WHERE figure_id = :id",
            NameKind::Attribute => "SELECT count(*) FROM attribute_values WHERE attribute_id = :id",
        },
    }
}

impl Store {
    /// Returns where the beginning of a name leads, among figures or attributes.
    pub fn beginning<Id>(&self, kind: NameKind, given: &str) -> Result<Lookup<Id>>
    where
        Id: FromSql + ToSql + Copy + Ord,
    {
        lookup_beginning(&self.connection, &names(kind), given)
    }

    /// Returns the names and aliases that begin so, whatever the case, by name, at most so many; only aliases where these are
    /// asked for.
    pub fn names_beginning(&self, kind: NameKind, aliases: bool, beginning: &str, most: usize) -> Result<Vec<String>> {
        let sql = if aliases { include_str!("aliases_beginning.sql") } else { include_str!("names_beginning.sql") };
        // A blank at the end of what was typed so far is one within a name.
        let blank = if beginning.ends_with(char::is_whitespace) { " " } else { "" };
        let beginning = format!("{}{blank}", name::fold(beginning));
        let parameters = named_params! {
            ":kind": kind.as_str(), ":beginning": beginning, ":end": format!("{beginning}\u{10ffff}"),
            ":most": i64::try_from(most).unwrap_or(i64::MAX),
        };
        column(&self.connection, sql, parameters)
    }

    /// Returns where a name leads among the figures.
    pub fn figure(&self, name: &str) -> Result<Lookup<FigureId>> {
        lookup(&self.connection, &names(NameKind::Figure), name)
    }

    /// Returns where a name leads among the attributes.
    pub fn attribute(&self, name: &str) -> Result<Lookup<AttributeId>> {
        lookup(&self.connection, &names(NameKind::Attribute), name)
    }

    /// Returns where a name leads among the figures or the attributes.
    pub fn named(&self, kind: NameKind, name: &str) -> Result<Lookup> {
        lookup(&self.connection, &names(kind), name)
    }

    /// Returns the figures or attributes whose own name has this slug, in the order they came in.
    pub fn named_by_slug(&self, kind: NameKind, slug: &str) -> Result<Vec<Named>> {
        // By a word of it, which is indexed; the longest is likely to be that of fewest names.
        let Some(word) = slug.split('-').max_by_key(|word| word.len()).filter(|word| !word.is_empty()) else {
            return Ok(Vec::new());
        };
        let sql = match kind {
            NameKind::Figure => include_str!("figures_by_slug.sql"),
            NameKind::Attribute => include_str!("attributes_by_slug.sql"),
        };
        let mut statement = self.connection.prepare_cached(sql)?;
        let named = statement.query_map(named_params! { ":word": word, ":slug": slug }, |row| {
            Ok(Named { id: row.get("id")?, name: row.get("name")? })
        })?;
        Ok(named.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the names of figures or attributes that look most like one that leads nowhere, nearest first.
    pub fn nearest(&self, kind: NameKind, given: &str) -> Result<Vec<String>> {
        nearest(&self.connection, &names(kind), given)
    }

    /// Passes every figure with its counts to `visit`, in the order of their names.
    pub fn each_figure(&self, visit: impl FnMut(&NameCount) -> Result<()>) -> Result<()> {
        self.each_name(NameKind::Figure, visit)
    }

    /// Passes every attribute with its counts to `visit`, in the order of their names.
    pub fn each_attribute(&self, visit: impl FnMut(&NameCount) -> Result<()>) -> Result<()> {
        self.each_name(NameKind::Attribute, visit)
    }

    fn each_name(&self, kind: NameKind, mut visit: impl FnMut(&NameCount) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_name.sql"))?;
        let mut rows = statement.query(&[(":kind", kind.as_str())])?;
        while let Some(row) = rows.next()? {
            visit(&NameCount {
                name: row.get("name")?,
                aliases: row.get("aliases")?,
                documents: row.get("documents")?,
                values: row.get("value_count")?,
            })?;
        }
        Ok(())
    }
}
