//! The slug of a document, the name that people type: made from the place the page came from.
//!
//! What is made here depends on the page alone. Which slugs are taken is for the store to know.

use crate::name;

/// The longest extension that is taken off a file's name: `jsonl`, `xhtml`.
const LONGEST_EXTENSION: usize = 5;

/// The names of files that stand for their folder, as web servers have it.
const INDEX_NAMES: [&str; 3] = ["index", "default", "home"];

/// Returns the slug of a page: from the stem of its file, or of the last part of its URL's path; from the folder of a file
/// that stands for it (`cats-vs-dogs/index.html`); or else from its title.
#[must_use]
pub fn of(source: &str, title: &str) -> String {
    let slug = name::slug(Place::of(source).name());
    if slug.is_empty() { name::slug(title) } else { slug }
}

/// Answers whether the text is what [`name::slug`] makes: parts of small letters and digits, joined by hyphens.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphanumeric() && c.to_lowercase().eq([c]);
    text.split('-').all(|part| !part.is_empty() && part.chars().all(is_letter))
}

/// Where a page is: a URL or a path, taken apart.
struct Place {
    /// The folders and the file. In a URL they are decoded.
    parts: Vec<String>,
}

impl Place {
    fn of(source: &str) -> Self {
        let Some((_, url)) = source.split_once("://") else {
            return Self { parts: source.split('/').map(str::to_owned).collect() };
        };
        let url = url.split(['?', '#']).next().unwrap_or_default();
        let path = url.split_once('/').map_or("", |(_, path)| path);
        Self { parts: path.trim_end_matches('/').split('/').map(percent_decoded).collect() }
    }

    /// Returns what the page is called, which may be nothing.
    fn name(&self) -> &str {
        match &*self.parts {
            [.., folder, file] if is_index(file) => folder,
            [file] if is_index(file) => "",
            [.., file] => stem(file),
            [] => "",
        }
    }
}

/// Answers whether the file stands for its folder.
fn is_index(file: &str) -> bool {
    let page = file.strip_suffix(".gz").or_else(|| file.strip_suffix(".zst")).unwrap_or(file);
    let stem = stem(page);
    stem.len() < page.len() && INDEX_NAMES.iter().any(|name| stem.eq_ignore_ascii_case(name))
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
    use super::*;

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
}
