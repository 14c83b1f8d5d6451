//! How large a workbook is when it is unpacked, and whether it is one that programs write. A small file may say that a cell
//! is to be repeated a million times.

use std::fmt::Display;
use std::io::{Cursor, Read};

use quick_xml::events::Event;
use zip::ZipArchive;

/// The most bytes of a workbook, unpacked and with all repetitions.
const UNPACKED_LIMIT: u64 = 128 * 1024 * 1024;
/// The most elements of a table's XML within each other. Programs write a dozen.
const DEEPEST: u64 = 1000;
/// What a repetition of a cell takes besides its text.
const CELL_COST: u64 = 64;

pub(super) fn unreadable(error: impl Display) -> String {
    format!("the workbook cannot be read: {error}")
}

/// Refuses a workbook that is too large when unpacked. Answers whether it is an `.ods`.
pub(super) fn ensure_small(workbook: &[u8]) -> Result<bool, String> {
    let too_large = || format!("the workbook has more than {} MiB when it is unpacked", UNPACKED_LIMIT / 1024 / 1024);
    let mut archive = ZipArchive::new(Cursor::new(workbook))
        .map_err(|error| format!("this is no workbook, or one that is protected by a password: {error}"))?;
    let is_ods = archive.index_for_name("content.xml").is_some();
    let mut left = UNPACKED_LIMIT;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(unreadable)?;
        let name = part.name().map_err(unreadable)?.into_owned();
        left = left.checked_sub(part.size()).ok_or_else(too_large)?;
        // What a part states of its size need not be so.
        let stated = part.size();
        let mut bytes = Vec::new();
        part.take(stated + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > stated {
            return Err(unreadable("a part is longer than it states"));
        }
        if name == "content.xml" {
            ensure_plain(&bytes)?;
            if expanded(&bytes) > UNPACKED_LIMIT {
                return Err(too_large());
            }
        } else if name.starts_with("xl/worksheets/") {
            ensure_places(&bytes)?;
        }
    }
    Ok(is_ods)
}

/// Refuses a sheet of an `.xlsx` that names a place which no sheet has: its number would run over when it is read, and the
/// cell would stand elsewhere. The last cell that there can be is `XFD1048576`.
fn ensure_places(xml: &[u8]) -> Result<(), String> {
    let is_place = |place: &[u8]| {
        let letters = place.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
        let digits = place.iter().filter(|byte| byte.is_ascii_digit()).count();
        letters <= 3 && digits <= 7
    };
    for (_, tag) in tags(xml) {
        let mut places = [&b" r="[..], b" ref="].into_iter().filter_map(|attribute| {
            let at = tag.windows(attribute.len()).position(|window| window == attribute)? + attribute.len();
            tag[at..].get(1..)?.split(|byte| matches!(byte, b'"' | b'\'')).next()
        });
        if let Some(text) = places.find(|text| !text.split(|byte| *byte == b':').all(is_place)) {
            let place = String::from_utf8_lossy(text);
            return Err(unreadable(format!("a sheet names the place `{place}`, which no sheet has")));
        }
    }
    Ok(())
}

/// Refuses XML that could be read in two ways, or in which something begins and does not end: calamine looks for the end of a
/// table without looking for that of the file. No program writes such.
fn ensure_plain(xml: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(xml).map_err(unreadable)?;
    if text.contains(['\0', '\u{1b}']) || text.contains("<!DOCTYPE") {
        return Err(unreadable("its content.xml is not as programs write it"));
    }
    let mut reader = quick_xml::Reader::from_str(text);
    let mut open = 0_u64;
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Start(_) if open == DEEPEST => return Err(unreadable("its content.xml nests too deeply")),
            Event::Start(_) => open += 1,
            // One that nothing began is an error.
            Event::End(_) => open = open.saturating_sub(1),
            Event::Eof if open == 0 => return Ok(()),
            Event::Eof => return Err(unreadable("its content.xml ends too early")),
            _ => {}
        }
    }
}

/// Returns how many bytes the tables of an `.ods` take, at least about, when the cells and rows that it says to repeat are
/// written out: calamine does that. Empty cells at the end of a row count nothing, and so do empty rows at the end.
fn expanded(xml: &[u8]) -> u64 {
    let (mut total, mut row, mut blank_rows) = (0_u64, 0_u64, 0_u64);
    let (mut row_repeats, mut blank_cells) = (1_u64, 0_u64);
    let mut cell: Option<(usize, u64, bool)> = None;
    let mut widest = 0_u64;
    for (start, tag) in tags(xml) {
        let name =
            tag.split(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>')).next().unwrap_or_default();
        let is_end = tag.starts_with(b"/");
        let name = if is_end {
            tag[1..]
                .split(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b':' | b'-'))
                .next()
                .unwrap_or_default()
        } else {
            name
        };
        let is_cell = matches!(name, b"table:table-cell" | b"table:covered-table-cell");
        if let Some((from, repeats, has_value)) = cell.filter(|_| is_cell || name == b"table:table-row") {
            cell = None;
            if has_value {
                let text = (start - from) as u64 + CELL_COST;
                row = row
                    .saturating_add(repeats.saturating_mul(text))
                    .saturating_add(blank_cells.saturating_mul(CELL_COST));
                blank_cells = 0;
            } else {
                blank_cells = blank_cells.saturating_add(repeats);
            }
        }
        if name == b"table:table-row" {
            if row > 0 {
                widest = widest.max(row);
                total = total
                    .saturating_add(row.saturating_mul(row_repeats))
                    .saturating_add(blank_rows.saturating_mul(widest));
                blank_rows = 0;
            } else if is_end {
                blank_rows = blank_rows.saturating_add(row_repeats);
            }
            (row, blank_cells) = (0, 0);
            if !is_end {
                row_repeats = number(tag, b"table:number-rows-repeated");
            }
        } else if name == b"table:table" {
            (blank_rows, widest) = (0, 0);
        } else if is_cell && !is_end {
            let has = |word: &[u8]| tag.windows(word.len()).any(|window| window == word);
            let has_value = has(b"office:") || has(b"table:formula");
            cell = Some((start, number(tag, b"table:number-columns-repeated"), has_value));
        } else if name == b"text:s" {
            total = total.saturating_add(number(tag, b"text:c"));
        }
    }
    total
}

/// Returns the tags of XML without their brackets, each with its place.
fn tags(xml: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += xml.get(at..)?.iter().position(|byte| *byte == b'<')?;
            let rest = &xml[at..];
            // In these a quote and a bracket are text.
            let is_text = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")];
            let Some((begin, end)) = is_text.into_iter().find(|(begin, _)| rest.starts_with(begin.as_bytes())) else {
                break;
            };
            let within = &rest[begin.len()..];
            at += begin.len() + within.windows(end.len()).position(|window| window == end.as_bytes())? + end.len();
        }
        let start = at;
        let mut quote = None;
        for (offset, byte) in xml[start..].iter().enumerate() {
            match (quote, byte) {
                (None, b'"' | b'\'') => quote = Some(*byte),
                (Some(open), byte) if open == *byte => quote = None,
                (None, b'>') => {
                    at = start + offset + 1;
                    return Some((start, &xml[start + 1..start + offset]));
                }
                _ => {}
            }
        }
        None
    })
}

/// Returns the number that an attribute of a tag says; 1 where it says none.
fn number(tag: &[u8], attribute: &[u8]) -> u64 {
    let Some(at) = tag.windows(attribute.len()).position(|window| window == attribute) else { return 1 };
    let value = tag[at + attribute.len()..]
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\''));
    let digits: String = value.take_while(|byte| !matches!(byte, b'"' | b'\'')).map(|byte| char::from(*byte)).collect();
    // What is written in another way than a number is written is not written by any program.
    digits.trim().parse().unwrap_or(u64::MAX)
}
