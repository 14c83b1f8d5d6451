//! What a base says follows from its pages, the names that hold and the corrections that are active, whatever happened
//! before: arbitrary imports, aliases, merges, corrections and documents taken out and brought back, each with what undoes it.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use versus::command::shared::tables;
use versus::error::{Error, Result};
use versus::model::{Change, Document, Lookup, NameKind, Named, Passage, Place, Row, Section};
use versus::output::{Format, Output, Settings};
use versus::store::{Concern, Finding, Forgetting, Importer, Level, Merging, NewCorrection, PassageFilter, Store};

const NOW: &str = "2026-01-02T03:04:05Z";
const FIGURES: [&str; 5] = ["Tea", "Cha", "Coffee", "Kaffee", "Mate"];
const ATTRIBUTES: [&str; 4] = ["Homeland", "Origin", "Taste", "Price"];
const DOCUMENTS: usize = 3;

#[derive(Debug, Clone)]
enum Step {
    Import { document: usize, left: usize, distance: usize, rows: Vec<(usize, bool, bool)> },
    Merge { kind: NameKind, old: usize, into: usize },
    UndoMerge { kind: NameKind, old: usize },
    AddAlias { kind: NameKind, of: usize, alias: usize },
    RemoveAlias { kind: NameKind, alias: usize },
    Forget { document: usize },
    BringBack { document: usize },
    Correct { document: usize, figure: usize, attribute: usize },
    Revert { correction: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let kind = || prop_oneof![Just(NameKind::Figure), Just(NameKind::Attribute)];
    let name = || 0..FIGURES.len();
    let document = || 0..DOCUMENTS;
    let rows = vec((0..ATTRIBUTES.len(), any::<bool>(), any::<bool>()), 0..4);
    let step = prop_oneof![
        4 => (document(), name(), 1..FIGURES.len(), rows)
            .prop_map(|(document, left, distance, rows)| Step::Import { document, left, distance, rows }),
        3 => (kind(), name(), name()).prop_map(|(kind, old, into)| Step::Merge { kind, old, into }),
        2 => (kind(), name()).prop_map(|(kind, old)| Step::UndoMerge { kind, old }),
        1 => (kind(), name(), name()).prop_map(|(kind, of, alias)| Step::AddAlias { kind, of, alias }),
        1 => (kind(), name()).prop_map(|(kind, alias)| Step::RemoveAlias { kind, alias }),
        2 => document().prop_map(|document| Step::Forget { document }),
        2 => document().prop_map(|document| Step::BringBack { document }),
        3 => (document(), name(), 0..ATTRIBUTES.len())
            .prop_map(|(document, figure, attribute)| Step::Correct { document, figure, attribute }),
        1 => (0..6_usize).prop_map(|correction| Step::Revert { correction }),
    ];
    vec(step, 1..24)
}

fn name_of(kind: NameKind, number: usize) -> &'static str {
    let names = if kind == NameKind::Figure { &FIGURES[..] } else { &ATTRIBUTES[..] };
    names[number % names.len()]
}

/// A page that is told by its address, so that it stays one document whatever it compares. Every import says something new.
fn page(number: usize, edition: usize, left: usize, distance: usize, rows: &[(usize, bool, bool)]) -> Document {
    let figures = [FIGURES[left], FIGURES[(left + distance) % FIGURES.len()]].map(String::from);
    let mut kept: Vec<Row> = Vec::new();
    for (attribute, first, second) in rows {
        let attribute = ATTRIBUTES[*attribute];
        if kept.iter().all(|row| row.attribute != attribute) {
            let value = |there: &bool| if *there { format!("edition {edition}") } else { String::new() };
            let position = u32::try_from(kept.len() + 1).expect("few rows");
            kept.push(Row { position, attribute: attribute.into(), values: vec![value(first), value(second)] });
        }
    }
    let passage = Passage { text: format!("{} in edition {edition}.", figures[0]), figures: vec![figures[0].clone()] };
    Document {
        slug: format!("document-{number}"),
        title: figures.join(" vs. "),
        summary: String::new(),
        rows: kept,
        unclear: Vec::new(),
        sections: vec![Section { heading: "Taste".into(), passages: vec![passage] }],
        notice: String::new(),
        credits: Vec::new(),
        source: format!("https://drinks.example/document-{number}"),
        content_hash: format!("{number:032x}{edition:032x}"),
        layout: "plain".into(),
        address: Some(format!("https://drinks.example/document-{number}")),
        figures: figures.to_vec(),
    }
}

/// What happened to names and still holds, oldest first.
#[derive(Debug, Clone, PartialEq)]
enum NameEvent {
    Alias(NameKind, String, &'static str),
    Merge(NameKind, &'static str, String),
}

/// A correction that was not reverted, with the names by which its page called the cell last.
#[derive(Debug)]
struct Corrected {
    number: i64,
    document: usize,
    figure: String,
    attribute: String,
    text: String,
}

struct World {
    store: Store,
    pages: BTreeMap<usize, (Document, bool)>,
    names: Vec<NameEvent>,
    corrections: Vec<Corrected>,
    edition: usize,
}

fn named(store: &Store, kind: NameKind, name: &str) -> Option<Named> {
    let lookup = match kind {
        NameKind::Figure => store.figure(name),
        NameKind::Attribute => store.attribute(name),
    };
    if let Lookup::Found(named) = lookup.expect("asked") { Some(named) } else { None }
}

fn slug(document: usize) -> String {
    format!("document-{document}")
}

fn refused<T>(result: Result<T>) -> Option<T> {
    match result {
        Ok(done) => Some(done),
        Err(Error::Refused(_)) => None,
        Err(error) => panic!("{error:?}"),
    }
}

fn import(store: &mut Store, document: &Document) -> Change {
    store
        .write(|connection| {
            let mut importer = Importer::new(connection, NOW)?;
            let change = importer.import(document)?;
            importer.finish(&mut |_| {})?;
            Ok(change)
        })
        .expect("imported")
}

fn merging(kind: NameKind) -> Merging<'static> {
    Merging { kind, editor: "Bo", note: None, now: NOW }
}

impl World {
    fn take(&mut self, step: Step) {
        match step {
            Step::Import { document, left, distance, rows } => {
                self.edition += 1;
                let page = page(document, self.edition, left, distance, &rows);
                if let Change::OneFigureTwice { .. } = import(&mut self.store, &page) {
                    return;
                }
                self.rename_corrections(document, &page);
                self.pages.insert(document, (page, true));
            }
            Step::Merge { kind, old, into } => {
                let (old_name, into) = (name_of(kind, old), name_of(kind, into));
                let (Some(old), Some(into)) = (named(&self.store, kind, old_name), named(&self.store, kind, into))
                else {
                    return;
                };
                if old != into
                    && old.name == old_name
                    && refused(self.store.merge(&old, &into, &merging(kind))).is_some()
                {
                    self.names.push(NameEvent::Merge(kind, old_name, into.name));
                }
            }
            Step::UndoMerge { kind, old } => {
                let name = name_of(kind, old);
                if refused(self.store.undo_merge(name, &merging(kind))).is_some() {
                    let is_it = |event: &NameEvent| matches!(event, NameEvent::Merge(of, old, _) if *of == kind && *old == name);
                    let last = self.names.iter().rposition(is_it).expect("a merge that holds");
                    self.names.remove(last);
                }
            }
            Step::AddAlias { kind, of, alias } => {
                let alias = name_of(kind, alias);
                let Some(of) = named(&self.store, kind, name_of(kind, of)) else { return };
                if refused(self.store.add_alias(kind, &of, alias)) == Some(true) {
                    self.names.push(NameEvent::Alias(kind, of.name, alias));
                }
            }
            Step::RemoveAlias { kind, alias } => {
                let alias = name_of(kind, alias);
                // What was called so stays with the figure, which a base that is made anew cannot know.
                let is_used = self.pages.values().any(|(page, _)| calls(page, kind, alias));
                if !is_used && refused(self.store.remove_alias(kind, alias)).is_some() {
                    self.names.retain(
                        |event| !matches!(event, NameEvent::Alias(of, _, name) if *of == kind && *name == alias),
                    );
                }
            }
            Step::Forget { document } => {
                let Lookup::Found(found) = self.store.document(&slug(document)).expect("asked") else { return };
                let forgetting = Forgetting { with_corrections: true, editor: "Bo", note: None, now: NOW };
                self.store.forget(&[found], &forgetting).expect("forgotten");
                self.pages.get_mut(&document).expect("a page").1 = false;
            }
            Step::BringBack { document } => {
                let Lookup::Found(found) = self.store.forgotten(&slug(document)).expect("asked") else { return };
                if refused(self.store.bring_back(&found, "Bo", NOW)).is_some() {
                    let page = self.pages.get_mut(&document).expect("a page");
                    page.1 = true;
                    let page = page.0.clone();
                    self.rename_corrections(document, &page);
                }
            }
            Step::Correct { document, figure, attribute } => self.correct(document, figure, attribute),
            Step::Revert { correction } => {
                if let Some(number) = self.corrections.get(correction).map(|correction| correction.number) {
                    if refused(self.store.revert(number, "Bo", "no", NOW)).is_some() {
                        self.corrections.remove(correction);
                    }
                }
            }
        }
    }

    fn correct(&mut self, document: usize, figure: usize, attribute: usize) {
        let Some((page, true)) = self.pages.get(&document) else { return };
        let Some(figure) = page.figures.get(figure % 2) else { return };
        let Some(row) = page.rows.get(attribute % page.rows.len().max(1)) else { return };
        let figure_of = named(&self.store, NameKind::Figure, figure).expect("a figure");
        // A row without values leaves no attribute behind.
        let Some(attribute_of) = named(&self.store, NameKind::Attribute, &row.attribute) else { return };
        let place =
            Place::Value { document: Some(slug(document)), figure: figure_of.name, attribute: attribute_of.name };
        let seen = self.reads(&place);
        let text = format!("corrected {}", self.corrections.len() + 100 * self.edition);
        let correction = NewCorrection { place: &place, seen: &seen, text: &text, editor: "Bo", note: None };
        let Some((number, _)) = refused(self.store.correct(&correction, NOW)) else { return };
        // A correction in the same place gives way.
        let (figure, attribute) = (figure.clone(), row.attribute.clone());
        let same = |kind, one: &str, other: &str| named(&self.store, kind, one) == named(&self.store, kind, other);
        let is_there = |other: &Corrected| {
            other.document == document
                && same(NameKind::Figure, &other.figure, &figure)
                && same(NameKind::Attribute, &other.attribute, &attribute)
        };
        let gone: Vec<i64> =
            self.corrections.iter().filter(|other| is_there(other)).map(|other| other.number).collect();
        self.corrections.retain(|other| !gone.contains(&other.number));
        self.corrections.push(Corrected { number, document, figure, attribute, text });
    }

    fn reads(&self, place: &Place) -> String {
        let Place::Value { document: Some(document), figure, attribute } = place else { panic!("{place:?}") };
        let mut read = String::new();
        self.store
            .each_value(|value| {
                if (value.document, value.figure, value.attribute) == (document, figure, attribute) {
                    read = value.value.to_owned();
                }
                Ok(())
            })
            .expect("read");
        read
    }

    /// A page that has what a correction is about, by whatever name, gives it that name.
    fn rename_corrections(&mut self, document: usize, page: &Document) {
        let owner = |kind, name: &str| named(&self.store, kind, name).map(|named| named.name);
        for correction in self.corrections.iter_mut().filter(|correction| correction.document == document) {
            let figure = owner(NameKind::Figure, &correction.figure);
            let attribute = owner(NameKind::Attribute, &correction.attribute);
            let Some(column) = page.figures.iter().position(|name| owner(NameKind::Figure, name) == figure) else {
                continue;
            };
            let is_there =
                |row: &&Row| owner(NameKind::Attribute, &row.attribute) == attribute && !row.values[column].is_empty();
            if let Some(row) = page.rows.iter().find(is_there) {
                correction.figure.clone_from(&page.figures[column]);
                correction.attribute.clone_from(&row.attribute);
            }
        }
    }

    /// A base that is made anew: the names that hold, then the pages that are there.
    fn anew(&self) -> Store {
        let mut store = Store::open_in_memory().expect("a base");
        let make = |store: &mut Store, kind, name: &str| {
            store.write(|connection| Importer::new(connection, NOW)?.make_name(kind, name)).expect("a name");
            named(store, kind, name).expect("a name")
        };
        for event in &self.names {
            match event {
                NameEvent::Alias(kind, of, alias) => {
                    let of = make(&mut store, *kind, of);
                    store.add_alias(*kind, &of, alias).expect("an alias");
                }
                NameEvent::Merge(kind, old, into) => {
                    let (old, into) = (make(&mut store, *kind, old), make(&mut store, *kind, into));
                    store.merge(&old, &into, &merging(*kind)).expect("merged");
                }
            }
        }
        for (page, _) in self.pages.values().filter(|(_, is_there)| *is_there) {
            assert!(matches!(import(&mut store, page), Change::New), "{page:?}");
        }
        store
    }

    fn check(&mut self) {
        let all: Vec<Concern> = Concern::all().collect();
        let mut unclear = Vec::new();
        let mut visit = |finding: &Finding| {
            assert_eq!(finding.level, Level::Work, "{finding:?}");
            if finding.concern == Concern::Unclear {
                unclear.push(finding.place.clone());
            }
            Ok(())
        };
        assert_eq!(self.store.check(&all, &mut visit).expect("checked"), None);
        // A row that states a cell twice under the names of its import is unclear until the page is imported again.
        if unclear.is_empty() {
            let anew = self.anew();
            let store = std::mem::replace(&mut self.store, anew).as_stated(true);
            let states = stated(&store);
            let anew = std::mem::replace(&mut self.store, store.as_stated(false));
            assert_eq!(states, stated(&anew), "{:?}\n{:?}", self.names, self.pages);
        }
        for Corrected { document, figure, attribute, text, .. } in &self.corrections {
            if self.pages[document].1 {
                let owner = |kind, name: &str| named(&self.store, kind, name).expect("a name").name;
                let place = Place::Value {
                    document: Some(slug(*document)),
                    figure: owner(NameKind::Figure, figure),
                    attribute: owner(NameKind::Attribute, attribute),
                };
                assert_eq!(self.reads(&place), *text, "{place:?}");
            }
        }
    }
}

fn calls(page: &Document, kind: NameKind, name: &str) -> bool {
    match kind {
        NameKind::Figure => page.figures.iter().any(|figure| figure == name),
        NameKind::Attribute => page.rows.iter().any(|row| row.attribute == name),
    }
}

/// Returns what documents state, sorted by document.
fn stated(store: &Store) -> String {
    let mut bytes = Vec::new();
    let settings = Settings { format: Format::Csv, width: 80, color: false, terminal: false, spreadsheet: false };
    let mut output = Output::new(Box::new(&mut bytes), settings);
    let write = |output: &mut Output| -> Result<()> {
        tables::sections(store, output, &PassageFilter::default(), "")?;
        output.flush()
    };
    write(&mut output).expect("exported");
    drop(output);
    let mut lines: Vec<String> = String::from_utf8(bytes).expect("UTF-8").lines().map(String::from).collect();
    store
        .each_value(|value| {
            lines.push(format!(
                "{} {} {} {} {}",
                value.document, value.position, value.attribute, value.figure, value.value
            ));
            Ok(())
        })
        .expect("read");
    lines.sort();
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_a_base_says_follows_from_pages_names_and_corrections(steps in steps()) {
        let mut world = World {
            store: Store::open_in_memory().expect("a base"),
            pages: BTreeMap::new(),
            names: Vec::new(),
            corrections: Vec::new(),
            edition: 0,
        };
        for step in steps {
            world.take(step);
            world.check();
        }
    }
}
