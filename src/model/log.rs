//! What happened to a base.

use super::closed_set::closed_set;
use super::id::{CorrectionId, ReportId};
use super::place::Place;

closed_set! {
    /// What was done.
    LogKind {
        /// A document came in.
        Imported = "imported",
        /// It came in again with other content.
        Updated = "updated",
        /// A row of it was told apart.
        Settled = "settled",
        /// That was taken back.
        Unsettled = "unsettled",
        /// A report was filed.
        Filed = "filed",
        /// Another reader said the same.
        Supported = "supported",
        /// A report led to a correction.
        Accepted = "accepted",
        /// It did not.
        Declined = "declined",
        /// The decision on a report was taken back.
        Reopened = "reopened",
        /// An editor changed a text.
        Corrected = "corrected",
        /// An import found that a document now says what an editor does.
        Agreed = "agreed",
        /// A correction was undone.
        Reverted = "reverted",
        /// A figure or attribute was given a further name.
        AliasAdded = "alias added",
        /// It was taken away.
        AliasRemoved = "alias removed",
        /// Two names became one.
        Merged = "merged",
        /// They became two again.
        MergeUndone = "merge undone",
        /// A document was taken out.
        Forgotten = "forgotten",
        /// It came back.
        Restored = "restored",
        /// An editor settled which document comes first.
        Preferred = "preferred",
    }
}

/// One thing that somebody did, for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// The editor or reporter, `None` where nobody is known.
    pub who: Option<String>,
    /// What was done.
    pub what: LogKind,
    /// To what; the table row for one that was settled, the name for a merge or an alias.
    pub place: Place,
    /// Name of the figure that a reader was looking at, for passages and summaries.
    pub about: Option<String>,
    /// How it read before.
    pub before: Option<String>,
    /// How it read, or should read, afterwards.
    pub after: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// Number of the report.
    pub report: Option<ReportId>,
    /// Number of the correction.
    pub correction: Option<CorrectionId>,
}
