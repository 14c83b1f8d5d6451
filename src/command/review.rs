//! `versus review`: the table rows whose cells could not be told apart, and telling them apart.

use std::io::{self, IsTerminal};

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::prompt;
use crate::error::{Error, Result};
use crate::model::{Candidate, Settled, SettlementId, UnclearRecord, UnclearRowId, Unsettled};
use crate::store::{Access, Store};

/// List the table rows whose cells ran together, and tell them apart
///
/// Such a row is kept as it stood and none of its values is stored. Candidates stand one a line, best first, cells
/// separated by ` | `. On a terminal each row is shown and asked for; elsewhere, or with `--format`, they are listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus review
  versus review --format jsonl
  versus review settle 1 --pick 1
  versus review list --settled
  versus review unsettle 1")]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    editor: EditorArgs,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    List(List),
    Settle(Settle),
    Unsettle(Unsettle),
}

/// List the rows whose cells ran together, or what was decided on such rows
///
/// A decision holds for a row of the document that is unclear, has that very text and stands under those figures in that
/// order. It is `applied` where the page has such a row, `waiting` while the document is out or has the row under other
/// figures, and `answered` when the page is clear about the row or has it no more: then it changes nothing.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus review list
  versus review list --settled")]
struct List {
    /// What was decided and not taken back, each decision with its number
    #[arg(long)]
    settled: bool,
}

/// Take a decision on a row back; the row is unclear again
///
/// Corrections of its values stay, and are named.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus review unsettle 1")]
struct Unsettle {
    /// The decision's number in `versus review list --settled`
    number: SettlementId,
    #[command(flatten)]
    editor: EditorArgs,
}

/// Tell the cells of one row apart; they stay so when the page is imported again
///
/// The cells must hold the row's very characters: this says where they end, it does not change them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus review settle 1 --pick 1")]
struct Settle {
    /// The row's number in `versus review`
    row: UnclearRowId,
    /// Take the candidate of this number, from 1
    #[arg(long, value_name = "NUMBER", required_unless_present = "cells", conflicts_with = "cells")]
    pick: Option<usize>,
    /// The attribute, then a cell for each figure: `--cells Population "25 million" "331 million"`
    #[arg(long, value_name = "CELL", num_args = 3.., allow_negative_numbers = true)]
    cells: Option<Vec<String>>,
    #[command(flatten)]
    editor: EditorArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        match &self.command {
            Some(Command::List(List { settled: true })) => list_settled(context),
            Some(Command::Settle(settle)) => settle.run(context),
            Some(Command::Unsettle(unsettle)) => unsettle.run(context),
            None if context.is_table() && io::stdin().is_terminal() && io::stdout().is_terminal() => self.walk(context),
            Some(Command::List(List { settled: false })) | None => list(context),
        }
    }

    /// Shows one row after the other and asks for each.
    fn walk(&self, context: &Context) -> Result<()> {
        let mut records = Vec::new();
        context.open_store(Access::Read)?.each_unclear_row(|record| {
            records.push(record.clone());
            Ok(())
        })?;
        if records.is_empty() {
            context.note("no unclear rows");
            return Ok(());
        }
        let mut store = context.open_store(Access::Write)?;
        let total = records.len();
        for (record, number) in records.iter().zip(1..) {
            prompt::say(&format!("\nRow {number} of {total}, in {}: {}", record.document, record.row.reason))?;
            prompt::say(&format!("  {}", record.row.raw))?;
            for (candidate, number) in record.row.candidates.iter().zip(1..) {
                prompt::say(&format!("  {number}: {}", cells(candidate)))?;
            }
            if !self.settle_asked(context, &mut store, record)? {
                break;
            }
        }
        Ok(())
    }

    /// Asks for one row until it is settled or passed over; `false` when the person wants to leave.
    fn settle_asked(&self, context: &Context, store: &mut Store, record: &UnclearRecord) -> Result<bool> {
        loop {
            let answer = prompt::ask("Number of the right one (empty: pass it over, q: leave)")?;
            let candidate = match answer.as_deref() {
                None => return Ok(true),
                Some("q") => return Ok(false),
                Some(number) => number.parse().ok().and_then(|number| picked(&record.row.candidates, number)),
            };
            match candidate {
                Some(candidate) => match store.settle(record.id, candidate, &self.editor.name(), &context.now()) {
                    Ok(_) => return Ok(true),
                    // The row stays as it is: another answer may do, or none.
                    Err(error @ Error::Refused(_)) => prompt::complain(&error)?,
                    // Somebody else has decided meanwhile.
                    Err(error @ Error::UnknownRow { .. }) => {
                        prompt::complain(&error)?;
                        return Ok(true);
                    }
                    Err(error) => return Err(error),
                },
                None => prompt::say("That is none of the numbers.")?,
            }
        }
    }
}

impl Settle {
    fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        let record = store.unclear_row(self.row)?.ok_or(Error::UnknownRow { number: self.row })?;
        let split = match (&self.cells, self.pick) {
            (Some(cells), _) => {
                let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
                Candidate { attribute: cells[0].clone(), values: cells[1..].to_vec() }
            }
            (None, pick) => picked(&record.row.candidates, pick.unwrap_or(0)).cloned().ok_or_else(|| {
                Error::usage(
                    format!("row {} has {} candidates", self.row, record.row.candidates.len()),
                    "`versus review` shows them; or give the cells with `--cells`",
                )
            })?,
        };
        let Settled { number, document } = store.settle(self.row, &split, &self.editor.name(), &context.now())?;
        context.note(&format!("settled in {document}: {}", cells(&split)));
        context.note(&format!("`versus review unsettle {number}` takes it back"));
        Ok(())
    }
}

impl Unsettle {
    fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        let unsettled = store.unsettle(self.number, &self.editor.name(), &context.now())?;
        let Unsettled { document, raw, row, corrections } = unsettled;
        match row {
            Some(row) => context.note(&format!("row {row} of {document} is unclear again: {raw}")),
            None => context.note(&format!("nothing holds any more for the row of {document}: {raw}")),
        }
        if !corrections.is_empty() {
            let numbers: Vec<String> = corrections.iter().map(ToString::to_string).collect();
            context.note(&format!("corrected values stay, by correction {}", numbers.join(", ")));
        }
        Ok(())
    }
}

/// Returns the candidate of a number, from 1.
fn picked(candidates: &[Candidate], number: usize) -> Option<&Candidate> {
    candidates.get(number.checked_sub(1)?)
}

fn list(context: &Context) -> Result<()> {
    let store = context.open_store(Access::Read)?;
    let mut output = context.output();
    let mut rows = output.rows(&["row", "document", "position", "raw", "reason", "candidates"])?;
    store.each_unclear_row(|record| {
        let candidates: Vec<String> = record.row.candidates.iter().map(cells).collect();
        rows.row(&[
            record.id.0.into(),
            record.document.as_str().into(),
            record.row.position.into(),
            record.row.raw.as_str().into(),
            record.row.reason.as_str().into(),
            candidates.join("\n").into(),
        ])
    })?;
    let found = rows.finish()?;
    context.finish(output, found, "no unclear rows")
}

fn list_settled(context: &Context) -> Result<()> {
    let store = context.open_store(Access::Read)?;
    let mut output = context.output();
    let columns = ["decision", "document", "position", "raw", "cells", "figures", "state", "editor", "settled_at"];
    let mut rows = output.rows(&columns)?;
    store.each_settled_row(|record| {
        let figures = record.figures.join("; ");
        rows.row(&[
            record.number.0.into(),
            record.document.as_str().into(),
            record.position.map(i64::from).into(),
            record.raw.as_str().into(),
            cells(&record.split).into(),
            figures.into(),
            record.state.as_str().into(),
            record.editor.as_str().into(),
            record.settled_at.as_str().into(),
        ])
    })?;
    let found = rows.finish()?;
    context.finish(output, found, "no row was settled")
}

fn cells(candidate: &Candidate) -> String {
    format!("{} | {}", candidate.attribute, candidate.values.join(" | "))
}
