//! `versus report export` and `import`: reports go from base to base.

use insta::assert_snapshot;

use crate::sandbox::{Sandbox, query};

/// A base with two reports, one of them supported.
fn reported(first: &str) -> Sandbox {
    let sandbox = Sandbox::with_fixtures();
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--value", first, "--comment", "\u{202e}Hm\u{9b}"]);
    sandbox.succeed(&["report", "file", "tea", "caffeine", "--value", first, "--evidence", "https://example.org"]);
    let taste = ["--document", "tea-vs-coffee", "--section", "taste", "--quote", "Milk softens", "--reporter", "Ada"];
    sandbox.succeed(&[&["report", "file", "--comment", first], &taste[..]].concat());
    sandbox
}

fn exported(sandbox: &Sandbox) -> String {
    sandbox.succeed(&["report", "export"])
}

#[test]
fn an_export_has_a_line_for_each_report() {
    let sandbox = reported("About 35 mg");
    let text = exported(&sandbox);
    assert!(text.bytes().all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte)), "safe to look at: {text}");
    let mut lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    lines.sort_by_key(|line| line.contains("Milk"));
    assert_snapshot!(sandbox.mask(&lines.join("\n")), @r#"
    {"uid":"[UID]","target":"value","problem":"wrong","document":"tea-vs-coffee","figure":"Tea","attribute":"Caffeine per cup","section":null,"quote":null,"seen":"About 40 mg","proposed":"About 35 mg","comment":"\u202eHm\u009b","evidence":null,"reporter":null,"filed_at":"2026-01-02T03:04:05Z","supports":[{"uid":"[UID]","reporter":null,"evidence":"https://example.org","comment":null,"made_at":"2026-01-02T03:04:05Z"}]}
    {"uid":"[UID]","target":"passage","problem":"wrong","document":"tea-vs-coffee","figure":null,"attribute":null,"section":"Taste","quote":"Milk softens","seen":"Tea is light and floral, and a long brew makes it bitter. Milk softens it.","proposed":null,"comment":"About 35 mg","evidence":null,"reporter":"Ada","filed_at":"2026-01-02T03:04:05Z","supports":[]}
    "#);
    assert_eq!(sandbox.succeed(&["report", "export", "--since", "2026-01-02"]), text);
    assert_eq!(sandbox.succeed(&["report", "export", "--since", "2026-01-02T04:04:05+01:00"]), text);
    assert_eq!(sandbox.succeed(&["report", "export", "--since", "2026-01-03"]), "");
    assert_snapshot!(sandbox.run(&["report", "export", "--since", "last week"]), @"
    exit code 2
    ---- stderr ----
    error: `last week` is no date
    hint: give a day such as 2026-01-31, or a moment such as 2026-01-31T12:00:00Z
    ");
    sandbox.succeed(&["report", "export", "-o", "reports.jsonl"]);
    assert_eq!(String::from_utf8(sandbox.read("reports.jsonl")).expect("UTF-8"), text);
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let from = reported("About 35 mg");
    let to = Sandbox::with_fixtures();
    to.write("reports.jsonl", exported(&from));
    assert_snapshot!(to.run(&["report", "import", "reports.jsonl"]), @"
    exit code 0
    ---- stderr ----
    2 reports and 1 support taken in
    ");
    assert_eq!(exported(&to), exported(&from));
    let before = to.dump();
    assert_snapshot!(to.run(&["report", "import", "reports.jsonl"]), @"
    exit code 0
    ---- stderr ----
    nothing new: 2 reports known already
    ");
    assert_eq!(to.dump(), before);
    let list = to.succeed(&["report", "list", "--format", "csv"]);
    assert!(list.lines().skip(1).all(|line| line.contains(",matched,")), "{list}");
}

#[test]
fn two_files_in_either_order_give_the_same_reports() {
    let (one, two) = (reported("About 35 mg"), reported("About 30 mg"));
    // The second base knows the first one's reports, and somebody supports one there.
    one.write("one.jsonl", exported(&one));
    two.write("one.jsonl", exported(&one));
    two.succeed(&["report", "import", "one.jsonl"]);
    two.succeed(&["report", "file", "tea", "caffeine", "--value", "About 35 mg", "--reporter", "Cy"]);
    one.succeed(&["report", "file", "tea", "caffeine", "--value", "About 35 mg", "--reporter", "Di"]);
    let merged = |order: [&Sandbox; 2]| {
        let base = Sandbox::with_fixtures();
        for from in order {
            base.write("reports.jsonl", exported(from));
            base.succeed(&["report", "import", "reports.jsonl"]);
        }
        let readers = "SELECT max(readers + readers_from_bundles) FROM report_states";
        assert_eq!(query::<i64>(&base.connect(), readers), [4]);
        exported(&base)
    };
    assert_eq!(merged([&one, &two]), merged([&two, &one]));
}

#[test]
fn an_import_leaves_decisions_and_adds_supports() {
    let one = reported("About 35 mg");
    let two = Sandbox::with_fixtures();
    two.write("reports.jsonl", exported(&one));
    two.succeed(&["report", "import", "reports.jsonl"]);
    one.succeed(&["report", "decline", "1", "2", "--because", "not-an-error"]);
    two.succeed(&["report", "file", "tea", "caffeine", "--value", "About 35 mg"]);
    one.write("reports.jsonl", exported(&two));
    assert_snapshot!(one.run(&["report", "import", "reports.jsonl"]), @"
    exit code 0
    ---- stderr ----
    1 support taken in, 2 reports known already
    ");
    let states = "SELECT status || ' ' || resolution FROM report_states ORDER BY id";
    assert_eq!(query::<String>(&one.connect(), states), ["declined not-an-error", "declined not-an-error"]);
}

#[test]
fn an_export_since_a_day_has_what_was_supported_then() {
    let from = reported("About 35 mg");
    let support = ["report", "file", "tea", "caffeine", "--value", "About 35 mg", "--reporter", "Cy"];
    from.succeed(&[&["--now", "2026-02-01T00:00:00Z"][..], &support].concat());
    let since = |day: &str| from.succeed(&["report", "export", "--since", day]);
    assert_eq!(since("2026-01-02"), exported(&from));
    let supported: Vec<String> = exported(&from).lines().filter(|line| line.contains("Cy")).map(String::from).collect();
    assert_eq!(since("2026-02-01").lines().collect::<Vec<_>>(), supported);
    assert_eq!(since("2026-02-02"), "");
}

#[test]
fn an_export_is_by_time_and_decisions_are_no_news() {
    let sandbox = Sandbox::with_fixtures();
    let at = |day: usize, args: &[&str]| {
        sandbox.succeed(&[&["--now", &format!("2026-02-0{day}T00:00:00Z")][..], args].concat());
    };
    for day in 1..=6 {
        at(day, &["report", "file", "tea", "caffeine", "--proposed", &format!("About {day} mg")]);
    }
    at(7, &["report", "decline", "1", "--because", "spam"]);
    let days: Vec<String> = exported(&sandbox)
        .lines()
        .map(|line| line.split("\"filed_at\":\"").nth(1).expect("a moment")[.."2026-02-01".len()].to_owned())
        .collect();
    assert_eq!(days, (1..=6).map(|day| format!("2026-02-0{day}")).collect::<Vec<_>>());
    assert_eq!(sandbox.succeed(&["report", "export", "--since", "2026-02-07"]), "");
}

#[test]
fn what_says_something_else_under_a_known_uid_is_refused() {
    let from = reported("About 35 mg");
    from.succeed(&["report", "file", "tea", "caffeine", "--value", "About 35 mg", "--reporter", "Cy"]);
    let to = Sandbox::with_fixtures();
    to.write("reports.jsonl", exported(&from));
    to.succeed(&["report", "import", "reports.jsonl"]);
    let readers = "SELECT readers || ' here, ' || readers_from_bundles || ' in bundles' FROM report_states ORDER BY 1";
    let readers = query::<String>(&to.connect(), readers);
    let before = to.dump();
    let supported = exported(&from).lines().find(|line| line.contains("Cy")).expect("a support").to_owned();
    // Other words; the same ones, for a report that is not known; and a report that was filed at another time.
    let filed_at = "\"filed_at\":\"2026-01-02";
    assert!(supported.contains(filed_at), "{supported}");
    let start = supported.find("\"uid\":\"").expect("a uid") + 7;
    for line in [
        supported.replace("Cy", "Di"),
        supported.replace(&supported[start..start + 32], &"0".repeat(32)),
        supported.replace(filed_at, "\"filed_at\":\"2026-01-01"),
    ] {
        to.write("reports.jsonl", line);
        let ran = to.run(&["report", "import", "reports.jsonl"]);
        assert_eq!(ran.code, Some(1), "{ran}");
        assert!(ran.stderr.contains("reports.jsonl:1: its uid, or that of a support, belongs to other words"), "{ran}");
        assert_eq!(to.dump(), before);
    }
    assert_eq!(readers, ["1 here, 0 in bundles", "1 here, 2 in bundles"]);
}

#[test]
fn a_report_on_what_is_not_here_is_kept_as_unmatched() {
    let from = reported("About 35 mg");
    let to = Sandbox::new();
    to.succeed(&["figures"]);
    to.write("reports.jsonl", exported(&from));
    to.succeed(&["report", "import", "reports.jsonl"]);
    let list = to.succeed(&["report", "list", "--format", "csv"]);
    assert!(list.lines().skip(1).all(|line| line.contains(",unmatched,")), "{list}");
    assert_eq!(to.run(&["report", "accept", "1", "--value", "x"]).code, Some(3));
    assert_eq!(exported(&to), exported(&from));
}

#[test]
fn bad_lines_are_named_and_the_others_are_taken_in() {
    let from = reported("About 35 mg");
    let line = exported(&from)
        .lines()
        .find(|line| line.contains("caffeine") || line.contains("Caffeine"))
        .expect("one")
        .to_owned();
    let row: serde_json::Value = serde_json::from_str(&line).expect("JSON");
    let with = |field: &str, value: serde_json::Value| {
        let mut row = row.clone();
        row[field] = value;
        row.to_string()
    };
    let other_uid = "0123456789abcdef0123456789abcdef";
    let support = |uid: &str| serde_json::json!({ "uid": uid, "made_at": "2026-01-02T03:04:05Z" });
    let bad = [
        "not json".to_owned(),
        "[]".to_owned(),
        with("uid", "XYZ".into()),
        with("uid", "0123456789ABCDEF0123456789ABCDEF".into()),
        with("target", "everything".into()),
        with("problem", "boring".into()),
        with("evidence", "javascript:alert(1)".into()),
        with("comment", "x".repeat(2001).into()),
        with("figure", "Te\0a".into()),
        with("figure", serde_json::Value::Null),
        with("reporter", "".into()),
        with("filed_at", "yesterday".into()),
        with("filed_at", "2026-01-02".into()),
        with("filed_at", "2026-01-03T03:04:06Z".into()),
        with("supports", serde_json::json!([{ "uid": other_uid, "made_at": "9999-01-01T00:00:00Z" }])),
        with("seen", 7.into()),
        with("document", "x".repeat(2001).into()),
        with("supports", vec![support(other_uid), support(other_uid)].into()),
        with("supports", vec![support("1")].into()),
        "{\"uid\":\"a\",\"uid\":\"b\"}".to_owned(),
    ];
    let to = Sandbox::with_fixtures();
    to.write("bad.jsonl", format!("\u{feff}{line}\n\n{}\n{}", bad.join("\n"), with("comment", "Other words".into())));
    assert_snapshot!(to.run(&["report", "import", "bad.jsonl"]), @"
    exit code 1
    ---- stderr ----
    bad.jsonl:3: no report: it is not a JSON object
    bad.jsonl:4: no report: it is not a JSON object
    bad.jsonl:5: a `uid` is 32 digits of 0-9 and a-f
    bad.jsonl:6: a `uid` is 32 digits of 0-9 and a-f
    bad.jsonl:7: no such `target`
    bad.jsonl:8: no such `problem`
    bad.jsonl:9: `evidence` is not an http or https address
    bad.jsonl:10: `comment` is longer than 2000 characters
    bad.jsonl:11: `figure` holds a NUL character
    bad.jsonl:12: a report on a value needs `figure`
    bad.jsonl:13: `reporter` is empty: leave it out, or `null`
    bad.jsonl:14: `filed_at` is no moment in RFC 3339
    bad.jsonl:15: `filed_at` is no moment in RFC 3339
    bad.jsonl:16: `filed_at` is in the future: 2026-01-03T03:04:06Z
    bad.jsonl:17: `made_at` is in the future: 9999-01-01T00:00:00Z
    bad.jsonl:18: no report: invalid type: integer `7`, expected a string at column 239
    bad.jsonl:19: `document` is longer than 2000 characters
    bad.jsonl:20: two of its supports have one `uid`
    bad.jsonl:21: a `uid` is 32 digits of 0-9 and a-f
    bad.jsonl:22: no report: duplicate field `uid` at column 16
    bad.jsonl:23: its uid, or that of a support, belongs to other words here
    1 report and 1 support taken in
    error: 21 of 22 lines rejected
    ");
    assert_eq!(exported(&to).trim_end(), line);
    to.write("invalid.jsonl", [b"{\"uid\": \"\xff\xfe\"}\n", line.as_bytes()].concat());
    assert_snapshot!(to.run(&["report", "import", "invalid.jsonl"]), @"
    exit code 1
    ---- stderr ----
    invalid.jsonl:1: no report: invalid unicode code point at column 10
    nothing new: 1 report known already
    error: 1 of 2 lines rejected
    ");
    assert_snapshot!(to.run(&["report", "import", "nowhere.jsonl"]), @"
    exit code 1
    ---- stderr ----
    error: cannot read `nowhere.jsonl`
    caused by: No such file or directory (os error 2)
    ");
}

#[test]
fn spam_is_exported() {
    let sandbox = reported("About 35 mg");
    let before = exported(&sandbox);
    sandbox.succeed(&["report", "decline", "1", "2", "--because", "spam"]);
    assert_eq!(exported(&sandbox), before);
}
