//! `versus review settle`: one row by its number, or all rows of a kind by their first candidates.

use super::reason;
use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::prompt;
use crate::error::{Error, Refusal, Result};
use crate::model::{Bulk, Candidate, Settled, UnclearRowId};
use crate::service::cells::{cells, picked, shown};
use crate::service::counted::counted;
use crate::service::names;
use crate::store::{Access, Store};

/// How many rows of a plan are shown with their splits.
const SAMPLE: usize = 10;
/// How many rows are named that stay unclear.
const MOST_NAMED: usize = 20;

/// Tell the cells of one row apart, or of many; they stay so when the page is imported again
///
/// The cells must hold the row's very characters: this says where they end, it does not change them.
///
/// `--all-first` takes the first candidate of every row. First it shows what it would do: how many rows, for which reasons
/// they are unclear, some of them with their cells, and which rows stay unclear. On a terminal it asks, elsewhere it wants
/// `--yes`. All of it can be taken back as one.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus review settle 1 --pick 1
  versus review settle --all-first --reason \"two splits\" --limit 100 --yes")]
pub struct Args {
    /// The row's number in `versus review`
    #[arg(required_unless_present = "all_first")]
    row: Option<UnclearRowId>,
    /// Take the candidate of this number, from 1
    #[arg(
        long,
        value_name = "NUMBER",
        required_unless_present_any = ["cells", "all_first"],
        conflicts_with = "cells"
    )]
    pick: Option<usize>,
    /// The attribute, then a cell for each figure: `--cells Population "25 million" "331 million"`
    #[arg(long, value_name = "CELL", num_args = 3.., allow_negative_numbers = true)]
    cells: Option<Vec<String>>,
    /// Take the first candidate of every row
    #[arg(long, conflicts_with_all = ["row", "pick", "cells"])]
    all_first: bool,
    /// Only rows with this text in the reason for which they are unclear, in any case
    #[arg(long, value_name = "TEXT", conflicts_with = "row")]
    reason: Option<String>,
    /// Only rows of this document: its name in `versus documents`, or whole parts of it that fit no other
    #[arg(long, conflicts_with = "row")]
    document: Option<String>,
    /// At most so many rows, the first ones; `0` is all
    #[arg(long, value_name = "NUMBER", default_value_t = 0, conflicts_with = "row")]
    limit: usize,
    /// Do not ask
    #[arg(long, conflicts_with = "row")]
    yes: bool,
    #[command(flatten)]
    editor: EditorArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        match self.row {
            Some(row) => self.settle_one(context, &mut store, row),
            None => self.settle_all(context, &mut store),
        }
    }

    fn settle_one(&self, context: &Context, store: &mut Store, row: UnclearRowId) -> Result<()> {
        let record = store.unclear_row(row)?.ok_or(Error::UnknownRow { number: row })?;
        let split = match (&self.cells, self.pick) {
            (Some(cells), _) => {
                let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
                Candidate::new(cells[0].clone(), cells[1..].to_vec())
            }
            (None, pick) => picked(&record.row.candidates, pick.unwrap_or(0)).cloned().ok_or_else(|| {
                Error::usage(
                    format!("row {row} has {}", counted(record.row.candidates.len(), "candidate")),
                    "`versus review` shows them; or give the cells with `--cells`",
                )
            })?,
        };
        let Settled { number, document } = store.settle(row, &split, &self.editor.name(context), &context.now())?;
        let facts = [("decision", number.0.into()), ("document", document.as_str().into())];
        context.done(&format!("settled in {document}: {}", cells(&split)), &facts)?;
        context.note(&format!("`versus review unsettle {number}` takes it back"));
        Ok(())
    }

    fn settle_all(&self, context: &Context, store: &mut Store) -> Result<()> {
        let rows = self.chosen(store)?;
        let most = if self.limit == 0 { usize::MAX } else { self.limit };
        let (editor, now) = (self.editor.name(context), context.now());
        let plan = store.plan_firsts(&rows, most, &editor, &now)?;
        for line in described(&plan) {
            // Whoever is asked must see it.
            if self.yes { context.note(&line) } else { context.complain(&line) }
        }
        if plan.settled.is_empty() {
            return Err(Refusal::NothingToSettle.into());
        }
        if !self.yes {
            confirm(plan.settled.len())?;
        }
        // The rows that were shown, and no others: somebody else may have brought some in meanwhile.
        let shown: Vec<UnclearRowId> = plan.settled.iter().map(|row| row.row).collect();
        let Bulk { batch, settled, .. } = store.settle_firsts(&shown, usize::MAX, &editor, &now)?;
        if settled.is_empty() {
            return Err(Refusal::NothingToSettle.into());
        }
        let facts = [("batch", batch.0.into()), ("rows", settled.len().into())];
        context.done(&format!("settled {}", counted(settled.len(), "row")), &facts)?;
        if settled.len() < shown.len() {
            context.note(&format!("{} changed meanwhile", counted(shown.len() - settled.len(), "row")));
        }
        context.note(&format!("`versus review unsettle --batch {batch}` takes all of it back"));
        Ok(())
    }

    /// Returns the rows that are asked for, in the order in which they are listed.
    fn chosen(&self, store: &Store) -> Result<Vec<UnclearRowId>> {
        let document = self.document.as_deref().map(|given| names::document(store, given)).transpose()?;
        let mut rows = Vec::new();
        store.each_unclear_row(false, |record| {
            if document.as_ref().is_none_or(|document| document.name == record.document)
                && self.reason.as_deref().is_none_or(|text| reason::has(&record.row.reason, text))
            {
                rows.push(record.id);
            }
            Ok(())
        })?;
        Ok(rows)
    }
}

fn confirm(rows: usize) -> Result<()> {
    if !prompt::is_for_a_person() {
        return Err(Refusal::SettlingNotConfirmed.into());
    }
    let question = format!("Settle {} so?", counted(rows, "row"));
    if prompt::agrees(&question)? { Ok(()) } else { Err(Refusal::SettlingNotConfirmed.into()) }
}

/// Returns what an act on many rows would do, in lines.
fn described(plan: &Bulk) -> Vec<String> {
    let mut lines = Vec::new();
    if !plan.settled.is_empty() {
        lines.push(format!("{} by the first candidate:", counted(plan.settled.len(), "row")));
    }
    let kinds = reason::counts(plan.settled.iter().map(|row| row.reason.as_str()));
    lines.extend(kinds.into_iter().map(|(kind, rows)| format!("  {rows}: {kind}")));
    let sample = SAMPLE.min(plan.settled.len());
    if sample < plan.settled.len() {
        lines.push(format!("{sample} of them:"));
    }
    // From all over them, not only of the first document.
    lines.extend((0..sample).map(|number| {
        let row = &plan.settled[number * plan.settled.len() / sample];
        format!("  row {}, in {}: {}", row.row, row.document, shown(&row.split))
    }));
    if !plan.without.is_empty() {
        let named: Vec<String> = plan.without.iter().take(MOST_NAMED).map(ToString::to_string).collect();
        let rows = counted(plan.without.len(), "row");
        lines.push(format!("without a candidate: {rows}{}: {}", more(plan.without.len()), named.join(", ")));
    }
    if !plan.refused.is_empty() {
        lines.push(format!("refused: {}{}", counted(plan.refused.len(), "row"), more(plan.refused.len())));
        let named = plan.refused.iter().take(MOST_NAMED);
        lines.extend(named.map(|(row, refusal)| format!("  row {row}: {refusal}")));
    }
    lines
}

/// Says so where not all of these rows are named.
fn more(rows: usize) -> String {
    if rows > MOST_NAMED { format!(", the first {MOST_NAMED} of them") } else { String::new() }
}
