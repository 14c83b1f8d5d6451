//! Whatever people and imports do in whatever order, the base reads as a simple model in memory says.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use versus::model::{Document, Lookup, Named, Passage, Row, Section};
use versus::store::{CorrectedPlace, Importer, NewCorrection, PassageFilter, Store};

const ATTRIBUTES: [&str; 3] = ["Caffeine", "Homeland", "Taste"];
const HEADING: &str = "Habits";
/// Beginnings that tell passages apart; what follows is a variant of the same passage.
const PASSAGES: [&str; 3] = [
    "people who drink it at noon sit under trees near the river",
    "merchants carried heavy chests across seven seas for little money",
    "a kettle whistles when steam finds its narrow way out",
];

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
            source: "drinks.txt".into(),
            content_hash: format!("{self:?}"),
            layout: "plain".into(),
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
    number: i64,
    about: About,
    base: String,
    text: String,
    /// `false` for one whose passage the page has lost.
    attached: bool,
}

/// What the base must hold: what the page says, and the active corrections over it.
#[derive(Debug, Clone)]
struct Model {
    stated: BTreeMap<About, String>,
    active: Vec<Correction>,
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
            correction.attached &=
                !matches!(correction.about, About::Passage(_)) || stated.contains_key(&correction.about);
        }
        for place in 0..self.active.len() {
            let correction = self.active[place].clone();
            let is_free = !self.active.iter().any(|other| other.attached && other.about == correction.about);
            let text = stated.get(&correction.about);
            self.active[place].attached |=
                is_free && text.is_some_and(|text| *text == correction.base || *text == correction.text);
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

    fn moved(&self) -> BTreeSet<i64> {
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
        let model = Model { stated: BTreeMap::new(), active: Vec::new() };
        let mut pair = Self { store, model, page: page.clone(), steps: 0 };
        pair.take(&Step::Import(page));
        pair
    }

    /// The time of the latest step.
    fn now(&self) -> String {
        format!("2026-01-02T03:{:02}:{:02}Z", self.steps / 60, self.steps % 60)
    }

    fn named(lookup: Lookup) -> Named {
        let Lookup::Found(named) = lookup else { panic!("{lookup:?}") };
        named
    }

    fn document_id(&self) -> i64 {
        Self::named(self.store.document("drinks").expect("asked")).id
    }

    fn take(&mut self, step: &Step) {
        self.steps += 1;
        match step {
            Step::Import(page) => {
                let now = self.now();
                let document = page.document();
                self.store
                    .write(|connection| Importer::new(connection, &now)?.import(&document))
                    .expect("an import never fails");
                self.page = page.clone();
                self.model.import(page);
            }
            Step::CorrectValue { column, attribute, text } => {
                let (figure, attribute) = (self.page.figures()[*column], ATTRIBUTES[*attribute]);
                let figure_id = Self::named(self.store.figure(figure).expect("asked")).id;
                let place =
                    CorrectedPlace::Value { document_id: self.document_id(), figure_id, attribute: attribute.into() };
                self.correct(&place, About::Value(figure.into(), attribute.into()), said(*text));
            }
            Step::CorrectSummary { text } => {
                let place = CorrectedPlace::Summary { document_id: self.document_id() };
                self.correct(&place, About::Summary, said(*text));
            }
            Step::CorrectPassage { which, variant } => {
                let about = About::Passage(*which);
                let Some((text, _)) = self.model.reads().get(&about).cloned() else { return };
                let filter = PassageFilter { document_id: Some(self.document_id()), figure_id: None };
                let passages = self.store.passages(&filter).expect("asked");
                let found = passages.iter().find(|passage| passage.text == text).expect("it reads like the model");
                let place = CorrectedPlace::Passage { passage_id: found.passage_id };
                self.correct(&place, about, passage(*which, *variant));
            }
            Step::Revert { which } => {
                if self.model.active.is_empty() {
                    return;
                }
                let correction = self.model.active.remove(which % self.model.active.len());
                self.store.revert(correction.number, "Bo", "why not", &self.now()).expect("it is active");
                assert!(self.store.revert(correction.number, "Bo", "again", &self.now()).is_err());
            }
        }
    }

    fn correct(&mut self, place: &CorrectedPlace, about: About, text: String) {
        let seen = self.model.reads().get(&about).map(|(text, _)| text.clone());
        let correction =
            NewCorrection { place, seen: seen.as_deref().unwrap_or_default(), text: &text, editor: "Ada", note: None };
        let made = self.store.correct(&correction, &self.now());
        if seen.as_ref() == Some(&text) {
            assert!(made.is_err(), "that is what stands there");
            return;
        }
        let number = made.expect("a correction");
        self.model.active.retain(|other| !(other.attached && other.about == about));
        let base = self.model.stated.get(&about).cloned().unwrap_or_default();
        self.model.active.push(Correction { number, about, base, text, attached: true });
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
        let check = "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)";
        self.store.write(|connection| Ok(connection.execute(check, [])?)).expect("the index is in step");
    }
}

/// Returns how every place of a base reads, with its status.
fn reads(store: &Store) -> BTreeMap<About, (String, &'static str)> {
    let status = |status: &str| if status == "corrected" { "corrected" } else { "stated" };
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

fn without_passages(reads: &BTreeMap<About, (String, &'static str)>) -> BTreeMap<About, (String, &'static str)> {
    let kept = reads.iter().filter(|(about, _)| !matches!(about, About::Passage(_)));
    kept.map(|(about, text)| (about.clone(), text.clone())).collect()
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
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_base_reads_as_the_model_whatever_happens(
        first in page(),
        steps in prop::collection::vec(step(), 1..20),
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
        let past = pair.store.as_of(moment, &[figure]).expect("the base as it was");
        prop_assert_eq!(without_passages(&reads(&past)), without_passages(expected));
        let Pair { store, model, .. } = pair;
        let stated = reads(&store.as_stated(true)).into_iter().map(|(about, (text, _))| (about, text));
        prop_assert_eq!(stated.collect::<BTreeMap<_, _>>(), model.stated);
    }
}
