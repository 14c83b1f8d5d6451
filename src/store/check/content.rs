//! What rows hold, as far as SQLite does not see to it: texts that are UTF-8, moments, JSON, numbers that leave room. Row by
//! row, so that one that cannot be read hides no other.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, named_params};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::damage::fault;
use super::finding::{Concern, Finding, Level, Visit};
use super::schema;
use crate::error::Result;
use crate::model::{
    Because, Candidate, EventKind, LogKind, MISSING_VALUE, NameKind, Place, PlaceKind, Problem, QuantityKind,
};
use crate::name;
use crate::slug::is_slug;

/// The greatest number in a row. What reads JSON tells no greater ones apart, and beyond it rows could not be numbered on:
/// the log multiplies their numbers.
const GREATEST: i64 = 1 << 53;

/// How much is shown of a text that is wrong, in characters.
const SHOWN: usize = 40;

/// What a column holds beyond what its type says.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// Nothing that is looked at here.
    Any,
    /// Where a row stands among others, from 1.
    Position,
    /// A moment as [`crate::store::now`] writes it: moments are compared as texts.
    Moment,
    /// What a value amounts to, in its base unit.
    Amount,
    /// A member of a closed set.
    OneOf(&'static [&'static str]),
    /// What a report is on.
    Target,
    /// A slug, by which a document is found.
    Slug,
    /// The name in another column, without case.
    Folded(&'static str),
    /// So many hexadecimal digits.
    Hexadecimal(usize),
    /// JSON that a command can read, and what that is.
    Json(fn(&str) -> bool, &'static str),
}

/// What the columns hold of which neither type nor name tells.
const FORMS: [(&str, &str, Form); 26] = [
    ("quantities", "kind", Form::OneOf(QuantityKind::NAMES)),
    ("documents", "slug", Form::Slug),
    ("documents", "page_slug", Form::Slug),
    ("documents", "content_hash", Form::Hexadecimal(64)),
    ("document_versions", "figures", Form::Json(is_json::<Vec<String>>, "list of names")),
    ("names", "kind", Form::OneOf(NameKind::NAMES)),
    ("attribute_values", "status", Form::OneOf(&["stated", "settled", "inferred", "absent"])),
    ("unclear_rows", "candidates", Form::Json(is_json::<Vec<Candidate>>, "list of splits")),
    ("unclear_rows", "inferred", Form::Json(is_json::<Candidate>, "split")),
    ("settled_rows", "cells", Form::Json(is_json::<Vec<String>>, "list of cells")),
    ("settled_rows", "figures", Form::Json(is_json::<Vec<String>>, "list of names")),
    ("corrections", "lost_figures", Form::Json(is_json::<Vec<String>>, "list of names")),
    ("events", "kind", Form::OneOf(LogKind::NAMES)),
    ("events", "details", Form::Json(is_json::<serde_json::Map<String, serde_json::Value>>, "record of names")),
    ("corrections", "target", Form::OneOf(&["value", "passage", "summary"])),
    ("merges", "kind", Form::OneOf(NameKind::NAMES)),
    ("merges", "moved", Form::Json(is_json::<Moved>, "record that undoes a merge")),
    ("reports", "uid", Form::Hexadecimal(32)),
    ("reports", "target", Form::Target),
    ("reports", "problem", Form::OneOf(Problem::NAMES)),
    ("reports", "figure_folded", Form::Folded("figure")),
    ("reports", "attribute_folded", Form::Folded("attribute")),
    ("report_events", "uid", Form::Hexadecimal(32)),
    ("report_events", "kind", Form::OneOf(EventKind::NAMES)),
    ("report_events", "because", Form::OneOf(Because::NAMES)),
    // The events of a report are looked at together.
    ("report_events", "made_at", Form::Any),
];

/// What undoing a merge needs, as `moved.sql` of the names keeps it.
#[derive(Deserialize)]
#[expect(dead_code, reason = "SQLite reads it; here counts whether it can be read")]
struct Moved {
    id: i64,
    slug: String,
    replaced: Vec<i64>,
    aliases: Vec<i64>,
    merges: Vec<i64>,
}

/// Passes every row of which a column holds what no command can read to `visit`, table by table.
pub(super) fn content(connection: &Connection, visit: &mut Visit) -> Result<()> {
    for table in schema::tables(connection)? {
        if let Err(error) = rows(connection, &table, visit) {
            let details = format!("`{table}` could not be read to the end: {}", fault(error)?);
            visit(&Finding::new(Concern::Damage, Level::Broken, details))?;
        }
    }
    Ok(())
}

fn rows(connection: &Connection, table: &str, visit: &mut Visit) -> Result<()> {
    // The name is one of the migrations', not one that the base has brought.
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
    let columns: Vec<String> = statement.column_names().map(String::from).collect();
    let forms: Vec<Form> = columns.iter().map(|column| form(table, column)).collect();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for (at, form) in forms.iter().enumerate() {
            if let Some(wrong) = wrong(row.get_ref(at)?, *form, row)? {
                let details = format!("{} of `{table}`: `{}` {wrong}", numbered(row), columns[at]);
                let place = document(connection, row)?.map(|document| Place::Document { document });
                visit(&Finding { place, ..Finding::new(Concern::Damage, Level::Broken, details) })?;
            }
        }
    }
    Ok(())
}

fn form(table: &str, column: &str) -> Form {
    match FORMS.iter().find(|(of, named, _)| (*of, *named) == (table, column)) {
        Some((_, _, form)) => *form,
        None if column.ends_with("_at") => Form::Moment,
        None if column == "position" => Form::Position,
        None if column.starts_with("amount_") => Form::Amount,
        None => Form::Any,
    }
}

/// Returns what is wrong with what a column holds. A NULL where none may be, and another type, SQLite finds itself.
fn wrong(value: ValueRef, form: Form, row: &Row) -> Result<Option<String>> {
    let text = match value {
        ValueRef::Null | ValueRef::Blob(_) => return Ok(None),
        ValueRef::Integer(number) => {
            let (least, most) = if matches!(form, Form::Position) { (1, u32::MAX.into()) } else { (0, GREATEST) };
            return Ok((number < least || number > most).then(|| format!("is {number}, which is out of range")));
        }
        ValueRef::Real(number) if matches!(form, Form::Amount) => {
            return Ok((!number.is_finite()).then(|| format!("is {number}, which no value amounts to")));
        }
        ValueRef::Real(number) => return Ok(Some(format!("is {number}, which is no whole number"))),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(_) => return Ok(Some("is not UTF-8".into())),
        },
    };
    let unless = |is: bool, what: &str| (!is).then(|| format!("is `{}`, which is no {what}", shown(text)));
    Ok(match form {
        Form::Any | Form::Amount => None,
        Form::Position => unless(false, "number"),
        Form::Moment => unless(is_moment(text), "moment in RFC 3339, UTC, whole seconds"),
        Form::OneOf(names) => unless(names.contains(&text), "word that may stand there"),
        Form::Target => {
            unless(text == MISSING_VALUE || PlaceKind::from_name(text).is_some(), "word that may stand there")
        }
        Form::Slug => unless(is_slug(text), "slug"),
        Form::Folded(name) => {
            unless(row.get_ref(name)?.as_str().is_ok_and(|name| name::fold(name) == text), "folded name")
        }
        Form::Hexadecimal(digits) => {
            let is_hexadecimal = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_hexdigit());
            unless(is_hexadecimal, &format!("number of {digits} hexadecimal digits"))
        }
        Form::Json(is_read, what) => unless(is_read(text), what),
    })
}

/// Tells whether a text is a moment as versus writes it.
pub(super) fn is_moment(text: &str) -> bool {
    text.len() == "2026-01-31T12:00:00Z".len() && text.ends_with('Z') && OffsetDateTime::parse(text, &Rfc3339).is_ok()
}

fn is_json<T: DeserializeOwned>(text: &str) -> bool {
    serde_json::from_str::<T>(text).is_ok()
}

fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// Returns what a row is called; one of a table without numbers has only its document.
fn numbered(row: &Row) -> String {
    row.get::<_, i64>("id").map_or_else(|_| "a row".into(), |number| format!("row {number}"))
}

/// Returns the slug of the document that a row is of, where it says so.
fn document(connection: &Connection, row: &Row) -> Result<Option<String>> {
    let Ok(id) = row.get::<_, i64>("document_id") else { return Ok(None) };
    let sql = "SELECT slug FROM documents WHERE id = :id";
    let mut statement = connection.prepare_cached(sql)?;
    let mut found = statement.query(named_params! { ":id": id })?;
    // One that is not there, or has no slug that can be read, has a finding of its own.
    Ok(found.next()?.and_then(|row| row.get(0).ok()))
}
