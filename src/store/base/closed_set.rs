//! Closed sets in columns: a member is kept by its name, and the CHECK of the column says the same set.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

use crate::model::{Because, NameKind, Problem, ReportStatus};

macro_rules! stored {
    ($($set:ident),+) => {$(
        impl FromSql for $set {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Self::from_name(value.as_str()?).ok_or(FromSqlError::InvalidType)
            }
        }

        impl ToSql for $set {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }
    )+};
}

stored!(Because, NameKind, Problem, ReportStatus);
