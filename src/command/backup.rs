//! `versus backup`: a verified copy of the knowledge base.

use std::path::PathBuf;

use crate::command::context::Context;
use crate::error::Result;
use crate::store::Access;

/// Copy the knowledge base to a file, while others may go on writing
///
/// The copy is the base as it stood at one moment. It is written beside its name, read again from end to end, and only then
/// given its name; it is a knowledge base like any other (`--db FILE`).
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus backup versus-2026-11-23.db
  versus backup copy.db --force")]
pub struct Args {
    /// The file to make
    file: PathBuf,
    /// Replace the file when it is there
    #[arg(long)]
    force: bool,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let store = context.open_store(Access::Read)?;
        let bytes = store.backup(&self.file, self.force)?;
        context.note(&format!("copied to {} and verified: {bytes} bytes", self.file.display()));
        Ok(())
    }
}
