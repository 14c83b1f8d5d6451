//! `versus review` on a terminal: one key a decision.

use insta::assert_snapshot;

use super::questions::ensure_harmless_and_still;
use crate::sandbox::{Sandbox, query};
use crate::terminal::{CTRL_C, CTRL_D, Terminal};

/// What every question for a key ends with.
const KEY: &str = "? keys";

/// Presses keys one after the other, each when it is asked for.
fn press(terminal: &mut Terminal, keys: &[&str]) {
    for key in keys {
        terminal.press(KEY, key);
    }
}

/// Walks with these keys to the end, which must be a good one, and returns what was shown.
fn walked(sandbox: &Sandbox, keys: &[&str]) -> String {
    ended(Terminal::run(sandbox, &["review", "--editor", "Bo"]), keys)
}

fn ended(mut terminal: Terminal, keys: &[&str]) -> String {
    press(&mut terminal, keys);
    let (code, text) = terminal.end();
    assert_eq!(code, Some(0), "{text}");
    text
}

/// What holds: each decision with its row and who made it.
fn decided(sandbox: &Sandbox) -> Vec<String> {
    let sql = "SELECT id || ' ' || raw || ': ' || attribute || ' ' || cells || ' ' || editor FROM settled_rows
               WHERE unsettled_at IS NULL ORDER BY id";
    query(&sandbox.connect(), sql)
}

fn last_line(text: &str) -> &str {
    text.lines().next_back().unwrap_or_default()
}

/// A base with a page of rows in whose digits a cell ends somewhere.
fn glued(rows: &[&str]) -> Sandbox {
    let sandbox = Sandbox::new();
    let page = format!("Cats vs. Dogs\n\nComparison\n\nAttributeCatsDogs\n{}\nVoiceMeowBark\n", rows.join("\n"));
    sandbox.write("cats-vs-dogs.txt", page);
    sandbox.succeed(&["import", "cats-vs-dogs.txt"]);
    sandbox
}

#[test]
fn rows_are_told_apart_by_one_key_each() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write(
        "cats-vs-dogs.txt",
        "Cats vs. Dogs\n\nComparison\n\nAttributeCatsDogs\nScore111\nKept551\nVoiceMeowBark\n",
    );
    sandbox.succeed(&["import", "cats-vs-dogs.txt"]);
    let text = walked(&sandbox, &["1", "x", "9", "?", "2", " ", "s", "2"]);
    assert_snapshot!(text.trim_start(), @"
    2 rows: the digits `…` could be cut in several places

    Row 1 of 5, in cats-vs-dogs, table row 1
      the digits `111` could be cut in several places
      Figures: Cats │ Dogs
      Row:     Score111
      1: Score │ 1 │ 11
      2: Score │ 11 │ 1
      3: Score1 │ 1 │ 1
    1-3 take, s skip, e edit, u undo, q leave, ? keys: 1
      decision 1: Score │ 1 │ 11; undo: u, or versus review unsettle 1

    Row 2 of 5, in cats-vs-dogs, table row 2
      the digits `551` could be cut in several places
      Figures: Cats │ Dogs
      Row:     Kept551
      1: Kept │ 5 │ 51
      2: Kept │ 55 │ 1
      3: Kept5 │ 5 │ 1
    1-3 take, s skip, e edit, u undo, q leave, ? keys: x
    That is none of the keys: `?` tells them.
    1-3 take, s skip, e edit, u undo, q leave, ? keys: 9
    That is none of the numbers.
    1-3 take, s skip, e edit, u undo, q leave, ? keys: ?
      1-9      take the candidate of this number
      s, space pass the row over
      e        tell its cells apart in your editor (VISUAL or EDITOR): ATTRIBUTE |
        CELL | CELL
      u        take the last decision back, and show its row again
      q        leave (and Ctrl-C, Ctrl-D); what was decided stays
      ?        these keys
    1-3 take, s skip, e edit, u undo, q leave, ? keys: 2
      decision 2: Kept │ 55 │ 1; undo: u, or versus review unsettle 2

    1 row: the row may go on in the line below

    Row 3 of 5, in tea-vs-cocoa-vs-mate, table row 2
      Figures: Tea │ Cocoa │ Mate
      Row:     Served hotYesYesYes
      1: Served hot │ Yes │ Yes │ Yes
    1 take, s skip, e edit, u undo, q leave, ? keys:  

    1 row: there is no place where a cell could end

    Row 4 of 5, in tea-vs-cocoa-vs-mate, table row 3
      Figures: Tea │ Cocoa │ Mate
      Row:     Leafgreennonegreen
    s skip, e edit, u undo, q leave, ? keys: s

    1 row: two splits fit equally well

    Row 5 of 5, in coffee-vs-cocoa, table row 5
      Figures: Coffee │ Cocoa
      Row:     Latin nameCoffea arabicaTheobroma cacaoMalvaceae
      1: Latin name │ Coffea arabica │ Theobroma cacaoMalvaceae
      2: Latin name │ Coffea arabicaTheobroma cacao │ Malvaceae
      3: Latin nameCoffea arabica │ Theobroma cacao │ Malvaceae
    1-3 take, s skip, e edit, u undo, q leave, ? keys: 2
      decision 3: Latin name │ Coffea arabicaTheobroma cacao │ Malvaceae; undo: u,
        or versus review unsettle 3
    3 settled, 2 skipped, 0 left
    ");
    assert_snapshot!(decided(&sandbox).join("\n"), @r#"
    1 Score111: Score ["1","11"] Bo
    2 Kept551: Kept ["55","1"] Bo
    3 Latin nameCoffea arabicaTheobroma cacaoMalvaceae: Latin name ["Coffea arabicaTheobroma cacao","Malvaceae"] Bo
    "#);
    crate::sandbox::ensure_sound(&sandbox.connect());
}

#[test]
fn the_last_decisions_of_a_walk_are_taken_back() {
    let sandbox = glued(&["Score111", "Kept551"]);
    let text = walked(&sandbox, &["u", "1", "s"]);
    assert!(text.contains("Nothing was decided on this walk."), "{text}");
    // The row that was passed over comes again, and so does what was decided; the one that was looked at comes after it.
    let sandbox = glued(&["Score111", "Kept551", "Age241"]);
    let text = walked(&sandbox, &["2", "1", "u", "u", "1", "2", "s"]);
    assert_eq!(last_line(&text), "2 settled, 1 skipped, 0 left");
    assert_snapshot!(decided(&sandbox).join("\n"), @r#"
    3 Score111: Score ["1","11"] Bo
    4 Kept551: Kept ["55","1"] Bo
    "#);
    assert_snapshot!(sandbox.succeed(&["log", "--format", "csv"]).lines().filter(|line| line.contains("settled")).count(), @"6");
    let shown: Vec<&str> = text.lines().filter(|line| line.starts_with("Row ") || line.contains("decision")).collect();
    assert_snapshot!(shown.join("\n"), @"
    Row 1 of 3, in cats-vs-dogs, table row 1
      decision 1: Score │ 11 │ 1; undo: u, or versus review unsettle 1
    Row 2 of 3, in cats-vs-dogs, table row 2
      decision 2: Kept │ 5 │ 51; undo: u, or versus review unsettle 2
    Row 3 of 3, in cats-vs-dogs, table row 3
      decision 2 is taken back
    Row 2 of 3, in cats-vs-dogs, table row 2
      decision 1 is taken back
    Row 1 of 3, in cats-vs-dogs, table row 1
      decision 3: Score │ 1 │ 11; undo: u, or versus review unsettle 3
    Row 2 of 3, in cats-vs-dogs, table row 2
      decision 4: Kept │ 55 │ 1; undo: u, or versus review unsettle 4
    Row 3 of 3, in cats-vs-dogs, table row 3
    ");
    crate::sandbox::ensure_sound(&sandbox.connect());
}

#[test]
fn who_leaves_a_walk_keeps_what_was_decided() {
    for key in ["q", "Q", CTRL_C, CTRL_D] {
        let sandbox = glued(&["Score111", "Kept551", "Age241"]);
        let text = walked(&sandbox, &["1", key]);
        assert_eq!(last_line(&text), "1 settled, 0 skipped, 2 left", "{key:?}\n{text}");
        assert_eq!(decided(&sandbox), [r#"1 Score111: Score ["1","11"] Bo"#], "{key:?}");
    }
}

#[test]
fn a_signal_ends_a_walk_as_its_keys_do() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        let sandbox = glued(&["Score111", "Kept551"]);
        let mut terminal = Terminal::run(&sandbox, &["review", "--editor", "Bo"]);
        press(&mut terminal, &["1"]);
        terminal.asked(KEY);
        let process = terminal.process().to_string();
        assert!(std::process::Command::new("kill").args([signal, &process]).status().expect("it runs").success());
        let (code, text) = terminal.end();
        assert_eq!((code, last_line(&text)), (Some(0), "1 settled, 0 skipped, 1 left"), "{signal}\n{text}");
    }
}

#[test]
fn keys_that_are_no_keys_and_enter_decide_nothing() {
    let sandbox = glued(&["Score111", "Kept551"]);
    // Who is used to Enter presses it behind a key.
    let text = walked(&sandbox, &["\n\r1\n", "é", "8", "s\u{1b}[1;5A"]);
    assert_eq!(last_line(&text), "1 settled, 1 skipped, 0 left", "{text}");
    assert_eq!(text.matches("none of the keys").count(), 1, "{text}");
    assert_eq!(decided(&sandbox), [r#"1 Score111: Score ["1","11"] Bo"#]);
}

#[test]
fn keys_come_with_enter_where_there_is_no_raw_mode() {
    let sandbox = glued(&["Score111", "Kept551", "Age241"]);
    let dumb = [("TERM", "dumb")];
    let mut terminal = Terminal::run_with(&dumb, &sandbox, &["review", "--editor", "Bo"]);
    for answer in ["2", "12", "u", "1", "", "s"] {
        terminal.answer(KEY, answer);
    }
    let (code, text) = terminal.end();
    assert_eq!((code, last_line(&text)), (Some(0), "1 settled, 2 skipped, 0 left"), "{text}");
    assert_eq!(decided(&sandbox), [r#"2 Score111: Score ["1","11"] Bo"#]);
    let left = |key| {
        let mut terminal = Terminal::run_with(&dumb, &sandbox, &["review"]);
        terminal.press(KEY, key);
        terminal.end()
    };
    // A signal ends it: a line that is being read cannot be left.
    assert_eq!(left(CTRL_C).0, None);
    let (code, text) = left(CTRL_D);
    assert_eq!((code, last_line(&text)), (Some(0), "0 settled, 0 skipped, 2 left"), "{text}");
    assert_eq!(decided(&sandbox).len(), 1);
}

/// Walks with an editor that is a script of the shell, which has the file in `$1`.
fn walked_with(sandbox: &Sandbox, script: &str, keys: &[&str]) -> String {
    sandbox.write("my editor.sh", script);
    sandbox.write("editor.sh", "cat \"$2\" >> shown.txt\necho \"$1\" >> shown.txt\n. './my editor.sh'\n");
    // What stands behind the editor's name is its own, and the file comes last.
    let variables = [("EDITOR", "false"), ("VISUAL", "sh editor.sh --wait")];
    ended(Terminal::run_with(&variables, sandbox, &["review", "--editor", "Bo"]), keys)
}

#[test]
fn a_split_is_written_in_an_editor_from_the_best_candidate() {
    let sandbox = glued(&["Score111", "Kept551"]);
    let script = "echo 'Kept |  55|\n\n1 ' > other.txt; mv other.txt \"$2\"";
    let text = walked_with(&sandbox, script, &["s", "e"]);
    assert_eq!(last_line(&text), "1 settled, 1 skipped, 0 left", "{text}");
    assert_eq!(String::from_utf8_lossy(&sandbox.read("shown.txt")), "Kept | 5 | 51\n--wait\n");
    assert_eq!(decided(&sandbox), [r#"1 Kept551: Kept ["55","1"] Bo"#]);
    crate::sandbox::ensure_sound(&sandbox.connect());
}

#[test]
fn an_edited_split_that_cannot_hold_is_refused_and_asked_for_again() {
    let sandbox = glued(&["Score111", "Kept551"]);
    // What was refused is what the editor shows next; unchanged, it passes the row over.
    let script = "test -e once && exit; touch once; echo 'Score | 1 | 12' > \"$2\"";
    let text = walked_with(&sandbox, script, &["e", "e", "q"]);
    let joined = text.replace('\n', " ");
    assert!(
        joined.contains("the cells do not hold the very characters of the row `Score111` (nothing was written)"),
        "{text}"
    );
    assert_eq!(last_line(&text), "0 settled, 1 skipped, 1 left", "{text}");
    let shown = "Score | 1 | 11\n--wait\nScore | 1 | 12\n--wait\n";
    assert_eq!(String::from_utf8_lossy(&sandbox.read("shown.txt")), shown);
    for (script, said) in [
        ("echo Score111 > \"$2\"", "the document compares 2 figures, but 0 cells are given"),
        ("echo '|Score1|11' > \"$2\"", "the attribute is empty"),
        ("echo 'Voice | Meow | Bark' > \"$2\"", "the cells do not hold"),
        ("exit 3", "`sh editor.sh --wait` has edited nothing: exit status: 3 (all is as it was)"),
        ("printf 'Sc\\377' > \"$2\"", "has edited nothing: stream did not contain valid UTF-8"),
        ("rm \"$2\"", "has edited nothing: No such file"),
        // Ctrl-C ends the editor, and not the walk.
        ("kill -INT $PPID; sleep 0.1; kill -INT $$", "has edited nothing: signal: 2"),
    ] {
        let text = walked_with(&sandbox, script, &["e", "1", "u", "q"]);
        assert!(text.contains(said), "{script}\n{text}");
        assert_eq!(last_line(&text), "0 settled, 0 skipped, 2 left", "{script}\n{text}");
    }
    assert_eq!(decided(&sandbox), Vec::<String>::new());
}

#[test]
fn an_unchanged_or_empty_file_passes_a_row_over() {
    let sandbox = glued(&["Score111", "Kept551"]);
    for script in ["true", "printf '\\n \\n' > \"$2\"", "printf '  Score | 1 |\\n11\\n' > \"$2\""] {
        let text = walked_with(&sandbox, script, &["e", "q"]);
        assert_eq!(last_line(&text), "0 settled, 1 skipped, 1 left", "{script}\n{text}");
    }
    let text = walked(&sandbox, &["e", "q"]);
    assert!(text.contains("there is no editor to open (name one in `VISUAL` or `EDITOR`)"), "{text}");
    assert_eq!(decided(&sandbox), Vec::<String>::new());
}

#[test]
fn what_a_page_wrote_does_not_act_on_the_terminal_nor_look_like_cells() {
    let act = "\u{1b}]0;x\u{7}\u{1b}[2J\u{1b}]8;;http://x\u{7}\u{202e}\u{9b}5m\u{200b}\u{8}";
    let sandbox = Sandbox::with_fixtures();
    let page = include_str!("../fixtures/pages/coffee-vs-cocoa.txt");
    sandbox.write("pages/coffee-vs-cocoa.txt", page.replace("Latin name", &format!("Latin{act}│ name")));
    sandbox.succeed(&["import", "pages"]);
    let variables = [("EDITOR", "cat")];
    let keys = ["s", "s", "e", "?", "e", CTRL_C];
    let text = ended(Terminal::run_with(&variables, &sandbox, &["review", "--editor", act]), &keys);
    assert!(text.contains("Coffea arabica"), "the row with all that is there\n{text}");
    assert!(text.contains("the row holds characters that may act on a terminal"), "{text}");
    let cells = text.lines().find(|line| line.starts_with("  1: Latin")).expect("a candidate");
    assert_eq!(cells.matches('│').count(), 2, "{cells}");
    ensure_harmless_and_still(&["review"], &text);
}

#[test]
fn a_refused_key_is_asked_for_again_and_is_no_failure() {
    let sandbox = glued(&["Score111", "Score111"]);
    // What is decided on such a row holds for the first of them.
    let text = walked(&sandbox, &["s", "1", "s"]);
    let text = text.replace('\n', " ");
    assert!(text.contains("row 1 has the same text"), "{text}");
    assert!(text.contains("(nothing was written)"), "{text}");
    // Somebody else was faster: with the row that is shown, and with the one after it.
    let sandbox = glued(&["Score111", "Kept551", "Age241"]);
    let mut terminal = Terminal::run(&sandbox, &["review"]);
    terminal.asked(KEY);
    sandbox.succeed(&["review", "settle", "1", "--pick", "2"]);
    sandbox.succeed(&["review", "settle", "2", "--pick", "2"]);
    let text = ended(terminal, &["1", "s"]);
    assert!(text.contains("there is no unclear row 1"), "{text}");
    assert_eq!(last_line(&text), "0 settled, 1 skipped, 0 left, 2 decided by somebody else", "{text}");
}

#[test]
fn what_is_listed_is_not_walked_through() {
    let sandbox = glued(&["Score111"]);
    for args in [&["review", "list"][..], &["review", "--format", "table"], &["review", "--format", "csv"]] {
        let (code, text) = Terminal::run(&sandbox, args).end();
        assert_eq!(code, Some(0), "{text}");
        assert!(text.contains("Score111") && !text.contains(KEY), "{text}");
    }
    let (_, text) = Terminal::run(&Sandbox::new(), &["review"]).end();
    assert_eq!(last_line(&text), "no unclear rows");
}
