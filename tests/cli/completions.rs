//! What the shell offers.

use crate::sandbox::Sandbox;

/// What is offered for the last of these words.
fn offered(sandbox: &Sandbox, shell: &str, words: &[&str]) -> Vec<String> {
    let mut command = sandbox.command();
    command.env("COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", words.len().to_string()).env("_CLAP_IFS", "\n");
    if shell == "bash" {
        command.env("_CLAP_COMPLETE_COMP_TYPE", "9");
    }
    command.args(["--", "versus"]).args(words);
    let ran = sandbox.ran(&command.output().expect("the binary runs"));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{words:?}");
    ran.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn names_headings_and_numbers_are_offered() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["alias", "add", "stalin", "Koba"]);
    sandbox.succeed(&["report", "file", "stalin", "foreign policy", "--comment", "x"]);
    sandbox.succeed(&["correct", "trotsky", "foreign policy", "--value", "World revolution"]);
    for (words, expected) in [
        (&["compare", "jos"][..], "Joseph\\ Stalin"),
        (&["compare", "joseph\\ s"], "Joseph\\ Stalin"),
        (&["compare", "\"joseph s"], "Joseph Stalin"),
        (&["compare", "trot"], "Leon\\ Trotsky"),
        (&["compare", "kob"], "Koba"),
        (&["compare", "joseph-"], "joseph-stalin-vs-leon-trotsky"),
        (&["show", "foreign"], "Foreign\\ policy"),
        (&["sections", "--document", "joseph"], "joseph-stalin-vs-leon-trotsky"),
        (&["sections", "--heading", "foreign"], "Foreign\\ Policy"),
        (&["correct", "stalin", "eco"], "Economic\\ policies"),
        (&["alias", "remove", ""], "Koba"),
        (&["report", "accept", ""], "1"),
        (&["revert", ""], "1"),
        (&["com"], "compare"),
        // Words that are no command are names.
        (&["jos"], "Joseph\\ Stalin"),
        (&["stalin", "vs", "trot"], "Leon\\ Trotsky"),
    ] {
        let found = offered(&sandbox, "bash", words);
        assert!(found.contains(&expected.to_owned()), "{words:?}: {found:?}");
    }
    // The other shells quote for themselves.
    assert_eq!(offered(&sandbox, "zsh", &["compare", "jos"]), ["Joseph Stalin"]);
    assert_eq!(offered(&sandbox, "bash", &["compare", "xyzzy"]), [""; 0]);
    assert!(!offered(&sandbox, "bash", &[""]).contains(&"Joseph\\ Stalin".to_owned()), "commands come first");
    let hidden = offered(&sandbox, "bash", &["compare", "--"]);
    assert!(hidden.contains(&"--diff".into()) && !hidden.contains(&"--now".into()), "{hidden:?}");
}

#[test]
fn nothing_is_made_and_the_base_that_is_named_is_asked() {
    let sandbox = Sandbox::new();
    assert_eq!(offered(&sandbox, "bash", &["compare", "jos"]), [""; 0]);
    assert!(!sandbox.default_base().exists());
    sandbox.succeed(&["--db", "other.db", "seed"]);
    assert_eq!(offered(&sandbox, "bash", &["--db", "other.db", "compare", "jos"]), ["Joseph\\ Stalin"]);
    sandbox.write("no.db", "no base");
    assert_eq!(offered(&sandbox, "bash", &["--db", "no.db", "compare", "jos"]), [""; 0]);
}

#[test]
fn names_of_strangers_are_harmless_words() {
    let sandbox = Sandbox::new();
    let name = "$(touch owned)`touch owned`;touch owned";
    sandbox.write("x.csv", format!("Aspect,{name},Evil \u{1b}[31m\nSize,1,2\n"));
    sandbox.succeed(&["import", "x.csv"]);
    let found = offered(&sandbox, "bash", &["compare", ""]);
    assert!(found.iter().all(|word| !word.contains('\u{1b}')), "{found:?}");
    let offered = found.iter().find(|word| word.contains("owned")).expect("it is offered");
    let echoed =
        std::process::Command::new("sh").args(["-c", &format!("printf %s {offered}")]).output().expect("sh runs");
    assert_eq!(String::from_utf8_lossy(&echoed.stdout), name);
}

#[test]
fn each_shell_gets_its_script() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = sandbox.succeed(&["completions", shell]);
        assert!(script.contains("COMPLETE") && script.contains("versus"), "{shell}: {script}");
    }
    assert!(!sandbox.default_base().exists());
}
