//! `versus report reopen`: a decision is taken back.

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::error::Result;
use crate::model::ReportId;
use crate::service::field::note;
use crate::store::Access;

/// Open a decided report again
///
/// The correction that an accepted report led to stays: `versus revert` undoes it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus report decline 1 --because spam && versus report reopen 1 --note Oops")]
pub struct Args {
    /// The report's number
    number: ReportId,
    /// Why, at most 2,000 characters
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
        let correction = store.reopen_report(self.number, note, &self.editor.name(context), &context.now())?;
        let mut lines = vec![format!("Report {} is open again.", self.number)];
        if let Some(correction) = correction {
            lines.push(format!("Correction {correction} stands; undo it with `versus revert {correction}`."));
        }
        let correction = correction.map_or(serde_json::Value::Null, |correction| correction.0.into());
        context.done_lines(&lines, &[("report", self.number.0.into()), ("correction", correction)])
    }
}
