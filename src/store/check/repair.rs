//! Mending what can be made anew from the rest of the base. Nothing that a document, a reader or an editor said is
//! changed or deleted.

use rusqlite::{Connection, named_params};

use super::damage::{fault, integrity, is_of_file, is_of_index, is_of_search};
use super::index::is_index_in_step;
use super::names::{
    each_heading_without_words, each_misfolded, each_unclean, each_with_other_slug, each_with_other_words,
};
use super::quantities::read_anew;
use super::{rows, schema};
use crate::error::Result;
use crate::model::{EventKind, NameKind, ReportId};
use crate::name;
use crate::store::base::{Store, run_all};
use crate::store::document::{absent, inferred};
use crate::store::name::known;
use crate::store::report::filing::{Event, add_event};
use crate::store::search;

/// What a repair did, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repairs {
    /// What was mended.
    pub done: Vec<String>,
    /// What could not be, and why.
    pub failed: Vec<String>,
}

const MAKE: [&str; 3] = ["make", "made", "anew"];
const BUILD: [&str; 3] = ["build", "built", "anew"];
const PUT: [&str; 3] = ["put", "put", "back"];

impl Repairs {
    /// Takes one step, all of it or nothing. It returns how much it mended, 0 when there was nothing to do. `verb` is what
    /// is done to `what`: as to be done, as done, and what follows.
    fn step(
        &mut self,
        connection: &Connection,
        what: &str,
        verb: [&str; 3],
        mend: impl FnOnce(&Connection) -> Result<usize>,
    ) -> Result<()> {
        let [verb, done, how] = verb;
        connection.execute_batch("SAVEPOINT step")?;
        match mend(connection) {
            Ok(0) => {}
            Ok(1) => self.done.push(format!("{what} {done} {how}")),
            Ok(several) => self.done.push(format!("{what} {done} {how} ({several})")),
            Err(error) => {
                connection.execute_batch("ROLLBACK TO step")?;
                self.failed.push(format!("cannot {verb} {what} {how}: {}", fault(error)?));
            }
        }
        connection.execute_batch("RELEASE step")?;
        Ok(())
    }
}

impl Store {
    /// Mends what can be made anew, in one transaction. What is left shows in another check.
    pub fn repair(&mut self, now: &str) -> Result<Repairs> {
        let damage = integrity(&self.connection)?;
        let mut repairs = Repairs::default();
        if damage.iter().any(|line| is_of_file(line)) {
            repairs.failed.push("not repaired: the file is damaged, and writing into it may make that worse".into());
            return Ok(repairs);
        }
        self.write(|connection| {
            let mut is_index_made = false;
            for difference in schema::differences(connection)? {
                // The tables of the full-text index come and go with it.
                let is_of_index = difference.object.name.starts_with("search_index");
                if difference.is_mendable() && !(is_of_index && is_index_made) {
                    is_index_made |= is_of_index;
                    let what = format!("{} `{}`", difference.object.kind, difference.object.name);
                    repairs.step(connection, &what, MAKE, |connection| make_anew(connection, &difference))?;
                }
            }
            repairs.step(connection, "indexes of tables", BUILD, |connection| reindex(connection, &damage))?;
            repairs.step(connection, "names", ["write", "written", "as names are kept"], clean)?;
            repairs.step(connection, "names", ["fold", "folded", "anew"], fold)?;
            repairs.step(connection, "words of names", ["gather", "gathered", "anew"], gather_words)?;
            repairs.step(connection, "words of headings", ["gather", "gathered", "anew"], gather_heading_words)?;
            repairs.step(connection, "slugs of figures and attributes", MAKE, make_slugs)?;
            repairs.step(connection, "names of figures and attributes", ["copy", "copied", "anew"], copy_names)?;
            repairs.step(connection, "values", ["put", "put", "into their rows"], |connection| {
                let torn = rows::mendable(connection)?;
                torn.iter().try_for_each(|torn| torn.mend(connection))?;
                Ok(torn.len())
            })?;
            repairs.step(connection, "missing values of corrections", PUT, |connection| {
                Ok(absent::stand_corrections(connection)?.len())
            })?;
            repairs.step(connection, "missing events of reports", PUT, put_back_events)?;
            repairs.step(connection, "full-text index", BUILD, rebuild)?;
            repairs.step(connection, "what values amount to", ["read", "read", "anew"], read_anew)?;
            repairs.step(
                connection,
                "rows told apart by other documents",
                ["judge", "judged", "again"],
                |connection| inferred::judge_all(connection, now),
            )?;
            Ok(repairs)
        })
    }
}

/// Makes the tables that hold nothing but what follows from others, where they are empty.
pub(in crate::store) fn make_derived(connection: &Connection) -> Result<()> {
    gather_words(connection)?;
    gather_heading_words(connection)?;
    rebuild(connection)?;
    read_anew(connection).map(drop)
}

fn make_anew(connection: &Connection, difference: &schema::Difference) -> Result<usize> {
    let object = &difference.object;
    if object.name.starts_with("search_index") {
        return make_index(connection);
    }
    if !difference.is_missing {
        connection.execute_batch(&format!("DROP {} {}", object.kind, object.name))?;
    }
    connection.execute_batch(&object.sql)?;
    Ok(1)
}

/// Makes the full-text index anew, whatever state it is in.
fn make_index(connection: &Connection) -> Result<usize> {
    // FTS5 drops nothing that does not look like its own.
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS search_index_config (k PRIMARY KEY, v) WITHOUT ROWID;
         INSERT OR REPLACE INTO search_index_config VALUES ('version', 4);
         DROP TABLE IF EXISTS search_index;",
    )?;
    for part in ["data", "idx", "docsize", "config"] {
        connection.execute_batch(&format!("DROP TABLE IF EXISTS search_index_{part}"))?;
    }
    connection.execute_batch(&schema::definition("search_index")?)?;
    connection.execute_batch(search::CONFIGURE)?;
    connection.execute_batch("INSERT INTO search_index (search_index) VALUES ('rebuild')")?;
    Ok(1)
}

fn reindex(connection: &Connection, damage: &[String]) -> Result<usize> {
    if damage.iter().any(|line| is_of_index(line) && !is_of_search(line)) {
        connection.execute_batch("REINDEX")?;
        return Ok(1);
    }
    Ok(0)
}

/// Takes what is not read out of names. One of nothing else is left as it is.
fn clean(connection: &Connection) -> Result<usize> {
    let mut unclean = Vec::new();
    each_unclean(connection, |_, id, name, cleaned| {
        if !cleaned.is_empty() {
            unclean.push((id, name.to_owned(), cleaned.to_owned()));
        }
        Ok(())
    })?;
    for (id, name, cleaned) in &unclean {
        let names = named_params! { ":id": id, ":name": name, ":cleaned": cleaned };
        run_all(connection, include_str!("write_name.sql"), names)?;
    }
    Ok(unclean.len())
}

/// All are out of each other's way before any gets its form, because two may have changed places. One that is the same as
/// another name keeps what it had.
fn fold(connection: &Connection) -> Result<usize> {
    let mut misfolded = Vec::new();
    each_misfolded(connection, |_, id, name, folded| {
        misfolded.push((id, name::fold(name), folded.to_owned()));
        Ok(())
    })?;
    for (id, ..) in &misfolded {
        let sql = "UPDATE names SET folded = char(31) || id WHERE id = :id";
        connection.execute(sql, named_params! { ":id": id })?;
    }
    let sql = "UPDATE OR IGNORE names SET folded = :folded WHERE id = :id";
    let mut folded_anew = 0;
    let mut same = Vec::new();
    for (id, folded, before) in &misfolded {
        if connection.execute(sql, named_params! { ":id": id, ":folded": folded })? == 0 {
            same.push((id, before));
        } else {
            folded_anew += 1;
        }
    }
    for (id, before) in same {
        connection.execute(sql, named_params! { ":id": id, ":folded": before })?;
    }
    Ok(folded_anew)
}

fn gather_words(connection: &Connection) -> Result<usize> {
    let orphans = connection.execute("DELETE FROM name_words WHERE name_id NOT IN (SELECT id FROM names)", [])?;
    let mut others = Vec::new();
    each_with_other_words(connection, |_, id, name| {
        others.push((id, name.to_owned()));
        Ok(())
    })?;
    for (id, name) in &others {
        connection.execute("DELETE FROM name_words WHERE name_id = :name_id", named_params! { ":name_id": id })?;
        known::insert_words(connection, *id, name)?;
    }
    Ok(orphans + others.len())
}

fn gather_heading_words(connection: &Connection) -> Result<usize> {
    let orphans =
        connection.execute("DELETE FROM heading_words WHERE heading_id NOT IN (SELECT id FROM headings)", [])?;
    let mut others = Vec::new();
    each_heading_without_words(connection, |id, heading| {
        others.push((id, heading.to_owned()));
        Ok(())
    })?;
    for (id, heading) in &others {
        let Some(id) = id else {
            search::add_heading(connection, heading)?;
            continue;
        };
        connection.execute("DELETE FROM heading_words WHERE heading_id = :id", named_params! { ":id": id })?;
        search::insert_heading_words(connection, *id, heading)?;
    }
    Ok(orphans + others.len())
}

fn copy_names(connection: &Connection) -> Result<usize> {
    let copy = [
        "UPDATE figures SET name = names.name FROM names WHERE names.id = figures.id AND names.name <> figures.name",
        "UPDATE attributes SET name = names.name FROM names
         WHERE names.id = attributes.id AND names.name <> attributes.name",
    ];
    let mut copied = 0;
    for sql in copy {
        copied += connection.execute(sql, [])?;
    }
    // The slug goes with the name.
    make_slugs(connection)?;
    Ok(copied)
}

fn make_slugs(connection: &Connection) -> Result<usize> {
    let mut others = Vec::new();
    each_with_other_slug(connection, |kind, id, name, _| {
        others.push((kind, id, name::slug(name)));
        Ok(())
    })?;
    for (kind, id, slug) in &others {
        let sql = match kind {
            NameKind::Figure => "UPDATE figures SET slug = :slug WHERE id = :id",
            NameKind::Attribute => "UPDATE attributes SET slug = :slug WHERE id = :id",
        };
        connection.execute(sql, named_params! { ":id": id, ":slug": slug })?;
    }
    Ok(others.len())
}

fn put_back_events(connection: &Connection) -> Result<usize> {
    let without: Vec<(ReportId, String)> = connection
        .prepare(include_str!("reports_without_events.sql"))?
        .query_map([], |row| Ok((row.get("id")?, row.get("filed_at")?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (report, filed_at) in &without {
        add_event(connection, &Event::new(*report, EventKind::Filed), filed_at)?;
    }
    Ok(without.len())
}

/// Last, because the steps before may add texts.
fn rebuild(connection: &Connection) -> Result<usize> {
    match is_index_in_step(connection) {
        Ok(true) => Ok(0),
        Ok(false) => {
            connection.execute_batch("INSERT INTO search_index (search_index) VALUES ('rebuild')")?;
            Ok(1)
        }
        Err(error) => {
            fault(error)?;
            make_index(connection)
        }
    }
}
