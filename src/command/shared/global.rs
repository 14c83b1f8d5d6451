//! The flags that every command takes.

use std::path::PathBuf;

use crate::command::shared::closed_set::one_of;
use crate::output::Format;

/// The flags that every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The knowledge base; without it that of `VERSUS_DB`, or else the default one in your data directory
    #[arg(long, global = true, value_name = "FILE")]
    pub(super) db: Option<PathBuf>,
    /// How to print rows: table (default), csv, tsv, json, jsonl or markdown
    #[arg(long, global = true, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(value_parser = one_of(Format::NAMES, Format::from_name))]
    pub(super) format: Option<Format>,
    /// Say nothing on standard error but errors
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// When to use colour: auto (on a terminal), always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    #[arg(hide_default_value = true)]
    pub(super) color: Color,
    /// The present moment, for tests
    #[arg(long, global = true, hide = true, env = "VERSUS_NOW", hide_env = true)]
    pub(super) now: Option<String>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}
