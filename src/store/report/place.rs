//! Where the target of a report is in this base, and which reports are on one place.

use rusqlite::{Connection, named_params};

use super::filing as report;
use crate::error::Result;
use crate::model::{AttributeId, DocumentId, FigureId, NameKind, NewReport, Place, ReportStatus, Standing};
use crate::name;
use crate::store::correction::making as correction;
use crate::store::name::known;
use crate::store::place::PlaceId;

/// What a report points at, in this base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Located {
    /// A text that a correction can change.
    Text(PlaceId),
    /// The cell of a document's table in which nothing stands. The attribute is `None` while the base does not know it.
    Nothing { document_id: DocumentId, figure_id: FigureId, attribute_id: Option<AttributeId> },
    /// A value that is missing in one of these documents.
    OneOf(Vec<String>),
    /// A figure or a document as a whole, which has no text of its own.
    Whole,
}

/// Returns where the target of a report is, `None` when it is not in this base or no longer there.
pub(in crate::store) fn find(connection: &Connection, report: &NewReport) -> Result<Option<Located>> {
    // A value that no document gives is not one that another document has since come to give.
    let is_anywhere = report.is_missing && report.place.document().is_none();
    let reading = if is_anywhere { None } else { report::current(connection, report)? };
    Ok(match reading {
        Some(reading) => Some(reading.id.map_or(Located::Whole, Located::Text)),
        None if report.is_missing => nothing(connection, report)?,
        None => None,
    })
}

/// Returns the cell that a missing value belongs in: in the report's document, or in the only one that compares the
/// figure.
fn nothing(connection: &Connection, report: &NewReport) -> Result<Option<Located>> {
    let Place::Value { document, figure, attribute } = &report.place else { return Ok(None) };
    let Some(figure_id) = known::figure(connection, figure)? else { return Ok(None) };
    let mut statement = connection.prepare_cached(include_str!("documents_comparing.sql"))?;
    let row = |row: &rusqlite::Row| Ok((row.get::<_, DocumentId>(0)?, row.get::<_, String>(1)?));
    let documents: Vec<_> = statement
        .query_map(named_params! { ":figure_id": figure_id, ":document": document }, row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(match documents.as_slice() {
        [] => None,
        [(document_id, slug)] => {
            let there = there(report, slug);
            match report::current(connection, &there)?.and_then(|reading| reading.id) {
                Some(place) => Some(Located::Text(place)),
                None => Some(Located::Nothing {
                    document_id: *document_id,
                    figure_id,
                    attribute_id: known::attribute(connection, attribute)?,
                }),
            }
        }
        several => Some(Located::OneOf(several.iter().map(|(_, slug)| slug.clone()).collect())),
    })
}

/// Returns a report on a value as one on the value in a document.
pub(in crate::store) fn there(report: &NewReport, slug: &str) -> NewReport {
    let mut there = report.clone();
    if let Place::Value { document, .. } = &mut there.place {
        *document = Some(slug.to_owned());
    }
    there
}

/// Tells how the target of a report stands in this base.
pub(in crate::store) fn standing(
    connection: &Connection,
    report: &NewReport,
    status: ReportStatus,
) -> Result<Standing> {
    let Some(located) = find(connection, report)? else { return Ok(Standing::Unmatched) };
    let moved = match (status, located) {
        (ReportStatus::Open, _) => report::current_text(connection, report)?.unwrap_or_default() != report.seen,
        (ReportStatus::Accepted, Located::Text(place)) => {
            let sql = "SELECT EXISTS (SELECT 1 FROM moved_corrections WHERE correction_id = :correction_id)";
            let active = correction::active(connection, place)?;
            connection.prepare_cached(sql)?.query_row(named_params! { ":correction_id": active }, |row| row.get(0))?
        }
        _ => false,
    };
    Ok(if moved { Standing::Moved } else { Standing::Matched })
}

/// Equal for two reports exactly when they point at the same place, however it was called when they were filed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKey {
    /// A text of this base.
    Text(PlaceId),
    /// What is not a text of this base: its place in present names, and for a passage how it read.
    Other(Place, String),
}

/// Returns the key of the place that a report points at. A value and a missing value of the same cell are one place.
pub(in crate::store) fn key(connection: &Connection, report: &NewReport) -> Result<PlaceKey> {
    if let Some(Located::Text(place)) = find(connection, report)? {
        return Ok(PlaceKey::Text(place));
    }
    let mut place = report.place.clone();
    let mut seen = String::new();
    let present = |kind, given: &mut String| -> Result<()> {
        let owner = known::owner(connection, kind, given)?;
        *given = name::fold(owner.as_ref().map_or(given.as_str(), |owner| &owner.name));
        Ok(())
    };
    match &mut place {
        Place::Value { figure, attribute, .. } => {
            present(NameKind::Figure, figure)?;
            present(NameKind::Attribute, attribute)?;
        }
        Place::Figure { figure, .. } => present(NameKind::Figure, figure)?,
        Place::Attribute { attribute, .. } => present(NameKind::Attribute, attribute)?,
        // A passage is told by its words.
        Place::Passage { .. } => seen = name::fold(&report.seen),
        Place::Summary { .. } | Place::Document { .. } => {}
    }
    Ok(PlaceKey::Other(place, seen))
}

/// Returns how a text reads when what a report proposes is put in: in place of the words that the report quotes, else of
/// all of it. `None` when the quoted words do not stand there exactly once.
pub(in crate::store) fn put_in(report: &NewReport, now: &str, text: &str) -> Option<String> {
    let quote = report.quote.as_deref().filter(|_| report.place.is_prose());
    match quote {
        None => Some(text.to_owned()),
        Some(quote) if now.matches(quote).count() == 1 => Some(now.replacen(quote, text, 1)),
        Some(_) => None,
    }
}
