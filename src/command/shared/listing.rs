//! What all commands that list have in common: where the rows go (`-o`), how many and in which order.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use crate::command::shared::context::Context;
use crate::command::shared::output_file;
use crate::error::{Error, Result};
use crate::output::{self, Format, Output};
use crate::store::Store;

/// The most rows of a table on a terminal unless `--limit` says otherwise. Pipes, files and other formats get all.
pub const TERMINAL_ROWS: usize = 1_000;

/// The most characters of one cell in a table of many rows.
const LONGEST_CELL: usize = 300;

/// Where rows go.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Output options")]
pub struct Destination {
    /// Write to this file, in the format of its ending: .csv, .tsv, .json, .jsonl, .md, .xlsx or .html. It is replaced when
    /// all is written
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Which rows of a list, in which order, and where they go.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Output options")]
pub struct Listing {
    /// The most rows, 0 for all
    #[arg(long, short = 'n', value_name = "ROWS")]
    limit: Option<usize>,
    /// Sort by this column, from the least
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    sort: Option<String>,
    /// The other way round
    #[arg(long)]
    reverse: bool,
    #[command(flatten)]
    destination: Destination,
}

impl Destination {
    /// Returns the file that was named; `-` is standard output.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| *path != Path::new("-"))
    }

    /// Prints rows where they are to go, in the format that was asked for or else `default`, and returns how many there are.
    pub fn print(
        &self,
        context: &Context,
        store: &mut Store,
        default: Format,
        nothing: &str,
        print: impl FnOnce(&Store, &mut Output) -> Result<usize>,
    ) -> Result<usize> {
        let Some(path) = self.file() else {
            let mut output = context.output(default)?;
            let rows = print(store, &mut output)?;
            context.finish(output, rows, nothing)?;
            return Ok(rows);
        };
        let format = format_of(path, context.asked_format())?.unwrap_or(default);
        let rows = output_file::write(path, |out, interrupt| {
            interrupt.stop(store)?;
            let mut output = context.output_to(out, format, false);
            let rows = print(store, &mut output)?;
            output.flush()?;
            Ok(rows)
        })
        .map_err(|error| error.in_output_file(path))?;
        let counted = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
        context.note(&format!("{counted} written to {}", path.display()));
        Ok(rows)
    }
}

impl Listing {
    /// Prints a list: see [`Destination::print`]. `most` is how many rows it has at most where nobody says how many.
    pub fn print(
        &self,
        context: &Context,
        store: &mut Store,
        most: Option<usize>,
        nothing: &str,
        print: impl FnOnce(&Store, &mut Output) -> Result<usize>,
    ) -> Result<()> {
        let mut is_more = false;
        let rows = self.destination.print(context, store, Format::Table, nothing, |store, output| {
            output.listing = self.of(output, most);
            if output.is_table() {
                output.longest_cell = LONGEST_CELL;
            }
            let rows = print(store, output)?;
            is_more = output.is_more();
            Ok(rows)
        })?;
        if is_more {
            context.note(&format!("there are more than {rows}: see all with --limit 0"));
        }
        Ok(())
    }

    /// Returns which rows of an output are shown.
    #[must_use]
    pub fn of(&self, output: &Output, most: Option<usize>) -> output::Listing {
        let is_seen = output.is_table() && self.destination.file().is_none() && io::stdout().is_terminal();
        let limit = match self.limit {
            Some(0) => None,
            Some(limit) => Some(limit),
            None => most.or(is_seen.then_some(TERMINAL_ROWS)),
        };
        output::Listing { limit, sort: self.sort.clone(), reverse: self.reverse, one_line: output.listing.one_line }
    }

    /// Returns how many rows were asked for: `None` where nobody said, 0 for all.
    #[must_use]
    pub fn limit(&self) -> Option<usize> {
        self.limit
    }

    /// Tells whether rows are to come in an order of their own.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        self.sort.is_some() || self.reverse
    }

    /// Tells whether nothing was said of how to list.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.limit.is_none() && !self.is_ordered() && self.destination.output.is_none()
    }

    /// Returns where the rows go.
    #[must_use]
    pub fn destination(&self) -> &Destination {
        &self.destination
    }
}

/// Returns the format of a file: that of its ending, or the one that was asked for. `None` for what is no ordinary file
/// (`/dev/null`, a named pipe), whose name says nothing.
///
/// # Errors
///
/// An ending that stands for no format, or for another one than was asked for; a database, whatever its name.
pub fn format_of(path: &Path, asked: Option<Format>) -> Result<Option<Format>> {
    output_file::ensure_no_database(path)?;
    let of_ending = Format::from_ending(path);
    match (of_ending, asked) {
        (Some(of_ending), Some(asked)) if of_ending != asked => Err(Error::usage(
            format!("`{}` ends like {}, and {} is asked for", path.display(), of_ending.as_str(), asked.as_str()),
            "leave out the format, or give the file its ending",
        )),
        (Some(format), _) | (None, Some(format)) => Ok(Some(format)),
        (None, None) if path.exists() && !path.is_file() => Ok(None),
        (None, None) => {
            let endings: Vec<String> = Format::ENDINGS.iter().map(|(ending, _)| format!(".{ending}")).collect();
            Err(Error::usage(
                format!("`{}` has no ending that says in which format to write it", path.display()),
                format!("let it end in one of {}, or say so with `--format`", endings.join(", ")),
            ))
        }
    }
}
