//! The one error type of versus: what happened, to which file or name, the next step, and the exit code.
//!
//! Text is lower case, without a full stop, names in backticks; the next step is the separate [`Error::hint`].

mod cut_off;
mod hint;
mod meaning;
mod misuse;
mod refusal;
mod refusal_hint;
mod trouble;
mod words;

use std::io;
use std::path::{Path, PathBuf};

use trouble::Trouble;

use crate::memory;
use crate::model::{BatchId, CorrectionId, ReportId, SettlementId, UnclearRowId};

pub use cut_off::{CutOff, TooLarge};
pub use misuse::Misuse;
pub use refusal::{Attempt, Denied, Refusal};
pub use words::{counted, json_cause, json_fault};

/// What a command can end with instead of its result.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A name that no figure, attribute or document goes by.
    #[error("no {kind} is called `{name}`")]
    UnknownName {
        /// `figure`, `attribute` or `document`; `figure or command` for a word that may have been meant as either.
        kind: &'static str,
        /// The name as it was given.
        name: String,
        /// The names that look most like it, nearest first; may be empty.
        nearest: Vec<String>,
    },
    /// A report on an attribute that a figure does not have and that looks like another.
    #[error("`{figure}` has no attribute `{name}`")]
    UnknownAttribute {
        /// The figure's name.
        figure: String,
        /// The attribute as it was given.
        name: String,
        /// The attributes that it may be meant for, at least one.
        nearest: Vec<String>,
    },
    /// A part of a name that several share.
    #[error("`{name}` may be any of several {kind}s")]
    AmbiguousName {
        /// `figure`, `attribute` or `document`.
        kind: &'static str,
        /// The name as it was given.
        name: String,
        /// The full names that it fits, those first of which most is known.
        candidates: Vec<String>,
        /// How many it fits in all.
        total: usize,
    },
    /// A name that no figure had at the moment that was asked for.
    #[error("no figure was called `{name}` on {date}")]
    UnknownThen {
        /// The name as it was given.
        name: String,
        /// The date as it was given.
        date: String,
    },
    /// A number that no report has.
    #[error("there is no report {number}")]
    UnknownReport {
        /// The number as it was given.
        number: ReportId,
    },
    /// A number that no unclear row has.
    #[error("there is no unclear row {number}")]
    UnknownRow {
        /// The number as it was given.
        number: UnclearRowId,
    },
    /// A number that no decision on a row has.
    #[error("no decision on a row has the number {number}")]
    UnknownSettlement {
        /// The number as it was given.
        number: SettlementId,
    },
    /// A number that no act on many rows has.
    #[error("no act on many rows has the number {number}")]
    UnknownBatch {
        /// The number as it was given.
        number: BatchId,
    },
    /// A number that no correction has.
    #[error("there is no correction {number}")]
    UnknownCorrection {
        /// The number as it was given.
        number: CorrectionId,
    },
    /// Standard input ended while a question was open.
    #[error("no more answers")]
    NoAnswer,
    /// Arguments that do not fit together, beyond what the parser can tell.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// The next step.
        hint: String,
    },
    /// A request that does not fit the base.
    #[error(transparent)]
    Misuse(#[from] Misuse),
    /// The request is well formed, but the base or a file speaks against it. Nothing was written.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Some inputs of an import were rejected; each was reported by itself, the rest was imported.
    #[error("{rejected} of {} rejected", counted(total, "page"))]
    Rejected {
        /// How many were rejected.
        rejected: usize,
        /// How many were read.
        total: usize,
    },
    /// A package that is not as its descriptor says, or does not make a whole base. Nothing was written.
    #[error("`{path}`{}: {reason}", line.map_or_else(String::new, |line| format!(", line {line}")), path = path.display())]
    Package {
        /// Its file, or the package as a whole.
        path: PathBuf,
        /// The line, from 1, where it is about one.
        line: Option<u64>,
        /// What is wrong.
        reason: String,
    },
    /// Some lines of a file of reports were rejected; each was named by itself, the rest was taken in.
    #[error("{rejected} of {} rejected", counted(total, "line"))]
    RejectedLines {
        /// How many were rejected.
        rejected: usize,
        /// How many were read.
        total: usize,
    },
    /// A shipped document that this very program cannot read; a test keeps it from happening.
    #[error("{source_name}:{line}: {reason}")]
    Shipped {
        /// The document's file.
        source_name: String,
        /// The line, from 1.
        line: usize,
        /// Why.
        reason: String,
    },
    /// A query of the user's own that SQLite cannot compile or run.
    #[error("the query failed: {message}")]
    Query {
        /// What SQLite says.
        message: String,
    },
    /// A list has as many rows as were asked for. Whoever fills it stops there: this reaches nobody.
    #[error("no more rows are wanted")]
    EnoughRows,
    /// A configuration that says something that it cannot.
    #[error("{path}:{line}: {reason}", path = path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// Why.
        reason: String,
    },
    /// A format cannot hold the result.
    #[error(transparent)]
    TooLarge(TooLarge),
    /// A result that is not whole.
    #[error("the result is cut off: {0}")]
    CutOff(CutOff),
    /// A file named with `--db` that is not there.
    #[error("there is no knowledge base at `{path}`", path = path.display())]
    NoBase {
        /// The path as it was given.
        path: PathBuf,
    },
    /// A symbolic link to nothing.
    #[error("`{path}` is a link to `{target}`, which is not there", path = path.display(), target = target.display())]
    DanglingLink {
        /// The link.
        path: PathBuf,
        /// Where it leads, as it says.
        target: PathBuf,
    },
    /// The log of a base that is gone, where a new one is to be made.
    #[error("`{remains}` was left behind by a knowledge base that is gone", remains = remains.display())]
    Remains {
        /// The base that is to be made.
        path: PathBuf,
        /// The file in its way.
        remains: PathBuf,
    },
    /// A file that is no SQLite database, or no database of versus.
    #[error("`{path}` is not a versus knowledge base: {reason}", path = path.display())]
    NotABase {
        /// The path as it was given.
        path: PathBuf,
        /// What it is instead.
        reason: &'static str,
    },
    /// A base with migrations that this program does not know.
    #[error(
        "`{path}` was written by a newer version of versus (schema {found}, this version knows up to {known})",
        path = path.display()
    )]
    NewerBase {
        /// The path as it was given.
        path: PathBuf,
        /// The schema version of the file.
        found: i64,
        /// The newest schema version of this program.
        known: i64,
    },
    /// A base of before the first release, whose schema is no more.
    #[error("`{path}` was written by an earlier, unreleased version of versus, whose schema is no more", path = path.display())]
    UnreleasedBase {
        /// The path as it was given.
        path: PathBuf,
    },
    /// Neither `XDG_DATA_HOME` nor a home directory is known, so there is no place for the default base.
    #[error("cannot tell where your data directory is")]
    NoDataDirectory,
    /// The operating system does not let pages be served there.
    #[error("cannot serve pages at `{listen}`")]
    Server {
        /// The address as it was given.
        listen: String,
        /// The cause.
        source: io::Error,
    },
    /// An assistant cannot be served, or not any more.
    #[error("cannot serve an assistant: {reason}")]
    Assistant {
        /// Why.
        reason: String,
    },
    /// The operating system refused something about a file.
    #[error("cannot {action} `{path}`", path = path.display())]
    File {
        /// What was being done: `read`, `write`, `create`.
        action: &'static str,
        /// To which file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The process was told to stop before it had written anything.
    #[error("interrupted: nothing was written")]
    Interrupted {
        /// The number of the signal.
        signal: usize,
    },
    /// The operating system gives less memory than an import takes.
    #[error("there is not enough memory for an import, which takes {} MiB", memory::LEAST)]
    Memory,
    /// The operating system gave no thread to hold a query to its time from.
    #[error("cannot start the thread that holds the query to its time")]
    Thread(#[source] io::Error),
    /// Writing to standard output failed.
    #[error("cannot write to standard output")]
    Output(#[source] io::Error),
    /// Reading an answer from the terminal failed.
    #[error("cannot read from standard input")]
    Input(#[source] io::Error),
    /// SQLite refused something.
    #[error("{}", Trouble::of(source).message(path))]
    Base {
        /// Which file; empty until [`Error::in_base`] has named it.
        path: PathBuf,
        /// The cause.
        source: rusqlite::Error,
    },
    /// A copy of the base that SQLite finds fault with. It was thrown away.
    #[error("the copy for `{path}` is not sound: {reason}", path = path.display())]
    UnsoundCopy {
        /// The file that was to be made.
        path: PathBuf,
        /// The first fault.
        reason: String,
    },
    /// A check found that the base is broken; each finding was named by itself.
    #[error("`{path}` is broken: {found} {findings}", path = path.display(), findings = if *found == 1 { "finding" } else { "findings" })]
    Broken {
        /// Which file; empty until [`Error::in_base`] has named it.
        path: PathBuf,
        /// How many findings.
        found: usize,
        /// How many of them can be made anew from the rest of the base.
        mendable: usize,
    },
    /// A migration failed; the file is as it was.
    #[error("cannot bring the knowledge base `{path}` to the current schema", path = path.display())]
    Migration {
        /// To which file.
        path: PathBuf,
        /// The cause.
        source: Box<refinery::Error>,
    },
    /// Rows that point at nothing, found after a migration.
    #[error("`{path}` has {} referring to what is not there", counted(rows, "row"), path = path.display())]
    BrokenReferences {
        /// In which file.
        path: PathBuf,
        /// How many.
        rows: i64,
    },
}

/// The result of everything in versus that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Returns a function that wraps an I/O error with what was being done to which file.
    pub fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File { action, path: path.to_path_buf(), source }
    }

    /// Fails when a path is a symbolic link to nothing.
    pub fn ensure_not_dangling(path: &Path) -> Result<()> {
        match path.read_link() {
            Ok(target) if !path.exists() => Err(Self::DanglingLink { path: path.to_path_buf(), target }),
            _ => Ok(()),
        }
    }

    /// Names the file that an SQL error is about; other errors stay as they are.
    #[must_use]
    pub fn in_base(self, path: &Path) -> Self {
        match self {
            Self::Base { path: unnamed, source } if unnamed.as_os_str().is_empty() => {
                Self::Base { path: path.to_path_buf(), source }
            }
            Self::Broken { found, mendable, .. } => Self::Broken { path: path.to_path_buf(), found, mendable },
            other => other,
        }
    }

    /// Returns a usage error.
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: hint.into() }
    }

    /// Turns a failure to write the output into one that names the file it goes to.
    #[must_use]
    pub fn in_output_file(self, path: &Path) -> Self {
        match self {
            Self::Output(source) => Self::file("write", path)(source),
            other => other,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(source: rusqlite::Error) -> Self {
        Self::Base { path: PathBuf::new(), source }
    }
}

impl From<rusqlite::types::FromSqlError> for Error {
    fn from(source: rusqlite::types::FromSqlError) -> Self {
        rusqlite::Error::from(source).into()
    }
}
