//! What a command said was done is still there after a power cut, and a full or failing disk loses nothing.
//!
//! The program runs on a watched disk (`power/disk.c`). What it did is replayed on a simulated disk that keeps for certain
//! only what was synced (`power/disk.rs`), and the power is cut at many points; or the disk is made to fail at many
//! points. `VERSUS_POWER_CUTS=1000 cargo test --test all power::` tries 1000 points for each command.
#![cfg_attr(not(all(target_os = "linux", target_pointer_width = "64")), allow(dead_code, unused_imports))]

mod disk;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::faults::older;
use crate::pace;
use crate::random::Random;
use crate::sandbox::{Sandbox, dump, ensure_sound, without_uids};
use disk::{Call, Disk, Failure, Luck};

const BASE: &str = ".local/share/versus/versus.db";
const NEW_BASE: &str = "new/folder/base.db";
/// Where a case may put another base.
const OTHER_BASE: &str = "other.db";
const EXPORT: &str = "out.csv";

/// A command whose work must not be lost.
struct Case {
    args: &'static [&'static str],
    /// What it says when it is done.
    done: &'static str,
    /// Where it starts: makes a sandbox from the filled one.
    start: fn(&Sandbox) -> Sandbox,
    /// Whether somebody reads the base meanwhile, so that changes stay in the log beside it.
    is_read: bool,
}

const CASES: &[Case] = &[
    Case { args: &["report", "file", "tea", "--comment", "x"], done: "Report 2 is filed", start: same, is_read: false },
    Case { args: &["report", "file", "tea", "--comment", "x"], done: "Report 2 is filed", start: same, is_read: true },
    Case { args: &["report", "accept", "1"], done: "Report 1 is accepted", start: same, is_read: false },
    Case { args: &["report", "accept", "1"], done: "Report 1 is accepted", start: same, is_read: true },
    Case {
        args: &["correct", "tea", "caffeine", "--value", "50 mg"],
        done: "correction 1: ",
        start: same,
        is_read: false,
    },
    Case { args: &["merge", "cha", "--into", "tea"], done: "Cha is Tea now", start: same, is_read: false },
    Case { args: &["import", "many"], done: "updated cha-vs-beer", start: same, is_read: false },
    Case { args: &["import", "many"], done: "updated cha-vs-beer", start: same, is_read: true },
    Case { args: &["--db", NEW_BASE, "import", "many"], done: "made the knowledge base", start: same, is_read: false },
    Case { args: &["--db", NEW_BASE, "seed"], done: "made the knowledge base", start: same, is_read: false },
    Case { args: &["figures"], done: "Leon Trotsky", start: older, is_read: false },
    Case { args: &["seed"], done: "made the knowledge base", start: |_| Sandbox::new(), is_read: false },
    Case { args: &["export", "values", "-o", EXPORT], done: "rows written to", start: same, is_read: false },
    Case { args: &["report", "export", "-o", EXPORT], done: "report written to", start: same, is_read: false },
    Case { args: &["backup", OTHER_BASE], done: "copied to", start: same, is_read: false },
    Case { args: &["backup", OTHER_BASE, "--force"], done: "copied to", start: with_other_base, is_read: false },
];

/// A base with a report, two figures to be merged, pages to be imported, and an export that is to be replaced.
fn filled() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    let page = |figures: &str, attribute: &str, cells: &str| {
        let (left, right) = figures.split_once(" vs. ").expect("two");
        format!("{figures}\n\nComparison\n\nAttribute | {left} | {right}\n{attribute} | {cells}\nSound | Low | High\n")
    };
    sandbox.write("few/cha-vs-beer.txt", page("Cha vs. Beer", "Origin", "India | Sumer"));
    sandbox.succeed(&["import", "few"]);
    sandbox.succeed(&["report", "file", "tea", "served hot", "--value", "Mostly"]);
    for number in 0..30 {
        let text =
            page(&format!("Cup {number} vs. Jug {number}"), &format!("Size {}", number % 7), "1 litre | 2 litres");
        sandbox.write(&format!("many/{number}.txt"), text);
    }
    sandbox.write("many/cha-vs-beer.txt", page("Cha vs. Beer", "Origin", "Assam | Babylon"));
    sandbox.write(EXPORT, "what was written before\n".repeat(400));
    sandbox
}

fn same(filled: &Sandbox) -> Sandbox {
    filled.copy()
}

/// A base that the next command brings to the current schema.
fn older(filled: &Sandbox) -> Sandbox {
    let sandbox = same(filled);
    let older = sandbox.path("older.db");
    older::write(&sandbox.default_base(), &older);
    fs::rename(older, sandbox.default_base()).expect("renamed");
    sandbox
}

/// One more base, to be replaced.
fn with_other_base(filled: &Sandbox) -> Sandbox {
    let sandbox = same(filled);
    sandbox.succeed(&["--quiet", "--db", OTHER_BASE, "seed"]);
    sandbox
}

/// What a folder holds: the bases, sound and whole, and the export.
#[derive(Debug, PartialEq, Eq)]
struct State(BTreeMap<&'static str, String>);

impl State {
    fn of(folder: &Path) -> Self {
        let mut state = BTreeMap::new();
        for name in [BASE, NEW_BASE, OTHER_BASE] {
            let path = folder.join(name);
            if path.exists() {
                state.insert(name, sound(&path));
            }
        }
        if let Ok(export) = fs::read(folder.join(EXPORT)) {
            state.insert(EXPORT, String::from_utf8_lossy(&export).into_owned());
        }
        Self(state)
    }
}

/// Returns all that a base holds, which must be sound.
fn sound(base: &Path) -> String {
    let connection = Connection::open(base).expect("the base opens");
    connection.execute_batch("PRAGMA synchronous = off").expect("a setting");
    ensure_sound(&connection);
    without_uids(&dump(&connection))
}

/// Returns the state of a sandbox without opening anything in it.
fn state_of_copy(sandbox: &Sandbox) -> State {
    State::of(sandbox.copy().home())
}

/// How many points of each command's run are tried.
fn points(default: usize) -> usize {
    std::env::var("VERSUS_POWER_CUTS").map_or(default, |number| number.parse().expect("VERSUS_POWER_CUTS is a number"))
}

/// Runs a test for each case, which returns how many points it tried, and prints how many that were in all.
fn for_each_case(what: &str, test: impl Fn(&Case, &Sandbox) -> usize + Sync) {
    let _pace = pace::crowded();
    let filled = filled();
    let tried: usize = std::thread::scope(|scope| {
        let run = |case: &'static Case| {
            let (test, filled) = (&test, &filled);
            scope.spawn(move || test(case, &(case.start)(filled)))
        };
        let running: Vec<_> = CASES.iter().map(run).collect();
        running.into_iter().map(|case| case.join().expect("the case holds")).sum()
    });
    println!("{tried} {what} of {} commands", CASES.len());
}

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[test]
fn what_was_said_to_be_done_survives_a_power_cut() {
    for_each_case("power cuts", |case, sandbox| {
        let reader = case.is_read.then(|| read(sandbox));
        let before = state_of_copy(sandbox);
        let mut disk = Disk::holding(sandbox.home());
        let (output, calls) = disk::watched(sandbox.command().args(case.args), sandbox.home());
        assert!(output.status.success(), "{:?}: {}", case.args, sandbox.ran(&output));
        let after = state_of_copy(sandbox);
        drop(reader);
        assert_ne!(before, after, "{:?}", case.args);
        let said = |call: &Call| matches!(call, Call::Say(text) if text.contains(case.done));
        let done = calls
            .iter()
            .position(said)
            .unwrap_or_else(|| panic!("{:?} does not say `{}`:\n{}", case.args, case.done, sandbox.ran(&output)));

        let points = points(25);
        let mut random = Random(points as u64);
        // How often the power goes before each call, and at the end. Always there: just after it said that it is done.
        let mut cuts = vec![0; calls.len() + 1];
        cuts[done + 1] = 4;
        cuts[calls.len()] = 4;
        for _ in 0..points {
            cuts[random.index(calls.len() + 1)] += 1;
        }
        for (at, times) in cuts.into_iter().enumerate() {
            for _ in 0..times {
                let luck =
                    [Luck::Nothing, Luck::Everything, Luck::Some(2), Luck::Some(8), Luck::Some(14)][random.index(5)];
                // In memory where that is to be had: a thousand of them.
                let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a folder");
                disk.survive(folder.path(), luck, &mut random);
                let state = State::of(folder.path());
                let place = format!(
                    "{:?}{}: cut before call {at} of {}, done at {done}, {luck:?}; the last: {:.200?}",
                    case.args,
                    if case.is_read { " while it is read" } else { "" },
                    calls.len(),
                    calls.get(at.saturating_sub(1))
                );
                assert!(
                    state == after || (at <= done && state == before),
                    "{place}\n{}",
                    difference(&state, &before, &after)
                );
            }
            if let Some(call) = calls.get(at) {
                disk.apply(call);
            }
        }
        points + 8
    });
}

/// Says in a few lines where a state is neither the old nor the new.
fn difference(state: &State, before: &State, after: &State) -> String {
    let mut text = String::new();
    for (name, other) in [("before", before), ("after", after)] {
        for key in [BASE, NEW_BASE, OTHER_BASE, EXPORT] {
            let (is, was) = (state.0.get(key), other.0.get(key));
            if is != was {
                let lines = |text: Option<&String>| text.map(|text| text.lines().count());
                writeln!(text, "unlike {name}: {key}: {:?} lines, not {:?}", lines(is), lines(was)).expect("memory");
            }
        }
    }
    text
}

/// Disks that fail from some call on, or once: which calls, with which error of the system, and what is then said.
const FAILURES: &[(Failure, &[&str])] = &[
    (Failure { kind: 'w', nth: 1, errno: NO_SPACE, once: false }, &["disk is full", "No space left on device", "room"]),
    (Failure { kind: 'w', nth: 1, errno: NO_SPACE, once: true }, &["disk is full", "No space left on device", "room"]),
    (Failure { kind: 'w', nth: 1, errno: OVER_QUOTA, once: false }, &["quota", "room"]),
    (Failure { kind: 's', nth: 1, errno: BROKEN, once: false }, &["disk I/O error", "Input/output error"]),
    (Failure { kind: 's', nth: 1, errno: BROKEN, once: true }, &["disk I/O error", "Input/output error"]),
];
const NO_SPACE: i32 = 28;
const OVER_QUOTA: i32 = 122;
const BROKEN: i32 = 5;

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[test]
fn a_full_or_failing_disk_is_said_so_and_nothing_is_lost() {
    for_each_case("failing disks", |case, start| {
        let (before, after, calls) = {
            let (sandbox, _reader) = another(start, case);
            let before = State::of(sandbox.home());
            let (output, calls) = disk::watched(sandbox.command().args(case.args), sandbox.home());
            assert!(output.status.success(), "{:?}: {}", case.args, sandbox.ran(&output));
            (before, State::of(sandbox.home()), calls)
        };
        let points = points(2);
        let mut random = Random(points as u64);
        let mut tried = 0;
        for (failure, causes) in FAILURES {
            let is_counted = |call: &&Call| match call {
                Call::Write { .. } | Call::Open { made: true, .. } | Call::MakeFolder { .. } => failure.kind == 'w',
                Call::Sync { .. } => failure.kind == 's',
                _ => false,
            };
            let count = calls.iter().filter(is_counted).count();
            // All, or as many of them at random.
            let all: Vec<usize> = (1..=count).collect();
            let some = (0..points).map(|_| 1 + random.index(count)).collect();
            for nth in if points < count { some } else { all } {
                let failure = Failure { nth, ..*failure };
                let (sandbox, _reader) = another(start, case);
                let files = files(sandbox.home());
                let output = disk::failing(sandbox.command().args(case.args), sandbox.home(), &failure);
                let ran = sandbox.ran(&output);
                let place = format!("{:?} of {count}, {failure:?}\n{ran}", case.args);
                let state = State::of(sandbox.home());
                let said = format!("{}{}", ran.stdout, ran.stderr).contains(case.done);
                match ran.code {
                    // It failed where nothing depends on it, such as tidying up.
                    Some(0) => assert!(said && state == after, "{place}\n{}", difference(&state, &before, &after)),
                    Some(1) => {
                        // Of a rename whose sync fails, nobody knows what a power cut leaves. A migration is committed
                        // before it is marked as done, which the next command does. And the default base may be made,
                        // and said to be, before the command itself fails.
                        let may_be_done = said || failure.kind == 's' || case.args == ["figures"];
                        let is_known = (!said && state == before) || (may_be_done && state == after);
                        assert!(is_known, "{place}\n{}", difference(&state, &before, &after));
                        assert!(causes.iter().any(|cause| ran.stderr.contains(cause)), "{place}");
                        assert!(ran.stderr.contains("\nhint: ") || failure.kind == 's', "{place}");
                        let names = [".db`", ".csv`", "new`", "folder`", ".local`", "share`", "versus`"];
                        assert!(names.iter().any(|name| ran.stderr.contains(name)), "{place}");
                    }
                    _ => panic!("{place}"),
                }
                let more: Vec<_> = self::files(sandbox.home()).difference(&files).cloned().collect();
                assert!(more.is_empty() || state == after, "{more:?} is left: {place}");
                tried += 1;
            }
        }
        tried
    });
}

#[cfg(all(target_os = "linux", target_pointer_width = "64"))]
#[test]
fn a_base_can_be_read_on_a_full_disk() {
    let sandbox = filled();
    for args in [&["figures"][..], &["search", "tea"], &["export", "values"], &["report", "list"]] {
        let expected = sandbox.run(args).stdout;
        // Full before the log is made, before the shared memory is, or before that has its size.
        for nth in 1..8 {
            for suffix in ["-wal", "-shm"] {
                let _ = fs::remove_file(sandbox.path(&format!("{BASE}{suffix}")));
            }
            let full = Failure { kind: 'w', nth, errno: NO_SPACE, once: false };
            let ran = sandbox.ran(&disk::failing(sandbox.command().args(args), sandbox.home(), &full));
            assert_eq!((ran.code, &ran.stdout), (Some(0), &expected), "{args:?} with {full:?}: {ran}");
        }
    }
}

/// A sandbox like another, with a reader in it if the case asks for that.
fn another(start: &Sandbox, case: &Case) -> (Sandbox, Option<Connection>) {
    let sandbox = start.copy();
    let reader = case.is_read.then(|| read(&sandbox));
    (sandbox, reader)
}

/// Starts to read the base.
fn read(sandbox: &Sandbox) -> Connection {
    let reader = sandbox.connect();
    reader.execute_batch("BEGIN; SELECT count(*) FROM documents;").expect("reading");
    reader
}

/// Returns the files below a folder, without what SQLite keeps beside a base.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            files.extend(
                self::files(&path).into_iter().map(|below| Path::new(path.file_name().expect("a name")).join(below)),
            );
        } else {
            let name = path.file_name().expect("a name").to_string_lossy();
            if !["versus.db-wal", "versus.db-shm"].contains(&&*name) {
                files.insert(PathBuf::from(&*name));
            }
        }
    }
    files
}
