//! Many unclear rows told apart by one act, which is taken back as one.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::one::{decide, unsettle};
use crate::error::{Error, Refusal, Result};
use crate::model::{
    BatchId, Bulk, BulkRow, Candidate, DocumentId, LeftSettlement, SettlementId, UnclearRowId, UnsettledBatch,
};
use crate::store::document::inferred;
use crate::store::document::version::not_json;

/// Settles rows by their first candidates, one after the other as if a person did so, at most so many of them. Rows without a
/// candidate and rows of which it is refused stay as they are, and are told; so are those that are settled by now.
pub(in crate::store) fn settle_firsts(
    connection: &Connection,
    rows: &[UnclearRowId],
    most: usize,
    editor: &str,
    now: &str,
) -> Result<Bulk> {
    let sql = "SELECT coalesce(max(batch), 0) + 1 FROM settled_rows";
    let batch: BatchId = connection.query_row(sql, [], |row| row.get(0))?;
    let mut bulk = Bulk { batch, settled: Vec::new(), without: Vec::new(), refused: Vec::new() };
    let mut documents: BTreeSet<DocumentId> = BTreeSet::new();
    for number in rows {
        if bulk.settled.len() >= most {
            break;
        }
        // A row that became certain by what was settled before it is left to that.
        let found: Option<(String, Option<String>)> = connection
            .prepare_cached(include_str!("first_candidate.sql"))?
            .query_row(named_params! { ":id": number }, |row| Ok((row.get("reason")?, row.get("split")?)))
            .optional()?;
        let Some((reason, first)) = found else { continue };
        let Some(first) = first else {
            bulk.without.push(*number);
            continue;
        };
        let split: Candidate = serde_json::from_str(&first).map_err(|source| not_json(1, source))?;
        // What is refused leaves nothing behind, and the others go on.
        connection.execute_batch("SAVEPOINT one_of_many")?;
        match decide(connection, *number, Some(&split), Some(batch), editor, now) {
            Ok((document, settled)) => {
                documents.insert(document);
                bulk.settled.push(BulkRow { row: *number, document: settled.document, reason, split });
            }
            Err(Error::Refused(refusal)) => {
                connection.execute_batch("ROLLBACK TO one_of_many")?;
                bulk.refused.push((*number, refusal.to_string()));
            }
            Err(error) => return Err(error),
        }
        connection.execute_batch("RELEASE one_of_many")?;
    }
    // Once for each: a document may have very many rows.
    for document in documents {
        inferred::judge_document(connection, document, now)?;
    }
    Ok(bulk)
}

/// Takes back all decisions of one act that hold. Those that were taken back or replaced since are left, and told.
///
/// Fails when there was no such act; refused when nothing of it holds.
pub(in crate::store) fn unsettle_batch(
    connection: &Connection,
    batch: BatchId,
    editor: &str,
    now: &str,
) -> Result<UnsettledBatch> {
    let mut undone = UnsettledBatch::default();
    let mut hold: Vec<SettlementId> = Vec::new();
    {
        let mut statement = connection.prepare(include_str!("settled_rows_of_batch.sql"))?;
        let mut rows = statement.query(named_params! { ":batch": batch })?;
        while let Some(row) = rows.next()? {
            let number: SettlementId = row.get("number")?;
            match row.get::<_, Option<String>>("unsettled_by")?.zip(row.get("unsettled_at")?) {
                None => hold.push(number),
                Some((by, at)) => undone.left.push(LeftSettlement {
                    number,
                    document: row.get("document")?,
                    raw: row.get("raw")?,
                    by,
                    at,
                    replaced_by: row.get("replaced_by")?,
                }),
            }
        }
    }
    if hold.is_empty() {
        return Err(match undone.left.len() {
            0 => Error::UnknownBatch { number: batch },
            decisions => Refusal::BatchUnsettled { batch, decisions }.into(),
        });
    }
    for number in hold {
        undone.taken_back.push(unsettle(connection, number, editor, now)?);
    }
    Ok(undone)
}
