//! Noticing that a base was written to, by whatever program.

use std::path::Path;

use super::connection::Access;
use super::open::connect_somehow;
use crate::error::Result;

/// A connection that only notices whether others write.
#[derive(Debug)]
pub struct Watch(rusqlite::Connection);

impl Watch {
    /// Watches the base at `path`.
    pub fn new(path: &Path) -> Result<Self> {
        Ok(Self(connect_somehow(path, Access::Read)?.0))
    }

    /// Returns a number that is another one after every transaction that wrote something, and the same in between. It means
    /// nothing beside that of another watch.
    pub fn counter(&self) -> Result<i64> {
        // It is outside of transactions, or it would see one state for ever. [sqlite.org/pragma.html#pragma_data_version]
        Ok(self.0.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
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
