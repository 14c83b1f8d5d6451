//! Corrections without a place, reports whose events cannot have happened so, and former states that nothing can read.

use rusqlite::{Connection, named_params};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::damage::fault;
use super::finding::{Concern, Finding, Level, Visit};
use crate::error::Result;
use crate::model::{EventKind, Place};
use crate::store::document::version;
use crate::store::place;

pub(super) fn corrections(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare(include_str!("corrections.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (level, details) = match row.get::<_, i64>("active")? {
            1 => (Level::Mendable, "the value that it stands on is missing".to_owned()),
            several => (Level::Broken, format!("{several} corrections are active in this place")),
        };
        visit(&Finding {
            correction: row.get("number")?,
            place: Some(place::read(row)?),
            base: row.get("base")?,
            text: row.get("text")?,
            editor: row.get("editor")?,
            made_at: row.get("made_at")?,
            ..Finding::new(Concern::Correction, level, details)
        })?;
    }
    Ok(())
}

/// Reads every former state of a document: they are compressed, and SQLite cannot tell whether they are whole.
pub(super) fn former_states(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let sql = include_str!("former_states.sql");
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Err(error) = version::read(row.get_ref(0)?.as_blob().unwrap_or_default()) {
            let details = format!("its state until {} cannot be read: {}", row.get::<_, String>(1)?, fault(error)?);
            let place = Some(Place::Document { document: row.get(2)? });
            visit(&Finding { place, ..Finding::new(Concern::Damage, Level::Broken, details) })?;
        }
    }
    Ok(())
}

/// Goes through the events of every report in the order they were written. (Their times say nothing: clocks go back, and
/// reports come from other bases.)
pub(super) fn events(connection: &Connection, visit: &mut Visit) -> Result<()> {
    use EventKind::{Accepted, Declined, Filed, Reopened};

    let mut statement = connection.prepare(include_str!("events.sql"))?;
    let mut rows = statement.query(named_params! {})?;
    // The report, and whether it is open; `None` before it was filed, and after something impossible was said.
    let mut current: Option<(i64, Option<bool>)> = None;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get("number")?;
        let kind: Option<String> = row.get("kind")?;
        let is_first = current.is_none_or(|(other, _)| other != number);
        let is_open = current.filter(|_| !is_first).and_then(|(_, is_open)| is_open);
        let event = kind.as_deref().map(|kind| (kind, EventKind::from_name(kind)));
        let (now, wrong) = match (event, is_first, is_open) {
            (Some((_, Some(Filed))), true, _) | (Some((_, Some(Reopened))), _, Some(false)) => (Some(true), None),
            (Some((_, Some(Accepted | Declined))), _, Some(true)) => (Some(false), None),
            (None, ..) => (None, Some((Level::Mendable, "it has no event that says that it was filed".to_owned()))),
            (Some((kind, _)), true, _) => (None, Some((Level::Broken, format!("it was {kind} before it was filed")))),
            (Some(_), false, None) => (None, None),
            (Some((_, Some(Filed))), false, _) => (None, Some((Level::Broken, "it was filed twice".to_owned()))),
            (Some((kind, _)), false, Some(true)) => {
                (None, Some((Level::Broken, format!("it was {kind} when it was open"))))
            }
            (Some((kind, _)), false, Some(false)) => {
                (None, Some((Level::Broken, format!("it was {kind} when it was decided"))))
            }
        };
        current = Some((number, now));
        if let Some((level, details)) = wrong {
            visit(&Finding {
                number: Some(number),
                place: Some(place::read(row)?),
                about: place::about(row)?,
                ..Finding::new(Concern::Event, level, format!("report {number}: {details}"))
            })?;
        }
    }
    event_times(connection, visit)
}

/// Looks for events whose moment nothing can read.
pub(super) fn event_times(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare(include_str!("event_times.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let made_at: String = row.get("made_at")?;
        if OffsetDateTime::parse(&made_at, &Rfc3339).is_err() {
            let (number, kind): (i64, String) = (row.get("number")?, row.get("kind")?);
            let details = format!("report {number}: it was {kind} at `{made_at}`, which is no moment in RFC 3339");
            visit(&Finding {
                number: Some(number),
                place: Some(place::read(row)?),
                about: place::about(row)?,
                ..Finding::new(Concern::Event, Level::Broken, details)
            })?;
        }
    }
    Ok(())
}
