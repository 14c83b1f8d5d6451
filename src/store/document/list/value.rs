//! Values: what documents say of figures, as it reads after corrections.

use rusqlite::{Row, named_params};

use crate::error::Result;
use crate::model::{AttributeId, DocumentId, FigureId, Value, ValueRecord};
use crate::store::base::Store;

impl Store {
    /// Passes every value to `visit`, by document and table row, columns in the document's order.
    pub fn each_value(&self, visit: impl FnMut(&ValueRecord) -> Result<()>) -> Result<()> {
        self.each_value_from((DocumentId(i64::MIN), DocumentId(i64::MAX)), visit)
    }

    /// Passes every value of a document to `visit`, as [`Store::each_value`] does.
    pub fn each_value_of_document(
        &self,
        document: DocumentId,
        visit: impl FnMut(&ValueRecord) -> Result<()>,
    ) -> Result<()> {
        self.each_value_from((document, document), visit)
    }

    fn each_value_from(
        &self,
        (first, last): (DocumentId, DocumentId),
        mut visit: impl FnMut(&ValueRecord) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_value.sql"))?;
        let parameters = named_params! { ":as_stated": self.as_stated, ":first": first, ":last": last };
        let mut rows = statement.query(parameters)?;
        while let Some(row) = rows.next()? {
            visit(&ValueRecord {
                document: row.get_ref(0)?.as_str()?,
                position: row.get(1)?,
                attribute: row.get_ref(2)?.as_str()?,
                figure: row.get_ref(3)?.as_str()?,
                value: row.get_ref(4)?.as_str()?,
                status: row.get(5)?,
                group: row.get_ref(6)?.as_str()?,
            })?;
        }
        Ok(())
    }

    /// Returns what documents say of all figures for an attribute, by figure and then document, in order of arrival.
    pub fn values_of_attribute(&self, attribute_id: AttributeId) -> Result<Vec<(String, Value)>> {
        let mut statement = self.connection.prepare_cached(include_str!("values_of_attribute.sql"))?;
        let parameters = named_params! { ":attribute_id": attribute_id, ":as_stated": self.as_stated };
        let values = statement.query_map(parameters, |row| Ok((row.get("figure")?, value(row)?)))?;
        Ok(values.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns all values of a figure, by document (in order of arrival) and table row.
    pub fn values_of_figure(&self, figure_id: FigureId) -> Result<Vec<Value>> {
        let mut statement = self.connection.prepare_cached(include_str!("values_of_figure.sql"))?;
        let parameters = named_params! { ":figure_id": figure_id, ":as_stated": self.as_stated };
        let values = statement.query_map(parameters, value)?;
        Ok(values.collect::<rusqlite::Result<_>>()?)
    }
}

/// Reads a value by the places of its columns: a page has hundreds, and to find columns by their names takes a twelfth of its time.
fn value(row: &Row) -> rusqlite::Result<Value> {
    Ok(Value {
        document: row.get(0)?,
        document_id: row.get(1)?,
        position: row.get(2)?,
        attribute_id: row.get(3)?,
        attribute: row.get(4)?,
        text: row.get(5)?,
        status: row.get(6)?,
        open_reports: row.get(7)?,
        preferred: row.get(8)?,
    })
}
