//! `versus report decline`: reports that lead to no correction, and why.

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::error::Result;
use crate::model::{Because, ReportId};
use crate::service::closed_set::one_of;
use crate::service::field::note;
use crate::store::Access;

/// Decline reports, and say why
///
/// A declined report stays in the base. Who files the same again is shown the decision and asked for something new. Spam
/// stays out of lists.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus report decline 1 --because cannot-verify
  versus report decline 1 --because not-an-error --note \"The summary says so\"")]
pub struct Args {
    /// The reports' numbers
    #[arg(required = true, value_name = "NUMBER")]
    numbers: Vec<ReportId>,
    /// Why: not-an-error, cannot-verify, duplicate, already-fixed, out-of-scope or spam
    #[arg(long, value_name = "REASON", hide_possible_values = true)]
    #[arg(value_parser = one_of(Because::NAMES, Because::from_name))]
    because: Because,
    /// More about why, at most 2,000 characters
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[command(flatten)]
    editor: EditorArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let note = note(self.note.as_deref())?;
        let mut store = context.open_store(Access::Write)?;
        store.decline_reports(&self.numbers, self.because, note, &self.editor.name(context), &context.now())?;
        let each_once = self.numbers.iter().enumerate().filter(|(at, number)| !self.numbers[..*at].contains(number));
        let numbers: Vec<String> = each_once.map(|(_, number)| number.to_string()).collect();
        let what = if let [only] = numbers.as_slice() {
            format!("Report {only} is")
        } else {
            format!("Reports {} are", numbers.join(", "))
        };
        let declined: Vec<i64> = self.numbers.iter().map(|number| number.0).collect();
        let lines = [format!("{what} declined: {}.", self.because.as_str())];
        context.done_lines(&lines, &[("reports", declined.into()), ("because", self.because.as_str().into())])
    }
}
