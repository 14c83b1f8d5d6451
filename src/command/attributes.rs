//! `versus attributes`: the attributes of the base, with counts.

use crate::command::shared::context::Context;
use crate::command::shared::tables;
use crate::error::Result;
use crate::store::Access;

/// List what figures are compared by, with counts
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus attributes
  versus attributes policy --format json")]
pub struct Args {
    /// Only those whose name or alias holds this text; case and accents do not count
    pattern: Option<String>,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let store = context.open_store(Access::Read)?;
        let mut output = context.output();
        let found = tables::attributes(&store, &mut output, self.pattern.as_deref().unwrap_or_default())?;
        context.finish(output, found, "no attribute found")
    }
}
