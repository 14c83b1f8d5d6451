//! Reads what has a number in it: every token has to be understood, or nothing is.

use super::attribute::Told;
use super::before::{Said, Start, before};
use super::behind::{ends, is_time, noun, rate};
use super::cursor::Cursor;
use super::date;
use super::mark::DecimalMark;
use super::measured::{Measured, currency_before, hyphen, is_code, measured};
use super::number::Number;
use super::reading::{bounds, quantity};
use super::scale::Scale;
use super::score::{score, version};
use super::token::{Kind, Token};
use super::unit;
use super::unread::Unread;
use super::words;
use super::years::{dates, era, special_years, years};
use crate::model::{Quantity, QuantityKind};

/// Returns the reading of a number in words.
pub(super) fn plain(number: u32) -> Quantity {
    let number = Number::whole(number);
    let value = Some(number.value());
    quantity(QuantityKind::Number, [Some(number.decimal()), Some(number.decimal())], "", [value, value], "")
}

/// Reads the tokens of a text, at least one of which is a numeral.
pub(super) fn read(mut rest: Cursor, told: Told, mark: DecimalMark) -> Result<Quantity, Unread> {
    if let Some(version) = version(rest, told) {
        return Ok(version);
    }
    let mut said = Said::default();
    let start = before(&mut rest, &mut said)?;
    if let Some((day, count)) = date::day(rest.rest()) {
        rest.skip(count);
        return dates(day, rest, said);
    }
    let Start { is_negative, currency, is_mach } = start;
    let mut first = measured(&mut rest, mark, currency)?;
    first.number.is_negative = is_negative;
    first.is_ordinal |= said.is_ordinal;
    if is_mach {
        if first.unit.is_some() {
            return Err(Unread::Words);
        }
        first.unit = unit::unit("Mach").map(|unit| ("Mach".to_owned(), unit));
    }
    if let Some(score) = score(&first, rest, told)? {
        return Ok(score);
    }
    let era = era(&mut rest);
    if let Some(years) = special_years(&first, &mut rest, said, told, era)? {
        return Ok(years);
    }
    if era.is_some() {
        return Err(Unread::Words);
    }
    match second(&mut rest, mark, &first, &mut said)? {
        Second::None => one(first, rest, said, told),
        Second::Open => {
            let year = first.number.year().filter(|_| first.is_bare()).ok_or(Unread::Words)?;
            ends(rest)?;
            years(Some(year), None, said)
        }
        Second::Number(second) => two(first, *second, rest, said, told),
    }
}

/// What stands behind the first number with a dash or a word between.
enum Second {
    None,
    /// `1991-present`
    Open,
    Number(Box<Measured>),
}

fn second(rest: &mut Cursor, mark: DecimalMark, first: &Measured, said: &mut Said) -> Result<Second, Unread> {
    let mut ahead = *rest;
    let Some(link) = ahead.peek() else { return Ok(Second::None) };
    let is_word = match &*link.word() {
        "to" | "through" | "until" | "till" => true,
        "and" => said.is_between,
        _ => false,
    };
    if !is_word && !link.is_dash() && !link.is_sign("~…") {
        return Ok(Second::None);
    }
    ahead.skip(1);
    if ahead.peek().is_some_and(|token| words::UNTIL_NOW.contains(&&*token.word())) {
        ahead.skip(1);
        *rest = ahead;
        return Ok(Second::Open);
    }
    while ahead.next_if(|token| token.is_sign("~≈")).is_some() {
        said.is_approximate = true;
    }
    let currency = currency_before(&mut ahead);
    if !ahead.peek().is_some_and(Token::is_numeral) {
        // A remark behind a dash, or a unit behind a hyphen.
        return if is_word || currency.is_some() { Err(Unread::Words) } else { Ok(Second::None) };
    }
    if first.is_ordinal {
        return Err(Unread::Several);
    }
    let second = measured(&mut ahead, mark, currency)?;
    *rest = ahead;
    Ok(Second::Number(Box::new(second)))
}

/// Reads the rest of a text with one number.
fn one(first: Measured, mut rest: Cursor, mut said: Said, told: Told) -> Result<Quantity, Unread> {
    // `since 1991`, `from $5`
    said.is_lower |= said.is_from;
    let mut first = first;
    if let Some(unit) = hyphen(&mut rest, &first) {
        first.unit = Some(unit);
    } else if let [dash, word] = rest.rest()
        && dash.is_sign("-")
        && !dash.is_apart
        && first.is_bare()
        && word.kind == Kind::Word
        && !word.is_apart
        && word.text.starts_with(char::is_lowercase)
    {
        // `12-core`
        rest.skip(1);
    }
    let ends = (first.clone(), first);
    finish(ends, rest, said, told, false)
}

/// Reads the rest of a text with two numbers.
fn two(mut first: Measured, mut second: Measured, rest: Cursor, said: Said, told: Told) -> Result<Quantity, Unread> {
    if said.is_lower || said.is_upper {
        return Err(Unread::Several);
    }
    // What stands with one end only holds for both.
    match (&first.currency, &second.currency) {
        (Some(one), Some(other)) if words::currency(one) != words::currency(other) => return Err(Unread::Several),
        (Some(one), None) => second.currency = Some(one.clone()),
        (None, Some(other)) => first.currency = Some(other.clone()),
        _ => {}
    }
    match (&first.unit, &second.unit) {
        (None, Some(unit)) => first.unit = Some(unit.clone()),
        (Some(_), None) => return Err(Unread::Several),
        (Some((_, one)), Some((_, other))) if one.base != other.base => return Err(Unread::Several),
        (Some((written, one)), Some((_, other))) if !one.is(*other) => {
            // `90 days - 1 year`: in the smaller unit, if that is a whole number of them.
            let total = (second.number.value() * ((other.convert)(1.0) / (one.convert)(1.0))).round();
            let whole = Number::of_whole(total).filter(|_| second.number.value().fract() == 0.0 && total >= 1.0);
            second.number = whole.ok_or(Unread::Several)?;
            second.unit = Some((written.clone(), *one));
        }
        _ => {}
    }
    if first.is_percent && !second.is_percent {
        return Err(Unread::Several);
    }
    first.is_percent |= second.is_percent;
    if second.has_magnitude && !first.has_magnitude && first.number.value() < 1000.0 {
        // `5-6 million`
        let zeros = second.number.shifted();
        first.number.shift(zeros);
        first.has_magnitude = true;
    }
    first.is_plus |= second.is_plus;
    if second.is_ordinal {
        return Err(Unread::Several);
    }
    if first.number.value() > second.number.value() {
        return Err(Unread::RangeOrScore);
    }
    finish((first, second), rest, said, told, true)
}

/// Reads what stands behind the numbers, and puts all together.
fn finish(
    (first, second): (Measured, Measured),
    mut rest: Cursor,
    mut said: Said,
    told: Told,
    is_range: bool,
) -> Result<Quantity, Unread> {
    let mut first = first;
    let rate = rate(&mut rest, &first)?;
    if let Some(code) = rest.peek().filter(|token| first.currency.is_some() && is_code(token)) {
        first.currency = Some(code.text.clone());
        rest.skip(1);
    }
    first.is_plus |= rest.next_if(|token| token.is_sign("+") && !token.is_apart).is_some();
    while let Some(bearing) = rest.next_of(words::BEHIND) {
        said.take(bearing);
    }
    let noun = noun(rest, &first, told)?;
    said.is_approximate |= first.is_plus;
    let numbers = [&first.number, &second.number];
    let is_plain = first.is_bare() && second.is_bare() && rate.is_none();
    if is_plain && let [Some(low), Some(high)] = numbers.map(Number::year) {
        let is_year = match (said.is_time || told.is_time, told.is_measure) {
            (true, false) => true,
            (true, true) if said.is_time => true,
            (false, true) => false,
            // `1917-1924` is years, whatever they are of, if nothing says that it is a measure.
            (false, false) if is_range && low >= 1400 && noun.is_none() => true,
            (false, false) if low < 1400 && !is_range && noun.is_some() => false,
            _ => return Err(Unread::YearOrNumber),
        };
        if is_year {
            if noun.is_some() {
                return Err(Unread::Words);
            }
            let (low, high) = bounds(said, Some(low), Some(high))?;
            return years(low, high, said);
        }
    } else if said.is_time {
        return Err(Unread::Words);
    } else if is_plain && told.is_time && !told.is_measure && numbers.iter().any(|number| number.is_early_year()) {
        return Err(Unread::YearOrNumber);
    }
    let (low, high) = bounds(said, Some(numbers[0]), Some(numbers[1]))?;
    let texts = [low.map(Number::decimal), high.map(Number::decimal)];
    let values = [low.map(Number::value), high.map(Number::value)];
    let mut read = of_kind(&first, rate.as_deref(), texts, values, told)?;
    read.approximate = said.is_approximate;
    Ok(read)
}

/// Returns the quantity of numbers that have a currency, a unit, a percent sign or nothing.
fn of_kind(
    first: &Measured,
    rate: Option<&str>,
    texts: [Option<String>; 2],
    values: [Option<f64>; 2],
    told: Told,
) -> Result<Quantity, Unread> {
    let (kind, unit) = if let Some(currency) = &first.currency {
        (QuantityKind::Money, &**currency)
    } else if first.is_percent {
        (QuantityKind::Percent, "%")
    } else if let Some((written, unit)) = &first.unit {
        // They may be money.
        if matches!(&**written, "pound" | "pounds") && !told.is_weight {
            return Err(Unread::Words);
        }
        (if unit.base == unit::SECOND { QuantityKind::Duration } else { QuantityKind::Quantity }, &**written)
    } else if told.is_code {
        return Err(Unread::Words);
    } else {
        (QuantityKind::Number, "")
    };
    let unit = match (rate, kind) {
        (None, _) => unit.to_owned(),
        (Some(rate), QuantityKind::Money | QuantityKind::Quantity) => format!("{unit}/{rate}"),
        // What grows by a share in a year has that as its unit all the same.
        (Some(rate), QuantityKind::Percent) if is_time(rate) => unit.to_owned(),
        // Games a week, hours a day: what they are compared with is not known here.
        (Some(_), _) => return Err(Unread::Words),
    };
    let scale = Scale::of(&unit).ok_or(Unread::Words)?;
    let values = values.map(|value| value.map(|value| scale.to_base(value)));
    Ok(quantity(kind, texts, &unit, values, &scale.base))
}

/// Returns what one number amounts to, with what belongs to it, what it is counted by, and nothing else around it.
pub(super) fn of_measured(measured: &Measured, rate: Option<&str>) -> Option<Quantity> {
    let text = Some(measured.number.decimal());
    let value = Some(measured.number.value());
    let told = Told::default();
    let mut quantity = of_kind(measured, rate, [text.clone(), text], [value, value], told).ok()?;
    quantity.approximate = measured.is_plus;
    Some(quantity)
}
