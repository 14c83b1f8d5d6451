//! Which tables and views are taken along, and what SQLite knows of them.

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::store::base::Store;
use crate::store::check::own_tables;

/// A table, or a view that shows tables to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    /// The columns by which its rows are told apart and ordered.
    pub key: Vec<String>,
    /// What its columns refer to.
    pub references: Vec<Reference>,
    /// Whether it is a view: what it shows stands in tables.
    pub is_view: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What stands in it.
    pub kind: ColumnKind,
    /// Whether something stands in it in every row.
    pub is_required: bool,
}

/// What may stand in a column, besides nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Whole numbers.
    Integer,
    /// Numbers.
    Real,
    /// Text.
    Text,
    /// Bytes.
    Blob,
}

/// A column that refers to one of another table, or of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The column.
    pub column: String,
    /// The table that it refers to.
    pub table: String,
    /// The column there.
    pub to: String,
}

/// The views that are taken along, for people who want the texts and not the tables, with the columns by which their rows are
/// ordered.
const VIEWS: [(&str, &str); 3] =
    [("current_values", "value_id"), ("current_passages", "passage_id"), ("current_quantities", "value_id")];

/// The tables that stay behind: they are made anew. (So could be the headings, but for their numbers.)
const LEFT: [&str; 3] = ["name_words", "heading_words", "quantities"];

/// Returns the tables that hold what does not follow from others, and then the views.
pub(super) fn tables() -> Result<Vec<Table>> {
    // Of a base of our own making: in another one others may have put tables of theirs.
    let made = Store::open_in_memory()?;
    let names = own_tables(&made.connection)?;
    let kept = names.iter().filter(|name| !LEFT.contains(&name.as_str()));
    let tables = kept.map(|name| table(&made.connection, name, None));
    tables.chain(VIEWS.iter().map(|(name, key)| table(&made.connection, name, Some(key)))).collect()
}

fn table(connection: &Connection, name: &str, key_of_view: Option<&str>) -> Result<Table> {
    let mut statement = connection.prepare_cached(include_str!("columns.sql"))?;
    let mut rows = statement.query(named_params! { ":table": name })?;
    let (mut columns, mut key) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let column: String = row.get("name")?;
        let place_in_key: i64 = row.get("pk")?;
        let kind = match row.get_ref("type")?.as_str()? {
            "INTEGER" => ColumnKind::Integer,
            "REAL" => ColumnKind::Real,
            "BLOB" => ColumnKind::Blob,
            // SQLite does not tell of what a view puts together; all of that is text.
            _ => ColumnKind::Text,
        };
        if place_in_key > 0 {
            key.push((place_in_key, column.clone()));
        }
        let is_required = place_in_key > 0 || row.get("notnull")?;
        columns.push(Column { name: column, kind, is_required });
    }
    key.sort_unstable();
    let key = match key_of_view {
        Some(key) => vec![key.to_owned()],
        None => key.into_iter().map(|(_, column)| column).collect(),
    };
    let mut statement = connection.prepare_cached(include_str!("references.sql"))?;
    let references = statement.query_map(named_params! { ":table": name }, |row| {
        Ok(Reference { column: row.get("from")?, table: row.get("table")?, to: row.get("to")? })
    })?;
    let references = references.collect::<rusqlite::Result<_>>()?;
    Ok(Table { name: name.to_owned(), columns, key, references, is_view: key_of_view.is_some() })
}
