//! Which file is the knowledge base: made, found, refused.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::sandbox::Sandbox;

/// Runs reading and writing commands on a file, makes sure that it stays as it was, and returns how the first ended.
fn refused(sandbox: &Sandbox, file: &str) -> String {
    let before = sandbox.read(file);
    let files = names(sandbox.home());
    let ran = sandbox.run(&["--db", file, "figures"]);
    for args in [&["seed"][..], &["import", "pages"], &["report", "file", "stalin", "--comment", "x"]] {
        let other = sandbox.run(&[&["--db", file], args].concat());
        assert_eq!((other.code, &other.stderr), (ran.code, &ran.stderr), "{args:?}");
    }
    assert_eq!(sandbox.read(file), before, "the file was touched");
    assert_eq!(names(sandbox.home()), files, "something was left beside it");
    ran.to_string()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_default_base_is_made_and_seeded_the_first_time() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run(&["figures", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    figure,aliases,documents,values
    Joseph Stalin,,1,5
    Leon Trotsky,,1,5

    ---- stderr ----
    made the knowledge base [HOME]/.local/share/versus/versus.db with 1 document
    ");
    assert_snapshot!(sandbox.run(&["figures", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    figure,aliases,documents,values
    Joseph Stalin,,1,5
    Leon Trotsky,,1,5
    ");
}

#[test]
fn the_default_base_is_in_the_xdg_data_directory_unless_that_is_relative() {
    let sandbox = Sandbox::new();
    let data = sandbox.path("data");
    sandbox.run_with("XDG_DATA_HOME", &data.to_string_lossy(), &["figures"]);
    assert!(data.join("versus/versus.db").is_file());
    assert!(!sandbox.default_base().exists());
    sandbox.run_with("XDG_DATA_HOME", "data2", &["figures"]);
    assert!(sandbox.default_base().is_file());
    assert!(!sandbox.path("data2").exists());
}

#[test]
fn a_base_can_be_named_in_the_environment_and_the_flag_wins() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--db", "mine.db", "seed"]);
    assert_eq!(sandbox.run_with("VERSUS_DB", "mine.db", &["figures", "--format", "csv"]).stdout.lines().count(), 3);
    assert!(!sandbox.default_base().exists());
    assert_eq!(sandbox.run_with("VERSUS_DB", "missing.db", &["--db", "mine.db", "figures"]).code, Some(0));
}

#[test]
fn a_base_that_was_named_must_be_there() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run(&["--db", "missing.db", "figures"]), @"
    exit code 1
    ---- stderr ----
    error: there is no knowledge base at `missing.db`
    hint: run `versus --db missing.db seed` or `versus --db missing.db import PATH...` to make one
    ");
    assert_snapshot!(sandbox.run(&["figures", "--db", "missing.db", "--quiet"]), @"
    exit code 1
    ---- stderr ----
    error: there is no knowledge base at `missing.db`
    hint: run `versus --db missing.db seed` or `versus --db missing.db import PATH...` to make one
    ");
    let ran = sandbox.run(&["--db", "missing.db", "report", "file", "stalin", "--comment", "x"]);
    assert_eq!(ran.code, Some(1), "{ran}");
    assert!(names(sandbox.home()).is_empty());
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_as_it_was() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/note", "");
    sandbox.write("notes.txt", "Shopping list. ".repeat(100));
    assert_snapshot!(refused(&sandbox, "notes.txt"), @"
    exit code 1
    ---- stderr ----
    error: `notes.txt` is not a versus knowledge base: it is not an SQLite database
    hint: name another file with `--db`; this one was left as it is
    ");
    sandbox.write("short", "SQLite format 3\0");
    assert_snapshot!(refused(&sandbox, "short"), @"
    exit code 1
    ---- stderr ----
    error: `short` is not a versus knowledge base: it is not an SQLite database
    hint: name another file with `--db`; this one was left as it is
    ");
}

#[test]
fn an_empty_file_is_refused_and_left_as_it_was() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/note", "");
    sandbox.write("empty.db", "");
    assert_snapshot!(refused(&sandbox, "empty.db"), @"
    exit code 1
    ---- stderr ----
    error: `empty.db` is not a versus knowledge base: it is empty
    hint: name another file with `--db`; this one was left as it is
    ");
}

#[test]
fn the_database_of_another_program_is_refused_and_left_as_it_was() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/note", "");
    let other = Connection::open(sandbox.path("other.db")).expect("a database");
    other.execute_batch("CREATE TABLE documents (id INTEGER PRIMARY KEY, slug TEXT)").expect("a table");
    other.close().expect("closed");
    assert_snapshot!(refused(&sandbox, "other.db"), @"
    exit code 1
    ---- stderr ----
    error: `other.db` is not a versus knowledge base: it is the database of another program
    hint: name another file with `--db`; this one was left as it is
    ");
}

#[test]
fn a_base_of_a_newer_version_is_refused_and_left_as_it_was() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/note", "");
    sandbox.succeed(&["--db", "new.db", "seed"]);
    let newer = Connection::open(sandbox.path("new.db")).expect("a database");
    newer.execute_batch("PRAGMA user_version = 4000").expect("a version");
    newer.close().expect("closed");
    assert_snapshot!(refused(&sandbox, "new.db"), @"
    exit code 1
    ---- stderr ----
    error: `new.db` was written by a newer version of versus (schema 160, this version knows up to 15)
    hint: update versus; the file was left as it is
    ");
}

#[test]
fn a_folder_is_no_base() {
    let sandbox = Sandbox::new();
    sandbox.write("folder/note", "");
    assert_snapshot!(sandbox.run(&["--db", "folder", "figures"]), @"
    exit code 1
    ---- stderr ----
    error: `folder` is not a versus knowledge base: it is not a file
    hint: name another file with `--db`; this one was left as it is
    ");
}

#[test]
fn reading_does_not_write() {
    let sandbox = Sandbox::with_fixtures();
    let base = sandbox.default_base();
    let modified = || -> SystemTime { fs::metadata(&base).and_then(|data| data.modified()).expect("a time") };
    let (bytes, time) = (fs::read(&base).expect("the base"), modified());
    for args in [&["compare", "tea", "coffee"][..], &["search", "tea"], &["export", "values"], &["report", "list"]] {
        sandbox.succeed(args);
    }
    assert_eq!(fs::read(&base).expect("the base"), bytes);
    assert_eq!(modified(), time);
}

#[test]
fn several_writers_at_once_all_get_through_even_on_first_use() {
    let sandbox = Sandbox::new();
    let file = &|number: usize| {
        let comment = format!("From writer {number}");
        sandbox
            .command()
            .args(["--quiet", "report", "file", "stalin", "--comment", &comment])
            .output()
            .expect("it runs")
    };
    let outputs: Vec<_> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..6).map(|number| scope.spawn(move || file(number))).collect();
        writers.into_iter().map(|writer| writer.join().expect("no panic")).collect()
    });
    for output in outputs {
        assert!(output.status.success(), "{}", sandbox.ran(&output));
    }
    assert_eq!(sandbox.succeed(&["export", "reports"]).lines().count(), 7);
    assert_eq!(sandbox.succeed(&["export", "values"]).lines().count(), 11);
    let left = names(sandbox.default_base().parent().expect("a folder"));
    assert!(!left.iter().any(|name| name.contains("tmp")), "{left:?}");
}

#[cfg(unix)]
#[test]
fn a_base_that_may_only_be_read_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--db", "folder/mine.db", "seed"]);
    let base = sandbox.path("folder/mine.db");
    fs::set_permissions(&base, fs::Permissions::from_mode(0o444)).expect("permissions");
    assert_eq!(sandbox.succeed(&["--db", "folder/mine.db", "export", "values"]).lines().count(), 11);
}

#[test]
fn the_log_of_a_deleted_base_is_not_replayed_into_a_new_one() {
    let sandbox = Sandbox::new();
    sandbox.write("new.db-wal", "left behind");
    assert_snapshot!(sandbox.run(&["--db", "new.db", "seed"]), @"
    exit code 1
    ---- stderr ----
    error: `new.db-wal` was left behind by a knowledge base that is gone
    hint: put the knowledge base back beside it, or delete it; `new.db` was not made
    ");
    assert!(!sandbox.path("new.db").exists());
    // Whoever only reads a base leaves an empty one.
    sandbox.write("new.db-wal", "");
    assert_eq!(sandbox.run(&["--db", "new.db", "seed"]).code, Some(0));
    sandbox.succeed(&["--db", "new.db", "figures"]);
    fs::remove_file(sandbox.path("new.db")).expect("removed");
    assert_eq!(sandbox.run(&["--db", "new.db", "seed"]).code, Some(0));
}

#[test]
fn an_empty_variable_names_no_base() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run_with("VERSUS_DB", "", &["-q", "figures", "stalin", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    figure,aliases,documents,values
    Joseph Stalin,,1,5
    ");
}

#[cfg(unix)]
#[test]
fn a_base_in_a_folder_where_nothing_can_be_written_is_read() {
    use std::os::unix::fs::PermissionsExt;

    let sandbox = Sandbox::new();
    sandbox.write("shared/note", "");
    sandbox.succeed(&["--db", "shared/a.db", "seed"]);
    let read_only = |mode| fs::set_permissions(sandbox.path("shared"), fs::Permissions::from_mode(mode));
    for suffix in ["-wal", "-shm"] {
        let _ = fs::remove_file(sandbox.path(&format!("shared/a.db{suffix}")));
    }
    read_only(0o555).expect("permissions");
    let shown = sandbox.succeed(&["--db", "shared/a.db", "figures", "--format", "csv"]);
    read_only(0o755).expect("permissions");
    assert_eq!(shown.lines().count(), 3);
}

#[test]
fn a_base_of_before_the_first_release_is_refused_and_left_as_it_was() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--db", "old.db", "seed"]);
    for version in [16, 1, 0x7fff_ff0d] {
        let old = Connection::open(sandbox.path("old.db")).expect("a base");
        old.pragma_update(None, "user_version", version).expect("a version");
        drop(old);
        let before = fs::read(sandbox.path("old.db")).expect("readable");
        insta::allow_duplicates! { assert_snapshot!(sandbox.run(&["--db", "old.db", "figures"]), @"
        exit code 1
        ---- stderr ----
        error: `old.db` was written by an earlier, unreleased version of versus, whose schema is no more
        hint: import its pages into a new one (`versus --db NEW.db import PATH...`), or read it with the version that wrote it; the file was left as it is
        ") };
        assert!(fs::read(sandbox.path("old.db")).expect("readable") == before);
    }
}
