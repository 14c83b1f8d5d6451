//! `versus merge`, and taking it back.

use insta::assert_snapshot;

use crate::sandbox::{Sandbox, ensure_sound, query};

/// A base in which Tea goes by "Cha" in one more document, which calls the homeland "Origin", with a report, corrections
/// and a preference on both sides.
fn doubled() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("new/cha-vs-beer.txt", page("India"));
    sandbox.succeed(&["import", "new"]);
    sandbox.succeed(&["alias", "add", "cha", "Chai"]);
    sandbox.succeed(&["report", "file", "cha", "origin", "--document", "cha-vs-beer", "--value", "China"]);
    sandbox
        .connect()
        .execute_batch(
            "INSERT INTO corrections (target, document_id, figure_id, attribute_id, base_text, new_text, editor, made_at)
             SELECT 'value', document_id, figure_id, attribute_id, stated, 'Corrected ' || stated, 'Bo', '2026-02-03T04:05:06Z'
             FROM current_values WHERE figure IN ('Cha', 'Tea') AND attribute IN ('Made from', 'Origin');
             INSERT INTO search_index (search_index) VALUES ('rebuild');",
        )
        .expect("corrections");
    sandbox.succeed(&["conflicts", "settle", "cha", "made from", "--prefer", "cha-vs-beer"]);
    sandbox.succeed(&["conflicts", "settle", "tea", "made from", "--prefer", "tea-vs-coffee"]);
    sandbox
}

fn page(origin: &str) -> String {
    format!(
        "Cha vs. Beer\n\nComparison\n\nAttribute | Cha | Beer\nOrigin | {origin} | Sumer\nMade from | Tea leaves | Barley\n\nFurther Detail\n\nTaste\n\n\
         Cha is mild to the tongue.\n\nBeer is bitter.\n"
    )
}

/// Everything that is exported but the history of merges, and how names are found.
fn exported(sandbox: &Sandbox) -> String {
    let tables = [
        "figures",
        "attributes",
        "values",
        "sections",
        "documents",
        "reports",
        "corrections",
        "aliases",
        "preferences",
    ];
    let mut all: String = tables.iter().map(|table| sandbox.succeed(&["export", table])).collect();
    let words = "SELECT word || ' ' || name FROM name_words JOIN names ON names.id = name_id";
    all += &query::<String>(&sandbox.connect(), words).join("\n");
    all
}

#[test]
fn a_merge_moves_everything_and_its_undo_moves_it_back() {
    let sandbox = doubled();
    let before = exported(&sandbox);
    assert_snapshot!(
        sandbox.run(&["merge", "chai", "--into", "tea", "--note", "Hindi", "--editor", "Bo"]), @"
    exit code 0
    ---- stderr ----
    Cha is Tea now: 2 values moved
    ");
    ensure_sound(&sandbox.connect());
    for name in ["cha", "CHAI", "tea"] {
        assert!(sandbox.succeed(&["show", name]).starts_with("Tea\n"), "{name}");
    }
    assert_snapshot!(sandbox.run(&["figures", "cha", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    figure,aliases,documents,values
    Tea,Cha; Chai,3,7
    ");
    assert_snapshot!(sandbox.run(&["show", "cha", "--format", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    document,attribute,section,text,status,open_reports
    tea-vs-cocoa-vs-mate,Homeland,,China,stated,0
    tea-vs-coffee,Made from,,Corrected Leaves,corrected,0
    tea-vs-coffee,Caffeine per cup,,About 40 mg,stated,0
    tea-vs-coffee,Homeland,,China,stated,0
    tea-vs-coffee,Served hot,,Yes,stated,0
    cha-vs-beer,Origin,,Corrected India,corrected,1
    cha-vs-beer,Made from,,Corrected Tea leaves,corrected,0
    tea-vs-coffee,,Taste,"Tea is light and floral, and a long brew makes it bitter. Milk softens it.",stated,0
    tea-vs-coffee,,Trade,"Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests.",stated,0
    cha-vs-beer,,Taste,Cha is mild to the tongue.,stated,0
    "#);
    assert_snapshot!(sandbox.run(&["report", "show", "1", "--format", "jsonl"]), @r#"
    exit code 0
    ---- stdout ----
    {"report":1,"status":"open","problem":"wrong","document":"cha-vs-beer","figure":"Cha","attribute":"Origin","section":null,"seen":"India","proposed":"China","comment":null,"evidence":null,"reporter":null,"filed_at":"2026-01-02T03:04:05Z","decided_at":null,"resolution":null,"note":null,"target":"value","quote":null,"uid":"[UID]","readers":1,"editor":null,"standing":"moved","now":"Corrected India","readers_from_bundles":0}
    "#);
    // The report names the figure as it was called when it was filed, and is found under its name of now.
    let listed = ["report", "list", "--figure", "tea", "--format", "csv"];
    assert_eq!(sandbox.succeed(&listed).lines().count(), 2);
    assert_snapshot!(sandbox.run(&["export", "preferences"]), @"
    exit code 0
    ---- stdout ----
    figure,attribute,document,editor,note,made_at,replaced_at
    Tea,Made from,cha-vs-beer,login,,2026-01-02T03:04:05Z,2026-01-02T03:04:05Z
    Tea,Made from,tea-vs-coffee,login,,2026-01-02T03:04:05Z,
    ");
    assert_snapshot!(sandbox.run(&["merge", "--undo", "CHA", "--editor", "Al"]), @"
    exit code 0
    ---- stderr ----
    Cha and Tea are two again
    ");
    assert_eq!(exported(&sandbox), before);
    ensure_sound(&sandbox.connect());
    assert!(sandbox.succeed(&["show", "chai"]).starts_with("Cha\n"));
    assert_snapshot!(sandbox.run(&["export", "merges"]), @"
    exit code 0
    ---- stdout ----
    merge,kind,name,into,editor,note,merged_at,undone_at,undone_by
    1,figure,Cha,Tea,Bo,Hindi,2026-01-02T03:04:05Z,2026-01-02T03:04:05Z,Al
    ");
    assert_snapshot!(sandbox.run(&["merge", "--undo", "Cha"]), @"
    exit code 3
    ---- stderr ----
    error: no merge of the figure `Cha` holds
    hint: give the whole name that became an alias; `versus export merges` lists all merges
    ");
}

#[test]
fn attributes_merge_likewise() {
    let sandbox = doubled();
    let before = exported(&sandbox);
    assert_snapshot!(sandbox.run(&["merge", "origin", "--into", "homeland", "--attribute"]), @"
    exit code 0
    ---- stderr ----
    Origin is Homeland now: 2 values moved
    ");
    ensure_sound(&sandbox.connect());
    assert_snapshot!(sandbox.run(&["attributes", "origin", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    attribute,aliases,documents,values
    Homeland,Origin,4,9
    ");
    assert!(sandbox.succeed(&["export", "values"]).contains("cha-vs-beer,1,Homeland,Cha,Corrected India,corrected,\n"));
    assert!(sandbox.succeed(&["export", "corrections"]).contains("cha-vs-beer,Cha,Homeland,"));
    assert_snapshot!(sandbox.run(&["merge", "--undo", "Origin", "--attribute"]), @"
    exit code 0
    ---- stderr ----
    Origin and Homeland are two again
    ");
    assert_eq!(exported(&sandbox), before);
    ensure_sound(&sandbox.connect());
}

#[test]
fn a_merge_of_what_a_document_tells_apart_is_refused() {
    let sandbox = doubled();
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["merge", "tea", "--into", "coffee"]), @"
    exit code 3
    ---- stderr ----
    error: `tea-vs-coffee` compares both `Tea` and `Coffee`
    hint: nothing was written; a document cannot compare a figure with itself
    ");
    assert_snapshot!(sandbox.run(&["merge", "homeland", "--into", "served hot", "--attribute"]), @"
    exit code 3
    ---- stderr ----
    error: `coffee-vs-cocoa` and `tea-vs-coffee` have values of one figure for both `Homeland` and `Served hot`
    hint: nothing was written; a document cannot have two values of one figure for one attribute
    ");
    assert_snapshot!(sandbox.run(&["merge", "cha", "--into", "CHAI"]), @"
    exit code 3
    ---- stderr ----
    error: both names are `Cha`'s
    hint: nothing was written; `versus alias list` shows which names are one
    ");
    assert_snapshot!(sandbox.run(&["merge", "nobody", "--into", "tea"]), @"
    exit code 1
    ---- stderr ----
    error: no figure is called `nobody`
    hint: run `versus figures` to see them all
    ");
    assert_snapshot!(sandbox.run(&["merge", "tea"]), @"
    exit code 2
    ---- stderr ----
    error: missing: `--into <NAME>`
    hint: use it as `versus merge --into <NAME> <NAME>`; `--help` says more
    ");
    assert_eq!(sandbox.dump(), before);
}

#[test]
fn merges_on_merges_are_undone_last_first() {
    let sandbox = doubled();
    sandbox
        .write("more/tee-vs-gin.txt", "Tee vs. Gin\n\nComparison\n\nAttribute | Tee | Gin\nOrigin | Java | Holland\n");
    sandbox.succeed(&["import", "more"]);
    let before = exported(&sandbox);
    sandbox.succeed(&["merge", "tee", "--into", "cha"]);
    let between = exported(&sandbox);
    sandbox.succeed(&["merge", "cha", "--into", "tea"]);
    assert_eq!(sandbox.succeed(&["figures", "cha", "--format", "csv"]).lines().count(), 2);
    let merged = sandbox.dump();
    assert_snapshot!(sandbox.run(&["merge", "--undo", "tee"]), @"
    exit code 3
    ---- stderr ----
    error: `Tee` was merged into `Cha`, which was merged into `Tea` since
    hint: undo that first: versus merge --undo Cha
    ");
    assert_snapshot!(sandbox.run(&["alias", "remove", "tee"]), @"
    exit code 3
    ---- stderr ----
    error: `tee` was merged into `Tea`
    hint: take the merge back with `versus merge --undo`
    ");
    assert_eq!(sandbox.dump(), merged);
    sandbox.succeed(&["merge", "--undo", "cha"]);
    assert_eq!(exported(&sandbox), between);
    sandbox.succeed(&["merge", "--undo", "tee"]);
    assert_eq!(exported(&sandbox), before);
    ensure_sound(&sandbox.connect());
}

#[test]
fn imports_after_a_merge_go_to_the_figure_and_go_back_when_the_page_calls_it_by_its_old_name() {
    let sandbox = doubled();
    sandbox.succeed(&["merge", "cha", "--into", "tea"]);
    // A page that was moved, changed since; and one that came since.
    sandbox.write("new/cha-vs-beer.txt", page("Assam").replace("Made from", "Drunk from | cups | mugs\nMade from"));
    sandbox
        .write("new/cha-vs-milk.txt", "Cha vs. Milk\n\nComparison\n\nAttribute | Cha | Milk\nOrigin | Yunnan | cows\n");
    sandbox.succeed(&["import", "new"]);
    assert!(!sandbox.succeed(&["export", "values"]).contains(",Cha,"));
    sandbox.succeed(&["merge", "--undo", "cha"]);
    ensure_sound(&sandbox.connect());
    let values = sandbox.succeed(&["export", "values"]);
    let of_new: Vec<&str> = values.lines().filter(|line| line.starts_with("cha-")).collect();
    assert_snapshot!(of_new.join("\n"), @"
    cha-vs-beer,1,Origin,Cha,Corrected India,corrected,
    cha-vs-beer,1,Origin,Beer,Sumer,stated,
    cha-vs-beer,2,Drunk from,Cha,cups,stated,
    cha-vs-beer,2,Drunk from,Beer,mugs,stated,
    cha-vs-beer,3,Made from,Cha,Corrected Tea leaves,corrected,
    cha-vs-beer,3,Made from,Beer,Barley,stated,
    cha-vs-milk,1,Origin,Cha,Yunnan,stated,
    cha-vs-milk,1,Origin,Milk,cows,stated,
    ");
    assert!(sandbox.succeed(&["export", "sections"]).contains(",Cha,Cha is mild"));
}

#[test]
fn an_import_after_a_merge_of_attributes_follows_and_the_row_goes_back_whole() {
    let sandbox = doubled();
    sandbox.succeed(&["merge", "origin", "--into", "homeland", "--attribute"]);
    sandbox.write("new/cha-vs-beer.txt", page("India").replace("Sumer", "Ur"));
    sandbox.succeed(&["import", "new"]);
    assert!(sandbox.succeed(&["export", "values"]).contains("cha-vs-beer,1,Homeland,Beer,Ur,stated,\n"));
    sandbox.succeed(&["merge", "--undo", "origin", "--attribute"]);
    ensure_sound(&sandbox.connect());
    assert!(sandbox.succeed(&["export", "values"]).contains("cha-vs-beer,1,Origin,Beer,Ur,stated,\n"));
}

#[test]
fn a_correction_under_the_former_spelling_applies_after_the_merge_and_can_be_found_by_search() {
    let sandbox = Sandbox::with_fixtures();
    sandbox
        .connect()
        .execute_batch(
            "INSERT INTO corrections (target, document_id, figure_id, attribute_id, base_text, new_text, editor, made_at)
             SELECT 'value', document_id, figure_id, attribute_id, stated, 'Twigs', 'Bo', '2026-02-03T04:05:06Z'
             FROM current_values WHERE document = 'tea-vs-coffee' AND figure = 'Coffee' AND attribute = 'Made from';
             INSERT INTO search_index (search_index) VALUES ('rebuild');",
        )
        .expect("a correction");
    // From now on the page spells the figure otherwise.
    let page = include_str!("../fixtures/pages/tea-vs-coffee.txt");
    sandbox.write("pages/tea-vs-coffee.txt", page.replace("Coffee", "Kaffee"));
    sandbox.succeed(&["import", "pages"]);
    // The correction stays, on a value that the page no longer has.
    assert!(sandbox.succeed(&["search", "twigs"]).contains("tea-vs-coffee"));
    let before = exported(&sandbox);
    sandbox.succeed(&["merge", "Kaffee", "--into", "coffee"]);
    ensure_sound(&sandbox.connect());
    assert!(sandbox.succeed(&["search", "twigs"]).contains("tea-vs-coffee"));
    sandbox.succeed(&["merge", "--undo", "Kaffee"]);
    ensure_sound(&sandbox.connect());
    assert!(sandbox.succeed(&["search", "twigs"]).contains("tea-vs-coffee"));
    assert_eq!(exported(&sandbox), before);
}

#[test]
fn an_absent_value_gives_way_to_what_the_document_says_under_the_other_name_and_comes_back() {
    let sandbox = doubled();
    // In one document a correction stands on a value of Tea, in the other on one of Cha, that the document has not.
    sandbox
        .connect()
        .execute_batch(
            "INSERT INTO attribute_values (id, document_id, figure_id, attribute_id, position, text, status)
             SELECT (SELECT max(id) FROM attribute_values) + 3, document_id, (SELECT id FROM figures WHERE name = 'Tea'),
               attribute_id, position, '', 'absent'
             FROM current_values WHERE document = 'cha-vs-beer' AND figure = 'Beer' AND attribute = 'Made from';
             INSERT INTO attribute_values (id, document_id, figure_id, attribute_id, position, text, status)
             SELECT (SELECT max(id) FROM attribute_values) + 3, document_id, (SELECT id FROM figures WHERE name = 'Cha'),
               attribute_id, position, '', 'absent'
             FROM current_values WHERE document = 'tea-vs-coffee' AND figure = 'Tea' AND attribute = 'Served hot';
             UPDATE corrections SET reverted_at = made_at, reverted_by = editor
             WHERE document_id = (SELECT id FROM documents WHERE slug = 'cha-vs-beer');
             INSERT INTO corrections (target, document_id, figure_id, attribute_id, base_text, new_text, editor, made_at)
             SELECT 'value', document_id, figure_id, attribute_id, '', 'On an absent one', 'Bo', '2026-02-03T04:05:06Z'
             FROM attribute_values WHERE status = 'absent';
             INSERT INTO search_index (search_index) VALUES ('rebuild');",
        )
        .expect("corrections");
    let before = exported(&sandbox);
    sandbox.succeed(&["merge", "cha", "--into", "tea"]);
    ensure_sound(&sandbox.connect());
    let values = sandbox.succeed(&["export", "values"]);
    let corrected: Vec<&str> = values.lines().filter(|line| line.contains("absent")).collect();
    assert_snapshot!(corrected.join("\n"), @"
    tea-vs-coffee,4,Served hot,Tea,On an absent one,corrected,
    cha-vs-beer,2,Made from,Tea,On an absent one,corrected,
    ");
    sandbox.succeed(&["merge", "--undo", "cha"]);
    ensure_sound(&sandbox.connect());
    assert_eq!(exported(&sandbox), before);
}

#[test]
fn a_figure_comes_back_under_its_number_which_no_other_is_given() {
    let sandbox = doubled();
    let numbers =
        |name: &str| query::<i64>(&sandbox.connect(), &format!("SELECT id FROM figures WHERE name = '{name}'"));
    let number = numbers("Beer");
    sandbox.succeed(&["merge", "beer", "--into", "mate"]);
    sandbox
        .write("more/tea-vs-milk.txt", "Tea vs. Milk\n\nComparison\n\nAttribute | Tea | Milk\nOrigin | China | cows\n");
    sandbox.succeed(&["import", "more"]);
    assert_ne!(numbers("Milk"), number);
    sandbox.succeed(&["merge", "--undo", "beer"]);
    assert_eq!(numbers("Beer"), number);
    ensure_sound(&sandbox.connect());
    assert!(sandbox.succeed(&["figures", "--format", "csv"]).contains("\nBeer,,1,2\n"));
    let values = sandbox.succeed(&["export", "values"]);
    assert!(values.contains(",Milk,cows,stated,\n") && values.contains(",Beer,Sumer,stated,\n"), "{values}");
}

#[test]
fn a_name_that_nothing_has_any_more_goes_when_its_merge_is_undone() {
    let figures = |sandbox: &Sandbox| sandbox.succeed(&["figures", "cha", "--format", "csv"]);
    for is_forgotten in [true, false] {
        let sandbox = Sandbox::with_fixtures();
        sandbox.write("new/cha-vs-beer.txt", page("India"));
        sandbox.succeed(&["import", "new"]);
        sandbox.succeed(&["merge", "cha", "--into", "tea"]);
        sandbox.succeed(&["merge", "origin", "--into", "homeland", "--attribute"]);
        if is_forgotten {
            sandbox.succeed(&["forget", "cha-vs-beer", "--yes"]);
        } else {
            sandbox.write("new/cha-vs-beer.txt", page("India").replace("Cha", "Mint").replace("Origin", "Home"));
            sandbox.succeed(&["import", "new"]);
        }
        let undone = sandbox.run(&["merge", "--undo", "cha"]);
        assert_eq!(undone.stderr, "Cha is no name of Tea any more, and nothing has it\n", "{undone}");
        sandbox.succeed(&["merge", "--undo", "origin", "--attribute"]);
        assert_eq!(figures(&sandbox), "figure,aliases,documents,values\n");
        assert_eq!(sandbox.succeed(&["attributes", "origin", "--format", "csv"]).lines().count(), 1);
        ensure_sound(&sandbox.connect());
        sandbox.succeed(&["check"]);
        assert!(sandbox.succeed(&["log", "cha"]).contains("cha-vs-beer"), "what happened is told");
    }
    // An alias, which is a person's word, holds it.
    let sandbox = doubled();
    sandbox.succeed(&["merge", "cha", "--into", "tea"]);
    sandbox.succeed(&["forget", "cha-vs-beer", "--yes", "--with-corrections"]);
    sandbox.succeed(&["merge", "--undo", "cha"]);
    assert_eq!(figures(&sandbox), "figure,aliases,documents,values\nCha,Chai,0,0\n");
}

#[test]
fn a_correction_that_was_taken_back_keeps_nothing_apart() {
    let sandbox = Sandbox::with_fixtures();
    let tea = ["--document", "tea-vs-coffee"];
    sandbox.succeed(&[&["correct", "tea", "birthplace", "--new", "--value", "Yunnan"][..], &tea].concat());
    sandbox.succeed(&[&["correct", "tea", "homeland", "--value", "Assam"][..], &tea].concat());
    let merge = ["merge", "birthplace", "--into", "homeland", "--attribute"];
    assert_eq!(sandbox.run(&merge).code, Some(3), "both hold");
    sandbox.succeed(&["revert", "2", "--note", "no"]);
    sandbox.succeed(&merge);
    assert!(sandbox.succeed(&["export", "values"]).contains(",Homeland,Tea,Yunnan,corrected,"));
    sandbox.succeed(&["merge", "--undo", "birthplace", "--attribute"]);
    sandbox.succeed(&["check"]);
}
