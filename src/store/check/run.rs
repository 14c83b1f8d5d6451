//! Runs the checks that are wanted, each of which has a file of its own. What grows with the base is never in memory
//! at once: what has to be sorted or put together is SQLite's to keep, which takes a file for it.

use std::cell::Cell;
use std::path::Path;

use rusqlite::Connection;

use super::content::content;
use super::damage::{damage, fault, is_of_index, references};
use super::finding::{Concern, Finding, Level, Remedy, Visit};
use super::history::{again, corrections, documents, events, former_states, inferred_rows, past};
use super::index::index;
use super::names::{headings, names};
use super::quantities::quantities;
use super::readers::readers;
use super::rows::rows;
use super::{duplicate, schema, work};
use crate::error::Result;
use crate::store::base::{Access, Store, connect, limit_cache, with_version};

/// What is left out where the base cannot be written.
const NO_WRITING: &str =
    "the rules of tables and the words of the full-text index were not checked: the base cannot be written here";
/// What is left out where that takes too long.
const BUSY: &str = "the words of the full-text index were not checked: another process is writing to the base";
/// What is left out where it would be read by other tables and views than those that versus makes.
const OTHER_SCHEMA: &str =
    "what waits for an editor was not looked at: the schema is another than the one that versus makes";

/// The most memory for pages of each of two connections, in KiB; both sort, which takes as much again.
const CACHE_KIB: i64 = 8 * 1024;

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
        limit_cache(connection, CACHE_KIB)?;
        // On other tables and views, what waits would be made up, and deciding it would do harm.
        let is_work_wanted = wanted.iter().any(|concern| concern.is_work());
        // A schema that cannot be read is not that of versus either.
        let is_schema_needed = is_work_wanted || wanted.contains(&Concern::Damage);
        let is_other_schema =
            is_schema_needed && schema::is_read_otherwise(connection).or_else(|error| fault(error).map(|_| true))?;
        if is_other_schema && is_work_wanted {
            left_out.push(OTHER_SCHEMA);
        }
        let is_looked_at = |concern: &Concern| match concern {
            Concern::Schema => is_other_schema || wanted.contains(concern),
            _ => wanted.contains(concern) && !(is_other_schema && concern.is_work()),
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
                Concern::Damage => {
                    damage(writing.unwrap_or(connection), visit).and_then(|is_damaged| {
                        // Where the file itself is damaged, what is read of it says nothing.
                        if is_damaged { Ok(()) } else { self.unreadable(is_other_schema, visit) }
                    })
                }
                Concern::Schema => schema::compare(connection, visit),
                Concern::Reference => references(connection, visit),
                Concern::Index => index(connection, writing, visit).map(|was_busy| {
                    if was_busy {
                        left_out.push(BUSY);
                    }
                }),
                Concern::Quantity => quantities(connection, visit),
                Concern::Name => {
                    self.tell(concern, names(connection, visit), visit)?;
                    headings(connection, visit)
                }
                Concern::Correction => corrections(connection, visit),
                Concern::Event => events(connection, visit),
                Concern::Moved => self.moved(visit),
                Concern::Report | Concern::Unmatched => self.reports(concern, visit),
                Concern::Unclear => self.unclear(visit),
                Concern::Answered => self.answered(visit),
                Concern::Duplicate => duplicate::find(connection, visit),
                Concern::Empty => work::empty(connection, visit),
                Concern::Identical => work::identical(connection, visit),
            };
            self.tell(concern, looked, visit)?;
        }
        Ok((!left_out.is_empty()).then(|| left_out.join("; ")))
    }

    /// Passes what no command can read to `visit`. What is read through other tables and views than those of versus is left
    /// to the finding that says so.
    fn unreadable(&self, is_other_schema: bool, visit: &mut Visit) -> Result<()> {
        let connection = &self.connection;
        let is_sound = Cell::new(true);
        let visit: &mut Visit = &mut |finding| {
            is_sound.set(false);
            visit(finding)
        };
        // Apart from each other, so that none hides what comes after it.
        content(connection, visit)?;
        self.tell(Concern::Damage, former_states(connection, visit), visit)?;
        if !is_other_schema {
            self.tell(Concern::Damage, documents(connection, visit), visit)?;
            self.tell(Concern::Damage, rows(connection, visit), visit)?;
            self.tell(Concern::Damage, past(connection, visit), visit)?;
            self.tell(Concern::Damage, inferred_rows(connection, visit), visit)?;
            readers(self, visit)?;
            // What was found is what would be in the way; so is what has findings of another kind.
            let seen: &mut Visit = &mut |_| {
                is_sound.set(false);
                Ok(())
            };
            self.tell(Concern::Name, names(connection, seen), seen)?;
            self.tell(Concern::Correction, corrections(connection, seen), seen)?;
            if is_sound.get() {
                again(self, visit)?;
            }
        }
        Ok(())
    }

    /// Passes everything that is broken in what the tables hold to `visit`: all that a check of the file itself need not look
    /// at, because it was written in this very transaction.
    pub(in crate::store) fn check_content(&self, visit: &mut Visit) -> Result<()> {
        let connection = &self.connection;
        self.unreadable(false, visit)?;
        self.tell(Concern::Name, names(connection, visit), visit)?;
        self.tell(Concern::Correction, corrections(connection, visit), visit)?;
        self.tell(Concern::Event, events(connection, visit), visit)
    }

    /// Returns how much there is that no command can read, and why a command could not.
    pub(in crate::store) fn count_unreadable(&self) -> Result<usize> {
        let mut count = 0;
        self.unreadable(false, &mut |_| {
            count += 1;
            Ok(())
        })?;
        Ok(count)
    }

    /// Passes on what ended a look: what cannot be read is a finding, and the rest is looked at all the same.
    fn tell(&self, concern: Concern, looked: Result<()>, visit: &mut Visit) -> Result<()> {
        let Err(error) = looked else { return Ok(()) };
        let reason = fault(error)?;
        let is_mendable = is_of_index(&reason)
            || schema::is_mendable(&self.connection).or_else(|error| fault(error).map(|_| false))?;
        let level = if is_mendable { Level::Mendable } else { Level::Broken };
        visit(&Finding::new(concern, level, format!("this could not be looked at to the end: {reason}")))
    }

    /// Returns a connection to the same base that may write, `None` where nobody may.
    fn writing(&self) -> Result<Option<Connection>> {
        let Some(path) = self.connection.path().filter(|path| !path.is_empty()) else { return Ok(None) };
        match connect(Path::new(path), Access::Write).and_then(with_version) {
            Ok((connection, _)) if connection.is_readonly("main")? => Ok(None),
            Ok((connection, _)) => {
                limit_cache(&connection, CACHE_KIB)?;
                Ok(Some(connection))
            }
            Err(error) if error.is_no_writing() => Ok(None),
            Err(error) => Err(error),
        }
    }
}
