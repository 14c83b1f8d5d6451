//! Work that waits for an editor: nothing is broken, and somebody has to decide.

use rusqlite::{Connection, named_params};

use super::finding::{Concern, Finding, Level, Numbered, Visit};
use crate::error::Result;
use crate::model::{Candidate, Place, ReportStatus, SettlementState, Standing};
use crate::store::base::Store;
use crate::store::place;
use crate::store::report::ReportFilter;

/// From how many characters on it is remarkable that the cells of a row read the same. "Yes", "Mediterranean climate" and
/// "Constitutional monarchy" are said of several figures rightly; a sentence is more likely one cell that was taken for
/// several.
const LONG: usize = 40;

/// From how many rows on it is remarkable that two columns read the same from top to bottom.
const MANY_ROWS: usize = 3;

fn work(concern: Concern, details: String) -> Finding {
    Finding::new(concern, Level::Work, details)
}

impl Store {
    pub(super) fn moved(&self, visit: &mut Visit) -> Result<()> {
        self.each_moved_correction(|moved| {
            let correction = &moved.correction;
            let details = if moved.stated.is_some() { "the document has changed" } else { "the text is gone" };
            visit(&Finding {
                correction: Some(correction.number),
                place: Some(correction.place.clone()),
                base: Some(correction.base.clone()),
                stated: moved.stated.clone(),
                text: Some(correction.text.clone()),
                editor: Some(correction.editor.clone()),
                made_at: Some(correction.made_at.clone()),
                ..work(Concern::Moved, details.into())
            })
        })
    }

    /// Open reports: those whose target is here, or those whose target is not.
    pub(super) fn reports(&self, concern: Concern, visit: &mut Visit) -> Result<()> {
        let open = ReportFilter { status: Some(ReportStatus::Open), ..ReportFilter::default() };
        self.each_report(&open, |report| {
            let standing = self.standing(report)?;
            if (standing == Standing::Unmatched) != (concern == Concern::Unmatched) {
                return Ok(());
            }
            let filed = &report.filed;
            let details = match standing {
                Standing::Matched => format!("reported as {}", filed.problem.as_str()),
                Standing::Moved => format!("reported as {}, and the text has changed since", filed.problem.as_str()),
                Standing::Unmatched => "what it is about is not in this base".into(),
            };
            visit(&Finding {
                numbered: Some(Numbered::Report(report.number)),
                place: Some(filed.place.clone()),
                about: filed.about.clone(),
                base: Some(filed.seen.clone()).filter(|seen| !seen.is_empty()),
                text: filed.proposed.clone(),
                editor: filed.reporter.clone(),
                made_at: Some(report.filed_at.clone()),
                ..work(concern, details)
            })
        })
    }

    pub(super) fn unclear(&self, visit: &mut Visit) -> Result<()> {
        self.each_unclear_row(false, |record| {
            visit(&Finding {
                numbered: Some(Numbered::UnclearRow(record.id)),
                place: Some(Place::Document { document: record.document.clone() }),
                stated: Some(record.row.raw.clone()),
                ..work(Concern::Unclear, record.row.reason.clone())
            })
        })
    }

    /// Decisions on rows that their pages have made needless.
    pub(super) fn answered(&self, visit: &mut Visit) -> Result<()> {
        self.each_settled_row(|record| {
            if record.state != SettlementState::Answered {
                return Ok(());
            }
            let decided = match &record.split {
                Some(Candidate { attribute, values, .. }) => {
                    format!("settled as `{attribute} | {}`", values.join(" | "))
                }
                None => "left unclear".to_owned(),
            };
            let details = format!("decision {}: {decided}", record.number);
            visit(&Finding {
                numbered: Some(Numbered::Settlement(record.number)),
                place: Some(Place::Document { document: record.document.clone() }),
                stated: Some(record.raw.clone()),
                editor: Some(record.editor.clone()),
                made_at: Some(record.settled_at.clone()),
                ..work(Concern::Answered, details)
            })
        })
    }
}

/// Cells that the table of a document leaves empty, while it says something of another figure there. (An empty cell is not
/// stored.) Those that were filled by a correction are left out.
pub(super) fn empty(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare(include_str!("empty.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(&Finding {
            place: Some(place::read(row)?),
            ..work(Concern::Empty, "the document says nothing here".into())
        })?;
    }
    Ok(())
}

/// Rows in which a document says the same of all its figures at length, and columns that are the same all the way down.
pub(super) fn identical(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let found = [
        (include_str!("identical_rows.sql"), LONG, "every figure has the same long text"),
        (include_str!("identical_columns.sql"), MANY_ROWS, "the two columns are the same in every row"),
    ];
    for (sql, least, details) in found {
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query(named_params! { ":least": i64::try_from(least).unwrap_or(i64::MAX) })?;
        while let Some(row) = rows.next()? {
            visit(&Finding {
                place: Some(place::read(row)?),
                other: row.get("other")?,
                stated: row.get("stated")?,
                ..work(Concern::Identical, details.into())
            })?;
        }
    }
    Ok(())
}
