//! What ended a result before its end, or kept it from being written at all.

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

/// What a format cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// A sheet of a workbook is full.
    #[error("there are more rows than {most}, which is all that a sheet of a workbook holds")]
    Rows {
        /// How many it holds.
        most: u32,
    },
    /// A cell of a workbook is too small for a text.
    #[error("row {row} has {characters} characters in `{column}`, and a cell of a workbook at most {most}")]
    Cell {
        /// Which row, from 1.
        row: u32,
        /// Which column.
        column: String,
        /// How long the text is, in UTF-16 units as workbooks count.
        characters: usize,
        /// How long it may be.
        most: usize,
    },
}
