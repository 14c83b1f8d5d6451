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
use crate::page::address;
use crate::page::figures_are::FiguresAre;
use crate::page::format::input_format::InputFormat;
use crate::page::rejection::Rejection;
use crate::page::text::LONGEST;

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
mod tests;
