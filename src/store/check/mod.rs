//! What somebody should look at: what is broken in the file, and work that waits for an editor; and mending what can be
//! made anew.
//!
//! Broken is what versus itself never leaves behind: a fault of the disk, or of whoever edited the file past versus.

mod content;
mod damage;
mod duplicate;
mod finding;
mod history;
mod index;
mod names;
mod prose;
mod quantities;
mod readers;
mod repair;
mod rows;
mod run;
mod schema;
mod work;

pub use finding::{Concern, Finding, Level, Numbered, Remedy};
pub use repair::Repairs;
pub(in crate::store) use repair::make_derived;
pub(in crate::store) use schema::own_tables;
