//! What raised and lowered text means: a power, an index, the end of an ordinal, a sign, or the mark of a note.
//!
//! A mark of a note is no part of what it stands at. Where a raised figure or letter may be such a mark or a power, it is
//! kept as a [`Raised::Mark`]: the cell goes by what else the page shows.

/// What raised text is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Raised {
    /// The mark of a note, certainly.
    Note,
    /// This text.
    Text(String),
    /// This text, unless it is the mark of a note.
    Mark(String),
}

/// The longest text in brackets that is taken for a note ("[citation needed]"), in bytes.
const LONGEST_NOTE: usize = 40;

/// Units that are raised to a power, and what else is: `mc²`, `sin²`.
const POWERS: [&str; 38] = [
    "km", "hm", "dm", "cm", "mm", "nm", "pm", "µm", "μm", "um", "ft", "in", "yd", "mi", "px", "sec", "pc", "au", "ly",
    "inch", "inches", "foot", "feet", "yard", "yards", "mile", "miles", "meter", "meters", "metre", "metres", "mc",
    "co", "sin", "cos", "tan", "log", "ln",
];

/// Ends of ordinals, in the languages that raise them.
const ORDINALS: [&str; 16] =
    ["st", "nd", "rd", "th", "er", "re", "ère", "ere", "eme", "ème", "nde", "ers", "os", "as", "ter", "te"];

/// Reads lowered text. `is_apart` tells whether white space or nothing is before it.
pub(super) fn lowered(text: &str, is_apart: bool) -> String {
    if is_apart && is_worded(text) { text.to_owned() } else { with_signs(text, '_', subscript) }
}

/// Reads raised text, with what is before it in its block.
pub(super) fn raised(before: &str, text: &str, is_apart: bool) -> Raised {
    let signs = || with_signs(text, '^', superscript);
    let has = |is: fn(char) -> bool| text.chars().all(is);
    let is_first = before.is_empty();
    let follows_digit = !is_apart && before.ends_with(|c: char| c.is_ascii_digit());
    if text.starts_with('[') && text.ends_with(']') && text.len() <= LONGEST_NOTE {
        return Raised::Note;
    }
    match text {
        "TM" | "tm" | "(TM)" | "(tm)" | "™" => return Raised::Text("™".to_owned()),
        "SM" | "(SM)" => return Raised::Text("℠".to_owned()),
        "(R)" | "(r)" => return Raised::Text("®".to_owned()),
        "o" | "O" if follows_digit || before.ends_with(['N', 'n']) => return Raised::Text("º".to_owned()),
        "#" if !is_first && !is_lone(before) => return Raised::Mark(text.to_owned()),
        _ => {}
    }
    if has(|c| matches!(c, '*' | '∗' | '⁎' | '†' | '‡' | '§' | '¶' | '‖')) {
        // The A* search, a C*-algebra.
        let is_star = !is_apart && is_lone(before) && text.starts_with(['*', '∗', '⁎']);
        return match text.to_owned() {
            text if is_first => Raised::Text(text),
            text if is_star => Raised::Mark(text),
            _ => Raised::Note,
        };
    }
    if follows_digit && ORDINALS.contains(&&*text.to_lowercase()) {
        return Raised::Text(text.to_owned());
    }
    if is_mark(text) && !is_first {
        // An unpaired bracket is in no formula.
        if text.ends_with(')') && !text.starts_with('(') {
            return Raised::Note;
        }
        let is_power = !is_apart && (text == "0" || is_power(before, text));
        return if is_power { Raised::Text(signs()) } else { Raised::Mark(signs()) };
    }
    if is_apart && is_worded(text) || has(|c| !c.is_alphanumeric() && superscript(c).is_none()) {
        return Raised::Text(text.to_owned());
    }
    Raised::Text(signs())
}

/// Answers whether the text looks as marks of notes do: `1`, `a`, `iv`, `1,2`, `(a)`, `1)`.
fn is_mark(text: &str) -> bool {
    let inner = text.strip_prefix('(').unwrap_or(text);
    let inner = inner.strip_suffix(')').unwrap_or(inner);
    let is_one = |mark: &str| {
        let is_number = mark.len() <= 2 && mark.bytes().all(|byte| byte.is_ascii_digit());
        let is_roman = mark.len() <= 4 && mark.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
        let mut chars = mark.chars();
        let is_letter = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
        !mark.is_empty() && (is_number || is_roman || is_letter)
    };
    text.len() <= LONGEST_NOTE && inner.split([',', ';']).all(|mark| is_one(mark.trim()))
}

/// Answers whether what is before a raised number or letter is surely raised to it. No one writes the first power.
fn is_power(before: &str, text: &str) -> bool {
    let number = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.')).len();
    let (outside, number) = before.split_at(before.len() - number);
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let is_variable =
        text.len() == 1 && matches!(text.as_bytes()[0], b'n' | b'x' | b'y' | b'k' | b'm' | b'i' | b't' | b'T' | b'N');
    if !number.is_empty() {
        let is_bare = !outside.ends_with(|c: char| c.is_alphabetic() || matches!(c, '$' | '€' | '£' | '¥'));
        let is_two = number == "2" && (is_variable || is_number && text.len() > 1);
        return is_bare && (number == "10" && (is_variable || is_number && text != "1") || is_two);
    }
    let count = letters(before);
    if count == 1 && !is_lone(before) {
        // A unit: m/s², but 50 km/h and a note.
        return is_number && text != "1" && before.ends_with(['m', 's', 'x', 'y', 'z', 'n', 'r']);
    }
    let word: String = before.chars().rev().take(count).collect::<Vec<_>>().into_iter().rev().collect();
    if count == 1 {
        // A lone capital after a word is a name: vitamin C.
        let is_named = word.chars().all(char::is_uppercase) && before[..before.len() - word.len()].ends_with(' ');
        return !is_named && (is_variable || is_number && text != "1");
    }
    is_number && text != "1" && text.len() == 1 && count <= LONGEST_NOTE && POWERS.contains(&&*word.to_lowercase())
}

/// Answers whether a letter stands alone at the end: a name, and no unit.
fn is_lone(text: &str) -> bool {
    let before = text.strip_suffix(char::is_alphabetic).unwrap_or(text);
    letters(text) == 1 && !before.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '/')
}

/// Returns how many letters are at the end, up to some.
pub(super) fn letters(text: &str) -> usize {
    text.chars().rev().take(LONGEST_NOTE).take_while(|c| c.is_alphabetic()).count()
}

fn is_worded(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).take(3).count() == 3
}

/// Returns the text in raised or lowered signs where Unicode has them all and it is no word.
fn with_signs(text: &str, mark: char, sign: impl Fn(char) -> Option<char>) -> String {
    let is_word = text.chars().zip(text.chars().skip(1)).any(|(a, b)| a.is_alphabetic() && b.is_alphabetic());
    let signs = (!is_word).then(|| text.chars().map(sign).collect::<Option<String>>()).flatten();
    signs.unwrap_or_else(|| format!("{mark}({text})"))
}

fn superscript(c: char) -> Option<char> {
    const PLAIN: &str = "0123456789+-−–=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW";
    const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ";
    PLAIN.chars().zip(RAISED.chars()).find_map(|(plain, raised)| (plain == c).then_some(raised))
}

fn subscript(c: char) -> Option<char> {
    const PLAIN: &str = "0123456789+-−–=()aehijklmnoprstuvx";
    const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";
    PLAIN.chars().zip(LOWERED.chars()).find_map(|(plain, lowered)| (plain == c).then_some(lowered))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Raised {
        Raised::Text(text.to_owned())
    }

    fn mark(text: &str) -> Raised {
        Raised::Mark(text.to_owned())
    }

    #[test]
    fn powers_ordinals_and_signs_are_text() {
        for (before, raised_text, expected) in [
            ("10", "2", "²"),
            ("1.5 × 10", "−3", "⁻³"),
            ("10", "12", "¹²"),
            ("10", "n", "ⁿ"),
            ("2", "64", "⁶⁴"),
            ("48 km", "2", "²"),
            ("9.81 m/s", "2", "²"),
            ("5 m", "2", "²"),
            ("4x", "2", "²"),
            ("kg/m", "3", "³"),
            ("E = mc", "2", "²"),
            ("O(n", "2", "²"),
            ("R", "2", "²"),
            ("e", "x", "ˣ"),
            ("x", "a+b", "ᵃ⁺ᵇ"),
            ("x", "q+1", "^(q+1)"),
            ("Ca", "2+", "²⁺"),
            ("Na", "+", "⁺"),
            ("cm", "-1", "⁻¹"),
            ("1", "st", "st"),
            ("XIX 2", "ème", "ème"),
            ("2", "ND", "ND"),
            ("25", "o", "º"),
            ("N", "o", "º"),
            ("Coke", "TM", "™"),
            ("Coke", "®", "®"),
            ("Coke", "(R)", "®"),
            ("20", "°", "°"),
            ("C", "#", "#"),
            ("Windows", "SP2", "^(SP2)"),
            ("", "14", "¹⁴"),
            ("", "*", "*"),
        ] {
            assert_eq!(raised(before, raised_text, before.is_empty()), text(expected), "{before}^{raised_text}");
        }
        assert_eq!(raised("5 GB", "per month", true), text("per month"));
    }

    #[test]
    fn marks_of_notes_go_where_that_is_certain() {
        for (before, note) in [
            ("Cats", "[1]"),
            ("Cats", "[a][b]"),
            ("Cats", "[citation needed]"),
            ("48 km/h", "*"),
            ("48 km/h", "†"),
            ("A", "‡"),
            ("48", "**"),
            ("48 V", "*"),
            ("Cats", "1)"),
        ] {
            assert_eq!(raised(before, note, false), Raised::Note, "{before}^{note}");
        }
        for (before, note, kept) in [
            ("48 km/h", "a", "ᵃ"),
            ("48 km/h", "1", "¹"),
            ("48", "2", "²"),
            ("Yes", "1", "¹"),
            ("50 km/h", "2", "²"),
            ("5 g", "2", "²"),
            ("10", "1", "¹"),
            ("$10", "99", "⁹⁹"),
            ("2", "3", "³"),
            ("Vitamin C", "2", "²"),
            ("(estimated)", "2", "²"),
            ("100 %", "3", "³"),
            ("Cats", "a,b", "^(a,b)"),
            ("Cats", "iv", "^(iv)"),
            ("A", "*", "*"),
            ("Cats", "#", "#"),
        ] {
            assert_eq!(raised(before, note, false), mark(kept), "{before}^{note}");
        }
    }

    #[test]
    fn lowered_text_keeps_its_place() {
        for (lowered_text, expected) in [("2", "₂"), ("n", "ₙ"), ("i+1", "ᵢ₊₁"), ("max", "_(max)"), ("B", "_(B)")]
        {
            assert_eq!(lowered(lowered_text, false), expected);
        }
        assert_eq!(lowered("per month", true), "per month");
    }

    #[test]
    fn there_is_a_sign_for_each_letter_that_has_one() {
        assert_eq!(("a−9W+").chars().map(superscript).collect::<Option<String>>().as_deref(), Some("ᵃ⁻⁹ᵂ⁺"));
        assert_eq!(("x)0").chars().map(subscript).collect::<Option<String>>().as_deref(), Some("ₓ₎₀"));
    }
}
