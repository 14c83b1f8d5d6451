//! `versus figures`: the figures of the base, with counts.

use crate::command::shared::context::Context;
use crate::command::shared::tables;
use crate::error::Result;
use crate::store::Access;

/// List the things that are compared, with counts
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus figures
  versus figures tro --format csv")]
pub struct Args {
    /// Only those whose name or alias holds this text; case and accents do not count
    pattern: Option<String>,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let store = context.open_store(Access::Read)?;
        let mut output = context.output();
        let found = tables::figures(&store, &mut output, self.pattern.as_deref().unwrap_or_default())?;
        context.finish(output, found, "no figure found")
    }
}
