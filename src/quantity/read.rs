//! Reads a value's text: what is yes or no, what stands beside the main thing, and which of the ways to read the rest fits.

use super::amount;
use super::attribute::Told;
use super::cursor::Cursor;
use super::mark::DecimalMark;
use super::token::tokens;
use super::unread::Unread;
use super::words;
use crate::model::{Amount, Quantity, QuantityKind};

/// A longer text says more than one thing. In bytes.
const LONGEST: usize = 200;

/// Reads what a value amounts to. `attribute` is the name of its attribute, as its document writes it, and `mark` what begins
/// decimals there.
///
/// # Errors
/// Why there is no reading.
pub fn read(text: &str, attribute: &str, mark: DecimalMark) -> Result<Quantity, Unread> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(Unread::Prose);
    }
    if let Some(quantity) = boolean(text) {
        return Ok(quantity);
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        let word = text.trim_end_matches('.').to_lowercase();
        let number = words::number(&word).ok_or(Unread::NoNumber)?;
        return Ok(amount::plain(number));
    }
    let (main, asides) = without_asides(text);
    let main = tokens(&main);
    if !main.iter().any(super::token::Token::is_numeral) {
        return Err(Unread::Words);
    }
    let mut quantity = amount::read(Cursor::new(&main), Told::by(attribute), mark)?;
    let is_estimate = |aside: &String| {
        let aside = aside.to_lowercase();
        matches!(
            aside.trim().trim_end_matches('.'),
            "est" | "estimated" | "approx" | "approximate" | "approximately" | "estimate"
        )
    };
    quantity.approximate |= asides.iter().any(is_estimate);
    Ok(quantity)
}

/// Reads a yes or a no, with or without a remark behind it.
fn boolean(text: &str) -> Option<Quantity> {
    let first = text.chars().next()?;
    let (is_yes, rest) = match first {
        '✓' | '✔' | '✅' | '☑' => (true, text[first.len_utf8()..].trim_start_matches('\u{fe0f}')),
        '✗' | '✘' | '❌' | '✕' | '✖' | '☒' | '❎' => {
            (false, text[first.len_utf8()..].trim_start_matches('\u{fe0f}'))
        }
        _ => {
            let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
            let is_yes = match &*text[..end].to_lowercase() {
                "yes" | "true" => true,
                "no" | "false" => false,
                _ => return None,
            };
            let rest = text[end..].trim_start();
            let is_remark = rest.is_empty()
                || rest.starts_with(['(', '[', ',', ';', ':', '—', '–', '\n', '.', '!'])
                || rest.starts_with("- ");
            // `No. 5` is number five.
            let is_number =
                rest.strip_prefix('.').is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
            if !is_remark || is_number {
                return None;
            }
            (is_yes, rest)
        }
    };
    // `✓ / ✗`, `Yes, no`: both.
    let other = if is_yes { ["no", "false"] } else { ["yes", "true"] };
    let says_other = rest.split(|c: char| !c.is_alphabetic()).any(|word| other.contains(&&*word.to_lowercase()))
        || rest.contains(['✓', '✔', '✅', '☑', '✗', '✘', '❌', '✕', '✖', '☒', '❎']);
    if says_other {
        return None;
    }
    let word = if is_yes { "yes" } else { "no" };
    let amount = Some(if is_yes { 1.0 } else { 0.0 });
    Some(Quantity {
        kind: QuantityKind::Boolean,
        low: Some(word.to_owned()),
        high: Some(word.to_owned()),
        unit: String::new(),
        approximate: false,
        amount: Some(Amount { low: amount, high: amount, unit: "yes".to_owned() }),
    })
}

/// Returns a text without what stands in brackets, and that.
pub(super) fn without_asides(text: &str) -> (String, Vec<String>) {
    let mut main = String::with_capacity(text.len());
    let mut asides = Vec::new();
    let mut depth = 0_usize;
    let mut aside = String::new();
    for c in text.chars() {
        match c {
            '(' | '[' => {
                depth += 1;
                // What stands around brackets is not one word.
                main.push(' ');
            }
            ')' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    asides.push(std::mem::take(&mut aside));
                }
            }
            c if depth > 0 => aside.push(c),
            c => main.push(c),
        }
    }
    (main, asides)
}
