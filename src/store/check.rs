//! What somebody should look at: what is broken in the file, and work that waits for an editor.
//!
//! Broken is what versus itself never leaves behind: a fault of the disk, or of whoever edited the file past versus. This
//! file looks for it; `check/schema.rs` compares the schema, `check/work.rs` and `check/duplicate.rs` look for work, and
//! `check/repair.rs` mends what can be made anew from the rest. Nothing here is in memory at once but names.

mod duplicate;
mod repair;
mod schema;
mod work;

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, named_params};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{Access, Store, alias, connect, migrations, with_version};
use crate::error::{Error, Result};
use crate::model::{NameKind, closed_set};
use crate::name;

pub use repair::Repairs;

/// What is left out where the base cannot be written.
const NO_WRITING: &str =
    "the rules of tables and the words of the full-text index were not checked: the base cannot be written here";
/// What is left out where that takes too long.
const BUSY: &str = "the words of the full-text index were not checked: another process is writing to the base";
/// What is left out where it would be read by other tables and views than those that versus makes.
const OTHER_SCHEMA: &str =
    "what waits for an editor was not looked at: the schema is another than the one that versus makes";

/// How many texts and words are named of an index that has others.
const MOST_TEXTS: i64 = 20;

/// How long a check waits for a process that is writing, where it needs the base for itself.
const PATIENCE: Duration = Duration::from_secs(2);

closed_set! {
    /// What a check looks for; what is broken comes first.
    Concern {
        /// The file does not hold what SQLite wrote into it, or a row breaks a rule of its table.
        Damage = "damage",
        /// A table, index, view or trigger is missing or changed.
        Schema = "schema",
        /// A row refers to one that is not there.
        Reference = "reference",
        /// The full-text index is another than the texts.
        Index = "index",
        /// Names are not kept as they are looked up.
        Name = "name",
        /// Corrections without a place, or several in one.
        Correction = "correction",
        /// The events of a report cannot have happened so.
        Event = "event",
        /// A document now says something else than when it was corrected.
        Moved = "moved",
        /// A report waits for a decision.
        Report = "report",
        /// A report waits, and what it is about is not here.
        Unmatched = "unmatched",
        /// A table row could not be told apart.
        Unclear = "unclear",
        /// Two names look like one thing.
        Duplicate = "duplicate",
        /// A document compares a figure by an attribute and says nothing.
        Empty = "empty",
        /// A document says the very same of several figures.
        Identical = "identical",
    }
}

closed_set! {
    /// What is to become of a finding.
    Level {
        /// A decision of an editor.
        Work = "work",
        /// It can be made anew from the rest.
        Mendable = "mendable",
        /// It cannot.
        Broken = "broken",
    }
}

impl Concern {
    /// Returns all of them, in the order in which they are looked for.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::NAMES.iter().filter_map(|name| Self::from_name(name))
    }

    /// Tells whether nothing is broken, and somebody has to decide.
    fn is_work(self) -> bool {
        use Concern::{Duplicate, Empty, Identical, Moved, Report, Unclear, Unmatched};
        matches!(self, Moved | Report | Unmatched | Unclear | Duplicate | Empty | Identical)
    }
}

/// What helps, where it is not what helps against others of its kind and level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// A backup, because nothing is to be written into a damaged file.
    Backup,
    /// Finding out which of the two is right, because making the one from the other hides what was damaged.
    Comparison,
    /// Dropping the trigger of this name.
    Drop(String),
}

/// One thing that somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub concern: Concern,
    /// What is to become of it.
    pub level: Level,
    /// What helps, if that is something of its own.
    pub remedy: Option<Remedy>,
    /// What is the matter, for people.
    pub details: String,
    /// Number of the correction.
    pub correction: Option<i64>,
    /// Number of the report or unclear row.
    pub number: Option<i64>,
    /// Slug of the document.
    pub document: Option<String>,
    /// Name of the figure.
    pub figure: Option<String>,
    /// Name of the attribute.
    pub attribute: Option<String>,
    /// Heading of the section; `summary` for the summary.
    pub section: Option<String>,
    /// What the document said when it was corrected or reported.
    pub base: Option<String>,
    /// What the document says.
    pub stated: Option<String>,
    /// What is to stand there.
    pub text: Option<String>,
    /// The other figure or attribute of two.
    pub other: Option<String>,
    /// Who decided or reported.
    pub editor: Option<String>,
    /// When.
    pub made_at: Option<String>,
}

impl Finding {
    /// Returns a finding without a place.
    fn new(concern: Concern, level: Level, details: String) -> Self {
        Self {
            concern,
            level,
            remedy: None,
            details,
            correction: None,
            number: None,
            document: None,
            figure: None,
            attribute: None,
            section: None,
            base: None,
            stated: None,
            text: None,
            other: None,
            editor: None,
            made_at: None,
        }
    }
}

/// What takes in findings.
type Visit<'a> = dyn FnMut(&Finding) -> Result<()> + 'a;

impl Store {
    /// Passes everything of the wanted kinds that somebody should look at to `visit`, kind by kind. Returns what could not
    /// be looked at, and why. Where work is wanted and cannot be looked at because of the schema, the schema is passed too.
    ///
    /// It is all one state of the base but for damage and the index, which want a connection that may write: on another
    /// one, SQLite leaves out the CHECK constraints without a word, and FTS5 compares on a command that is an INSERT. They
    /// are given one that writes nothing.
    pub fn check(&self, wanted: &[Concern], visit: &mut Visit) -> Result<Option<String>> {
        let mut left_out = Vec::new();
        let is_needed = wanted.contains(&Concern::Damage) || wanted.contains(&Concern::Index);
        let own = if is_needed { self.writing()? } else { None };
        // A base in memory has no other connection, and its own may write.
        let is_in_memory = self.connection.path().is_none_or(str::is_empty);
        let writing = if is_in_memory { Some(&self.connection) } else { own.as_ref() };
        if is_needed && writing.is_none() {
            left_out.push(NO_WRITING);
        }
        let connection = &self.connection;
        // On other tables and views, what waits would be made up, and deciding it would do harm.
        let is_work_wanted = wanted.iter().any(|concern| concern.is_work());
        // A schema that cannot be read is not that of versus either.
        let is_work_left_out =
            is_work_wanted && schema::is_read_otherwise(connection).or_else(|error| fault(error).map(|_| true))?;
        if is_work_left_out {
            left_out.push(OTHER_SCHEMA);
        }
        let is_looked_at = |concern: &Concern| match concern {
            Concern::Schema => is_work_left_out || wanted.contains(concern),
            _ => wanted.contains(concern) && !(is_work_left_out && concern.is_work()),
        };
        let mut is_damaged = false;
        let visit: &mut Visit = &mut |finding| {
            is_damaged |= finding.remedy == Some(Remedy::Backup);
            if is_damaged && finding.level != Level::Work {
                return visit(&Finding { level: Level::Broken, remedy: Some(Remedy::Backup), ..finding.clone() });
            }
            visit(finding)
        };
        for concern in Concern::all().filter(is_looked_at) {
            let looked = match concern {
                Concern::Damage => damage(writing.unwrap_or(connection), visit),
                Concern::Schema => schema::compare(connection, visit),
                Concern::Reference => references(connection, visit),
                Concern::Index => index(connection, writing, visit).map(|was_busy| {
                    if was_busy {
                        left_out.push(BUSY);
                    }
                }),
                Concern::Name => names(connection, visit),
                Concern::Correction => corrections(connection, visit),
                Concern::Event => events(connection, visit),
                Concern::Moved => self.moved(visit),
                Concern::Report | Concern::Unmatched => self.reports(concern, visit),
                Concern::Unclear => self.unclear(visit),
                Concern::Duplicate => duplicate::find(connection, visit),
                Concern::Empty => work::empty(connection, visit),
                Concern::Identical => work::identical(connection, visit),
            };
            // What cannot be read is a finding, and the rest is looked at all the same.
            if let Err(error) = looked {
                let reason = fault(error)?;
                let is_mendable = is_of_index(&reason)
                    || schema::is_mendable(connection).or_else(|error| fault(error).map(|_| false))?;
                let level = if is_mendable { Level::Mendable } else { Level::Broken };
                visit(&Finding::new(concern, level, format!("this could not be looked at to the end: {reason}")))?;
            }
        }
        Ok((!left_out.is_empty()).then(|| left_out.join("; ")))
    }

    /// Returns a connection to the same base that may write, `None` where nobody may.
    fn writing(&self) -> Result<Option<Connection>> {
        let Some(path) = self.connection.path().filter(|path| !path.is_empty()) else { return Ok(None) };
        match connect(Path::new(path), Access::Write).and_then(with_version) {
            Ok((connection, _)) if connection.is_readonly("main")? => Ok(None),
            Ok((connection, _)) => Ok(Some(connection)),
            Err(error) if error.is_no_writing() => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Returns what is wrong with the base, for an error that comes of its content; other errors stay errors.
fn fault(error: Error) -> Result<String> {
    use ErrorCode::{
        CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, OperationInterrupted, OutOfMemory, PermissionDenied,
        ReadOnly, SystemIoFailure,
    };
    let Error::Base { source, path } = error else { return Err(error) };
    match source.sqlite_error_code() {
        Some(
            CannotOpen | DatabaseBusy | DatabaseLocked | DiskFull | OperationInterrupted | OutOfMemory
            | PermissionDenied | ReadOnly | SystemIoFailure,
        ) => Err(Error::Base { source, path }),
        _ => Ok(match source {
            rusqlite::Error::SqlInputError { msg, .. } => msg,
            other => other.to_string(),
        }),
    }
}

/// The names of tables that hold nothing but what can be made anew from the others.
const DERIVED: [&str; 3] = ["search_index", "figure_words", "attribute_words"];

fn damage(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let lines = integrity(connection)?;
    let remedy = lines.iter().any(|line| is_of_file(line)).then_some(Remedy::Backup);
    for line in lines {
        let level = if is_of_index(&line) { Level::Mendable } else { Level::Broken };
        visit(&Finding { remedy: remedy.clone(), ..Finding::new(Concern::Damage, level, line) })?;
    }
    Ok(())
}

/// Returns what SQLite finds wrong with the file, the error that ends it included; it stops at a hundred. CHECK constraints
/// only on a connection that may write.
fn integrity(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = match connection.prepare("PRAGMA integrity_check").map_err(Error::from) {
        Ok(statement) => statement,
        // Without the full-text index, it does not begin.
        Err(error) => return Ok(vec![fault(error)?]),
    };
    let mut found = Vec::new();
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        let text = line.map_err(Error::from).or_else(fault)?;
        // Damage to the pages of the file comes as one text of many lines.
        let lines = text.lines().filter(|line| *line != "ok" && !line.starts_with("*** in database "));
        found.extend(lines.map(String::from));
    }
    Ok(found)
}

/// Tells whether damage is that of an index, which can be built anew from its table.
fn is_of_index(line: &str) -> bool {
    let of_index = [" missing from index ", "wrong # of entries in index ", " values differ from index "];
    is_of_search(line) || of_index.iter().any(|words| line.contains(words))
}

/// Tells whether damage is that of the full-text index.
fn is_of_search(line: &str) -> bool {
    line.contains("search_index") || line.contains("fts5")
}

/// Tells whether damage is that of the file itself rather than of an index or of what a row holds.
fn is_of_file(line: &str) -> bool {
    let of_row = ["CHECK constraint failed in ", "NULL value in ", " value in ", "non-unique entry in index "];
    !is_of_index(line) && !of_row.iter().any(|words| line.contains(words))
}

fn references(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        let level = if DERIVED.contains(&table.as_str()) { Level::Mendable } else { Level::Broken };
        let row = row.get::<_, Option<i64>>(1)?.map_or_else(|| "a row".into(), |row| format!("row {row}"));
        let details = format!("{row} of `{table}` refers to a row of `{parent}` that is not there");
        visit(&Finding::new(Concern::Reference, level, details))?;
    }
    Ok(())
}

/// Compares the full-text index with the texts: by their ids, which takes reading alone, then by their words, if a
/// connection that may write is there. Returns whether that could not be done because another process was writing.
fn index(connection: &Connection, writing: Option<&Connection>, visit: &mut Visit) -> Result<bool> {
    let sql = include_str!("check_index.sql");
    let (missing, surplus): (i64, i64) = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if missing > 0 || surplus > 0 {
        let details = format!("it lacks {missing} texts and has {surplus} too many");
        visit(&Finding::new(Concern::Index, Level::Mendable, details))?;
        return Ok(false);
    }
    let Some(writing) = writing else { return Ok(false) };
    writing.busy_timeout(PATIENCE)?;
    let in_step = writing.execute_batch("BEGIN IMMEDIATE").map_err(Error::from).and_then(|()| {
        let in_step = is_index_in_step(writing);
        writing.execute_batch("ROLLBACK")?;
        in_step
    });
    match in_step {
        Ok(true) => Ok(false),
        Ok(false) => {
            // An index that cannot be read word by word, or has as many of each in another order, is told as a whole.
            let mut found = other_words(writing).unwrap_or_default();
            if found.is_empty() {
                found.push(Finding::new(Concern::Index, Level::Mendable, "it has other words than the texts".into()));
            }
            for finding in found {
                visit(&Finding { remedy: Some(Remedy::Comparison), ..finding })?;
            }
            Ok(false)
        }
        Err(error) if error.is_busy() => Ok(true),
        Err(error) => Err(error),
    }
}

/// Returns the first texts of which the full-text index has other words. It takes about as long as indexing all texts, so it
/// is only for an index that is known to be out of step.
fn other_words(connection: &Connection) -> Result<Vec<Finding>> {
    // What is made for it is temporary, and is gone with the transaction, which locks out nobody.
    connection.execute_batch("BEGIN")?;
    let found = connection.execute_batch(include_str!("check/words_tables.sql")).map_err(Error::from).and_then(|()| {
        let mut statement = connection.prepare(include_str!("check/words.sql"))?;
        let mut place = connection.prepare(include_str!("search_place.sql"))?;
        let mut rows = statement.query(named_params! { ":most": MOST_TEXTS })?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let words = |name| Ok::<_, Error>(row.get_ref(name)?.as_bytes_or_null()?.map(String::from_utf8_lossy));
            let details = match (words("indexed")?, words("stated")?) {
                (Some(indexed), Some(stated)) => format!("the index has `{indexed}`, the text `{stated}`"),
                (Some(indexed), None) => format!("the text has fewer of `{indexed}` than the index"),
                (None, stated) => format!("the text has more of `{}` than the index", stated.unwrap_or_default()),
            };
            found.push(place.query_row(named_params! { ":id": row.get::<_, i64>("id")? }, |row| {
                let (place, attribute): (String, Option<String>) = (row.get("place")?, row.get("attribute")?);
                let figure = if attribute.is_some() { row.get("figure")? } else { None };
                let section = if place == "summary" { Some(place) } else { row.get("section")? };
                let document = row.get("document")?;
                let finding = Finding::new(Concern::Index, Level::Mendable, details);
                Ok(Finding { document, figure, attribute, section, ..finding })
            })?);
        }
        Ok(found)
    });
    if !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    found
}

/// Tells whether the full-text index holds the words of the texts as they read after corrections.
fn is_index_in_step(connection: &Connection) -> Result<bool> {
    let sql = "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)";
    match connection.execute(sql, []) {
        Ok(_) => Ok(true),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn names(connection: &Connection, visit: &mut Visit) -> Result<()> {
    for kind in [NameKind::Figure, NameKind::Attribute] {
        let mut finding = |level, named: &str, details: String| {
            let finding = Finding::new(Concern::Name, level, details);
            let named = Some(named.to_owned());
            visit(&match kind {
                NameKind::Figure => Finding { figure: named, ..finding },
                NameKind::Attribute => Finding { attribute: named, ..finding },
            })
        };
        each_misfolded(connection, kind, |_, name, folded| {
            finding(Level::Mendable, name, format!("`{name}` is looked up as `{folded}`"))
        })?;
        each_with_other_words(connection, kind, |_, name| {
            finding(Level::Mendable, name, format!("`{name}` is not found by the words of its names"))
        })?;
        let word = kind.as_str();
        let sql = format!(
            "SELECT {word}_aliases.name, {word}s.name FROM {word}_aliases JOIN {word}s USING (name_folded)
             WHERE {word}s.id <> {word}_id"
        );
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (alias, name): (String, String) = (row.get(0)?, row.get(1)?);
            finding(Level::Broken, &name, format!("`{alias}` is a {word} and an alias of another"))?;
        }
    }
    Ok(())
}

/// Passes every name or alias whose folded form is another than it should be to `visit`, with its table, and with the
/// folded form that it has.
fn each_misfolded(
    connection: &Connection,
    kind: NameKind,
    mut visit: impl FnMut((&str, i64), &str, &str) -> Result<()>,
) -> Result<()> {
    for table in [format!("{}s", kind.as_str()), format!("{}_aliases", kind.as_str())] {
        let mut statement = connection.prepare(&format!("SELECT id, name, name_folded FROM {table}"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (name, folded) = (row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?);
            if name::fold(name) != folded {
                visit((&table, row.get(0)?), name, folded)?;
            }
        }
    }
    Ok(())
}

/// Passes every figure or attribute whose indexed words are others than those of its names to `visit`.
fn each_with_other_words(
    connection: &Connection,
    kind: NameKind,
    mut visit: impl FnMut(i64, &str) -> Result<()>,
) -> Result<()> {
    let word = kind.as_str();
    let mut indexed =
        connection.prepare(&format!("SELECT word FROM {word}_words WHERE {word}_id = ?1 ORDER BY word"))?;
    let mut all = connection.prepare(&format!("SELECT id FROM {word}s ORDER BY id"))?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        let names = alias::all_names(connection, kind, id)?;
        let mut words: Vec<String> = names.iter().flat_map(|name| name::words(name)).collect();
        words.sort_unstable();
        words.dedup();
        let found: Vec<String> = indexed.query_map([id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if found != words {
            visit(id, names.first().map_or("", String::as_str))?;
        }
    }
    Ok(())
}

fn corrections(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare(include_str!("check_corrections.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (level, details) = match row.get::<_, i64>("active")? {
            1 => (Level::Mendable, "the value that it stands on is missing".to_owned()),
            several => (Level::Broken, format!("{several} corrections are active in this place")),
        };
        visit(&Finding {
            correction: row.get("number")?,
            document: row.get("document")?,
            figure: row.get("figure")?,
            attribute: row.get("attribute")?,
            section: row.get("section")?,
            base: row.get("base")?,
            text: row.get("text")?,
            editor: row.get("editor")?,
            made_at: row.get("made_at")?,
            ..Finding::new(Concern::Correction, level, details)
        })?;
    }
    Ok(())
}

/// Goes through the events of every report in the order they were written. (Their times say nothing: clocks go back, and
/// reports come from other bases.)
fn events(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare(include_str!("check_events.sql"))?;
    let mut rows = statement.query(named_params! {})?;
    // The report, and whether it is open; `None` before it was filed, and after something impossible was said.
    let mut current: Option<(i64, Option<bool>)> = None;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get("number")?;
        let kind: Option<String> = row.get("kind")?;
        let is_first = current.is_none_or(|(other, _)| other != number);
        let is_open = current.filter(|_| !is_first).and_then(|(_, is_open)| is_open);
        let (now, wrong) = match (kind.as_deref(), is_first, is_open) {
            (Some("filed"), true, _) | (Some("reopened"), _, Some(false)) => (Some(true), None),
            (Some("accepted" | "declined"), _, Some(true)) => (Some(false), None),
            (None, ..) => (None, Some((Level::Mendable, "it has no event that says that it was filed".to_owned()))),
            (Some(kind), true, _) => (None, Some((Level::Broken, format!("it was {kind} before it was filed")))),
            (Some(_), false, None) => (None, None),
            (Some("filed"), false, _) => (None, Some((Level::Broken, "it was filed twice".to_owned()))),
            (Some(kind), false, Some(true)) => (None, Some((Level::Broken, format!("it was {kind} when it was open")))),
            (Some(kind), false, Some(false)) => {
                (None, Some((Level::Broken, format!("it was {kind} when it was decided"))))
            }
        };
        current = Some((number, now));
        if let Some((level, details)) = wrong {
            visit(&Finding {
                number: Some(number),
                document: row.get("document")?,
                figure: row.get("figure")?,
                attribute: row.get("attribute")?,
                section: row.get("section")?,
                ..Finding::new(Concern::Event, level, format!("report {number}: {details}"))
            })?;
        }
    }
    event_times(connection, visit)
}

/// Looks for events whose moment nothing can read.
fn event_times(connection: &Connection, visit: &mut Visit) -> Result<()> {
    let mut statement = connection.prepare(include_str!("check_event_times.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let made_at: String = row.get("made_at")?;
        if OffsetDateTime::parse(&made_at, &Rfc3339).is_err() {
            let (number, kind): (i64, String) = (row.get("number")?, row.get("kind")?);
            let details = format!("report {number}: it was {kind} at `{made_at}`, which is no moment in RFC 3339");
            visit(&Finding {
                number: Some(number),
                document: row.get("document")?,
                figure: row.get("figure")?,
                attribute: row.get("attribute")?,
                section: row.get("section")?,
                ..Finding::new(Concern::Event, Level::Broken, details)
            })?;
        }
    }
    Ok(())
}

/// Returns the migrations that the base says it was made with, where they are not those of this program.
fn other_migrations(connection: &Connection) -> Result<Vec<String>> {
    let mut statement = connection.prepare("SELECT checksum FROM refinery_schema_history WHERE version = ?1")?;
    let mut others = Vec::new();
    for (version, checksum) in migrations::checksums() {
        let found: Vec<String> = statement.query_map([version], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if found != [checksum] {
            others.push(format!("migration {version} is not recorded as this program knows it"));
        }
    }
    Ok(others)
}
