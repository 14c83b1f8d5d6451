//! `versus export --package` and `versus import` of it: a base as a Data Package, which may have passed through the hands of
//! strangers.

use std::env;
use std::fs;
use std::process::Command;

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::sandbox::{Sandbox, dump};

/// A base with something in every table, and texts that CSV, its readers and the signs for nothing may trip over.
fn full() -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    let hostile = [
        "",
        "NULL",
        "NULL1",
        "\"",
        "a,b;c\td",
        "\r",
        "\r\n",
        "\n\n",
        "#x",
        "\u{feff}x",
        "=1+1",
        "\u{202e}x\u{0}",
        "x ",
    ];
    sandbox.succeed(&[
        "report",
        "file",
        "tea",
        "caffeine",
        "--value",
        "About 35 mg",
        "--comment",
        "\u{202e}Hm\r\n\"x\"",
    ]);
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--value", "About 35 mg", "--reporter", "Ada"]);
    sandbox.succeed(&["report", "accept", "1", "--editor", "Bo"]);
    sandbox.succeed(&["report", "file", "coffee", "--comment", "who?"]);
    sandbox.succeed(&["correct", "coffee", "caffeine", "--value", "=cmd|' /C'!A1", "--editor", "Bo", "--note", "NULL"]);
    sandbox.succeed(&["alias", "add", "tea", "Cha"]);
    sandbox.succeed(&["forget", "joseph-stalin-vs-leon-trotsky", "--yes"]);
    let connection = sandbox.connect();
    for (text, number) in hostile.iter().zip(1_i64..) {
        let sql = "INSERT INTO reports (uid, target, problem, document, seen, proposed, comment, reporter, filed_at)
                   VALUES (printf('%032d', ?1), 'document', 'other', 'tea-vs-coffee', ?2, ?2, ?2, NULL, '2026-01-02T03:04:05Z')";
        connection.execute(sql, (number, text)).expect("a report");
        let sql = "INSERT INTO report_events (uid, report_id, kind, made_at)
                   VALUES (printf('%032d', ?1), (SELECT max(id) FROM reports), 'filed', '2026-01-02T03:04:05Z')";
        connection.execute(sql, [number]).expect("an event");
    }
    sandbox
}

fn packaged() -> Sandbox {
    let sandbox = full();
    sandbox.succeed(&["export", "--package", "package"]);
    sandbox
}

fn descriptor(sandbox: &Sandbox) -> Value {
    serde_json::from_slice(&sandbox.read("package/datapackage.json")).expect("JSON")
}

/// Rewrites a file of the package, and what the descriptor says of its bytes.
fn change(sandbox: &Sandbox, name: &str, change: impl FnOnce(String) -> String) {
    let text = String::from_utf8(sandbox.read(&format!("package/{name}.csv"))).expect("UTF-8");
    sandbox.write(&format!("package/{name}.csv"), change(text));
    describe(sandbox, |package| {
        let resource = resource(package, name);
        resource.remove("bytes");
        resource.remove("hash");
    });
}

/// Rewrites the descriptor.
fn describe(sandbox: &Sandbox, change: impl FnOnce(&mut Value)) {
    let mut package = descriptor(sandbox);
    change(&mut package);
    sandbox.write("package/datapackage.json", package.to_string());
}

fn resource<'a>(package: &'a mut Value, name: &str) -> &'a mut serde_json::Map<String, Value> {
    let resources = package["resources"].as_array_mut().expect("resources");
    let found = resources.iter_mut().find(|resource| resource["name"] == name);
    found.and_then(Value::as_object_mut).unwrap_or_else(|| panic!("{name}"))
}

/// Imports the package into a new base, which must fail and leave nothing, and returns what is said.
fn refused(sandbox: &Sandbox) -> String {
    let ran = sandbox.run(&["--db", "new.db", "import", "package"]);
    assert!(!sandbox.path("new.db").exists(), "{ran}");
    let left = fs::read_dir(sandbox.home()).expect("a folder").map(|entry| entry.expect("a file").file_name());
    let names: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with(".versus")).collect();
    assert!(names.is_empty(), "{names:?}");
    ran.to_string()
}

/// The package is refused, and what is wrong with it is said.
fn ensure_named(sandbox: &Sandbox, said: &str) {
    let ran = refused(sandbox);
    assert!(ran.contains("exit code 1") && ran.contains(said), "{said}: {ran}");
}

#[test]
fn a_package_makes_an_equal_base() {
    let sandbox = packaged();
    sandbox.succeed(&["export", "--package", "again"]);
    let ran = sandbox.run(&["--db", "new.db", "import", "package"]);
    assert_snapshot!(ran, @"
    exit code 0
    ---- stderr ----
    made the knowledge base new.db
    imported the package package: 3 documents, 19 values
    ");
    let unpacked = rusqlite::Connection::open(sandbox.path("new.db")).expect("a base");
    assert_eq!(dump(&unpacked), sandbox.dump());
    sandbox.succeed(&["--db", "new.db", "check", "--problem", "index"]);
    sandbox.succeed(&["--db", "new.db", "export", "--package", "of-new"]);
    for entry in fs::read_dir(sandbox.path("package")).expect("a folder") {
        let name = entry.expect("a file").file_name();
        let read = |folder: &str| fs::read(sandbox.path(folder).join(&name)).expect("a file");
        assert_eq!(read("again"), read("package"), "{name:?}");
        assert_eq!(read("of-new"), read("package"), "{name:?}");
    }
}

#[test]
fn columns_say_what_stands_for_nothing() {
    let sandbox = packaged();
    let mut package = descriptor(&sandbox);
    let fields = resource(&mut package, "reports")["schema"]["fields"].as_array().expect("fields").clone();
    let signs = |name: &str| fields.iter().find(|field| field["name"] == name).map(|field| &field["missingValues"]);
    assert_eq!(signs("comment"), Some(&json!(["NULL2"])), "texts are '', NULL and NULL1");
    assert_eq!(signs("reporter"), Some(&json!([""])));
    assert_eq!(signs("seen"), Some(&json!([])), "something stands there always");
}

#[test]
fn sources_are_addresses_and_no_paths() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pages.jsonl",
        "{\"url\": \"https://example.org/a\", \"text\": \"# A vs. B\\n\\n| | A | B |\\n|-|-|-|\\n| x | 1 | 2 |\\n\"}\n",
    );
    sandbox.write("c-vs-d.md", "# C vs. D\n\n| | C | D |\n|-|-|-|\n| x | 1 | 2 |\n");
    sandbox.succeed(&["--db", "new.db", "import", "pages.jsonl", "c-vs-d.md"]);
    sandbox.succeed(&["--db", "new.db", "export", "--package", "package"]);
    let sources = descriptor(&sandbox)["sources"].clone();
    assert_eq!(sources, json!([{ "title": "A vs. B", "path": "https://example.org/a" }, { "title": "C vs. D" }]));
}

#[test]
fn a_package_is_for_a_new_folder_and_an_empty_base() {
    let sandbox = packaged();
    let before = sandbox.dump();
    assert_snapshot!(sandbox.run(&["export", "--package", "package"]), @"
    exit code 3
    ---- stderr ----
    error: `package` is there already and is not an empty folder
    hint: nothing was written; name another folder, or delete this one first
    ");
    assert_snapshot!(sandbox.run(&["export", "--package", ".local/share/versus/versus.db"]), @"
    exit code 3
    ---- stderr ----
    error: `.local/share/versus/versus.db` is there already and is not an empty folder
    hint: nothing was written; name another folder, or delete this one first
    ");
    assert_snapshot!(sandbox.run(&["export", "--package", "no/such/folder"]), @r#"
    exit code 1
    ---- stderr ----
    error: cannot create `no/such/folder`
    caused by: No such file or directory (os error 2)
    hint: make its folder first
    "#);
    assert_snapshot!(sandbox.run(&["export", "values", "--package", "x"]), @"
    exit code 2
    ---- stderr ----
    error: `[TABLE]` does not go with `--package <FOLDER>`
    hint: use it as `versus export <TABLE>`; `--help` says more
    ");
    assert_snapshot!(sandbox.run(&["import", "package"]), @"
    exit code 3
    ---- stderr ----
    error: the knowledge base is not empty, and a package is for an empty one
    hint: nothing was written; name a new one: `versus --db NEW.db import FOLDER`
    ");
    assert_snapshot!(sandbox.run(&["import", "package", "pages"]), @"
    exit code 2
    ---- stderr ----
    error: `package` is a package, which is imported by itself
    hint: import it first, and pages then
    ");
    assert_eq!(sandbox.dump(), before);
    assert_snapshot!(sandbox.run(&["--db", "new.db", "import", "package", "--dry-run"]), @"
    exit code 0
    ---- stderr ----
    dry run: nothing was written
    the package can be imported
    ");
    assert!(!sandbox.path("new.db").exists());
    fs::create_dir(sandbox.path("empty")).expect("a folder");
    sandbox.succeed(&["export", "--package", "empty"]);
    assert!(sandbox.path("empty/README.md").exists());
}

#[test]
fn a_folder_with_the_descriptor_of_somebody_else_is_a_folder() {
    let sandbox = Sandbox::new();
    sandbox.write("data/datapackage.json", r#"{"name": "x", "resources": [{"name": "x", "path": "c-vs-d.csv"}]}"#);
    sandbox.write("data/c-vs-d.csv", "Feature,C,D\nx,1,2\ny,3,4\n");
    let ran = sandbox.run(&["--db", "new.db", "import", "data"]).to_string();
    assert!(ran.contains("1 imported"), "{ran}");
}

#[test]
fn a_descriptor_names_no_file_elsewhere() {
    let sandbox = packaged();
    sandbox.write("documents.csv", sandbox.read("package/documents.csv"));
    let absolute = sandbox.path("documents.csv").to_string_lossy().into_owned();
    let elsewhere = [
        "../documents.csv",
        "./../documents.csv",
        "x/../../documents.csv",
        "",
        "/etc/passwd",
        &absolute,
        "..",
        "https://example.org/documents.csv",
        "file:documents.csv",
        "C:documents.csv",
        "\\\\host\\documents.csv",
        "..\\documents.csv",
        "documents.csv\0",
        "names.csv/../documents.csv",
        "no-such.csv",
    ];
    let paths = elsewhere.map(Value::from).into_iter().chain([json!(null), json!(["documents.csv"]), json!(1)]);
    for path in paths {
        let changed = sandbox.copy();
        describe(&changed, |package| drop(resource(package, "documents").insert("path".into(), path.clone())));
        let said = refused(&changed);
        assert!(said.contains("exit code 1") && !said.contains("passwd`, line"), "{path}: {said}");
    }
    describe(&sandbox, |package| drop(resource(package, "documents").insert("path".into(), "../documents.csv".into())));
    assert_snapshot!(refused(&sandbox), @"
    exit code 1
    ---- stderr ----
    error: `package/datapackage.json`: the resource `documents` names `../documents.csv`, which is no plain path below its folder
    hint: nothing was written; have the package made again with `versus export --package`, by this version of versus
    ");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_read() {
    let sandbox = packaged();
    let place = sandbox.path("package/documents.csv");
    fs::rename(&place, sandbox.path("documents.csv")).expect("moved");
    std::os::unix::fs::symlink("../documents.csv", &place).expect("a link");
    assert_snapshot!(refused(&sandbox), @"
    exit code 1
    ---- stderr ----
    error: `package/documents.csv`: it is a link, which a package may not have
    hint: nothing was written; have the package made again with `versus export --package`, by this version of versus
    ");
    fs::remove_file(&place).expect("deleted");
    // Reading a pipe that nobody writes to would never end.
    assert!(Command::new("mkfifo").arg(&place).status().expect("mkfifo runs").success());
    assert_snapshot!(refused(&sandbox), @"
    exit code 1
    ---- stderr ----
    error: `package/documents.csv`: it is not a file
    hint: nothing was written; have the package made again with `versus export --package`, by this version of versus
    ");
    fs::remove_file(&place).expect("deleted");
    fs::create_dir(&place).expect("a folder");
    assert_snapshot!(refused(&sandbox), @"
    exit code 1
    ---- stderr ----
    error: `package/documents.csv`: it is not a file
    hint: nothing was written; have the package made again with `versus export --package`, by this version of versus
    ");
}

#[test]
fn a_file_is_the_one_that_was_described() {
    let sandbox = packaged();
    let text = String::from_utf8(sandbox.read("package/names.csv")).expect("UTF-8");
    for changed in [text.replace("Tea", "Eat"), text[..text.len() / 2].to_owned(), format!("{text}\n"), String::new()] {
        sandbox.write("package/names.csv", changed);
        let said = refused(&sandbox);
        assert!(said.contains("names.csv`: it is not the file that `bytes` and `hash`"), "{said}");
    }
    assert_snapshot!(refused(&sandbox), @"
    exit code 1
    ---- stderr ----
    error: `package/names.csv`: it is not the file that `bytes` and `hash` in datapackage.json are of: it was changed, or not copied to its end
    hint: nothing was written; have the package made again with `versus export --package`, by this version of versus
    ");
    sandbox.write("package/names.csv", text);
    describe(&sandbox, |package| drop(resource(package, "names").insert("hash".into(), "md5:0".into())));
    assert_snapshot!(refused(&sandbox), @"
    exit code 1
    ---- stderr ----
    error: `package/datapackage.json`: the hash of `names` is not one of SHA-256
    hint: nothing was written; have the package made again with `versus export --package`, by this version of versus
    ");
}

/// What somebody does to the text of a file.
type Changed = fn(String) -> String;

#[test]
fn what_is_no_whole_base_is_named() {
    let sandbox = packaged();
    let cases: [(&str, Changed, &str); 19] = [
        ("names", |text| text.replacen("id,", "number,", 1), "names.csv`, line 1: it has no column `id`"),
        ("names", |text| text.replacen("kind,", "id,", 1), "names.csv`, line 1: it has the column `id` twice"),
        ("names", |text| text.replacen("id,kind", "id,kind,kind", 1), "it has the column `kind` twice"),
        ("names", |text| text.replace('\n', ",x\n").replacen(",x\n", ",more\n", 1), "does not know: `more`"),
        ("names", |text| text + "9,figure\n", "cells instead of"),
        ("names", |text| text + "x,figure,,A,a\n", "`id` holds no whole number"),
        ("names", |text| text + "99999999999999999999,figure,,A,a\n", "`id` holds no whole number"),
        ("names", |text| text + "9223372036854775807,figure,,A,a\n", "package`"),
        ("names", |text| text + "9001,person,,A,a\n", "breaks a rule of its table: CHECK constraint failed"),
        ("names", |text| text + "9001,figure,,A,tea\n", "breaks a rule of its table: UNIQUE"),
        ("names", |text| text + "9001,figure,9002,A,a\n", "refers to one that is not there"),
        ("names", |text| text + "9001,figure,,A,another\n", "package`"),
        ("names", |text| text + "9001,figure,,\"A,a\n", "cells instead of"),
        ("document_versions", |text| text.replacen("eJ", "!!", 1), "`content` holds no bytes in Base64"),
        ("document_versions", |text| text.replacen("eJ", "AA", 1), "package`"),
        ("documents", |text| text.replacen("2026-01-02T03:04:05Z", "yesterday", 1), "package`"),
        ("unclear_rows", |text| text + "9001,3,1,x,y,[1],,\n", "package`"),
        ("report_events", |text| text.lines().next().map(|line| format!("{line}\n")).unwrap_or_default(), "package`"),
        ("corrections", |text| text.replacen(",value,", ",passage,", 1), "breaks a rule of its table"),
    ];
    for (table, act, said) in cases {
        let changed = sandbox.copy();
        change(&changed, table, act);
        ensure_named(&changed, said);
    }
    for (act, said) in [
        ((|package| *package = json!({"versus": "0.1.0"})) as fn(&mut Value), "does not name one resource `documents`"),
        (|package| package["resources"] = json!({}), "invalid type"),
        (
            |package| resource(package, "figures").insert("name".into(), "names".into()).map_or((), drop),
            "one resource `names`",
        ),
        (|package| package["resources"] = vec![json!({"name": "x"}); 1001].into(), "a list of more than 1000"),
        (
            |package| resource(package, "names")["schema"]["fields"][0]["missingValues"] = json!(["8"]),
            "`id` holds nothing",
        ),
    ] {
        let changed = sandbox.copy();
        describe(&changed, act);
        ensure_named(&changed, said);
    }
}

#[test]
fn a_row_without_end_is_given_up() {
    let sandbox = packaged();
    change(&sandbox, "names", |text| text + "9001,figure,,\"" + &"x".repeat(70 * 1024 * 1024));
    assert_snapshot!(refused(&sandbox), @"
    exit code 1
    ---- stderr ----
    error: `package/names.csv`: a row is longer than 64 MiB
    hint: nothing was written; have the package made again with `versus export --package`, by this version of versus
    ");
}

#[test]
fn what_others_put_into_the_base_stays_there() {
    let sandbox = packaged();
    let tables =
        "CREATE TABLE secret_notes (id INTEGER PRIMARY KEY, note TEXT); INSERT INTO secret_notes VALUES (1, 'x');
        CREATE TABLE \"my notes\" (a TEXT)";
    sandbox.connect().execute_batch(tables).expect("tables of somebody's own");
    sandbox.succeed(&["export", "--package", "again"]);
    let names = |folder: &str| {
        let entries = fs::read_dir(sandbox.path(folder)).expect("a folder");
        let mut names: Vec<_> = entries.map(|entry| entry.expect("a file").file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("again"), names("package"));
    assert_eq!(sandbox.read("again/datapackage.json"), sandbox.read("package/datapackage.json"));
}

#[test]
fn a_package_is_never_read_as_pages() {
    let sandbox = packaged();
    assert_snapshot!(sandbox.run(&["parse", "package"]), @"
    exit code 2
    ---- stderr ----
    error: `package` is a package: the tables of a knowledge base, and no pages
    hint: bring it back with `versus --db NEW.db import FOLDER`
    ");
    assert_snapshot!(sandbox.run(&["--db", "new.db", "import", "package/documents.csv"]), @"
    exit code 2
    ---- stderr ----
    error: `package/documents.csv` is a part of a package
    hint: import its folder, into an empty knowledge base
    ");
    sandbox.write("above/c-vs-d.md", "# C vs. D\n\n| | C | D |\n|-|-|-|\n| x | 1 | 2 |\n");
    sandbox.succeed(&["export", "--package", "above/package"]);
    assert_snapshot!(sandbox.run(&["--db", "new.db", "import", "above", "--figures", "columns"]), @"
    exit code 0
    ---- stderr ----
    made the knowledge base new.db
    1 imported, 0 updated, 0 unchanged, 0 rejected; 1 row stored, 0 unclear; 1 package passed over
    ");
    // Its descriptor is why it cannot be read.
    let descriptor = sandbox.read("package/datapackage.json");
    for broken in [&descriptor[..descriptor.len() / 2], b"", b"\xef\xbb\xbf{}", b"[1]"] {
        sandbox.write("package/datapackage.json", broken);
        let ran = sandbox.run(&["--db", "other.db", "import", "package"]).to_string();
        assert!(ran.contains("error: `package/datapackage.json`") && !sandbox.path("other.db").exists(), "{ran}");
    }
    fs::remove_file(sandbox.path("package/datapackage.json")).expect("a descriptor");
    let ran = sandbox.run(&["--db", "other.db", "import", "package"]).to_string();
    assert!(ran.contains("`package/datapackage.json`") && !sandbox.path("other.db").exists(), "{ran}");
    fs::create_dir(sandbox.path("here")).expect("a folder");
    let ran =
        sandbox.command().args(["export", "--package", "."]).current_dir(sandbox.path("here")).output().expect("runs");
    assert!(ran.status.success() && sandbox.path("here/README.md").exists(), "{ran:?}");
}

#[test]
fn what_is_said_of_pages_or_tables_is_not_for_a_package() {
    let sandbox = packaged();
    assert_snapshot!(sandbox.run(&["--db", "new.db", "import", "package", "--encoding", "windows-1252"]), @"
    exit code 2
    ---- stderr ----
    error: a package is brought back as it was: `--encoding` is for pages
    hint: leave out `--encoding`
    ");
    assert_snapshot!(sandbox.run(&["--db", "new.db", "import", "package", "--figures", "rows"]), @"
    exit code 2
    ---- stderr ----
    error: a package is brought back as it was: `--figures` is for pages
    hint: leave out `--figures`
    ");
    assert!(!sandbox.path("new.db").exists());
    assert_snapshot!(sandbox.run(&["export", "--package", "-"]), @"
    exit code 2
    ---- stderr ----
    error: a package is a folder, not a stream
    hint: name the folder, or `./-` for one of that name
    ");
    assert!(!sandbox.path("-").exists());
}

/// By the reference implementation of the standard, which is in Python: `VERSUS_FRICTIONLESS` says where it is.
#[test]
fn the_standard_is_met() {
    let Some(frictionless) = env::var_os("VERSUS_FRICTIONLESS") else {
        eprintln!("NOT RUN: frictionless, which VERSUS_FRICTIONLESS would name, did not look at a package");
        return;
    };
    let sandbox = packaged();
    let ran = Command::new(frictionless)
        .args(["validate", "--json", "datapackage.json"])
        .current_dir(sandbox.path("package"))
        .output()
        .expect("frictionless runs");
    let report: Value = serde_json::from_slice(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {ran:?}"));
    assert_eq!(report["valid"], true, "{report:#}");
    assert_eq!(report["stats"]["warnings"], 0, "{report:#}");
    assert_eq!(report["stats"]["tasks"], 25, "{report:#}");
}
