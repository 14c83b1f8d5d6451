//! `versus import`.

use insta::assert_snapshot;

use crate::sandbox::{Sandbox, ensure_index_in_step, query};

const TEA: &str = include_str!("../fixtures/pages/tea-vs-coffee.txt");
const TABLES: [&str; 7] = ["figures", "attributes", "values", "sections", "documents", "reports", "corrections"];

fn exports(sandbox: &Sandbox) -> Vec<String> {
    TABLES.iter().map(|table| sandbox.succeed(&["export", table])).collect()
}

#[test]
fn without_threads_pages_are_read_all_the_same() {
    let sandbox = Sandbox::new();
    sandbox.bring("tests/fixtures/pages", "pages");
    // A stack of more than there is address space: no thread can be had.
    for stack in ["2000000", "900000000000000"] {
        let ran = sandbox.run_with("RUST_MIN_STACK", stack, &["--db", &format!("{stack}.db"), "import", "pages"]);
        assert_eq!(ran.code, Some(0), "{ran}");
    }
    let values = |base| sandbox.succeed(&["--db", base, "export", "values"]);
    assert_eq!(values("900000000000000.db"), values("2000000.db"));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_named_as_that() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::new();
    sandbox.write("pages/tea.txt", TEA);
    symlink("../gone/coffee.txt", sandbox.path("pages/link.txt")).expect("a link");
    symlink("gone.db", sandbox.path("link.db")).expect("a link");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "pages"]), @"
    exit code 1
    ---- stderr ----
    pages/link.txt:1: is a link to `../gone/coffee.txt`, which is not there: put that back, or delete the link
    made the knowledge base a.db
    1 imported, 0 updated, 0 unchanged, 1 rejected; 4 rows stored, 0 unclear
    error: 1 of 2 pages rejected
    ");
    assert_snapshot!(sandbox.run(&["parse", "pages/link.txt"]), @"
    exit code 1
    ---- stderr ----
    pages/link.txt:1: is a link to `../gone/coffee.txt`, which is not there: put that back, or delete the link
    error: 1 of 1 page rejected
    ");
    for command in [&["import", "pages/tea.txt"][..], &["seed"], &["figures"], &["import", "pages", "--dry-run"]] {
        let ran = sandbox.run(&[&["--db", "link.db"], command].concat());
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(1), ""), "{command:?}");
        assert_eq!(
            ran.stderr,
            "error: `link.db` is a link to `gone.db`, which is not there\n\
             hint: put back what it leads to, or delete the link; nothing was written\n",
            "{command:?}"
        );
    }
    // What is missing and no link is said as before.
    assert!(sandbox.run(&["parse", "none.txt"]).stderr.contains("No such file"));
}

#[test]
fn import_says_what_it_did() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/tea.txt", TEA);
    assert_snapshot!(sandbox.run(&["import", "pages/tea.txt"]), @"
    exit code 0
    ---- stderr ----
    made the knowledge base [HOME]/.local/share/versus/versus.db with 1 document
    1 imported, 0 updated, 0 unchanged, 0 rejected; 4 rows stored, 0 unclear
    ");
}

#[test]
fn import_of_a_folder_takes_every_txt_file_below_it_once() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/tea.txt", TEA);
    sandbox.write("pages/deep/down/other.TXT", TEA.replace("Coffee", "Cocoa"));
    sandbox.write("pages/notes.pdf", "not a page");
    assert_snapshot!(sandbox.run(&["import", "pages", "pages/tea.txt", "pages/"]), @"
    exit code 0
    ---- stderr ----
    made the knowledge base [HOME]/.local/share/versus/versus.db with 1 document
    2 imported, 0 updated, 0 unchanged, 0 rejected; 8 rows stored, 0 unclear; 1 .pdf passed over
    ");
    assert_snapshot!(sandbox.run(&["documents", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    document,title,values,passages,unclear
    joseph-stalin-vs-leon-trotsky,Joseph Stalin vs. Leon Trotsky,10,9,0
    other,Tea vs. Cocoa,8,3,0
    tea,Tea vs. Coffee,8,3,0
    ");
}

#[test]
fn importing_twice_equals_importing_once() {
    let sandbox = Sandbox::with_fixtures();
    let (dump, before) = (sandbox.dump(), exports(&sandbox));
    assert_snapshot!(sandbox.run(&["--now", "2027-01-01T00:00:00Z", "import", "pages"]), @"
    exit code 0
    ---- stderr ----
    0 imported, 0 updated, 3 unchanged, 0 rejected; 0 rows stored, 0 unclear; nothing changed
    ");
    assert_eq!(exports(&sandbox), before);
    assert_eq!(sandbox.dump(), dump);
    ensure_index_in_step(&sandbox.connect());
}

#[test]
fn importing_in_pieces_equals_importing_at_once() {
    let whole = Sandbox::with_fixtures();
    let pieces = Sandbox::new();
    for page in ["coffee-vs-cocoa.txt", "tea-vs-cocoa-vs-mate.txt", "tea-vs-coffee.txt"] {
        pieces.write(&format!("pages/{page}"), whole.read(&format!("pages/{page}")));
        pieces.succeed(&["import", &format!("pages/{page}")]);
    }
    assert_eq!(pieces.dump(), whole.dump());
}

#[test]
fn a_changed_page_is_updated_in_place() {
    let sandbox = Sandbox::with_fixtures();
    let (values, passages) = (
        "SELECT id || ' ' || stable FROM (
           SELECT v.id, d.slug || '/' || a.name || '/' || f.name AS stable FROM attribute_values v
           JOIN documents d ON d.id = v.document_id JOIN figures f ON f.id = v.figure_id
           JOIN attributes a ON a.id = v.attribute_id) ORDER BY stable",
        "SELECT id || ' ' || text FROM passages ORDER BY id",
    );
    let connection = sandbox.connect();
    let old_values: Vec<String> = query(&connection, values);
    let old_passages: Vec<String> = query(&connection, passages);
    drop(connection);
    let page = TEA
        .replace("About 40 mg", "Nearly 50 mg")
        .replace("HomelandChinaEthiopia\n", "")
        .replace("Served hotYesYes", "Drunk coldSometimesRarely\nServed hotYesYes")
        .replace("Milk softens it.", "Lemon sharpens it.")
        .replace("leaves and coffee from", "foliage and coffee from")
        .replace("Trade\n", "Ceremony\n\nTea has ceremonies of its own.\n\nTrade\n");
    sandbox.write("pages/tea-vs-coffee.txt", page);
    assert_snapshot!(sandbox.run(&["--now", "2027-01-01T00:00:00Z", "import", "pages"]), @"
    exit code 0
    ---- stderr ----
    updated tea-vs-coffee: title, summary, notice or credits changed, 1 value changed, 2 values added, 2 values removed, 1 passage changed, 1 passage added
    0 imported, 1 updated, 2 unchanged, 0 rejected; 4 rows stored, 0 unclear
    ");

    let connection = sandbox.connect();
    let new_values: Vec<String> = query(&connection, values);
    let new_passages: Vec<String> = query(&connection, passages);
    assert_snapshot!(changes(&old_values, &new_values), @"
    - 106 tea-vs-coffee/Homeland/Coffee
    - 103 tea-vs-coffee/Homeland/Tea
    + 124 tea-vs-coffee/Drunk cold/Coffee
    + 121 tea-vs-coffee/Drunk cold/Tea
    ");
    assert_snapshot!(changes(&old_passages, &new_passages), @"
    - 113 Tea is light and floral, and a long brew makes it bitter. Milk softens it.
    + 113 Tea is light and floral, and a long brew makes it bitter. Lemon sharpens it.
    + 125 Tea has ceremonies of its own.
    ");
    ensure_index_in_step(&connection);
    let broken: Vec<String> = query(&connection, "SELECT \"table\" FROM pragma_foreign_key_check");
    assert!(broken.is_empty(), "{broken:?}");
    drop(connection);

    assert_snapshot!(sandbox.run(&["compare", "tea", "coffee", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,Tea,Coffee
    Homeland,China,Yemen
    Made from,Leaves,Roasted seeds
    Caffeine per cup,Nearly 50 mg,About 95 mg
    Drunk cold,Sometimes,Rarely
    Served hot,Yes,Yes
    Sweetened,,Sometimes
    ");
    let place = |words: &str| sandbox.run(&["search", words, "--format", "csv"]);
    for old in ["about 40", "softens", "are made from leaves", "Ethiopia"] {
        assert_eq!(place(old).stdout.lines().count(), 1, "{old}");
    }
    for new in ["nearly 50", "sharpens", "foliage", "rarely", "ceremonies"] {
        assert_eq!(place(new).stdout.lines().count(), 2, "{new}");
    }
    assert_snapshot!(sandbox.succeed(&["sections", "--document", "tea-vs-coffee", "--format", "csv"]), @r#"
    document,section,heading,passage,figures,text,status
    tea-vs-coffee,1,Taste,1,Tea,"Tea is light and floral, and a long brew makes it bitter. Lemon sharpens it.",stated
    tea-vs-coffee,1,Taste,2,Coffee,"Coffee is dark and sour, and a coarse grind makes it thin. It is said to taste ""of the roast"".",stated
    tea-vs-coffee,2,Ceremony,1,Tea,Tea has ceremonies of its own.,stated
    tea-vs-coffee,3,Trade,1,Tea; Coffee,"Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests.",stated
    "#);
    let times = sandbox.succeed(&["export", "documents"]);
    assert_eq!(times.matches("2027-01-01T00:00:00Z").count(), 1, "only the changed page came in anew");
}

/// The lines that one list has and the other has not.
fn changes(old: &[String], new: &[String]) -> String {
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(come).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_page_that_is_changed_and_changed_back_leaves_the_base_as_it_was() {
    let sandbox = Sandbox::with_fixtures();
    let before = exports(&sandbox);
    let swapped = TEA.replace("Taste\n", "Flavour\n").replace("Tea vs. Coffee", "Coffee vs. Tea");
    sandbox.write("pages/tea-vs-coffee.txt", swapped.replace("AttributeTeaCoffee", "AttributeCoffeeTea"));
    sandbox.succeed(&["import", "pages"]);
    ensure_index_in_step(&sandbox.connect());
    assert_ne!(exports(&sandbox), before);
    sandbox.write("pages/tea-vs-coffee.txt", TEA);
    sandbox.succeed(&["import", "pages"]);
    ensure_index_in_step(&sandbox.connect());
    let sorted = |export: &String| {
        let mut lines: Vec<String> = export.lines().map(String::from).collect();
        lines.sort();
        lines
    };
    let (before, after): (Vec<_>, Vec<_>) =
        (before.iter().map(sorted).collect(), exports(&sandbox).iter().map(sorted).collect());
    assert_eq!(after, before);
}

#[test]
fn a_bad_page_is_reported_with_its_line_and_does_not_stop_the_rest() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/a-no-title.txt", "\n\nJust a note\n\nComparison\n");
    sandbox.write("pages/b-no-table.txt", "Tea vs. Coffee\n\nThey are drinks.\n");
    sandbox.write("pages/c-empty.txt", "");
    sandbox.write("pages/d-latin.txt", b"Caf\xe9 vs. Bar\n");
    sandbox.write("pages/e-same.txt", "Tea vs. TEA\n\nComparison\n\nAttributeTeaTEA\nLeafGreenBlack\n");
    sandbox.write("pages/f-header.txt", "Tea vs. Mate\n\nComparison\n\nAttributeTeaCocoa\nLeafGreenBrown\n");
    sandbox.write("pages/tea.txt", TEA);
    assert_snapshot!(sandbox.run(&["import", "pages"]), @"
    exit code 1
    ---- stderr ----
    made the knowledge base [HOME]/.local/share/versus/versus.db with 1 document
    pages/a-no-title.txt:3: the page has neither a title such as `A vs. B` nor a table
    pages/b-no-table.txt:3: the page has no table whose header row names the figures of the title
    pages/c-empty.txt:1: the page is empty
    pages/d-latin.txt:1: the text is not UTF-8, and nothing says which encoding it is: name it with `--encoding`, such as `--encoding windows-1252`
    pages/e-same.txt:1: two figures have the same name, `TEA`
    pages/f-header.txt:5: the table's header row must name the figures of the title: `Tea`, `Mate`
    1 imported, 0 updated, 0 unchanged, 6 rejected; 4 rows stored, 0 unclear
    error: 6 of 7 pages rejected
    ");
    assert_snapshot!(sandbox.run(&["documents", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    document,title,values,passages,unclear
    joseph-stalin-vs-leon-trotsky,Joseph Stalin vs. Leon Trotsky,10,9,0
    tea,Tea vs. Coffee,8,3,0
    ");
}

#[test]
fn quiet_keeps_the_complaints() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/bad.txt", "nothing");
    sandbox.write("pages/tea.txt", TEA);
    assert_snapshot!(sandbox.run(&["--quiet", "import", "pages"]), @"
    exit code 1
    ---- stderr ----
    pages/bad.txt:1: the page has neither a title such as `A vs. B` nor a table
    error: 1 of 2 pages rejected
    ");
}

#[test]
fn a_path_that_is_not_there_does_not_stop_the_rest() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("new.txt", TEA.replace("Coffee", "Juice"));
    assert_snapshot!(sandbox.run(&["import", "new.txt", "missing.txt"]), @"
    exit code 1
    ---- stderr ----
    missing.txt:1: cannot be read: No such file or directory (os error 2)
    1 imported, 0 updated, 0 unchanged, 1 rejected; 4 rows stored, 0 unclear
    error: 1 of 2 pages rejected
    ");
    assert_eq!(sandbox.succeed(&["documents", "juice", "--format", "csv"]).lines().count(), 2);
}

#[test]
fn import_needs_a_path() {
    assert_snapshot!(Sandbox::new().run(&["import"]), @"
    exit code 2
    ---- stderr ----
    error: missing: `<PATH>...`
    hint: use it as `versus import <PATH>...`; `--help` says more
    ");
}

#[test]
fn import_of_a_folder_without_pages_says_that_nothing_changed() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("other/picture.png", "no page");
    assert_snapshot!(sandbox.run(&["import", "other"]), @"
    exit code 0
    ---- stderr ----
    0 imported, 0 updated, 0 unchanged, 0 rejected; 0 rows stored, 0 unclear; nothing changed; 1 .png passed over
    ");
}

#[test]
fn import_creates_the_base_that_was_named_without_the_shipped_documents() {
    let sandbox = Sandbox::new();
    sandbox.write("tea.txt", TEA);
    assert_snapshot!(sandbox.run(&["--db", "mine.db", "import", "tea.txt"]), @"
    exit code 0
    ---- stderr ----
    made the knowledge base mine.db
    1 imported, 0 updated, 0 unchanged, 0 rejected; 4 rows stored, 0 unclear
    ");
    assert_eq!(sandbox.succeed(&["--db", "mine.db", "documents", "--format", "csv"]).lines().count(), 2);
    assert!(!sandbox.default_base().exists());
}

#[test]
fn a_page_keeps_its_text_whatever_its_line_ends_are() {
    let sandbox = Sandbox::new();
    sandbox.write("tea.txt", format!("\u{feff}{}", TEA.replace('\n', "\r\n")));
    sandbox.succeed(&["import", "tea.txt"]);
    let windows = sandbox.succeed(&["compare", "tea", "coffee", "--sections", "--format", "csv"]);
    sandbox.write("tea.txt", TEA);
    sandbox.succeed(&["import", "tea.txt"]);
    assert_eq!(sandbox.succeed(&["compare", "tea", "coffee", "--sections", "--format", "csv"]), windows);
}

#[test]
fn no_base_is_made_when_every_page_is_rejected() {
    let sandbox = Sandbox::new();
    sandbox.write("pages/a.txt", "nothing\n");
    sandbox.write("pages/b.txt", "nothing either\n");
    assert_snapshot!(sandbox.run(&["--db", "new.db", "import", "pages"]), @"
    exit code 1
    ---- stderr ----
    pages/a.txt:1: the page has neither a title such as `A vs. B` nor a table
    pages/b.txt:1: the page has neither a title such as `A vs. B` nor a table
    the knowledge base new.db was not made: every page was rejected
    0 imported, 0 updated, 0 unchanged, 2 rejected; 0 rows stored, 0 unclear; nothing changed
    error: 2 of 2 pages rejected
    ");
    assert!(!sandbox.path("new.db").exists());
    sandbox.write("pages/c.txt", "A vs. B\n\nComparison\n\nAttribute | A | B\nSize | 1 | 2\n");
    assert_eq!(sandbox.run(&["--db", "new.db", "import", "pages"]).code, Some(1));
    assert_eq!(sandbox.succeed(&["--db", "new.db", "export", "values"]).lines().count(), 3);
}

#[test]
fn what_an_update_says_is_what_changed() {
    let sandbox = Sandbox::new();
    let page = |heading: &str, credit: &str, colour: &str| {
        format!(
            "Tea vs. Rum\n\nComparison\n\nAttribute | Tea | Rum\nOrigin | China | Cuba\nColour | green | {colour}\n\n\
             Further Detail\n\n{heading}\n\nTea is old.\n\nPhoto by {credit} on Unsplash\n"
        )
    };
    let import = |page: String| {
        sandbox.write("p/tea-vs-rum.txt", page);
        sandbox.run(&["import", "p"]).stderr.lines().next().unwrap_or_default().to_owned()
    };
    import(page("History", "Ann Roe", "brown"));
    sandbox.succeed(&["correct", "rum", "price", "--new", "--value", "9 EUR", "--document", "tea-vs-rum"]);
    assert_eq!(
        import(page("History", "Bo Roe", "brown")),
        "updated tea-vs-rum: title, summary, notice or credits changed"
    );
    // What a correction stands on was never on the page, and is not gone from it.
    assert_eq!(import(page("History", "Bo Roe", "white")), "updated tea-vs-rum: 1 value changed");
    import(page("Past", "Bo Roe", "white"));
    let sections = sandbox.succeed(&["export", "sections"]);
    assert!(sections.contains("tea-vs-rum,1,Past,1,Tea,Tea is old."), "{sections}");
    // A correction that was undone holds nothing.
    sandbox.succeed(&["correct", "tea", "colour", "--value", "black", "--document", "tea-vs-rum"]);
    sandbox.succeed(&["revert", "2", "--note", "no"]);
    import(page("Past", "Bo Roe", "white").replace("Colour | green | white\n", ""));
    let attributes = sandbox.succeed(&["attributes", "--format", "csv"]);
    assert!(attributes.contains("Colour,,0,0") || !attributes.contains("Colour"), "{attributes}");
    assert_eq!(query::<i64>(&sandbox.connect(), "SELECT count(*) FROM attribute_values WHERE status = 'absent'"), [1]);
}
