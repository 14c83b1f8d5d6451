//! Parameters for statements that share them and do not all name each one.

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection, Statement, ToSql};

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
