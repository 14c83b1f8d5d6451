//! What every command is given: which base, which format, where to print, what time it is.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use crate::command::shared::counted::counted;
use crate::command::shared::global::{Color, Global};
use crate::command::shared::interrupt::Interrupt;
use crate::command::shared::shipped;
use crate::error::{Error, Refusal, Result};
use crate::output::{Format, Output, Settings, message};
use crate::store::{self, Access, Store};

/// The width of tables where no terminal tells one.
const DEFAULT_WIDTH: usize = 80;

/// The surroundings of one run of a command.
#[derive(Debug, Clone)]
pub struct Context {
    db: Option<PathBuf>,
    format: Option<Format>,
    quiet: bool,
    color: bool,
    now: Option<String>,
}

impl Context {
    /// Returns the surroundings that the global flags and the environment ask for.
    #[must_use]
    pub fn new(global: &Global) -> Self {
        let color = match global.color {
            Color::Always => true,
            Color::Never => false,
            // no-color.org: any value but the empty one.
            Color::Auto => io::stdout().is_terminal() && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        };
        let from_environment = || env::var_os("VERSUS_DB").filter(|path| !path.is_empty()).map(PathBuf::from);
        Self {
            db: global.db.clone().or_else(from_environment),
            format: global.format,
            quiet: global.quiet,
            color,
            now: global.now.clone(),
        }
    }

    /// Opens the knowledge base.
    ///
    /// The default one is made and seeded when it is not there. One that was named must be there.
    pub fn open_store(&self, access: Access) -> Result<Store> {
        let path = self.path()?;
        Error::ensure_not_dangling(&path)?;
        if self.db.is_none() && !path.exists() {
            let mut seeded = 0;
            let created = Interrupt::during(|interrupt| {
                Store::create(&path, |store| {
                    interrupt.stop(store)?;
                    seeded = shipped::fill(store, &self.now(), || interrupt.ensure_none())?.documents();
                    Ok(())
                })
            })?;
            if created.is_some() {
                let documents = counted(seeded, "document");
                self.note(&format!("made the knowledge base {} with {documents}", path.display()));
            }
        }
        Store::open(&path, access)
    }

    /// Opens the knowledge base for a command that fills it, and lets it. One that was named and is not there is made,
    /// and is there only when it is filled: all of it or nothing. With `dry_run`, it is not made.
    pub fn fill_store(&self, dry_run: bool, fill: impl FnOnce(&mut Store) -> Result<()>) -> Result<()> {
        Error::ensure_not_dangling(&self.path()?)?;
        match &self.db {
            Some(path) if !path.exists() && dry_run => fill(&mut Store::open_in_memory()?),
            Some(path) if !path.exists() => match Store::create(path, fill) {
                Ok(Some(())) => {
                    self.note(&format!("made the knowledge base {}", path.display()));
                    Ok(())
                }
                Ok(None) => Err(Refusal::MadeMeanwhile { path: path.clone() }.into()),
                Err(error) => {
                    if matches!(error, Error::Rejected { .. }) {
                        self.note(&format!(
                            "the knowledge base {} was not made: every page was rejected",
                            path.display()
                        ));
                    }
                    Err(error)
                }
            },
            _ => fill(&mut self.open_store(Access::Write)?),
        }
    }

    /// Returns the path of the knowledge base.
    pub fn path(&self) -> Result<PathBuf> {
        match &self.db {
            Some(path) => Ok(path.clone()),
            None => Ok(data_directory().ok_or(Error::NoDataDirectory)?.join("versus").join("versus.db")),
        }
    }

    /// Names the knowledge base in an SQL error.
    #[must_use]
    pub fn locate(&self, error: Error) -> Error {
        match self.path() {
            Ok(path) => error.in_base(&path),
            Err(_) => error,
        }
    }

    /// Returns standard output as a printer of rows and text.
    #[must_use]
    pub fn output(&self) -> Output<'static> {
        self.output_to(Box::new(io::stdout()), Format::Table, io::stdout().is_terminal())
    }

    /// Returns a printer into `out`, in the format that was asked for or else `default`.
    #[must_use]
    pub fn output_to<'a>(&self, out: Box<dyn Write + 'a>, default: Format, terminal: bool) -> Output<'a> {
        let mut output = Output::new(out, self.settings(default, terminal));
        output.warn = !self.quiet;
        output
    }

    fn settings(&self, default: Format, terminal: bool) -> Settings {
        Settings {
            format: self.format.unwrap_or(default),
            width: width(),
            color: self.color,
            terminal,
            spreadsheet: false,
        }
    }

    /// Returns the format that was asked for.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        self.format
    }

    /// Tells whether rows go to a person as tables, with the text around them, rather than to a program.
    #[must_use]
    pub fn is_table(&self) -> bool {
        self.format.unwrap_or(Format::Table) == Format::Table
    }

    /// Returns standard output for text that is ours, buffered: flush it at the end.
    #[must_use]
    pub fn stdout(&self) -> impl Write + use<> {
        io::BufWriter::with_capacity(64 * 1024, io::stdout())
    }

    /// Prints text that is ours, as it is.
    pub fn print(&self, text: &str) -> Result<()> {
        let mut stdout = io::stdout().lock();
        stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()).map_err(Error::Output)
    }

    /// Prints lines for people, made safe for a terminal.
    pub fn print_lines(&self, lines: &[String]) -> Result<()> {
        let mut output = self.output();
        for line in lines {
            output.line(line)?;
        }
        output.flush()
    }

    /// Says something on standard error, unless `--quiet`.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            // A note that cannot be said is no reason to fail.
            let _ = writeln!(io::stderr(), "{}", message(text));
        }
    }

    /// Says on standard error what went wrong with one input among several, `--quiet` or not.
    pub fn complain(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{}", message(text));
    }

    /// Ends an output; says so when it holds no row.
    pub fn finish(&self, mut output: Output, rows: usize, nothing: &str) -> Result<()> {
        output.flush()?;
        if rows == 0 {
            self.note(nothing);
        }
        Ok(())
    }

    /// Tells whether `--quiet` was given.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Returns the present moment, RFC 3339 in UTC.
    #[must_use]
    pub fn now(&self) -> String {
        self.now.clone().unwrap_or_else(store::now)
    }
}

/// Returns the XDG data directory. [specifications.freedesktop.org/basedir-spec: a relative path is to be ignored]
fn data_directory() -> Option<PathBuf> {
    let named = env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    named.or_else(|| {
        let home = env::home_dir().filter(|home| !home.as_os_str().is_empty())?;
        Some(home.join(Path::new(".local/share")))
    })
}

fn width() -> usize {
    let stated = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    stated.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).unwrap_or(DEFAULT_WIDTH)
}
