//! What an error means for the process: the exit code, and whether it is worth another try or a word.

use std::io;
use std::process::ExitCode;

use super::Error;
use super::trouble::Trouble;

impl Error {
    /// Returns the process's exit code: 1 failed, 2 wrong usage, 3 refused, 128 and the signal
    /// interrupted (0, done, is no error).
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage { .. } | Self::Misuse(_) => ExitCode::from(2),
            Self::Refused(_) | Self::NoAnswer | Self::TooLarge(_) => ExitCode::from(3),
            // As shells have it.
            Self::Interrupted { signal } => ExitCode::from(u8::try_from(128 + signal).unwrap_or(1)),
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

    /// Tells whether a statement was stopped before its end, as `Store::stop_when` asked for.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        let code = |source: &rusqlite::Error| source.sqlite_error_code();
        matches!(self, Self::Base { source, .. } if code(source) == Some(rusqlite::ErrorCode::OperationInterrupted))
    }

    /// Tells whether whoever read our output has gone away, which ends a command without a word.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Output(source) if source.kind() == io::ErrorKind::BrokenPipe)
    }
}
