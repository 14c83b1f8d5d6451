//! Which figures a document compares.

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::model::{DocumentId, FigureId};
use crate::store::base::column;

/// Returns the figures that a document compares, in column order.
pub(in crate::store) fn figures_of(connection: &Connection, document: DocumentId) -> Result<Vec<FigureId>> {
    let sql = "SELECT figure_id FROM document_figures WHERE document_id = :document_id ORDER BY position";
    column(connection, sql, named_params! { ":document_id": document })
}
