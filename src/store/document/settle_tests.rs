//! Which rows of a page become values, which stay unclear, and what a decision on a row does to either.

use super::Importer;
use crate::error::{Error, Refusal, Result};
use crate::model::{
    BatchId, Candidate, Document, Lookup, NameKind, Place, Row, SettlementId, UnclearRow, UnclearRowId,
};
use crate::name;
use crate::store::NewCorrection;
use crate::store::base::Store;
use crate::store::merging::merge::Merging;

const NOW: &str = "2026-01-02T03:04:05Z";

/// A page in this edition, with these clear rows (attribute and two cells) and, below them, these unclear ones.
fn page(edition: usize, clear: &[[&str; 3]], unclear: &[&str]) -> Document {
    let rows = clear.iter().zip(1..).map(|([attribute, left, right], position)| Row {
        position,
        attribute: (*attribute).into(),
        values: vec![(*left).into(), (*right).into()],
        group: String::new(),
    });
    let rows: Vec<Row> = rows.collect();
    let unclear = unclear.iter().zip(rows.len() + 1..).map(|(raw, position)| UnclearRow {
        position: u32::try_from(position).expect("few rows"),
        raw: (*raw).into(),
        reason: "the cells run together".into(),
        candidates: Vec::new(),
    });
    Document {
        slug: "cats-vs-dogs".into(),
        title: "Cats vs. Dogs".into(),
        figures: vec!["Cats".into(), "Dogs".into()],
        summary: String::new(),
        unclear: unclear.collect(),
        rows,
        sections: Vec::new(),
        notice: String::new(),
        credits: Vec::new(),
        source: String::new(),
        content_hash: format!("{edition:064x}"),
        layout: "plain".into(),
        address: Some("https://example.org/cats-vs-dogs".into()),
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

fn settle(store: &mut Store, row: i64, cells: [&str; 3]) -> Result<SettlementId> {
    let [attribute, left, right] = cells.map(String::from);
    store
        .settle(UnclearRowId(row), &Candidate::new(attribute, vec![left, right]), "Bo", NOW)
        .map(|settled| settled.number)
}

/// The values, then the unclear rows, each with its place, and with `*` where a decision holds for it.
fn rows(store: &Store) -> Vec<String> {
    let sql = "SELECT * FROM (
                 SELECT position || ' ' || attributes.name || ' ' || figures.name || ' ' || text || ' ' || status
                 FROM attribute_values
                 JOIN figures ON figures.id = figure_id
                 JOIN attributes ON attributes.id = attribute_id
                 ORDER BY position, figures.name
               )
               UNION ALL
               SELECT * FROM (
                 SELECT position || ' ' || raw || iif(settled_row_id IS NULL, '', ' *')
                 FROM unclear_rows
                 ORDER BY position, id
               )";
    let mut statement = store.connection.prepare(sql).expect("fits the schema");
    let rows = statement.query_map([], |row| row.get(0)).expect("asked");
    rows.collect::<rusqlite::Result<_>>().expect("read")
}

#[test]
fn a_row_that_states_a_cell_again_or_says_nothing_is_unclear() {
    let mut store = Store::open_in_memory().expect("a base");
    let clear = [["Voice", "Meow", ""], ["VOICE", "", "Bark"], ["voice", "Purr", ""], ["Legs", "", ""]];
    let expected = ["1 Voice Cats Meow stated", "2 Voice Dogs Bark stated", "3 voice | Purr | ", "4 Legs |  | "];
    import(&mut store, &page(1, &clear, &[]));
    assert_eq!(rows(&store), expected);
    import(&mut store, &page(2, &clear, &[]));
    assert_eq!(rows(&store), expected, "in an update likewise");
}

#[test]
fn a_decision_gives_way_to_a_row_that_the_page_states() {
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, &page(1, &[], &["Score111"]));
    settle(&mut store, 1, ["Score", "1", "11"]).expect("settled");
    assert_eq!(rows(&store), ["1 Score Cats 1 settled", "1 Score Dogs 11 settled", "1 Score111 *"]);
    import(&mut store, &page(2, &[["score", "11", "1"]], &["Score111"]));
    assert_eq!(rows(&store), ["1 Score Cats 11 stated", "1 Score Dogs 1 stated", "2 Score111"]);
    import(&mut store, &page(3, &[], &["Score111"]));
    assert_eq!(rows(&store), ["1 Score Cats 1 settled", "1 Score Dogs 11 settled", "1 Score111 *"]);
}

#[test]
fn a_split_that_is_not_the_row_is_refused() {
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, &page(1, &[["Voice", "Meow", "Bark"]], &["Score111", "Legs | 4 | 4", "Voice purrwoof"]));
    let before = rows(&store);
    let three = Candidate::new("Score".into(), vec!["1".into(), "1".into(), "1".into()]);
    assert!(matches!(
        store.settle(UnclearRowId(1), &three, "Bo", NOW),
        Err(Error::Refused(Refusal::CellCount { figures: 2, cells: 3 }))
    ));
    for cells in
        [["Score", "1", "12"], ["Score", "1", "1"], ["Score", "11", "11"], ["Scare", "1", "11"], ["1Score", "1", "1"]]
    {
        let refused = settle(&mut store, 1, cells);
        assert!(matches!(refused, Err(Error::Refused(Refusal::OtherCharacters { .. }))), "{cells:?}: {refused:?}");
    }
    assert!(matches!(settle(&mut store, 1, ["", "Score1", "11"]), Err(Error::Refused(Refusal::AttributeEmpty))));
    assert!(matches!(settle(&mut store, 3, ["Voice", "purr", "woof"]), Err(Error::Refused(Refusal::RowThere { .. }))));
    assert!(matches!(settle(&mut store, 4, ["Score", "1", "11"]), Err(Error::UnknownRow { number: UnclearRowId(4) })));
    assert_eq!(rows(&store), before, "nothing was written");
    settle(&mut store, 2, ["Legs", "4", "4"]).expect("bars and blanks may stand between cells");
    assert!(matches!(settle(&mut store, 2, ["Legs", "4", "4"]), Err(Error::UnknownRow { number: UnclearRowId(2) })));
}

#[test]
fn what_was_settled_goes_and_nothing_else() {
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, &page(1, &[["Voice", "Meow", "Bark"]], &["Score111", "Legs4"]));
    let before = rows(&store);
    let first = settle(&mut store, 1, ["Score", "1", "11"]).expect("settled");
    let legs = settle(&mut store, 2, ["Legs", "4", ""]).expect("settled");
    store.unsettle(first, "Cy", NOW).expect("taken back");
    assert_eq!(
        rows(&store),
        ["1 Voice Cats Meow stated", "1 Voice Dogs Bark stated", "3 Legs Cats 4 settled", "2 Score111", "3 Legs4 *"]
            .map(String::from)
    );
    assert!(matches!(
        store.unsettle(first, "Cy", NOW),
        Err(Error::Refused(Refusal::AlreadyUnsettled { number, .. })) if number == first
    ));
    store.unsettle(legs, "Cy", NOW).expect("taken back");
    assert_eq!(rows(&store), before);
    let kept: i64 = store
        .connection
        .query_row("SELECT count(*) FROM attributes WHERE name IN ('Score', 'Legs')", [], |row| row.get(0))
        .expect("asked");
    assert_eq!(kept, 0, "nobody needs them any more");
}

#[test]
fn a_decision_on_a_row_that_the_page_has_twice_is_on_the_first() {
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, &page(1, &[], &["Score111", "Score111"]));
    let twice = |settled: Result<SettlementId>| {
        matches!(settled, Err(Error::Refused(Refusal::RowTwice { first: UnclearRowId(1) })))
    };
    assert!(twice(settle(&mut store, 2, ["Score", "1", "11"])));
    settle(&mut store, 1, ["Score", "1", "11"]).expect("settled");
    assert!(twice(settle(&mut store, 2, ["Score1", "1", "1"])), "also when that one is settled");
    let settled = ["1 Score Cats 1 settled", "1 Score Dogs 11 settled", "1 Score111 *", "2 Score111"];
    assert_eq!(rows(&store), settled);
    import(&mut store, &page(2, &[], &["Score111", "Score111"]));
    assert_eq!(rows(&store), settled);
    assert_eq!(rows(&store.as_of(NOW, None).expect("the base as it was")), settled);
}

#[test]
fn a_decision_that_the_page_answers_can_be_made_anew() {
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, &page(1, &[], &["Score111", "Rank12"]));
    let first = settle(&mut store, 1, ["Score", "1", "11"]).expect("settled");
    settle(&mut store, 2, ["Rank", "1", "2"]).expect("settled");
    import(&mut store, &page(2, &[["Score", "2", "22"]], &["Score111", "Rank12"]));
    let clear = ["1 Score Cats 2 stated", "1 Score Dogs 22 stated"];
    let rank = ["3 Rank Cats 1 settled", "3 Rank Dogs 2 settled"];
    assert_eq!(rows(&store), [&clear[..], &rank, &["2 Score111", "3 Rank12 *"]].concat());
    let unclear = "SELECT id FROM unclear_rows WHERE raw = 'Score111'";
    let unclear: i64 = store.connection.query_row(unclear, [], |row| row.get(0)).expect("asked");
    settle(&mut store, unclear, ["Score1", "1", "1"]).expect("settled");
    let anew = ["2 Score1 Cats 1 settled", "2 Score1 Dogs 1 settled"];
    assert_eq!(rows(&store), [&clear[..], &anew, &rank, &["2 Score111 *", "3 Rank12 *"]].concat());
    let again = store.unsettle(first, "Cy", NOW);
    assert!(matches!(again, Err(Error::Refused(Refusal::AlreadyUnsettled { .. }))), "it was taken back with that");
    import(&mut store, &page(3, &[], &["Score111", "Rank12"]));
    assert_eq!(
        rows(&store),
        [
            "1 Score1 Cats 1 settled",
            "1 Score1 Dogs 1 settled",
            "2 Rank Cats 1 settled",
            "2 Rank Dogs 2 settled",
            "1 Score111 *",
            "2 Rank12 *"
        ]
    );
}

#[test]
fn decisions_on_one_text_under_other_columns_hold_side_by_side() {
    let mut store = Store::open_in_memory().expect("a base");
    let turned = |edition| Document {
        figures: vec!["Dogs".into(), "Cats".into()],
        title: "Dogs vs. Cats".into(),
        ..page(edition, &[], &["Score111"])
    };
    let settled = ["1 Score Cats 1 settled", "1 Score Dogs 11 settled", "1 Score111 *"];
    import(&mut store, &page(1, &[], &["Score111"]));
    settle(&mut store, 1, ["Score", "1", "11"]).expect("settled");
    assert_eq!(rows(&store), settled);
    import(&mut store, &turned(2));
    assert_eq!(rows(&store), ["1 Score111"]);
    let row: i64 = store.connection.query_row("SELECT id FROM unclear_rows", [], |row| row.get(0)).expect("asked");
    settle(&mut store, row, ["Score", "11", "1"]).expect("settled");
    import(&mut store, &page(3, &[], &["Score111"]));
    assert_eq!(rows(&store), settled);
}

#[test]
fn of_two_settled_rows_that_a_merge_made_one_only_that_which_is_taken_back_goes() {
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, &page(1, &[], &["Score1", "Points2"]));
    let first = settle(&mut store, 1, ["Score", "1", ""]).expect("settled");
    settle(&mut store, 2, ["Points", "", "2"]).expect("settled");
    let attribute = |store: &Store, name| match store.named(NameKind::Attribute, name).expect("asked") {
        Lookup::Found(named) => named,
        other => panic!("{other:?}"),
    };
    let (points, into) = (attribute(&store, "Points"), attribute(&store, "Score"));
    let merging = Merging { kind: NameKind::Attribute, editor: "Bo", note: None, now: NOW };
    store.merge(&points, &into, &merging).expect("merged");
    store.unsettle(first, "Bo", NOW).expect("taken back");
    assert_eq!(rows(&store), ["2 Score Dogs 2 settled", "1 Score1", "2 Points2 *"]);
}

/// A store with a page of three unclear rows, of which the last has no candidate.
fn with_candidates() -> Store {
    let mut store = Store::open_in_memory().expect("a store");
    let mut page = page(1, &[["Sound", "Meow", "Bark"]], &["Score111", "Legs44", "nothing"]);
    for (row, cells) in page.unclear.iter_mut().zip([["Score", "1", "11"], ["Legs", "4", "4"]]) {
        let [attribute, left, right] = cells.map(String::from);
        row.candidates = vec![Candidate::new(attribute, vec![left, right])];
    }
    import(&mut store, &page);
    store
}

#[test]
fn a_plan_is_what_is_done_then_and_writes_nothing() {
    let mut store = with_candidates();
    let before = rows(&store);
    let all = [1, 2, 3, 4].map(UnclearRowId);
    let plan = store.plan_firsts(&all, usize::MAX, "Bo", NOW).expect("planned");
    assert_eq!(rows(&store), before);
    assert_eq!(store.settle_firsts(&all, usize::MAX, "Bo", NOW).expect("settled"), plan);
    assert_eq!((plan.batch, plan.settled.len(), &plan.without[..]), (BatchId(1), 2, &[UnclearRowId(3)][..]));
    let mut batches = Vec::new();
    store
        .each_settled_row(|record| {
            batches.push(record.batch);
            Ok(())
        })
        .expect("read");
    assert_eq!(batches, [Some(BatchId(1)); 2]);
    let undone = store.unsettle_batch(BatchId(1), "Bo", NOW).expect("taken back");
    assert_eq!(undone.taken_back.iter().map(|row| &*row.raw).collect::<Vec<_>>(), ["Legs44", "Score111"]);
    assert_eq!(rows(&store), before);
}

#[test]
fn of_an_act_only_what_holds_is_taken_back() {
    let mut store = with_candidates();
    let before = rows(&store);
    assert_eq!(store.settle_firsts(&[2, 1].map(UnclearRowId), 1, "Bo", NOW).expect("settled").settled.len(), 1);
    let second = store.settle_firsts(&[1, 2].map(UnclearRowId), usize::MAX, "Bo", NOW).expect("settled");
    assert_eq!((second.batch, second.settled.len()), (BatchId(2), 1));
    assert!(matches!(store.unsettle_batch(BatchId(3), "Bo", NOW), Err(Error::UnknownBatch { .. })));
    store.unsettle(SettlementId(2), "Cy", NOW).expect("taken back");
    assert!(matches!(
        store.unsettle_batch(BatchId(2), "Bo", NOW),
        Err(Error::Refused(Refusal::BatchUnsettled { decisions: 1, .. }))
    ));
    let undone = store.unsettle_batch(BatchId(1), "Bo", NOW).expect("taken back");
    assert_eq!((undone.taken_back.len(), undone.left.len()), (1, 0));
    assert_eq!(rows(&store), before);
}

#[test]
fn of_two_rows_about_one_attribute_an_act_settles_the_first() {
    let mut store = Store::open_in_memory().expect("a store");
    let mut page = page(1, &[["Sound", "Meow", "Bark"]], &["Legs44", "Legs45"]);
    for (row, right) in page.unclear.iter_mut().zip(["4", "5"]) {
        row.candidates = vec![Candidate::new("Legs".into(), vec!["4".into(), right.into()])];
    }
    import(&mut store, &page);
    let done = store.settle_firsts(&[1, 2].map(UnclearRowId), usize::MAX, "Bo", NOW).expect("settled");
    assert_eq!((done.settled.len(), done.refused.len()), (1, 1));
    assert_eq!(done.refused[0], (UnclearRowId(2), "the document has values for `Legs` already".into()));
}

#[test]
fn a_correction_in_an_empty_cell_of_a_row_is_not_on_what_was_settled() {
    let mut store = Store::open_in_memory().expect("a store");
    import(&mut store, &page(1, &[], &["Score1"]));
    let number = settle(&mut store, 1, ["Score", "1", ""]).expect("settled");
    let of = |figure: &str| Place::Value {
        document: Some("cats-vs-dogs".into()),
        figure: figure.into(),
        attribute: "Score".into(),
    };
    let mut correct = |figure: &str, seen: &str, text: &str| {
        let correction = NewCorrection { place: &of(figure), seen, text, editor: "Bo", note: None };
        store.correct(&correction, NOW).expect("corrected").0
    };
    correct("Dogs", "", "2");
    let on_settled = correct("Cats", "1", "3");
    let unsettled = store.unsettle(number, "Bo", NOW).expect("taken back");
    assert_eq!(unsettled.corrections, [on_settled]);
    assert_eq!(rows(&store), ["1 Score Cats  absent", "1 Score Dogs  absent", "1 Score1"]);
}

#[test]
fn an_attribute_may_have_the_longest_name() {
    let mut store = Store::open_in_memory().expect("a store");
    let [longest, longer] = [name::LONGEST, name::LONGEST + 1].map(|length| "a".repeat(length));
    import(&mut store, &page(1, &[], &[&format!("{longest}12"), &format!("{longer}12")]));
    settle(&mut store, 1, [&longest, "1", "2"]).expect("settled");
    let refused = settle(&mut store, 2, [&longer, "1", "2"]);
    assert!(matches!(refused, Err(Error::Refused(Refusal::AttributeLong))), "{refused:?}");
}
