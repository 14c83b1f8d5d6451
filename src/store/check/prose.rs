//! Documents whose table says another number than their own prose.

use rusqlite::{Connection, Row, named_params};

use super::quantities::each_document;
use crate::error::Result;
use crate::model::{Contradiction, DocumentId, FigureId, Quantity};
use crate::name;
use crate::quantity::{decimal_mark, other_in, sentences};
use crate::store::base::{Store, column};
use crate::store::document::columns::figures_of_passages;
use crate::store::quantity::quantity;

const SAID: &str = "SELECT * FROM current_quantities WHERE document_id = :document_id ORDER BY position";

/// A value of a table that amounts to something.
struct Said {
    figure_id: FigureId,
    attribute: String,
    text: String,
    quantity: Quantity,
}

/// A passage, or the summary.
struct Prose {
    /// Its heading, empty for the summary.
    heading: String,
    text: String,
    /// The figures that it is about; all for the summary.
    figures: Vec<FigureId>,
}

impl Store {
    /// Passes every sentence of a document that says another number than its table to `visit`, document by document.
    pub fn each_contradiction(&self, mut visit: impl FnMut(&Contradiction) -> Result<()>) -> Result<()> {
        each_document(&self.connection, |id, slug| {
            contradictions(&self.connection, id, slug)?.iter().try_for_each(&mut visit)
        })
    }
}

fn contradictions(connection: &Connection, id: DocumentId, slug: &str) -> Result<Vec<Contradiction>> {
    let mut found = Vec::new();
    let said = all(connection, SAID, id, |row| {
        let (figure_id, attribute, text) = (row.get("figure_id")?, row.get("attribute")?, row.get("value")?);
        Ok(quantity(row)?.map(|quantity| Said { figure_id, attribute, text, quantity }))
    })?;
    if said.iter().all(Option::is_none) {
        return Ok(found);
    }
    let figures: Vec<(FigureId, String)> =
        all(connection, include_str!("figures_of_document.sql"), id, |row| Ok((row.get("id")?, row.get("name")?)))?;
    let prose = prose(connection, id, &figures)?;
    let said: Vec<Said> = said.into_iter().flatten().collect();
    let cells = said.iter().flat_map(|said| [said.attribute.as_str(), said.text.as_str()]);
    let mark = decimal_mark(cells, prose.first().map_or("", |prose| &prose.text));
    for passage in &prose {
        for sentence in sentences(&passage.text).filter(|sentence| sentence.bytes().any(|byte| byte.is_ascii_digit())) {
            let Some(figure_id) = told_of(sentence, passage, &figures) else { continue };
            let figure = figures.iter().find(|(id, _)| *id == figure_id).map_or("", |(_, name)| name);
            for said in said.iter().filter(|said| said.figure_id == figure_id) {
                if other_in(sentence, (figure, &said.attribute), &said.quantity, mark).is_some() {
                    found.push(Contradiction {
                        document: slug.to_owned(),
                        figure: figure.to_owned(),
                        attribute: said.attribute.clone(),
                        value: said.text.clone(),
                        section: passage.heading.clone(),
                        sentence: sentence.to_owned(),
                    });
                }
            }
        }
    }
    Ok(found)
}

/// Returns the one figure that a sentence is about: that of its passage, or the one that it names in full, and no other.
fn told_of(sentence: &str, passage: &Prose, figures: &[(FigureId, String)]) -> Option<FigureId> {
    let folded = name::fold_accents(sentence);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_told = |name: &str| {
        let name = name::fold_accents(name);
        let parts: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        words.windows(parts.len().max(1)).any(|window| window == parts)
    };
    let only = if let [only] = passage.figures[..] {
        only
    } else {
        let named = figures.iter().filter(|(id, name)| passage.figures.contains(id) && is_told(name));
        let named: Vec<FigureId> = named.map(|(id, _)| *id).collect();
        let [only] = named[..] else { return None };
        only
    };
    // Any word of another one's name, unless it is a word of this one's as well.
    let own = figures.iter().find(|(id, _)| *id == only).map(|(_, name)| name::fold_accents(name)).unwrap_or_default();
    let is_other = |name: &String| {
        let folded = name::fold_accents(name);
        let parts = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let own: Vec<&str> = own.split(|c: char| !c.is_alphanumeric()).collect();
        parts.into_iter().any(|part| !own.contains(&part) && words.contains(&part))
    };
    (!figures.iter().any(|(id, name)| *id != only && is_other(name))).then_some(only)
}

fn prose(connection: &Connection, id: DocumentId, figures: &[(FigureId, String)]) -> Result<Vec<Prose>> {
    let sql = "SELECT summary FROM documents WHERE id = :id";
    let summary: Vec<String> = column(connection, sql, named_params! { ":id": id })?;
    let everybody: Vec<FigureId> = figures.iter().map(|(id, _)| *id).collect();
    let mut prose: Vec<Prose> =
        summary.into_iter().map(|text| Prose { heading: String::new(), text, figures: everybody.clone() }).collect();
    let mut about = figures_of_passages(connection, id)?;
    let sql = "SELECT passage_id, heading, text FROM current_passages WHERE document_id = :document_id";
    prose.extend(all(connection, sql, id, |row| {
        let figures = about.remove(&row.get("passage_id")?).unwrap_or_default();
        Ok(Prose { heading: row.get("heading")?, text: row.get("text")?, figures })
    })?);
    Ok(prose)
}

/// Returns all rows of a statement about a document.
fn all<T>(
    connection: &Connection,
    sql: &str,
    id: DocumentId,
    read: impl FnMut(&Row) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(named_params! { ":document_id": id }, read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
