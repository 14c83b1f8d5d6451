//! Documents that `versus parse` wrote. They may come from anywhere and have been changed on the way, so they are held to
//! everything that the reader of pages promises of a document.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

use crate::error::json_fault;
use crate::model::{Candidate, Document, Passage, Row, Section, UnclearRow};
use crate::page::{address, cells};
use crate::{name, slug};

/// The most things in a list, as many as a page of any kind may have.
const LONGEST_LIST: usize = 500_000;
/// The most texts in an object, keys included. No page that is read gives as many; each takes many times its own length.
const MOST_TEXTS: usize = 3_000_000;

/// A document as it stands in JSON. What `versus parse` may leave to be found again has a default.
#[derive(serde::Deserialize)]
struct Parsed {
    #[serde(default)]
    slug: String,
    #[serde(default)]
    title: String,
    #[serde(deserialize_with = "few")]
    figures: Vec<String>,
    #[serde(default)]
    summary: String,
    #[serde(deserialize_with = "few")]
    rows: Vec<ParsedRow>,
    #[serde(default, deserialize_with = "few")]
    unclear: Vec<ParsedUnclear>,
    #[serde(default, deserialize_with = "few")]
    sections: Vec<Section>,
    #[serde(default)]
    notice: String,
    #[serde(default, deserialize_with = "few")]
    credits: Vec<String>,
    source: Option<String>,
    content_hash: Option<String>,
    layout: Option<String>,
    address: Option<String>,
}

#[derive(serde::Deserialize)]
struct ParsedRow {
    position: Option<u32>,
    attribute: String,
    values: Vec<String>,
    #[serde(default)]
    group: String,
}

#[derive(serde::Deserialize)]
struct ParsedUnclear {
    position: Option<u32>,
    raw: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    candidates: Vec<Candidate>,
}

/// Reads a document. `line` is the JSON it is read from, `place` where that stands.
pub(in crate::page) fn read(line: &[u8], place: &str) -> Result<Document, String> {
    ensure_readable(line)?;
    let parsed: Parsed =
        serde_json::from_slice(line).map_err(|error| format!("the object is no document: {}", json_fault(&error)))?;
    let figures = cells::figures(parsed.figures.iter().map(String::as_str), 0).map_err(|rejection| rejection.reason)?;
    cells::ensure_few(parsed.rows.len(), &figures).map_err(|rejection| rejection.reason)?;
    let title = if parsed.title.trim().is_empty() { figures.join(" vs. ") } else { one_line(&parsed.title) };
    let source = parsed.source.unwrap_or_else(|| place.to_owned());
    let slug = if parsed.slug.is_empty() { slug::of(&source, &title) } else { parsed.slug };
    ensure_slug(&slug)?;
    let (rows, unclear) = rows(parsed.rows, parsed.unclear, figures.len())?;
    let sections = parsed.sections.into_iter().map(|section| checked_section(section, &figures));
    Ok(Document {
        sections: sections.collect::<Result<_, _>>()?,
        content_hash: content_hash(parsed.content_hash, line)?,
        layout: parsed.layout.unwrap_or_else(|| "parsed".to_owned()),
        address: address(parsed.address.as_deref(), &source)?,
        summary: parsed.summary,
        notice: parsed.notice,
        credits: parsed.credits,
        slug,
        title,
        figures,
        rows,
        unclear,
        source,
    })
}

/// Refuses JSON in which a text contains a NUL character, which stands in JSON as `\u0000` alone, or which has too many texts.
fn ensure_readable(json: &[u8]) -> Result<(), String> {
    let (mut is_escape, mut quotes) = (false, 0);
    for (at, byte) in json.iter().enumerate() {
        quotes += usize::from(*byte == b'"' && !is_escape);
        is_escape = *byte == b'\\' && !is_escape;
        if is_escape && json[at + 1..].starts_with(b"u0000") {
            return Err("the document contains a NUL character".to_owned());
        }
    }
    if quotes > 2 * MOST_TEXTS {
        return Err(format!("the document has more than {MOST_TEXTS} texts"));
    }
    Ok(())
}

/// Reads a list of things, but not more than a page has of anything.
fn few<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Few<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Few<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            while let Some(thing) = sequence.next_element()? {
                if list.len() == LONGEST_LIST {
                    return Err(de::Error::custom(format_args!("a list is longer than {LONGEST_LIST}")));
                }
                list.push(thing);
            }
            Ok(list)
        }
    }

    deserializer.deserialize_seq(Few(PhantomData))
}

/// Returns the text as a page could have it on one line.
fn one_line(text: &str) -> String {
    text.trim().replace(['\n', '\r'], " ")
}

/// Returns the address in the one spelling that addresses have. Older lines have only the source.
fn address(given: Option<&str>, source: &str) -> Result<Option<String>, String> {
    let Some(given) = given.filter(|given| !given.is_empty()) else {
        return Ok(address::of(source));
    };
    let address = address::of(given).ok_or("the address is no URL of http or https, or is too long to be one")?;
    Ok(Some(address))
}

fn ensure_slug(slug: &str) -> Result<(), String> {
    if slug::is_slug(slug) {
        return Ok(());
    }
    Err(format!("the slug `{slug}` is not made of small letters and digits, joined by hyphens"))
}

fn content_hash(hash: Option<String>, line: &[u8]) -> Result<String, String> {
    match hash {
        None => Ok(crate::page::hash(line)),
        Some(hash) if hash.len() == 64 && hash.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f')) => Ok(hash),
        Some(_) => Err("the content hash is not a SHA-256 in 64 small hexadecimal digits".to_owned()),
    }
}

fn rows(
    rows: Vec<ParsedRow>,
    unclear: Vec<ParsedUnclear>,
    figures: usize,
) -> Result<(Vec<Row>, Vec<UnclearRow>), String> {
    let given: Vec<Option<u32>> =
        rows.iter().map(|row| row.position).chain(unclear.iter().map(|row| row.position)).collect();
    let mut positions = positions(&given)?.into_iter();
    let mut attributes = HashSet::new();
    let mut checked = Vec::with_capacity(rows.len());
    for (row, position) in rows.into_iter().zip(positions.by_ref()) {
        let Candidate { attribute, values } = cells(&row.attribute, row.values, position, figures)?;
        if !attributes.insert(name::fold(&attribute)) {
            return Err(format!("the attribute `{attribute}` stands in two rows"));
        }
        checked.push(Row { position, attribute, values, group: one_line(&row.group) });
    }
    let mut unsure = Vec::with_capacity(unclear.len());
    for (row, position) in unclear.into_iter().zip(positions) {
        let candidates = row.candidates.into_iter().map(|cell| cells(&cell.attribute, cell.values, position, figures));
        let candidates = candidates.collect::<Result<_, _>>()?;
        unsure.push(UnclearRow { position, raw: row.raw, reason: row.reason, candidates });
    }
    checked.sort_by_key(|row| row.position);
    unsure.sort_by_key(|row| row.position);
    Ok((checked, unsure))
}

/// Returns the rows' positions: those that are given, which must differ, or if there are none, counted ones.
fn positions(given: &[Option<u32>]) -> Result<Vec<u32>, String> {
    if given.iter().all(Option::is_none) {
        return Ok((1..).take(given.len()).collect());
    }
    let positions: Option<Vec<u32>> = given.iter().copied().collect();
    let positions = positions.ok_or("some rows have a position and some have none")?;
    let mut seen = HashSet::new();
    match positions.iter().find(|position| **position == 0 || !seen.insert(**position)) {
        Some(0) => Err("a row has the position 0: they are counted from 1".to_owned()),
        Some(position) => Err(format!("two rows have the position {position}")),
        None => Ok(positions),
    }
}

/// Returns the cells of a row with the attribute as names are stored.
fn cells(attribute: &str, values: Vec<String>, position: u32, figures: usize) -> Result<Candidate, String> {
    let attribute = name::clean(attribute);
    if attribute.is_empty() {
        return Err(format!("row {position} has no attribute"));
    }
    if attribute.len() > name::LONGEST {
        return Err(format!("row {position}: {}", cells::LONG_ATTRIBUTE));
    }
    if values.len() != figures {
        return Err(format!("the values of row {position} number {}, the figures {figures}", values.len()));
    }
    Ok(Candidate { attribute, values })
}

fn checked_section(section: Section, figures: &[String]) -> Result<Section, String> {
    let heading = one_line(&section.heading);
    if section.passages.is_empty() {
        return Err(format!("the section `{heading}` has no passages"));
    }
    let passages = section.passages.into_iter().map(|passage| checked_passage(passage, figures));
    Ok(Section { heading, passages: passages.collect::<Result<_, _>>()? })
}

/// Returns the passage with its figures in the order of the document's.
fn checked_passage(passage: Passage, figures: &[String]) -> Result<Passage, String> {
    if passage.text.trim().is_empty() {
        return Err("a passage has no text".to_owned());
    }
    let mut about: HashSet<String> = passage.figures.iter().map(|figure| name::fold(figure)).collect();
    let known = figures.iter().filter(|figure| about.remove(&name::fold(figure))).cloned().collect();
    match about.into_iter().min() {
        None => Ok(Passage { text: passage.text, figures: known }),
        Some(figure) => Err(format!("a passage is about `{figure}`, which the document does not compare")),
    }
}

#[cfg(test)]
mod tests {
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
        let page = include_bytes!("../../../seed/joseph-stalin-vs-leon-trotsky.txt");
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
}
