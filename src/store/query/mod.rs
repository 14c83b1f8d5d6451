//! One statement of a stranger, run so that it can read the base and do nothing else.
//!
//! What may be done is a list of what is allowed, never of what is forbidden. The connection is opened read-only before
//! any of this; every other guard here would have to fail as well before anything could be written.

mod allowed;
mod deadline;

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, Statement};

use self::allowed::{FUNCTIONS, TABLES};
pub use self::deadline::Deadline;
use crate::error::{Denied, Error, Misuse, Refusal, Result};
use crate::model::SqlValue;
use crate::store::base::Store;

/// Enough for every question that we could think of, and too little to fill the memory or to compile for long.
/// [sqlite.org/security.html lowers the same ones]
const LIMITS: &[(Limit, i32)] = &[
    (Limit::SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024),
    (Limit::SQLITE_LIMIT_SQL_LENGTH, MOST_SQL),
    (Limit::SQLITE_LIMIT_COLUMN, 200),
    (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
    (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 20),
    (Limit::SQLITE_LIMIT_VDBE_OP, 25_000),
    (Limit::SQLITE_LIMIT_FUNCTION_ARG, 50),
    (Limit::SQLITE_LIMIT_ATTACHED, 0),
    // Matching takes time with the product of text and pattern, all of it in one instruction.
    (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100),
    (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 100),
    (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
];
/// The most bytes of one statement.
const MOST_SQL: i32 = 100_000;

/// The most memory that SQLite may take, in bytes: its cache of pages four times over. Not all functions keep to the limits
/// above: JSON is put together in memory before its length is looked at.
const MOST_MEMORY: i64 = 256 * 1024 * 1024;

/// The most bytes of one row of the result.
const MOST_ROW: usize = 16 * 1024 * 1024;

/// After how many instructions of SQLite's virtual machine the clock is looked at. Most take some nanoseconds, but one
/// that copies a text of 16 MiB takes milliseconds.
const INSTRUCTIONS: i32 = 200;

/// What the hooks inside SQLite and the code outside tell each other.
#[derive(Debug)]
struct Guard {
    deadline: Arc<Deadline>,
    /// Whether the statement is running, rather than being compiled. Then it is the full-text index that asks.
    running: AtomicBool,
    /// What the statement wanted and may not.
    denied: Mutex<Option<Denied>>,
}

impl Guard {
    fn authorize(&self, tables: &Tables, action: AuthAction<'_>) -> Authorization {
        let denied = match action {
            AuthAction::Select | AuthAction::Recursive => return Authorization::Allow,
            AuthAction::Read { table_name, column_name } if tables.may_read(table_name, column_name) => {
                return Authorization::Allow;
            }
            AuthAction::Function { function_name }
                if FUNCTIONS.binary_search(&function_name.to_ascii_lowercase().as_str()).is_ok() =>
            {
                return Authorization::Allow;
            }
            // FTS5 asks this of its own accord, to learn whether others have written.
            AuthAction::Pragma { pragma_name: "data_version", pragma_value: None }
                if self.running.load(Ordering::Relaxed) =>
            {
                return Authorization::Allow;
            }
            AuthAction::Read { table_name, .. } => Denied::Read(table_name.to_owned()),
            AuthAction::Function { function_name } => Denied::Call(function_name.to_owned()),
            AuthAction::Pragma { .. } => Denied::Pragma,
            AuthAction::Attach { .. } | AuthAction::Detach { .. } => Denied::Attach,
            AuthAction::Transaction { .. } | AuthAction::Savepoint { .. } => Denied::Transaction,
            _ => Denied::Change,
        };
        self.denied.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(denied);
        Authorization::Deny
    }

    /// Tells what an error of SQLite means for whoever wrote the statement.
    fn explain(&self, error: rusqlite::Error) -> Error {
        if let Some(denied) = self.denied.lock().unwrap_or_else(PoisonError::into_inner).take() {
            return Refusal::QueryDenied { denied }.into();
        }
        match (error.sqlite_error_code(), error) {
            (Some(ErrorCode::OperationInterrupted), _) => self.deadline.cut_off(),
            (_, rusqlite::Error::MultipleStatement) => Refusal::QueryOfSeveral.into(),
            (Some(ErrorCode::OutOfMemory), _) => {
                Error::Query { message: format!("it takes more than {} MiB of memory", MOST_MEMORY >> 20) }
            }
            (Some(ErrorCode::TooBig), _) => {
                Error::Query { message: "a text in it, or itself, is longer than a query may have".into() }
            }
            (_, rusqlite::Error::SqlInputError { msg, .. }) => Error::Query { message: msg },
            (Some(ErrorCode::Unknown | ErrorCode::TypeMismatch), rusqlite::Error::SqliteFailure(_, Some(message))) => {
                Error::Query { message }
            }
            (_, error) => error.into(),
        }
    }
}

/// Which tables a statement may read.
#[derive(Debug)]
struct Tables {
    /// Those that the base holds and the harmless virtual ones, in lower case.
    allowed: HashSet<String>,
    /// The virtual tables that SQLite offers besides, in lower case.
    others: HashSet<String>,
}

impl Tables {
    fn of(connection: &Connection) -> Result<Self> {
        let names = |sql| -> Result<HashSet<String>> {
            let mut statement = connection.prepare(sql)?;
            let names = statement.query_map([], |row| row.get(0))?;
            Ok(names.collect::<rusqlite::Result<_>>()?)
        };
        let mut allowed = names("SELECT lower(name) FROM sqlite_schema WHERE type IN ('table', 'view')")?;
        // Names that are no UTF-8 come from damage, and the hook that asks below cannot take them. All stand in here.
        names("SELECT coalesce(sql, '') FROM sqlite_schema")?;
        allowed.extend(TABLES.iter().map(ToString::to_string));
        Ok(Self { allowed, others: names("SELECT lower(name) FROM pragma_module_list")? })
    }

    /// SQLite asks about subqueries as well where none of their columns is read, as in `SELECT count(*) FROM named`, and
    /// then gives the name that the statement itself has given them.
    fn may_read(&self, table: &str, column: &str) -> bool {
        let table = table.to_ascii_lowercase();
        self.allowed.contains(&table)
            || column.is_empty() && !self.others.contains(&table) && !table.starts_with("pragma_")
    }
}

/// A statement that is ready to run, from [`Store::query`].
#[derive(Debug)]
pub struct Query<'s> {
    statement: Statement<'s>,
    guard: Arc<Guard>,
}

impl Store {
    /// Compiles one reading statement that a stranger wrote. `parameters` are names, without the sign before them, and
    /// texts.
    ///
    /// From then on the store answers nothing but such statements. The deadline's clock runs when this returns.
    pub fn query(&mut self, sql: &str, parameters: &[(String, String)], deadline: &Arc<Deadline>) -> Result<Query<'_>> {
        let guard = Arc::new(Guard {
            deadline: Arc::clone(deadline),
            running: AtomicBool::new(false),
            denied: Mutex::new(None),
        });
        self.confine(&guard)?;
        if sql.contains('\0') {
            return Err(Error::Query { message: "it holds a NUL character".into() });
        }
        deadline.start();
        let mut statement = self.connection.prepare(sql).map_err(|error| guard.explain(error))?;
        // Of all that writes, only VACUUM gets past the authorizer; this is SQLite's own word for what does.
        if !statement.readonly() {
            return Err(Refusal::QueryDenied { denied: Denied::Change }.into());
        }
        if statement.column_count() == 0 {
            return Err(Refusal::QueryEmpty.into());
        }
        bind(&mut statement, parameters)?;
        Ok(Query { statement, guard })
    }

    /// Puts the guards on the connection.
    fn confine(&mut self, guard: &Arc<Guard>) -> Result<()> {
        let connection = &mut self.connection;
        let tables = Tables::of(connection)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false)?;
        // What does not fit into the memory below is not put on the disk, which it could fill.
        connection.pragma_update(None, "temp_store", "memory")?;
        connection.pragma_update(None, "hard_heap_limit", MOST_MEMORY)?;
        for (limit, most) in LIMITS {
            connection.set_limit(*limit, *most)?;
        }
        let deadline = Arc::clone(&guard.deadline);
        connection.progress_handler(INSTRUCTIONS, Some(move || deadline.is_over(Duration::ZERO)))?;
        let guard = Arc::clone(guard);
        connection.authorizer(Some(move |context: AuthContext<'_>| guard.authorize(&tables, context.action)))?;
        Ok(())
    }
}

impl Query<'_> {
    /// Returns the names of the columns.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        self.statement.column_names().map(String::from).collect()
    }

    /// Calls `row` with every row until it says that this is enough. A query that takes too long is an error after the
    /// rows that it has given.
    pub fn each_row(mut self, mut row: impl FnMut(&[SqlValue<'_>]) -> Result<Enough>) -> Result<()> {
        let columns = self.statement.column_count();
        let deadline = &self.guard.deadline;
        self.guard.running.store(true, Ordering::Relaxed);
        let mut rows = self.statement.raw_query();
        loop {
            let Some(found) = rows.next().map_err(|error| self.guard.explain(error))? else { return Ok(()) };
            // Of a row that costs much to show, SQLite itself may have little to do.
            if deadline.is_over(Duration::ZERO) {
                return Err(deadline.cut_off());
            }
            let mut cells = Vec::with_capacity(columns);
            let mut bytes = 0;
            for column in 0..columns {
                let cell = found.get_ref(column)?;
                bytes += length(cell);
                // SQLite keeps a text once that stands in many columns; we would not.
                if bytes > MOST_ROW {
                    return Err(Error::Query { message: format!("a row of it has more than {} MiB", MOST_ROW >> 20) });
                }
                cells.push(value(cell));
            }
            if row(&cells)? == Enough::Yes {
                return Ok(());
            }
        }
    }
}

/// Whether a query's rows are enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enough {
    /// Stop here.
    Yes,
    /// Go on.
    No,
}

/// Returns how many bytes a cell has when it is written.
fn length(cell: ValueRef<'_>) -> usize {
    match cell {
        ValueRef::Text(bytes) => bytes.len(),
        ValueRef::Blob(bytes) => 2 * bytes.len(),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => 0,
    }
}

fn value(cell: ValueRef<'_>) -> SqlValue<'_> {
    match cell {
        ValueRef::Null => SqlValue::Null,
        ValueRef::Integer(number) => SqlValue::Integer(number),
        ValueRef::Real(number) => SqlValue::Real(number),
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => SqlValue::Text(text.into()),
            Err(_) => literal(bytes),
        },
        ValueRef::Blob(bytes) => literal(bytes),
    }
}

/// Returns bytes that are no text as SQL writes them.
fn literal(bytes: &[u8]) -> SqlValue<'static> {
    use std::fmt::Write as _;

    let mut text = String::with_capacity(bytes.len() * 2 + 3);
    text.push_str("X'");
    for byte in bytes {
        // Writing into memory cannot fail.
        let _ = write!(text, "{byte:02X}");
    }
    text.push('\'');
    SqlValue::Text(text.into())
}

fn bind(statement: &mut Statement<'_>, parameters: &[(String, String)]) -> Result<()> {
    let mut names = Vec::new();
    for index in 1..=statement.parameter_count() {
        let Some(name) = statement.parameter_name(index).map(|name| name[1..].to_owned()) else {
            return Err(Misuse::ParameterWithoutName.into());
        };
        let Some((_, text)) = parameters.iter().find(|(given, _)| *given == name) else {
            return Err(Misuse::ParameterWithoutValue { name }.into());
        };
        statement.raw_bind_parameter(index, text)?;
        names.push(name);
    }
    match parameters.iter().find(|(given, _)| !names.contains(given)) {
        Some((given, _)) => Err(Misuse::NoParameter { name: given.clone() }.into()),
        None => Ok(()),
    }
}
