//! Puts documents into the base: new ones, and changed ones in place, so that what did not change keeps its row and
//! whatever people attached to it.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::same_passages::ExistingPassages;
use super::settled::SettledRow;
use super::{settled, version};
use crate::error::Result;
use crate::model::{Candidate, Change, Counts, Differences, Document, NameKind, READER, Section, UnclearRow};
use crate::store::correction::moved;
use crate::store::name::known::{self, KnownNames};
use crate::store::search;

/// What the ids of documents, values and passages leave when divided by [`KINDS`]: see `migrations/V01__documents.sql`.
const DOCUMENT: i64 = 0;
const VALUE: i64 = 1;
const PASSAGE: i64 = 2;
const KINDS: i64 = 3;

/// Imports documents inside one transaction. It remembers the ids of names, so it must not outlive the transaction.
#[derive(Debug)]
pub struct Importer<'connection> {
    connection: &'connection Connection,
    now: &'connection str,
    names: KnownNames,
    next_id: i64,
}

impl<'connection> Importer<'connection> {
    /// Returns an importer for a transaction. `now` becomes the documents' time of import.
    pub fn new(connection: &'connection Connection, now: &'connection str) -> Result<Self> {
        Ok(Self {
            connection,
            now,
            names: KnownNames::default(),
            next_id: connection.query_row(include_str!("next_id.sql"), [], |row| row.get(0))?,
        })
    }

    /// Brings the base's document of that slug to what the page says, and says what that took.
    pub fn import(&mut self, document: &Document) -> Result<Change> {
        let existing: Option<(i64, String, i64)> = self
            .connection
            .prepare_cached("SELECT id, content_hash, reader FROM documents WHERE slug = ?1")?
            .query_row([&document.slug], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        if let Some((_, content_hash, READER)) = &existing
            && *content_hash == document.content_hash
        {
            return Ok(Change::Unchanged);
        }
        if let Some(figure) = self.figure_named_twice(document)? {
            return Ok(Change::OneFigureTwice { figure });
        }
        if let Some((id, _, _)) = existing {
            return Ok(Change::Updated(self.update(id, document)?));
        }
        self.insert(document)?;
        Ok(Change::New)
    }

    /// Returns the name of a figure that two of the document's names mean, which only aliases can bring about.
    fn figure_named_twice(&mut self, document: &Document) -> Result<Option<String>> {
        let mut ids = Vec::with_capacity(document.figures.len());
        for name in &document.figures {
            let Some(id) = self.names.find(self.connection, NameKind::Figure, name)? else {
                continue;
            };
            if ids.contains(&id) {
                return known::name_of(self.connection, id).map(Some);
            }
            ids.push(id);
        }
        Ok(None)
    }

    /// Returns the next free id of a kind. All kinds draw from one sequence, so that texts reach the full-text index in
    /// the order of their ids: it writes out what it has gathered whenever an id is lower than the one before.
    fn take_id(&mut self, kind: i64) -> i64 {
        let id = self.next_id + (kind - self.next_id).rem_euclid(KINDS);
        self.next_id = id + 1;
        id
    }

    fn insert(&mut self, document: &Document) -> Result<()> {
        let id = self.take_id(DOCUMENT);
        self.connection.prepare_cached(include_str!("insert_document.sql"))?.execute(named_params! {
            ":id": id, ":slug": document.slug, ":title": document.title, ":summary": document.summary,
            ":notice": document.notice, ":source": document.source, ":content_hash": document.content_hash,
            ":reader": READER, ":layout": document.layout, ":imported_at": self.now,
        })?;
        // The index is written in one go at the end: going to and fro between it and the tables costs time.
        let mut texts = vec![(id, document.summary.as_str())];
        self.insert_credits(id, document)?;
        let figures = self.place_figures(id, document)?;
        let mut seen = Vec::with_capacity(document.rows.len());
        for row in &document.rows {
            let attribute = self.attribute_id(&row.attribute)?;
            if seen.contains(&attribute) {
                self.insert_unclear_row(id, &settled::repeated(row))?;
                continue;
            }
            seen.push(attribute);
            for (figure, text) in figures.iter().zip(&row.values).filter(|(_, text)| !text.is_empty()) {
                let value = self.insert_value(id, *figure, attribute, row.position, text, "stated")?;
                texts.push((value, text));
            }
        }
        for row in &document.unclear {
            self.insert_unclear_row(id, row)?;
        }
        for (section, position) in document.sections.iter().zip(1..) {
            let section_id = self.insert_section(id, position, &section.heading)?;
            for (passage, position) in section.passages.iter().zip(1..) {
                let id = self.insert_passage(section_id, position, &passage.text, &passage.figures)?;
                texts.push((id, &passage.text));
            }
        }
        texts.into_iter().try_for_each(|(id, text)| search::add(self.connection, id, text))
    }

    fn update(&mut self, id: i64, document: &Document) -> Result<Differences> {
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

    /// Deletes those of the figures and attributes that nothing in the base needs any more, such as a misspelling that
    /// the page no longer has.
    fn delete_unused(&mut self, figures: &[i64], attributes: &[i64]) -> Result<()> {
        let mut deleted = false;
        for id in figures.iter().chain(attributes) {
            deleted |= known::delete_unused(self.connection, *id)?;
        }
        if deleted {
            self.names.clear();
        }
        Ok(())
    }

    /// Brings title, summary, notice and credits up to date and says whether any was another.
    fn update_frame(&self, id: i64, document: &Document) -> Result<bool> {
        let frame = "SELECT title, summary, notice FROM documents WHERE id = ?1";
        let before: (String, String, String) = self
            .connection
            .prepare_cached(frame)?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        search::change(self.connection, id, || {
            self.connection.prepare_cached(include_str!("update_document.sql"))?.execute(named_params! {
                ":id": id, ":title": document.title, ":summary": document.summary, ":notice": document.notice,
                ":source": document.source, ":content_hash": document.content_hash, ":reader": READER,
                ":layout": document.layout, ":imported_at": self.now,
            })?;
            Ok(())
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

    fn insert_credits(&self, document_id: i64, document: &Document) -> Result<()> {
        for (credit, position) in document.credits.iter().zip(1_i64..) {
            self.connection
                .prepare_cached("INSERT INTO document_credits (document_id, position, text) VALUES (?1, ?2, ?3)")?
                .execute(params![document_id, position, credit])?;
        }
        Ok(())
    }

    /// Writes the document's columns and returns the figures' ids, in column order.
    fn place_figures(&mut self, document_id: i64, document: &Document) -> Result<Vec<i64>> {
        let mut ids = Vec::with_capacity(document.figures.len());
        for (figure, position) in document.figures.iter().zip(1_i64..) {
            let figure_id = self.figure_id(figure)?;
            self.connection
                .prepare_cached(
                    "INSERT INTO document_figures (document_id, figure_id, position)
                     VALUES (?1, ?2, ?3)",
                )?
                .execute([document_id, figure_id, position])?;
            ids.push(figure_id);
        }
        Ok(ids)
    }

    fn update_values(&mut self, document_id: i64, figures: &[i64], rows: &[SettledRow]) -> Result<Counts> {
        let mut counts = Counts::default();
        let mut existing = self.existing_values(document_id)?;
        for SettledRow { row, status } in rows {
            let attribute = self.attribute_id(&row.attribute)?;
            for (figure, text) in figures.iter().zip(&row.values).filter(|(_, text)| !text.is_empty()) {
                let Some((id, before)) = existing.remove(&(*figure, attribute)) else {
                    let id = self.insert_value(document_id, *figure, attribute, row.position, text, status)?;
                    search::add_current(self.connection, id)?;
                    counts.added += 1;
                    continue;
                };
                match before {
                    Some(before) => counts.changed += usize::from(before != *text),
                    None => counts.added += 1,
                }
                search::change(self.connection, id, || {
                    self.connection
                        .prepare_cached(
                            "UPDATE attribute_values SET position = ?2, status = ?3, text = ?4 WHERE id = ?1",
                        )?
                        .execute(params![id, row.position, status, text])?;
                    Ok(())
                })?;
            }
        }
        for (id, before) in existing.into_values() {
            counts.removed += usize::from(before.is_some());
            search::change(self.connection, id, || {
                // What an active correction stands on stays, without what the document said.
                if self.connection.prepare_cached(include_str!("make_value_absent.sql"))?.execute([id])? == 0 {
                    self.connection.prepare_cached("DELETE FROM attribute_values WHERE id = ?1")?.execute([id])?;
                }
                Ok(())
            })?;
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
        self.connection.execute(moved, [document_id])?;
        self.connection
            .execute("UPDATE sections SET position = id + 1000000000 WHERE document_id = ?1", [document_id])?;
        let last_old_section: i64 =
            self.connection.query_row("SELECT coalesce(max(id), 0) FROM sections", [], |row| row.get(0))?;
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
                    search::add(self.connection, id, &passage.text)?;
                    counts.added += 1;
                    continue;
                };
                counts.changed += usize::from(same.is_none());
                search::change(self.connection, id, || {
                    self.connection
                        .prepare_cached("UPDATE passages SET section_id = ?2, position = ?3, text = ?4 WHERE id = ?1")?
                        .execute(params![id, section_id, position, passage.text])?;
                    Ok(())
                })?;
                self.connection.prepare_cached("DELETE FROM passage_figures WHERE passage_id = ?1")?.execute([id])?;
                self.insert_passage_figures(id, &passage.figures)?;
            }
        }
        for id in existing.left() {
            counts.removed += 1;
            search::change(self.connection, id, || {
                self.connection.prepare_cached("DELETE FROM passages WHERE id = ?1")?.execute([id])?;
                Ok(())
            })?;
        }
        self.connection
            .execute("DELETE FROM sections WHERE document_id = ?1 AND id <= ?2", [document_id, last_old_section])?;
        moved::find_passages_again(self.connection, document_id)?;
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

    fn insert_value(
        &mut self,
        document: i64,
        figure: i64,
        attribute: i64,
        position: u32,
        text: &str,
        status: &str,
    ) -> Result<i64> {
        let id = self.take_id(VALUE);
        self.connection
            .prepare_cached(
                "INSERT INTO attribute_values (id, document_id, figure_id, attribute_id, position, text, status)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![id, document, figure, attribute, position, text, status])?;
        Ok(id)
    }

    /// Stores the values of a row that a person told apart.
    pub(in crate::store) fn insert_settled(
        &mut self,
        document_id: i64,
        position: u32,
        split: &Candidate,
    ) -> Result<()> {
        let figures: Vec<i64> = self
            .connection
            .prepare("SELECT figure_id FROM document_figures WHERE document_id = ?1 ORDER BY position")?
            .query_map([document_id], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let attribute = self.attribute_id(&split.attribute)?;
        for (figure, text) in figures.iter().zip(&split.values).filter(|(_, text)| !text.is_empty()) {
            let absent: Option<i64> = self
                .connection
                .prepare_cached(
                    "SELECT id FROM attribute_values
                     WHERE document_id = ?1 AND figure_id = ?2 AND attribute_id = ?3 AND status = 'absent'",
                )?
                .query_row([document_id, *figure, attribute], |row| row.get(0))
                .optional()?;
            if let Some(id) = absent {
                let fill = "UPDATE attribute_values SET position = ?2, text = ?3, status = 'settled' WHERE id = ?1";
                search::change(self.connection, id, || {
                    self.connection.prepare_cached(fill)?.execute(params![id, position, text])?;
                    Ok(())
                })?;
                continue;
            }
            let id = self.insert_value(document_id, *figure, attribute, position, text, "settled")?;
            search::add_current(self.connection, id)?;
        }
        Ok(())
    }

    fn insert_unclear_row(&self, document_id: i64, row: &UnclearRow) -> Result<()> {
        let candidates = serde_json::to_string(&row.candidates).expect("plain text always has a JSON form");
        self.connection
            .prepare_cached(
                "INSERT INTO unclear_rows (document_id, position, raw, reason, candidates)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![document_id, row.position, row.raw, row.reason, candidates])?;
        Ok(())
    }

    fn insert_section(&self, document_id: i64, position: i64, heading: &str) -> Result<i64> {
        Ok(self
            .connection
            .prepare_cached("INSERT INTO sections (document_id, position, heading) VALUES (?1, ?2, ?3)")?
            .insert(params![document_id, position, heading])?)
    }

    fn insert_passage(&mut self, section_id: i64, position: i64, text: &str, figures: &[String]) -> Result<i64> {
        let id = self.take_id(PASSAGE);
        self.connection
            .prepare_cached("INSERT INTO passages (id, section_id, position, text) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![id, section_id, position, text])?;
        self.insert_passage_figures(id, figures)?;
        Ok(id)
    }

    fn insert_passage_figures(&mut self, passage_id: i64, figures: &[String]) -> Result<()> {
        for figure in figures {
            let figure_id = self.figure_id(figure)?;
            self.connection
                .prepare_cached("INSERT INTO passage_figures (passage_id, figure_id) VALUES (?1, ?2)")?
                .execute([passage_id, figure_id])?;
        }
        Ok(())
    }

    /// Makes a figure of that name, unless there is one.
    pub(in crate::store) fn name_figure(&mut self, name: &str) -> Result<()> {
        self.figure_id(name).map(drop)
    }

    fn figure_id(&mut self, name: &str) -> Result<i64> {
        self.names.find_or_make(self.connection, NameKind::Figure, name)
    }

    fn attribute_id(&mut self, name: &str) -> Result<i64> {
        self.names.find_or_make(self.connection, NameKind::Attribute, name)
    }
}

/// Id and text of a value that a document has before an update; an absent one has no text.
type ExistingValue = (i64, Option<String>);
