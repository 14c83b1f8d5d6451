//! What the head of a web page says of its address: `<link rel="canonical">`, else `<meta property="og:url">`.
//!
//! Only the head counts: what stands in the body may be what a reader of the site wrote. Without a tree the head is over
//! where the HTML standard begins a body.

use crate::name;
use crate::page::address;

/// The head, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Head {
    is_over: bool,
    tag: Attributes,
    /// What relative addresses are relative to. Of this and of each address the first counts.
    base: Option<String>,
    canonical: Option<String>,
    og_url: Option<String>,
    og_title: Option<String>,
}

/// The attributes of the start tag that is being read.
#[derive(Debug, Default)]
struct Attributes {
    rel: Option<String>,
    href: Option<String>,
    property: Option<String>,
    content: Option<String>,
}

impl Head {
    /// Begins a start tag.
    pub(super) fn begin(&mut self) {
        if !self.is_over {
            self.tag = Attributes::default();
        }
    }

    /// Takes in an attribute of the start tag. Of attributes with one name the first counts.
    pub(super) fn attribute(&mut self, name: &[u8], value: &[u8]) {
        if self.is_over || value.len() > name::LONGEST {
            return;
        }
        let place = match name {
            b"rel" => &mut self.tag.rel,
            b"href" => &mut self.tag.href,
            b"property" => &mut self.tag.property,
            b"content" => &mut self.tag.content,
            _ => return,
        };
        place.get_or_insert_with(|| String::from_utf8_lossy(value).trim().to_owned());
    }

    /// Ends the start tag, if it is not in something hidden.
    pub(super) fn end(&mut self, name: &[u8]) {
        if self.is_over {
            return;
        }
        let has = |list: &Option<String>, word: &str| {
            list.as_ref().is_some_and(|list| list.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(word)))
        };
        let Attributes { rel, href, property, content } = std::mem::take(&mut self.tag);
        let (place, value) = match name {
            b"base" => (&mut self.base, href),
            b"link" if has(&rel, "canonical") => (&mut self.canonical, href),
            b"meta" if has(&property, "og:url") => (&mut self.og_url, content),
            b"meta" if has(&property, "og:title") => (&mut self.og_title, content),
            b"html" | b"head" | b"link" | b"meta" | b"title" | b"style" | b"script" | b"noscript" | b"template"
            | b"noframes" | b"basefont" | b"bgsound" => return,
            _ => return self.close(),
        };
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            place.get_or_insert(value);
        }
    }

    /// Takes in an end tag, if it is not in something hidden.
    pub(super) fn end_tag(&mut self, name: &[u8]) {
        if matches!(name, b"body" | b"html" | b"br") {
            self.close();
        }
    }

    /// Takes in text that is not the page's title and not hidden.
    pub(super) fn text(&mut self, text: &[u8]) {
        if !self.is_over && !text.iter().all(u8::is_ascii_whitespace) {
            self.close();
        }
    }

    fn close(&mut self) {
        self.is_over = true;
    }

    /// Returns what the page gives others as its title.
    pub(super) fn title(&self) -> Option<&str> {
        self.og_title.as_deref()
    }

    /// Returns the address of the page: what it states, where that counts, else the URL under which it was found.
    /// `source` is that URL or the path of a file.
    pub(super) fn address(&self, source: &str) -> Option<String> {
        let found_at = address::parsed(source);
        let base = match (&self.base, &found_at) {
            (Some(base), Some(found_at)) => found_at.join(base).ok().or_else(|| Some(found_at.clone())),
            (Some(base), None) => address::parsed(base),
            (None, found_at) => found_at.clone(),
        };
        let stated = [&self.canonical, &self.og_url];
        stated
            .into_iter()
            .flatten()
            .find_map(|stated| address::stated(stated, base.as_ref(), found_at.as_ref()))
            .or_else(|| address::of(source))
    }
}
