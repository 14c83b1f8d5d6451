//! Writes a base as a package.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::descriptor::{Constraints, DESCRIPTOR, Field, ForeignKey, Package, Resource, Schema, Source, To, file_name};
use super::hashed::Hashed;
use super::readme;
use crate::error::{Error, Result};
use crate::service::described::{Described, described};
use crate::store::{Column, ColumnKind, Datum, Store, Table};

/// Writes all tables into a folder, which is there and empty. Returns how many files it wrote.
pub fn write(store: &Store, folder: &Path) -> Result<usize> {
    let all = described(&store.schema()?);
    let mut resources = Vec::new();
    for table in Store::plain_tables()? {
        let words = all.iter().find(|described| described.name == table.name);
        let signs = (table.columns.iter())
            .map(|column| if column.is_required { Ok(None) } else { store.sign_of_nothing(&table, column).map(Some) })
            .collect::<Result<Vec<_>>>()?;
        let written = write_rows(store, &table, &signs, &folder.join(file_name(&table.name)))?;
        let description = words.map(|words| words.description.clone()).unwrap_or_default();
        resources.push(Resource::new(&table.name, description, written, schema(&table, words, signs)));
    }
    let holdings = store.holdings()?;
    let description = format!(
        "{} documents that compare {} figures, with what readers report and editors correct. They may contain inaccurate \
         information.",
        holdings.documents, holdings.figures
    );
    let mut sources = Vec::new();
    store.each_document(|document| {
        let is_address = document.source.starts_with("http://") || document.source.starts_with("https://");
        let path = is_address.then(|| url::Url::parse(document.source).ok()).flatten().map(String::from);
        sources.push(Source { title: document.title.to_owned(), path });
        Ok(())
    })?;
    let files = resources.len() + 2;
    let text = readme::text(&description, &resources);
    let path = folder.join("README.md");
    std::fs::write(&path, text).map_err(Error::file("write", &path))?;
    let path = folder.join(DESCRIPTOR);
    let package = Package::new(description, resources, sources);
    let mut json = serde_json::to_vec_pretty(&package).map_err(|error| Error::file("write", &path)(error.into()))?;
    json.push(b'\n');
    std::fs::write(&path, json).map_err(Error::file("write", &path))?;
    Ok(files)
}

/// Writes the rows of a table, with what stands for nothing in each column, and returns how many bytes they are and their hash.
fn write_rows(store: &Store, table: &Table, signs: &[Option<String>], path: &Path) -> Result<(u64, String)> {
    let file = File::create_new(path).map_err(Error::file("create", path))?;
    let mut csv = csv::Writer::from_writer(Hashed::new(BufWriter::new(file)));
    let failed = |error: csv::Error| Error::file("write", path)(error.into());
    csv.write_record(table.columns.iter().map(|column| &column.name)).map_err(failed)?;
    store.each_plain_row(table, |cells| {
        for (cell, sign) in cells.iter().zip(signs) {
            let sign = sign.as_deref().unwrap_or_default();
            match cell {
                Datum::Null => csv.write_field(sign),
                Datum::Integer(number) => csv.write_field(number.to_string()),
                Datum::Real(number) => csv.write_field(real(*number)),
                Datum::Text(text) => csv.write_field(text),
                Datum::Blob(bytes) => csv.write_field(STANDARD.encode(bytes)),
            }
            .map_err(failed)?;
        }
        csv.write_record(None::<&[u8]>).map_err(failed)
    })?;
    let mut hashed =
        csv.into_inner().map_err(|error| Error::file("write", path)(std::io::Error::from(error.error().kind())))?;
    hashed.flush().map_err(Error::file("write", path))?;
    Ok((hashed.bytes, hashed.hash()))
}

/// Returns a number so that reading it gives the same; what has no end as Table Schema writes it.
fn real(number: f64) -> String {
    match number {
        f64::INFINITY => "INF".to_owned(),
        f64::NEG_INFINITY => "-INF".to_owned(),
        number => format!("{number:?}"),
    }
}

fn schema(table: &Table, words: Option<&Described>, signs: Vec<Option<String>>) -> Schema {
    let said = |column: &Column| {
        let columns = &words?.columns;
        columns.iter().find(|(name, _)| *name == column.name).map(|(_, words)| words.clone())
    };
    let fields = table.columns.iter().zip(signs).map(|(column, sign)| {
        let is_moment = column.name == "at" || column.name.ends_with("_at");
        let (r#type, format) = match column.kind {
            ColumnKind::Integer => ("integer", None),
            ColumnKind::Real => ("number", None),
            ColumnKind::Text if is_moment => ("datetime", None),
            ColumnKind::Text => ("string", None),
            ColumnKind::Blob => ("string", Some("binary")),
        };
        Field {
            name: column.name.clone(),
            r#type,
            format,
            description: said(column),
            missing_values: sign.into_iter().collect(),
            constraints: column.is_required.then_some(Constraints { required: true }),
        }
    });
    let fields = fields.collect();
    if table.is_view {
        return Schema::new(fields, Vec::new(), Vec::new());
    }
    let foreign_keys = table.references.iter().map(|reference| ForeignKey {
        fields: [reference.column.clone()],
        reference: To {
            resource: (reference.table != table.name).then(|| reference.table.clone()),
            fields: [reference.to.clone()],
        },
    });
    Schema::new(fields, table.key.clone(), foreign_keys.collect())
}
