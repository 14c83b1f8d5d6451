//! The file: opening and making a base, files that take their place when they are whole, migrations.

mod beside;
mod closed_set;
mod connection;
mod file;
mod id;
mod migrations;
mod open;
mod statement;
mod watch;

pub use beside::{FileBeside, FolderBeside, new_file_beside, new_folder_beside};
pub use connection::Access;
pub(in crate::store) use connection::{connect, connect_immutable, limit_cache, with_version};
pub use file::{belongs_to_database, is_database};
pub(in crate::store) use file::{companion, ensure_no_remains, ensure_ours, has_bytes};
pub(in crate::store) use migrations::{broken_references, checksums, latest};
pub use open::{Store, now};
pub(in crate::store) use statement::{bind, column, columns, run_all};
pub use watch::Watch;
