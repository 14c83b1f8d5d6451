//! Lines of crawl output.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::page::{content_hash, read_object};

const TEXT: &str = "What's the Difference?\n\nBoth are hot.\n\nComparison\n\nAttributeTeaCoffee\nColorGreenBrown\n\n\
        Further Detail\n\nTaste\n\nTea is mild.\n";

fn of(object: &Value) -> Result<Document, Rejection> {
    read_object(object.to_string().as_bytes(), "crawl/part-1.jsonl.gz:7", 7)
}

fn reason(line: &str) -> String {
    let Rejection { line, reason } = read_object(line.as_bytes(), "a.jsonl", 7).unwrap_err();
    assert_eq!(line, 7);
    reason
}

#[test]
fn a_text_is_read_as_a_page_of_its_url() {
    let text = format!("vs.\n\nTea vs. Coffee\n\n{TEXT}");
    let url = "https://example.org/compare/green-tea-vs-coffee?x=1";
    let document = of(&json!({"url": url, "title": "Cocoa vs. Milk | Site", "text": text, "status": 200})).unwrap();
    assert_eq!(document.slug, "green-tea-vs-coffee");
    assert_eq!(document.source, url);
    assert_eq!(document.address.as_deref(), Some(url));
    assert_eq!(document.title, "Tea vs. Coffee", "the text's own title counts");
    assert_eq!(document.content_hash, content_hash::of(text.as_bytes()));
    let alone = of(&json!({"text": text, "url": null})).unwrap();
    assert_eq!(alone.address, None);
    assert_eq!((&*alone.slug, &*alone.source), ("tea-vs-coffee", "crawl/part-1.jsonl.gz:7"));
}

#[test]
fn a_text_without_a_title_gets_the_one_beside_it() {
    let object = json!({"text": TEXT, "title": "Tea vs. Coffee - What's the Difference? | This vs. That"});
    let document = of(&object).unwrap();
    assert_eq!(document.title, "Tea vs. Coffee");
    assert_eq!(document.summary, "Both are hot.");
    assert_eq!(document.content_hash, content_hash::of(TEXT.as_bytes()));
    // A first sentence with "vs." in it is no title.
    let sentence = TEXT.replace("What's the Difference?\n\nBoth", "The old tea vs. coffee question: both");
    assert_eq!(of(&json!({"text": sentence, "title": "Tea vs. Coffee"})).unwrap().title, "Tea vs. Coffee");
}

#[test]
fn a_title_beside_the_text_does_not_overrule_it() {
    let text = format!("Tea vs. Cocoa\n\n{TEXT}");
    let rejection = of(&json!({"text": text, "title": "Tea vs. Coffee"})).unwrap_err();
    assert_eq!(rejection.line, 7);
    assert!(rejection.reason.ends_with("`Tea`, `Cocoa` (line 9 of its `text`)"), "{}", rejection.reason);
}

#[test]
fn html_may_stand_for_the_text() {
    let html = "<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown</table>";
    for object in [json!({"html": html}), json!({"html": html, "text": " "})] {
        let document = of(&object).unwrap();
        assert_eq!(document.rows[0].values, ["Green", "Brown"]);
        assert_eq!(document.content_hash, content_hash::of(html.as_bytes()));
        assert_eq!(document.slug, "tea-vs-coffee");
    }
}

#[test]
fn html_may_state_another_address_on_its_host() {
    let of_link = |link: &str| {
        let html = format!("{link}<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>a<td>b<td>c</table>");
        let document = of(&json!({"html": html, "url": "http://www.example.org/drinks/1?utm_source=x"})).unwrap();
        assert_eq!(document.source, "http://www.example.org/drinks/1?utm_source=x");
        document.address.unwrap()
    };
    let own = "https://www.example.org/drinks/1";
    assert_eq!(of_link(""), own);
    assert_eq!(of_link("<link rel=canonical href=2>"), "https://www.example.org/drinks/2");
    assert_eq!(of_link("<link rel=canonical href=//example.org/2>"), "https://example.org/2");
    assert_eq!(of_link("<base href=/food/><link rel=canonical href=2>"), "https://www.example.org/food/2");
    for link in [
        "<link rel=canonical href=https://elsewhere.example/2>",
        "<base href=https://elsewhere.example/><link rel=canonical href=2>",
        "<link rel=canonical href=/>",
        "<link rel=canonical href='https://['>",
    ] {
        assert_eq!(of_link(link), own, "{link}");
        let og = format!("{link}<meta property=og:url content=https://www.example.org/2>");
        assert_eq!(of_link(&og), "https://www.example.org/2", "{link}");
    }
}

#[test]
fn lines_that_hold_no_page_say_why() {
    assert_eq!(reason("[1]"), "this is JSON, but no object");
    assert_eq!(reason(" \r\n"), "the line is empty");
    assert!(reason("{\"text\": \"a").starts_with("this is not JSON: EOF"));
    assert!(reason(&"[".repeat(100_000)).starts_with("this is not JSON: "));
    assert!(reason(&format!("{{\"text\": \"a\", \"x\": {}", "[".repeat(100_000))).contains("not JSON: EOF"));
    // The line in the message is that of the file, and no other.
    assert_eq!(reason("[1, 2"), "this is not JSON: invalid type: sequence, expected an object");
    assert_eq!(reason("{\"a\": tea}"), "this is not JSON: expected ident at column 8");
    assert_eq!(reason("{\"text\": \"\\ud800\"}"), "this is not JSON: unexpected end of hex escape at column 18");
    assert!(reason("{\"text\": \"a\", \"url\": \"https://example.org/?").starts_with("this is not JSON"));
    assert_eq!(
        reason("{\"a\": 1}"),
        "the object has none of `text`, `markdown`, `content`, `html`, `raw_html` and `figures`"
    );
    assert_eq!(reason("{\"text\": \"\"}"), "the object's page is empty, or is no text");
    assert_eq!(reason("{\"text\": [1]}"), "the object's page is empty, or is no text");
    assert!(reason("{\"text\": \"a\\u0000\"}").contains("NUL"));
    assert_eq!(reason(&json!({"text": "a".repeat(LONGEST + 1)}).to_string()), "the page is longer than 8 MiB");
    assert!(reason("{\"text\": \"a\", \"url\": \"\\u0000\"}").contains("NUL"));
    assert!(read_object(b"{\"text\": \"M\xfcller\"}", "a", 1).is_err());
}

#[test]
fn of_a_key_given_twice_the_last_counts() {
    let text = serde_json::to_string(&format!("Tea vs. Coffee\n\n{TEXT}")).unwrap();
    let line = format!("\u{feff}{{\"text\": \"a\", \"text\": {text}}}\r\n");
    assert_eq!(read_object(line.as_bytes(), "a", 1).unwrap().title, "Tea vs. Coffee");
}

#[test]
fn a_page_may_stand_under_several_keys_and_the_first_that_can_be_read_counts() {
    let page = format!("Tea vs. Coffee\n\n{TEXT}");
    let html = "<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown</table>";
    let whole = format!("<!doctype html>{html}");
    for (object, read) in [
        (json!({"markdown": page}), &*page),
        (json!({"content": page}), &page),
        (json!({"content": whole}), &whole),
        (json!({"raw_html": html}), html),
        (json!({"html": html, "raw_html": "<p>no"}), html),
        (json!({"html": html, "text": page}), &page),
        (json!({"html": html, "text": "The table is gone."}), html),
        (json!({"raw_text": "Tea vs. Coffee What's", "markdown": null, "text": 1, "html": html}), html),
    ] {
        assert_eq!(of(&object).unwrap().content_hash, content_hash::of(read.as_bytes()), "{object}");
    }
    let none = of(&json!({"html": "<p>no", "text": "no"})).unwrap_err().reason;
    assert!(none.ends_with("(line 1 of its `text`)"), "{none}");
}

#[test]
fn a_source_that_is_a_url_is_the_url() {
    let page = format!("Tea vs. Coffee\n\n{TEXT}");
    let source = |object: Value| of(&object).unwrap().source;
    let url = "https://example.org/tea";
    assert_eq!(source(json!({"text": page, "source": url})), url);
    assert_eq!(source(json!({"text": page, "source": "https://example.org/x", "url": url})), url);
    for name in ["The Times", "", "example.org"] {
        assert_eq!(source(json!({"text": page, "source": name, "url": null})), "crawl/part-1.jsonl.gz:7");
    }
}

#[test]
fn what_trafilatura_writes_is_a_page() {
    let object = json!({
        "title": "Tea vs. Coffee - Drinks", "author": null, "hostname": "example.org", "date": "2024-01-01",
        "fingerprint": "f", "id": null, "license": null, "comments": "", "raw_text": TEXT.replace('\n', " "),
        "text": TEXT, "language": null, "image": null, "pagetype": null, "filedate": "2024-01-01",
        "source": "https://example.org/tea-vs-coffee", "source-hostname": "Drinks", "excerpt": "Both", "tags": "",
    });
    let document = of(&object).unwrap();
    assert_eq!((&*document.title, &*document.slug), ("Tea vs. Coffee", "tea-vs-coffee"));
    assert_eq!(document.address.as_deref(), Some("https://example.org/tea-vs-coffee"));
    assert_eq!(document.content_hash, content_hash::of(TEXT.as_bytes()));
}

proptest! {
    #[test]
    fn any_line_is_read_or_rejected(bytes in prop::collection::vec(any::<u8>(), 0..100), text in "\\PC{0,50}", title in "\\PC{0,20}( vs. | - )\\PC{0,20}") {
        let _ = read_object(&bytes, "a", 1);
        let _ = of(&json!({"text": text, "title": title, "url": title}));
        let _ = of(&json!({"html": text, "title": title, "url": title}));
    }
}
