//! `versus export`: one whole table, to standard output or a file; or all of them as a package.

use crate::command::shared::as_of::View;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::command::shared::context::Context;
use crate::command::shared::listing::{Destination, format_of};
use crate::command::shared::{output_file, output_folder};
use crate::error::{Error, Result};
use crate::name;
use crate::output::write_json;
use crate::output::{Format, Output};
use crate::service::{datasette, package, tables};
use crate::store::{Access, PassageFilter, ReportFilter, Store};

/// Write one whole table, as CSV unless `--format` says otherwise, or all of them as a Data Package
///
/// Columns keep their names and order from version to version; new ones come last.
///
/// A Data Package (datapackage.org) is a folder of CSV files, with `datapackage.json` that says what is in them and a README.
/// It holds all that the knowledge base does, reports and corrections included: `versus --db NEW.db import FOLDER` makes an
/// equal one. Exported twice, the same knowledge base gives the same bytes.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus export values
  versus export sections -o sections.csv
  versus export values --spreadsheet -o values.csv
  versus export documents --format jsonl
  versus export values --as-of 2026-01-31
  versus export --package comparisons
  versus export --datasette metadata.json")]
pub struct Args {
    /// Which table
    #[arg(required_unless_present_any = ["datasette", "package"])]
    table: Option<Table>,
    /// Write all tables into this folder, as a Data Package
    #[arg(long, value_name = "FOLDER", conflicts_with_all = [
        "table", "datasette", "as_stated", "as_of", "spreadsheet", "output"
    ])]
    package: Option<PathBuf>,
    /// Write what Datasette is to know of the knowledge base to this file, which is for its `--metadata`
    #[arg(long, value_name = "FILE", conflicts_with_all = ["table", "as_stated", "as_of", "spreadsheet", "output"])]
    datasette: Option<PathBuf>,
    #[command(flatten)]
    view: View,
    /// For Excel and the like: CSV or TSV with a byte order mark, and with a `'` before text that they would run as a
    /// formula, also inside a cell after a line break or a semicolon. Numbers stay as they are. (A workbook, `-o FILE.xlsx`,
    /// needs neither.)
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
        let table = match (&self.table, &self.datasette, &self.package) {
            (_, Some(file), _) => return write_datasette(context, file),
            (_, _, Some(folder)) => return write_package(context, folder),
            (Some(table), None, None) => *table,
            (None, None, None) => {
                return Err(Error::usage("no table is named", "name one of those in `versus help export`"));
            }
        };
        if self.spreadsheet
            && let Some(format) = self.format(context)?.filter(|format| !matches!(format, Format::Csv | Format::Tsv))
        {
            return Err(Error::usage(
                format!("`--spreadsheet` is for CSV and TSV, not for {}", format.as_str()),
                "leave out one of the two",
            ));
        }
        if self.view.is_past() && matches!(table, Table::Reports) {
            return Err(Error::usage(
                "`--as-of` knows of no reports".to_owned(),
                "`versus log` tells when each was filed and decided",
            ));
        }
        if self.view.is_as_stated() && matches!(table, Table::Quantities) {
            return Err(Error::usage(
                "quantities are those of the values as they read after corrections".to_owned(),
                "leave out `--as-stated`",
            ));
        }
        let mut store = self.view.of(context.open_store(Access::Read)?, None)?;
        let write = |store: &Store, output: &mut Output| {
            output.settings.spreadsheet = self.spreadsheet;
            table.write(store, output)
        };
        self.destination.print(context, &mut store, Format::Csv, "", write).map(drop)
    }
}

/// Writes all tables into a folder.
fn write_package(context: &Context, folder: &Path) -> Result<()> {
    if folder == Path::new("-") {
        return Err(Error::usage(
            "a package is a folder, not a stream",
            "name the folder, or `./-` for one of that name",
        ));
    }
    let mut store = context.open_store(Access::Read)?;
    let files = output_folder::write(folder, |folder, interrupt| {
        interrupt.stop(&mut store)?;
        package::write(&store, folder)
    })?;
    context.done(
        &format!("{files} files written to {}", folder.display()),
        &[("folder", folder.to_string_lossy().into()), ("files", files.into())],
    )
}

/// Writes the metadata for Datasette.
fn write_datasette(context: &Context, file: &Path) -> Result<()> {
    let store = context.open_store(Access::Read)?;
    let base = context.path()?;
    let name = base.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let metadata = datasette::metadata(&store, &name)?;
    output_file::write(file, |mut out, _| {
        write_json(&mut out, &metadata).and_then(|()| writeln!(out)).map_err(Error::file("write", file))?;
        Ok(1)
    })?;
    context.note(&format!(
        "written to {file}: datasette {base} --metadata {file}",
        file = name::quoted(&file.to_string_lossy()),
        base = name::quoted(&base.to_string_lossy())
    ));
    Ok(())
}

impl Table {
    fn write(self, store: &Store, output: &mut Output) -> Result<usize> {
        match self {
            Self::Figures => tables::figures(store, output, ""),
            Self::Attributes => tables::attributes(store, output, ""),
            Self::Values => tables::values(store, output),
            Self::Sections => tables::sections(store, output, &PassageFilter::default(), ""),
            Self::Documents => tables::documents(store, output),
            Self::Reports => tables::reports(store, output, &ReportFilter::default()),
            Self::Corrections => tables::corrections(store, output),
            Self::Quantities => tables::quantities(store, output),
            Self::Aliases => tables::aliases(store, output, "", false),
            Self::Merges => tables::merges(store, output),
            Self::Preferences => tables::preferences(store, output),
        }
    }
}
