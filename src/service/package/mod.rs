//! A base as a Data Package (Data Package 2.0, datapackage.org): a folder of CSV files with a descriptor that says what is in
//! them, from which an equal base can be made. What is to be known of a table comes from the schema and its comments.
//!
//! The same base gives the same bytes. What is read may come from strangers.

mod bounded;
mod descriptor;
mod hashed;
mod read;
mod readme;
mod write;

pub use read::{is_package, read};
pub use write::write;
