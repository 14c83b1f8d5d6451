//! How much of the full-text index is about words that begin in some way. FTS5 puts the places of all such words together
//! before it gives the first one, so that a letter costs as much as a tenth of the index.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Result;

/// Returns about how many pages of the index, of some 4 KB each, are about words from one to before another.
///
/// FTS5 keeps its words in order, in pieces; in each, `search_index_idx` says with which word every page begins. [The comment
/// at the beginning of fts5_index.c, on "btree"] Should that change, all seems narrow, and is found all the same.
pub(super) fn pages(connection: &Connection, from: &str, to: &str) -> Result<i64> {
    // Words stand behind the mark of the index that has all of them.
    let (from, to) = (format!("0{from}"), format!("0{to}"));
    let mut next = connection.prepare_cached("SELECT min(segid) FROM search_index_idx WHERE segid > :after")?;
    let mut page = connection.prepare_cached(include_str!("page_of_word.sql"))?;
    let mut pages = 0;
    let mut after = i64::MIN;
    while let Some(segment) = next.query_row(named_params! { ":after": after }, |row| row.get::<_, Option<i64>>(0))? {
        let mut page_of = |word: &str| {
            let parameters = named_params! { ":segment": segment, ":word": word.as_bytes() };
            page.query_row(parameters, |row| row.get::<_, i64>(0)).optional()
        };
        pages += page_of(&to)?.unwrap_or_default() - page_of(&from)?.unwrap_or_default();
        after = segment;
    }
    Ok(pages)
}
