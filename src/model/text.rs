//! Texts of documents as they read after corrections: values and passages.

use super::closed_set::closed_set;
use super::id::{AttributeId, DocumentId, PassageId};
use super::place::Place;
use super::quantity::Quantity;

closed_set! {
    /// How a text comes to read as it does.
    TextStatus {
        /// The document says so.
        Stated = "stated",
        /// It does, in a row that a person told apart.
        Settled = "settled",
        /// It does, in a row that what other documents say told apart.
        Inferred = "inferred",
        /// An editor says so.
        Corrected = "corrected",
    }
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
    /// How it comes to read so.
    pub status: TextStatus,
    /// The part of its page that the table row stands in; empty where it is in none.
    pub group: &'a str,
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
    /// How it comes to read so.
    pub status: TextStatus,
}

/// One value of a figure, for showing and comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Slug of the document that states it.
    pub document: String,
    /// Row of that document.
    pub document_id: DocumentId,
    /// The table row, from 1.
    pub position: i64,
    /// Row of the attribute.
    pub attribute_id: AttributeId,
    /// Name of the attribute.
    pub attribute: String,
    /// The text after corrections.
    pub text: String,
    /// How it comes to read so.
    pub status: TextStatus,
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
    pub passage_id: PassageId,
    /// Heading of the section; empty when it has none.
    pub heading: String,
    /// The text after corrections.
    pub text: String,
    /// How it comes to read so.
    pub status: TextStatus,
    /// How many open reports point at it.
    pub open_reports: i64,
}

/// One figure and attribute for which documents say different things.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Name of the figure.
    pub figure: String,
    /// Name of the attribute.
    pub attribute: String,
    /// What the documents say, in the order they came in; the preferred one first.
    pub stated: Vec<Stated>,
}

/// What one document says, in a [`Conflict`].
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    /// Slug of the document.
    pub document: String,
    /// The text after corrections.
    pub text: String,
    /// Whether an editor settled that it comes first.
    pub preferred: bool,
    /// Row of the document.
    pub document_id: DocumentId,
    /// What it amounts to, where that is certain.
    pub quantity: Option<Quantity>,
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

/// One place where a search found its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub kind: HitKind,
    /// Where: a summary, value or passage, or the figure or attribute by its name. For a heading, that of the passages
    /// below it.
    pub place: Place,
    /// The figures that the text is about, joined by `; `.
    pub figures: String,
    /// The words around the hit, the words found in square brackets.
    pub snippet: String,
    /// How a text comes to read so; `None` for a name.
    pub status: Option<TextStatus>,
    /// What of it was found.
    pub found: Match,
}

closed_set! {
    /// What a search finds.
    HitKind {
        /// A figure, by its name.
        Figure = "figure",
        /// An attribute, by its name.
        Attribute = "attribute",
        /// A section, by its heading.
        Section = "section",
        /// A summary.
        Summary = "summary",
        /// A value.
        Value = "value",
        /// A passage.
        Passage = "passage",
    }
}

closed_set! {
    /// In what the words of a search were found, and whether as whole ones.
    Match {
        /// A name or heading has all the words.
        Name = "name",
        /// A text has all the words.
        Words = "words",
        /// A name, heading or text has words that begin like those that were asked for.
        Beginning = "beginning",
    }
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchResult {
    /// What was found, names first.
    pub hits: Vec<Hit>,
    /// Where nothing was, the words that come nearest to those that are nowhere.
    pub near: Vec<String>,
    /// Whether so many words begin like those that were asked for that these were not looked for.
    pub is_too_short: bool,
}
