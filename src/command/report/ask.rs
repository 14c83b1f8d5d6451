//! The questions of `versus report file` on a terminal: one at a time, each checked before the next is asked, and each can be
//! gone back to.

use std::collections::BTreeMap;

use crate::command::shared::prompt::{Answer, Offer, Question, agrees, choose, complain, confirms, say};
use crate::error::{Error, Result};
use crate::model::{NameKind, NewReport, PlaceKind, Problem};
use crate::name;
use crate::service::claim::{Claim, described};
use crate::service::field::{ensure_address, ensure_short};
use crate::service::names;
use crate::store::{PassageFilter, Store};

/// A question on the way to a report, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Figure,
    Document,
    Attribute,
    /// Which of the documents that compare the figure.
    Where,
    Section,
    Quote,
    Problem,
    Proposed,
    Evidence,
    Comment,
    Reporter,
    Confirm,
}

impl Step {
    /// Returns what a claim holds as the answer to this question.
    fn answer(self, claim: &Claim) -> Option<&str> {
        match self {
            Self::Figure => claim.figure.as_deref(),
            Self::Document | Self::Where => claim.document.as_deref(),
            Self::Attribute => claim.attribute.as_deref(),
            Self::Section => claim.section.as_deref(),
            Self::Quote => claim.quote.as_deref(),
            Self::Problem => claim.problem.map(Problem::as_str),
            Self::Proposed => claim.proposed.as_deref(),
            Self::Evidence => claim.evidence.as_deref(),
            Self::Comment => claim.comment.as_deref(),
            Self::Reporter => claim.reporter.as_deref(),
            Self::Confirm => None,
        }
    }
}

/// What has been answered so far, and what is asked next.
#[derive(Clone)]
struct State {
    claim: Claim,
    step: Step,
}

/// Where an answer leads.
enum Next {
    To(Step),
    Back,
    File(Box<NewReport>),
    Leave,
}

/// Asks until there is a report, which the reader wants to be filed; `None` when not.
pub(super) fn asked(store: &Store) -> Result<Option<NewReport>> {
    say(
        "What is inaccurate? Enter passes a question over, ? explains it, < goes back; Ctrl-C leaves without filing anything.",
    )?;
    let mut asking = Asking { store, figures: None, given: BTreeMap::new(), before: String::new() };
    let mut state = State { claim: Claim::default(), step: Step::Figure };
    let mut before: Vec<State> = Vec::new();
    loop {
        let asked = state.clone();
        asking.before = asking.given.get(&asked.step).cloned().unwrap_or_default();
        match asking.next(&mut state)? {
            Next::To(step) => {
                asking.keep(asked.step, asked.step.answer(&state.claim));
                // A question that is asked again is not gone back to from itself, and what was answered will not do.
                match before.iter().position(|earlier| earlier.step == step) {
                    Some(at) => {
                        before.truncate(at);
                        asking.given.remove(&step);
                    }
                    None if step != asked.step => before.push(asked),
                    None => {
                        asking.given.remove(&step);
                    }
                }
                state.step = step;
            }
            Next::Back => {
                if before.is_empty() {
                    say("This is the first question.")?;
                }
                state = before.pop().unwrap_or(asked);
            }
            Next::File(report) => return Ok(Some(*report)),
            Next::Leave => return Ok(None),
        }
    }
}

struct Asking<'a> {
    store: &'a Store,
    /// The names and aliases of all figures, once they were needed.
    figures: Option<Vec<String>>,
    /// What was answered, for who goes back to change it.
    given: BTreeMap<Step, String>,
    /// What was answered to the question that is asked.
    before: String,
}

impl Asking<'_> {
    /// Keeps an answer. Where it leads elsewhere than before, the answers that went on from there are none any more.
    fn keep(&mut self, step: Step, answer: Option<&str>) {
        if self.given.get(&step).map(String::as_str) != answer && step < Step::Proposed {
            self.given.retain(|other, _| *other < step || *other >= Step::Proposed);
        }
        match answer {
            Some(answer) => self.given.insert(step, answer.to_owned()),
            None => self.given.remove(&step),
        };
    }

    /// Asks the next question, and puts the answer into the claim.
    fn next(&mut self, state: &mut State) -> Result<Next> {
        let State { claim, step } = state;
        match step {
            Step::Figure => self.figure(claim),
            Step::Document => self.document(claim),
            Step::Attribute => self.attribute(claim),
            Step::Where => self.place(claim),
            Step::Section => self.section(claim),
            Step::Quote => self.quote(claim),
            Step::Problem => self.problem(claim),
            Step::Proposed => {
                let question = Question {
                    text: "What should it say? (empty: no proposal)",
                    help: "The text that is to stand there instead, all of it; an editor may take it over as it is.",
                    is_long: true,
                    before: &self.before,
                    ..Question::default()
                };
                text(&question, &mut claim.proposed, Step::Evidence, |_| Ok(()))
            }
            Step::Evidence => {
                let question = Question {
                    text: "Where can that be checked? An http or https address (empty: none)",
                    help: "The address of a page that says so, such as https://example.org/page.",
                    before: &self.before,
                    ..Question::default()
                };
                text(&question, &mut claim.evidence, Step::Comment, ensure_address)
            }
            Step::Comment => {
                let question = Question {
                    text: "Anything else? (empty: no comment)",
                    help: "What an editor should know: what is wrong, or how you know.",
                    is_long: true,
                    before: &self.before,
                    ..Question::default()
                };
                match text(&question, &mut claim.comment, Step::Reporter, ensure_short)? {
                    Next::To(_) if claim.says_nothing() => {
                        say("A report needs one of the three: a proposal, an address or a comment.")?;
                        Ok(Next::To(Step::Proposed))
                    }
                    next => Ok(next),
                }
            }
            Step::Reporter => {
                let question = Question {
                    text: "Your name (empty: none)",
                    help: "It stands with the report, in this base and in what is exported from it.",
                    before: &self.before,
                    ..Question::default()
                };
                text(&question, &mut claim.reporter, Step::Confirm, |_| Ok(()))
            }
            Step::Confirm => self.confirm(claim),
        }
    }

    fn figure(&mut self, claim: &mut Claim) -> Result<Next> {
        let figures = match &mut self.figures {
            Some(figures) => figures,
            none => none.insert(self.store.names_beginning(NameKind::Figure, false, "", usize::MAX)?),
        };
        let question = Question {
            text: "Figure (empty: a document)",
            help: "The thing that something inaccurate is said of: its name, an alias, or whole words of its name.",
            names: figures,
            before: &self.before,
            ..Question::default()
        };
        *claim = Claim::default();
        match question.ask(|name| names::figure(self.store, name))? {
            Answer::Given(figure) => claim.figure = Some(figure.name),
            Answer::Nothing => return Ok(Next::To(Step::Document)),
            Answer::Back => return Ok(Next::Back),
        }
        Ok(Next::To(Step::Attribute))
    }

    fn document(&self, claim: &mut Claim) -> Result<Next> {
        let documents = self.store.slugs()?;
        let question = Question {
            text: "Document",
            help: "The page that says something inaccurate: its name, its number in the list, or whole words of its name.",
            names: &documents,
            offer: Offer::Lines,
            before: &self.before,
            ..Question::default()
        };
        match self.which_document(&question, claim)? {
            Answer::Given(()) => Ok(Next::To(Step::Section)),
            Answer::Nothing => {
                say("A report needs a figure or a document to point at.")?;
                Ok(Next::Back)
            }
            Answer::Back => Ok(Next::Back),
        }
    }

    fn attribute(&self, claim: &mut Claim) -> Result<Next> {
        let Some(figure) = &claim.figure else { return Ok(Next::To(Step::Document)) };
        let figure = names::figure(self.store, figure)?;
        let mut attributes: Vec<String> = Vec::new();
        for value in self.store.values_of_figure(figure.id)? {
            if !attributes.contains(&value.attribute) {
                attributes.push(value.attribute);
            }
        }
        say(&format!("{} has:", figure.name))?;
        let question = Question {
            text: "Attribute (empty: the figure as a whole, or its prose)",
            help: "What the row of the table compares. One that is not in the list is reported as missing.",
            names: &attributes,
            offer: Offer::Inline,
            before: &self.before,
            ..Question::default()
        };
        (claim.attribute, claim.document, claim.problem) = (None, None, None);
        match question.ask_text()? {
            Answer::Given(attribute) => claim.attribute = Some(attribute),
            Answer::Nothing => {}
            Answer::Back => return Ok(Next::Back),
        }
        if let [only] = self.store.documents_of_figure(figure.id)?.as_slice() {
            claim.document = Some(only.clone());
            return self.after_document(claim);
        }
        Ok(Next::To(Step::Where))
    }

    fn place(&self, claim: &mut Claim) -> Result<Next> {
        let Some(figure) = &claim.figure else { return Ok(Next::To(Step::Document)) };
        let figure = names::figure(self.store, figure)?;
        let documents = self.store.documents_of_figure(figure.id)?;
        say("Documents:")?;
        let question = Question {
            text: "Document (empty: all)",
            help: "The page that says it: its name, its number in the list, or whole words of its name.",
            names: &documents,
            offer: Offer::Lines,
            before: &self.before,
            ..Question::default()
        };
        match self.which_document(&question, claim)? {
            Answer::Given(()) | Answer::Nothing => self.after_document(claim),
            Answer::Back => Ok(Next::Back),
        }
    }

    /// Asks for a document, and puts it into the claim.
    fn which_document(&self, question: &Question, claim: &mut Claim) -> Result<Answer<()>> {
        claim.document = None;
        Ok(match question.ask(|name| names::document(self.store, name))? {
            Answer::Given(document) => {
                claim.document = Some(document.name);
                Answer::Given(())
            }
            Answer::Nothing => Answer::Nothing,
            Answer::Back => Answer::Back,
        })
    }

    /// Returns what comes when the document is known, or that it is in all of them.
    fn after_document(&self, claim: &mut Claim) -> Result<Next> {
        if claim.attribute.is_none() && claim.document.is_some() {
            return Ok(Next::To(Step::Section));
        }
        self.found(claim)
    }

    fn section(&self, claim: &mut Claim) -> Result<Next> {
        let Some(document) = &claim.document else { return Ok(Next::To(Step::Document)) };
        let document = names::document(self.store, document)?;
        let mut sections: Vec<String> = Vec::new();
        if !self.store.summary(document.id)?.is_empty() {
            sections.push(PlaceKind::Summary.as_str().to_owned());
        }
        for passage in self.store.passages(&PassageFilter { document_id: Some(document.id), figure_id: None })? {
            if !sections.contains(&passage.heading) {
                sections.push(passage.heading);
            }
        }
        say("Sections:")?;
        let question = Question {
            text: "Section (empty: none)",
            help: "The part of the page's prose that says it, by its number in the list or its heading.",
            names: &sections,
            offer: Offer::Lines,
            before: &self.before,
            ..Question::default()
        };
        (claim.section, claim.quote) = (None, None);
        match question.ask_text()? {
            Answer::Given(section) => claim.section = Some(section),
            Answer::Nothing => {
                if claim.figure.is_some() {
                    // The figure as a whole, wherever it is compared.
                    claim.document = None;
                }
                return self.found(claim);
            }
            Answer::Back => return Ok(Next::Back),
        }
        Ok(Next::To(Step::Quote))
    }

    fn quote(&self, claim: &mut Claim) -> Result<Next> {
        let question = Question {
            text: "The words in question, as they stand there",
            help: "A few words that only one passage of the section has; without them all of the passage is meant.",
            before: &self.before,
            ..Question::default()
        };
        match question.ask_text()? {
            Answer::Back => return Ok(Next::Back),
            given => claim.quote = given.given(),
        }
        self.found(claim)
    }

    /// Shows what stands where the claim points; where it points at nothing, asks again for what may be wrong.
    fn found(&self, claim: &mut Claim) -> Result<Next> {
        let again = match claim {
            Claim { section: Some(_), .. } => Step::Section,
            Claim { figure: Some(_), .. } => Step::Attribute,
            _ => Step::Document,
        };
        match claim.located(self.store) {
            Ok(report) if report.seen.is_empty() => say("Nothing stands there: it will be reported as missing.")?,
            Ok(report) => say(&format!("It says: {}", name::clean(&report.seen)))?,
            Err(Error::UnknownAttribute { figure, name: given, nearest }) => {
                say(&format!("`{figure}` has no attribute `{given}`."))?;
                for near in nearest.iter().take(1) {
                    if confirms(&format!("Did you mean `{near}`? (Y/n)"))? {
                        claim.attribute = Some(near.clone());
                        return self.found(claim);
                    }
                }
                if !agrees("Report it as missing?")? {
                    return Ok(Next::To(again));
                }
                claim.problem = Some(Problem::Missing);
                return Ok(Next::To(Step::Proposed));
            }
            Err(error) => {
                complain(&error)?;
                return Ok(Next::To(again));
            }
        }
        Ok(Next::To(Step::Problem))
    }

    fn problem(&self, claim: &mut Claim) -> Result<Next> {
        let question = Question {
            text: "What is the matter? (empty: wrong, or missing where nothing stands)",
            help: "wrong: it is not so; outdated: it was so; missing: it is not there; misread: the page says otherwise; \
                   misattributed: it is said of another figure; unsupported: nobody can check it; contradiction: another \
                   place says otherwise.",
            before: &self.before,
            ..Question::default()
        };
        claim.problem = None;
        let chosen = choose(&question, Problem::NAMES, Problem::from_name)?;
        if chosen == Answer::Back {
            return Ok(Next::Back);
        }
        claim.problem = chosen.given();
        if let Err(error) = claim.located(self.store) {
            complain(&error)?;
            return Ok(Next::To(Step::Problem));
        }
        Ok(Next::To(Step::Proposed))
    }

    /// Shows what will be filed and asks whether to.
    fn confirm(&self, claim: &Claim) -> Result<Next> {
        claim.ensure_sound()?;
        let report = match claim.resolve(self.store) {
            Ok(report) => report,
            Err(error @ Error::Refused(_)) => {
                complain(&error)?;
                return Ok(Next::To(Step::Proposed));
            }
            Err(error) => return Err(error),
        };
        say("\nThis will be filed:")?;
        for (label, text) in described(&report) {
            say(&format!("  {label}: {}", name::clean(text)))?;
        }
        let question = Question {
            text: "File it? [Y/n]",
            help: "Editors decide on it; nothing is changed by a report. `<` goes back and lets you change an answer.",
            ..Question::default()
        };
        let yes = question.ask(|answer| match answer.to_lowercase().as_str() {
            "y" | "yes" => Ok(true),
            "n" | "no" => Ok(false),
            _ => Err(Error::usage("that is neither", "answer y or n")),
        })?;
        Ok(match yes {
            Answer::Given(false) => Next::Leave,
            Answer::Back => Next::Back,
            Answer::Given(true) | Answer::Nothing => Next::File(Box::new(report)),
        })
    }
}

/// Asks for a text that may be left out.
fn text(
    question: &Question,
    answer: &mut Option<String>,
    next: Step,
    check: impl Fn(&str) -> Result<()>,
) -> Result<Next> {
    Ok(match question.ask(|text| check(text).map(|()| text.to_owned()))? {
        Answer::Back => Next::Back,
        given => {
            *answer = given.given();
            Next::To(next)
        }
    })
}
