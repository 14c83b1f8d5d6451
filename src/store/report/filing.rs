//! Reports: filing one, reading them with how they stand.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::error::Result;
use crate::model::{Because, NewReport, Problem, Report, ReportStatus, Support, Target};
use crate::name;
use crate::store::base::{Store, bind};
use crate::store::document::likeness;

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
    /// Passes every report that the filter lets through to `visit`, oldest first.
    pub fn each_report(&self, filter: &ReportFilter, mut visit: impl FnMut(&Report) -> Result<()>) -> Result<()> {
        each(&self.connection, filter, &mut visit)
    }

    /// Returns the report of a number.
    pub fn report(&self, number: i64) -> Result<Option<Report>> {
        by_number(&self.connection, number)
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
    visit: &mut dyn FnMut(i64, &NewReport) -> Result<()>,
) -> Result<()> {
    let is_prose = matches!(report.target, Target::Passage | Target::Summary | Target::Document);
    let mut statement = connection.prepare_cached(include_str!("reports_near.sql"))?;
    let mut rows = statement.query(named_params! {
        ":document": report.document.as_deref().filter(|_| is_prose),
        ":figure": report.figure.as_deref().filter(|_| !is_prose).map(name::fold),
    })?;
    while let Some(row) = rows.next()? {
        visit(row.get("id")?, &filed(row)?)?;
    }
    Ok(())
}

/// Returns the report of a number.
pub(in crate::store) fn by_number(connection: &Connection, number: i64) -> Result<Option<Report>> {
    let mut statement = connection.prepare_cached("SELECT * FROM report_states WHERE id = ?1")?;
    Ok(statement.query_row([number], report).optional()?)
}

/// Returns how the target of a report reads now, `None` when it is no longer there.
pub(in crate::store) fn current_text(connection: &Connection, report: &NewReport) -> Result<Option<String>> {
    current(connection, report, |row| row.get(0))
}

/// Returns what `read` takes from the row that holds how the target of a report reads now: the text, and for values,
/// passages and summaries the rows that it is made of.
pub(in crate::store) fn current<T>(
    connection: &Connection,
    report: &NewReport,
    read: impl FnOnce(&rusqlite::Row) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    if report.target != Target::Passage || query_current(connection, report, |_| Ok(()))?.is_some() {
        return query_current(connection, report, read);
    }
    match changed_passage(connection, report)? {
        Some(text) => query_current(connection, &NewReport { seen: text, ..report.clone() }, read),
        None => Ok(None),
    }
}

/// Returns the text of the passage that the one a reader saw has become: that of the section which is most like it, and
/// alike enough to be the same passage.
fn changed_passage(connection: &Connection, report: &NewReport) -> Result<Option<String>> {
    let sql = "SELECT text FROM current_passages WHERE document = ?1 AND heading = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(rusqlite::params![report.document, report.section])?;
    let mut best: Option<(f64, String)> = None;
    while let Some(row) = rows.next()? {
        let text: String = row.get(0)?;
        let alike = likeness::of_passages(&report.seen, &text);
        if alike >= likeness::SAME_PASSAGE && best.as_ref().is_none_or(|(most, _)| alike > *most) {
            best = Some((alike, text));
        }
    }
    Ok(best.map(|(_, text)| text))
}

fn query_current<T>(
    connection: &Connection,
    report: &NewReport,
    read: impl FnOnce(&rusqlite::Row) -> rusqlite::Result<T>,
) -> Result<Option<T>> {
    let sql = match report.target {
        Target::Value | Target::MissingValue => include_str!("current_value_text.sql"),
        Target::Figure => include_str!("current_figure_text.sql"),
        Target::Passage => include_str!("current_passage_text.sql"),
        Target::Summary => include_str!("current_summary_text.sql"),
        Target::Document => "SELECT title FROM present_documents WHERE slug = :document",
    };
    let mut statement = connection.prepare_cached(sql)?;
    let figure = report.figure.as_deref().map(name::fold);
    let attribute = report.attribute.as_deref().map(name::fold);
    let parameters: [(&str, &dyn rusqlite::ToSql); 6] = [
        (":document", &report.document),
        (":figure", &figure),
        (":attribute", &attribute),
        (":section", &report.section),
        (":seen", &report.seen),
        (":quote", &report.quote),
    ];
    bind(&mut statement, &parameters)?;
    Ok(statement.raw_query().next()?.map(read).transpose()?)
}

/// Puts in a report and returns its number. Without a uid it is given one.
pub(in crate::store) fn file(connection: &Connection, report: &NewReport, uid: Option<&str>, now: &str) -> Result<i64> {
    let number = connection.prepare_cached(include_str!("file_report.sql"))?.insert(named_params! {
        ":uid": uid,
        ":target": report.target,
        ":problem": report.problem,
        ":document": report.document,
        ":figure": report.figure,
        ":figure_folded": report.figure.as_deref().map(name::fold),
        ":attribute": report.attribute,
        ":attribute_folded": report.attribute.as_deref().map(name::fold),
        ":section": report.section,
        ":quote": report.quote,
        ":seen": report.seen,
        ":proposed": report.proposed,
        ":comment": report.comment,
        ":evidence": report.evidence,
        ":reporter": report.reporter,
        ":filed_at": now,
    })?;
    add_event(connection, &Event { report: number, kind: "filed", ..Event::default() }, now)?;
    Ok(number)
}

/// Something that happens to a report.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::store) struct Event<'a> {
    /// `None`: it is given one.
    pub uid: Option<&'a str>,
    pub report: i64,
    pub kind: &'a str,
    pub because: Option<Because>,
    pub editor: Option<&'a str>,
    pub reporter: Option<&'a str>,
    pub evidence: Option<&'a str>,
    pub note: Option<&'a str>,
}

pub(in crate::store) fn add_event(connection: &Connection, event: &Event, now: &str) -> Result<()> {
    connection.prepare_cached(include_str!("add_report_event.sql"))?.execute(named_params! {
        ":uid": event.uid,
        ":report_id": event.report,
        ":kind": event.kind,
        ":because": event.because,
        ":editor": event.editor,
        ":reporter": event.reporter,
        ":evidence": event.evidence,
        ":note": event.note,
        ":made_at": now,
    })?;
    Ok(())
}

/// Returns who else said what a report says, by time and uid.
pub(in crate::store) fn supports(connection: &Connection, number: i64) -> Result<Vec<Support>> {
    let mut statement = connection.prepare_cached(include_str!("supports_of_report.sql"))?;
    let supports = statement.query_map([number], |row| {
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
    })
}

fn filed(row: &rusqlite::Row) -> rusqlite::Result<NewReport> {
    Ok(NewReport {
        target: row.get("target")?,
        problem: row.get("problem")?,
        document: row.get("document")?,
        figure: row.get("figure")?,
        attribute: row.get("attribute")?,
        section: row.get("section")?,
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
