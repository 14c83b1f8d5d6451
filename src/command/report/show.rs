//! `versus report show`: one report, beside what its target reads now.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Destination;
use crate::error::{Error, Result};
use crate::model::ReportId;
use crate::output::Format;
use crate::service::tables;
use crate::store::Access;

/// Show one report beside what its target reads now
///
/// The column `now` is how the target reads at present; it is empty when the target is no longer there.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus report show 1
  versus report show 1 --format json")]
pub struct Args {
    /// The report's number
    number: ReportId,
    #[command(flatten)]
    destination: Destination,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Read)?;
        let report = store.report(self.number)?.ok_or(Error::UnknownReport { number: self.number })?;
        let now = store.current_text(&report.filed)?;
        self.destination.print(context, &mut store, Format::Table, "", |store, output| {
            tables::report(output, &report, store.standing(&report)?, now.as_deref())?;
            Ok(1)
        })?;
        Ok(())
    }
}
