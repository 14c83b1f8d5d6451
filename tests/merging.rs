//! Merges that are undone in stack order give the base back, for arbitrary documents and merges.

use proptest::collection::vec;
use proptest::prelude::*;
use versus::error::{Error, Result};
use versus::model::{Document, Lookup, NameKind, Named, Passage, Row, Section};
use versus::output::{Format, Output, Settings};
use versus::service::tables;
use versus::store::{Concern, Finding, Importer, Level, Merging, PassageFilter, ReportFilter, Store};

const NOW: &str = "2026-01-02T03:04:05Z";
const FIGURES: [&str; 6] = ["Tea", "Green Tea", "Cha", "Coffee", "Kaffee", "Mate"];
const ATTRIBUTES: [&str; 4] = ["Homeland", "Origin", "Made from", "Made of"];

/// What a document is made of: two figures, and for each of its attributes whether each figure has a value.
type Shape = (usize, usize, Vec<(usize, bool, bool)>);

fn shapes() -> impl Strategy<Value = Vec<Shape>> {
    let rows = vec((0..ATTRIBUTES.len(), any::<bool>(), any::<bool>()), 0..4);
    vec((0..FIGURES.len(), 1..FIGURES.len(), rows), 1..7)
}

fn document(number: usize, (left, distance, rows): &Shape) -> Document {
    let figures = [FIGURES[*left], FIGURES[(left + distance) % FIGURES.len()]].map(String::from);
    let mut kept: Vec<Row> = Vec::new();
    for (attribute, first, second) in rows {
        let attribute = ATTRIBUTES[*attribute];
        if kept.iter().all(|row| row.attribute != attribute) {
            let value = |there: &bool| if *there { format!("said in {number}") } else { String::new() };
            let position = u32::try_from(kept.len() + 1).expect("few rows");
            kept.push(Row {
                position,
                attribute: attribute.into(),
                values: vec![value(first), value(second)],
                group: String::new(),
            });
        }
    }
    let passage = Passage { text: format!("Passage {number}."), figures: vec![figures[0].clone()] };
    Document {
        slug: format!("document-{number}"),
        title: figures.join(" vs. "),
        summary: String::new(),
        rows: kept,
        unclear: Vec::new(),
        sections: vec![Section { heading: "Taste".into(), passages: vec![passage] }],
        notice: String::new(),
        credits: Vec::new(),
        source: String::new(),
        content_hash: format!("{number:064x}"),
        layout: "plain".into(),
        address: None,
        figures: figures.to_vec(),
    }
}

/// Returns every table but the history of merges, as CSV.
fn exports(store: &Store) -> String {
    let mut bytes = Vec::new();
    let settings = Settings { format: Format::Csv, width: 80, color: false, terminal: false, spreadsheet: false };
    let mut output = Output::new(Box::new(&mut bytes), settings);
    let write = |output: &mut Output| -> Result<()> {
        tables::figures(store, output, "")?;
        tables::attributes(store, output, "")?;
        tables::values(store, output)?;
        tables::sections(store, output, &PassageFilter::default(), "")?;
        tables::documents(store, output)?;
        tables::reports(store, output, &ReportFilter::default())?;
        tables::corrections(store, output)?;
        tables::aliases(store, output, "", false)?;
        tables::preferences(store, output)?;
        output.flush()
    };
    write(&mut output).expect("exported");
    drop(output);
    String::from_utf8(bytes).expect("UTF-8")
}

fn named(store: &Store, kind: NameKind, name: &str) -> Option<Named> {
    found(store.named(kind, name))
}

fn found<Id>(lookup: Result<Lookup<Id>>) -> Option<Named<Id>> {
    if let Lookup::Found(named) = lookup.expect("asked") { Some(named) } else { None }
}

fn merging(kind: NameKind) -> Merging<'static> {
    Merging { kind, editor: "Bo", note: None, now: NOW }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn undoing_merges_last_first_gives_the_base_back(
        shapes in shapes(),
        preferred in vec((0..FIGURES.len(), 0..ATTRIBUTES.len(), 0..7_usize), 0..5),
        merges in vec((any::<bool>(), 0..6_usize, 0..6_usize), 1..8),
    ) {
        let mut store = Store::open_in_memory().expect("a base");
        store.write(|connection| {
            let mut importer = Importer::new(connection, NOW)?;
            shapes.iter().enumerate().try_for_each(|(number, shape)| importer.import(&document(number, shape)).map(drop))
        }).expect("imported");
        for (figure, attribute, document) in preferred {
            let figure = found(store.figure(FIGURES[figure]));
            let attribute = found(store.attribute(ATTRIBUTES[attribute]));
            let document = store.document(&format!("document-{document}")).expect("asked");
            if let (Some(figure), Some(attribute), Lookup::Found(document)) = (figure, attribute, document) {
                store.prefer((figure.id, attribute.id), document.id, ("Bo", None), NOW).expect("asked");
            }
        }
        let all: Vec<Concern> = Concern::all().collect();
        let mut done = Vec::new();
        for (is_attribute, old, into) in merges {
            let (kind, names) =
                if is_attribute { (NameKind::Attribute, &ATTRIBUTES[..]) } else { (NameKind::Figure, &FIGURES[..]) };
            let (old, into) = (names[old % names.len()], names[into % names.len()]);
            let (Some(old), Some(into)) = (named(&store, kind, old), named(&store, kind, into)) else { continue };
            if old == into {
                continue;
            }
            let before = exports(&store);
            match store.merge(&old, &into, &merging(kind)) {
                Ok(_) => done.push((kind, old.name, before)),
                Err(Error::Refused(_)) => prop_assert_eq!(exports(&store), before),
                Err(error) => panic!("{error:?}"),
            }
            let sound = |finding: &Finding| { assert_eq!(finding.level, Level::Work, "{finding:?}"); Ok(()) };
            prop_assert_eq!(store.check(&all, &mut { sound }).expect("checked"), None);
        }
        while let Some((kind, name, before)) = done.pop() {
            store.undo_merge(&name, &merging(kind)).expect("undone");
            prop_assert_eq!(exports(&store), before);
            prop_assert_eq!(named(&store, kind, &name).expect("back").name, name);
        }
    }
}
