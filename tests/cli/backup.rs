//! Copies of the base: whole, verified, and never over something else by accident.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::sandbox::{Sandbox, query};

#[test]
fn a_copy_is_a_knowledge_base_like_the_first() {
    let sandbox = Sandbox::with_fixtures();
    let said = sandbox.run(&["backup", "copy.db"]);
    assert_eq!(said.code, Some(0), "{said}");
    assert!(said.stderr.starts_with("copied to copy.db and verified: "), "{said}");
    for args in [&["export", "values"][..], &["export", "sections"], &["search", "revolution", "--format", "csv"]] {
        assert_eq!(sandbox.succeed(&[&["--db", "copy.db"], args].concat()), sandbox.succeed(args), "{args:?}");
    }
    // It takes reports, and they go to it alone.
    sandbox.succeed(&["--db", "copy.db", "report", "file", "stalin", "--comment", "x"]);
    assert_eq!(sandbox.succeed(&["report", "list", "--format", "csv"]).lines().count(), 1);
}

#[test]
fn a_file_that_is_there_is_replaced_only_by_force() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed"]);
    sandbox.write("copy.db", "mine");
    fs::create_dir(sandbox.path("folder")).expect("made");
    assert_snapshot!(sandbox.run(&["backup", "copy.db"]), @"
    exit code 3
    ---- stderr ----
    error: `copy.db` is there already
    hint: nothing was written; name another file, or replace this one with `--force`
    ");
    assert_eq!(sandbox.read("copy.db"), b"mine");
    assert_eq!(sandbox.run(&["--quiet", "backup", "copy.db", "--force"]).code, Some(0));
    assert_eq!(sandbox.succeed(&["--db", "copy.db", "figures", "--format", "csv"]).lines().count(), 3);
    // What stands in a log beside the file would be replayed into the copy.
    sandbox.write("notes.db", "mine");
    sandbox.write("notes.db-wal", "a log");
    assert_snapshot!(sandbox.run(&["backup", "notes.db", "--force"]), @"
    exit code 3
    ---- stderr ----
    error: `notes.db` has a log beside it that belongs to something else
    hint: nothing was written; name another file
    ");
    assert_eq!(sandbox.read("notes.db"), b"mine");
    sandbox.write("gone.db-wal", "a log");
    for (args, code, said) in [
        (&["backup", "gone.db"][..], 1, "was left behind by a knowledge base that is gone"),
        (&["backup", "folder", "--force"], 3, "`folder` is not a file"),
        (&["backup", "/dev/null", "--force"], 3, "`/dev/null` is not a file"),
        (&["backup", "copy.db-wal"], 3, "`copy.db-wal` is part of an SQLite database"),
        (&["backup", "copy.db-journal", "--force"], 3, "is part of an SQLite database"),
        (&["backup", "-"], 2, "cannot be written to standard output"),
        (&["backup", "missing/copy.db"], 1, "cannot create `missing/copy.db`"),
        (
            &["--db", ".local/share/versus/versus.db", "backup", ".local/../.local/share/versus/versus.db", "--force"],
            3,
            "itself",
        ),
    ] {
        let ran = sandbox.run(args);
        assert!(ran.code == Some(code) && ran.stderr.contains(said), "{args:?}\n{ran}");
    }
    let left = fs::read_dir(sandbox.home())
        .expect("a folder")
        .filter(|entry| entry.as_ref().expect("readable").file_name().to_string_lossy().ends_with(".tmp"));
    assert_eq!(left.count(), 0);
}

/// Reports are filed all the while; every copy holds all that were filed before it was asked for, and is sound.
#[test]
fn a_copy_is_made_while_others_write() {
    let sandbox = Sandbox::with_fixtures();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                sandbox.succeed(&["--quiet", "report", "file", "stalin", "--comment", "x"]);
            }
        });
        for number in 0..10 {
            let filed = || -> i64 { query(&sandbox.connect(), "SELECT count(*) FROM reports")[0] };
            let before = filed();
            let name = format!("copy{number}.db");
            sandbox.succeed(&["--quiet", "backup", &name]);
            let copy = Connection::open(sandbox.path(&name)).expect("a base");
            let held: i64 = query(&copy, "SELECT count(*) FROM reports")[0];
            assert!((before..=filed()).contains(&held), "{before} {held}");
            assert_eq!(query::<String>(&copy, "PRAGMA integrity_check"), ["ok"]);
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_damaged_base_gives_no_copy_and_keeps_the_last_one() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["--quiet", "backup", "copy.db"]);
    let good = sandbox.read("copy.db");
    let root: i64 = query(&sandbox.connect(), "SELECT rootpage FROM sqlite_schema WHERE name = 'passages'")[0];
    let mut bytes = fs::read(sandbox.default_base()).expect("the base");
    let start = (usize::try_from(root).expect("positive") - 1) * 4096;
    bytes[start..start + 4096].fill(0x5a);
    fs::write(sandbox.default_base(), bytes).expect("written");
    let ran = sandbox.run(&["backup", "copy.db", "--force"]);
    assert_eq!(ran.code, Some(1), "{ran}");
    assert!(ran.stderr.contains("the copy for `copy.db` is not sound"), "{ran}");
    assert_eq!(sandbox.read("copy.db"), good);
}

/// Whoever has the replaced base open goes on with what it holds now.
#[cfg(unix)]
#[test]
fn a_base_in_use_is_replaced_in_one_transaction() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["--db", "used.db", "seed"]);
    sandbox.succeed(&["--db", "used.db", "report", "file", "stalin", "--comment", "Of the old base"]);
    std::os::unix::fs::symlink("used.db", sandbox.path("link.db")).expect("a link");
    let documents = || -> i64 { query(&sandbox.connect(), "SELECT count(*) FROM documents")[0] };
    for target in ["used.db", "link.db"] {
        let open = Connection::open(sandbox.path("used.db")).expect("a base");
        let _: Vec<i64> = query(&open, "SELECT count(*) FROM reports");
        // It stands in the log alone, since somebody reads.
        sandbox.succeed(&["--db", "used.db", "report", "file", "stalin", "--comment", "In the log"]);
        sandbox.succeed(&["--quiet", "backup", target, "--force"]);
        assert_eq!(query::<i64>(&open, "SELECT count(*) FROM documents"), [documents()]);
        assert_eq!(query::<i64>(&open, "SELECT count(*) FROM reports"), [0]);
        open.execute("UPDATE documents SET notice = 'Mine.'", []).expect("written");
        drop(open);
        let after = Connection::open(sandbox.path("used.db")).expect("a base");
        assert_eq!(query::<String>(&after, "PRAGMA integrity_check"), ["ok"]);
        assert_eq!(query::<i64>(&after, "SELECT count(*) FROM documents WHERE notice = 'Mine.'"), [documents()]);
    }
    assert!(sandbox.path("link.db").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_copy_is_for_those_who_may_read_the_base() {
    use std::os::unix::fs::PermissionsExt;

    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed"]);
    let mode = |path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    fs::set_permissions(sandbox.default_base(), fs::Permissions::from_mode(0o600)).expect("set");
    sandbox.succeed(&["--quiet", "backup", "copy.db"]);
    assert_eq!(mode(sandbox.path("copy.db")), 0o600);
}
