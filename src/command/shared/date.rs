//! Dates as people type them.

use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime, UtcOffset};

use crate::error::{Error, Result};

/// Returns the moment that a text means, as the base keeps times: RFC 3339, UTC, whole seconds. A day alone means its
/// start in UTC.
pub fn parse(text: &str) -> Result<String> {
    moment(text.trim()).ok_or_else(|| {
        Error::usage(
            format!("`{text}` is no date"),
            "give a day such as 2026-01-31, or a moment such as 2026-01-31T12:00:00Z",
        )
    })
}

fn moment(text: &str) -> Option<String> {
    let day = || {
        let (year, month, day) =
            (text.get(..4)?, text.get(4..7)?.strip_prefix('-')?, text.get(7..)?.strip_prefix('-')?);
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if day.len() != 2 || ![year, month, day].into_iter().all(is_number) {
            return None;
        }
        let month = time::Month::try_from(month.parse::<u8>().ok()?).ok()?;
        let date = Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()?;
        Some(date.midnight().assume_utc())
    };
    let moment = OffsetDateTime::parse(text, &Rfc3339).ok().or_else(day)?;
    let utc = moment.checked_to_offset(UtcOffset::UTC)?.replace_nanosecond(0).ok()?;
    utc.format(&Rfc3339).ok()
}

/// Returns the moment one day after another one.
pub fn day_after(text: &str) -> Result<String> {
    let moment = OffsetDateTime::parse(&parse(text)?, &Rfc3339).ok();
    let after = moment.and_then(|moment| moment.checked_add(time::Duration::DAY));
    Ok(after.and_then(|after| after.format(&Rfc3339).ok()).unwrap_or_else(|| text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_its_start_and_a_moment_is_brought_to_utc() {
        let parsed = |text| parse(text).expect(text);
        assert_eq!(parsed("2026-01-31"), "2026-01-31T00:00:00Z");
        assert_eq!(parsed(" 2024-02-29 "), "2024-02-29T00:00:00Z");
        assert_eq!(parsed("2026-01-31T12:34:56.789+02:00"), "2026-01-31T10:34:56Z");
        assert_eq!(day_after("2026-02-28T23:00:00Z").expect("a moment"), "2026-03-01T23:00:00Z");
    }

    #[test]
    fn what_is_no_date_is_told() {
        for text in
            ["", "2026", "2026-02-30", "2026-1-1", "+026-01-01", "yesterday", "2026-01-31T12:00", "２０２６-01-01"]
        {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse("0000-01-01T00:00:00+23:00").is_err(), "before the year 0");
    }
}
