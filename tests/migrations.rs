//! The schema that the migrations give, and how a file is recognised as a knowledge base.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use versus::store::{Access, Store};

#[test]
fn the_schema_is_the_one_in_tests_schema_sql() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/schema.sql"));
    let schema = Store::open_in_memory().and_then(|store| store.schema()).expect("a base") + "\n";
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(path, &schema).expect("written");
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    let differs = schema.lines().zip(committed.lines()).position(|(made, kept)| made != kept);
    assert!(
        schema == committed,
        "the migrations no longer give tests/schema.sql (from line {}): run `UPDATE_SCHEMA=1 cargo test --test all \
         migrations::`, and look at what changed before committing it",
        differs.map_or(schema.lines().count().min(committed.lines().count()), |line| line) + 1
    );
}

#[test]
fn the_file_says_that_it_is_a_knowledge_base_and_of_which_version() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new.db");
    Store::create(&path, |_| Ok(())).expect("made").expect("by us");
    let connection = Connection::open(&path).expect("a database");
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).expect("a number");
    let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).expect("a folder").count();
    assert_eq!(pragma("application_id"), 0x7665_7273, "`vers` in ASCII");
    assert_eq!(pragma("user_version") & 255, i64::try_from(files).expect("few"));
}

#[test]
fn opening_a_base_that_is_up_to_date_does_not_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new.db");
    Store::create(&path, |_| Ok(())).expect("made").expect("by us");
    let state = || (fs::read(&path).expect("readable"), fs::metadata(&path).and_then(|data| data.modified()).ok());
    let before = state();
    for access in [Access::Read, Access::Write] {
        Store::open(&path, access).expect("opens").schema().expect("a schema");
        assert!(state() == before, "{access:?}");
    }
}

#[test]
fn a_base_that_appears_meanwhile_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new.db");
    let made = Store::create(&path, |_| {
        fs::write(&path, "somebody else's").expect("written");
        Ok(())
    });
    assert!(made.expect("no error").is_none());
    assert_eq!(fs::read(&path).expect("readable"), b"somebody else's");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left beside it");
}
