//! Documents and what they say: importing them, their former states, rows that people settled, and listing it all.

pub(in crate::store) mod absent;
pub(in crate::store) mod columns;
mod finish;
pub(in crate::store) mod forget;
mod former;
mod identity;
pub(in crate::store) mod import;
pub(in crate::store) mod inferred;
mod insert;
mod known_pages;
mod late_indexes;
mod list;
mod naming;
#[cfg(test)]
mod order_tests;
mod packing;
mod run;
pub(in crate::store) mod settle;
#[cfg(test)]
mod settle_tests;
pub(in crate::store) mod settled;
#[cfg(test)]
mod tests;
mod told_apart;
mod update;
pub(in crate::store) mod version;
#[cfg(test)]
mod version_tests;
mod waiting;

pub use forget::{Forgettable, Forgetting};
pub use import::Importer;
pub use known_pages::KnownPages;
pub use list::PassageFilter;
pub use naming::ToldApart;
pub use run::{ImportRun, Told};
