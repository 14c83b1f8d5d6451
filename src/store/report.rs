//! Reports: filing one, reading them with how they stand.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::Store;
use crate::error::Result;
use crate::model::{NewReport, Problem, Report, ReportStatus, Target};
use crate::name;

/// Which reports to list. `None` means all.
#[derive(Debug, Clone, Default)]
pub struct ReportFilter {
    /// Only that stand like this.
    pub status: Option<ReportStatus>,
    /// Only about this figure, by its own name.
    pub figure: Option<String>,
    /// Only with this problem.
    pub problem: Option<Problem>,
}

impl Store {
    /// Files a report and returns its number.
    pub fn file_report(&mut self, report: &NewReport, now: &str) -> Result<i64> {
        self.write(|connection| file(connection, report, now))
    }

    /// Passes every report that the filter lets through to `visit`, oldest first.
    pub fn each_report(&self, filter: &ReportFilter, mut visit: impl FnMut(&Report) -> Result<()>) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("each_report.sql"))?;
        let mut rows = statement.query(named_params! {
            ":status": filter.status.map(ReportStatus::as_str),
            ":figure_folded": filter.figure.as_deref().map(name::fold),
            ":problem": filter.problem.map(Problem::as_str),
        })?;
        while let Some(row) = rows.next()? {
            visit(&report(row)?)?;
        }
        Ok(())
    }

    /// Returns the report of a number.
    pub fn report(&self, number: i64) -> Result<Option<Report>> {
        let mut statement = self.connection.prepare_cached("SELECT * FROM report_states WHERE id = ?1")?;
        Ok(statement.query_row([number], report).optional()?)
    }

    /// Returns how the target of a report reads now, `None` when it is no longer there.
    pub fn current_text(&self, report: &NewReport) -> Result<Option<String>> {
        let sql = match report.target {
            Target::Value | Target::MissingValue => include_str!("current_value_text.sql"),
            Target::Figure => include_str!("current_figure_text.sql"),
            Target::Passage => include_str!("current_passage_text.sql"),
            Target::Summary => include_str!("current_summary_text.sql"),
            Target::Document => "SELECT title FROM documents WHERE slug = :document",
        };
        let mut statement = self.connection.prepare_cached(sql)?;
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
        // Each statement takes those of the parameters that it names.
        for (parameter, value) in parameters {
            if let Some(index) = statement.parameter_index(parameter)? {
                statement.raw_bind_parameter(index, value)?;
            }
        }
        Ok(statement.raw_query().next()?.map(|row| row.get(0)).transpose()?)
    }
}

fn file(connection: &Connection, report: &NewReport, now: &str) -> Result<i64> {
    let number = connection.prepare_cached(include_str!("file_report.sql"))?.insert(named_params! {
        ":target": report.target.as_str(),
        ":problem": report.problem.as_str(),
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
    connection
        .prepare_cached(
            "INSERT INTO report_events (uid, report_id, kind, made_at)
             VALUES (lower(hex(randomblob(16))), ?1, 'filed', ?2)",
        )?
        .execute(rusqlite::params![number, now])?;
    Ok(number)
}

fn report(row: &rusqlite::Row) -> rusqlite::Result<Report> {
    Ok(Report {
        number: row.get("id")?,
        uid: row.get("uid")?,
        filed: NewReport {
            target: member(row, "target", Target::from_name)?,
            problem: member(row, "problem", Problem::from_name)?,
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
        },
        filed_at: row.get("filed_at")?,
        status: member(row, "status", ReportStatus::from_name)?,
        decided_at: row.get("decided_at")?,
        resolution: row.get("resolution")?,
        note: row.get("note")?,
    })
}

/// Reads a column that holds a member of a closed set; the CHECK beside it says the same set.
fn member<T>(row: &rusqlite::Row, column: &str, from_name: fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let value = row.get_ref(column)?;
    from_name(value.as_str()?).ok_or_else(|| rusqlite::Error::InvalidColumnType(0, column.into(), value.data_type()))
}
