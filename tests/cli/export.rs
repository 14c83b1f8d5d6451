//! `versus export`.

use std::fs;

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::sandbox::{Sandbox, query};

#[test]
fn export_values_of_the_shipped_document() {
    assert_snapshot!(Sandbox::new().run(&["-q", "export", "values"]), @r#"
    exit code 0
    ---- stdout ----
    document,position,attribute,figure,value,status,group
    joseph-stalin-vs-leon-trotsky,1,Role in Russian Revolution,Joseph Stalin,Key figure in Bolshevik Revolution,stated,
    joseph-stalin-vs-leon-trotsky,1,Role in Russian Revolution,Leon Trotsky,Also played a significant role in the revolution,stated,
    joseph-stalin-vs-leon-trotsky,2,Political ideology,Joseph Stalin,"Communism, Stalinism",stated,
    joseph-stalin-vs-leon-trotsky,2,Political ideology,Leon Trotsky,"Trotskyism, Marxism",stated,
    joseph-stalin-vs-leon-trotsky,3,Leadership style,Joseph Stalin,"Authoritarian, centralized control",stated,
    joseph-stalin-vs-leon-trotsky,3,Leadership style,Leon Trotsky,"More democratic, decentralized control",stated,
    joseph-stalin-vs-leon-trotsky,4,Foreign policy,Joseph Stalin,Focused on expanding Soviet influence,stated,
    joseph-stalin-vs-leon-trotsky,4,Foreign policy,Leon Trotsky,Advocated for worldwide revolution,stated,
    joseph-stalin-vs-leon-trotsky,5,Economic policies,Joseph Stalin,"Implemented Five-Year Plans, collectivization",stated,
    joseph-stalin-vs-leon-trotsky,5,Economic policies,Leon Trotsky,Advocated for rapid industrialization,stated,
    "#);
}

#[test]
fn export_sections_of_the_shipped_document_ties_each_passage_to_its_figures() {
    let text = Sandbox::new().succeed(&["export", "sections"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(
        reader.headers().expect("a header"),
        ["document", "section", "heading", "passage", "figures", "text", "status"].as_slice()
    );
    let passages: Vec<String> = reader
        .records()
        .map(|record| {
            let record = record.expect("a record");
            format!("{}.{} {}: {}", &record[1], &record[3], &record[2], &record[4])
        })
        .collect();
    assert_snapshot!(passages.join("\n"), @"
    1.1 Background: Joseph Stalin; Leon Trotsky
    2.1 Leadership Style: Joseph Stalin
    2.2 Leadership Style: Leon Trotsky
    3.1 Role in the Russian Revolution: Joseph Stalin; Leon Trotsky
    3.2 Role in the Russian Revolution: Leon Trotsky
    4.1 Foreign Policy: Joseph Stalin
    4.2 Foreign Policy: Leon Trotsky
    5.1 Legacy: Joseph Stalin
    5.2 Legacy: Leon Trotsky
    ");
}

#[test]
fn every_table_has_the_columns_that_scripts_rely_on() {
    let sandbox = Sandbox::new();
    let tables = ["figures", "attributes", "values", "sections", "documents", "reports", "corrections"];
    let headers: Vec<String> = tables
        .iter()
        .map(|table| {
            let text = sandbox.succeed(&["export", table]);
            format!("{table}: {}", text.lines().next().expect("a header"))
        })
        .collect();
    assert_snapshot!(headers.join("\n"), @"
    figures: figure,aliases,documents,values
    attributes: attribute,aliases,documents,values
    values: document,position,attribute,figure,value,status,group
    sections: document,section,heading,passage,figures,text,status
    documents: document,title,figures,summary,notice,source,content_hash,imported_at,status
    reports: report,status,problem,document,figure,attribute,section,seen,proposed,comment,evidence,reporter,filed_at,decided_at,resolution,note,target,quote,uid,readers,editor,standing,readers_from_bundles
    corrections: correction,report,document,figure,attribute,section,base,text,editor,note,made_at,reverted_at,agreed_at,reverted_by,revert_note
    ");
}

#[test]
fn export_figures_and_attributes() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["export", "figures"]), @"
    exit code 0
    ---- stdout ----
    figure,aliases,documents,values
    Cocoa,,2,5
    Coffee,,2,8
    Joseph Stalin,,1,5
    Leon Trotsky,,1,5
    Mate,,1,1
    Tea,,2,5
    ");
    assert_snapshot!(sandbox.run(&["export", "attributes"]), @"
    exit code 0
    ---- stdout ----
    attribute,aliases,documents,values
    Caffeine per cup,,1,2
    Economic policies,,1,2
    Foreign policy,,1,2
    Homeland,,3,7
    Leadership style,,1,2
    Made from,,2,4
    Political ideology,,1,2
    Role in Russian Revolution,,1,2
    Served hot,,2,4
    Sweetened,,1,2
    ");
}

#[test]
fn export_documents_states_source_hash_and_time() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["export", "documents", "--format", "jsonl"]), @r#"
    exit code 0
    ---- stdout ----
    {"document":"joseph-stalin-vs-leon-trotsky","title":"Joseph Stalin vs. Leon Trotsky","figures":"Joseph Stalin; Leon Trotsky","summary":"Joseph Stalin and Leon Trotsky were both key figures in the early years of the Soviet Union, but they had very different approaches to leadership and ideology. Stalin was known for his ruthless tactics and consolidation of power through purges and repression, while Trotsky was a vocal advocate for international revolution and believed in the importance of spreading communism beyond the borders of the Soviet Union. Despite their shared goal of advancing socialism, their conflicting views on how to achieve it ultimately led to a bitter power struggle that ended with Stalin's victory and Trotsky's exile.","notice":"Comparisons may contain inaccurate information about people, places, or facts. Please report any issues.","source":"seed/joseph-stalin-vs-leon-trotsky.txt","content_hash":"aeca7cf9725afc71ca8108eb2f2a8786b82c87c6c81be8ad7e1ccd2ce50dbc7e","imported_at":"2026-01-02T03:04:05Z","status":"stated"}
    {"document":"coffee-vs-cocoa","title":"Coffee vs. Cocoa","figures":"Coffee; Cocoa","summary":"Coffee wakes people up and cocoa comforts them; both are made from roasted seeds.","notice":"Comparisons may contain errors about drinks. Please report any issues.","source":"pages/coffee-vs-cocoa.txt","content_hash":"4c66d44de2aaf92e9613123d1e0562e2fff58cb9e04002474153996dcd005468","imported_at":"2026-01-02T03:04:05Z","status":"stated"}
    {"document":"tea-vs-cocoa-vs-mate","title":"Tea vs. Cocoa vs. Mate","figures":"Tea; Cocoa; Mate","summary":"","notice":"Comparisons may contain slips. Write to the editors.","source":"pages/tea-vs-cocoa-vs-mate.txt","content_hash":"e7e2402c6b8ff0d2c360219d78e7c2c600d5854d20a1da22cab495b0016f07a0","imported_at":"2026-01-02T03:04:05Z","status":"stated"}
    {"document":"tea-vs-coffee","title":"Tea vs. Coffee","figures":"Tea; Coffee","summary":"Tea and coffee are both brewed with hot water, but tea is made from leaves and coffee from roasted seeds.","notice":"Comparisons may contain errors about drinks. Please report any issues.","source":"pages/tea-vs-coffee.txt","content_hash":"f745c03f77ba0c3c73fae924c739e7a3cde550fbd3d9bfd111beb5d97f76e4c7","imported_at":"2026-01-02T03:04:05Z","status":"stated"}
    "#);
}

#[test]
fn export_reports_and_corrections_of_a_base_without_any() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run(&["-q", "export", "reports", "--format", "json"]), @"
    exit code 0
    ---- stdout ----
    []
    ");
    assert_snapshot!(sandbox.run(&["-q", "export", "corrections", "--format", "tsv"]), @"
    exit code 0
    ---- stdout ----
    correction	report	document	figure	attribute	section	base	text	editor	note	made_at	reverted_at	agreed_at	reverted_by	revert_note
    ");
}

#[test]
fn export_as_a_table_is_for_people() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["export", "figures", "--format", "table"]), @"
    exit code 0
    ---- stdout ----
    figure        │ aliases │ documents │ values
    ──────────────┼─────────┼───────────┼───────
    Cocoa         │         │ 2         │ 5
    Coffee        │         │ 2         │ 8
    Joseph Stalin │         │ 1         │ 5
    Leon Trotsky  │         │ 1         │ 5
    Mate          │         │ 1         │ 1
    Tea           │         │ 2         │ 5
    ");
}

#[test]
fn export_to_a_file_writes_what_standard_output_would_show() {
    let sandbox = Sandbox::with_fixtures();
    assert_snapshot!(sandbox.run(&["export", "values", "-o", "values.csv"]), @"
    exit code 0
    ---- stderr ----
    29 rows written to values.csv
    ");
    assert_eq!(String::from_utf8_lossy(&sandbox.read("values.csv")), sandbox.succeed(&["export", "values"]));
    assert_eq!(sandbox.succeed(&["export", "values", "-o", "-"]), sandbox.succeed(&["export", "values"]));
}

#[test]
fn export_replaces_a_file_and_leaves_nothing_beside_it() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("out/values.csv", "something longer than a header\n".repeat(1000));
    sandbox.succeed(&["export", "figures", "--output", "out/values.csv"]);
    assert_eq!(String::from_utf8_lossy(&sandbox.read("out/values.csv")), sandbox.succeed(&["export", "figures"]));
    assert_eq!(fs::read_dir(sandbox.path("out")).expect("a folder").count(), 1);
}

#[test]
fn export_that_fails_leaves_the_file_as_it_was() {
    let sandbox = Sandbox::with_fixtures();
    sandbox.write("values.csv", "precious");
    let ran = sandbox.run(&["--db", "missing.db", "export", "values", "-o", "values.csv"]);
    assert_eq!(ran.code, Some(1), "{ran}");
    assert_eq!(sandbox.read("values.csv"), b"precious");
    let ran = sandbox.run(&["export", "values", "-o", "no/such/folder.csv"]);
    assert!(ran.code == Some(1) && ran.stderr.starts_with("error: cannot create `no/such/folder.csv`\n"), "{ran}");
    assert_snapshot!(sandbox.run(&["export", "values", "-o", "pages"]), @"
    exit code 1
    ---- stderr ----
    error: cannot write `pages`
    caused by: Is a directory (os error 21)
    ");
}

#[test]
fn export_knows_its_tables() {
    assert_snapshot!(Sandbox::with_fixtures().run(&["export", "valuse"]), @"
    exit code 2
    ---- stderr ----
    error: invalid value `valuse` for `[TABLE]`
    hint: did you mean `values`? say one of: figures, attributes, values, sections, documents, reports, corrections, quantities, aliases, merges, preferences; `--help` says more
    ");
}

#[test]
fn export_does_not_replace_a_database() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["figures"]);
    let base = sandbox.default_base();
    let before = fs::read(&base).expect("the base");
    let base = base.to_string_lossy().into_owned();
    assert_snapshot!(sandbox.run(&["export", "values", "-o", &base]), @"
    exit code 3
    ---- stderr ----
    error: `[HOME]/.local/share/versus/versus.db` is an SQLite database
    hint: nothing was written; name another file, or delete this one first
    ");
    assert_eq!(fs::read(&base).expect("the base"), before);
}

/// What was written last stands in the log alone while another process has the base open.
#[test]
fn export_does_not_replace_what_belongs_to_a_database() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed", "--db", "a.db"]);
    let open = Connection::open(sandbox.path("a.db")).expect("the base opens");
    open.query_row("SELECT count(*) FROM figures", [], |_| Ok(())).expect("it is read");
    let report = ["--db", "a.db", "report", "file", "stalin", "--comment", "x"];
    sandbox.succeed(&report);
    let log = sandbox.read("a.db-wal");
    assert!(!log.is_empty(), "the report stands in the log");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "export", "values", "-o", "a.db-wal"]), @"
    exit code 3
    ---- stderr ----
    error: `a.db-wal` is part of an SQLite database
    hint: nothing was written; name another file
    ");
    for target in ["a.db-wal", "a.db-shm", "a.db-journal", "./a.db-wal"] {
        let ran = sandbox.run(&["--db", "a.db", "report", "export", "-o", target]);
        assert_eq!(ran.code, Some(3), "{target}\n{ran}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(sandbox.path("a.db-wal"), sandbox.path("link.csv")).expect("a link");
        assert_eq!(sandbox.run(&["--db", "a.db", "export", "values", "-o", "link.csv"]).code, Some(3));
    }
    assert_eq!(sandbox.read("a.db-wal"), log);
    assert!(!sandbox.path("a.db-journal").exists());
    drop(open);
    assert!(sandbox.succeed(&["--db", "a.db", "report", "list"]).contains("Stalin"), "the report is there");
    // The ending alone says nothing.
    sandbox.succeed(&["--db", "a.db", "export", "values", "--format", "csv", "-o", "values-wal"]);
}

/// A sandbox with a page whose cells a spreadsheet would run, and some that only look like it.
fn formulas() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "tea-vs-coffee.csv",
        "x,Tea,Coffee\nLink,\"=HYPERLINK(\"\"http://example.org\"\",\"\"x\"\")\",@SUM(1)\nDegrees,-12,\"+3,500.5\"\n\
         +Grade,-,\"mild; =cmd|' /C calc'!A0\"\n",
    );
    sandbox.succeed(&["--db", "a.db", "import", "tea-vs-coffee.csv"]);
    sandbox
}

#[test]
fn export_for_a_spreadsheet_holds_no_formula() {
    let sandbox = formulas();
    let export = ["--db", "a.db", "export", "values", "--spreadsheet"];
    let expected = "\u{feff}document,position,attribute,figure,value,status,group\r\n\
        tea-vs-coffee,1,Link,Tea,\"'=HYPERLINK(\"\"http://example.org\"\",\"\"x\"\")\",stated,\r\n\
        tea-vs-coffee,1,Link,Coffee,'@SUM(1),stated,\r\n\
        tea-vs-coffee,2,Degrees,Tea,-12,stated,\r\n\
        tea-vs-coffee,2,Degrees,Coffee,\"+3,500.5\",stated,\r\n\
        tea-vs-coffee,3,'+Grade,Tea,-,stated,\r\n\
        tea-vs-coffee,3,'+Grade,Coffee,\"mild;' =cmd|' /C calc'!A0\",stated,\r\n";
    let ran = sandbox.run(&export);
    assert_eq!((ran.code, &*ran.stdout, &*ran.stderr), (Some(0), expected, ""));
    sandbox.succeed(&[&export[..], &["-o", "values.csv"]].concat());
    assert_eq!(String::from_utf8_lossy(&sandbox.read("values.csv")), expected);
    let tabs = sandbox.succeed(&[&export[..], &["--format", "tsv"]].concat());
    assert!(tabs.starts_with("\u{feff}document\tposition\t") && tabs.contains("\t'@SUM(1)\tstated\t\r\n"), "{tabs}");
    assert_snapshot!(sandbox.run(&[&export[..], &["--format", "json"]].concat()), @r#"
    exit code 2
    ---- stderr ----
    {"causes":[],"error":"`--spreadsheet` is for CSV and TSV, not for json","hint":"leave out one of the two"}
    "#);
}

#[test]
fn exact_csv_with_formulas_in_it_is_warned_of() {
    let sandbox = formulas();
    assert_snapshot!(sandbox.run(&["--db", "a.db", "export", "values", "-o", "values.csv"]), @"
    exit code 0
    ---- stderr ----
    5 cells begin like a formula, which a spreadsheet may run: for one, use `versus export TABLE --spreadsheet`
    6 rows written to values.csv
    ");
    assert!(String::from_utf8_lossy(&sandbox.read("values.csv")).contains(",\"=HYPERLINK("), "it is exact");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "export", "attributes", "--format", "tsv"]), @"
    exit code 0
    ---- stdout ----
    attribute	aliases	documents	values
    +Grade		1	2
    Degrees		1	2
    Link		1	2

    ---- stderr ----
    1 cell begins like a formula, which a spreadsheet may run: for one, use `versus export TABLE --spreadsheet`
    ");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "compare", "tea", "coffee", "--format", "csv"]), @r#"
    exit code 0
    ---- stdout ----
    attribute,Tea,Coffee
    Link,"=HYPERLINK(""http://example.org"",""x"")",@SUM(1)
    Degrees,-12,"+3,500.5"
    +Grade,-,mild; =cmd|' /C calc'!A0

    ---- stderr ----
    4 cells begin like a formula, which a spreadsheet may run: for one, use `versus export TABLE --spreadsheet`
    "#);
    for args in
        [&["export", "values", "--quiet"][..], &["export", "values", "--format", "json"], &["export", "figures"]]
    {
        assert_eq!(sandbox.run(&[&["--db", "a.db"], args].concat()).stderr, "", "{args:?}");
    }
}

#[test]
fn datasette_is_told_what_to_show() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.mask(&sandbox.run(&["export", "--datasette", "metadata.json"]).to_string()), @r#"
    exit code 0
    ---- stderr ----
    made the knowledge base [HOME]/.local/share/versus/versus.db with 1 document
    written to "metadata.json": datasette "[HOME]/.local/share/versus/versus.db" --metadata "metadata.json"
    "#);
    let text = String::from_utf8(sandbox.read("metadata.json")).expect("text");
    let metadata: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let tables = metadata["databases"]["versus"]["tables"].as_object().expect("tables");
    let base = sandbox.connect();
    let names: Vec<String> = query(
        &base,
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND sql NOT LIKE '%fts5%' AND name NOT LIKE 'search_index%'",
    );
    let told: Vec<&String> = tables.keys().collect();
    assert!(names.iter().all(|name| told.contains(&name)), "{names:?} {told:?}");
    assert!(told.iter().all(|name| names.contains(name)), "{names:?} {told:?}");
    for (table, told) in tables {
        let columns: Vec<String> = query(&base, &format!("SELECT name FROM pragma_table_info('{table}')"));
        let described = told["columns"].as_object().into_iter().flatten().map(|(column, _)| column);
        let facets = told["facets"].as_array().into_iter().flatten().filter_map(serde_json::Value::as_str);
        let key = told["fts_pk"].as_str().or(told["label_column"].as_str());
        for column in described.map(String::as_str).chain(facets).chain(key) {
            assert!(columns.iter().any(|known| known == column), "{table}: {column}");
        }
    }
    let sql = metadata["databases"]["versus"]["queries"]["compare"]["sql"].as_str().expect("a query");
    let sql = sql.replace(":a", "'joseph stalin'").replace(":b", "'Leon Trotsky'");
    assert_eq!(query::<String>(&base, &sql).len(), 10);
    // A view is searched by what the full-text index finds.
    let sql = "SELECT value FROM current_values WHERE value_id IN (SELECT rowid FROM search_index WHERE search_index MATCH 'revolution')";
    assert_eq!(query::<String>(&base, sql).len(), 3);
}
