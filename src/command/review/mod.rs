//! `versus review`: the table rows whose cells could not be told apart, and telling them apart.

mod edit;
mod keys;
mod leave;
#[cfg_attr(not(unix), path = "no_raw.rs")]
mod raw;
mod reason;
mod settle;
mod unsettle;
mod walk;

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::listing::Listing;
use crate::command::shared::prompt;
use crate::error::Result;
use crate::service::cells::cells;
use crate::service::tables;
use crate::store::Access;

/// List the table rows whose cells ran together, and tell them apart
///
/// Such a row is kept as it stood and none of its values is stored, unless other documents about one of its figures make
/// sure where its cells end: then they have the status `inferred`, and `--inferred` lists them. Candidates stand one a line, best
/// first, cells separated by ` | `. Off a terminal, with `--format`, or by `versus review list`, they are listed.
///
/// On a terminal it walks through them, those of one reason after the other. One key decides: a digit takes the candidate of
/// that number, `s` passes over, `e` opens your editor (`VISUAL` or `EDITOR`) on the best one, `u` takes the last decision
/// back, `q` leaves, `?` tells the keys. Each decision is written at once.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus review
  versus review --format jsonl
  versus review settle 1 --pick 1
  versus review --inferred
  versus review leave 1
  versus review settle --all-first --reason \"two splits\" --yes
  versus review list --settled
  versus review unsettle 1")]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// List the rows that what other documents say told apart, the split first among the candidates
    #[arg(long)]
    inferred: bool,
    #[command(flatten)]
    editor: EditorArgs,
    #[command(flatten)]
    listing: Listing,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    List(List),
    Settle(settle::Args),
    Leave(leave::Args),
    Unsettle(unsettle::Args),
}

/// List the rows whose cells ran together, or what was decided on such rows
///
/// A decision holds for a row of the document that is unclear, has that very text and stands under those figures in that
/// order. It is `applied` where the page has such a row, `waiting` while the document is out or has the row under other
/// figures, and `answered` when the page is clear about the row or has it no more: then it changes nothing. One without cells
/// leaves its row unclear.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus review list
  versus review list --settled")]
struct List {
    /// What was decided and not taken back, each decision with its number
    #[arg(long)]
    settled: bool,
    /// The rows that what other documents say told apart, the split first among the candidates
    #[arg(long, conflicts_with = "settled")]
    inferred: bool,
    #[command(flatten)]
    listing: Listing,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        match &self.command {
            Some(Command::List(List { settled: true, listing, .. })) => list_settled(context, listing),
            Some(Command::Settle(settle)) => settle.run(context),
            Some(Command::Leave(leave)) => leave.run(context),
            Some(Command::Unsettle(unsettle)) => unsettle.run(context),
            None if !self.inferred
                && context.asked_format().is_none()
                && self.listing.is_default()
                && prompt::is_for_a_person() =>
            {
                walk::walk(context, self.editor.name(context))
            }
            Some(Command::List(List { settled: false, inferred, listing })) => list(context, listing, *inferred),
            None => list(context, &self.listing, self.inferred),
        }
    }
}

fn list(context: &Context, listing: &Listing, is_inferred: bool) -> Result<()> {
    let mut store = context.open_store(Access::Read)?;
    let nothing = if is_inferred { "no inferred rows" } else { "no unclear rows" };
    listing.print(context, &mut store, None, nothing, |store, output| tables::unclear_rows(store, output, is_inferred))
}

fn list_settled(context: &Context, listing: &Listing) -> Result<()> {
    let mut store = context.open_store(Access::Read)?;
    listing.print(context, &mut store, None, "no row was settled", |store, output| {
        output.listing.one_line = true;
        let columns =
            ["decision", "document", "position", "raw", "cells", "figures", "state", "editor", "settled_at", "batch"];
        let rows = output.rows(&columns)?;
        rows.fill(|rows| {
            store.each_settled_row(|record| {
                let figures = record.figures.join("; ");
                rows.row(&[
                    record.number.0.into(),
                    record.document.as_str().into(),
                    record.position.map(i64::from).into(),
                    record.raw.as_str().into(),
                    record.split.as_ref().map(cells).into(),
                    figures.into(),
                    record.state.as_str().into(),
                    record.editor.as_str().into(),
                    record.settled_at.as_str().into(),
                    record.batch.map(|batch| batch.0).into(),
                ])
            })
        })
    })
}
