//! `versus report export`: reports for another base.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::bundle;
use crate::command::shared::context::Context;
use crate::command::shared::output_file;
use crate::error::{Error, Result};
use crate::service::counted::counted;
use crate::service::date;
use crate::store::{Access, Store};

/// Write reports for another base to take in, as JSON Lines
///
/// One object a report: what was filed, and who said the same. Decisions are not in it: each base decides itself. The
/// order is that of filing, so that equal reports give equal files.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus report export -o reports.jsonl
  versus report export --since 2026-01-31")]
pub struct Args {
    /// Only those filed or supported since then: a day, or a moment in RFC 3339
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Write to this file, which is replaced when all is written
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let since = self.since.as_deref().map(date::since).transpose()?;
        let mut store = context.open_store(Access::Read)?;
        match self.output.as_deref() {
            Some(path) if path != Path::new("-") => {
                let reports = output_file::write(path, |out, interrupt| {
                    interrupt.stop(&mut store)?;
                    write(&store, since.as_deref(), &mut io::BufWriter::new(out))
                })
                .map_err(|error| error.in_output_file(path))?;
                context.note(&format!("{} written to {}", counted(reports, "report"), path.display()));
                Ok(())
            }
            _ => write(&store, since.as_deref(), &mut context.stdout()).map(drop),
        }
    }
}

fn write(store: &Store, since: Option<&str>, out: &mut dyn Write) -> Result<usize> {
    let mut reports = 0;
    store.each_shared_report(since, |report| {
        reports += 1;
        writeln!(out, "{}", bundle::line(report)).map_err(Error::Output)
    })?;
    out.flush().map_err(Error::Output)?;
    Ok(reports)
}
