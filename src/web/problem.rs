//! What a request can end with instead of its answer, and what of that the one who asks is told: the same words as on the
//! command line, but nothing of this machine's files.

use std::io::{self, Write as _};
use std::path::Path;

use axum::http::StatusCode;

use crate::error::{CutOff, Error};
use crate::output::message;

/// Why there is no answer.
#[derive(Debug)]
pub struct Problem {
    /// The status of HTTP that comes nearest.
    pub status: StatusCode,
    /// What happened.
    pub message: String,
    /// The next step; empty where there is none to tell.
    pub hint: String,
    /// Names that may be meant.
    pub names: Vec<String>,
    /// What is only for whoever runs the site: it may tell of files.
    cause: Option<Box<Error>>,
}

impl Problem {
    /// Returns one of these words.
    pub fn new(status: StatusCode, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { status, message: message.into(), hint: hint.into(), names: Vec::new(), cause: None }
    }

    /// Says that an address leads nowhere.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "there is no such page", "look for what you want with the search above")
    }

    /// Says that the site ends.
    #[must_use]
    pub fn ended() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "this cannot be answered now", "try again in a while")
    }

    /// Tells whoever runs the site what nobody else is told. `path` is that of the base.
    #[must_use]
    pub fn told(mut self, path: &Path) -> Self {
        if let Some(cause) = self.cause.take() {
            let cause = cause.in_base(path);
            let hint = cause.hint().map(|hint| format!(" ({hint})")).unwrap_or_default();
            // What cannot be said is no reason to answer nothing.
            let _ = writeln!(io::stderr(), "{}", message(&format!("serve: {cause}{hint}")));
        }
        self
    }

    /// Says that it takes too long.
    #[must_use]
    pub fn slow() -> Self {
        let hint = "ask for less, or use the command line, which has the time";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "this takes too long to answer here", hint)
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let status = match &error {
            Error::UnknownName { .. }
            | Error::UnknownAttribute { .. }
            | Error::UnknownThen { .. }
            | Error::UnknownReport { .. }
            | Error::UnknownRow { .. }
            | Error::UnknownSettlement { .. }
            | Error::UnknownCorrection { .. } => StatusCode::NOT_FOUND,
            Error::AmbiguousName { .. } => StatusCode::MULTIPLE_CHOICES,
            Error::Usage { .. } | Error::Misuse(_) => StatusCode::BAD_REQUEST,
            Error::Refused(_) => StatusCode::CONFLICT,
            Error::CutOff(CutOff::Bytes { .. }) | Error::TooLarge(_) => {
                let hint = "see less of it, or use `versus export`";
                return Self::new(StatusCode::PAYLOAD_TOO_LARGE, "this is too much for one answer", hint);
            }
            error if error.is_stopped() => return Self::slow(),
            _ => {
                let hint = "whoever runs this site finds more where it was started";
                let problem = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "this cannot be answered", hint);
                return Self { cause: Some(Box::new(error)), ..problem };
            }
        };
        let names = match &error {
            Error::UnknownName { nearest, .. } | Error::UnknownAttribute { nearest, .. } => nearest.clone(),
            Error::AmbiguousName { candidates, .. } => candidates.clone(),
            _ => Vec::new(),
        };
        Self { status, message: error.to_string(), hint: error.hint().unwrap_or_default(), names, cause: None }
    }
}
