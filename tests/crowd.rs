//! Many at once: eight processes file reports, one imports, four read. Every report is stored, none twice, nobody sees
//! an error.
//!
//! `VERSUS_CROWD=full` asks for 500 reports from each process and an import of 2,000 pages, and for no read that waits
//! longer than a second; without it, less is done and no time is judged. With `-- --nocapture`, the times are printed.

use std::collections::BTreeSet;
use std::env;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::faults::{older, pages};
use crate::pace;
use crate::sandbox::{Sandbox, query};

const FILERS: usize = 8;
/// The number of the reader who has a base to itself; those before it share one with the writers.
const IDLE: usize = 4;
/// How many pages the base holds from the beginning.
const KNOWN: usize = 100;

/// How long the runs of one kind took.
#[derive(Debug, Default)]
struct Times(Vec<Duration>);

impl Times {
    /// Runs the program, which must succeed and say nothing but `note` on standard error, and returns what it printed.
    fn run(&mut self, sandbox: &Sandbox, base: &str, args: &[&str], note: &str) -> String {
        let start = Instant::now();
        let output = sandbox.command().args(["--db", base]).args(args).output().expect("the binary runs");
        self.0.push(start.elapsed());
        let ran = sandbox.ran(&output);
        assert!(ran.code == Some(0) && ran.stderr.trim_end() == note, "{args:?}: {ran}");
        ran.stdout
    }

    fn longest(&self) -> Duration {
        self.0.iter().copied().max().unwrap_or_default()
    }

    fn print(&mut self, what: &str) {
        self.0.sort();
        let middle = self.0.get(self.0.len() / 2).copied().unwrap_or_default();
        println!("{what}: {} runs, median {middle:?}, longest {:?}", self.0.len(), self.longest());
    }
}

/// Returns a question that the base has had an answer to from the beginning.
fn question(reader: usize, number: usize) -> Vec<String> {
    let page = number % KNOWN;
    let [left, right] = pages::figures(page);
    match reader % IDLE {
        0 => vec!["--quiet".into(), "search".into(), pages::figure(page)],
        1 => vec!["show".into(), left],
        2 => vec!["compare".into(), left, right],
        _ => vec!["export".into(), ["values", "reports", "documents"][number % 3].into()],
    }
}

fn file(sandbox: &Sandbox, filer: usize, number: usize, times: &mut Times) -> String {
    let page = (filer * 37 + number) % KNOWN;
    let [figure, _] = pages::figures(page);
    let (attribute, document) = (pages::attribute(page, 1), pages::slug(page));
    let proposed = format!("Proposal {filer} {number}");
    let about = ["report", "file", &figure, &attribute, "--document", &document, "--value", &proposed];
    let printed = times.run(sandbox, "base.db", &about, "");
    let said = printed.strip_prefix("Report ").and_then(|rest| rest.split_once(" is filed"));
    said.unwrap_or_else(|| panic!("{printed}")).0.to_owned()
}

#[test]
fn eight_file_reports_while_one_imports_and_four_read() {
    let _pace = pace::crowded();
    let full = env::var("VERSUS_CROWD").is_ok_and(|value| value == "full");
    let (reports, imported) = if full { (500, 2_000) } else { (30, 200) };
    let sandbox = Sandbox::new();
    let lines = |pages: std::ops::Range<usize>| {
        let line = |number| serde_json::json!({"url": pages::slug(number), "text": pages::page(number, 0)}).to_string();
        pages.map(line).collect::<Vec<_>>().join("\n")
    };
    sandbox.write("first.jsonl", lines(0..KNOWN));
    sandbox.write("second.jsonl", lines(KNOWN..KNOWN + imported));
    sandbox.succeed(&["--db", "base.db", "import", "first.jsonl"]);
    // A fifth reader asks the same of a base that nobody writes to: what it takes is what the machine takes.
    sandbox.write("idle.db", sandbox.read("base.db"));
    sandbox.succeed(&["--db", "idle.db", "import", "second.jsonl"]);

    let start = Instant::now();
    let busy = AtomicUsize::new(FILERS + 1);
    let (sandbox, busy) = (&sandbox, &busy);
    let [mut filing, mut importing, mut reading, mut idle] = [const { Times(Vec::new()) }; 4];
    let mut numbers = Vec::new();
    thread::scope(|scope| {
        let filers: Vec<_> = (0..FILERS)
            .map(|filer| {
                scope.spawn(move || {
                    // Counted down even if this thread fails, so that the readers end.
                    let _done = Countdown(busy);
                    let mut times = Times::default();
                    let numbers: Vec<String> =
                        (0..reports).map(|number| file(sandbox, filer, number, &mut times)).collect();
                    (times, numbers)
                })
            })
            .collect();
        let import = scope.spawn(move || {
            let _done = Countdown(busy);
            let mut times = Times::default();
            let note = format!(
                "{imported} imported, 0 updated, 0 unchanged, 0 rejected; {} rows stored, 0 unclear",
                imported * pages::ROWS
            );
            times.run(sandbox, "base.db", &["import", "second.jsonl"], &note);
            times
        });
        let readers: Vec<_> = (0..=IDLE)
            .map(|reader| {
                scope.spawn(move || {
                    let base = if reader == IDLE { "idle.db" } else { "base.db" };
                    let mut times = Times::default();
                    for number in 0.. {
                        let question = question(if reader == IDLE { number } else { reader }, number);
                        let question: Vec<&str> = question.iter().map(String::as_str).collect();
                        assert!(!times.run(sandbox, base, &question, "").is_empty(), "{question:?}");
                        if busy.load(Ordering::Relaxed) == 0 {
                            break;
                        }
                    }
                    times
                })
            })
            .collect();
        for filer in filers {
            let (times, filed) = filer.join().expect("no error");
            filing.0.extend(times.0);
            numbers.extend(filed);
        }
        importing = import.join().expect("no error");
        for (number, reader) in readers.into_iter().enumerate() {
            let times = reader.join().expect("no error");
            if number == IDLE { &mut idle } else { &mut reading }.0.extend(times.0);
        }
    });
    println!("{FILERS} x {reports} reports, {imported} pages, 4 readers: {:?} in all", start.elapsed());
    reading.print("reading");
    idle.print("reading a base of its own");
    filing.print("filing");
    importing.print("importing");

    let connection = rusqlite::Connection::open(sandbox.path("base.db")).expect("a base");
    let count = |sql: &str| query::<i64>(&connection, sql)[0];
    let expected = i64::try_from(FILERS * reports).expect("few");
    assert_eq!(numbers.into_iter().collect::<BTreeSet<_>>().len(), FILERS * reports, "numbers that were told");
    assert_eq!(count("SELECT count(*) FROM reports"), expected);
    assert_eq!(count("SELECT count(DISTINCT proposed) FROM reports"), expected);
    assert_eq!(count("SELECT count(*) FROM report_events WHERE kind = 'filed'"), expected);
    assert_eq!(count("SELECT count(*) FROM report_events"), expected);
    assert_eq!(count("SELECT count(*) FROM documents"), i64::try_from(KNOWN + imported).expect("few"));
    assert_eq!(query::<String>(&connection, "PRAGMA integrity_check"), ["ok"]);
    if full {
        let (longest, machine) = (reading.longest(), idle.longest());
        assert!(longest < machine + Duration::from_secs(1), "a reader took {longest:?}, without writers {machine:?}");
    }
}

/// Runs the program eight times at once.
fn at_once(sandbox: &Sandbox, args: &[&str]) {
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let ran = sandbox.run(args);
                assert!(ran.code == Some(0), "{args:?}: {ran}");
            });
        }
    });
}

#[test]
fn eight_open_a_base_of_an_older_version() {
    let _pace = pace::crowded();
    let sandbox = Sandbox::with_fixtures();
    for round in 0..5 {
        let older = format!("older-{round}.db");
        older::write(&sandbox.default_base(), &sandbox.path(&older));
        at_once(&sandbox, &["--db", &older, "export", "values"]);
        assert_eq!(sandbox.succeed(&["--db", &older, "export", "values"]), sandbox.succeed(&["export", "values"]));
    }
}

#[test]
fn eight_need_the_default_base_that_nobody_has_made() {
    let _pace = pace::crowded();
    for _ in 0..5 {
        let sandbox = Sandbox::new();
        at_once(&sandbox, &["figures"]);
        at_once(&sandbox, &["report", "file", "stalin", "--comment", "Is it?"]);
        assert_eq!(
            sandbox.succeed(&["report", "list", "--format", "csv"]).lines().count(),
            2,
            "one report, eight voices"
        );
    }
}

struct Countdown<'a>(&'a AtomicUsize);

impl Drop for Countdown<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
