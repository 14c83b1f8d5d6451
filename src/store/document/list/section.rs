//! Sections and their passages, as they read after corrections.

use rusqlite::named_params;

use crate::error::Result;
use crate::model::{DocumentId, FigureId, PassageRecord, PassageText};
use crate::store::base::{Store, column};

/// Which passages to list. `None` means all.
#[derive(Debug, Clone, Default)]
pub struct PassageFilter {
    /// Only of this document (its row).
    pub document_id: Option<DocumentId>,
    /// Only about this figure (its row).
    pub figure_id: Option<FigureId>,
}

impl Store {
    /// Passes every passage that the filter lets through to `visit`, in reading order, document by document.
    pub fn each_passage(
        &self,
        filter: &PassageFilter,
        mut visit: impl FnMut(&PassageRecord) -> Result<()>,
    ) -> Result<()> {
        let all = filter.document_id.is_none() && filter.figure_id.is_none();
        let sql = if all { include_str!("each_passage.sql") } else { include_str!("passages.sql") };
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = if all {
            statement.query(named_params! { ":as_stated": self.as_stated })?
        } else {
            statement.query(named_params! {
                ":document_id": filter.document_id, ":figure_id": filter.figure_id, ":as_stated": self.as_stated,
                ":with_reports": false,
            })?
        };
        while let Some(row) = rows.next()? {
            visit(&PassageRecord {
                document: row.get_ref(0)?.as_str()?,
                section: row.get(1)?,
                heading: row.get_ref(2)?.as_str()?,
                passage: row.get(3)?,
                figures: row.get_ref(4)?.as_str()?,
                text: row.get_ref(5)?.as_str()?,
                status: row.get(6)?,
            })?;
        }
        Ok(())
    }

    /// Returns the headings of sections that begin so, whatever the case of ASCII letters, at most so many.
    pub fn headings_beginning(&self, beginning: &str, most: usize) -> Result<Vec<String>> {
        let parameters = named_params! { ":beginning": beginning, ":most": i64::try_from(most).unwrap_or(i64::MAX) };
        column(&self.connection, include_str!("headings_beginning.sql"), parameters)
    }

    /// Returns the passages about a figure, of a document, or both when both are given, in reading order. One is needed.
    pub fn passages(&self, filter: &PassageFilter) -> Result<Vec<PassageText>> {
        let mut statement = self.connection.prepare_cached(include_str!("passages.sql"))?;
        let passages = statement.query_map(
            named_params! {
                ":document_id": filter.document_id, ":figure_id": filter.figure_id, ":as_stated": self.as_stated,
                ":with_reports": true,
            },
            |row| {
                Ok(PassageText {
                    document: row.get("document")?,
                    passage_id: row.get("passage_id")?,
                    heading: row.get("heading")?,
                    text: row.get("text")?,
                    status: row.get("status")?,
                    open_reports: row.get("open_reports")?,
                })
            },
        )?;
        Ok(passages.collect::<rusqlite::Result<_>>()?)
    }
}
