//! Indexes that are made after the rows of a large import into an empty base: sorted once, they cost a part of what
//! keeping them costs, row by row, with ids that come in no order.

use rusqlite::Connection;

use crate::error::Result;

/// The indexes of large tables that adding new documents does not ask: all but those that keep rows unique.
const NAMES: &str = "'attribute_values_by_document', 'attribute_values_by_attribute', 'passage_figures_by_figure', \
                     'sections_by_heading'";

/// Indexes that are missing for now.
#[derive(Debug, Default)]
pub(super) struct LateIndexes {
    /// The statements that make them.
    definitions: Vec<String>,
}

impl LateIndexes {
    /// Takes the indexes away. The transaction must not end before they are made again.
    pub fn drop(&mut self, connection: &Connection) -> Result<()> {
        let sql =
            format!("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND name IN ({NAMES}) ORDER BY rowid");
        let mut statement = connection.prepare(&sql)?;
        let found = statement.query_map([], |row| Ok((row.get("name")?, row.get("sql")?)))?;
        let found: Vec<(String, String)> = found.collect::<rusqlite::Result<_>>()?;
        for (name, definition) in found {
            connection.execute(&format!("DROP INDEX {name}"), [])?;
            self.definitions.push(definition);
        }
        Ok(())
    }

    /// Makes those that are missing.
    pub fn make(&mut self, connection: &Connection) -> Result<()> {
        self.definitions.drain(..).try_for_each(|definition| Ok(connection.execute(&definition, []).map(drop)?))
    }
}
