//! What people decide on rows whose cells ran together.

use super::closed_set::closed_set;
use super::document::Candidate;
use super::id::{BatchId, CorrectionId, SettlementId, UnclearRowId};

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
    /// Where its cells end; `None` for a row that stays unclear.
    pub split: Option<Candidate>,
    /// The figures under which the row stood, in column order.
    pub figures: Vec<String>,
    /// How it stands to its document.
    pub state: SettlementState,
    /// Who decided.
    pub editor: String,
    /// When, RFC 3339 in UTC.
    pub settled_at: String,
    /// The act on many rows that it is part of.
    pub batch: Option<BatchId>,
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

/// A row that an act on many settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkRow {
    /// Its number.
    pub row: UnclearRowId,
    /// Slug of the document.
    pub document: String,
    /// Why it was unclear.
    pub reason: String,
    /// How its cells are told apart.
    pub split: Candidate,
}

/// What an act on many rows does, or did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulk {
    /// Number of the act.
    pub batch: BatchId,
    /// What is settled.
    pub settled: Vec<BulkRow>,
    /// Rows that have no candidate.
    pub without: Vec<UnclearRowId>,
    /// Rows of which it is refused, each with what speaks against it.
    pub refused: Vec<(UnclearRowId, String)>,
}

/// An act on many rows that was taken back, as far as it held.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct UnsettledBatch {
    /// Its decisions that were taken back, the last one first.
    pub taken_back: Vec<Unsettled>,
    /// Those that held no more.
    pub left: Vec<LeftSettlement>,
}

/// A decision of an act that was taken back before the act was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftSettlement {
    /// Its number.
    pub number: SettlementId,
    /// Slug of the document.
    pub document: String,
    /// The row's text.
    pub raw: String,
    /// Who took it back.
    pub by: String,
    /// When.
    pub at: String,
    /// The decision that holds for the row now.
    pub replaced_by: Option<SettlementId>,
}
