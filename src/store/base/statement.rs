//! Parameters for statements that share them and do not all name each one.

use rusqlite::{Statement, ToSql};

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
