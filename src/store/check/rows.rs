//! Where the rows of a document's table stand: each in one place, and none in that of another.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::{Connection, OptionalExtension, named_params};

use super::finding::{Concern, Finding, Level, Visit};
use crate::error::Result;
use crate::model::{DocumentId, NameId, Place, UnclearRowId};
use crate::store::name::known;

/// The row of a table that is in several places.
pub(super) struct Torn {
    document_id: DocumentId,
    attribute: NameId,
    /// Where it belongs, if that can be told.
    position: Option<u32>,
}

/// Which row of a table it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    Of(i64),
    Unclear(i64),
}

/// The places of each row of a document's table.
type Table = BTreeMap<Key, BTreeSet<u32>>;

pub(super) fn rows(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut slug = connection.prepare("SELECT slug FROM documents WHERE id = :id")?;
    // A document that is not there has a finding of its own.
    let mut place = |id: DocumentId| -> Result<Option<Place>> {
        let slug: Option<String> = slug.query_row(named_params! { ":id": id }, |row| row.get(0)).optional()?;
        Ok(slug.map(|document| Place::Document { document }))
    };
    let can_be_torn = can_be_torn(connection)?;
    each_table(connection, |document_id, table| {
        let place = place(document_id)?;
        if let Some(position) = shared(table) {
            let details = format!("several rows of its table are the row {position}");
            visit(&Finding { place: place.clone(), ..Finding::new(Concern::Damage, Level::Broken, details) })?;
        }
        if can_be_torn {
            return Ok(());
        }
        for Torn { attribute, position, .. } in torn(document_id, table) {
            let level = if position.is_some() { Level::Mendable } else { Level::Broken };
            let attribute = known::name_of(connection, attribute)?;
            let details = format!("the values of `{attribute}` are in several rows of its table");
            visit(&Finding { place: place.clone(), ..Finding::new(Concern::Damage, level, details) })?;
        }
        Ok(())
    })
}

/// Returns what is in several places although its place can be told.
pub(super) fn mendable(connection: &Connection) -> Result<Vec<Torn>> {
    let mut found = Vec::new();
    if !can_be_torn(connection)? {
        each_table(connection, |document_id, table| {
            found.extend(torn(document_id, table).into_iter().filter(|torn| torn.position.is_some()));
            Ok(())
        })?;
    }
    Ok(found)
}

impl Torn {
    /// Puts its values where they belong.
    pub fn mend(&self, connection: &Connection) -> Result<()> {
        connection.prepare_cached(include_str!("mend_row.sql"))?.execute(named_params! {
            ":document_id": self.document_id, ":attribute": self.attribute, ":position": self.position,
        })?;
        Ok(())
    }
}

/// Tells whether two rows of a page may be about one attribute by one name: they were about two, until one of the names was
/// taken away.
fn can_be_torn(connection: &Connection) -> Result<bool> {
    let sql =
        "SELECT EXISTS (SELECT 1 FROM events WHERE kind = 'alias removed' AND details ->> '$.kind' = 'attribute')";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

fn each_table(connection: &Connection, mut visit: impl FnMut(DocumentId, &Table) -> Result<()>) -> Result<()> {
    let mut statement = connection.prepare(include_str!("table_rows.sql"))?;
    let mut rows = statement.query([])?;
    let mut current: Option<DocumentId> = None;
    let mut table = Table::new();
    while let Some(row) = rows.next()? {
        let document_id: DocumentId = row.get("document_id")?;
        if let Some(before) = current.replace(document_id).filter(|before| *before != document_id) {
            visit(before, &table)?;
            table.clear();
        }
        let called: Option<NameId> = row.get("called")?;
        let key = match called {
            Some(NameId(id)) => Key::Of(id),
            None => Key::Unclear(row.get::<_, UnclearRowId>("unclear")?.0),
        };
        table.entry(key).or_default().insert(row.get("position")?);
    }
    current.map_or(Ok(()), |document_id| visit(document_id, &table))
}

/// Returns a place that several rows have, which are each in one place.
fn shared(table: &Table) -> Option<u32> {
    let mut seen = HashSet::new();
    let mut single = table.values().filter(|places| places.len() == 1).flatten();
    single.find(|place| !seen.insert(**place)).copied()
}

/// Returns the rows that are in several places, where they belong if only one of these leaves every row a place of its own,
/// or if only one leaves none without a row.
fn torn(document_id: DocumentId, table: &Table) -> Vec<Torn> {
    // How many rows have each place.
    let mut rows: BTreeMap<u32, usize> = BTreeMap::new();
    table.values().flatten().for_each(|place| *rows.entry(*place).or_default() += 1);
    let torn = table.iter().filter(|(_, places)| places.len() > 1);
    torn.filter_map(|(key, places)| {
        let Key::Of(id) = *key else { return None };
        let is_free = |place: &u32| places.contains(place) && rows[place] == 1;
        let free: Vec<u32> = places.iter().copied().filter(is_free).collect();
        let last = table.len();
        // All places with this row at one of them, and the last of them.
        let is_whole = rows.len() - free.len() + 1 == last;
        let last_of_others = rows.keys().rev().find(|place| !is_free(place)).copied().unwrap_or_default();
        let is_last = |place: &u32| usize::try_from(last_of_others.max(*place)) == Ok(last);
        let whole: Vec<u32> = free.iter().copied().filter(|place| is_whole && is_last(place)).collect();
        let only = |places: &[u32]| if let [place] = places { Some(*place) } else { None };
        Some(Torn { document_id, attribute: NameId(id), position: only(&free).or_else(|| only(&whole)) })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Where a row belongs, by looking at all the others for each of its places.
    fn place_of(table: &Table, key: Key) -> Option<u32> {
        let others: BTreeSet<u32> =
            table.iter().filter(|(other, _)| **other != key).flat_map(|(_, places)| places).copied().collect();
        let free: Vec<u32> = table[&key].difference(&others).copied().collect();
        let is_whole = |place: &&u32| {
            let all: BTreeSet<u32> = others.iter().chain([*place]).copied().collect();
            all.len() == table.len() && all.last() == u32::try_from(table.len()).ok().as_ref()
        };
        match (&free[..], &free.iter().filter(is_whole).copied().collect::<Vec<_>>()[..]) {
            ([only], _) | (_, [only]) => Some(*only),
            _ => None,
        }
    }

    proptest! {
        #[test]
        fn a_torn_row_belongs_where_it_leaves_every_row_a_place(
            tables in prop::collection::vec(prop::collection::btree_set(1..7_u32, 1..4), 1..7),
        ) {
            let table: Table = (0..).map(Key::Of).zip(tables).collect();
            let found = torn(DocumentId(0), &table);
            prop_assert_eq!(found.len(), table.values().filter(|places| places.len() > 1).count());
            for Torn { attribute, position, .. } in found {
                prop_assert_eq!(position, place_of(&table, Key::Of(attribute.0)));
            }
        }
    }
}
