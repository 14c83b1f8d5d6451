//! A base as plain tables, to be taken along: what they are, all of their rows, and an empty base filled with them.
//!
//! What is in the tables and follows from the rest (full-text index, words of names, quantities) stays behind and is made anew.
//! Files and their formats are the business of `service::package`.

mod datum;
mod pack;
mod table;
mod unpack;

pub use datum::Datum;
pub use table::{Column, ColumnKind, Reference, Table};
pub use unpack::{Filling, FillingTable, Unpacked};
