//! Reads one number, what multiplies it, and its currency or unit.

use super::cursor::Cursor;
use super::date;
use super::mark::DecimalMark;
use super::number::Number;
use super::token::{Kind, Token};
use super::unit::{self, Unit};
use super::unread::Unread;
use super::words;

/// One number of a text, and what belongs to it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "they do not exclude each other")]
pub(super) struct Measured {
    pub number: Number,
    /// The currency as it is written, before or behind.
    pub currency: Option<String>,
    pub unit: Option<(String, Unit)>,
    pub is_percent: bool,
    /// A `+` behind it.
    pub is_plus: bool,
    /// Whether it is written with a power of ten.
    pub has_magnitude: bool,
    /// `1st`, `#1`
    pub is_ordinal: bool,
}

impl Measured {
    /// Whether there is a number and nothing else.
    pub fn is_bare(&self) -> bool {
        self.currency.is_none()
            && self.unit.is_none()
            && !self.is_percent
            && !self.is_plus
            && !self.has_magnitude
            && !self.is_ordinal
    }
}

/// Reads a number, what multiplies it and its unit.
pub(super) fn measured(rest: &mut Cursor, mark: DecimalMark, currency: Option<String>) -> Result<Measured, Unread> {
    let numeral = rest.next_if(Token::is_numeral).ok_or(Unread::Words)?;
    let number = Number::read(&numeral.text, mark).ok_or(Unread::Marks)?;
    let mut measured = Measured {
        number,
        currency,
        unit: None,
        is_percent: false,
        is_plus: false,
        has_magnitude: false,
        is_ordinal: false,
    };
    if rest.peek().is_some_and(date::is_ordinal) {
        rest.skip(1);
        measured.is_ordinal = true;
        return Ok(measured);
    }
    plus(rest, &mut measured);
    magnitude(rest, &mut measured, mark)?;
    plus(rest, &mut measured);
    if rest.next_if(|token| token.is_sign("%") || matches!(&*token.word(), "percent" | "pct")).is_some() {
        measured.is_percent = true;
    } else if measured.currency.is_none() {
        if let Some(currency) = currency_behind(rest) {
            measured.currency = Some(currency);
        } else {
            measured.unit = unit_behind(rest, &mut measured.number, mark)?;
        }
    } else if let Some(code) = rest.peek().filter(|token| is_code(token)) {
        // `$599 USD`: the code says which dollar.
        measured.currency = Some(code.text.clone());
        rest.skip(1);
    }
    plus(rest, &mut measured);
    // Letters that touch the digits and were not understood: `5G`, `1080p`, `3D`.
    let touches = |token: &&Token| token.kind == Kind::Word && !token.is_apart;
    let is_decade = |token: &&Token| token.text == "s" && measured.number.year().is_some();
    if !measured.is_percent && measured.unit.is_none() && rest.peek().filter(touches).is_some_and(|t| !is_decade(&t)) {
        return Err(Unread::Words);
    }
    Ok(measured)
}

fn plus(rest: &mut Cursor, measured: &mut Measured) {
    measured.is_plus |= rest.next_if(|token| token.is_sign("+") && !token.is_apart).is_some();
}

pub(super) fn is_currency_sign(token: &Token) -> bool {
    token.kind == Kind::Sign && words::currency(&token.text).is_some()
}

pub(super) fn is_code(token: &Token) -> bool {
    token.kind == Kind::Word && token.text.len() == 3 && words::currency(&token.text).is_some()
}

/// Takes a currency, by its sign or code: `$`, `US$`, `EUR`.
pub(super) fn currency_before(rest: &mut Cursor) -> Option<String> {
    let written = [2, 1].into_iter().filter_map(|count| Some((count, rest.written(count)?)));
    let mut known = written.filter(|(_, written)| words::currency(written).is_some());
    let (count, written) = known.next()?;
    rest.skip(count);
    Some(written)
}

fn currency_behind(rest: &mut Cursor) -> Option<String> {
    let token = rest.peek()?;
    let is_known = match token.kind {
        Kind::Sign => is_currency_sign(token),
        Kind::Word => words::currency(&token.text).is_some(),
        Kind::Numeral => false,
    };
    // A sign that touches the next number is that one's: `5 $6`.
    let is_of_next =
        token.kind == Kind::Sign && rest.rest().get(1).is_some_and(|next| next.is_numeral() && !next.is_apart);
    if !is_known || is_of_next {
        return None;
    }
    rest.skip(1);
    Some(token.text.clone())
}

/// Takes what multiplies a number: a word, or a letter that can be nothing else where it stands.
fn magnitude(rest: &mut Cursor, measured: &mut Measured, mark: DecimalMark) -> Result<(), Unread> {
    let Some(token) = rest.peek().filter(|token| token.kind == Kind::Word) else { return Ok(()) };
    let is_money = measured.currency.is_some();
    let behind = rest.rest().get(1);
    let is_last = behind.is_none_or(|next| next.kind == Kind::Sign && !next.is_sign("/"));
    let is_before_noun = behind
        .is_some_and(|next| next.kind == Kind::Word && next.is_apart && next.text.starts_with(char::is_lowercase));
    let is_touching = !token.is_apart;
    let zeros = match &*token.text {
        "K" | "k" if is_touching && (is_money || is_before_noun || is_last) => {
            // 4K and 8K are formats of pictures.
            let is_format = measured.number.small().is_some_and(|number| [2, 4, 5, 6, 8, 16].contains(&number));
            if is_format && !is_money && !is_before_noun && !behind.is_some_and(|next| next.is_sign("+")) {
                return Err(Unread::Words);
            }
            3
        }
        "M" if is_touching || is_money => 6,
        "m" if is_touching && is_money => 6,
        "B" | "b" if is_touching && is_money => 9,
        "B" if is_touching && (is_before_noun || behind.is_some_and(|next| next.is_sign("+"))) => 9,
        "T" | "t" if is_touching && is_money => 12,
        "B" if is_touching => return Err(Unread::Words),
        _ => match (&*token.word(), mark) {
            // Elsewhere a billion is a million million.
            ("billion" | "billions", DecimalMark::Comma) => return Err(Unread::Words),
            ("billion" | "billions", _) => 9,
            (word, _) => match words::magnitude(word) {
                Some(zeros) => zeros,
                None => return Ok(()),
            },
        },
    };
    rest.skip(1);
    measured.number.shift(zeros);
    measured.has_magnitude = true;
    // `5 hundred thousand`; of any other two, one was not meant.
    if let Some(more) = rest.peek().and_then(|token| words::magnitude(&token.word())) {
        if zeros > 3 || more < 3 {
            return Err(Unread::Words);
        }
        measured.number.shift(more);
        rest.skip(1);
    }
    Ok(())
}

/// Takes the longest unit that is next, with the smaller one behind it of `6'2"` and `2 h 30 min`.
fn unit_behind(rest: &mut Cursor, number: &mut Number, mark: DecimalMark) -> Result<Option<(String, Unit)>, Unread> {
    let Some((written, found, count)) = unit_at(*rest) else { return Ok(None) };
    // `1990s`
    if written == "s" && number.year().is_some() && rest.peek().is_some_and(|token| !token.is_apart) {
        return Ok(None);
    }
    rest.skip(count);
    // A smaller unit of the same kind, right behind: of feet and of times.
    if matches!(found.base, "m" | unit::SECOND)
        && let Some(numeral) = rest.peek().filter(|token| token.is_numeral())
    {
        let mut smaller = *rest;
        smaller.skip(1);
        let part = Number::read(&numeral.text, mark);
        if let (Some((small, other, count)), Some(part)) = (unit_at(smaller), part)
            && other.base == found.base
            && (other.convert)(1.0) < (found.convert)(1.0)
        {
            // Twelve inches and more, or sixty minutes, would be the next foot or hour.
            let each = ((found.convert)(1.0) / (other.convert)(1.0)).round();
            let total = number.value() * each + part.value();
            let whole = Number::of_whole(total).filter(|_| part.value() < each).ok_or(Unread::Several)?;
            smaller.skip(count);
            *rest = smaller;
            *number = whole;
            // Marks for inches are written as a word, so that nobody takes them for quotes.
            let small = if matches!(&*small, "\"" | "″" | "”") { "in".to_owned() } else { small };
            return Ok(Some((small, other)));
        }
    }
    Ok(Some((written, found)))
}

/// Returns the longest unit at the beginning, as it is written, and how many tokens it takes.
fn unit_at(rest: Cursor) -> Option<(String, Unit, usize)> {
    let (written, found, count) = (1..=unit::MOST_PARTS).rev().find_map(|count| {
        let written = rest.written(count)?;
        // `5-year`: the hyphen is no part of the unit.
        let unit = unit::unit(&written)?;
        Some((written, unit, count))
    })?;
    // One letter, and `in`, mean much else before other words.
    let is_short = written.chars().filter(|c| c.is_alphabetic()).count() == 1 || written == "in";
    let next = rest.rest().get(count).filter(|next| next.kind == Kind::Word);
    if is_short && next.is_some_and(|next| !words::ADJECTIVES.contains(&&*next.word())) {
        return None;
    }
    Some((written, found, count))
}

/// Takes the unit of `5-year`.
pub(super) fn hyphen(rest: &mut Cursor, first: &Measured) -> Option<(String, Unit)> {
    let [dash, ..] = rest.rest() else { return None };
    if !dash.is_sign("-") || dash.is_apart || !first.is_bare() {
        return None;
    }
    let mut ahead = *rest;
    ahead.skip(1);
    if ahead.peek().is_none_or(|token| token.is_apart) {
        return None;
    }
    let (written, unit, count) = unit_at(ahead)?;
    ahead.skip(count);
    *rest = ahead;
    Some((written, unit))
}
