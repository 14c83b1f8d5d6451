//! The pages of a run that wait until all are there, in the order in which they come in then. As many as `MOST_KEPT` allows are
//! kept as they were read; the others wait outside the memory.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::{Connection, named_params};

use super::identity::Page;
use super::version;
use crate::error::Result;
use crate::model::{Document, Origin, Quantity};
use crate::store::base::column;

/// How much memory the pages that are kept may take, in bytes. In tests few are kept, so that others are not.
const MOST_KEPT: usize = if cfg!(test) { 2_000 } else { 16 * 1024 * 1024 };
/// What a text takes beside its bytes, and a value beside its text for what it amounts to, at most.
const PER_TEXT: usize = 48;
const PER_VALUE: usize = 300;

/// The pages that wait.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// Those that are in memory, by their row.
    kept: HashMap<i64, Kept>,
    bytes: usize,
}

#[derive(Debug)]
struct Kept {
    document: Rc<Document>,
    amounts: Vec<Option<Quantity>>,
}

/// A page that waited.
pub(super) struct Waited {
    pub document: Rc<Document>,
    pub origin: Origin,
    /// As in [`Page`].
    pub amounts: Option<Vec<Option<Quantity>>>,
    /// Where it came from, for people.
    pub place: String,
}

impl Waiting {
    /// Lets a page wait. Those of a lower rank come in first.
    pub fn push(
        &mut self,
        connection: &Connection,
        document: &Rc<Document>,
        origin: Origin,
        amounts: Vec<Option<Quantity>>,
        rank: i64,
        place: &str,
    ) -> Result<()> {
        let bytes = size(document);
        let is_kept = self.bytes + bytes <= MOST_KEPT;
        let text = (!is_kept).then(|| serde_json::to_string(&**document).expect("plain text has a JSON form"));
        let Document { source, content_hash, .. } = &**document;
        connection.prepare_cached(include_str!("temporary/insert_waiting.sql"))?.execute(named_params! {
            ":rank": rank, ":place": place, ":source": source, ":content_hash": content_hash, ":path": origin.path,
            ":is_at_address": origin.is_at_address, ":page": text,
        })?;
        if is_kept {
            self.bytes += bytes;
            self.kept.insert(connection.last_insert_rowid(), Kept { document: Rc::clone(document), amounts });
        }
        Ok(())
    }

    /// Returns the rows of the pages in the order in which they come in, for [`Self::take`].
    pub fn order(connection: &Connection) -> Result<Vec<i64>> {
        column(connection, "SELECT rowid FROM waiting_pages ORDER BY rank, source, content_hash, path, rowid", [])
    }

    /// Takes out the page of a row.
    pub fn take(&mut self, connection: &Connection, number: i64) -> Result<Waited> {
        let sql = "SELECT page, path, is_at_address, place FROM waiting_pages WHERE rowid = :rowid";
        let (text, origin, place): (Option<String>, Origin, String) =
            connection.prepare_cached(sql)?.query_row(named_params! { ":rowid": number }, |row| {
                let origin = Origin { path: row.get("path")?, is_at_address: row.get("is_at_address")? };
                Ok((row.get("page")?, origin, row.get("place")?))
            })?;
        if let Some(Kept { document, amounts }) = self.kept.remove(&number) {
            return Ok(Waited { document, origin, amounts: Some(amounts), place });
        }
        let document = serde_json::from_str(&text.unwrap_or_default()).map_err(|error| version::not_json(0, error))?;
        Ok(Waited { document: Rc::new(document), origin, amounts: None, place })
    }
}

impl Waited {
    pub fn page(&self) -> Page<'_> {
        Page { document: &self.document, origin: self.origin, amounts: self.amounts.as_deref() }
    }
}

/// Returns how many bytes of memory a page takes, or more.
fn size(document: &Document) -> usize {
    let text = |text: &String| PER_TEXT + text.len();
    let texts = |texts: &[String]| texts.iter().map(text).sum::<usize>();
    let rows = document.rows.iter().map(|row| {
        PER_TEXT + text(&row.attribute) + text(&row.group) + texts(&row.values) + row.values.len() * PER_VALUE
    });
    let unclear = document.unclear.iter().map(|row| {
        let candidates = row.candidates.iter().map(|split| PER_TEXT + text(&split.attribute) + texts(&split.values));
        PER_TEXT + text(&row.raw) + text(&row.reason) + candidates.sum::<usize>()
    });
    let sections = document.sections.iter().map(|section| {
        let passages = section.passages.iter().map(|passage| PER_TEXT + text(&passage.text) + texts(&passage.figures));
        PER_TEXT + text(&section.heading) + passages.sum::<usize>()
    });
    let frame = [&document.title, &document.summary, &document.notice, &document.source, &document.content_hash];
    let frame = frame.into_iter().map(text).sum::<usize>() + texts(&document.figures) + texts(&document.credits);
    size_of::<Document>() + frame + rows.chain(unclear).chain(sections).sum::<usize>()
}
