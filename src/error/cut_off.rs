//! What ended a result before its end.

/// What ended a result early.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum CutOff {
    /// It was still being made.
    #[error("it took longer than {seconds} s")]
    Time {
        /// For how long.
        seconds: f64,
    },
    /// Nobody wanted so many rows.
    #[error("there are more rows than {rows}")]
    Rows {
        /// How many were shown.
        rows: usize,
    },
    /// Nobody wanted so many bytes.
    #[error("it is longer than {bytes} bytes")]
    Bytes {
        /// How many.
        bytes: u64,
    },
}
