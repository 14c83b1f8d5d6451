//! Reads records, results, ratings and versions.

use super::attribute::Told;
use super::behind::ends;
use super::cursor::Cursor;
use super::mark::DecimalMark;
use super::measured::Measured;
use super::number::Number;
use super::reading::quantity;
use super::token::{Kind, Token};
use super::unread::Unread;
use crate::model::{Quantity, QuantityKind};

/// Reads a record, a result or a rating.
pub(super) fn score(first: &Measured, mut rest: Cursor, told: Told) -> Result<Option<Quantity>, Unread> {
    if !first.is_bare() || first.number.is_negative {
        return Ok(None);
    }
    let Some(link) = rest.peek() else { return Ok(None) };
    let is_rating = link.is_sign("/") || link.word() == "out";
    if is_rating {
        rest.skip(1);
        if link.word() == "out" && rest.next_if(|token| token.word() == "of").is_none() {
            return Ok(None);
        }
        let Some(most) = rest.next_if(Token::is_numeral) else { return Ok(None) };
        let most = Number::read(&most.text, DecimalMark::Unknown).ok_or(Unread::Marks)?;
        let (value, maximum) = (first.number.value(), most.value());
        rest.next_if(|token| matches!(&*token.word(), "stars" | "points" | "star"));
        // A rating is out of a maximum; `24/7`, `50/50` and `9/11` are none.
        let is_sure = link.word() == "out"
            || told.is_rating
            || !first.number.is_plain
            || most.small() == Some(10) && value < maximum;
        if !is_sure || value > maximum || rest.has_numeral() {
            return Err(Unread::Several);
        }
        ends(rest)?;
        return Ok(Some(as_score(&first.number, &most)));
    }
    if !link.is_dash() || link.is_apart {
        return Ok(None);
    }
    rest.skip(1);
    let Some(other) = rest.next_if(|token| token.is_numeral() && !token.is_apart) else { return Ok(None) };
    let (Some(one), Some(two)) = (first.number.small(), Number::read(&other.text, DecimalMark::Unknown)) else {
        return Ok(None);
    };
    let Some(against) = two.small() else { return Ok(None) };
    let third = rest.peek().is_some_and(Token::is_dash)
        && rest.rest().get(1).is_some_and(|token| token.is_numeral() && token.text.len() <= 3);
    if third {
        rest.skip(2);
        if one > 999 || against > 999 || told.is_time {
            return Err(Unread::Words);
        }
        ends(rest)?;
        return Ok(Some(as_score(&first.number, &two)));
    }
    if first.number.year().is_some()
        || !rest.rest().is_empty() && !matches!(rest.rest(), [token, ..] if token.is_sign(",;"))
    {
        return Ok(None);
    }
    if told.is_time {
        return Ok(None);
    }
    if told.is_score && !told.is_measure || one > against {
        if one > against && told.is_measure && !told.is_score {
            return Err(Unread::RangeOrScore);
        }
        ends(rest)?;
        return Ok(Some(as_score(&first.number, &two)));
    }
    if told.is_measure && !told.is_score { Ok(None) } else { Err(Unread::RangeOrScore) }
}

fn as_score(one: &Number, two: &Number) -> Quantity {
    let value = Some(one.value());
    quantity(QuantityKind::Score, [Some(one.decimal()), Some(two.decimal())], "", [value, value], "score")
}

/// Reads a version: three or more numbers with points between them, a `v` before them, or two where the attribute says so.
pub(super) fn version(rest: Cursor, told: Told) -> Option<Quantity> {
    let mut rest = rest;
    let first = rest.peek()?;
    let text = if first.kind == Kind::Word && first.text.to_lowercase().starts_with('v') {
        // `v2` is one word, `v2.1` a word and what follows.
        let digits = first.text[1..].to_owned();
        if !digits.is_empty() && !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        rest.skip(1);
        let more = rest.next_if(|token| token.is_numeral() && !token.is_apart);
        match (digits.is_empty(), more) {
            (true, Some(numeral)) => numeral.text.clone(),
            (false, Some(numeral)) => format!("{digits}.{}", numeral.text),
            (false, None) if told.is_version => digits,
            _ => return None,
        }
    } else if first.is_numeral() {
        rest.skip(1);
        let points = first.text.matches('.').count();
        let is_version = first.text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && (points >= 1 && told.is_version || points >= 2 && !may_be_other(&first.text));
        if !is_version {
            return None;
        }
        first.text.clone()
    } else {
        return None;
    };
    ends(rest).ok()?;
    Some(Quantity {
        kind: QuantityKind::Version,
        low: Some(text.clone()),
        high: Some(text),
        unit: String::new(),
        approximate: false,
        amount: None,
    })
}

/// Whether numbers with points between them may be thousands or a date.
fn may_be_other(text: &str) -> bool {
    let groups: Vec<&str> = text.split('.').collect();
    let is_thousands = groups[1..].iter().all(|group| group.len() == 3);
    let is_date = groups.len() == 3 && (groups[2].len() == 4 || groups[2].len() == 2 && groups[1].len() == 2);
    is_thousands || is_date
}
