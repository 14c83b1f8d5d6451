//! Former states and the present one are what the pages said.

use super::Importer;
use super::version::{last, nth, read_at_most};
use crate::model::{Candidate, Document, Named, Passage, Row, Section, UnclearRow};
use crate::store::base::Store;
use crate::store::document::forget::Forgetting;

const NOW: &str = "2026-01-02T03:04:05Z";

/// A page with something of everything that a page can have.
fn full(edition: usize) -> Document {
    let figures: Vec<String> = ["Tea", "Coffee"].map(String::from).to_vec();
    let row = |position, attribute: &str, values: [&str; 2], group: &str| Row {
        position,
        attribute: attribute.into(),
        values: values.map(String::from).to_vec(),
        group: group.into(),
    };
    let unclear = |position, raw: &str| UnclearRow {
        position,
        raw: raw.into(),
        reason: "the cells run together".into(),
        candidates: vec![Candidate::new("Age".into(), vec!["1".into(), "11".into()])],
    };
    let passage = |text: &str, figures: &[String]| Passage { text: text.into(), figures: figures.to_vec() };
    Document {
        slug: "tea-vs-coffee".into(),
        title: "Tea vs. Coffee".into(),
        summary: format!("Both are brewed, says edition {edition}."),
        rows: vec![
            row(1, "Color", ["Green", ""], ""),
            // Two rows about one attribute, each of which says something else.
            row(2, "Color", ["", "Brown"], "Looks"),
            row(3, "Shape", ["Leaf", "Bean"], "Looks"),
        ],
        unclear: vec![unclear(4, "Age111"), unclear(5, "Age1111")],
        sections: vec![
            Section {
                heading: "Origin".into(),
                passages: vec![passage("Tea and coffee are old.", &figures), passage("Tea is older.", &figures[..1])],
            },
            Section { heading: "Trade".into(), passages: vec![passage("Both are traded.", &[])] },
        ],
        figures,
        notice: "May contain errors.".into(),
        credits: vec!["Zoe".into(), "Ada".into()],
        source: "https://example.org/tea-vs-coffee".into(),
        content_hash: format!("{edition:064x}"),
        layout: "plain".into(),
        address: Some("https://example.org/tea-vs-coffee".into()),
    }
}

#[test]
fn every_state_of_a_document_is_what_its_page_said() {
    let mut store = Store::open_in_memory().expect("a base");
    let pages = [1, 2, 3].map(full);
    for page in &pages {
        let run = |connection: &rusqlite::Connection| {
            let mut importer = Importer::new(connection, NOW)?;
            importer.import(page)?;
            importer.finish(&mut |_| {})
        };
        store.write(run).expect("imported");
    }
    let find = "SELECT id FROM documents";
    let id = store.connection.query_row(find, [], |row| row.get(0)).expect("a document");
    let state = |store: &Store, number| nth(&store.connection, id, number).expect("readable");
    for (number, page) in pages.iter().enumerate() {
        assert_eq!(state(&store, number).as_ref(), Some(page));
    }
    assert_eq!(state(&store, 3), None);
    assert_eq!(last(&store.connection, id).expect("readable").as_ref(), Some(&pages[1]));
    // What was taken out has no present state.
    let forgetting = Forgetting { with_corrections: false, editor: "Bo", note: None, now: NOW };
    let document = Named { id, name: "tea-vs-coffee".into() };
    store.forget(&[document], &forgetting).expect("forgotten");
    assert_eq!(state(&store, 2).as_ref(), Some(&pages[2]));
    assert_eq!(state(&store, 3), None);
}

#[test]
fn a_state_that_unpacks_to_more_than_it_may_is_none() {
    let document = full(1);
    let json = serde_json::to_vec(&document).expect("JSON");
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, &json).expect("memory");
    let packed = encoder.finish().expect("memory");
    let most = json.len() as u64;
    assert_eq!(read_at_most(&packed, most).expect("a state").title, document.title);
    assert!(read_at_most(&packed, most - 1).is_err());
}
