//! `versus import`: reads pages and brings the base to what they say.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::command::context::Context;
use crate::error::{Error, Result};
use crate::model::{Change, Document};
use crate::page;
use crate::store::Importer;

/// Read pages into the knowledge base
///
/// A page that is there already is brought to what the file says now; one that did not change is left alone. A page that
/// cannot be read is reported as `path:line: reason`, the others are imported, and the exit code is 1.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus import seed/joseph-stalin-vs-leon-trotsky.txt
  versus --db mine.db import seed/")]
pub struct Args {
    /// Text pages; a folder means every `.txt` file below it
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let files = files(&self.paths)?;
        let progress = progress_bar(context, files.len());
        let mut store = context.open_or_create_store()?;
        let now = context.now();
        let summary = store.write(|connection| {
            let mut importer = Importer::new(connection, &now)?;
            let mut summary = Summary::default();
            for file in &files {
                progress.inc(1);
                let source = file.display().to_string();
                let bytes = fs::read(file).map_err(Error::file("read", file))?;
                match page::read(&bytes, &source) {
                    Ok(document) => summary.count(importer.import(&document)?, &document),
                    Err(rejection) => {
                        summary.rejected += 1;
                        progress.suspend(|| {
                            context.complain(&format!("{source}:{}: {}", rejection.line, rejection.reason));
                        });
                    }
                }
            }
            Ok(summary)
        })?;
        progress.finish_and_clear();
        context.note(&summary.to_string());
        if summary.rejected > 0 {
            return Err(Error::Rejected { rejected: summary.rejected, total: files.len() });
        }
        Ok(())
    }
}

/// What an import did, in numbers.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Summary {
    imported: usize,
    updated: usize,
    unchanged: usize,
    rejected: usize,
    rows: usize,
    unclear: usize,
}

impl Summary {
    /// Counts a document and what the import did with it.
    pub fn count(&mut self, change: Change, document: &Document) {
        match change {
            Change::New => self.imported += 1,
            Change::Updated => self.updated += 1,
            Change::Unchanged => {
                self.unchanged += 1;
                return;
            }
        }
        self.rows += document.rows.len();
        self.unclear += document.unclear.len();
    }

    /// Returns how many documents the base now holds of those that were read.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.imported + self.updated + self.unchanged
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { imported, updated, unchanged, rejected, rows, unclear } = self;
        write!(
            f,
            "{imported} imported, {updated} updated, {unchanged} unchanged, {rejected} rejected; \
             {rows} rows stored, {unclear} unclear"
        )?;
        if imported + updated == 0 {
            write!(f, "; nothing changed")?;
        }
        Ok(())
    }
}

/// Returns the files that paths mean, each once, those below folders sorted.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    for path in paths {
        let mut below = Vec::new();
        if path.is_dir() {
            collect_pages(path, &mut below)?;
            below.sort();
        } else {
            below.push(path.clone());
        }
        files.extend(below.into_iter().filter(|file| seen.insert(file.clone())));
    }
    Ok(files)
}

/// Collects every `.txt` file below a folder. Links to folders are not followed: they may lead round in a circle.
fn collect_pages(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::file("read", folder))? {
        let entry = entry.map_err(Error::file("read", folder))?;
        let kind = entry.file_type().map_err(Error::file("read", &entry.path()))?;
        if kind.is_dir() {
            collect_pages(&entry.path(), files)?;
        } else if entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("txt")) {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Returns a bar on standard error when that is a terminal, else one that shows nothing.
fn progress_bar(context: &Context, pages: usize) -> ProgressBar {
    if context.is_quiet() || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} pages, {per_sec}, {eta} left");
    let bar = ProgressBar::new(pages as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
