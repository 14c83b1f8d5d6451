//! Documents that `versus parse` wrote. They may come from anywhere and have been changed on the way, so they are held to
//! everything that the reader of pages promises of a document.

use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

use crate::error::json_fault;
use crate::model::{Candidate, Document, Passage, Row, Section, UnclearRow};
use crate::page::{address, cells};
use crate::{name, slug};

/// The most things in a list, as many as a page of any kind may have.
const LONGEST_LIST: usize = 500_000;
/// The most texts in an object, keys included. No page that is read gives as many; each takes many times its own length.
const MOST_TEXTS: usize = 3_000_000;

/// A document as it stands in JSON. What `versus parse` may leave to be found again has a default.
#[derive(serde::Deserialize)]
struct Parsed {
    #[serde(default)]
    slug: String,
    #[serde(default)]
    title: String,
    #[serde(deserialize_with = "few")]
    figures: Vec<String>,
    #[serde(default)]
    summary: String,
    #[serde(deserialize_with = "few")]
    rows: Vec<ParsedRow>,
    #[serde(default, deserialize_with = "few")]
    unclear: Vec<ParsedUnclear>,
    #[serde(default, deserialize_with = "few")]
    sections: Vec<Section>,
    #[serde(default)]
    notice: String,
    #[serde(default, deserialize_with = "few")]
    credits: Vec<String>,
    source: Option<String>,
    content_hash: Option<String>,
    layout: Option<String>,
    address: Option<String>,
}

#[derive(serde::Deserialize)]
struct ParsedRow {
    position: Option<u32>,
    attribute: String,
    values: Vec<String>,
    #[serde(default)]
    group: String,
}

#[derive(serde::Deserialize)]
struct ParsedUnclear {
    position: Option<u32>,
    raw: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    candidates: Vec<Candidate>,
}

/// Reads a document. `line` is the JSON it is read from, `place` where that stands.
pub(in crate::page) fn read(line: &[u8], place: &str) -> Result<Document, String> {
    ensure_readable(line)?;
    let parsed: Parsed =
        serde_json::from_slice(line).map_err(|error| format!("the object is no document: {}", json_fault(&error)))?;
    let figures = cells::figures(parsed.figures.iter().map(String::as_str), 0).map_err(|rejection| rejection.reason)?;
    cells::ensure_few(parsed.rows.len(), &figures).map_err(|rejection| rejection.reason)?;
    let title = if parsed.title.trim().is_empty() { figures.join(" vs. ") } else { one_line(&parsed.title) };
    let source = parsed.source.unwrap_or_else(|| place.to_owned());
    let slug = if parsed.slug.is_empty() { slug::of(&source, &title) } else { parsed.slug };
    ensure_slug(&slug)?;
    let (rows, unclear) = rows(parsed.rows, parsed.unclear, figures.len())?;
    let sections = parsed.sections.into_iter().map(|section| checked_section(section, &figures));
    Ok(Document {
        sections: sections.collect::<Result<_, _>>()?,
        content_hash: content_hash(parsed.content_hash, line)?,
        layout: parsed.layout.unwrap_or_else(|| "parsed".to_owned()),
        address: address(parsed.address.as_deref(), &source)?,
        summary: parsed.summary,
        notice: parsed.notice,
        credits: parsed.credits,
        slug,
        title,
        figures,
        rows,
        unclear,
        source,
    })
}

/// Refuses JSON in which a text contains a NUL character, which stands in JSON as `\u0000` alone, or which has too many texts.
fn ensure_readable(json: &[u8]) -> Result<(), String> {
    let (mut is_escape, mut quotes) = (false, 0);
    for (at, byte) in json.iter().enumerate() {
        quotes += usize::from(*byte == b'"' && !is_escape);
        is_escape = *byte == b'\\' && !is_escape;
        if is_escape && json[at + 1..].starts_with(b"u0000") {
            return Err("the document contains a NUL character".to_owned());
        }
    }
    if quotes > 2 * MOST_TEXTS {
        return Err(format!("the document has more than {MOST_TEXTS} texts"));
    }
    Ok(())
}

/// Reads a list of things, but not more than a page has of anything.
fn few<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    struct Few<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Few<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            while let Some(thing) = sequence.next_element()? {
                if list.len() == LONGEST_LIST {
                    return Err(de::Error::custom(format_args!("a list is longer than {LONGEST_LIST}")));
                }
                list.push(thing);
            }
            Ok(list)
        }
    }

    deserializer.deserialize_seq(Few(PhantomData))
}

/// Returns the text as a page could have it on one line.
fn one_line(text: &str) -> String {
    text.trim().replace(['\n', '\r'], " ")
}

/// Returns the address in the one spelling that addresses have. Older lines have only the source.
fn address(given: Option<&str>, source: &str) -> Result<Option<String>, String> {
    let Some(given) = given.filter(|given| !given.is_empty()) else {
        return Ok(address::of(source));
    };
    let address = address::of(given).ok_or("the address is no URL of http or https, or is too long to be one")?;
    Ok(Some(address))
}

fn ensure_slug(slug: &str) -> Result<(), String> {
    if slug::is_slug(slug) {
        return Ok(());
    }
    Err(format!("the slug `{slug}` is not made of small letters and digits, joined by hyphens"))
}

fn content_hash(hash: Option<String>, line: &[u8]) -> Result<String, String> {
    match hash {
        None => Ok(crate::page::content_hash::of(line)),
        Some(hash) if hash.len() == 64 && hash.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f')) => Ok(hash),
        Some(_) => Err("the content hash is not a SHA-256 in 64 small hexadecimal digits".to_owned()),
    }
}

fn rows(
    rows: Vec<ParsedRow>,
    unclear: Vec<ParsedUnclear>,
    figures: usize,
) -> Result<(Vec<Row>, Vec<UnclearRow>), String> {
    let given: Vec<Option<u32>> =
        rows.iter().map(|row| row.position).chain(unclear.iter().map(|row| row.position)).collect();
    let mut positions = positions(&given)?.into_iter();
    let mut attributes = HashSet::new();
    let mut checked = Vec::with_capacity(rows.len());
    for (row, position) in rows.into_iter().zip(positions.by_ref()) {
        let Candidate { attribute, values, .. } = cells(&row.attribute, row.values, position, figures)?;
        if !attributes.insert(name::fold(&attribute)) {
            return Err(format!("the attribute `{attribute}` stands in two rows"));
        }
        checked.push(Row { position, attribute, values, group: one_line(&row.group) });
    }
    let mut unsure = Vec::with_capacity(unclear.len());
    for (row, position) in unclear.into_iter().zip(positions) {
        let candidates = row.candidates.into_iter().map(|split| {
            let fit = split.fit;
            Ok(Candidate { fit, ..cells(&split.attribute, split.values, position, figures)? })
        });
        let candidates = candidates.collect::<Result<_, String>>()?;
        unsure.push(UnclearRow { position, raw: row.raw, reason: row.reason, candidates });
    }
    checked.sort_by_key(|row| row.position);
    unsure.sort_by_key(|row| row.position);
    Ok((checked, unsure))
}

/// Returns the rows' positions: those that are given, which must differ, or if there are none, counted ones.
fn positions(given: &[Option<u32>]) -> Result<Vec<u32>, String> {
    if given.iter().all(Option::is_none) {
        return Ok((1..).take(given.len()).collect());
    }
    let positions: Option<Vec<u32>> = given.iter().copied().collect();
    let positions = positions.ok_or("some rows have a position and some have none")?;
    let mut seen = HashSet::new();
    match positions.iter().find(|position| **position == 0 || !seen.insert(**position)) {
        Some(0) => Err("a row has the position 0: they are counted from 1".to_owned()),
        Some(position) => Err(format!("two rows have the position {position}")),
        None => Ok(positions),
    }
}

/// Returns the cells of a row with the attribute as names are stored.
fn cells(attribute: &str, values: Vec<String>, position: u32, figures: usize) -> Result<Candidate, String> {
    let attribute = name::clean(attribute);
    if attribute.is_empty() {
        return Err(format!("row {position} has no attribute"));
    }
    if attribute.len() > name::LONGEST {
        return Err(format!("row {position}: {}", cells::LONG_ATTRIBUTE));
    }
    if values.len() != figures {
        return Err(format!("the values of row {position} number {}, the figures {figures}", values.len()));
    }
    Ok(Candidate::new(attribute, values))
}

fn checked_section(section: Section, figures: &[String]) -> Result<Section, String> {
    let heading = one_line(&section.heading);
    if section.passages.is_empty() {
        return Err(format!("the section `{heading}` has no passages"));
    }
    let passages = section.passages.into_iter().map(|passage| checked_passage(passage, figures));
    Ok(Section { heading, passages: passages.collect::<Result<_, _>>()? })
}

/// Returns the passage with its figures in the order of the document's.
fn checked_passage(passage: Passage, figures: &[String]) -> Result<Passage, String> {
    if passage.text.trim().is_empty() {
        return Err("a passage has no text".to_owned());
    }
    let mut about: HashSet<String> = passage.figures.iter().map(|figure| name::fold(figure)).collect();
    let known = figures.iter().filter(|figure| about.remove(&name::fold(figure))).cloned().collect();
    match about.into_iter().min() {
        None => Ok(Passage { text: passage.text, figures: known }),
        Some(figure) => Err(format!("a passage is about `{figure}`, which the document does not compare")),
    }
}

#[cfg(test)]
mod tests;
