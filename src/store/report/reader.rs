//! What readers are told apart by, so that each counts once however often the same is said.

use crate::model::NewReport;
use crate::name;

/// Returns what a reader who supports a report is told apart by: the name, however it is written; without a name, the
/// text. `None` for who filed the report: under the same name, or without one in the words of the report.
pub(super) fn reader(
    filed: &NewReport,
    reporter: Option<&str>,
    comment: Option<&str>,
    evidence: Option<&str>,
) -> Option<String> {
    // Words as claims compare them; an address is another one in other letters.
    let text = |comment: Option<&str>, evidence: Option<&str>| {
        format!("{}\n{}", comment.map(name::fold).unwrap_or_default(), evidence.unwrap_or_default())
    };
    let (key, of_filer) = match reporter {
        Some(name) => (name::fold(name), filed.reporter.as_deref().map(name::fold)),
        None => (text(comment, evidence), Some(text(filed.comment.as_deref(), filed.evidence.as_deref()))),
    };
    let is_filer = of_filer.as_ref() == Some(&key);
    // A folded name has no line break, so that no name is equal to a text.
    Some(key).filter(|_| !is_filer)
}
