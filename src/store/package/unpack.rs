//! An empty base that is filled with the rows of another. They may have been changed by whoever passed them on, so that
//! nothing is kept of them unless all is as a base of our own making.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, Statement, Transaction, TransactionBehavior, params_from_iter};

use super::datum::Datum;
use super::pack::quoted;
use super::table::Table;
use crate::error::{Error, Refusal, Result};
use crate::store::base::{Store, broken_references};
use crate::store::check::make_derived;

/// A base that is being filled.
pub struct Filling<'a> {
    connection: &'a Connection,
}

/// What became of the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unpacked {
    /// All of them are in the base.
    Kept,
    /// None is: what they say cannot be, for this reason, which is the first one found.
    Faulty(String),
}

impl<'a> Filling<'a> {
    /// Returns what puts rows into a table.
    pub fn table(&self, table: &Table) -> Result<FillingTable<'a>> {
        let columns = quoted(table.columns.iter().map(|column| &column.name));
        let places = vec!["?"; table.columns.len()].join(", ");
        let sql = format!("INSERT INTO {} ({columns}) VALUES ({places})", table.name);
        Ok(FillingTable { insert: self.connection.prepare(&sql)? })
    }
}

/// A table that is being filled.
pub struct FillingTable<'a> {
    insert: Statement<'a>,
}

impl FillingTable<'_> {
    /// Puts in one row; the cells have the order of the table's columns. Returns what speaks against it: a rule of the table.
    pub fn put(&mut self, cells: &[Datum]) -> Result<Option<String>> {
        match self.insert.execute(params_from_iter(cells)) {
            Ok(_) => Ok(None),
            Err(rusqlite::Error::SqliteFailure(failure, message))
                if failure.code == rusqlite::ErrorCode::ConstraintViolation =>
            {
                Ok(Some(message.unwrap_or_else(|| failure.to_string())))
            }
            Err(error) => Err(error.into()),
        }
    }
}

impl Store {
    /// Has `fill` put rows into `tables` of the base, which must be empty, and keeps all of them if they make a whole base, else none;
    /// none either with `dry_run`. What follows from them is made anew. `stop` is asked in between, and fails to end it.
    pub fn unpack(
        &mut self,
        tables: &[Table],
        dry_run: bool,
        fill: impl FnOnce(&Filling) -> Result<()>,
        stop: impl Fn() -> Result<()>,
    ) -> Result<Unpacked> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        for table in tables {
            let sql = format!("SELECT EXISTS (SELECT 1 FROM {})", table.name);
            if transaction.query_row(&sql, [], |row| row.get(0))? {
                return Err(Refusal::BaseNotEmpty.into());
            }
        }
        // Rows refer to each other both ways.
        transaction.pragma_update(None, "defer_foreign_keys", true)?;
        // What happened is among the rows: it does not happen again.
        transaction.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        let filled = fill(&Filling { connection: &transaction });
        transaction.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true)?;
        filled?;
        if let Some(fault) = self.make_whole(&transaction, &stop)? {
            return Ok(Unpacked::Faulty(fault));
        }
        // Not all that takes long is SQLite's.
        stop()?;
        if dry_run {
            transaction.rollback()?;
        } else {
            transaction.commit()?;
        }
        Ok(Unpacked::Kept)
    }

    /// Makes what follows from the rows, and returns the first thing that is broken.
    fn make_whole(&self, connection: &Connection, stop: impl Fn() -> Result<()>) -> Result<Option<String>> {
        if broken_references(connection)? > 0 {
            return Ok(Some("a row refers to one that is not there".to_owned()));
        }
        make_derived(connection)?;
        stop()?;
        let mut first = None;
        let checked = self.check_content(&mut |finding| {
            first = Some(finding.details.clone());
            // There is no need to look for more.
            Err(Error::EnoughRows)
        });
        match checked {
            Err(Error::EnoughRows) => Ok(first),
            checked => checked.map(|()| None),
        }
    }
}
