//! Which document a page is and which content it has, told without reading it: importing the same pages again should
//! cost little more than reading their bytes.

use super::format::crawl::{self, Object};
use super::format::input_format::InputFormat;
use super::{address, content_hash};
use crate::slug;

/// What tells whether the base has a page already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// What [`crate::model::Document::slug`] will be.
    pub slug: String,
    /// What [`crate::model::Document::address`] will be; `None`, too, where only reading the page tells that.
    pub address: Option<String>,
    /// What [`crate::model::Document::source`] will be. The same content from the same place is the same document.
    pub source: String,
    /// What [`crate::model::Document::content_hash`] will be.
    pub content_hash: String,
}

/// Returns the identity of a page, `None` where only reading it tells: where the slug comes from the title, and where
/// the page is nothing that can be read.
#[must_use]
pub fn identity(format: InputFormat, bytes: &[u8], source: &str) -> Option<Identity> {
    let identity = match format {
        InputFormat::Jsonl => of_object(&crawl::object(bytes).ok()?)?,
        // What these state of their address only reading them tells.
        InputFormat::Html => Identity { address: None, ..of_page(bytes, source) },
        InputFormat::Text if bytes.starts_with(b"---") => Identity { address: None, ..of_page(bytes, source) },
        InputFormat::Text | InputFormat::Csv | InputFormat::Tsv => of_page(bytes, source),
        InputFormat::Warc | InputFormat::Workbook => return None,
    };
    (!identity.slug.is_empty()).then_some(identity)
}

/// What a web page states of its address only reading it tells. Where a crawler gives several pages, and the first could not
/// be read, the base has the hash of another, and the page is read again.
fn of_object(object: &Object) -> Option<Identity> {
    if let Some((key, page)) = object.pages().next() {
        let url = object.url().filter(|_| !crawl::is_html(key, page))?;
        return Some(of_page(page.as_bytes(), url));
    }
    let Object { slug: Some(slug), content_hash: Some(content_hash), source: Some(source), .. } = object else {
        return None;
    };
    let given = object.address.as_deref().filter(|given| !given.is_empty());
    let address = address::of(given.unwrap_or(source));
    Some(Identity { slug: slug.clone(), address, source: source.clone(), content_hash: content_hash.clone() })
}

fn of_page(bytes: &[u8], source: &str) -> Identity {
    Identity {
        slug: slug::of(source, ""),
        address: address::of(source),
        source: source.to_owned(),
        content_hash: content_hash::of(bytes),
    }
}

/// Returns the URL of a page, for people who look for it. `None` where `source`, by which it is called, is its file.
#[must_use]
pub fn url(format: InputFormat, bytes: &[u8], source: &str) -> Option<String> {
    if format == InputFormat::Jsonl {
        return crawl::object(bytes).ok()?.url().map(str::to_owned);
    }
    source.contains("://").then(|| source.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Document;
    use crate::page::{is_at_address, read_as, read_object};

    const TEXT: &str = "Tea vs. Coffee\n\nComparison\n\nAttributeTeaCoffee\nColorGreenBrown\n";

    /// Checks that what is told of a page is what is read of it.
    fn assert_told(format: InputFormat, bytes: &[u8], source: &str) -> Document {
        let told = identity(format, bytes, source).unwrap();
        let read =
            if format == InputFormat::Jsonl { read_object(bytes, source, 1) } else { read_as(format, bytes, source) };
        let document = read.unwrap();
        assert_eq!((&told.slug, &told.content_hash), (&document.slug, &document.content_hash));
        assert_eq!((&told.address, &told.source), (&document.address, &document.source));
        document
    }

    #[test]
    fn the_identity_of_a_page_is_that_of_its_document() {
        let document = assert_told(InputFormat::Text, TEXT.as_bytes(), "pages/tea-vs-coffee.txt");
        assert_eq!(document.address, None);
        let line = serde_json::to_string(&document).unwrap();
        assert_told(InputFormat::Jsonl, line.as_bytes(), "parsed.jsonl");

        let line = serde_json::json!({ "url": " http://example.org/tea-vs-coffee?a=b#c", "text": TEXT }).to_string();
        let document = assert_told(InputFormat::Jsonl, line.as_bytes(), "crawl.jsonl");
        assert_eq!(document.source, "http://example.org/tea-vs-coffee?a=b#c");
        assert_eq!(document.address.as_deref(), Some("https://example.org/tea-vs-coffee?a=b"));
        for address in [Some("https://example.org/1"), Some(""), None] {
            let mut object = serde_json::to_value(&document).unwrap();
            object["address"] = address.into();
            assert_told(InputFormat::Jsonl, object.to_string().as_bytes(), "parsed.jsonl");
        }
    }

    #[test]
    fn a_page_is_found_at_its_address_or_states_it() {
        let of = |url: &str, link: &str| {
            let html =
                format!("{link}<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>a<td>b</table>");
            let line = serde_json::json!({ "url": url, "html": html }).to_string();
            is_at_address(&read_object(line.as_bytes(), "crawl.jsonl", 1).unwrap())
        };
        let link = "<link rel=canonical href=https://example.org/compare>";
        assert!(of("http://EXAMPLE.org/compare?utm_source=a#top", ""));
        assert!(of("http://example.org/compare?utm_source=a", link));
        assert!(!of("https://example.org/compare?id=1", link));
        assert!(!of("", link));
        assert!(!is_at_address(&read_as(InputFormat::Text, TEXT.as_bytes(), "tea.txt").unwrap()));
    }

    #[test]
    fn what_a_crawler_writes_under_other_names_does_not_matter() {
        let page = serde_json::json!({ "url": "https://example.org/a-vs-b", "text": TEXT, "source": 1, "address": {} });
        assert_told(InputFormat::Jsonl, page.to_string().as_bytes(), "crawl.jsonl");
    }

    #[test]
    fn the_address_of_a_web_page_is_not_told() {
        let html = "<link rel=canonical href='https://example.org/1'><h1>Tea vs. Coffee</h1>\
            <table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown</table>";
        let told = identity(InputFormat::Html, html.as_bytes(), "pages/tea-vs-coffee.html").unwrap();
        let document = read_as(InputFormat::Html, html.as_bytes(), "pages/tea-vs-coffee.html").unwrap();
        assert_eq!((told.slug, told.content_hash), (document.slug, document.content_hash));
        assert_eq!((told.source, told.address), (document.source, None));
        assert_eq!(document.address.as_deref(), Some("https://example.org/1"));
    }

    #[test]
    fn only_reading_tells_what_html_says() {
        let html = "<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown</table>";
        let blank = serde_json::json!({ "url": "https://example.org/tea-vs-coffee", "text": " ", "html": html });
        let beside = serde_json::json!({ "slug": "tea-vs-coffee", "content_hash": content_hash::of(b""), "source": "a", "html": html });
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
