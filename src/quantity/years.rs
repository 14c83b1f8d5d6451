//! Reads years and dates, and puts them together.

use super::attribute::Told;
use super::before::Said;
use super::behind::ends;
use super::cursor::Cursor;
use super::date::{self, Day};
use super::measured::Measured;
use super::reading::{bounds, quantity};
use super::token::Token;
use super::unread::Unread;
use super::words;
use crate::model::{Quantity, QuantityKind};

/// The base unit of years and dates.
const DAY: &str = "day";

/// Takes `BC`, `AD` and their like; whether the years are counted backwards.
pub(super) fn era(rest: &mut Cursor) -> Option<bool> {
    let token = rest.next_if(|token| matches!(&*token.text, "BC" | "BCE" | "AD" | "CE"))?;
    Some(token.text.starts_with('B'))
}

/// Reads decades, centuries, years with their era, and years of which the end is cut short: `1990s`, `19th century`, `300 BC`,
/// `1939-45`.
pub(super) fn special_years(
    first: &Measured,
    rest: &mut Cursor,
    said: Said,
    told: Told,
    era: Option<bool>,
) -> Result<Option<Quantity>, Unread> {
    if let (Some(year), Some(token)) = (first.number.year(), rest.peek())
        && token.text == "s"
        && !token.is_apart
    {
        rest.skip(1);
        ends(*rest)?;
        // `1900s` may be ten years or a hundred.
        let is_decade = year % 10 == 0 && year % 100 != 0 && first.unit.is_none();
        return if is_decade { years(Some(year), Some(year + 9), said).map(Some) } else { Err(Unread::Words) };
    }
    if first.is_ordinal && rest.peek().is_some_and(|token| token.word() == "century") {
        let century = first.number.small().filter(|century| (1..=21).contains(century)).ok_or(Unread::Words)?;
        rest.skip(1);
        if rest.peek().is_some_and(|token| matches!(&*token.text, "BC" | "BCE")) {
            return Err(Unread::Words);
        }
        ends(*rest)?;
        return years(Some(century * 100 - 99), Some(century * 100), said).map(Some);
    }
    if let Some(is_backwards) = era {
        let year = first.number.small().filter(|_| first.is_bare()).ok_or(Unread::Words)?;
        ends(*rest)?;
        let year = i32::try_from(year).map_err(|_| Unread::Words)?;
        let year = if is_backwards { -year } else { year };
        return Ok(Some(of_years(Some(year), Some(year), said)));
    }
    if let [dash, end, era] = rest.rest()
        && dash.is_dash()
        && end.is_numeral()
        && matches!(&*era.text, "BC" | "BCE")
        && first.is_bare()
    {
        let ends = [first.number.small(), end.text.parse().ok()]
            .map(|year: Option<u32>| year.and_then(|year| i32::try_from(year).ok()));
        let [Some(one), Some(other)] = ends else { return Err(Unread::Words) };
        if one < other {
            return Err(Unread::Words);
        }
        rest.skip(3);
        return Ok(Some(of_years(Some(-one), Some(-other), said)));
    }
    // The end of a war or a season.
    if let (Some(year), [dash, end, ..]) = (first.number.year(), rest.rest())
        && dash.is_dash()
        && !dash.is_apart
        && end.is_numeral()
        && end.text.len() == 2
        && first.is_bare()
    {
        let end: u32 = end.text.parse().map_err(|_| Unread::Words)?;
        let end = year / 100 * 100 + end;
        rest.skip(2);
        if end <= year || told.is_measure && !told.is_time || rest.peek().is_some_and(Token::is_dash) {
            return Err(Unread::Words);
        }
        ends(*rest)?;
        return years(Some(year), Some(end), said).map(Some);
    }
    Ok(None)
}

pub(super) fn years(low: Option<u32>, high: Option<u32>, said: Said) -> Result<Quantity, Unread> {
    let year = |year: u32| i32::try_from(year).map_err(|_| Unread::Words);
    Ok(of_years(low.map(year).transpose()?, high.map(year).transpose()?, said))
}

fn of_years(low: Option<i32>, high: Option<i32>, said: Said) -> Quantity {
    // The year before 1 was the first one BC, which calendars count as 0.
    let day = |year: i32| Day::of_year(if year < 0 { year + 1 } else { year });
    let days = [low.and_then(|year| day(year).first()), high.and_then(|year| day(year).last())];
    let text = |year: Option<i32>| year.map(|year| year.to_string());
    let mut years = quantity(QuantityKind::Year, [text(low), text(high)], "", days, DAY);
    years.approximate = said.is_approximate;
    years
}

/// Reads the rest of a text that begins with a day or a month.
pub(super) fn dates(day: Day, mut rest: Cursor, said: Said) -> Result<Quantity, Unread> {
    let mut last = Some(day);
    let mut ahead = rest;
    let is_link =
        ahead.next_if(|token| token.is_dash() || matches!(&*token.word(), "to" | "until" | "through")).is_some();
    if is_link {
        if ahead.next_if(|token| words::UNTIL_NOW.contains(&&*token.word())).is_some() {
            last = None;
            rest = ahead;
        } else if let Some((end, count)) = date::day(ahead.rest()) {
            ahead.skip(count);
            last = Some(end);
            rest = ahead;
        }
    }
    ends(rest)?;
    let (low, high) = bounds(said, Some(day), last)?;
    let days = [low.and_then(Day::first), high.and_then(Day::last)];
    if matches!(days, [Some(first), Some(last)] if first > last) {
        return Err(Unread::Words);
    }
    let mut dates = quantity(QuantityKind::Date, [low.map(Day::iso), high.map(Day::iso)], "", days, DAY);
    dates.approximate = said.is_approximate;
    Ok(dates)
}
