//! What people decide on rows whose cells ran together.

use super::closed_set::closed_set;
use super::document::Candidate;
use super::id::{CorrectionId, SettlementId, UnclearRowId};

closed_set! {
    /// How a decision on a row stands to its document.
    SettlementState {
        /// The row reads as it says.
        Applied = "applied",
        /// The document is out, or has the row under other figures or in another order of them.
        Waiting = "waiting",
        /// The page has no such row any more, or is clear about it.
        Answered = "answered",
    }
}

/// A decision on a row that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettledRecord {
    /// Its number.
    pub number: SettlementId,
    /// Slug of the document.
    pub document: String,
    /// The table row that it is applied to, from 1.
    pub position: Option<u32>,
    /// The row's text when it was decided.
    pub raw: String,
    /// What was decided.
    pub split: Candidate,
    /// The figures under which the row stood, in column order.
    pub figures: Vec<String>,
    /// How it stands to its document.
    pub state: SettlementState,
    /// Who decided.
    pub editor: String,
    /// When, RFC 3339 in UTC.
    pub settled_at: String,
}

/// A row that was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Number of the decision.
    pub number: SettlementId,
    /// Slug of the document.
    pub document: String,
}

/// A decision that was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsettled {
    /// Slug of the document.
    pub document: String,
    /// The row's text.
    pub raw: String,
    /// Number of the row that is unclear again; `None` where the page has no such row now.
    pub row: Option<UnclearRowId>,
    /// Numbers of the active corrections of its values, which stay.
    pub corrections: Vec<CorrectionId>,
}
