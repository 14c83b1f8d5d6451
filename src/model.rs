//! The plain types that the rest of versus passes around: what a document is made of.
//!
//! Nothing here reads, stores or prints. The field order of [`Document`] is the key order of `versus parse`.

use serde::{Deserialize, Serialize};

/// One comparison page, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Unique name of the document: the last part of its URL, else its file's stem, else made from the title.
    pub slug: String,
    /// The title as the page gives it ("Joseph Stalin vs. Leon Trotsky").
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
    /// Where the page came from: a URL, or a path as it was given.
    pub source: String,
    /// SHA-256 of the page's bytes, lower-case hexadecimal.
    pub content_hash: String,
    /// The shape of page that was recognised, such as `plain`.
    pub layout: String,
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
