//! Merges and their undo, down to the rows: what each document, correction and preference is about, and by which name.

use std::fmt::Debug;

use super::Merging;
use crate::error::{Error, Refusal, Result};
use crate::model::{CorrectionId, Document, Lookup, NameKind, Named, Passage, Place, Row, Section};
use crate::store::base::Store;
use crate::store::check::{Concern, Finding, Level};
use crate::store::correction::making::NewCorrection;
use crate::store::document::Importer;

const NOW: &str = "2026-01-02T03:04:05Z";

/// A page that compares a figure with Mate, of which it says nothing for the attribute.
fn page(figure: &str, attribute: &str) -> Document {
    let slug = format!("{}-vs-mate", figure.to_lowercase());
    let row = |position, attribute: &str, values: [&str; 2]| Row {
        position,
        attribute: attribute.into(),
        values: values.map(String::from).to_vec(),
        group: String::new(),
    };
    let passage = Passage { text: format!("On {figure}."), figures: vec![figure.into()] };
    Document {
        title: format!("{figure} vs. Mate"),
        figures: vec![figure.into(), "Mate".into()],
        summary: String::new(),
        rows: vec![row(1, attribute, ["said", ""]), row(2, "Taste", ["mild", "bitter"])],
        unclear: Vec::new(),
        sections: vec![Section { heading: "More".into(), passages: vec![passage] }],
        notice: String::new(),
        credits: Vec::new(),
        source: format!("https://example.org/{slug}"),
        content_hash: format!("{:064x}", figure.bytes().fold(0, |number, byte| number * 256 + u64::from(byte))),
        layout: "plain".into(),
        address: Some(format!("https://example.org/{slug}")),
        slug,
    }
}

fn import(store: &mut Store, document: &Document) {
    let run = |connection: &rusqlite::Connection| {
        let mut importer = Importer::new(connection, NOW)?;
        importer.import(document)?;
        importer.finish(&mut |_| {})
    };
    store.write(run).expect("imported");
}

fn named(store: &Store, kind: NameKind, name: &str) -> Named {
    found(store.named(kind, name))
}

fn found<Id: Debug>(lookup: Result<Lookup<Id>>) -> Named<Id> {
    match lookup.expect("asked") {
        Lookup::Found(named) => named,
        other => panic!("{other:?}"),
    }
}

fn merging(kind: NameKind) -> Merging<'static> {
    Merging { kind, editor: "Bo", note: None, now: NOW }
}

fn merge(store: &mut Store, kind: NameKind, old: &str, into: &str) {
    let (old, into) = (named(store, kind, old), named(store, kind, into));
    store.merge(&old, &into, &merging(kind)).expect("merged");
}

fn correct(store: &mut Store, [document, figure, attribute, seen]: [&str; 4]) {
    let place = Place::Value { document: Some(document.into()), figure: figure.into(), attribute: attribute.into() };
    let text = format!("right {figure} {attribute}");
    let correction = NewCorrection { place: &place, seen, text: &text, editor: "Bo", note: None };
    store.correct(&correction, NOW).expect("corrected");
}

fn prefer(store: &mut Store, document: &str, figure: &str, attribute: &str) {
    let Lookup::Found(document) = store.document(document).expect("asked") else { panic!("{document}") };
    let ids = (found(store.figure(figure)).id, found(store.attribute(attribute)).id);
    assert!(store.prefer(ids, document.id, ("Bo", None), NOW).expect("asked"), "it says something");
}

/// Every row that says what is whose, and by which name.
fn dump(store: &Store) -> Vec<String> {
    let mut lines = Vec::new();
    for sql in [
        "SELECT * FROM names",
        "SELECT * FROM figures",
        "SELECT * FROM attributes",
        "SELECT * FROM document_figures",
        "SELECT document_id, figure_id, attribute_id, attribute_alias_id, position, text, status FROM attribute_values",
        "SELECT * FROM passage_figures",
        "SELECT id, figure_id, attribute_id, figure_alias_id, attribute_alias_id, reverted_at FROM corrections",
        "SELECT id, figure_id, attribute_id, figure_alias_id, attribute_alias_id, replaced_at FROM preferences",
        "SELECT id, into_id FROM merges WHERE undone_at IS NULL",
    ] {
        let mut statement = store.connection.prepare(sql).expect("fits the schema");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("asked");
        let mut of_table = Vec::new();
        while let Some(row) = rows.next().expect("read") {
            let cells: Vec<_> = (0..columns).map(|column| row.get_ref(column).expect("a column")).collect();
            of_table.push(format!("{} {cells:?}", &sql[sql.find("FROM").expect("a table")..]));
        }
        of_table.sort();
        lines.extend(of_table);
    }
    lines
}

fn ensure_sound(store: &Store, corrected: i64) {
    let concerns: Vec<Concern> = Concern::all().collect();
    let mut visit = |finding: &Finding| {
        assert_eq!(finding.level, Level::Work, "{finding:?}");
        Ok(())
    };
    assert_eq!(store.check(&concerns, &mut visit).expect("checked"), None);
    let sql = "SELECT count(*) FROM current_values WHERE status = 'corrected' AND value LIKE 'right %'";
    let read: i64 = store.connection.query_row(sql, [], |row| row.get(0)).expect("asked");
    assert_eq!(read, corrected, "every correction reads as it was made");
}

/// Four pages, whose corrections and preferences stand under names, aliases, and where the pages say nothing.
fn drinks() -> Store {
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, &page("Tea", "Homeland"));
    for (kind, name, alias) in [(NameKind::Figure, "Tea", "Tee"), (NameKind::Attribute, "Homeland", "Abode")] {
        let of = named(&store, kind, name);
        assert!(store.add_alias(&of, alias, &merging(kind)).expect("an alias"));
    }
    import(&mut store, &page("Tee", "Abode"));
    import(&mut store, &page("Cha", "Origin"));
    import(&mut store, &page("Chai", "Provenance"));
    for (document, figure, attribute) in [
        ("tea-vs-mate", "Tea", "Homeland"),
        ("tee-vs-mate", "Tea", "Homeland"),
        ("cha-vs-mate", "Cha", "Origin"),
        ("chai-vs-mate", "Chai", "Provenance"),
    ] {
        prefer(&mut store, document, figure, attribute);
        correct(&mut store, [document, figure, attribute, "said"]);
        // Of what the page does not say: of another attribute, and of another figure.
        correct(&mut store, [document, figure, "Price", ""]);
        correct(&mut store, [document, "Mate", attribute, ""]);
    }
    ensure_sound(&store, 12);
    store
}

#[test]
fn each_undo_of_merges_on_merges_gives_every_row_back() {
    let mut store = drinks();
    let mut before = Vec::new();
    for (kind, old, into) in [
        (NameKind::Figure, "Tea", "Cha"),
        (NameKind::Attribute, "Homeland", "Origin"),
        (NameKind::Figure, "Cha", "Chai"),
        (NameKind::Attribute, "Origin", "Provenance"),
    ] {
        before.push((kind, old, dump(&store)));
        merge(&mut store, kind, old, into);
        ensure_sound(&store, 12);
    }
    for name in ["Tea", "Tee", "Cha"] {
        assert_eq!(named(&store, NameKind::Figure, name).name, "Chai");
    }
    let refused = store.undo_merge("Tea", &merging(NameKind::Figure));
    assert!(matches!(refused, Err(Error::Refused(Refusal::LaterMerge { .. }))), "{refused:?}");
    for (kind, old, rows) in before.into_iter().rev() {
        store.undo_merge(old, &merging(kind)).expect("undone");
        ensure_sound(&store, 12);
        assert_eq!(dump(&store), rows, "{old}");
    }
    let again = store.undo_merge("Tea", &merging(NameKind::Figure));
    assert!(matches!(again, Err(Error::Refused(Refusal::NoMerge { .. }))), "{again:?}");
}

#[test]
fn what_stood_under_an_alias_that_is_taken_away_stays_with_whose_it_was() {
    let merges = [(NameKind::Figure, "Tea", "Cha"), (NameKind::Attribute, "Homeland", "Origin")];
    let merge_all = |store: &mut Store| merges.iter().for_each(|(kind, old, into)| merge(store, *kind, old, into));
    let undo_all = |store: &mut Store| {
        for (kind, old, _) in merges {
            store.undo_merge(old, &merging(kind)).expect("undone");
        }
    };
    let remove_all = |store: &mut Store| {
        store.remove_alias("Tee", &merging(NameKind::Figure)).expect("taken away");
        store.remove_alias("Abode", &merging(NameKind::Attribute)).expect("taken away");
    };
    let mut never_merged = drinks();
    remove_all(&mut never_merged);
    let mut merged_since = drinks();
    merge_all(&mut merged_since);
    let refused = merged_since.remove_alias("Tea", &merging(NameKind::Figure));
    assert!(matches!(refused, Err(Error::Refused(Refusal::AliasByMerge { .. }))), "{refused:?}");
    let refused = merged_since.remove_alias("Cha", &merging(NameKind::Figure));
    assert!(matches!(refused, Err(Error::Refused(Refusal::OwnName { .. }))), "{refused:?}");
    remove_all(&mut merged_since);
    undo_all(&mut merged_since);
    assert_eq!(dump(&merged_since), dump(&never_merged), "it goes back with the merge that brought it");
    let mut merged_before = drinks();
    merge_all(&mut merged_before);
    undo_all(&mut merged_before);
    remove_all(&mut merged_before);
    assert_eq!(dump(&merged_before), dump(&never_merged), "a merge that was undone has no part in it");
}

#[test]
fn a_name_whose_merge_was_undone_can_be_an_alias_like_another() {
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, &page("Tea", "Homeland"));
    import(&mut store, &page("Cha", "Homeland"));
    merge(&mut store, NameKind::Figure, "Tea", "Cha");
    store.undo_merge("Tea", &merging(NameKind::Figure)).expect("undone");
    // The page speaks of another, and nobody is called Tea any more.
    let tea = page("Tea", "Homeland");
    import(&mut store, &Document { address: tea.address, source: tea.source, ..page("Kombucha", "Homeland") });
    let cha = named(&store, NameKind::Figure, "Cha");
    assert!(store.add_alias(&cha, "Tea", &merging(NameKind::Figure)).expect("added"));
    store.remove_alias("Tea", &merging(NameKind::Figure)).expect("taken away");
}

#[test]
fn a_preference_that_gave_way_comes_back_unless_another_was_made_meanwhile() {
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, &page("Tea", "Homeland"));
    import(&mut store, &page("Cha", "Homeland"));
    prefer(&mut store, "tea-vs-mate", "Tea", "Homeland");
    prefer(&mut store, "cha-vs-mate", "Cha", "Homeland");
    let active = |store: &Store| {
        let sql = "SELECT group_concat(id) FROM (SELECT id FROM preferences WHERE replaced_at IS NULL ORDER BY id)";
        store.connection.query_row(sql, [], |row| row.get::<_, String>(0)).expect("asked")
    };
    merge(&mut store, NameKind::Figure, "Tea", "Cha");
    assert_eq!(active(&store), "2");
    store.undo_merge("Tea", &merging(NameKind::Figure)).expect("undone");
    assert_eq!(active(&store), "1,2");
    // One that was replaced before gives way to nothing, and stays replaced.
    prefer(&mut store, "tea-vs-mate", "Tea", "Homeland");
    merge(&mut store, NameKind::Figure, "Tea", "Cha");
    prefer(&mut store, "tea-vs-mate", "Cha", "Homeland");
    assert_eq!(active(&store), "4");
    store.undo_merge("Tea", &merging(NameKind::Figure)).expect("undone");
    assert_eq!(active(&store), "4", "it is on what the page calls Tea, where one gave way");
    merge(&mut store, NameKind::Figure, "Tea", "Cha");
    assert_eq!(active(&store), "4", "it gives way to none that was replaced");
}

#[test]
fn what_two_documents_tell_apart_or_two_corrections_hold_is_not_merged() {
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, &page("Tea", "Homeland"));
    import(&mut store, &page("Cha", "Origin"));
    correct(&mut store, ["tea-vs-mate", "Tea", "Origin", ""]);
    let (homeland, origin) =
        (named(&store, NameKind::Attribute, "Homeland"), named(&store, NameKind::Attribute, "Origin"));
    // A value that is there only for a correction to stand on is no statement.
    store.merge(&homeland, &origin, &merging(NameKind::Attribute)).expect("merged");
    ensure_sound(&store, 1);
    store.undo_merge("Homeland", &merging(NameKind::Attribute)).expect("undone");
    let homeland = named(&store, NameKind::Attribute, "Homeland");
    correct(&mut store, ["tea-vs-mate", "Tea", "Homeland", "said"]);
    let refused = store.merge(&homeland, &origin, &merging(NameKind::Attribute));
    assert!(matches!(refused, Err(Error::Refused(Refusal::ToldApart { .. }))), "{refused:?}");
    store.revert(CorrectionId(2), "Bo", Some("no"), NOW).expect("undone");
    store.merge(&homeland, &origin, &merging(NameKind::Attribute)).expect("one that was undone holds nothing");
    ensure_sound(&store, 1);
}
