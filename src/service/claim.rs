//! What a reader claims: the arguments of `report file`, whether they are enough, and the report that they mean in a base.

use crate::error::{Attempt, Error, Refusal, Result};
use crate::model::{DocumentId, FigureId, Named, NewReport, PassageId, Place, Problem, ReportId, Value};
use crate::service::closed_set::one_of;
use crate::service::field::{ensure_address, ensure_short};
use crate::service::names;
use crate::service::target::{self, Meant, Sought};
use crate::store::{Filed, Store};

/// What is said to be inaccurate, and what of it.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Claim {
    /// The figure: a name, an alias, or any whole words of one that fit no other
    pub figure: Option<String>,
    /// The attribute, for a value
    pub attribute: Option<String>,
    /// The document; needed for prose, and for a value that several documents state
    #[arg(long, value_name = "DOCUMENT")]
    pub document: Option<String>,
    /// The heading of the section, or `summary`
    #[arg(long, value_name = "HEADING", allow_hyphen_values = true)]
    pub section: Option<String>,
    /// The passage, for whoever knows its row.
    #[arg(skip)]
    pub passage: Option<PassageId>,
    /// The words in question, as they stand there
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub quote: Option<String>,
    /// What is the matter: wrong (default), outdated, missing (default where no value is), misread, misattributed,
    /// unsupported, contradiction or other
    #[arg(long, value_name = "PROBLEM", hide_possible_values = true)]
    #[arg(value_parser = one_of(Problem::NAMES, Problem::from_name))]
    pub problem: Option<Problem>,
    /// What it should say
    #[arg(long = "value", aliases = ["proposed", "text"], value_name = "TEXT", allow_hyphen_values = true)]
    pub proposed: Option<String>,
    /// Where that can be checked: an http or https address
    #[arg(long, value_name = "URL", allow_hyphen_values = true)]
    pub evidence: Option<String>,
    /// Anything else, at most 2,000 characters
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub comment: Option<String>,
    /// Your name, if you like
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub reporter: Option<String>,
}

impl Claim {
    /// Takes arguments that hold nothing but white space for not given.
    #[must_use]
    pub fn without_blanks(mut self) -> Self {
        let texts = [
            &mut self.figure,
            &mut self.attribute,
            &mut self.document,
            &mut self.section,
            &mut self.quote,
            &mut self.proposed,
            &mut self.evidence,
            &mut self.comment,
            &mut self.reporter,
        ];
        for text in texts {
            *text = text.take().map(|given| given.trim().to_owned()).filter(|given| !given.is_empty());
        }
        self
    }

    /// Tells whether nothing was given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names_nothing() && self.problem.is_none() && self.says_nothing() && self.reporter.is_none()
    }

    /// Tells whether it points at nothing.
    #[must_use]
    pub fn names_nothing(&self) -> bool {
        let names_prose = self.section.is_some() || self.quote.is_some() || self.passage.is_some();
        self.figure.is_none() && self.document.is_none() && !names_prose
    }

    /// Tells whether it says nothing of what it points at.
    #[must_use]
    pub fn says_nothing(&self) -> bool {
        self.proposed.is_none() && self.evidence.is_none() && self.comment.is_none()
    }

    /// Fails unless the arguments are enough for a report, whatever is in the base.
    pub fn ensure_sound(&self) -> Result<()> {
        if self.names_nothing() {
            return Err(Error::usage(
                "a report needs something to point at",
                "name a figure and an attribute, a figure, or a `--document`: `versus report file --help` has examples",
            ));
        }
        if self.says_nothing() {
            return Err(Error::usage(
                "a report needs to say something",
                "give `--value` (what it should say), `--evidence` (where to check) or `--comment`",
            ));
        }
        if self.attribute.is_some() && (self.section.is_some() || self.quote.is_some()) {
            return Err(Error::usage(
                "an attribute is a place in a table, a section and a quote are in the prose",
                "give one or the other",
            ));
        }
        if let Some(evidence) = &self.evidence {
            ensure_address(evidence)?;
        }
        self.comment.as_deref().map_or(Ok(()), ensure_short)
    }

    /// Returns the report that the arguments mean in this base.
    pub fn resolve(&self, store: &Store) -> Result<NewReport> {
        let mut report = self.located(store)?;
        if let Some(problem) = self.problem {
            report.problem = problem;
        }
        if report.proposed.is_some() && report.proposed.as_deref() == Some(report.seen.as_str()) {
            return Err(Refusal::NothingProposed.into());
        }
        Ok(report)
    }

    /// Returns the report on the place that the arguments name, whatever they say of it.
    pub fn located(&self, store: &Store) -> Result<NewReport> {
        let figure = self.figure.as_deref().map(|name| names::figure(store, name)).transpose()?;
        let document = self.document.as_deref().map(|name| names::document(store, name)).transpose()?;
        if self.section.is_some() || self.quote.is_some() || self.passage.is_some() {
            return self.prose(store, figure.as_ref(), document.as_ref());
        }
        match (figure, &self.attribute, document) {
            (Some(figure), Some(attribute), document) => self.value(store, &figure, attribute, document),
            (Some(figure), None, document) => {
                if let Some(document) = &document
                    && !store.documents_of_figure(figure.id)?.contains(&document.name)
                {
                    return Err(target::not_compared(&figure, document, Attempt::Report));
                }
                let document = document.map(|document| document.name);
                let place = Place::Figure { document, figure: figure.name.clone() };
                Ok(NewReport { seen: figure.name, ..self.draft(place) })
            }
            (None, _, Some(document)) => {
                let seen = store.title(document.id)?;
                Ok(NewReport { seen, ..self.draft(Place::Document { document: document.name }) })
            }
            (None, _, None) => Err(Error::usage("a report needs something to point at", "name a figure")),
        }
    }

    fn value(
        &self,
        store: &Store,
        figure: &Named<FigureId>,
        given: &str,
        document: Option<Named<DocumentId>>,
    ) -> Result<NewReport> {
        let mut values = store.values_of_figure(figure.id)?;
        let attribute = self.attribute_of(store, figure, &values, given)?;
        let holding = store.documents_of_figure(figure.id)?;
        if let Some(document) = &document
            && !holding.contains(&document.name)
        {
            return Err(target::not_compared(figure, document, Attempt::Report));
        }
        values.retain(|value| {
            value.attribute == attribute && document.as_ref().is_none_or(|document| document.name == value.document)
        });
        let draft = |document| self.draft(Place::Value { document, figure: figure.name.clone(), attribute });
        match values.as_slice() {
            [] => {
                if let Some(problem) = self.problem.filter(|problem| !fits_nothing(*problem)) {
                    return Err(Refusal::NoSuchValue { problem }.into());
                }
                // Where only one document compares the figure, that is the one which lacks the value.
                let document = document.map(|document| document.name);
                let only = if let [only] = holding.as_slice() { Some(only.clone()) } else { None };
                Ok(NewReport { is_missing: true, problem: Problem::Missing, ..draft(document.or(only)) })
            }
            [value] => Ok(NewReport { seen: value.text.clone(), ..draft(Some(value.document.clone())) }),
            several => Err(target::ambiguous_documents(several)),
        }
    }

    /// Returns the name of the attribute that is meant, which may be a new one, for a value that is missing.
    fn attribute_of(&self, store: &Store, figure: &Named<FigureId>, values: &[Value], given: &str) -> Result<String> {
        match target::attribute(store, values, given)? {
            // An attribute that looks like a known one may be misspelt, and the reader has to say that it is not.
            Meant::New { alike, .. } if !alike.is_empty() && self.problem != Some(Problem::Missing) => {
                Err(unknown_attribute(figure, given, alike))
            }
            Meant::Known(attribute) | Meant::New { attribute, .. } => Ok(attribute),
        }
    }

    /// Returns the report on the one passage or summary that the section and the quoted words lead to.
    fn prose(
        &self,
        store: &Store,
        figure: Option<&Named<FigureId>>,
        document: Option<&Named<DocumentId>>,
    ) -> Result<NewReport> {
        let sought = Sought {
            figure,
            document,
            section: self.section.as_deref(),
            passage: self.passage,
            quote: self.quote.as_deref(),
            attempt: Attempt::Report,
        };
        let found = sought.prose(store)?;
        Ok(NewReport {
            about: figure.map(|figure| figure.name.clone()),
            quote: found.quote,
            seen: found.text,
            ..self.draft(found.place)
        })
    }

    /// Returns a report that says what the arguments say of a place where nothing is seen yet.
    fn draft(&self, place: Place) -> NewReport {
        NewReport {
            place,
            is_missing: false,
            about: None,
            problem: Problem::Wrong,
            quote: None,
            seen: String::new(),
            proposed: self.proposed.clone(),
            comment: self.comment.clone(),
            evidence: self.evidence.clone(),
            reporter: self.reporter.clone(),
        }
    }
}

/// Tells whether a problem can be said of a value that is not there.
fn fits_nothing(problem: Problem) -> bool {
    matches!(problem, Problem::Missing | Problem::Misread | Problem::Other)
}

fn unknown_attribute(figure: &Named<FigureId>, given: &str, nearest: Vec<String>) -> Error {
    Error::UnknownAttribute { figure: figure.name.clone(), name: given.into(), nearest }
}

/// Files a report, or adds it to the open one that says the same. Returns its number and whether it is new.
///
/// # Errors
///
/// Among others that the same was declined.
pub fn file(store: &mut Store, report: &NewReport, now: &str) -> Result<(ReportId, bool)> {
    match store.file_report(report, now)? {
        Filed::New(number) => Ok((number, true)),
        Filed::Supported { number } => Ok((number, false)),
        Filed::Declined(report) => Err(Refusal::DeclinedBefore { report }.into()),
    }
}

/// Returns what a report says, for people: labels and texts.
#[must_use]
pub fn described(report: &NewReport) -> Vec<(&'static str, &str)> {
    let parts = [
        ("About", Some(report.target())),
        ("Figure", report.figure()),
        ("Attribute", report.place.attribute()),
        ("Document", report.place.document()),
        ("Section", report.place.heading()),
        ("Words", report.quote.as_deref()),
        ("It says", Some(report.seen.as_str()).filter(|seen| !seen.is_empty())),
        ("Problem", Some(report.problem.as_str())),
        ("It should say", report.proposed.as_deref()),
        ("Evidence", report.evidence.as_deref()),
        ("Comment", report.comment.as_deref()),
        ("Reported by", report.reporter.as_deref()),
    ];
    parts.into_iter().filter_map(|(label, text)| Some((label, text?))).collect()
}
