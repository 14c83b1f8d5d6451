//! What figures and attributes are called: finding one by a name, aliases, and merging two that are one.

pub(in crate::store) mod alias;
mod attribute;
mod figure;
pub(in crate::store) mod known;
pub(in crate::store) mod lookup;
mod merge;

pub use merge::Merging;
