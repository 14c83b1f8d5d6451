//! What a check finds: kinds, levels, remedies.

use crate::error::Result;
use crate::model::{CorrectionId, Place, ReportId, SettlementId, UnclearRowId, closed_set};

closed_set! {
    /// What a check looks for, in the order in which it does; what is broken comes first.
    Concern {
        /// The file does not hold what SQLite wrote into it, or a row holds what breaks a rule of its table or what no command
        /// can read.
        Damage = "damage",
        /// A table, index, view or trigger is missing or changed.
        Schema = "schema",
        /// A row refers to one that is not there.
        Reference = "reference",
        /// The full-text index is another than the texts.
        Index = "index",
        /// What values amount to is kept otherwise than their texts say.
        Quantity = "quantity",
        /// Names are not kept as they are looked up.
        Name = "name",
        /// Corrections without a place, or several in one.
        Correction = "correction",
        /// The events of a report cannot have happened so.
        Event = "event",
        /// A document now says something else than when it was corrected.
        Moved = "moved",
        /// A report waits for a decision.
        Report = "report",
        /// A report waits, and what it is about is not here.
        Unmatched = "unmatched",
        /// A table row could not be told apart.
        Unclear = "unclear",
        /// A table row was told apart, and the page has none such any more.
        Answered = "answered",
        /// Two names look like one thing.
        Duplicate = "duplicate",
        /// A document compares a figure by an attribute and says nothing.
        Empty = "empty",
        /// A document says the very same of several figures.
        Identical = "identical",
    }
}

closed_set! {
    /// What is to become of a finding.
    Level {
        /// A decision of an editor.
        Work = "work",
        /// It can be made anew from the rest.
        Mendable = "mendable",
        /// It cannot.
        Broken = "broken",
    }
}

impl Concern {
    /// Tells whether nothing is broken, and somebody has to decide.
    pub(super) fn is_work(self) -> bool {
        use Concern::{Answered, Duplicate, Empty, Identical, Moved, Report, Unclear, Unmatched};
        matches!(self, Moved | Report | Unmatched | Unclear | Answered | Duplicate | Empty | Identical)
    }
}

/// What helps, where it is not what helps against others of its kind and level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// A backup, because nothing is to be written into a damaged file.
    Backup,
    /// Finding out which of the two is right, because making the one from the other hides what was damaged.
    Comparison,
    /// Dropping the trigger of this name.
    Drop(String),
}

/// What people call by a number, where a finding is about that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbered {
    /// A report.
    Report(ReportId),
    /// An unclear row.
    UnclearRow(UnclearRowId),
    /// What was decided on one.
    Settlement(SettlementId),
}

impl Numbered {
    /// Returns the number.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Report(id) => id.0,
            Self::UnclearRow(id) => id.0,
            Self::Settlement(id) => id.0,
        }
    }
}

/// One thing that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub concern: Concern,
    /// What is to become of it.
    pub level: Level,
    /// What helps, if that is something of its own.
    pub remedy: Option<Remedy>,
    /// What is the matter, for people.
    pub details: String,
    /// Number of the correction.
    pub correction: Option<CorrectionId>,
    /// What it is about, if that has a number.
    pub numbered: Option<Numbered>,
    /// Where, if it is about a place.
    pub place: Option<Place>,
    /// Name of the figure that a reader was looking at, for passages and summaries.
    pub about: Option<String>,
    /// What the document said when it was corrected or reported.
    pub base: Option<String>,
    /// What the document says.
    pub stated: Option<String>,
    /// What is to stand there.
    pub text: Option<String>,
    /// The other figure or attribute of two.
    pub other: Option<String>,
    /// Who decided or reported.
    pub editor: Option<String>,
    /// When.
    pub made_at: Option<String>,
}

impl Finding {
    /// Returns a finding without a place.
    pub(super) fn new(concern: Concern, level: Level, details: String) -> Self {
        Self {
            concern,
            level,
            remedy: None,
            details,
            correction: None,
            numbered: None,
            place: None,
            about: None,
            base: None,
            stated: None,
            text: None,
            other: None,
            editor: None,
            made_at: None,
        }
    }

    /// Returns the name of the figure that it is about.
    #[must_use]
    pub fn figure(&self) -> Option<&str> {
        self.place.as_ref().and_then(Place::figure).or(self.about.as_deref())
    }
}

/// What takes in findings.
pub(super) type Visit<'a> = dyn FnMut(&Finding) -> Result<()> + 'a;
