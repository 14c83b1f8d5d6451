//! Statements of one's own, and those of people who mean harm.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::sandbox::{Ran, Sandbox};

/// Counts without an end.
const ENDLESS: &str = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers)";

#[test]
fn a_query_is_answered_in_every_format() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed"]);
    let sql = "SELECT figure, count(*) AS n, 1.5 AS half, NULL AS none, x'00ff' AS bytes, 9e999 AS endless
               FROM current_values GROUP BY figure";
    let answers: Vec<String> = ["table", "csv", "tsv", "json", "jsonl", "markdown"]
        .map(|format| format!("{format}\n{}", sandbox.succeed(&["sql", sql, "--format", format])))
        .to_vec();
    assert_snapshot!(answers.join("\n"), @r#"
    table
    figure        │ n │ half │ none │ bytes   │ endless
    ──────────────┼───┼──────┼──────┼─────────┼─────────
    Joseph Stalin │ 5 │ 1.5  │      │ X'00FF' │ Infinity
    Leon Trotsky  │ 5 │ 1.5  │      │ X'00FF' │ Infinity

    csv
    figure,n,half,none,bytes,endless
    Joseph Stalin,5,1.5,,X'00FF',Infinity
    Leon Trotsky,5,1.5,,X'00FF',Infinity

    tsv
    figure	n	half	none	bytes	endless
    Joseph Stalin	5	1.5		X'00FF'	Infinity
    Leon Trotsky	5	1.5		X'00FF'	Infinity

    json
    [
    {"figure":"Joseph Stalin","n":5,"half":1.5,"none":null,"bytes":"X'00FF'","endless":"Infinity"},
    {"figure":"Leon Trotsky","n":5,"half":1.5,"none":null,"bytes":"X'00FF'","endless":"Infinity"}
    ]

    jsonl
    {"figure":"Joseph Stalin","n":5,"half":1.5,"none":null,"bytes":"X'00FF'","endless":"Infinity"}
    {"figure":"Leon Trotsky","n":5,"half":1.5,"none":null,"bytes":"X'00FF'","endless":"Infinity"}

    markdown
    | figure | n | half | none | bytes | endless |
    | --- | --- | --- | --- | --- | --- |
    | Joseph Stalin | 5 | 1.5 |  | X'00FF' | Infinity |
    | Leon Trotsky | 5 | 1.5 |  | X'00FF' | Infinity |
    "#);
}

#[test]
fn parameters_are_texts_and_never_sql() {
    let sandbox = Sandbox::new();
    let sql = "SELECT :name AS a, @name AS b, typeof($number) AS c, ?4 AS d";
    let args = ["--param", "name='; DROP TABLE figures; --", "--param", ":number=5", "--param", "4=x=y"];
    assert_snapshot!(
        sandbox.succeed(&[&["sql", sql, "--quiet", "--format", "jsonl"][..], &args].concat()),
        @r#"{"a":"'; DROP TABLE figures; --","b":"'; DROP TABLE figures; --","c":"text","d":"x=y"}"#
    );
    assert_snapshot!(sandbox.run(&["sql", "SELECT :a, :b", "--param", "a=1"]), @"
    exit code 2
    ---- stderr ----
    error: the query's parameter `b` has no value
    hint: give it with `--param b=VALUE`
    ");
    assert_snapshot!(sandbox.run(&["sql", "SELECT 1", "--param", "a=1"]), @"
    exit code 2
    ---- stderr ----
    error: the query has no parameter `a`
    hint: write it as `:a`
    ");
    assert_snapshot!(sandbox.run(&["sql", "SELECT ?"]), @"
    exit code 2
    ---- stderr ----
    error: the query has a `?` without a name
    hint: write `:NAME` and give it with `--param`
    ");
    assert_snapshot!(sandbox.run(&["sql", "SELECT :a", "--param", "a=1", "--param", ":a=2"]), @"
    exit code 2
    ---- stderr ----
    error: `a` has several values
    hint: give `--param` once for each name
    ");
    assert_snapshot!(sandbox.run(&["sql", "SELECT readfile('x')"]), @"
    exit code 1
    ---- stderr ----
    error: the query failed: no such function: readfile
    hint: `versus help sql` says what a query may be
    ");
    for wrong in ["a", "=1", ":=1"] {
        assert_eq!(sandbox.run(&["sql", "SELECT 1", "--param", wrong]).code, Some(2), "{wrong}");
    }
}

#[test]
fn a_query_comes_from_standard_input() {
    let sandbox = Sandbox::new();
    assert_snapshot!(from_standard_input(&sandbox, b"SELECT title\nFROM documents;\n"), @r"
    exit code 0
    ---- stdout ----
    title
    Joseph Stalin vs. Leon Trotsky

    ---- stderr ----
    made the knowledge base [HOME]/.local/share/versus/versus.db with 1 document
    ");
    assert_eq!(from_standard_input(&sandbox, b"SELECT '\xff'").code, Some(1));
    assert_eq!(from_standard_input(&sandbox, b"").code, Some(3));
    let long = [b"SELECT '", "x".repeat(2_000_000).as_bytes(), b"'"].concat();
    assert_snapshot!(from_standard_input(&sandbox, &long), @"
    exit code 1
    ---- stderr ----
    error: the query failed: a text in it, or itself, is longer than a query may have
    hint: `versus help sql` says what a query may be
    ");
}

fn from_standard_input(sandbox: &Sandbox, query: &[u8]) -> Ran {
    let mut command = sandbox.command();
    command.args(["sql", "-", "--format", "csv"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    // Of what is too long it does not read all.
    let _ = child.stdin.take().expect("piped").write_all(query);
    sandbox.ran(&child.wait_with_output().expect("it ends"))
}

#[test]
fn a_result_that_is_cut_off_cannot_be_missed() {
    let sandbox = Sandbox::new();
    let two = "SELECT name FROM figures ORDER BY name";
    assert_snapshot!(sandbox.run(&["--quiet", "sql", two, "--limit", "1", "--format", "json"]), @r#"
    exit code 1
    ---- stdout ----
    [
    {"name":"Joseph Stalin"}
    ]

    ---- stderr ----
    {"causes":[],"error":"the result is cut off: there are more rows than 1","hint":"see more with `--limit ROWS`, all with `--limit 0`"}
    "#);
    for limit in ["2", "3", "0"] {
        assert_eq!(sandbox.run(&["sql", two, "--limit", limit]).code, Some(0), "{limit}");
    }
    let ran = sandbox.run(&["--quiet", "sql", &format!("{ENDLESS} SELECT count(*) FROM numbers"), "--timeout", "0.05"]);
    assert_snapshot!(ran, @"
    exit code 1
    ---- stderr ----
    error: the result is cut off: it took longer than 0.05 s
    hint: give it more time with `--timeout SECONDS`, or ask for less
    ");
    let ran =
        sandbox.run(&["sql", &format!("{ENDLESS} SELECT n FROM numbers"), "--timeout", "0.05", "--format", "csv"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stdout.starts_with("n\n1\n2\n"), "what was found is shown");
    assert!(ran.stderr.contains("took longer"), "{}", ran.stderr);
    // A file or a pipe gets all.
    let many = format!("{ENDLESS} SELECT n FROM numbers LIMIT 5000");
    assert_eq!(sandbox.succeed(&["sql", &many, "--timeout", "60", "--format", "csv"]).lines().count(), 5001);
    for wrong in ["0", "-1", "x", "nan", "inf", ""] {
        assert_eq!(sandbox.run(&["sql", two, "--timeout", wrong]).code, Some(2), "{wrong}");
    }
}

/// Rows of a text of so many bytes.
fn texts(of: char, bytes: usize, rows: usize) -> String {
    format!("{ENDLESS} SELECT n, printf('%.*c', {bytes}, '{of}') AS text FROM numbers LIMIT {rows}")
}

#[test]
fn a_long_cell_of_a_table_is_cut_and_says_so() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed"]);
    let whole = sandbox.run(&["sql", &texts('é', 10_000, 1)]);
    assert_eq!((whole.code, whole.stdout.matches('é').count(), whole.stderr.as_str()), (Some(0), 10_000, ""));
    let sql = texts('é', 10_001, 2);
    let cut = sandbox.run(&["sql", &sql]);
    assert_eq!((cut.code, cut.stdout.matches('é').count()), (Some(0), 20_000));
    assert!(cut.stdout.contains("é… (10001"), "{}", cut.stdout);
    assert_snapshot!(cut.stderr, @"2 cells are cut to 10000 characters: the other formats, such as `--format csv`, have all of them");
    assert_eq!(sandbox.run(&["--quiet", "sql", &sql]).stderr, "");
    for format in ["csv", "tsv", "json", "jsonl", "markdown"] {
        let ran = sandbox.run(&["sql", &sql, "--format", format]);
        assert_eq!((ran.stdout.matches('é').count(), ran.stderr.as_str()), (20_002, ""), "{format}");
    }
}

#[test]
fn a_ceiling_on_bytes_ends_a_result_after_a_whole_row() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed"]);
    let sql = format!("{ENDLESS} SELECT n FROM numbers LIMIT 30000");
    assert_snapshot!(sandbox.run(&["sql", &sql, "--max-bytes", "9", "--format", "csv"]), @"
    exit code 1
    ---- stdout ----
    n
    1
    2
    3

    ---- stderr ----
    error: the result is cut off: it is longer than 9 bytes
    hint: see more with `--max-bytes BYTES`, all with `--max-bytes 0`
    ");
    assert_snapshot!(sandbox.run(&["sql", &sql, "--max-bytes", "25", "--format", "json"]), @r#"
    exit code 1
    ---- stdout ----
    [
    {"n":1},
    {"n":2}
    ]

    ---- stderr ----
    {"causes":[],"error":"the result is cut off: it is longer than 25 bytes","hint":"see more with `--max-bytes BYTES`, all with `--max-bytes 0`"}
    "#);
    for format in ["table", "csv", "tsv", "json", "jsonl", "markdown"] {
        let run = |most: &str| sandbox.run(&["sql", &sql, "--format", format, "--max-bytes", most]);
        let whole = run("0");
        assert_eq!(whole.code, Some(0), "{format}");
        let length = whole.stdout.len();
        assert_eq!(run(&length.to_string()).stdout, whole.stdout, "{format}");
        for most in [length - 1, length / 2, 100_000, 40, 1] {
            let cut = run(&most.to_string());
            assert_eq!(cut.code, Some(1), "{format} {most}");
            assert!(cut.stdout.len() <= most && cut.stdout.len() + 40 > most, "{format} {most}: {}", cut.stdout.len());
            let rows = cut.stdout.strip_suffix("\n]\n").unwrap_or(&cut.stdout).trim_end();
            assert!(whole.stdout.starts_with(rows), "{format} {most}");
            let next = whole.stdout[rows.len()..].chars().next();
            assert!(most == 1 || matches!(next, Some('\n' | '\r' | ',')), "{format} {most}: whole rows, not {next:?}");
        }
    }
}

#[test]
fn rendering_counts_and_waiting_for_the_reader_does_not() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed"]);
    let begun = Instant::now();
    // SQLite makes such a row in a fraction of the time that escaping takes.
    let sql = texts('*', 4_000_000, 1_000);
    let mut command = sandbox.command();
    command.args(["sql", &sql, "--format", "markdown", "--timeout", "1", "--max-bytes", "0"]);
    let ran = sandbox.ran(&command.stdout(Stdio::null()).output().expect("the binary runs"));
    assert!(ran.code == Some(1) && ran.stderr.contains("took longer than 1 s"), "{ran}");
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());

    let mut command = sandbox.command();
    command.args(["sql", &texts('x', 1_000_000, 3), "--format", "csv", "--timeout", "2"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    thread::sleep(Duration::from_secs(4));
    let ran = sandbox.ran(&child.wait_with_output().expect("it ends"));
    assert_eq!((ran.code, ran.stdout.len() > 3_000_000, ran.stderr.as_str()), (Some(0), true, ""));
}

#[test]
fn a_thread_that_cannot_be_had_is_an_error() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed"]);
    // More than there is address space.
    assert_snapshot!(sandbox.run_with("RUST_MIN_STACK", "900000000000000", &["sql", "SELECT 1"]), @"
    exit code 1
    ---- stderr ----
    error: cannot start the thread that holds the query to its time
    caused by: Resource temporarily unavailable (os error 11)
    hint: nothing was run; the system gives no more memory or threads (`ulimit -a`): try again later
    ");
}

#[test]
fn what_sqlite_does_not_understand_is_said_with_the_next_step() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed"]);
    assert_snapshot!(sandbox.run(&["sql", "SELECT nam FROM figures"]), @r#"
    exit code 1
    ---- stderr ----
    error: the query failed: no such column: nam
    hint: list the tables and their columns with `versus sql "SELECT name, sql FROM sqlite_schema"`
    "#);
    assert_snapshot!(sandbox.run(&["sql", "SELEC\u{1b}[2J"]), @r#"
    exit code 1
    ---- stderr ----
    error: the query failed: near "SELEC": syntax error
    hint: `versus help sql` says what a query may be
    "#);
}

/// Statements that a person with good intentions may want. All must be answered.
#[test]
fn reading_is_free() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed"]);
    sandbox.succeed(&["--quiet", "report", "file", "stalin", "--comment", "x"]);
    for sql in [
        "SELECT * FROM comparison",
        "SELECT * FROM current_passages",
        "SELECT * FROM report_states",
        "SELECT count(*) FROM moved_corrections",
        "SELECT count(*) FROM refinery_schema_history",
        "SELECT name FROM sqlite_schema",
        "SELECT name FROM sqlite_master",
        "; SELECT 1;;  -- the end",
        "VALUES (1), (2)",
        "EXPLAIN SELECT 1",
        "EXPLAIN QUERY PLAN SELECT * FROM current_values",
        "WITH t AS (SELECT 1) SELECT count(*) FROM t",
        "SELECT count(*) FROM (SELECT 1 FROM figures)",
        "SELECT snippet(search_index, 0, '', '', '', 8), bm25(search_index) FROM search_index
         WHERE search_index MATCH 'revolution' ORDER BY rank",
        "SELECT rowid FROM search_index('revol*')",
        "SELECT value FROM json_each('[1, 2]')",
        "SELECT fullkey FROM json_tree('{\"a\": [1]}')",
        "SELECT sum(n) OVER (ORDER BY n) FROM (SELECT length(name) AS n FROM figures)",
        "SELECT group_concat(name, '; ') FROM figures WHERE name LIKE '%stalin%' OR name GLOB 'L*'",
        "SELECT date(imported_at), strftime('%Y', 'now'), printf('%.2f', 2), json_object('a', 1) FROM documents",
        "SELECT replace(upper(trim(name)), 'A', 'b'), CAST('1' AS INTEGER), name COLLATE NOCASE FROM figures",
    ] {
        let ran = sandbox.run(&["sql", "--", sql]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{sql}");
    }
}

/// Statements that a query may not be: the exit code, and what is said.
const FORBIDDEN: &[(i32, &str, &str)] = &[
    // Writing.
    (3, "INSERT INTO figures (name) VALUES ('x')", "may not change anything"),
    (3, "INSERT OR REPLACE INTO documents SELECT * FROM documents", "may not change anything"),
    (3, "REPLACE INTO figures (id, name) VALUES (1, 'x')", "may not change anything"),
    (3, "UPDATE figures SET name = 'x'", "may not change anything"),
    (3, "UPDATE figures SET name = 'x' RETURNING name", "may not change anything"),
    (3, "DELETE FROM reports", "may not change anything"),
    (3, "DELETE FROM attribute_values RETURNING *", "may not change anything"),
    (3, "WITH t AS (SELECT 1) DELETE FROM figures", "may not change anything"),
    (3, "WITH t AS (SELECT 1) INSERT INTO figures (name) SELECT 'x' FROM t RETURNING id", "may not change anything"),
    (3, "EXPLAIN DELETE FROM figures", "may not change anything"),
    (3, "EXPLAIN QUERY PLAN UPDATE figures SET name = 'x'", "may not change anything"),
    (3, "INSERT INTO search_index(search_index) VALUES ('rebuild')", "may not change anything"),
    (3, "INSERT INTO search_index(search_index, rank) VALUES ('secure-delete', 1)", "may not change anything"),
    (1, "DELETE FROM search_index_data", "may not"),
    (1, "UPDATE sqlite_schema SET sql = 'x'", "may not be modified"),
    (3, "DELETE FROM refinery_schema_history", "may not change anything"),
    // The schema.
    (3, "CREATE TABLE t (a)", "may not change anything"),
    (3, "CREATE TABLE t AS SELECT * FROM figures", "may not change anything"),
    (3, "CREATE TEMP TABLE t (a)", "may not change anything"),
    (3, "CREATE TEMP TABLE t AS SELECT 1", "may not change anything"),
    (3, "CREATE TEMP VIEW v AS SELECT 1", "may not change anything"),
    (3, "CREATE VIEW v AS SELECT 1", "may not change anything"),
    (3, "CREATE INDEX i ON figures (id)", "may not change anything"),
    (3, "CREATE TRIGGER t AFTER INSERT ON reports BEGIN DELETE FROM reports; END", "may not change anything"),
    (3, "CREATE TEMP TRIGGER t AFTER INSERT ON figures BEGIN SELECT 1; END", "may not change anything"),
    (3, "CREATE VIRTUAL TABLE t USING fts5(a)", "may not change anything"),
    (3, "CREATE VIRTUAL TABLE temp.t USING fts5vocab(search_index, row)", "may not change anything"),
    (3, "DROP TABLE reports", "may not change anything"),
    (3, "DROP VIEW comparison", "may not change anything"),
    (1, "DROP TRIGGER reports_never_change", "no such trigger"),
    (3, "ALTER TABLE figures ADD COLUMN x", "may not change anything"),
    (3, "ALTER TABLE figures RENAME TO x", "may not change anything"),
    (3, "REINDEX", "may not change anything"),
    (3, "REINDEX names", "may not change anything"),
    (3, "ANALYZE", "may not change anything"),
    (3, "VACUUM", "may not change anything"),
    // Other files.
    (3, "VACUUM INTO 'copy.db'", "may not change anything"),
    (3, "VACUUM main INTO '/dev/stdout'", "may not change anything"),
    (3, "ATTACH 'other.db' AS other", "may not open another database"),
    (3, "ATTACH 'file:new.db?mode=rwc' AS new", "may not open another database"),
    (3, "ATTACH ':memory:' AS memory", "may not open another database"),
    (3, "DETACH main", "may not open another database"),
    (1, "SELECT * FROM 'other.db'.t", "no such table"),
    (3, "SELECT load_extension('./evil.so')", "may not call `load_extension`"),
    (1, "SELECT readfile('/etc/passwd')", "no such function"),
    (1, "SELECT writefile('x', 'y')", "no such function"),
    (1, "SELECT edit('x')", "no such function"),
    (3, "SELECT fts3_tokenizer('simple')", "may not call `fts3_tokenizer`"),
    (3, "SELECT fts3_tokenizer('simple', x'4141414141414141')", "may not call `fts3_tokenizer`"),
    (3, "SELECT fts5(?1)", "may not call `fts5`"),
    (3, "SELECT rtreecheck('figures')", "may not call `rtreecheck`"),
    (3, "SELECT optimize(search_index) FROM search_index", "may not call `optimize`"),
    (3, "SELECT sqlite_compileoption_get(1)", "may not call `sqlite_compileoption_get`"),
    (3, "SELECT last_insert_rowid()", "may not call `last_insert_rowid`"),
    (3, "SELECT zeroblob(1000000000)", "may not call `zeroblob`"),
    (3, "SELECT randomblob(1000000000)", "may not call `randomblob`"),
    (3, "SELECT LOAD_EXTENSION('x')", "may not call"),
    (3, "SELECT name FROM figures WHERE load_extension('x')", "may not call"),
    (3, "SELECT 1 ORDER BY load_extension('x')", "may not call"),
    // PRAGMA, as a statement and as tables.
    (3, "PRAGMA query_only = 0", "may not use PRAGMA"),
    (3, "PRAGMA writable_schema = on", "may not use PRAGMA"),
    (3, "PRAGMA journal_mode = delete", "may not use PRAGMA"),
    (3, "PRAGMA data_version", "may not use PRAGMA"),
    (3, "PRAGMA hard_heap_limit = 0", "may not use PRAGMA"),
    (3, "PRAGMA main.user_version = 99", "may not use PRAGMA"),
    (3, "PRAGMA wal_checkpoint(truncate)", "may not use PRAGMA"),
    (3, "PRAGMA temp_store_directory = '/'", "may not use PRAGMA"),
    (3, "EXPLAIN PRAGMA integrity_check", "may not use PRAGMA"),
    (3, "SELECT * FROM pragma_database_list", "may not read `pragma_database_list`"),
    (3, "SELECT count(*) FROM pragma_table_info('figures')", "may not read `pragma_table_info`"),
    (3, "SELECT 1 FROM main.pragma_function_list", "may not read"),
    (3, "SELECT * FROM dbstat", "may not read `dbstat`"),
    (3, "SELECT count(*) FROM dbstat", "may not read `dbstat`"),
    (1, "SELECT * FROM sqlite_dbpage", "no such table"),
    (3, "SELECT * FROM sqlite_temp_schema", "may not read"),
    // Transactions.
    (3, "BEGIN", "may not control transactions"),
    (3, "BEGIN IMMEDIATE", "may not control transactions"),
    (3, "COMMIT", "may not control transactions"),
    (3, "END", "may not control transactions"),
    (3, "ROLLBACK", "may not control transactions"),
    (3, "SAVEPOINT x", "may not control transactions"),
    (3, "RELEASE x", "may not control transactions"),
    // More than one, or none.
    (3, "SELECT 1; SELECT 2", "more than one statement"),
    (3, "SELECT 1; DELETE FROM figures", "may not change anything"),
    (3, "SELECT 1;;; ATTACH 'x' AS x", "may not open another database"),
    (3, "\u{feff}DELETE FROM figures", "may not change anything"),
    (3, "; DELETE FROM figures", "may not change anything"),
    (3, "/* SELECT */ DELETE FROM figures", "may not change anything"),
    (3, "", "is empty"),
    (3, "/* nothing */", "is empty"),
    (3, ";", "is empty"),
];

/// Statements that want more than there is.
fn excessive() -> Vec<(i32, String, &'static str)> {
    let deep = format!("SELECT {}1{}", "(".repeat(5_000), ")".repeat(5_000));
    let wide = format!("SELECT {}1", "1, ".repeat(5_000));
    let many = format!("SELECT 1{}", " UNION ALL SELECT 1".repeat(500));
    let mut bomb = "WITH a0 AS (SELECT 1 AS n)".to_owned();
    for level in 1..40 {
        let last = level - 1;
        write!(bomb, ", a{level} AS (SELECT a.n FROM a{last} AS a, a{last} AS b)").expect("memory");
    }
    bomb += " SELECT count(*) FROM a39";
    let nested = format!("SELECT json('{}')", "[".repeat(50_000));
    let gathered = format!(
        "{ENDLESS} SELECT json_group_array(printf('%.*c', 4000000, 'x'))
                FROM (SELECT n FROM numbers LIMIT 200)"
    );
    let endless = format!("{ENDLESS} SELECT max(n) FROM numbers");
    let pairs = format!("{ENDLESS} SELECT count(*) FROM numbers AS a, numbers AS b WHERE a.n = -b.n");
    let spilled = format!(
        "{ENDLESS} SELECT count(*) FROM (SELECT n, printf('%.*c', 1000000, 'x') AS x FROM numbers ORDER BY x || n)"
    );
    let twice = "WITH a(x) AS MATERIALIZED (SELECT zeroed FROM (SELECT unhex(printf('%.*c', 8000000, 'a')) AS zeroed)) SELECT x, x, x FROM a".to_owned();
    let sorted = format!("{ENDLESS} SELECT n FROM numbers ORDER BY -n");
    vec![
        (1, deep, "failed"),
        (1, wide, "too many columns"),
        (1, many, "too many terms"),
        (1, bomb, "failed"),
        (1, nested, "malformed JSON"),
        (1, gathered, "MiB of memory"),
        (1, endless, "took longer"),
        (1, pairs, "took longer"),
        (1, sorted, "took longer"),
        (
            1,
            "SELECT instr(printf('%.*c', 16000000, 'a'), printf('%.*c', 8000000, 'a') || 'b')".to_owned(),
            "took longer",
        ),
        (1, spilled, "MiB of memory"),
        (1, twice, "a row of it has more than"),
        (1, "SELECT replace(printf('%.*c', 9000000, 'a'), 'a', 'aa')".to_owned(), "longer than"),
        (1, "SELECT printf('%.*c', 2000000000, 'a')".to_owned(), "longer than"),
        (1, "SELECT 'a' LIKE printf('%.*c', 5000, '%')".to_owned(), "too complex"),
        (1, "SELECT coalesce(1, 2, 3) FROM figures WHERE name REGEXP '(a+)+$'".to_owned(), "no such function"),
    ]
}

/// None of them may change a byte of the base or make a file.
#[test]
fn hostile_statements_are_refused_and_change_nothing() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed"]);
    Connection::open(sandbox.path("other.db"))
        .and_then(|other| other.execute_batch("CREATE TABLE t (a)"))
        .expect("made");
    let state = |sandbox: &Sandbox| {
        let mut files: Vec<_> = [sandbox.home().to_path_buf(), sandbox.path(".local/share/versus")]
            .iter()
            .flat_map(|folder| fs::read_dir(folder).expect("a folder"))
            .map(|entry| entry.expect("readable").path())
            // Made by every reader.
            .filter(|path| !path.to_string_lossy().ends_with("-shm") && !path.to_string_lossy().ends_with("-wal"))
            .map(|path| (fs::read(&path).unwrap_or_default(), path))
            .collect();
        files.sort();
        files
    };
    let before = state(&sandbox);
    let forbidden = FORBIDDEN.iter().map(|(code, sql, said)| (*code, (*sql).to_owned(), *said));
    let statements: Vec<_> = forbidden.chain(excessive()).collect();
    assert!(statements.len() >= 60);
    for (code, sql, said) in statements {
        let timeout = if said == "took longer" { "0.3" } else { "60" };
        let ran = sandbox.run(&["sql", "--timeout", timeout, "--format", "csv", "--", &sql]);
        let start: String = sql.chars().take(100).collect();
        assert!(ran.stderr.contains(said), "{start}\nshould say {said}\n{}", ran.stderr);
        assert_eq!(ran.code, Some(code), "{start}\n{}", ran.stderr);
        assert!(ran.stdout.lines().count() <= 1, "{start}\n{}", ran.stdout);
    }
    assert_eq!(state(&sandbox), before);
    let connection = sandbox.connect();
    let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a base");
    assert_eq!(sound, "ok");
}

/// The schema of a base that a stranger made may hold anything; a query runs nothing of it that a query may not run.
#[test]
fn views_and_triggers_of_a_strange_base_are_held_likewise() {
    let sandbox = Sandbox::new();
    sandbox.succeed(&["--quiet", "seed"]);
    let connection = sandbox.connect();
    connection
        .execute_batch(
            "CREATE VIEW evil AS SELECT load_extension('x') AS x;
             CREATE VIEW spying AS SELECT * FROM pragma_database_list;
             CREATE VIEW endless AS WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n) SELECT n FROM n;",
        )
        .expect("views");
    drop(connection);
    let ran = sandbox.run(&["sql", "SELECT * FROM evil"]);
    assert!(ran.stderr.contains("unsafe use of load_extension()"), "{ran}");
    let ran = sandbox.run(&["sql", "SELECT * FROM spying"]);
    assert!(ran.stderr.contains("unsafe use of virtual table"), "{ran}");
    let ran = sandbox.run(&["sql", "SELECT max(n) FROM endless", "--timeout", "0.1"]);
    assert!(ran.stderr.contains("took longer"), "{ran}");
    // A name that is no text, as damage can make it.
    let connection = sandbox.connect();
    connection.execute_batch("CREATE VIEW odd AS SELECT 1 AS \"aXXb\", 2 FROM (SELECT 1)").expect("a view");
    connection.execute_batch("PRAGMA journal_mode = delete").expect("no log");
    drop(connection);
    let mut bytes = fs::read(sandbox.default_base()).expect("the base");
    let at = bytes.windows(4).position(|window| window == b"aXXb").expect("the name");
    bytes[at + 1..at + 3].copy_from_slice(b"\xff\xfe");
    fs::write(sandbox.default_base(), bytes).expect("written");
    let ran = sandbox.run(&["sql", "SELECT * FROM odd"]);
    assert!(ran.code == Some(1) && ran.stderr.contains("is damaged"), "{ran}");
}
