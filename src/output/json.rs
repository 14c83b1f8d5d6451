//! JSON and JSON Lines, streamed: an object a row, keys in column order, `null` for an empty cell.
//!
//! What would act on a terminal is written as `\u` escapes, so the output is safe to look at and still means exactly
//! the stored text. It does not infer types: text stays a string.

use std::collections::HashSet;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::cell::{Cell, real};
use super::safe::is_hidden;
use super::sink::Sink;

/// What stands around the objects.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Array,
    Lines,
}

/// What ends an array of objects.
const END: &[u8] = b"\n]\n";

pub(super) struct Json<'o, 'a> {
    out: &'o mut Sink<'a>,
    shape: Shape,
    /// `"name":` for every column.
    keys: Vec<Vec<u8>>,
    empty: bool,
}

impl<'o, 'a> Json<'o, 'a> {
    pub(super) fn new(out: &'o mut Sink<'a>, shape: Shape, columns: &[&str]) -> io::Result<Self> {
        let mut keys = Vec::with_capacity(columns.len());
        for name in unique(columns) {
            let mut key = Vec::new();
            string(&mut key, &name)?;
            key.push(b':');
            keys.push(key);
        }
        if shape == Shape::Array {
            out.write_all(b"[")?;
            out.reserve(END.len() as u64);
        }
        out.end_row()?;
        Ok(Self { out, shape, keys, empty: true })
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if self.shape == Shape::Array {
            self.out.write_all(if self.empty { b"\n" } else { b",\n" })?;
        }
        self.empty = false;
        let mut before = b"{";
        for (key, cell) in self.keys.iter().zip(cells) {
            self.out.write_all(before)?;
            before = b",";
            self.out.write_all(key)?;
            match cell {
                Cell::Text(text) => string(&mut self.out, text)?,
                Cell::Integer(number) => write!(self.out, "{number}")?,
                Cell::Real(number) if number.is_finite() => self.out.write_all(real(*number).as_bytes())?,
                Cell::Real(number) => string(&mut self.out, &real(*number))?,
                Cell::Empty => self.out.write_all(b"null")?,
            }
        }
        self.out.write_all(if self.keys.is_empty() { b"{}" } else { b"}" })?;
        if self.shape == Shape::Lines {
            self.out.write_all(b"\n")?;
        }
        self.out.end_row()
    }

    pub(super) fn finish(self) -> io::Result<()> {
        match self.shape {
            Shape::Array if self.empty => self.out.write_all(b"]\n"),
            Shape::Array => self.out.write_all(END),
            Shape::Lines => Ok(()),
        }
    }
}

/// The names, with `_2`, `_3`... behind those that were there before: of two equal keys, parsers keep only one.
fn unique(names: &[&str]) -> Vec<String> {
    let mut taken: HashSet<String> = names.iter().map(ToString::to_string).collect();
    let mut seen = HashSet::new();
    let mut unique = Vec::with_capacity(names.len());
    for name in names {
        let mut key = (*name).to_string();
        if !seen.insert(name) {
            let mut number = 2;
            while !taken.insert(key.clone()) {
                key = format!("{name}_{number}");
                number += 1;
            }
        }
        unique.push(key);
    }
    unique
}

fn string(out: impl Write, text: &str) -> io::Result<()> {
    write_json(out, text)
}

/// Writes anything as JSON on one line; what would act on a terminal is escaped.
pub fn write_json(out: impl Write, value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    Ok(value.serialize(&mut Serializer::with_formatter(out, Escaping))?)
}

/// Escapes, besides what JSON demands, what would act on a terminal.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        // Nearly every fragment ends here.
        if fragment.is_ascii() && !fragment.as_bytes().contains(&b'\x7f') {
            return out.write_all(fragment.as_bytes());
        }
        let escaped = |c| c == '\x7f' || is_hidden(c);
        let mut rest = fragment;
        while let Some((start, c)) = rest.char_indices().find(|(_, c)| escaped(*c)) {
            out.write_all(&rest.as_bytes()[..start])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &rest[start + c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{any_rows, any_text, is_harmless, settings, table, written};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    #[test]
    fn an_array_has_an_object_a_line() {
        let text = written(settings(Format::Json, 80), |output| {
            let mut rows = output.rows(&["figure", "values", "note"])?;
            rows.row(&["Leon Trotsky".into(), 5_usize.into(), None::<&str>.into()])?;
            rows.row(&["\"Stalin\"\n".into(), 5_u32.into(), Some("x").into()])?;
            rows.finish()?;
            Ok(())
        });
        assert_eq!(
            text,
            r#"[
{"figure":"Leon Trotsky","values":5,"note":null},
{"figure":"\"Stalin\"\n","values":5,"note":"x"}
]
"#
        );
    }

    #[test]
    fn lines_are_objects_alone() {
        let text = table(settings(Format::Jsonl, 80), &["figure"], &[vec!["a"], vec!["b"]]);
        assert_eq!(text, "{\"figure\":\"a\"}\n{\"figure\":\"b\"}\n");
    }

    #[test]
    fn what_acts_on_a_terminal_is_escaped_in_text_and_keys() {
        let text = table(settings(Format::Jsonl, 80), &["a\u{9b}"], &[vec!["é\x7f\x1b\u{202e}\u{2028}\u{e0041}z"]]);
        assert_eq!(text, "{\"a\\u009b\":\"é\\u007f\\u001b\\u202e\\u2028\\udb40\\udc41z\"}\n");
    }

    #[test]
    fn columns_of_the_same_name_get_keys_of_their_own() {
        let text = table(settings(Format::Jsonl, 80), &["id", "id", "id_2", "id"], &[vec!["a", "b", "c", "d"]]);
        assert_eq!(text, "{\"id\":\"a\",\"id_3\":\"b\",\"id_2\":\"c\",\"id_4\":\"d\"}\n");
    }

    proptest! {
        #[test]
        fn json_reads_back_as_written(rows in any_rows(), name in any_text()) {
            let columns = ["a", "b", &format!("_{name}")];
            let object = |row: &Vec<String>| -> Value {
                columns.iter().zip(row).map(|(key, text)| (key.to_string(), json!(text))).collect()
            };
            let array = table(settings(Format::Json, 80), &columns, &rows);
            let lines = table(settings(Format::Jsonl, 80), &columns, &rows);
            prop_assert!(is_harmless(&array) && is_harmless(&lines));
            let expected: Vec<_> = rows.iter().map(object).collect();
            prop_assert_eq!(serde_json::from_str::<Vec<Value>>(&array).unwrap(), expected.clone());
            let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            prop_assert_eq!(lines, expected);
        }
    }
}
