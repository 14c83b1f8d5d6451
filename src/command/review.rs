//! `versus review`: the table rows whose cells could not be told apart.

use crate::command::context::Context;
use crate::error::Result;
use crate::model::Candidate;
use crate::store::Access;

/// List the table rows whose cells ran together and could not be told apart
///
/// Such a row is kept as it stood and none of its values is stored. Candidates stand one a line, best first, cells
/// separated by ` | `.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus review
  versus review --format jsonl")]
pub struct Args {}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let store = context.open_store(Access::Read)?;
        let mut output = context.output();
        let mut rows = output.rows(&["row", "document", "position", "raw", "reason", "candidates"])?;
        store.each_unclear_row(|record| {
            rows.row(&[
                record.id.into(),
                record.document.as_str().into(),
                record.row.position.into(),
                record.row.raw.as_str().into(),
                record.row.reason.as_str().into(),
                candidates(&record.row.candidates).into(),
            ])
        })?;
        let found = rows.finish()?;
        context.finish(output, found, "no unclear rows")
    }
}

fn candidates(candidates: &[Candidate]) -> String {
    let line = |candidate: &Candidate| format!("{} | {}", candidate.attribute, candidate.values.join(" | "));
    candidates.iter().map(line).collect::<Vec<_>>().join("\n")
}
