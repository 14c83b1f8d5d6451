//! What every command is given: which base, which format, where to print, what time it is.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use crate::command::shared::config::{Config, Origin, directory};
use crate::command::shared::global::{Color, Global};
use crate::command::shared::interrupt::Interrupt;
use crate::command::shared::pager::{self, Paged};
use crate::command::shared::shipped;
use crate::error::{Error, Refusal, Result};
use crate::output::{Format, Output, Settings, message, write_json};
use crate::service::counted::counted;
use crate::store::{self, Access, Store};

/// The width of tables where no terminal tells one.
const DEFAULT_WIDTH: usize = 80;

/// The lines of a terminal that does not tell.
const DEFAULT_HEIGHT: usize = 24;

/// What a command tells a program of what it did.
pub type Facts<'a> = &'a [(&'a str, serde_json::Value)];

/// A setting, and where it comes from.
pub type Setting<T> = (T, Origin);

/// The surroundings of one run of a command.
#[derive(Debug, Clone)]
pub struct Context {
    db: Setting<Option<PathBuf>>,
    format: Setting<Option<Format>>,
    color: Setting<Color>,
    pager: Setting<String>,
    config: Config,
    quiet: bool,
    now: Option<String>,
}

impl Context {
    /// Returns the surroundings that the global flags, the environment and the configuration ask for, in this order.
    ///
    /// # Errors
    ///
    /// A configuration that cannot be read.
    pub fn new(global: &Global) -> Result<Self> {
        let config = Config::read()?;
        let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let path = |name| env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from);
        let given = |origin| move |value| (value, origin);
        let db = (global.db.clone().map(given(Origin::Flag("--db"))))
            .or_else(|| path("VERSUS_DB").map(given(Origin::Environment("VERSUS_DB"))))
            .or_else(|| config.db.clone().map(given(Origin::Config)));
        let format = (global.format().map(|format| (format, Origin::Flag("--format"))))
            .or_else(|| config.format.map(|format| (format, Origin::Config)));
        // no-color.org: any value but the empty one.
        let no_color = || variable("NO_COLOR").map(|_| (Color::Never, Origin::Environment("NO_COLOR")));
        let color = (global.color.map(|color| (color, Origin::Flag("--color"))))
            .or_else(no_color)
            .or_else(|| config.color.map(|color| (color, Origin::Config)));
        let pager = (global.no_pager.then(|| (String::new(), Origin::Flag("--no-pager"))))
            .or_else(|| env::var("VERSUS_PAGER").ok().map(|pager| (pager, Origin::Environment("VERSUS_PAGER"))))
            .or_else(|| config.pager.clone().map(|pager| (pager, Origin::Config)))
            .or_else(|| variable("PAGER").map(|pager| (pager, Origin::Environment("PAGER"))));
        Ok(Self {
            db: db.map_or((None, Origin::Default), |(db, origin)| (Some(db), origin)),
            format: format.map_or((None, Origin::Default), |(format, origin)| (Some(format), origin)),
            color: color.unwrap_or((Color::Auto, Origin::Default)),
            pager: pager.unwrap_or_else(|| (pager::DEFAULT.to_owned(), Origin::Default)),
            config,
            quiet: global.quiet,
            now: global.now.clone(),
        })
    }

    /// Returns the knowledge base that was named, if any, and where.
    #[must_use]
    pub fn db(&self) -> &Setting<Option<PathBuf>> {
        &self.db
    }

    /// Returns the format for rows that was named, if any, and where.
    #[must_use]
    pub fn format_setting(&self) -> Setting<Option<Format>> {
        self.format
    }

    /// Returns when to use colour, and where that is said.
    #[must_use]
    pub fn color(&self) -> Setting<Color> {
        self.color
    }

    /// Returns the pager, and where it is named; empty for none.
    #[must_use]
    pub fn pager(&self) -> &Setting<String> {
        &self.pager
    }

    /// Returns what people set once.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Opens the knowledge base.
    ///
    /// The default one is made and seeded when it is not there. One that was named must be there.
    pub fn open_store(&self, access: Access) -> Result<Store> {
        let path = self.path()?;
        Error::ensure_not_dangling(&path)?;
        if self.db.0.is_none() && !path.exists() {
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
        match &self.db.0 {
            Some(path) if !path.exists() && dry_run => fill(&mut Store::open_in_memory()?),
            // One that is set once and for all is not made by the first import that meets it under a wrong name.
            Some(path) if !path.exists() && self.db.1 == Origin::Config => Err(Error::NoBase { path: path.clone() }),
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
        let data = || directory("XDG_DATA_HOME", ".local/share").ok_or(Error::NoDataDirectory);
        self.db.0.clone().map_or_else(|| Ok(data()?.join("versus").join("versus.db")), Ok)
    }

    /// Names the knowledge base in an SQL error.
    #[must_use]
    pub fn locate(&self, error: Error) -> Error {
        match self.path() {
            Ok(path) => error.in_base(&path),
            Err(_) => error,
        }
    }

    /// Returns standard output as a printer of rows and text, in the format that was asked for or else `default`; on a terminal
    /// through a pager, where it gets longer than the screen.
    pub fn output(&self, default: Format) -> Result<Output<'static>> {
        self.output_through(self.paged(), default)
    }

    /// Returns a printer as [`Context::output`] does, whose output reaches standard output through `out`.
    pub fn output_through<'a>(&self, out: Box<dyn Write + 'a>, default: Format) -> Result<Output<'a>> {
        let is_terminal = io::stdout().is_terminal();
        let format = self.format.0.unwrap_or(default);
        if format == Format::Xlsx && is_terminal {
            return Err(Error::usage("a workbook is nothing for a terminal", "write it to a file with `-o FILE.xlsx`"));
        }
        Ok(self.output_to(out, format, is_terminal))
    }

    /// Returns standard output; on a terminal through a pager, where it gets longer than the screen.
    #[must_use]
    pub fn paged(&self) -> Box<dyn Write + Send> {
        let is_dumb = || env::var_os("TERM").is_none_or(|terminal| terminal == "dumb");
        if self.pager.0.trim().is_empty() || !io::stdout().is_terminal() || is_dumb() {
            return Box::new(io::stdout());
        }
        let height = terminal_size::terminal_size().map_or(DEFAULT_HEIGHT, |(_, height)| usize::from(height.0));
        Box::new(Paged::new(self.pager.0.clone(), (height, width())))
    }

    /// Returns a printer into `out`, in a format.
    #[must_use]
    pub fn output_to<'a>(&self, out: Box<dyn Write + 'a>, format: Format, terminal: bool) -> Output<'a> {
        let mut output = Output::new(out, self.settings(format, terminal));
        output.warn = !self.quiet;
        output
    }

    fn settings(&self, format: Format, terminal: bool) -> Settings {
        let color = match self.color.0 {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal,
        };
        Settings { format, width: width(), color, terminal, spreadsheet: false }
    }

    /// Returns the format that was asked for, by a flag or the configuration.
    #[must_use]
    pub fn format(&self) -> Option<Format> {
        self.format.0
    }

    /// Returns the format that a flag asks for.
    #[must_use]
    pub fn asked_format(&self) -> Option<Format> {
        self.format.0.filter(|_| self.format.1 != Origin::Config)
    }

    /// Tells whether rows go to a person as tables, with the text around them, rather than to a program.
    #[must_use]
    pub fn is_table(&self) -> bool {
        self.format.0.unwrap_or(Format::Table) == Format::Table
    }

    /// Tells whether commands that write, and errors, answer in JSON.
    #[must_use]
    pub fn is_json(&self) -> bool {
        matches!(self.asked_format(), Some(Format::Json | Format::Jsonl))
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
        let mut output = self.output(Format::Table)?;
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

    /// Says what a command did: on standard error, or where JSON is asked for as one object on standard output, with these facts
    /// beside the words.
    pub fn done(&self, text: &str, facts: Facts) -> Result<()> {
        if !self.is_json() {
            self.note(text);
            return Ok(());
        }
        let mut object = serde_json::Map::new();
        object.insert("done".into(), text.into());
        object.extend(facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        let mut stdout = io::stdout().lock();
        write_json(&mut stdout, &object).and_then(|()| writeln!(stdout)).map_err(Error::Output)
    }

    /// The same for what people read on standard output, line by line.
    pub fn done_lines(&self, lines: &[String], facts: Facts) -> Result<()> {
        if self.is_json() { self.done(&lines.join("\n"), facts) } else { self.print_lines(lines) }
    }

    /// Says on standard error what went wrong with one input among several, `--quiet` or not.
    pub fn complain(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{}", message(text));
    }

    /// Ends an output; says so when it holds no row.
    pub fn finish(&self, mut output: Output, rows: usize, nothing: &str) -> Result<()> {
        output.flush()?;
        // A pager is left before anything more is said.
        drop(output);
        if rows == 0 && !nothing.is_empty() {
            self.note(nothing);
        }
        Ok(())
    }

    /// Tells whether `--quiet` was given.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Returns the moment that is taken for the present one, where one was given.
    #[must_use]
    pub fn fixed_now(&self) -> Option<String> {
        self.now.clone()
    }

    /// Returns the present moment, RFC 3339 in UTC.
    #[must_use]
    pub fn now(&self) -> String {
        self.now.clone().unwrap_or_else(store::now)
    }
}

fn width() -> usize {
    let stated = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    stated.or_else(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))).unwrap_or(DEFAULT_WIDTH)
}
