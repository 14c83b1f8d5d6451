//! Which documents ever had to do with figures of some names, under whatever name: names come and go with pages, aliases and
//! merges.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use crate::error::{Error, Result};
use crate::model::DocumentId;
use crate::name;

/// Returns the documents that compare, compared, or had a correction of a figure that goes or went by one of the names, by
/// a name that holds one of them as a part, or by one that was ever the same as these.
pub(super) fn documents_of(connection: &Connection, asked: &[&str]) -> Result<HashSet<DocumentId>> {
    let mut documents = documents_by(connection, &names_of(connection, asked)?)?;
    // What was inferred of them rests on the documents of all their figures.
    let mut statement = connection.prepare(include_str!("documents_with_unclear_rows.sql"))?;
    let unclear = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<HashSet<DocumentId>>>()?;
    let unclear: HashSet<DocumentId> = documents.intersection(&unclear).copied().collect();
    if !unclear.is_empty() {
        documents.extend(documents_by(connection, &names_in(connection, &unclear)?)?);
    }
    Ok(documents)
}

/// Returns the documents on which something was decided, or on a name of which something was.
pub(super) fn decided(connection: &Connection) -> Result<HashSet<DocumentId>> {
    let mut names = HashSet::new();
    for (one, other) in pairs_of_names(connection)? {
        names.extend([one, other]);
    }
    let mut documents = documents_by(connection, &names)?;
    let mut statement = connection.prepare(include_str!("decided_documents.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        documents.insert(row.get("document_id")?);
    }
    Ok(documents)
}

/// Returns the folded names of the figures that some documents have, or had.
fn names_in(connection: &Connection, documents: &HashSet<DocumentId>) -> Result<HashSet<String>> {
    let mut names = HashSet::new();
    let mut statement = connection.prepare(include_str!("each_name_in_documents.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if documents.contains(&row.get("document_id")?) {
            names.insert(name::fold(row.get_ref("name")?.as_str()?));
        }
    }
    with_the_same(connection, names)
}

/// Returns the documents that have, had, or had a correction of a figure by one of these folded names.
pub(super) fn documents_by(connection: &Connection, names: &HashSet<String>) -> Result<HashSet<DocumentId>> {
    let mut documents = HashSet::new();
    let mut statement = connection.prepare(include_str!("each_name_in_documents.sql"))?;
    let mut rows = statement.query([])?;
    // Names are folded once for all the rows that have them.
    let mut known = HashSet::new();
    let mut others = HashSet::new();
    while let Some(row) = rows.next()? {
        let given = row.get_ref("name")?.as_str()?;
        if !known.contains(given) {
            if others.contains(given) {
                continue;
            }
            if !names.contains(&name::fold(given)) {
                others.insert(given.to_owned());
                continue;
            }
            known.insert(given.to_owned());
        }
        documents.insert(row.get("document_id")?);
    }
    Ok(documents)
}

/// Returns the name of the one figure that only former states of documents had and that goes by a name, or by one that has it
/// as a part; `None` when there is none, or several.
pub(super) fn former_name(connection: &Connection, given: &str) -> Result<Option<String>> {
    let mut found = names_like(connection, &[given])?;
    found.retain(|_, name| name::fold(name) == name::fold(given));
    if found.is_empty() {
        found = names_like(connection, &[given])?;
    }
    Ok(if found.len() == 1 { found.into_values().next() } else { None })
}

/// Returns the names that the base has or had of figures and that hold one of those that are asked for, by their folded forms.
fn names_like(connection: &Connection, asked: &[&str]) -> Result<HashMap<String, String>> {
    let asked: Vec<(String, Vec<String>)> = asked.iter().map(|name| (name::fold(name), name::words(name))).collect();
    let mut names = HashMap::new();
    let mut statement = connection.prepare(include_str!("each_name_ever.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let given = row.get_ref("name")?.as_str()?;
        let (folded, words) = (name::fold(given), name::words(given));
        let is_asked = asked.iter().any(|(name, parts)| {
            *name == folded || (!parts.is_empty() && words.windows(parts.len()).any(|run| run == parts.as_slice()))
        });
        if is_asked {
            names.insert(folded, given.to_owned());
        }
    }
    Ok(names)
}

/// Returns the folded names that hold one of those that are asked for, and all that were ever the same as one of them.
fn names_of(connection: &Connection, asked: &[&str]) -> Result<HashSet<String>> {
    with_the_same(connection, names_like(connection, asked)?.into_keys().collect())
}

/// Returns folded names and all that were ever the same as one of them.
fn with_the_same(connection: &Connection, mut names: HashSet<String>) -> Result<HashSet<String>> {
    let pairs = pairs_of_names(connection)?;
    loop {
        let before = names.len();
        for (one, other) in &pairs {
            if names.contains(one) {
                names.insert(other.clone());
            } else if names.contains(other) {
                names.insert(one.clone());
            }
        }
        if names.len() == before {
            return Ok(names);
        }
    }
}

/// Returns the folded names of figures that were ever the same, in pairs.
fn pairs_of_names(connection: &Connection) -> Result<Vec<(String, String)>> {
    let mut statement = connection.prepare(include_str!("each_pair_of_names.sql"))?;
    let mut rows = statement.query([])?;
    let mut pairs = Vec::new();
    while let Some(row) = rows.next()? {
        let folded = |column| Ok::<_, Error>(name::fold(row.get_ref(column)?.as_str()?));
        pairs.push((folded("one")?, folded("other")?));
    }
    Ok(pairs)
}
