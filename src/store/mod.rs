//! The knowledge base: one SQLite file. This folder holds the only SQL and is the only user of rusqlite.
//!
//! A question in English is a method of [`Store`], in the file of the thing it is about; a statement longer than a line
//! stands beside it as `.sql`. Nothing here reads pages or prints.

mod alias;
mod attribute;
mod backup;
mod beside;
mod check;
mod conflict;
mod correction;
mod document;
mod exchange;
mod figure;
mod importer;
mod likeness;
mod log;
mod lookup;
mod merge;
mod migrations;
mod moved;
mod place;
mod query;
mod report;
mod search;
mod section;
mod settled;
mod triage;
mod unclear_row;
mod value;
mod version;

use std::cell::Cell;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::error::{Error, Result};

pub use beside::{FileBeside, new_file_beside};
pub use check::{Concern, Finding, Level, Remedy, Repairs};
pub use conflict::ConflictFilter;
pub use correction::{CorrectedPlace, NewCorrection};
pub use exchange::{Taken, take_report};
pub use importer::Importer;
pub use merge::Merging;
pub use query::{Deadline, Enough, Query};
pub use report::ReportFilter;
pub use section::PassageFilter;
pub use triage::{Acceptance, Accepted, Filed, Listed, Outcome};

/// `PRAGMA application_id` of every knowledge base: "vers" in ASCII.
const APPLICATION_ID: [u8; 4] = *b"vers";

/// The most memory for pages of the file, in KiB. Only what is used is taken; an import of many pages uses all of it.
const CACHE_KIB: i64 = 64 * 1024;

/// The first bytes of every SQLite database.
const SQLITE_START: &[u8; 16] = b"SQLite format 3\0";

/// How long a command waits for another process that is writing. An import of 100,000 pages holds the base for tens of
/// seconds, and a reader's report should outlast that rather than fail.
const BUSY_TIMEOUT: Duration = Duration::from_mins(2);

/// What a command is going to do with the base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Only ask: the file is opened read-only.
    Read,
    /// Change it.
    Write,
}

/// An open knowledge base.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// Whether texts are read as the documents state them, rather than as they read after corrections.
    as_stated: bool,
}

impl Store {
    /// Opens the base at `path` and brings it to the current schema when it is older.
    ///
    /// A file that is not ours is told by its first bytes, before SQLite sees it, so that it stays as it was.
    pub fn open(path: &Path, access: Access) -> Result<Self> {
        ensure_ours(path)?;
        let (mut connection, found) = match connect(path, access).and_then(with_version) {
            Err(error) if access == Access::Read && error.is_no_writing() && !has_log(path) => {
                with_version(connect_immutable(path)?)?
            }
            opened => opened?,
        };
        if found > migrations::latest() {
            return Err(newer(path, found));
        }
        if found < migrations::latest() {
            migrations::run(&mut connect(path, Access::Write)?, path)?;
            connection = connect(path, access)?;
        }
        if access == Access::Read {
            // All questions of one command are answered from one state of the base; and one transaction costs less than
            // one for each.
            connection.execute_batch("BEGIN")?;
        }
        Ok(Self { connection, as_stated: false })
    }

    /// Creates a base at `path`, lets `fill` put in what it should start with, and opens it. The folder is made when it
    /// is missing.
    ///
    /// The file is made beside its target and renamed when it is whole, so that nobody ever meets half a base.
    /// Returns `None` when another process made one there meanwhile; that one is untouched.
    pub fn create(path: &Path, fill: impl FnOnce(&mut Self) -> Result<()>) -> Result<Option<()>> {
        ensure_no_remains(path)?;
        let folder = folder_of(path);
        beside::make_folder(folder).map_err(Error::file("create", folder))?;
        let beside = new_file_beside(path).map_err(Error::file("create", path))?;
        let mut store = Self { connection: connect(beside.path(), Access::Write)?, as_stated: false };
        // Nobody else knows the file, and it is thrown away if anything fails: no journal is needed, and one sync at the
        // end.
        store.connection.execute_batch("PRAGMA journal_mode = off; PRAGMA synchronous = off;")?;
        migrations::run(&mut store.connection, path)?;
        store.connection.pragma_update(None, "foreign_keys", false)?;
        fill(&mut store)?;
        // Readers go on while one process writes. Set last: until here nobody else knows the file, and everything is
        // in one file that can be renamed.
        store.connection.pragma_update(None, "journal_mode", "wal")?;
        store.connection.close().map_err(|(_, source)| Error::from(source))?;
        match beside.persist_noclobber(path) {
            Ok(()) => Ok(Some(())),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(None),
            Err(error) => Err(Error::file("create", path)(error)),
        }
    }

    /// Returns an empty base that lives in memory, for tests.
    pub fn open_in_memory() -> Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        configure(&mut connection)?;
        migrations::run(&mut connection, Path::new(":memory:"))?;
        Ok(Self { connection, as_stated: false })
    }

    /// Returns the same base, whose texts are then read as the documents state them when that is asked for. Searching,
    /// showing and exporting follow it; what counts rows does not.
    #[must_use]
    pub fn as_stated(mut self, as_stated: bool) -> Self {
        self.as_stated = as_stated;
        self
    }

    /// Runs `change` in one transaction: all of it is written, or, when it fails, none.
    pub fn write<T>(&mut self, change: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        self.write_or_roll_back(false, change)
    }

    /// Runs `change` like [`Store::write`], but writes none of it when `roll_back` is set.
    pub fn write_or_roll_back<T>(
        &mut self,
        roll_back: bool,
        change: impl FnOnce(&Connection) -> Result<T>,
    ) -> Result<T> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = change(&transaction)?;
        if roll_back {
            transaction.rollback()?;
        } else {
            transaction.commit()?;
        }
        Ok(result)
    }

    /// Returns the `CREATE` statements of the base, in the order they were made.
    pub fn schema(&self) -> Result<String> {
        let mut statement = self.connection.prepare(include_str!("schema.sql"))?;
        let statements: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(statements.join("\n"))
    }
}

/// Returns the present moment as the base keeps times: RFC 3339, UTC, whole seconds.
///
/// # Panics
/// When the clock stands beyond the year 9999.
#[must_use]
pub fn now() -> String {
    let now = OffsetDateTime::now_utc();
    let seconds = now.replace_nanosecond(0).unwrap_or(now);
    seconds.format(&Rfc3339).expect("a year of four digits has an RFC 3339 form")
}

/// Tells whether a file is an SQLite database, by its first bytes.
#[must_use]
pub fn is_database(path: &Path) -> bool {
    let mut start = [0; SQLITE_START.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == *SQLITE_START
}

/// Tells whether a file is an SQLite database, or has the name of what SQLite keeps beside one: its log holds what was
/// written last.
#[must_use]
pub fn belongs_to_database(path: &Path) -> bool {
    // Through a link, as SQLite goes.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let main_file = ["-wal", "-shm", "-journal"].iter().find_map(|suffix| name.strip_suffix(suffix));
    is_database(&path) || main_file.is_some_and(|name| is_database(&path.with_file_name(name)))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn connect(path: &Path, access: Access) -> Result<Connection> {
    let flags = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let mut connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    configure(&mut connection)?;
    Ok(connection)
}

fn with_version(connection: Connection) -> Result<(Connection, i64)> {
    let version = migrations::version(&connection)?;
    Ok((connection, version))
}

/// Opens a base in a folder where nothing can be written. SQLite's shared memory for readers and writers cannot be made
/// there, and is not needed: nobody can write.
fn connect_immutable(path: &Path) -> Result<Connection> {
    let hexadecimal = |digit: u8| char::from(b"0123456789ABCDEF"[usize::from(digit)]);
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => uri.push(char::from(*byte)),
            other => uri.extend(['%', hexadecimal(other >> 4), hexadecimal(other & 15)]),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(uri, flags)?;
    configure(&mut connection)?;
    Ok(connection)
}

/// Returns the path of one of the files that SQLite keeps beside a base while it is in use.
fn companion(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Tells whether there may be changes that are not in the base's own file yet.
fn has_log(path: &Path) -> bool {
    has_bytes(&companion(path, "-wal"))
}

fn has_bytes(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.len() > 0)
}

/// Fails when a base is to be made where the log of another one was left behind: SQLite would replay it into the new one.
/// An empty log, which readers leave, does no harm.
fn ensure_no_remains(path: &Path) -> Result<()> {
    for suffix in ["-wal", "-journal"] {
        let remains = companion(path, suffix);
        // Unless another process has just made the base, whose log this then is.
        if has_bytes(&remains) && !path.exists() {
            return Err(Error::Remains { path: path.to_path_buf(), remains });
        }
    }
    Ok(())
}

fn configure(connection: &mut Connection) -> Result<()> {
    // An import uses some thirty statements in turn; the default of 16 would prepare them anew for every page.
    connection.set_prepared_statement_cache_capacity(64);
    connection.busy_handler(Some(wait))?;
    // A misspelt column in double quotes is an error, not a text. [sqlite.org/quirks.html]
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // The file may come from a stranger: its views and triggers get no functions with side effects.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    Ok(())
}

/// Waits a moment for another process, and says whether to try once more. SQLite's own way of waiting sleeps longer each
/// time, up to 100 ms, so that whoever has waited long is overtaken by everybody who has just come.
fn wait(tries: i32) -> bool {
    thread_local! { static SINCE: Cell<Instant> = Cell::new(Instant::now()) }
    if tries == 0 {
        SINCE.set(Instant::now());
    }
    std::thread::sleep(Duration::from_millis(if tries < 3 { 1 } else { 5 }));
    SINCE.get().elapsed() < BUSY_TIMEOUT
}

/// Reads the first bytes of a file and fails unless they are those of a versus base.
/// Offsets are those of the database header. [sqlite.org/fileformat2.html]
fn ensure_ours(path: &Path) -> Result<()> {
    let not_ours = |reason| Err(Error::NotABase { path: path.to_path_buf(), reason });
    let mut header = Vec::with_capacity(100);
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return not_ours("it is not a file");
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Error::NoBase { path: path.to_path_buf() });
        }
        Err(error) => return Err(Error::file("read", path)(error)),
    };
    (&file).take(100).read_to_end(&mut header).map_err(Error::file("read", path))?;
    if header.is_empty() {
        return not_ours("it is empty");
    }
    if header.len() < 100 || !header.starts_with(SQLITE_START) {
        return not_ours("it is not an SQLite database");
    }
    if header[68..72] != APPLICATION_ID {
        return not_ours("it is the database of another program");
    }
    let found = i64::from(u32::from_be_bytes([header[60], header[61], header[62], header[63]]));
    if found > migrations::latest() {
        return Err(newer(path, found));
    }
    ensure_whole(path, &file, &header)
}

/// Fails when a file is shorter than its header says. SQLite notices only when whole pages are missing, and reads the
/// rest of the last one as zeros.
fn ensure_whole(path: &Path, file: &File, header: &[u8]) -> Result<()> {
    let page = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65536,
        page => u64::from(page),
    };
    let stated = page * u64::from(u32::from_be_bytes([header[28], header[29], header[30], header[31]]));
    // While a log is brought into the file, the header may come first. Length last: when there is no log, that is over.
    if has_log(path) || companion(path, "-journal").exists() {
        return Ok(());
    }
    let length = file.metadata().map_err(Error::file("read", path))?.len();
    if length >= stated {
        return Ok(());
    }
    let cause = format!("it is {length} bytes long and should be {stated}");
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    Err(Error::from(rusqlite::Error::SqliteFailure(code, Some(cause))).in_base(path))
}

fn newer(path: &Path, found: i64) -> Error {
    Error::NewerBase { path: path.to_path_buf(), found, known: migrations::latest() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Change, Document, Lookup, Passage, Row, Section};

    /// A document that compares the figures by one attribute, with a passage about the first.
    fn document(slug: &str, figures: [&str; 2], attribute: &str, values: [&str; 2]) -> Document {
        let passage = Passage { text: format!("{} first.", figures[0]), figures: vec![figures[0].into()] };
        Document {
            slug: slug.into(),
            title: figures.join(" vs. "),
            figures: figures.map(String::from).to_vec(),
            summary: String::new(),
            rows: vec![Row { position: 1, attribute: attribute.into(), values: values.map(String::from).to_vec() }],
            unclear: Vec::new(),
            sections: vec![Section { heading: "Order".into(), passages: vec![passage] }],
            notice: String::new(),
            credits: Vec::new(),
            source: slug.into(),
            content_hash: format!("{figures:?} {attribute} {values:?}"),
            layout: "plain".into(),
            address: None,
        }
    }

    fn filled() -> Store {
        let mut store = Store::open_in_memory().expect("a base");
        import(&mut store, &document("cafe", ["Café Noir", "Green Tea"], "Caffeine per cup", ["95 mg", "40 mg"]));
        import(&mut store, &document("tea", ["Black Tea", "Tea"], "Caffeine", ["50 mg", "Don't know"]));
        let alias = "INSERT INTO figure_aliases (figure_id, name, name_folded) SELECT id, 'Espresso', 'espresso'
                     FROM figures WHERE name = 'Café Noir'";
        store.connection.execute(alias, []).expect("an alias");
        store
    }

    fn import(store: &mut Store, document: &Document) -> Change {
        store.write(|connection| Importer::new(connection, "2026-01-02T03:04:05Z")?.import(document)).expect("imported")
    }

    fn found(lookup: Lookup) -> Result<String, Vec<String>> {
        match lookup {
            Lookup::Found(named) => Ok(named.name),
            Lookup::Ambiguous(names) | Lookup::Unknown(names) => Err(names),
        }
    }

    #[test]
    fn every_statement_fits_the_schema() {
        // But for those of `check/`, which read temporary tables.
        let store = Store::open_in_memory().expect("a base");
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store");
        let mut prepared = 0;
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("readable").path();
            if path.extension().is_some_and(|extension| extension == "sql") {
                let sql = std::fs::read_to_string(&path).expect("readable");
                store.connection.prepare(&sql).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                prepared += 1;
            }
        }
        assert!(prepared > 10);
    }

    #[test]
    fn foreign_keys_are_on_in_every_base_that_was_opened() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new.db");
        Store::create(&path, |_| Ok(())).expect("made").expect("by us");
        let stores = [Store::open(&path, Access::Write), Store::open(&path, Access::Read), Store::open_in_memory()];
        for store in stores {
            let connection = store.expect("opens").connection;
            let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, bool>(0)).expect(name);
            assert!(pragma("foreign_keys"));
            assert!(!pragma("trusted_schema"));
            assert!(connection.prepare("SELECT \"no such column\" FROM figures").is_err());
        }
    }

    #[test]
    fn a_base_opened_for_reading_cannot_be_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new.db");
        Store::create(&path, |_| Ok(())).expect("made").expect("by us");
        let mut store = Store::open(&path, Access::Read).expect("opens");
        let change = |connection: &Connection| Ok(connection.execute("DELETE FROM documents", [])?);
        assert!(store.write(change).is_err());
    }

    #[test]
    fn a_change_that_fails_leaves_nothing_behind() {
        let mut store = filled();
        let mut broken = document("late", ["Left", "Right"], "Side", ["one", "other"]);
        broken.sections[0].passages[0].figures = vec![String::new()];
        let result = store.write(|connection| Importer::new(connection, "now")?.import(&broken));
        assert!(result.is_err());
        assert_eq!(found(store.document("late").expect("asked")), Err(vec![]));
        assert_eq!(found(store.figure("Left").expect("asked")), Err(vec![]));
    }

    #[test]
    fn a_name_is_found_by_case_form_alias_and_whole_words() {
        let store = filled();
        let figure = |name: &str| found(store.figure(name).expect("asked"));
        for name in ["Café Noir", "CAFE\u{301}  noir", "cafe noir", "cafe", "noir", "espresso", "ESPRESSO"] {
            assert_eq!(figure(name), Ok("Café Noir".into()), "{name}");
        }
        assert_eq!(figure("tea"), Ok("Tea".into()), "the whole name of one wins over parts of others");
        assert_eq!(figure("green"), Ok("Green Tea".into()));
        assert_eq!(figure("tea green"), Err(vec![]), "words count in their order");
        assert_eq!(figure("gree"), Err(vec!["Green Tea".into()]), "a part of a word is no name");
        assert_eq!(figure(""), Err(vec![]));
        assert_eq!(figure("%"), Err(vec![]));
    }

    #[test]
    fn an_attribute_and_a_document_are_found_likewise() {
        let store = filled();
        assert_eq!(found(store.attribute("caffeine").expect("asked")), Ok("Caffeine".into()));
        assert_eq!(found(store.attribute("per cup").expect("asked")), Ok("Caffeine per cup".into()));
        assert_eq!(found(store.document("TEA").expect("asked")), Ok("tea".into()));
        assert_eq!(found(store.document("te").expect("asked")), Err(vec!["tea".into()]));
        assert_eq!(found(store.document("%").expect("asked")), Err(vec![]));
    }

    #[test]
    fn a_part_that_several_names_share_is_ambiguous() {
        let mut store = filled();
        import(&mut store, &document("pots", ["Black Pot", "Green Pot"], "Lid", ["round", "flat"]));
        let lookup = store.figure("black").expect("asked");
        assert_eq!(lookup, Lookup::Ambiguous(vec!["Black Tea".into(), "Black Pot".into()]));
    }

    #[test]
    fn an_unknown_name_is_answered_with_the_nearest_first() {
        let store = filled();
        let nearest = store.figure("blakc tea").expect("asked");
        assert_eq!(nearest, Lookup::Unknown(vec!["Black Tea".into()]));
        assert_eq!(store.figure("espreso").expect("asked"), Lookup::Unknown(vec!["Espresso".into()]));
    }

    #[test]
    fn a_search_asks_for_all_words_and_folds_them() {
        let store = filled();
        let places = |words: &str| -> Vec<String> {
            let hits = store.search(words, 10).expect("no SQL error");
            hits.into_iter().map(|hit| format!("{} {}: {}", hit.document, hit.place, hit.snippet)).collect()
        };
        assert_eq!(places("cafe first"), ["cafe passage: [Café] Noir [first]."]);
        assert_eq!(places("don't"), ["tea value: [Don't] know"]);
        assert_eq!(places("mg 95"), ["cafe value: [95] [mg]"]);
        assert!(places("95 50").is_empty());
        assert!(places("fir").is_empty(), "a part of a word is no word");
        for nothing in ["", " ", "\"", "-", "*", "()", "\0"] {
            assert!(places(nothing).is_empty(), "{nothing:?}");
        }
        assert_eq!(store.search("mg", 2).expect("no SQL error").len(), 2);
    }

    #[test]
    fn an_update_keeps_the_rows_of_what_did_not_change() {
        let mut store = filled();
        let ids = |store: &Store| -> Vec<(i64, String)> {
            let sql = "SELECT id, text FROM attribute_values UNION ALL SELECT id, text FROM passages ORDER BY id";
            let mut statement = store.connection.prepare(sql).expect("SQL");
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
            rows.collect::<rusqlite::Result<_>>().expect("rows")
        };
        let before = ids(&store);
        let mut changed = document("tea", ["Black Tea", "Tea"], "Caffeine", ["60 mg", "Don't know"]);
        assert!(matches!(import(&mut store, &changed), Change::Updated(_)));
        let differing: Vec<_> = ids(&store).into_iter().filter(|row| !before.contains(row)).collect();
        let old = before.iter().find(|(_, text)| text == "50 mg").expect("there");
        assert_eq!(differing, [(old.0, "60 mg".to_owned())]);
        assert_eq!(import(&mut store, &changed), Change::Unchanged);
        assert_eq!(store.search("50", 5).expect("no SQL error").len(), 0);
        changed.rows.clear();
        changed.content_hash.clear();
        assert!(matches!(import(&mut store, &changed), Change::Updated(_)));
        assert_eq!(store.search("60", 5).expect("no SQL error").len(), 0);
        assert_eq!(ids(&store).len(), before.len() - 2);
    }
}
