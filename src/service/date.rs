//! Dates as people type them: a day, or a moment in RFC 3339. What a day means depends on whether something begins or ends
//! with it.

use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime, UtcOffset};

use crate::error::{Error, Result};

/// What a day alone means.
#[derive(Debug, Clone, Copy)]
enum Day {
    Start,
    End,
}

/// Returns the moment from which something counts: a day alone means its start in UTC.
pub fn since(given: &str) -> Result<String> {
    moment(given.trim(), Day::Start).ok_or_else(|| {
        Error::usage(
            format!("`{given}` is no date"),
            "give a day such as 2026-01-31, or a moment such as 2026-01-31T12:00:00Z",
        )
    })
}

/// Returns the last second that counts: a day alone means its end in UTC.
pub fn until(given: &str) -> Result<String> {
    moment(given, Day::End).ok_or_else(|| {
        Error::usage(
            format!("`{given}` is not a date"),
            "give a day such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z",
        )
    })
}

/// Returns the moment one day after another one.
pub fn day_after(text: &str) -> Result<String> {
    let moment = OffsetDateTime::parse(&since(text)?, &Rfc3339).ok();
    let after = moment.and_then(|moment| moment.checked_add(Duration::DAY));
    Ok(after.and_then(|after| after.format(&Rfc3339).ok()).unwrap_or_else(|| text.to_owned()))
}

/// Returns the moment that a text means, as the base keeps times: RFC 3339 in UTC, whole seconds, years of four digits.
fn moment(text: &str, day: Day) -> Option<String> {
    // Ten characters are a day, or nothing.
    let time_of_day = match day {
        _ if text.len() != 10 => "",
        Day::Start => "T00:00:00Z",
        Day::End => "T23:59:59Z",
    };
    let moment = OffsetDateTime::parse(&format!("{text}{time_of_day}"), &Rfc3339).ok()?;
    let utc = moment.checked_to_offset(UtcOffset::UTC)?.replace_nanosecond(0).ok()?;
    utc.format(&Rfc3339).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_its_start_and_a_moment_is_brought_to_utc() {
        let parsed = |text| since(text).expect(text);
        assert_eq!(parsed("2026-01-31"), "2026-01-31T00:00:00Z");
        assert_eq!(parsed(" 2024-02-29 "), "2024-02-29T00:00:00Z");
        assert_eq!(parsed("2026-01-31T12:34:56.789+02:00"), "2026-01-31T10:34:56Z");
        assert_eq!(day_after("2026-02-28T23:00:00Z").expect("a moment"), "2026-03-01T23:00:00Z");
    }

    #[test]
    fn a_date_is_a_day_with_all_of_it_or_a_moment() {
        let parsed = |text| until(text).expect(text);
        assert_eq!(parsed("2026-01-31"), "2026-01-31T23:59:59Z");
        assert_eq!(parsed("2026-01-31T12:00:00Z"), "2026-01-31T12:00:00Z");
        assert_eq!(parsed("2026-01-31T12:00:00.9+02:00"), "2026-01-31T10:00:00Z");
    }

    #[test]
    fn what_is_no_date_is_told() {
        let bad = ["", "2026", "2026-02-30", "2026-1-1", "+026-01-01", "31.1.2026", "yesterday", "２０２６-01-01"];
        for text in bad.into_iter().chain(["2026-01-31T12:00", "2026-01-31T12:00:00"]) {
            assert!(since(text).is_err(), "{text}");
            assert!(until(text).is_err(), "{text}");
        }
        assert!(since("0000-01-01T00:00:00+23:00").is_err(), "before the year 0");
    }
}
