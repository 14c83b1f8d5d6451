//! `versus config`, and what is set once in its file.

use crate::sandbox::Sandbox;

fn settings(sandbox: &Sandbox, variables: &[(&str, &str)], args: &[&str]) -> Vec<[String; 3]> {
    let mut command = sandbox.command();
    command.envs(variables.iter().copied()).args(["config", "--csv"]).args(args);
    let ran = sandbox.ran(&command.output().expect("the binary runs"));
    assert_eq!(ran.code, Some(0), "{ran}");
    let mut reader = csv::Reader::from_reader(ran.stdout.as_bytes());
    reader.records().map(|row| row.expect("CSV").deserialize(None).expect("three cells")).collect()
}

fn of<'s>(settings: &'s [[String; 3]], name: &str) -> [&'s str; 2] {
    let setting = settings.iter().find(|setting| setting[0] == name).expect("a setting");
    [&setting[1], &setting[2]]
}

#[test]
fn a_flag_comes_before_the_environment_before_the_file_before_the_default() {
    let sandbox = Sandbox::new();
    let found = settings(&sandbox, &[], &[]);
    assert_eq!(of(&found, "color"), ["auto", "default"]);
    assert_eq!(of(&found, "editor"), ["login", "default"].map(|from| if from == "default" { "USER" } else { from }));
    sandbox.write(
        ".config/versus/config.toml",
        "color = \"never\"\neditor = \"Ann\"\npager = \"more\"\ndb = \"~/mine.db\"\n",
    );
    let file = "[HOME]/.config/versus/config.toml";
    let found = settings(&sandbox, &[], &[]);
    assert_eq!(of(&found, "color"), ["never", file]);
    assert_eq!(of(&found, "editor"), ["Ann", file]);
    assert_eq!(of(&found, "db"), ["[HOME]/mine.db", file]);
    let found = settings(&sandbox, &[("VERSUS_EDITOR", "Bo"), ("VERSUS_PAGER", "less"), ("VERSUS_DB", "a.db")], &[]);
    assert_eq!(of(&found, "editor"), ["Bo", "VERSUS_EDITOR"]);
    assert_eq!(of(&found, "pager"), ["less", "VERSUS_PAGER"]);
    assert_eq!(of(&found, "db"), ["a.db", "VERSUS_DB"]);
    let found = settings(&sandbox, &[("VERSUS_EDITOR", "Bo")], &["--editor", "Cy", "--no-pager", "--db", "b.db"]);
    assert_eq!(of(&found, "editor"), ["Cy", "--editor"]);
    assert_eq!(of(&found, "pager"), ["", "--no-pager"]);
    assert_eq!(of(&found, "db"), ["b.db", "--db"]);
}

#[test]
fn a_base_of_the_configuration_must_be_there() {
    let sandbox = Sandbox::new();
    sandbox.write(".config/versus/config.toml", "db = \"~/mine.db\"\n");
    for args in [&["figures"][..], &["seed"], &["import", "x.md"]] {
        let ran = sandbox.run(args);
        assert!(ran.code == Some(1) && ran.stderr.contains("mine.db"), "{ran}");
    }
    assert!(!sandbox.path("mine.db").exists());
    sandbox.succeed(&["--db", "mine.db", "seed"]);
    assert!(sandbox.succeed(&["figures"]).contains("Leon Trotsky"));
}

#[test]
fn what_the_file_cannot_say_is_named() {
    let sandbox = Sandbox::new();
    for (text, said) in [
        ("db = 1", "config.toml:1: "),
        ("\ncolour = \"never\"", "config.toml:2: unknown field `colour`"),
        ("format = \"xml\"", "`xml` is no format"),
        ("color = [", "config.toml:1: "),
    ] {
        sandbox.write(".config/versus/config.toml", text);
        let ran = sandbox.run(&["figures"]);
        assert!(ran.code == Some(1) && ran.stderr.contains(said), "{text}\n{ran}");
    }
    assert!(!sandbox.default_base().exists());
}

#[test]
fn the_format_of_the_configuration_is_for_rows_only() {
    let sandbox = Sandbox::new();
    sandbox.write(".config/versus/config.toml", "format = \"json\"\n");
    assert!(sandbox.succeed(&["figures"]).starts_with('['));
    assert!(sandbox.succeed(&["figures", "-f", "table"]).starts_with("figure"));
    sandbox.succeed(&["figures", "-o", "figures.csv"]);
    assert!(sandbox.read("figures.csv").starts_with(b"figure,"));
    // Whoever asked for nothing is told in words.
    let ran = sandbox.run(&["alias", "add", "stalin", "Koba"]);
    assert!(ran.stdout.is_empty() && ran.stderr.contains("is Koba too"), "{ran}");
}
