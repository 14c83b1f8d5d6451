//! `versus report`: reports of inaccuracies. Each subcommand is a file.

mod ask;
pub mod file;
pub mod list;
pub mod show;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::command::context::Context;
use crate::error::Result;
use crate::model::Problem;

/// File a report on what is inaccurate, and read those that were filed
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
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        match &self.command {
            Command::File(args) => args.run(context),
            Command::List(args) => args.run(context),
            Command::Show(args) => args.run(context),
        }
    }
}

fn problem_parser() -> impl TypedValueParser<Value = Problem> {
    PossibleValuesParser::new(Problem::NAMES).try_map(|name| Problem::from_name(&name).ok_or("no such problem"))
}
