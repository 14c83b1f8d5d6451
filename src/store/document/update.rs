//! Brings an existing document to what its page says now, so that what did not change keeps its row and whatever people
//! attached to it. New documents are in `import`.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::{named_params, params};

use super::import::Importer;
use super::same_passages::ExistingPassages;
use super::settled::SettledRow;
use super::{settled, version};
use crate::error::Result;
use crate::model::{Counts, Differences, Document, READER, Section};
use crate::store::correction::moved;

impl Importer<'_> {
    pub(super) fn update(&mut self, id: i64, document: &Document) -> Result<Differences> {
        version::save(self.connection, id, self.now)?;
        let moved_before = moved::of_document(self.connection, id)?;
        let old_figures = self.ids("SELECT figure_id FROM document_figures WHERE document_id = ?1", id)?;
        let old_attributes =
            self.ids("SELECT DISTINCT attribute_id FROM attribute_values WHERE document_id = ?1", id)?;
        let mut differences = Differences { frame: self.update_frame(id, document)?, ..Differences::default() };
        self.connection.prepare_cached("DELETE FROM document_figures WHERE document_id = ?1")?.execute([id])?;
        let figures = self.place_figures(id, document)?;
        let (mut rows, mut unclear) = settled::apply(self.connection, id, document)?;
        differences.settled = document.unclear.len().saturating_sub(unclear.len());
        let mut seen = Vec::with_capacity(rows.len());
        for row in std::mem::take(&mut rows) {
            let attribute = self.attribute_id(&row.row.attribute)?;
            if seen.contains(&attribute) {
                unclear.push(Cow::Owned(settled::repeated(&row.row)));
            } else {
                seen.push(attribute);
                rows.push(row);
            }
        }
        differences.values = self.update_values(id, &figures, &rows)?;
        let before =
            self.connection.prepare_cached("DELETE FROM unclear_rows WHERE document_id = ?1")?.execute([id])?;
        for row in &unclear {
            self.insert_unclear_row(id, row)?;
        }
        differences.unclear = i64::try_from(unclear.len()).unwrap_or(i64::MAX) - i64::try_from(before).unwrap_or(0);
        differences.passages = self.update_sections(id, &document.sections)?;
        differences.agreed = moved::note_agreement(self.connection, id, self.now)?;
        let moved = moved::of_document(self.connection, id)?;
        differences.moved = moved.iter().filter(|number| !moved_before.contains(number)).count();
        self.delete_unused(&old_figures, &old_attributes)?;
        Ok(differences)
    }

    fn ids(&self, sql: &str, document_id: i64) -> Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([document_id], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Brings title, summary, notice and credits up to date and says whether any was another.
    fn update_frame(&mut self, id: i64, document: &Document) -> Result<bool> {
        let frame = "SELECT title, summary, notice FROM documents WHERE id = ?1";
        let before: (String, String, String) = self
            .connection
            .prepare_cached(frame)?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        if before.1 != document.summary {
            self.index.will_change(self.connection, id)?;
        }
        self.connection.prepare_cached(include_str!("update_document.sql"))?.execute(named_params! {
            ":id": id, ":title": document.title, ":summary": document.summary, ":notice": document.notice,
            ":source": document.source, ":content_hash": document.content_hash, ":reader": READER,
            ":layout": document.layout, ":imported_at": self.now,
        })?;
        let credits: Vec<String> = self
            .connection
            .prepare_cached("DELETE FROM document_credits WHERE document_id = ?1 RETURNING text")?
            .query_map([id], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        self.insert_credits(id, document)?;
        Ok(before != (document.title.clone(), document.summary.clone(), document.notice.clone())
            || credits != document.credits)
    }

    fn update_values(&mut self, document_id: i64, figures: &[i64], rows: &[SettledRow]) -> Result<Counts> {
        let mut counts = Counts::default();
        let mut existing = self.existing_values(document_id)?;
        for SettledRow { row, status } in rows {
            let attribute = self.attribute_id(&row.attribute)?;
            for (figure, text) in figures.iter().zip(&row.values).filter(|(_, text)| !text.is_empty()) {
                let Some((id, before)) = existing.remove(&(*figure, attribute)) else {
                    let id = self.insert_value(document_id, *figure, attribute, row.position, text, *status)?;
                    self.index.added_current(id);
                    counts.added += 1;
                    continue;
                };
                let is_same = before.as_ref() == Some(text);
                match before {
                    Some(_) => counts.changed += usize::from(!is_same),
                    None => counts.added += 1,
                }
                if !is_same {
                    self.index.will_change(self.connection, id)?;
                }
                self.connection
                    .prepare_cached("UPDATE attribute_values SET position = ?2, status = ?3, text = ?4 WHERE id = ?1")?
                    .execute(params![id, row.position, status, text])?;
            }
        }
        for (id, before) in existing.into_values() {
            counts.removed += usize::from(before.is_some());
            self.index.will_change(self.connection, id)?;
            // What an active correction stands on stays, without what the document said.
            if self.connection.prepare_cached(include_str!("make_value_absent.sql"))?.execute([id])? == 0 {
                self.connection.prepare_cached("DELETE FROM attribute_values WHERE id = ?1")?.execute([id])?;
            }
        }
        Ok(counts)
    }

    /// Returns id and text of a document's values by figure and attribute; absent ones have no text.
    fn existing_values(&self, document_id: i64) -> Result<HashMap<(i64, i64), ExistingValue>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, figure_id, attribute_id, CASE WHEN status <> 'absent' THEN text END
             FROM attribute_values WHERE document_id = ?1",
        )?;
        let values = statement
            .query_map([document_id], |row| Ok(((row.get(1)?, row.get(2)?), (row.get(0)?, row.get(3)?))))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(values)
    }

    /// A passage with the same text under the same heading keeps its row; the others of that heading are matched in
    /// order and keep their row with a new text; what is left over on either side is added or deleted. One with an active
    /// correction keeps its row only for a passage that is the same one, changed.
    fn update_sections(&mut self, document_id: i64, sections: &[Section]) -> Result<Counts> {
        let mut counts = Counts::default();
        let mut existing = self.existing_passages(document_id)?;
        // Out of the way of the new order; sections are cheap and nothing refers to them but passages.
        let moved = "UPDATE passages SET position = id + 1000000000
                     WHERE section_id IN (SELECT id FROM sections WHERE document_id = ?1)";
        self.connection.prepare_cached(moved)?.execute([document_id])?;
        self.connection
            .prepare_cached("UPDATE sections SET position = id + 1000000000 WHERE document_id = ?1")?
            .execute([document_id])?;
        let last_old_section: i64 = self
            .connection
            .prepare_cached("SELECT coalesce(max(id), 0) FROM sections")?
            .query_row([], |row| row.get(0))?;
        let kept = existing.take_same_texts(sections);
        let changed = existing.take_corrected(sections, &kept);
        for (section, section_position) in sections.iter().zip(1..) {
            let section_id = self.insert_section(document_id, section_position, &section.heading)?;
            for (passage, position) in section.passages.iter().zip(1..) {
                let same = kept.get(&(section_position, position)).copied();
                let reused = same
                    .or_else(|| changed.get(&(section_position, position)).copied())
                    .or_else(|| existing.take_first(&section.heading));
                let Some(id) = reused else {
                    let id = self.insert_passage(section_id, position, &passage.text, &passage.figures)?;
                    self.index.added(id, &passage.text);
                    counts.added += 1;
                    continue;
                };
                if same.is_none() {
                    counts.changed += 1;
                    self.index.will_change(self.connection, id)?;
                }
                self.connection
                    .prepare_cached("UPDATE passages SET section_id = ?2, position = ?3, text = ?4 WHERE id = ?1")?
                    .execute(params![id, section_id, position, passage.text])?;
                self.connection.prepare_cached("DELETE FROM passage_figures WHERE passage_id = ?1")?.execute([id])?;
                self.insert_passage_figures(id, &passage.figures)?;
            }
        }
        for id in existing.left() {
            counts.removed += 1;
            self.index.will_change(self.connection, id)?;
            self.connection.prepare_cached("DELETE FROM passages WHERE id = ?1")?.execute([id])?;
        }
        self.connection
            .prepare_cached("DELETE FROM sections WHERE document_id = ?1 AND id <= ?2")?
            .execute([document_id, last_old_section])?;
        moved::find_passages_again(self.connection, document_id, &mut self.index)?;
        Ok(counts)
    }

    /// Returns a document's passages, in reading order.
    fn existing_passages(&self, document_id: i64) -> Result<ExistingPassages> {
        let mut statement = self.connection.prepare_cached(include_str!("existing_passages.sql"))?;
        let mut rows = statement.query([document_id])?;
        let mut existing = ExistingPassages::default();
        while let Some(row) = rows.next()? {
            let id = row.get(2)?;
            existing.by_heading.entry(row.get(0)?).or_default().push((row.get(1)?, Some(id)));
            if let Some(corrected) = row.get(3)? {
                existing.corrected.insert(id, [corrected, row.get(4)?]);
            }
        }
        Ok(existing)
    }
}

/// Id and text of a value that a document has before an update; an absent one has no text.
type ExistingValue = (i64, Option<String>);
