//! The one error type of versus: what happened, to which file or name, the next step, and the exit code.
//!
//! Text is lower case, without a full stop, names in backticks; the next step is the separate [`Error::hint`].

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rusqlite::ErrorCode;

/// What a command can end with instead of its result.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A name that no figure, attribute or document goes by.
    #[error("no {kind} is called `{name}`")]
    UnknownName {
        /// `figure`, `attribute` or `document`.
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
        /// The full names that it fits.
        candidates: Vec<String>,
    },
    /// A number that no report has.
    #[error("there is no report {number}")]
    UnknownReport {
        /// The number as it was given.
        number: i64,
    },
    /// A number that no unclear row has.
    #[error("there is no unclear row {number}")]
    UnknownRow {
        /// The number as it was given.
        number: i64,
    },
    /// A number that no correction has.
    #[error("there is no correction {number}")]
    UnknownCorrection {
        /// The number as it was given.
        number: i64,
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
    /// The request is well formed, but the base speaks against it. Nothing was written.
    #[error("{message}")]
    Refused {
        /// What speaks against it.
        message: String,
        /// The next step.
        hint: String,
    },
    /// Some inputs of an import were rejected; each was reported by itself, the rest was imported.
    #[error("{rejected} of {total} pages rejected")]
    Rejected {
        /// How many were rejected.
        rejected: usize,
        /// How many were read.
        total: usize,
    },
    /// Some lines of a file of reports were rejected; each was named by itself, the rest was taken in.
    #[error("{rejected} of {total} lines rejected")]
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
    /// A result that is not whole.
    #[error("the result is cut off: {reason}")]
    CutOff {
        /// Why there are no more rows.
        reason: String,
        /// The next step.
        hint: String,
    },
    /// Something that is only done when it is confirmed, and was not.
    #[error("nothing was taken out")]
    NotConfirmed,
    /// A document that is to be taken out and has active corrections.
    #[error("`{slug}` has {corrections} active {}", if *corrections == 1 { "correction" } else { "corrections" })]
    CorrectedDocument {
        /// Its slug.
        slug: String,
        /// How many.
        corrections: i64,
    },
    /// A document that was taken out and whose last state is not in the base.
    #[error("what `{slug}` said is not in the base any more")]
    NoFormerState {
        /// Its slug.
        slug: String,
    },
    /// A document that was taken out and compares two figures that have become one.
    #[error("`{slug}` compares two figures that are one by now: `{figure}`")]
    FiguresAreOne {
        /// Its slug.
        slug: String,
        /// The figure's own name.
        figure: String,
    },
    /// A file named with `--db` that is not there.
    #[error("there is no knowledge base at `{path}`", path = path.display())]
    NoBase {
        /// The path as it was given.
        path: PathBuf,
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
    /// The operating system gave no threads to read pages on.
    #[error("cannot start the threads that read pages")]
    Threads(#[source] Box<dyn std::error::Error + Send + Sync>),
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
    #[error("`{path}` holds {rows} rows that refer to rows that are not there", path = path.display())]
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

    /// Returns the next step as a sentence, `None` when the message says all.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::UnknownName { kind: "forgotten document", nearest, .. } if nearest.is_empty() => {
                "run `versus log` to see which documents were forgotten".into()
            }
            Self::UnknownName { kind, nearest, .. } if nearest.is_empty() => {
                format!("run `versus {kind}s` to see them all")
            }
            Self::UnknownName { nearest, .. } => format!("did you mean {}?", list(nearest)),
            Self::UnknownAttribute { name, nearest, .. } => {
                format!("did you mean {}? To report that `{name}` is missing, add `--problem missing`", list(nearest))
            }
            Self::AmbiguousName { candidates, .. } => format!("say which: {}", list(candidates)),
            Self::UnknownReport { .. } => "run `versus report list --state all` to see them all".into(),
            Self::UnknownRow { .. } => "run `versus review` to see them all".into(),
            Self::UnknownCorrection { .. } => "run `versus export corrections` to see them all".into(),
            Self::NotConfirmed => "say `--yes` to take out what was named".into(),
            Self::CorrectedDocument { .. } => {
                "nothing was written; with `--with-corrections` they wait for the document and \
                                               come back with it"
                    .into()
            }
            Self::NoFormerState { .. } => "nothing was written; import its page again".into(),
            Self::FiguresAreOne { figure, .. } => format!(
                "nothing was written; take the merge back first: `versus log {}` tells of it",
                crate::name::quoted(figure)
            ),
            Self::NoAnswer => "only what was decided before is written".into(),
            Self::Usage { hint, .. } | Self::Refused { hint, .. } | Self::CutOff { hint, .. } => hint.clone(),
            Self::Query { message }
                if message.starts_with("no such table") || message.starts_with("no such column") =>
            {
                "list the tables and their columns with `versus sql \"SELECT name, sql FROM sqlite_schema\"`".into()
            }
            Self::Query { .. } => "`versus help sql` says what a query may be".into(),
            Self::NoBase { path } => {
                format!(
                    "run `versus --db {path} seed` or `versus --db {path} import PATH...` to make one",
                    path = path.display()
                )
            }
            Self::Remains { path, .. } => format!(
                "put the knowledge base back beside it, or delete it; `{path}` was not made",
                path = path.display()
            ),
            Self::NotABase { .. } => "name another file with `--db`; this one was left as it is".into(),
            Self::NewerBase { .. } => "update versus; the file was left as it is".into(),
            Self::UnreleasedBase { .. } => {
                "import its pages into a new one (`versus --db NEW.db import PATH...`), or read it \
                                            with the version that wrote it; the file was left as it is"
                    .into()
            }
            Self::NoDataDirectory => "set HOME or XDG_DATA_HOME, or name a file with `--db`".into(),
            Self::Broken { mendable: 1.., .. } => {
                "run `versus check --repair`, which makes anew what can be made from the rest".into()
            }
            Self::Broken { .. } => "what to do stands with each finding".into(),
            Self::Base { path, source } => Trouble::of(source).hint(path),
            Self::Migration { path, source } => Trouble::behind(source.as_ref())?.hint(path),
            Self::BrokenReferences { path, .. } => Trouble::Damaged.hint(path),
            Self::File { source, .. } | Self::Output(source) if is_full(source) => {
                "make room on that disk or in your quota, and run the command again".into()
            }
            Self::UnsoundCopy { .. } => {
                "nothing was written; the knowledge base itself may be damaged: run `versus check`".into()
            }
            Self::File { action, source, .. } => match (*action, source.kind()) {
                ("create", io::ErrorKind::NotFound) => "make its folder first".into(),
                ("read", io::ErrorKind::PermissionDenied) => "you must be allowed to read it".into(),
                (_, io::ErrorKind::PermissionDenied) => "you must be allowed to write to it and its folder".into(),
                _ => return None,
            },
            Self::Threads(_) => "try again with fewer, such as `--threads 2`".into(),
            Self::Rejected { .. }
            | Self::RejectedLines { .. }
            | Self::Shipped { .. }
            | Self::Output(_)
            | Self::Input(_) => return None,
        })
    }

    /// Returns the process's exit code: 1 failed, 2 wrong usage, 3 refused (0, done, is no error).
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage { .. } => ExitCode::from(2),
            Self::Refused { .. }
            | Self::CorrectedDocument { .. }
            | Self::NoFormerState { .. }
            | Self::NotConfirmed
            | Self::FiguresAreOne { .. }
            | Self::NoAnswer => ExitCode::from(3),
            _ => ExitCode::FAILURE,
        }
    }

    /// Tells whether SQLite failed because it can write nothing beside the base, which readers do as well.
    #[must_use]
    pub fn is_no_writing(&self) -> bool {
        let Self::Base { source, .. } = self else { return false };
        matches!(Trouble::of(source), Trouble::NotOpened | Trouble::NotWritable | Trouble::Full)
    }

    /// Tells whether SQLite gave up waiting for another process.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Base { source, .. } if Trouble::of(source) == Trouble::Busy)
    }

    /// Turns a failure to write the output into one that names the file it goes to.
    #[must_use]
    pub fn in_output_file(self, path: &Path) -> Self {
        match self {
            Self::Output(source) => Self::file("write", path)(source),
            other => other,
        }
    }

    /// Tells whether whoever read our output has gone away, which ends a command without a word.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(source) if source.kind() == io::ErrorKind::BrokenPipe)
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

/// What an error of SQLite means for the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Busy,
    Damaged,
    Full,
    /// The file, or what SQLite keeps beside it, cannot be opened or made.
    NotOpened,
    /// It may not be written to.
    NotWritable,
    /// The system failed to read or write.
    Disk,
    /// A statement of ours does not fit the file, or is wrong.
    Other,
}

impl Trouble {
    fn of(error: &rusqlite::Error) -> Self {
        match error {
            // Tables are strict, so that these cannot come from a sound file.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => return Self::Damaged,
            // No room for the memory that readers and writers share.
            rusqlite::Error::SqliteFailure(failure, _)
                if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE =>
            {
                return Self::Full;
            }
            _ => {}
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::NotOpened,
            Some(ErrorCode::ReadOnly) => Self::NotWritable,
            Some(ErrorCode::SystemIoFailure) => Self::Disk,
            _ => Self::Other,
        }
    }

    /// Returns the trouble that an error of a migration comes from, if that was SQLite's.
    fn behind(error: &(dyn std::error::Error + 'static)) -> Option<Self> {
        std::iter::successors(Some(error), |error| error.source())
            .find_map(|error| error.downcast_ref::<rusqlite::Error>())
            .map(Self::of)
    }

    fn message(self, path: &Path) -> String {
        let path = path.display();
        match self {
            Self::Damaged => format!("the knowledge base `{path}` is damaged"),
            Self::Full => format!("cannot write to the knowledge base `{path}`: the disk is full"),
            Self::NotOpened => format!("cannot open the knowledge base `{path}` or the files beside it"),
            Self::NotWritable => format!("cannot write to the knowledge base `{path}`"),
            Self::Busy | Self::Disk | Self::Other => format!("cannot use the knowledge base `{path}`"),
        }
    }

    fn hint(self, path: &Path) -> String {
        let path = path.display();
        match self {
            Self::Busy => "another process is writing to it: try again when it is done".into(),
            Self::Damaged => format!(
                "put a backup in the place of `{path}` (`versus help backup` says how); an sqlite3 shell that has `.recover` \
                 may save some of it"
            ),
            Self::Full => {
                "make room on that disk or in your quota, and run the command again; nothing was changed".into()
            }
            Self::NotOpened => {
                "you must be allowed to write to the file and its folder, and there must be room; nothing was changed"
                    .into()
            }
            Self::NotWritable => "you must be allowed to write to the file and its folder; nothing was changed".into(),
            Self::Disk => {
                "the disk may be failing, full or over its quota; when it works again, run `versus check`".into()
            }
            Self::Other => "run `versus check` to see whether the file is whole, or name another with `--db`".into(),
        }
    }
}

/// Returns what is wrong with a line of JSON and in which column. serde names a line, too, but that is the line within the
/// line: which one of the file it is, is said already.
#[must_use]
pub fn json_fault(error: &serde_json::Error) -> String {
    match error.column() {
        0 => json_cause(error),
        column => format!("{} at column {column}", json_cause(error)),
    }
}

/// Returns what is wrong with JSON, without the place.
#[must_use]
pub fn json_cause(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((cause, _)) if error.line() > 0 => cause.to_owned(),
        _ => text,
    }
}

/// Tells whether the system has no room for what is written.
fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

/// Returns names in backticks, comma-separated.
fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
