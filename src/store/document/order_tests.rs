//! What a run makes of a set of pages, whatever the order in which they come.

use std::collections::BTreeSet;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::sample::select;

use super::{ImportRun, Told};
use crate::model::{Change, Document, Origin, Row};
use crate::quantity;
use crate::store::base::Store;

const NOW: &str = "2026-01-02T03:04:05Z";

/// Few names, folders, addresses and contents, so that pages meet in all of them.
fn pages() -> impl Strategy<Value = Vec<(Document, Origin)>> {
    let file =
        (select(vec!["x", "y", "z/z"]), select(vec!["p", "q"]), 0_usize..3).prop_map(|(folder, stem, address)| {
            let address = [None, Some("https://example.org/p"), Some("https://example.org/start")][address];
            (format!("{folder}/{stem}.html"), address, true)
        });
    let line = (1_usize..4).prop_map(|line| (format!("all.jsonl:{line}"), None, false));
    let crawled = (select(vec!["p", "q"]), any::<bool>()).prop_map(|(stem, is_start)| {
        let url = ["https://example.org/p", "https://example.org/q"][usize::from(stem == "q")];
        (url.to_owned(), Some(if is_start { "https://example.org/start" } else { url }), false)
    });
    let place = prop_oneof![3 => file, 1 => line, 2 => crawled];
    let figures = select(vec![["A", "B"], ["B", "A"], ["B", "C"], ["C", "D"]]);
    let page = (place, figures, 0..3_u8);
    proptest::collection::vec(page, 1..8).prop_map(|pages| {
        let mut seen = Vec::new();
        let mut kept = Vec::new();
        for ((source, address, is_file), figures, color) in pages {
            // A file holds one page, and so does a line; a URL may be crawled twice.
            if source.contains("://") || !seen.contains(&source) {
                seen.push(source.clone());
                kept.push(document(&source, address, is_file, figures, color));
            }
        }
        kept
    })
}

fn document(source: &str, address: Option<&str>, is_file: bool, figures: [&str; 2], color: u8) -> (Document, Origin) {
    let title = figures.join(" vs. ");
    let document = Document {
        slug: crate::slug::of(if source.contains(':') && address.is_none() { "" } else { source }, &title),
        content_hash: format!("{title} {color} {}", address.unwrap_or_default()),
        title,
        figures: figures.map(str::to_owned).to_vec(),
        summary: String::new(),
        rows: vec![Row {
            position: 1,
            attribute: "Length".into(),
            // With and without an amount.
            values: vec![if color == 2 { "unknown".into() } else { format!("{color} km") }, String::new()],
            group: String::new(),
        }],
        unclear: Vec::new(),
        sections: Vec::new(),
        notice: String::new(),
        credits: Vec::new(),
        source: source.to_owned(),
        layout: "plain".into(),
        address: address.map(str::to_owned),
    };
    let path = is_file.then(|| {
        let mut digest = [0; 16];
        digest[..source.len().min(16)].copy_from_slice(&source.as_bytes()[..source.len().min(16)]);
        digest
    });
    let origin = Origin { path, is_at_address: address == Some(source) };
    (document, origin)
}

/// Imports pages in one run and returns how many were written, and how many were passed over.
fn import<'a>(store: &mut Store, pages: impl IntoIterator<Item = &'a (Document, Origin)>) -> (usize, usize) {
    let (mut written, mut passed_over) = (0, 0);
    let count = |change: &Change| usize::from(!matches!(change, Change::Unchanged));
    let run = store.write(|connection| {
        let mut run = ImportRun::new(connection, NOW)?;
        for (document, origin) in pages {
            written += run
                .take(&Rc::new(document.clone()), *origin, quantity::read_all(document), &document.source)?
                .as_ref()
                .map_or(0, count);
        }
        run.finish(&mut |told| match told {
            Told::Done { change, .. } => written += count(&change),
            Told::Contested { slug, .. } => {
                passed_over += 1;
                assert!(!slug.contains('\u{1f}'));
            }
            Told::Apart { .. } | Told::Named(_) | Told::Unchanged => {}
        })
    });
    run.expect("imported");
    let mut ids = store.connection.prepare("SELECT id FROM documents").expect("a statement");
    for id in ids.query_map([], |row| row.get(0)).expect("documents") {
        let astray = crate::store::quantity::astray(&store.connection, id.expect("an id")).expect("read");
        assert_eq!(astray, [], "what values amount to is not in step with them");
    }
    drop(ids);
    (written, passed_over)
}

fn rows(store: &Store, sql: &str) -> Vec<String> {
    let mut statement = store.connection.prepare(sql).expect(sql);
    let rows = statement.query_map([], |row| row.get(0)).expect(sql);
    rows.collect::<rusqlite::Result<_>>().expect(sql)
}

/// Slug, title, content and place of each document, and what it says.
fn documents(store: &Store) -> Vec<String> {
    let sql =
        "SELECT slug || '|' || title || '|' || content_hash || '|' || source || '|' || coalesce(address, '-') || '|'
                 || coalesce(claimed_address, '-') || '|' || coalesce(hex(path_digest), '-') || '|' || reader || '|'
                 || (SELECT group_concat(text) FROM attribute_values WHERE document_id = documents.id)
               FROM documents ORDER BY 1";
    rows(store, sql)
}

fn former_states(store: &Store) -> Vec<String> {
    rows(
        store,
        "SELECT slug || version.source FROM document_versions AS version JOIN documents ON documents.id = document_id",
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_order_in_which_pages_come_makes_no_difference(
        (before, pages, shuffled) in (prop_oneof![Just(Vec::new()), pages()], pages())
            .prop_flat_map(|(before, pages)| (Just(before), Just(pages.clone()), Just(pages).prop_shuffle())),
    ) {
        let [one, other] = [&pages, &shuffled].map(|order| {
            let mut store = Store::open_in_memory().expect("a base");
            import(&mut store, &before);
            let (_, passed_over) = import(&mut store, order);
            (passed_over, documents(&store), former_states(&store))
        });
        prop_assert_eq!(one, other);
    }

    #[test]
    fn importing_a_set_of_pages_again_in_any_order_changes_nothing(
        (pages, shuffled) in pages().prop_flat_map(|pages| (Just(pages.clone()), Just(pages).prop_shuffle())),
    ) {
        let mut store = Store::open_in_memory().expect("a base");
        let (_, passed_over) = import(&mut store, &pages);
        let made = documents(&store);
        for again in [&pages, &shuffled] {
            prop_assert_eq!(import(&mut store, again), (0, passed_over));
            prop_assert_eq!(&documents(&store), &made);
            prop_assert_eq!(former_states(&store), Vec::<String>::new());
        }
    }

    #[test]
    fn no_page_of_a_run_is_lost(pages in pages()) {
        let mut store = Store::open_in_memory().expect("a base");
        let (_, passed_over) = import(&mut store, &pages);
        let stored = rows(&store, "SELECT content_hash FROM documents");
        let contents: BTreeSet<&String> = pages.iter().map(|(document, _)| &document.content_hash).collect();
        let lost = contents.into_iter().filter(|content| !stored.contains(content)).count();
        prop_assert_eq!(lost, passed_over, "each is in the base or was named");
    }
}
