//! Corrections as the reading commands show them. They are put in with SQL here.

use insta::assert_snapshot;

use crate::sandbox::{Sandbox, ensure_index_in_step, query};

const TEA: &str = include_str!("../fixtures/pages/tea-vs-coffee.txt");

/// A base in which a value, a passage and the summary of `tea-vs-coffee` are corrected.
fn corrected() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    sandbox
        .connect()
        .execute_batch(
            "INSERT INTO corrections (target, document_id, figure_id, attribute_id, base_text, new_text, editor, made_at)
             SELECT 'value', document_id, figure_id, attribute_id, stated, 'About 35 mg', 'Bo', '2026-02-03T04:05:06Z'
             FROM current_values WHERE document = 'tea-vs-coffee' AND figure = 'Tea' AND attribute = 'Caffeine per cup';
             INSERT INTO corrections (target, document_id, section, passage_id, base_text, new_text, editor, made_at)
             SELECT 'passage', document_id, heading, passages.id, text, 'Tea is light.', 'Bo', '2026-02-03T04:05:06Z'
             FROM passages JOIN sections ON sections.id = section_id WHERE text LIKE 'Tea is light%';
             INSERT INTO corrections (target, document_id, base_text, new_text, editor, made_at)
             SELECT 'summary', id, summary, 'Both are infusions.', 'Bo', '2026-02-03T04:05:06Z'
             FROM documents WHERE slug = 'tea-vs-coffee';
             INSERT INTO search_index (search_index) VALUES ('rebuild');",
        )
        .expect("corrections");
    sandbox
}

#[test]
fn what_was_corrected_reads_as_corrected_and_is_marked() {
    let sandbox = corrected();
    let compared = sandbox.succeed(&["compare", "tea", "coffee", "--sections"]);
    let marked: Vec<&str> = compared.lines().filter(|line| line.contains("[corrected]")).collect();
    assert_snapshot!(marked.join("\n"), @"
    Caffeine per cup │ About 35 mg [corrected] │ About 95 mg
    Taste   │ Tea is light. [corrected]          │ Coffee is bitter even when it is
    ");
    assert_snapshot!(sandbox.run(&["show", "tea", "--format", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    document,attribute,section,text,status,open_reports
    tea-vs-cocoa-vs-mate,Homeland,,China,stated,0
    tea-vs-coffee,Made from,,Leaves,stated,0
    tea-vs-coffee,Caffeine per cup,,About 35 mg,corrected,0
    tea-vs-coffee,Homeland,,China,stated,0
    tea-vs-coffee,Served hot,,Yes,stated,0
    tea-vs-coffee,,Taste,Tea is light.,corrected,0
    tea-vs-coffee,,Trade,"Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests.",stated,0
    "#);
    let values = sandbox.succeed(&["export", "values"]);
    assert!(values.contains("tea-vs-coffee,2,Caffeine per cup,Tea,About 35 mg,corrected,\n"), "{values}");
    assert!(sandbox.succeed(&["export", "sections"]).contains(",Tea is light.,corrected\n"));
    assert!(sandbox.succeed(&["export", "documents"]).contains(",Both are infusions.,"));
    assert_snapshot!(sandbox.run(&["export", "corrections"]), @r#"
    exit code 0
    ---- stdout ----
    correction,report,document,figure,attribute,section,base,text,editor,note,made_at,reverted_at,agreed_at,reverted_by,revert_note
    1,,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 35 mg,Bo,,2026-02-03T04:05:06Z,,,,
    2,,tea-vs-coffee,,,Taste,"Tea is light and floral, and a long brew makes it bitter. Milk softens it.",Tea is light.,Bo,,2026-02-03T04:05:06Z,,,,
    3,,tea-vs-coffee,,,,"Tea and coffee are both brewed with hot water, but tea is made from leaves and coffee from roasted seeds.",Both are infusions.,Bo,,2026-02-03T04:05:06Z,,,,
    "#);
}

#[test]
fn search_finds_the_corrected_text_and_not_the_one_before() {
    let sandbox = corrected();
    let hits = |words: &str| sandbox.succeed(&["search", words, "--format", "csv"]).lines().count() - 1;
    assert_eq!([hits("infusions"), hits("35"), hits("softens"), hits("About 40")], [1, 1, 0, 0]);
}

#[test]
fn an_import_does_not_undo_corrections() {
    let sandbox = corrected();
    let before = sandbox.succeed(&["export", "corrections"]);
    let page = TEA.replace("About 40 mg", "About 50 mg").replace("Milk softens it.", "Lemon does not.");
    sandbox.write("pages/tea-vs-coffee.txt", page.replace("both brewed", "each brewed"));
    sandbox.succeed(&["import", "pages"]);
    assert_eq!(sandbox.succeed(&["export", "corrections"]), before);
    let connection = sandbox.connect();
    let stated = "SELECT stated || ', ' || value FROM current_values WHERE status = 'corrected'";
    assert_eq!(query::<String>(&connection, stated), ["About 50 mg, About 35 mg"]);
    ensure_index_in_step(&connection);
    assert!(sandbox.succeed(&["export", "sections"]).contains(",Tea is light.,corrected\n"));
    assert!(sandbox.succeed(&["export", "documents"]).contains(",Both are infusions.,"));
}

#[test]
fn a_corrected_value_that_the_page_lost_stays_and_a_lost_passage_leaves_its_correction() {
    let sandbox = corrected();
    let page = TEA.replace("Caffeine per cupAbout 40 mgAbout 95 mg\n", "");
    let start = page.find("Taste\n").expect("a section");
    let end = page.find("Trade\n").expect("a section");
    sandbox.write("pages/tea-vs-coffee.txt", [&page[..start], &page[end..]].concat());
    sandbox.succeed(&["import", "pages"]);
    assert_eq!(sandbox.succeed(&["export", "corrections"]).lines().count(), 4);
    assert!(sandbox.succeed(&["export", "values"]).contains(",Caffeine per cup,Tea,About 35 mg,corrected,\n"));
    assert!(!sandbox.succeed(&["export", "values", "--as-stated"]).contains("Caffeine per cup,Tea"));
    assert!(!sandbox.succeed(&["export", "sections"]).contains("Tea is light."));
}

#[test]
fn a_report_shows_the_corrected_text_as_what_stands_there_now() {
    let sandbox = corrected();
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--comment", "Hm"]);
    // The whole passage, which the page never had in these words.
    let args = ["tea", "--document", "tea-vs-coffee", "--section", "taste", "--comment", "Hm"];
    sandbox.succeed(&[&["report", "file"], &args[..]].concat());
    sandbox.succeed(&["report", "file", "--document", "tea-vs-coffee", "--section", "summary", "--comment", "Hm"]);
    let seen_and_now = |number: &str| {
        let row = sandbox.succeed(&["report", "show", number, "--format", "jsonl"]);
        let row: serde_json::Value = serde_json::from_str(&row).expect("a row");
        format!("{} {}", row["seen"], row["now"])
    };
    assert_eq!(seen_and_now("1"), r#""About 35 mg" "About 35 mg""#);
    assert_eq!(seen_and_now("2"), r#""Tea is light." "Tea is light.""#);
    assert_eq!(seen_and_now("3"), r#""Both are infusions." "Both are infusions.""#);
    assert!(sandbox.succeed(&["show", "tea"]).contains("  Tea is light. [corrected] [reported]\n"));
}
