//! `versus review settle --all-first`, and taking it back as one.

use insta::assert_snapshot;

use crate::sandbox::{Sandbox, ensure_sound, query};

/// A base with a document of three unclear rows that can be told apart, one that stands there twice and one without a
/// candidate, and with another document of one row.
fn glued() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "p/cats-vs-dogs.txt",
        "Cats vs. Dogs\n\nComparison\n\nAttributeCatsDogs\nScore111\nKept551\nScore111\nsomething\nAge241\nVoiceMeowBark\n",
    );
    sandbox.write("p/tea-vs-mate.txt", "Tea vs. Mate\n\nComparison\n\nAttributeTeaMate\nPrice351\nTasteMildHot\n");
    sandbox.succeed(&["--db", "a.db", "import", "p"]);
    sandbox
}

fn run(sandbox: &Sandbox, args: &[&str]) -> crate::sandbox::Ran {
    sandbox.run(&[&["--db", "a.db", "review"], args].concat())
}

fn connect(sandbox: &Sandbox) -> rusqlite::Connection {
    rusqlite::Connection::open(sandbox.path("a.db")).expect("a base")
}

fn unclear(sandbox: &Sandbox) -> i64 {
    query::<i64>(&connect(sandbox), "SELECT count(*) FROM unclear_rows WHERE settled_row_id IS NULL")[0]
}

/// All that a base holds, but for when and in which order.
fn values(sandbox: &Sandbox) -> String {
    sandbox.succeed(&["--db", "a.db", "export", "values"])
}

#[test]
fn many_rows_are_settled_by_their_first_candidates_and_taken_back_as_one() {
    let sandbox = glued();
    let before = values(&sandbox);
    assert_snapshot!(run(&sandbox, &["settle", "--all-first", "--yes", "--editor", "Bo"]), @"
    exit code 0
    ---- stderr ----
    4 rows by the first candidate:
      4: the digits `…` could be cut in several places
      row 1, in cats-vs-dogs: Score │ 1 │ 11
      row 2, in cats-vs-dogs: Kept │ 5 │ 51
      row 5, in cats-vs-dogs: Age │ 2 │ 41
      row 6, in tea-vs-mate: Price │ 3 │ 51
    without a candidate: 1 row: 4
    refused: 1 row
      row 3: row 1 has the same text, and what is decided holds for that one
    settled 4 rows
    `versus review unsettle --batch 1` takes all of it back
    ");
    assert_snapshot!(run(&sandbox, &["list", "--settled", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    decision,document,position,raw,cells,figures,state,editor,settled_at,batch
    1,cats-vs-dogs,1,Score111,Score | 1 | 11,Cats; Dogs,applied,Bo,2026-01-02T03:04:05Z,1
    2,cats-vs-dogs,2,Kept551,Kept | 5 | 51,Cats; Dogs,applied,Bo,2026-01-02T03:04:05Z,1
    3,cats-vs-dogs,5,Age241,Age | 2 | 41,Cats; Dogs,applied,Bo,2026-01-02T03:04:05Z,1
    4,tea-vs-mate,1,Price351,Price | 3 | 51,Tea; Mate,applied,Bo,2026-01-02T03:04:05Z,1
    ");
    assert_eq!(unclear(&sandbox), 2);
    ensure_sound(&connect(&sandbox));
    // What is decided by itself is part of no act, and a second act is another one.
    sandbox.succeed(&["--db", "a.db", "review", "unsettle", "2"]);
    sandbox.succeed(&["--db", "a.db", "review", "settle", "2", "--pick", "2", "--editor", "Cy"]);
    sandbox.succeed(&["--db", "a.db", "review", "unsettle", "3", "--editor", "Cy"]);
    sandbox.succeed(&["--db", "a.db", "review", "settle", "--all-first", "--yes"]);
    assert_eq!(
        query::<String>(&connect(&sandbox), "SELECT id || ' ' || coalesce(batch, '') FROM settled_rows ORDER BY id"),
        ["1 1", "2 1", "3 1", "4 1", "5 ", "6 2"]
    );
    sandbox.succeed(&["--db", "a.db", "correct", "cats", "score", "--value", "12", "--editor", "Bo"]);
    assert_snapshot!(run(&sandbox, &["unsettle", "--batch", "1", "--editor", "Di"]), @"
    exit code 0
    ---- stderr ----
    2 decisions taken back; 2 rows unclear again
    left decision 3 on a row of cats-vs-dogs, decision 6 has replaced it: Age241
    left decision 2 on a row of cats-vs-dogs, decision 5 has replaced it: Kept551
    corrected values stay, by correction 1
    ");
    ensure_sound(&connect(&sandbox));
    assert_snapshot!(run(&sandbox, &["unsettle", "--batch", "1"]), @"
    exit code 3
    ---- stderr ----
    error: all 4 decisions of act 1 were taken back before
    hint: nothing was written; `versus review list --settled` shows what holds
    ");
    assert_snapshot!(run(&sandbox, &["unsettle", "--batch", "3"]), @"
    exit code 1
    ---- stderr ----
    error: no act on many rows has the number 3
    hint: run `versus review list --settled` to see them all
    ");
    sandbox.succeed(&["--db", "a.db", "review", "unsettle", "--batch", "2"]);
    sandbox.succeed(&["--db", "a.db", "review", "unsettle", "5"]);
    sandbox.succeed(&["--db", "a.db", "revert", "1", "--note", "no"]);
    assert_eq!(values(&sandbox), before);
    ensure_sound(&connect(&sandbox));
}

#[test]
fn the_log_tells_of_each_row_and_the_past_is_as_it_was() {
    let sandbox = glued();
    let at = |now: &str, args: &[&str]| {
        sandbox.succeed(&[&["--db", "a.db", "--now", now], args].concat());
    };
    let before = values(&sandbox);
    at("2026-02-01T00:00:00Z", &["review", "settle", "--all-first", "--yes"]);
    let settled = values(&sandbox);
    at("2026-03-01T00:00:00Z", &["review", "unsettle", "--batch", "1"]);
    let as_of = |day: &str| sandbox.succeed(&["--db", "a.db", "export", "values", "--as-of", day]);
    assert_eq!(as_of("2026-01-15"), before);
    assert_eq!(as_of("2026-02-15"), settled);
    assert_eq!(as_of("2026-03-15"), before);
    assert_ne!(before, settled);
    let log = sandbox.succeed(&["--db", "a.db", "log", "--format", "csv"]);
    assert_eq!(log.lines().filter(|line| line.contains(",settled,")).count(), 4, "{log}");
    assert_eq!(log.lines().filter(|line| line.contains(",unsettled,")).count(), 4, "{log}");
}

#[test]
fn rows_are_chosen_by_reason_document_and_number() {
    for (chosen, settled) in [
        (&["--reason", "THE DIGITS"][..], "1 2 5 6"),
        (&["--reason", "`…` could be cut"], "1 2 5 6"),
        (&["--reason", "`551`"], "2"),
        (&["--document", "tea"], "6"),
        (&["--limit", "2"], "1 2"),
        (&["--limit", "0"], "1 2 5 6"),
        (&["--document", "cats", "--limit", "3"], "1 2 5"),
        // Rows that are refused do not count.
        (&["--reason", "digits", "--document", "cats-vs-dogs", "--limit", "3"], "1 2 5"),
    ] {
        let sandbox = glued();
        let ran = run(&sandbox, &[&["settle", "--all-first", "--yes"], chosen].concat());
        assert_eq!(ran.code, Some(0), "{chosen:?}\n{ran}");
        let sql = "SELECT group_concat(id, ' ') FROM unclear_rows WHERE settled_row_id IS NOT NULL";
        assert_eq!(query::<String>(&connect(&sandbox), sql), [settled], "{chosen:?}\n{ran}");
    }
}

#[test]
fn nothing_is_settled_unless_it_is_confirmed_and_there_is_something_to_settle() {
    let sandbox = glued();
    let before = sandbox.read("a.db");
    assert_snapshot!(run(&sandbox, &["settle", "--all-first", "--document", "tea"]), @"
    exit code 3
    ---- stderr ----
    1 row by the first candidate:
      1: the digits `…` could be cut in several places
      row 6, in tea-vs-mate: Price │ 3 │ 51
    error: nothing was settled
    hint: say `--yes` to settle what was shown
    ");
    assert_snapshot!(run(&sandbox, &["settle", "--all-first", "--reason", "no place", "--yes"]), @"
    exit code 3
    ---- stderr ----
    error: there is no row to settle so
    hint: nothing was written; `versus review list` shows the rows and their reasons
    ");
    assert_snapshot!(run(&sandbox, &["settle", "--all-first", "--reason", "the moon", "--yes"]), @"
    exit code 3
    ---- stderr ----
    error: there is no row to settle so
    hint: nothing was written; `versus review list` shows the rows and their reasons
    ");
    assert_eq!(run(&sandbox, &["settle", "--all-first", "--document", "moon", "--yes"]).code, Some(1));
    for wrong in [
        &["settle", "1", "--all-first"][..],
        &["settle", "--all-first", "--pick", "1"],
        &["settle", "--all-first", "--cells", "a", "b", "c"],
        &["settle", "1", "--pick", "1", "--reason", "x"],
        &["settle", "1", "--pick", "1", "--yes"],
        &["settle", "1"],
        &["settle"],
        &["unsettle"],
        &["unsettle", "1", "--batch", "1"],
    ] {
        assert_eq!(run(&sandbox, wrong).code, Some(2), "{wrong:?}");
    }
    assert_eq!(unclear(&sandbox), 6);
    assert!(sandbox.read("a.db") == before, "nothing was written");
}

#[cfg(unix)]
#[test]
fn a_plan_is_shown_on_a_terminal_and_asked_for() {
    use crate::terminal::{CTRL_C, Terminal};

    let sandbox = glued();
    let args = ["--db", "a.db", "review", "settle", "--all-first", "--quiet"];
    for (answer, code) in [("n\n", Some(3)), ("\n", Some(3)), (CTRL_C, None)] {
        let mut terminal = Terminal::run(&sandbox, &args);
        terminal.press("Settle 4 rows so? (y/N)", answer);
        assert_eq!(terminal.end().0, code);
        assert_eq!(unclear(&sandbox), 6);
    }
    let mut terminal = Terminal::run(&sandbox, &args);
    terminal.asked("(y/N)");
    // What comes in or is decided meanwhile is not what was shown.
    sandbox.succeed(&["--db", "a.db", "review", "settle", "1", "--pick", "2"]);
    sandbox.write("p/ale-vs-gin.txt", "Ale vs. Gin\n\nComparison\n\nAttributeAleGin\nPrice234\nTasteMildHot\n");
    sandbox.succeed(&["--db", "a.db", "import", "p"]);
    terminal.type_keys("y\n");
    let (code, text) = terminal.end();
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("  4: the digits `…` could be cut in several places\n"), "{text}");
    let sql = "SELECT count(*) FROM settled_rows WHERE batch = 1";
    assert_eq!(query::<i64>(&connect(&sandbox), sql), [3]);
}

#[test]
fn a_plan_of_many_rows_shows_ten_from_all_over_and_names_some_that_stay() {
    let sandbox = Sandbox::new();
    let letter = |number: usize| char::from(b'a' + u8::try_from(number).expect("few"));
    let row = |number: usize| format!("Kind {}{}{}\n", letter(number / 7), letter(number % 7), 234 + number);
    let rows: String = (0..40).map(row).collect();
    let without: Vec<String> = (1..=25).map(|number| format!("nothing{}", "x".repeat(number))).collect();
    let without = without.join("\n");
    sandbox.write(
        "cats-vs-dogs.txt",
        format!("Cats vs. Dogs\n\nComparison\n\nAttributeCatsDogs\n{rows}{without}\nVoiceMeowBark\n"),
    );
    sandbox.succeed(&["--db", "a.db", "import", "cats-vs-dogs.txt"]);
    let ran = run(&sandbox, &["settle", "--all-first"]);
    assert_eq!(ran.code, Some(3), "{ran}");
    assert_snapshot!(ran.stderr, @"
    40 rows by the first candidate:
      39: the digits `…` could be cut in several places
      1: the row may go on in the line below
    10 of them:
      row 1, in cats-vs-dogs: Kind aa │ 23 │ 4
      row 5, in cats-vs-dogs: Kind ae │ 23 │ 8
      row 9, in cats-vs-dogs: Kind bb │ 24 │ 2
      row 13, in cats-vs-dogs: Kind bf │ 24 │ 6
      row 17, in cats-vs-dogs: Kind cc │ 2 │ 50
      row 21, in cats-vs-dogs: Kind cg │ 25 │ 4
      row 25, in cats-vs-dogs: Kind dd │ 25 │ 8
      row 29, in cats-vs-dogs: Kind ea │ 26 │ 2
      row 33, in cats-vs-dogs: Kind ee │ 26 │ 6
      row 37, in cats-vs-dogs: Kind fb │ 2 │ 70
    without a candidate: 25 rows, the first 20 of them: 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60
    error: nothing was settled
    hint: say `--yes` to settle what was shown
    ");
}

#[test]
fn what_a_page_wrote_does_not_act_on_a_terminal_when_many_rows_are_settled() {
    let act = "\u{1b}[2J\u{9b}5m";
    let sandbox = Sandbox::new();
    sandbox.write(
        "cats-vs-dogs.txt",
        format!("Cats vs. Dogs\n\nComparison\n\nAttributeCatsDogs\nSc{act}ore111\nSc{act}ore111\nVoiceMeowBark\n"),
    );
    sandbox.succeed(&["--db", "a.db", "import", "cats-vs-dogs.txt"]);
    for args in [&["settle", "--all-first"][..], &["settle", "--all-first", "--yes"], &["unsettle", "1"]] {
        let ran = run(&sandbox, args);
        let acts = |c: char| c.is_control() && c != '\n';
        assert!(ran.stderr.contains("ore111") || ran.stderr.contains("ore │"), "{args:?}\n{ran}");
        assert!(!ran.stderr.contains(acts), "{args:?}\n{:?}", ran.stderr);
    }
}
