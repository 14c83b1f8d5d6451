//! The columns of a place in words: target, document, figure, attribute, section.

use rusqlite::types::FromSqlError;
use rusqlite::{Row, Statement};

use crate::error::Result;
use crate::model::{MISSING_VALUE, Place, PlaceKind};
use crate::name;
use crate::store::base;

/// Returns the place that a row names. It needs the columns that its kind of place has, and `target`.
pub(in crate::store) fn read(row: &Row) -> rusqlite::Result<Place> {
    Ok(match kind(row)? {
        PlaceKind::Value => Place::Value {
            document: row.get("document")?,
            figure: row.get("figure")?,
            attribute: row.get("attribute")?,
        },
        PlaceKind::Passage => Place::Passage { document: row.get("document")?, section: row.get("section")? },
        PlaceKind::Summary => Place::Summary { document: row.get("document")? },
        PlaceKind::Figure => Place::Figure { document: row.get("document")?, figure: row.get("figure")? },
        PlaceKind::Attribute => Place::Attribute { document: row.get("document")?, attribute: row.get("attribute")? },
        PlaceKind::Document => Place::Document { document: row.get("document")? },
    })
}

/// Returns the figure that a row names though its place is one in prose.
pub(in crate::store) fn about(row: &Row) -> rusqlite::Result<Option<String>> {
    match kind(row)? {
        PlaceKind::Passage | PlaceKind::Summary => row.get("figure"),
        _ => Ok(None),
    }
}

fn kind(row: &Row) -> rusqlite::Result<PlaceKind> {
    let target = row.get_ref("target")?.as_str()?;
    // A value that is missing has the place that it would have.
    let kind = if target == MISSING_VALUE { Some(PlaceKind::Value) } else { PlaceKind::from_name(target) };
    kind.ok_or_else(|| FromSqlError::InvalidType.into())
}

/// Binds those parameters of a statement that name a place: `:document`, `:figure`, `:attribute` and `:section`, and
/// `:figure_folded` and `:attribute_folded` for looking names up. In prose, `about` is the figure.
pub(in crate::store) fn bind(statement: &mut Statement, place: &Place, about: Option<&str>) -> Result<()> {
    let figure = place.figure().or(about);
    base::bind(
        statement,
        &[
            (":document", &place.document()),
            (":figure", &figure),
            (":figure_folded", &figure.map(name::fold)),
            (":attribute", &place.attribute()),
            (":attribute_folded", &place.attribute().map(name::fold)),
            (":section", &place.heading()),
        ],
    )
}
