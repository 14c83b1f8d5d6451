//! Whatever people and imports do in whatever order, the base reads as a simple model in memory says.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use sha2::{Digest, Sha256};

use versus::model::{
    Because, CorrectionId, Document, DocumentId, Lookup, Named, NewReport, Passage, Place, Problem, ReportId,
    ReportStatus, Row, Section, TextStatus,
};
use versus::store::{
    Acceptance, Concern, Filed, Finding, Importer, Level, NewCorrection, Outcome, PassageFilter, Store,
};

use crate::sandbox::ensure_index_in_step;

const ATTRIBUTES: [&str; 3] = ["Caffeine", "Homeland", "Taste"];
const HEADING: &str = "Habits";
/// Beginnings that tell passages apart; what follows is a variant of the same passage.
const PASSAGES: [&str; 3] = [
    "people who drink it at noon sit under trees near the river",
    "merchants carried heavy chests across seven seas for little money",
    "a kettle whistles when steam finds its narrow way out",
];

fn value(figure: &str, attribute: &str) -> Place {
    Place::Value { document: Some("drinks".into()), figure: figure.into(), attribute: attribute.into() }
}

/// One state of the page. A text is a number; 0 is nothing.
#[derive(Debug, Clone)]
struct Page {
    /// Whether the second column is Mate instead of Coffee.
    mate: bool,
    summary: u8,
    cells: [[u8; 2]; 3],
    /// Which passages, in which variant.
    passages: Vec<(usize, u8)>,
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

impl Page {
    fn figures(&self) -> [&'static str; 2] {
        ["Tea", if self.mate { "Mate" } else { "Coffee" }]
    }

    fn document(&self) -> Document {
        let figures = self.figures().map(String::from);
        let rows = ATTRIBUTES.iter().zip(&self.cells).zip(1..).map(|((attribute, cells), position)| Row {
            position,
            attribute: (*attribute).into(),
            values: cells.iter().map(|text| said(*text)).collect(),
            group: String::new(),
        });
        let passages: Vec<Passage> = self
            .passages
            .iter()
            .map(|(which, variant)| Passage { text: passage(*which, *variant), figures: vec!["Tea".into()] })
            .collect();
        Document {
            slug: "drinks".into(),
            title: figures.join(" vs. "),
            figures: figures.to_vec(),
            summary: said(self.summary),
            rows: rows.collect(),
            unclear: Vec::new(),
            sections: if passages.is_empty() { vec![] } else { vec![Section { heading: HEADING.into(), passages }] },
            notice: String::new(),
            credits: Vec::new(),
            source: "https://example.org/drinks".into(),
            content_hash: hash(&format!("{self:?}")),
            layout: "plain".into(),
            address: Some("https://example.org/drinks".into()),
        }
    }
}

fn said(text: u8) -> String {
    if text == 0 { String::new() } else { format!("text {text}") }
}

fn passage(which: usize, variant: u8) -> String {
    format!("{} variant {variant}", PASSAGES[which])
}

#[derive(Debug, Clone)]
enum Step {
    Import(Page),
    CorrectValue { column: usize, attribute: usize, text: u8 },
    CorrectSummary { text: u8 },
    CorrectPassage { which: usize, variant: u8 },
    Revert { which: usize },
    File { column: usize, attribute: usize, text: u8 },
    Accept { which: usize },
    Decline { which: usize },
}

/// What a correction is about, in the model.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Value(String, String),
    Summary,
    Passage(usize),
}

#[derive(Debug, Clone)]
struct Correction {
    number: CorrectionId,
    about: About,
    base: String,
    text: String,
    /// `false` for one whose passage the page has lost.
    attached: bool,
    /// What that passage said last.
    lost: Option<String>,
}

/// A report on a value.
#[derive(Debug, Clone)]
struct Filing {
    number: ReportId,
    about: About,
    seen: String,
    text: String,
    status: ReportStatus,
}

/// What the base must hold: what the page says, and the active corrections over it.
#[derive(Debug, Clone)]
struct Model {
    stated: BTreeMap<About, String>,
    active: Vec<Correction>,
    reports: Vec<Filing>,
}

impl Model {
    fn import(&mut self, page: &Page) {
        let mut stated = BTreeMap::from([(About::Summary, said(page.summary))]);
        for (attribute, cells) in ATTRIBUTES.iter().zip(&page.cells) {
            for (figure, text) in page.figures().into_iter().zip(cells).filter(|(_, text)| **text > 0) {
                stated.insert(About::Value(figure.into(), (*attribute).into()), said(*text));
            }
        }
        stated.extend(page.passages.iter().map(|(which, variant)| (About::Passage(*which), passage(*which, *variant))));
        for correction in &mut self.active {
            let is_lost = matches!(correction.about, About::Passage(_)) && !stated.contains_key(&correction.about);
            if correction.attached && is_lost {
                correction.lost = self.stated.get(&correction.about).cloned();
            }
            correction.attached &= !is_lost;
        }
        for place in 0..self.active.len() {
            let correction = self.active[place].clone();
            let is_free = !self.active.iter().any(|other| other.attached && other.about == correction.about);
            let text = stated.get(&correction.about);
            let is_known = |text: &String| {
                *text == correction.base || *text == correction.text || correction.lost.as_ref() == Some(text)
            };
            self.active[place].attached |= is_free && text.is_some_and(is_known);
        }
        self.stated = stated;
    }

    /// Returns how every place reads, with its status.
    fn reads(&self) -> BTreeMap<About, (String, &'static str)> {
        let mut reads: BTreeMap<_, _> =
            self.stated.iter().map(|(about, text)| (about.clone(), (text.clone(), "stated"))).collect();
        for correction in self.active.iter().filter(|correction| correction.attached) {
            let agrees = self.stated.get(&correction.about) == Some(&correction.text);
            let status = if agrees { "stated" } else { "corrected" };
            reads.insert(correction.about.clone(), (correction.text.clone(), status));
        }
        reads
    }

    fn moved(&self) -> BTreeSet<CorrectionId> {
        let is_moved = |correction: &&Correction| {
            let stated = match (&correction.about, self.stated.get(&correction.about)) {
                (About::Passage(_), text) => text.filter(|_| correction.attached).cloned(),
                (_, text) => Some(text.cloned().unwrap_or_default()),
            };
            stated.is_none_or(|stated| stated != correction.base && stated != correction.text)
        };
        self.active.iter().filter(is_moved).map(|correction| correction.number).collect()
    }
}

/// The base and the model, which take the same steps.
struct Pair {
    store: Store,
    model: Model,
    page: Page,
    steps: u32,
}

impl Pair {
    fn new(page: Page) -> Self {
        let store = Store::open_in_memory().expect("a base");
        let model = Model { stated: BTreeMap::new(), active: Vec::new(), reports: Vec::new() };
        let mut pair = Self { store, model, page: page.clone(), steps: 0 };
        pair.take(&Step::Import(page));
        pair
    }

    /// The time of the latest step.
    fn now(&self) -> String {
        format!("2026-01-02T03:{:02}:{:02}Z", self.steps / 60, self.steps % 60)
    }

    fn named<Id>(lookup: Lookup<Id>) -> Named<Id> {
        let Lookup::Found(named) = lookup else { panic!("no such name") };
        named
    }

    fn document_id(&self) -> DocumentId {
        Self::named(self.store.document("drinks").expect("asked")).id
    }

    fn take(&mut self, step: &Step) {
        self.steps += 1;
        match step {
            Step::Import(page) => {
                let now = self.now();
                let document = page.document();
                self.store
                    .write(|connection| {
                        let mut importer = Importer::for_many(connection, &now)?;
                        importer.import(&document)?;
                        importer.finish(&mut |_| {})
                    })
                    .expect("an import never fails");
                self.page = page.clone();
                self.model.import(page);
            }
            Step::CorrectValue { column, attribute, text } => {
                let (figure, attribute) = (self.page.figures()[*column], ATTRIBUTES[*attribute]);
                let place = value(figure, attribute);
                self.correct(&place, About::Value(figure.into(), attribute.into()), said(*text));
            }
            Step::CorrectSummary { text } => {
                let place = Place::Summary { document: "drinks".into() };
                self.correct(&place, About::Summary, said(*text));
            }
            Step::CorrectPassage { which, variant } => {
                let about = About::Passage(*which);
                let Some((text, _)) = self.model.reads().get(&about).cloned() else { return };
                let filter = PassageFilter { document_id: Some(self.document_id()), figure_id: None };
                let passages = self.store.passages(&filter).expect("asked");
                assert!(passages.iter().any(|passage| passage.text == text), "it reads like the model");
                let place = Place::Passage { document: "drinks".into(), section: HEADING.into() };
                self.correct(&place, about, passage(*which, *variant));
            }
            Step::File { column, attribute, text } => self.file(*column, *attribute, *text),
            Step::Accept { which } => self.accept(*which),
            Step::Decline { which } => self.decline(*which),
            Step::Revert { which } => {
                if self.model.active.is_empty() {
                    return;
                }
                let correction = self.model.active.remove(which % self.model.active.len());
                self.store.revert(correction.number, "Bo", Some("why not"), &self.now()).expect("it is active");
                assert!(self.store.revert(correction.number, "Bo", Some("again"), &self.now()).is_err());
            }
        }
    }

    /// Files a report: new, added to the open one that says the same, or refused because that was declined.
    fn file(&mut self, column: usize, attribute: usize, text: u8) {
        let (figure, attribute) = (self.page.figures()[column], ATTRIBUTES[attribute]);
        let about = About::Value(figure.into(), attribute.into());
        let seen = self.model.reads().get(&about).map(|(text, _)| text.clone());
        let report = NewReport {
            place: value(figure, attribute),
            is_missing: seen.is_none(),
            about: None,
            problem: if seen.is_some() { Problem::Wrong } else { Problem::Missing },
            quote: None,
            seen: seen.unwrap_or_default(),
            proposed: Some(said(text)),
            comment: None,
            evidence: None,
            reporter: None,
        };
        let filed = self.store.file_report(&report, &self.now()).expect("filed or not");
        let same = |filing: &&Filing| filing.about == about && filing.text == said(text);
        let open = self.model.reports.iter().filter(same).find(|filing| filing.status == ReportStatus::Open);
        let declined = self
            .model
            .reports
            .iter()
            .filter(same)
            .any(|filing| filing.status == ReportStatus::Declined && filing.seen == report.seen);
        match filed {
            Filed::Supported { number, .. } => assert_eq!(open.map(|filing| filing.number), Some(number)),
            Filed::Declined(_) => assert!(open.is_none() && declined),
            Filed::New(number) => {
                assert!(open.is_none() && !declined);
                let status = ReportStatus::Open;
                self.model.reports.push(Filing { number, about, seen: report.seen, text: said(text), status });
            }
        }
    }

    /// Accepts a report: its text stands there, unless it was decided, its place is gone or reads otherwise since.
    fn accept(&mut self, which: usize) {
        let Some(filing) = self.model.reports.get(which % self.model.reports.len().max(1)).cloned() else { return };
        let acceptance =
            Acceptance { number: filing.number, text: None, whole: false, document: None, note: None, editor: "Ada" };
        let outcome = self.store.accept_report(&acceptance, &self.now());
        let now = self.model.reads().get(&filing.about).map(|(text, _)| text.clone());
        let About::Value(figure, _) = &filing.about else { return };
        let is_there = now.is_some() || filing.seen.is_empty() && self.page.figures().contains(&figure.as_str());
        let now = now.unwrap_or_default();
        if filing.status != ReportStatus::Open || !is_there || now == filing.text {
            assert!(outcome.is_err(), "{filing:?} {now}");
            return;
        }
        match outcome.expect("decided") {
            Outcome::Moved { .. } => assert_ne!(now, filing.seen),
            Outcome::Accepted(accepted) => {
                assert_eq!(now, filing.seen);
                for other in &mut self.model.reports {
                    let is_closed = other.status == ReportStatus::Open && other.about == filing.about;
                    if is_closed && other.text == filing.text {
                        other.status = ReportStatus::Accepted;
                        assert!(accepted.closed.contains(&other.number));
                    }
                }
                self.corrected(accepted.correction, filing.about, filing.text);
            }
        }
    }

    fn decline(&mut self, which: usize) {
        let length = self.model.reports.len().max(1);
        let now = self.now();
        let Some(filing) = self.model.reports.get_mut(which % length) else { return };
        let declined = self.store.decline_reports(&[filing.number], Because::CannotVerify, None, "Ada", &now);
        assert_eq!(declined.is_ok(), filing.status == ReportStatus::Open);
        if declined.is_ok() {
            filing.status = ReportStatus::Declined;
        }
    }

    fn correct(&mut self, place: &Place, about: About, text: String) {
        let seen = self.model.reads().get(&about).map(|(text, _)| text.clone());
        let correction =
            NewCorrection { place, seen: seen.as_deref().unwrap_or_default(), text: &text, editor: "Ada", note: None };
        let made = self.store.correct(&correction, &self.now());
        if seen.as_ref() == Some(&text) {
            assert!(made.is_err(), "that is what stands there");
            return;
        }
        let (number, _) = made.expect("a correction");
        self.corrected(number, about, text);
    }

    fn corrected(&mut self, number: CorrectionId, about: About, text: String) {
        self.model.active.retain(|other| !(other.attached && other.about == about));
        let base = self.model.stated.get(&about).cloned().unwrap_or_default();
        self.model.active.push(Correction { number, about, base, text, attached: true, lost: None });
    }

    fn ensure_equal(&mut self) {
        assert_eq!(reads(&self.store), self.model.reads());
        let mut moved = BTreeSet::new();
        self.store
            .each_moved_correction(|correction| {
                moved.insert(correction.correction.number);
                Ok(())
            })
            .expect("asked");
        assert_eq!(moved, self.model.moved());
        let mut active = Vec::new();
        self.store
            .each_correction(|correction| {
                active.extend(correction.reverted_at.is_none().then_some(correction.number));
                Ok(())
            })
            .expect("asked");
        assert_eq!(active, self.model.active.iter().map(|correction| correction.number).collect::<Vec<_>>());
        let checked = self.store.write(|connection| {
            ensure_index_in_step(connection);
            Ok(())
        });
        checked.expect("asked");
    }
}

/// Returns how every place of a base reads, with its status.
fn reads(store: &Store) -> BTreeMap<About, (String, &'static str)> {
    let status = |status| if status == TextStatus::Corrected { "corrected" } else { "stated" };
    let mut reads = BTreeMap::new();
    store
        .each_value(|value| {
            let about = About::Value(value.figure.into(), value.attribute.into());
            reads.insert(about, (value.value.to_owned(), status(value.status)));
            Ok(())
        })
        .expect("asked");
    store
        .each_document(|document| {
            reads.insert(About::Summary, (document.summary.to_owned(), status(document.status)));
            Ok(())
        })
        .expect("asked");
    store
        .each_passage(&PassageFilter::default(), |passage| {
            let which = PASSAGES.iter().position(|start| passage.text.starts_with(start)).expect("one of them");
            reads.insert(About::Passage(which), (passage.text.to_owned(), status(passage.status)));
            Ok(())
        })
        .expect("asked");
    reads
}

fn page() -> impl Strategy<Value = Page> {
    let cells = prop::array::uniform3(prop::array::uniform2(0_u8..4));
    let passages = prop::sample::subsequence(vec![0_usize, 1, 2], 0..=3).prop_shuffle();
    let variants = prop::array::uniform3(0_u8..4);
    (prop::bool::weighted(0.25), 0_u8..4, cells, passages, variants).prop_map(
        |(mate, summary, cells, passages, variants)| {
            let passages = passages.into_iter().map(|which| (which, variants[which])).collect();
            Page { mate, summary, cells, passages }
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => page().prop_map(Step::Import),
        4 => (0_usize..2, 0_usize..3, 1_u8..4)
            .prop_map(|(column, attribute, text)| Step::CorrectValue { column, attribute, text }),
        1 => (1_u8..4).prop_map(|text| Step::CorrectSummary { text }),
        3 => (0_usize..3, 0_u8..4).prop_map(|(which, variant)| Step::CorrectPassage { which, variant }),
        2 => (0_usize..8).prop_map(|which| Step::Revert { which }),
        4 => (0_usize..2, 0_usize..3, 1_u8..4)
            .prop_map(|(column, attribute, text)| Step::File { column, attribute, text }),
        3 => (0_usize..8).prop_map(|which| Step::Accept { which }),
        2 => (0_usize..8).prop_map(|which| Step::Decline { which }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_base_reads_as_the_model_whatever_happens(
        first in page(),
        steps in prop::collection::vec(step(), 1..30),
        asked in any::<prop::sample::Index>(),
    ) {
        let mut pair = Pair::new(first);
        pair.ensure_equal();
        let mut history = vec![(pair.now(), pair.model.reads())];
        for step in &steps {
            pair.take(step);
            pair.ensure_equal();
            history.push((pair.now(), pair.model.reads()));
        }
        // The base as it was at any of the moments.
        let (moment, expected) = asked.get(&history);
        let figure = Pair::named(pair.store.figure("Tea").expect("asked"));
        let past = pair.store.as_of(moment, Some(&[&figure.name])).expect("the base as it was");
        prop_assert_eq!(&reads(&past), expected);
        let Pair { store, model, .. } = pair;
        let all: Vec<Concern> = Concern::all().collect();
        let sound = |finding: &Finding| { assert_eq!(finding.level, Level::Work, "{finding:?}"); Ok(()) };
        prop_assert_eq!(store.check(&all, &mut { sound }).expect("checked"), None);
        let stated = reads(&store.as_stated(true)).into_iter().map(|(about, (text, _))| (about, text));
        prop_assert_eq!(stated.collect::<BTreeMap<_, _>>(), model.stated);
    }
}
