//! How names are compared: one rule for figures, attributes, headings and slugs, shared by the page reader,
//! the store and the commands. It knows nothing of where names are kept.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest name of a figure or an attribute, and the longest address of a page, in bytes. Real ones have some dozens; a
/// name is compared, taken apart into words and shown again and again.
pub const LONGEST: usize = 8_000;

/// Returns the name as it is stored: Unicode NFC, white space (non-breaking included) collapsed to single spaces, without
/// what is never part of how a name is read (soft hyphens, zero-width spaces, directional controls). A name of nothing that
/// is read is empty.
#[must_use]
pub fn clean(name: &str) -> String {
    if is_clean(name) {
        return name.to_owned();
    }
    let name = without_unread(name);
    let mut cleaned = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !cleaned.is_empty() {
            cleaned.push(' ');
        }
        if word.is_ascii() {
            cleaned.push_str(word);
        } else {
            cleaned.extend(word.nfc());
        }
    }
    if cleaned.chars().all(|c| c == ' ' || shapes(c)) { String::new() } else { cleaned }
}

/// Tells whether a name is kept as it is: of ASCII, with single spaces within it. Most are, and a page has very many compared.
fn is_clean(name: &str) -> bool {
    let mut before = b' ';
    let is_clean = |byte: u8| {
        let is_behind_space = before == b' ';
        before = byte;
        // What `char::is_whitespace` takes for that.
        byte.is_ascii() && !matches!(byte, b'\t'..=b'\r') && (byte != b' ' || !is_behind_space)
    };
    name.bytes().all(is_clean) && before != b' '
}

/// Returns the form under which two names are the same name: [`clean`], without case and without what only shapes letters.
#[must_use]
pub fn fold(name: &str) -> String {
    if name.is_ascii() {
        let mut folded = clean(name);
        folded.make_ascii_lowercase();
        return folded;
    }
    let shapeless: String = name.chars().filter(|c| !shapes(*c)).collect();
    clean(&shapeless).to_lowercase().nfc().collect()
}

/// Whether a character is never part of how a name is read, wherever it stands: what Unicode recommends to ignore
/// (`Default_Ignorable_Code_Point`), less [`shapes`] and tags.
fn is_unread(c: char) -> bool {
    matches!(c,
        '\u{ad}' // soft hyphen
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' // directional marks, embeddings, overrides
        | '\u{200b}' | '\u{feff}' // zero-width spaces
        | '\u{2060}'..='\u{206f}' // word joiner, invisible operators, directional isolates, deprecated controls
        | '\u{3164}' | '\u{ffa0}' // Hangul fillers that look like spaces
        | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' // controls of shorthand and of music
    )
}

/// Whether a character only shapes what stands beside it. Persian, the scripts of India and emoji need them to look right,
/// but no two names differ in them alone.
fn shapes(c: char) -> bool {
    matches!(c,
        '\u{200c}' | '\u{200d}' | '\u{34f}' // joiners
        | '\u{115f}' | '\u{1160}' // Hangul fillers within syllables
        | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' // of Khmer and Mongolian
        | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' // variation selectors
    )
}

/// Returns the name without the characters that are never read. Tags are read behind a black flag, which they make that of
/// England or Texas.
fn without_unread(name: &str) -> Cow<'_, str> {
    if name.is_ascii() {
        return name.into();
    }
    let mut in_flag = false;
    let is_read = |c: &char| {
        let is_tag = matches!(*c, '\u{e0000}'..='\u{e007f}');
        in_flag = *c == '\u{1f3f4}' || is_tag && in_flag;
        !is_unread(*c) && (!is_tag || in_flag)
    };
    name.chars().filter(is_read).collect::<String>().into()
}

/// Returns the text without case, accents and what only shapes letters, for matching what people type ("erdogan" finds
/// "Erdoğan").
#[must_use]
pub fn fold_accents(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfkd()
        .filter(|c| !is_combining_mark(*c) && !shapes(*c) && *c != '\u{ad}')
        .flat_map(char::to_lowercase)
        .filter(|c| !is_combining_mark(*c))
        .collect()
}

/// Returns the words of a text: runs of letters and digits, without case and accents.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    fold_accents(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(String::from).collect()
}

/// Returns the name as part of an address: words joined by hyphens, letters outside ASCII kept.
/// A name without a letter or digit gives an empty string.
#[must_use]
pub fn slug(name: &str) -> String {
    let folded = fold_accents(name);
    let mut slug = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

/// Returns a name as one argument of a command that can be typed into a shell.
#[must_use]
pub fn quoted(name: &str) -> String {
    if name.chars().all(|c| c.is_alphanumeric() || c == '-') {
        return name.to_owned();
    }
    if name.contains(['"', '$', '`', '\\', '!']) {
        return format!("'{}'", name.replace('\'', "'\\''"));
    }
    format!("\"{name}\"")
}

/// The most pieces of a word with capitals inside.
const MOST_PIECES: usize = 3;

/// Returns the words with a capital inside that may stand in a text that ran together: `SkyTeam` in `AllianceSkyTeamStar`, and
/// `AllianceSky`. `is_part` tells of which characters words are.
pub fn inner_words(text: &str, is_part: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    text.split(move |c| !is_part(c)).flat_map(|run| {
        let pairs = run.char_indices().zip(run.char_indices().skip(1));
        let capitals = pairs.filter(|((_, before), (_, c))| before.is_lowercase() && c.is_uppercase());
        let mut starts: Vec<usize> = std::iter::once(0).chain(capitals.map(|(_, (at, _))| at)).collect();
        starts.push(run.len());
        let from = |first: usize| {
            let ends = (first + 2..starts.len()).take(MOST_PIECES - 1);
            ends.map(|end| &run[starts[first]..starts[end]]).collect::<Vec<_>>()
        };
        (0..starts.len() - 1).flat_map(from).collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_that_differ_in_case_form_or_spacing_are_the_same() {
        assert_eq!(fold("JOSÉ\u{a0} Martí "), fold("jose\u{301} marti\u{301}"));
        assert_ne!(fold("José"), fold("Jose"), "accents distinguish stored names");
    }

    /// Names of two figures each that look the same, or are read the same.
    const ONE: [(&str, &str); 16] = [
        ("Al", "Al\u{200b}"),                                // zero-width space
        ("Al", "\u{feff}Al"),                                // byte order mark
        ("Cooperation", "Coo\u{ad}per\u{ad}ation"),          // soft hyphens
        ("Al", "\u{200e}Al\u{200f}"),                        // directional marks
        ("Al", "\u{202b}Al\u{202c}"),                        // directional embedding
        ("Al", "\u{2068}Al\u{2069}"),                        // directional isolate
        ("Al", "A\u{2060}l"),                                // word joiner
        ("Al", "Al\u{e0041}\u{e0042}"),                      // tags that spell something unseen
        ("Al", "Al\u{3164}"),                                // Hangul filler
        ("New York", "New\u{a0}York"),                       // no-break space
        ("New York", " New \u{2003}\u{200b} York\u{200b} "), // several blanks
        ("میخواهم", "می\u{200c}خواهم"),                      // non-joiner
        ("क्ष", "क्\u{200d}ष"),                                // joiner
        ("❤", "❤\u{fe0f}"),                                  // as an emoji
        ("葛", "葛\u{e0100}"),                               // another glyph of one ideograph
        ("José", "Jose\u{ad}\u{301}"),                       // composed when what is between has gone
    ];
    const SEVERAL: [(&str, &str); 10] = [
        ("Al", "A l"),
        ("New York", "New\u{200b}York"),
        ("Al", "AI"),
        ("José", "Jose"),
        ("C", "C++"),
        ("Coca-Cola", "Coca Cola"),
        ("Аl", "Al"), // Cyrillic
        (
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
        ),
        ("H₂O", "H2O"),
        ("Ⅳ", "IV"),
    ];

    #[test]
    fn names_that_differ_in_what_is_never_read_are_the_same() {
        for (a, b) in ONE {
            assert_eq!(fold(a), fold(b), "{a:?} {b:?}");
        }
        for (a, b) in SEVERAL {
            assert_ne!(fold(a), fold(b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn what_shapes_letters_stays_in_the_name_that_is_shown() {
        for name in ["می\u{200c}خواهم", "क्\u{200d}ष", "❤\u{fe0f}", "👩\u{200d}💻", "🏴\u{e0067}\u{e0062}\u{e007f}"]
        {
            assert_eq!(clean(name), name);
        }
        assert_eq!(clean("\u{feff}Coo\u{ad}per\u{200b}ation\u{200e}"), "Cooperation");
        assert_eq!(words("می\u{200c}خواهم"), ["میخواهم"]);
        for nothing in ["\u{200b}", " \u{200d} ", "\u{fe0f}\u{feff}"] {
            assert_eq!(clean(nothing), "", "{nothing:?}");
        }
    }

    #[test]
    fn words_lose_case_accents_and_punctuation() {
        assert_eq!(words("Recep Tayyip ERDOĞAN's"), ["recep", "tayyip", "erdogan", "s"]);
    }

    #[test]
    fn a_slug_is_words_and_hyphens() {
        assert_eq!(slug("Joseph Stalin vs. Leon Trotsky"), "joseph-stalin-vs-leon-trotsky");
        assert_eq!(slug("C++"), "c");
        assert_eq!(slug("***"), "");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(
            name in "(\\PC|[\u{ad}\u{34f}\u{180e}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}\u{fe0f}\u{feff}\u{e0041}\u{1f3f4}\u{301}]){0,20}",
        ) {
            prop_assert_eq!(fold(&clean(&name)), fold(&name));
            prop_assert_eq!(fold(&fold(&name)), fold(&name));
            prop_assert_eq!(clean(&clean(&name)), clean(&name));
        }
    }
}
