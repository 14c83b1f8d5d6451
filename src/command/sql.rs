//! `versus sql`: one reading statement, with a time limit and a row limit.

use std::io::{self, IsTerminal, Read};
use std::time::Duration;

use crate::command::context::Context;
use crate::error::{Error, Result};
use crate::model::SqlValue;
use crate::output::Cell;
use crate::store::{Access, Enough};

/// The most rows on a terminal unless `--limit` says otherwise. Files and pipes get all.
const TERMINAL_ROWS: usize = 1_000;

/// The most bytes of a query from standard input: more than SQLite is allowed to take.
const MOST_BYTES: u64 = 1024 * 1024;

/// Answer one SELECT of your own
///
/// The statement can read the knowledge base and nothing else: no writing, no other file, no PRAGMA. For people there are
/// the views `current_values`, `current_passages`, `comparison` and `report_states`; the other tables are listed by the
/// second example. A parameter `:NAME` in the query takes its value from `--param` as text.
///
/// A result that is cut off, by `--timeout` or by `--limit`, is said on standard error and ends with exit code 1.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus sql \"SELECT figure, count(*) FROM current_values GROUP BY figure\"
  versus sql \"SELECT type, name FROM sqlite_schema\"
  versus sql \"SELECT * FROM comparison WHERE position = :a\" --param a=1
  versus sql - < query.sql")]
pub struct Args {
    /// The statement, or `-` to read it from standard input
    query: String,
    /// The value of a parameter, as text; may be given several times
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    parameters: Vec<(String, String)>,
    /// How long it may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = seconds)]
    timeout: Duration,
    /// The most rows, 0 for all; all by default, but 1000 on a terminal
    #[arg(long, value_name = "ROWS")]
    limit: Option<usize>,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let sql = if self.query == "-" { read_query()? } else { self.query.clone() };
        let mut store = context.open_store(Access::Read)?;
        let query = store.query(&sql, &self.parameters, self.timeout)?;
        let mut output = context.output();
        let columns = query.columns();
        let mut rows = output.rows(&columns.iter().map(String::as_str).collect::<Vec<_>>())?;
        let most = match self.limit {
            Some(0) => usize::MAX,
            Some(limit) => limit,
            None if io::stdout().is_terminal() => TERMINAL_ROWS,
            None => usize::MAX,
        };
        let mut given = 0;
        let mut is_cut_off = false;
        let ended = query.each_row(|cells| {
            if given == most {
                is_cut_off = true;
                return Ok(Enough::Yes);
            }
            given += 1;
            rows.row(&cells.iter().map(cell).collect::<Vec<_>>())?;
            Ok(Enough::No)
        });
        // What there is, is shown whole; then comes the error.
        let finished = rows.finish();
        ended?;
        let found = finished?;
        context.finish(output, found, "no rows")?;
        if is_cut_off {
            return Err(Error::CutOff {
                rows: given,
                reason: "there are more".into(),
                hint: "see more with `--limit ROWS`, all with `--limit 0`".into(),
            });
        }
        Ok(())
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
