//! What is asked of a base and said to it, whoever asks: a command, a page in a browser, or an assistant. What names and words
//! mean, the tables that scripts rely on, figures side by side, a document as it reads, and what a reader claims.
//!
//! Nothing here knows where questions come from, prints for a terminal of its own accord, or has SQL: that is in `store`.

pub mod acceptance;
pub mod amounts;
pub mod cells;
pub mod claim;
pub mod closed_set;
pub mod comparison;
pub mod correcting;
pub mod counted;
pub mod datasette;
pub mod date;
pub mod described;
pub mod document;
pub mod field;
pub mod limiter;
pub mod log;
pub mod marked;
pub mod names;
pub mod package;
pub mod phrase;
pub mod search;
pub mod shown;
pub mod tables;
pub mod target;
