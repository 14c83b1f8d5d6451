//! The base as it was at a moment.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, named_params, params};

use super::making::{self as correction, Decision};
use crate::error::Result;
use crate::model::{Document, NameKind, Named, Place};
use crate::name;
use crate::store::base::Store;
use crate::store::document::import::Importer;
use crate::store::document::likeness;
use crate::store::document::version::{not_json, present, read};
use crate::store::name::known;
use crate::store::place::{self, PlaceId};

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
                importer.add(document, None)?;
            }
            importer.finish(&mut |_| {})?;
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
        let sql = "SELECT EXISTS (SELECT 1 FROM present_documents WHERE id = ?1 AND imported_at <= ?2)";
        if self.connection.prepare_cached(sql)?.query_row(params![id, moment], |row| row.get(0))? {
            return Ok(Some(present(&self.connection, id)?));
        }
        // Several within one second: the last one that was there. None while it was taken out.
        let sql = include_str!("state_as_of.sql");
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
            let attribute = self.present_name(NameKind::Attribute, row.get_ref(0)?.as_str()?)?;
            let cells: Vec<String> =
                serde_json::from_str(row.get_ref(1)?.as_str()?).map_err(|source| not_json(1, source))?;
            document.rows.retain(|row| row.attribute != attribute || row.values != cells);
        }
        Ok(())
    }

    /// Returns what the figure or attribute of a name is called at present; the name itself when there is none.
    pub(in crate::store) fn present_name(&self, kind: NameKind, given: &str) -> Result<String> {
        Ok(known::owner(&self.connection, kind, given)?.map_or_else(|| given.to_owned(), |owner| owner.name))
    }

    /// Renames the figures and attributes of a former state to what they are called at present.
    pub(in crate::store) fn use_present_names(&self, document: &mut Document) -> Result<()> {
        let mut known: HashMap<String, String> = HashMap::new();
        let mut rename_figure = |given: &mut String| -> Result<()> {
            if let Some(name) = known.get(given) {
                given.clone_from(name);
                return Ok(());
            }
            let name = self.present_name(NameKind::Figure, given)?;
            known.insert(std::mem::replace(given, name.clone()), name);
            Ok(())
        };
        document.figures.iter_mut().try_for_each(&mut rename_figure)?;
        for passage in document.sections.iter_mut().flat_map(|section| &mut section.passages) {
            passage.figures.iter_mut().try_for_each(&mut rename_figure)?;
            passage.figures.dedup();
        }
        for row in &mut document.rows {
            row.attribute = self.present_name(NameKind::Attribute, &row.attribute)?;
        }
        Ok(())
    }

    /// Marks the values that a person had told apart by then.
    fn settle_as_of(&self, past: &Connection, moment: &str, id: i64, slug: &str) -> Result<()> {
        let sql = "SELECT attribute FROM settled_rows WHERE document_id = ?1 AND settled_at <= ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut settled = statement.query(params![id, moment])?;
        while let Some(row) = settled.next()? {
            let attribute = name::fold(&self.present_name(NameKind::Attribute, row.get_ref(0)?.as_str()?)?);
            let attribute = known::find(past, NameKind::Attribute, &attribute)?;
            past.prepare_cached(include_str!("settle_values.sql"))?.execute(params![slug, attribute])?;
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
            let place = match place::read(row)? {
                Place::Value { figure, attribute, .. } => Some(PlaceId::Value {
                    document_id,
                    figure_id: known::find_or_make(past, NameKind::Figure, &figure)?,
                    attribute_id: known::find_or_make(past, NameKind::Attribute, &attribute)?,
                }),
                Place::Summary { .. } => Some(PlaceId::Summary { document_id }),
                Place::Passage { section, .. } => passage_like(past, document_id, &section, [&base, &text])?
                    .map(|passage_id| PlaceId::Passage { passage_id }),
                Place::Figure { .. } | Place::Attribute { .. } | Place::Document { .. } => None,
            };
            let Some(place) = place else { continue };
            let editor: String = row.get("editor")?;
            let decision = Decision { place, text: &text, editor: &editor, note: None, report: None };
            correction::make(past, &decision, moment)?;
        }
        Ok(())
    }
}

/// Returns the passage under a heading that reads most like one of the texts, `None` when none is alike enough.
fn passage_like(past: &Connection, document_id: i64, heading: &str, texts: [&str; 2]) -> Result<Option<i64>> {
    let sql = include_str!("passages_of_heading.sql");
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
