//! The figure or attribute of a name, made when there is none.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;
use crate::name;

/// The statements that find or make a figure or an attribute.
pub(in crate::store) struct NewName {
    find: &'static str,
    insert: &'static str,
    insert_word: &'static str,
}

impl NewName {
    pub const FIGURE: Self = Self {
        find: "SELECT id FROM figures WHERE name_folded = ?1
               UNION ALL SELECT figure_id FROM figure_aliases WHERE name_folded = ?1",
        insert: "INSERT INTO figures (name, name_folded, slug) VALUES (?1, ?2, ?3)",
        insert_word: "INSERT OR IGNORE INTO figure_words (word, figure_id) VALUES (?1, ?2)",
    };
    pub const ATTRIBUTE: Self = Self {
        find: "SELECT id FROM attributes WHERE name_folded = ?1
               UNION ALL SELECT attribute_id FROM attribute_aliases WHERE name_folded = ?1",
        insert: "INSERT INTO attributes (name, name_folded, slug) VALUES (?1, ?2, ?3)",
        insert_word: "INSERT OR IGNORE INTO attribute_words (word, attribute_id) VALUES (?1, ?2)",
    };
}

/// Returns the id of the figure of that name or alias, which is made when there is none.
pub(in crate::store) fn figure_id(connection: &Connection, name: &str) -> Result<i64> {
    named_id(connection, &mut HashMap::new(), &NewName::FIGURE, name)
}

/// Returns the id of the attribute of that name or alias, which is made when there is none.
pub(in crate::store) fn attribute_id(connection: &Connection, name: &str) -> Result<i64> {
    named_id(connection, &mut HashMap::new(), &NewName::ATTRIBUTE, name)
}

/// Returns the id of the figure or attribute of that name or alias, which is made when there is none.
pub(in crate::store) fn named_id(
    connection: &Connection,
    known: &mut HashMap<String, i64>,
    statements: &NewName,
    given: &str,
) -> Result<i64> {
    let folded = name::fold(given);
    if let Some(id) = known.get(&folded) {
        return Ok(*id);
    }
    let found = find_id(connection, known, statements, &folded)?;
    let id = found.map_or_else(|| insert_name(connection, statements, given, &folded), Ok)?;
    known.insert(folded, id);
    Ok(id)
}

pub(in crate::store) fn find_id(
    connection: &Connection,
    known: &HashMap<String, i64>,
    statements: &NewName,
    folded: &str,
) -> Result<Option<i64>> {
    if let Some(id) = known.get(folded) {
        return Ok(Some(*id));
    }
    Ok(connection.prepare_cached(statements.find)?.query_row([folded], |row| row.get(0)).optional()?)
}

fn insert_name(connection: &Connection, statements: &NewName, given: &str, folded: &str) -> Result<i64> {
    let cleaned = name::clean(given);
    let id = connection.prepare_cached(statements.insert)?.insert([&cleaned, folded, &name::slug(&cleaned)])?;
    let mut insert_word = connection.prepare_cached(statements.insert_word)?;
    for word in name::words(&cleaned) {
        insert_word.execute(params![word, id])?;
    }
    Ok(id)
}
