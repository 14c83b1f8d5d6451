//! Full-text search. Keeping its index in step with the texts is in `index`.

mod apart;
mod heading;
mod index;
mod write;

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::model::{Hit, TextId, TextStatus};
use crate::store::base::Store;
use crate::store::place;

pub(in crate::store) use heading::{KnownHeadings, add_heading, insert_heading_words};
pub(in crate::store) use index::{IndexChanges, change};
pub(in crate::store) use write::{CONFIGURE, add};

impl Store {
    /// Returns the places that hold all the words of `text`, best first, at most `limit`. Any text is a search: what is
    /// no word is passed over; a text without a word finds nothing.
    pub fn search(&self, text: &str, limit: usize) -> Result<Vec<Hit>> {
        let Some(query) = as_words(text) else { return Ok(Vec::new()) };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let hits = if self.as_stated {
            self.hits_as_stated(&query, limit)?
        } else {
            hits(&self.connection, include_str!("search.sql"), &query, limit)?
        };
        let mut places = self.connection.prepare_cached(include_str!("search_place.sql"))?;
        let mut found = Vec::new();
        for (_, id, snippet) in hits {
            found.push(places.query_row(named_params! { ":id": id }, |row| {
                let is_corrected = !self.as_stated && row.get::<_, Option<bool>>("is_corrected")? == Some(true);
                Ok(Hit {
                    place: place::read(row)?,
                    figures: row.get("figures")?,
                    snippet,
                    status: if is_corrected { TextStatus::Corrected } else { row.get("status")? },
                })
            })?);
        }
        Ok(found)
    }

    /// Returns what documents say in the places that have an active correction, by the id of the text.
    fn corrected_texts(&self) -> Result<HashMap<TextId, String>> {
        let mut statement = self.connection.prepare_cached(include_str!("corrected_texts.sql"))?;
        let texts = statement.query_map([], |row| Ok((row.get("id")?, row.get("stated")?)))?;
        Ok(texts.collect::<rusqlite::Result<_>>()?)
    }

    /// The index holds the texts as they read after corrections. What documents say in the corrected places is put into
    /// an index of its own, which lives as long as the connection, and takes their place.
    fn hits_as_stated(&self, query: &str, limit: i64) -> Result<Vec<(f64, TextId, String)>> {
        let corrected = self.corrected_texts()?;
        if corrected.is_empty() {
            return hits(&self.connection, include_str!("search.sql"), query, limit);
        }
        self.connection.execute_batch(include_str!("temporary/stated_index.sql"))?;
        let insert = "INSERT INTO temp.stated_index (rowid, text) VALUES (:rowid, :text)";
        for (id, stated) in &corrected {
            self.connection.prepare_cached(insert)?.execute(named_params! { ":rowid": id, ":text": stated })?;
        }
        let more = i64::try_from(corrected.len()).unwrap_or(i64::MAX);
        let mut found = hits(&self.connection, include_str!("search.sql"), query, limit.saturating_add(more))?;
        found.retain(|(_, id, _)| !corrected.contains_key(id));
        found.extend(hits(&self.connection, include_str!("temporary/search.sql"), query, limit)?);
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }
}

/// Returns rank (the less the better), id and snippet of what a statement finds.
fn hits(connection: &Connection, sql: &str, query: &str, limit: i64) -> Result<Vec<(f64, TextId, String)>> {
    let mut statement = connection.prepare_cached(sql)?;
    let parameters = named_params! { ":query": query, ":limit": limit };
    let hits = statement.query_map(parameters, |row| Ok((row.get("rank")?, row.get("rowid")?, row.get("snippet")?)))?;
    Ok(hits.collect::<rusqlite::Result<_>>()?)
}

/// Returns the words of a text as an FTS5 query that asks for all of them, `None` when it has none.
///
/// Each word stands in double quotes, so that nothing in it is an operator. A word is what the index's tokenizer takes
/// for one, or several that it then finds side by side ("don't").
fn as_words(text: &str) -> Option<String> {
    let mut asked = HashSet::new();
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| word.chars().any(char::is_alphanumeric) && asked.insert(without_signs(word)))
        .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
        .collect();
    (!words.is_empty()).then(|| all_of(&words))
}

/// Returns the word without case and signs, as far as the index surely does. Asking twice for a word finds nothing else,
/// but every place of it is then compared with every other.
fn without_signs(word: &str) -> String {
    let parts = word.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ").to_ascii_lowercase()
}

/// Joins words half by half: FTS5 copies the list of all words so far for each that is added to it.
fn all_of(words: &[String]) -> String {
    match words.split_at(words.len() / 2) {
        ([], rest) => rest.concat(),
        (first, rest) => format!("({} AND {})", all_of(first), all_of(rest)),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_word_is_asked_for_once() {
        assert_eq!(as_words("Tea, tea \"TEA\" don't don't. -"), Some("(\"Tea,\" AND \"don't\")".to_owned()));
        assert_eq!(as_words("tea"), Some("\"tea\"".to_owned()));
        assert_eq!(as_words(" - "), None);
    }

    #[test]
    fn many_words_cost_their_number() {
        let store = Store::open_in_memory().unwrap();
        let start = Instant::now();
        for word in ["tea ", "tea. ", "w"] {
            let words: Vec<String> = (0..200_000).map(|number| format!("{word}{number} {word}")).collect();
            assert_eq!(store.search(&words.join(" "), 10).unwrap(), []);
        }
        assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    }
}
