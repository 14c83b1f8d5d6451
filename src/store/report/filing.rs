//! Reports: filing one, reading them with how they stand.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Result;
use crate::model::{
    Because, EventKind, MISSING_VALUE, NewReport, Place, Problem, Report, ReportId, ReportStatus, Resolution, Support,
};
use crate::name;
use crate::store::base::{Store, bind, column};
use crate::store::place::{self, Pointer, Reading};

/// Which reports to list. `None` means all.
#[derive(Debug, Clone, Default)]
pub struct ReportFilter {
    /// Only that stand like this.
    pub status: Option<ReportStatus>,
    /// Only about this figure, by its own name.
    pub figure: Option<String>,
    /// Only with this problem.
    pub problem: Option<Problem>,
    /// `true`: only those declined as spam; `false`: all but those.
    pub spam: Option<bool>,
}

impl Store {
    /// Returns the numbers of the newest reports, at most so many.
    pub fn report_numbers(&self, most: usize) -> Result<Vec<i64>> {
        let sql = "SELECT id FROM reports ORDER BY id DESC LIMIT :most";
        column(&self.connection, sql, named_params! { ":most": i64::try_from(most).unwrap_or(i64::MAX) })
    }

    /// Passes every report that the filter lets through to `visit`, oldest first.
    pub fn each_report(&self, filter: &ReportFilter, mut visit: impl FnMut(&Report) -> Result<()>) -> Result<()> {
        each(&self.connection, filter, &mut visit)
    }

    /// Returns the report of a number.
    pub fn report(&self, number: ReportId) -> Result<Option<Report>> {
        by_number(&self.connection, number)
    }

    /// Returns what the open reports on a document and its texts say, oldest first.
    pub fn open_reports_of_document(&self, slug: &str) -> Result<Vec<NewReport>> {
        let sql = "SELECT * FROM report_states WHERE document = :document AND status = 'open' ORDER BY id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let reports = statement.query_map(named_params! { ":document": slug }, filed)?;
        Ok(reports.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns the reports on the very place of another one, whoever filed them, oldest first; spam is not among them.
    pub fn reports_on(&self, report: &NewReport) -> Result<Vec<Report>> {
        let mut numbers = Vec::new();
        each_near(&self.connection, report, &mut |number, other| {
            if other.place == report.place {
                numbers.push(number);
            }
            Ok(())
        })?;
        let mut reports = Vec::new();
        for number in numbers {
            reports.extend(
                self.report(number)?.filter(|report| report.resolution != Some(Resolution::Declined(Because::Spam))),
            );
        }
        Ok(reports)
    }

    /// Returns how the target of a report reads now, `None` when it is no longer there.
    pub fn current_text(&self, report: &NewReport) -> Result<Option<String>> {
        current_text(&self.connection, report)
    }
}

/// Passes every report that the filter lets through to `visit`, oldest first.
pub(in crate::store) fn each(
    connection: &Connection,
    filter: &ReportFilter,
    visit: &mut dyn FnMut(&Report) -> Result<()>,
) -> Result<()> {
    let mut statement = connection.prepare(include_str!("each_report.sql"))?;
    let mut rows = statement.query(named_params! {
        ":status": filter.status,
        ":figure_folded": filter.figure.as_deref().map(name::fold),
        ":problem": filter.problem,
        ":spam": filter.spam,
    })?;
    while let Some(row) = rows.next()? {
        visit(&report(row)?)?;
    }
    Ok(())
}

/// Passes number and content of every report that may be on the place of another to `visit`, oldest first. There may be
/// others among them.
pub(in crate::store) fn each_near(
    connection: &Connection,
    report: &NewReport,
    visit: &mut dyn FnMut(ReportId, &NewReport) -> Result<()>,
) -> Result<()> {
    let is_prose = report.place.is_prose() || matches!(report.place, Place::Document { .. });
    let mut statement = connection.prepare_cached(include_str!("reports_near.sql"))?;
    let mut rows = statement.query(named_params! {
        ":document": report.place.document().filter(|_| is_prose),
        ":figure": report.figure().filter(|_| !is_prose).map(name::fold),
    })?;
    while let Some(row) = rows.next()? {
        visit(row.get("id")?, &filed(row)?)?;
    }
    Ok(())
}

/// Returns the report of a number.
pub(in crate::store) fn by_number(connection: &Connection, number: ReportId) -> Result<Option<Report>> {
    let mut statement = connection.prepare_cached("SELECT * FROM report_states WHERE id = :id")?;
    Ok(statement.query_row(named_params! { ":id": number }, report).optional()?)
}

/// Returns how the target of a report reads now, `None` when it is no longer there.
pub(in crate::store) fn current_text(connection: &Connection, report: &NewReport) -> Result<Option<String>> {
    Ok(current(connection, report)?.map(|reading| reading.text))
}

/// Returns what stands where a report points, `None` when nothing does.
pub(in crate::store) fn current(connection: &Connection, report: &NewReport) -> Result<Option<Reading>> {
    let pointer = Pointer { place: &report.place, seen: &report.seen, quote: report.quote.as_deref() };
    place::current(connection, &pointer)
}

/// Puts in a report and returns its number. The uid is that of a report from another base, else it is given one.
pub(in crate::store) fn file(
    connection: &Connection,
    report: &NewReport,
    uid: Option<&str>,
    now: &str,
) -> Result<ReportId> {
    let mut statement = connection.prepare_cached(include_str!("file_report.sql"))?;
    place::bind(&mut statement, &report.place, report.about.as_deref())?;
    bind(
        &mut statement,
        &[
            (":uid", &uid),
            (":target", &report.target()),
            (":problem", &report.problem),
            (":quote", &report.quote),
            (":seen", &report.seen),
            (":proposed", &report.proposed),
            (":comment", &report.comment),
            (":evidence", &report.evidence),
            (":reporter", &report.reporter),
            (":filed_at", &now),
        ],
    )?;
    statement.raw_execute()?;
    let number = ReportId(connection.last_insert_rowid());
    add_event(connection, &Event { from_bundle: uid.is_some(), ..Event::new(number, EventKind::Filed) }, now)?;
    Ok(number)
}

/// Something that happens to a report.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Event<'a> {
    /// `None`: it is given one.
    pub uid: Option<&'a str>,
    pub report: ReportId,
    pub kind: EventKind,
    pub because: Option<Because>,
    pub editor: Option<&'a str>,
    pub reporter: Option<&'a str>,
    /// What a supporter is told apart by, as [`reader`](super::reader::reader) has it.
    pub reader: Option<&'a str>,
    /// Whether it was said in another base.
    pub from_bundle: bool,
    pub evidence: Option<&'a str>,
    pub note: Option<&'a str>,
}

impl Event<'_> {
    /// Returns an event of which nothing else is known.
    pub fn new(report: ReportId, kind: EventKind) -> Self {
        Self {
            uid: None,
            report,
            kind,
            because: None,
            editor: None,
            reporter: None,
            reader: None,
            from_bundle: false,
            evidence: None,
            note: None,
        }
    }
}

pub(in crate::store) fn add_event(connection: &Connection, event: &Event, now: &str) -> Result<()> {
    connection.prepare_cached(include_str!("add_report_event.sql"))?.execute(named_params! {
        ":uid": event.uid,
        ":report_id": event.report,
        ":kind": event.kind,
        ":because": event.because,
        ":editor": event.editor,
        ":reporter": event.reporter,
        ":reader": event.reader,
        ":from_bundle": event.from_bundle,
        ":evidence": event.evidence,
        ":note": event.note,
        ":made_at": now,
    })?;
    Ok(())
}

/// Returns who else said what a report says, by time and uid. With `here_first`, those who did so in bundles come last.
pub(in crate::store) fn supports(connection: &Connection, number: ReportId, here_first: bool) -> Result<Vec<Support>> {
    let mut statement = connection.prepare_cached(include_str!("supports_of_report.sql"))?;
    let supports = statement.query_map(named_params! { ":report_id": number, ":here_first": here_first }, |row| {
        Ok(Support {
            uid: row.get("uid")?,
            reporter: row.get("reporter")?,
            evidence: row.get("evidence")?,
            comment: row.get("note")?,
            made_at: row.get("made_at")?,
        })
    })?;
    Ok(supports.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::store) fn report(row: &rusqlite::Row) -> rusqlite::Result<Report> {
    Ok(Report {
        number: row.get("id")?,
        uid: row.get("uid")?,
        filed: filed(row)?,
        filed_at: row.get("filed_at")?,
        status: row.get("status")?,
        decided_at: row.get("decided_at")?,
        resolution: row.get("resolution")?,
        note: row.get("note")?,
        editor: row.get("editor")?,
        readers: row.get("readers")?,
        readers_from_bundles: row.get("readers_from_bundles")?,
    })
}

fn filed(row: &rusqlite::Row) -> rusqlite::Result<NewReport> {
    Ok(NewReport {
        place: place::read(row)?,
        is_missing: row.get_ref("target")?.as_str()? == MISSING_VALUE,
        about: place::about(row)?,
        problem: row.get("problem")?,
        quote: row.get("quote")?,
        seen: row.get("seen")?,
        proposed: row.get("proposed")?,
        comment: row.get("comment")?,
        evidence: row.get("evidence")?,
        reporter: row.get("reporter")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filing_does_not_read_every_report() {
        let store = Store::open_in_memory().expect("a base");
        let sql = format!("EXPLAIN QUERY PLAN {}", include_str!("reports_near.sql"));
        let mut statement = store.connection.prepare(&sql).expect("a statement");
        let steps = statement
            .query_map(named_params! { ":document": None::<&str>, ":figure": "tea" }, |row| row.get("detail"))
            .and_then(Iterator::collect::<rusqlite::Result<Vec<String>>>)
            .expect("a plan");
        assert!(steps.iter().any(|step| step.contains("reports_by_figure")), "{steps:#?}");
        assert!(!steps.iter().any(|step| step.contains("SCAN reports")), "{steps:#?}");
    }
}
