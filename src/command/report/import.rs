//! `versus report import`: reports from another base.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::bundle::{self, SUPPORT_LIMIT};
use crate::command::shared::bounded_lines::{BoundedLines, MIB};
use crate::command::shared::context::Context;
use crate::error::{Error, Result};
use crate::model::SharedReport;
use crate::service::counted::counted;
use crate::service::date;
use crate::store::{Access, Taken, take_report};

/// The most bytes of one line. A report has a few hundred.
const LINE_LIMIT: u64 = 16 * MIB;
/// How many bytes are passed over, and how many lines in a row are rejected, before the rest is given up: it is no bundle, or
/// has no end.
const SKIP_LIMIT: u64 = 64 * MIB;
const REJECTED_LIMIT: usize = 10_000;

/// Take in reports that `versus report export` wrote in another base
///
/// Reports and supports that are known here, by their ids, change nothing, and decisions made here stay. A report whose
/// target is not in this base is kept, and listed with the standing `unmatched`. Who supports a report in a bundle is counted
/// apart from those who do so here, and a bundle brings at most 1,000 supports of one report, the earliest. A line that
/// cannot be taken in, one that was filed more than a day after now among them, is named, and does not keep out the others.
/// A file is given up when 64 MiB or 10,000 lines of it hold no report.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus report export | versus report import -")]
pub struct Args {
    /// The file, or `-` for standard input
    #[arg(value_name = "FILE")]
    path: PathBuf,
}

/// How many of what was taken in.
#[derive(Debug, Default)]
struct Counts {
    lines: usize,
    rejected: usize,
    reports: usize,
    supports: usize,
    known: usize,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        let input: Box<dyn Read + Send> = if self.path == Path::new("-") {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(&self.path).map_err(Error::file("read", &self.path))?)
        };
        let mut reader = BufReader::new(input);
        // Nobody is kept from writing while the first byte is waited for.
        reader.fill_buf().map_err(Error::file("read", &self.path))?;
        let lines = BoundedLines::new("report", LINE_LIMIT, SKIP_LIMIT, Box::new(reader));
        let name = self.path.display();
        // Clocks of other machines may go before ours, but not by more than a day.
        let latest = date::day_after(&context.now())?;
        let counts = store.write(|connection| {
            let mut counts = Counts::default();
            let mut brought = Brought::default();
            let mut rejected_in_a_row = 0;
            for (number, line) in lines {
                counts.lines += 1;
                let complain = |reason: &str| context.complain(&format!("{name}:{number}: {reason}"));
                let is_given_up = rejected_in_a_row == REJECTED_LIMIT;
                let report = if is_given_up {
                    Err(format!("there is no report in {REJECTED_LIMIT} lines: the rest of the file was not read"))
                } else {
                    line.and_then(|line| bundle::read(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line), &latest))
                };
                let report = report.map(|report| brought.within_limit(report, complain));
                let taken = match report {
                    Ok(report) => match take_report(connection, &report)? {
                        Taken::Conflicting => Err("its uid, or that of a support, belongs to other words here".into()),
                        taken => Ok(taken),
                    },
                    Err(reason) => Err(reason),
                };
                match taken {
                    Ok(taken) => {
                        counts.add(taken);
                        rejected_in_a_row = 0;
                    }
                    Err(reason) => {
                        counts.rejected += 1;
                        rejected_in_a_row += 1;
                        complain(&reason);
                    }
                }
                if is_given_up {
                    break;
                }
            }
            Ok(counts)
        })?;
        let facts = [
            ("lines", counts.lines.into()),
            ("reports", counts.reports.into()),
            ("supports", counts.supports.into()),
            ("known", counts.known.into()),
            ("rejected", counts.rejected.into()),
        ];
        context.done(&counts.to_string(), &facts)?;
        if counts.rejected > 0 {
            return Err(Error::RejectedLines { rejected: counts.rejected, total: counts.lines });
        }
        Ok(())
    }
}

/// How many supports of each report a bundle has brought, by the report's uid.
#[derive(Debug, Default)]
struct Brought(HashMap<String, usize>);

impl Brought {
    /// Returns a report without the supports that are more than a bundle brings, and says how many those are. What is
    /// known here already counts as well, so that the same bundle brings the same again.
    fn within_limit(&mut self, mut report: SharedReport, complain: impl Fn(&str)) -> SharedReport {
        if report.supports.is_empty() {
            return report;
        }
        let brought = self.0.entry(report.uid.clone()).or_default();
        let left_out = report.supports.len().saturating_sub(SUPPORT_LIMIT - *brought);
        if left_out > 0 {
            let are = if left_out == 1 { "support of this report is" } else { "supports of this report are" };
            complain(&format!("{left_out} {are} left out: a bundle brings {SUPPORT_LIMIT} at most, the earliest"));
            report.supports.truncate(report.supports.len() - left_out);
        }
        *brought += report.supports.len();
        report
    }
}

impl Counts {
    fn add(&mut self, taken: Taken) {
        match taken {
            Taken::New(supports) => {
                self.reports += 1;
                self.supports += supports;
            }
            Taken::Known(supports) => {
                self.known += 1;
                self.supports += supports;
            }
            Taken::Conflicting => {}
        }
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.reports == 0 && self.supports == 0 {
            return write!(f, "nothing new: {} known already", counted(self.known, "report"));
        }
        let taken =
            [(self.reports, "report"), (self.supports, "support")].into_iter().filter(|(number, _)| *number > 0);
        let taken: Vec<String> = taken.map(|(number, what)| counted(number, what)).collect();
        write!(f, "{} taken in", taken.join(" and "))?;
        if self.known > 0 { write!(f, ", {} known already", counted(self.known, "report")) } else { Ok(()) }
    }
}
