//! `versus report`: reports of inaccuracies. Each subcommand is a file.

pub mod accept;
mod acceptance;
mod ask;
pub mod bundle;
pub mod decline;
pub mod export;
pub mod file;
pub mod import;
pub mod list;
pub mod reopen;
pub mod show;
pub mod triage;

use crate::command::shared::context::Context;
use crate::error::Result;

/// File a report on what is inaccurate, read those that were filed, and decide them
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus report file stalin \"foreign policy\" --comment \"Too vague\"
  versus report list")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    File(file::Args),
    List(list::Args),
    Show(show::Args),
    Triage(triage::Args),
    Accept(accept::Args),
    Decline(decline::Args),
    Reopen(reopen::Args),
    Export(export::Args),
    Import(import::Args),
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        match &self.command {
            Command::File(args) => args.run(context),
            Command::List(args) => args.run(context),
            Command::Show(args) => args.run(context),
            Command::Triage(args) => args.run(context),
            Command::Accept(args) => args.run(context),
            Command::Decline(args) => args.run(context),
            Command::Reopen(args) => args.run(context),
            Command::Export(args) => args.run(context),
            Command::Import(args) => args.run(context),
        }
    }
}
