//! Ids in columns: each is the number of a row.

use rusqlite::ToSql;
use rusqlite::types::{FromSql, FromSqlResult, ToSqlOutput, ValueRef};

use crate::model::{
    AttributeId, BatchId, CorrectionId, DocumentId, FigureId, MergeId, NameId, PassageId, ReportId, SectionId,
    SettlementId, TextId, UnclearRowId, ValueId,
};

macro_rules! ids {
    ($($id:ident),+) => {$(
        impl FromSql for $id {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map(Self)
            }
        }

        impl ToSql for $id {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }
    )+};
}

ids!(
    AttributeId,
    CorrectionId,
    DocumentId,
    FigureId,
    MergeId,
    NameId,
    PassageId,
    ReportId,
    SectionId,
    SettlementId,
    BatchId,
    TextId,
    UnclearRowId,
    ValueId
);
