//! `versus backup`: a verified copy of the knowledge base.

use std::path::{Path, PathBuf};

use crate::command::shared::context::Context;
use crate::command::shared::interrupt::Interrupt;
use crate::error::{Error, Result};
use crate::store::Access;

/// Copy the knowledge base to a file, while others may go on writing
///
/// The copy is the base as it stood at one moment. It is written beside its name, read again from end to end, and only then
/// given its name; it is a knowledge base like any other (`--db FILE`).
///
/// To go back to a copy, back it up over the base: `versus --db COPY backup BASE --force`. A base so damaged that this is
/// refused is deleted first, with `BASE-wal` and `BASE-shm` beside it, when no program uses it.
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
        if self.file == Path::new("-") {
            return Err(Error::usage("a copy cannot be written to standard output", "name a file"));
        }
        let store = context.open_store(Access::Read)?;
        let interrupt = Interrupt::watch();
        let watch = interrupt.clone();
        let copied = store.backup(&self.file, self.force, move || watch.is_there());
        let Some(copied) = copied.map_err(|error| interrupt.explain(error))? else { return interrupt.ensure_none() };
        let verified = if copied.unreadable == 0 { " and verified" } else { "" };
        let copy = self.file.display().to_string();
        let done = format!("copied to {copy}{verified}: {} bytes", copied.bytes);
        context.done(&done, &[("file", copy.into()), ("bytes", copied.bytes.into())])?;
        if copied.unreadable > 0 {
            context.complain(
                "the copy is not verified: no command can read all that is in it, nor in the knowledge base: run `versus check`",
            );
        }
        if copied.broken_references > 0 {
            context.complain("the copy refers to what is not there, as the knowledge base does: run `versus check`");
        }
        Ok(())
    }
}
