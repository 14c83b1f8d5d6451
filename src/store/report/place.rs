//! Where the target of a report is in this base: a report names it in words, because it must outlive imports and merges
//! and be understood in other bases.

use rusqlite::{Connection, params};

use super::filing as report;
use crate::error::Result;
use crate::model::{NameKind, NewReport, ReportStatus, Standing, Target};
use crate::name;
use crate::store::correction::making as correction;
use crate::store::name::known;

/// What a report points at, in this base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Place {
    /// A text that a correction can change.
    Text(correction::Target),
    /// The cell of a document's table in which nothing stands. The attribute is `None` while the base does not know it.
    Nothing { document_id: i64, figure_id: i64, attribute_id: Option<i64> },
    /// A value that is missing in one of these documents.
    OneOf(Vec<String>),
    /// A figure or a document as a whole, which has no text of its own.
    Whole,
}

/// Returns where the target of a report is, `None` when it is not in this base or no longer there.
pub(in crate::store) fn find(connection: &Connection, report: &NewReport) -> Result<Option<Place>> {
    let text = |target| Some(Place::Text(target));
    Ok(match report.target {
        Target::Value => report::current(connection, report, value)?.and_then(text),
        Target::MissingValue if report.document.is_some() => match report::current(connection, report, value)? {
            Some(target) => text(target),
            None => nothing(connection, report)?,
        },
        Target::MissingValue => nothing(connection, report)?,
        Target::Passage => {
            let target = |row: &rusqlite::Row| Ok(correction::Target::Passage { passage_id: row.get(1)? });
            report::current(connection, report, target)?.and_then(text)
        }
        Target::Summary => {
            let target = |row: &rusqlite::Row| Ok(correction::Target::Summary { document_id: row.get(1)? });
            report::current(connection, report, target)?.and_then(text)
        }
        Target::Figure | Target::Document => report::current_text(connection, report)?.map(|_| Place::Whole),
    })
}

fn value(row: &rusqlite::Row) -> rusqlite::Result<correction::Target> {
    Ok(correction::Target::Value { document_id: row.get(1)?, figure_id: row.get(2)?, attribute_id: row.get(3)? })
}

/// Returns the cell that a missing value belongs in: in the report's document, or in the only one that compares the
/// figure.
fn nothing(connection: &Connection, report: &NewReport) -> Result<Option<Place>> {
    let Some(figure_id) = figure_id(connection, report)? else { return Ok(None) };
    let mut statement = connection.prepare_cached(include_str!("documents_comparing.sql"))?;
    let row = |row: &rusqlite::Row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
    let documents: Vec<_> =
        statement.query_map(params![figure_id, report.document], row)?.collect::<rusqlite::Result<_>>()?;
    Ok(match documents.as_slice() {
        [] => None,
        [(document_id, slug)] => {
            let attribute_id = attribute_id(connection, report)?;
            let there = NewReport { document: Some(slug.clone()), ..report.clone() };
            match report::current(connection, &there, value)? {
                Some(target) => Some(Place::Text(target)),
                None => Some(Place::Nothing { document_id: *document_id, figure_id, attribute_id }),
            }
        }
        several => Some(Place::OneOf(several.iter().map(|(_, slug)| slug.clone()).collect())),
    })
}

fn figure_id(connection: &Connection, report: &NewReport) -> Result<Option<i64>> {
    id_of(connection, NameKind::Figure, report.figure.as_deref())
}

fn attribute_id(connection: &Connection, report: &NewReport) -> Result<Option<i64>> {
    id_of(connection, NameKind::Attribute, report.attribute.as_deref())
}

fn id_of(connection: &Connection, kind: NameKind, name: Option<&str>) -> Result<Option<i64>> {
    name.map_or(Ok(None), |name| known::find(connection, kind, &name::fold(name)))
}

/// Tells how the target of a report stands in this base.
pub(in crate::store) fn standing(
    connection: &Connection,
    report: &NewReport,
    status: ReportStatus,
) -> Result<Standing> {
    let Some(place) = find(connection, report)? else { return Ok(Standing::Unmatched) };
    let moved = match (status, place) {
        (ReportStatus::Open, _) => report::current_text(connection, report)?.unwrap_or_default() != report.seen,
        (ReportStatus::Accepted, Place::Text(target)) => {
            let sql = "SELECT EXISTS (SELECT 1 FROM moved_corrections WHERE correction_id = ?1)";
            let active = correction::active(connection, target)?;
            connection.prepare_cached(sql)?.query_row([active], |row| row.get(0))?
        }
        _ => false,
    };
    Ok(if moved { Standing::Moved } else { Standing::Matched })
}

/// Returns a text that two reports share exactly when they point at the same place, however it was called when they were
/// filed. A value and a missing value of the same cell are one place.
pub(in crate::store) fn key(connection: &Connection, report: &NewReport) -> Result<String> {
    if let Some(Place::Text(target)) = find(connection, report)? {
        return Ok(format!("{target:?}"));
    }
    let known = |id: Option<i64>, name: &Option<String>| {
        id.map_or_else(|| name.as_deref().map(name::fold).unwrap_or_default(), |id| format!("#{id}"))
    };
    let target = if report.target == Target::MissingValue { Target::Value } else { report.target };
    let mut parts = vec![
        target.as_str().to_owned(),
        report.document.clone().unwrap_or_default(),
        known(figure_id(connection, report)?, &report.figure),
        known(attribute_id(connection, report)?, &report.attribute),
    ];
    if report.target == Target::Passage {
        // Whoever looked at it: a passage is told by its words.
        parts[2].clear();
        parts.extend([report.section.clone().unwrap_or_default(), name::fold(&report.seen)]);
    }
    if report.target == Target::Summary {
        parts[2].clear();
    }
    Ok(parts.join("\u{1f}"))
}

/// Returns how a text reads when what a report proposes is put in: in place of the words that the report quotes, else of
/// all of it. `None` when the quoted words do not stand there exactly once.
pub(in crate::store) fn put_in(report: &NewReport, now: &str, text: &str) -> Option<String> {
    let quote = report.quote.as_deref().filter(|_| matches!(report.target, Target::Passage | Target::Summary));
    match quote {
        None => Some(text.to_owned()),
        Some(quote) if now.matches(quote).count() == 1 => Some(now.replacen(quote, text, 1)),
        Some(_) => None,
    }
}
