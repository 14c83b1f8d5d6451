//! The plain types that the rest of versus passes around: what a document is made of.
//!
//! Nothing here reads, stores or prints. The field order of [`Document`] is the key order of `versus parse`.

mod closed_set;
mod name;
mod place;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub(crate) use closed_set::closed_set;
pub use name::{Alias, Lookup, Merge, NameCount, NameKind, Named};
pub use place::{Place, PlaceKind};

/// The version of the page reader. Raised when it reads pages better than before, so that importing a page again, though
/// it has not changed, brings its document up to date.
pub const READER: i64 = 2;

/// One comparison page, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Unique name of the document: the last part of its URL, else its file's stem, else made from the title
    /// ([`crate::slug::of`]).
    pub slug: String,
    /// The title as the page gives it ("Joseph Stalin vs. Leon Trotsky"), made from the figures where it gives none.
    pub title: String,
    /// The names of the things compared, in column order; at least two, all different.
    pub figures: Vec<String>,
    /// The text under "What's the Difference?"; empty when the page has none.
    pub summary: String,
    /// The table rows whose cells are certain.
    pub rows: Vec<Row>,
    /// The table rows whose cells ran together and could not be told apart.
    pub unclear: Vec<UnclearRow>,
    /// The prose, in reading order.
    pub sections: Vec<Section>,
    /// The closing line about inaccuracies; empty when the page has none.
    pub notice: String,
    /// The lines that credit the page's pictures, each after the name of the figure it shows where that stands by it.
    #[serde(default)]
    pub credits: Vec<String>,
    /// Where the page came from: a URL, or a path as it was given.
    pub source: String,
    /// SHA-256 of the page's bytes, lower-case hexadecimal.
    pub content_hash: String,
    /// The shape of page that was recognised: `plain`, `photos`, `pipe`, `pipe-outer`, `headless` or `untitled`.
    pub layout: String,
    /// The page's URL in the one spelling under which addresses are compared, which is not always that of a link: a page
    /// crawled as `http` has an address of `https`. `None` for a page of which no URL is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// One table row: an attribute and what the document says of each figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The row's place in the table, from 1, counted over clear and unclear rows together.
    pub position: u32,
    /// What the row compares.
    pub attribute: String,
    /// One cell per figure, in the order of [`Document::figures`]; an empty cell is an empty string.
    pub values: Vec<String>,
}

/// A table row that was not stored as values, kept as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnclearRow {
    /// The row's place in the table, from 1, counted over clear and unclear rows together.
    pub position: u32,
    /// The row's text, unchanged.
    pub raw: String,
    /// Why it is unclear, as a sentence without a full stop.
    pub reason: String,
    /// The splits that are possible, best first; may be empty.
    pub candidates: Vec<Candidate>,
}

/// One way to split an unclear row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// What the row would compare.
    pub attribute: String,
    /// One cell per figure.
    pub values: Vec<String>,
}

/// A headed part of a document's prose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading; empty when prose came without one.
    pub heading: String,
    /// Its paragraphs, at least one.
    pub passages: Vec<Passage>,
}

/// One paragraph of prose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The paragraph's text.
    pub text: String,
    /// The figures it is about, in the order of [`Document::figures`]; empty when it names none of them.
    pub figures: Vec<String>,
}

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
    pub number: i64,
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
    /// `corrected` or why it was declined; `None` while it is open.
    pub resolution: Option<String>,
    /// The note on the latest event.
    pub note: Option<String>,
    /// Who made the latest decision; `None` before there is one.
    pub editor: Option<String>,
    /// How many readers said so.
    pub readers: i64,
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

/// A document in a list, with counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentCount {
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// How many values it states.
    pub values: i64,
    /// How many passages it has.
    pub passages: i64,
    /// How many of its rows are unclear.
    pub unclear: i64,
}

/// One value as it reads now, borrowed while it streams past.
#[derive(Debug, Clone, Copy)]
pub struct ValueRecord<'a> {
    /// Slug of the document.
    pub document: &'a str,
    /// The table row, from 1.
    pub position: i64,
    /// Name of the attribute.
    pub attribute: &'a str,
    /// Name of the figure.
    pub figure: &'a str,
    /// The text after corrections.
    pub value: &'a str,
    /// `stated`, `settled` or `corrected`.
    pub status: &'a str,
}

/// One passage as it reads now, borrowed while it streams past.
#[derive(Debug, Clone, Copy)]
pub struct PassageRecord<'a> {
    /// Slug of the document.
    pub document: &'a str,
    /// The section's place in the document, from 1.
    pub section: i64,
    /// The section's heading; empty when it has none.
    pub heading: &'a str,
    /// The passage's place in the section, from 1.
    pub passage: i64,
    /// The figures it is about, joined by `; `.
    pub figures: &'a str,
    /// The text after corrections.
    pub text: &'a str,
    /// `stated` or `corrected`.
    pub status: &'a str,
}

/// One document for export, borrowed while it streams past.
#[derive(Debug, Clone, Copy)]
pub struct DocumentRecord<'a> {
    /// Its slug.
    pub slug: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its figures in column order, joined by `; `.
    pub figures: &'a str,
    /// The summary after corrections.
    pub summary: &'a str,
    /// Its closing notice.
    pub notice: &'a str,
    /// Where it came from.
    pub source: &'a str,
    /// SHA-256 of its bytes.
    pub content_hash: &'a str,
    /// When this content came in.
    pub imported_at: &'a str,
    /// How the summary reads: `stated` or `corrected`.
    pub status: &'a str,
}

/// One value of a figure, for showing and comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Slug of the document that states it.
    pub document: String,
    /// Row of that document.
    pub document_id: i64,
    /// The table row, from 1.
    pub position: i64,
    /// Row of the attribute.
    pub attribute_id: i64,
    /// Name of the attribute.
    pub attribute: String,
    /// The text after corrections.
    pub text: String,
    /// `stated`, `settled` or `corrected`.
    pub status: String,
    /// How many open reports point at it.
    pub open_reports: i64,
    /// Whether an editor settled that it comes first where documents disagree.
    pub preferred: bool,
}

/// One passage, for showing and reporting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageText {
    /// Slug of the document.
    pub document: String,
    /// Row of the passage.
    pub passage_id: i64,
    /// Heading of the section; empty when it has none.
    pub heading: String,
    /// The text after corrections.
    pub text: String,
    /// `stated` or `corrected`.
    pub status: String,
    /// How many open reports point at it.
    pub open_reports: i64,
}

/// One figure and attribute for which documents say different things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Name of the figure.
    pub figure: String,
    /// Name of the attribute.
    pub attribute: String,
    /// What the documents say, in the order they came in; the preferred one first.
    pub stated: Vec<Stated>,
}

/// What one document says, in a [`Conflict`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Slug of the document.
    pub document: String,
    /// The text after corrections.
    pub text: String,
    /// Whether an editor settled that it comes first.
    pub preferred: bool,
}

/// An editor's decision which document comes first where documents disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preference {
    /// Name of the figure.
    pub figure: String,
    /// Name of the attribute.
    pub attribute: String,
    /// Slug of the document.
    pub document: String,
    /// Who decided.
    pub editor: String,
    /// Why.
    pub note: Option<String>,
    /// When, RFC 3339 in UTC.
    pub made_at: String,
    /// When another decision took its place; `None` while it is active.
    pub replaced_at: Option<String>,
}

/// An unclear row in the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnclearRecord {
    /// Its number in the base.
    pub id: i64,
    /// Slug of the document.
    pub document: String,
    /// The row itself.
    pub row: UnclearRow,
}

/// One place where a search found its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where: a summary, value or passage.
    pub place: Place,
    /// The figures that the text is about, joined by `; `.
    pub figures: String,
    /// The words around the hit, the words found in square brackets.
    pub snippet: String,
    /// `stated`, `settled` or `corrected`.
    pub status: String,
}

/// A correction in the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Its number.
    pub number: i64,
    /// Number of the report it answers.
    pub report: Option<i64>,
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

/// One thing that somebody did, for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// The editor or reporter, `None` where nobody is known.
    pub who: Option<String>,
    /// What was done: `imported`, `updated`, `corrected`, `agreed`, `reverted`, `settled`, `filed`, ...
    pub what: String,
    /// To what; the table row for one that was settled, the name for a merge.
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
    pub report: Option<i64>,
    /// Number of the correction.
    pub correction: Option<i64>,
}

/// What an import did with one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    New,
    /// It was there with other content, and now reads like the page.
    Updated(Differences),
    /// It was there with the same content; nothing was written.
    Unchanged,
    /// It compares a figure with itself, under two of its names; nothing was written.
    OneFigureTwice {
        /// The figure's own name.
        figure: String,
    },
}

/// How a document differs from what it was before, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Differences {
    /// Whether title, summary, notice or credits are others.
    pub frame: bool,
    /// Values with another text, new ones and those that are gone.
    pub values: Counts,
    /// Passages with another text, new ones and those that are gone.
    pub passages: Counts,
    /// How many more rows are unclear; negative when there are fewer.
    pub unclear: i64,
    /// How many rows that the page leaves unclear a person had settled before.
    pub settled: usize,
    /// Corrections whose document now says something else than when they were decided, and not what they say either.
    pub moved: usize,
    /// Corrections that the document now agrees with.
    pub agreed: usize,
}

/// Things that changed, were added and were removed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// With another text.
    pub changed: usize,
    /// That were not there.
    pub added: usize,
    /// That are gone.
    pub removed: usize,
}

/// One cell of the result of a query that a user wrote.
#[derive(Debug, Clone, PartialEq)]
pub enum SqlValue<'a> {
    /// `NULL`.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number with a fraction; may be infinite.
    Real(f64),
    /// Text; a blob, or text that is no UTF-8, as SQL writes a blob: `X'00FF'`.
    Text(Cow<'a, str>),
}
