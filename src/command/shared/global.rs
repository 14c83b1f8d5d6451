//! The flags that every command takes.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::output::Format;

/// The flags that every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The knowledge base; without it that of `VERSUS_DB`, or else the default one in your data directory
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// How to print rows: table (default), csv, tsv, json, jsonl or markdown
    #[arg(long, global = true, value_name = "FORMAT", hide_possible_values = true, value_parser = format_parser())]
    pub format: Option<Format>,
    /// Say nothing on standard error but errors
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colour: auto (on a terminal), always or never
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    #[arg(hide_default_value = true, value_parser = ["auto", "always", "never"])]
    pub color: String,
    /// The present moment, for tests
    #[arg(long, global = true, hide = true, env = "VERSUS_NOW", hide_env = true)]
    pub now: Option<String>,
}

fn format_parser() -> impl clap::builder::TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::NAMES).try_map(|name| name.parse::<Format>())
}
