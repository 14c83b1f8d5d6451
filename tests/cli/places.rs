//! Places where nothing can be read or written: each is named with its cause, and what was there stays.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::process::Command;

use insta::assert_snapshot;

use crate::sandbox::{Ran, Sandbox};

/// Somebody who is nobody: root may do everything.
const NOBODY: u32 = 65534;

/// A sandbox in which nobody is root, with a base `mine.db` in a folder of its own.
struct Place {
    sandbox: Sandbox,
    is_root: bool,
}

impl Place {
    fn new() -> Self {
        let sandbox = Sandbox::new();
        sandbox.write("folder/out.csv", "old\n");
        sandbox.succeed(&["--db", "folder/mine.db", "seed"]);
        // Whoever makes a file owns it.
        let is_root = fs::metadata(sandbox.path("folder/out.csv")).expect("a file").uid() == 0;
        if is_root {
            fs::set_permissions(sandbox.home(), fs::Permissions::from_mode(0o755)).expect("permissions");
            sandbox.bring_program();
            for name in ["folder", "folder/out.csv", "folder/mine.db"] {
                chown(sandbox.path(name), Some(NOBODY), Some(NOBODY)).expect("given away");
            }
        }
        Self { sandbox, is_root }
    }

    fn set_mode(&self, name: &str, mode: u32) {
        fs::set_permissions(self.sandbox.path(name), fs::Permissions::from_mode(mode)).expect("permissions");
    }

    /// Runs a command as somebody who must obey permissions.
    fn run(&self, args: &[&str]) -> Ran {
        let mut command = if self.is_root { Command::new(self.sandbox.path("versus")) } else { self.sandbox.command() };
        self.sandbox.settle(&mut command);
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        self.sandbox.ran(&command.args(args).output().expect("the binary runs"))
    }

    /// Runs a command on the base and makes sure that nothing in the folder changes, then or later.
    fn refused(&self, args: &[&str]) -> Ran {
        let before = self.content();
        let ran = self.run(&[&["--db", "folder/mine.db"], args].concat());
        assert!(self.content() == before, "{args:?} left something else: {ran}");
        ran
    }

    /// Every file of the folder with its content; what SQLite keeps beside a base only when it holds something.
    fn content(&self) -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(self.sandbox.path("folder")).expect("a folder");
        let mut content: Vec<_> = entries
            .map(|entry| entry.expect("readable").path())
            .map(|path| {
                (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read(path).unwrap_or_default())
            })
            .filter(|(name, bytes)| !name.ends_with("-shm") && !bytes.is_empty())
            .collect();
        content.sort();
        content
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // So that it can be removed.
        self.set_mode("folder", 0o755);
    }
}

const REPORT: &[&str] = &["report", "file", "stalin", "--comment", "x"];

#[test]
fn a_base_without_permission_is_neither_read_nor_written() {
    let place = Place::new();
    place.set_mode("folder/mine.db", 0);
    assert_snapshot!(place.refused(&["figures"]), @"
    exit code 1
    ---- stderr ----
    error: cannot read `folder/mine.db`
    caused by: Permission denied (os error 13)
    hint: you must be allowed to read it
    ");
    assert_eq!(place.refused(REPORT).stderr, place.refused(&["figures"]).stderr);
}

#[test]
fn a_base_that_may_only_be_read_is_not_written() {
    let place = Place::new();
    place.set_mode("folder/mine.db", 0o444);
    assert_eq!(place.refused(&["figures"]).code, Some(0));
    assert_snapshot!(place.refused(REPORT), @"
    exit code 1
    ---- stderr ----
    error: cannot write to the knowledge base `folder/mine.db`
    caused by: attempt to write a readonly database
    hint: you must be allowed to write to the file and its folder; nothing was changed
    ");
}

#[test]
fn in_a_folder_that_may_only_be_read_reading_works_and_writing_is_refused() {
    let place = Place::new();
    place.set_mode("folder", 0o555);
    for args in
        [&["figures"][..], &["show", "stalin"], &["search", "trotsky"], &["export", "values"], &["log"], &["check"]]
    {
        let ran = place.refused(args);
        assert_eq!(ran.code, Some(0), "{args:?}: {ran}");
    }
    assert_snapshot!(place.refused(REPORT), @"
    exit code 1
    ---- stderr ----
    error: cannot write to the knowledge base `folder/mine.db`
    caused by: attempt to write a readonly database
    hint: you must be allowed to write to the file and its folder; nothing was changed
    ");
    for args in [
        &["correct", "stalin", "role", "--value", "x"][..],
        &["alias", "add", "stalin", "Koba"],
        &["merge", "stalin", "--into", "trotsky"],
    ] {
        let ran = place.refused(args);
        assert!(ran.code == Some(1) && ran.stderr.contains("readonly"), "{args:?}: {ran}");
    }
    assert_snapshot!(place.refused(&["export", "values", "-o", "folder/out.csv"]), @"
    exit code 1
    ---- stderr ----
    error: cannot create `folder/out.csv`
    caused by: Permission denied (os error 13)
    hint: you must be allowed to write to it and its folder
    ");
    assert_snapshot!(place.run(&["--db", "folder/new.db", "seed"]), @"
    exit code 1
    ---- stderr ----
    error: cannot create `folder/new.db`
    caused by: Permission denied (os error 13)
    hint: you must be allowed to write to it and its folder
    ");
    assert_snapshot!(place.run(&["--db", "folder/below/new.db", "seed"]), @"
    exit code 1
    ---- stderr ----
    error: cannot create `folder/below`
    caused by: Permission denied (os error 13)
    hint: you must be allowed to write to it and its folder
    ");
}

#[test]
fn a_log_that_cannot_be_read_is_not_passed_over() {
    let place = Place::new();
    let reader = rusqlite::Connection::open(place.sandbox.path("folder/mine.db")).expect("the base");
    reader.execute_batch("BEGIN; SELECT count(*) FROM documents;").expect("reading");
    assert_eq!(place.run(&[&["--db", "folder/mine.db"], REPORT].concat()).code, Some(0));
    place.set_mode("folder/mine.db-wal", 0);
    assert_snapshot!(place.refused(&["report", "list"]), @"
    exit code 1
    ---- stderr ----
    error: cannot open the knowledge base `folder/mine.db` or the files beside it
    caused by: unable to open database file
    hint: you must be allowed to write to the file and its folder, and there must be room; nothing was changed
    ");
    assert_eq!(place.refused(REPORT).stderr, place.refused(&["report", "list"]).stderr);
    place.set_mode("folder/mine.db-wal", 0o666);
    assert!(place.run(&["--db", "folder/mine.db", "report", "list"]).stdout.contains("wrong"));
}

#[test]
fn a_base_or_a_target_below_a_file_or_a_missing_folder_is_named() {
    let sandbox = Sandbox::new();
    sandbox.write("file", "kept");
    sandbox.succeed(&["seed"]);
    assert_snapshot!(sandbox.run(&["--db", "file/new.db", "seed"]), @"
    exit code 1
    ---- stderr ----
    error: cannot create `file`
    caused by: not a directory
    ");
    assert_snapshot!(sandbox.run(&["--db", "file/new.db", "figures"]), @"
    exit code 1
    ---- stderr ----
    error: cannot read `file/new.db`
    caused by: Not a directory (os error 20)
    ");
    assert_snapshot!(sandbox.run(&["--db", "missing/new.db", "figures"]), @"
    exit code 1
    ---- stderr ----
    error: there is no knowledge base at `missing/new.db`
    hint: run `versus --db missing/new.db seed` or `versus --db missing/new.db import PATH...` to make one
    ");
    assert_snapshot!(sandbox.run(&["export", "values", "-o", "missing/out.csv"]), @"
    exit code 1
    ---- stderr ----
    error: cannot create `missing/out.csv`
    caused by: No such file or directory (os error 2)
    hint: make its folder first
    ");
    assert_snapshot!(sandbox.run(&["export", "values", "-o", "file/out.csv"]), @"
    exit code 1
    ---- stderr ----
    error: cannot create `file/out.csv`
    caused by: Not a directory (os error 20)
    ");
    assert_snapshot!(sandbox.run(&["report", "export", "-o", "missing/out.jsonl"]), @"
    exit code 1
    ---- stderr ----
    error: cannot create `missing/out.jsonl`
    caused by: No such file or directory (os error 2)
    hint: make its folder first
    ");
    assert_eq!(sandbox.read("file"), b"kept");
    assert!(!sandbox.path("missing").exists());
}

#[test]
fn a_folder_is_no_base_and_no_target() {
    let sandbox = Sandbox::new();
    sandbox.write("folder/note", "kept");
    sandbox.succeed(&["seed"]);
    assert_snapshot!(sandbox.run(&["--db", "folder", "seed"]), @"
    exit code 1
    ---- stderr ----
    error: `folder` is not a versus knowledge base: it is not a file
    hint: name another file with `--db`; this one was left as it is
    ");
    assert_snapshot!(sandbox.run(&["export", "values", "-o", "folder"]), @"
    exit code 1
    ---- stderr ----
    error: cannot write `folder`
    caused by: Is a directory (os error 21)
    ");
    assert_eq!(fs::read_dir(sandbox.path("folder")).expect("a folder").count(), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_no_success() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["report", "file", "stalin", "--comment", "x"]);
    assert_snapshot!(sandbox.run(&["export", "values", "-o", "/dev/full"]), @"
    exit code 1
    ---- stderr ----
    error: cannot write `/dev/full`
    caused by: No space left on device (os error 28)
    hint: make room on that disk or in your quota, and run the command again
    ");
    let to_full = |args: &[&str]| {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("it is there");
        sandbox.ran(&sandbox.command().args(args).stdout(full).output().expect("the binary runs"))
    };
    let ran = to_full(&["export", "values"]);
    assert_snapshot!(ran, @"
    exit code 1
    ---- stderr ----
    error: cannot write to standard output
    caused by: No space left on device (os error 28)
    hint: make room on that disk or in your quota, and run the command again
    ");
    let json = to_full(&["compare", "stalin", "trotsky", "--format", "json"]);
    assert_eq!(json.code, Some(1));
    assert!(json.stderr.starts_with("{\"causes\":[\"No space left on device"), "{}", json.stderr);
    for args in [
        &["figures"][..],
        &["show", "stalin"],
        &["compare", "stalin", "trotsky", "--format", "csv"],
        &["search", "trotsky", "--format", "html"],
        &["sections", "--format", "markdown"],
        &["log"],
        &["report", "export"],
        &["completions", "bash"],
        &["man"],
        &[],
    ] {
        let other = to_full(args);
        assert_eq!((other.code, &other.stderr), (Some(1), &ran.stderr), "{args:?}");
    }
}
