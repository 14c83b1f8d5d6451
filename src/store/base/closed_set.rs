//! Closed sets in columns: a member is kept by its name, and the CHECK of the column says the same set.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef};

use crate::model::{
    Because, EventKind, LogKind, NameKind, PlaceKind, Problem, ReportStatus, Resolution, SettlementState, TextStatus,
};

/// For sets that are read.
macro_rules! read {
    ($($set:ident),+) => {$(
        impl FromSql for $set {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                Self::from_name(value.as_str()?).ok_or(FromSqlError::InvalidType)
            }
        }
    )+};
}

/// For sets that are written.
macro_rules! written {
    ($($set:ident),+) => {$(
        impl ToSql for $set {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }
    )+};
}

read!(Because, LogKind, NameKind, Problem, ReportStatus, Resolution, SettlementState, TextStatus);
written!(Because, EventKind, NameKind, PlaceKind, Problem, ReportStatus, TextStatus);
