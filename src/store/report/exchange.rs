//! Reports as bases exchange them: what readers said, under ids that are the same everywhere. Decisions stay at home.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::filing::{Event, add_event, by_number, file, report, supports};
use super::reader::reader;
use crate::error::Result;
use crate::model::{EventKind, ReportId, SharedReport, Support};
use crate::store::base::Store;

/// What came of taking in a report from another base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It is new here, with so many supports.
    New(usize),
    /// It was known; so many supports were not.
    Known(usize),
    /// Its uid, or that of a support, belongs to other words here; nothing was written.
    Conflicting,
}

impl Store {
    /// Passes every report to `visit`, by time and uid; with `since` only those that were filed or supported then or
    /// later.
    pub fn each_shared_report(
        &self,
        since: Option<&str>,
        mut visit: impl FnMut(&SharedReport) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_shared_report.sql"))?;
        let mut rows = statement.query(named_params! { ":since": since })?;
        while let Some(row) = rows.next()? {
            let report = report(row)?;
            let supports = supports(&self.connection, report.number, false)?;
            visit(&SharedReport { uid: report.uid, filed: report.filed, filed_at: report.filed_at, supports })?;
        }
        Ok(())
    }
}

/// Takes in a report from another base, within a transaction.
pub fn take_report(connection: &Connection, shared: &SharedReport) -> Result<Taken> {
    let find = "SELECT id FROM reports WHERE uid = :uid";
    let known: Option<ReportId> = connection
        .prepare_cached(find)?
        .query_row(named_params! { ":uid": &shared.uid }, |row| row.get(0))
        .optional()?;
    if let Some(known) = known.map(|number| by_number(connection, number)).transpose()?.flatten()
        && (known.filed != shared.filed || known.filed_at != shared.filed_at)
    {
        return Ok(Taken::Conflicting);
    }
    let mut new = Vec::new();
    let known_supports = known.map(|number| supports(connection, number, false)).transpose()?.unwrap_or_default();
    for support in &shared.supports {
        if known_supports.contains(support) {
            continue;
        }
        let taken = "SELECT EXISTS (SELECT 1 FROM report_events WHERE uid = :uid)";
        if connection.prepare_cached(taken)?.query_row(named_params! { ":uid": &support.uid }, |row| row.get(0))? {
            return Ok(Taken::Conflicting);
        }
        new.push(support);
    }
    let number = match known {
        Some(number) => number,
        None => file(connection, &shared.filed, Some(&shared.uid), &shared.filed_at)?,
    };
    for support in &new {
        let Support { reporter, evidence, comment, .. } = support;
        let reader = reader(&shared.filed, reporter.as_deref(), comment.as_deref(), evidence.as_deref());
        let event = Event {
            uid: Some(&support.uid),
            reporter: reporter.as_deref(),
            reader: reader.as_deref(),
            from_bundle: true,
            evidence: evidence.as_deref(),
            note: comment.as_deref(),
            ..Event::new(number, EventKind::Supported)
        };
        add_event(connection, &event, &support.made_at)?;
    }
    Ok(if known.is_some() { Taken::Known(new.len()) } else { Taken::New(new.len()) })
}
