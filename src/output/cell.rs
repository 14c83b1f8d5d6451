//! What stands in one place of a table, before a format writes it.

use std::borrow::Cow;

use super::safe::safe;

/// One cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Text, as it is stored; the formats make it safe.
    Text(Cow<'a, str>),
    /// A number; JSON writes it without quotes.
    Integer(i64),
    /// A number with a fraction; JSON writes it without quotes unless it is infinite.
    Real(f64),
    /// Nothing: `null` in JSON, else an empty cell.
    Empty,
}

impl Cell<'_> {
    /// The same cell, with a text of its own.
    pub(super) fn to_owned(&self) -> Cell<'static> {
        match self {
            Cell::Text(text) => Cell::Text(Cow::Owned(text.to_string())),
            Cell::Integer(number) => Cell::Integer(*number),
            Cell::Real(number) => Cell::Real(*number),
            Cell::Empty => Cell::Empty,
        }
    }

    /// The text of the cell, as it is.
    pub(super) fn exact_text(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => Cow::Borrowed(text),
            other => other.safe_text(),
        }
    }

    /// The text of the cell, made safe for a terminal.
    pub(super) fn safe_text(&self) -> Cow<'_, str> {
        match self {
            Cell::Text(text) => safe(text),
            Cell::Integer(number) => number.to_string().into(),
            Cell::Real(number) => real(*number).into(),
            Cell::Empty => "".into(),
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Cell<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Self::Integer(number)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

/// Returns the shortest text that is read back as the same number.
pub(super) fn real(number: f64) -> String {
    match serde_json::Number::from_f64(number) {
        Some(finite) => finite.to_string(),
        None if number > 0.0 => "Infinity".into(),
        None => "-Infinity".into(),
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Integer(number.into())
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Empty, Into::into)
    }
}
