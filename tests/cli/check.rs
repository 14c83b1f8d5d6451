//! What `check` finds, and what `check --repair` mends. What is broken is broken here with SQL, as somebody with the
//! sqlite3 shell would.

use insta::assert_snapshot;

use crate::sandbox::{Sandbox, query};

const TEA: &str = include_str!("../fixtures/pages/tea-vs-coffee.txt");

/// A base with pages, a correction and two reports, past which SQL goes.
fn broken_by(sql: &str) -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["correct", "tea", "caffeine", "--value", "About 35 mg", "--editor", "Ada"]);
    sandbox.succeed(&["report", "file", "tea", "homeland", "--document", "tea-vs-coffee", "--value", "Yunnan"]);
    sandbox.succeed(&["report", "file", "coffee", "homeland", "--document", "tea-vs-coffee", "--value", "Yemen"]);
    assert_eq!(sandbox.run(&["check"]).code, Some(0), "sound before");
    let connection = sandbox.connect();
    connection.execute_batch("PRAGMA foreign_keys = off").expect("off");
    connection.execute_batch(sql).expect(sql);
    sandbox
}

/// The problem, level and details of what is broken.
fn broken(sandbox: &Sandbox) -> String {
    let ran = sandbox.run(&["check", "--format", "jsonl"]);
    let mut found = Vec::new();
    for line in ran.stdout.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).expect("an object");
        if finding["level"] != "work" {
            let part = |name: &str| finding[name].as_str().unwrap_or_default().to_owned();
            found.push(format!("{} ({}): {}", part("problem"), part("level"), part("details")));
        }
    }
    assert_eq!(ran.code, Some(i32::from(!found.is_empty())), "{ran}");
    found.join("\n")
}

/// Repairs, and returns what was said of it. Afterwards the base must be sound, and a second repair must find nothing.
fn repaired(sandbox: &Sandbox) -> String {
    let ran = sandbox.run(&["check", "--repair", "--problem", "moved"]);
    assert_eq!(broken(sandbox), "", "{ran}");
    let again = sandbox.run(&["check", "--repair"]);
    assert!(again.code == Some(0) && again.stderr.starts_with("nothing to repair\n"), "{again}");
    let said = ran.stderr.lines().filter(|line| line.contains("repaired"));
    said.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_sound_base_without_work_says_so() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run(&["-q", "check"]), @"exit code 0");
    assert_snapshot!(sandbox.run(&["check"]), @"
    exit code 0
    ---- stderr ----
    nothing needs another look
    ");
    assert_snapshot!(sandbox.run(&["check", "--repair"]), @"
    exit code 0
    ---- stderr ----
    nothing to repair
    nothing needs another look
    ");
}

#[test]
fn a_full_text_index_that_is_out_of_step_is_found_and_built_anew() {
    // Texts that it lacks, words that it has not, one that it has too much, and broken inside.
    let cases = [
        "INSERT INTO search_index (search_index, rowid, text) SELECT 'delete', id, text FROM search_texts WHERE id = 1",
        "UPDATE attribute_values SET text = 'Zanzibar' WHERE text = 'China'",
        "INSERT INTO search_index (rowid, text) VALUES (3000, 'surplus')",
        "DELETE FROM search_index_data WHERE id > 100",
        "DELETE FROM search_index_config",
    ];
    let mut said = Vec::new();
    for sql in cases {
        let sandbox = broken_by(sql);
        said.push(broken(&sandbox));
        assert_eq!(repaired(&sandbox), "repaired: full-text index built anew", "{sql}");
        let hits = sandbox.succeed(&["search", if sql.contains("Zanzibar") { "zanzibar" } else { "china" }]);
        assert!(!hits.is_empty(), "{sql}");
    }
    assert_snapshot!(said.join("\n"), @r#"
    index (mendable): it lacks 1 texts and has 0 too many
    index (mendable): the index has `china`, the text `zanzibar`
    index (mendable): the index has `china`, the text `zanzibar`
    index (mendable): it lacks 0 texts and has 1 too many
    damage (mendable): fts5: corruption found reading blob 137438953473 from table "search_index"
    index (mendable): it has other words than the texts
    damage (mendable): invalid fts5 file format (found 0, expected 4 or 5) - run 'rebuild'
    index (mendable): this could not be looked at to the end: invalid fts5 file format (found 0, expected 4 or 5) - run 'rebuild'
    "#);
}

#[test]
fn names_out_of_step_are_found_and_put_right() {
    let sandbox = broken_by(
        "UPDATE names SET name = 'Café' WHERE name = 'Coffee';
         DELETE FROM name_words WHERE word = 'caffeine';
         INSERT INTO name_words VALUES ('brew', 1);
         INSERT INTO names (kind, alias_of, name, folded) VALUES ('figure', 1, 'Chai', 'CHAI');
         INSERT INTO events (kind, row_id, at, details) VALUES ('alias added', 1, '2026-01-02T03:04:05Z',
           json_object('kind', 'figure', 'name', 'Joseph Stalin', 'alias', 'Chai', 'editor', 'Ada'));",
    );
    assert_snapshot!(broken(&sandbox), @"
    name (mendable): `Café` is looked up as `coffee`
    name (mendable): `Chai` is looked up as `CHAI`
    name (mendable): `Joseph Stalin` is not found by its words
    name (mendable): `Café` is not found by its words
    name (mendable): `Chai` is not found by its words
    name (mendable): `Caffeine per cup` is not found by its words
    name (mendable): `Café` is called `Coffee` elsewhere
    ");
    assert_snapshot!(repaired(&sandbox), @"
    repaired: names folded anew (2)
    repaired: words of names gathered anew (4)
    repaired: names of figures and attributes copied anew
    ");
    sandbox.succeed(&["show", "cafe"]);
    sandbox.succeed(&["show", "chai"]);
}

#[test]
fn forms_of_names_that_changed_places_are_put_right() {
    let sandbox = broken_by(
        "UPDATE names SET folded = 'x' WHERE name = 'Tea';
         UPDATE names SET folded = 'tea' WHERE name = 'Coffee';
         UPDATE names SET folded = 'coffee' WHERE name = 'Tea';",
    );
    assert_snapshot!(repaired(&sandbox), @"repaired: names folded anew (2)");
    assert_eq!(sandbox.succeed(&["show", "TEA"]), sandbox.succeed(&["show", "tea"]));
}

#[test]
fn a_value_that_left_its_row_is_found_and_put_back() {
    for position in [1, 2, 3, 77] {
        let sandbox = Sandbox::with_fixtures();
        // Rows can only be torn with good reason where an alias was taken away.
        sandbox.succeed(&["alias", "add", "Homeland", "Country of origin", "--attribute"]);
        let before = sandbox.succeed(&["export", "values"]);
        let sql = format!("UPDATE attribute_values SET position = {position} WHERE text = 'Ethiopia'");
        sandbox.connect().execute_batch(&sql).expect("changed");
        if sandbox.succeed(&["export", "values"]) == before {
            continue;
        }
        let said = "damage (mendable): the values of `Homeland` are in several rows of its table";
        assert_eq!(broken(&sandbox), said);
        assert_eq!(repaired(&sandbox), "repaired: values put into their rows");
        assert_eq!(sandbox.succeed(&["export", "values"]), before);
    }
}

#[test]
fn headings_out_of_step_are_found_and_put_right() {
    let sandbox = broken_by(
        "DELETE FROM headings WHERE heading = 'Background';
         DELETE FROM heading_words WHERE word = 'legacy';
         INSERT INTO heading_words SELECT 'brew', id FROM headings WHERE heading = 'Taste';",
    );
    assert_snapshot!(broken(&sandbox), @"
    reference (mendable): a row of `heading_words` refers to a row of `headings` that is not there
    name (mendable): the heading `Background` is not found by its words
    name (mendable): the heading `Legacy` is not found by its words
    name (mendable): the heading `Taste` is not found by its words
    ");
    assert_snapshot!(repaired(&sandbox), @"repaired: words of headings gathered anew (4)");
    assert!(sandbox.succeed(&["search", "background"]).contains("[Background]"));
    sandbox.connect().execute_batch("DROP TABLE heading_words; DROP TABLE headings").expect("no SQL error");
    repaired(&sandbox);
    assert!(sandbox.succeed(&["search", "background"]).contains("[Background]"));
}

#[test]
fn a_name_that_leads_to_nothing_is_named_and_left() {
    let sandbox = broken_by(
        "INSERT INTO names (id, kind, alias_of, name, folded) VALUES (1000, 'figure', NULL, 'Nobody', 'nobody');
         INSERT INTO names (kind, alias_of, name, folded) VALUES ('attribute', 1, 'Chief', 'chief');
         INSERT INTO name_words SELECT folded, id FROM names WHERE name IN ('Nobody', 'Chief');",
    );
    assert_snapshot!(broken(&sandbox), @"
    name (broken): `Nobody` is the name of no figure
    name (broken): `Chief` is an alias of what is no attribute
    ");
    assert_snapshot!(sandbox.run(&["check", "--repair", "--problem", "name"]), @"
    exit code 1
    ---- stdout ----
    Names are not kept as they are looked up (2)
      `Nobody` is the name of no figure
      `Chief` is an alias of what is no attribute
      restore a backup, or mend it with the sqlite3 shell

    2 things are broken

    ---- stderr ----
    nothing to repair
    error: `[HOME]/.local/share/versus/versus.db` is broken: 2 findings
    hint: what to do stands with each finding
    ");
}

#[test]
fn a_changed_schema_is_found_and_what_holds_no_data_is_made_anew() {
    let sandbox = broken_by(
        "DROP TRIGGER reports_are_not_deleted;
         DROP VIEW comparison;
         DROP VIEW current_passages;
         CREATE VIEW current_passages AS SELECT 1 AS one;
         DROP INDEX active_corrections_by_value;
         DROP TABLE name_words;
         CREATE VIEW mine AS SELECT 2 AS two;",
    );
    assert_snapshot!(broken(&sandbox), @"
    schema (mendable): the table `name_words` is missing
    schema (mendable): the index `name_words_by_name` is missing
    schema (mendable): the trigger `reports_are_not_deleted` is missing
    schema (mendable): the index `active_corrections_by_value` is missing
    schema (mendable): the view `current_passages` is another than the one that versus makes
    schema (mendable): the view `comparison` is missing
    name (mendable): this could not be looked at to the end: no such table: name_words
    ");
    assert_snapshot!(repaired(&sandbox), @"
    repaired: table `name_words` made anew
    repaired: index `name_words_by_name` made anew
    repaired: trigger `reports_are_not_deleted` made anew
    repaired: index `active_corrections_by_value` made anew
    repaired: view `current_passages` made anew
    repaired: view `comparison` made anew
    repaired: words of names gathered anew (16)
    ");
    let schema = query::<String>(&sandbox.connect(), "SELECT sql FROM sqlite_schema WHERE name = 'mine'");
    assert_eq!(schema, ["CREATE VIEW mine AS SELECT 2 AS two"], "what somebody else made is left alone");
    assert!(sandbox.connect().execute("DELETE FROM reports", []).is_err());
    sandbox.succeed(&["show", "tea"]);
}

#[test]
fn a_full_text_index_that_is_gone_is_made_anew() {
    let sandbox = broken_by("DROP TABLE search_index");
    assert_snapshot!(broken(&sandbox), @"
    schema (mendable): the table `search_index` is missing
    schema (mendable): the table `search_index_data` is missing
    schema (mendable): the table `search_index_idx` is missing
    schema (mendable): the table `search_index_docsize` is missing
    schema (mendable): the table `search_index_config` is missing
    index (mendable): this could not be looked at to the end: no such table: search_index_docsize
    ");
    assert_snapshot!(repaired(&sandbox), @"repaired: table `search_index` made anew");
    assert!(!sandbox.succeed(&["search", "china"]).is_empty());
}

#[test]
fn a_table_with_data_that_is_gone_or_changed_is_named_and_left() {
    let sandbox = broken_by(
        "DROP TABLE document_credits;
         ALTER TABLE preferences ADD COLUMN mine TEXT;
         UPDATE refinery_schema_history SET checksum = '1' WHERE version = 3;",
    );
    assert_snapshot!(broken(&sandbox), @"
    schema (broken): the table `document_credits` is missing
    schema (broken): the table `preferences` is another than the one that versus makes
    schema (broken): migration 3 is not recorded as this program knows it
    ");
    assert_snapshot!(sandbox.run(&["check", "--repair", "--problem", "schema"]), @"
    exit code 1
    ---- stdout ----
    The schema is another than the one that versus makes (3)
      the table `document_credits` is missing
      the table `preferences` is another than the one that versus makes
      migration 3 is not recorded as this program knows it
      restore a backup, or mend it with the sqlite3 shell

    3 things are broken

    ---- stderr ----
    nothing to repair
    error: `[HOME]/.local/share/versus/versus.db` is broken: 3 findings
    hint: what to do stands with each finding
    ");
}

#[test]
fn a_trigger_on_a_table_of_versus_that_is_not_its_own_is_named_and_left() {
    let sandbox = broken_by(
        "CREATE TRIGGER evil AFTER INSERT ON reports BEGIN DELETE FROM corrections; END;
         CREATE TRIGGER \"it's \"\"so\"\"\" BEFORE DELETE ON CORRECTIONS BEGIN SELECT 1; END;
         CREATE TRIGGER \"a\n    versus check --repair\" AFTER UPDATE ON figures BEGIN SELECT 1; END;
         CREATE TABLE mine (one);
         CREATE TRIGGER of_mine AFTER INSERT ON mine BEGIN SELECT 1; END;",
    );
    let ran = sandbox.run(&["check", "--repair", "--problem", "schema"]);
    assert_snapshot!(ran, @r#"
    exit code 1
    ---- stdout ----
    The schema is another than the one that versus makes (3)
      versus does not make the trigger `evil` on `reports`, which acts when versus
      writes there
        if nobody knows why it is there, drop it with the sqlite3 shell: DROP TRIGGER "evil";
      versus does not make the trigger `it's "so"` on `CORRECTIONS`, which acts when
      versus writes there
        if nobody knows why it is there, drop it with the sqlite3 shell: DROP TRIGGER "it's ""so""";
      versus does not make the trigger `a     versus check --repair` on `figures`,
      which acts when versus writes there
        if nobody knows why it is there, drop it with the sqlite3 shell; its name has signs that cannot be shown

    3 things are broken

    ---- stderr ----
    nothing to repair
    error: `[HOME]/.local/share/versus/versus.db` is broken: 3 findings
    hint: what to do stands with each finding
    "#);
    for name in ["evil", "\"it's \"\"so\"\"\""] {
        sandbox.connect().execute_batch(&format!("DROP TRIGGER {name};")).expect("as advised");
    }
    sandbox.connect().execute_batch("DROP TRIGGER \"a\n    versus check --repair\"").expect("dropped");
    assert_eq!(broken(&sandbox), "");
}

#[test]
fn what_waits_is_not_looked_at_through_other_tables_and_views() {
    let sandbox = broken_by(
        "DROP VIEW current_values;
         CREATE VIEW current_values AS
         SELECT NULL AS value_id, NULL AS document, NULL AS figure, NULL AS attribute, NULL AS text, NULL AS status;",
    );
    assert_snapshot!(sandbox.run(&["check"]), @"
    exit code 1
    ---- stdout ----
    The schema is another than the one that versus makes (1)
      the view `current_values` is another than the one that versus makes
        versus check --repair

    1 thing is broken

    ---- stderr ----
    what waits for an editor was not looked at: the schema is another than the one that versus makes
    error: `[HOME]/.local/share/versus/versus.db` is broken: 1 finding
    hint: run `versus check --repair`, which makes anew what can be made from the rest
    ");
    // The schema is told also to who did not ask for it: otherwise it would look as if nothing waited.
    assert_snapshot!(sandbox.run(&["check", "--problem", "unmatched"]), @"
    exit code 1
    ---- stdout ----
    The schema is another than the one that versus makes (1)
      the view `current_values` is another than the one that versus makes
        versus check --repair

    1 thing is broken

    ---- stderr ----
    what waits for an editor was not looked at: the schema is another than the one that versus makes
    error: `[HOME]/.local/share/versus/versus.db` is broken: 1 finding
    hint: run `versus check --repair`, which makes anew what can be made from the rest
    ");
    let ran = sandbox.run(&["check", "--repair", "--problem", "report"]);
    assert_eq!((ran.code, ran.stdout.matches("reported as wrong").count()), (Some(0), 2), "{ran}");
}

#[test]
fn a_schema_that_cannot_be_read_as_text_is_a_finding() {
    let sandbox = broken_by("CREATE VIEW mine AS SELECT '?' AS one");
    let connection = sandbox.connect();
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).expect("off");
    connection
        .execute_batch(
            "PRAGMA writable_schema = on;
             UPDATE sqlite_schema SET sql = replace(sql, '?', CAST(x'ff' AS TEXT)) WHERE name = 'mine';
             PRAGMA writable_schema = reset;",
        )
        .expect("changed");
    assert_snapshot!(broken(&sandbox), @"schema (broken): this could not be looked at to the end: invalid utf-8 sequence of 1 bytes from index 28 at index 3");
}

#[test]
fn what_belongs_to_a_table_that_is_gone_goes_with_it() {
    for table in ["preferences", "report_events"] {
        let sandbox = broken_by(&format!("DROP TABLE {table}"));
        let ran = sandbox.run(&["check", "--repair", "--problem", "schema"]);
        assert!(!ran.stderr.contains("index"), "{ran}");
        assert_eq!(
            ran.stdout,
            format!(
                "The schema is another than the one that versus makes (1)\n  the table `{table}` is missing\n    \
                 restore a backup, or mend it with the sqlite3 shell\n\n1 thing is broken\n"
            )
        );
    }
}

#[test]
fn a_damaged_text_is_told_before_the_index_forgets_it() {
    // A word that is another, one that is gone, and one more.
    let sandbox = broken_by(
        "UPDATE attribute_values SET text = 'Qhina' WHERE text = 'China';
         UPDATE documents SET summary = replace(summary, 'Tea', '') WHERE slug = 'tea-vs-coffee';
         UPDATE passages SET text = text || ' china' WHERE text LIKE 'Both tea and coffee are sold by auction%';",
    );
    assert_snapshot!(sandbox.run(&["check", "--problem", "index"]), @"
    exit code 1
    ---- stdout ----
    The full-text index is out of step with the texts (4)
      Tea, Homeland, tea-vs-cocoa-vs-mate: the index has `china`, the text `qhina`
      summary, tea-vs-coffee: the text has fewer of `tea` than the index
      Tea, Homeland, tea-vs-coffee: the index has `china`, the text `qhina`
      Trade, tea-vs-coffee: the text has more of `china` than the index
      the texts or the index are damaged: first compare with a backup, or with the pages imported into a new base; `versus check --repair` then makes the index from the texts as they are

    4 things are broken

    ---- stderr ----
    error: `[HOME]/.local/share/versus/versus.db` is broken: 4 findings
    hint: what to do stands with each finding
    ");
}

#[test]
fn an_index_that_differs_in_the_order_of_words_alone_is_told_as_a_whole() {
    let sandbox = broken_by("UPDATE documents SET summary = 'coffee ' || summary WHERE slug = 'tea-vs-coffee'");
    assert_eq!(repaired(&sandbox), "repaired: full-text index built anew");
    let turned = "UPDATE documents SET summary = substr(summary, 8) || ' coffee' WHERE slug = 'tea-vs-coffee'";
    sandbox.connect().execute_batch(turned).expect("turned");
    assert_eq!(broken(&sandbox), "index (mendable): it has other words than the texts");
}

#[test]
fn nothing_of_the_kinds_that_were_asked_for_is_said_of_them_alone() {
    let sandbox = broken_by("");
    assert_snapshot!(sandbox.run(&["check", "--problem", "damage"]), @"
    exit code 0
    ---- stderr ----
    nothing of that kind was found
    ");
}

#[test]
fn a_table_that_a_check_needs_and_that_is_gone_does_not_keep_it_from_the_rest() {
    let sandbox = broken_by("DROP TABLE unclear_rows; DROP TABLE name_words; DROP TRIGGER reports_are_not_deleted;");
    assert_snapshot!(broken(&sandbox), @"
    schema (mendable): the table `name_words` is missing
    schema (mendable): the index `name_words_by_name` is missing
    schema (broken): the table `unclear_rows` is missing
    schema (mendable): the trigger `reports_are_not_deleted` is missing
    name (broken): this could not be looked at to the end: no such table: name_words
    ");
}

#[test]
fn rows_that_break_rules_and_references_to_nothing_are_named_and_left() {
    let sandbox = broken_by(
        "PRAGMA ignore_check_constraints = on;
         UPDATE attribute_values SET id = id + 2999 WHERE id = (SELECT min(id) FROM attribute_values);
         INSERT INTO document_credits (document_id, position, text) VALUES (999999, 1, 'nobody');
         INSERT INTO unclear_rows (document_id, position, raw, reason, candidates) VALUES (999999, 1, '', '', '[]');
         INSERT INTO search_index (search_index) VALUES ('rebuild');",
    );
    assert_snapshot!(broken(&sandbox), @"
    damage (broken): CHECK constraint failed in attribute_values
    reference (broken): a row of `document_credits` refers to a row of `documents` that is not there
    reference (broken): row 4 of `unclear_rows` refers to a row of `documents` that is not there
    ");
    let ran = sandbox.run(&["check", "--repair", "--problem", "reference"]);
    assert_snapshot!(ran, @"
    exit code 1
    ---- stdout ----
    References to what is not there (2)
      a row of `document_credits` refers to a row of `documents` that is not there
      row 4 of `unclear_rows` refers to a row of `documents` that is not there
      restore a backup, or mend it with the sqlite3 shell

    2 things are broken

    ---- stderr ----
    nothing to repair
    error: `[HOME]/.local/share/versus/versus.db` is broken: 2 findings
    hint: what to do stands with each finding
    ");
}

#[test]
fn an_index_without_one_of_its_rows_is_built_anew() {
    let sandbox = broken_by("");
    let connection = sandbox.connect();
    // Makes the index look like one of a table's other column, writes a row past the real one, and takes that back.
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false).expect("off");
    connection
        .execute_batch(
            "PRAGMA writable_schema = on;
             UPDATE sqlite_schema SET sql = sql || ' WHERE 0' WHERE name = 'unclear_rows_by_document';
             PRAGMA writable_schema = reset;",
        )
        .expect("changed");
    drop(connection);
    let connection = sandbox.connect();
    connection
        .execute_batch(
            "INSERT INTO unclear_rows (document_id, position, raw, reason, candidates)
             SELECT id, 9, 'ab', 'why', '[]' FROM documents LIMIT 1;
             PRAGMA writable_schema = on;
             UPDATE sqlite_schema SET sql = replace(sql, ' WHERE 0', '') WHERE name = 'unclear_rows_by_document';
             PRAGMA writable_schema = reset;",
        )
        .expect("changed back");
    drop(connection);
    assert_snapshot!(broken(&sandbox), @"
    damage (mendable): wrong # of entries in index unclear_rows_by_document
    damage (mendable): row 4 missing from index unclear_rows_by_document
    ");
    assert_snapshot!(repaired(&sandbox), @"repaired: indexes of tables built anew");
}

#[test]
fn a_correction_without_its_value_gets_it_back_and_of_several_an_editor_reverts_some() {
    let sandbox = broken_by(
        "DELETE FROM attribute_values WHERE id = (SELECT value_id FROM current_values WHERE status = 'corrected')",
    );
    assert_snapshot!(broken(&sandbox), @"
    reference (mendable): row 97 of `quantities` refers to a row of `attribute_values` that is not there
    index (mendable): it lacks 0 texts and has 1 too many
    correction (mendable): the value that it stands on is missing
    ");
    assert_snapshot!(repaired(&sandbox), @"
    repaired: missing values of corrections put back
    repaired: full-text index built anew
    repaired: what values amount to read anew (2)
    ");
    assert!(sandbox.succeed(&["export", "values"]).contains(",Caffeine per cup,Tea,About 35 mg,corrected,\n"));

    let sandbox = broken_by(
        "DROP INDEX active_corrections_by_value;
         INSERT INTO corrections (target, document_id, figure_id, attribute_id, base_text, new_text, editor, made_at)
         SELECT target, document_id, figure_id, attribute_id, base_text, 'About 36 mg', 'Bo', made_at FROM corrections;",
    );
    assert_snapshot!(broken(&sandbox), @"
    schema (mendable): the index `active_corrections_by_value` is missing
    index (mendable): the text has more of `36` than the index
    quantity (mendable): a value is taken for another quantity than the text says
    correction (broken): 2 corrections are active in this place
    ");
    assert_snapshot!(sandbox.run(&["check", "--repair", "--problem", "correction"]), @"
    exit code 1
    ---- stdout ----
    Corrections that cannot stand as they do (1)
      correction 1, Tea, Caffeine per cup, tea-vs-coffee: 2 corrections are active
      in this place
        said: About 40 mg
        should say: About 35 mg
        versus revert 1

    1 thing is broken

    ---- stderr ----
    repaired: full-text index built anew
    repaired: what values amount to read anew
    cannot make index `active_corrections_by_value` anew: UNIQUE constraint failed: corrections.document_id, corrections.figure_id, corrections.attribute_id
    error: `[HOME]/.local/share/versus/versus.db` is broken: 1 finding
    hint: what to do stands with each finding
    ");
    let ran = sandbox.run(&["check", "--repair", "--problem", "schema"]);
    assert!(ran.stdout.contains("    the repair has said what is in the way: mend that first, or"), "{ran}");
    sandbox.succeed(&["revert", "1", "--note", "twice", "--editor", "Eve"]);
    repaired(&sandbox);
}

#[test]
fn reports_whose_events_cannot_be_are_named_and_a_missing_one_is_put_back() {
    let sandbox = broken_by(
        "DROP TRIGGER report_events_are_not_deleted;
         DELETE FROM report_events WHERE report_id = 1;
         INSERT INTO report_events (uid, report_id, kind, editor, made_at)
         VALUES (hex(randomblob(16)), 2, 'reopened', 'Eve', '2026-01-02T03:04:05Z'),
         (hex(randomblob(16)), 2, 'supported', NULL, 'gestern');",
    );
    assert_snapshot!(broken(&sandbox), @"
    schema (mendable): the trigger `report_events_are_not_deleted` is missing
    event (mendable): report 1: it has no event that says that it was filed
    event (broken): report 2: it was reopened when it was open
    event (broken): report 2: it was supported at `gestern`, which is no moment in RFC 3339
    ");
    assert!(!sandbox.succeed(&["report", "list", "--state", "all"]).contains("Yunnan"), "it had no state");
    let ran = sandbox.run(&["check", "--repair", "--problem", "event"]);
    assert_snapshot!(ran, @"
    exit code 1
    ---- stdout ----
    Reports whose events cannot have happened so (2)
      Coffee, Homeland, tea-vs-coffee: report 2: it was reopened when it was open
      Coffee, Homeland, tea-vs-coffee: report 2: it was supported at `gestern`,
      which is no moment in RFC 3339
      restore a backup, or mend it with the sqlite3 shell

    2 things are broken

    ---- stderr ----
    repaired: trigger `report_events_are_not_deleted` made anew
    repaired: missing events of reports put back
    error: `[HOME]/.local/share/versus/versus.db` is broken: 2 findings
    hint: what to do stands with each finding
    ");
    assert!(sandbox.succeed(&["report", "list"]).contains("Yunnan"));
}

#[cfg(unix)]
#[test]
fn a_base_that_nobody_may_write_is_checked_but_for_the_words_of_its_index() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = broken_by("DELETE FROM name_words WHERE word = 'caffeine'");
    let base = sandbox.default_base();
    let folder = base.parent().expect("a folder");
    let set = |mode| std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode)).expect("set");
    std::fs::set_permissions(&base, std::fs::Permissions::from_mode(0o444)).expect("set");
    set(0o555);
    let mut command = sandbox.command();
    if std::fs::write(folder.join("probe"), "").is_ok() {
        // Root may write everywhere; nobody may not, and may come here.
        std::fs::remove_file(folder.join("probe")).expect("removed");
        for above in base.ancestors().skip(2).take_while(|above| above.starts_with(sandbox.home())) {
            std::fs::set_permissions(above, std::fs::Permissions::from_mode(0o755)).expect("set");
        }
        command = std::process::Command::new(sandbox.bring_program());
        sandbox.settle(&mut command);
        std::os::unix::process::CommandExt::uid(&mut command, 65534);
    }
    let ran = sandbox.ran(&command.args(["check", "--problem", "index", "--problem", "name"]).output().expect("runs"));
    set(0o755);
    assert_snapshot!(ran, @"
    exit code 1
    ---- stdout ----
    Names are not kept as they are looked up (1)
      `Caffeine per cup` is not found by its words
        versus check --repair

    1 thing is broken

    ---- stderr ----
    the rules of tables and the words of the full-text index were not checked: the base cannot be written here
    error: `[HOME]/.local/share/versus/versus.db` is broken: 1 finding
    hint: run `versus check --repair`, which makes anew what can be made from the rest
    ");
}

/// A base with something of each kind of work.
fn busy() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write(
        "resume.txt",
        "Jose Marti vs. Tea Party\n\nComparison\n\nAttribute | Jose Marti | Tea Party\nHome-land | Cuba | Boston\n\
         Remembered for | A long fight for the freedom of his island | A long fight for the freedom of his island\n\
         Born | 1853 |\n",
    );
    sandbox.write(
        "marti.txt",
        "José Martí vs. Green Tea\n\nComparison\n\nAttribute | José Martí | Green Tea\nHome | Here | Here\n\
         Season | Spring | Spring\nColor | Green | Green\nNumber kept435100\n",
    );
    sandbox.succeed(&["import", "resume.txt", "marti.txt"]);
    sandbox.succeed(&["correct", "tea", "caffeine", "--value", "About 35 mg", "--editor", "Ada"]);
    sandbox.write("tea-vs-coffee.txt", TEA.replace("About 40 mg", "About 45 mg"));
    sandbox.succeed(&["import", "tea-vs-coffee.txt"]);
    sandbox.succeed(&["report", "file", "tea", "homeland", "--document", "tea-vs-coffee", "--value", "Yunnan"]);
    sandbox.succeed(&["report", "file", "--document", "tea-vs-coffee", "--quote", "auction", "--comment", "Hm"]);
    let page =
        TEA.replace("Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests.", "");
    sandbox.write("tea-vs-coffee.txt", page.replace("About 40 mg", "About 45 mg"));
    sandbox.succeed(&["import", "tea-vs-coffee.txt"]);
    sandbox
}

#[test]
fn work_is_listed_by_kind_with_what_to_do() {
    let sandbox = busy();
    assert_snapshot!(sandbox.run(&["check"]), @r#"
    exit code 0
    ---- stdout ----
    Corrections whose document now says something else (1)
      correction 1, Tea, Caffeine per cup, tea-vs-coffee: the document has changed
        said: About 40 mg
        says: About 45 mg
        should say: About 35 mg
        versus revert 1, or versus correct Tea "Caffeine per cup" --document tea-vs-coffee --value TEXT

    Reports that wait for a decision (1)
      report 1, Tea, Homeland, tea-vs-coffee: reported as wrong
        said: China
        should say: Yunnan
        versus report show 1

    Reports on what is not in this base (1)
      report 2, Trade, tea-vs-coffee: what it is about is not in this base
        said: Both tea and coffee are sold by auction, and both crossed the sea in
        sacks and chests.
        versus report show 2, or versus report decline 2 --because cannot-verify

    Table rows that could not be told apart (3)
      coffee-vs-cocoa: two splits fit equally well
        says: Latin nameCoffea arabicaTheobroma cacaoMalvaceae
      tea-vs-cocoa-vs-mate: the row may go on in the line below
        says: Served hotYesYesYes
      tea-vs-cocoa-vs-mate: there is no place where a cell could end
        says: Leafgreennonegreen
      versus review

    Names that look like one thing (2)
      `José Martí` looks like `Jose Marti`
        versus merge "José Martí" --into "Jose Marti"
      `Home-land` looks like `Homeland`
        versus merge Home-land --into Homeland --attribute

    Cells that the document leaves empty (1)
      Tea Party, Born, resume: the document says nothing here
        versus correct "Tea Party" Born --document resume --value TEXT

    Texts that are the same for several figures (2)
      Jose Marti and Tea Party, Remembered for, resume: every figure has the same
      long text
        says: A long fight for the freedom of his island
        versus compare "Jose Marti" "Tea Party" --same
      José Martí and Green Tea, marti: the two columns are the same in every row
        versus compare "José Martí" "Green Tea" --same

    11 things to look at; nothing is broken
    "#);
    let machine = sandbox.succeed(&["check", "--format", "csv"]);
    assert_snapshot!(machine, @r#"
    problem,correction,document,figure,attribute,section,base,stated,text,editor,made_at,to_do,level,number,details
    moved,1,tea-vs-coffee,Tea,Caffeine per cup,,About 40 mg,About 45 mg,About 35 mg,Ada,2026-01-02T03:04:05Z,"versus revert 1, or versus correct Tea ""Caffeine per cup"" --document tea-vs-coffee --value TEXT",work,,the document has changed
    report,,tea-vs-coffee,Tea,Homeland,,China,,Yunnan,,2026-01-02T03:04:05Z,versus report show 1,work,1,reported as wrong
    unmatched,,tea-vs-coffee,,,Trade,"Both tea and coffee are sold by auction, and both crossed the sea in sacks and chests.",,,,2026-01-02T03:04:05Z,"versus report show 2, or versus report decline 2 --because cannot-verify",work,2,what it is about is not in this base
    unclear,,coffee-vs-cocoa,,,,,Latin nameCoffea arabicaTheobroma cacaoMalvaceae,,,,versus review,work,1,two splits fit equally well
    unclear,,tea-vs-cocoa-vs-mate,,,,,Served hotYesYesYes,,,,versus review,work,2,the row may go on in the line below
    unclear,,tea-vs-cocoa-vs-mate,,,,,Leafgreennonegreen,,,,versus review,work,3,there is no place where a cell could end
    duplicate,,,José Martí,,,,,,,,"versus merge ""José Martí"" --into ""Jose Marti""",work,,`José Martí` looks like `Jose Marti`
    duplicate,,,,Home-land,,,,,,,versus merge Home-land --into Homeland --attribute,work,,`Home-land` looks like `Homeland`
    empty,,resume,Tea Party,Born,,,,,,,"versus correct ""Tea Party"" Born --document resume --value TEXT",work,,the document says nothing here
    identical,,resume,Jose Marti,Remembered for,,,A long fight for the freedom of his island,,,,"versus compare ""Jose Marti"" ""Tea Party"" --same",work,,every figure has the same long text
    identical,,marti,José Martí,,,,,,,,"versus compare ""José Martí"" ""Green Tea"" --same",work,,the two columns are the same in every row
    "#);
}

#[test]
fn the_first_few_of_a_kind_are_shown_and_the_others_counted() {
    let sandbox = Sandbox::with_fixtures();
    for number in 1..=7 {
        let proposed = format!("Home {number}");
        sandbox.succeed(&[
            "report",
            "file",
            "cocoa",
            "homeland",
            "--document",
            "coffee-vs-cocoa",
            "--value",
            &proposed,
        ]);
    }
    assert_snapshot!(sandbox.succeed(&["check", "--problem", "report"]), @"
    Reports that wait for a decision (7)
      report 1, Cocoa, Homeland, coffee-vs-cocoa: reported as wrong
        said: The Amazon
        should say: Home 1
        versus report show 1
      report 2, Cocoa, Homeland, coffee-vs-cocoa: reported as wrong
        said: The Amazon
        should say: Home 2
        versus report show 2
      report 3, Cocoa, Homeland, coffee-vs-cocoa: reported as wrong
        said: The Amazon
        should say: Home 3
        versus report show 3
      report 4, Cocoa, Homeland, coffee-vs-cocoa: reported as wrong
        said: The Amazon
        should say: Home 4
        versus report show 4
      report 5, Cocoa, Homeland, coffee-vs-cocoa: reported as wrong
        said: The Amazon
        should say: Home 5
        versus report show 5
      and 2 more: versus check --problem report --format csv

    7 things to look at
    ");
    let rows = sandbox.succeed(&["check", "--problem", "report", "--format", "csv"]);
    assert_eq!(rows.lines().count(), 8);
}

#[test]
fn as_many_are_shown_as_are_asked_for_and_all_are_counted() {
    let sandbox = busy();
    let flags =
        |flags: &[&str]| sandbox.run(&[&["check", "--problem", "unclear", "--problem", "duplicate"], flags].concat());
    assert_snapshot!(flags(&["--limit", "1"]), @"
    exit code 0
    ---- stdout ----
    Table rows that could not be told apart (3)
      coffee-vs-cocoa: two splits fit equally well
        says: Latin nameCoffea arabicaTheobroma cacaoMalvaceae
      and 2 more: versus check --problem unclear --format csv
      versus review

    Names that look like one thing (2)
      see them: versus check --problem duplicate --format csv

    5 things to look at
    ");
    assert!(!flags(&["--limit", "0"]).stdout.contains("more:"));
    let rows = |flags_of: &[&str]| flags(&[&["--csv"], flags_of].concat());
    let (some, all) = (rows(&["-n", "2"]).stdout, rows(&[]).stdout);
    assert!(some.lines().count() == 3 && all.starts_with(&some), "{some}\n{all}");
    assert!(rows(&["-n", "2"]).stderr.contains("there are more than 2"));
    let sorted = flags(&["--sort", "details", "--reverse", "-n", "1"]);
    assert!(sorted.stdout.contains("two splits fit equally well"), "{sorted}");
    // What is broken is not passed over because it is not shown.
    let broken = broken_by("DELETE FROM name_words WHERE word = 'tea'; DELETE FROM name_words WHERE word = 'coffee'");
    let ran = broken.run(&["check", "--csv", "-n", "1"]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (Some(1), 2), "{ran}");
    assert!(ran.stderr.contains("2 "), "{ran}");
}

#[test]
fn what_was_decided_is_no_longer_work() {
    let sandbox = busy();
    sandbox.succeed(&["merge", "Jose Marti", "--into", "José Martí"]);
    sandbox.succeed(&["merge", "Home-land", "--into", "Homeland", "--attribute"]);
    sandbox.succeed(&["review", "settle", "1", "--pick", "1"]);
    sandbox.succeed(&["report", "accept", "1"]);
    sandbox.succeed(&["report", "decline", "2", "--because", "cannot-verify"]);
    sandbox.succeed(&["revert", "1", "--note", "the page is right"]);
    sandbox.succeed(&["correct", "Tea Party", "Born", "--value", "1773"]);
    sandbox.succeed(&["correct", "Tea Party", "Remembered", "--value", "Throwing tea into the harbour"]);
    let left = sandbox.succeed(&["check", "--format", "csv"]);
    let left: Vec<&str> = left.lines().skip(1).filter(|line| !line.starts_with("unclear,,tea-vs-cocoa")).collect();
    assert!(matches!(left.as_slice(), [only] if only.starts_with("identical,,marti,")), "{left:?}");
}

#[test]
fn a_kind_of_problem_that_there_is_not_is_wrong_usage() {
    let ran = Sandbox::new().run(&["check", "--problem", "typo"]);
    assert_snapshot!(ran, @"
    exit code 2
    ---- stderr ----
    error: invalid value `typo` for `--problem <NAME>`
    hint: say one of: damage, schema, reference, index, quantity, name, correction, event, moved, report, unmatched, unclear, answered, duplicate, empty, identical; `--help` says more
    ");
}

#[test]
fn an_index_that_cannot_be_compared_because_somebody_writes_is_told() {
    let sandbox = broken_by("");
    let writer = sandbox.connect();
    writer.execute_batch("BEGIN IMMEDIATE").expect("begun");
    assert_snapshot!(sandbox.run(&["check", "--problem", "index", "--problem", "damage"]), @"
    exit code 0
    ---- stderr ----
    nothing of that kind was found
    the words of the full-text index were not checked: another process is writing to the base
    ");
}

#[test]
fn damage_to_the_file_is_named_with_what_can_be_saved() {
    let sandbox = broken_by("PRAGMA wal_checkpoint(truncate)");
    let page = "SELECT rootpage FROM sqlite_schema WHERE name = 'passage_figures'";
    let page = usize::try_from(query::<i64>(&sandbox.connect(), page)[0]).expect("a page");
    let base = sandbox.default_base();
    let mut bytes = std::fs::read(&base).expect("readable");
    bytes[(page - 1) * 4096..page * 4096].fill(0xa5);
    std::fs::write(&base, bytes).expect("written");
    let said = sandbox.run(&["check", "--problem", "damage", "--problem", "reference"]).to_string();
    let said = said.replace(&format!("Tree {page} page {page}"), "Tree N page N");
    assert_snapshot!(said, @r#"
    exit code 1
    ---- stdout ----
    Damage in the file (3)
      Tree N page N: btreeInitPage() returns error code 11
      wrong # of entries in index passage_figures_by_figure
      database disk image is malformed
      restore a backup (`versus help backup` says how), or save what can be read: sqlite3 "[HOME]/.local/share/versus/versus.db" .recover | sqlite3 recovered.db

    References to what is not there (1)
      this could not be looked at to the end: database disk image is malformed
        restore a backup (`versus help backup` says how), or save what can be read: sqlite3 "[HOME]/.local/share/versus/versus.db" .recover | sqlite3 recovered.db

    4 things are broken

    ---- stderr ----
    error: `[HOME]/.local/share/versus/versus.db` is broken: 4 findings
    hint: what to do stands with each finding
    "#);
    assert_snapshot!(sandbox.run(&["check", "--repair", "--problem", "schema"]), @"
    exit code 1
    ---- stderr ----
    not repaired: the file is damaged, and writing into it may make that worse
    error: `[HOME]/.local/share/versus/versus.db` is broken: 1 finding
    hint: what to do stands with each finding
    ");
}
