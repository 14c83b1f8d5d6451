//! Puts documents into the base: new ones, and changed ones in place, so that what did not change keeps its row and
//! whatever people attached to it.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::search;
use crate::error::Result;
use crate::model::{Change, Document, Row, Section};
use crate::name;

/// Ids of documents, values and passages are this far apart and never meet: see `migrations/V01__documents.sql`.
const ID_STEP: i64 = 3;

/// Imports documents inside one transaction. It remembers the ids of names, so it must not outlive the transaction.
#[derive(Debug)]
pub struct Importer<'connection> {
    connection: &'connection Connection,
    now: &'connection str,
    figures: HashMap<String, i64>,
    attributes: HashMap<String, i64>,
    next_document: i64,
    next_value: i64,
    next_passage: i64,
}

impl<'connection> Importer<'connection> {
    /// Returns an importer for a transaction. `now` becomes the documents' time of import.
    pub fn new(connection: &'connection Connection, now: &'connection str) -> Result<Self> {
        let next = |sql| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        Ok(Self {
            connection,
            now,
            figures: HashMap::new(),
            attributes: HashMap::new(),
            next_document: next("SELECT coalesce(max(id), -3) + 3 FROM documents")?,
            next_value: next("SELECT coalesce(max(id), -2) + 3 FROM attribute_values")?,
            next_passage: next("SELECT coalesce(max(id), -1) + 3 FROM passages")?,
        })
    }

    /// Brings the base's document of that slug to what the page says, and says what that took.
    pub fn import(&mut self, document: &Document) -> Result<Change> {
        let existing: Option<(i64, String)> = self
            .connection
            .prepare_cached("SELECT id, content_hash FROM documents WHERE slug = ?1")?
            .query_row([&document.slug], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match existing {
            Some((_, content_hash)) if content_hash == document.content_hash => Ok(Change::Unchanged),
            Some((id, _)) => {
                self.update(id, document)?;
                Ok(Change::Updated)
            }
            None => {
                self.insert(document)?;
                Ok(Change::New)
            }
        }
    }

    fn insert(&mut self, document: &Document) -> Result<()> {
        let id = self.next_document;
        self.next_document += ID_STEP;
        self.connection.prepare_cached(include_str!("insert_document.sql"))?.execute(named_params! {
            ":id": id, ":slug": document.slug, ":title": document.title, ":summary": document.summary,
            ":notice": document.notice, ":source": document.source, ":content_hash": document.content_hash,
            ":layout": document.layout, ":imported_at": self.now,
        })?;
        search::add(self.connection, id, &document.summary)?;
        let figures = self.place_figures(id, document)?;
        for row in &document.rows {
            let attribute = self.attribute_id(&row.attribute)?;
            for (figure, text) in figures.iter().zip(&row.values).filter(|(_, text)| !text.is_empty()) {
                self.insert_value(id, *figure, attribute, row.position, text)?;
            }
        }
        self.insert_unclear_rows(id, document)?;
        for (section, position) in document.sections.iter().zip(1..) {
            let section_id = self.insert_section(id, position, &section.heading)?;
            for (passage, position) in section.passages.iter().zip(1..) {
                self.insert_passage(section_id, position, &passage.text, &passage.figures)?;
            }
        }
        Ok(())
    }

    fn update(&mut self, id: i64, document: &Document) -> Result<()> {
        search::change(self.connection, id, || {
            self.connection.prepare_cached(include_str!("update_document.sql"))?.execute(named_params! {
                ":id": id, ":title": document.title, ":summary": document.summary, ":notice": document.notice,
                ":source": document.source, ":content_hash": document.content_hash, ":layout": document.layout,
                ":imported_at": self.now,
            })?;
            Ok(())
        })?;
        self.connection.execute("DELETE FROM document_figures WHERE document_id = ?1", [id])?;
        let figures = self.place_figures(id, document)?;
        self.update_values(id, &figures, &document.rows)?;
        self.connection.execute("DELETE FROM unclear_rows WHERE document_id = ?1", [id])?;
        self.insert_unclear_rows(id, document)?;
        self.update_sections(id, &document.sections)
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

    fn update_values(&mut self, document_id: i64, figures: &[i64], rows: &[Row]) -> Result<()> {
        let mut existing = self.existing_values(document_id)?;
        for row in rows {
            let attribute = self.attribute_id(&row.attribute)?;
            for (figure, text) in figures.iter().zip(&row.values).filter(|(_, text)| !text.is_empty()) {
                match existing.remove(&(*figure, attribute)) {
                    None => self.insert_value(document_id, *figure, attribute, row.position, text)?,
                    Some((id, same)) if same == *text => {
                        self.connection
                            .prepare_cached(
                                "UPDATE attribute_values SET position = ?2, status = 'stated'
                                 WHERE id = ?1",
                            )?
                            .execute(params![id, row.position])?;
                    }
                    Some((id, _)) => search::change(self.connection, id, || {
                        self.connection
                            .prepare_cached(
                                "UPDATE attribute_values SET position = ?2, status = 'stated', text = ?3
                                 WHERE id = ?1",
                            )?
                            .execute(params![id, row.position, text])?;
                        Ok(())
                    })?,
                }
            }
        }
        for (id, _) in existing.into_values() {
            search::change(self.connection, id, || {
                self.connection.prepare_cached("DELETE FROM attribute_values WHERE id = ?1")?.execute([id])?;
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Returns id and text of a document's values by figure and attribute.
    fn existing_values(&self, document_id: i64) -> Result<HashMap<(i64, i64), (i64, String)>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, figure_id, attribute_id, text FROM attribute_values WHERE document_id = ?1")?;
        let values = statement
            .query_map([document_id], |row| Ok(((row.get(1)?, row.get(2)?), (row.get(0)?, row.get(3)?))))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(values)
    }

    /// A passage with the same text under the same heading keeps its row; the others of that heading are matched in
    /// order and keep their row with a new text; what is left over on either side is added or deleted.
    fn update_sections(&mut self, document_id: i64, sections: &[Section]) -> Result<()> {
        let mut existing = self.existing_passages(document_id)?;
        // Out of the way of the new order; sections are cheap and nothing refers to them but passages.
        let moved = "UPDATE passages SET position = id + 1000000000
                     WHERE section_id IN (SELECT id FROM sections WHERE document_id = ?1)";
        self.connection.execute(moved, [document_id])?;
        self.connection
            .execute("UPDATE sections SET position = id + 1000000000 WHERE document_id = ?1", [document_id])?;
        let last_old_section: i64 =
            self.connection.query_row("SELECT coalesce(max(id), 0) FROM sections", [], |row| row.get(0))?;
        let kept = keep_same_texts(&mut existing, sections);
        for (section, section_position) in sections.iter().zip(1..) {
            let section_id = self.insert_section(document_id, section_position, &section.heading)?;
            for (passage, position) in section.passages.iter().zip(1..) {
                let same = kept.get(&(section_position, position)).copied();
                let reused = same.or_else(|| take_first(&mut existing, &section.heading));
                let Some(id) = reused else {
                    self.insert_passage(section_id, position, &passage.text, &passage.figures)?;
                    continue;
                };
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
        for (_, _, id) in existing {
            search::change(self.connection, id, || {
                self.connection.prepare_cached("DELETE FROM passages WHERE id = ?1")?.execute([id])?;
                Ok(())
            })?;
        }
        self.connection
            .execute("DELETE FROM sections WHERE document_id = ?1 AND id <= ?2", [document_id, last_old_section])?;
        Ok(())
    }

    /// Returns heading, text and id of a document's passages in reading order.
    fn existing_passages(&self, document_id: i64) -> Result<Vec<(String, String, i64)>> {
        let mut statement = self.connection.prepare_cached(include_str!("existing_passages.sql"))?;
        let passages = statement
            .query_map([document_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(passages)
    }

    fn insert_value(&mut self, document: i64, figure: i64, attribute: i64, position: u32, text: &str) -> Result<()> {
        let id = self.next_value;
        self.next_value += ID_STEP;
        self.connection
            .prepare_cached(
                "INSERT INTO attribute_values (id, document_id, figure_id, attribute_id, position, text, status)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'stated')",
            )?
            .execute(params![id, document, figure, attribute, position, text])?;
        search::add(self.connection, id, text)
    }

    fn insert_unclear_rows(&self, document_id: i64, document: &Document) -> Result<()> {
        for row in &document.unclear {
            let candidates = serde_json::to_string(&row.candidates).expect("plain text always has a JSON form");
            self.connection
                .prepare_cached(
                    "INSERT INTO unclear_rows (document_id, position, raw, reason, candidates)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![document_id, row.position, row.raw, row.reason, candidates])?;
        }
        Ok(())
    }

    fn insert_section(&self, document_id: i64, position: i64, heading: &str) -> Result<i64> {
        Ok(self
            .connection
            .prepare_cached("INSERT INTO sections (document_id, position, heading) VALUES (?1, ?2, ?3)")?
            .insert(params![document_id, position, heading])?)
    }

    fn insert_passage(&mut self, section_id: i64, position: i64, text: &str, figures: &[String]) -> Result<()> {
        let id = self.next_passage;
        self.next_passage += ID_STEP;
        self.connection
            .prepare_cached("INSERT INTO passages (id, section_id, position, text) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![id, section_id, position, text])?;
        search::add(self.connection, id, text)?;
        self.insert_passage_figures(id, figures)
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

    fn figure_id(&mut self, name: &str) -> Result<i64> {
        named_id(self.connection, &mut self.figures, &NewName::FIGURE, name)
    }

    fn attribute_id(&mut self, name: &str) -> Result<i64> {
        named_id(self.connection, &mut self.attributes, &NewName::ATTRIBUTE, name)
    }
}

/// The statements that find or make a figure or an attribute.
struct NewName {
    find: &'static str,
    insert: &'static str,
    insert_word: &'static str,
}

impl NewName {
    const FIGURE: Self = Self {
        find: "SELECT id FROM figures WHERE name_folded = ?1
               UNION ALL SELECT figure_id FROM figure_aliases WHERE name_folded = ?1",
        insert: "INSERT INTO figures (name, name_folded, slug) VALUES (?1, ?2, ?3)",
        insert_word: "INSERT OR IGNORE INTO figure_words (word, figure_id) VALUES (?1, ?2)",
    };
    const ATTRIBUTE: Self = Self {
        find: "SELECT id FROM attributes WHERE name_folded = ?1
               UNION ALL SELECT attribute_id FROM attribute_aliases WHERE name_folded = ?1",
        insert: "INSERT INTO attributes (name, name_folded, slug) VALUES (?1, ?2, ?3)",
        insert_word: "INSERT OR IGNORE INTO attribute_words (word, attribute_id) VALUES (?1, ?2)",
    };
}

/// Returns the id of the figure or attribute of that name or alias, which is made when there is none.
fn named_id(
    connection: &Connection,
    known: &mut HashMap<String, i64>,
    statements: &NewName,
    given: &str,
) -> Result<i64> {
    let folded = name::fold(given);
    if let Some(id) = known.get(&folded) {
        return Ok(*id);
    }
    let found = connection.prepare_cached(statements.find)?.query_row([&folded], |row| row.get(0)).optional()?;
    let id = found.map_or_else(|| insert_name(connection, statements, given, &folded), Ok)?;
    known.insert(folded, id);
    Ok(id)
}

fn insert_name(connection: &Connection, statements: &NewName, given: &str, folded: &str) -> Result<i64> {
    let cleaned = name::clean(given);
    let id = connection.prepare_cached(statements.insert)?.insert([&cleaned, folded, &name::slug(&cleaned)])?;
    let mut insert_word = connection.prepare_cached(statements.insert_word)?;
    for word in name::words(&cleaned) {
        insert_word.execute(params![word, id])?;
    }
    Ok(id)
}

/// Takes the passages out of `existing` whose heading and text the new page has too, and returns their ids by section
/// and place, both from 1.
fn keep_same_texts(existing: &mut Vec<(String, String, i64)>, sections: &[Section]) -> HashMap<(i64, i64), i64> {
    let mut kept = HashMap::new();
    for (section, section_position) in sections.iter().zip(1..) {
        for (passage, position) in section.passages.iter().zip(1..) {
            let same =
                |(heading, text, _): &(String, String, i64)| *heading == section.heading && *text == passage.text;
            if let Some(index) = existing.iter().position(same) {
                kept.insert((section_position, position), existing.remove(index).2);
            }
        }
    }
    kept
}

/// Takes the first remaining passage of a heading out of `existing` and returns its id.
fn take_first(existing: &mut Vec<(String, String, i64)>, heading: &str) -> Option<i64> {
    let index = existing.iter().position(|(of, _, _)| of == heading)?;
    Some(existing.remove(index).2)
}
