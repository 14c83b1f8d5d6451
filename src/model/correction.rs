//! What editors changed.

use super::id::{CorrectionId, ReportId};
use super::place::Place;

/// A correction in the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its number.
    pub number: CorrectionId,
    /// Number of the report it answers.
    pub report: Option<ReportId>,
    /// What it is about: a value, passage or summary.
    pub place: Place,
    /// What the document said when it was decided.
    pub base: String,
    /// What stands there instead.
    pub text: String,
    /// Who decided.
    pub editor: String,
    /// Why.
    pub note: Option<String>,
    /// When, RFC 3339 in UTC.
    pub made_at: String,
    /// When it was undone; `None` while it is active.
    pub reverted_at: Option<String>,
    /// When an import found that the document says the corrected text itself.
    pub agreed_at: Option<String>,
    /// Who undid it.
    pub reverted_by: Option<String>,
    /// Why it was undone.
    pub revert_note: Option<String>,
}

/// An active correction whose document has moved away from what it was decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovedCorrection {
    /// The correction.
    pub correction: Correction,
    /// What the document says now, `None` where it has lost the text altogether.
    pub stated: Option<String>,
}
