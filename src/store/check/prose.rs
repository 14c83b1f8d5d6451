//! Documents whose table says another number than their own prose.

use rusqlite::{Connection, Row, named_params};

use super::quantities::each_document;
use crate::error::Result;
use crate::model::{Contradiction, DocumentId, FigureId, Quantity};
use crate::name;
use crate::quantity::{Stated, clauses, decimal_mark, is_near, leads, other_in, says_the_same, sentences};
use crate::store::base::{Store, column};
use crate::store::document::columns::figures_of_passages;
use crate::store::quantity::QuantityColumns;

const SAID: &str = "SELECT * FROM current_quantities WHERE document_id = :document_id ORDER BY position";

/// The longest sentence that is looked at, in bytes. What is longer is no sentence, and all of it is read again for each of its
/// clauses.
const LONGEST_SENTENCE: usize = 2000;

/// A value of a table that amounts to something.
struct Said {
    figure_id: FigureId,
    attribute: String,
    text: String,
    quantity: Quantity,
}

impl Said {
    fn stated(&self) -> Stated<'_> {
        Stated { attribute: &self.attribute, value: &self.text, quantity: &self.quantity }
    }
}

/// A passage, or the summary.
struct Prose {
    /// Its heading, empty for the summary.
    heading: String,
    text: String,
    /// The figures that it is about; all for the summary.
    figures: Vec<FigureId>,
}

impl Store {
    /// Passes every sentence of a document that says another number than its table to `visit`, document by document.
    pub fn each_contradiction(&self, mut visit: impl FnMut(&Contradiction) -> Result<()>) -> Result<()> {
        each_document(&self.connection, |id, slug| {
            contradictions(&self.connection, id, slug)?.iter().try_for_each(&mut visit)
        })
    }
}

fn contradictions(connection: &Connection, id: DocumentId, slug: &str) -> Result<Vec<Contradiction>> {
    let mut found = Vec::new();
    let said = all(connection, SAID, id, |row| {
        let (figure_id, attribute, text) = (row.get("figure_id")?, row.get("attribute")?, row.get("value")?);
        Ok(QuantityColumns::of(row.as_ref())?.read(row)?.map(|quantity| Said { figure_id, attribute, text, quantity }))
    })?;
    if said.iter().all(Option::is_none) {
        return Ok(found);
    }
    let figures: Vec<(FigureId, String)> =
        all(connection, include_str!("figures_of_document.sql"), id, |row| Ok((row.get("id")?, row.get("name")?)))?;
    let name_of = |figure| figures.iter().find(|(id, _)| *id == figure).map_or("", |(_, name)| name);
    let prose = prose(connection, id, &figures)?;
    let said: Vec<Said> = said.into_iter().flatten().collect();
    let cells = said.iter().flat_map(|said| [said.attribute.as_str(), said.text.as_str()]);
    let mark = decimal_mark(cells, prose.first().map_or("", |prose| &prose.text));
    for (number, passage) in prose.iter().enumerate() {
        // Behind another passage, `it` may go on about what that was about.
        let is_first = number == 0 || prose[number - 1].heading != passage.heading;
        let only = if let [only] = passage.figures[..] { Some(only).filter(|_| is_first) } else { None };
        for line in passage.text.lines().filter(|line| line.bytes().any(|byte| byte.is_ascii_digit())) {
            // Whom a sentence is about that names nobody: it goes on about whom the one before it is.
            let mut last = only;
            for sentence in sentences(line) {
                if sentence.len() > LONGEST_SENTENCE {
                    last = None;
                    continue;
                }
                let subject = told_of(sentence, &figures, last);
                for (at, clause) in clauses(sentence).into_iter().enumerate() {
                    let Some(figure) = told_of(clause, &figures, last.filter(|_| at == 0)) else { continue };
                    let name = name_of(figure);
                    for of_figure in said.iter().filter(|said| said.figure_id == figure) {
                        let other = other_in(clause, name, of_figure.stated(), mark);
                        let Some(other) = other else { continue };
                        // What stands elsewhere in the table is about that; and a sentence that also says what the table does
                        // knows better.
                        let is_explained = said.iter().any(|said| is_near(&said.quantity, &other))
                            || subject == Some(figure) && says_the_same(sentence, name, of_figure.stated(), mark);
                        if !is_explained {
                            found.push(Contradiction {
                                document: slug.to_owned(),
                                figure: name.to_owned(),
                                attribute: of_figure.attribute.clone(),
                                value: of_figure.text.clone(),
                                section: passage.heading.clone(),
                                sentence: sentence.to_owned(),
                            });
                        }
                    }
                }
                last = subject.filter(|figure| leads(sentence, name_of(*figure)));
            }
        }
    }
    Ok(found)
}

/// Returns the one figure that a clause or a sentence is about: the one that it names, in full and no other, or, if it names
/// nobody, that of what stands before it.
fn told_of(clause: &str, figures: &[(FigureId, String)], last: Option<FigureId>) -> Option<FigureId> {
    let words = name::words(clause);
    let is_told = |name: &str| {
        let parts = main_words(name);
        words.windows(parts.len().max(1)).any(|window| window == parts)
    };
    let mut named = figures.iter().filter(|(_, name)| is_told(name)).map(|(id, _)| *id);
    let only = match (named.next(), named.next()) {
        (Some(only), None) => only,
        (None, _) => last?,
        _ => return None,
    };
    // Any word of another one's name, unless it is a word of this one's as well.
    let own = figures.iter().find(|(id, _)| *id == only).map(|(_, name)| name::words(name)).unwrap_or_default();
    let is_other = |name: &str| main_words(name).iter().any(|part| !own.contains(part) && words.contains(part));
    (!figures.iter().any(|(id, name)| *id != only && is_other(name))).then_some(only)
}

/// Returns the words of a name, without what stands in brackets behind it.
fn main_words(name: &str) -> Vec<String> {
    let main = name.split(['(', '[']).next().map(name::words).unwrap_or_default();
    if main.is_empty() { name::words(name) } else { main }
}

fn prose(connection: &Connection, id: DocumentId, figures: &[(FigureId, String)]) -> Result<Vec<Prose>> {
    let sql = "SELECT summary FROM documents WHERE id = :id";
    let summary: Vec<String> = column(connection, sql, named_params! { ":id": id })?;
    let everybody: Vec<FigureId> = figures.iter().map(|(id, _)| *id).collect();
    let mut prose: Vec<Prose> =
        summary.into_iter().map(|text| Prose { heading: String::new(), text, figures: everybody.clone() }).collect();
    let mut about = figures_of_passages(connection, id)?;
    let sql = "SELECT passage_id, heading, text FROM current_passages WHERE document_id = :document_id";
    prose.extend(all(connection, sql, id, |row| {
        let figures = about.remove(&row.get("passage_id")?).unwrap_or_default();
        Ok(Prose { heading: row.get("heading")?, text: row.get("text")?, figures })
    })?);
    Ok(prose)
}

/// Returns all rows of a statement about a document.
fn all<T>(
    connection: &Connection,
    sql: &str,
    id: DocumentId,
    read: impl FnMut(&Row) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(named_params! { ":document_id": id }, read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
