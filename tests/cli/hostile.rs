//! Input that was made to do harm: each is refused with its place named, or becomes a value that does nothing; memory and
//! time stay small, and nothing ever panics. `VERSUS_HOSTILE=full` makes the inputs as large as they come.
//!
//! What is made visible on terminals is in `terminal.rs`, what the readers of pages bear in `src/page/`.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use insta::assert_snapshot;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::json;

use crate::sandbox::{PROGRAM, Ran, Sandbox};

/// The address space that the program gets, in KiB. Threads reserve much that they do not use: a bound of 1 GiB here is one
/// of some 250 MiB of memory.
const MEMORY: usize = 1024 * 1024;
/// Debug builds on a busy machine need seconds for what takes a release build tenths; time squared would be hours.
fn time() -> Duration {
    Duration::from_secs(size(60, 1800) as u64)
}

/// The bigger number when the inputs are to be as large as they come.
fn size(short: usize, full: usize) -> usize {
    if std::env::var_os("VERSUS_HOSTILE").is_some_and(|value| value == "full") { full } else { short }
}

/// Runs the program with little memory. It must end by itself, in time, without a panic.
fn run(sandbox: &Sandbox, args: &[&str]) -> Ran {
    ended(sandbox, bounded(sandbox, args).stdin(Stdio::null()).output(), args)
}

fn bounded(sandbox: &Sandbox, args: &[&str]) -> Command {
    bounded_by(MEMORY, sandbox, args)
}

fn bounded_by(memory: usize, sandbox: &Sandbox, args: &[&str]) -> Command {
    let mut command = Command::new("sh");
    sandbox.settle(&mut command);
    // As many as a machine has cores, each with its stack, would not fit in on a large one.
    command.env("RAYON_NUM_THREADS", "2");
    command.args(["-c", &format!("ulimit -v {memory}; exec timeout {} \"$0\" \"$@\"", time().as_secs())]);
    command.arg(PROGRAM).args(args);
    command
}

fn ended(sandbox: &Sandbox, output: io::Result<std::process::Output>, args: &[&str]) -> Ran {
    let ran = sandbox.ran(&output.expect("the binary runs"));
    let shown: Vec<String> = args.iter().map(|arg| arg.chars().take(60).collect()).collect();
    let complaint: String = ran.stderr.chars().take(2000).collect();
    assert!(matches!(ran.code, Some(0..=3)), "{shown:?}: {:?}\n{complaint}", ran.code);
    assert!(!ran.stderr.contains("panicked"), "{shown:?}\n{complaint}");
    ran
}

/// Imports one file with this content into a new base and returns what was said.
fn import(name: &str, content: &[u8]) -> Ran {
    let sandbox = Sandbox::new();
    sandbox.write(name, content);
    run(&sandbox, &["--db", "a.db", "-q", "import", name])
}

fn text(rows: &str) -> String {
    format!("Tea vs. Coffee\n\nWhat's the Difference?\n\nBoth are hot.\n\nComparison\n\nAttributeTeaCoffee\n{rows}")
}

fn object(slug: &str, text: &str) -> String {
    format!("{}\n", json!({ "url": format!("https://example.org/{slug}"), "text": text }))
}

/// What compresses to next to nothing.
struct Endless(&'static [u8]);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        for (to, from) in buffer.iter_mut().zip(self.0.iter().cycle()) {
            *to = *from;
        }
        Ok(buffer.len())
    }
}

fn gzip_bomb(sandbox: &Sandbox, name: &str, of: &'static [u8], bytes: usize) {
    let mut encoder = GzEncoder::new(File::create(sandbox.path(name)).expect("a file"), Compression::fast());
    io::copy(&mut Endless(of).take(bytes as u64), &mut encoder).expect("written");
    encoder.finish().expect("written");
}

#[test]
fn pages_without_end_are_refused() {
    let long = 50_000_000;
    for (name, content) in [
        ("newlines.txt", "\n".repeat(long)),
        ("newlines.html", "\n".repeat(long)),
        ("newlines.csv", "\n".repeat(long)),
        ("lines.txt", text("ColorGreenBrown\n") + &"\n".repeat(200_000)),
        ("rows.csv", "x,Tea,Coffee\n".to_owned() + &"a,b,c\n".repeat(200_000)),
        ("cells.html", format!("<h1>Tea vs. Coffee</h1><table>{}", "<tr><td>a<td>b<td>c".repeat(400_000))),
        ("paragraphs.html", format!("<h1>Tea vs. Coffee</h1>{}", "a<p>".repeat(1_500_000))),
        ("name.csv", format!("x,Tea,Coffee{}\na,b,c\n", " y".repeat(10_000))),
        ("columns.csv", "a,".repeat(1_000_000) + "\n" + &"b,".repeat(1_000_000)),
        ("nul.txt", text("Color\0GreenBrown\n")),
        ("utf16.txt", text("ColorGreenBrown\n").encode_utf16().flat_map(u16::to_le_bytes).map(char::from).collect()),
    ] {
        let ran = import(name, content.as_bytes());
        assert_eq!(ran.code, Some(1), "{name}\n{ran}");
        assert!(ran.stderr.starts_with(&format!("{name}:")), "{name}\n{ran}");
        assert!(ran.stderr.len() < 1000, "{name}");
    }
    assert_snapshot!(import("newlines.txt", "\n".repeat(100_001).as_bytes()), @"
    exit code 1
    ---- stderr ----
    newlines.txt:100001: the page has more than 100000 lines
    error: 1 of 1 page rejected
    ");
    assert_snapshot!(import("bytes.txt", b"Tea vs. Coffee\n\nT\xe9a \xff"), @"
    exit code 1
    ---- stderr ----
    bytes.txt:3: the text is not UTF-8, and nothing says which encoding it is: name it with `--encoding`, such as `--encoding windows-1252`
    error: 1 of 1 page rejected
    ");
    assert_snapshot!(import("nested.html", "<h1>Tea vs. Coffee</h1><table>".repeat(200_000).as_bytes()), @"
    exit code 1
    ---- stderr ----
    nested.html:1: the title names `Tea` and `Coffee`, and the page has no table that compares them
    error: 1 of 1 page rejected
    ");
}

#[test]
fn what_is_only_long_is_kept_as_it_is() {
    let million = "y".repeat(1_000_000);
    let sandbox = Sandbox::new();
    sandbox.write("tea-vs-coffee.csv", format!("x,Tea,Coffee\nColor,=HYPERLINK(1),{million}\n"));
    sandbox.write(
        "tea-vs-mate.html",
        format!(
            "{}<h1>Tea vs. Mate</h1><table><tr><th><th>Tea<th>Mate<tr><td>Color<td>\
        <script>alert(1)</script>&lt;script&gt;<td>{}</table>",
            "<div>".repeat(100_000),
            "e\u{301}\u{327}\u{316}".repeat(50_000)
        ),
    );
    let wide = "<td>b".repeat(10_000);
    sandbox.write(
        "wide.html",
        format!("<h1>Tea vs. Rum</h1><table><tr><th><th>Tea<th>Rum<tr><td>a<td>b<td>c<tr><td>Wide{wide}</table>"),
    );
    sandbox.write(
        "flood.txt",
        text(&format!("ColorGreenBrown\n\nFurther Detail\n\nTaste\n\nTea {}\n", "\u{200b}\u{202e}".repeat(100_000))),
    );
    let ran = run(&sandbox, &["--db", "a.db", "import", "."]);
    assert_snapshot!(ran, @"
    exit code 0
    ---- stderr ----
    made the knowledge base a.db
    4 imported, 0 updated, 0 unchanged, 0 rejected; 4 rows stored, 1 unclear
    ");
    let ran = run(&sandbox, &["--db", "a.db", "export", "values", "-q"]);
    assert!(ran.stdout.contains(&million) && ran.stdout.contains("tea-vs-mate,1,Color,Tea,<script>,stated"));
    for command in [
        &["show", "tea"][..],
        &["compare", "tea", "coffee"],
        &["compare", "tea", "mate"],
        &["search", "color"],
        &["search", "taste"],
        &["sections"],
        &["review"],
        &["check"],
        &["export", "values"],
        &["export", "sections"],
        &["log"],
        &["conflicts"],
    ] {
        for format in ["table", "csv", "tsv", "json", "jsonl", "markdown"] {
            let start = Instant::now();
            let ran = run(&sandbox, &[&["--db", "a.db", "-q", "--format", format], command].concat());
            assert_eq!((ran.code, &*ran.stderr), (Some(0), ""), "{command:?} {format}");
            assert!(start.elapsed() < time(), "{command:?} {format}");
        }
    }
}

#[test]
fn crawl_output_is_read_past_what_does_harm() {
    let deep = "[".repeat(1_000_000);
    let lines = [
        object("tea-vs-coffee", &text("ColorGreenBrown\n")),
        deep.clone() + "\n",
        format!("{{\"text\": \"a\", \"x\": {deep}\n"),
        format!("{{\"text\": \"a\", \"x\": {}{}}}\n", "[".repeat(100_000), "]".repeat(100_000)),
        "{\"text\": \"\\ud800\"}\n".to_owned(),
        "{\"text\": \"Tea\\u0000\"}\n".to_owned(),
        format!(
            "{{\"figures\": [\"Tea\", \"Coffee\"], \"rows\": [], \"unclear\": [{}]}}\n",
            vec!["{\"raw\":\"\"}"; 600_000].join(",")
        ),
        format!("{{\"figures\": [{}], \"rows\": []}}\n", vec!["\"\""; 1_000_000].join(",")),
        format!("{{\"text\": \"a\"{}}}\n", ", \"text\": \"a\"".repeat(100_000)),
        object(&"x".repeat(1_000_000), &text("ColorGreenBrown\n")),
        format!("{{\"text\": \"{}\"}}\n", "tea ".repeat(size(10_000_000, 50_000_000))),
        "\n".repeat(1_000_000),
        object("tea-vs-mate", &text("ColorGreenBrown\n")),
    ];
    let ran = import("crawl.jsonl", lines.concat().as_bytes());
    let short: Vec<String> = ran.stderr.lines().map(|line| line.chars().take(110).collect()).collect();
    assert_snapshot!(short.join("\n"), @"
    crawl.jsonl:2: this is not JSON: invalid type: sequence, expected an object
    crawl.jsonl:3: this is not JSON: EOF while parsing a list at column 1000019
    crawl.jsonl:4: the page has neither a title such as `A vs. B` nor a table (line 1 of its `text`)
    crawl.jsonl:5: this is not JSON: unexpected end of hex escape at column 18
    crawl.jsonl:6: the text contains a NUL character: it is not a text page (line 1 of its `text`)
    crawl.jsonl:7: the object is no document: a list is longer than 500000 at column 5500066
    crawl.jsonl:8: the object is no document: a list is longer than 500000 at column 1500016
    crawl.jsonl:9: the page has neither a title such as `A vs. B` nor a table (line 1 of its `text`)
    crawl.jsonl:10: the `url` is too long to be one: https://example.org/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
    crawl.jsonl:11: the line is longer than 32 MiB
    error: 10 of 12 pages rejected
    ");
}

#[test]
fn compressed_bombs_are_given_up() {
    let sandbox = Sandbox::new();
    // A page is given up after 8 or 32 MiB, a line or blank lines after 1 GiB: so much is decompressed only in the long form.
    // With less of it, `src/command/shared/json_lines.rs` tests the same.
    let bytes = size(40_000_000, 10_000_000_000);
    gzip_bomb(&sandbox, "zeros.txt.gz", b"\0", bytes);
    gzip_bomb(&sandbox, "newlines.html.gz", b"\n", bytes);
    gzip_bomb(&sandbox, "cells.csv.gz", b",", bytes);
    gzip_bomb(&sandbox, "line.jsonl.gz", b"x", bytes);
    gzip_bomb(&sandbox, "lines.jsonl.gz", b"\n", bytes);
    sandbox.write("zeros.html.zst", compress_to_vec(&vec![0; 40_000_000][..], CompressionLevel::Fastest));
    // A window of 2 GiB.
    sandbox.write("window.jsonl.zst", [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00]);
    let ran = run(&sandbox, &["--db", "a.db", "-q", "import", "."]);
    // The last line counts the errors; blank lines are all that the lines of the short form are.
    let said: Vec<&str> = ran.stderr.lines().filter(|line| !line.starts_with("error: ")).collect();
    let given_up = "there is no page in 1024 MiB: the rest of the file was not read";
    let (lines, said): (Vec<&str>, Vec<&str>) =
        said.iter().partition(|line| line.contains("line.jsonl") || line.contains("lines.jsonl"));
    if size(0, 1) == 0 {
        assert_eq!(lines, ["./line.jsonl.gz:1: the line is longer than 32 MiB"]);
    } else {
        assert_eq!(lines[0], format!("./line.jsonl.gz:1: {given_up}"));
        assert!(lines[1].starts_with("./lines.jsonl.gz:") && lines[1].ends_with(given_up), "{}", lines[1]);
    }
    assert_snapshot!(said.join("\n"), @"
    ./cells.csv.gz:1: the page is longer than 8 MiB
    ./newlines.html.gz:1: the page is longer than 32 MiB: save it without its pictures
    ./window.jsonl.zst:1: cannot be read: Specified window_size is too big; Requested: 2147483648, Max: 134217728
    ./zeros.html.zst:1: the page is longer than 32 MiB: save it without its pictures
    ./zeros.txt.gz:1: the page is longer than 8 MiB
    ");
}

#[test]
fn no_more_threads_are_started_than_there_is_memory_for() {
    let sandbox = Sandbox::new();
    sandbox.write("tea-vs-coffee.txt", text("ColorGreenBrown\n"));
    let args = ["--db", "a.db", "import", "--threads", "256", "tea-vs-coffee.txt"];
    // The stacks alone take 512 MiB.
    let output = bounded_by(400_000, &sandbox, &args).stdin(Stdio::null()).output();
    assert_eq!(ended(&sandbox, output, &args).code, Some(0));
}

#[test]
fn all_of_a_compressed_file_is_read_or_it_is_said_where_it_breaks_off() {
    let one = object("tea-vs-coffee", &text("ColorGreenBrown\n"));
    let two = object("tea-vs-mate", &text("ColorGreenBrown\n"));
    let frame = |text: &str| compress_to_vec(text.as_bytes(), CompressionLevel::Fastest);
    let member = |text: &str| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text.as_bytes()).expect("memory");
        encoder.finish().expect("memory")
    };
    // What decoders skip: `zstd` with several threads and some indexers write it.
    let skippable = |length: u8| [0x52, 0x2a, 0x4d, 0x18, length, 0, 0, 0, 1, 2, 3];
    let whole = [&skippable(3)[..], &frame(&one), &frame(""), &skippable(3), &frame(&two), &skippable(3)].concat();
    let documents = |name: &str, bytes: &[u8]| {
        let sandbox = Sandbox::new();
        sandbox.write(name, bytes);
        let ran = run(&sandbox, &["--db", "a.db", "import", name]);
        ran.stderr.replace("made the knowledge base a.db\n", "")
    };
    let both = "2 imported, 0 updated, 0 unchanged, 0 rejected; 2 rows stored, 0 unclear\n";
    assert_eq!(documents("a.jsonl.zst", &whole), both);
    assert_eq!(documents("a.jsonl.gz", &[member(&one), member(""), member(&two)].concat()), both);
    for cut in [1, 4, 7, 20, whole.len() / 2, whole.len() - 30] {
        let said = documents("a.jsonl.zst", &whole[..whole.len() - cut]);
        assert!(said.contains("a.jsonl.zst:") && said.contains("cannot be read: "), "{cut}: {said}");
    }
    let long = member(&(one.repeat(1000) + &two));
    let said = documents("a.jsonl.gz", &long[..long.len() - 20]);
    assert!(said.contains("1 imported") && said.contains("cannot be read: "), "{said}");
}

#[test]
fn what_is_no_file_is_passed_over_or_given_up() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/tea-vs-coffee.txt", text("ColorGreenBrown\n"));
    sandbox.write("pages/a\u{1b}[2J\u{202e}\nb.txt", text("ColorGreenBrown\n"));
    fs::write(sandbox.path("pages").join(std::ffi::OsStr::from_bytes(b"\xff\xfe.txt")), "no page").expect("a file");
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, sandbox.path(name)).expect("a link");
    link(".", "pages/loop");
    link("loop.txt", "pages/loop.txt");
    link("/dev/zero", "pages/zero.txt");
    let made = Command::new("mkfifo").arg(sandbox.path("pages/fifo.txt")).status().expect("mkfifo");
    assert!(made.success());
    assert_snapshot!(run(&sandbox, &["--db", "a.db", "import", "pages"]), @"
    exit code 1
    ---- stderr ----
    pages/loop.txt:1: cannot be read: Too many levels of symbolic links (os error 40)
    pages/��.txt:1: the page has neither a title such as `A vs. B` nor a table
    made the knowledge base a.db
    2 imported, 0 updated, 0 unchanged, 2 rejected; 2 rows stored, 0 unclear; 2 .txt, 1 without an ending passed over
    error: 2 of 4 pages rejected
    ");
    assert_snapshot!(run(&sandbox, &["--db", "b.db", "import", "/dev/zero", "/dev/null"]), @"
    exit code 1
    ---- stderr ----
    /dev/zero:1: the page is longer than 8 MiB
    /dev/null:1: the page is empty
    the knowledge base b.db was not made: every page was rejected
    0 imported, 0 updated, 0 unchanged, 2 rejected; 0 rows stored, 0 unclear; nothing changed
    error: 2 of 2 pages rejected
    ");
}

#[test]
fn arguments_and_reports_of_any_length_are_borne() {
    let sandbox = Sandbox::with_fixtures();
    let long = "=x\u{1b}]52;c;\u{7}\u{202e} ".repeat(8_000);
    for args in [
        &["search", &long][..],
        &["show", &long],
        &["compare", &long, "tea"],
        &["sections", "--heading", &long],
        &["figures", &long],
        &["report", "file", "tea", "--comment", &long],
        &["report", "file", "tea", "homeland", "--value", &long],
        &["report", "file", &long, "--comment", "x"],
        &["correct", "tea", "homeland", "--value", &long],
        &["alias", "add", "tea", &long],
        &["alias", "add", &long, "x"],
        &["report", "show", &long],
        &[&long],
        &["--db", &long, "figures"],
        &["search", "\"", "*", "NEAR(", "AND", "tea OR", "a:b", "^", "-", "{x}"],
        &["merge", &long, "--into", "tea"],
        &["report", "list"],
        &["export", "reports"],
        &["log"],
        &["check"],
    ] {
        let ran = run(&sandbox, args);
        assert!(ran.stderr.len() < 20_000, "{} bytes of {:?}", ran.stderr.len(), &args[0][..args[0].len().min(9)]);
        let acts = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!ran.stderr.contains(acts), "{:?}", &args[0][..args[0].len().min(9)]);
    }
    let report = |comment: &str| {
        json!({"uid": "0123456789abcdef0123456789abcdef", "target": "figure", "problem": "wrong", "figure": "Tea", "seen": "",
            "comment": comment, "filed_at": "2026-01-01T00:00:00Z"})
    };
    let lines = [
        "[".repeat(1_000_000),
        format!("{{\"uid\": {}", "[".repeat(1_000_000)),
        report(&"x".repeat(10_000_000)).to_string(),
        report("\0").to_string(),
        format!("{{\"x\": \"{}\"}}", "y".repeat(20_000_000)),
        "{\"uid\": \"\\ud800\"}".to_owned(),
        report("=1\u{1b}[2J\u{202e}").to_string(),
    ];
    sandbox.write("reports.jsonl", lines.join("\n"));
    assert_snapshot!(run(&sandbox, &["report", "import", "reports.jsonl"]), @"
    exit code 1
    ---- stderr ----
    reports.jsonl:1: no report: it is not a JSON object
    reports.jsonl:2: no report: invalid type: sequence, expected a string at column 8
    reports.jsonl:3: `comment` is longer than 2000 characters
    reports.jsonl:4: `comment` holds a NUL character
    reports.jsonl:5: the line is longer than 16 MiB
    reports.jsonl:6: no report: unexpected end of hex escape at column 16
    1 report taken in
    error: 6 of 7 lines rejected
    ");
}

#[test]
fn what_holds_no_report_is_given_up() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "tea", "--comment", "Hm"]);
    let report = sandbox.succeed(&["report", "export"]);
    let before = sandbox.dump();
    let import = |path: &str| run(&sandbox, &["report", "import", path]);
    assert_snapshot!(import("/dev/zero"), @"
    exit code 1
    ---- stderr ----
    /dev/zero:1: there is no report in 64 MiB: the rest of the file was not read
    nothing new: 0 reports known already
    error: 1 of 1 line rejected
    ");
    // A line of 2 GB, of which nothing but its length is on the disk, after a report.
    sandbox.write("long.jsonl", &report);
    let file = fs::OpenOptions::new().write(true).open(sandbox.path("long.jsonl")).expect("a file");
    file.set_len(2_000_000_000).expect("a sparse file");
    assert_snapshot!(import("long.jsonl"), @"
    exit code 1
    ---- stderr ----
    long.jsonl:2: there is no report in 64 MiB: the rest of the file was not read
    nothing new: 1 report known already
    error: 1 of 2 lines rejected
    ");
    sandbox.write("blank.jsonl", "\n".repeat(70_000_000));
    assert_snapshot!(import("blank.jsonl").to_string().replace(|c: char| c.is_ascii_digit(), "#"), @"
    exit code #
    ---- stderr ----
    blank.jsonl:########: there is no report in ## MiB: the rest of the file was not read
    nothing new: # reports known already
    error: # of # line rejected
    ");
    sandbox.write("nul.jsonl", [b"{\"uid\": \"\0\"}\n\0\n", report.as_bytes()].concat());
    assert_snapshot!(import("nul.jsonl"), @"
    exit code 1
    ---- stderr ----
    nul.jsonl:1: no report: control character (\\u0000-\\u001F) found while parsing a string at column 10
    nul.jsonl:2: no report: it is not a JSON object
    nothing new: 1 report known already
    error: 2 of 3 lines rejected
    ");
    assert_snapshot!(import("pages"), @"
    exit code 1
    ---- stderr ----
    error: cannot read `pages`
    caused by: Is a directory (os error 21)
    ");
    // Lines without end that are none, as from `yes`.
    sandbox.write("yes.jsonl", [report.repeat(3), "y\n".repeat(20_000)].concat());
    let ran = import("yes.jsonl");
    let complaints: Vec<&str> = ran.stderr.lines().collect();
    assert_eq!(complaints.len(), 10_003, "{}", &ran.stderr[..500]);
    assert_eq!(
        complaints[9_999..],
        [
            "yes.jsonl:10003: no report: it is not a JSON object",
            "yes.jsonl:10004: there is no report in 10000 lines: the rest of the file was not read",
            "nothing new: 3 reports known already",
            "error: 10001 of 10004 lines rejected",
        ]
    );
    assert_eq!(sandbox.dump(), before);
}
