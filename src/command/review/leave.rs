//! `versus review leave`: a row stays unclear.

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::error::Result;
use crate::model::{Settled, UnclearRowId};
use crate::store::Access;

/// Leave one row unclear, whatever other documents say of it
///
/// For a row that `versus review --inferred` shows and that is not so, or that nobody can tell apart. Values that were inferred
/// of it go, and it is not told apart again, nor asked for, when its page or another one is imported. `versus review list --settled`
/// lists it, without cells; `versus review unsettle` takes the decision back.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus review --inferred
  versus review leave 1")]
pub struct Args {
    /// The row's number in `versus review` or `versus review --inferred`
    row: UnclearRowId,
    #[command(flatten)]
    editor: EditorArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        let Settled { number, document } = store.leave(self.row, &self.editor.name(context), &context.now())?;
        let facts = [("decision", number.0.into()), ("document", document.as_str().into())];
        context.done(&format!("row {} of {document} stays unclear", self.row), &facts)?;
        context.note(&format!("`versus review unsettle {number}` takes it back"));
        Ok(())
    }
}
