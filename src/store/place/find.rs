//! From the words for a place to what stands there.

use rusqlite::{Connection, named_params};

use super::rows::PlaceId;
use super::{likeness, words};
use crate::error::Result;
use crate::model::Place;
use crate::store::base;

/// What somebody points at: a place, and the words that tell a passage from others under its heading.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Pointer<'a> {
    pub place: &'a Place,
    /// How it read.
    pub seen: &'a str,
    /// Words that stood there.
    pub quote: Option<&'a str>,
}

/// What stands in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Reading {
    /// How it reads after corrections: for a figure its name, for a document its title.
    pub text: String,
    /// Where a correction would change it; `None` for a figure or document as a whole.
    pub id: Option<PlaceId>,
}

/// Returns what stands in a place, `None` when it is not in this base or no longer there.
pub(in crate::store) fn current(connection: &Connection, pointer: &Pointer) -> Result<Option<Reading>> {
    let reading = read(connection, pointer)?;
    if reading.is_some() {
        return Ok(reading);
    }
    let Place::Passage { document, section } = pointer.place else { return Ok(None) };
    match changed_passage(connection, document, section, pointer.seen)? {
        Some(text) => read(connection, &Pointer { seen: &text, ..*pointer }),
        None => Ok(None),
    }
}

/// Returns the text of the passage that one which was seen has become: that of the section which is most like it, and
/// alike enough to be the same passage.
fn changed_passage(connection: &Connection, document: &str, section: &str, seen: &str) -> Result<Option<String>> {
    let sql = "SELECT text FROM current_passages WHERE document = :document AND heading = :heading";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(named_params! { ":document": document, ":heading": section })?;
    let mut best: Option<(f64, String)> = None;
    while let Some(row) = rows.next()? {
        let text: String = row.get(0)?;
        let alike = likeness::of_passages(seen, &text);
        if alike >= likeness::SAME_PASSAGE && best.as_ref().is_none_or(|(most, _)| alike > *most) {
            best = Some((alike, text));
        }
    }
    Ok(best.map(|(_, text)| text))
}

fn read(connection: &Connection, pointer: &Pointer) -> Result<Option<Reading>> {
    let sql = match pointer.place {
        Place::Value { .. } => include_str!("current_value_text.sql"),
        Place::Figure { .. } => include_str!("current_figure_text.sql"),
        Place::Passage { .. } => include_str!("current_passage_text.sql"),
        Place::Summary { .. } => include_str!("current_summary_text.sql"),
        Place::Document { .. } => {
            "SELECT title AS text, 'document' AS target FROM present_documents WHERE slug = :document"
        }
        // Nobody points at one.
        Place::Attribute { .. } => return Ok(None),
    };
    let mut statement = connection.prepare_cached(sql)?;
    words::bind(&mut statement, pointer.place, None)?;
    base::bind(&mut statement, &[(":seen", &pointer.seen), (":quote", &pointer.quote)])?;
    let mut rows = statement.raw_query();
    let Some(row) = rows.next()? else { return Ok(None) };
    Ok(Some(Reading { text: row.get("text")?, id: PlaceId::read(row)? }))
}
