//! Help, completions, the manual page, and arguments that are wrong. (`tests/docs.rs` pins the help texts.)

#[cfg(target_os = "linux")]
use std::{fs::File, process::Stdio};

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn versus_alone_shows_one_screen_and_makes_no_base() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&[]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.lines().count() <= 24 && ran.stdout.lines().all(|line| line.chars().count() <= 80), "{ran}");
    for command in ["stalin vs trotsky", "show stalin", "search permanent", "import", "report file", "export", "help"] {
        assert!(ran.stdout.contains(&format!("versus {command}")), "{command}\n{ran}");
    }
    assert!(!sandbox.default_base().exists());
}

#[test]
fn help_lists_all_commands_and_makes_no_base() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["help"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    for line in ["Read:", "Set right:", "  compare      figures side by side         versus compare stalin trotsky"] {
        assert!(ran.stdout.lines().any(|other| other == line), "{line}\n{ran}");
    }
    assert!(!sandbox.default_base().exists());
}

#[test]
fn a_command_that_there_is_not_is_wrong_usage() {
    assert_snapshot!(Sandbox::new().run(&["comapre", "stalin", "trotsky"]), @"
    exit code 2
    ---- stderr ----
    error: no command is called `comapre`
    hint: did you mean `compare`, `completions`, `correct`? `--help` says more
    ");
}

#[test]
fn wrong_arguments_are_told_as_all_errors_are() {
    let sandbox = Sandbox::new();
    for args in [
        &["figures", "--format", "xml"][..],
        &["figures", "--format"],
        &["figures", "--db", "a", "--db", "b"],
        &["figures", "--json", "--csv"],
        &["compare"],
        &["correct", "tea"],
        &["correct", "--quote", "x", "--value", "y"],
        &["report", "lits"],
        &["review", "settle", "x"],
        &["review", "settle", "1", "--cells", "a"],
        &["merge", "tea"],
        &["serach", "--nope", "x"],
    ] {
        let ran = sandbox.run(args);
        assert_eq!(ran.code, Some(2), "{args:?}\n{ran}");
        if args.contains(&"--json") {
            continue;
        }
        let lines: Vec<&str> = ran.stderr.lines().collect();
        let [error, hint] = lines[..] else { panic!("{args:?}\n{ran}") };
        assert!(error.starts_with("error: ") && hint.starts_with("hint: "), "{args:?}\n{ran}");
        assert!(hint.ends_with("`--help` says more") && !ran.stderr.contains('\''), "{args:?}\n{ran}");
    }
}

#[test]
fn a_flag_that_there_is_not_is_wrong_usage() {
    assert_snapshot!(Sandbox::new().run(&["compare", "stalin", "trotsky", "--dif"]), @"
    exit code 2
    ---- stderr ----
    error: unexpected argument `--dif`
    hint: did you mean `--diff`? `--help` says more
    ");
}

#[test]
fn version_is_the_package_version() {
    assert_eq!(Sandbox::new().succeed(&["--version"]), concat!("versus ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_is_a_failure() {
    let sandbox = Sandbox::new();
    for args in [&["--help"][..], &["--version"], &["help", "compare"], &[]] {
        let full = File::options().write(true).open("/dev/full").expect("it is there");
        let ran = sandbox.ran(&sandbox.command().args(args).stdout(full).output().expect("the binary runs"));
        assert_eq!(ran.code, Some(1), "{args:?}\n{ran}");
        assert!(ran.stderr.starts_with("error: cannot write to standard output\n"), "{args:?}\n{ran}");
    }
    let mut closed = sandbox.command().args(["import", "--help"]).stdout(Stdio::piped()).spawn().expect("it runs");
    drop(closed.stdout.take());
    assert_eq!(closed.wait().expect("it ends").code(), Some(0), "a reader that has gone away is no failure");
}

#[test]
fn completions_are_printed_for_every_shell_without_a_base() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = sandbox.succeed(&["completions", shell]);
        assert!(script.contains("versus") && script.contains("COMPLETE"), "{shell}");
    }
    assert!(!sandbox.default_base().exists());
    assert_snapshot!(sandbox.run(&["completions", "tcl"]), @"
    exit code 2
    ---- stderr ----
    error: invalid value `tcl` for `<SHELL>`
    hint: say one of: bash, elvish, fish, powershell, zsh; `--help` says more
    ");
}

#[test]
fn the_manual_page_names_every_command() {
    let sandbox = Sandbox::new();
    let page = sandbox.succeed(&["man"]);
    assert!(page.contains(".TH versus 1"), "{page}");
    for command in ["compare", "search", "export", "report", "import", "seed"] {
        assert!(page.contains(command), "{command}");
    }
    for variable in ["VERSUS_DB", "VERSUS_EDITOR", "XDG_DATA_HOME", "NO_COLOR", "COLUMNS"] {
        assert!(page.contains(&format!(".IP {variable}\n")), "{variable}");
    }
    assert!(page.contains(".SS EXAMPLES\n  versus show stalin\n"), "{page}");
    assert!(!page.contains("EXTRA") && !page.contains("Examples:"), "{page}");
    assert!(!sandbox.default_base().exists());
}

#[test]
fn free_text_may_begin_with_a_hyphen() {
    let sandbox = Sandbox::new();
    sandbox.write("cats-vs-dogs.csv", "x,Cats,Dogs\nSound,Meow,Bark\nTail,yes,no\n");
    sandbox.succeed(&["import", "cats-vs-dogs.csv"]);
    for args in [
        &["correct", "cats", "sound", "--value", "-5", "--note", "- says who?"][..],
        &["correct", "cats", "sound", "--value", "--", "--note", "--value"],
        &["revert", "2", "--note", "-x"],
        &["report", "file", "cats", "sound", "--value", "-5", "--comment", "--loud", "--reporter", "-me-"],
        &["report", "decline", "1", "--because", "cannot-verify", "--note", "-"],
        &["report", "reopen", "1", "--note", "-oops", "--editor", "Bo"],
        &["report", "accept", "1", "--value", "-7 dB", "--note", "-q"],
        &["merge", "dogs", "--into", "cats", "--attribute", "--note", "-same"],
        &["sql", "SELECT :a", "--param", "-a=1"],
    ] {
        let ran = sandbox.run(args);
        assert!(!ran.stderr.contains("Usage:"), "{args:?} is understood\n{ran}");
    }
    let texts = "SELECT new_text || ' / ' || coalesce(note, '') || ' / ' || coalesce(revert_note, '') AS texts
        FROM corrections";
    let said = "SELECT proposed || ' / ' || comment || ' / ' || reporter AS said FROM reports";
    assert_snapshot!(sandbox.succeed(&["sql", texts, "--format", "csv"]), @"
    texts
    -5 / - says who? / superseded: --value
    -- / --value / -x
    -7 dB / -q /
    ");
    assert_snapshot!(sandbox.succeed(&["sql", said, "--format", "csv"]), @"
    said
    -5 / --loud / -me-
    ");
    // What follows a text is a flag again, and what is in no such place always was.
    assert_eq!(sandbox.run(&["report", "file", "cats", "--comment", "-x", "--quiet"]).stderr, "");
    assert!(sandbox.succeed(&["sql", "--help"]).contains("Answer one SELECT"));
    assert_eq!(sandbox.run(&["sql", "--timeout", "1", "SELECT 1"]).code, Some(0));
    assert_eq!(sandbox.run(&["search", "--", "-x"]).code, Some(0));
    for unknown in [&["sql", "--no-such-flag"][..], &["correct", "cats", "sound", "--vlaue", "x"]] {
        assert_eq!(sandbox.run(unknown).code, Some(2), "{unknown:?}");
    }
    let cells = ["review", "settle", "1", "--cells", "-5", "a", "b", "--editor", "Bo"];
    let ran = sandbox.run(&cells);
    assert!(ran.stderr.contains("no unclear row 1"), "{ran}");
}
