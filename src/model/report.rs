//! What readers say is inaccurate, and how that stands.

use super::closed_set::closed_set;
use super::id::ReportId;
use super::place::Place;
use super::text::TextStatus;

closed_set! {
    /// What a reader says is the matter.
    Problem {
        /// It is not true.
        Wrong = "wrong",
        /// It was true once.
        Outdated = "outdated",
        /// Something ought to be there and is not.
        Missing = "missing",
        /// The page says something else: versus read it wrongly.
        Misread = "misread",
        /// It is true of another figure.
        Misattributed = "misattributed",
        /// No source says so.
        Unsupported = "unsupported",
        /// Another part of the base says the opposite.
        Contradiction = "contradiction",
        /// See the comment.
        Other = "other",
    }
}

closed_set! {
    /// How a report stands.
    ReportStatus {
        /// Nobody has decided it, or it was reopened.
        Open = "open",
        /// It led to a correction.
        Accepted = "accepted",
        /// It did not.
        Declined = "declined",
    }
}

closed_set! {
    /// Why a report was declined.
    Because {
        /// What stands there is right.
        NotAnError = "not-an-error",
        /// Nothing was found that bears it out.
        CannotVerify = "cannot-verify",
        /// Another report says it.
        Duplicate = "duplicate",
        /// The text says so by now.
        AlreadyFixed = "already-fixed",
        /// It is not for these pages to say.
        OutOfScope = "out-of-scope",
        /// It is no report; such reports stay out of lists and are kept.
        Spam = "spam",
    }
}

closed_set! {
    /// What happens to a report.
    EventKind {
        /// It was filed.
        Filed = "filed",
        /// Another reader said the same.
        Supported = "supported",
        /// An editor made the correction that it asks for.
        Accepted = "accepted",
        /// An editor did not.
        Declined = "declined",
        /// The decision was taken back.
        Reopened = "reopened",
    }
}

/// What a decided report led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// A correction.
    Corrected,
    /// None.
    Declined(Because),
}

impl Resolution {
    /// Returns its name, as it stands in exports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Corrected => TextStatus::Corrected.as_str(),
            Self::Declined(because) => because.as_str(),
        }
    }

    /// Returns the resolution of that name, `None` when there is none.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name == Self::Corrected.as_str() {
            return Some(Self::Corrected);
        }
        Because::from_name(name).map(Self::Declined)
    }
}

closed_set! {
    /// How a report's target stands in this base.
    Standing {
        /// It is here, and an open report has seen what stands there.
        Matched = "matched",
        /// It reads otherwise than when the report, still open, was filed; or the document has moved away from what the
        /// correction of an accepted one was decided on.
        Moved = "moved",
        /// It is not here.
        Unmatched = "unmatched",
    }
}

/// A report that a reader files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReport {
    /// What it points at.
    pub place: Place,
    /// Whether that is a value which no document, or not the named one, gives.
    pub is_missing: bool,
    /// Name of the figure that the reader was looking at, for passages and summaries.
    pub about: Option<String>,
    /// What the reader says is the matter.
    pub problem: Problem,
    /// The words that the reader points at, for passages and summaries.
    pub quote: Option<String>,
    /// What the reader saw; empty where nothing stood.
    pub seen: String,
    /// What should stand there.
    pub proposed: Option<String>,
    /// Anything else, at most [`COMMENT_LIMIT`] characters.
    pub comment: Option<String>,
    /// An http or https URL.
    pub evidence: Option<String>,
    /// Who reports it; `None` for a reader without a name.
    pub reporter: Option<String>,
}

impl NewReport {
    /// Returns the name of what it points at, as it stands in the base and in exports.
    #[must_use]
    pub fn target(&self) -> &'static str {
        if self.is_missing { MISSING_VALUE } else { self.place.kind().as_str() }
    }

    /// Returns the name of the figure that it is about.
    #[must_use]
    pub fn figure(&self) -> Option<&str> {
        self.place.figure().or(self.about.as_deref())
    }
}

/// What a report points at when nothing stands there: a value.
pub const MISSING_VALUE: &str = "missing value";

/// The longest comment of a report, in characters.
pub const COMMENT_LIMIT: usize = 2000;

/// A report in the base, with how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The number that people use, from 1.
    pub number: ReportId,
    /// The same in every base that holds the report.
    pub uid: String,
    /// What was filed.
    pub filed: NewReport,
    /// RFC 3339, UTC.
    pub filed_at: String,
    /// How it stands.
    pub status: ReportStatus,
    /// When that was decided; `None` while it is open.
    pub decided_at: Option<String>,
    /// What it led to; `None` while it is open.
    pub resolution: Option<Resolution>,
    /// The note on the latest event.
    pub note: Option<String>,
    /// Who made the latest decision; `None` before there is one.
    pub editor: Option<String>,
    /// How many readers say so: who filed it, and who supports it in this base.
    pub readers: i64,
    /// How many more say so in bundles of other bases.
    pub readers_from_bundles: i64,
}

/// What another reader added to a report by saying the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Support {
    /// The same in every base that holds it.
    pub uid: String,
    /// Who; `None` for a reader without a name.
    pub reporter: Option<String>,
    /// An http or https URL.
    pub evidence: Option<String>,
    /// Anything else, at most [`COMMENT_LIMIT`] characters.
    pub comment: Option<String>,
    /// RFC 3339, UTC.
    pub made_at: String,
}

/// A report as bases exchange it: what readers said, without what editors decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedReport {
    /// The same in every base that holds the report.
    pub uid: String,
    /// What was filed.
    pub filed: NewReport,
    /// RFC 3339, UTC.
    pub filed_at: String,
    /// Who said the same, by time and uid.
    pub supports: Vec<Support>,
}
