//! `versus export`: one whole table, to standard output or a file.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::command::shared::as_of::View;
use crate::command::shared::context::Context;
use crate::command::shared::output_file;
use crate::command::shared::tables;
use crate::error::{Error, Result};
use crate::output::Format;
use crate::store::{Access, PassageFilter, ReportFilter, Store};

/// Write one whole table, as CSV unless `--format` says otherwise
///
/// Columns keep their names and order from version to version; new ones come last.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus export values
  versus export sections -o sections.csv
  versus export values --spreadsheet -o values.csv
  versus export documents --format jsonl
  versus export values --as-of 2026-01-31")]
pub struct Args {
    /// Which table
    table: Table,
    /// Write to this file, which is replaced when all is written
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    view: View,
    /// For Excel, LibreOffice and the like: CSV or TSV that they read as UTF-8, with a `'` before text that they would
    /// run as a formula, also inside a cell after a line break or a semicolon. Numbers stay as they are
    #[arg(long)]
    spreadsheet: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Table {
    /// What is compared: figure, aliases, documents, values
    Figures,
    /// What it is compared by: attribute, aliases, documents, values
    Attributes,
    /// What documents say: document, position, attribute, figure, value, status
    Values,
    /// The prose: document, section, heading, passage, figures, text, status
    Sections,
    /// The pages: document, title, figures, summary, notice, source, `content_hash`, `imported_at`, status
    Documents,
    /// What readers say is inaccurate, and what became of it
    Reports,
    /// What editors changed
    Corrections,
    /// Further names: kind, name, alias
    Aliases,
    /// Which names were merged into which
    Merges,
    /// Which documents come first where documents disagree
    Preferences,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        if self.spreadsheet
            && let Some(format) = context.format().filter(|format| !matches!(format, Format::Csv | Format::Tsv))
        {
            return Err(Error::usage(
                format!("`--spreadsheet` is for CSV and TSV, not for {}", format.as_str()),
                "leave out one of the two",
            ));
        }
        if self.view.is_past() && matches!(self.table, Table::Reports) {
            return Err(Error::usage(
                "`--as-of` knows of no reports".to_owned(),
                "`versus log` tells when each was filed and decided",
            ));
        }
        let mut store = self.view.of(context.open_store(Access::Read)?, None)?;
        match self.output.as_deref() {
            Some(path) if path != Path::new("-") => {
                let rows = output_file::write(path, |out, interrupt| {
                    interrupt.stop(&mut store)?;
                    self.write(context, &store, out, false)
                })
                .map_err(|error| error.in_output_file(path))?;
                context.note(&format!("{rows} rows written to {}", path.display()));
                Ok(())
            }
            _ => self.write(context, &store, Box::new(io::stdout()), io::stdout().is_terminal()).map(drop),
        }
    }

    fn write(&self, context: &Context, store: &Store, out: Box<dyn Write + '_>, terminal: bool) -> Result<usize> {
        let mut output = context.output_to(out, Format::Csv, terminal);
        output.settings.spreadsheet = self.spreadsheet;
        let rows = match self.table {
            Table::Figures => tables::figures(store, &mut output, "")?,
            Table::Attributes => tables::attributes(store, &mut output, "")?,
            Table::Values => tables::values(store, &mut output)?,
            Table::Sections => tables::sections(store, &mut output, &PassageFilter::default(), "")?,
            Table::Documents => tables::documents(store, &mut output)?,
            Table::Reports => tables::reports(store, &mut output, &ReportFilter::default())?,
            Table::Corrections => tables::corrections(store, &mut output)?,
            Table::Aliases => tables::aliases(store, &mut output, "", false)?,
            Table::Merges => tables::merges(store, &mut output)?,
            Table::Preferences => tables::preferences(store, &mut output)?,
        };
        output.flush()?;
        Ok(rows)
    }
}
