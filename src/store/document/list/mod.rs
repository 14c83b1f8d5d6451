//! What documents say, listed and asked for: documents, values, passages, unclear rows.

mod documents;
mod overview;
mod section;
mod unclear_row;
mod value;

pub use section::PassageFilter;
