//! Why a page was not read.

/// Why a page was not read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The line, counted from 1.
    pub line: usize,
    /// A sentence without a full stop.
    pub reason: String,
}
