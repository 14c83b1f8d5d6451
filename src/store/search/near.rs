//! The words that come nearest to those that nothing has.

use std::collections::BTreeSet;

use rusqlite::{Connection, named_params};

use super::asked::Term;
use super::breadth;
use crate::error::Result;
use crate::store::name::lookup::{LEAST_LIKENESS, LONGEST_COMPARED, alike};

/// The most words that are offered.
const MOST_NEAR: usize = 3;
/// For how many words others are looked for.
const MOST_WORDS: usize = 5;
/// How many pages of the full-text index are looked through for a word, and how many words of names.
const MOST_PAGES: i64 = 128;
const MOST_OF_NAMES: i64 = 5_000;

/// Returns the words nearest to those of `terms` that neither a text nor a name has, nearest first. They begin alike: with
/// as few letters as it takes not to look through too much.
pub(super) fn words(connection: &Connection, terms: &[Term]) -> Result<Vec<String>> {
    let mut scored: Vec<(f64, String)> = Vec::new();
    let mut looked_for = 0;
    for term in terms {
        if looked_for == MOST_WORDS || term.word.chars().count() > LONGEST_COMPARED || is_there(connection, &term.word)?
        {
            continue;
        }
        looked_for += 1;
        for word in alike_at_first(connection, &term.word)? {
            let likeness = alike(&term.word, &word);
            if likeness >= LEAST_LIKENESS && !scored.iter().any(|(_, other)| *other == word) {
                scored.push((likeness, word));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut near = Vec::new();
    for (_, word) in scored {
        // What was corrected or forgotten may have left its words behind.
        if near.len() < MOST_NEAR && is_there(connection, &word)? {
            near.push(word);
        }
    }
    Ok(near)
}

/// Tells whether a search for the word finds anything.
fn is_there(connection: &Connection, word: &str) -> Result<bool> {
    let query = format!("\"{word}\"");
    let mut statement = connection.prepare_cached(include_str!("is_there.sql"))?;
    Ok(statement.query_row(named_params! { ":query": query, ":word": word }, |row| row.get(0))?)
}

/// Returns the words that begin with the first letters of a word.
fn alike_at_first(connection: &Connection, word: &str) -> Result<BTreeSet<String>> {
    let mut words = BTreeSet::new();
    let beginnings = word.char_indices().map(|(at, _)| &word[..at]).take(5);
    for beginning in beginnings {
        let end = format!("{beginning}\u{10ffff}");
        if breadth::pages(connection, beginning, &end)? > MOST_PAGES {
            continue;
        }
        connection.execute_batch(include_str!("temporary/index_words.sql"))?;
        let range = "SELECT term FROM temp.index_words WHERE term >= :from AND term < :to";
        collect(connection, range, beginning, &end, None, &mut words)?;
        break;
    }
    // Those of names are fewer, and one letter is enough to begin with.
    let beginning: String = word.chars().take(1).collect();
    let end = format!("{beginning}\u{10ffff}");
    let of_names = include_str!("words_of_names.sql");
    collect(connection, of_names, &beginning, &end, Some(MOST_OF_NAMES), &mut words)?;
    Ok(words)
}

fn collect(
    connection: &Connection,
    sql: &str,
    from: &str,
    to: &str,
    most: Option<i64>,
    words: &mut BTreeSet<String>,
) -> Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    crate::store::base::bind(&mut statement, &[(":from", &from), (":to", &to), (":most", &most)])?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        words.insert(row.get(0)?);
    }
    Ok(())
}
