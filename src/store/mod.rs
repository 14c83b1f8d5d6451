//! The knowledge base: one SQLite file. This folder holds the only SQL and is the only user of rusqlite.
//!
//! A question in English is a method of [`Store`], in the room of the thing it is about; a statement longer than a line
//! stands beside it as `.sql`. Nothing here reads pages or prints.

mod backup;
mod base;
mod check;
mod correction;
mod document;
mod merging;
mod name;
mod package;
mod place;
mod quantity;
mod query;
mod report;
pub(in crate::store) mod search;
#[cfg(test)]
mod tests;

pub use base::{
    Access, FileBeside, FolderBeside, Store, Watch, belongs_to_database, is_database, new_file_beside,
    new_folder_beside, now,
};
pub use check::{Concern, Finding, Level, Numbered, Remedy, Repairs};
pub use correction::{ConflictFilter, NewCorrection};
pub use document::{Forgettable, Forgetting, ImportRun, Importer, KnownPages, PassageFilter, Told, ToldApart};
pub use merging::{Merging, Parted};
pub use package::{Column, ColumnKind, Datum, Filling, FillingTable, Reference, Table, Unpacked};
pub use query::{Deadline, Enough, Query};
pub use report::{Acceptance, Accepted, Filed, Listed, Outcome, ReportFilter, Taken, take_report};
