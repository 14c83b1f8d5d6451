//! The log: who changed what, when, why and on whose report, gathered from what each part of the base keeps.

use rusqlite::{Row, named_params};

use crate::error::Result;
use crate::model::{Document, LogEntry, LogKind, NameKind, Named, Place};
use crate::name;
use crate::store::base::Store;
use crate::store::document::version;
use crate::store::place;

/// An entry with what sorts those of one second: the kind of event, and its number within the kind.
type Sorted = ((String, i64, i64), LogEntry);

/// A state of a document, and when and by which version it was replaced; the present one, and one that was taken out, were
/// not.
type State = (Document, Option<(String, i64)>);

/// Where the updates of documents stand among the events of one second: after their import.
const UPDATED: i64 = 1;

impl Store {
    /// Returns what happened, oldest first: all of it, or what concerns a figure, or one of its attributes.
    pub fn log(&self, figure: Option<&Named>, attribute: Option<&Named>) -> Result<Vec<LogEntry>> {
        let mut statement = self.connection.prepare(include_str!("log.sql"))?;
        let parameters = named_params! {
            ":figure_id": figure.map(|figure| figure.id), ":attribute_id": attribute.map(|attribute| attribute.id),
        };
        let mut entries: Vec<Sorted> = statement.query_map(parameters, entry)?.collect::<rusqlite::Result<_>>()?;
        if let Some(attribute) = attribute {
            let mut kept = Vec::with_capacity(entries.len());
            for (key, entry) in entries {
                let settled = entry.place.attribute().filter(|_| entry.what == LogKind::Settled);
                if settled
                    .map(|name| self.present_name(NameKind::Attribute, name))
                    .transpose()?
                    .is_none_or(|name| name == attribute.name)
                {
                    kept.push((key, entry));
                }
            }
            entries = kept;
        }
        match figure {
            None => entries.extend(self.updates()?),
            Some(figure) => entries.extend(self.updates_of_figure(figure, attribute)?),
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(entries.into_iter().map(|(_, entry)| entry).collect())
    }

    /// Reads everything that happened, but for updates of documents, and keeps nothing: a check wants to know that it can be
    /// read.
    pub(in crate::store) fn read_log(&self) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("log.sql"))?;
        let parameters = named_params! { ":figure_id": None::<i64>, ":attribute_id": None::<i64> };
        statement.query_map(parameters, entry)?.try_for_each(|entry| entry.map(drop))?;
        Ok(())
    }

    /// Returns an entry for each time that a document was imported again with other content.
    fn updates(&self) -> Result<Vec<Sorted>> {
        let mut statement = self.connection.prepare(include_str!("updates.sql"))?;
        let updates = statement
            .query_map([], |row| Ok(updated(&row.get::<_, String>("at")?, row.get("number")?, row.get("document")?)))?;
        Ok(updates.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns an entry for each value of a figure that another import changed; where it changed none of them, one that
    /// says so much, unless it is about an attribute.
    fn updates_of_figure(&self, figure: &Named, attribute: Option<&Named>) -> Result<Vec<Sorted>> {
        let mut ids = self.connection.prepare(include_str!("documents_ever_of_figure.sql"))?;
        let ids: Vec<i64> =
            ids.query_map(&[(":figure_id", &figure.id)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut entries = Vec::new();
        for id in ids {
            let states = self.states(id)?;
            let Some((Document { slug: document, .. }, _)) = states.last() else { continue };
            for pair in states.windows(2) {
                let [(before, Some((at, number))), (after, _)] = pair else { continue };
                let changes = changes(before, after, &figure.name);
                let wanted = changes.into_iter().filter(|(changed, _, _)| {
                    attribute.is_none_or(|attribute| name::fold(&attribute.name) == name::fold(changed))
                });
                let found = entries.len();
                for (changed, before, after) in wanted {
                    let mut entry = updated(at, *number, document.clone());
                    entry.1.place = Place::Value {
                        document: Some(document.clone()),
                        figure: figure.name.clone(),
                        attribute: changed,
                    };
                    entry.1.before = before;
                    entry.1.after = after;
                    entries.push(entry);
                }
                if entries.len() == found && attribute.is_none() {
                    entries.push(updated(at, *number, document.clone()));
                }
            }
        }
        Ok(entries)
    }

    /// Returns all states of a document under present names, oldest first, each with when it was replaced and the number
    /// of its version; the present one has none.
    fn states(&self, id: i64) -> Result<Vec<State>> {
        let sql = include_str!("states_of_document.sql");
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([id])?;
        let mut states = Vec::new();
        while let Some(row) = rows.next()? {
            let mut document = version::read(row.get_ref(0)?.as_blob()?)?;
            self.use_present_names(&mut document)?;
            // What came after it was taken out is no update of it.
            let is_taken_out: bool = row.get(3)?;
            states.push((document, if is_taken_out { None } else { Some((row.get(1)?, row.get(2)?)) }));
        }
        if !states.is_empty() {
            states.push((version::present(&self.connection, id)?, None));
        }
        Ok(states)
    }
}

/// Reads an entry of `log.sql`.
fn entry(row: &Row) -> rusqlite::Result<Sorted> {
    let entry = LogEntry {
        at: row.get("at")?,
        who: row.get("who")?,
        what: row.get("what")?,
        place: place::read(row)?,
        about: place::about(row)?,
        before: row.get("before")?,
        after: row.get("after")?,
        note: row.get("note")?,
        report: row.get("report")?,
        correction: row.get("correction")?,
    };
    Ok(((entry.at.clone(), row.get("rank")?, row.get("number")?), entry))
}

fn updated(at: &str, number: i64, document: String) -> Sorted {
    let entry = LogEntry {
        at: at.to_owned(),
        who: None,
        what: LogKind::Updated,
        place: Place::Document { document },
        about: None,
        before: None,
        after: None,
        note: None,
        report: None,
        correction: None,
    };
    ((at.to_owned(), UPDATED, number), entry)
}

/// Returns the attributes for which a figure's value differs between two states of a document, with both values.
fn changes(before: &Document, after: &Document, figure: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let (old, new) = (cells(before, figure), cells(after, figure));
    let find = |cells: &[(String, String)], attribute: &str| {
        cells.iter().find(|(name, _)| name == attribute).map(|(_, text)| text.clone())
    };
    let gone = old.iter().filter(|(attribute, _)| find(&new, attribute).is_none());
    new.iter()
        .chain(gone)
        .map(|(attribute, _)| (attribute.clone(), find(&old, attribute), find(&new, attribute)))
        .filter(|(_, before, after)| before != after)
        .collect()
}

/// Returns attribute and text of a figure's cells that are not empty.
fn cells(document: &Document, figure: &str) -> Vec<(String, String)> {
    let Some(column) = document.figures.iter().position(|name| name == figure) else { return Vec::new() };
    let cells = document.rows.iter().filter_map(|row| Some((row.attribute.clone(), row.values.get(column)?.clone())));
    cells.filter(|(_, text)| !text.is_empty()).collect()
}
