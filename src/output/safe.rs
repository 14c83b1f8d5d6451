//! The choke point for terminal safety: no text gets past [`safe`] that moves the cursor, changes the direction of
//! writing or hides. It is not an escape that can be undone; formats that must be exact do not use it.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

/// More marks than this on one letter are a prank, not a language.
const MOST_MARKS: usize = 8;

/// Returns the text with everything made visible that would act on a terminal.
///
/// Control characters become their pictures (`␛`), a tab becomes a space, `\n` stays. C1 controls, bidirectional
/// controls, invisible and tag characters become U+FFFD; the joiners that scripts and emoji need stay. Of more than
/// eight combining marks in a row, eight stay. Borrowed when nothing changes.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut marks = 0;
    let mut replace = move |c: char| {
        marks = if !c.is_ascii() && is_combining_mark(c) { marks + 1 } else { 0 };
        match c {
            '\n' => Some(c),
            '\t' => Some(' '),
            '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)),
            '\x7f' => Some('\u{2421}'),
            _ if is_hidden(c) => Some(char::REPLACEMENT_CHARACTER),
            _ => (marks <= MOST_MARKS).then_some(c),
        }
    };
    let mut check = replace;
    if text.chars().all(|c| check(c) == Some(c)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(&mut replace).collect())
}

/// Whether a character beyond ASCII acts on a terminal or is there without being seen.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}' // C1 controls
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' // bidirectional marks, embeddings, overrides
        | '\u{200b}' | '\u{feff}' // zero-width spaces
        | '\u{2028}' | '\u{2029}' // line and paragraph separator
        | '\u{2060}'..='\u{206f}' // invisible operators, bidirectional isolates, deprecated format characters
        | '\u{fff9}'..='\u{fffb}' // interlinear annotation
        | '\u{e0000}'..='\u{e007f}' // tags
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{any_text, is_harmless};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ordinary_text_is_borrowed() {
        for text in ["", "Five-Year Plans,\ncollectivization", "Recep Tayyip Erdoğan", "नमस्ते", "👩‍👩‍👧", "می‌خواهم"]
        {
            assert!(matches!(safe(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn what_acts_on_a_terminal_is_made_visible() {
        assert_eq!(safe("a\tb\x1b]52;c;x\x07\r\x7f\0"), "a b␛]52;c;x␇␍␡␀");
        assert_eq!(
            safe("\u{9b}31m \u{202e}txt \u{200b}\u{2066}\u{2028}\u{feff}\u{e0041}"),
            "\u{fffd}31m \u{fffd}txt \u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}"
        );
    }

    #[test]
    fn stacks_of_marks_are_cut() {
        let stack = format!("Z{}x", "\u{301}".repeat(40));
        assert_eq!(safe(&stack), format!("Z{}x", "\u{301}".repeat(8)));
    }

    proptest! {
        #[test]
        fn what_is_safe_is_harmless_and_stays_as_it_is(text in any_text()) {
            let once = safe(&text);
            prop_assert!(is_harmless(&once));
            prop_assert!(matches!(safe(&once), Cow::Borrowed(_)));
        }
    }
}
