//! What the name of a file says as a title.

use crate::page::choose::title::readings;

/// Returns what the name of a file says as a title: `cats-vs-dogs.csv` names cats and dogs.
pub(super) fn file_title(source: &str) -> Option<String> {
    let title = crate::slug::of(source, "").replace('-', " ");
    (!readings(&title).is_empty()).then_some(title)
}
