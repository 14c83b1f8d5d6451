//! The questions that versus asks on a terminal, answered: `report file`, `report triage`, `forget`.

use insta::assert_snapshot;

use super::readers::supported;
use super::terminal::{ensure_harmless_text, hostile};
use crate::sandbox::{Sandbox, query};
use crate::terminal::{CTRL_C, CTRL_D, Terminal};

/// Questions of `report file` and answers to them, the wrong ones included.
const FILING: [(&str, &str); 15] = [
    ("Figure", "nobody"),
    ("Figure", "tea"),
    ("Attribute", "caffeine"),
    ("Document", "tea-vs-coffee"),
    ("What is the matter", "boring"),
    ("What is the matter", "outdated"),
    ("What should it say?", ""),
    ("Where can that be checked?", ""),
    ("Anything else?", ""),
    ("What should it say?", "About 35 mg"),
    ("Where can that be checked?", "example.org"),
    ("Where can that be checked?", "https://example.org/tea"),
    ("Anything else?", "Measured"),
    ("Your name", "Ada"),
    ("File it?", "perhaps"),
];

/// Runs a command on a terminal and answers what it asks first.
fn answered(sandbox: &Sandbox, args: &[&str], answers: &[(&str, &str)]) -> Terminal {
    let mut terminal = Terminal::run(sandbox, args);
    for (question, answer) in answers {
        terminal.answer(question, answer);
    }
    terminal
}

/// Leaves at a question, which must end the program with the code, and returns what was shown.
fn left(mut terminal: Terminal, question: &str, key: &str, code: Option<i32>) -> String {
    terminal.asked(question);
    terminal.type_keys(key);
    let (ended, text) = terminal.end();
    assert_eq!(ended, code, "{question}\n{text}");
    text
}

fn statuses(sandbox: &Sandbox) -> Vec<String> {
    let states = "SELECT id || ' ' || status || coalesce(' ' || note, '') FROM report_states ORDER BY id";
    query(&sandbox.connect(), states)
}

/// A base with four reports, of which the last has no proposal.
fn reported() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    for (target, claim) in [
        (["tea", "caffeine"], ["--value", "About 35 mg"]),
        (["coffee", "caffeine"], ["--value", "About 90 mg"]),
        (["mate", "homeland"], ["--value", "Brazil"]),
        (["tea", "served hot"], ["--comment", "Always?"]),
    ] {
        sandbox.succeed(&[&["report", "file"], &target[..], &claim[..]].concat());
    }
    sandbox
}

#[test]
fn a_report_is_filed_question_by_question() {
    let sandbox = Sandbox::with_fixtures();
    let mut terminal = answered(&sandbox, &["report", "file"], &FILING);
    terminal.answer("File it?", "y");
    let (code, text) = terminal.end();
    assert_eq!(code, Some(0), "{text}");
    assert_snapshot!(text, @"
    What is inaccurate? An empty answer passes a question over; Ctrl-C leaves without filing anything.
    Figure (empty: a document): nobody
    no figure is called `nobody` (run `versus figures` to see them all)
    Figure (empty: a document): tea
    Tea has: Homeland, Made from, Caffeine per cup, Served hot
    Attribute (empty: the figure as a whole, or its prose): caffeine
    Documents: tea-vs-cocoa-vs-mate, tea-vs-coffee
    Document (empty: all): tea-vs-coffee
    It says: About 40 mg
    What is the matter: wrong, outdated, missing, misread, misattributed, unsupported, contradiction, other (empty: wrong, or missing where nothing stands): boring
    `boring` is none of these (type one of the words)
    What is the matter: wrong, outdated, missing, misread, misattributed, unsupported, contradiction, other (empty: wrong, or missing where nothing stands): outdated
    What should it say? (empty: no proposal): 
    Where can that be checked? An http or https address (empty: none): 
    Anything else? (empty: no comment): 
    A report needs one of the three: a proposal, an address or a comment.
    What should it say? (empty: no proposal): About 35 mg
    Where can that be checked? An http or https address (empty: none): example.org
    `example.org` is not an http or https address (give `--evidence` an address such as https://example.org/page, or use `--comment`)
    Where can that be checked? An http or https address (empty: none): https://example.org/tea
    Anything else? (empty: no comment): Measured
    Your name (empty: none): Ada

    This will be filed:
      About: value
      Figure: Tea
      Attribute: Caffeine per cup
      Document: tea-vs-coffee
      It says: About 40 mg
      Problem: outdated
      It should say: About 35 mg
      Evidence: https://example.org/tea
      Comment: Measured
      Reported by: Ada
    File it? [Y/n]: perhaps
    Please answer y or n.
    File it? [Y/n]: y
    Report 1 is filed. Thank you.

      About: value
      Figure: Tea
      Attribute: Caffeine per cup
      Document: tea-vs-coffee
      It says: About 40 mg
      Problem: outdated
      It should say: About 35 mg
      Evidence: https://example.org/tea
      Comment: Measured
      Reported by: Ada

    Look at it again with `versus report show 1`.
    ");
    let filed =
        "SELECT concat_ws(', ', target, problem, document, figure, attribute, seen, proposed, comment, evidence,
        reporter) FROM reports";
    assert_eq!(
        query::<String>(&sandbox.connect(), filed),
        ["value, outdated, tea-vs-coffee, Tea, Caffeine per cup, About 40 mg, About 35 mg, Measured, \
             https://example.org/tea, Ada"]
    );
}

#[test]
fn nothing_is_filed_when_the_reader_leaves_at_any_question() {
    let sandbox = Sandbox::with_fixtures();
    let before = sandbox.dump();
    for (number, (question, _)) in FILING.iter().enumerate() {
        let upto = |sandbox| answered(sandbox, &["report", "file"], &FILING[..number]);
        // A signal, as from any program that a person breaks off.
        left(upto(&sandbox), question, CTRL_C, None);
        let text = left(upto(&sandbox), question, CTRL_D, Some(3));
        assert!(text.ends_with("\nerror: no more answers\nhint: nothing was filed\n"), "{text}");
    }
    let text = left(answered(&sandbox, &["report", "file"], &FILING), "File it?", "n\n", Some(3));
    assert!(text.ends_with("error: not filed\nhint: run the command again to start over\n"), "{text}");
    assert_eq!(sandbox.dump(), before);
}

#[test]
fn words_in_the_prose_are_reported_by_answers() {
    let sandbox = Sandbox::with_fixtures();
    let answers = [
        ("Figure", ""),
        ("Document", "nowhere"),
        ("Document", "tea-vs-coffee"),
        ("Section", "taste"),
        ("The words in question", "Sugar softens"),
        ("Section", "taste"),
        ("The words in question", "Milk softens"),
        ("What is the matter", ""),
        ("What should it say?", "Milk rounds"),
        ("Where can that be checked?", ""),
        ("Anything else?", ""),
        ("Your name", ""),
        ("File it?", ""),
    ];
    let (code, text) = answered(&sandbox, &["report", "file"], &answers).end();
    assert_eq!(code, Some(0), "{text}");
    let filed = "SELECT concat_ws(', ', target, problem, document, section, quote, proposed) FROM reports";
    let filed: Vec<String> = query(&sandbox.connect(), filed);
    assert_eq!(filed, ["passage, wrong, tea-vs-coffee, Taste, Milk softens, Milk rounds"], "{text}");
}

#[test]
fn triage_decides_one_report_after_the_other() {
    let sandbox = reported();
    let answers = [
        ("[q]uit", "x"),
        ("[q]uit", "a"),
        ("[q]uit", "d"),
        ("Why", "tired"),
        ("Why", "cannot-verify"),
        ("Note", "No source"),
        ("[q]uit", "s"),
        // There is no text to accept.
        ("[q]uit", "a"),
        ("[q]uit", "t"),
        ("What is to stand there", ""),
        ("[q]uit", "t"),
        ("What is to stand there", "Mostly"),
    ];
    let (code, text) = answered(&sandbox, &["report", "triage", "--editor", "Bo"], &answers).end();
    assert_eq!(code, Some(0), "{text}");
    assert_snapshot!(text.trim_start(), @"
    Report 1 (1 of 4)
      About: value: Tea, Caffeine per cup, tea-vs-coffee
      It says: About 40 mg
      Problem: wrong
      It should say: About 35 mg
      Readers: 1
    [a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit: x
    Type one of the letters in brackets.
    [a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit: a
    Report 1 is accepted. Correction 1 is made.
      It said: About 40 mg
      It says: About 35 mg
    Undo it with `versus revert 1`.

    Report 2 (2 of 4)
      About: value: Coffee, Caffeine per cup, tea-vs-coffee
      It says: About 95 mg
      Problem: wrong
      It should say: About 90 mg
      Readers: 1
    [a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit: d
    Why: not-an-error, cannot-verify, duplicate, already-fixed, out-of-scope, spam (empty: back): tired
    `tired` is none of these (type one of the words)
    Why: not-an-error, cannot-verify, duplicate, already-fixed, out-of-scope, spam (empty: back): cannot-verify
    Note (empty: none): No source

    Report 3 (3 of 4)
      About: value: Mate, Homeland, tea-vs-cocoa-vs-mate
      It says: Paraguay
      Problem: wrong
      It should say: Brazil
      Readers: 1
    [a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit: s

    Report 4 (4 of 4)
      About: value: Tea, Served hot, tea-vs-coffee
      It says: Yes
      Problem: wrong
      Comment: Always?
      Readers: 1
    [a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit: a
    report 4 proposes no text (say what is to stand there: `versus report accept 4 --value TEXT`)
    [a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit: t
    What is to stand there (empty: back): 
    [a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit: t
    What is to stand there (empty: back): Mostly
    Report 4 is accepted. Correction 2 is made.
      It said: Yes
      It says: Mostly
    Undo it with `versus revert 2`.
    3 reports decided
    ");
    assert_eq!(statuses(&sandbox), ["1 accepted", "2 declined No source", "3 open", "4 accepted"]);
    let made = "SELECT new_text || ' ' || editor FROM corrections";
    assert_eq!(query::<String>(&sandbox.connect(), made), ["About 35 mg Bo", "Mostly Bo"]);
}

#[test]
fn triage_shows_few_of_many_readers_those_of_this_base_first() {
    let sandbox = reported();
    let export = sandbox.succeed(&["report", "export"]);
    let report = export.lines().find(|line| line.contains("About 35 mg")).expect("report 1");
    sandbox.write("many.jsonl", supported(report, 0..30));
    sandbox.succeed(&["report", "import", "many.jsonl"]);
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--value", "About 35 mg", "--reporter", "Zoe"]);
    let text = left(Terminal::run(&sandbox, &["report", "triage"]), "[q]uit", "q\n", Some(0));
    let readers: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("  Reported by: ")).collect();
    assert_eq!((readers.len(), readers[0], readers[1]), (20, "Zoe", "Ada 0"), "{text}");
    assert!(text.contains("  and: 11 more: versus report export\n  Readers: 2 + 30 from bundles\n"), "{text}");
}

#[test]
fn who_leaves_triage_keeps_what_was_decided() {
    for (key, code, end) in [
        ("q\n", Some(0), "1 report decided\n"),
        (CTRL_D, Some(3), "error: no more answers\nhint: only what was decided before is written\n"),
        (CTRL_C, None, ""),
    ] {
        let sandbox = reported();
        let text = left(answered(&sandbox, &["report", "triage"], &[("[q]uit", "a")]), "[q]uit", key, code);
        assert!(text.ends_with(end), "{text}");
        assert_eq!(statuses(&sandbox), ["1 accepted", "2 open", "3 open", "4 open"], "{text}");
    }
    // Halfway through a decision is no decision.
    let sandbox = reported();
    let halfway = [("[q]uit", "d"), ("Why", "spam")];
    left(answered(&sandbox, &["report", "triage"], &halfway), "Note", CTRL_C, None);
    assert_eq!(statuses(&sandbox), ["1 open", "2 open", "3 open", "4 open"]);
}

#[test]
fn nothing_is_forgotten_unless_it_is_confirmed() {
    let sandbox = reported();
    let forget = ["forget", "tea-vs-coffee"];
    let before = sandbox.dump();
    for (key, code) in [("n\n", Some(3)), ("\n", Some(3)), ("yes please\n", Some(3)), (CTRL_D, Some(3)), (CTRL_C, None)]
    {
        left(Terminal::run(&sandbox, &forget), "Take it out?", key, code);
    }
    assert_eq!(sandbox.dump(), before);
    let text = left(Terminal::run(&sandbox, &forget), "Take it out?", "y\n", Some(0));
    assert_snapshot!(text, @"
    tea-vs-coffee (Tea vs. Coffee): 8 values, 3 passages; on it hang 0 active corrections and 3 open reports
    Take it out? (y/N): y
    forgot tea-vs-coffee; `versus forget --undo tea-vs-coffee` brings it back
    ");
    assert!(!sandbox.succeed(&["documents", "--format", "csv"]).contains("tea-vs-coffee"));
}

#[test]
fn what_strangers_wrote_does_not_act_on_the_terminal_on_which_it_is_decided() {
    let sandbox = hostile();
    let act = "\u{1b}]0;x\u{7}\u{1b}[2J\u{1b}]8;;http://x\u{7}\u{202e}\u{9b}5m\u{200b}\r\u{8}";
    let report = ["report", "file", "kiwi", "31mour", "--value", act, "--comment", act, "--reporter"];
    sandbox.succeed(&[&report[..], &[act]].concat());
    sandbox.succeed(&[&report[..], &["Ada"]].concat());
    // And the same from another base.
    let line = sandbox.succeed(&["report", "export"]);
    let uids = line.split('"').filter(|part| part.len() == 32);
    let other = uids.fold(line.clone(), |line, uid| line.replace(uid, &uid.chars().rev().collect::<String>()));
    sandbox.write("other.jsonl", other);
    sandbox.succeed(&["report", "import", "other.jsonl"]);
    // What is typed, the terminal itself shows as `^[`.
    let keys = "\u{1b}]0;x\u{7}\u{1b}[2J";
    let declining = [("[q]uit", "d"), ("Why", keys)];
    let accepting = [("[q]uit", "t"), ("What is to stand there", keys)];
    let filing = [("Figure", keys), ("Figure", "kiwi"), ("Attribute", "31mour"), ("What is the matter", keys)];
    for (args, answers, question) in [
        (&["report", "triage"][..], &declining[..], Some("Why")),
        (&["report", "triage"], &accepting, Some("[q]uit")),
        (&["report", "file"], &filing, Some("What is the matter")),
        (&["report", "list", "--state", "all"], &[], None),
        (&["report", "show", "1"], &[], None),
        (&["report", "export"], &[], None),
        (&["log"], &[], None),
        (&["forget", "evil", "--with-corrections"], &[], Some("Take it out?")),
    ] {
        let terminal = answered(&sandbox, args, answers);
        let (_, text) = match question {
            Some(question) => (None, left(terminal, question, CTRL_C, None)),
            None => terminal.end(),
        };
        ensure_harmless_and_still(args, &text);
    }
}

/// Ensures that nothing in what was shown acts on the terminal, and that no line was written over another.
pub fn ensure_harmless_and_still(args: &[&str], text: &str) {
    assert!(!text.contains('\r'), "{args:?}\n{text:?}");
    ensure_harmless_text(args, text);
}
