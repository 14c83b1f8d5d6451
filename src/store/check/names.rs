//! Names and headings beside the forms and words under which they are looked up.

use rusqlite::{Connection, OptionalExtension, Statement, ToSql, named_params};

use super::finding::{Concern, Finding, Level, Visit};
use crate::error::Result;
use crate::model::{NameId, NameKind, Place};
use crate::name;

pub(super) fn names(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut finding = |kind, level, named: &str, details: String| {
        let place = Some(Place::named(kind, named.to_owned()));
        visit(&Finding { place, ..Finding::new(Concern::Name, level, details) })
    };
    each_unclean(connection, |kind, _, name, cleaned| {
        if cleaned.is_empty() {
            return finding(kind, Level::Broken, name, format!("`{name}` has nothing that is read"));
        }
        finding(kind, Level::Mendable, name, format!("`{name}` is not written as names are kept"))
    })?;
    let mut same = connection.prepare(include_str!("same_name.sql"))?;
    each_misfolded(connection, |kind, id, name, folded| {
        let others = named_params! { ":kind": kind.as_str(), ":folded": name::fold(name), ":id": id };
        let other: Option<String> = same.query_row(others, |row| row.get(0)).optional()?;
        if let Some(other) = other.filter(|other| name::fold(other) == name::fold(name)) {
            return finding(kind, Level::Broken, name, format!("`{name}` is the same name as `{other}`"));
        }
        finding(kind, Level::Mendable, name, format!("`{name}` is looked up as `{folded}`"))
    })?;
    each_with_other_words(connection, |kind, _, name| {
        finding(kind, Level::Mendable, name, format!("`{name}` is not found by its words"))
    })?;
    each_with_other_slug(connection, |kind, _, name, slug| {
        finding(kind, Level::Mendable, name, format!("`{name}` has the slug `{slug}`"))
    })?;
    let mut statement = connection.prepare(include_str!("names_astray.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (kind, name): (NameKind, String) = (row.get("kind")?, row.get("name")?);
        let level = if row.get("is_mendable")? { Level::Mendable } else { Level::Broken };
        let is: String = row.get("is")?;
        finding(kind, level, &name, format!("`{name}` {is}"))?;
    }
    Ok(())
}

/// Passes every name that is written otherwise than names are kept to `visit`, with its kind, row and how it is kept.
pub(super) fn each_unclean(
    connection: &Connection,
    mut visit: impl FnMut(NameKind, NameId, &str, &str) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare("SELECT kind, id, name FROM names ORDER BY kind DESC, id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let name = row.get_ref("name")?.as_str()?;
        let cleaned = name::clean(name);
        if cleaned != name {
            visit(row.get("kind")?, row.get("id")?, name, &cleaned)?;
        }
    }
    Ok(())
}

pub(super) fn headings(connection: &Connection, visit: &mut Visit) -> Result<()> {
    each_heading_without_words(connection, |_, heading| {
        let details = format!("the heading `{heading}` is not found by its words");
        visit(&Finding::new(Concern::Name, Level::Mendable, details))
    })
}

/// Passes every heading of a section that is not kept to `visit`, and every one that is kept with other words than its own,
/// with its row.
pub(super) fn each_heading_without_words(
    connection: &Connection,
    mut visit: impl FnMut(Option<i64>, &str) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare(include_str!("headings_astray.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(None, row.get_ref("heading")?.as_str()?)?;
    }
    let mut indexed = connection.prepare("SELECT word FROM heading_words WHERE heading_id = :id ORDER BY word")?;
    let mut all = connection.prepare("SELECT id, heading FROM headings ORDER BY id")?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let (id, heading): (i64, &str) = (row.get("id")?, row.get_ref("heading")?.as_str()?);
        if !has_words(&mut indexed, id, heading)? {
            visit(Some(id), heading)?;
        }
    }
    Ok(())
}

/// Tells whether the words of a name that a statement finds are its own.
fn has_words(indexed: &mut Statement, id: impl ToSql, name: &str) -> Result<bool> {
    let mut words = name::words(name);
    words.sort_unstable();
    words.dedup();
    let found = indexed.query_map(named_params! { ":id": id }, |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<Vec<String>>>()? == words)
}

/// Passes every name whose folded form is another than it should be to `visit`, with its kind, row and that form.
pub(super) fn each_misfolded(
    connection: &Connection,
    mut visit: impl FnMut(NameKind, NameId, &str, &str) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare("SELECT kind, id, name, folded FROM names ORDER BY kind DESC, id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (name, folded) = (row.get_ref("name")?.as_str()?, row.get_ref("folded")?.as_str()?);
        if name::fold(name) != folded {
            visit(row.get("kind")?, row.get("id")?, name, folded)?;
        }
    }
    Ok(())
}

/// Passes every name whose indexed words are others than its own to `visit`, with its kind and row.
pub(super) fn each_with_other_words(
    connection: &Connection,
    mut visit: impl FnMut(NameKind, NameId, &str) -> Result<()>,
) -> Result<()> {
    let mut indexed = connection.prepare("SELECT word FROM name_words WHERE name_id = :id ORDER BY word")?;
    let mut all = connection.prepare("SELECT kind, id, name FROM names ORDER BY kind DESC, id")?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let (id, name): (NameId, &str) = (row.get("id")?, row.get_ref("name")?.as_str()?);
        if !has_words(&mut indexed, id, name)? {
            visit(row.get("kind")?, id, name)?;
        }
    }
    Ok(())
}

/// Passes every figure and attribute whose slug is not that of its name to `visit`, with its kind, row and slug.
pub(super) fn each_with_other_slug(
    connection: &Connection,
    mut visit: impl FnMut(NameKind, NameId, &str, &str) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare(include_str!("slugs.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (name, slug) = (row.get_ref("name")?.as_str()?, row.get_ref("slug")?.as_str()?);
        if name::slug(name) != slug {
            visit(row.get("kind")?, row.get("id")?, name, slug)?;
        }
    }
    Ok(())
}
