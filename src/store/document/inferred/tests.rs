//! What is inferred, and what becomes of it when what it rests on changes.

use proptest::prelude::*;
use proptest::sample::select;

use super::misjudged;
use crate::model::{Candidate, CorrectionId, Document, DocumentId, Fit, NameKind, Named, Place, Row, UnclearRow};
use crate::model::{SettlementId, UnclearRowId};
use crate::store::base::Store;
use crate::store::correction::making::NewCorrection;
use crate::store::document::{Forgetting, Importer};
use crate::store::merging::merge::Merging;
use crate::store::name::known;

const NOW: &str = "2026-01-02T03:04:05Z";

/// A page of two figures that states a row clearly.
fn clear(slug: &str, figures: [&str; 2], row: [&str; 3]) -> Document {
    let [attribute, left, right] = row.map(str::to_owned);
    let row = Row { position: 1, attribute, values: vec![left, right], group: String::new() };
    Document { rows: vec![row], ..page(slug, figures) }
}

/// A page of two figures with a row that could be cut in two ways, of which the first fits a little better.
fn unclear(slug: &str, figures: [&str; 2]) -> Document {
    let candidate = |score, values: [&str; 2]| Candidate {
        fit: Some(Fit { score, lead: 12 }),
        ..Candidate::new("Score".into(), values.map(str::to_owned).to_vec())
    };
    let row = UnclearRow {
        position: 1,
        raw: "Score11122".into(),
        reason: "two splits fit equally well".into(),
        candidates: vec![candidate(14, ["11", "122"]), candidate(9, ["1112", "2"])],
    };
    Document { unclear: vec![row], ..page(slug, figures) }
}

fn page(slug: &str, figures: [&str; 2]) -> Document {
    Document {
        slug: slug.into(),
        title: figures.join(" vs. "),
        figures: figures.map(str::to_owned).to_vec(),
        summary: String::new(),
        rows: Vec::new(),
        unclear: Vec::new(),
        sections: Vec::new(),
        notice: String::new(),
        credits: Vec::new(),
        source: format!("https://example.org/{slug}"),
        content_hash: format!("{slug:0>64}"),
        layout: "plain".into(),
        address: Some(format!("https://example.org/{slug}")),
    }
}

fn import<'a>(store: &mut Store, documents: impl IntoIterator<Item = &'a Document>) {
    let run = |connection: &rusqlite::Connection| {
        let mut importer = Importer::for_many(connection, NOW)?;
        for document in documents {
            importer.import(document)?;
        }
        importer.finish(&mut |_| {})
    };
    store.write(run).expect("imported");
    assert_judged(store);
}

fn assert_judged(store: &Store) {
    assert_eq!(misjudged(&store.connection).expect("judged"), []);
}

/// Every value with its document, attribute, figure and status.
fn values(store: &Store) -> Vec<String> {
    let sql = "SELECT document || ' ' || attribute || ' ' || figure || ' ' || value || ' ' || status
               FROM current_values ORDER BY 1";
    let mut statement = store.connection.prepare(sql).expect("fits the schema");
    let rows = statement.query_map([], |row| row.get(0)).expect("asked");
    rows.collect::<rusqlite::Result<_>>().expect("text")
}

const INFERRED: [&str; 2] = ["cats-vs-dogs Score Cats 11 inferred", "cats-vs-dogs Score Dogs 122 inferred"];

/// A base with a page of which a row is told apart by another page.
fn base() -> Store {
    let mut store = Store::open_in_memory().expect("a base");
    let other = clear("cats-vs-cows", ["Cats", "Cows"], ["Score", "11", "7"]);
    import(&mut store, [&unclear("cats-vs-dogs", ["Cats", "Dogs"]), &other]);
    assert_eq!(inferred(&store), INFERRED);
    store
}

fn inferred(store: &Store) -> Vec<String> {
    let mut values = values(store);
    values.retain(|value| value.starts_with("cats-vs-dogs "));
    values
}

fn correct(store: &mut Store, [document, figure, seen, text]: [&str; 4]) -> CorrectionId {
    let place = Place::Value { document: Some(document.into()), figure: figure.into(), attribute: "Score".into() };
    let correction = NewCorrection { place: &place, seen, text, editor: "Bo", note: None };
    store.correct(&correction, NOW).expect("corrected").0
}

fn document(store: &Store, slug: &str) -> Named<DocumentId> {
    let sql = "SELECT id FROM documents WHERE slug = ?1";
    Named { id: store.connection.query_row(sql, [slug], |row| row.get(0)).expect("there"), name: slug.into() }
}

fn merging(kind: NameKind) -> Merging<'static> {
    Merging { kind, editor: "Bo", note: None, now: NOW }
}

fn named(store: &Store, kind: NameKind, name: &str) -> Named {
    known::owner(&store.connection, kind, name).expect("asked").expect("there")
}

#[test]
fn a_page_without_a_figure_in_common_tells_nothing() {
    let mut store = Store::open_in_memory().expect("a base");
    let other = clear("pigs-vs-cows", ["Pigs", "Cows"], ["Score", "11", "122"]);
    import(&mut store, [&unclear("cats-vs-dogs", ["Cats", "Dogs"]), &other]);
    assert_eq!(inferred(&store), Vec::<String>::new());
    // Nor does one that says the same of the figure in the other column, or what was inferred itself.
    import(&mut store, [&clear("dogs-vs-cows", ["Dogs", "Cows"], ["Score", "11", "1"])]);
    import(&mut store, [&unclear("dogs-vs-cats", ["Dogs", "Cats"])]);
    let of = |slug: &str| values(&store).iter().filter(|value| value.starts_with(slug)).count();
    assert_eq!((of("cats-vs-dogs"), of("dogs-vs-cats")), (0, 2));
}

#[test]
fn what_it_rests_on_may_come_later_and_go() {
    let mut store = base();
    let number = correct(&mut store, ["cats-vs-cows", "Cats", "11", "12"]);
    assert_eq!(inferred(&store), Vec::<String>::new());
    store.revert(number, "Bo", Some("wrong"), NOW).expect("reverted");
    assert_eq!(inferred(&store), INFERRED);
    let forgetting = Forgetting { with_corrections: false, editor: "Bo", note: None, now: NOW };
    let other = document(&store, "cats-vs-cows");
    store.forget(std::slice::from_ref(&other), &forgetting).expect("forgotten");
    assert_eq!(inferred(&store), Vec::<String>::new());
    store.bring_back(&other, "Bo", NOW).expect("back");
    assert_eq!(inferred(&store), INFERRED);
    let changed = clear("cats-vs-cows", ["Cats", "Cows"], ["Score", "99", "7"]);
    import(&mut store, [&Document { content_hash: "9".repeat(64), ..changed }]);
    assert_eq!(inferred(&store), Vec::<String>::new());
    assert_judged(&store);
}

#[test]
fn a_decision_wins_and_a_correction_stays() {
    let mut store = base();
    let number = correct(&mut store, ["cats-vs-dogs", "Dogs", "122", "123"]);
    let split = Candidate::new("Score".into(), vec!["1112".into(), "2".into()]);
    let row: i64 = store.connection.query_row("SELECT id FROM unclear_rows", [], |row| row.get(0)).expect("a row");
    let settled = store.settle(UnclearRowId(row), &split, "Bo", NOW).expect("settled");
    assert_eq!(inferred(&store), ["cats-vs-dogs Score Cats 1112 settled", "cats-vs-dogs Score Dogs 123 corrected"]);
    store.unsettle(SettlementId(settled.number.0), "Bo", NOW).expect("unsettled");
    assert_eq!(inferred(&store), [INFERRED[0], "cats-vs-dogs Score Dogs 123 corrected"]);
    let other = document(&store, "cats-vs-cows");
    let forgetting = Forgetting { with_corrections: false, editor: "Bo", note: None, now: NOW };
    store.forget(std::slice::from_ref(&other), &forgetting).expect("forgotten");
    assert_eq!(inferred(&store), ["cats-vs-dogs Score Dogs 123 corrected"]);
    store.bring_back(&other, "Bo", NOW).expect("back");
    store.revert(number, "Bo", Some("wrong"), NOW).expect("reverted");
    assert_eq!(inferred(&store), INFERRED);
    assert_judged(&store);
}

#[test]
fn a_clear_row_takes_the_place_of_what_was_inferred() {
    let mut store = base();
    let now = clear("cats-vs-dogs", ["Cats", "Dogs"], ["Score", "1112", "2"]);
    import(&mut store, [&Document { content_hash: "9".repeat(64), ..now }]);
    assert_eq!(inferred(&store), ["cats-vs-dogs Score Cats 1112 stated", "cats-vs-dogs Score Dogs 2 stated"]);
}

#[test]
fn names_that_become_one_are_evidence_and_none_when_they_part() {
    let mut store = Store::open_in_memory().expect("a base");
    let other = clear("felines-vs-cows", ["Felines", "Cows"], ["Points", "11", "7"]);
    import(&mut store, [&unclear("cats-vs-dogs", ["Cats", "Dogs"]), &other]);
    let figure = named(&store, NameKind::Figure, "Cats");
    let old = named(&store, NameKind::Figure, "Felines");
    store.merge(&old, &figure, &merging(NameKind::Figure)).expect("merged");
    assert_eq!(inferred(&store), Vec::<String>::new());
    let attribute = named(&store, NameKind::Attribute, "Points");
    store.add_alias(&attribute, "Score", &merging(NameKind::Attribute)).expect("added");
    let as_points = INFERRED.map(|value| value.replace("Score", "Points"));
    assert_eq!(inferred(&store), as_points);
    assert_judged(&store);
    store.undo_merge("Felines", &merging(NameKind::Figure)).expect("undone");
    assert_eq!(inferred(&store), Vec::<String>::new());
    store.merge(&old, &figure, &merging(NameKind::Figure)).expect("merged");
    store.remove_alias("Score", &merging(NameKind::Attribute)).expect("removed");
    assert_eq!(inferred(&store), Vec::<String>::new());
    assert_judged(&store);
}

#[test]
fn an_attribute_that_was_only_inferred_can_be_merged() {
    let mut store = Store::open_in_memory().expect("a base");
    let elsewhere = Document {
        unclear: vec![UnclearRow {
            candidates: vec![
                Candidate {
                    fit: Some(Fit { score: 9, lead: 12 }),
                    ..Candidate::new("Mark".into(), vec!["SkyTeam".into(), "X".into()])
                },
                Candidate {
                    fit: Some(Fit { score: 9, lead: 12 }),
                    ..Candidate::new("MarkSky".into(), vec!["Team".into(), "X".into()])
                },
            ],
            raw: "MarkSkyTeamX".into(),
            position: 1,
            reason: "two splits fit equally well".into(),
        }],
        ..page("cats-vs-dogs", ["Cats", "Dogs"])
    };
    let other = clear("cats-vs-cows", ["Cats", "Cows"], ["Ally", "In SkyTeam", "None"]);
    import(&mut store, [&elsewhere, &other]);
    assert_eq!(inferred(&store), ["cats-vs-dogs Mark Cats SkyTeam inferred", "cats-vs-dogs Mark Dogs X inferred"]);
    let [old, into] = ["Mark", "Ally"].map(|name| named(&store, NameKind::Attribute, name));
    store.merge(&old, &into, &merging(NameKind::Attribute)).expect("merged");
    assert_eq!(inferred(&store), ["cats-vs-dogs Ally Cats SkyTeam inferred", "cats-vs-dogs Ally Dogs X inferred"]);
    assert_judged(&store);

    // Prose is evidence too, although no value changes.
    for (edition, summary, is_told) in [("1", "", false), ("2", "Cats are in SkyTeam.", true), ("3", "", false)] {
        let other = clear("cats-vs-cows", ["Cats", "Cows"], ["Ally", "None", "None"]);
        let other = Document { content_hash: edition.repeat(64), summary: summary.into(), ..other };
        import(&mut store, [&other]);
        assert_eq!(!inferred(&store).is_empty(), is_told, "{summary}");
    }
}

#[test]
fn of_two_rows_about_one_attribute_the_first_is_taken() {
    let row = |position, last: &str| UnclearRow {
        candidates: [["Mark", "SkyTeam"], ["MarkSky", "Team"]]
            .map(|[attribute, value]| Candidate {
                fit: Some(Fit { score: 9, lead: 12 }),
                ..Candidate::new(attribute.into(), vec![value.into(), last.into()])
            })
            .to_vec(),
        raw: format!("MarkSkyTeam{last}"),
        position,
        reason: "two splits fit equally well".into(),
    };
    let twice = Document { unclear: vec![row(1, "X"), row(2, "Y")], ..page("cats-vs-dogs", ["Cats", "Dogs"]) };
    let other = clear("cats-vs-cows", ["Cats", "Cows"], ["Ally", "In SkyTeam", "None"]);
    let mut store = Store::open_in_memory().expect("a base");
    import(&mut store, [&twice, &other]);
    assert_eq!(inferred(&store), ["cats-vs-dogs Mark Cats SkyTeam inferred", "cats-vs-dogs Mark Dogs X inferred"]);
    // Once it is there the attribute is known, and what was judged stays so.
    assert_judged(&store);
}

fn pages() -> impl Strategy<Value = Vec<Document>> {
    let figures = select(vec![["Cats", "Dogs"], ["Dogs", "Cows"], ["Cows", "Cats"], ["Pigs", "Hens"]]);
    let row = select(vec![["Score", "11", "122"], ["Score", "1112", "3"], ["Score", "5", "2"], ["Mark", "11", "2"]]);
    let page = (figures, row, any::<bool>());
    proptest::collection::vec(page, 1..7).prop_map(|pages| {
        let page = |(at, (figures, row, is_clear)): (usize, ([&str; 2], [&str; 3], bool))| {
            let slug = format!("page-{at}");
            if is_clear { clear(&slug, figures, row) } else { unclear(&slug, figures) }
        };
        pages.into_iter().enumerate().map(page).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// The same pages in another order, in one run or one each, give the same rows.
    #[test]
    fn the_order_of_pages_makes_no_difference(
        (pages, shuffled, runs) in pages().prop_flat_map(|pages| {
            (Just(pages.clone()), Just(pages).prop_shuffle(), 1_usize..4)
        }),
    ) {
        let mut one = Store::open_in_memory().expect("a base");
        import(&mut one, &pages);
        let mut other = Store::open_in_memory().expect("a base");
        for run in shuffled.chunks(runs) {
            import(&mut other, run);
        }
        prop_assert_eq!(values(&one), values(&other));
        // What was said then is what is found when it is done again.
        let past = other.as_of(NOW, None).expect("the past");
        prop_assert_eq!(values(&past), values(&other));
    }
}

#[test]
fn an_act_on_other_rows_leaves_what_is_inferred_whether_it_is_refused_or_done() {
    let mut store = Store::open_in_memory().expect("a base");
    let other = clear("cats-vs-cows", ["Cats", "Cows"], ["Score", "11", "7"]);
    let mut page = unclear("cats-vs-dogs", ["Cats", "Dogs"]);
    // What the second one's candidate says is not in its row.
    for (position, attribute, raw) in [(2, "Legs", "Legs44"), (3, "Tail", "Tail12")] {
        page.unclear.push(UnclearRow {
            position,
            raw: raw.into(),
            reason: "the cells run together".into(),
            candidates: vec![Candidate::new(attribute.into(), vec!["4".into(), "4".into()])],
        });
    }
    import(&mut store, [&page, &other]);
    for (raw, is_done) in [("Tail12", false), ("Legs44", true)] {
        let sql = "SELECT id FROM unclear_rows WHERE raw = ?1";
        let row: UnclearRowId = store.connection.query_row(sql, [raw], |row| row.get(0)).expect("there");
        let bulk = store.settle_firsts(&[row], usize::MAX, "Bo", NOW).expect("an act");
        assert_eq!((bulk.settled.len(), bulk.refused.len()), (usize::from(is_done), usize::from(!is_done)), "{raw}");
        let values = inferred(&store);
        assert!(INFERRED.iter().all(|value| values.iter().any(|there| there == value)), "{raw}: {values:?}");
        assert_judged(&store);
    }
}
