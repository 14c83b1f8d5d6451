//! How many there are of something, in words.

use std::fmt::Display;

/// Returns a number with what it counts: `1 row`, `2 rows`.
pub fn counted(count: impl Display, what: &str) -> String {
    let count = count.to_string();
    let ending = if count == "1" { "" } else { "s" };
    format!("{count} {what}{ending}")
}
