//! Days and months of a calendar, as English and ISO 8601 write them.

use time::{Date, Month};

use super::token::Token;

/// A day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub year: i32,
    pub month: Option<Month>,
    pub of_month: Option<u8>,
}

impl Day {
    pub fn of_year(year: i32) -> Self {
        Self { year, month: None, of_month: None }
    }

    /// Returns it as ISO 8601 writes it, as far as it is known.
    pub fn iso(self) -> String {
        match (self.month, self.of_month) {
            (Some(month), Some(day)) => format!("{:04}-{:02}-{day:02}", self.year, u8::from(month)),
            (Some(month), None) => format!("{:04}-{:02}", self.year, u8::from(month)),
            _ => self.year.to_string(),
        }
    }

    /// Returns its first day as a Julian day.
    pub fn first(self) -> Option<f64> {
        let month = self.month.unwrap_or(Month::January);
        Some(f64::from(Date::from_calendar_date(self.year, month, self.of_month.unwrap_or(1)).ok()?.to_julian_day()))
    }

    /// Returns its last day as a Julian day.
    pub fn last(self) -> Option<f64> {
        let month = self.month.unwrap_or(Month::December);
        let day = self.of_month.unwrap_or(month.length(self.year));
        Some(f64::from(Date::from_calendar_date(self.year, month, day).ok()?.to_julian_day()))
    }
}

/// Reads a day or a month at the beginning of the tokens. Returns it, and how many tokens it takes; a lone year is none.
pub(super) fn day(tokens: &[Token]) -> Option<(Day, usize)> {
    iso(tokens).or_else(|| month_first(tokens)).or_else(|| day_first(tokens))
}

/// `1953-03-05`
fn iso(tokens: &[Token]) -> Option<(Day, usize)> {
    let [year, dash, month, other, day, ..] = tokens else { return None };
    let is_shape = year.text.len() == 4
        && dash.is_sign("-")
        && other.is_sign("-")
        && [month, day].iter().all(|token| token.is_numeral() && token.text.len() == 2)
        && tokens[1..5].iter().all(|token| !token.is_apart);
    let month = Month::try_from(month.text.parse::<u8>().ok()?).ok()?;
    let day = valid(year.text.parse().ok().filter(|_| is_shape)?, month, day.text.parse().ok()?)?;
    Some((day, 5))
}

/// `March 5, 1953`, `March 1953`
fn month_first(tokens: &[Token]) -> Option<(Day, usize)> {
    let month = month(tokens.first()?)?;
    let mut at = 1;
    if let Some(day) = tokens.get(at).and_then(number_of_day) {
        at += 1;
        at += usize::from(tokens.get(at).is_some_and(is_ordinal));
        at += usize::from(tokens.get(at).is_some_and(|token| token.is_sign(",")));
        let year = tokens.get(at).and_then(year)?;
        return Some((valid(year, month, day)?, at + 1));
    }
    at += usize::from(tokens.get(at).is_some_and(|token| token.is_sign(",")));
    let year = tokens.get(at).and_then(year)?;
    Some((Day { year, month: Some(month), of_month: None }, at + 1))
}

/// `5 March 1953`, `5th of March, 1953`
fn day_first(tokens: &[Token]) -> Option<(Day, usize)> {
    let day = number_of_day(tokens.first()?)?;
    let mut at = 1;
    at += usize::from(tokens.get(at).is_some_and(is_ordinal));
    at += usize::from(tokens.get(at).is_some_and(|token| token.word() == "of"));
    let month = month(tokens.get(at)?)?;
    at += 1;
    at += usize::from(tokens.get(at).is_some_and(|token| token.is_sign(",")));
    let year = tokens.get(at).and_then(year)?;
    Some((valid(year, month, day)?, at + 1))
}

fn valid(year: i32, month: Month, day: u8) -> Option<Day> {
    Date::from_calendar_date(year, month, day).ok()?;
    Some(Day { year, month: Some(month), of_month: Some(day) })
}

fn number_of_day(token: &Token) -> Option<u8> {
    token.text.parse().ok().filter(|day| token.is_numeral() && token.text.len() <= 2 && (1..=31).contains(day))
}

fn year(token: &Token) -> Option<i32> {
    token.text.parse().ok().filter(|_| token.is_numeral() && token.text.len() == 4)
}

pub(super) fn is_ordinal(token: &Token) -> bool {
    !token.is_apart && matches!(&*token.word(), "st" | "nd" | "rd" | "th")
}

fn month(token: &Token) -> Option<Month> {
    Some(match &*token.word() {
        "january" | "jan" => Month::January,
        "february" | "feb" => Month::February,
        "march" | "mar" => Month::March,
        "april" | "apr" => Month::April,
        "may" => Month::May,
        "june" | "jun" => Month::June,
        "july" | "jul" => Month::July,
        "august" | "aug" => Month::August,
        "september" | "sept" | "sep" => Month::September,
        "october" | "oct" => Month::October,
        "november" | "nov" => Month::November,
        "december" | "dec" => Month::December,
        _ => return None,
    })
}
