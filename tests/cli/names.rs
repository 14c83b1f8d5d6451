//! Names as people type them: words that are no command, words put together into names, beginnings, documents.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

/// A page of two figures and a row.
fn page(sandbox: &Sandbox, one: &str, other: &str) {
    let name = format!("{one} vs {other}.md").replace('/', "-");
    sandbox
        .write(&name, format!("# {one} vs. {other}\n\n| | {one} | {other} |\n| --- | --- | --- |\n| Size | 1 | 2 |\n"));
    sandbox.succeed(&["import", &name]);
}

/// The columns of a comparison.
fn compared(sandbox: &Sandbox, args: &[&str]) -> String {
    let csv = sandbox.succeed(&[args, &["--csv"]].concat());
    csv.lines().next().unwrap_or_default().strip_prefix("attribute,").unwrap_or(&csv).to_owned()
}

#[test]
fn all_ways_to_say_it_print_the_comparison() {
    let sandbox = Sandbox::new();
    for args in [
        &["stalin", "vs", "trotsky"][..],
        &["stalin", "trotsky"],
        &["stalin vs trotsky"],
        &["compare", "stalin", "vs", "trotsky"],
        &["compare", "Stalin vs. Trotsky"],
        &["compare", "STALIN VERSUS TROTSKY"],
        &["compare", "Joseph", "Stalin", "Leon", "Trotsky"],
        &["compare", "joseph", "stalin", "and", "leon", "trotsky"],
        &["compare", "stalin,", "trotsky"],
        &["compare", "stalin,trotsky"],
        &["compare", "stal", "trot"],
        &["joseph-stalin-vs-leon-trotsky"],
        &["compare", "joseph-stalin-vs-leon-trotsky"],
    ] {
        assert_eq!(compared(&sandbox, args), "Joseph Stalin,Leon Trotsky", "{args:?}");
    }
    assert_eq!(compared(&sandbox, &["trotsky", "vs", "stalin"]), "Leon Trotsky,Joseph Stalin");
    // Flags stand where they like, and a value of one is no name.
    assert_eq!(compared(&sandbox, &["--color", "never", "stalin", "trotsky", "--diff"]), "Joseph Stalin,Leon Trotsky");
    assert!(sandbox.succeed(&["stalin"]).starts_with("Joseph Stalin\n"), "one figure is shown");
}

#[test]
fn separators_may_belong_to_a_name() {
    let sandbox = Sandbox::new();
    page(&sandbox, "Trinidad and Tobago", "Portland, Oregon");
    for args in [
        &["compare", "trinidad", "and", "tobago", "vs", "portland", "oregon"][..],
        &["compare", "Trinidad and Tobago", "Portland, Oregon"],
        &["compare", "trinidad and tobago vs portland, oregon"],
        &["compare", "tobago", "portland"],
    ] {
        assert_eq!(compared(&sandbox, args), "Trinidad and Tobago,\"Portland, Oregon\"", "{args:?}");
    }
}

#[test]
fn nothing_is_guessed_where_words_can_be_read_in_two_ways() {
    let sandbox = Sandbox::new();
    page(&sandbox, "New York", "London");
    page(&sandbox, "York", "New Hampshire");
    page(&sandbox, "Green Tea", "Coffee");
    page(&sandbox, "Green", "Tea");
    let ran = sandbox.run(&["compare", "green", "tea", "coffee"]);
    assert_eq!(ran.code, Some(2), "{ran}");
    assert!(
        ran.stderr.contains("can be read in several ways") && ran.stderr.contains("\"Green Tea\" vs Coffee"),
        "{ran}"
    );
    // A quoted name is one, and so is what stands between two separators.
    assert_eq!(compared(&sandbox, &["compare", "green tea", "coffee"]), "Green Tea,Coffee");
    assert_eq!(compared(&sandbox, &["compare", "coffee", "vs", "green", "tea"]), "Coffee,Green Tea");
    // Only one way leads to two figures.
    assert_eq!(compared(&sandbox, &["compare", "green", "tea"]), "Green,Tea");
    let ran = sandbox.run(&["green", "tea"]);
    assert!(ran.code == Some(2) && ran.stderr.contains("several ways"), "{ran}");
    assert_eq!(compared(&sandbox, &["compare", "new york", "york"]), "New York,York");
}

#[test]
fn a_beginning_of_several_names_lists_them_by_what_is_known() {
    let sandbox = Sandbox::new();
    for number in 0..12 {
        page(&sandbox, &format!("Starling {number}"), "Crow");
    }
    page(&sandbox, "Starling 7", "Raven");
    let ran = sandbox.run(&["show", "starl"]);
    assert_eq!(ran.code, Some(1), "{ran}");
    assert!(ran.stderr.contains("`starl` may be any of several figures"), "{ran}");
    assert!(
        ran.stderr.contains("say which: `Starling 7`, ") && ran.stderr.contains("`versus figures starl` lists all 12"),
        "{ran}"
    );
    // A whole name comes before all that begin with it.
    assert!(sandbox.succeed(&["show", "starling 1"]).starts_with("Starling 1\n"));
}

#[test]
fn a_misspelt_command_is_wrong_usage_and_makes_no_base() {
    let sandbox = Sandbox::new();
    let ran = sandbox.run(&["comapre", "a", "b"]);
    assert!(ran.code == Some(2) && ran.stderr.contains("compare"), "{ran}");
    assert!(!sandbox.default_base().exists());
    sandbox.succeed(&["seed"]);
    let ran = sandbox.run(&["comapre", "stalin", "trotsky"]);
    assert!(ran.code == Some(2) && ran.stderr.contains("no command is called `comapre`"), "{ran}");
    // A name that is near a command is a name, and what is near nothing is an unknown one.
    page(&sandbox, "Shaw", "Wilde");
    assert_eq!(compared(&sandbox, &["shaw", "wilde"]), "Shaw,Wilde");
    let ran = sandbox.run(&["xyzzy", "stalin"]);
    assert!(ran.code == Some(1) && ran.stderr.contains("no figure or command is called `xyzzy`"), "{ran}");
}

#[test]
fn a_figure_that_is_called_like_a_command_is_reached_through_compare() {
    let sandbox = Sandbox::new();
    page(&sandbox, "Log", "Search");
    assert_eq!(compared(&sandbox, &["compare", "log", "search"]), "Log,Search");
    assert!(sandbox.succeed(&["log"]).contains("imported"));
}

#[test]
fn show_reads_documents_and_attributes() {
    let sandbox = Sandbox::new();
    let page = sandbox.succeed(&["show", "joseph-stalin-vs-leon-trotsky"]);
    let parts = [
        "Joseph Stalin vs. Leon Trotsky",
        "Political ideology",
        "Foreign Policy",
        "inaccurate information",
        "Source: ",
    ];
    let places: Vec<_> = parts.iter().map(|part| page.find(part)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}\n{page}");
    let rows = sandbox.succeed(&["show", "joseph-stalin-vs-leon-trotsky", "--csv"]);
    assert!(rows.starts_with("part,attribute,section,figure,text,status\ntitle,,,,"), "{rows}");
    assert!(rows.contains("value,Political ideology,,Leon Trotsky,\"Trotskyism, Marxism\",stated\n"), "{rows}");
    assert_eq!(
        sandbox.succeed(&["show", "political", "ideology", "--csv"]),
        "figure,value,document,status,open_reports\n\
         Joseph Stalin,\"Communism, Stalinism\",joseph-stalin-vs-leon-trotsky,stated,0\n\
         Leon Trotsky,\"Trotskyism, Marxism\",joseph-stalin-vs-leon-trotsky,stated,0\n"
    );
    // As it reads, and as the page has it.
    sandbox.succeed(&["correct", "stalin", "foreign policy", "--value", "Peace with the moon"]);
    let document = ["show", "joseph-stalin-vs-leon-trotsky"];
    assert!(sandbox.succeed(&document).contains("[corrected]"));
    assert!(!sandbox.succeed(&[&document[..], &["--as-stated"]].concat()).contains("with the moon"));
}

#[test]
fn a_word_behind_a_command_is_no_name() {
    let sandbox = Sandbox::new();
    for (args, hint) in [
        (&["report", "flie"][..], "did you mean `file`?"),
        (&["help", "stalin"], "use it as `versus [OPTIONS] [COMMAND]`"),
        (&["helpp"], "did you mean `help`?"),
    ] {
        let ran = sandbox.run(args);
        let word = args.last().expect("a word");
        assert_eq!(ran.code, Some(2), "{ran}");
        assert!(ran.stderr.starts_with(&format!("error: no command is called `{word}`\nhint: {hint}")), "{ran}");
    }
    assert!(!sandbox.default_base().exists());
}

#[test]
fn flags_may_stand_before_the_names() {
    let sandbox = Sandbox::new();
    let plain = sandbox.succeed(&["stalin", "trotsky", "--csv"]);
    for args in [&["-qf", "csv", "stalin", "trotsky"][..], &["--csv", "--", "stalin", "trotsky"]] {
        assert_eq!(sandbox.succeed(args), plain, "{args:?}");
    }
}

#[test]
fn what_stands_between_names_is_none() {
    let sandbox = Sandbox::new();
    for args in [&["vs"][..], &["compare", "vs", "and"]] {
        let ran = sandbox.run(args);
        assert_eq!(ran.code, Some(2), "{ran}");
        assert!(ran.stderr.contains("there is no name between the words"), "{ran}");
    }
}

#[test]
fn who_has_several_figures_shown_is_told_of_compare() {
    assert_snapshot!(Sandbox::new().run(&["-q", "show", "stalin", "vs", "trotsky"]), @r#"
    exit code 2
    ---- stderr ----
    error: `stalin vs trotsky` is several figures
    hint: put them side by side with `versus compare "Joseph Stalin" "Leon Trotsky"`
    "#);
}
