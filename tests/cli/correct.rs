//! Corrections that editors make directly, what later imports mean for them, undoing them, and the base as it was.

use insta::assert_snapshot;

use crate::sandbox::{Sandbox, ensure_index_in_step, query};

const TEA: &str = include_str!("../fixtures/pages/tea-vs-coffee.txt");

/// Runs a command at a day of 2026.
fn on(sandbox: &Sandbox, day: &str, args: &[&str]) {
    let ran = sandbox.run_with("VERSUS_NOW", &format!("2026-{day}T12:00:00Z"), args);
    assert_eq!(ran.code, Some(0), "{args:?}\n{ran}");
}

fn correct(sandbox: &Sandbox, args: &[&str]) {
    sandbox.succeed(&[&["correct", "--editor", "Ada"], args].concat());
}

/// A base in which a value, a passage and the summary of `tea-vs-coffee` are corrected.
fn corrected() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    correct(&sandbox, &["tea", "caffeine", "--value", "About 35 mg", "--note", "Measured"]);
    let quote = ["--document", "tea-vs-coffee", "--section", "taste", "--quote", "light and floral"];
    correct(&sandbox, &[&quote[..], &["--value", "grassy"]].concat());
    let summary = ["--document", "tea-vs-coffee", "--section", "summary", "--value", "Both are infusions."];
    correct(&sandbox, &summary);
    sandbox
}

fn import(sandbox: &Sandbox, page: &str) -> String {
    sandbox.write("pages/tea-vs-coffee.txt", page);
    let ran = sandbox.run(&["import", "pages/tea-vs-coffee.txt"]);
    assert_eq!(ran.code, Some(0), "{ran}");
    ensure_index_in_step(&sandbox.connect());
    ran.stderr
}

/// Returns the corrected value, passage and summary as they read, with their status.
fn reads(sandbox: &Sandbox) -> String {
    let sql = "SELECT value || ' (' || status || ')' FROM current_values
               WHERE document = 'tea-vs-coffee' AND figure = 'Tea' AND attribute = 'Caffeine per cup'
               UNION ALL
               SELECT text || ' (' || status || ')' FROM current_passages
               WHERE document = 'tea-vs-coffee' AND heading = 'Taste' AND figures = 'Tea'";
    let documents = sandbox.succeed(&["export", "documents", "--format", "jsonl"]);
    let document = documents.lines().find(|line| line.contains("\"tea-vs-coffee\"")).expect("the document");
    let document: serde_json::Value = serde_json::from_str(document).expect("JSON");
    let mut reads: Vec<String> = query(&sandbox.connect(), sql);
    reads.push(format!("{} ({})", document["summary"].as_str().unwrap_or_default(), document["status"]));
    reads.join("\n")
}

#[test]
fn what_is_corrected_reads_so_and_as_stated_shows_what_the_document_says() {
    let sandbox = corrected();
    ensure_index_in_step(&sandbox.connect());
    assert_snapshot!(reads(&sandbox), @r#"
    About 35 mg (corrected)
    Tea is grassy, and a long brew makes it bitter. Milk softens it. (corrected)
    Both are infusions. ("corrected")
    "#);
    assert_snapshot!(sandbox.succeed(&["compare", "tea", "coffee", "--sections", "--format", "csv"]), @r#"
    attribute,Tea,Coffee,kind
    Homeland,China,Yemen; Ethiopia,attribute
    Made from,Leaves,Roasted seeds,attribute
    Caffeine per cup,About 35 mg,About 95 mg,attribute
    Served hot,Yes,Yes,attribute
    Sweetened,,Sometimes,attribute
    Taste,"Tea is grassy, and a long brew makes it bitter. Milk softens it.","Coffee is bitter even when it is fresh.
    Coffee is dark and sour, and a coarse grind makes it thin. It is said to taste ""of the roast"".",section
    Trade,"Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests.","Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests.",section
    "#);
    assert_snapshot!(sandbox.succeed(&["compare", "tea", "coffee", "--sections", "--format", "csv", "--as-stated"]), @r#"
    attribute,Tea,Coffee,kind
    Homeland,China,Yemen; Ethiopia,attribute
    Made from,Leaves,Roasted seeds,attribute
    Caffeine per cup,About 40 mg,About 95 mg,attribute
    Served hot,Yes,Yes,attribute
    Sweetened,,Sometimes,attribute
    Taste,"Tea is light and floral, and a long brew makes it bitter. Milk softens it.","Coffee is bitter even when it is fresh.
    Coffee is dark and sour, and a coarse grind makes it thin. It is said to taste ""of the roast"".",section
    Trade,"Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests.","Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests.",section
    "#);
    assert_snapshot!(sandbox.succeed(&["show", "tea"]), @"
    Tea

    attribute        │ value                   │ document
    ─────────────────┼─────────────────────────┼─────────────────────
    Homeland         │ China                   │ tea-vs-cocoa-vs-mate
    Made from        │ Leaves                  │ tea-vs-coffee
    Caffeine per cup │ About 35 mg [corrected] │ tea-vs-coffee
    Homeland         │ China                   │ tea-vs-coffee
    Served hot       │ Yes                     │ tea-vs-coffee

    Taste (tea-vs-coffee)
      Tea is grassy, and a long brew makes it bitter. Milk softens it. [corrected]

    Trade (tea-vs-coffee)
      Both tea and coffee are sold by auction, and both crossed the sea in sacks and
      chests.
    ");
    let table = sandbox.succeed(&["sections", "--document", "tea-vs-coffee", "--figure", "tea"]);
    assert!(table.contains("[corrected]"), "{table}");
    for command in [&["show", "tea"][..], &["sections"], &["export", "values"], &["export", "documents"]] {
        let stated = sandbox.succeed(&[command, &["--as-stated"]].concat());
        let before = Sandbox::with_fixtures().succeed(command);
        assert_eq!(stated, before, "{command:?}");
    }
}

#[test]
fn a_search_finds_what_is_corrected_or_as_stated_what_the_document_says() {
    let sandbox = corrected();
    let hits = |words: &str, flag: &[&str]| {
        let found = sandbox.succeed(&[&["search", words, "--format", "csv"], flag].concat());
        found.lines().skip(1).map(|line| line.rsplit(',').nth(1).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(hits("grassy", &[]), ["corrected"]);
    assert_eq!(hits("grassy", &["--as-stated"]), Vec::<String>::new());
    assert_eq!(hits("floral", &[]), Vec::<String>::new());
    assert_eq!(hits("floral", &["--as-stated"]), ["stated"]);
    assert_eq!(hits("infusions", &[]), ["corrected"]);
    assert_eq!(hits("mg", &[]).len(), hits("mg", &["--as-stated"]).len());
    assert!(sandbox.succeed(&["search", "grassy"]).contains("[corrected]"));
}

#[test]
fn a_missing_value_is_corrected_and_goes_again_when_that_is_undone() {
    let sandbox = Sandbox::with_fixtures();
    correct(&sandbox, &["mate", "vessel", "--new", "--value", "Gourd"]);
    let values = sandbox.succeed(&["export", "values"]);
    assert!(values.contains(",vessel,Mate,Gourd,corrected,\n"), "{values}");
    assert!(!sandbox.succeed(&["export", "values", "--as-stated"]).contains("Gourd"));
    sandbox.succeed(&["revert", "1", "--note", "No"]);
    assert!(!sandbox.succeed(&["export", "values"]).contains("Mate,Gourd"));
    ensure_index_in_step(&sandbox.connect());
}

#[test]
fn what_cannot_be_corrected_is_refused_and_nothing_is_written() {
    let sandbox = corrected();
    let before = sandbox.dump();
    let prose = ["--document", "tea-vs-coffee", "--section", "taste"];
    assert_snapshot!(sandbox.run(&["correct", "tea", "caffeine", "--value", " About 35 mg "]), @"
    exit code 3
    ---- stderr ----
    error: that is what stands there already
    hint: nothing was written; say what it should be instead
    ");
    assert_snapshot!(sandbox.run(&["correct", "tea", "homeland", "--value", "India"]), @"
    exit code 2
    ---- stderr ----
    error: 2 documents state that value
    hint: say which with `--document`: `tea-vs-cocoa-vs-mate`, `tea-vs-coffee`
    ");
    assert_snapshot!(sandbox.run(&["correct", "tea", "cafeine", "--value", "1"]), @"
    exit code 3
    ---- stderr ----
    error: no figure has the attribute `cafeine`
    hint: nothing was written; did you mean `Caffeine per cup`? `--new` makes it
    ");
    assert_snapshot!(sandbox.run(&["correct", "tea", "vessel", "--new", "--value", "Cup"]), @"
    exit code 2
    ---- stderr ----
    error: 2 documents compare `Tea`, and none has that value
    hint: say with `--document` where it is missing: tea-vs-cocoa-vs-mate, tea-vs-coffee
    ");
    assert_snapshot!(sandbox.run(&["correct", "cocoa", "taste", "--document", "tea-vs-coffee", "--value", "x"]), @"
    exit code 3
    ---- stderr ----
    error: no figure has the attribute `taste`
    hint: nothing was written; `--new` makes it; `versus show Cocoa` tells which there are
    ");
    assert_snapshot!(sandbox.run(&[&["correct"], &prose[..], &["--value", "x"]].concat()), @"
    exit code 2
    ---- stderr ----
    error: that may be any of 2 passages
    hint: quote words with `--quote` that only one of them has
    ");
    assert_snapshot!(sandbox.run(&[&["correct"], &prose[..], &["--quote", "nowhere", "--value", "x"]].concat()), @"
    exit code 3
    ---- stderr ----
    error: the words `nowhere` do not occur in the section `taste`
    hint: nothing was written; the sections are: Taste, Trade
    ");
    assert_snapshot!(sandbox.run(&[&["correct"], &prose[..], &["--quote", "it", "--value", "x"]].concat()), @"
    exit code 2
    ---- stderr ----
    error: that may be any of 2 passages
    hint: quote words with `--quote` that only one of them has
    ");
    assert_snapshot!(sandbox.run(&["correct", "tea", "caffeine", "--value", " "]), @"
    exit code 2
    ---- stderr ----
    error: the corrected text is empty
    hint: say what should stand there
    ");
    assert_snapshot!(sandbox.run(&["correct", "tea"]), @"
    exit code 2
    ---- stderr ----
    error: missing: `--value <TEXT>`, `<ATTRIBUTE>`
    hint: use it as `versus correct --value <TEXT> <FIGURE> <ATTRIBUTE>`; `--help` says more
    ");
    assert_snapshot!(sandbox.run(&["correct", "--document", "tea-vs-coffee", "--value", "x"]), @"
    exit code 2
    ---- stderr ----
    error: a correction of the prose needs a section or the words in question
    hint: give `--section` (`summary` for the summary), `--quote` or both
    ");
    assert_snapshot!(sandbox.run(&["revert", "9", "--note", "x"]), @"
    exit code 1
    ---- stderr ----
    error: there is no correction 9
    hint: run `versus export corrections` to see them all
    ");
    assert_eq!(sandbox.dump(), before);
}

#[test]
fn an_attribute_that_no_figure_has_is_made_only_when_that_is_said() {
    let sandbox = Sandbox::with_fixtures();
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["correct", "mate", "vessel", "--value", "Gourd"]), @r#"
    exit code 3
    ---- stderr ----
    error: no figure has the attribute `vessel`
    hint: nothing was written; `--new` makes it; `versus show Mate` tells which there are
    "#);
    assert_eq!(sandbox.dump(), before);
    assert_snapshot!(sandbox.run(&["correct", "mate", "vessel", "--new", "--value", "Gourd"]), @"
    exit code 0
    ---- stderr ----
    correction 1: vessel of Mate in tea-vs-cocoa-vs-mate, a new attribute
    ");
    // One that looks like another, too, and one that is there needs no word.
    let said = sandbox.run(&["correct", "mate", "cafeine", "--new", "--value", "Much"]).stderr;
    assert_eq!(said, "correction 2: cafeine of Mate in tea-vs-cocoa-vs-mate, a new attribute\n");
    let said = sandbox.run(&["correct", "mate", "vessel", "--value", "Cup"]).stderr;
    assert_eq!(said, "correction 3: vessel of Mate in tea-vs-cocoa-vs-mate\n");
    let json = sandbox.succeed(&["correct", "mate", "price", "--new", "--value", "High", "--format", "json"]);
    assert!(json.contains(r#""new_attribute":true"#), "{json}");
}

#[test]
fn what_is_to_stand_there_is_the_value_and_older_words_for_it_stay() {
    let sandbox = Sandbox::with_fixtures();
    let taste = ["correct", "--document", "tea-vs-coffee", "--section", "taste", "--quote"];
    for args in [
        &["correct", "tea", "caffeine", "--value", "1 mg"][..],
        &["correct", "tea", "caffeine", "--text", "2 mg"],
        &["correct", "tea", "caffeine", "--proposed", "3 mg"],
        &[&taste[..], &["light", "--text", "pale"]].concat(),
        &[&taste[..], &["pale", "--value", "bright"]].concat(),
        &["report", "file", "tea", "caffeine", "--proposed", "4 mg"],
        &["report", "file", "tea", "caffeine", "--text", "5 mg"],
        &["report", "file", "tea", "caffeine", "--value", "6 mg"],
        &["report", "accept", "1"],
        &["report", "accept", "2", "--proposed", "7 mg"],
        &["report", "accept", "3", "--text", "8 mg"],
    ] {
        sandbox.succeed(args);
    }
    let texts: Vec<String> =
        query(&sandbox.connect(), "SELECT new_text FROM corrections WHERE target = 'value' ORDER BY id");
    assert_eq!(texts, ["1 mg", "2 mg", "3 mg", "4 mg", "7 mg", "8 mg"]);
    for command in [&["correct", "--help"][..], &["report", "file", "--help"], &["report", "accept", "--help"]] {
        let help = sandbox.succeed(command);
        assert!(help.contains("--value <TEXT>") && !help.contains("--proposed") && !help.contains("--text"), "{help}");
    }
}

#[test]
fn no_command_asks_for_a_note() {
    let sandbox = Sandbox::with_fixtures();
    for args in [
        &["correct", "tea", "caffeine", "--value", "1 mg"][..],
        &["revert", "1"],
        &["report", "file", "tea", "caffeine", "--value", "2 mg"],
        &["report", "accept", "1"],
        &["report", "reopen", "1"],
        &["report", "decline", "1", "--because", "spam", "--note", " "],
        &["report", "reopen", "1", "--note", ""],
    ] {
        sandbox.succeed(args);
    }
    let notes = "SELECT count(*) || '' FROM report_events WHERE note IS NOT NULL";
    assert_eq!(query::<String>(&sandbox.connect(), notes), ["0"]);
    assert!(sandbox.succeed(&["log", "--format", "csv"]).contains("reverted"));
    sandbox.succeed(&["check"]);
}

#[test]
fn importing_the_same_page_changes_nothing() {
    let sandbox = corrected();
    let before = sandbox.dump();
    assert_snapshot!(import(&sandbox, TEA), @"0 imported, 0 updated, 1 unchanged, 0 rejected; 0 rows stored, 0 unclear; nothing changed");
    assert_eq!(sandbox.dump(), before);
}

#[test]
fn a_page_that_changed_elsewhere_keeps_every_correction() {
    let sandbox = corrected();
    let before = reads(&sandbox);
    let page = TEA.replace("About 95 mg", "About 90 mg").replace("dark and sour", "dark and sweet");
    assert_snapshot!(import(&sandbox, &page.replace("Homeland", "Home")), @"
    updated tea-vs-coffee: 1 value changed, 2 values added, 2 values removed, 1 passage changed
    0 imported, 1 updated, 0 unchanged, 0 rejected; 4 rows stored, 0 unclear
    ");
    assert_eq!(reads(&sandbox), before);
    assert_snapshot!(sandbox.run(&["check", "--problem", "moved", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    problem,correction,document,figure,attribute,section,base,stated,text,editor,made_at,to_do,level,number,details

    ---- stderr ----
    nothing of that kind was found
    ");
}

#[test]
fn a_page_that_moved_away_keeps_every_correction_and_check_lists_them() {
    let sandbox = corrected();
    let before = reads(&sandbox);
    let page = TEA.replace("About 40 mg", "About 45 mg").replace("Milk softens it.", "Lemon does not.");
    let page = page.replace("both brewed", "each brewed");
    assert_snapshot!(import(&sandbox, &page), @"
    updated tea-vs-coffee: title, summary, notice or credits changed, 1 value changed, 1 passage changed
    0 imported, 1 updated, 0 unchanged, 0 rejected; 4 rows stored, 0 unclear; corrections: 0 agreed with, 3 moved (`versus check` lists them)
    ");
    assert_eq!(reads(&sandbox), before);
    assert_snapshot!(sandbox.succeed(&["check", "--problem", "moved", "--format", "csv"]), @r#"
    problem,correction,document,figure,attribute,section,base,stated,text,editor,made_at,to_do,level,number,details
    moved,1,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 45 mg,About 35 mg,Ada,2026-01-02T03:04:05Z,"versus revert 1, or versus correct Tea ""Caffeine per cup"" --document tea-vs-coffee --value TEXT",work,,the document has changed
    moved,2,tea-vs-coffee,,,Taste,"Tea is light and floral, and a long brew makes it bitter. Milk softens it.","Tea is light and floral, and a long brew makes it bitter. Lemon does not.","Tea is grassy, and a long brew makes it bitter. Milk softens it.",Ada,2026-01-02T03:04:05Z,"versus revert 2, or versus correct --document tea-vs-coffee --section Taste --quote WORDS --value TEXT",work,,the document has changed
    moved,3,tea-vs-coffee,,,summary,"Tea and coffee are both brewed with hot water, but tea is made from leaves and coffee from roasted seeds.","Tea and coffee are each brewed with hot water, but tea is made from leaves and coffee from roasted seeds.",Both are infusions.,Ada,2026-01-02T03:04:05Z,"versus revert 3, or versus correct --document tea-vs-coffee --section summary --value TEXT",work,,the document has changed
    "#);
    assert_snapshot!(sandbox.succeed(&["check"]), @r#"
    Corrections whose document now says something else (3)
      correction 1, Tea, Caffeine per cup, tea-vs-coffee: the document has changed
        said: About 40 mg
        says: About 45 mg
        should say: About 35 mg
        versus revert 1, or versus correct Tea "Caffeine per cup" --document tea-vs-coffee --value TEXT
      correction 2, Taste, tea-vs-coffee: the document has changed
        said: Tea is light and floral, and a long brew makes it bitter. Milk softens
        it.
        says: Tea is light and floral, and a long brew makes it bitter. Lemon does
        not.
        should say: Tea is grassy, and a long brew makes it bitter. Milk softens it.
        versus revert 2, or versus correct --document tea-vs-coffee --section Taste --quote WORDS --value TEXT
      correction 3, summary, tea-vs-coffee: the document has changed
        said: Tea and coffee are both brewed with hot water, but tea is made from
        leaves and coffee from roasted seeds.
        says: Tea and coffee are each brewed with hot water, but tea is made from
        leaves and coffee from roasted seeds.
        should say: Both are infusions.
        versus revert 3, or versus correct --document tea-vs-coffee --section summary --value TEXT

    Table rows that could not be told apart (3)
      coffee-vs-cocoa: two splits fit equally well
        says: Latin nameCoffea arabicaTheobroma cacaoMalvaceae
      tea-vs-cocoa-vs-mate: the row may go on in the line below
        says: Served hotYesYesYes
      tea-vs-cocoa-vs-mate: there is no place where a cell could end
        says: Leafgreennonegreen
      versus review

    6 things to look at; nothing is broken
    "#);
    // The same page once more is nothing new, and a correction made now is decided on what the page says now.
    assert_snapshot!(import(&sandbox, &page.replace("Yes", "Always")), @"
    updated tea-vs-coffee: 2 values changed
    0 imported, 1 updated, 0 unchanged, 0 rejected; 4 rows stored, 0 unclear
    ");
    correct(&sandbox, &["tea", "caffeine", "--value", "About 36 mg"]);
    assert_eq!(sandbox.succeed(&["check", "--problem", "moved", "--format", "csv"]).lines().count(), 3);
    // Back to what it was: nothing to look at.
    import(&sandbox, TEA);
    assert_eq!(sandbox.succeed(&["check", "--problem", "moved", "--format", "csv"]).lines().count(), 2);
}

#[test]
fn a_page_that_agrees_takes_the_mark_away() {
    let sandbox = corrected();
    let page = TEA.replace("About 40 mg", "About 35 mg").replace("light and floral", "grassy");
    let start = page.find("Tea and coffee are both").expect("the summary");
    let end = page.find("Comparison\n").expect("the table");
    let page = format!("{}Both are infusions.\n\n{}", &page[..start], &page[end..]);
    assert_snapshot!(import(&sandbox, &page), @"
    updated tea-vs-coffee: title, summary, notice or credits changed, 1 value changed, 1 passage changed
    0 imported, 1 updated, 0 unchanged, 0 rejected; 4 rows stored, 0 unclear; corrections: 3 agreed with
    ");
    assert_snapshot!(reads(&sandbox), @r#"
    About 35 mg (stated)
    Tea is grassy, and a long brew makes it bitter. Milk softens it. (stated)
    Both are infusions. ("stated")
    "#);
    assert_eq!(sandbox.succeed(&["check", "--problem", "moved", "--format", "csv"]).lines().count(), 1);
    let agreed = "SELECT count(*) FROM corrections WHERE agreed_at IS NOT NULL AND reverted_at IS NULL";
    assert_eq!(query::<i64>(&sandbox.connect(), agreed), [3]);
    // It is told once, and should the page fall back, the corrections are still there.
    assert!(!import(&sandbox, &page.replace("Ethiopia", "Yemen")).contains("agreed"));
    import(&sandbox, TEA);
    assert!(reads(&sandbox).starts_with("About 35 mg (corrected)\nTea is grassy,"));
}

#[test]
fn a_page_agrees_with_no_correction_that_was_taken_back_or_only_confirms() {
    let sandbox = corrected();
    sandbox.succeed(&["revert", "1", "--note", "No."]);
    sandbox.succeed(&["correct", "coffee", "caffeine", "--document", "tea-vs-coffee", "--value", "About 90 mg"]);
    sandbox.succeed(&["correct", "coffee", "caffeine", "--document", "tea-vs-coffee", "--value", "About 95 mg"]);
    let page = TEA.replace("About 40 mg", "About 35 mg");
    let said = import(&sandbox, &page);
    assert!(!said.contains("agreed"), "{said}");
    let agreed = "SELECT count(*) FROM corrections WHERE agreed_at IS NOT NULL";
    assert_eq!(query::<i64>(&sandbox.connect(), agreed), [0]);
}

#[test]
fn a_value_a_passage_and_a_figure_that_the_page_lost_come_back_corrected() {
    let sandbox = corrected();
    let before = reads(&sandbox);
    let page = TEA.replace("Caffeine per cupAbout 40 mgAbout 95 mg\n", "");
    let passage = "Tea is light and floral, and a long brew makes it bitter. Milk softens it.\n\n";
    import(&sandbox, &page.replace(passage, ""));
    let check = sandbox.succeed(&["check", "--problem", "moved", "--format", "csv"]);
    assert_eq!(check.lines().count(), 3, "{check}");
    assert!(!sandbox.succeed(&["export", "sections"]).contains("grassy"), "no other passage is taken for it");
    import(&sandbox, TEA);
    assert_eq!(reads(&sandbox), before);
    // The page compares something else.
    import(&sandbox, &TEA.replace("Tea", "Chai").replace("Tea ", "Chai "));
    assert!(sandbox.succeed(&["export", "values"]).contains(",Caffeine per cup,Tea,About 35 mg,corrected,\n"));
    import(&sandbox, TEA);
    assert_eq!(reads(&sandbox), before);
}

#[test]
fn a_passage_that_comes_back_is_the_corrected_one_only_where_it_stood() {
    let sandbox = corrected();
    let passage = "Tea is light and floral, and a long brew makes it bitter. Milk softens it.\n\n";
    let without = TEA.replace(passage, "");
    import(&sandbox, &without);
    import(&sandbox, &without.replace("\n\nTrade\n\n", &format!("\n\nTrade\n\n{passage}")));
    let sections = sandbox.succeed(&["export", "sections"]);
    assert!(sections.contains(",Trade,1,Tea,\"Tea is light and floral"), "{sections}");
    assert!(!sections.contains("grassy"), "{sections}");
    import(&sandbox, TEA);
    assert!(sandbox.succeed(&["export", "sections"]).contains("grassy"));
}

#[test]
fn a_passage_that_comes_back_about_a_figure_of_another_name_is_the_corrected_one() {
    let sandbox = corrected();
    let passage = "Tea is light and floral, and a long brew makes it bitter. Milk softens it.\n\n";
    import(&sandbox, &TEA.replace(passage, ""));
    sandbox.write("new/cha-vs-rum.txt", "Cha vs. Rum\n\nComparison\n\nAttribute | Cha | Rum\nTaste | mild | sweet\n");
    sandbox.succeed(&["import", "new"]);
    sandbox.succeed(&["merge", "tea", "--into", "cha"]);
    import(&sandbox, TEA);
    assert!(sandbox.succeed(&["export", "sections"]).contains(",Cha,\"Tea is grassy"));
}

#[test]
fn of_two_corrections_that_read_alike_one_finds_the_passage_that_comes_back() {
    let sandbox = corrected();
    let passage = "Tea is light and floral, and a long brew makes it bitter. Milk softens it.";
    let reads = "Tea is grassy, and a long brew makes it bitter. Milk softens it.";
    let without = TEA.replace(&format!("{passage}\n\n"), "");
    import(&sandbox, &without);
    // Another passage, of which the same is made, is lost as well.
    import(&sandbox, &TEA.replace(passage, "Tea is a drink of the east that takes its time."));
    let quote = [
        "--document",
        "tea-vs-coffee",
        "--section",
        "taste",
        "--quote",
        "Tea is a drink of the east that takes its time.",
    ];
    correct(&sandbox, &[&quote[..], &["--text", reads]].concat());
    import(&sandbox, &without);
    import(&sandbox, &TEA.replace(passage, reads));
    let found = "SELECT count(*) FROM corrections WHERE passage_id IS NOT NULL";
    assert_eq!(query::<i64>(&sandbox.connect(), found), [1]);
    ensure_index_in_step(&sandbox.connect());
    sandbox.succeed(&["check"]);
}

#[test]
fn a_correction_is_undone_once_and_the_log_tells_all_of_it() {
    let sandbox = Sandbox::with_fixtures();
    on(&sandbox, "02-01", &["report", "file", "tea", "caffeine", "--value", "About 35 mg", "--reporter", "Rae"]);
    on(&sandbox, "02-02", &["correct", "tea", "caffeine", "--value", "About 30 mg", "--editor", "Ada", "--note", "Hm"]);
    on(&sandbox, "02-03", &["correct", "tea", "caffeine", "--value", "About 35 mg", "--editor", "Bo"]);
    sandbox.write("pages/tea-vs-coffee.txt", TEA.replace("About 40 mg", "About 45 mg"));
    on(&sandbox, "02-04", &["import", "pages"]);
    sandbox.write("pages/tea-vs-coffee.txt", TEA.replace("About 40 mg", "About 35 mg"));
    on(&sandbox, "02-05", &["import", "pages"]);
    on(&sandbox, "02-06", &["revert", "2", "--note", "The page says so now", "--editor", "Cy"]);
    let again = sandbox.run(&["revert", "2", "--note", "Again"]);
    assert_snapshot!(again, @"
    exit code 3
    ---- stderr ----
    error: correction 2 was undone before, by `Cy` at 2026-02-06T12:00:00Z
    hint: nothing was written; `versus export corrections` lists them
    ");
    assert_snapshot!(sandbox.succeed(&["export", "corrections"]), @"
    correction,report,document,figure,attribute,section,base,text,editor,note,made_at,reverted_at,agreed_at,reverted_by,revert_note
    1,,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 30 mg,Ada,Hm,2026-02-02T12:00:00Z,2026-02-03T12:00:00Z,,Bo,superseded: corrected again
    2,,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 35 mg,Bo,,2026-02-03T12:00:00Z,2026-02-06T12:00:00Z,2026-02-05T12:00:00Z,Cy,The page says so now
    ");
    assert_snapshot!(sandbox.succeed(&["log", "tea", "caffeine", "--format", "csv"]), @"
    at,who,what,document,figure,attribute,section,before,after,note,report,correction
    2026-01-02T03:04:05Z,,imported,tea-vs-cocoa-vs-mate,,,,,,pages/tea-vs-cocoa-vs-mate.txt,,
    2026-01-02T03:04:05Z,,imported,tea-vs-coffee,,,,,,pages/tea-vs-coffee.txt,,
    2026-02-01T12:00:00Z,Rae,filed,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 35 mg,,1,
    2026-02-02T12:00:00Z,Ada,corrected,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 30 mg,Hm,,1
    2026-02-03T12:00:00Z,Bo,reverted,tea-vs-coffee,Tea,Caffeine per cup,,About 30 mg,,superseded: corrected again,,1
    2026-02-03T12:00:00Z,Bo,corrected,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 35 mg,,,2
    2026-02-04T12:00:00Z,,updated,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 45 mg,,,
    2026-02-05T12:00:00Z,,updated,tea-vs-coffee,Tea,Caffeine per cup,,About 45 mg,About 35 mg,,,
    2026-02-05T12:00:00Z,,agreed,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 35 mg,,,2
    2026-02-06T12:00:00Z,Cy,reverted,tea-vs-coffee,Tea,Caffeine per cup,,About 35 mg,,The page says so now,,2
    ");
    assert_snapshot!(sandbox.succeed(&["log", "--format", "csv"]), @"
    at,who,what,document,figure,attribute,section,before,after,note,report,correction
    2026-01-02T03:04:05Z,,imported,joseph-stalin-vs-leon-trotsky,,,,,,seed/joseph-stalin-vs-leon-trotsky.txt,,
    2026-01-02T03:04:05Z,,imported,coffee-vs-cocoa,,,,,,pages/coffee-vs-cocoa.txt,,
    2026-01-02T03:04:05Z,,imported,tea-vs-cocoa-vs-mate,,,,,,pages/tea-vs-cocoa-vs-mate.txt,,
    2026-01-02T03:04:05Z,,imported,tea-vs-coffee,,,,,,pages/tea-vs-coffee.txt,,
    2026-02-01T12:00:00Z,Rae,filed,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 35 mg,,1,
    2026-02-02T12:00:00Z,Ada,corrected,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 30 mg,Hm,,1
    2026-02-03T12:00:00Z,Bo,reverted,tea-vs-coffee,Tea,Caffeine per cup,,About 30 mg,,superseded: corrected again,,1
    2026-02-03T12:00:00Z,Bo,corrected,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 35 mg,,,2
    2026-02-04T12:00:00Z,,updated,tea-vs-coffee,,,,,,,,
    2026-02-05T12:00:00Z,,updated,tea-vs-coffee,,,,,,,,
    2026-02-05T12:00:00Z,,agreed,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 35 mg,,,2
    2026-02-06T12:00:00Z,Cy,reverted,tea-vs-coffee,Tea,Caffeine per cup,,About 35 mg,,The page says so now,,2
    ");
    assert_eq!(sandbox.succeed(&["log", "cocoa", "--format", "csv"]).lines().count(), 3);
}

#[test]
fn as_of_reads_the_base_as_it_was() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("pages/tea-vs-coffee.txt", TEA.replace("About 40 mg", "About 45 mg"));
    on(&sandbox, "02-01", &["import", "pages"]);
    on(&sandbox, "03-01", &["correct", "tea", "caffeine", "--value", "About 35 mg"]);
    let quote = ["--document", "tea-vs-coffee", "--quote", "light and floral", "--value", "grassy"];
    on(&sandbox, "03-01", &[&["correct"], &quote[..]].concat());
    on(&sandbox, "04-01", &["revert", "1", "--note", "No"]);
    sandbox.write("late.txt", TEA.replace("Tea vs. Coffee", "Tea vs. Milk").replace("TeaCoffee", "TeaMilk"));
    on(&sandbox, "05-01", &["import", "late.txt"]);
    let as_of = |date: &str| {
        let rows = sandbox.succeed(&["show", "tea", "--as-of", date, "--format", "csv"]);
        let rows: Vec<&str> = rows.lines().filter(|row| row.contains("Caffeine") || row.contains("brew")).collect();
        rows.join("\n")
    };
    assert_snapshot!(sandbox.run(&["show", "tea", "--as-of", "2026-01-01"]), @"
    exit code 1
    ---- stderr ----
    error: no figure was called `tea` on 2026-01-01
    hint: `versus log tea` tells when it came, if it ever did
    ");
    assert_snapshot!(as_of("2026-01-02"), @r#"
    tea-vs-coffee,Caffeine per cup,,About 40 mg,stated,0
    tea-vs-coffee,,Taste,"Tea is light and floral, and a long brew makes it bitter. Milk softens it.",stated,0
    "#);
    assert_snapshot!(as_of("2026-02-01"), @r#"
    tea-vs-coffee,Caffeine per cup,,About 45 mg,stated,0
    tea-vs-coffee,,Taste,"Tea is light and floral, and a long brew makes it bitter. Milk softens it.",stated,0
    "#);
    assert_snapshot!(as_of("2026-02-01T11:59:59Z"), @r#"
    tea-vs-coffee,Caffeine per cup,,About 40 mg,stated,0
    tea-vs-coffee,,Taste,"Tea is light and floral, and a long brew makes it bitter. Milk softens it.",stated,0
    "#);
    assert_snapshot!(as_of("2026-03-01"), @r#"
    tea-vs-coffee,Caffeine per cup,,About 35 mg,corrected,0
    tea-vs-coffee,,Taste,"Tea is grassy, and a long brew makes it bitter. Milk softens it.",corrected,0
    "#);
    assert_snapshot!(as_of("2026-04-01"), @r#"
    tea-vs-coffee,Caffeine per cup,,About 45 mg,stated,0
    tea-vs-coffee,,Taste,"Tea is grassy, and a long brew makes it bitter. Milk softens it.",corrected,0
    "#);
    assert_snapshot!(as_of("2026-05-01"), @r#"
    tea-vs-coffee,Caffeine per cup,,About 45 mg,stated,0
    late,Caffeine per cup,,About 40 mg,stated,0
    tea-vs-coffee,,Taste,"Tea is grassy, and a long brew makes it bitter. Milk softens it.",corrected,0
    late,,Taste,"Tea is light and floral, and a long brew makes it bitter. Milk softens it.",stated,0
    "#);
    assert_snapshot!(sandbox.run(&["compare", "tea", "coffee", "--as-of", "2026-03-01"]), @"
    exit code 0
    ---- stdout ----
    attribute        │ Tea                     │ Coffee
    ─────────────────┼─────────────────────────┼─────────────────────────
    Homeland         │ China                   │ Yemen (coffee-vs-cocoa)
                     │                         │ Ethiopia (tea-vs-coffee)
                     │                         │
    Made from        │ Leaves                  │ Roasted seeds
                     │                         │
    Caffeine per cup │ About 35 mg [corrected] │ About 95 mg
                     │                         │
    Served hot       │ Yes                     │ Yes
                     │                         │
    Sweetened        │                         │ Sometimes
    ");
    let stated = ["compare", "tea", "coffee", "--as-of", "2026-03-01", "--as-stated", "--format", "csv"];
    assert_snapshot!(sandbox.run(&stated), @"
    exit code 0
    ---- stdout ----
    attribute,Tea,Coffee
    Homeland,China,Yemen; Ethiopia
    Made from,Leaves,Roasted seeds
    Caffeine per cup,About 45 mg,About 95 mg
    Served hot,Yes,Yes
    Sweetened,,Sometimes
    ");
    assert_snapshot!(sandbox.run(&["show", "tea", "--as-of", "yesterday"]), @"
    exit code 2
    ---- stderr ----
    error: `yesterday` is not a date
    hint: give a day such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z
    ");
    assert_snapshot!(sandbox.run(&["show", "tea", "--as-of", "2025-12-31"]), @"
    exit code 1
    ---- stderr ----
    error: no figure was called `tea` on 2025-12-31
    hint: `versus log tea` tells when it came, if it ever did
    ");
}

#[test]
fn a_row_that_is_settled_later_goes_under_its_correction() {
    let sandbox = Sandbox::with_fixtures();
    correct(&sandbox, &["coffee", "latin name", "--document", "coffee-vs-cocoa", "--new", "--value", "Coffea"]);
    let at = "2026-02-01T12:00:00Z";
    let ran = sandbox.run_with("VERSUS_NOW", at, &["review", "settle", "1", "--pick", "1", "--editor", "Bo"]);
    assert_eq!(ran.code, Some(0), "{ran}");
    ensure_index_in_step(&sandbox.connect());
    let row = |flags: &[&str]| {
        let rows = sandbox.succeed(&[&["show", "coffee", "--format", "csv"], flags].concat());
        rows.lines().find(|row| row.to_lowercase().contains("latin name")).unwrap_or_default().to_owned()
    };
    assert_snapshot!(row(&[]), @"coffee-vs-cocoa,latin name,,Coffea,corrected,0");
    assert_snapshot!(row(&["--as-stated"]), @"coffee-vs-cocoa,latin name,,Coffea arabica,settled,0");
    assert_eq!(row(&["--as-stated", "--as-of", "2026-01-02"]), "", "it was unclear then");
    assert_eq!(row(&["--as-stated", "--as-of", "2026-02-01"]), row(&["--as-stated"]));
    assert_eq!(row(&["--as-of", "2026-02-01"]), row(&[]));
    assert_snapshot!(sandbox.succeed(&["log", "coffee", "latin name", "--format", "csv"]), @"
    at,who,what,document,figure,attribute,section,before,after,note,report,correction
    2026-01-02T03:04:05Z,,imported,coffee-vs-cocoa,,,,,,pages/coffee-vs-cocoa.txt,,
    2026-01-02T03:04:05Z,,imported,tea-vs-coffee,,,,,,pages/tea-vs-coffee.txt,,
    2026-01-02T03:04:05Z,Ada,corrected,coffee-vs-cocoa,Coffee,latin name,,,Coffea,,,1
    2026-02-01T12:00:00Z,Bo,settled,coffee-vs-cocoa,,Latin name,,Latin nameCoffea arabicaTheobroma cacaoMalvaceae,Latin name | Coffea arabica | Theobroma cacaoMalvaceae,,,
    ");
}

#[test]
fn an_editor_has_a_name() {
    let sandbox = Sandbox::with_fixtures();
    let args = ["correct", "tea", "caffeine", "--value", "About 35 mg"];
    for name in ["", "  "] {
        let ran = sandbox.run(&[&args[..], &["--editor", name]].concat());
        assert!(ran.code == Some(2) && ran.stderr.contains("the name is empty"), "{ran}");
    }
    let editor = || query::<String>(&sandbox.connect(), "SELECT editor FROM corrections WHERE reverted_at IS NULL");
    // An empty variable names nobody.
    sandbox.run_with("VERSUS_EDITOR", "", &args);
    assert_eq!(editor(), ["login"]);
    sandbox.run_with("VERSUS_EDITOR", " Eve ", &[&args[..4], &["About 36 mg"]].concat());
    assert_eq!(editor(), ["Eve"]);
    sandbox.run_with("VERSUS_EDITOR", "Eve", &[&args[..4], &["About 37 mg", "--editor", "Ada"]].concat());
    assert_eq!(editor(), ["Ada"]);
}

#[test]
fn a_correction_back_to_what_the_document_says_confirms_it_and_says_so() {
    let sandbox = Sandbox::with_fixtures();
    let back = ["correct", "tea", "caffeine", "--value", "About 40 mg", "--editor", "Ada"];
    // Without a correction there is nothing to correct.
    assert_snapshot!(sandbox.run(&back), @"
    exit code 3
    ---- stderr ----
    error: that is what stands there already
    hint: nothing was written; say what it should be instead
    ");
    correct(&sandbox, &["tea", "caffeine", "--value", "About 35 mg"]);
    assert_snapshot!(sandbox.run(&back), @"
    exit code 0
    ---- stderr ----
    correction 2: Caffeine per cup of Tea in tea-vs-coffee
    the document says so itself, and this confirms it: `versus check` will tell when it says something else. `versus revert 2` leaves it to the document
    ");
    import(&sandbox, &TEA.replace("About 40 mg", "About 45 mg"));
    let values = sandbox.succeed(&["export", "values"]);
    assert!(values.contains("tea-vs-coffee,2,Caffeine per cup,Tea,About 40 mg,corrected,\n"), "{values}");
    assert_eq!(sandbox.succeed(&["check", "--problem", "moved", "--format", "csv"]).lines().count(), 2);
    // What the hint offers: the document decides again.
    sandbox.succeed(&["revert", "2", "--note", "the page knows"]);
    let values = sandbox.succeed(&["export", "values"]);
    assert!(values.contains("tea-vs-coffee,2,Caffeine per cup,Tea,About 45 mg,stated,\n"), "{values}");
}

#[test]
fn a_correction_of_prose_stays_with_its_figure() {
    let sandbox = Sandbox::new();
    let page = |cats: &str, dogs: &str| {
        format!(
            "Cats vs. Dogs\n\nComparison\n\nAttribute | Cats | Dogs\nVoice | Meow | Bark\n\nFurther Detail\n\nCats\n\n{cats}\n\nDogs\n\n{dogs}\n"
        )
    };
    let (loud, calm) =
        ("It is loud in the morning and wants to be fed at once.", "It likes to lie in the sun all day.");
    sandbox.write("p/cats-vs-dogs.txt", page(loud, calm));
    sandbox.succeed(&["import", "p"]);
    sandbox.succeed(&[
        "correct",
        "--document",
        "cats-vs-dogs",
        "--section",
        "Cats",
        "--quote",
        "loud",
        "--value",
        "quiet",
    ]);
    // The sentence is said of the other one now, and something else of the first.
    sandbox.write("p/cats-vs-dogs.txt", page("Nobody knows what it does at night when all are asleep.", loud));
    sandbox.succeed(&["import", "p"]);
    let sections = sandbox.succeed(&["export", "sections"]);
    assert!(sections.contains(&format!(",{loud},stated")), "{sections}");
    assert!(!sections.contains("quiet"), "{sections}");
    assert!(sandbox.run(&["check"]).to_string().contains("the text is gone"));
    // It comes back with the passage.
    sandbox.write("p/cats-vs-dogs.txt", page(loud, calm));
    sandbox.succeed(&["import", "p"]);
    let sections = sandbox.succeed(&["export", "sections"]);
    assert!(sections.contains(",It is quiet in the morning"), "{sections}");
    crate::sandbox::ensure_sound(&sandbox.connect());
}

#[test]
#[cfg(unix)]
fn without_a_name_in_the_environment_the_editor_is_the_login_name() {
    let sandbox = Sandbox::with_fixtures();
    let login = std::process::Command::new("id").arg("-un").output().expect("id runs").stdout;
    let args = ["correct", "tea", "caffeine", "--value", "About 35 mg"];
    let ran = sandbox.command().env_remove("USER").args(args).output().expect("the binary runs");
    assert!(ran.status.success());
    let editor = query::<String>(&sandbox.connect(), "SELECT editor FROM corrections");
    assert_eq!(editor, [String::from_utf8(login).expect("a name").trim()]);
}
