//! What each tool is given. The comments on the fields are what an assistant reads of them.

use std::collections::BTreeMap;

use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

/// The most rows of an answer unless more are asked for.
const ROWS: usize = 50;

/// What `compare` is given.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is an argument of its own")]
pub struct Compare {
    /// Two figures or more: names, aliases, or whole words or the beginning of a name that fit no other
    pub figures: Vec<String>,
    /// Only attributes for which the figures differ
    #[serde(default)]
    pub diff: bool,
    /// Only attributes for which all the figures have the same value
    #[serde(default)]
    pub same: bool,
    /// Only attributes for which a figure has no value
    #[serde(default)]
    pub missing: bool,
    /// The prose about each figure as well
    #[serde(default)]
    pub sections: bool,
    /// What the documents say, without corrections
    #[serde(default)]
    pub as_stated: bool,
    /// The most rows
    #[serde(default = "rows")]
    pub limit: usize,
    /// How many rows to pass over, to read on where an answer ended
    #[serde(default)]
    pub skip: usize,
}

/// What `show` is given.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Show {
    /// A figure, an attribute or a document: its name, an alias, or whole words or the beginning of a name that fit no other
    pub name: String,
    /// What the documents say, without corrections
    #[serde(default)]
    pub as_stated: bool,
    /// The most rows
    #[serde(default = "rows")]
    pub limit: usize,
    /// How many rows to pass over, to read on where an answer ended
    #[serde(default)]
    pub skip: usize,
}

/// What `search` is given.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// The words to find
    pub words: String,
    /// Search what the documents say, without corrections
    #[serde(default)]
    pub as_stated: bool,
    /// The most rows
    #[serde(default = "rows")]
    pub limit: usize,
    /// How many rows to pass over, to read on where an answer ended
    #[serde(default)]
    pub skip: usize,
}

/// What `sql` is given.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sql {
    /// One SELECT
    pub query: String,
    /// The values of parameters that the query writes as `:name`, by their names; all of them are text
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    /// The most rows
    #[serde(default = "rows")]
    pub limit: usize,
}

/// What `report_file` is given.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The figure that the text is about
    pub figure: Option<String>,
    /// The attribute, for a value of the table
    pub attribute: Option<String>,
    /// The document; needed for prose, and for a value that several documents state
    pub document: Option<String>,
    /// The heading of the section, for prose, or `summary`
    pub section: Option<String>,
    /// The words in question, for prose, as they stand there
    pub quote: Option<String>,
    /// The text as it was read; where it says something else by now, no report is filed. Leave it out where the answer cut it
    pub seen: Option<String>,
    /// What is the matter: wrong (default), outdated, missing (default where no value is), misread, misattributed, unsupported,
    /// contradiction or other
    pub problem: Option<String>,
    /// What it should say
    pub proposed: Option<String>,
    /// Where that can be checked: an http or https address
    pub evidence: Option<String>,
    /// Anything else, at most 2,000 characters
    pub comment: Option<String>,
    /// The name of the person who reports it, if they like
    pub reporter: Option<String>,
}

fn rows() -> usize {
    ROWS
}
