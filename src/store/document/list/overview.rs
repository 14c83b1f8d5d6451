//! What a base holds, at a glance.

use rusqlite::named_params;

use crate::error::Result;
use crate::model::{Holdings, Titled};
use crate::store::base::Store;

impl Store {
    /// Returns how much the base holds.
    pub fn holdings(&self) -> Result<Holdings> {
        Ok(self.connection.prepare_cached(include_str!("holdings.sql"))?.query_row([], |row| {
            Ok(Holdings {
                documents: row.get("documents")?,
                figures: row.get("figures")?,
                attributes: row.get("attributes")?,
                value_count: row.get("value_count")?,
                unclear_rows: row.get("unclear_rows")?,
                open_reports: row.get("open_reports")?,
            })
        })?)
    }

    /// Returns the documents that came last, the newest first, at most so many.
    pub fn newest_documents(&self, most: usize) -> Result<Vec<Titled>> {
        self.titled(include_str!("newest_documents.sql"), most)
    }

    /// Returns the documents with open reports, those with most of them first, at most so many.
    pub fn most_reported_documents(&self, most: usize) -> Result<Vec<Titled>> {
        self.titled(include_str!("most_reported_documents.sql"), most)
    }

    fn titled(&self, sql: &str, most: usize) -> Result<Vec<Titled>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let titled = statement.query_map(named_params! { ":most": most }, |row| {
            Ok(Titled { slug: row.get("slug")?, title: row.get("title")?, open_reports: row.get("open_reports")? })
        })?;
        Ok(titled.collect::<rusqlite::Result<_>>()?)
    }
}
