//! The command line as a whole: the list of commands, and what is common to their help and their errors. What a command
//! does, and its own arguments and help, are in `src/command/`; the flags that every command takes are in its `shared`.

mod wrong;

use std::ffi::OsString;
use std::io::{self, Write};
use std::{env, process};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::CompleteEnv;

use crate::command;
use crate::command::completions::{SHELLS, VARIABLE};
use crate::command::shared::complete;
use crate::command::shared::context::Context;
use crate::command::shared::global::Global;
use crate::error::{Error, Result};
use crate::output::{self, write_json};

/// The commands in groups, each with an example that works on the shipped document. Tests hold it against the list of
/// commands and run the examples.
const COMMANDS: &str = "\
Read:
  compare      figures side by side         versus compare stalin trotsky
  show         all about one figure         versus show stalin
  search       find words                   versus search permanent revolution
  sections     the prose                    versus sections --figure trotsky
  rank         by number, date or unit      versus rank population
  figures      what is compared             versus figures
  attributes   what it is compared by       versus attributes policy
  documents    the pages it comes from      versus documents
  sql          a SELECT of your own         versus sql \"SELECT * FROM figures\"

In a browser:
  serve        pages to read and report     versus serve

For an assistant:
  mcp          tools to read and report     versus mcp

Take along:
  export       whole tables, CSV by default versus export values -o values.csv
  backup       a copy of all of it          versus backup copy.db

Set right:
  report       say what is inaccurate       versus report list
  review       rows that could not be read  versus review
  conflicts    documents that disagree      versus conflicts
  alias        further names                versus alias add stalin Koba
  merge        two names of one thing       versus merge Koba --into stalin
  correct      change what is wrong         versus correct stalin role --value X
  revert       undo a correction            versus revert 1
  log          who changed what, and why    versus log
  check        what needs another look      versus check

Fill:
  import       read pages into the base     versus import pages/
  parse        read pages, as JSON Lines    versus parse pages/
  seed         the documents shipped here   versus seed
  forget       take documents out again     versus forget stalin-vs --yes

Set up:
  config       what is set, and where       versus config
  completions  for your shell               versus completions bash
  man          the manual page              versus man
  help         more about a command         versus help compare";

/// What `versus` alone says: what it is, and the commands of the first hour. It fits a terminal of 24 lines.
const FIRST_SCREEN: &str = "\
versus reads comparison pages (\"X vs. Y\") into a knowledge base, answers
from it, and takes reports of what is wrong in it.

  versus stalin vs trotsky               figures, side by side
  versus show stalin                     all about one figure
  versus search permanent revolution     find names, headings and words
  versus import pages/                   read pages of your own
  versus report file                     say what is inaccurate
  versus serve                           all of it in a browser
  versus export values -o values.xlsx    take it along

Words that are no command are names, and names need not be whole: any words or
beginnings that fit one figure alone will do. The knowledge base is made the
first time, with the comparison that is shipped here.

versus help            lists all commands
versus help COMMAND    tells more about one, with examples
";

const TEMPLATE: &str = "{about-with-newline}\n{usage-heading} {usage}\n\n{before-help}Options:\n{options}{after-help}";

/// Comparison pages ("X vs. Y") as a knowledge base: ask, export, report what is wrong
#[derive(Debug, Parser)]
#[command(name = "versus", version, help_template = TEMPLATE, before_help = COMMANDS)]
#[command(subcommand_value_name = "COMMAND", max_term_width = 100)]
#[command(
    after_help = "Words that are no command are names: `versus stalin vs trotsky` is `versus compare stalin trotsky`.\n\n\
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused, 130 or 143 interrupted.\n\n\
Start with `versus compare stalin trotsky`: the knowledge base is made the first time."
)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Declares the commands: a variant and a line in the match for each.
#[derive(Debug, Subcommand)]
enum Command {
    Compare(command::compare::Args),
    Show(command::show::Args),
    Search(command::search::Args),
    Rank(command::rank::Args),
    Sections(command::sections::Args),
    Figures(command::figures::Args),
    Attributes(command::attributes::Args),
    Documents(command::documents::Args),
    Sql(command::sql::Args),
    Export(command::export::Args),
    Report(command::report::Args),
    Review(command::review::Args),
    Conflicts(command::conflicts::Args),
    Alias(command::alias::Args),
    Merge(command::merge::Args),
    Correct(command::correct::Args),
    Revert(command::revert::Args),
    Log(command::log::Args),
    Check(command::check::Args),
    Backup(command::backup::Args),
    Import(command::import::Args),
    Parse(command::parse::Args),
    Seed(command::seed::Args),
    Serve(command::serve::Args),
    Mcp(command::mcp::Args),
    Forget(command::forget::Args),
    Config(command::config::Args),
    Completions(command::completions::Args),
    Man(command::man::Args),
}

/// Prints help, which can fail like all output, or ends the process with what is wrong with the arguments, in the shape of
/// all errors. That repeats them, which may hold names from strangers: it is made safe and short.
fn answer(error: &clap::Error) -> Result<()> {
    if !error.use_stderr() {
        return error.print().and_then(|()| io::stdout().flush()).map_err(Error::Output);
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        error.exit();
    }
    let (message, hint) = wrong::worded(error);
    // When even standard error is gone, the exit code is all that is left to say.
    let _ = if wants_json() {
        let said = serde_json::json!({"error": message, "causes": [], "hint": hint});
        write_json(io::stderr(), &said).and_then(|()| writeln!(io::stderr()))
    } else {
        let (message, hint) = (output::message(&message), output::message(&hint));
        writeln!(io::stderr(), "error: {message}\nhint: {hint}")
    };
    process::exit(error.exit_code())
}

/// Tells whether the arguments ask for JSON, be they right or wrong otherwise.
#[must_use]
pub fn wants_json() -> bool {
    let arguments: Vec<String> = env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let mut before = "";
    for argument in arguments.iter().skip(1).take_while(|argument| *argument != "--") {
        let named = argument.strip_prefix("--format=").or_else(|| argument.strip_prefix("-f"));
        let format = if matches!(before, "--format" | "-f") { Some(argument.as_str()) } else { named };
        if argument == "--json" || matches!(format, Some("json" | "jsonl")) {
            return true;
        }
        before = argument;
    }
    false
}

/// How near to a command's name a word must be to be taken for it, from 0 to 1: `comapre` and `compare` are 0.86 near, `stalin` and
/// `alias` 0.33.
const LEAST_NEARNESS: f64 = 0.7;

/// Tells whether the word that is no command may be one that was misspelt.
fn is_near_a_command(error: &clap::Error) -> bool {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return false };
    let nearness = |name: &str| strsim::normalized_damerau_levenshtein(word, name);
    let command = Cli::command();
    // clap's own comes last.
    let names = command.get_subcommands().map(clap::Command::get_name).chain(["help"]);
    names.into_iter().any(|name| nearness(name) >= LEAST_NEARNESS)
}

/// Returns the arguments with the command that compares before the word that is none; `None` where something else is wrong.
fn with_command(error: &clap::Error, mut arguments: Vec<OsString>) -> Option<Vec<OsString>> {
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return None };
    let command = Cli::command();
    let takes_value = |argument: &str| {
        command.get_arguments().filter(|known| known.get_action().takes_values()).any(|known| {
            let long = argument.strip_prefix("--").is_some_and(|name| known.get_long() == Some(name));
            // Of several in one, as in `-qf`, the last.
            let letters = argument.strip_prefix('-').filter(|letters| !letters.starts_with('-'));
            let short =
                letters.and_then(|letters| letters.chars().last()).is_some_and(|last| known.get_short() == Some(last));
            long || short
        })
    };
    let is_value = |at: usize| arguments[at - 1].to_str().is_some_and(takes_value) && at > 1;
    let is_flag = |at: usize| arguments[at].to_str().is_some_and(|argument| argument.starts_with('-'));
    // Behind a command, a word that is none of its commands is no name.
    let at = (1..arguments.len()).find(|at| !is_flag(*at) && !is_value(*at))?;
    if arguments[at].to_str() != Some(word) {
        return None;
    }
    let at = if arguments[at - 1] == "--" { at - 1 } else { at };
    arguments.insert(at, "compare".into());
    arguments.insert(at + 1, "--or-show".into());
    Some(arguments)
}

impl Cli {
    /// Parses the process's arguments and runs the command. Wrong arguments end the process here, and so does answering a shell
    /// that asks what to offer.
    pub fn run() -> Result<()> {
        CompleteEnv::with_factory(|| complete::completable(Self::command())).var(VARIABLE).shells(SHELLS).complete();
        let arguments: Vec<OsString> = env::args_os().collect();
        let error = match Self::try_parse_from(&arguments) {
            Ok(parsed) => return parsed.run_command(),
            Err(error) => error,
        };
        // Words that are no command are names.
        let Some(with_command) = with_command(&error, arguments) else { return answer(&error) };
        let is_near_a_command = is_near_a_command(&error);
        match Self::try_parse_from(with_command) {
            // A command that was misspelt is no name, and no base is made to find that out.
            Ok(parsed) if is_near_a_command && !parsed.has_base()? => answer(&error),
            Ok(parsed) => match (parsed.run_command(), error.get(ContextKind::InvalidSubcommand)) {
                (Err(Error::UnknownName { name, .. }), Some(ContextValue::String(first)))
                    if is_near_a_command && name.starts_with(first.as_str()) =>
                {
                    answer(&error)
                }
                (Err(Error::UnknownName { name, nearest, .. }), Some(ContextValue::String(first)))
                    if nearest.is_empty() && name.starts_with(first.as_str()) =>
                {
                    Err(Error::UnknownName { kind: "figure or command", name, nearest })
                }
                (done, _) => done,
            },
            Err(_) if is_near_a_command => answer(&error),
            Err(other) => answer(&other),
        }
    }

    /// Tells whether there is a base already.
    fn has_base(&self) -> Result<bool> {
        Ok(Context::new(&self.global)?.path()?.exists())
    }

    fn run_command(self) -> Result<()> {
        let Self { global, command } = self;
        let context = Context::new(&global)?;
        let Some(command) = command else {
            return context.print(FIRST_SCREEN);
        };
        let result = match command {
            Command::Compare(args) => args.run(&context),
            Command::Show(args) => args.run(&context),
            Command::Search(args) => args.run(&context),
            Command::Rank(args) => args.run(&context),
            Command::Sections(args) => args.run(&context),
            Command::Figures(args) => args.run(&context),
            Command::Attributes(args) => args.run(&context),
            Command::Documents(args) => args.run(&context),
            Command::Sql(args) => args.run(&context),
            Command::Export(args) => args.run(&context),
            Command::Report(args) => args.run(&context),
            Command::Review(args) => args.run(&context),
            Command::Conflicts(args) => args.run(&context),
            Command::Alias(args) => args.run(&context),
            Command::Merge(args) => args.run(&context),
            Command::Correct(args) => args.run(&context),
            Command::Revert(args) => args.run(&context),
            Command::Log(args) => args.run(&context),
            Command::Check(args) => args.run(&context),
            Command::Backup(args) => args.run(&context),
            Command::Import(args) => args.run(&context),
            Command::Parse(args) => args.run(&context),
            Command::Seed(args) => args.run(&context),
            Command::Serve(args) => args.run(&context),
            Command::Mcp(args) => args.run(&context),
            Command::Forget(args) => args.run(&context),
            Command::Config(args) => args.run(&context),
            Command::Completions(args) => args.run(&context),
            Command::Man(args) => args.run(&context, Self::command()),
        };
        result.map_err(|error| context.locate(error))
    }
}
