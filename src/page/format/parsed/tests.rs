//! Documents as they come back, whole and changed.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::page::{InputFormat, Rejection, read_as, read_object};

fn minimal() -> Value {
    json!({"figures": ["Tea", "Coffee"], "rows": [
        {"attribute": "Color ", "values": ["Green", "Brown"]},
        {"attribute": "Origin", "values": ["China", ""]},
    ]})
}

fn of(object: &Value) -> Result<Document, Rejection> {
    read_object(object.to_string().as_bytes(), "parsed.jsonl:3", 3)
}

/// Returns why the minimal document is rejected with something else in one place.
fn reason(path: &str, value: Value) -> String {
    let mut object = minimal();
    match object.pointer_mut(path) {
        Some(place) => *place = value,
        None => object[&path[1..]] = value,
    }
    let rejection = of(&object).expect_err(path);
    assert_eq!(rejection.line, 3);
    rejection.reason
}

#[test]
fn what_is_left_out_is_made_up_for() {
    let document = of(&minimal()).unwrap();
    assert_eq!(document.title, "Tea vs. Coffee");
    assert_eq!(document.source, "parsed.jsonl:3");
    assert_eq!(document.layout, "parsed");
    assert_eq!(document.content_hash.len(), 64);
    assert_eq!(document.rows.iter().map(|row| row.position).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(document.rows[0].attribute, "Color");
}

#[test]
fn the_hash_of_a_line_is_the_same_wherever_in_a_file_it_stands() {
    let of = |line: String| read_object(line.as_bytes(), "a.jsonl", 1).unwrap().content_hash;
    let line = minimal().to_string();
    for odd in [format!("{line}\n"), format!("{line}\r\n"), format!("\u{feff}{line}")] {
        assert_eq!(of(odd), of(line.clone()));
    }
}

#[test]
fn a_document_that_breaks_a_promise_is_rejected() {
    assert_eq!(reason("/figures", json!(["Tea"])), "a page compares two figures or more");
    assert_eq!(reason("/figures/1", json!("TEA ")), "two figures have the same name, `TEA`");
    assert_eq!(reason("/figures/1", json!(" ")), "a figure has no name");
    assert_eq!(reason("/rows/0/values", json!(["a"])), "the values of row 1 number 1, the figures 2");
    assert_eq!(reason("/rows/0/attribute", json!("\u{a0}")), "row 1 has no attribute");
    assert_eq!(reason("/rows/1/attribute", json!("COLOR")), "the attribute `COLOR` stands in two rows");
    assert_eq!(reason("/rows/1/values/0", json!("a\0b")), "the document contains a NUL character");
    assert!(reason("/rows", json!(7)).starts_with("the object is no document: invalid type"));
    let odd = r#"{"figures": ["Tea", "Coffee"], "rows": 7}"#;
    assert_eq!(
        read_object(odd.as_bytes(), "a.jsonl", 3).unwrap_err().reason,
        "the object is no document: invalid type: integer `7`, expected a list at column 40"
    );
    for slug in ["../x", "A-vs-B", "a--b", "-", "a b"] {
        assert!(reason("/slug", json!(slug)).contains("is not made of small letters"), "{slug}");
    }
    assert!(reason("/content_hash", json!("abc")).contains("SHA-256"));
    let section = |passage: Value| json!([{"heading": "Taste", "passages": [passage]}]);
    assert_eq!(
        reason("/sections", section(json!({"text": "Milk.", "figures": ["Milk"]}))),
        "a passage is about `milk`, which the document does not compare"
    );
    assert_eq!(reason("/sections", section(json!({"text": " ", "figures": []}))), "a passage has no text");
    assert_eq!(
        reason("/sections", json!([{"heading": "Taste", "passages": []}])),
        "the section `Taste` has no passages"
    );
    let unclear = json!([{"raw": "ab", "candidates": [{"attribute": "a", "values": ["b"]}]}]);
    assert_eq!(reason("/unclear", unclear), "the values of row 3 number 1, the figures 2");
}

#[test]
fn an_address_is_spelled_anew_and_made_up_for() {
    let with = |address: Value, source: &str| {
        let mut object = minimal();
        object["address"] = address;
        object["source"] = source.into();
        of(&object).map(|document| document.address).map_err(|rejection| rejection.reason)
    };
    let address = |text: &str| Ok(Some(text.to_owned()));
    assert_eq!(of(&minimal()).unwrap().address, None);
    assert_eq!(with(json!("HTTP://Example.org/a?gclid=b#c"), "a.html"), address("https://example.org/a"));
    assert_eq!(with(json!("https://example.org/a"), "https://example.org/b"), address("https://example.org/a"));
    for missing in [Value::Null, json!("")] {
        assert_eq!(with(missing.clone(), "http://example.org/b#c"), address("https://example.org/b"));
        assert_eq!(with(missing, "pages/b.html"), Ok(None));
    }
    for wrong in ["example.org/a", "pages/a.html", "javascript:a", " "] {
        assert!(with(json!(wrong), "a.html").unwrap_err().starts_with("the address is no URL"), "{wrong}");
    }
}

#[test]
fn positions_are_all_given_or_all_counted() {
    let with = |one: Value, two: Value| {
        let mut object = minimal();
        object["rows"][0]["position"] = one;
        object["rows"][1]["position"] = two;
        of(&object).map_err(|rejection| rejection.reason)
    };
    let attributes = |document: Document| document.rows.into_iter().map(|row| row.attribute).collect::<Vec<_>>();
    assert_eq!(attributes(with(json!(5), json!(2)).unwrap()), ["Origin", "Color"]);
    assert_eq!(with(json!(2), json!(2)).unwrap_err(), "two rows have the position 2");
    assert_eq!(with(json!(2), Value::Null).unwrap_err(), "some rows have a position and some have none");
    assert_eq!(with(json!(0), json!(1)).unwrap_err(), "a row has the position 0: they are counted from 1");
    assert!(with(json!(-1), json!(1)).is_err());
}

#[test]
fn names_are_cleaned_and_ordered_as_pages_have_them() {
    let mut object = minimal();
    object["figures"] = json!(["Jose\u{301}  Marti", "Ann"]);
    object["title"] = json!("Jose\nvs. Ann");
    object["sections"] = json!([{"heading": "", "passages": [{"text": "x", "figures": ["ANN", "josé marti"]}]}]);
    let document = of(&object).unwrap();
    assert_eq!(document.figures, ["José Marti", "Ann"]);
    assert_eq!(document.title, "Jose vs. Ann");
    assert_eq!(document.sections[0].passages[0].figures, document.figures);
}

/// Checks that what `versus parse` would write of the document is read as the document.
fn assert_round_trip(document: &Document) {
    let line = serde_json::to_string(document).unwrap();
    assert_eq!(&read_object(line.as_bytes(), "b.jsonl", 9).expect(&line), document);
}

#[test]
fn the_shipped_document_comes_back() {
    let page = include_bytes!("../../../../seed/joseph-stalin-vs-leon-trotsky.txt");
    assert_round_trip(&read_as(InputFormat::Text, page, "seed/joseph-stalin-vs-leon-trotsky.txt").unwrap());
}

#[test]
fn the_largest_table_of_a_web_page_comes_back() {
    let rows = (0..124_000).fold(String::new(), |rows, row| rows + &format!("<tr><td>a{row}<td>b<td>c"));
    let page = format!("<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee{rows}</table>");
    let document = read_as(InputFormat::Html, page.as_bytes(), "a.html").unwrap();
    assert_eq!(document.rows.len(), 124_000);
    assert_round_trip(&document);
}

#[test]
fn an_object_of_too_many_texts_is_refused() {
    let many = |texts: usize| {
        let values = vec!["\"\""; texts].join(",");
        let object = format!(r#"{{"figures": ["Tea", "Coffee"], "rows": [["1", "a", [{values}]]]}}"#);
        read_object(object.as_bytes(), "a.jsonl", 1).unwrap_err().reason
    };
    assert_eq!(many(3_000_000), "the document has more than 3000000 texts");
    assert!(!many(2_999_000).contains("texts"));
    let rows = vec![r#"["1","a",[]]"#; 333_334].join(",");
    let object = format!(r#"{{"figures": ["Tea", "Coffee"], "rows": [{rows}]}}"#).replace("\"1\"", "1");
    let rejection = read_object(object.as_bytes(), "a.jsonl", 1).unwrap_err();
    assert_eq!(rejection.reason, "the table has more than 1000000 cells");
}

#[test]
fn a_row_whose_attribute_is_too_long_comes_back() {
    let long = "a".repeat(name::LONGEST + 1);
    for row in [format!("{long}RedBlueGrey"), format!("{long}RedBlue"), format!("{long}\nRedBlue")] {
        let page = format!("Tea vs. Coffee\n\nComparison\n\nAttributeTeaCoffee\nColorGreenBrown\n{row}\n");
        let document = read_as(InputFormat::Text, page.as_bytes(), "a.txt").unwrap();
        assert!(!document.unclear.is_empty());
        assert_round_trip(&document);
    }
}

proptest! {
    #[test]
    fn what_was_read_of_a_page_comes_back(
        title in "([A-Za-zÉ日\u{301}\"\u{7}\\\\ ]{1,8}) vs. ([A-Za-zÉ日]{1,8})",
        label in "[A-Z][a-z]{0,5}",
        rows in prop::collection::vec("\\PC{1,30}|[A-Z][a-z]{1,5}[A-Z][a-z]{1,5}[A-Z][a-z]{1,5}", 1..6),
        prose in prop::collection::vec("|[A-Z][a-z]{1,8}|\\PC{0,30}", 0..8),
        source in "\\PC{0,20}",
    ) {
        let header = title.replace(" vs. ", "");
        let rows = rows.join("\n");
        let page = format!("{title}\n\nComparison\n\n{label}{header}\n{rows}\n\nFurther Detail\n\n{}", prose.join("\n\n"));
        if let Ok(document) = read_as(InputFormat::Text, page.as_bytes(), &source) {
            assert_round_trip(&document);
        }
    }

    #[test]
    fn what_was_read_of_a_spreadsheet_comes_back(
        names in prop::collection::vec("\\PC{1,8}", 2..4),
        cells in prop::collection::vec(prop::collection::vec("\\PC{0,8}|a|b", 0..5), 1..5),
        source in "\\PC{0,20}",
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        writer.write_record(std::iter::once("Attribute").chain(names.iter().map(String::as_str))).unwrap();
        for row in &cells {
            writer.write_record(row).unwrap();
        }
        if let Ok(document) = read_as(InputFormat::Csv, &writer.into_inner().unwrap(), &source) {
            assert_round_trip(&document);
        }
    }
}
