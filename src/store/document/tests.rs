//! An import of many documents in one run, and the full-text index after it.

use std::fmt::Write;

use rusqlite::{Connection, params};

use super::Importer;
use crate::error::{Error, Refusal, Result};
use crate::model::{Change, Document, Passage, Place, Row, Section};
use crate::store::base::{Access, Store};
use crate::store::check::{Concern, Finding};
use crate::store::correction::making::NewCorrection;

const NOW: &str = "2026-01-02T03:04:05Z";

/// A document whose texts say which state they are of. Every third state has a value and a passage fewer, and every
/// fourth has its sections the other way round.
fn document(number: usize, state: usize) -> Document {
    let figures = [format!("Left {number}"), format!("Right {number}")];
    let rows = (1..=if state.is_multiple_of(3) { 2 } else { 3 }).map(|position| Row {
        position,
        attribute: format!("Attribute {position}"),
        values: vec![format!("fixed {number}"), format!("value {position} of state{state}")],
        group: String::new(),
    });
    let passage = |text: String| Passage { text, figures: vec![figures[state % 2].clone()] };
    let section = |heading: &str| {
        let mut passages = vec![passage(format!("lasting {heading}")), passage(format!("{heading} of state{state}"))];
        passages.truncate(if state.is_multiple_of(3) { 1 } else { 2 });
        Section { heading: heading.to_owned(), passages }
    };
    let mut sections = vec![section("Origin"), section("Order")];
    if state.is_multiple_of(4) {
        sections.reverse();
    }
    Document {
        slug: format!("page-{number}"),
        title: figures.join(" vs. "),
        figures: figures.to_vec(),
        summary: format!("summary of state{state}"),
        rows: rows.collect(),
        unclear: Vec::new(),
        sections,
        notice: String::new(),
        credits: Vec::new(),
        source: String::new(),
        content_hash: format!("{number:032x}{state:032x}"),
        layout: "plain".into(),
        address: Some(format!("https://example.org/page-{number}")),
    }
}

fn import(connection: &Connection, most_gathered: usize, documents: &[Document]) -> Result<()> {
    let mut importer = Importer::for_many(connection, NOW)?;
    importer.most_gathered = most_gathered;
    for document in documents {
        // Pages of one run that are one document would be kept from each other.
        importer.claimed.clear();
        importer.import(document)?;
    }
    importer.finish(&mut |_| {})
}

fn ensure_in_step(store: &Store) {
    let check = "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)";
    store.connection.execute(check, []).expect("the index holds the texts of the base");
}

fn found(store: &Store, words: &str) -> Vec<String> {
    let mut found = Vec::new();
    for hit in store.search(words, 1000).expect("no SQL error") {
        let mut place = hit.place.document().unwrap_or_default().to_owned();
        write!(place, " {}", hit.snippet).expect("a text");
        found.push(place);
    }
    found.sort();
    found
}

#[test]
fn the_index_is_in_step_however_much_of_it_waits() {
    let expected = {
        let mut store = Store::open_in_memory().expect("a base");
        let documents: Vec<_> = (0..8).map(|number| document(number, number + 2)).collect();
        store.write(|connection| import(connection, 0, &documents)).expect("imported");
        (0..12).map(|state| found(&store, &format!("state{state}"))).collect::<Vec<_>>()
    };
    for most_gathered in [0, 300, 3000, usize::MAX] {
        let mut store = Store::open_in_memory().expect("a base");
        let first: Vec<_> = (0..5).map(|number| document(number, number)).collect();
        store.write(|connection| import(connection, most_gathered, &first)).expect("imported");
        ensure_in_step(&store);
        // Old ones changed once and twice, new ones, new ones that change in the same run, in no order.
        let mut run: Vec<_> = (0..8).rev().map(|number| document(number, number + 1)).collect();
        run.extend((0..8).map(|number| document(number, number + 2)));
        store.write(|connection| import(connection, most_gathered, &run)).expect("imported");
        ensure_in_step(&store);
        let all: Vec<_> = (0..12).map(|state| found(&store, &format!("state{state}"))).collect();
        assert_eq!(all, expected, "{most_gathered}");
    }
}

#[test]
fn corrections_lie_over_what_waits() {
    let mut store = Store::open_in_memory().expect("a base");
    store.write(|connection| import(connection, 0, &[document(1, 1)])).expect("imported");
    // On a value that goes and comes back, on a passage that goes and comes back, and on the summary.
    let correct = "INSERT INTO corrections
          (target, document_id, figure_id, attribute_id, section, passage_id, base_text, new_text, editor, made_at)
        SELECT 'value', document_id, figure_id, attribute_id, NULL, NULL, text, 'righted value', 'me', ?1
        FROM attribute_values WHERE text LIKE 'value 3%'
        UNION ALL
        SELECT 'passage', document_id, NULL, NULL, heading, passages.id, text, 'righted passage', 'me', ?1
        FROM passages JOIN sections ON sections.id = section_id WHERE text LIKE 'Order of%'
        UNION ALL
        SELECT 'summary', id, NULL, NULL, NULL, NULL, summary, 'righted summary', 'me', ?1 FROM documents";
    store
        .write(|connection| {
            assert_eq!(connection.execute(correct, params![NOW])?, 3);
            Ok(connection.execute_batch("INSERT INTO search_index (search_index) VALUES ('rebuild')")?)
        })
        .expect("corrected");
    assert_eq!(found(&store, "righted").len(), 3);
    for run in [vec![2], vec![3], vec![4], vec![5, 6, 1], vec![3], vec![6, 1]] {
        let states: Vec<_> = run.iter().map(|state| document(1, *state)).collect();
        store.write(|connection| import(connection, usize::MAX, &states)).expect("imported");
        ensure_in_step(&store);
        assert!(found(&store, "righted").len() >= 2, "{run:?}");
    }
    assert_eq!(found(&store, "righted").len(), 3, "the passage has found its correction again");
}

#[test]
fn what_reads_otherwise_than_its_editor_saw_is_not_corrected() {
    let mut store = Store::open_in_memory().expect("a base");
    store.write(|connection| import(connection, 0, &[document(1, 1)])).expect("imported");
    let place = Place::Summary { document: "page-1".into() };
    let mut correct = |seen: &str| {
        store.correct(&NewCorrection { place: &place, seen, text: "righted", editor: "me", note: None }, NOW).map(drop)
    };
    for seen in ["summary of state0", ""] {
        assert!(matches!(correct(seen), Err(Error::Refused(Refusal::TextChanged))), "{seen}");
    }
    correct("summary of state1").expect("corrected");
}

#[test]
fn a_run_that_fails_or_is_only_tried_leaves_the_index_as_it_was() {
    let mut store = Store::open_in_memory().expect("a base");
    let states = |state| (0..3).map(|number| document(number, state)).collect::<Vec<_>>();
    store.write(|connection| import(connection, usize::MAX, &states(1))).expect("imported");
    let before = found(&store, "state1");
    for most_gathered in [0, usize::MAX] {
        store
            .write_or_roll_back(true, |connection| import(connection, most_gathered, &states(2)))
            .expect("imported and taken back");
        let failed: Result<()> = store.write(|connection| {
            import(connection, most_gathered, &states(2))?;
            Err(Error::Rejected { rejected: 1, total: 1 })
        });
        assert!(failed.is_err());
        ensure_in_step(&store);
        assert_eq!(found(&store, "state1"), before);
        assert!(found(&store, "state2").is_empty());
    }
}

#[test]
fn passages_that_stay_where_they_are_keep_their_sections() {
    let mut store = Store::open_in_memory().expect("a base");
    let ids = |store: &Store| -> (String, String) {
        let sql = "SELECT (SELECT group_concat(id) FROM sections),
                     (SELECT group_concat(passage_id || '-' || name) FROM passage_figures
                      JOIN figures ON figures.id = figure_id)";
        store.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("asked")
    };
    store.write(|connection| import(connection, 0, &[document(1, 1)])).expect("imported");
    let (sections, figures) = ids(&store);
    store.write(|connection| import(connection, 0, &[document(1, 2)])).expect("imported");
    let (same, others) = ids(&store);
    assert_eq!(same, sections);
    assert_eq!(others, figures.replace("Right", "Left"), "what they are about is brought up to date");
    let change = store.write(|connection| Importer::new(connection, NOW)?.import(&document(1, 4))).expect("imported");
    assert!(matches!(change, Change::Updated { .. }));
    assert_ne!(ids(&store).0, sections);
    ensure_in_step(&store);
}

#[test]
fn a_former_state_that_nothing_can_read_is_damage() {
    let mut store = Store::open_in_memory().expect("a base");
    store.write(|connection| import(connection, 0, &[document(1, 1), document(1, 2)])).expect("imported");
    let damage = |store: &Store| {
        let mut found = Vec::new();
        let look = store.check(&[Concern::Damage], &mut |finding| {
            found.push(format!("{:?}: {}", finding.place.as_ref().and_then(Place::document), finding.details));
            Ok(())
        });
        look.expect("looked at");
        found
    };
    assert_eq!(damage(&store), Vec::<String>::new());
    store.connection.execute("UPDATE document_versions SET content = substr(content, 1, 50)", []).expect("damaged");
    let found = damage(&store);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with(&format!("Some(\"page-1\"): its state until {NOW} cannot be read")), "{found:?}");
}

/// Texts enough for several batches of the thread that builds an index, some of which change in the same run.
fn long(number: usize, state: usize) -> Document {
    let mut document = document(number, state);
    let text = &mut document.sections[0].passages[0].text;
    for word in 0..2000 {
        write!(text, " {number}-{word}").expect("a text");
    }
    document
}

#[test]
fn an_index_that_was_built_apart_is_that_of_one_in_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new.db");
    let mut run: Vec<_> = (0..200).map(|number| long(number, 1)).collect();
    run.extend((0..200).step_by(7).map(|number| long(number, 2)));
    let words = ["state1", "state2", "lasting", "77-1999", "fixed"];
    let expected = {
        let mut store = Store::open_in_memory().expect("a base");
        store.write(|connection| import(connection, usize::MAX, &run)).expect("imported");
        words.map(|words| found(&store, words))
    };
    let files = || folder.path().read_dir().expect("a folder").count();
    let fill = |store: &mut Store| {
        store.write(|connection| {
            import(connection, usize::MAX, &run)?;
            assert!(connection.path().is_some_and(|path| !path.is_empty()));
            Ok(())
        })?;
        ensure_in_step(store);
        let mut visit = |finding: &Finding| panic!("{finding:?}");
        store.check(&[Concern::Damage, Concern::Schema, Concern::Reference], &mut visit)?;
        assert_eq!(words.map(|words| found(store, words)), expected);
        Ok(())
    };
    Store::create(&path, fill).expect("made").expect("by us");
    assert_eq!(files(), 1, "nothing is left beside it");
    // And a base that is there already, with the connection going on; what was tried before is not remembered.
    let path = folder.path().join("empty.db");
    Store::create(&path, |_| Ok(())).expect("made").expect("by us");
    let mut store = Store::open(&path, Access::Write).expect("opens");
    store.write_or_roll_back(true, |connection| import(connection, usize::MAX, &run)).expect("tried");
    ensure_in_step(&store);
    assert!(found(&store, "state1").is_empty());
    fill(&mut store).expect("imported");
    store.write(|connection| import(connection, usize::MAX, &[long(3, 5), long(1000, 5)])).expect("imported");
    ensure_in_step(&store);
    assert_eq!(found(&store, "summary state5").len(), 2);
    let failed: Result<()> = Store::create(&folder.path().join("failed.db"), |store| {
        store.write(|connection| {
            let mut importer = Importer::for_many(connection, NOW)?;
            run.iter().try_for_each(|document| importer.import(document).map(drop))?;
            Err(Error::Rejected { rejected: 1, total: 1 })
        })
    })
    .map(drop);
    assert!(failed.is_err());
    drop(store);
    assert_eq!(files(), 2, "nothing is left of it");
}
