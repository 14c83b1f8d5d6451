//! `versus report file`: a reader says what is inaccurate, and is told what became of it. What the report points at is
//! found out in `claim.rs`; the questions on a terminal are in `ask.rs`.

use std::io::{self, IsTerminal};

use super::ask;
use crate::command::shared::context::Context;
use crate::error::{Error, Refusal, Result};
use crate::model::{NewReport, ReportId};
use crate::name;
use crate::output::Format;
use crate::service::claim::{self, Claim, described};
use crate::service::tables;
use crate::store::{Access, Store};

/// Report what is inaccurate: a value, a missing value, a figure, words in the prose, a summary or a document
///
/// Name the figure and the attribute for a value; the figure alone for the figure; `--document` with `--section` and
/// `--quote` for words in the prose (`--section summary` for the summary); `--document` alone for the document. Say what
/// it should be, or where that can be checked, or what is wrong: one of them is needed. Nothing is changed by a report:
/// editors decide. What an open report says already is added to it as another reader's voice; what was declined needs
/// new evidence, or a text that has changed since. Without arguments on a terminal it asks, one question at a
/// time: `?` explains it, `<` goes back to the one before.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus report file stalin \"foreign policy\" --value \"One country first\"
  versus report file stalin birthplace --problem missing --value Gori
  versus report file stalin --quote \"cult of personality\" --comment \"Says who?\"
  versus report file --document stalin-vs --section summary --comment Biased")]
pub struct Args {
    #[command(flatten)]
    claim: Claim,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        let claim = self.claim.clone().without_blanks();
        let asking = claim.is_empty() && io::stdin().is_terminal() && io::stderr().is_terminal();
        let report = if asking {
            ask::asked(&store).map_err(unanswered)?.ok_or(Refusal::NotFiled)?
        } else {
            claim.ensure_sound()?;
            claim.resolve(&store)?
        };
        let (number, is_new) = claim::file(&mut store, &report, &context.now())?;
        if !is_new {
            return print_supported(context, &store, number);
        }
        let printed = print_filed(context, &store, number, &report);
        if printed.is_err() {
            // Or the reader would file it again.
            context.note(&format!("report {number} is filed"));
        }
        printed
    }
}

/// Says that a report was added to one that is open, and what that one says.
fn print_supported(context: &Context, store: &Store, number: ReportId) -> Result<()> {
    let report = store.report(number)?.ok_or(Error::UnknownReport { number })?;
    let here = if report.readers == 1 { "1 reader says".into() } else { format!("{} readers say", report.readers) };
    let readers = match report.readers_from_bundles {
        0 => format!("{here} so now"),
        more => format!("{here} so now, and {more} more in bundles"),
    };
    let mut output = context.output(Format::Table)?;
    if !context.is_table() {
        let now = store.current_text(&report.filed)?;
        tables::report(&mut output, &report, store.standing(&report)?, now.as_deref())?;
        output.flush()?;
        context.note(&format!("report {number} says so already: yours was added to it, {readers}"));
        return Ok(());
    }
    output.line(&format!("Report {number} says so already. Yours was added to it: {readers}."))?;
    output.line("")?;
    output.line(&format!("Look at it again with `versus report show {number}`."))?;
    output.flush()
}

/// Says at the end of the answers that there is no report: one is all that is asked for here.
fn unanswered(error: Error) -> Error {
    match error {
        Error::NoAnswer => Refusal::NotAnswered.into(),
        other => other,
    }
}

/// Says what was filed, what it points at and how to look at it again.
fn print_filed(context: &Context, store: &Store, number: ReportId, report: &NewReport) -> Result<()> {
    let mut output = context.output(Format::Table)?;
    if !context.is_table() {
        if let Some(filed) = store.report(number)? {
            let now = store.current_text(report)?;
            tables::report(&mut output, &filed, store.standing(&filed)?, now.as_deref())?;
        }
        return output.flush();
    }
    output.line(&format!("Report {number} is filed. Thank you."))?;
    output.line("")?;
    for (label, text) in described(report) {
        // On one line each, so that no text looks like a label of ours.
        output.paragraph(&format!("{label}: {}", name::clean(text)), 2)?;
    }
    output.line("")?;
    output.line(&format!("Look at it again with `versus report show {number}`."))?;
    output.flush()
}
