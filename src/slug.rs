//! The slug of a document, the name that people type: made from the place the page came from, and where another document
//! has that name already, told apart from it by more of the place.
//!
//! What is made here depends on the page alone. Which slugs are taken is for the store to know.

use sha2::{Digest, Sha256};

use crate::hexadecimal::hexadecimal;
use crate::name;

/// The longest extension that is taken off a file's name: `jsonl`, `xhtml`.
const LONGEST_EXTENSION: usize = 5;

/// The names of files that stand for their folder, as web servers have it.
const INDEX_NAMES: [&str; 3] = ["index", "default", "home"];

/// How many folders above a page may go into its slug.
const MOST_FOLDERS: usize = 3;

/// Labels below which a country's registry hands out names: `site.co.uk` is `site`.
const SHARED_LABELS: [&str; 8] = ["ac", "co", "com", "edu", "gov", "net", "or", "org"];

/// How many hexadecimal digits tell slugs apart where nothing else does.
const SHORT_HASH: usize = 8;

/// Returns the slug of a page: from the stem of its file, or of the last part of its URL's path; from the folder of a file
/// that stands for it (`cats-vs-dogs/index.html`); or else from its title.
#[must_use]
pub fn of(source: &str, title: &str) -> String {
    let slug = name::slug(Place::of(source).name_and_folders().0);
    if slug.is_empty() { name::slug(title) } else { slug }
}

/// Answers whether the text is what [`name::slug`] makes: parts of small letters and digits, joined by hyphens.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && c.to_lowercase().eq([c]);
    text.split('-').all(|part| !part.is_empty() && part.chars().all(is_letter))
}

/// What the slugs of a document are made of.
#[derive(Debug, Clone, Copy)]
pub struct Naming<'a> {
    /// The slug that its page asks for.
    pub slug: &'a str,
    /// Its address, if it has one.
    pub address: Option<&'a str>,
    /// Where its page came from.
    pub source: &'a str,
    /// The names of the figures it compares, in any order.
    pub figures: &'a [String],
}

/// Returns the slugs that the document may have, the plainest first, all different:
/// 1. The slug that its page asks for: `cats-vs-dogs`
/// 2. for a page with an address its host without the ending (`site-a-cats-vs-dogs`), the whole host
///    (`site-a-example-cats-vs-dogs`), and the host with the folders above the page; for any other the folders alone
/// 3. with the first digits of a hash, and with all of it, of what makes this document another than those of the same
///    slug: its address, or its path and figures. So the last one belongs to it alone.
#[must_use]
pub fn candidates(naming: Naming) -> Vec<String> {
    let place = Place::of(naming.address.unwrap_or(naming.source));
    let folders: Vec<String> = place.name_and_folders().1.iter().map(|folder| name::slug(folder)).collect();
    let site = name::slug(site(place.host));
    let mut above: Vec<String> = Vec::new();
    if !place.host.is_empty() {
        above.extend([site.clone(), name::slug(place.host)]);
    }
    let mut path = String::new();
    for folder in folders.iter().rev().filter(|folder| !folder.is_empty()).take(MOST_FOLDERS) {
        path = joined(folder, &path);
        above.push(joined(&site, &path));
    }
    let plain = naming.slug;
    let hash = hash(naming);
    let mut candidates = vec![plain.to_owned()];
    let qualified = above.iter().map(|above| joined(above, plain));
    for candidate in qualified.chain([joined(plain, &hash[..SHORT_HASH]), joined(plain, &hash)]) {
        if !candidates.contains(&candidate) {
            candidates.push(candidate);
        }
    }
    candidates
}

/// Joins two slugs, of which one may be empty.
fn joined(one: &str, other: &str) -> String {
    let parts = [one, other].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// Returns 64 hexadecimal digits of what tells the document from others of its slug.
fn hash(naming: Naming) -> String {
    let mut hash = Sha256::new();
    if let Some(address) = naming.address {
        hash.update(address);
    } else {
        // A path may hold one page today and another tomorrow.
        let mut figures: Vec<String> = naming.figures.iter().map(|figure| name::fold(figure)).collect();
        figures.sort_unstable();
        hash.update(naming.source);
        for figure in figures {
            hash.update("\0");
            hash.update(figure);
        }
    }
    hexadecimal(hash.finalize())
}

/// Where a page is: a URL or a path, taken apart.
struct Place<'a> {
    /// Host and port; empty for a path.
    host: &'a str,
    /// The folders and the file. In a URL they are decoded.
    parts: Vec<String>,
}

impl<'a> Place<'a> {
    fn of(source: &'a str) -> Self {
        let Some((_, url)) = source.split_once("://") else {
            return Self { host: "", parts: source.split('/').map(str::to_owned).collect() };
        };
        let url = url.split(['?', '#']).next().unwrap_or_default();
        let (host, path) = url.split_once('/').unwrap_or((url, ""));
        Self { host, parts: path.trim_end_matches('/').split('/').map(percent_decoded).collect() }
    }

    /// Returns what the page is called, which may be nothing, and the folders above what has that name.
    fn name_and_folders(&self) -> (&str, &[String]) {
        match &*self.parts {
            [folders @ .., folder, file] if is_index(file) => (folder, folders),
            [file] if is_index(file) => ("", &[]),
            [folders @ .., file] => (stem(file), folders),
            [] => ("", &[]),
        }
    }
}

/// Answers whether the file stands for its folder.
fn is_index(file: &str) -> bool {
    let page = file.strip_suffix(".gz").or_else(|| file.strip_suffix(".zst")).unwrap_or(file);
    let stem = stem(page);
    stem.len() < page.len() && INDEX_NAMES.iter().any(|name| stem.eq_ignore_ascii_case(name))
}

/// Returns what a host is called: without port, `www.` and the ending under which anyone may have a name.
fn site(host: &str) -> &str {
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    let name = host.rsplit_once(':').filter(|(_, port)| is_port(port)).map_or(host, |(name, _)| name);
    let name = name.strip_prefix("www.").unwrap_or(name);
    match name.rsplit_once('.') {
        // An IP address has no ending.
        Some((rest, ending)) if !ending.starts_with(|c: char| c.is_ascii_digit()) => match rest.rsplit_once('.') {
            Some((own, shared)) if ending.len() == 2 && SHARED_LABELS.contains(&shared) => own,
            _ => rest,
        },
        _ => name,
    }
}

/// Returns the file's name without its extension. "st. louis" has none: an extension is short and has no space.
fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, extension))
            if !stem.is_empty()
                && (1..=LONGEST_EXTENSION).contains(&extension.len())
                && extension.chars().all(|c| c.is_ascii_alphanumeric()) =>
        {
            stem
        }
        _ => file,
    }
}

/// Returns the text with `%C3%A9` read as `é`; unchanged when that gives no valid text.
fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| escaped_byte(after)).flatten();
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Returns the byte that the two hexadecimal digits after a `%` stand for.
pub(crate) fn escaped_byte(text: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*text.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of_page(source: &str, address: Option<&str>, figures: [&str; 2]) -> Vec<String> {
        let slug = of(source, "Cats vs. Dogs");
        candidates(Naming { slug: &slug, address, source, figures: &figures.map(str::to_owned) })
    }

    /// Returns the candidates without those that a hash makes.
    fn named(source: &str, address: Option<&str>) -> Vec<String> {
        let mut candidates = of_page(source, address, ["Cats", "Dogs"]);
        candidates.truncate(candidates.len() - 2);
        candidates
    }

    #[test]
    fn a_slug_comes_from_the_file_the_url_or_the_title() {
        for (source, slug) in [
            ("pages/Joseph-Stalin-vs-Leon-Trotsky.txt", "joseph-stalin-vs-leon-trotsky"),
            ("st. louis vs. paris", "st-louis-vs-paris"),
            ("https://example.org/compare/a-vs-b.html?x=1/2#top", "a-vs-b"),
            ("https://example.org/compare/caf%C3%A9-vs-bar/", "cafe-vs-bar"),
            ("https://example.org/compare.php?id=1", "compare"),
            ("https://example.org/100%-vs-%zz", "100-vs-zz"),
            ("https://example.org/", "from-the-title"),
            ("https://example.org", "from-the-title"),
            ("-", "from-the-title"),
            ("", "from-the-title"),
        ] {
            assert_eq!(of(source, "From the Title"), slug, "{source}");
        }
    }

    #[test]
    fn a_file_that_stands_for_its_folder_takes_its_name() {
        for (source, slug) in [
            ("mirror/cats-vs-dogs/index.html", "cats-vs-dogs"),
            ("mirror/st.-louis-vs-paris/INDEX.htm.gz", "st-louis-vs-paris"),
            ("https://example.org/cats-vs-dogs/Default.aspx?a=b", "cats-vs-dogs"),
            ("https://example.org/caf%C3%A9-vs-bar/home.php", "cafe-vs-bar"),
            ("https://example.org/index.html", "from-the-title"),
            ("index.html", "from-the-title"),
            ("./index.html", "from-the-title"),
            ("compare/home.vs.away.html", "home-vs-away"),
            ("compare/index-vs-table.html", "index-vs-table"),
            ("compare/index", "index"),
        ] {
            assert_eq!(of(source, "From the Title"), slug, "{source}");
        }
    }

    #[test]
    fn a_taken_slug_is_told_apart_by_the_folders() {
        assert_eq!(
            named("mirror/site-a/cats-vs-dogs.html", None),
            ["cats-vs-dogs", "site-a-cats-vs-dogs", "mirror-site-a-cats-vs-dogs"]
        );
        assert_eq!(named("site-a/cats-vs-dogs/index.html", None), ["cats-vs-dogs", "site-a-cats-vs-dogs"]);
        assert_eq!(named("../site-b/./cats-vs-dogs.txt", None), ["cats-vs-dogs", "site-b-cats-vs-dogs"]);
        assert_eq!(named("a/b/c/d/cats-vs-dogs.txt", None).last().unwrap(), "b-c-d-cats-vs-dogs");
        assert_eq!(named("-", None), ["cats-vs-dogs"]);
    }

    #[test]
    fn a_taken_slug_is_told_apart_by_the_host() {
        let of = |address: &str| named("saved/cats-vs-dogs.html", Some(address));
        assert_eq!(
            of("https://www.site-a.example/pets/cats-vs-dogs"),
            ["cats-vs-dogs", "site-a-cats-vs-dogs", "www-site-a-example-cats-vs-dogs", "site-a-pets-cats-vs-dogs"]
        );
        assert_eq!(of("https://site-a.co.uk/?id=1")[1], "site-a-cats-vs-dogs");
        assert_eq!(of("https://pets.site-a.com:8080/x")[1], "pets-site-a-cats-vs-dogs");
        assert_eq!(of("https://localhost/x")[1], "localhost-cats-vs-dogs");
        assert_eq!(of("https://127.0.0.1/x")[1], "127-0-0-1-cats-vs-dogs");
        assert_eq!(of("https://[::1]/x")[1], "1-cats-vs-dogs");
    }

    #[test]
    fn the_last_candidate_is_that_of_one_document_alone() {
        let last = |folder: &str, address: Option<&str>, figures| {
            of_page(&format!("{folder}/cats-vs-dogs.html"), address, figures).pop().unwrap()
        };
        let figures = ["Cats", "Dogs"];
        let one = last("a", None, figures);
        assert_ne!(one, last("a", None, ["Cats", "Wolves"]));
        assert_eq!(one, last("a", None, ["DOGS", "Cats"]), "the same path and figures are the same document");
        let there = last("a", Some("https://example.org/1"), figures);
        let elsewhere = last("b", Some("https://example.org/1"), figures);
        assert_eq!(there, elsewhere, "the same address is the same document");
        assert_ne!(there, last("a", Some("https://example.org/2"), figures));
    }

    proptest! {
        #[test]
        fn every_candidate_is_a_slug_of_its_own(
            source in "(https?://)?\\PC{0,12}(/\\PC{0,6}){0,5}(/index\\.html)?",
            address in prop::option::of("https://[a-z0-9.:\\[\\]-]{1,12}(/\\PC{0,6}){0,5}"),
        ) {
            let candidates = of_page(&source, address.as_deref(), ["Cats", "Dogs"]);
            prop_assert!(candidates.iter().all(|candidate| is_slug(candidate)), "{:?}", candidates);
            for (at, candidate) in candidates.iter().enumerate() {
                prop_assert!(!candidates[..at].contains(candidate), "{:?}", candidates);
            }
        }
    }
}
