//! Addresses of pages: what stands in one for a figure or attribute, and what an address leads to.
//!
//! A name of nothing but letters without accents, digits and single spaces goes by its slug, from which nothing is lost then; every
//! other name goes as it is, percent-encoded. So each name has one address, and no two names share one.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::form_urlencoded;

use crate::error::{Error, Result};
use crate::model::{AttributeId, FigureId, NameId, NameKind, Named};
use crate::name;
use crate::service::names;
use crate::slug::is_slug;
use crate::store::Store;

/// What is encoded in a part of a path: all but letters, digits, `-` and `_`. A point as well, or a name could end like a format.
const PART: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_');

/// Stands before a name that would be taken for a slug.
const AS_IT_IS: char = '=';

/// Returns the part of an address that stands for a name.
#[must_use]
pub fn part(name: &str) -> String {
    let slug = name::slug(name);
    if is_plain(name, &slug) && is_slug(&slug) {
        return utf8_percent_encode(&slug, PART).to_string();
    }
    let is_misread = is_slug(name) || name.starts_with(AS_IT_IS) || name.chars().all(|c| c == '.');
    let before = if is_misread { AS_IT_IS.to_string() } else { String::new() };
    format!("{before}{}", utf8_percent_encode(name, PART))
}

/// Tells whether a slug has all of a name but its case.
fn is_plain(name: &str, slug: &str) -> bool {
    !name.contains("  ")
        && name.chars().all(|c| c.is_alphanumeric() || c == ' ')
        && name::fold(name).replace(' ', "-") == slug
}

/// Returns the address of a figure.
#[must_use]
pub fn figure(name: &str) -> String {
    format!("/figures/{}", part(name))
}

/// Returns the address of an attribute.
#[must_use]
pub fn attribute(name: &str) -> String {
    format!("/attributes/{}", part(name))
}

/// Returns the address of a document.
#[must_use]
pub fn document(slug: &str) -> String {
    format!("/documents/{}", utf8_percent_encode(slug, PART))
}

/// Returns the address of a comparison.
pub fn compare<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().fold("/compare".to_owned(), |address, name| format!("{address}/{}", part(name)))
}

/// Returns an address with a query; what is empty is left out. The names of its fields stand as they are.
#[must_use]
pub fn with_query(path: &str, query: &[(&str, &str)]) -> String {
    let mut address = String::new();
    push_query(&mut address, path, query, "&");
    address
}

/// Writes an address with a query, with this between its fields: in HTML an ampersand stands for something else. Whatever else is
/// written is letters, digits and what needs no escape anywhere.
pub fn push_query(to: &mut String, path: &str, query: &[(&str, &str)], between: &str) {
    to.push_str(path);
    for (at, (name, value)) in query.iter().filter(|(_, value)| !value.is_empty()).enumerate() {
        to.push_str(if at == 0 { "?" } else { between });
        to.push_str(name);
        to.push('=');
        to.extend(form_urlencoded::byte_serialize(value.as_bytes()));
    }
}

/// Returns an address that may be linked to; `None` for what is no page of the web.
#[must_use]
pub fn to_web(address: &str) -> Option<&str> {
    let lower = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    let is_web = lower.starts_with("http://") || lower.starts_with("https://");
    let is_sound = url::Url::parse(address).is_ok_and(|url| url.has_host());
    (is_web && is_sound && !address.chars().any(|c| c.is_whitespace() || c.is_control())).then_some(address)
}

/// Returns the figure that a part of an address leads to.
pub fn to_figure(store: &Store, part: &str) -> Result<Named<FigureId>> {
    let named = to_named(store, NameKind::Figure, part)?;
    named.map_or_else(|| names::figure(store, part), |named| Ok(Named { id: FigureId(named.id.0), name: named.name }))
}

/// Returns the attribute that a part of an address leads to.
pub fn to_attribute(store: &Store, part: &str) -> Result<Named<AttributeId>> {
    let named = to_named(store, NameKind::Attribute, part)?;
    let known = named.map(|named| Named { id: AttributeId(named.id.0), name: named.name });
    known.map_or_else(|| names::attribute(store, part), Ok)
}

/// Returns what goes by a part of an address; `None` for what may be a name as people type them.
fn to_named(store: &Store, kind: NameKind, part: &str) -> Result<Option<Named<NameId>>> {
    if let Some(name) = part.strip_prefix(AS_IT_IS) {
        return names::named(store, kind, name).map(Some);
    }
    if !is_slug(part) {
        return Ok(None);
    }
    let mut named = store.named_by_slug(kind, &name::slug(part))?;
    let plain = || named.iter().position(|named| is_plain(&named.name, part));
    let exact = || named.iter().position(|named| name::fold(&named.name) == part);
    if let Some(found) = plain().or_else(exact) {
        return Ok(Some(named.swap_remove(found)));
    }
    if named.len() > 1 {
        let candidates: Vec<String> = named.into_iter().map(|named| named.name).collect();
        let total = candidates.len();
        return Err(Error::AmbiguousName { kind: kind.as_str(), name: part.to_owned(), candidates, total });
    }
    Ok(named.pop())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_have_addresses_that_differ() {
        let names = [
            "Coca Cola",
            "Coca-Cola",
            "coca-cola",
            "C",
            "C++",
            "C#",
            "c",
            "AT&T",
            "at t",
            "Node.js",
            "data.json",
            ".",
            "..",
            "=c",
            "100%",
            "a/b",
            "a?b",
            "Müller",
            "Muller",
            "x²",
            "x2",
            "ﬁ",
            "fi",
            "İstanbul",
            "istanbul",
            "東京",
            "e-mail",
            "e mail",
            " ",
            "😀",
        ];
        for one in names {
            let others = names.iter().filter(|other| name::fold(one) != name::fold(other));
            others.for_each(|other| assert_ne!(part(one), part(other), "{one} {other}"));
            assert!(part(one).is_ascii() && !part(one).contains(['/', '.', '?', '#', '&']), "{}", part(one));
        }
        assert_eq!(figure("Joseph Stalin"), "/figures/joseph-stalin");
        assert_eq!(compare(["Joseph Stalin", "C++"]), "/compare/joseph-stalin/C%2B%2B");
    }

    #[test]
    fn a_query_needs_no_escape_in_html() {
        let all: String = (0..=255_u8).map(char::from).collect();
        let address = with_query("/report", &[("a", ""), ("b", &all), ("c", "é")]);
        assert!(address.starts_with("/report?b=") && address.ends_with("&c=%C3%A9"), "{address}");
        assert!(!address.replacen('&', "", 1).contains(['&', '<', '>', '"', '\'']), "{address}");
    }

    #[test]
    fn only_pages_of_the_web_are_linked_to() {
        for good in ["https://example.org/a?b", "HTTP://example.org"] {
            assert_eq!(to_web(good), Some(good));
        }
        for bad in
            ["javascript:alert(1)", "data:text/html,x", "//example.org", "seed/a.txt", "https://", "http:/x y", ""]
        {
            assert_eq!(to_web(bad), None, "{bad}");
        }
    }
}
