//! The next step after an error.

use std::io;

use super::trouble::Trouble;
use super::words::list;
use super::{CutOff, Error};

/// What helps against a package that is none.
const REMAKE: &str =
    "nothing was written; have the package made again with `versus export --package`, by this version of versus";

impl Error {
    /// Returns the next step as a sentence, `None` when the message says all.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::UnknownName { kind: "forgotten document", nearest, .. } if nearest.is_empty() => {
                "run `versus log` to see which documents were forgotten".into()
            }
            Self::UnknownName { kind: "figure or command", nearest, .. } if nearest.is_empty() => {
                "`versus figures` lists the figures, `versus help` the commands".into()
            }
            Self::UnknownName { kind, nearest, .. } if nearest.is_empty() => {
                format!("run `versus {kind}s` to see them all")
            }
            Self::UnknownName { nearest, .. } => format!("did you mean {}?", list(nearest)),
            Self::UnknownAttribute { name, nearest, .. } => {
                format!("did you mean {}? To report that `{name}` is missing, add `--problem missing`", list(nearest))
            }
            Self::AmbiguousName { kind, name, candidates, total } if *total > candidates.len() => format!(
                "say which: {}; `versus {kind}s {}` lists all {total}",
                list(candidates),
                crate::name::quoted(name)
            ),
            Self::AmbiguousName { candidates, .. } => format!("say which: {}", list(candidates)),
            Self::UnknownThen { name, .. } => {
                format!("`versus log {}` tells when it came, if it ever did", crate::name::quoted(name))
            }
            Self::UnknownReport { .. } => "run `versus report list --state all` to see them all".into(),
            Self::UnknownRow { .. } => "run `versus review` to see them all".into(),
            Self::UnknownSettlement { .. } | Self::UnknownBatch { .. } => {
                "run `versus review list --settled` to see them all".into()
            }
            Self::UnknownCorrection { .. } => "run `versus export corrections` to see them all".into(),
            Self::NoAnswer => "only what was decided before is written".into(),
            Self::Package { .. } => REMAKE.into(),
            Self::Usage { hint, .. } => hint.clone(),
            Self::Misuse(misuse) => misuse.hint(),
            Self::Refused(refusal) => refusal.hint(),
            Self::Config { .. } => "mend the file, or delete it; `versus help config` says what it may hold".into(),
            Self::TooLarge(_) => {
                "write it to a file that ends in .csv, which has no such bound; nothing was written".into()
            }
            Self::CutOff(CutOff::Time { .. }) => "give it more time with `--timeout SECONDS`, or ask for less".into(),
            Self::CutOff(CutOff::Rows { .. }) => "see more with `--limit ROWS`, all with `--limit 0`".into(),
            Self::CutOff(CutOff::Bytes { .. }) => "see more with `--max-bytes BYTES`, all with `--max-bytes 0`".into(),
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
            Self::DanglingLink { .. } => "put back what it leads to, or delete the link; nothing was written".into(),
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
            Self::Interrupted { .. } => "run the command again when there is time for it".into(),
            Self::Server { source, .. } => no_server(source).into(),
            Self::Assistant { .. } => "an assistant starts this itself: `versus help mcp` tells how".into(),
            Self::Memory => "nothing was written; allow it more (`ulimit -v` tells how much it may take)".into(),
            Self::Thread(_) => {
                "nothing was run; the system gives no more memory or threads (`ulimit -a`): try again later".into()
            }
            Self::Rejected { .. }
            | Self::RejectedLines { .. }
            | Self::Shipped { .. }
            | Self::Output(_)
            | Self::EnoughRows
            | Self::Input(_) => return None,
        })
    }
}

/// Returns the next step where pages cannot be served.
fn no_server(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::AddrInUse => "something listens there already: name another port with `--listen`",
        io::ErrorKind::PermissionDenied => "ports below 1024 are for root: name another with `--listen`",
        _ => "name an address of this machine with `--listen`",
    }
}

/// Tells whether the system has no room for what is written.
fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}
