//! Brings a document's sections and passages to what its page says. Which passages are the same ones is told by
//! `same_passages`.

use std::collections::HashMap;

use rusqlite::named_params;

use super::same_passages::{About, ExistingPassages};
use crate::error::Result;
use crate::model::{Counts, DocumentId, FigureId, Passage, PassageId, Section, SectionId};
use crate::store::base::columns;
use crate::store::document::columns::figures_of_passages;
use crate::store::document::import::Importer;

impl Importer<'_> {
    /// A passage with the same text under the same heading keeps its row; the others of that heading are matched in
    /// order and keep their row with a new text; what is left over on either side is added or deleted. One with an active
    /// correction keeps its row only for a passage that is the same one, changed.
    /// `is_as_stated` tells that nothing of the document is corrected.
    pub(super) fn update_sections(
        &mut self,
        document_id: DocumentId,
        sections: &[Section],
        is_as_stated: bool,
    ) -> Result<Counts> {
        let mut existing = self.existing_passages(document_id)?;
        let about = self.about(sections)?;
        let kept = existing.take_same_texts(sections, &about);
        let changed = existing.take_corrected(sections, &about, &kept);
        let mut passages = Vec::new();
        for (section, section_position) in sections.iter().zip(1..) {
            for (passage, position) in section.passages.iter().zip(1..) {
                let place = (section_position, position);
                let same = kept.get(&place).copied();
                let mut id = same.or_else(|| changed.get(&place).copied());
                let mut before = None;
                if id.is_none() {
                    (before, id) = existing.take_first(&section.heading).unzip();
                }
                let before = before.filter(|_| is_as_stated);
                passages.push(Placed { place, passage, id, is_same: same.is_some(), before });
            }
        }
        let is_in_place = passages
            .iter()
            .map(|passage| (passage.place, passage.id))
            .eq(existing.places.iter().map(|(section, position, id)| ((*section, *position), Some(*id))))
            && sections.iter().map(|section| &section.heading).eq(&self.headings(document_id)?);
        let mut counts = Counts::default();
        if is_in_place {
            self.update_in_place(&existing.figures, &about, passages, &mut counts)?;
        } else {
            self.place_anew(document_id, sections, &passages, existing, &mut counts)?;
        }
        Ok(counts)
    }

    /// Brings passages up to date none of which is new, gone or elsewhere, as with most changes of a page: rows that stay
    /// the same are not written.
    fn update_in_place(
        &mut self,
        before: &HashMap<PassageId, Vec<FigureId>>,
        about: &About,
        passages: Vec<Placed>,
        counts: &mut Counts,
    ) -> Result<()> {
        for Placed { place, passage, id, is_same, before: text } in passages {
            let Some(id) = id else { continue };
            if !is_same {
                counts.changed += 1;
                if let Some(text) = text {
                    self.index.replaced(id, text, &passage.text);
                } else {
                    self.index.will_change(self.connection, id)?;
                }
                self.connection
                    .prepare_cached("UPDATE passages SET text = :text WHERE id = :id")?
                    .execute(named_params! { ":id": id, ":text": passage.text })?;
            }
            if about.get(&place) != before.get(&id) {
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
            .prepare_cached("UPDATE sections SET position = id + 1000000000 WHERE document_id = :document_id")?
            .execute(named_params! { ":document_id": document_id })?;
        let last_old_section: SectionId = self
            .connection
            .prepare_cached("SELECT coalesce(max(id), 0) FROM sections")?
            .query_row([], |row| row.get(0))?;
        let mut passages = passages.iter().peekable();
        for (section, section_position) in sections.iter().zip(1..) {
            let section_id = self.insert_section(document_id, section_position, &section.heading)?;
            while let Some(placed) = passages.next_if(|placed| placed.place.0 == section_position) {
                let Placed { place: (_, position), passage, id, is_same, .. } = *placed;
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
                self.connection.prepare_cached(include_str!("move_passage.sql"))?.execute(named_params! {
                    ":id": id, ":section_id": section_id, ":position": position, ":text": passage.text,
                })?;
                self.replace_passage_figures(id, &passage.figures)?;
            }
        }
        for id in existing.left() {
            counts.removed += 1;
            self.index.will_change(self.connection, id)?;
            self.connection
                .prepare_cached("DELETE FROM passages WHERE id = :id")?
                .execute(named_params! { ":id": id })?;
        }
        self.connection
            .prepare_cached("DELETE FROM sections WHERE document_id = :document_id AND id <= :last")?
            .execute(named_params! { ":document_id": document_id, ":last": last_old_section })?;
        Ok(())
    }

    fn replace_passage_figures(&mut self, passage_id: PassageId, figures: &[String]) -> Result<()> {
        self.connection
            .prepare_cached("DELETE FROM passage_figures WHERE passage_id = :passage_id")?
            .execute(named_params! { ":passage_id": passage_id })?;
        self.insert_passage_figures(passage_id, figures)
    }

    /// Returns the headings of a document's sections, in reading order.
    fn headings(&self, document_id: DocumentId) -> Result<Vec<String>> {
        let sql = "SELECT heading FROM sections WHERE document_id = :document_id ORDER BY position";
        let mut statement = self.connection.prepare_cached(sql)?;
        let headings = statement.query_map(named_params! { ":document_id": document_id }, |row| row.get(0))?;
        Ok(headings.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns a document's passages, in reading order.
    fn existing_passages(&self, document_id: DocumentId) -> Result<ExistingPassages> {
        let mut statement = self.connection.prepare_cached(include_str!("existing_passages.sql"))?;
        let [section, heading, passage, id, text, new_text, base_text] =
            columns(&statement, ["section", "heading", "passage", "id", "text", "new_text", "base_text"])?;
        let mut rows = statement.query(named_params! { ":document_id": document_id })?;
        let mut existing =
            ExistingPassages { figures: figures_of_passages(self.connection, document_id)?, ..Default::default() };
        while let Some(row) = rows.next()? {
            let id = row.get(id)?;
            existing.by_heading.entry(row.get(heading)?).or_default().push((row.get(text)?, Some(id)));
            existing.places.push((row.get(section)?, row.get(passage)?, id));
            if let Some(corrected) = row.get(new_text)? {
                existing.corrected.insert(id, [corrected, row.get(base_text)?]);
            }
        }
        Ok(existing)
    }
}

/// A passage of a page, its place (section and passage, both from 1), the row that it keeps, whether the text of that row is
/// the same, and if not, that text where it is known to read so.
struct Placed<'a> {
    place: (i64, i64),
    passage: &'a Passage,
    id: Option<PassageId>,
    is_same: bool,
    before: Option<String>,
}
