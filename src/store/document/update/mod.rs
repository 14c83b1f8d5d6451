//! Brings an existing document to what its page says now, so that what did not change keeps its row and whatever people
//! attached to it. New documents are in `import`.

mod decisions;
mod passages;
mod same_passages;
#[cfg(test)]
mod same_passages_tests;
mod values;

use std::borrow::Cow;
use std::collections::HashSet;

use rusqlite::named_params;

use super::forget;
use super::identity::{Identity, Page};
use super::import::{Importer, Updated};
use super::settled::SettledRow;
use super::{inferred, settled, version};
use crate::error::Result;
use crate::model::{
    AttributeId, Differences, Document, DocumentId, FigureId, NameId, PathDigest, READER, SettlementId, TextStatus,
    UnclearRow,
};
use crate::store::base::column;
use crate::store::name::known::Owner;
use crate::store::quantity;
use values::UpdatedValues;

/// A row that is unclear, or was, and the decision that holds for it.
type UnclearAsSettled<'a> = (Cow<'a, UnclearRow>, Option<SettlementId>);

impl Importer<'_> {
    /// Brings a document to what its page says. One that was taken out comes back, with its corrections; `restored_by` is the
    /// editor who brings it back, where that is not an import.
    pub(in crate::store::document) fn update(
        &mut self,
        stored: &Identity,
        page: Page,
        restored_by: Option<&str>,
    ) -> Result<Updated> {
        let id = stored.id;
        let Page { document, origin, amounts } = page;
        // What a document has is looked up by its id.
        self.late_indexes.make(self.connection)?;
        let is_decided_on = self.is_decided_on(id)?;
        self.index.will_read_anew(id);
        let moved_before = if stored.is_forgotten {
            forget::come_back(self.connection, id, restored_by, self.now)?;
            self.index.added_current(id);
            // All that has moved is news of a document that was out.
            Vec::new()
        } else {
            self.formers.keep(self.connection, id, id >= self.first_id, self.now)?;
            if is_decided_on { decisions::moved(self.connection, id)? } else { Vec::new() }
        };
        inferred::take_back(self.connection, id)?;
        let old_figures = self.figures(id)?;
        // What it says of them, in prose as well, bears on the rows of others, and what these say on its own.
        self.touched.extend(old_figures.iter().map(|owner| owner.id));
        // Each as often as it has values: to make them distinct costs more than to look at some twice.
        let old_attributes: Vec<AttributeId> = column(
            self.connection,
            "SELECT attribute_id FROM attribute_values WHERE document_id = :id",
            named_params! { ":id": id },
        )?;
        // Nothing is corrected, and nothing comes back.
        let is_as_stated = !is_decided_on && !stored.is_forgotten;
        let frame = self.update_frame(id, document, origin.path, is_as_stated)?;
        let mut differences = Differences { frame, ..Differences::default() };
        let mut compared = Vec::new();
        let figures = self.figure_owners(document)?;
        if figures != old_figures {
            compared = version::figures(self.connection, id)?;
            self.connection
                .prepare_cached("DELETE FROM document_figures WHERE document_id = :document_id")?
                .execute(named_params! { ":document_id": id })?;
            self.insert_figures(id, &figures)?;
            let now = version::figures(self.connection, id)?;
            if compared.len() == now.len() && compared.iter().all(|figure| now.contains(figure)) {
                compared.clear();
            }
        }
        let figures: Vec<FigureId> = figures.into_iter().map(|owner| owner.id).collect();
        let (rows, unclear) = self.rows_as_settled(id, document, &figures)?;
        self.connection
            .prepare_cached("DELETE FROM row_groups WHERE document_id = :document_id")?
            .execute(named_params! { ":document_id": id })?;
        for row in &rows {
            self.insert_group(id, &row.row)?;
        }
        let UpdatedValues { counts, ids } = self.update_values(id, &figures, &rows)?;
        differences.values = counts;
        let before = "SELECT count(*) FROM unclear_rows WHERE document_id = :document_id AND settled_row_id IS NULL";
        let before: i64 = self
            .connection
            .prepare_cached(before)?
            .query_row(named_params! { ":document_id": id }, |row| row.get(0))?;
        self.connection
            .prepare_cached("DELETE FROM unclear_rows WHERE document_id = :document_id")?
            .execute(named_params! { ":document_id": id })?;
        for (row, settled) in &unclear {
            self.insert_unclear_row(id, row, *settled)?;
        }
        // What stays unclear by a decision waits for nobody, and has no values.
        differences.settled = rows.iter().filter(|row| row.status == TextStatus::Settled).count();
        let waiting = unclear.iter().filter(|(_, decision)| decision.is_none()).count();
        differences.unclear = i64::try_from(waiting).unwrap_or(i64::MAX) - before;
        differences.passages = self.update_sections(id, &document.sections, is_as_stated)?;
        if is_decided_on {
            self.bring_decisions_along(stored, &moved_before, &mut differences)?;
        }
        let is_all_clear = unclear.is_empty() && before == 0;
        if let Some(amounts) = amounts.filter(|amounts| is_all_clear && is_as_stated && amounts.len() == ids.len()) {
            quantity::bring(self.connection, id, &ids, amounts)?;
            self.index.is_read(id);
        }
        let now: HashSet<AttributeId> =
            rows.iter().map(|row| Ok(self.attribute(&row.row.attribute)?.id)).collect::<Result<_>>()?;
        let figures = old_figures.iter().map(|owner| owner.id).filter(|id| !figures.contains(id)).map(NameId::from);
        let attributes = old_attributes.into_iter().filter(|attribute| !now.contains(attribute)).map(NameId::from);
        self.delete_unused(figures.chain(attributes))?;
        Ok(Updated { differences, compared })
    }

    /// Returns a document's columns.
    fn figures(&self, document_id: DocumentId) -> Result<Vec<Owner<FigureId>>> {
        let mut statement = self.connection.prepare_cached(include_str!("existing_figures.sql"))?;
        let owners = statement.query_map(named_params! { ":document_id": document_id }, |row| {
            Ok(Owner { id: row.get("figure_id")?, alias_id: row.get("figure_alias_id")? })
        })?;
        Ok(owners.collect::<rusqlite::Result<_>>()?)
    }

    /// Sorts a page's rows into those with values and those that are unclear, each of these with what a person decided on
    /// it. What the page says clearly is never in question.
    fn rows_as_settled<'a>(
        &mut self,
        document_id: DocumentId,
        document: &'a Document,
        figures: &[FigureId],
    ) -> Result<(Vec<SettledRow<'a>>, Vec<UnclearAsSettled<'a>>)> {
        let mut rows = Vec::with_capacity(document.rows.len());
        let mut unclear = Vec::with_capacity(document.unclear.len());
        let mut seen = settled::SeenRows::default();
        for row in &document.rows {
            if !settled::says_nothing(row) && seen.insert(self.attribute(&row.attribute)?.id, row) {
                rows.push(SettledRow { row: Cow::Borrowed(row), status: TextStatus::Stated });
            } else {
                unclear.push((Cow::Owned(settled::unclear(row)), None));
            }
        }
        let mut settlements = settled::of_document(self.connection, &self.names, document_id)?;
        for row in &document.unclear {
            let holds = settlements.iter().position(|settlement| settlement.holds_for(row, figures));
            let settlement = holds.map(|place| settlements.swap_remove(place));
            let mut holds = settlement.as_ref().map(|settlement| settlement.id);
            if let Some(split) = settlement.and_then(|settlement| settlement.row(row.position)) {
                if seen.insert(self.attribute(&split.attribute)?.id, &split) {
                    rows.push(SettledRow { row: Cow::Owned(split), status: TextStatus::Settled });
                } else {
                    holds = None;
                }
            }
            unclear.push((Cow::Borrowed(row), holds));
        }
        Ok((rows, unclear))
    }

    /// Brings title, summary, notice and credits up to date and says whether any was another.
    fn update_frame(
        &mut self,
        id: DocumentId,
        document: &Document,
        path: Option<PathDigest>,
        is_as_stated: bool,
    ) -> Result<bool> {
        let frame = "SELECT title, summary, notice FROM documents WHERE id = :id";
        let before: (String, String, String) =
            self.connection.prepare_cached(frame)?.query_row(named_params! { ":id": id }, |row| {
                Ok((row.get("title")?, row.get("summary")?, row.get("notice")?))
            })?;
        if before.1 != document.summary {
            if is_as_stated {
                self.index.replaced(id, before.1.clone(), &document.summary);
            } else {
                self.index.will_change(self.connection, id)?;
            }
        }
        self.connection.prepare_cached(include_str!("update_document.sql"))?.execute(named_params! {
            ":id": id, ":title": document.title, ":summary": document.summary, ":notice": document.notice,
            ":source": document.source, ":content_hash": document.content_hash, ":reader": READER,
            ":layout": document.layout, ":imported_at": self.now,
        })?;
        self.connection.prepare_cached(include_str!("update_identity.sql"))?.execute(named_params! {
            ":id": id, ":page_slug": document.slug, ":address": document.address, ":path_digest": path,
        })?;
        let credits: Vec<String> = version::credits(self.connection, id)?;
        if credits != document.credits {
            self.connection
                .prepare_cached("DELETE FROM document_credits WHERE document_id = :document_id")?
                .execute(named_params! { ":document_id": id })?;
            self.insert_credits(id, document)?;
        }
        Ok(before != (document.title.clone(), document.summary.clone(), document.notice.clone())
            || credits != document.credits)
    }
}
