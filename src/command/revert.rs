//! `versus revert`: undoes a correction.

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::error::Result;
use crate::model::CorrectionId;
use crate::store::Access;

/// Undo a correction: what the document says shows again
///
/// The correction stays in the log with who undid it and why. One that it had replaced does not come back.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus revert 1
  versus revert 1 --note \"the page is right\"")]
pub struct Args {
    /// The correction's number in `versus log` or `versus export corrections`
    correction: CorrectionId,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[command(flatten)]
    editor: EditorArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let note = self.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let mut store = context.open_store(Access::Write)?;
        store.revert(self.correction, &self.editor.name(context), note, &context.now())?;
        let undone = format!("correction {} is undone", self.correction);
        context.done(&undone, &[("correction", self.correction.0.into())])?;
        Ok(())
    }
}
