//! Which state of the base a reading command shows: as it reads now, as the documents state it, or as it was.

use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

use crate::command::shared::context::Context;
use crate::error::{Error, Result};
use crate::model::Named;
use crate::store::Store;

/// Flattened into the commands that show figures.
#[derive(Debug, Clone, clap::Args)]
pub struct View {
    /// What the documents say, without corrections
    #[arg(long)]
    as_stated: bool,
    /// The base as it was then, but for reports, aliases and merges: a day such as 2026-01-31 (its end), or a time such as
    /// 2026-01-31T12:00:00Z
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

impl View {
    /// Returns the base in the state that was asked for, with its rows of the figures.
    pub fn of(&self, context: &Context, present: Store, figures: Vec<Named>) -> Result<(Store, Vec<Named>)> {
        let present = present.as_stated(self.as_stated);
        let Some(date) = &self.as_of else { return Ok((present, figures)) };
        let past = present.as_of(&moment(date)?, &figures)?;
        let figures = figures.iter().map(|figure| context.figure(&past, &figure.name)).collect::<Result<_>>()?;
        Ok((past, figures))
    }
}

/// Returns the last second that counts for a date, RFC 3339 in UTC: the end of a day, or the moment itself.
fn moment(given: &str) -> Result<String> {
    // Ten characters are a day, or nothing.
    let end_of_day = if given.len() == 10 { "T23:59:59Z" } else { "" };
    let moment = OffsetDateTime::parse(&format!("{given}{end_of_day}"), &Rfc3339).ok();
    // Times of the base are whole seconds of years with four digits.
    let formatted = moment
        .and_then(|moment| moment.checked_to_offset(UtcOffset::UTC)?.replace_nanosecond(0).ok())
        .and_then(|moment| moment.format(&Rfc3339).ok());
    formatted.ok_or_else(|| {
        Error::usage(
            format!("`{given}` is not a date"),
            "give a day such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_with_all_of_it_or_a_moment() {
        let moment = |text| moment(text).ok();
        assert_eq!(moment("2026-01-31").as_deref(), Some("2026-01-31T23:59:59Z"));
        assert_eq!(moment("2026-01-31T12:00:00Z").as_deref(), Some("2026-01-31T12:00:00Z"));
        assert_eq!(moment("2026-01-31T12:00:00.9+02:00").as_deref(), Some("2026-01-31T10:00:00Z"));
        for bad in ["", "2026", "2026-02-30", "31.1.2026", "yesterday", "2026-01-31T12:00:00"] {
            assert_eq!(moment(bad), None, "{bad}");
        }
    }
}
