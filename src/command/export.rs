//! `versus export`: one whole table, to standard output or a file.

use crate::command::shared::as_of::View;
use crate::command::shared::context::Context;
use crate::command::shared::listing::{Destination, format_of};
use crate::error::{Error, Result};
use crate::output::{Format, Output};
use crate::service::tables;
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
    #[command(flatten)]
    view: View,
    /// For Excel, LibreOffice and the like: CSV or TSV that they read as UTF-8, with a `'` before text that they would
    /// run as a formula, also inside a cell after a line break or a semicolon. Numbers stay as they are
    #[arg(long)]
    spreadsheet: bool,
    #[command(flatten)]
    destination: Destination,
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
    /// What values amount to, where that is certain: document, position, attribute, figure, value, kind, low, high, unit,
    /// approximate
    Quantities,
    /// Further names: kind, name, alias
    Aliases,
    /// Which names were merged into which
    Merges,
    /// Which documents come first where documents disagree
    Preferences,
}

impl Args {
    /// Returns the format that was asked for, by name or by the ending of the file.
    fn format(&self, context: &Context) -> Result<Option<Format>> {
        let file = self.destination.file();
        file.map_or(Ok(context.format()), |file| format_of(file, context.asked_format()))
    }

    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        if self.spreadsheet
            && let Some(format) = self.format(context)?.filter(|format| !matches!(format, Format::Csv | Format::Tsv))
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
        if self.view.is_as_stated() && matches!(self.table, Table::Quantities) {
            return Err(Error::usage(
                "quantities are those of the values as they read after corrections".to_owned(),
                "leave out `--as-stated`",
            ));
        }
        let mut store = self.view.of(context.open_store(Access::Read)?, None)?;
        let write = |store: &Store, output: &mut Output| {
            output.settings.spreadsheet = self.spreadsheet;
            self.write(store, output)
        };
        self.destination.print(context, &mut store, Format::Csv, "", write).map(drop)
    }

    fn write(&self, store: &Store, output: &mut Output) -> Result<usize> {
        match self.table {
            Table::Figures => tables::figures(store, output, ""),
            Table::Attributes => tables::attributes(store, output, ""),
            Table::Values => tables::values(store, output),
            Table::Sections => tables::sections(store, output, &PassageFilter::default(), ""),
            Table::Documents => tables::documents(store, output),
            Table::Reports => tables::reports(store, output, &ReportFilter::default()),
            Table::Corrections => tables::corrections(store, output),
            Table::Quantities => tables::quantities(store, output),
            Table::Aliases => tables::aliases(store, output, "", false),
            Table::Merges => tables::merges(store, output),
            Table::Preferences => tables::preferences(store, output),
        }
    }
}
