//! How rows are written, and where to.

use std::borrow::Cow;
use std::path::Path;

use crate::model::closed_set;

closed_set! {
    /// How rows are written.
    Format {
        /// For people: a table fitted to the width, or records when a table would not be readable.
        Table = "table",
        /// Comma-separated values as in RFC 4180, but with `\n` line ends and no byte order mark.
        Csv = "csv",
        /// The same with tabs: a cell that holds a tab, a line break or a quote is quoted.
        Tsv = "tsv",
        /// One array of objects, an object a line.
        Json = "json",
        /// An object a line, without the array.
        Jsonl = "jsonl",
        /// A table as GitHub renders it.
        Markdown = "markdown",
        /// A page with a table, to be looked at in a browser, sent on or printed.
        Html = "html",
        /// A workbook, for spreadsheets. It is no text.
        Xlsx = "xlsx",
    }
}

impl Format {
    /// The endings of file names, without the dot, and the formats that they stand for.
    pub const ENDINGS: [(&str, Self); 7] = [
        ("csv", Self::Csv),
        ("tsv", Self::Tsv),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("md", Self::Markdown),
        ("xlsx", Self::Xlsx),
        ("html", Self::Html),
    ];

    /// Returns the format that a file's name ends in, whatever the case; `None` for another ending or none.
    #[must_use]
    pub fn from_ending(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?;
        Self::ENDINGS.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, format)| format)
    }
}

/// What the caller knows of the place the output goes to.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How rows are written.
    pub format: Format,
    /// Columns to fit tables and paragraphs into; fewer than 20 count as 20.
    pub width: usize,
    /// Whether headers and headings are bold.
    pub color: bool,
    /// Whether the output is a terminal: then CSV and TSV are made safe as well, instead of being exact.
    pub terminal: bool,
    /// Whether CSV and TSV are for a spreadsheet: then nothing in them is a formula, and they are not exact.
    pub spreadsheet: bool,
}

impl Settings {
    /// The width to use. The upper bound is what a table can be drawn in.
    pub(super) fn columns(self) -> usize {
        self.width.clamp(20, 60_000)
    }

    /// The text, bold when colour is on. The text must be safe.
    pub(super) fn bold(self, text: &str) -> Cow<'_, str> {
        if self.color && !text.is_empty() { format!("\x1b[1m{text}\x1b[0m").into() } else { text.into() }
    }
}
