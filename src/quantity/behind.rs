//! Reads what stands behind the numbers of a text: what they are counted by, what is counted, and where the text ends.

use super::attribute::Told;
use super::cursor::Cursor;
use super::measured::{Measured, is_code};
use super::token::{Kind, Token};
use super::unit;
use super::unread::Unread;
use super::words;

/// Takes what a number is counted by: `/month`, `per user per month`, `a year`, `monthly`. Returns it as it is written behind a
/// slash.
pub(super) fn rate(rest: &mut Cursor, first: &Measured) -> Result<Option<String>, Unread> {
    let mut rates: Vec<String> = Vec::new();
    loop {
        let mut ahead = *rest;
        let Some(link) = ahead.peek() else { break };
        let is_link = link.is_sign("/") || matches!(&*link.word(), "per" | "each");
        let is_article = matches!(&*link.word(), "a" | "an")
            && first.currency.is_some()
            && ahead.rest().get(1).is_some_and(|next| is_time(&next.word()));
        let adverb = match &*link.word() {
            "monthly" => Some("month"),
            "yearly" | "annually" | "annual" => Some("year"),
            "weekly" => Some("week"),
            "daily" => Some("day"),
            "hourly" => Some("hour"),
            _ => None,
        };
        if let Some(adverb) = adverb.filter(|_| first.currency.is_some()) {
            ahead.skip(1);
            *rest = ahead;
            rates.push(adverb.to_owned());
            continue;
        }
        if !is_link && !is_article {
            break;
        }
        ahead.skip(1);
        let word = ahead.next_if(|token| token.kind == Kind::Word).ok_or(Unread::Several)?;
        let mut word = word.text.clone();
        // `per benefit period`; a time is one word.
        while !is_time(&word)
            && let Some(more) = ahead.next_if(|token| {
                let ends_rate = is_code(token) || words::AFTER_RATES.contains(&&*token.word());
                token.kind == Kind::Word && token.is_apart && !ends_rate
            })
        {
            word = format!("{word} {}", more.text);
        }
        rates.push(word);
        *rest = ahead;
    }
    Ok((!rates.is_empty()).then(|| rates.join("/")))
}

pub(super) fn is_time(word: &str) -> bool {
    matches!(word, "annum" | "annually") || unit::unit(word).is_some_and(|unit| unit.base == unit::SECOND)
}

/// Reads the rest as what is counted or as a remark. Returns the first word of what is counted, if there is any.
pub(super) fn noun(rest: Cursor, first: &Measured, told: Told) -> Result<Option<String>, Unread> {
    let tokens = rest.rest();
    let Some(token) = tokens.first() else { return Ok(None) };
    if ends(rest).is_ok() {
        return Ok(None);
    }
    let end = tokens.iter().position(is_remark).unwrap_or(tokens.len());
    ends(Cursor::new(&tokens[end..]))?;
    let noun = &tokens[..end];
    let is_known = first.unit.is_some() || first.is_percent || first.currency.is_some();
    let is_understood = noun.iter().all(|token| {
        let word = token.word();
        match token.kind {
            Kind::Numeral => false,
            Kind::Sign => token.is_sign("-&'’"),
            // What multiplies has its place before.
            Kind::Word if words::magnitude(&word).is_some() || word.starts_with("billion") => false,
            Kind::Word if is_known => !matches!(&*word, "per" | "x" | "or" | "and"),
            Kind::Word => !words::NAMES.contains(&&*word),
        }
    });
    let is_place = matches!(&*token.word(), "place" | "position" | "overall");
    let is_refused = !is_understood
        || token.kind != Kind::Word
        || first.is_ordinal && !is_place
        || first.is_bare() && is_name(noun, told);
    if is_refused {
        return Err(if rest.has_numeral() { Unread::Several } else { Unread::Words });
    }
    Ok(Some(token.word()))
}

/// Whether what stands behind a number looks like the rest of a name (`360 Reality Audio`) or a unit that is not known (`280 AW`).
fn is_name(noun: &[Token], told: Told) -> bool {
    let [first, rest @ ..] = noun else { return false };
    let mut letters = first.text.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    let is_acronym = is_capital && letters.clone().all(char::is_uppercase) && first.text.chars().count() <= 4;
    let is_title = is_capital && letters.any(char::is_lowercase) && !first.text.chars().skip(1).any(char::is_uppercase);
    is_acronym && rest.is_empty() || is_title && !told.is_measure
}

/// Whether a remark begins here.
fn is_remark(token: &Token) -> bool {
    token.is_sign(",;:|•.!") || token.is_dash() && token.is_apart || token.is_sign("—–") && token.is_apart
}

/// Fails unless the text ends here, or goes on with a remark without numbers.
pub(super) fn ends(rest: Cursor) -> Result<(), Unread> {
    match rest.peek() {
        None => Ok(()),
        Some(token) if is_remark(token) => {
            if rest.has_numeral() {
                Err(Unread::Several)
            } else {
                Ok(())
            }
        }
        Some(_) => Err(if rest.has_numeral() { Unread::Several } else { Unread::Words }),
    }
}
