//! The store as a whole, on a base in memory.

use std::path::Path;

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection};

use super::*;
use crate::error::Result;
use crate::model::{Change, Document, Lookup, NameKind, Passage, Row, Section};

/// A document that compares the figures by one attribute, with a passage about the first.
fn document(slug: &str, figures: [&str; 2], attribute: &str, values: [&str; 2]) -> Document {
    let passage = Passage { text: format!("{} first.", figures[0]), figures: vec![figures[0].into()] };
    Document {
        slug: slug.into(),
        title: figures.join(" vs. "),
        figures: figures.map(String::from).to_vec(),
        summary: String::new(),
        rows: vec![Row {
            position: 1,
            attribute: attribute.into(),
            values: values.map(String::from).to_vec(),
            group: String::new(),
        }],
        unclear: Vec::new(),
        sections: vec![Section { heading: "Order".into(), passages: vec![passage] }],
        notice: String::new(),
        credits: Vec::new(),
        source: slug.into(),
        content_hash: format!("{figures:?} {attribute} {values:?}"),
        layout: "plain".into(),
        address: None,
    }
}

fn filled() -> Store {
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, &document("cafe", ["Café Noir", "Green Tea"], "Caffeine per cup", ["95 mg", "40 mg"]));
    import(&mut store, &document("tea", ["Black Tea", "Tea"], "Caffeine", ["50 mg", "Don't know"]));
    let Ok(Lookup::Found(figure)) = store.named(NameKind::Figure, "Café Noir") else { panic!("no figure") };
    let merging = Merging { kind: NameKind::Figure, editor: "Bo", note: None, now: "2026-01-02T03:04:05Z" };
    store.add_alias(&figure, "Espresso", &merging).expect("an alias");
    store
}

fn import(store: &mut Store, document: &Document) -> Change {
    store.write(|connection| Importer::new(connection, "2026-01-02T03:04:05Z")?.import(document)).expect("imported")
}

/// The name that was found, else those that it may be, or that are nearest.
fn found<Id>(lookup: Result<Lookup<Id>>, nearest: Result<Vec<String>>) -> Result<String, Vec<String>> {
    match lookup.expect("asked") {
        Lookup::Found(named) => Ok(named.name),
        Lookup::Ambiguous { candidates, .. } => Err(candidates),
        Lookup::Unknown => Err(nearest.expect("asked")),
    }
}

fn figure(store: &Store, name: &str) -> Result<String, Vec<String>> {
    found(store.figure(name), store.nearest(NameKind::Figure, name))
}

fn attribute(store: &Store, name: &str) -> Result<String, Vec<String>> {
    found(store.attribute(name), store.nearest(NameKind::Attribute, name))
}

fn document_called(store: &Store, name: &str) -> Result<String, Vec<String>> {
    found(store.document(name), store.nearest_documents(name))
}

#[test]
fn every_statement_fits_the_schema() {
    fn prepare_all(store: &Store, folder: &Path) -> usize {
        let mut prepared = 0;
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("readable").path();
            // What reads temporary tables stands in a folder of its own.
            if path.is_dir() && !path.ends_with("temporary") {
                prepared += prepare_all(store, &path);
            } else if path.extension().is_some_and(|extension| extension == "sql") {
                let sql = std::fs::read_to_string(&path).expect("readable");
                let mut statements = Batch::new(&store.connection, &sql);
                while statements.next().unwrap_or_else(|error| panic!("{}: {error}", path.display())).is_some() {
                    prepared += 1;
                }
            }
        }
        prepared
    }
    let store = Store::open_in_memory().expect("a base");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store");
    assert!(prepare_all(&store, Path::new(folder)) > 10);
}

#[test]
fn foreign_keys_are_on_in_every_base_that_was_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new.db");
    Store::create(&path, |_| Ok(())).expect("made").expect("by us");
    let stores = [Store::open(&path, Access::Write), Store::open(&path, Access::Read), Store::open_in_memory()];
    for store in stores {
        let connection = store.expect("opens").connection;
        let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, bool>(0)).expect(name);
        assert!(pragma("foreign_keys"));
        assert!(!pragma("trusted_schema"));
        assert!(connection.prepare("SELECT \"no such column\" FROM figures").is_err());
    }
}

#[test]
fn a_base_opened_for_reading_cannot_be_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new.db");
    Store::create(&path, |_| Ok(())).expect("made").expect("by us");
    let mut store = Store::open(&path, Access::Read).expect("opens");
    let change = |connection: &Connection| Ok(connection.execute("DELETE FROM documents", [])?);
    assert!(store.write(change).is_err());
}

#[test]
fn a_change_that_fails_leaves_nothing_behind() {
    let mut store = filled();
    let mut broken = document("late", ["Left", "Right"], "Side", ["one", "other"]);
    broken.sections[0].passages[0].figures = vec![String::new()];
    let result = store.write(|connection| Importer::new(connection, "now")?.import(&broken));
    assert!(result.is_err());
    assert_eq!(document_called(&store, "late"), Err(vec![]));
    assert_eq!(figure(&store, "Left"), Err(vec![]));
}

#[test]
fn a_name_is_found_by_case_form_alias_and_whole_words() {
    let store = filled();
    let figure = |name: &str| figure(&store, name);
    for name in ["Café Noir", "CAFE\u{301}  noir", "cafe noir", "cafe", "noir", "espresso", "ESPRESSO"] {
        assert_eq!(figure(name), Ok("Café Noir".into()), "{name}");
    }
    assert_eq!(figure("tea"), Ok("Tea".into()), "the whole name of one wins over parts of others");
    assert_eq!(figure("green"), Ok("Green Tea".into()));
    assert_eq!(figure("tea green"), Err(vec![]), "words count in their order");
    assert_eq!(figure("gree"), Err(vec!["Green Tea".into()]), "a part of a word is no name");
    assert_eq!(figure(""), Err(vec![]));
    assert_eq!(figure("%"), Err(vec![]));
}

#[test]
fn an_attribute_and_a_document_are_found_likewise() {
    let store = filled();
    assert_eq!(attribute(&store, "caffeine"), Ok("Caffeine".into()));
    assert_eq!(attribute(&store, "per cup"), Ok("Caffeine per cup".into()));
    assert_eq!(document_called(&store, "TEA"), Ok("tea".into()));
    assert_eq!(document_called(&store, "te"), Err(vec!["tea".into()]));
    assert_eq!(document_called(&store, "%"), Err(vec![]));
}

#[test]
fn a_part_that_several_names_share_is_ambiguous() {
    let mut store = filled();
    import(&mut store, &document("pots", ["Black Pot", "Green Pot"], "Lid", ["round", "flat"]));
    let lookup = store.figure("black").expect("asked");
    assert_eq!(lookup, Lookup::Ambiguous { candidates: vec!["Black Tea".into(), "Black Pot".into()], total: 2 });
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest_first() {
    let store = filled();
    for (given, nearest) in [("blakc tea", "Black Tea"), ("espreso", "Espresso")] {
        assert_eq!(store.figure(given).expect("asked"), Lookup::Unknown);
        assert_eq!(store.nearest(NameKind::Figure, given).expect("asked"), [nearest]);
    }
}

#[test]
fn a_search_asks_for_all_words_and_folds_them() {
    let store = filled();
    let places = |words: &str| -> Vec<String> {
        let hits = store.search(words, 10).expect("no SQL error");
        hits.into_iter()
            .map(|hit| {
                let document = hit.place.document().expect("a text is in a document");
                format!("{document} {}: {}", hit.place.kind().as_str(), hit.snippet)
            })
            .collect()
    };
    assert_eq!(places("cafe first"), ["cafe passage: [Café] Noir [first]."]);
    assert_eq!(places("don't"), ["tea value: [Don't] know"]);
    assert_eq!(places("mg 95"), ["cafe value: [95] [mg]"]);
    assert!(places("95 50").is_empty());
    assert!(places("fir").is_empty(), "a part of a word is no word");
    for nothing in ["", " ", "\"", "-", "*", "()", "\0"] {
        assert!(places(nothing).is_empty(), "{nothing:?}");
    }
    assert_eq!(store.search("mg", 2).expect("no SQL error").len(), 2);
}

#[test]
fn an_update_keeps_the_rows_of_what_did_not_change() {
    let mut store = filled();
    let ids = |store: &Store| -> Vec<(i64, String)> {
        let sql = "SELECT id, text FROM attribute_values UNION ALL SELECT id, text FROM passages ORDER BY id";
        let mut statement = store.connection.prepare(sql).expect("SQL");
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        rows.collect::<rusqlite::Result<_>>().expect("rows")
    };
    let before = ids(&store);
    let mut changed = document("tea", ["Black Tea", "Tea"], "Caffeine", ["60 mg", "Don't know"]);
    assert!(matches!(import(&mut store, &changed), Change::Updated { .. }));
    let differing: Vec<_> = ids(&store).into_iter().filter(|row| !before.contains(row)).collect();
    let old = before.iter().find(|(_, text)| text == "50 mg").expect("there");
    assert_eq!(differing, [(old.0, "60 mg".to_owned())]);
    assert_eq!(import(&mut store, &changed), Change::Unchanged);
    assert_eq!(store.search("50", 5).expect("no SQL error").len(), 0);
    changed.rows.clear();
    changed.content_hash.clear();
    assert!(matches!(import(&mut store, &changed), Change::Updated { .. }));
    assert_eq!(store.search("60", 5).expect("no SQL error").len(), 0);
    assert_eq!(ids(&store).len(), before.len() - 2);
}
