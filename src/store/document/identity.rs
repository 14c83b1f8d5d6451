//! Which document of the base a page is: told by its address, by the path it was read from, or by its slug and figures. In
//! doubt it is none of them, so that no page takes the place of another.

use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::version;
use crate::error::Result;
use crate::model::{Document, NameKind};
use crate::name;
use crate::store::name::known::KnownNames;

/// What tells the documents of a base from each other.
#[derive(Debug, Clone)]
pub(super) struct Identity {
    pub id: i64,
    pub slug: String,
    pub source: String,
    pub content_hash: String,
    pub reader: i64,
    /// Whether it was taken out.
    pub is_forgotten: bool,
    address: Option<String>,
}

impl Identity {
    fn read(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            slug: row.get("slug")?,
            source: row.get("source")?,
            content_hash: row.get("content_hash")?,
            reader: row.get("reader")?,
            is_forgotten: row.get("is_forgotten")?,
            address: row.get("address")?,
        })
    }

    /// Returns the document of that row.
    pub fn of(connection: &Connection, id: i64) -> Result<Self> {
        Ok(connection
            .prepare_cached(include_str!("identity.sql"))?
            .query_row(named_params! { ":id": id }, Self::read)?)
    }
}

/// Which document a page is.
#[derive(Debug)]
pub(super) enum Resolved {
    /// One that the base does not have.
    New,
    /// One that the base does not have, although a document that is something else has its address.
    Apart {
        /// Slug of that document.
        other: String,
    },
    /// This one.
    Stored(Identity),
}

/// A figure, by which documents are compared.
#[derive(Debug, PartialEq, Eq)]
enum Figure {
    /// One of the base.
    Known(i64),
    /// One that the base does not have (any more), by its folded name.
    Unknown(String),
}

/// Whether a document was met in this run already.
pub(super) type IsClaimed<'a> = &'a dyn Fn(i64) -> bool;

/// Returns which document a page is.
///
/// 1. The one at the same address. If the two have no figure in common, another page of this run that claimed it keeps it,
///    and a document read from another file keeps it, too: a badly made site states one address on all its pages.
/// 2. Where one of the two has no address: the one that was read from the same path last and has a figure in common (a
///    column was added, a figure renamed).
/// 3. Where one of the two has no address: the one that asks for the same slug and compares the same figures, if there is
///    only one such, or only one without an address.
pub(super) fn resolve(
    connection: &Connection,
    names: &KnownNames,
    document: &Document,
    is_claimed: IsClaimed,
) -> Result<Resolved> {
    let figures = figures_of_names(connection, names, &document.figures)?;
    let at_address = at_address(connection, document)?;
    let mut apart = None;
    if let Some(stored) = at_address {
        let has_common = shared(connection, names, &stored, &figures)? > 0;
        let is_from_there = is_same_place(&stored.source, &document.source);
        if has_common || (is_from_there && !is_claimed(stored.id)) {
            return Ok(Resolved::Stored(stored));
        }
        apart = Some(stored);
    }
    if let Some(stored) = from_same_path(connection, names, document, &figures)? {
        return Ok(Resolved::Stored(stored));
    }
    if let Some(stored) = alike(connection, names, document, &figures, is_claimed)? {
        return Ok(Resolved::Stored(stored));
    }
    Ok(apart.map_or(Resolved::New, |stored| Resolved::Apart { other: stored.slug }))
}

/// Tells whether two sources are one path, or one URL but for what may lead to it: scheme, query and fragment.
fn is_same_place(one: &str, other: &str) -> bool {
    let page = |source: &str| {
        let (_, url) = source.split_once("://")?;
        Some(url.split(['?', '#']).next().unwrap_or_default().to_lowercase())
    };
    one == other || page(one).is_some_and(|one| Some(one) == page(other))
}

/// Returns the figures of these names.
fn figures_of_names(connection: &Connection, names: &KnownNames, given: &[String]) -> Result<Vec<Figure>> {
    let figure = |name: &String| {
        let id = names.find(connection, NameKind::Figure, name)?;
        Ok(id.map_or_else(|| Figure::Unknown(name::fold(name)), Figure::Known))
    };
    given.iter().map(figure).collect()
}

fn at_address(connection: &Connection, document: &Document) -> Result<Option<Identity>> {
    let Some(address) = &document.address else { return Ok(None) };
    let sql = "SELECT id FROM documents WHERE address = ?1";
    let id = connection.prepare_cached(sql)?.query_row([address], |row| row.get(0)).optional()?;
    id.map(|id| Identity::of(connection, id)).transpose()
}

fn from_same_path(
    connection: &Connection,
    names: &KnownNames,
    document: &Document,
    figures: &[Figure],
) -> Result<Option<Identity>> {
    if !is_path_of_one_page(&document.source) {
        return Ok(None);
    }
    let sql = include_str!("from_path.sql");
    let ids: Vec<i64> = connection
        .prepare_cached(sql)?
        .query_map(params![document.source, document.address.is_some()], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in ids {
        let stored = Identity::of(connection, id)?;
        if shared(connection, names, &stored, figures)? > 0 {
            return Ok(Some(stored));
        }
    }
    Ok(None)
}

/// Tells whether a source is a path that holds one page and nothing but it: no URL, no line of a file with many, no standard
/// input. Lines move whenever such a file is written anew.
fn is_path_of_one_page(source: &str) -> bool {
    let is_line = source
        .rsplit_once(':')
        .is_some_and(|(_, line)| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()));
    !(source.contains("://") || is_line || source == "-" || source.is_empty())
}

fn alike(
    connection: &Connection,
    names: &KnownNames,
    document: &Document,
    figures: &[Figure],
    is_claimed: IsClaimed,
) -> Result<Option<Identity>> {
    // Of the documents that are there, none compares a figure that the base does not have.
    let known = figures.iter().map(|figure| if let Figure::Known(id) = figure { Some(*id) } else { None });
    let any_known = known.collect::<Option<Vec<i64>>>().and_then(|ids| ids.first().copied());
    let mut alike = Vec::new();
    let ids: Vec<i64> = connection
        .prepare_cached(include_str!("alike.sql"))?
        .query_map(params![document.slug, document.address.is_some(), any_known], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in ids {
        let stored = Identity::of(connection, id)?;
        // Two pages of one run, of which only one has an address, come from different places.
        let is_elsewhere = is_claimed(stored.id) && (stored.address.is_some() || document.address.is_some());
        let all = figures_of(connection, names, &stored)?;
        if !is_elsewhere && all.len() == figures.len() && figures.iter().all(|figure| all.contains(figure)) {
            alike.push(stored);
        }
    }
    let without_address = alike.iter().filter(|stored| stored.address.is_none()).count();
    if alike.len() > 1 && without_address == 1 {
        alike.retain(|stored| stored.address.is_none());
    }
    Ok(if alike.len() == 1 { alike.pop() } else { None })
}

/// Returns how many figures a document and a page have in common.
fn shared(connection: &Connection, names: &KnownNames, stored: &Identity, figures: &[Figure]) -> Result<usize> {
    let all = figures_of(connection, names, stored)?;
    Ok(figures.iter().filter(|figure| all.contains(figure)).count())
}

/// Returns the figures that a document compares, or compared when it was taken out.
fn figures_of(connection: &Connection, names: &KnownNames, stored: &Identity) -> Result<Vec<Figure>> {
    if stored.is_forgotten {
        let last = version::last(connection, stored.id)?.map_or_else(Vec::new, |document| document.figures);
        return figures_of_names(connection, names, &last);
    }
    let mut statement = connection.prepare_cached("SELECT figure_id FROM document_figures WHERE document_id = ?1")?;
    let figures = statement.query_map([stored.id], |row| row.get(0).map(Figure::Known))?;
    Ok(figures.collect::<rusqlite::Result<_>>()?)
}
