//! The flags that every command takes.

use std::path::PathBuf;

use crate::output::Format;
use crate::service::closed_set::one_of;

/// The flags that every command takes.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The knowledge base; without it that of `VERSUS_DB`, or else the default one in your data directory
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) db: Option<PathBuf>,
    /// How to print rows: table (default), csv, tsv, json, jsonl, markdown, html or xlsx
    #[arg(long, short, global = true, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(value_parser = one_of(Format::NAMES, Format::from_name))]
    pub(super) format: Option<Format>,
    /// The same as --format csv
    #[arg(long, global = true, conflicts_with = "format")]
    csv: bool,
    /// The same as --format json; commands that write, and errors, answer in it too
    #[arg(long, global = true, conflicts_with_all = ["format", "csv"])]
    json: bool,
    /// Say nothing on standard error but errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// When to use colour: auto (on a terminal), always or never
    #[arg(long, global = true, value_name = "WHEN", hide_possible_values = true)]
    pub(super) color: Option<Color>,
    /// Print what is longer than the screen as it is, without a pager
    #[arg(long, global = true)]
    pub(super) no_pager: bool,
    /// The present moment, for tests
    #[arg(long, global = true, hide = true, env = "VERSUS_NOW", hide_env = true)]
    pub(super) now: Option<String>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Global {
    /// Returns the format that a flag asks for.
    pub(super) fn format(&self) -> Option<Format> {
        let short = self.csv.then_some(Format::Csv).or(self.json.then_some(Format::Json));
        self.format.or(short)
    }
}
