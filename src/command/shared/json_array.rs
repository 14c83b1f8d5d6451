//! Takes a file that is one JSON array apart, element by element, without having it in memory. What an element says is
//! `page`'s business.

use std::io::{self, BufRead};

use crate::command::shared::bounded_lines::MIB;
use crate::command::shared::json_lines::{OBJECT_LIMIT, SKIP_LIMIT};
use crate::command::shared::json_shape::{Fed, Shape};
use crate::command::shared::raw_page::{RawPage, Unreadable};

/// The elements of the arrays of one file that are pages: crawlers that add to a file leave several.
pub(super) struct Elements {
    file: String,
    reader: Box<dyn BufRead + Send>,
    /// The line that is being read, from 1.
    line: usize,
    /// How many elements there were so far.
    count: usize,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// No array is open.
    Outside,
    /// An element comes next, or the end.
    Before,
    /// A comma comes next, or the end.
    After,
    /// There is no more, or it cannot be told apart.
    Over,
}

impl Iterator for Elements {
    type Item = Result<RawPage, Unreadable>;

    /// Returns the next element. After a fault of the file itself there is none.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let next = match self.skip_space() {
                Ok(next) => next,
                Err(error) => return Some(Err(self.fault(format!("cannot be read: {error}")))),
            };
            self.state = match (self.state, next) {
                (State::Over, _) | (State::Outside, None) => {
                    self.state = State::Over;
                    return None;
                }
                (State::Outside, Some(b'[')) | (State::After, Some(b',')) => State::Before,
                (State::Before | State::After, Some(b']')) => State::Outside,
                (State::Before, Some(_)) => return Some(self.element()),
                (_, None) => return Some(Err(self.fault("the file ends within the array".to_owned()))),
                (State::Outside, _) => {
                    return Some(Err(self.fault("what stands below the array was not read".to_owned())));
                }
                (State::After, _) => return Some(Err(self.fault(NOT_WHOLE.to_owned()))),
            };
            self.reader.consume(1);
        }
    }
}

const NOT_WHOLE: &str = "the array is no JSON from here on: the rest of the file was not read";

impl Elements {
    /// Takes a file apart whose first byte that is no white space is `[`.
    pub(super) fn new(file: String, reader: Box<dyn BufRead + Send>) -> Self {
        Self { file, reader, line: 1, count: 0, state: State::Outside }
    }

    /// Goes to the next byte that is no white space, and returns it.
    fn skip_space(&mut self) -> io::Result<Option<u8>> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let is_mark = self.line == 1 && self.count == 0 && self.state == State::Outside;
            let is_space = |byte: &u8| byte.is_ascii_whitespace() || is_mark && b"\xef\xbb\xbf".contains(byte);
            let passed = buffer.iter().position(|byte| !is_space(byte)).unwrap_or(buffer.len());
            let next = buffer.get(passed).copied();
            self.line += newlines(&buffer[..passed]);
            self.reader.consume(passed);
            if next.is_some() || passed == 0 {
                return Ok(next);
            }
        }
    }

    fn element(&mut self) -> Result<RawPage, Unreadable> {
        self.count += 1;
        let (begin, place) = (self.line, format!("{}#{}", self.file, self.count));
        let (mut shape, mut bytes, mut length) = (Shape::default(), Vec::new(), 0);
        let (mut is_over, mut is_word) = (false, false);
        while !is_over {
            let buffer = match self.reader.fill_buf() {
                Ok([]) => return Err(self.fault("the file ends within the array".to_owned())),
                Ok(buffer) => buffer,
                Err(error) => {
                    let reason = format!("cannot be read: {error}");
                    return Err(self.fault(reason));
                }
            };
            is_word |= length == 0 && !matches!(buffer[0], b'{' | b'[' | b'"');
            let end = |byte: &u8| matches!(byte, b',' | b']') || byte.is_ascii_whitespace();
            let fed = match buffer.iter().position(end) {
                Some(end) if is_word => Fed::Closed(end),
                None if is_word => Fed::Open,
                _ => shape.feed(buffer),
            };
            let taken = match fed {
                Fed::Open => buffer.len(),
                Fed::Closed(taken) => taken,
                Fed::Broken => return Err(self.fault(NOT_WHOLE.to_owned())),
            };
            is_over = fed != Fed::Open;
            length += taken as u64;
            if length <= OBJECT_LIMIT {
                bytes.extend_from_slice(&buffer[..taken]);
            }
            self.line += newlines(&buffer[..taken]);
            self.reader.consume(taken);
            if length > SKIP_LIMIT {
                let reason = format!("there is no page in {} MiB: the rest of the file was not read", SKIP_LIMIT / MIB);
                return Err(self.fault(reason));
            }
        }
        self.state = State::After;
        if length > OBJECT_LIMIT {
            let reason = format!("the element is longer than {} MiB", OBJECT_LIMIT / MIB);
            return Err(Unreadable::at(&place, begin, reason));
        }
        Ok(RawPage::object(place.clone(), place, begin, bytes))
    }

    /// Leaves the rest of the file.
    fn fault(&mut self, reason: String) -> Unreadable {
        self.state = State::Over;
        self.reader = Box::new(io::empty());
        Unreadable::at(&self.file, self.line, reason)
    }
}

fn newlines(bytes: &[u8]) -> usize {
    bytes.split(|byte| *byte == b'\n').count() - 1
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor, Read};

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// Returns what comes of a file, which arrives in small pieces.
    fn read(file: impl Read + Send + 'static) -> Vec<(String, usize, String)> {
        let elements = Elements::new("a".to_owned(), Box::new(BufReader::with_capacity(5, file)));
        let one = |element: Result<RawPage, Unreadable>| match element {
            Ok(page) => (page.place, page.line, String::from_utf8(page.bytes).unwrap()),
            Err(Unreadable { place, rejection }) => (place, rejection.line, rejection.reason),
        };
        elements.map(one).collect()
    }

    fn of(file: &str) -> Vec<(String, usize, String)> {
        read(Cursor::new(file.as_bytes().to_vec()))
    }

    fn expected(elements: &[(&str, usize, &str)]) -> Vec<(String, usize, String)> {
        elements.iter().map(|(place, line, text)| ((*place).to_owned(), *line, (*text).to_owned())).collect()
    }

    #[test]
    fn elements_come_with_their_number_and_line() {
        assert_eq!(of("\u{feff} [ ] \n"), []);
        assert_eq!(
            of("[{\"a\": \"],\"}\n, {\n}, 12,\n\"x,\", [1]\n,]\n[null]"),
            expected(&[
                ("a#1", 1, "{\"a\": \"],\"}"),
                ("a#2", 2, "{\n}"),
                ("a#3", 3, "12"),
                ("a#4", 4, "\"x,\""),
                ("a#5", 4, "[1]"),
                ("a#6", 6, "null"),
            ])
        );
    }

    #[test]
    fn what_cannot_be_told_apart_is_named_and_ends_the_file() {
        let cut = "the file ends within the array";
        for file in ["[{}", "[{}\n,", "[{},\n{\"a", "[{},\n1"] {
            assert_eq!(
                of(file).last(),
                Some(&("a".to_owned(), newlines(file.as_bytes()) + 1, cut.to_owned())),
                "{file}"
            );
        }
        assert_eq!(of("[{}\n{}, {}]"), expected(&[("a#1", 1, "{}"), ("a", 2, NOT_WHOLE)]));
        assert_eq!(of("[{} , {]}"), expected(&[("a#1", 1, "{}"), ("a", 1, NOT_WHOLE)]));
        assert_eq!(of("[]\n{}"), expected(&[("a", 2, "what stands below the array was not read")]));
        // A comma too many is no element.
        assert_eq!(of("[,{}]"), expected(&[("a#1", 1, ""), ("a#2", 1, "{}")]));
    }

    #[test]
    fn an_element_that_is_too_long_costs_no_other() {
        let long = io::repeat(b'x').take(OBJECT_LIMIT + 1);
        let elements = read(b"[\"".chain(long).chain(&b"\",\n{}]"[..]));
        assert_eq!(elements, expected(&[("a#1", 1, "the element is longer than 32 MiB"), ("a#2", 2, "{}")]));
    }

    proptest! {
        #[test]
        fn elements_come_out_as_they_went_in(texts in prop::collection::vec("\\PC{0,10}|[\"\\\\\n{}\\[\\],]{0,6}", 0..6), is_pretty in any::<bool>()) {
            let elements: Vec<Value> = texts.iter().map(|text| json!({"a": text, "b": [[], text]})).collect();
            let file = if is_pretty { serde_json::to_string_pretty(&elements) } else { serde_json::to_string(&elements) }.unwrap();
            let read: Vec<Value> = of(&file).iter().map(|(_, _, element)| serde_json::from_str(element).unwrap()).collect();
            prop_assert_eq!(read, elements);
        }

        #[test]
        fn any_array_is_read_to_an_end(file in "\\[[{}\\[\\],:\" \na1]{0,40}") {
            let lines = file.split('\n').count();
            prop_assert!(of(&file).iter().all(|(_, line, _)| (1..=lines).contains(line)));
        }
    }
}
