//! The slug of a document, from the place it came from.

use crate::name;

/// The longest extension that is taken off a file's name: `jsonl`, `xhtml`.
const LONGEST_EXTENSION: usize = 5;

/// Returns the slug: the stem of the file, or of the last part of the URL's path, or else made from the title.
pub(super) fn of(source: &str, title: &str) -> String {
    let last = match source.split_once("://") {
        Some((_, address)) => last_of_url(address),
        None => source.rsplit('/').next().unwrap_or_default().to_owned(),
    };
    let slug = name::slug(stem(&last));
    if slug.is_empty() { name::slug(title) } else { slug }
}

/// Returns the last part of the path, without query and fragment; empty when there is only a host.
fn last_of_url(address: &str) -> String {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let path = address.split_once('/').map_or("", |(_, path)| path);
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    percent_decoded(last)
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
        let code = (*first == b'%').then(|| after.get(..2).and_then(hex_byte)).flatten();
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(digits[at]).to_digit(16);
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
            ("https://example.org/100%-vs-%zz", "100-vs-zz"),
            ("https://example.org/", "from-the-title"),
            ("https://example.org", "from-the-title"),
            ("-", "from-the-title"),
            ("", "from-the-title"),
        ] {
            assert_eq!(of(source, "From the Title"), slug, "{source}");
        }
    }
}
