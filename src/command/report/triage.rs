//! `versus report triage`: the queue, one decision after the other, on a terminal.

use std::collections::HashSet;
use std::io::{self, IsTerminal};

use super::acceptance::{ask_proposal, done};
use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::prompt::{self, Answer, Offer, Question, complain, say};
use crate::error::{Error, Result};
use crate::model::{Because, Lookup, Place, Report, ReportId, ReportStatus, Standing};
use crate::name::quoted;
use crate::service::acceptance::shown;
use crate::service::counted::counted;
use crate::service::field;
use crate::service::names;
use crate::service::tables;
use crate::store::{Acceptance, Access, Listed, ReportFilter, Store};

/// The most values of other documents that are shown around a report.
const MOST_AROUND: usize = 8;
/// The most readers of whom it is shown what they say; a bundle may bring a thousand.
const MOST_SUPPORTS: usize = 20;

/// Walk through the open reports on a terminal, one decision after the other
///
/// Each report is shown with what the document says, what other documents say of the same figure and attribute, and who
/// said the same. Decisions are written one by one, and each is confirmed with what takes it back. `?` explains a question,
/// `<` goes back to the one before, `e` opens your editor (`VISUAL` or `EDITOR`) for a text.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus report triage
  versus report triage --editor Bo")]
pub struct Args {
    #[command(flatten)]
    editor: EditorArgs,
}

/// What a person answered.
enum Choice {
    Accept(Option<String>),
    Decline(Because, Option<String>),
    Skip,
    Back,
    Quit,
}

/// What is shown next.
enum Step {
    On,
    /// The last report before this one that is still open.
    Back,
    Leave,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return Err(Error::usage(
                "triage asks questions, and there is no terminal to ask them on",
                "use `versus report list`, `versus report accept` and `versus report decline`",
            ));
        }
        let mut store = context.open_store(Access::Write)?;
        let filter = ReportFilter { status: Some(ReportStatus::Open), ..ReportFilter::default() };
        let queue = store.report_queue(&filter)?;
        if queue.is_empty() {
            context.note("no open reports");
            return Ok(());
        }
        let mut decided = HashSet::new();
        let mut place = 0;
        while let Some(listed) = queue.get(place) {
            // One acceptance may close several reports, and somebody else may have decided meanwhile.
            let number = listed.report.number;
            let Some(report) = store.report(number)?.filter(|report| report.status == ReportStatus::Open) else {
                place += 1;
                continue;
            };
            say(&format!("\nReport {number} ({} of {})", place + 1, queue.len()))?;
            show(&store, &report)?;
            match self.decide(context, &mut store, &report, &mut decided)? {
                Step::On => place += 1,
                Step::Back => match open_before(&store, &queue[..place])? {
                    Some(before) => place = before,
                    None => say("No report before this one is open.")?,
                },
                Step::Leave => break,
            }
        }
        context.note(&format!("{} decided", counted(decided.len(), "report")));
        Ok(())
    }

    /// Asks about one report until it is decided or passed over, or the person goes elsewhere.
    fn decide(
        &self,
        context: &Context,
        store: &mut Store,
        report: &Report,
        decided: &mut HashSet<ReportId>,
    ) -> Result<Step> {
        let number = report.number;
        loop {
            let editor = self.editor.name(context);
            let result = match choose(report)? {
                Choice::Quit => return Ok(Step::Leave),
                Choice::Back => return Ok(Step::Back),
                Choice::Skip => return Ok(Step::On),
                Choice::Accept(text) => {
                    let document = ask_document(store, report)?;
                    if document == Answer::Back {
                        continue;
                    }
                    let document = document.given();
                    let acceptance = Acceptance {
                        number,
                        text: text.as_deref(),
                        whole: false,
                        document: document.as_deref(),
                        note: None,
                        editor: &editor,
                    };
                    accept(context, store, &acceptance).map(|closed| decided.extend(closed))
                }
                Choice::Decline(because, note) => {
                    let declined = store.decline_reports(&[number], because, note.as_deref(), &editor, &context.now());
                    declined.and_then(|()| {
                        decided.extend([number]);
                        say(&format!("declined: {}; undo: versus report reopen {number}", because.as_str()))
                    })
                }
            };
            match result {
                Ok(()) => return Ok(Step::On),
                Err(error @ (Error::Refused(_) | Error::Misuse(_) | Error::Usage { .. })) => complain(&error)?,
                Err(error) => return Err(error),
            }
        }
    }
}

/// Returns the place of the last report that is still open.
fn open_before(store: &Store, queue: &[Listed]) -> Result<Option<usize>> {
    for (place, listed) in queue.iter().enumerate().rev() {
        if store.report(listed.report.number)?.is_some_and(|report| report.status == ReportStatus::Open) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

/// Accepts a report, says so in a line, and returns the reports that were closed.
fn accept(context: &Context, store: &mut Store, acceptance: &Acceptance) -> Result<Vec<ReportId>> {
    let outcome = store.accept_report(acceptance, &context.now())?;
    let accepted = done(context, acceptance.number, outcome)?;
    let others: Vec<String> =
        accepted.closed.iter().filter(|closed| **closed != acceptance.number).map(ToString::to_string).collect();
    let with = if others.is_empty() { String::new() } else { format!(", with report {}", others.join(", ")) };
    let (text, correction) = (shown(&accepted.text), accepted.correction);
    say(&format!("accepted{with}: it says `{text}`; undo: versus revert {correction}"))?;
    Ok(accepted.closed)
}

/// Asks which document is to have a value that is missing in several; nothing where that is clear.
fn ask_document(store: &Store, report: &Report) -> Result<Answer> {
    let (true, Place::Value { document: None, figure, .. }) = (report.filed.is_missing, &report.filed.place) else {
        return Ok(Answer::Nothing);
    };
    let Lookup::Found(figure) = store.figure(figure)? else { return Ok(Answer::Nothing) };
    let documents = store.documents_of_figure(figure.id)?;
    if documents.len() < 2 {
        return Ok(Answer::Nothing);
    }
    say("Documents:")?;
    let question = Question {
        text: "Which one is to have the value",
        help: "The page whose table lacks it: its name, its number in the list, or whole words of its name.",
        names: &documents,
        offer: Offer::Lines,
        ..Question::default()
    };
    question.ask(|name| Ok(names::document(store, name)?.name))
}

/// What can be done with a report, by its first letter, its beginning or its number.
const CHOICES: [&str; 5] = ["accept", "text", "decline", "skip", "quit"];

fn choose(report: &Report) -> Result<Choice> {
    let choices = CHOICES.map(str::to_owned);
    loop {
        let question = Question {
            text: "[a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit",
            help: "accept: what the report proposes is shown from now on; text: you say what is; decline: nothing changes, \
                   and you say why; skip: the report stays open; quit: what was decided stays. A number from 1 to 5 or the \
                   beginning of a word will do; `<` goes back to the report before.",
            names: &choices,
            ..Question::default()
        };
        let chosen = question.ask(|answer| {
            let answer = answer.to_lowercase();
            let by_number = answer.parse().ok().and_then(|number: usize| CHOICES.get(number.checked_sub(1)?).copied());
            let by_word = || CHOICES.into_iter().find(|choice| choice.starts_with(&answer));
            by_number.or_else(by_word).ok_or_else(|| {
                Error::usage("that is none of them", "type one of the letters in brackets, or ? to read more")
            })
        })?;
        match chosen {
            Answer::Given("accept") if report.filed.proposed.is_some() => return Ok(Choice::Accept(None)),
            Answer::Given(choice @ ("accept" | "text")) => {
                if choice == "accept" {
                    say("The report proposes no text.")?;
                }
                if let Answer::Given(text) = ask_proposal()? {
                    return Ok(Choice::Accept(Some(text)));
                }
            }
            Answer::Given("decline") => {
                if let Some(choice) = why()? {
                    return Ok(choice);
                }
            }
            Answer::Given("quit") => return Ok(Choice::Quit),
            Answer::Back => return Ok(Choice::Back),
            Answer::Given(_) | Answer::Nothing => return Ok(Choice::Skip),
        }
    }
}

/// Asks why a report is declined; `None` when the person goes back.
fn why() -> Result<Option<Choice>> {
    loop {
        let question = Question {
            text: "Why (empty: back)",
            help: "Who files the same again is shown it. Spam stays out of lists.",
            ..Question::default()
        };
        let Answer::Given(because) = prompt::choose(&question, Because::NAMES, Because::from_name)? else {
            return Ok(None);
        };
        let question = Question {
            text: "Note (empty: none)",
            help: "More about why, for whoever reported it.",
            is_long: true,
            ..Question::default()
        };
        match question.ask(|note| field::note(Some(note)).map(|note| note.map(str::to_owned)))? {
            Answer::Given(note) => return Ok(Some(Choice::Decline(because, note))),
            Answer::Nothing => return Ok(Some(Choice::Decline(because, None))),
            Answer::Back => {}
        }
    }
}

/// Shows a report with all that helps to decide it: evidence first, who said so last.
fn show(store: &Store, report: &Report) -> Result<()> {
    let filed = &report.filed;
    let place = [filed.figure(), filed.place.attribute(), filed.place.document(), filed.place.heading()];
    let place: Vec<&str> = place.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    line("About", &format!("{}: {}", filed.target(), place.join(", ")))?;
    match store.standing(report)? {
        Standing::Unmatched => line("It said", &format!("{} (and is not in this base)", shown(&filed.seen)))?,
        Standing::Moved => {
            line("It said", &shown(&filed.seen))?;
            line("It says now", &shown(&store.current_text(filed)?.unwrap_or_default()))?;
        }
        Standing::Matched => line("It says", &shown(&filed.seen))?,
    }
    around(store, report)?;
    if let Some(quote) = &filed.quote {
        line("Words", &shown(quote))?;
    }
    line("Problem", filed.problem.as_str())?;
    if let Some(proposed) = &filed.proposed {
        line("It should say", &shown(proposed))?;
    }
    voice(filed.evidence.as_deref(), filed.comment.as_deref(), filed.reporter.as_deref())?;
    let supports = store.supports(report.number)?;
    for support in supports.iter().take(MOST_SUPPORTS) {
        line("Another reader says so", "")?;
        voice(support.evidence.as_deref(), support.comment.as_deref(), support.reporter.as_deref())?;
    }
    if supports.len() > MOST_SUPPORTS {
        line("and", &format!("{} more: versus report export", supports.len() - MOST_SUPPORTS))?;
    }
    line("Readers", &tables::readers(report))
}

/// Shows what other documents say of the figure for the attribute.
fn around(store: &Store, report: &Report) -> Result<()> {
    let Place::Value { document, figure, attribute } = &report.filed.place else { return Ok(()) };
    let (Lookup::Found(figure), Lookup::Found(attribute)) = (store.figure(figure)?, store.attribute(attribute)?) else {
        return Ok(());
    };
    let mut others = store.values_of_figure(figure.id)?;
    others.retain(|value| value.attribute_id == attribute.id && Some(&value.document) != document.as_ref());
    for value in others.iter().take(MOST_AROUND) {
        line(&format!("  {} says", value.document), &shown(&value.text))?;
    }
    if others.len() > MOST_AROUND {
        let more = format!("{} more: versus show {}", others.len() - MOST_AROUND, quoted(&figure.name));
        line("  and", &more)?;
    }
    Ok(())
}

fn voice(evidence: Option<&str>, comment: Option<&str>, reporter: Option<&str>) -> Result<()> {
    for (label, text) in [("Evidence", evidence), ("Comment", comment), ("Reported by", reporter)] {
        if let Some(text) = text {
            line(label, &shown(text))?;
        }
    }
    Ok(())
}

fn line(label: &str, text: &str) -> Result<()> {
    say(format!("  {label}: {text}").trim_end())
}
