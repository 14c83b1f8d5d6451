//! The log: who changed what, when, why and on whose report, gathered from what each part of the base keeps.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Row, named_params};

use super::ever;

use crate::error::Result;
use crate::model::{AttributeId, Document, DocumentId, FigureId, LogEntry, LogKind, NameKind, Named, Place};
use crate::name;
use crate::store::base::Store;
use crate::store::document::version;
use crate::store::name::known;
use crate::store::place;

/// What happened after the event `:since`.
const LATEST: &str = concat!("SELECT * FROM (", include_str!("log.sql"), ") WHERE sequence > :since");

/// An entry with its place in the order of events.
type Sorted = (i64, LogEntry);

/// A state of a document, and the event that brought it: its place in their order, when it was, and whether it brought the
/// document back.
struct State {
    document: Document,
    sequence: i64,
    at: String,
    is_restored: bool,
}

/// A figure in the log.
struct Figure {
    /// Its row; `None` for one that only former states of documents have.
    id: Option<FigureId>,
    name: String,
    /// All its names, folded.
    names: HashSet<String>,
    /// The documents that have or had it.
    documents: Vec<DocumentId>,
}

impl Store {
    /// Returns what happened, oldest first: all of it, or what concerns a figure, or one of its attributes.
    pub fn log(
        &self,
        figure: Option<&Named<FigureId>>,
        attribute: Option<&Named<AttributeId>>,
    ) -> Result<Vec<LogEntry>> {
        let of_figure = |figure: &Named<FigureId>| {
            let sql = "SELECT folded FROM names WHERE id = :id OR alias_of = :id";
            let mut statement = self.connection.prepare(sql)?;
            let names = statement
                .query_map(named_params! { ":id": figure.id }, |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            self.in_log(Some(figure.id), &figure.name, names)
        };
        self.entries(figure.map(of_figure).transpose()?.as_ref(), attribute)
    }

    /// Returns at least the last so many entries of what happened, oldest first, without reading all that was before.
    pub fn latest(&self, most: usize) -> Result<Vec<LogEntry>> {
        // An event is an entry or none.
        let sql = "SELECT id FROM events ORDER BY id DESC LIMIT 1 OFFSET :most";
        let since: Option<i64> = self
            .connection
            .prepare(sql)?
            .query_row(named_params! { ":most": i64::try_from(most).unwrap_or(i64::MAX) }, |row| row.get(0))
            .optional()?;
        let Some(since) = since else { return self.log(None, None) };
        let mut statement = self.connection.prepare(LATEST)?;
        let parameters = named_params! {
            ":figure_id": None::<FigureId>, ":names": None::<String>, ":documents": None::<String>,
            ":attribute_id": None::<AttributeId>, ":since": since,
        };
        let mut entries: Vec<Sorted> = statement.query_map(parameters, entry)?.collect::<rusqlite::Result<_>>()?;
        entries.extend(self.updates(since)?);
        if entries.len() < most { self.log(None, None) } else { Ok(in_order(entries)) }
    }

    /// Returns what happened to a figure that the base does not have any more: the one that former states of documents had
    /// by that name, or by one that has it as a part, if there is only one such; its name goes with it.
    pub fn log_of_former(&self, given: &str) -> Result<Option<(String, Vec<LogEntry>)>> {
        let Some(name) = ever::former_name(&self.connection, given)? else { return Ok(None) };
        let figure = self.in_log(None, &name, HashSet::from([name::fold(&name)]))?;
        let entries = self.entries(Some(&figure), None)?;
        Ok(Some((name, entries)))
    }

    fn in_log(&self, id: Option<FigureId>, name: &str, names: HashSet<String>) -> Result<Figure> {
        let mut documents: Vec<DocumentId> = ever::documents_by(&self.connection, &names)?.into_iter().collect();
        documents.sort_unstable();
        Ok(Figure { id, name: name.to_owned(), names, documents })
    }

    fn entries(&self, figure: Option<&Figure>, attribute: Option<&Named<AttributeId>>) -> Result<Vec<LogEntry>> {
        let mut statement = self.connection.prepare(include_str!("log.sql"))?;
        let json = |list: serde_json::Result<String>| list.expect("plain values have a JSON form");
        let rows = |figure: &Figure| figure.documents.iter().map(|id| id.0).collect::<Vec<_>>();
        let parameters = named_params! {
            ":figure_id": figure.and_then(|figure| figure.id),
            ":names": figure.map(|figure| json(serde_json::to_string(&figure.names))),
            ":documents": figure.map(|figure| json(serde_json::to_string(&rows(figure)))),
            ":attribute_id": attribute.map(|attribute| attribute.id),
        };
        let mut entries: Vec<Sorted> = statement.query_map(parameters, entry)?.collect::<rusqlite::Result<_>>()?;
        if let Some(attribute) = attribute {
            let mut kept = Vec::with_capacity(entries.len());
            for (key, entry) in entries {
                let is_of_row = matches!(entry.what, LogKind::Settled | LogKind::Unsettled);
                let settled = entry.place.attribute().filter(|_| is_of_row);
                if is_of_row && settled.is_none() {
                    continue;
                }
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
            None => entries.extend(self.updates(i64::MIN)?),
            Some(figure) => entries.extend(self.updates_of_figure(figure, attribute)?),
        }
        Ok(in_order(entries))
    }

    /// Reads everything that happened, but for updates of documents, and keeps nothing: a check wants to know that it can be
    /// read.
    pub(in crate::store) fn read_log(&self) -> Result<()> {
        let mut statement = self.connection.prepare(include_str!("log.sql"))?;
        let parameters = named_params! {
            ":figure_id": None::<FigureId>, ":names": None::<String>, ":documents": None::<String>,
            ":attribute_id": None::<AttributeId>,
        };
        statement.query_map(parameters, entry)?.try_for_each(|entry| entry.map(drop))?;
        Ok(())
    }

    /// Returns an entry for each time that a document was imported again with other content, after an event.
    fn updates(&self, since: i64) -> Result<Vec<Sorted>> {
        let mut statement = self.connection.prepare(include_str!("updates.sql"))?;
        let updates = statement.query_map(named_params! { ":since": since }, |row| {
            Ok(updated(&row.get::<_, String>("at")?, row.get("sequence")?, row.get("document")?))
        })?;
        Ok(updates.collect::<rusqlite::Result<_>>()?)
    }

    /// Returns an entry for each value of a figure that another import changed; where it changed none of them, one that
    /// says so much, unless it is about an attribute.
    fn updates_of_figure(&self, figure: &Figure, attribute: Option<&Named<AttributeId>>) -> Result<Vec<Sorted>> {
        let mut entries = Vec::new();
        for id in &figure.documents {
            let states = self.states(*id)?;
            let Some(State { document: Document { slug: document, .. }, .. }) = states.last() else { continue };
            for pair in states.windows(2) {
                let [State { document: before, .. }, State { document: after, sequence, at, is_restored: false }] =
                    pair
                else {
                    continue;
                };
                let changes = changes(before, after, &figure.name);
                let wanted = changes.into_iter().filter(|(changed, _, _)| {
                    attribute.is_none_or(|attribute| name::fold(&attribute.name) == name::fold(changed))
                });
                let found = entries.len();
                for (changed, before, after) in wanted {
                    let mut entry = updated(at, *sequence, document.clone());
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
                    entries.push(updated(at, *sequence, document.clone()));
                }
            }
        }
        Ok(entries)
    }

    /// Returns what the figure or attribute of a name is called at present; the name itself when there is none.
    fn present_name(&self, kind: NameKind, given: &str) -> Result<String> {
        Ok(known::owner(&self.connection, kind, given)?.map_or_else(|| given.to_owned(), |owner| owner.name))
    }

    /// Renames the figures and attributes of a former state to what they are called at present.
    fn use_present_names(&self, document: &mut Document) -> Result<()> {
        for figure in &mut document.figures {
            *figure = self.present_name(NameKind::Figure, figure)?;
        }
        for row in &mut document.rows {
            row.attribute = self.present_name(NameKind::Attribute, &row.attribute)?;
        }
        Ok(())
    }

    /// Returns all states of a document under present names, oldest first.
    fn states(&self, id: DocumentId) -> Result<Vec<State>> {
        let mut contents = self.connection.prepare_cached(include_str!("contents_of_document.sql"))?;
        let mut contents = contents.query(named_params! { ":id": id })?;
        let mut states = Vec::new();
        while let Some(event) = contents.next()? {
            let Some(mut document) = version::nth(&self.connection, id, states.len())? else { break };
            self.use_present_names(&mut document)?;
            let (sequence, at) = (event.get("sequence")?, event.get("at")?);
            states.push(State { document, sequence, at, is_restored: event.get("is_restored")? });
        }
        Ok(states)
    }
}

fn in_order(mut entries: Vec<Sorted>) -> Vec<LogEntry> {
    entries.sort_by_key(|(sequence, _)| *sequence);
    entries.into_iter().map(|(_, entry)| entry).collect()
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
    Ok((row.get("sequence")?, entry))
}

fn updated(at: &str, sequence: i64, document: String) -> Sorted {
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
    (sequence, entry)
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
