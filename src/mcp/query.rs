//! The tool `sql`: one reading statement, with the guards of `versus sql`.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::arguments::Sql;
use super::quoted::{Answer, Rows, Window};
use crate::error::{CutOff, Error, Result};
use crate::model::SqlValue;
use crate::store::{Access, Deadline, Enough, Store};

/// Returns what a query finds.
pub fn query(path: &Path, given: &Sql, deadline: &Arc<Deadline>) -> Result<Answer> {
    let mut store = Store::open(path, Access::Read)?;
    let parameters: Vec<(String, String)> =
        given.parameters.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
    let query = store.query(&given.query, &parameters, deadline)?;
    let columns = query.columns();
    let mut rows = Rows::new(Window::new(given.limit, 0));
    let ended = query.each_row(|cells| {
        let is_more_wanted = rows.add(&cells.iter().map(cell).collect());
        Ok(if is_more_wanted { Enough::No } else { Enough::Yes })
    });
    let too_long = match ended {
        Ok(()) => None,
        // What it had found is worth something.
        Err(error @ Error::CutOff(CutOff::Time { .. })) if rows.len() > 0 => Some(error.to_string()),
        Err(error) => return Err(error),
    };
    let on = |rows: &Rows| {
        format!("there are more rows than {}: ask again with LIMIT and OFFSET in the query, or for less", rows.len())
    };
    let answer = Answer::of(rows, on).with("columns", &json!(columns));
    Ok(if let Some(problem) = too_long { answer.and_says(problem) } else { answer })
}

fn cell(value: &SqlValue<'_>) -> Value {
    match value {
        SqlValue::Null => Value::Null,
        SqlValue::Integer(number) => json!(number),
        // JSON has no infinity.
        SqlValue::Real(number) if number.is_finite() => json!(number),
        SqlValue::Real(number) => json!(number.to_string()),
        SqlValue::Text(text) => json!(text),
    }
}
