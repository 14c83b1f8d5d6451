//! Which document a page is and which content it has, told without reading it: importing the same pages again should
//! cost little more than reading their bytes.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{InputFormat, hash};
use crate::slug;

/// What tells whether the base has a page already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// What [`crate::model::Document::slug`] will be.
    pub slug: String,
    /// What [`crate::model::Document::content_hash`] will be.
    pub content_hash: String,
}

/// The keys of a line of JSON Lines that tell which page it is.
#[derive(Deserialize)]
struct Keys<'a> {
    #[serde(borrow)]
    url: Option<Cow<'a, str>>,
    #[serde(borrow)]
    text: Option<Cow<'a, str>>,
    html: Option<IgnoredAny>,
    slug: Option<String>,
    content_hash: Option<String>,
}

/// Returns the identity of a page, `None` where only reading it tells: where the slug comes from the title, and where
/// the page is nothing that can be read.
#[must_use]
pub fn identity(format: InputFormat, bytes: &[u8], source: &str) -> Option<Identity> {
    let (slug, content_hash) = if format == InputFormat::Jsonl {
        let keys: Keys = serde_json::from_slice(bytes.trim_ascii()).ok()?;
        match keys {
            Keys { text: Some(text), url: Some(url), .. } if !text.trim().is_empty() => {
                (slug::of(url.trim(), ""), hash(text.as_bytes()))
            }
            Keys { text: None, html: None, slug: Some(slug), content_hash: Some(content_hash), .. } => {
                (slug, content_hash)
            }
            _ => return None,
        }
    } else {
        (slug::of(source, ""), hash(bytes))
    };
    (!slug.is_empty()).then_some(Identity { slug, content_hash })
}

/// Returns the URL that a line of JSON Lines states, for people who look for the page.
#[must_use]
pub fn url(line: &[u8]) -> Option<String> {
    let keys: Keys = serde_json::from_slice(line.trim_ascii()).ok()?;
    keys.url.map(|url| url.trim().to_owned()).filter(|url| !url.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{read_as, read_object};

    const TEXT: &str = "Tea vs. Coffee\n\nComparison\n\nAttributeTeaCoffee\nColorGreenBrown\n";

    #[test]
    fn the_identity_of_a_page_is_that_of_its_document() {
        let document = read_as(InputFormat::Text, TEXT.as_bytes(), "pages/tea-vs-coffee.txt").unwrap();
        let told = identity(InputFormat::Text, TEXT.as_bytes(), "pages/tea-vs-coffee.txt").unwrap();
        assert_eq!((told.slug, told.content_hash), (document.slug.clone(), document.content_hash.clone()));

        let line = serde_json::json!({ "url": "https://example.org/tea-vs-coffee?a=b", "text": TEXT }).to_string();
        let crawled = read_object(line.as_bytes(), "crawl.jsonl", 1).unwrap();
        let told = identity(InputFormat::Jsonl, line.as_bytes(), "crawl.jsonl").unwrap();
        assert_eq!((told.slug, told.content_hash), (crawled.slug, crawled.content_hash));

        let line = serde_json::to_string(&document).unwrap();
        let told = identity(InputFormat::Jsonl, line.as_bytes(), "parsed.jsonl").unwrap();
        assert_eq!((told.slug, told.content_hash), (document.slug, document.content_hash));
    }

    #[test]
    fn only_reading_tells_what_html_says() {
        let html = "<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown</table>";
        let blank = serde_json::json!({ "url": "https://example.org/tea-vs-coffee", "text": " ", "html": html });
        let beside = serde_json::json!({ "slug": "tea-vs-coffee", "content_hash": hash(b""), "html": html });
        for line in [blank.to_string(), beside.to_string()] {
            assert!(read_object(line.as_bytes(), "crawl.jsonl", 1).is_ok());
            assert_eq!(identity(InputFormat::Jsonl, line.as_bytes(), "crawl.jsonl"), None);
        }
    }

    #[test]
    fn only_reading_tells_a_slug_that_comes_from_the_title() {
        let line = serde_json::json!({ "text": TEXT }).to_string();
        assert_eq!(identity(InputFormat::Jsonl, line.as_bytes(), "crawl.jsonl"), None);
        assert_eq!(identity(InputFormat::Text, TEXT.as_bytes(), "-"), None);
    }
}
