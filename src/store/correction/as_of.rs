//! The base as it was at a moment.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::making::{self as correction, Decision, Target};
use crate::error::Result;
use crate::model::{Document, Named};
use crate::name;
use crate::store::base::Store;
use crate::store::document::import::Importer;
use crate::store::document::likeness;
use crate::store::document::version::{not_json, present, read};
use crate::store::name::known as importer;

/// `:folded` -> the figure that has the name or alias.
const FIGURE_OF_NAME: &str = "SELECT name FROM figures WHERE name_folded = :folded
    UNION ALL SELECT figures.name FROM figure_aliases JOIN figures ON figures.id = figure_id
    WHERE figure_aliases.name_folded = :folded";
/// `:folded` -> the attribute that has the name or alias.
const ATTRIBUTE_OF_NAME: &str = "SELECT name FROM attributes WHERE name_folded = :folded
    UNION ALL SELECT attributes.name FROM attribute_aliases JOIN attributes ON attributes.id = attribute_id
    WHERE attribute_aliases.name_folded = :folded";

impl Store {
    /// Returns a base in memory with what this one held at a moment (RFC 3339, UTC) about some figures: each document in
    /// the state that it had then, and the corrections that were active. Names are the present ones. It knows of no
    /// reports, and lives as long as one command.
    pub fn as_of(&self, moment: &str, figures: &[Named]) -> Result<Self> {
        let mut past = Self::open_in_memory()?.as_stated(self.as_stated);
        past.write(|connection| {
            let mut importer = Importer::new(connection, moment)?;
            for figure in figures {
                importer.name_figure(&figure.name)?;
            }
            let documents = self.documents_as_of(moment, figures)?;
            for (_, document) in &documents {
                importer.import(document)?;
            }
            // Only now: the importer numbers rows by itself, and corrections may add some.
            for (document_id, document) in &documents {
                self.settle_as_of(connection, moment, *document_id, &document.slug)?;
                self.correct_as_of(connection, moment, *document_id, &document.slug)?;
            }
            Ok(())
        })?;
        Ok(past)
    }

    /// Returns the documents that may say something of the figures, as they were at a moment, in the order they came in.
    /// Those that came in later are left out.
    fn documents_as_of(&self, moment: &str, figures: &[Named]) -> Result<Vec<(i64, Document)>> {
        let mut ids: Vec<i64> = Vec::new();
        for figure in figures {
            let mut statement = self.connection.prepare_cached(include_str!("documents_ever_of_figure.sql"))?;
            let found = statement.query_map(&[(":figure_id", &figure.id)], |row| row.get::<_, i64>(0))?;
            ids.extend(found.collect::<rusqlite::Result<Vec<_>>>()?);
        }
        ids.sort_unstable();
        ids.dedup();
        let mut documents = Vec::with_capacity(ids.len());
        for id in ids {
            if let Some(mut document) = self.document_as_of(moment, id)? {
                self.use_present_names(&mut document)?;
                self.unsettle_later(moment, id, &mut document)?;
                documents.push((id, document));
            }
        }
        Ok(documents)
    }

    fn document_as_of(&self, moment: &str, id: i64) -> Result<Option<Document>> {
        let sql = "SELECT imported_at <= ?2 FROM documents WHERE id = ?1";
        if self.connection.prepare_cached(sql)?.query_row(params![id, moment], |row| row.get(0))? {
            return Ok(Some(present(&self.connection, id)?));
        }
        // Several within one second: the last one that was there.
        let sql = "SELECT content FROM document_versions WHERE document_id = ?1 AND imported_at <= ?2
                   ORDER BY id DESC LIMIT 1";
        let content: Option<Vec<u8>> =
            self.connection.prepare_cached(sql)?.query_row(params![id, moment], |row| row.get(0)).optional()?;
        content.as_deref().map(read).transpose()
    }

    /// Takes out the rows that a person told apart only later: at that moment they were unclear. Names are the present
    /// ones.
    fn unsettle_later(&self, moment: &str, id: i64, document: &mut Document) -> Result<()> {
        let sql = "SELECT attribute, cells FROM settled_rows WHERE document_id = ?1 AND settled_at > ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut later = statement.query(params![id, moment])?;
        while let Some(row) = later.next()? {
            let attribute = self.present_attribute(row.get_ref(0)?.as_str()?)?;
            let cells: Vec<String> =
                serde_json::from_str(row.get_ref(1)?.as_str()?).map_err(|source| not_json(1, source))?;
            document.rows.retain(|row| row.attribute != attribute || row.values != cells);
        }
        Ok(())
    }

    /// Returns what the attribute of a name is called at present.
    pub(in crate::store) fn present_attribute(&self, given: &str) -> Result<String> {
        self.present_name(ATTRIBUTE_OF_NAME, given)
    }

    /// Returns what the figure or attribute of a name is called at present; the name itself when there is none.
    fn present_name(&self, of_name: &str, given: &str) -> Result<String> {
        let folded = name::fold(given);
        let found = self.connection.prepare_cached(of_name)?.query_row(&[(":folded", &folded)], |row| row.get(0));
        Ok(found.optional()?.unwrap_or_else(|| given.to_owned()))
    }

    /// Renames the figures and attributes of a former state to what they are called at present.
    pub(in crate::store) fn use_present_names(&self, document: &mut Document) -> Result<()> {
        let mut known: HashMap<(&str, String), String> = HashMap::new();
        let mut rename = |of_name: &'static str, given: &mut String| -> Result<()> {
            let key = (of_name, given.clone());
            if let Some(name) = known.get(&key) {
                given.clone_from(name);
            } else {
                *given = self.present_name(of_name, given)?;
                known.insert(key, given.clone());
            }
            Ok(())
        };
        for name in &mut document.figures {
            rename(FIGURE_OF_NAME, name)?;
        }
        for row in &mut document.rows {
            rename(ATTRIBUTE_OF_NAME, &mut row.attribute)?;
        }
        for passage in document.sections.iter_mut().flat_map(|section| &mut section.passages) {
            for name in &mut passage.figures {
                rename(FIGURE_OF_NAME, name)?;
            }
            passage.figures.dedup();
        }
        Ok(())
    }

    /// Marks the values that a person had told apart by then.
    fn settle_as_of(&self, past: &Connection, moment: &str, id: i64, slug: &str) -> Result<()> {
        let sql = "SELECT attribute FROM settled_rows WHERE document_id = ?1 AND settled_at <= ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut settled = statement.query(params![id, moment])?;
        while let Some(row) = settled.next()? {
            let attribute = name::fold(&self.present_attribute(row.get_ref(0)?.as_str()?)?);
            past.prepare_cached(
                "UPDATE attribute_values SET status = 'settled'
                 WHERE document_id = (SELECT id FROM documents WHERE slug = ?1)
                   AND attribute_id = (SELECT id FROM attributes WHERE name_folded = ?2)",
            )?
            .execute(params![slug, attribute])?;
        }
        Ok(())
    }

    /// Makes those corrections of a document in the base in memory that were active at the moment.
    fn correct_as_of(&self, past: &Connection, moment: &str, id: i64, slug: &str) -> Result<()> {
        let find = "SELECT id FROM documents WHERE slug = ?1";
        let Some(document_id) = past.prepare_cached(find)?.query_row([slug], |row| row.get(0)).optional()? else {
            return Ok(());
        };
        let mut statement = self.connection.prepare_cached(include_str!("corrections_as_of.sql"))?;
        let mut rows = statement.query(named_params! { ":document_id": id, ":moment": moment })?;
        while let Some(row) = rows.next()? {
            let base: String = row.get("base")?;
            let text: String = row.get("text")?;
            let target = match row.get_ref("target")?.as_str()? {
                "value" => Some(Target::Value {
                    document_id,
                    figure_id: importer::figure_id(past, row.get_ref("figure")?.as_str()?)?,
                    attribute_id: importer::attribute_id(past, row.get_ref("attribute")?.as_str()?)?,
                }),
                "summary" => Some(Target::Summary { document_id }),
                _ => passage_like(past, document_id, row.get_ref("section")?.as_str()?, [&base, &text])?
                    .map(|passage_id| Target::Passage { passage_id }),
            };
            let Some(target) = target else { continue };
            let editor: String = row.get("editor")?;
            let decision = Decision { target, text: &text, editor: &editor, note: None, report: None };
            correction::make(past, &decision, moment)?;
        }
        Ok(())
    }
}

/// Returns the passage under a heading that reads most like one of the texts, `None` when none is alike enough.
fn passage_like(past: &Connection, document_id: i64, heading: &str, texts: [&str; 2]) -> Result<Option<i64>> {
    let sql = "SELECT passages.id, passages.text FROM passages JOIN sections ON sections.id = section_id
               WHERE document_id = ?1 AND heading = ?2
                 AND NOT EXISTS (SELECT 1 FROM corrections WHERE passage_id = passages.id)";
    let mut statement = past.prepare_cached(sql)?;
    let mut rows = statement.query(params![document_id, heading])?;
    let mut best = None;
    while let Some(row) = rows.next()? {
        let text = row.get_ref(1)?.as_str()?;
        let alike = texts.iter().map(|other| likeness::of_passages(text, other)).fold(0.0, f64::max);
        if alike >= likeness::SAME_PASSAGE && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, row.get(0)?));
        }
    }
    Ok(best.map(|(_, id)| id))
}
