//! `versus completions`: a script that makes the shell complete versus's commands and flags.

use clap_complete::Shell;

use crate::command::shared::context::Context;
use crate::error::Result;

/// Print the completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus completions bash
  versus completions fish")]
pub struct Args {
    /// Which shell
    shell: Shell,
}

impl Args {
    /// Runs the command for the definition of the whole command line.
    pub fn run(&self, context: &Context, mut versus: clap::Command) -> Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut versus, "versus", &mut script);
        context.print(&String::from_utf8_lossy(&script))
    }
}
