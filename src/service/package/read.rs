//! Fills an empty base from a package. Who made the package may mean harm: it names files of its own folder and no others, no
//! row fills the memory, and what does not make a whole base leaves nothing behind.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use csv::ByteRecord;

use super::bounded::{Allowance, Bounded};
use super::descriptor::{DESCRIPTOR, Given, GivenPath, GivenResource, GivenSchema, file_name};
use super::hashed::Hashed;
use crate::error::{Error, Result, json_cause};
use crate::store::{Column, ColumnKind, Datum, Filling, FillingTable, Store, Table, Unpacked};

/// The most bytes of a descriptor: the sources of a million documents.
const LONGEST_DESCRIPTOR: u64 = 512 * 1024 * 1024;

/// Tells whether a path is a folder with a package that versus wrote, or one that was and whose descriptor cannot be read: then
/// reading it says why. One that others wrote is a folder like any other.
#[must_use]
pub fn is_package(path: &Path) -> bool {
    /// What tells who wrote it.
    #[derive(serde::Deserialize)]
    struct Marked {
        versus: Option<serde::de::IgnoredAny>,
    }
    let file = path.join(DESCRIPTOR);
    let has = |tables: &[&str]| tables.iter().all(|table| path.join(file_name(table)).exists());
    // Where the descriptor is gone, the tables are no pages either; no other folder has all these.
    let Ok(metadata) = fs::symlink_metadata(&file) else {
        return has(&["attribute_values", "document_figures", "document_versions", "report_events"]);
    };
    if has(&["attribute_values", "document_figures"]) {
        return true;
    }
    metadata.is_file()
        && open(&file).is_ok_and(|file| {
            let file = std::io::BufReader::new(file.take(LONGEST_DESCRIPTOR));
            serde_json::from_reader::<_, Marked>(file).is_ok_and(|marked| marked.versus.is_some())
        })
}

/// Fills a base, which must be empty, with what a package holds, or, with `dry_run`, sees whether that can be. `stop` is asked
/// often and fails to end it.
pub fn read(store: &mut Store, folder: &Path, dry_run: bool, stop: impl Fn() -> Result<()>) -> Result<()> {
    let given = given(&folder.join(DESCRIPTOR))?;
    let mut tables = Store::plain_tables()?;
    // What views show follows from the tables.
    tables.retain(|table| !table.is_view);
    let fill_all = |filling: &Filling| {
        for table in &tables {
            let mut named = given.resources.0.iter().filter(|resource| resource.name == table.name);
            let (Some(resource), None) = (named.next(), named.next()) else {
                let reason = format!("it does not name one resource `{}`", table.name);
                return Err(fault(&folder.join(DESCRIPTOR), None, reason));
            };
            fill(&mut filling.table(table)?, table, resource, folder, &stop)?;
        }
        Ok(())
    };
    match store.unpack(&tables, dry_run, fill_all, &stop)? {
        Unpacked::Kept => Ok(()),
        Unpacked::Faulty(reason) => Err(fault(folder, None, reason)),
    }
}

fn given(path: &Path) -> Result<Given> {
    let metadata = fs::symlink_metadata(path).map_err(Error::file("read", path))?;
    // A pipe would be waited for without end, and a link leads elsewhere.
    if !metadata.is_file() {
        return Err(fault(path, None, "it is not a file".to_owned()));
    }
    let length = metadata.len();
    if length > LONGEST_DESCRIPTOR {
        return Err(fault(path, None, format!("it is longer than {} MiB", LONGEST_DESCRIPTOR / 1024 / 1024)));
    }
    let file = std::io::BufReader::new(open(path)?.take(LONGEST_DESCRIPTOR));
    serde_json::from_reader(file).map_err(|error| {
        let line = Some(error.line() as u64).filter(|line| *line > 0);
        fault(path, line, json_cause(&error))
    })
}

fn fill(
    filling: &mut FillingTable,
    table: &Table,
    resource: &GivenResource,
    folder: &Path,
    stop: &impl Fn() -> Result<()>,
) -> Result<()> {
    let path = path_of(resource, folder)?;
    let descriptor = folder.join(DESCRIPTOR);
    let length = fs::metadata(&path).map_err(Error::file("read", &path))?.len();
    if resource.bytes.is_some_and(|bytes| bytes != length) {
        return Err(changed(&path));
    }
    let allowance = Allowance::default();
    allowance.renew();
    let reader = Bounded { inner: Hashed::new(open(&path)?.take(length)), allowance: allowance.clone() };
    let mut csv = csv::ReaderBuilder::new().has_headers(false).from_reader(reader);
    let broken = |error: csv::Error| {
        let line = error.position().map(csv::Position::line);
        match error.into_kind() {
            csv::ErrorKind::Io(error) if error.kind() != std::io::ErrorKind::Other => Error::file("read", &path)(error),
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                fault(&path, line, format!("the row has {len} cells instead of {expected_len}"))
            }
            csv::ErrorKind::Io(error) => fault(&path, line, error.to_string()),
            other => fault(&path, line, format!("{other:?}")),
        }
    };
    let mut row = ByteRecord::new();
    csv.read_byte_record(&mut row).map_err(broken)?;
    let places = places(table, &row, &path)?;
    let none = GivenSchema::default();
    let schema = resource.schema.as_ref().unwrap_or(&none);
    let missing: Vec<HashSet<&[u8]>> =
        (table.columns.iter()).map(|column| schema.missing_values(&column.name).map(str::as_bytes).collect()).collect();
    loop {
        allowance.renew();
        if !csv.read_byte_record(&mut row).map_err(broken)? {
            break;
        }
        stop()?;
        let line = row.position().map(csv::Position::line);
        let mut decoded = vec![Vec::new(); table.columns.len()];
        let mut cells = Vec::with_capacity(table.columns.len());
        for (((column, place), missing), decoded) in table.columns.iter().zip(&places).zip(&missing).zip(&mut decoded) {
            let cell = row.get(*place).unwrap_or_default();
            let holds = |what: &str| fault(&path, line, format!("`{}` holds {what}", column.name));
            cells.push(if missing.contains(cell) {
                // SQLite would give a row without a number one of its own.
                if column.is_required {
                    return Err(holds("nothing"));
                }
                Datum::Null
            } else {
                datum(column, cell, decoded).ok_or_else(|| holds(no(column.kind)))?
            });
        }
        if let Some(rule) = filling.put(&cells)? {
            return Err(fault(&path, line, format!("the row breaks a rule of its table: {rule}")));
        }
    }
    let hash = csv.into_inner().inner.hash();
    match &resource.hash {
        Some(given) if !given.starts_with("sha256:") => {
            Err(fault(&descriptor, None, format!("the hash of `{}` is not one of SHA-256", resource.name)))
        }
        Some(given) if *given != hash => Err(changed(&path)),
        _ => Ok(()),
    }
}

/// Returns the file of a table: one of the package's folder or below, by a plain path, and no link to elsewhere.
fn path_of(resource: &GivenResource, folder: &Path) -> Result<PathBuf> {
    let descriptor = folder.join(DESCRIPTOR);
    let Some(GivenPath(Some(given))) = &resource.path else {
        return Err(fault(&descriptor, None, format!("the resource `{}` does not name one file", resource.name)));
    };
    let outside = || {
        let reason =
            format!("the resource `{}` names `{given}`, which is no plain path below its folder", resource.name);
        fault(&descriptor, None, reason)
    };
    // What is a path elsewhere, or an address.
    if given.is_empty() || given.ends_with(['/', '.']) || given.contains(['\\', ':', '\0']) {
        return Err(outside());
    }
    let mut path = folder.to_path_buf();
    for component in Path::new(given).components() {
        let Component::Normal(component) = component else { return Err(outside()) };
        path.push(component);
        let metadata = fs::symlink_metadata(&path).map_err(Error::file("read", &path))?;
        if metadata.is_symlink() {
            return Err(fault(&path, None, "it is a link, which a package may not have".to_owned()));
        }
    }
    if !fs::metadata(&path).is_ok_and(|metadata| metadata.is_file()) {
        return Err(fault(&path, None, "it is not a file".to_owned()));
    }
    Ok(path)
}

/// Returns where each column of a table is in the rows of a file, by the file's first row.
fn places(table: &Table, header: &ByteRecord, path: &Path) -> Result<Vec<usize>> {
    let find = |column: &Column| {
        let mut found = (0..header.len()).filter(|place| header.get(*place) == Some(column.name.as_bytes()));
        match (found.next(), found.next()) {
            (Some(place), None) => Ok(place),
            (None, _) => Err(fault(path, Some(1), format!("it has no column `{}`", column.name))),
            _ => Err(fault(path, Some(1), format!("it has the column `{}` twice", column.name))),
        }
    };
    let places = table.columns.iter().map(find).collect::<Result<Vec<_>>>()?;
    if header.len() > places.len() {
        let is_unknown = |cell: &&[u8]| table.columns.iter().all(|column| column.name.as_bytes() != *cell);
        let unknown = String::from_utf8_lossy(header.iter().find(is_unknown).unwrap_or_default()).into_owned();
        return Err(fault(path, Some(1), format!("it has a column that this version does not know: `{unknown}`")));
    }
    Ok(places)
}

/// Returns what a cell says; `None` where that is nothing that its column may hold. Bytes are decoded into `decoded`.
fn datum<'a>(column: &Column, cell: &'a [u8], decoded: &'a mut Vec<u8>) -> Option<Datum<'a>> {
    let text = std::str::from_utf8(cell).ok()?;
    Some(match column.kind {
        ColumnKind::Integer => Datum::Integer(text.parse().ok()?),
        ColumnKind::Real => Datum::Real(text.parse().ok()?),
        ColumnKind::Text => Datum::Text(text),
        ColumnKind::Blob => {
            STANDARD.decode_vec(cell, decoded).ok()?;
            Datum::Blob(decoded)
        }
    })
}

/// Returns what a cell holds that is none of a kind.
fn no(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Integer => "no whole number",
        ColumnKind::Real => "no number",
        ColumnKind::Text => "text that is not UTF-8",
        ColumnKind::Blob => "no bytes in Base64",
    }
}

fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(Error::file("read", path))
}

fn changed(path: &Path) -> Error {
    let reason = "it is not the file that `bytes` and `hash` in datapackage.json are of: it was changed, or not copied to its \
                  end";
    fault(path, None, reason.to_owned())
}

/// The most characters of what is said, as it may hold whole cells.
const LONGEST_REASON: usize = 500;

fn fault(path: &Path, line: Option<u64>, mut reason: String) -> Error {
    if let Some((end, _)) = reason.char_indices().nth(LONGEST_REASON) {
        reason.truncate(end);
        reason.push('…');
    }
    Error::Package { path: path.to_path_buf(), line, reason }
}
