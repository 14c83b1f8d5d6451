//! What a reader is told of texts besides their words: that they were corrected or reported, and which of several values is
//! preferred.

use std::fmt;

use crate::model::{PassageText, TextStatus, Value};

/// A text with what a reader should know of it, for people: whether it was corrected, and open reports.
#[derive(Debug)]
pub struct Marked<'a> {
    /// The text after corrections.
    pub text: &'a str,
    /// Whether an editor changed what the document says.
    pub corrected: bool,
    /// How many open reports point at it.
    pub open_reports: i64,
}

impl<'a> Marked<'a> {
    /// Returns a passage with its marks.
    #[must_use]
    pub fn passage(passage: &'a PassageText) -> Self {
        let corrected = passage.status == TextStatus::Corrected;
        Self { text: &passage.text, corrected, open_reports: passage.open_reports }
    }
}

impl fmt::Display for Marked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)?;
        if self.corrected {
            f.write_str(" [corrected]")?;
        }
        match self.open_reports {
            0 => Ok(()),
            1 => f.write_str(" [reported]"),
            reports => write!(f, " [reported {reports} times]"),
        }
    }
}

/// Brings each preferred value of a figure before what other documents say for the same attribute.
pub fn preferred_first(values: &mut [Value]) {
    for at in 0..values.len() {
        if values[at].preferred
            && let Some(first) = values[..at].iter().position(|value| value.attribute_id == values[at].attribute_id)
        {
            values[first..=at].rotate_right(1);
        }
    }
}
