//! Corrections without a place, reports whose events cannot have happened so, documents that are not of one piece, and
//! former states and decisions that nothing can do again.

use std::collections::HashSet;

use rusqlite::{Connection, Row, named_params};

use super::content::is_moment;
use super::damage::fault;
use super::finding::{Concern, Finding, Level, Numbered, Visit};
use crate::error::{Error, Result};
use crate::model::{Candidate, Document, EventKind, Passage, Place, ReportId};
use crate::name;
use crate::slug::is_slug;
use crate::store::base::Store;
use crate::store::document::{inferred, settle, version};
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
    let mut statement = connection.prepare(include_str!("former_states.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let content = row.get_ref("content")?.as_blob().unwrap_or_default();
        let wrong = match version::read(content) {
            Ok(document) => unfit(&document).or_else(|| mislabelled(row, &document)).map(String::from),
            Err(error) => Some(format!("cannot be read: {}", fault(error)?)),
        };
        if let Some(wrong) = wrong {
            // What is not text has a finding of its own.
            let text = |name| Ok::<_, Error>(String::from_utf8_lossy(row.get_ref(name)?.as_bytes()?).into_owned());
            let details = format!("its state until {} {wrong}", text("replaced_at")?);
            let place = Some(Place::Document { document: text("slug")? });
            visit(&Finding { place, ..Finding::new(Concern::Damage, Level::Broken, details) })?;
        }
    }
    Ok(())
}

/// Returns why a former state cannot be put into a base again, where it cannot.
fn unfit(document: &Document) -> Option<&'static str> {
    let columns = document.figures.len();
    let figures: HashSet<String> = document.figures.iter().map(|figure| name::fold(figure)).collect();
    let is_about = |passage: &Passage| {
        let about: HashSet<String> = passage.figures.iter().map(|figure| name::fold(figure)).collect();
        about.len() == passage.figures.len() && about.is_subset(&figures)
    };
    let mut positions = document.rows.iter().map(|row| row.position);
    let mut unclear = document.unclear.iter().map(|row| row.position);
    [
        (columns >= 2, "compares fewer than two figures"),
        (figures.len() == columns, "compares a figure with itself"),
        (document.figures.iter().all(|name| is_name(name)), "compares a figure without a name"),
        (is_slug(&document.slug), "has no slug"),
        (
            document.rows.iter().all(|row| row.values.len() == columns),
            "has a row with another number of cells than it has figures",
        ),
        (document.rows.iter().all(|row| is_name(&row.attribute)), "has a row about an attribute without a name"),
        (positions.all(|position| position > 0) && unclear.all(|position| position > 0), "has a row before the first"),
        (
            document.sections.iter().flat_map(|section| &section.passages).all(is_about),
            "has a passage about a figure that it does not compare, or twice about one",
        ),
    ]
    .into_iter()
    .find_map(|(fits, wrong)| (!fits).then_some(wrong))
}

/// Returns how what is kept beside a former state differs from it, where it does.
fn mislabelled(row: &Row, document: &Document) -> Option<&'static str> {
    let text = |column| row.get::<_, String>(column).unwrap_or_default();
    if serde_json::from_str::<Vec<String>>(&text("figures")).is_ok_and(|figures| figures != document.figures) {
        return Some("compares other figures than are kept beside it");
    }
    (text("source") != document.source).then_some("came from elsewhere than is kept beside it")
}

/// Tells whether a name has something that is read, so that something can be called by it.
fn is_name(name: &str) -> bool {
    !name::clean(name).is_empty()
}

/// Passes the documents whose parts are not of one piece to `visit`.
pub(super) fn documents(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare(include_str!("documents.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let place = Some(Place::Document { document: row.get("document")? });
        visit(&Finding { place, ..Finding::new(Concern::Damage, Level::Broken, row.get("is")?) })?;
    }
    Ok(())
}

/// Passes the decisions that cannot be done again to `visit`, which is how the past is read.
pub(super) fn past(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare(include_str!("past.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(&Finding::new(Concern::Damage, Level::Broken, row.get("is")?))?;
    }
    settled_rows(connection, visit)
}

/// Does again what people decided, and passes what is in the way, or comes out otherwise, to `visit`.
pub(super) fn again(store: &Store, visit: &mut Visit) -> Result<()> {
    let astray = match store.astray() {
        Ok(astray) => astray,
        Err(error) => {
            let reason = if matches!(error, Error::Refused(_)) { error.to_string() } else { fault(error)? };
            let details = format!("what happened to the base cannot be done again: {reason}");
            return visit(&Finding::new(Concern::Damage, Level::Broken, details));
        }
    };
    for (name, alias, _) in astray.names {
        let details = format!("`{alias}` and `{name}` are not what the log tells of them");
        visit(&Finding::new(Concern::Damage, Level::Broken, details))?;
    }
    for document in astray.documents {
        let details = "it does not say what its page and what was decided on it come to".into();
        let place = Some(Place::Document { document });
        visit(&Finding { place, ..Finding::new(Concern::Damage, Level::Broken, details) })?;
    }
    Ok(())
}

/// Passes the rows to `visit` that other documents tell apart otherwise than is stored.
pub(super) fn inferred_rows(connection: &Connection, visit: &mut Visit) -> Result<()> {
    // Rows and an index that cannot be read have findings of their own.
    let Ok(misjudged) = inferred::misjudged(connection) else { return Ok(()) };
    for (document, row) in misjudged {
        let sql = "SELECT slug FROM documents WHERE id = :id";
        let slug = connection.prepare_cached(sql)?.query_row(named_params! { ":id": document }, |row| row.get(0))?;
        let details = format!("row {} is not what other documents tell of it", row.0);
        let place = Some(Place::Document { document: slug });
        visit(&Finding { place, ..Finding::new(Concern::Damage, Level::Broken, details) })?;
    }
    Ok(())
}

/// Passes the decisions on rows to `visit` that say something else than their row.
fn settled_rows(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare(include_str!("settled_rows.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let list = |column| Ok::<_, Error>(serde_json::from_str::<Vec<String>>(row.get_ref(column)?.as_str()?).ok());
        // What is no list has a finding of its own.
        let (Some(values), Some(figures)) = (list("cells")?, list("figures")?) else { continue };
        let columns = values.len();
        let split = Candidate::new(row.get("attribute")?, values);
        let apart: HashSet<String> = figures.iter().map(|figure| name::fold(figure)).collect();
        if apart.len() < columns || columns != figures.len() || !settle::is_of(&split, row.get_ref("raw")?.as_str()?) {
            let number: i64 = row.get("id")?;
            let details =
                format!("settled row {number} does not have a cell for each figure with the row's characters");
            let place = Some(Place::Document { document: row.get("document")? });
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
    let mut current: Option<(ReportId, Option<bool>)> = None;
    while let Some(row) = rows.next()? {
        let number: ReportId = row.get("number")?;
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
                numbered: Some(Numbered::Report(number)),
                place: Some(place::read(row)?),
                about: place::about(row)?,
                ..Finding::new(Concern::Event, level, format!("report {number}: {details}"))
            })?;
        }
    }
    event_times(connection, visit)?;
    answers(connection, visit)
}

/// Looks for reports that were accepted without a correction, and the other way round.
fn answers(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare(include_str!("answers.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (number, is): (ReportId, String) = (row.get("number")?, row.get("is")?);
        visit(&Finding {
            numbered: Some(Numbered::Report(number)),
            place: Some(place::read(row)?),
            about: place::about(row)?,
            ..Finding::new(Concern::Event, Level::Broken, format!("report {number}: {is}"))
        })?;
    }
    Ok(())
}

/// Looks for events whose moment nothing can read.
fn event_times(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare(include_str!("event_times.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let made_at: String = row.get("made_at")?;
        if !is_moment(&made_at) {
            let (number, kind): (ReportId, String) = (row.get("number")?, row.get("kind")?);
            let details = format!("report {number}: it was {kind} at `{made_at}`, which is no moment in RFC 3339");
            visit(&Finding {
                numbered: Some(Numbered::Report(number)),
                place: Some(place::read(row)?),
                about: place::about(row)?,
                ..Finding::new(Concern::Event, Level::Broken, details)
            })?;
        }
    }
    Ok(())
}
