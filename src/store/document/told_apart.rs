//! The values of rows that were told apart, by a person or with the help of other documents, when they are taken back.

use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::model::ValueId;
use crate::store::search::IndexChanges;

/// Removes values. What a correction stands on stays, without what the document was taken to say.
pub(super) fn remove_values(connection: &Connection, values: impl IntoIterator<Item = ValueId>) -> Result<()> {
    let mut make_absent = connection.prepare_cached(include_str!("make_value_absent.sql"))?;
    let mut delete = connection.prepare_cached("DELETE FROM attribute_values WHERE id = :id")?;
    let mut index = IndexChanges::default();
    for id in values {
        index.will_change(connection, id)?;
        let parameters = named_params! { ":id": id };
        if make_absent.execute(parameters)? == 0 {
            delete.execute(parameters)?;
        }
    }
    index.write(connection)
}
