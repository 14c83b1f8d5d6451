//! Conflicts: attributes for which documents give one figure different values, and which document is preferred.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::error::Result;
use crate::model::{AttributeId, Conflict, DocumentId, FigureId, Preference, Stated};
use crate::same;
use crate::store::base::Store;
use crate::store::quantity;

/// Which conflicts to list.
#[derive(Debug, Clone, Copy, Default)]
pub struct ConflictFilter {
    /// Only of this figure.
    pub figure_id: Option<FigureId>,
    /// Only for this attribute.
    pub attribute_id: Option<AttributeId>,
    /// Also those that an editor has settled.
    pub settled: bool,
}

impl Store {
    /// Passes every conflict that the filter lets through to `visit`, by the figure's name.
    ///
    /// One pass over the values in the order of an index; only one figure's values for one attribute are held at a time.
    pub fn each_conflict(&self, filter: ConflictFilter, mut visit: impl FnMut(&Conflict) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_stated.sql"))?;
        let mut rows =
            statement.query(named_params! { ":figure_id": filter.figure_id, ":attribute_id": filter.attribute_id })?;
        let mut group: Option<(FigureId, AttributeId)> = None;
        let mut conflict = Conflict { figure: String::new(), attribute: String::new(), stated: Vec::new() };
        while let Some(row) = rows.next()? {
            let of = (row.get(0)?, row.get(1)?);
            if group != Some(of) {
                self.finish(group.replace(of), &mut conflict, filter, &mut visit)?;
                conflict = Conflict { figure: row.get(2)?, attribute: row.get(3)?, stated: Vec::new() };
            }
            conflict.stated.push(stated(row)?);
        }
        self.finish(group, &mut conflict, filter, &mut visit)
    }

    /// Visits the group when its values differ and nobody has settled it.
    fn finish(
        &self,
        group: Option<(FigureId, AttributeId)>,
        conflict: &mut Conflict,
        filter: ConflictFilter,
        visit: &mut impl FnMut(&Conflict) -> Result<()>,
    ) -> Result<()> {
        let is_settled = conflict.stated.iter().any(|stated| stated.preferred);
        let Some((figure_id, attribute_id)) = group.filter(|_| !is_settled || filter.settled) else { return Ok(()) };
        // Few differ: only of these it is asked what they amount to.
        if same::all_same(conflict.stated.iter().map(|stated| &*stated.text)) {
            return Ok(());
        }
        let mut quantities = quantity::of_figure(&self.connection, figure_id, Some(attribute_id))?;
        for stated in &mut conflict.stated {
            stated.quantity = quantities.remove(&(attribute_id, stated.document_id));
        }
        if same::all_amount_to_the_same(conflict.stated.iter().map(|stated| (&*stated.text, stated.quantity.as_ref())))
        {
            return Ok(());
        }
        conflict.stated.sort_by_key(|stated| !stated.preferred);
        visit(conflict)
    }

    /// Settles that the value of a document comes first for a figure and attribute, in place of what was settled before;
    /// `false`, with nothing written, when the document gives no value.
    pub fn prefer(
        &mut self,
        (figure_id, attribute_id): (FigureId, AttributeId),
        document_id: DocumentId,
        (editor, note): (&str, Option<&str>),
        now: &str,
    ) -> Result<bool> {
        self.write(|connection| prefer(connection, (figure_id, attribute_id), document_id, (editor, note), now))
    }

    /// Passes every preference, active or replaced, to `visit`, oldest first.
    pub fn each_preference(&self, mut visit: impl FnMut(&Preference) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_preference.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            visit(&Preference {
                figure: row.get("figure")?,
                attribute: row.get("attribute")?,
                document: row.get("document")?,
                editor: row.get("editor")?,
                note: row.get("note")?,
                made_at: row.get("made_at")?,
                replaced_at: row.get("replaced_at")?,
            })?;
        }
        Ok(())
    }
}

/// Settles that the value of a document comes first; `false`, with nothing written, when it gives no value.
pub(in crate::store) fn prefer(
    connection: &Connection,
    (figure_id, attribute_id): (FigureId, AttributeId),
    document_id: DocumentId,
    (editor, note): (&str, Option<&str>),
    now: &str,
) -> Result<bool> {
    if !states(connection, figure_id, attribute_id, document_id)? {
        return Ok(false);
    }
    let replace = include_str!("replace_preference.sql");
    connection
        .execute(replace, named_params! { ":figure_id": figure_id, ":attribute_id": attribute_id, ":now": now })?;
    connection.execute(
        include_str!("insert_preference.sql"),
        named_params! {
            ":figure_id": figure_id, ":attribute_id": attribute_id, ":document_id": document_id,
            ":editor": editor, ":note": note, ":made_at": now,
        },
    )?;
    Ok(true)
}

fn stated(row: &Row) -> Result<Stated> {
    Ok(Stated {
        document: row.get(4)?,
        text: row.get(5)?,
        preferred: row.get(6)?,
        document_id: row.get(7)?,
        quantity: None,
    })
}

fn states(
    connection: &Connection,
    figure_id: FigureId,
    attribute_id: AttributeId,
    document_id: DocumentId,
) -> Result<bool> {
    let sql = include_str!("states_value.sql");
    let ids = named_params! { ":figure_id": figure_id, ":attribute_id": attribute_id, ":document_id": document_id };
    let found = connection.query_row(sql, ids, |_| Ok(()));
    Ok(found.optional()?.is_some())
}
