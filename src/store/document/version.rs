//! What documents state, now and before: the present state as its rows tell it, and the former ones that `former` kept.

use std::collections::HashMap;
use std::io::Read;

use flate2::read::ZlibDecoder;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Result;
use crate::model::{Document, DocumentId, Passage, PassageId, Row, Section, UnclearRow};
use crate::store::base::{column, columns};

/// What a former state may have unpacked, in bytes: many times what a page of 8 MiB becomes in JSON, with the candidates of its
/// unclear rows. A base may come from a stranger.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;

/// Returns the last former state of a document; `None` for one that has always been as it is.
pub(in crate::store) fn last(connection: &Connection, document_id: DocumentId) -> Result<Option<Document>> {
    let sql = "SELECT content FROM document_versions WHERE document_id = :document_id ORDER BY id DESC LIMIT 1";
    let content: Option<Vec<u8>> = connection
        .prepare_cached(sql)?
        .query_row(named_params! { ":document_id": document_id }, |row| row.get(0))
        .optional()?;
    content.as_deref().map(read).transpose()
}

/// Returns the state of a document that is as manieth, from 0: its former states, oldest first, then its present one, if it
/// has one. `None` past the last.
pub(in crate::store) fn nth(
    connection: &Connection,
    document_id: DocumentId,
    number: usize,
) -> Result<Option<Document>> {
    let sql =
        "SELECT content FROM document_versions WHERE document_id = :document_id ORDER BY id LIMIT 1 OFFSET :number";
    let place = named_params! { ":document_id": document_id, ":number": i64::try_from(number).unwrap_or(i64::MAX) };
    let content: Option<Vec<u8>> = connection.prepare_cached(sql)?.query_row(place, |row| row.get(0)).optional()?;
    if let Some(content) = content {
        return read(&content).map(Some);
    }
    let sql = include_str!("states_before_present.sql");
    let before: Option<i64> =
        connection.prepare_cached(sql)?.query_row(named_params! { ":id": document_id }, |row| row.get(0)).optional()?;
    let is_present = before.is_some_and(|before| usize::try_from(before) == Ok(number));
    if is_present { present(connection, document_id).map(Some) } else { Ok(None) }
}

/// Returns a document as its page states it: under the names that it uses, without what people decided on it.
pub(in crate::store) fn present(connection: &Connection, document_id: DocumentId) -> Result<Document> {
    let figures = figures(connection, document_id)?;
    let credits = credits(connection, document_id)?;
    let frame =
        "SELECT slug, title, summary, notice, source, content_hash, layout, address FROM documents WHERE id = :id";
    let mut document = connection.prepare_cached(frame)?.query_row(named_params! { ":id": document_id }, |row| {
        Ok(Document {
            slug: row.get("slug")?,
            title: row.get("title")?,
            figures: Vec::new(),
            summary: row.get("summary")?,
            rows: Vec::new(),
            unclear: Vec::new(),
            sections: Vec::new(),
            notice: row.get("notice")?,
            credits,
            source: row.get("source")?,
            content_hash: row.get("content_hash")?,
            layout: row.get("layout")?,
            address: row.get("address")?,
        })
    })?;
    document.rows = rows(connection, document_id, figures.len())?;
    document.figures = figures;
    document.unclear = unclear(connection, document_id)?;
    document.sections = sections(connection, document_id)?;
    Ok(document)
}

/// Returns the lines of a document that name whoever is behind it.
pub(in crate::store) fn credits(connection: &Connection, document_id: DocumentId) -> Result<Vec<String>> {
    let sql = "SELECT text FROM document_credits WHERE document_id = :document_id ORDER BY position";
    column(connection, sql, named_params! { ":document_id": document_id })
}

/// Returns the names by which a document calls the figures that it compares, in column order.
pub(in crate::store) fn figures(connection: &Connection, document_id: DocumentId) -> Result<Vec<String>> {
    let sql = include_str!("figures_of_document.sql");
    column(connection, sql, named_params! { ":document_id": document_id })
}

fn rows(connection: &Connection, document_id: DocumentId, figures: usize) -> Result<Vec<Row>> {
    let mut statement = connection.prepare_cached(include_str!("stated_values.sql"))?;
    let [position, attribute, figure_column, group, text] =
        columns(&statement, ["position", "attribute", "figure_column", "group_name", "text"])?;
    let mut cells = statement.query(named_params! { ":document_id": document_id })?;
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = cells.next()? {
        let (position, attribute): (u32, String) = (cell.get(position)?, cell.get(attribute)?);
        let column = cell.get::<_, u32>(figure_column)? as usize;
        if rows.last().is_none_or(|row| row.position != position || row.attribute != attribute) {
            rows.push(Row { position, attribute, values: vec![String::new(); figures], group: cell.get(group)? });
        }
        if let Some(value) = rows.last_mut().and_then(|row| row.values.get_mut(column - 1)) {
            *value = cell.get(text)?;
        }
    }
    Ok(rows)
}

fn unclear(connection: &Connection, document_id: DocumentId) -> Result<Vec<UnclearRow>> {
    let mut statement = connection.prepare_cached(include_str!("unclear_rows.sql"))?;
    let rows = statement.query_map(named_params! { ":document_id": document_id }, |row| {
        let candidates: String = row.get("candidates")?;
        let candidates = serde_json::from_str(&candidates).map_err(|source| not_json(3, source))?;
        Ok(UnclearRow { position: row.get("position")?, raw: row.get("raw")?, reason: row.get("reason")?, candidates })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn sections(connection: &Connection, document_id: DocumentId) -> Result<Vec<Section>> {
    let mut figures = passage_figures(connection, document_id)?;
    let mut statement = connection.prepare_cached(include_str!("stated_passages.sql"))?;
    let [section, heading, id, text] = columns(&statement, ["section", "heading", "id", "text"])?;
    let mut rows = statement.query(named_params! { ":document_id": document_id })?;
    let mut sections: Vec<Section> = Vec::new();
    let mut above = None;
    while let Some(row) = rows.next()? {
        let section: i64 = row.get(section)?;
        if above.replace(section) != Some(section) {
            sections.push(Section { heading: row.get(heading)?, passages: Vec::new() });
        }
        let figures = figures.remove(&row.get(id)?).unwrap_or_default();
        if let Some(section) = sections.last_mut() {
            section.passages.push(Passage { text: row.get(text)?, figures });
        }
    }
    Ok(sections)
}

/// Returns the names of the figures that each passage of a document is about.
fn passage_figures(connection: &Connection, document_id: DocumentId) -> Result<HashMap<PassageId, Vec<String>>> {
    let mut statement = connection.prepare_cached(include_str!("stated_figures.sql"))?;
    let [passage, name] = columns(&statement, ["passage_id", "name"])?;
    let mut rows = statement.query(named_params! { ":document_id": document_id })?;
    let mut figures: HashMap<PassageId, Vec<String>> = HashMap::new();
    while let Some(row) = rows.next()? {
        figures.entry(row.get(passage)?).or_default().push(row.get(name)?);
    }
    Ok(figures)
}

/// Reads a former state.
pub(in crate::store) fn read(content: &[u8]) -> Result<Document> {
    read_at_most(content, MOST_UNPACKED)
}

/// What is longer ends within its JSON, and is none.
pub(super) fn read_at_most(content: &[u8], most: u64) -> Result<Document> {
    let mut unpacked = Vec::new();
    ZlibDecoder::new(content)
        .take(most)
        .read_to_end(&mut unpacked)
        .map_err(|source| rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, source.into()))?;
    Ok(serde_json::from_slice(&unpacked).map_err(|source| not_json(0, source))?)
}

pub(in crate::store) fn not_json(column: usize, source: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, source.into())
}
