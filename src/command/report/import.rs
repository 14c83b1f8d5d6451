//! `versus report import`: reports from another base.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::bundle;
use crate::command::shared::context::Context;
use crate::command::shared::date;
use crate::error::{Error, Result};
use crate::store::{Access, Taken, take_report};

/// The most bytes of one line. A report has a few hundred.
const LINE_LIMIT: u64 = 16 * 1024 * 1024;

/// Take in reports that `versus report export` wrote in another base
///
/// Reports and supports that are known here, by their ids, change nothing, and decisions made here stay. A report whose
/// target is not in this base is kept, and listed with the standing `unmatched`. A line that cannot be taken in, one that
/// was filed more than a day after now among them, is named, and does not keep out the others.
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
        let input: Box<dyn Read> = if self.path == Path::new("-") {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(&self.path).map_err(Error::file("read", &self.path))?)
        };
        let mut reader = BufReader::new(input);
        // Nobody is kept from writing while the first byte is waited for.
        reader.fill_buf().map_err(Error::file("read", &self.path))?;
        let name = self.path.display();
        // Clocks of other machines may go before ours, but not by more than a day.
        let latest = date::day_after(&context.now())?;
        let counts = store.write(|connection| {
            let mut counts = Counts::default();
            let mut number = 0;
            while let Some(line) = next_line(&mut reader).map_err(Error::file("read", &self.path))? {
                number += 1;
                if line.trim_ascii().is_empty() {
                    continue;
                }
                counts.lines += 1;
                let taken = match bundle::read(line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line), LINE_LIMIT, &latest)
                {
                    Ok(report) => match take_report(connection, &report)? {
                        Taken::Conflicting => Err("its uid, or that of a support, belongs to other words here".into()),
                        taken => Ok(taken),
                    },
                    Err(reason) => Err(reason),
                };
                match taken {
                    Ok(taken) => counts.add(taken),
                    Err(reason) => {
                        counts.rejected += 1;
                        context.complain(&format!("{name}:{number}: {reason}"));
                    }
                }
            }
            Ok(counts)
        })?;
        context.note(&counts.to_string());
        if counts.rejected > 0 {
            return Err(Error::RejectedLines { rejected: counts.rejected, total: counts.lines });
        }
        Ok(())
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

fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// Returns the next line, cut off one byte after the limit; `None` at the end.
fn next_line(reader: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    reader.by_ref().take(LINE_LIMIT + 1).read_until(b'\n', &mut line)?;
    let mut ended = line.ends_with(b"\n") || line.len() as u64 <= LINE_LIMIT;
    while !ended {
        let rest = reader.fill_buf()?;
        let end = rest.iter().position(|byte| *byte == b'\n');
        let passed = end.map_or(rest.len(), |end| end + 1);
        ended = end.is_some() || rest.is_empty();
        reader.consume(passed);
    }
    Ok(Some(line).filter(|line| !line.is_empty()))
}
