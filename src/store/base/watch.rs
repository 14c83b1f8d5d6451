//! Noticing that a base was written to, by whatever program.

use std::path::Path;
use std::time::Duration;

use super::connection::Access;
use super::open::connect_somehow;
use crate::error::Result;

/// How long a look may wait for another program.
const GLANCE: Duration = Duration::from_millis(200);

/// A connection that only notices whether others write.
#[derive(Debug)]
pub struct Watch {
    connection: rusqlite::Connection,
    file: Option<FileId>,
}

/// Which file is at a path: its device and number; nothing where the system has no such numbers.
type FileId = (u64, u64);

#[cfg(unix)]
fn file_at(path: &Path) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    path.metadata().ok().map(|file| (file.dev(), file.ino()))
}

#[cfg(not(unix))]
fn file_at(_: &Path) -> Option<FileId> {
    None
}

impl Watch {
    /// Watches the base at `path`.
    pub fn new(path: &Path) -> Result<Self> {
        // Before it is opened: one that comes in between is noticed the next time.
        let file = file_at(path);
        let connection = connect_somehow(path, Access::Read)?.0;
        // Whoever looks here has no time to wait; nobody locks a base against that but where its journal was changed by hand.
        connection.busy_timeout(GLANCE)?;
        Ok(Self { connection, file })
    }

    /// Tells whether another file, or none, is at the path now.
    #[must_use]
    pub fn is_replaced(&self, path: &Path) -> bool {
        file_at(path) != self.file
    }

    /// Returns a number that is another one after every transaction that wrote something, and the same in between. It means
    /// nothing beside that of another watch.
    pub fn counter(&self) -> Result<i64> {
        // It is outside of transactions, or it would see one state for ever. [sqlite.org/pragma.html#pragma_data_version]
        Ok(self.connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::base::Store;

    #[test]
    fn every_write_is_noticed_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        Store::create(&path, |_| Ok(())).expect("a base");
        let watch = Watch::new(&path).expect("a watch");
        let mut counter = watch.counter().expect("a counter");
        for round in 0..3 {
            let mut store = Store::open(&path, Access::Write).expect("a base");
            assert_eq!(watch.counter().expect("a counter"), counter, "nothing was written: {round}");
            let sql = "INSERT INTO names (kind, name, folded) VALUES ('figure', :name, :name)";
            let name = format!("n{round}");
            store
                .write(|connection| Ok(connection.execute(sql, rusqlite::named_params! { ":name": name }).map(drop)?))
                .expect("written");
            let now = watch.counter().expect("a counter");
            assert_ne!(now, counter, "{round}");
            counter = now;
        }
    }
}
