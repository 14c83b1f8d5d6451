//! Names with the words of a search marked in them, as FTS5 marks them in texts.

use super::asked::Term;
use crate::name;

/// Returns a name with square brackets around the words that were asked for; around all of it where none of them is.
pub(super) fn marked(name: &str, terms: &[Term]) -> String {
    let mut marked = String::with_capacity(name.len() + 2);
    let mut is_any = false;
    let mut rest = name;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (between, from) = rest.split_at(start);
        // Marks above and below letters are parts of words.
        let end =
            from.find(|c: char| !c.is_alphanumeric() && !name::fold_accents(c.encode_utf8(&mut [0; 4])).is_empty());
        let (word, after) = from.split_at(end.unwrap_or(from.len()));
        let is_asked = name::words(word).iter().any(|word| terms.iter().any(|term| term.fits(word)));
        is_any |= is_asked;
        marked.push_str(between);
        let (before, behind) = if is_asked { ("[", "]") } else { ("", "") };
        marked.extend([before, word, behind]);
        rest = after;
    }
    marked.push_str(rest);
    if is_any { marked } else { format!("[{name}]") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_were_asked_for_are_marked() {
        let term = |word: &str, begins| Term { word: word.into(), begins };
        let terms = [term("foreign", false), term("pol", true)];
        for (name, expected) in [
            ("Foreign policy", "[Foreign] [policy]"),
            ("(FOREIGN) Policies & more", "([FOREIGN]) [Policies] & more"),
            ("foreigners", "[foreigners]"),
            ("Pólemo\u{301}s of 1920", "[Pólemo\u{301}s] of 1920"),
            ("🎉", "[🎉]"),
            ("", "[]"),
        ] {
            assert_eq!(marked(name, &terms), expected);
        }
    }
}
