//! Bases that are cut short or have wrong bytes in them: no command crashes or hangs, reading changes nothing, and what
//! SQLite notices is named.
//!
//! `VERSUS_DAMAGES=1000 cargo test --test all cli::damage` tries 1000 damaged bases.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Read;
use std::process::Stdio;
use std::time::{Duration, Instant};

use insta::assert_snapshot;

use crate::random::Random;
use crate::sandbox::{Ran, Sandbox};

const READING: &[&[&str]] = &[
    &["figures"],
    &["attributes"],
    &["documents"],
    &["show", "tea"],
    &["compare", "tea", "coffee", "--sections"],
    &["sections"],
    &["search", "tea"],
    &["export", "figures"],
    &["export", "attributes"],
    &["export", "values"],
    &["export", "sections"],
    &["export", "documents"],
    &["export", "reports"],
    &["export", "corrections"],
    &["export", "aliases"],
    &["export", "merges"],
    &["export", "preferences"],
    &["report", "list", "--state", "all"],
    &["report", "show", "1"],
    &["report", "export"],
    &["review"],
    &["conflicts"],
    &["alias", "list"],
    &["log"],
    &["check"],
];

const WRITING: &[&[&str]] = &[
    &["import", "more"],
    &["seed"],
    &["report", "file", "tea", "--comment", "x"],
    &["report", "accept", "1"],
    &["correct", "coffee", "caffeine", "--document", "tea-vs-coffee", "--value", "1 mg"],
    &["revert", "1", "--note", "x"],
    &["alias", "add", "tea", "Chai"],
    &["merge", "mate", "--into", "coffee"],
];

/// A base with something in every table.
fn filled() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "tea", "served hot", "--value", "Mostly"]);
    sandbox.succeed(&["correct", "tea", "caffeine", "--value", "50 mg"]);
    sandbox.succeed(&["alias", "add", "tea", "Cha"]);
    let page = "Cola vs. Tea\n\nComparison\n\nAttributeColaTea\nNumber kept435100\nServed hotNoSometimes\nMade fromNutsLeaves\n";
    sandbox.write("cola/cola-vs-tea.txt", page);
    sandbox.succeed(&["import", "cola"]);
    sandbox.succeed(&["merge", "cola", "--into", "mate"]);
    sandbox.succeed(&["conflicts", "settle", "tea", "served hot", "--prefer", "tea-vs-coffee"]);
    sandbox.write("more/rum-vs-tea.txt", page.replace("Cola", "Rum"));
    sandbox.write("more/cola-vs-tea.txt", page.replace("Nuts", "Sugar"));
    sandbox.write("sound.db", fs::read(sandbox.default_base()).expect("the base"));
    sandbox
}

/// Runs a command on a file, with an eye on the clock.
fn run(sandbox: &Sandbox, base: &str, args: &[&str]) -> Ran {
    let (out, err) = (format!("{base}.out"), format!("{base}.err"));
    let into = |name: &str| Stdio::from(File::create(sandbox.path(name)).expect("a file"));
    let mut child = sandbox
        .command()
        .args(["--db", base])
        .args(args)
        .stdin(Stdio::null())
        .stdout(into(&out))
        .stderr(into(&err))
        .spawn()
        .expect("the binary runs");
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        if started.elapsed() > Duration::from_mins(1) {
            child.kill().expect("killed");
            panic!("{args:?} hangs on {base}");
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let text = |name: &str| {
        let mut bytes = Vec::new();
        File::open(sandbox.path(name)).and_then(|mut file| file.read_to_end(&mut bytes)).expect("read");
        sandbox.mask(&String::from_utf8_lossy(&bytes))
    };
    Ran { code: status.code(), stdout: text(&out), stderr: text(&err) }
}

/// Runs every command on a damaged base, and returns how often damage was named.
fn ensure_handled(sandbox: &Sandbox, name: &str, bytes: &[u8], damage: &str) -> usize {
    let mut named = 0;
    let remove = || {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let _ = fs::remove_file(sandbox.path(&format!("{name}{suffix}")));
        }
    };
    for (args, is_reading) in READING.iter().map(|args| (args, true)).chain(WRITING.iter().map(|args| (args, false))) {
        remove();
        sandbox.write(name, bytes);
        let ran = run(sandbox, name, args);
        let place = format!("{args:?} on {damage}\n{ran}");
        assert!(matches!(ran.code, Some(0..=3)), "{place}");
        assert_eq!(ran.code != Some(0), ran.stderr.contains("error: "), "{place}");
        if ran.stderr.contains("caused by: ") {
            assert!(ran.stderr.contains(&format!("`{name}`")) && ran.stderr.contains("\nhint: "), "{place}");
            named += 1;
        }
        if is_reading || ran.code != Some(0) {
            assert!(sandbox.read(name) == bytes, "the file was changed: {place}");
        }
    }
    remove();
    named
}

#[test]
fn a_base_that_was_cut_short_is_named_as_damaged() {
    let sandbox = filled();
    let whole = sandbox.read("sound.db");
    let page = 4096;
    for length in [0, 50, 99, 100, 512, page, page + 1, whole.len() / 2, whole.len() - page, whole.len() - 1] {
        let named = ensure_handled(&sandbox, "cut.db", &whole[..length], &format!("the first {length} bytes"));
        assert_eq!(named, if length < 100 { 0 } else { READING.len() + WRITING.len() }, "{length}");
        assert_eq!(run(&sandbox, "sound.db", &["figures"]).code, Some(0));
    }
    sandbox.write("cut.db", &whole[..whole.len() - 1]);
    // How long it is depends on the schema.
    let run_on_cut = |args: &[&str]| {
        let lengths = [(whole.len(), "ALL"), (whole.len() - 1, "ALL BUT ONE"), (whole.len() / 2, "HALF")];
        lengths.iter().fold(run(&sandbox, "cut.db", args).to_string(), |said, (length, word)| {
            said.replace(&format!(" {length}"), &format!(" {word}"))
        })
    };
    assert_snapshot!(run_on_cut(&["figures"]), @"
    exit code 1
    ---- stderr ----
    error: the knowledge base `cut.db` is damaged
    caused by: it is ALL BUT ONE bytes long and should be ALL
    caused by: Error code 11: database disk image is malformed
    hint: put a backup in the place of `cut.db` (`versus help backup` says how); an sqlite3 shell that has `.recover` may save some of it
    ");
    sandbox.write("cut.db", &whole[..whole.len() / 2]);
    assert_snapshot!(run_on_cut(&["report", "file", "tea", "--comment", "x"]), @"
    exit code 1
    ---- stderr ----
    error: the knowledge base `cut.db` is damaged
    caused by: it is HALF bytes long and should be ALL
    caused by: Error code 11: database disk image is malformed
    hint: put a backup in the place of `cut.db` (`versus help backup` says how); an sqlite3 shell that has `.recover` may save some of it
    ");
}

/// Damages a base in some way, and says how.
fn damage(bytes: &mut [u8], random: &mut Random) -> String {
    let page = 4096;
    let pages = bytes.len() / page;
    match random.below(8) {
        0 => {
            // Past what tells whose file it is.
            let at = 16 + random.index(52);
            bytes[at] = bytes[at].wrapping_add(1 + u8::try_from(random.below(255)).expect("small"));
            format!("byte {at} of the header is {}", bytes[at])
        }
        1 => {
            let at = random.index(pages);
            let start = if at == 0 { 100 } else { at * page };
            bytes[start..(at + 1) * page].fill(0);
            format!("page {at} is empty")
        }
        2 => {
            let at = 1 + random.index(pages - 1);
            for byte in &mut bytes[at * page..(at + 1) * page] {
                *byte = u8::try_from(random.below(256)).expect("small");
            }
            format!("page {at} is noise")
        }
        3 => {
            let (one, other) = (1 + random.index(pages - 1), 1 + random.index(pages - 1));
            bytes.copy_within(one * page..(one + 1) * page, other * page);
            format!("page {other} is a copy of page {one}")
        }
        4 => {
            // The head of a page and its list of cells, where damage does most.
            let at = random.index(pages) * page + random.index(40);
            let at = if at < 100 { at + 100 } else { at };
            bytes[at] ^= 1 << random.below(8);
            format!("byte {at} is {}", bytes[at])
        }
        _ => {
            let mut text = String::new();
            for _ in 0..=random.below(20) {
                let at = 100 + random.index(bytes.len() - 100);
                bytes[at] ^= 1 << random.below(8);
                write!(text, "byte {at} is {} ", bytes[at]).expect("memory");
            }
            text
        }
    }
}

#[test]
fn wrong_bytes_in_a_base_crash_nothing() {
    let times: u64 = std::env::var("VERSUS_DAMAGES").map_or(6, |number| number.parse().expect("a number"));
    let sandbox = filled();
    let whole = sandbox.read("sound.db");
    let threads = 2;
    let named: usize = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                let (sandbox, whole) = (&sandbox, &whole);
                scope.spawn(move || {
                    let mut named = 0;
                    for seed in (thread..times).step_by(2) {
                        let mut bytes = whole.clone();
                        let damage = damage(&mut bytes, &mut Random(seed));
                        named += ensure_handled(sandbox, &format!("base{thread}.db"), &bytes, &damage);
                    }
                    named
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().expect("no panic")).sum()
    });
    assert!(named > 0, "no damage was noticed");
}

#[test]
fn a_damaged_log_beside_a_base_crashes_nothing() {
    let sandbox = filled();
    // Somebody reads, so that the last report stays in the log.
    let reader = sandbox.connect();
    reader.execute_batch("BEGIN; SELECT count(*) FROM reports;").expect("reading");
    sandbox.succeed(&["report", "file", "coffee", "--comment", "in the log"]);
    let files = ["", "-wal", "-shm"].map(|suffix| {
        (suffix, fs::read(sandbox.path(&format!(".local/share/versus/versus.db{suffix}"))).expect("a file"))
    });
    let log_length = files[1].1.len();
    assert!(log_length > 3 * 4096);
    let mut random = Random(1);
    let noise: Vec<u8> = (0..40_000).map(|_| u8::try_from(random.below(256)).expect("small")).collect();
    let flipped = |at: usize| {
        let mut bytes = files[1].1.clone();
        bytes[at] ^= 1;
        bytes
    };
    let logs = [
        ("a sound log", files[1].1.clone(), 1),
        ("noise for a log", noise.clone(), 0),
        ("a log cut in its header", files[1].1[..20].to_vec(), 0),
        ("a log cut in the middle", files[1].1[..log_length / 2].to_vec(), 0),
        ("a log with a wrong header", flipped(9), 0),
        ("a log with a wrong byte in its first page", flipped(2000), 0),
        ("a log with a wrong byte in its last page", flipped(log_length - 2000), 0),
    ];
    let values = sandbox.succeed(&["export", "values"]);
    for (what, log, expected) in logs {
        for shared in [&files[2].1, &noise] {
            for args in
                [&["report", "list", "--format", "csv"][..], &["seed"], &["report", "file", "mate", "--comment", "y"]]
            {
                let _ = fs::remove_file(sandbox.path("logged.db-journal"));
                for (suffix, bytes) in [("", &files[0].1), ("-wal", &log), ("-shm", shared)] {
                    sandbox.write(&format!("logged.db{suffix}"), bytes);
                }
                let ran = run(&sandbox, "logged.db", args);
                assert_eq!(ran.code, Some(0), "{args:?} with {what}\n{ran}");
                // A commit whose pages are not all there counts as never made, and the base is as it was before.
                let reports = sandbox.succeed(&["--db", "logged.db", "report", "list", "--format", "csv"]);
                let logged = reports.matches("in the log").count();
                assert_eq!(logged, expected, "{args:?} with {what}");
                assert_eq!(sandbox.succeed(&["--db", "logged.db", "export", "values"]), values);
            }
        }
    }
}
