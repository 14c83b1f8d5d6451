//! Brings a document's values to what its page says: one of the same figure and attribute keeps its row, whatever it says.

use std::collections::HashMap;

use rusqlite::named_params;

use crate::error::Result;
use crate::model::{AttributeId, Counts, DocumentId, FigureId, NameId, ValueId};
use crate::store::base::columns;
use crate::store::document::import::Importer;
use crate::store::document::settled::SettledRow;

impl Importer<'_> {
    pub(super) fn update_values(
        &mut self,
        document_id: DocumentId,
        figures: &[FigureId],
        rows: &[SettledRow],
    ) -> Result<UpdatedValues> {
        let mut counts = Counts::default();
        let mut ids = Vec::new();
        let mut existing = self.existing_values(document_id)?;
        for SettledRow { row, status } in rows {
            let attribute = self.attribute(&row.attribute)?;
            for (figure, text) in figures.iter().zip(&row.values).filter(|(_, text)| !text.is_empty()) {
                let Some(ExistingValue { id, stated }) = existing.remove(&(*figure, attribute.id)) else {
                    let id = self.insert_value(document_id, *figure, attribute, row.position, text, *status)?;
                    self.index.added_current(id);
                    counts.added += 1;
                    ids.push(id);
                    continue;
                };
                ids.push(id);
                let now = StatedValue {
                    text: text.clone(),
                    position: row.position,
                    status: status.as_str().to_owned(),
                    alias_id: attribute.alias_id,
                };
                match &stated {
                    Some(before) if *before == now => continue,
                    Some(before) if before.text == now.text => {}
                    _ => {
                        if stated.is_some() {
                            counts.changed += 1;
                        } else {
                            counts.added += 1;
                        }
                        self.index.will_change(self.connection, id)?;
                    }
                }
                self.connection.prepare_cached(include_str!("../update_value.sql"))?.execute(named_params! {
                    ":id": id, ":alias_id": attribute.alias_id, ":position": row.position, ":text": text,
                    ":status": status,
                })?;
            }
        }
        for ExistingValue { id, stated } in existing.into_values() {
            counts.removed += usize::from(stated.is_some());
            self.index.will_change(self.connection, id)?;
            // What an active correction stands on stays, without what the document said.
            if self
                .connection
                .prepare_cached(include_str!("../make_value_absent.sql"))?
                .execute(named_params! { ":id": id })?
                == 0
            {
                self.connection
                    .prepare_cached("DELETE FROM attribute_values WHERE id = :id")?
                    .execute(named_params! { ":id": id })?;
            }
        }
        Ok(UpdatedValues { counts, ids })
    }

    /// Returns a document's values by figure and attribute.
    fn existing_values(&self, document_id: DocumentId) -> Result<HashMap<(FigureId, AttributeId), ExistingValue>> {
        let mut statement = self.connection.prepare_cached(include_str!("existing_values.sql"))?;
        let [id, figure, attribute, alias, text, position, status] = columns(
            &statement,
            ["id", "figure_id", "attribute_id", "attribute_alias_id", "text", "position", "status"],
        )?;
        let mut rows = statement.query(named_params! { ":document_id": document_id })?;
        let mut values = HashMap::new();
        while let Some(row) = rows.next()? {
            let status: String = row.get(status)?;
            let stated = if status == "absent" {
                None
            } else {
                Some(StatedValue {
                    text: row.get(text)?,
                    position: row.get(position)?,
                    status,
                    alias_id: row.get(alias)?,
                })
            };
            values.insert((row.get(figure)?, row.get(attribute)?), ExistingValue { id: row.get(id)?, stated });
        }
        Ok(values)
    }
}

/// What became of a document's values.
pub(super) struct UpdatedValues {
    pub counts: Counts,
    /// Those that the page states, row by row.
    pub ids: Vec<ValueId>,
}

/// A value that a document has before an update.
struct ExistingValue {
    id: ValueId,
    /// `None` for one that is absent.
    stated: Option<StatedValue>,
}

/// What a document states in a cell.
#[derive(PartialEq, Eq)]
struct StatedValue {
    text: String,
    position: u32,
    status: String,
    alias_id: Option<NameId>,
}
