//! `versus review`.

use insta::assert_snapshot;

use crate::sandbox::Sandbox;

#[test]
fn the_shipped_document_has_no_unclear_row() {
    assert_snapshot!(Sandbox::new().run(&["review", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    row,document,position,raw,reason,candidates

    ---- stderr ----
    made the knowledge base [HOME]/.local/share/versus/versus.db with 1 document
    no unclear rows
    ");
}

#[test]
fn review_lists_unclear_rows_with_reason_and_candidates() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["review"]), @"
    exit code 0
    ---- stdout ----
    row │ document          │ raw              │ first candidate  │ reason
    ────┼───────────────────┼──────────────────┼──────────────────┼─────────────────
    1   │ coffee-vs-cocoa   │ Latin nameCoffe… │ Latin name | Co… │ two splits fit…
    2   │ tea-vs-cocoa-vs-… │ Served hotYesYe… │ Served hot | Ye… │ the row may go…
    3   │ tea-vs-cocoa-vs-… │ Leafgreennonegr… │                  │ there is no pla…
    ");
}

#[test]
fn review_keeps_the_raw_text() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["review", "--format", "json"]), @r#"
    exit code 0
    ---- stdout ----
    [
    {"row":1,"document":"coffee-vs-cocoa","position":5,"raw":"Latin nameCoffea arabicaTheobroma cacaoMalvaceae","reason":"two splits fit equally well","candidates":"Latin name | Coffea arabica | Theobroma cacaoMalvaceae\nLatin name | Coffea arabicaTheobroma cacao | Malvaceae\nLatin nameCoffea arabica | Theobroma cacao | Malvaceae"},
    {"row":2,"document":"tea-vs-cocoa-vs-mate","position":2,"raw":"Served hotYesYesYes","reason":"the row may go on in the line below","candidates":"Served hot | Yes | Yes | Yes"},
    {"row":3,"document":"tea-vs-cocoa-vs-mate","position":3,"raw":"Leafgreennonegreen","reason":"there is no place where a cell could end","candidates":""}
    ]
    "#);
}

#[test]
fn an_attribute_that_is_too_long_to_be_one_is_not_settled() {
    let sandbox = Sandbox::new();
    let long = "a".repeat(8_001);
    sandbox.write(
        "tea.txt",
        format!("Tea vs. Coffee\n\nComparison\n\nAttributeTeaCoffee\nColorGreenBrown\n{long}RedBlueGrey\n"),
    );
    sandbox.succeed(&["--db", "a.db", "import", "tea.txt"]);
    assert_snapshot!(sandbox.run(&["--db", "a.db", "review", "settle", "1", "--cells", &long, "Red", "BlueGrey"]), @"
    exit code 3
    ---- stderr ----
    error: the attribute is longer than 8000 bytes
    hint: nothing was written
    ");
}

/// A base with a page whose first row ran together, which a person told apart.
fn settled() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("p/cats-vs-dogs.txt", glued("Cats", "Dogs", "Score111"));
    sandbox.succeed(&["import", "p"]);
    sandbox.succeed(&["review", "settle", "1", "--cells", "Score", "1", "11", "--editor", "Bo"]);
    sandbox
}

fn glued(left: &str, right: &str, row: &str) -> String {
    format!("{left} vs. {right}\n\nComparison\n\nAttribute{left}{right}\n{row}\nVoiceMeowBark\n")
}

fn values(sandbox: &Sandbox) -> String {
    let values = sandbox.succeed(&["export", "values"]);
    values.lines().filter(|line| line.contains("Score")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_decision_holds_for_the_very_row_under_the_very_figures() {
    let sandbox = settled();
    let before = values(&sandbox);
    assert_snapshot!(before, @"
    cats-vs-dogs,1,Score,Cats,1,settled,
    cats-vs-dogs,1,Score,Dogs,11,settled,
    ");
    // The page turns its columns round, and has the same characters.
    sandbox.write("p/cats-vs-dogs.txt", glued("Dogs", "Cats", "Score111"));
    sandbox.succeed(&["import", "p"]);
    assert_eq!(values(&sandbox), "");
    assert_snapshot!(sandbox.run(&["review", "list", "--settled", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    decision,document,position,raw,cells,figures,state,editor,settled_at,batch
    1,cats-vs-dogs,,Score111,Score | 1 | 11,Cats; Dogs,waiting,Bo,2026-01-02T03:04:05Z,
    ");
    // It compares something else.
    sandbox.write("p/cats-vs-dogs.txt", glued("Cats", "Wolves", "Score111"));
    sandbox.succeed(&["import", "p"]);
    assert_eq!(values(&sandbox), "");
    // Its row reads otherwise, although the characters are the same.
    sandbox.write("p/cats-vs-dogs.txt", glued("Cats", "Dogs", "Score 111"));
    sandbox.succeed(&["import", "p"]);
    assert_eq!(values(&sandbox), "");
    // And all is as it was.
    sandbox.write("p/cats-vs-dogs.txt", glued("Cats", "Dogs", "Score111"));
    sandbox.succeed(&["import", "p"]);
    assert_eq!(values(&sandbox), before);
}

#[test]
fn a_clear_row_of_the_page_wins_and_the_decision_is_answered() {
    let sandbox = settled();
    let clear = "Dogs vs. Cats\n\nComparison\n\nAttribute | Dogs | Cats\nScore | 11 | 1\nVoice | Bark | Meow\n";
    sandbox.write("p/cats-vs-dogs.txt", clear);
    sandbox.succeed(&["import", "p"]);
    assert_snapshot!(values(&sandbox), @"
    cats-vs-dogs,1,Score,Dogs,11,stated,
    cats-vs-dogs,1,Score,Cats,1,stated,
    ");
    assert_snapshot!(sandbox.run(&["review", "list", "--settled", "--format", "csv"]), @"
    exit code 0
    ---- stdout ----
    decision,document,position,raw,cells,figures,state,editor,settled_at,batch
    1,cats-vs-dogs,,Score111,Score | 1 | 11,Cats; Dogs,answered,Bo,2026-01-02T03:04:05Z,
    ");
    let checked = sandbox.run(&["check"]).to_string();
    assert!(checked.contains("settled as `Score | 1 | 11`"), "{checked}");
    assert_snapshot!(sandbox.run(&["review", "unsettle", "1", "--editor", "Cy"]), @"
    exit code 0
    ---- stderr ----
    nothing holds any more for the row of cats-vs-dogs: Score111
    ");
    assert!(!sandbox.run(&["check"]).to_string().contains("settled as"));
}

#[test]
fn a_decision_is_taken_back_and_corrections_of_its_values_stay() {
    let sandbox = settled();
    sandbox.succeed(&["correct", "dogs", "score", "--value", "12", "--editor", "Bo"]);
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["review", "unsettle", "7"]), @"
    exit code 1
    ---- stderr ----
    error: no decision on a row has the number 7
    hint: run `versus review list --settled` to see them all
    ");
    assert_eq!(sandbox.dump(), before);
    assert_snapshot!(sandbox.run(&["review", "unsettle", "1", "--editor", "Cy"]), @"
    exit code 0
    ---- stderr ----
    row 1 of cats-vs-dogs is unclear again: Score111
    corrected values stay, by correction 1
    ");
    assert_snapshot!(values(&sandbox), @"cats-vs-dogs,1,Score,Dogs,12,corrected,");
    assert_snapshot!(sandbox.run(&["review", "unsettle", "1"]), @"
    exit code 3
    ---- stderr ----
    error: decision 1 was taken back before, by `Cy` at 2026-01-02T03:04:05Z
    hint: nothing was written; `versus review list --settled` shows what holds
    ");
    assert_snapshot!(sandbox.run(&["review", "list", "--format", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    row,document,position,raw,reason,candidates
    1,cats-vs-dogs,1,Score111,the digits `111` could be cut in several places,"Score | 1 | 11
    Score | 11 | 1
    Score1 | 1 | 1"
    "#);
    crate::sandbox::ensure_sound(&sandbox.connect());
    let log = sandbox.succeed(&["log", "--format", "csv"]);
    let told: Vec<&str> = log.lines().filter(|line| line.contains("settled")).collect();
    assert_snapshot!(told.join("\n"), @"
    2026-01-02T03:04:05Z,Bo,settled,cats-vs-dogs,,Score,,Score111,Score | 1 | 11,,,
    2026-01-02T03:04:05Z,Cy,unsettled,cats-vs-dogs,,Score,,Score | 1 | 11,Score111,,,
    ");
    // It can be decided again, and comes under the correction.
    sandbox.succeed(&["review", "settle", "1", "--cells", "Score", "11", "1"]);
    assert_snapshot!(values(&sandbox), @"
    cats-vs-dogs,1,Score,Cats,11,settled,
    cats-vs-dogs,1,Score,Dogs,12,corrected,
    ");
    crate::sandbox::ensure_sound(&sandbox.connect());
}

#[test]
fn the_same_text_in_two_documents_is_two_rows() {
    let sandbox = Sandbox::new();
    for (left, right) in [("Cats", "Dogs"), ("Mice", "Rats")] {
        let page = format!("{left} vs. {right}\n\nComparison\n\nAttribute{left}{right}\nScore111\nSoundMeowWoof\n");
        sandbox.write(&format!("p/{left}.txt"), page);
    }
    sandbox.succeed(&["import", "p"]);
    sandbox.succeed(&["review", "settle", "2", "--cells", "Score", "11", "1"]);
    let values = sandbox.succeed(&["export", "values"]);
    assert!(values.contains("mice,1,Score,Mice,11,settled"), "{values}");
    assert!(!values.contains("Score,Cats"), "{values}");
}

#[test]
fn a_candidate_of_a_row_with_hidden_characters_can_be_picked() {
    let sandbox = Sandbox::new();
    let rows = "Sc\u{202e}ore111\nKept5\u{202e}67\nO\u{302}ge\u{200b}241\nVoiceMeowBark\n";
    sandbox.write("cats-vs-dogs.txt", format!("Cats vs. Dogs\n\nComparison\n\nAttributeCatsDogs\n{rows}"));
    sandbox.succeed(&["import", "cats-vs-dogs.txt"]);
    for row in ["1", "2", "3"] {
        let shown = sandbox.run(&["review", "settle", row, "--pick", "1"]).to_string();
        assert!(shown.contains("exit code 0") && !shown.contains(['\u{202e}', '\u{200b}']), "{shown}");
    }
    // What stands between the cells' own characters stays out of the terminal, and goes into the base.
    let list = sandbox.succeed(&["review", "list", "--settled"]);
    assert!(list.contains("Score | 1 | 11") && !list.contains(['\u{202e}', '\u{200b}']), "{list}");
    assert!(values(&sandbox).contains("Score"));
    sandbox.succeed(&["check"]);
    let other = sandbox.run(&["review", "settle", "1", "--cells", "Score", "1", "11"]).to_string();
    assert!(other.contains("exit code 1"), "{other}");
    sandbox.succeed(&["review", "unsettle", "1"]);
    // Without what is never read, or with it.
    sandbox.succeed(&["review", "settle", "1", "--cells", "Score", "11", "1"]);
    sandbox.succeed(&["check"]);
}

/// A base in which what one page says makes a row of another certain.
fn inferred() -> Sandbox {
    let sandbox = Sandbox::new();
    let row = "AllianceSkyTeamStar Alliance\nSeatsLeatherCloth\n";
    sandbox.write("p/delta-vs-united.txt", format!("Delta vs. United\n\nComparison\n\nAttributeDeltaUnited\n{row}"));
    sandbox.write(
        "p/delta-vs-swiss.md",
        "# Delta vs. Swiss\n\n| Aspect | Delta | Swiss |\n|---|---|---|\n| Alliance | SkyTeam | Star Alliance |\n",
    );
    sandbox
}

#[test]
fn an_import_says_how_many_rows_other_pages_told_apart() {
    let sandbox = inferred();
    sandbox.succeed(&["seed"]);
    assert_snapshot!(sandbox.run(&["import", "p"]), @"
    exit code 0
    ---- stderr ----
    2 imported, 0 updated, 0 unchanged, 0 rejected; 2 rows stored, 1 unclear; 1 unclear row told apart with the help of other pages (`versus review --inferred`)
    ");
    assert_snapshot!(sandbox.run(&["import", "p"]), @"
    exit code 0
    ---- stderr ----
    0 imported, 0 updated, 2 unchanged, 0 rejected; 0 rows stored, 0 unclear; nothing changed
    ");
}

#[test]
fn a_row_that_is_left_unclear_is_not_told_apart_again() {
    let sandbox = inferred();
    sandbox.succeed(&["seed"]);
    sandbox.succeed(&["import", "p"]);
    let stated = || sandbox.succeed(&["export", "values", "--format", "csv"]);
    assert!(stated().contains(",inferred,"));
    assert_snapshot!(sandbox.run(&["review", "leave", "1", "--editor", "Bo"]), @"
    exit code 0
    ---- stderr ----
    row 1 of delta-vs-united stays unclear
    `versus review unsettle 1` takes it back
    ");
    assert!(!stated().contains(",inferred,"));
    assert_snapshot!(sandbox.succeed(&["review", "list", "--settled", "--format", "csv"]), @"
    decision,document,position,raw,cells,figures,state,editor,settled_at,batch
    1,delta-vs-united,1,AllianceSkyTeamStar Alliance,,Delta; United,applied,Bo,2026-01-02T03:04:05Z,
    ");
    let log = sandbox.succeed(&["log", "--format", "csv"]);
    assert!(log.contains("Z,Bo,settled,delta-vs-united,,,,AllianceSkyTeamStar Alliance,,it stays unclear,,"), "{log}");
    assert!(sandbox.run(&["review", "leave", "1"]).to_string().contains("exit code 1"));
    // Its page changes, and the other one: the decision holds.
    let page = "Delta vs. United\n\nComparison\n\nAttributeDeltaUnited\nAllianceSkyTeamStar Alliance\nSeatsWoolCloth\n";
    sandbox.write("p/delta-vs-united.txt", page);
    let other = "# Delta vs. Swiss\n\n| Aspect | Delta | Swiss |\n|---|---|---|\n| Alliance | SkyTeam | Star Alliance |\n| Seats | Wool | Silk |\n";
    sandbox.write("p/delta-vs-swiss.md", other);
    assert_snapshot!(sandbox.run_with("VERSUS_NOW", "2026-01-03T03:04:05Z", &["import", "p"]), @"
    exit code 0
    ---- stderr ----
    updated delta-vs-swiss: 2 values added
    updated delta-vs-united: 1 value changed
    0 imported, 2 updated, 0 unchanged, 0 rejected; 3 rows stored, 1 unclear
    ");
    assert!(!stated().contains(",inferred,"));
    sandbox.succeed(&["check"]);
    let back = sandbox.run_with("VERSUS_NOW", "2026-01-04T03:04:05Z", &["review", "unsettle", "1"]);
    assert_snapshot!(back, @"
    exit code 0
    ---- stderr ----
    row 1 of delta-vs-united is unclear again: AllianceSkyTeamStar Alliance
    ");
    assert!(stated().contains(",inferred,"));
    sandbox.succeed(&["check"]);
    // Then as it was: first inferred, then left.
    let then = |moment: &str| sandbox.succeed(&["export", "values", "--as-of", moment, "--format", "csv"]);
    assert!(!then("2026-01-03T12:00:00Z").contains(",inferred,"));
    assert!(then("2026-01-04T12:00:00Z").contains(",inferred,"));
}
