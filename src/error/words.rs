//! Words for what errors speak of: names, and what is wrong with JSON.

use std::fmt::Display;

/// Returns names in backticks, comma-separated.
pub(super) fn list(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Returns a number with what it counts: `1 row`, `2 rows`.
pub fn counted(count: impl Display, what: &str) -> String {
    let count = count.to_string();
    let ending = if count == "1" { "" } else { "s" };
    format!("{count} {what}{ending}")
}

/// Returns what is wrong with an object of JSON and where in it: in which column, and in which line where it has several.
/// On which line of its file it begins is said already.
#[must_use]
pub fn json_fault(error: &serde_json::Error) -> String {
    match (error.line(), error.column()) {
        (_, 0) => json_cause(error),
        (0 | 1, column) => format!("{} at column {column}", json_cause(error)),
        (line, column) => format!("{} at column {column} of its line {line}", json_cause(error)),
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
