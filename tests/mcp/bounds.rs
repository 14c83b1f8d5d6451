//! Answers have a bound, say where they end, and can be read on from there.

use serde_json::{Value, json};

use super::assistant::Assistant;
use super::rows;
use crate::sandbox::Sandbox;

/// A sandbox with a document of many rows, and one of a long text.
fn large() -> Sandbox {
    let sandbox = Sandbox::new();
    let row = |number| format!("| Quality {number} | Tea has {number} of it | Coffee has {number} times two |\n");
    let rows: String = (0..700).map(row).collect();
    let many = format!("# Tea vs. Coffee\n\n| | Tea | Coffee |\n|---|---|---|\n{rows}");
    sandbox.write("tea-vs-coffee.md", many);
    let long = format!(
        "# Ale vs. Beer\n\n| | Ale | Beer |\n|---|---|---|\n| Story | {} | Short |\n",
        "long tale ".repeat(20_000)
    );
    sandbox.write("ale-vs-beer.md", long);
    sandbox.succeed(&["import", "tea-vs-coffee.md", "ale-vs-beer.md"]);
    sandbox
}

#[test]
fn all_rows_can_be_read_one_answer_after_the_other() {
    let sandbox = large();
    let mut assistant = Assistant::new(&sandbox, &[]);
    for (tool, given, expected) in [
        ("compare", json!({"figures": ["tea", "coffee"]}), 1_400),
        ("show", json!({"name": "tea"}), 700),
        ("search", json!({"words": "times"}), 700),
    ] {
        let mut read: Vec<Value> = Vec::new();
        let mut answers = 0;
        loop {
            let mut given = given.clone();
            given["limit"] = json!(1_000);
            given["skip"] = json!(read.len());
            let answer = assistant.call(tool, &given);
            read.extend(rows(&answer).iter().cloned());
            answers += 1;
            let on = format!("there are more rows: ask again with `skip` {}", read.len());
            match answer.get("versus_says") {
                Some(says) => assert_eq!(says, &json!([on]), "{tool}"),
                None => break,
            }
        }
        assert!(read.len() >= expected && answers > 1, "{tool}: {} rows in {answers} answers", read.len());
        let mut once = read.clone();
        once.dedup();
        assert_eq!(once.len(), read.len(), "{tool}");
    }
    let asked = assistant.call("sql", &json!({"query": "SELECT figure, value FROM current_values", "limit": 100_000}));
    let on = format!(
        "there are more rows than {}: ask again with LIMIT and OFFSET in the query, or for less",
        rows(&asked).len()
    );
    assert_eq!(asked["versus_says"], json!([on]));
    let default = assistant.call("sql", &json!({"query": "SELECT 1 FROM current_values"}));
    assert_eq!(rows(&default).len(), 50);
    let none = assistant.call("compare", &json!({"figures": ["tea", "coffee"], "limit": 0, "skip": 5_000_000_000_u64}));
    assert_eq!(rows(&none).len(), 0);
}

#[test]
fn a_long_text_is_cut_and_the_answer_says_so() {
    let sandbox = large();
    let mut assistant = Assistant::new(&sandbox, &[]);
    for (tool, given) in [
        ("compare", json!({"figures": ["ale", "beer"]})),
        ("show", json!({"name": "ale"})),
        ("show", json!({"name": "story"})),
        ("show", json!({"name": "ale-vs-beer"})),
        ("sql", json!({"query": "SELECT value FROM current_values WHERE figure = 'Ale'"})),
    ] {
        let answer = assistant.call(tool, &given);
        let text = answer.to_string();
        assert!(text.contains("long tale") && text.contains("…\""), "{tool}");
        assert!(
            answer["versus_says"].to_string().contains("texts that end in `…` are cut"),
            "{tool} {}",
            answer["versus_says"]
        );
    }
    let part = assistant
        .call("sql", &json!({"query": "SELECT substr(value, 3991, 4000) FROM current_values WHERE figure = 'Ale'"}));
    assert_eq!(rows(&part)[0][0].as_str().map(|text| (text.len(), &text[..9])), Some((4_000, "long tale")));
    // However wide a row is, some of it is there.
    let columns: Vec<String> = (0..200).map(|number| format!("format('%.*c', 6000, 'x') AS c{number}")).collect();
    let wide = assistant.call("sql", &json!({"query": format!("SELECT {}", columns.join(", "))}));
    assert_eq!(rows(&wide)[0].as_array().map(Vec::len), Some(200));
}
