//! `versus sql`: one reading statement, with a time limit and a row limit.

use std::io::{self, Read, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::command::shared::context::Context;
use crate::command::shared::listing::{Listing, TERMINAL_ROWS, format_of};
use crate::command::shared::output_file;
use crate::error::{CutOff, Error, Result};
use crate::model::SqlValue;
use crate::output::{Cell, Format, Output};
use crate::store::{Access, Deadline, Enough, Query};

/// The most bytes of the result unless `--max-bytes` says otherwise: what a full disk or a log would be spared.
const MOST_OUTPUT: u64 = 1024 * 1024 * 1024;

/// The most characters of one cell of a table for people: some 130 lines over the full width.
const LONGEST_CELL: usize = 10_000;

/// How often to look whether a query has overrun its time.
const GLANCE: Duration = Duration::from_millis(100);

/// The most bytes of a query from standard input: more than SQLite is allowed to take.
const MOST_BYTES: u64 = 1024 * 1024;

/// Answer one SELECT of your own
///
/// The statement can read the knowledge base and nothing else: no writing, no other file, no PRAGMA. For people there are
/// the views `current_values`, `current_passages`, `comparison` and `report_states`; the other tables are listed by the
/// second example. A parameter `:NAME` in the query takes its value from `--param` as text.
///
/// A result that is cut off, by `--timeout`, `--limit` (1000 on a terminal) or `--max-bytes`, ends with a whole row; standard error says so, and
/// the exit code is 1. A query may have 100,000 bytes, a row of its result 16 MiB, and it may take 256 MiB of memory.
///
/// In a table for people, a cell of more than 10,000 characters is cut and says how long it is. All other formats have all of
/// it.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  versus sql \"SELECT figure, count(*) FROM current_values GROUP BY figure\"
  versus sql \"SELECT type, name FROM sqlite_schema\"
  versus sql \"SELECT * FROM comparison WHERE position = :a\" --param a=1
  versus sql - < query.sql")]
pub struct Args {
    /// The statement, or `-` to read it from standard input
    query: String,
    /// The value of a parameter, once for each. It is text: where the query compares it with a number that it computes,
    /// write `CAST(:NAME AS INTEGER)`
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parameter, allow_hyphen_values = true)]
    parameters: Vec<(String, String)>,
    /// How long finding and rendering the rows may take, in seconds; waiting for whoever reads them does not count
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = seconds)]
    timeout: Duration,
    /// The most bytes of the result, 0 for all; 1 GiB by default
    #[arg(long, value_name = "BYTES", default_value_t = MOST_OUTPUT, hide_default_value = true)]
    max_bytes: u64,
    #[command(flatten)]
    listing: Listing,
}

impl Args {
    /// Runs the command: the query on a thread of its own, which is left behind when it does not end in time.
    pub fn run(&self, context: &Context) -> Result<()> {
        for (at, (name, _)) in self.parameters.iter().enumerate() {
            if self.parameters[..at].iter().any(|(before, _)| before == name) {
                return Err(Error::usage(format!("`{name}` has several values"), "give `--param` once for each name"));
            }
        }
        let deadline = Arc::new(Deadline::new(self.timeout));
        let (sender, receiver) = mpsc::channel();
        let worker = {
            let (args, context, deadline) = (self.clone(), context.clone(), Arc::clone(&deadline));
            let answer = move || sender.send(args.answer(&context, &deadline));
            thread::Builder::new().spawn(answer).map_err(Error::Thread)?
        };
        loop {
            match receiver.recv_timeout(GLANCE) {
                Ok(result) => return result,
                Err(RecvTimeoutError::Timeout) if deadline.is_overrun() => return Err(deadline.cut_off()),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    if let Err(panic) = worker.join() {
                        std::panic::resume_unwind(panic);
                    }
                    unreachable!("it sends its answer before it ends");
                }
            }
        }
    }

    fn answer(&self, context: &Context, deadline: &Arc<Deadline>) -> Result<()> {
        let sql = if self.query == "-" { read_query()? } else { self.query.clone() };
        let mut store = context.open_store(Access::Read)?;
        let query = store.query(&sql, &self.parameters, deadline)?;
        let Some(path) = self.listing.destination().file() else {
            let out = Waiting { out: context.paged(), deadline };
            return self.print(context, query, context.output_through(Box::new(out), Format::Table)?);
        };
        let format = format_of(path, context.asked_format())?.unwrap_or(Format::Csv);
        let rows = output_file::write(path, |out, _| {
            let out = Waiting { out, deadline };
            self.print(context, query, context.output_to(Box::new(out), format, false))?;
            Ok(0)
        });
        rows.map(drop).map_err(|error| error.in_output_file(path))
    }

    fn print(&self, context: &Context, query: Query, mut output: Output) -> Result<()> {
        output.longest_cell = LONGEST_CELL;
        output.listing = self.listing.of(&output, None);
        if output.listing.limit.is_none() && self.listing.limit().is_none() && output.settings.terminal {
            output.listing.limit = Some(TERMINAL_ROWS);
        }
        if self.max_bytes > 0 {
            output.set_ceiling(self.max_bytes);
        }
        let columns = query.columns();
        let mut rows = output.rows(&columns.iter().map(String::as_str).collect::<Vec<_>>())?;
        let ended = query.each_row(|cells| match rows.row(&cells.iter().map(cell).collect::<Vec<_>>()) {
            Err(Error::EnoughRows) => Ok(Enough::Yes),
            written => written.map(|()| Enough::No),
        });
        // What there is, is shown whole; then comes the error.
        let finished = rows.finish();
        let flushed = output.flush();
        ended?;
        let found = finished?;
        flushed?;
        let is_more = output.is_more();
        context.finish(output, found, "no rows")?;
        if is_more {
            return Err(Error::CutOff(CutOff::Rows { rows: found }));
        }
        Ok(())
    }
}

/// Where the result goes. While it is waited for, the time of the query does not run.
struct Waiting<'d, W> {
    out: W,
    deadline: &'d Deadline,
}

impl<W: Write> Waiting<'_, W> {
    fn wait<T>(&mut self, wait: impl FnOnce(&mut W) -> T) -> T {
        self.deadline.stop();
        let waited = wait(&mut self.out);
        self.deadline.start();
        waited
    }
}

impl<W: Write> Write for Waiting<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.wait(|out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.wait(Write::flush)
    }
}

fn cell<'a>(value: &'a SqlValue<'_>) -> Cell<'a> {
    match value {
        SqlValue::Null => Cell::Empty,
        SqlValue::Integer(number) => (*number).into(),
        SqlValue::Real(number) => (*number).into(),
        SqlValue::Text(text) => text.as_ref().into(),
    }
}

fn read_query() -> Result<String> {
    let mut query = String::new();
    io::stdin().lock().take(MOST_BYTES).read_to_string(&mut query).map_err(Error::Input)?;
    Ok(query)
}

fn parameter(given: &str) -> Result<(String, String), String> {
    let (name, value) = given.split_once('=').ok_or("it has no `=`; write NAME=VALUE")?;
    let name = name.trim_start_matches([':', '@', '$']);
    if name.is_empty() { Err("it has no name before the `=`".into()) } else { Ok((name.into(), value.into())) }
}

fn seconds(given: &str) -> Result<Duration, String> {
    let seconds = given.parse().map_err(|_| "it is no number")?;
    let time = Duration::try_from_secs_f64(seconds).map_err(|_| "it is no length of time")?;
    if time.is_zero() { Err("no query takes no time".into()) } else { Ok(time) }
}
