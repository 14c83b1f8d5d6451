//! What a document is made of, and what an import does with one. The field order of [`Document`] is the key order of
//! `versus parse`.

use serde::{Deserialize, Serialize};

use super::id::UnclearRowId;
use super::text::TextStatus;

/// The version of the page reader. Raised when it reads pages better than before, so that importing a page again, though
/// it has not changed, brings its document up to date.
pub const READER: i64 = 7;

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
    /// The part of the page that the row stands in: the head of its group, or else the heading of its section; empty where
    /// there is neither.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub group: String,
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
    /// How well it fits, where that was weighed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fit: Option<Fit>,
}

impl Candidate {
    /// A split that was not weighed.
    #[must_use]
    pub fn new(attribute: String, values: Vec<String>) -> Self {
        Self { attribute, values, fit: None }
    }
}

/// How well a split fits, in bits; see `page::row`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// What speaks for it; only differences between the splits of one row mean something.
    pub score: i32,
    /// By how much it fits better than one with a seam that cannot be seen.
    pub lead: i32,
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

/// An unclear row in the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnclearRecord {
    /// Its number in the base.
    pub id: UnclearRowId,
    /// Slug of the document.
    pub document: String,
    /// The row itself.
    pub row: UnclearRow,
}

/// How much a base holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holdings {
    /// Documents that were not taken out.
    pub documents: i64,
    /// Figures.
    pub figures: i64,
    /// Attributes.
    pub attributes: i64,
    /// Values.
    pub value_count: i64,
    /// Rows that nobody told apart yet.
    pub unclear_rows: i64,
    /// Reports that nobody has decided.
    pub open_reports: i64,
}

/// A document with its title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// How many reports on it nobody has decided.
    pub open_reports: i64,
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
    /// How the summary comes to read so.
    pub status: TextStatus,
}

/// Tells whether two pages came from the same file without telling where on a machine that is: the first 16 bytes of the
/// SHA-256 of its absolute path.
pub type PathDigest = [u8; 16];

/// Where a page was read, as far as that tells which document it is. No part of what the page says, so no part of
/// [`Document`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file that holds this page and no other; `None` for a line of a file, for standard input and what is no file.
    pub path: Option<PathDigest>,
    /// Whether the page was found at [`Document::address`], which otherwise it only states.
    pub is_at_address: bool,
}

/// What an import did with one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It is a new document.
    New,
    /// It is a document that was there with other content, and now reads like the page.
    Updated {
        /// Slug of the document.
        slug: String,
        /// What changed.
        differences: Differences,
        /// The figures that it compared before, where these are others than now; else none.
        compared: Vec<String>,
    },
    /// It is the document of a page that came before it in this run, whose place it takes.
    Instead {
        /// How many rows of that page had been stored.
        rows: usize,
        /// How many of its rows are unclear.
        unclear: usize,
    },
    /// It is a document that had been taken out, and is there again.
    Restored {
        /// Slug of the document.
        slug: String,
        /// What came back.
        differences: Differences,
    },
    /// It is a document that was there with the same content; nothing was written.
    Unchanged,
    /// Another page of the same run, with other content, is the same document; nothing was written.
    AnotherPage {
        /// Slug of the document.
        slug: String,
        /// Where that page came from.
        source: String,
    },
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
