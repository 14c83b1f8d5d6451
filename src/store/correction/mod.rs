//! What editors decided: corrections, their history and the past, and which document comes first where documents disagree.

mod again;
mod as_of;
pub(in crate::store) mod conflict;
mod ever;
pub(in crate::store) mod log;
pub(in crate::store) mod making;
mod moved;

pub use conflict::ConflictFilter;
pub use making::NewCorrection;
