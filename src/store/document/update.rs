//! Brings an existing document to what its page says now, so that what did not change keeps its row and whatever people
//! attached to it. New documents are in `import`.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::types::FromSql;
use rusqlite::{named_params, params};

use super::forget;
use super::identity::Identity;
use super::import::Importer;
use super::same_passages::{About, ExistingPassages};
use super::settled::SettledRow;
use super::{inferred, settled, version};
use crate::error::Result;
use crate::model::{
    AttributeId, Counts, Differences, Document, DocumentId, FigureId, NameId, Passage, PassageId, PathDigest, READER,
    Section, SectionId, SettlementId, TextStatus, UnclearRow, ValueId,
};
use crate::store::correction::{making, moved};

/// A row that is unclear, or was, and the decision that holds for it.
type UnclearAsSettled<'a> = (Cow<'a, UnclearRow>, Option<SettlementId>);

impl Importer<'_> {
    /// Brings a document to what its page says, which is the file `path`, if it is one. One that was taken out comes back, with its corrections; `restored_by` is the
    /// editor who brings it back, where that is not an import.
    pub(super) fn update(
        &mut self,
        stored: &Identity,
        document: &Document,
        path: Option<PathDigest>,
        restored_by: Option<&str>,
    ) -> Result<Differences> {
        let id = stored.id;
        // What a document has is looked up by its id.
        self.late_indexes.make(self.connection)?;
        let moved_before = if stored.is_forgotten {
            forget::come_back(self.connection, id, restored_by, self.now)?;
            self.index.added_current(id);
            // All that has moved is news of a document that was out.
            Vec::new()
        } else {
            version::save(self.connection, id, self.now)?;
            moved::of_document(self.connection, id)?
        };
        inferred::take_back(self.connection, id)?;
        let old_figures: Vec<FigureId> =
            self.ids("SELECT figure_id FROM document_figures WHERE document_id = ?1", id)?;
        let old_attributes: Vec<AttributeId> =
            self.ids("SELECT DISTINCT attribute_id FROM attribute_values WHERE document_id = ?1", id)?;
        let mut differences = Differences { frame: self.update_frame(id, document, path)?, ..Differences::default() };
        self.touched.extend(&old_figures);
        self.connection.prepare_cached("DELETE FROM document_figures WHERE document_id = ?1")?.execute([id])?;
        let figures = self.place_figures(id, document)?;
        let (rows, unclear) = self.rows_as_settled(id, document, &figures)?;
        self.connection.prepare_cached("DELETE FROM row_groups WHERE document_id = ?1")?.execute([id])?;
        for row in &rows {
            self.insert_group(id, &row.row)?;
        }
        differences.values = self.update_values(id, &figures, &rows)?;
        let before = "SELECT count(*) FROM unclear_rows WHERE document_id = ?1 AND settled_row_id IS NULL";
        let before: i64 = self.connection.prepare_cached(before)?.query_row([id], |row| row.get(0))?;
        self.connection.prepare_cached("DELETE FROM unclear_rows WHERE document_id = ?1")?.execute([id])?;
        for (row, settled) in &unclear {
            self.insert_unclear_row(id, row, *settled)?;
        }
        differences.settled = unclear.iter().filter(|(_, settled)| settled.is_some()).count();
        differences.unclear = i64::try_from(unclear.len() - differences.settled).unwrap_or(i64::MAX) - before;
        differences.passages = self.update_sections(id, &document.sections)?;
        if stored.is_forgotten {
            self.stand_corrections(id)?;
        }
        self.connection.prepare_cached(include_str!("name_corrections.sql"))?.execute([id])?;
        self.connection.prepare_cached(include_str!("name_preferences.sql"))?.execute([id])?;
        differences.agreed = moved::note_agreement(self.connection, id, self.now)?;
        let moved = moved::of_document(self.connection, id)?;
        differences.moved = moved.iter().filter(|number| !moved_before.contains(number)).count();
        self.delete_unused(&old_figures, &old_attributes)?;
        Ok(differences)
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
            let split = settlement.map(|settlement| (settlement.id, settlement.row(row.position)));
            if let Some((id, split)) = split
                && seen.insert(self.attribute(&split.attribute)?.id, &split)
            {
                rows.push(SettledRow { row: Cow::Owned(split), status: TextStatus::Settled });
                unclear.push((Cow::Borrowed(row), Some(id)));
            } else {
                unclear.push((Cow::Borrowed(row), None));
            }
        }
        Ok((rows, unclear))
    }

    /// Gives the corrections of a document that came back, whose cells it no longer has, a value to stand on.
    fn stand_corrections(&mut self, document_id: DocumentId) -> Result<()> {
        let missing: Vec<(FigureId, AttributeId)> = self
            .connection
            .prepare_cached(include_str!("missing_corrected_values.sql"))?
            .query_map([document_id], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        for (figure_id, attribute_id) in missing {
            let id = self.take_value_id();
            making::insert_absent(self.connection, Some(id), document_id, (figure_id, attribute_id))?;
            self.index.added_current(id);
        }
        Ok(())
    }

    fn ids<Id: FromSql>(&self, sql: &str, document_id: DocumentId) -> Result<Vec<Id>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map([document_id], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// Brings title, summary, notice and credits up to date and says whether any was another.
    fn update_frame(&mut self, id: DocumentId, document: &Document, path: Option<PathDigest>) -> Result<bool> {
        let frame = "SELECT title, summary, notice FROM documents WHERE id = ?1";
        let before: (String, String, String) = self
            .connection
            .prepare_cached(frame)?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        if before.1 != document.summary {
            self.index.will_change(self.connection, id)?;
        }
        self.connection.prepare_cached(include_str!("update_document.sql"))?.execute(named_params! {
            ":id": id, ":page_slug": document.slug, ":address": document.address, ":title": document.title,
            ":summary": document.summary, ":notice": document.notice, ":source": document.source, ":path_digest": path, ":content_hash": document.content_hash, ":reader": READER,
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

    fn update_values(&mut self, document_id: DocumentId, figures: &[FigureId], rows: &[SettledRow]) -> Result<Counts> {
        let mut counts = Counts::default();
        let mut existing = self.existing_values(document_id)?;
        for SettledRow { row, status } in rows {
            let attribute = self.attribute(&row.attribute)?;
            for (figure, text) in figures.iter().zip(&row.values).filter(|(_, text)| !text.is_empty()) {
                let Some(ExistingValue { id, stated }) = existing.remove(&(*figure, attribute.id)) else {
                    let id = self.insert_value(document_id, *figure, attribute, row.position, text, *status)?;
                    self.index.added_current(id);
                    counts.added += 1;
                    continue;
                };
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
                self.connection.prepare_cached(include_str!("update_value.sql"))?.execute(params![
                    id,
                    attribute.alias_id,
                    row.position,
                    text,
                    status
                ])?;
            }
        }
        for ExistingValue { id, stated } in existing.into_values() {
            counts.removed += usize::from(stated.is_some());
            self.index.will_change(self.connection, id)?;
            // What an active correction stands on stays, without what the document said.
            if self.connection.prepare_cached(include_str!("make_value_absent.sql"))?.execute([id])? == 0 {
                self.connection.prepare_cached("DELETE FROM attribute_values WHERE id = ?1")?.execute([id])?;
            }
        }
        Ok(counts)
    }

    /// Returns a document's values by figure and attribute.
    fn existing_values(&self, document_id: DocumentId) -> Result<HashMap<(FigureId, AttributeId), ExistingValue>> {
        let mut statement = self.connection.prepare_cached(include_str!("existing_values.sql"))?;
        let mut rows = statement.query([document_id])?;
        let mut values = HashMap::new();
        while let Some(row) = rows.next()? {
            let status: String = row.get("status")?;
            let stated = if status == "absent" {
                None
            } else {
                let (text, position) = (row.get("text")?, row.get("position")?);
                Some(StatedValue { text, position, status, alias_id: row.get("attribute_alias_id")? })
            };
            values.insert(
                (row.get("figure_id")?, row.get("attribute_id")?),
                ExistingValue { id: row.get("id")?, stated },
            );
        }
        Ok(values)
    }

    /// A passage with the same text under the same heading keeps its row; the others of that heading are matched in
    /// order and keep their row with a new text; what is left over on either side is added or deleted. One with an active
    /// correction keeps its row only for a passage that is the same one, changed.
    fn update_sections(&mut self, document_id: DocumentId, sections: &[Section]) -> Result<Counts> {
        let mut existing = self.existing_passages(document_id)?;
        let about = self.about(sections)?;
        let kept = existing.take_same_texts(sections, &about);
        let changed = existing.take_corrected(sections, &about, &kept);
        let mut passages = Vec::new();
        for (section, section_position) in sections.iter().zip(1..) {
            for (passage, position) in section.passages.iter().zip(1..) {
                let place = (section_position, position);
                let same = kept.get(&place).copied();
                let id =
                    same.or_else(|| changed.get(&place).copied()).or_else(|| existing.take_first(&section.heading));
                passages.push(Placed { place, passage, id, is_same: same.is_some() });
            }
        }
        let is_in_place = passages
            .iter()
            .map(|passage| (passage.place, passage.id))
            .eq(existing.places.iter().map(|(section, position, id)| ((*section, *position), Some(*id))))
            && sections.iter().map(|section| &section.heading).eq(&self.headings(document_id)?);
        let mut counts = Counts::default();
        if is_in_place {
            self.update_in_place(&existing.figures, &about, &passages, &mut counts)?;
        } else {
            self.place_anew(document_id, sections, &passages, existing, &mut counts)?;
        }
        moved::find_passages_again(self.connection, document_id, &mut self.index)?;
        Ok(counts)
    }

    /// Brings passages up to date none of which is new, gone or elsewhere, as with most changes of a page: rows that stay
    /// the same are not written.
    fn update_in_place(
        &mut self,
        before: &HashMap<PassageId, Vec<FigureId>>,
        about: &About,
        passages: &[Placed],
        counts: &mut Counts,
    ) -> Result<()> {
        for Placed { place, passage, id, is_same } in passages {
            let Some(id) = *id else { continue };
            if !is_same {
                counts.changed += 1;
                self.index.will_change(self.connection, id)?;
                self.connection
                    .prepare_cached("UPDATE passages SET text = ?2 WHERE id = ?1")?
                    .execute(params![id, passage.text])?;
            }
            if about.get(place) != before.get(&id) {
                self.replace_passage_figures(id, &passage.figures)?;
            }
        }
        Ok(())
    }

    /// Returns the figures that each passage of a page is about; nothing where it is about none.
    fn about(&mut self, sections: &[Section]) -> Result<About> {
        let mut about = About::new();
        for (section, section_position) in sections.iter().zip(1..) {
            for (passage, position) in section.passages.iter().zip(1..) {
                let mut figures = Vec::with_capacity(passage.figures.len());
                for figure in &passage.figures {
                    figures.push(self.figure_id(figure)?);
                }
                figures.sort_unstable();
                if !figures.is_empty() {
                    about.insert((section_position, position), figures);
                }
            }
        }
        Ok(about)
    }

    /// Makes a document's sections anew and moves its passages into them.
    fn place_anew(
        &mut self,
        document_id: DocumentId,
        sections: &[Section],
        passages: &[Placed],
        existing: ExistingPassages,
        counts: &mut Counts,
    ) -> Result<()> {
        // Out of the way of the new ones: sections are cheap, nothing refers to them but passages, and these move.
        self.connection
            .prepare_cached("UPDATE sections SET position = id + 1000000000 WHERE document_id = ?1")?
            .execute([document_id])?;
        let last_old_section: SectionId = self
            .connection
            .prepare_cached("SELECT coalesce(max(id), 0) FROM sections")?
            .query_row([], |row| row.get(0))?;
        let mut passages = passages.iter().peekable();
        for (section, section_position) in sections.iter().zip(1..) {
            let section_id = self.insert_section(document_id, section_position, &section.heading)?;
            while let Some(placed) = passages.next_if(|placed| placed.place.0 == section_position) {
                let Placed { place: (_, position), passage, id, is_same } = *placed;
                let Some(id) = id else {
                    let id = self.insert_passage(section_id, position, &passage.text, &passage.figures)?;
                    self.index.added(id, &passage.text);
                    counts.added += 1;
                    continue;
                };
                if !is_same {
                    counts.changed += 1;
                    self.index.will_change(self.connection, id)?;
                }
                self.connection
                    .prepare_cached("UPDATE passages SET section_id = ?2, position = ?3, text = ?4 WHERE id = ?1")?
                    .execute(params![id, section_id, position, passage.text])?;
                self.replace_passage_figures(id, &passage.figures)?;
            }
        }
        for id in existing.left() {
            counts.removed += 1;
            self.index.will_change(self.connection, id)?;
            self.connection.prepare_cached("DELETE FROM passages WHERE id = ?1")?.execute([id])?;
        }
        self.connection
            .prepare_cached("DELETE FROM sections WHERE document_id = :document_id AND id <= :last")?
            .execute(named_params! { ":document_id": document_id, ":last": last_old_section })?;
        Ok(())
    }

    fn replace_passage_figures(&mut self, passage_id: PassageId, figures: &[String]) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM passage_figures WHERE passage_id = ?1")?.execute([passage_id])?;
        self.insert_passage_figures(passage_id, figures)
    }

    /// Returns the headings of a document's sections, in reading order.
    fn headings(&self, document_id: DocumentId) -> Result<Vec<String>> {
        let sql = "SELECT heading FROM sections WHERE document_id = ?1 ORDER BY position";
        let mut statement = self.connection.prepare_cached(sql)?;
        let headings = statement.query_map([document_id], |row| row.get(0))?;
        Ok(headings.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the ids of the figures that each passage of a document is about, in their order.
    fn figures_of_passages(&self, document_id: DocumentId) -> Result<HashMap<PassageId, Vec<FigureId>>> {
        let sql = include_str!("figures_of_passages.sql");
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([document_id])?;
        let mut figures: HashMap<PassageId, Vec<FigureId>> = HashMap::new();
        while let Some(row) = rows.next()? {
            figures.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        Ok(figures)
    }

    /// Returns a document's passages, in reading order.
    fn existing_passages(&self, document_id: DocumentId) -> Result<ExistingPassages> {
        let mut statement = self.connection.prepare_cached(include_str!("existing_passages.sql"))?;
        let mut rows = statement.query([document_id])?;
        let mut existing = ExistingPassages { figures: self.figures_of_passages(document_id)?, ..Default::default() };
        while let Some(row) = rows.next()? {
            let id = row.get(2)?;
            existing.by_heading.entry(row.get(0)?).or_default().push((row.get(1)?, Some(id)));
            existing.places.push((row.get(5)?, row.get(6)?, id));
            if let Some(corrected) = row.get(3)? {
                existing.corrected.insert(id, [corrected, row.get(4)?]);
            }
        }
        Ok(existing)
    }
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

/// A passage of a page, its place (section and passage, both from 1), the row that it keeps, and whether the text of that
/// row is the same.
struct Placed<'a> {
    place: (i64, i64),
    passage: &'a Passage,
    id: Option<PassageId>,
    is_same: bool,
}
