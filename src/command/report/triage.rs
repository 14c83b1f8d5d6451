//! `versus report triage`: the queue, one decision after the other, on a terminal.

use std::collections::HashSet;
use std::io::{self, IsTerminal};

use super::acceptance::{done, said, shown};
use super::field;
use crate::command::shared::context::Context;
use crate::command::shared::counted::counted;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::names;
use crate::command::shared::prompt::{ask, ask_until, complain, say};
use crate::command::shared::tables;
use crate::error::{Error, Result};
use crate::model::{Because, Lookup, Place, Report, ReportId, ReportStatus, Standing};
use crate::name::quoted;
use crate::store::{Acceptance, Access, ReportFilter, Store};

/// The most values of other documents that are shown around a report.
const MOST_AROUND: usize = 8;
/// The most readers of whom it is shown what they say; a bundle may bring a thousand.
const MOST_SUPPORTS: usize = 20;

/// Walk through the open reports on a terminal, one decision after the other
///
/// Each report is shown with what the document says, what other documents say of the same figure and attribute, and who
/// said the same. Decisions are written one by one, and can be taken back with `versus report reopen`.
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
    Quit,
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
        for (listed, place) in queue.iter().zip(1..) {
            // One acceptance may close several reports, and somebody else may have decided meanwhile.
            let number = listed.report.number;
            let Some(report) = store.report(number)?.filter(|report| report.status == ReportStatus::Open) else {
                continue;
            };
            say(&format!("\nReport {number} ({place} of {})", queue.len()))?;
            show(&store, &report)?;
            if !self.decide(context, &mut store, &report, &mut decided)? {
                break;
            }
        }
        context.note(&format!("{} decided", counted(decided.len(), "report")));
        Ok(())
    }

    /// Asks about one report until it is decided or passed over; `false` when the person wants to leave.
    fn decide(
        &self,
        context: &Context,
        store: &mut Store,
        report: &Report,
        decided: &mut HashSet<ReportId>,
    ) -> Result<bool> {
        let number = report.number;
        loop {
            let editor = self.editor.name(context);
            let result = match choose()? {
                Choice::Quit => return Ok(false),
                Choice::Skip => return Ok(true),
                Choice::Accept(text) => {
                    let document = ask_document(store, report)?;
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
                Choice::Decline(because, note) => store
                    .decline_reports(&[number], because, note.as_deref(), &editor, &context.now())
                    .map(|()| decided.extend([number])),
            };
            match result {
                Ok(()) => return Ok(true),
                Err(error @ (Error::Refused(_) | Error::Misuse(_) | Error::Usage { .. })) => complain(&error)?,
                Err(error) => return Err(error),
            }
        }
    }
}

/// Accepts a report, says so, and returns the reports that were closed.
fn accept(context: &Context, store: &mut Store, acceptance: &Acceptance) -> Result<Vec<ReportId>> {
    let outcome = store.accept_report(acceptance, &context.now())?;
    let accepted = done(context, acceptance.number, outcome)?;
    for line in said(&accepted) {
        say(&line)?;
    }
    Ok(accepted.closed)
}

/// Asks which document is to have a value that is missing in several.
fn ask_document(store: &Store, report: &Report) -> Result<Option<String>> {
    let (true, Place::Value { document: None, figure, .. }) = (report.filed.is_missing, &report.filed.place) else {
        return Ok(None);
    };
    let Lookup::Found(figure) = store.figure(figure)? else { return Ok(None) };
    let documents = store.documents_of_figure(figure.id)?;
    if documents.len() < 2 {
        return Ok(None);
    }
    say(&format!("Documents: {}", documents.join(", ")))?;
    let given = ask_until("Which one is to have the value", |name| names::document(store, name).map(drop))?;
    given.map(|name| Ok(names::document(store, &name)?.name)).transpose()
}

fn choose() -> Result<Choice> {
    loop {
        match ask("[a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit")?.as_deref() {
            Some("a") => return Ok(Choice::Accept(None)),
            Some("t") => {
                if let Some(text) = ask("What is to stand there (empty: back)")? {
                    return Ok(Choice::Accept(Some(text)));
                }
            }
            Some("d") => {
                let question = format!("Why: {} (empty: back)", Because::NAMES.join(", "));
                let because = ask_until(&question, |answer| {
                    let known = Because::from_name(answer).map(drop);
                    known.ok_or_else(|| Error::usage(format!("`{answer}` is none of these"), "type one of the words"))
                })?;
                if let Some(because) = because.as_deref().and_then(Because::from_name) {
                    let note = ask_until("Note (empty: none)", |note| field::note(Some(note)).map(drop))?;
                    return Ok(Choice::Decline(because, note));
                }
            }
            Some("s") | None => return Ok(Choice::Skip),
            Some("q") => return Ok(Choice::Quit),
            Some(_) => say("Type one of the letters in brackets.")?,
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
