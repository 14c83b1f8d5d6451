//! The full-text index beside the texts.

use std::time::Duration;

use rusqlite::{Connection, ErrorCode, named_params};

use super::finding::{Concern, Finding, Level, Remedy, Visit};
use crate::error::{Error, Result};
use crate::store::place;

/// How many texts and words are named of an index that has others.
const MOST_TEXTS: i64 = 20;

/// How long a check waits for a process that is writing, where it needs the base for itself.
const PATIENCE: Duration = Duration::from_secs(2);

/// Compares the full-text index with the texts: by their ids, which takes reading alone, then by their words, if a
/// connection that may write is there. Returns whether that could not be done because another process was writing.
pub(super) fn index(connection: &Connection, writing: Option<&Connection>, visit: &mut Visit) -> Result<bool> {
    let sql = include_str!("index.sql");
    let (missing, surplus): (i64, i64) =
        connection.query_row(sql, [], |row| Ok((row.get("missing")?, row.get("surplus")?)))?;
    if missing > 0 || surplus > 0 {
        let details = format!("it lacks {missing} texts and has {surplus} too many");
        visit(&Finding::new(Concern::Index, Level::Mendable, details))?;
        return Ok(false);
    }
    let Some(writing) = writing else { return Ok(false) };
    writing.busy_timeout(PATIENCE)?;
    let in_step = writing.execute_batch("BEGIN IMMEDIATE").map_err(Error::from).and_then(|()| {
        let in_step = is_index_in_step(writing);
        writing.execute_batch("ROLLBACK")?;
        in_step
    });
    match in_step {
        Ok(true) => Ok(false),
        Ok(false) => {
            // An index that cannot be read word by word, or has as many of each in another order, is told as a whole.
            let mut found = other_words(writing).unwrap_or_default();
            if found.is_empty() {
                found.push(Finding::new(Concern::Index, Level::Mendable, "it has other words than the texts".into()));
            }
            for finding in found {
                visit(&Finding { remedy: Some(Remedy::Comparison), ..finding })?;
            }
            Ok(false)
        }
        Err(error) if error.is_busy() => Ok(true),
        Err(error) => Err(error),
    }
}

/// Returns the first texts of which the full-text index has other words. It takes about as long as indexing all texts, so it
/// is only for an index that is known to be out of step.
pub(super) fn other_words(connection: &Connection) -> Result<Vec<Finding>> {
    // What is made for it is temporary, and is gone with the transaction, which locks out nobody.
    connection.execute_batch("BEGIN")?;
    let found =
        connection.execute_batch(include_str!("temporary/words_tables.sql")).map_err(Error::from).and_then(|()| {
            let mut statement = connection.prepare(include_str!("temporary/words.sql"))?;
            let mut places = connection.prepare(include_str!("../search/search_place.sql"))?;
            let mut rows = statement.query(named_params! { ":most": MOST_TEXTS })?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let words = |name| Ok::<_, Error>(row.get_ref(name)?.as_bytes_or_null()?.map(String::from_utf8_lossy));
                let details = match (words("indexed")?, words("stated")?) {
                    (Some(indexed), Some(stated)) => format!("the index has `{indexed}`, the text `{stated}`"),
                    (Some(indexed), None) => format!("the text has fewer of `{indexed}` than the index"),
                    (None, stated) => format!("the text has more of `{}` than the index", stated.unwrap_or_default()),
                };
                found.push(places.query_row(named_params! { ":id": row.get::<_, i64>("id")? }, |row| {
                    let finding = Finding::new(Concern::Index, Level::Mendable, details);
                    Ok(Finding { place: Some(place::read(row)?), ..finding })
                })?);
            }
            Ok(found)
        });
    if !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    found
}

/// Tells whether the full-text index holds the words of the texts as they read after corrections.
pub(super) fn is_index_in_step(connection: &Connection) -> Result<bool> {
    let sql = "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)";
    match connection.execute(sql, []) {
        Ok(_) => Ok(true),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
