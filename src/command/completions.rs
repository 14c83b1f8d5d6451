//! `versus completions`: a script that makes the shell complete versus's commands and flags.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::command::context::Context;
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
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "versus", &mut script);
        context.print(&String::from_utf8_lossy(&script))
    }
}
