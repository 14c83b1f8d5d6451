//! The texts that have the words of a search, best first.

use std::collections::HashMap;

use rusqlite::{Connection, named_params};

use super::asked::{Asked, Fit};
use crate::error::Result;
use crate::model::{Hit, HitKind, Match, TextId, TextStatus};
use crate::store::base::Store;
use crate::store::place;

/// The best texts first.
pub(super) const RANKED: &str = include_str!("search.sql");
/// The texts that the base has had the longest first, which costs a part of that where there are many.
pub(super) const UNRANKED: &str = include_str!("beginnings.sql");

/// A text that has the words.
#[derive(Debug)]
pub(super) struct Found {
    /// The less, the better.
    rank: f64,
    pub id: TextId,
    snippet: String,
}

impl Store {
    /// Returns the places that hold all the words of `text`, best first, at most `limit`. Any text is a search: what is
    /// no word is passed over; a text without a word finds nothing.
    pub fn search(&self, text: &str, limit: usize) -> Result<Vec<Hit>> {
        let texts = self.texts(&Asked::of(text), Fit::Whole, RANKED, limit)?;
        texts.into_iter().map(|found| self.hit(found, Match::Words)).collect()
    }

    /// Returns the texts that hold all the words, at most `limit`, by one of the statements above.
    pub(super) fn texts(&self, asked: &Asked, fit: Fit, sql: &str, limit: usize) -> Result<Vec<Found>> {
        let Some(query) = asked.query(fit) else { return Ok(Vec::new()) };
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        if self.as_stated {
            self.texts_as_stated(sql, &query, limit)
        } else {
            found(&self.connection, sql, &query, limit)
        }
    }

    /// Returns where a text stands that was found.
    pub(super) fn hit(&self, found: Found, matched: Match) -> Result<Hit> {
        let mut places = self.connection.prepare_cached(include_str!("search_place.sql"))?;
        let hit = places.query_row(named_params! { ":id": found.id }, |row| {
            let is_corrected = !self.as_stated && row.get::<_, Option<bool>>("is_corrected")? == Some(true);
            let place = place::read(row)?;
            Ok(Hit {
                kind: HitKind::from_name(place.kind().as_str()).unwrap_or(HitKind::Passage),
                place,
                figures: row.get("figures")?,
                snippet: found.snippet,
                status: Some(if is_corrected { TextStatus::Corrected } else { row.get("status")? }),
                found: matched,
            })
        })?;
        Ok(hit)
    }

    /// Returns what documents say in the places that have an active correction, by the id of the text.
    fn corrected_texts(&self) -> Result<HashMap<TextId, String>> {
        let mut statement = self.connection.prepare_cached(include_str!("corrected_texts.sql"))?;
        let texts = statement.query_map([], |row| Ok((row.get("id")?, row.get("stated")?)))?;
        Ok(texts.collect::<rusqlite::Result<_>>()?)
    }

    /// The index holds the texts as they read after corrections. What documents say in the corrected places is put into
    /// an index of its own, which lives as long as the connection, and takes their place.
    fn texts_as_stated(&self, sql: &str, query: &str, limit: i64) -> Result<Vec<Found>> {
        let corrected = self.corrected_texts()?;
        if corrected.is_empty() {
            return found(&self.connection, sql, query, limit);
        }
        self.connection.execute_batch(include_str!("temporary/stated_index.sql"))?;
        let insert = "INSERT INTO temp.stated_index (rowid, text) VALUES (:rowid, :text)";
        for (id, stated) in &corrected {
            self.connection.prepare_cached(insert)?.execute(named_params! { ":rowid": id, ":text": stated })?;
        }
        let more = i64::try_from(corrected.len()).unwrap_or(i64::MAX);
        let mut texts = found(&self.connection, sql, query, limit.saturating_add(more))?;
        texts.retain(|text| !corrected.contains_key(&text.id));
        texts.extend(found(&self.connection, include_str!("temporary/search.sql"), query, limit)?);
        texts.sort_by(|a, b| a.rank.total_cmp(&b.rank));
        texts.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(texts)
    }
}

fn found(connection: &Connection, sql: &str, query: &str, limit: i64) -> Result<Vec<Found>> {
    let mut statement = connection.prepare_cached(sql)?;
    let parameters = named_params! { ":query": query, ":limit": limit };
    let texts = statement.query_map(parameters, |row| {
        Ok(Found { rank: row.get("rank")?, id: row.get("rowid")?, snippet: row.get("snippet")? })
    })?;
    Ok(texts.collect::<rusqlite::Result<_>>()?)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

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
