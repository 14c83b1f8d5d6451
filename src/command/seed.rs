//! `versus seed`: imports the documents that are shipped with the program.

use crate::command::shared::context::Context;
use crate::command::shared::interrupt::Interrupt;
use crate::command::shared::shipped;
use crate::command::shared::tally::Tally;
use crate::error::Result;

/// Import the documents that are shipped with versus
///
/// They are part of the program, so this works anywhere. Documents that are there already stay as they are. The default
/// knowledge base has them from the start.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus seed
  versus --db mine.db seed")]
pub struct Args {}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut tally = Tally::default();
        let interrupt = Interrupt::watch();
        let filled = context.fill_store(false, |store| {
            interrupt.stop(store)?;
            tally = shipped::fill(store, &context.now(), || interrupt.ensure_none())?;
            Ok(())
        });
        filled.map_err(|error| interrupt.explain(error))?;
        context.done(&tally.to_string(), &tally.facts())?;
        Ok(())
    }
}
