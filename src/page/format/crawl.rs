//! Objects of JSON that hold a page as text or as HTML, as crawlers and extractors write them, or that `versus parse` wrote.
//! Which of them it is shows in its keys; keys that mean nothing here do not matter.
//!
//! Crawlers give a page under one key or several: extracted text reads best, but an extractor may have dropped the table. So
//! they are tried in one order, and the first that can be read is the page.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{html, parsed, titled};
use crate::error::{json_cause, json_fault};
use crate::model::Document;
use crate::name;
use crate::page::{FiguresAre, InputFormat, LONGEST, Rejection, address};

/// The keys under which a page may stand, in the order in which they are tried. `raw_text` has lost its lines in Trafilatura's
/// output: it is for those that give nothing else.
pub(in crate::page) const PAGE_KEYS: [&str; 6] = ["text", "markdown", "content", "html", "raw_html", "raw_text"];

/// Reads an object, which its file has from the line `number` on. `place` names it where nothing in it does.
pub(in crate::page) fn read(
    object: &[u8],
    place: &str,
    number: usize,
    figures: Option<FiguresAre>,
) -> Result<Document, Rejection> {
    read_bytes(object, place, figures).map_err(|reason| Rejection { line: number, reason })
}

fn read_bytes(bytes: &[u8], place: &str, figures: Option<FiguresAre>) -> Result<Document, String> {
    let object = object(bytes)?;
    let url = object.url();
    if url.is_some_and(|url| url.contains('\0')) {
        return Err("the `url` contains a NUL character".to_owned());
    }
    if url.is_some_and(|url| url.len() > name::LONGEST) {
        return Err("the `url` is too long to be one".to_owned());
    }
    let mut first_reason = None;
    for (key, page) in object.pages() {
        // Without a URL the title gives the slug: a line of a file has no name of its own.
        match read_page(key, page, object.title.as_deref(), url.unwrap_or_default(), figures) {
            Ok(mut document) => {
                url.unwrap_or(place).clone_into(&mut document.source);
                return Ok(document);
            }
            Err(reason) => drop(first_reason.get_or_insert(reason)),
        }
    }
    match first_reason {
        Some(reason) => Err(reason),
        None if object.has_figures => parsed::read(bare(bytes), place),
        None if object.pages.iter().any(Option::is_some) => Err("the object's page is empty, or is no text".to_owned()),
        None => {
            Err("the object has none of `text`, `markdown`, `content`, `html`, `raw_html` and `figures`".to_owned())
        }
    }
}

fn read_page(
    key: &str,
    page: &str,
    title: Option<&str>,
    url: &str,
    figures: Option<FiguresAre>,
) -> Result<Document, String> {
    let is_html = is_html(key, page);
    if !is_html && page.len() > LONGEST {
        return Err(format!("the page is longer than {} MiB", LONGEST / 1024 / 1024));
    }
    let read =
        if is_html { html::read(page.as_bytes(), url, figures) } else { titled::read(page, title, url, figures) };
    read.map_err(|rejection| within(key, &rejection))
}

/// Answers whether a page is a web page, and no text.
pub(in crate::page) fn is_html(key: &str, page: &str) -> bool {
    match key {
        "html" | "raw_html" => true,
        "content" => InputFormat::detect("-", page.as_bytes()) == Some(InputFormat::Html),
        _ => false,
    }
}

/// What counts of an object. Of a key given twice the last counts; all else is passed over as it is read, and takes no memory.
#[derive(Default)]
pub(in crate::page) struct Object {
    /// What stands under [`PAGE_KEYS`]; empty when it is no text.
    pages: [Option<String>; PAGE_KEYS.len()],
    url: Option<String>,
    title: Option<String>,
    pub(in crate::page) source: Option<String>,
    /// These three are of what `versus parse` writes.
    pub(in crate::page) slug: Option<String>,
    pub(in crate::page) address: Option<String>,
    pub(in crate::page) content_hash: Option<String>,
    has_figures: bool,
}

impl Object {
    /// Returns the URL of the page: what `url` says, else a `source` that is one. Elsewhere that is the name of a newspaper.
    pub(in crate::page) fn url(&self) -> Option<&str> {
        let url = self.url.as_deref().map(str::trim).filter(|url| !url.is_empty());
        url.or_else(|| self.source.as_deref().map(str::trim).filter(|source| address::of(source).is_some()))
    }
}

impl Object {
    /// Returns the pages that are not blank, each with its key, the one that is to be tried first first.
    pub(in crate::page) fn pages(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let pages = PAGE_KEYS.iter().zip(&self.pages);
        pages.filter_map(|(key, page)| Some((*key, page.as_deref().filter(|page| !page.trim().is_empty())?)))
    }
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
            if let Some(at) = PAGE_KEYS.iter().position(|known| *known == key) {
                object.pages[at] = Some(string(map.next_value()?)?.unwrap_or_default());
                continue;
            }
            match &*key {
                "url" => object.url = string(map.next_value()?)?,
                "source" => object.source = string(map.next_value()?)?,
                "slug" => object.slug = string(map.next_value()?)?,
                "address" => object.address = string(map.next_value()?)?,
                "content_hash" => object.content_hash = string(map.next_value()?)?,
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

/// Returns the bytes of an object: how a line ends, and whether a file begins with it, says nothing about its page.
fn bare(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii()
}

pub(in crate::page) fn object(line: &[u8]) -> Result<Object, String> {
    let line = bare(line);
    match serde_json::from_slice(line) {
        Ok(object) => Ok(object),
        Err(_) if line.is_empty() => Err("the line is empty".to_owned()),
        Err(_) if !line.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(line).is_ok() => {
            Err("this is JSON, but no object".to_owned())
        }
        Err(error) => Err(format!("this is not JSON: {}", json_fault(&error))),
    }
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
            assert_eq!(of(&object).unwrap().content_hash, hash(read.as_bytes()), "{object}");
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
        assert_eq!(document.content_hash, hash(TEXT.as_bytes()));
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
