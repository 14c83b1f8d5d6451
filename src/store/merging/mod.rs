//! What people decide on names: further names of figures and attributes, and two of them that are one. What follows for the rows
//! that other documents tell apart is judged again at once.

pub(in crate::store) mod alias;
pub(in crate::store) mod merge;
#[cfg(test)]
mod tests;
pub(in crate::store) mod undo;

pub use merge::Merging;
pub use undo::Parted;
