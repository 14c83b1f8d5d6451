//! Which figures a document compares, and which of them its passages are about.

use std::collections::HashMap;

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::model::{DocumentId, FigureId, PassageId};
use crate::store::base::{column, columns};

/// Returns the figures that a document compares, in column order.
pub(in crate::store) fn figures_of(connection: &Connection, document: DocumentId) -> Result<Vec<FigureId>> {
    let sql = "SELECT figure_id FROM document_figures WHERE document_id = :document_id ORDER BY position";
    column(connection, sql, named_params! { ":document_id": document })
}

/// Returns the ids of the figures that each passage of a document is about, in their order.
pub(in crate::store) fn figures_of_passages(
    connection: &Connection,
    document_id: DocumentId,
) -> Result<HashMap<PassageId, Vec<FigureId>>> {
    let mut statement = connection.prepare_cached(include_str!("figures_of_passages.sql"))?;
    let [passage, figure] = columns(&statement, ["passage_id", "figure_id"])?;
    let mut rows = statement.query(named_params! { ":document_id": document_id })?;
    let mut figures: HashMap<PassageId, Vec<FigureId>> = HashMap::new();
    while let Some(row) = rows.next()? {
        figures.entry(row.get(passage)?).or_default().push(row.get(figure)?);
    }
    Ok(figures)
}
