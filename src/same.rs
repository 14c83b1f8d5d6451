//! When two values say the same: the form that is left of a text without case, spacing, punctuation and the order of a
//! list. It decides what counts as a conflict between documents and as a difference between figures, so in doubt it keeps
//! texts apart: a conflict too many can be seen, one too few cannot.

use crate::model::Quantity;
use crate::name;
use crate::quantity;

/// Tells whether the texts all say the same; so do none, and one.
pub fn all_same<'t>(texts: impl IntoIterator<Item = &'t str>) -> bool {
    let mut texts = texts.into_iter();
    let Some(first) = texts.next() else { return true };
    // Most texts that say the same are the same, letter by letter.
    let mut others = texts.filter(|text| *text != first).peekable();
    if others.peek().is_none() {
        return true;
    }
    let said = items(first);
    others.all(|text| items(text) == said)
}

/// Tells whether the texts all say the same, as texts or as what they amount to.
pub fn all_amount_to_the_same<'t>(values: impl IntoIterator<Item = (&'t str, Option<&'t Quantity>)>) -> bool {
    let values: Vec<_> = values.into_iter().collect();
    // What is near to a third is not near to each other: every two are looked at.
    values.iter().enumerate().all(|(at, one)| values[..at].iter().all(|other| is_same(*one, *other)))
}

fn is_same((one, quantity): (&str, Option<&Quantity>), (other, other_quantity): (&str, Option<&Quantity>)) -> bool {
    let is_same_quantity = || match (quantity, other_quantity) {
        (Some(quantity), Some(other_quantity)) => quantity::is_same((one, quantity), (other, other_quantity)),
        _ => false,
    };
    one == other || items(one) == items(other) || is_same_quantity()
}

/// Returns the items of a value in a form that is equal for values that say the same.
///
/// - Items are separated by `,`, `;` or a line break, and their order does not count; nor does an `and` before the last.
/// - Case, spacing, hyphens, dashes, brackets, quotes, apostrophes and full stops do not count.
/// - Numbers keep what makes them: a decimal point or comma, a minus sign. A comma or a non-breaking space before each
///   three digits does not count (`1,000` is `1000`); a point does (`1.000` may be a thousand or one).
/// - Symbols count: `10%` is not `10`, `C++` is not `C`.
fn items(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut items = Vec::new();
    let mut last = String::new();
    for (at, &c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| characters[before]);
        let after = characters.get(at + 1).copied();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        match c {
            ',' | '\u{a0}' | '\u{202f}' if is_thousands(&characters, at) => {}
            ',' if digit(before) && digit(after) => last.push(c),
            ',' | ';' | '\n' => items.push(std::mem::take(&mut last)),
            '.' if digit(after) && !letter(before) => last.push(c),
            '.' if letter(before) && letter(after) => {}
            '-' | '\u{2212}' if digit(after) && before.is_none_or(|c| !c.is_alphanumeric()) => last.push('-'),
            '\'' | '’' | '‘' | '`' => {}
            '-'
            | '\u{2010}'..='\u{2015}'
            | '.'
            | ':'
            | '!'
            | '?'
            | '¿'
            | '¡'
            | '"'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '…'
            | '«'
            | '»'
            | '“'
            | '”'
            | '„'
            | '‹'
            | '›'
            | '·'
            | '•'
            | '*'
            | '_'
            | '|' => last.push(' '),
            other => last.push(other),
        }
    }
    items.push(last);
    let several = items.iter().filter(|item| !item.trim().is_empty()).count() > 1;
    let mut folded: Vec<String> = items.iter().map(|item| name::fold(item)).filter(|item| !item.is_empty()).collect();
    if let Some(last) = folded.last_mut()
        && several
        && let Some(rest) = last.strip_prefix("and ")
    {
        *last = rest.to_owned();
    }
    if folded.is_empty() {
        // Nothing but punctuation is compared as it is.
        return vec![name::fold(text)];
    }
    folded.sort_unstable();
    folded
}

/// Tells whether the separator at `at` stands in a number between groups of three digits.
fn is_thousands(characters: &[char], at: usize) -> bool {
    let is_digit = |c: &char| c.is_ascii_digit();
    let group = characters[at + 1..].iter().take_while(|c| is_digit(c)).count();
    let lead = characters[..at].iter().rev().take_while(|c| is_digit(c)).count();
    if group != 3 || !(1..=3).contains(&lead) {
        return false;
    }
    // What stands before the digits before it: a separator of the same kind makes three of them a group.
    match at.checked_sub(lead + 1) {
        Some(before) if characters[before] == characters[at] && before > 0 && is_digit(&characters[before - 1]) => {
            lead == 3 && is_thousands(characters, before)
        }
        Some(before) => characters[before] != '.' || before == 0 || !is_digit(&characters[before - 1]),
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_spacing_punctuation_and_list_order_do_not_count() {
        for (a, b) in [
            ("Communism, Stalinism", "stalinism; communism"),
            ("Five-Year Plans", "five year  plans."),
            ("U.S.", "us"),
            ("\"Don't\" (know)", "don’t know"),
            ("tea, milk, and sugar", "Sugar, tea, milk"),
            ("1,000", "1000"),
            ("12,345,678 people", "12345678 people"),
            ("10\u{a0}000", "10000"),
            ("1914–1918", "1914-1918"),
            ("\u{2212}5 °C", "-5 °C"),
        ] {
            assert_eq!(items(a), items(b), "{a} = {b}");
        }
    }

    #[test]
    fn what_may_be_another_fact_stays_apart() {
        for (a, b) in [
            ("25 million", "26 million"),
            ("1.000", "1000"),
            ("2.5", "25"),
            ("2,5", "2.5"),
            ("1,2,3", "123"),
            ("1500,300", "1500300"),
            ("1,000.5", "1000,5"),
            ("-5", "5"),
            ("10%", "10"),
            ("C++", "C"),
            ("José", "Jose"),
            ("War and Peace", "Peace and War"),
            ("***", "---"),
            ("10:30", "1030"),
        ] {
            assert_ne!(items(a), items(b), "{a} is not {b}");
        }
    }

    #[test]
    fn texts_are_all_the_same_or_one_is_another() {
        assert!(all_same([]));
        assert!(all_same(["Yes"]));
        assert!(all_same(["1,000", "1,000", "1000"]));
        assert!(!all_same(["Yes", "yes.", "No"]));
        assert!(!all_same(["Yes", "No", "yes."]));
    }

    proptest! {
        #[test]
        fn every_text_says_the_same_as_itself_without_case_and_in_another_order(
            parts in prop::collection::vec("[a-z]{1,5}( [0-9]{1,3})?", 1..5)
        ) {
            prop_assume!(parts.iter().all(|part| !part.starts_with("and")));
            let mut turned = parts.clone();
            turned.reverse();
            prop_assert_eq!(items(&parts.join(", ")), items(&turned.join("; ").to_uppercase()));
        }

        #[test]
        fn any_text_has_items(text in "\\PC{0,30}") {
            prop_assert!(!items(&text).is_empty());
        }
    }
}
