//! Names beside the forms and words under which they are looked up.

use rusqlite::Connection;

use super::finding::{Concern, Finding, Level, Visit};
use crate::error::Result;
use crate::model::NameKind;
use crate::name;
use crate::store::name::alias;

pub(super) fn names(connection: &Connection, visit: &mut Visit) -> Result<()> {
    for kind in [NameKind::Figure, NameKind::Attribute] {
        let mut finding = |level, named: &str, details: String| {
            let finding = Finding::new(Concern::Name, level, details);
            let named = Some(named.to_owned());
            visit(&match kind {
                NameKind::Figure => Finding { figure: named, ..finding },
                NameKind::Attribute => Finding { attribute: named, ..finding },
            })
        };
        each_misfolded(connection, kind, |_, name, folded| {
            finding(Level::Mendable, name, format!("`{name}` is looked up as `{folded}`"))
        })?;
        each_with_other_words(connection, kind, |_, name| {
            finding(Level::Mendable, name, format!("`{name}` is not found by the words of its names"))
        })?;
        let word = kind.as_str();
        let sql = format!(
            "SELECT {word}_aliases.name, {word}s.name FROM {word}_aliases JOIN {word}s USING (name_folded)
             WHERE {word}s.id <> {word}_id"
        );
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (alias, name): (String, String) = (row.get(0)?, row.get(1)?);
            finding(Level::Broken, &name, format!("`{alias}` is a {word} and an alias of another"))?;
        }
    }
    Ok(())
}

/// Passes every name or alias whose folded form is another than it should be to `visit`, with its table, and with the
/// folded form that it has.
pub(super) fn each_misfolded(
    connection: &Connection,
    kind: NameKind,
    mut visit: impl FnMut((&str, i64), &str, &str) -> Result<()>,
) -> Result<()> {
    for table in [format!("{}s", kind.as_str()), format!("{}_aliases", kind.as_str())] {
        let mut statement = connection.prepare(&format!("SELECT id, name, name_folded FROM {table}"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (name, folded) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
            if name::fold(name) != folded {
                visit((&table, row.get(0)?), name, folded)?;
            }
        }
    }
    Ok(())
}

/// Passes every figure or attribute whose indexed words are others than those of its names to `visit`.
pub(super) fn each_with_other_words(
    connection: &Connection,
    kind: NameKind,
    mut visit: impl FnMut(i64, &str) -> Result<()>,
) -> Result<()> {
    let word = kind.as_str();
    let mut indexed =
        connection.prepare(&format!("SELECT word FROM {word}_words WHERE {word}_id = ?1 ORDER BY word"))?;
    let mut all = connection.prepare(&format!("SELECT id FROM {word}s ORDER BY id"))?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let names = alias::all_names(connection, kind, id)?;
        let mut words: Vec<String> = names.iter().flat_map(|name| name::words(name)).collect();
        words.sort_unstable();
        words.dedup();
        let found: Vec<String> = indexed.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if found != words {
            visit(id, names.first().map_or("", String::as_str))?;
        }
    }
    Ok(())
}
