//! What the surroundings change: width, colour, a closed pipe, and text that would act on a terminal.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use insta::assert_snapshot;

use crate::sandbox::Sandbox;
#[cfg(unix)]
use crate::terminal::{CTRL_D, Terminal};

/// A page whose every part tries to act on a terminal: escape sequences, C1 controls, bidirectional overrides.
const HOSTILE: &str = "Kiwi vs. Evil\u{1b}]0;owned\u{7}\n\nWhat's the Difference?\n\nA \u{1b}[31msummary\u{202e}drawkcab\n\n\
    Comparison\n\nAttributeKiwiEvil\u{1b}]0;owned\u{7}\nCol\u{9b}31mourGreen\u{1b}[31mRed\u{202e}kcalb\n\n\
    Further Detail\n\nHead\u{1b}[5ming\n\nKiwi is a \u{9d}fruit\u{200b}.\n\n\
    Comparisons may contain \u{1b}[1mtricks.\n";

fn acts_on_a_terminal(c: char) -> bool {
    (c.is_control() && c != '\n') || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn ensure_harmless(sandbox: &Sandbox, args: &[&str]) {
    let output = sandbox.command().args(args).output().expect("the binary runs");
    for stream in [output.stdout, output.stderr] {
        let text = String::from_utf8(stream).expect("UTF-8");
        assert_eq!(text.chars().find(|c| acts_on_a_terminal(*c)), None, "{args:?}\n{text:?}");
    }
}

pub fn hostile() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("evil.txt", HOSTILE);
    sandbox.succeed(&["import", "evil.txt"]);
    sandbox
}

#[test]
fn text_of_pages_and_reports_never_acts_on_a_terminal() {
    let sandbox = hostile();
    let report = ["report", "file", "kiwi", "--comment", "\u{1b}[2J\u{9b}5m\u{202e}", "--reporter", "\u{1b}]0;me\u{7}"];
    ensure_harmless(&sandbox, &report);
    let report = ["report", "file", "kiwi", "31mour", "--value", "\u{1b}[2J\u{202e}", "--reporter", "\u{9b}5m"];
    ensure_harmless(&sandbox, &report);
    for args in [
        &["compare", "kiwi", "evil", "--sections"][..],
        &["show", "kiwi"],
        &["show", "evil"],
        &["show", "evil\u{1b}[2J"],
        &["sections"],
        &["search", "summary"],
        &["search", "\u{1b}[31mnothing\u{202e}"],
        &["figures"],
        &["attributes"],
        &["documents"],
        &["review"],
        &["report", "list"],
        &["report", "show", "1"],
        &["report", "export"],
        &["report", "accept", "2"],
        &["report", "reopen", "2", "--note", "\u{1b}[2J"],
        &["report", "accept", "2"],
        &["report", "decline", "2", "--because", "spam", "--note", "\u{1b}[2J"],
        &report,
        &["report", "file", "kiwi", "nothing\u{1b}[2J", "--comment", "x"],
        &["export", "values", "--format", "table"],
        &["export", "documents", "--format", "markdown"],
        &["export", "documents", "--format", "json"],
        &["export", "sections", "--format", "jsonl"],
        &["import", "no\u{1b}[2Jwhere.txt"],
        &["comp\u{1b}[2Jare"],
        &["figures", "--for\u{1b}[2Jmat"],
        &["--db", "no\u{202e}where.db", "figures"],
    ] {
        ensure_harmless(&sandbox, args);
    }
}

/// Ensures that nothing but our own colours and progress is in what a command showed on a real terminal.
#[cfg(unix)]
pub fn ensure_harmless_text(args: &[&str], text: &str) {
    let mut text = text.replace('\t', " ");
    for progress in ["\r", "\u{1b}[2K"] {
        text = text.replace(progress, "");
    }
    for colour in ["0", "1", "4", "31", "32", "33"] {
        text = text.replace(&format!("\u{1b}[{colour}m"), "");
    }
    assert!(text.len() > 20, "{args:?}: it ran");
    assert_eq!(text.chars().find(|c| acts_on_a_terminal(*c)), None, "{args:?}\n{text:?}");
}

#[cfg(unix)]
#[test]
fn nothing_acts_on_a_real_terminal_neither_arguments_nor_pages() {
    let sandbox = hostile();
    let act = "\u{1b}]0;x\u{7}\u{1b}[2J\u{1b}]8;;http://x\u{7}\u{202e}\u{9b}5m\u{200b}";
    for args in [
        &[act][..],
        &["figures", "--format", act],
        &[&*format!("--form{act}")],
        &["report", "show", act],
        &["export", act],
        &["help", act],
        &["show", act],
        &["show", "kiwi"],
        &["parse", "evil.txt", act],
        &["export", "values"],
        &["export", "values", "--format", "jsonl"],
        &["import", act],
        &["--db", act, "figures"],
    ] {
        let (_, text) = Terminal::run(&sandbox, args).end();
        ensure_harmless_text(args, &text);
    }
}

#[cfg(unix)]
#[test]
fn questions_without_an_answer_end_with_what_is_written() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--value", "none"]);
    let before = sandbox.dump();
    for (args, question, hint) in [
        (&["report", "file"][..], "Figure", "nothing was filed"),
        (&["report", "triage"], "[q]uit", "only what was decided before is written"),
    ] {
        let mut terminal = Terminal::run(&sandbox, args);
        terminal.asked(question);
        terminal.type_keys(CTRL_D);
        let (code, text) = terminal.end();
        assert_eq!(code, Some(3), "{args:?}\n{text}");
        assert!(text.ends_with(&format!("error: no more answers\nhint: {hint}\n")), "{args:?}\n{text}");
    }
    assert_eq!(sandbox.dump(), before);
}

#[cfg(unix)]
#[test]
fn progress_is_counted_in_whole_pages() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["figures"]);
    // Enough of them that the bar is drawn again while they are read.
    let page = r#"{"text":"Tea # vs. Coffee\n\nComparison\n\nAttribute | Tea # | Coffee\nCaffeine | low | high\n"}"#;
    for part in ["a", "b"] {
        let pages = (0..1_000).map(|number| page.replace('#', &format!("{number}{part}")) + "\n");
        sandbox.write(&format!("pages/{part}.jsonl"), pages.collect::<String>());
    }
    let (code, text) = Terminal::run(&sandbox, &["import", "pages"]).end();
    assert_eq!(code, Some(0), "{text}");
    let speeds: Vec<&str> =
        text.match_indices("/s").filter_map(|(end, _)| text[..end].split(' ').next_back()).collect();
    assert!(!speeds.is_empty(), "the bar is shown\n{text:?}");
    assert!(speeds.iter().all(|speed| speed.chars().all(|c| c.is_ascii_digit() || c == ',')), "{speeds:?}");
}

#[test]
fn what_a_table_shows_in_place_of_control_characters_can_be_seen() {
    assert_snapshot!(hostile().run(&["compare", "kiwi", "evil"]), @"
    exit code 0
    ---- stdout ----
    attribute  │ Kiwi       │ Evil␛]0;owned␇
    ───────────┼────────────┼───────────────
    Col�31mour │ Green␛[31m │ Red�kcalb
    ");
}

#[test]
fn csv_to_a_pipe_is_exact() {
    let sandbox = hostile();
    let value = |document: &str| {
        let text = sandbox.succeed(&["export", "values"]);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.expect("a row"));
        rows.filter(|row| &row[0] == document).map(|row| (row[2].to_string(), row[4].to_string())).collect::<Vec<_>>()
    };
    assert_eq!(
        value("evil"),
        [
            ("Col\u{9b}31mour".to_string(), "Green\u{1b}[31m".to_string()),
            ("Col\u{9b}31mour".to_string(), "Red\u{202e}kcalb".to_string())
        ]
    );
    sandbox.succeed(&["export", "sections", "-o", "sections.csv"]);
    assert!(String::from_utf8_lossy(&sandbox.read("sections.csv")).contains("Head\u{1b}[5ming"));
}

#[test]
fn a_rejected_page_is_named_without_its_control_characters() {
    let sandbox = Sandbox::new();
    sandbox.write("b\u{1b}[31mad.txt", "no title");
    ensure_harmless(&sandbox, &["import", "."]);
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let sandbox = Sandbox::with_fixtures();
    let colourful = |output: &str| output.contains('\u{1b}');
    assert!(!colourful(&sandbox.succeed(&["figures"])), "a pipe is no terminal");
    assert!(colourful(&sandbox.succeed(&["figures", "--color", "always"])));
    assert!(!colourful(&sandbox.succeed(&["figures", "--color", "never"])));
    assert!(!colourful(&sandbox.succeed(&["figures", "--color", "always", "--format", "csv"])), "data has no colour");
    assert_snapshot!(sandbox.run(&["figures", "--color", "sometimes"]), @"
    exit code 2
    ---- stderr ----
    error: invalid value `sometimes` for `--color <WHEN>`
    hint: say one of: auto, always, never; `--help` says more
    ");
}

#[test]
fn the_width_is_that_of_columns() {
    let sandbox = Sandbox::with_fixtures();
    for width in ["40", "60", "100", "1", "0", "x"] {
        let ran = sandbox.run_with("COLUMNS", width, &["compare", "tea", "coffee", "--sections"]);
        let most = width.parse::<usize>().ok().filter(|width| *width > 0).unwrap_or(80).max(20);
        let is_command = |line: &str| line.starts_with("  versus report file");
        for line in ran.stdout.lines().filter(|line| !is_command(line)) {
            assert!(line.chars().count() <= most, "{width}: {line}\n{ran}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_width_is_that_of_the_terminal_where_columns_says_nothing() {
    let sandbox = Sandbox::with_fixtures();
    let args = ["compare", "tea", "coffee", "--sections", "--color", "never"];
    let widest = |columns| {
        let (code, text) = Terminal::of_size(24, columns, &sandbox, &args).end();
        assert_eq!(code, Some(0), "{text}");
        let lines =
            text.lines().filter(|line| !line.contains("versus report file") && !line.starts_with("Comparisons"));
        lines.map(|line| line.chars().count()).max().expect("lines")
    };
    let (narrow, wide) = (widest(50), widest(120));
    assert!(narrow <= 50 && (51..=120).contains(&wide), "{narrow} and {wide}");
}

/// Runs `show` on a terminal of so many lines, with these variables, and returns what is shown.
#[cfg(unix)]
fn paged(sandbox: &Sandbox, lines: u16, variables: &[(&str, &str)], flags: &[&str]) -> String {
    let mut args = vec!["show", "tea", "--color", "never"];
    args.extend(flags);
    let (code, text) = Terminal::of_size_with(lines, 80, variables, sandbox, &args).end();
    assert_eq!(code, Some(0), "{text}");
    text
}

#[cfg(unix)]
#[test]
fn what_is_longer_than_the_screen_goes_through_the_pager_that_was_named() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("mine.sh", "echo mine; cat; echo end");
    sandbox.write("theirs.sh", "echo theirs; cat");
    let [mine, theirs] = ["mine.sh", "theirs.sh"].map(|name| format!("sh {}", sandbox.path(name).display()));
    let text = paged(&sandbox, 10, &[("VERSUS_PAGER", &mine), ("PAGER", &theirs)], &[]);
    let whole = sandbox.succeed(&["show", "tea"]);
    assert!(whole.lines().count() > 10, "{whole}");
    let (through, after) = text.split_once("end\n").expect("the pager was left first");
    assert_eq!(through, format!("mine\n{whole}"));
    assert!(after.contains("To report one"), "{after}");
}

#[cfg(unix)]
#[test]
fn what_fits_and_what_nobody_pages_is_printed_as_it_is() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("pager.sh", "echo paged; cat");
    let pager = format!("sh {}", sandbox.path("pager.sh").display());
    let named = [("VERSUS_PAGER", pager.as_str())];
    let shown = |lines, variables: &[(&str, &str)], flags: &[&str]| paged(&sandbox, lines, variables, flags);
    let whole = sandbox.succeed(&["show", "tea"]);
    for (what, text) in [
        ("it fits", shown(200, &named, &[])),
        ("a flag", shown(10, &named, &["--no-pager"])),
        ("an empty name", shown(10, &[("VERSUS_PAGER", ""), ("PAGER", &pager)], &[])),
        ("a terminal without a cursor", shown(10, &[named[0], ("TERM", "dumb")], &[])),
        ("a pager that is not there", shown(10, &[("VERSUS_PAGER", "/nowhere/pager -x")], &[])),
    ] {
        assert!(text.starts_with(&whole), "{what}\n{text}");
    }
}

#[cfg(unix)]
#[test]
fn a_pager_that_is_left_early_is_no_error() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("pager.sh", "head -n 1; exit 3");
    let pager = format!("sh {}", sandbox.path("pager.sh").display());
    assert!(paged(&sandbox, 10, &[("VERSUS_PAGER", &pager)], &[]).starts_with("Tea\n"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let sandbox = Sandbox::with_fixtures();
    let header = "One vs. Two\n\nComparison\n\nAttributeOneTwo\n".to_string();
    let rows = (0..20_000).map(|row| format!("row {row}First cell of the rowSecond cell of the row\n"));
    let page: String = std::iter::once(header).chain(rows).collect();
    sandbox.write("long.txt", page);
    sandbox.succeed(&["import", "long.txt"]);
    for format in ["csv", "json", "jsonl", "markdown", "table"] {
        let mut child = sandbox
            .command()
            .args(["export", "values", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut first = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut first).expect("a line");
        let mut complaints = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut complaints).expect("UTF-8");
        let status = child.wait().expect("it ends");
        assert_eq!((complaints.as_str(), status.code()), ("", Some(0)), "{format}");
    }
}
