//! Little memory, and a command that is told to stop: it ends by itself, says what became of its work, and leaves nothing
//! half done behind.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::faults::pages;
use crate::pace;
use crate::sandbox::{PROGRAM, Ran, Sandbox, dump, ensure_sound};

/// Runs the program in an address space of so many MiB. It must end by itself within a minute.
fn run_within(mib: usize, sandbox: &Sandbox, args: &[&str]) -> Ran {
    let mut command = Command::new("sh");
    sandbox.settle(&mut command);
    command.args(["-c", &format!("ulimit -v {}; exec timeout 60 \"$0\" \"$@\"", mib * 1024)]);
    let ran = sandbox.ran(&command.arg(PROGRAM).args(args).stdin(Stdio::null()).output().expect("the binary runs"));
    assert_ne!(ran.code, Some(124), "{args:?} did not end within {mib} MiB\n{ran}");
    ran
}

/// Pages that take more memory than the smaller of the limits below.
fn many_pages() -> Sandbox {
    let sandbox = Sandbox::new();
    let prose = "word after word of a long passage that nobody will ever read to its end ".repeat(300);
    for number in 0..600 {
        let page = pages::page(number, 0);
        sandbox.write(&format!("pages/{number}.txt"), format!("{page}\n\nMore\n\n{prose}{number}.\n"));
    }
    sandbox
}

fn left_beside(sandbox: &Sandbox) -> Vec<String> {
    let names = fs::read_dir(sandbox.home()).expect("a folder").map(|entry| entry.expect("readable").file_name());
    let mut names: Vec<_> = names.filter_map(|name| name.into_string().ok()).filter(|name| name != "pages").collect();
    names.sort();
    names
}

#[test]
fn import_ends_in_little_memory_and_leaves_nothing_behind() {
    let _pace = pace::steady();
    let sandbox = many_pages();
    sandbox.write("one.txt", pages::page(1000, 0));
    sandbox.succeed(&["--db", "there.db", "import", "one.txt"]);
    let there = || dump(&rusqlite::Connection::open(sandbox.path("there.db")).expect("a base"));
    let before = there();
    // The program itself, as tests build it, takes some 52.
    for mib in [65, 80, 100, 150] {
        for (base, threads) in [("new.db", "2"), ("there.db", "2"), ("new.db", "24")] {
            let ran = run_within(mib, &sandbox, &["--db", base, "import", "pages", "--threads", threads]);
            assert_eq!(ran.code, Some(1), "{base} within {mib} MiB\n{ran}");
            assert!(ran.stderr.contains("memory"), "{base} within {mib} MiB\n{ran}");
            assert_eq!(left_beside(&sandbox), ["one.txt", "there.db"], "{mib} MiB");
            assert_eq!(there(), before, "{mib} MiB");
        }
    }
    assert_snapshot!(run_within(100, &sandbox, &["--db", "new.db", "import", "pages"]), @"
    exit code 1
    ---- stderr ----
    error: there is not enough memory for an import, which takes 192 MiB
    hint: nothing was written; allow it more (`ulimit -v` tells how much it may take)
    ");
    // With somewhat more, fewer threads are started than asked for. Each has the system look for room of its own at every
    // turn where there is none, which makes it a hundred times slower.
    let ran = run_within(400, &sandbox, &["--db", "new.db", "import", "pages", "--threads", "24"]);
    assert_eq!(ran.code, Some(0), "{ran}");
    ensure_sound(&rusqlite::Connection::open(sandbox.path("new.db")).expect("a base"));
}

/// Sends a signal to a command, which must end soon after, and returns how it ended.
fn signal(sandbox: &Sandbox, mut child: Child, name: &str) -> Ran {
    let id = child.id().to_string();
    assert!(Command::new("kill").args([name, &id]).status().expect("kill runs").success());
    let sent = Instant::now();
    while child.try_wait().expect("a child").is_none() {
        assert!(sent.elapsed() < Duration::from_secs(30), "{name} does not end it");
        thread::sleep(Duration::from_millis(20));
    }
    sandbox.ran(&child.wait_with_output().expect("it has ended"))
}

fn start(sandbox: &Sandbox, args: &[&str]) -> Child {
    let mut command = sandbox.command();
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().expect("the binary runs")
}

#[test]
fn an_import_that_is_interrupted_writes_nothing_and_leaves_nothing_behind() {
    let _pace = pace::steady();
    let sandbox = Sandbox::new();
    sandbox.write("one.txt", pages::page(1000, 0));
    sandbox.succeed(&["--db", "there.db", "import", "one.txt"]);
    let there = || dump(&rusqlite::Connection::open(sandbox.path("there.db")).expect("a base"));
    let before = there();
    for base in ["new.db", "there.db"] {
        for (name, code) in [("-INT", 130), ("-TERM", 143)] {
            // Most are taken in when it waits for more, which never comes.
            let mut child = start(&sandbox, &["--db", base, "import", "-", "--input-format", "jsonl"]);
            let mut input = child.stdin.take().expect("piped");
            for number in 0..600 {
                let line = serde_json::json!({ "text": pages::page(number, 0) });
                writeln!(input, "{line}").expect("it reads");
            }
            thread::sleep(Duration::from_millis(700));
            let ran = signal(&sandbox, child, name);
            drop(input);
            assert_eq!(ran.code, Some(code), "{base} {name}\n{ran}");
            assert_eq!(
                ran.stderr,
                "error: interrupted: nothing was written\nhint: run the command again when there is time for it\n"
            );
            assert_eq!(left_beside(&sandbox), ["one.txt", "there.db"], "{base} {name}");
            assert_eq!(there(), before, "{base} {name}");
        }
    }
}

#[test]
fn an_import_can_be_interrupted_at_any_moment() {
    let _pace = pace::steady();
    let sandbox = many_pages();
    let mut interrupted = 0;
    for moment in [20, 60, 150, 300, 600, 1_000, 1_500, 2_500] {
        let child = start(&sandbox, &["--db", "new.db", "import", "pages"]);
        thread::sleep(Duration::from_millis(moment));
        let ran = signal(&sandbox, child, "-INT");
        match ran.code {
            Some(130) => interrupted += 1,
            Some(0) => fs::remove_file(sandbox.path("new.db")).expect("it was made"),
            // Too early for it to have begun.
            None => assert!(moment < 100, "{ran}"),
            Some(_) => panic!("{ran}"),
        }
        assert_eq!(left_beside(&sandbox), Vec::<String>::new(), "after {moment} ms\n{ran}");
    }
    assert!(interrupted > 2, "{interrupted}");
}

/// The files that are there, but for the log of the base.
fn left_but_the_log(sandbox: &Sandbox) -> Vec<String> {
    let mut names = left_beside(sandbox);
    names.retain(|name| !name.starts_with("there.db-"));
    names
}

#[test]
fn what_writes_files_can_be_interrupted_at_any_moment_and_leaves_none_behind() {
    let _pace = pace::steady();
    let sandbox = many_pages();
    sandbox.succeed(&["--db", "there.db", "import", "pages"]);
    sandbox.succeed(&["--db", "there.db", "report", "file", &pages::figure(0), "--comment", "Wrong."]);
    let there = || dump(&rusqlite::Connection::open(sandbox.path("there.db")).expect("a base"));
    let before = there();
    for (made, args) in [
        ("out.csv", &["--db", "there.db", "export", "sections", "-o", "out.csv"][..]),
        ("out", &["--db", "there.db", "report", "export", "-o", "out"]),
        ("out", &["--db", "there.db", "backup", "out"]),
        ("out", &["parse", "pages", "--rejects", "out", "--threads", "1"]),
        ("new.db", &["--db", "new.db", "seed"]),
    ] {
        let mut interrupted = 0;
        for (number, moment) in [0, 10, 20, 40, 70, 150, 300].into_iter().enumerate() {
            let (name, code) = [("-INT", 130), ("-TERM", 143)][number % 2];
            let mut command = sandbox.command();
            command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
            let child = command.spawn().expect("the binary runs");
            thread::sleep(Duration::from_millis(moment));
            let ran = signal(&sandbox, child, name);
            let mut expected = vec!["there.db"];
            match ran.code {
                Some(0) => expected.insert(0, made),
                Some(other) => {
                    assert_eq!(other, code, "{args:?} after {moment} ms\n{ran}");
                    let said = "error: interrupted: nothing was written\nhint: run the command again when there is \
                                time for it\n";
                    assert_eq!(ran.stderr, said, "{args:?} after {moment} ms");
                    interrupted += 1;
                }
                // Too early for it to have begun.
                None => assert!(moment < 100, "{args:?} after {moment} ms\n{ran}"),
            }
            expected.sort_unstable();
            assert_eq!(left_but_the_log(&sandbox), expected, "{args:?} after {moment} ms\n{ran}");
            let _ = fs::remove_file(sandbox.path(made));
        }
        // The others may be faster than the first of these moments.
        assert!(interrupted > 0 || made == "new.db" || args.contains(&"report"), "{args:?}");
    }
    assert_eq!(there(), before);
}

#[test]
fn the_first_command_of_all_can_be_interrupted_and_leaves_nothing_behind() {
    let _pace = pace::steady();
    let mut interrupted = 0;
    for moment in (0..300).step_by(6) {
        let sandbox = Sandbox::new();
        let child = start(&sandbox, &["figures"]);
        thread::sleep(Duration::from_millis(moment));
        let ran = signal(&sandbox, child, "-INT");
        match ran.code {
            Some(130) => interrupted += 1,
            // Made in time; or ended before it watched, or when the base was made.
            Some(0) | None => {}
            Some(_) => panic!("after {moment} ms\n{ran}"),
        }
        let left: Vec<_> = fs::read_dir(sandbox.path(".local/share/versus")).map_or_else(
            |_| Vec::new(),
            |folder| folder.map(|entry| entry.expect("readable").file_name().into_string().expect("UTF-8")).collect(),
        );
        assert!(left.iter().all(|name| name.starts_with("versus.db")), "after {moment} ms: {left:?}\n{ran}");
    }
    assert!(interrupted > 0);
}

#[test]
fn a_repair_that_is_interrupted_leaves_the_base_whole() {
    let _pace = pace::steady();
    let sandbox = many_pages();
    sandbox.succeed(&["--db", "there.db", "import", "pages"]);
    let open = || rusqlite::Connection::open(sandbox.path("there.db")).expect("a base");
    let spoil = "INSERT INTO search_index (search_index) VALUES ('delete-all')";
    open().execute_batch(spoil).expect("an index");
    let before = dump(&open());
    for (moment, name) in [(30, "-INT"), (150, "-TERM"), (500, "-INT")] {
        let child = start(&sandbox, &["--db", "there.db", "check", "--repair"]);
        thread::sleep(Duration::from_millis(moment));
        signal(&sandbox, child, name);
        assert_eq!(left_but_the_log(&sandbox), ["there.db"], "after {moment} ms");
        let sound: String = open().query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a base");
        assert_eq!(sound, "ok", "after {moment} ms");
        assert_eq!(dump(&open()), before, "after {moment} ms");
    }
    sandbox.succeed(&["--db", "there.db", "check", "--repair"]);
    ensure_sound(&open());
}
