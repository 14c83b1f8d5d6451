//! The program killed at any moment. Whatever it was doing, the base opens and is whole, what was said to be done is
//! there, and what was not finished is not there at all.
//!
//! `VERSUS_KILLS` says how often to kill (60 unless it is set), `VERSUS_SEED` repeats the random instants of a run. With
//! `-- --nocapture`, a line for each command tells when the kills came.

mod kills;
pub mod older;
pub mod pages;

use rusqlite::Connection;

use crate::sandbox::{self, Sandbox};
use kills::Killing;

/// How many commands are killed, each its share of times.
const COMMANDS: usize = 8;

/// A base of some pages, reports and a correction.
fn base() -> Sandbox {
    let sandbox = Sandbox::new();
    for number in 0..30 {
        sandbox.write(&format!("first/{}.txt", pages::slug(number)), pages::page(number, 0));
    }
    sandbox.succeed(&["--db", "base.db", "import", "first"]);
    report(&sandbox, 0, "Settled long ago");
    sandbox.succeed(&["--db", "base.db", "report", "accept", "1", "--editor", "Bo"]);
    sandbox
}

fn report(sandbox: &Sandbox, page: usize, proposed: &str) {
    let [figure, _] = pages::figures(page);
    let (attribute, document) = (pages::attribute(page, 1), pages::slug(page));
    let about = ["report", "file", &figure, &attribute, "--document", &document, "--value", proposed];
    sandbox.succeed(&[&["--db", "base.db"], &about[..]].concat());
}

/// Files one more report so that it stands in the log of the base only, as after a crash, and returns the files. What a
/// command said before must survive whatever happens to the next.
fn with_log(sandbox: &Sandbox) -> Sandbox {
    // While somebody is reading, the last command to leave does not empty the log.
    let reader = Connection::open(sandbox.path("base.db")).expect("a base");
    let _: Vec<i64> = sandbox::query(&reader, "SELECT count(*) FROM reports");
    report(sandbox, 1, "Said in the log");
    let crashed = Sandbox::new();
    for name in ["base.db", "base.db-wal"] {
        crashed.write(name, sandbox.read(name));
    }
    assert!(!crashed.read("base.db-wal").is_empty(), "there is a log");
    crashed
}

#[test]
fn import_into_a_base() {
    let before = with_log(&base());
    // Some pages that changed, some new ones.
    for number in 20..60 {
        before.write(&format!("second/{}.txt", pages::slug(number)), pages::page(number, 1));
    }
    Killing { before, args: &["--db", "base.db", "import", "second"], said: "30 imported, 10 updated" }.run();
}

#[test]
fn import_that_makes_a_base() {
    let before = Sandbox::new();
    for number in 0..40 {
        before.write(&format!("first/{}.txt", pages::slug(number)), pages::page(number, 0));
    }
    Killing { before, args: &["--db", "base.db", "import", "first"], said: "40 imported" }.run();
}

#[test]
fn report_file() {
    let args = &[
        "--db",
        "base.db",
        "report",
        "file",
        "bent anchor",
        "--comment",
        "Is it?",
        "--evidence",
        "https://a.example/",
    ];
    Killing { before: with_log(&base()), args, said: "Report 3 is filed" }.run();
}

#[test]
fn report_accept() {
    let args = &["--db", "base.db", "report", "accept", "2", "--editor", "Bo"];
    Killing { before: with_log(&base()), args, said: "Report 2 is accepted" }.run();
}

#[test]
fn export_to_a_file() {
    let before = with_log(&base());
    before.write("sections.csv", "the old file\n");
    Killing { before, args: &["--db", "base.db", "export", "sections", "-o", "sections.csv"], said: "180 rows" }.run();
}

#[test]
fn merge() {
    let args = &["--db", "base.db", "merge", "Bent Anchor", "--into", "Calm Anchor", "--editor", "Bo"];
    Killing { before: with_log(&base()), args, said: "moved" }.run();
}

#[test]
fn migration_of_an_older_base() {
    let before = with_log(&base());
    let older_base = Sandbox::new();
    older::write(&before.path("base.db"), &older_base.path("base.db"));
    Killing { before: older_base, args: &["--db", "base.db", "report", "list"], said: "Said in the log" }.run();
}

#[test]
fn backup() {
    let before = with_log(&base());
    // An older backup.
    before.write("copy.db", base().read("base.db"));
    Killing { before, args: &["--db", "base.db", "backup", "copy.db", "--force"], said: "copy.db" }.run();
}
