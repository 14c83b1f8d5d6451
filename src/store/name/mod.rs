//! What figures and attributes are called: finding one by a name, aliases, and merging two that are one.
//!
//! Figures and attributes are two kinds of one thing here; only `migrations/V02__names.sql` and the tables that refer to
//! them keep them apart.

pub(in crate::store) mod alias;
pub(in crate::store) mod known;
mod list;
pub(in crate::store) mod lookup;
pub(in crate::store) mod merge;
#[cfg(test)]
mod merge_tests;
pub(in crate::store) mod undo;

pub use merge::Merging;
pub use undo::Parted;
