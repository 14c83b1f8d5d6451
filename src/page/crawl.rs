//! Lines of JSON Lines: an object that holds a page as text or as HTML, as crawlers write it, or one that
//! `versus parse` wrote. Which of them it is shows in its keys; keys that mean nothing here do not matter.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::text::Line;
use super::{LONGEST, Rejection, html, parsed, read_text, site, text, title};
use crate::error::{json_cause, json_fault};
use crate::model::Document;
use crate::name;

/// The longest line that may be a page's own title, in characters.
const LONGEST_TITLE: usize = 150;

/// Reads one line. `number` is its place in the file `source`.
pub(super) fn read(line: &[u8], source: &str, number: usize) -> Result<Document, Rejection> {
    read_line(line, source, number).map_err(|reason| Rejection { line: number, reason })
}

fn read_line(line: &[u8], source: &str, number: usize) -> Result<Document, String> {
    // How the line ends, and whether a file begins with it, says nothing about its page.
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line).trim_ascii();
    let object = object(line)?;
    let is_text = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    if is_text(&object.text) || is_text(&object.html) {
        let url = object.url.as_deref().map(str::trim).filter(|url| !url.is_empty());
        if url.is_some_and(|url| url.contains('\0')) {
            return Err("the `url` contains a NUL character".to_owned());
        }
        if url.is_some_and(|url| url.len() > name::LONGEST) {
            return Err("the `url` is too long to be one".to_owned());
        }
        if object.text.as_ref().is_some_and(|text| text.len() > LONGEST) {
            return Err(format!("the page is longer than {} MiB", LONGEST / 1024 / 1024));
        }
        // Without a URL the title gives the slug: a line of a file has no name of its own.
        let place = url.unwrap_or_default();
        let mut document = match &object.text {
            Some(text) if is_text(&object.text) => read_page(text, object.title.as_deref(), place)?,
            _ => read_html(object.html.as_deref().unwrap_or_default(), place)?,
        };
        document.source = url.map_or_else(|| format!("{source}:{number}"), str::to_owned);
        return Ok(document);
    }
    if object.has_figures {
        return parsed::read(line, &format!("{source}:{number}"));
    }
    let is_empty = object.text.is_some() || object.html.is_some();
    let reason = if is_empty {
        "the object's page is empty, or is no text"
    } else {
        "the object has neither `text` nor `html` nor `figures`"
    };
    Err(reason.to_owned())
}

/// What counts of an object. Of a key given twice the last counts; all else is passed over as it is read, and takes no memory.
#[derive(Default)]
struct Object {
    /// The page; empty when it is no text.
    text: Option<String>,
    html: Option<String>,
    url: Option<String>,
    title: Option<String>,
    has_figures: bool,
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys)
    }
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut object = Object::default();
        while let Some(key) = map.next_key::<String>()? {
            match &*key {
                "text" => object.text = Some(string(map.next_value()?)?.unwrap_or_default()),
                "html" => object.html = Some(string(map.next_value()?)?.unwrap_or_default()),
                "url" => object.url = string(map.next_value()?)?,
                "title" => object.title = string(map.next_value()?)?,
                _ => {
                    object.has_figures |= key == "figures";
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(object)
    }
}

/// Returns the text that a value is; none when it is something else.
fn string<E: de::Error>(value: &RawValue) -> Result<Option<String>, E> {
    if !value.get().starts_with('"') {
        return Ok(None);
    }
    // Its place would be one within the value.
    serde_json::from_str(value.get()).map(Some).map_err(|error| E::custom(json_cause(&error)))
}

fn object(line: &[u8]) -> Result<Object, String> {
    match serde_json::from_slice(line) {
        Ok(object) => Ok(object),
        Err(_) if line.is_empty() => Err("the line is empty".to_owned()),
        Err(_) if !line.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(line).is_ok() => {
            Err("the line is JSON, but no object".to_owned())
        }
        Err(error) => Err(format!("the line is not JSON: {}", json_fault(&error))),
    }
}

fn read_html(html: &str, place: &str) -> Result<Document, String> {
    html::read(html.as_bytes(), place).map_err(|rejection| within("html", &rejection))
}

/// Reads a text. What it says itself comes first: only a text that begins with no title of its own gets the one that the
/// crawler found elsewhere (in the head of the page, where the name of the site may stand, too).
fn read_page(text: &str, title: Option<&str>, place: &str) -> Result<Document, String> {
    let rejection = match read_text(text.as_bytes(), place) {
        Ok(document) => return Ok(document),
        Err(rejection) => within("text", &rejection),
    };
    let Some(title) = title.map(name::clean).filter(|_| !has_title(text)) else {
        return Err(rejection);
    };
    for title in site::without_site(&title) {
        if title::readings(title).is_empty() {
            continue;
        }
        let bare = text.trim_start_matches('\u{feff}');
        if let Ok(document) = read_text(format!("{title}\n\n{bare}").as_bytes(), place) {
            return Ok(Document { content_hash: super::hash(text.as_bytes()), ..document });
        }
    }
    Err(rejection)
}

/// Answers whether the text begins with a line that is a title, and not a sentence with "vs." in it.
fn has_title(text: &str) -> bool {
    let Ok(text) = text::decode(text.as_bytes()) else {
        return true;
    };
    let is_brand = |line: &Line<'_>| line.text.is_empty() || matches!(&*name::fold(line.text), "vs." | "vs");
    let first = text::numbered(&text).find(|line| !is_brand(line));
    first.is_some_and(|line| {
        let is_short = line.text.chars().count() <= LONGEST_TITLE && !text::ends_sentence(line.text);
        is_short && !title::readings(line.text).is_empty()
    })
}

/// Returns what is wrong with a page in an object.
fn within(key: &str, rejection: &Rejection) -> String {
    format!("{} (line {} of its `{key}`)", rejection.reason, rejection.line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::page::{hash, read_object};

    const TEXT: &str = "What's the Difference?\n\nBoth are hot.\n\nComparison\n\nAttributeTeaCoffee\nColorGreenBrown\n\n\
        Further Detail\n\nTaste\n\nTea is mild.\n";

    fn of(object: &Value) -> Result<Document, Rejection> {
        read_object(object.to_string().as_bytes(), "crawl/part-1.jsonl.gz", 7)
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
        assert_eq!(document.content_hash, hash(text.as_bytes()));
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
        assert_eq!(document.content_hash, hash(TEXT.as_bytes()));
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
            assert_eq!(document.content_hash, hash(html.as_bytes()));
            assert_eq!(document.slug, "tea-vs-coffee");
        }
    }

    #[test]
    fn html_may_state_another_address_on_its_host() {
        let of_link = |link: &str| {
            let html =
                format!("{link}<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>a<td>b<td>c</table>");
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
        assert_eq!(reason("[1]"), "the line is JSON, but no object");
        assert_eq!(reason(" \r\n"), "the line is empty");
        assert!(reason("{\"text\": \"a").starts_with("the line is not JSON: EOF"));
        assert!(reason(&"[".repeat(100_000)).starts_with("the line is not JSON: "));
        assert!(reason(&format!("{{\"text\": \"a\", \"x\": {}", "[".repeat(100_000))).contains("not JSON: EOF"));
        // The line in the message is that of the file, and no other.
        assert_eq!(reason("[1, 2"), "the line is not JSON: invalid type: sequence, expected an object");
        assert_eq!(reason("{\"a\": tea}"), "the line is not JSON: expected ident at column 8");
        assert_eq!(
            reason("{\"text\": \"\\ud800\"}"),
            "the line is not JSON: unexpected end of hex escape at column 18"
        );
        assert!(reason("{\"text\": \"a\", \"url\": \"https://example.org/?").starts_with("the line is not JSON"));
        assert_eq!(reason("{\"a\": 1}"), "the object has neither `text` nor `html` nor `figures`");
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

    proptest! {
        #[test]
        fn any_line_is_read_or_rejected(bytes in prop::collection::vec(any::<u8>(), 0..100), text in "\\PC{0,50}", title in "\\PC{0,20}( vs. | - )\\PC{0,20}") {
            let _ = read_object(&bytes, "a", 1);
            let _ = of(&json!({"text": text, "title": title, "url": title}));
            let _ = of(&json!({"html": text, "title": title, "url": title}));
        }
    }
}
