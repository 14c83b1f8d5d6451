//! `versus man`: the manual page, made from the same definition as the help.

use clap::CommandFactory;

use crate::cli::Cli;
use crate::command::context::Context;
use crate::error::{Error, Result};

/// Print the manual page, for man(1)
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus man
  versus man > versus.1")]
pub struct Args {}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut page = Vec::new();
        clap_mangen::Man::new(Cli::command()).render(&mut page).map_err(Error::Output)?;
        context.print(&String::from_utf8_lossy(&page))
    }
}
