//! How much of the full-text index is about words that begin in some way. FTS5 puts the places of all such words together
//! before it gives the first one, so that a letter costs as much as a tenth of the index.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Result;

/// Returns about how many pages of the index, of some 4 KB each, are about words from one to before another.
///
/// FTS5 keeps its words in order, in pieces; in each, `search_index_idx` says with which word every page begins. [The comment
/// at the beginning of `fts5_index.c`, on "btree"] Should that change, all seems narrow, and is found all the same.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextId;
    use crate::store::base::Store;
    use crate::store::search::add;

    #[test]
    fn the_more_words_begin_so_the_more_pages_they_take() {
        let mut store = Store::open_in_memory().unwrap();
        assert_eq!(pages(&store.connection, "", "\u{10ffff}").unwrap(), 0, "an empty index");
        let fill = |connection: &Connection| {
            for number in 0_i64..20 {
                let words: Vec<String> =
                    (0..2_000).map(|word| format!("{}{number}x{word}", ["a", "b"][word % 2])).collect();
                add(connection, TextId(number * 3), &words.join(" "))?;
            }
            Ok(())
        };
        store.write(fill).unwrap();
        let pages = |from: &str| pages(&store.connection, from, &format!("{from}\u{10ffff}")).unwrap();
        let (all, half, less, none) = (pages(""), pages("a"), pages("a1x"), pages("c"));
        let bytes: i64 = store
            .connection
            .query_row("SELECT sum(length(block)) FROM search_index_data", [], |row| row.get(0))
            .unwrap();
        assert!((bytes / 8_000..bytes / 1_000).contains(&all), "{all} pages of {bytes} bytes");
        assert!(all > half && half > less && less > none && none == 0, "{all} {half} {less} {none}");
    }
}
