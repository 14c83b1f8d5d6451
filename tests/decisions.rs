//! What a base says follows from its pages, the names that hold and the decisions that are active, whatever happened before,
//! and what it said then can be asked for ever after: arbitrary imports, aliases, merges, settled rows, corrections,
//! preferences and documents taken out and brought back, each with what undoes it.

use std::collections::BTreeMap;
use std::fs;

use proptest::collection::vec;
use proptest::prelude::*;
use versus::error::{Error, Result};
use versus::model::{
    AttributeId, BatchId, Candidate, Change, CorrectionId, Document, Lookup, NameKind, Named, NewReport, Passage,
    Place, Problem, Row, Section, TextStatus, UnclearRow,
};
use versus::output::{Format, Output, Settings};
use versus::service::{package, tables};
use versus::store::{
    Acceptance, Concern, Filed, Finding, Forgetting, Importer, Level, Merging, NewCorrection, Outcome, PassageFilter,
    Store,
};

const FIGURES: [&str; 5] = ["Tea", "Cha", "Coffee", "Kaffee", "Mate"];
const ATTRIBUTES: [&str; 4] = ["Homeland", "Origin", "Taste", "Price"];
const DOCUMENTS: usize = 3;

#[derive(Debug, Clone)]
enum Step {
    Import { document: usize, left: usize, distance: usize, rows: Vec<(usize, bool, bool)>, unclear: bool },
    Merge { kind: NameKind, old: usize, into: usize },
    UndoMerge { kind: NameKind, old: usize },
    AddAlias { kind: NameKind, of: usize, alias: usize },
    RemoveAlias { kind: NameKind, alias: usize },
    Forget { document: usize },
    BringBack { document: usize },
    Correct { document: usize, figure: usize, attribute: usize },
    Revert { correction: usize },
    Settle { row: usize, is_second: bool },
    Unsettle { decision: usize },
    SettleFirsts { most: usize },
    UnsettleBatch { batch: i64 },
    Prefer { document: usize, figure: usize, attribute: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let kind = || prop_oneof![Just(NameKind::Figure), Just(NameKind::Attribute)];
    let name = || 0..FIGURES.len();
    let document = || 0..DOCUMENTS;
    let rows = vec((0..ATTRIBUTES.len(), any::<bool>(), any::<bool>()), 0..4);
    let step = prop_oneof![
        4 => (document(), name(), 1..FIGURES.len(), rows, any::<bool>()).prop_map(
            |(document, left, distance, rows, unclear)| Step::Import { document, left, distance, rows, unclear }
        ),
        3 => (kind(), name(), name()).prop_map(|(kind, old, into)| Step::Merge { kind, old, into }),
        2 => (kind(), name()).prop_map(|(kind, old)| Step::UndoMerge { kind, old }),
        1 => (kind(), name(), name()).prop_map(|(kind, of, alias)| Step::AddAlias { kind, of, alias }),
        1 => (kind(), name()).prop_map(|(kind, alias)| Step::RemoveAlias { kind, alias }),
        2 => document().prop_map(|document| Step::Forget { document }),
        2 => document().prop_map(|document| Step::BringBack { document }),
        3 => (document(), name(), 0..ATTRIBUTES.len())
            .prop_map(|(document, figure, attribute)| Step::Correct { document, figure, attribute }),
        1 => (0..6_usize).prop_map(|correction| Step::Revert { correction }),
        2 => (0..4_usize, any::<bool>()).prop_map(|(row, is_second)| Step::Settle { row, is_second }),
        1 => (0..4_usize).prop_map(|decision| Step::Unsettle { decision }),
        1 => (1..3_usize).prop_map(|most| Step::SettleFirsts { most }),
        1 => (1..4_i64).prop_map(|batch| Step::UnsettleBatch { batch }),
        1 => (document(), name(), 0..ATTRIBUTES.len())
            .prop_map(|(document, figure, attribute)| Step::Prefer { document, figure, attribute }),
    ];
    vec(step, 1..24)
}

fn name_of(kind: NameKind, number: usize) -> &'static str {
    let names = if kind == NameKind::Figure { &FIGURES[..] } else { &ATTRIBUTES[..] };
    names[number % names.len()]
}

/// A page that is told by its address, so that it stays one document whatever it compares. Every import says something new.
fn page(
    number: usize,
    edition: usize,
    [left, distance]: [usize; 2],
    rows: &[(usize, bool, bool)],
    unclear: bool,
) -> Document {
    let figures = [FIGURES[left], FIGURES[(left + distance) % FIGURES.len()]].map(String::from);
    let mut kept: Vec<Row> = Vec::new();
    for (attribute, first, second) in rows {
        let attribute = ATTRIBUTES[*attribute];
        if kept.iter().all(|row| row.attribute != attribute) {
            let value = |there: &bool| if *there { format!("edition {edition}") } else { String::new() };
            let position = u32::try_from(kept.len() + 1).expect("few rows");
            kept.push(Row {
                position,
                attribute: attribute.into(),
                values: vec![value(first), value(second)],
                group: String::new(),
            });
        }
    }
    let kept_rows = u32::try_from(kept.len()).expect("few rows");
    let passage = Passage { text: format!("{} in edition {edition}.", figures[0]), figures: vec![figures[0].clone()] };
    Document {
        slug: format!("document-{number}"),
        title: figures.join(" vs. "),
        summary: String::new(),
        rows: kept,
        unclear: if unclear { vec![unclear_row(kept_rows)] } else { Vec::new() },
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

/// A row that can be told apart in two ways.
fn unclear_row(above: u32) -> UnclearRow {
    let candidate = |values: [&str; 2]| Candidate::new("Score".into(), values.map(String::from).to_vec());
    UnclearRow {
        position: above + 1,
        raw: "Score111".into(),
        reason: "the cells run together".into(),
        candidates: vec![candidate(["1", "11"]), candidate(["11", "1"])],
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
    number: CorrectionId,
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
    /// The present moment.
    now: String,
    /// What was printed at each moment.
    printed: Vec<(String, String)>,
}

fn named(store: &Store, kind: NameKind, name: &str) -> Option<Named> {
    found(store.named(kind, name))
}

fn found<Id>(lookup: Result<Lookup<Id>>) -> Option<Named<Id>> {
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

fn import(store: &mut Store, document: &Document, now: &str) -> Change {
    store
        .write(|connection| {
            let mut importer = Importer::new(connection, now)?;
            let change = importer.import(document)?;
            importer.finish(&mut |_| {})?;
            Ok(change)
        })
        .expect("imported")
}

fn merging(kind: NameKind, now: &str) -> Merging<'_> {
    Merging { kind, editor: "Bo", note: None, now }
}

impl World {
    fn take(&mut self, step: Step) {
        let now = self.now.clone();
        match step {
            Step::Import { document, left, distance, rows, unclear } => {
                self.edition += 1;
                let page = page(document, self.edition, [left, distance], &rows, unclear);
                if let Change::OneFigureTwice { .. } = import(&mut self.store, &page, &now) {
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
                    && refused(self.store.merge(&old, &into, &merging(kind, &now))).is_some()
                {
                    self.names.push(NameEvent::Merge(kind, old_name, into.name));
                }
            }
            Step::UndoMerge { kind, old } => {
                let name = name_of(kind, old);
                if refused(self.store.undo_merge(name, &merging(kind, &now))).is_some() {
                    let is_it = |event: &NameEvent| matches!(event, NameEvent::Merge(of, old, _) if *of == kind && *old == name);
                    let last = self.names.iter().rposition(is_it).expect("a merge that holds");
                    self.names.remove(last);
                }
            }
            Step::AddAlias { kind, of, alias } => {
                let alias = name_of(kind, alias);
                let Some(of) = named(&self.store, kind, name_of(kind, of)) else { return };
                if refused(self.store.add_alias(&of, alias, &merging(kind, &now))) == Some(true) {
                    self.names.push(NameEvent::Alias(kind, of.name, alias));
                }
            }
            Step::RemoveAlias { kind, alias } => {
                let alias = name_of(kind, alias);
                // What was called so stays with the figure, which a base that is made anew cannot know.
                let is_used = self.pages.values().any(|(page, _)| calls(page, kind, alias));
                if !is_used && refused(self.store.remove_alias(alias, &merging(kind, &now))).is_some() {
                    self.names.retain(
                        |event| !matches!(event, NameEvent::Alias(of, _, name) if *of == kind && *name == alias),
                    );
                }
            }
            Step::Forget { document } => {
                let Lookup::Found(found) = self.store.document(&slug(document)).expect("asked") else { return };
                let forgetting = Forgetting { with_corrections: true, editor: "Bo", note: None, now: &now };
                self.store.forget(&[found], &forgetting).expect("forgotten");
                self.pages.get_mut(&document).expect("a page").1 = false;
            }
            Step::BringBack { document } => {
                let Lookup::Found(found) = self.store.forgotten(&slug(document)).expect("asked") else { return };
                if refused(self.store.bring_back(&found, "Bo", &now)).is_some() {
                    let page = self.pages.get_mut(&document).expect("a page");
                    page.1 = true;
                    let page = page.0.clone();
                    self.rename_corrections(document, &page);
                }
            }
            Step::Correct { document, figure, attribute } => self.correct(document, figure, attribute),
            Step::Settle { row, is_second } => self.settle(row, is_second),
            Step::Unsettle { decision } => {
                let mut decisions = Vec::new();
                self.store
                    .each_settled_row(|record| {
                        decisions.push(record.number);
                        Ok(())
                    })
                    .expect("read");
                if let Some(number) = decisions.get(decision) {
                    self.store.unsettle(*number, "Bo", &now).expect("taken back");
                }
            }
            Step::SettleFirsts { most } => self.settle_firsts(most),
            Step::UnsettleBatch { batch } => self.unsettle_batch(BatchId(batch)),
            Step::Prefer { document, figure, attribute } => {
                let Lookup::Found(document) = self.store.document(&slug(document)).expect("asked") else { return };
                let figure = found(self.store.figure(FIGURES[figure]));
                let attribute = found(self.store.attribute(ATTRIBUTES[attribute]));
                if let (Some(figure), Some(attribute)) = (figure, attribute) {
                    self.store.prefer((figure.id, attribute.id), document.id, ("Bo", None), &now).expect("asked");
                }
            }
            Step::Revert { correction } => {
                if let Some(number) = self.corrections.get(correction).map(|correction| correction.number)
                    && refused(self.store.revert(number, "Bo", Some("no"), &now)).is_some()
                {
                    self.corrections.remove(correction);
                }
            }
        }
    }

    fn settle_firsts(&mut self, most: usize) {
        let mut rows = Vec::new();
        self.store
            .each_unclear_row(false, |record| {
                rows.push(record.id);
                Ok(())
            })
            .expect("read");
        let plan = self.store.plan_firsts(&rows, most, "Bo", &self.now).expect("planned");
        assert_eq!(self.store.settle_firsts(&rows, most, "Bo", &self.now).expect("settled"), plan);
    }

    fn unsettle_batch(&mut self, batch: BatchId) {
        match self.store.unsettle_batch(batch, "Bo", &self.now) {
            Ok(_) | Err(Error::UnknownBatch { .. } | Error::Refused(_)) => {}
            Err(error) => panic!("{error}"),
        }
    }

    fn settle(&mut self, row: usize, is_second: bool) {
        let mut rows = Vec::new();
        self.store
            .each_unclear_row(false, |record| {
                rows.push(record.clone());
                Ok(())
            })
            .expect("read");
        let Some(record) = rows.get(row) else { return };
        if let Some(candidate) = record.row.candidates.get(usize::from(is_second)) {
            refused(self.store.settle(record.id, candidate, "Bo", &self.now));
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
        let (figure, attribute) = (figure.clone(), row.attribute.clone());
        // Every other one answers a report.
        let number = if self.edition.is_multiple_of(2) {
            let correction = NewCorrection { place: &place, seen: &seen, text: &text, editor: "Bo", note: None };
            let Some((number, _)) = refused(self.store.correct(&correction, &self.now)) else { return };
            number
        } else {
            self.accept(place, seen, &text)
        };
        // A correction in the same place gives way.
        let same = |kind, one: &str, other: &str| named(&self.store, kind, one) == named(&self.store, kind, other);
        let is_there = |other: &Corrected| {
            other.document == document
                && same(NameKind::Figure, &other.figure, &figure)
                && same(NameKind::Attribute, &other.attribute, &attribute)
        };
        let gone: Vec<CorrectionId> =
            self.corrections.iter().filter(|other| is_there(other)).map(|other| other.number).collect();
        self.corrections.retain(|other| !gone.contains(&other.number));
        self.corrections.push(Corrected { number, document, figure, attribute, text });
    }

    fn accept(&mut self, place: Place, seen: String, text: &str) -> CorrectionId {
        let report = NewReport {
            place,
            is_missing: seen.is_empty(),
            about: None,
            problem: Problem::Wrong,
            quote: None,
            seen,
            proposed: Some(text.to_owned()),
            comment: None,
            evidence: None,
            reporter: None,
        };
        let (Filed::New(number) | Filed::Supported { number }) =
            self.store.file_report(&report, &self.now).expect("filed")
        else {
            panic!("{report:?}")
        };
        let acceptance = Acceptance { number, text: None, whole: false, document: None, note: None, editor: "Ada" };
        match self.store.accept_report(&acceptance, &self.now).expect("accepted") {
            Outcome::Accepted(accepted) => accepted.correction,
            Outcome::Moved { .. } => panic!("{report:?}"),
        }
    }

    fn reads(&self, place: &Place) -> String {
        let Place::Value { document: Some(document), figure, attribute } = place else { panic!("{place:?}") };
        let mut read = String::new();
        self.store
            .each_value(|value| {
                if (value.document, value.figure, value.attribute) == (document, figure, attribute) {
                    value.value.clone_into(&mut read);
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

    /// Whatever was printed at a moment can be printed again, of all figures and of any one of them.
    fn ensure_past(&self) {
        for ((moment, said), figure) in self.printed.iter().zip(FIGURES.into_iter().cycle()) {
            let past = self.store.as_of(moment, None).expect("the base as it was");
            assert_eq!(printed(&past), *said, "at {moment}");
            let narrow = self.store.as_of(moment, Some(&[figure])).expect("the base as it was");
            assert_eq!(shown(&narrow, figure), shown(&past, figure), "{figure} at {moment}");
        }
    }

    /// A base that is made anew: the names that hold, then the pages that are there.
    fn anew(&self) -> Store {
        let mut store = Store::open_in_memory().expect("a base");
        let make = |store: &mut Store, kind, name: &str| {
            store.write(|connection| Importer::new(connection, &self.now)?.make_name(kind, name)).expect("a name");
            named(store, kind, name).expect("a name")
        };
        for event in &self.names {
            match event {
                NameEvent::Alias(kind, of, alias) => {
                    let of = make(&mut store, *kind, of);
                    store.add_alias(&of, alias, &merging(*kind, &self.now)).expect("an alias");
                }
                NameEvent::Merge(kind, old, into) => {
                    let (old, into) = (make(&mut store, *kind, old), make(&mut store, *kind, into));
                    store.merge(&old, &into, &merging(*kind, &self.now)).expect("merged");
                }
            }
        }
        for (page, _) in self.pages.values().filter(|(_, is_there)| *is_there) {
            assert!(matches!(import(&mut store, page, &self.now), Change::New), "{page:?}");
        }
        store
    }

    fn check(&mut self) {
        let all: Vec<Concern> = Concern::all().collect();
        let mut repeated = Vec::new();
        let mut visit = |finding: &Finding| {
            assert_eq!(finding.level, Level::Work, "{finding:?}");
            if finding.concern == Concern::Unclear && finding.details.contains("already") {
                repeated.push(finding.place.clone());
            }
            Ok(())
        };
        assert_eq!(self.store.check(&all, &mut visit).expect("checked"), None);
        // A row that states a cell twice under the names of its import is unclear until the page is imported again.
        if repeated.is_empty() {
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

/// Returns the files of a package of a base, and the base that is made of it.
fn through_package(store: &Store) -> (BTreeMap<String, Vec<u8>>, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    package::write(store, folder.path()).expect("written");
    let mut unpacked = Store::open_in_memory().expect("a base");
    package::read(&mut unpacked, folder.path(), false, || Ok(())).expect("read");
    let files = fs::read_dir(folder.path()).expect("a folder").map(|entry| entry.expect("a file"));
    let read = |entry: fs::DirEntry| {
        (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file"))
    };
    (files.map(read).collect(), unpacked)
}

fn calls(page: &Document, kind: NameKind, name: &str) -> bool {
    match kind {
        NameKind::Figure => page.figures.iter().any(|figure| figure == name),
        NameKind::Attribute => page.rows.iter().any(|row| row.attribute == name),
    }
}

fn exported(write: impl FnOnce(&mut Output) -> Result<()>) -> String {
    let mut bytes = Vec::new();
    let settings = Settings { format: Format::Csv, width: 80, color: false, terminal: false, spreadsheet: false };
    let mut output = Output::new(Box::new(&mut bytes), settings);
    write(&mut output).and_then(|()| output.flush()).expect("exported");
    drop(output);
    String::from_utf8(bytes).expect("UTF-8")
}

/// Returns every table but those of reports and of history.
fn printed(store: &Store) -> String {
    exported(|output| {
        tables::figures(store, output, "")?;
        tables::attributes(store, output, "")?;
        tables::values(store, output)?;
        tables::sections(store, output, &PassageFilter::default(), "")?;
        tables::documents(store, output)?;
        tables::aliases(store, output, "", false)?;
        tables::corrections(store, output)?;
        tables::merges(store, output)?;
        tables::preferences(store, output)?;
        store.each_settled_row(|record| {
            output.line(&format!("{:?} {} {}", record.split, record.document, record.state.as_str()))
        })
    })
}

/// Returns all values of a figure.
fn shown(store: &Store, figure: &str) -> String {
    let Some(figure) = found(store.figure(figure)) else { return String::new() };
    let mut values = store.values_of_figure(figure.id).expect("read");
    // Rows of names are others in each base.
    for value in &mut values {
        value.attribute_id = AttributeId(0);
    }
    format!("{} {values:?}", figure.name)
}

/// Returns what documents state, sorted.
fn stated(store: &Store) -> String {
    let sections = exported(|output| tables::sections(store, output, &PassageFilter::default(), "").map(drop));
    let mut lines: Vec<String> = sections.lines().map(String::from).collect();
    store
        .each_value(|value| {
            // What people told apart is a decision, and no statement.
            if value.status == TextStatus::Stated {
                let texts = [value.document, value.attribute, value.figure, value.value];
                lines.push(format!("{} {texts:?}", value.position));
            }
            Ok(())
        })
        .expect("read");
    lines.sort();
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_a_base_says_follows_from_pages_names_and_corrections(steps in steps()) {
        let mut world = World {
            store: Store::open_in_memory().expect("a base"),
            pages: BTreeMap::new(),
            names: Vec::new(),
            corrections: Vec::new(),
            edition: 0,
            now: String::new(),
            printed: Vec::new(),
        };
        for (step, minute) in steps.into_iter().zip(1..) {
            world.now = format!("2026-01-02T03:{minute:02}:05Z");
            world.take(step);
            world.check();
            world.printed.push((world.now.clone(), printed(&world.store)));
        }
        world.ensure_past();
        let (package, unpacked) = through_package(&world.store);
        prop_assert_eq!(printed(&unpacked), printed(&world.store));
        prop_assert_eq!(package, through_package(&unpacked).0);
        // What was taken along goes on as before.
        world.store = unpacked;
        world.check();
        world.ensure_past();
    }
}
