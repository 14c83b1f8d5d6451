//! What statements have in common: parameters that not all of them name, and results of one column.

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::types::FromSql;
use rusqlite::{Batch, Connection, Params, Statement, ToSql};

use crate::error::Result;

/// Binds those of the parameters that the statement names.
pub(in crate::store) fn bind(statement: &mut Statement, parameters: &[(&str, &dyn ToSql)]) -> Result<()> {
    for (parameter, value) in parameters {
        if let Some(index) = statement.parameter_index(parameter)? {
            statement.raw_bind_parameter(index, value)?;
        }
    }
    Ok(())
}

/// Returns where the columns of those names stand in what a statement finds: to look them up row by row takes longer than to
/// read them.
pub(in crate::store) fn columns<const N: usize>(
    statement: &Statement,
    names: [&str; N],
) -> rusqlite::Result<[usize; N]> {
    let mut columns = [0; N];
    for (column, name) in columns.iter_mut().zip(names) {
        *column = statement.column_index(name)?;
    }
    Ok(columns)
}

/// Returns the first column of all that a statement finds.
pub(in crate::store) fn column<T: FromSql>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
) -> Result<Vec<T>> {
    let mut statement = connection.prepare_cached(sql)?;
    let values = statement.query_map(parameters, |row| row.get(0))?;
    Ok(values.collect::<rusqlite::Result<_>>()?)
}

/// Runs several statements one after the other, each with those of the parameters that it names.
pub(in crate::store) fn run_all(
    connection: &Connection,
    statements: &str,
    parameters: &[(&str, &dyn ToSql)],
) -> Result<()> {
    let mut batch = Batch::new(connection, statements);
    while let Some(mut statement) = batch.next()? {
        bind(&mut statement, parameters)?;
        statement.raw_execute()?;
    }
    Ok(())
}
