//! `versus review unsettle`: takes back one decision, or all of one act.

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::error::Result;
use crate::model::{BatchId, CorrectionId, LeftSettlement, SettlementId, Unsettled};
use crate::service::cells::corrections_stay;
use crate::service::counted::counted;
use crate::store::{Access, Store};

/// Take decisions on rows back; the rows are unclear again
///
/// Corrections of their values stay, and are named.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus review unsettle 1
  versus review unsettle --batch 1")]
pub struct Args {
    /// The decision's number in `versus review list --settled`
    #[arg(required_unless_present = "batch")]
    number: Option<SettlementId>,
    /// All decisions of one `versus review settle --all-first`; those that hold no more are named and left
    #[arg(long, value_name = "NUMBER", conflicts_with = "number")]
    batch: Option<BatchId>,
    #[command(flatten)]
    editor: EditorArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        let corrections = match (self.number, self.batch) {
            (Some(number), _) => self.one(context, &mut store, number)?,
            (None, Some(batch)) => self.batch(context, &mut store, batch)?,
            (None, None) => Vec::new(),
        };
        if !corrections.is_empty() {
            context.note(&corrections_stay(&corrections));
        }
        Ok(())
    }

    fn one(&self, context: &Context, store: &mut Store, number: SettlementId) -> Result<Vec<CorrectionId>> {
        let unsettled = store.unsettle(number, &self.editor.name(context), &context.now())?;
        let Unsettled { document, raw, row, corrections } = unsettled;
        let done = match row {
            Some(row) => format!("row {row} of {document} is unclear again: {raw}"),
            None => format!("nothing holds any more for the row of {document}: {raw}"),
        };
        let row = row.map_or(serde_json::Value::Null, |row| row.0.into());
        context.done(&done, &[("decision", number.0.into()), ("document", document.into()), ("row", row)])?;
        Ok(corrections)
    }

    fn batch(&self, context: &Context, store: &mut Store, batch: BatchId) -> Result<Vec<CorrectionId>> {
        let undone = store.unsettle_batch(batch, &self.editor.name(context), &context.now())?;
        let unclear = undone.taken_back.iter().filter(|unsettled| unsettled.row.is_some()).count();
        let decisions = counted(undone.taken_back.len(), "decision");
        let done = format!("{decisions} taken back; {} unclear again", counted(unclear, "row"));
        context.done(&done, &[("batch", batch.0.into()), ("decisions", undone.taken_back.len().into())])?;
        for left in &undone.left {
            let LeftSettlement { number, document, raw, by, at, replaced_by } = left;
            let since = match replaced_by {
                Some(other) => format!("decision {other} has replaced it"),
                None => format!("`{by}` took it back at {at}"),
            };
            context.note(&format!("left decision {number} on a row of {document}, {since}: {raw}"));
        }
        Ok(undone.taken_back.into_iter().flat_map(|unsettled| unsettled.corrections).collect())
    }
}
