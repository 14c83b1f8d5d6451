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
    What is inaccurate? Enter passes a question over, ? explains it, < goes
    back; Ctrl-C leaves without filing anything.
    Figure (empty: a document): nobody
    no figure is called `nobody` (run `versus figures` to see them all)
    Figure (empty: a document): tea
    Tea has:
      1 Homeland, 2 Made from, 3 Caffeine per cup, 4 Served hot
    Attribute (empty: the figure as a whole, or its prose): caffeine
    Documents:
      1 tea-vs-cocoa-vs-mate
      2 tea-vs-coffee
    Document (empty: all): tea-vs-coffee
    It says: About 40 mg
      1 wrong, 2 outdated, 3 missing, 4 misread, 5 misattributed, 6 unsupported,
        7 contradiction, 8 other
    What is the matter? (empty: wrong, or missing where nothing stands): boring
    `boring` is none of these (type a number, or the beginning of a word)
    What is the matter? (empty: wrong, or missing where nothing stands): outdated
    What should it say? (empty: no proposal): 
    Where can that be checked? An http or https address (empty: none): 
    Anything else? (empty: no comment): 
    A report needs one of the three: a proposal, an address or a comment.
    What should it say? (empty: no proposal): About 35 mg
    Where can that be checked? An http or https address (empty: none): example.org
    `example.org` is not an http or https address (give `--evidence` an address
    such as https://example.org/page, or use `--comment`)
    Where can that be checked? An http or https address (empty: none): https://examp
    le.org/tea
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
    that is neither (answer y or n)
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
        ("Section (", "taste"),
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
        // There is no text to accept: it is asked for.
        ("[q]uit", "a"),
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
    that is none of them (type one of the letters in brackets, or ? to read
    more)
    [a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit: a
    accepted: it says `About 35 mg`; undo: versus revert 1

    Report 2 (2 of 4)
      About: value: Coffee, Caffeine per cup, tea-vs-coffee
      It says: About 95 mg
      Problem: wrong
      It should say: About 90 mg
      Readers: 1
    [a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit: d
      1 not-an-error, 2 cannot-verify, 3 duplicate, 4 already-fixed,
        5 out-of-scope, 6 spam
    Why (empty: back): tired
    `tired` is none of these (type a number, or the beginning of a word)
    Why (empty: back): cannot-verify
    Note (empty: none): No source
    declined: cannot-verify; undo: versus report reopen 2

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
    The report proposes no text.
    What is to stand there (empty: back): 
    [a]ccept, accept another [t]ext, [d]ecline, [s]kip, [q]uit: t
    What is to stand there (empty: back): Mostly
    accepted: it says `Mostly`; undo: versus revert 2
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

/// Runs `report file` on a terminal, answers, and leaves at the question; returns what was shown.
fn filing(sandbox: &Sandbox, answers: &[(&str, &str)], question: &str) -> String {
    left(answered(sandbox, &["report", "file"], answers), question, CTRL_C, None)
}

#[test]
fn a_number_or_a_beginning_is_enough_where_things_are_listed() {
    let sandbox = Sandbox::with_fixtures();
    let by_number = [("Figure (", "tea"), ("Attribute (", "3"), ("Document (", "2"), ("What is the matter?", "2")];
    let text = filing(&sandbox, &by_number, "What should it say?");
    assert!(text.contains("  1 tea-vs-coffee\n") || text.contains("  2 tea-vs-coffee\n"), "{text}");
    assert!(text.contains("It says: About 40 mg\n"), "{text}");
    let begun =
        [("Figure (", "tea"), ("Attribute (", "caf"), ("Document (", "tea-vs-cof"), ("What is the matter?", "out")];
    let text = filing(&sandbox, &begun, "What should it say?");
    assert!(text.contains("It says: About 40 mg\n"), "{text}");
    let sections = [("Figure (", ""), ("Document", "tea-vs-coffee"), ("Section (", "1"), ("The words in question", "")];
    let text = filing(&sandbox, &sections, "What is the matter?");
    assert!(text.contains("Sections:\n  1 summary\n  2 "), "{text}");
    assert!(text.contains("It says: Tea and coffee are both"), "{text}");
}

#[test]
fn what_was_nearly_meant_is_taken_with_enter() {
    let sandbox = Sandbox::with_fixtures();
    let answers = [
        ("Figure (", "cofee"),
        ("Did you mean `Coffee`? (Y/n)", ""),
        ("Attribute (", "cafeine"),
        ("Did you mean `Caffeine per cup`? (Y/n)", "perhaps"),
        ("Did you mean `Caffeine per cup`? (Y/n)", "n"),
        ("Report it as missing? (y/N)", "n"),
    ];
    let text = filing(&sandbox, &answers[..3], "Document (");
    assert!(text.contains("Coffee has:"), "{text}");
    let first = [("Figure (", "cofee"), ("Did you mean `Coffee`? (Y/n)", "n"), ("Figure (", "tea")];
    assert!(filing(&sandbox, &first, "Attribute (").contains("Tea has:"));
}

#[test]
fn every_question_explains_itself_and_leads_back_to_the_one_before() {
    let sandbox = Sandbox::with_fixtures();
    let answers = [
        ("Figure (", "<"),
        ("Figure (", "?"),
        ("Figure (", "tea"),
        ("Attribute (", "?"),
        ("Attribute (", "<"),
        ("Figure ( = Tea", "\u{15}mate"),
        ("Attribute (", "homeland"),
        ("What is the matter?", "?"),
        ("What is the matter?", "<"),
        ("Attribute ( = Homeland", ""),
        ("What is the matter?", ""),
        ("What should it say?", "Brasil"),
        ("Where can that be checked?", "<"),
        ("What should it say? = Brasil", "\u{15}Brazil"),
        ("Where can that be checked?", ""),
        ("Anything else?", ""),
        ("Your name", "Ada"),
        ("File it?", "<"),
        ("Your name = Ada", "\u{15}Bo"),
        ("File it?", ""),
    ];
    let (code, text) = answered(&sandbox, &["report", "file"], &answers).end();
    assert_eq!(code, Some(0), "{text}");
    for said in [
        "This is the first question.",
        "an alias, or whole words of its name",
        "goes back to the one before",
        "outdated: it was so;",
    ] {
        assert!(text.replace("\n    ", " ").contains(said), "{said}\n{text}");
    }
    let filed = "SELECT concat_ws(', ', figure, attribute, proposed, reporter) FROM reports";
    assert_eq!(query::<String>(&sandbox.connect(), filed), ["Mate, Homeland, Brazil, Bo"], "{text}");
}

#[test]
fn who_goes_back_finds_the_answer_there_to_be_changed() {
    let sandbox = Sandbox::with_fixtures();
    let to_the_end = [
        ("Figure (", "mate"),
        ("Attribute (", "homeland"),
        ("What is the matter?", "outdated"),
        ("What should it say?", "Brazil"),
        ("Where can that be checked?", "<"),
        // Enter takes what stands there, and behind it there is more to say, or the way further back.
        ("What should it say? = Brazil", " and Paraguay"),
        ("Where can that be checked?", "<"),
        ("What should it say? = Brazil and Paraguay", "<"),
        ("What is the matter? = outdated", "<"),
        ("Attribute ( = Homeland", ""),
        ("What is the matter? = outdated", ""),
        ("What should it say? = Brazil and Paraguay", ""),
        ("Where can that be checked?", ""),
        ("Anything else?", ""),
        ("Your name", ""),
        ("File it?", ""),
    ];
    let (code, text) = answered(&sandbox, &["report", "file"], &to_the_end).end();
    assert_eq!(code, Some(0), "{text}");
    let filed = "SELECT concat_ws(', ', figure, attribute, problem, proposed) FROM reports";
    assert_eq!(query::<String>(&sandbox.connect(), filed), ["Mate, Homeland, outdated, Brazil and Paraguay"], "{text}");
}

#[test]
fn answers_are_forgotten_where_those_before_them_lead_elsewhere() {
    let sandbox = Sandbox::with_fixtures();
    let answers = [
        ("Figure (", "tea"),
        ("Attribute (", "caffeine"),
        ("Document (", "<"),
        ("Attribute ( = Caffeine per cup", "<"),
        ("Figure ( = Tea", "\u{15}mate"),
        ("Attribute (", ""),
        ("Section (", ""),
    ];
    let text = left(answered(&sandbox, &["report", "file"], &answers), "What is the matter?", CTRL_C, None);
    let (_, again) = text.rsplit_once("Figure (").expect("it was asked again");
    assert!(again.contains("(empty: the figure as a whole, or its prose): \n"), "{again}");
}

#[test]
fn a_signal_at_a_question_leaves_the_terminal_as_it_was() {
    let sandbox = Sandbox::with_fixtures();
    for (signal, number) in [("-TERM", 15), ("-HUP", 1), ("-QUIT", 3), ("-INT", 2)] {
        let mut terminal = answered(&sandbox, &["report", "file"], &[("Figure (", "tea")]);
        terminal.asked("Attribute (");
        assert!(!terminal.is_as_shells_want(), "a line is edited");
        assert_eq!(terminal.killed(signal), Some(number), "{signal}");
        assert!(terminal.is_as_shells_want(), "{signal}");
        let (_, text) = terminal.end();
        assert!(text.ends_with('\n'), "{signal}: the prompt of the shell begins a line\n{text}");
    }
}

#[test]
fn answers_are_edited_with_the_keys_of_a_line_editor() {
    let sandbox = Sandbox::with_fixtures();
    let mut terminal = Terminal::run(&sandbox, &["report", "file"]);
    // TAB completes the name; the cursor goes left and right; what was answered before comes back.
    terminal.asked("Figure (");
    terminal.type_keys("cof\t\n");
    terminal.asked("Coffee has:");
    terminal.answer("Attribute (", "xcaf\u{1b}[D\u{1b}[D\u{1b}[D\u{7f}\u{1b}[C");
    terminal.answer("Document (", "<");
    terminal.answer("Attribute ( = Caffeine per cup", "\u{1b}[A\u{1b}[A");
    terminal.asked("Document (");
    terminal.type_keys(CTRL_C);
    let (code, text) = terminal.end();
    assert_eq!(code, None, "{text}");
    assert!(text.contains("Figure (empty: a document): Coffee\n"), "{text}");
    assert_eq!(text.matches("or its prose): caf\n").count(), 2, "{text}");
}

#[test]
fn long_answers_are_written_in_an_editor() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("editor.sh", "printf 'About\\n35 mg\\n' > \"$1\"\n");
    let mut terminal = Terminal::run_with(&[("VISUAL", "sh editor.sh")], &sandbox, &["report", "file"]);
    for (question, answer) in [
        ("Figure (", "tea"),
        ("Attribute (", "caf"),
        ("Document (", "2"),
        ("What is the matter?", ""),
        ("What should it say?", "e"),
        ("Where can that be checked?", ""),
        ("Anything else?", ""),
        ("Your name", ""),
        ("File it?", ""),
    ] {
        terminal.answer(question, answer);
    }
    let (code, text) = terminal.end();
    assert_eq!(code, Some(0), "{text}");
    assert_eq!(query::<String>(&sandbox.connect(), "SELECT proposed FROM reports"), ["About 35 mg"], "{text}");
    // Without an editor the question is asked again.
    let none = [
        ("Figure (", "tea"),
        ("Attribute (", "caf"),
        ("Document (", "2"),
        ("What is the matter?", ""),
        ("What should it say?", "e"),
    ];
    assert!(filing(&sandbox, &none, "What should it say?").contains("there is no editor to open"));
}

#[test]
fn a_report_without_a_proposal_is_accepted_with_what_is_answered() {
    let sandbox = reported();
    let accept = ["report", "accept", "4"];
    let ran = sandbox.run(&accept);
    assert_eq!((ran.code, ran.stderr.contains("proposes no text")), (Some(2), true), "{ran}");
    let text = left(Terminal::run(&sandbox, &accept), "What is to stand there", "\n", Some(2));
    assert!(text.contains("It says: Yes\n") && text.contains("Comment: Always?\n"), "{text}");
    let text = left(Terminal::run(&sandbox, &accept), "What is to stand there", "Mostly\n", Some(0));
    assert!(text.contains("Undo it with `versus revert 1`."), "{text}");
    assert_eq!(statuses(&sandbox)[3], "4 accepted");
}

#[test]
fn triage_takes_numbers_and_words_and_goes_back() {
    let sandbox = reported();
    let answers = [
        ("[q]uit", "<"),
        ("[q]uit", "4"),
        ("Report 2 (2 of 4)", "<"),
        ("Report 1 (1 of 4)", "acc"),
        ("Report 2 (2 of 4)", "decl"),
        ("Why (", "2"),
        ("Note", "<"),
        ("Why (", "<"),
        ("[q]uit", "3"),
        ("Why (", "spam"),
        ("Note", ""),
        ("[q]uit", "?"),
        ("[q]uit", "qu"),
    ];
    let (code, text) = answered(&sandbox, &["report", "triage"], &answers).end();
    assert_eq!(code, Some(0), "{text}");
    for said in [
        "No report before this one is open.",
        "accepted: it says `About 35 mg`; undo: versus revert 1\n",
        "declined: spam; undo: versus report reopen 2\n",
        "2 reports decided\n",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert_eq!(statuses(&sandbox), ["1 accepted", "2 declined", "3 open", "4 open"]);
}

#[test]
fn a_new_attribute_is_made_when_a_person_says_so() {
    let sandbox = Sandbox::with_fixtures();
    let correct = ["correct", "mate", "vessel", "--value", "Gourd"];
    let before = sandbox.dump();
    let text = left(Terminal::run(&sandbox, &correct), "Make `vessel` a new attribute? (y/N)", "\n", Some(3));
    assert!(text.contains("no figure has the attribute `vessel`\n"), "{text}");
    assert_eq!(sandbox.dump(), before);
    let text = left(Terminal::run(&sandbox, &correct), "Make `vessel` a new attribute? (y/N)", "y\n", Some(0));
    assert!(text.contains("correction 1: vessel of Mate in tea-vs-cocoa-vs-mate, a new attribute\n"), "{text}");
}

#[test]
fn a_terminal_that_cannot_move_its_cursor_is_asked_line_by_line() {
    let sandbox = Sandbox::with_fixtures();
    let mut terminal = Terminal::run_with(&[("TERM", "dumb")], &sandbox, &["report", "file"]);
    terminal.answer("Figure (", "tea");
    terminal.answer("Attribute (", "<");
    terminal.asked("Figure (");
    terminal.type_keys(CTRL_D);
    let (code, text) = terminal.end();
    assert_eq!(code, Some(3), "{text}");
    assert!(text.contains("(It was `Tea`.)\n"), "{text}");
    assert!(!text.contains('\u{1b}') && text.ends_with("hint: nothing was filed\n"), "{text}");
}
