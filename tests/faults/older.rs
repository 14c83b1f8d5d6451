//! A base as an older version of the program left it.

use std::path::Path;

use rusqlite::Connection;

use crate::sandbox::query;

/// How many of the last migrations it lacks.
const LACKING: i64 = 1;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Writes what a base holds as a base of an older version of the program.
pub fn write(base: &Path, older: &Path) {
    let mut connection = Connection::open(older).expect("a database");
    connection.pragma_update(None, "foreign_keys", false).expect("set");
    let latest = i64::try_from(embedded::migrations::runner().get_migrations().len()).expect("few");
    embedded::migrations::runner()
        .set_target(refinery::Target::Version((latest - LACKING).try_into().expect("small")))
        .run(&mut connection)
        .expect("migrated");
    connection.execute("ATTACH ?1 AS newer", [base.to_str().expect("a plain path")]).expect("attached");
    let tables = "SELECT name FROM main.sqlite_schema
        WHERE type = 'table' AND name NOT GLOB 'search_index*' AND name <> 'refinery_schema_history'";
    let tables: Vec<String> = query(&connection, tables);
    for table in tables {
        let columns: Vec<String> = query(&connection, &format!("SELECT name FROM pragma_table_info('{table}')"));
        let columns = columns.join(", ");
        let copy = format!("INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}");
        connection.execute(&copy, []).expect(&copy);
    }
    connection.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')", []).expect("indexed");
    connection.execute("DETACH newer", []).expect("detached");
    let newer: Vec<i64> = query(&Connection::open(base).expect("a base"), "PRAGMA user_version");
    connection.pragma_update(None, "user_version", newer[0] - LACKING).expect("set");
    connection.pragma_update(None, "journal_mode", "wal").expect("set");
}
