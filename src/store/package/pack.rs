//! What is taken along: all rows of the tables.

use crate::error::Result;
use crate::store::base::Store;

use super::datum::Datum;
use super::table::{self, Column, ColumnKind, Table};

impl Store {
    /// Returns the tables that a base can be made anew from, and then views that show them to people. What others have put into
    /// the base is none of them.
    pub fn plain_tables() -> Result<Vec<Table>> {
        table::tables()
    }

    /// Passes every row of a table to `visit`, in the order of its key; the cells have the order of its columns.
    pub fn each_plain_row(&self, table: &Table, mut visit: impl FnMut(&[Datum]) -> Result<()>) -> Result<()> {
        let columns = quoted(table.columns.iter().map(|column| &column.name));
        let sql = format!("SELECT {columns} FROM {} ORDER BY {}", table.name, quoted(&table.key));
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let cells = (0..table.columns.len()).map(|index| Datum::of(row.get_ref(index)?));
            visit(&cells.collect::<Result<Vec<_>>>()?)?;
        }
        Ok(())
    }

    /// Returns a word that can stand for nothing in a column: the empty text, or, where some row has that, the first of `NULL`,
    /// `NULL1`, `NULL2` and so on that none has.
    pub fn sign_of_nothing(&self, table: &Table, column: &Column) -> Result<String> {
        let mut sign = String::new();
        if column.kind != ColumnKind::Text {
            return Ok(sign);
        }
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {} WHERE \"{}\" = :sign)", table.name, column.name);
        let mut statement = self.connection.prepare(&sql)?;
        let mut tried = 0;
        while statement.query_row(&[(":sign", &sign)], |row| row.get(0))? {
            sign = if tried == 0 { "NULL".to_owned() } else { format!("NULL{tried}") };
            tried += 1;
        }
        Ok(sign)
    }
}

/// Returns columns as a statement lists them. Some are called like words of SQL.
pub(super) fn quoted(columns: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let columns = columns.into_iter().map(|column| format!("\"{}\"", column.as_ref()));
    columns.collect::<Vec<_>>().join(", ")
}
