//! What came of accepting a report, in words.

use crate::name;
use crate::store::Accepted;

/// Returns what accepting did, in lines for people.
#[must_use]
pub fn said(accepted: &Accepted) -> Vec<String> {
    let closed: Vec<String> = accepted.closed.iter().map(ToString::to_string).collect();
    let reports = if let [only] = closed.as_slice() {
        format!("Report {only} is accepted.")
    } else {
        format!("Reports {} are accepted.", closed.join(", "))
    };
    vec![
        format!("{reports} Correction {} is made.", accepted.correction),
        format!("  It said: {}", shown(&accepted.before)),
        format!("  It says: {}", shown(&accepted.text)),
        format!("Undo it with `versus revert {}`.", accepted.correction),
    ]
}

/// Returns a text on one line, or that there is none.
#[must_use]
pub fn shown(text: &str) -> String {
    if text.is_empty() { "(nothing)".into() } else { name::clean(text) }
}
