//! Asks what values amount to.

use std::collections::HashMap;

use rusqlite::{Connection, named_params};

use super::row::QuantityColumns;
use crate::error::Result;
use crate::model::{AttributeId, DocumentId, FigureId, Measured, Quantity, QuantityRecord};
use crate::store::base::Store;

impl Store {
    /// Passes every value that amounts to something to `visit`, in the order of [`Store::each_value`].
    pub fn each_quantity(&self, mut visit: impl FnMut(&QuantityRecord) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_quantity.sql"))?;
        let quantity = QuantityColumns::of(&statement)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Some(quantity) = quantity.read(row)? else { continue };
            visit(&QuantityRecord {
                document: row.get_ref("document")?.as_str()?,
                position: row.get("position")?,
                attribute: row.get_ref("attribute")?.as_str()?,
                figure: row.get_ref("figure")?.as_str()?,
                value: row.get_ref("value")?.as_str()?,
                quantity,
            })?;
        }
        Ok(())
    }

    /// Returns what the values of a figure amount to, by attribute and document.
    pub fn quantities_of_figure(&self, figure_id: FigureId) -> Result<HashMap<(AttributeId, DocumentId), Quantity>> {
        of_figure(&self.connection, figure_id, None)
    }

    /// Returns what documents say of all figures for an attribute, and what that amounts to: figure by figure, preferred
    /// documents first.
    pub fn measured(&self, attribute_id: AttributeId) -> Result<Vec<Measured>> {
        let mut statement = self.connection.prepare_cached(include_str!("of_attribute.sql"))?;
        let quantity = QuantityColumns::of(&statement)?;
        let values = statement.query_map(named_params! { ":attribute_id": attribute_id }, |row| {
            Ok(Measured {
                figure: row.get("figure")?,
                figure_id: row.get("figure_id")?,
                document: row.get("document")?,
                text: row.get("value")?,
                quantity: quantity.read(row)?,
            })
        })?;
        Ok(values.collect::<rusqlite::Result<_>>()?)
    }
}

/// Returns what the values of a figure amount to, of one attribute or all.
pub(in crate::store) fn of_figure(
    connection: &Connection,
    figure_id: FigureId,
    attribute_id: Option<AttributeId>,
) -> Result<HashMap<(AttributeId, DocumentId), Quantity>> {
    let mut statement = connection.prepare_cached(include_str!("of_figure.sql"))?;
    let quantity = QuantityColumns::of(&statement)?;
    let mut rows = statement.query(named_params! { ":figure_id": figure_id, ":attribute_id": attribute_id })?;
    let mut quantities = HashMap::new();
    while let Some(row) = rows.next()? {
        if let Some(quantity) = quantity.read(row)? {
            quantities.insert((row.get("attribute_id")?, row.get("document_id")?), quantity);
        }
    }
    Ok(quantities)
}
