//! Takes a file of JSON objects apart: one a line, or written over several lines. What an object says is `page`'s business.

use std::collections::VecDeque;
use std::io::BufRead;
use std::iter;

use crate::command::shared::bounded_lines::{BoundedLines, MIB};
use crate::command::shared::json_shape::{Fed, Shape};
use crate::command::shared::raw_page::{RawPage, Unreadable};

/// The most bytes of an object: a page is longer in JSON.
pub(super) const OBJECT_LIMIT: u64 = 32 * MIB;
/// How many bytes of a file are passed over before the rest is given up.
pub(super) const SKIP_LIMIT: u64 = 1024 * MIB;

/// The objects of one file that are pages.
pub(super) struct Objects {
    file: String,
    lines: BoundedLines,
    /// Lines that were read too far.
    ahead: VecDeque<Line>,
}

type Line = (usize, Result<Vec<u8>, String>);

impl Iterator for Objects {
    type Item = Result<RawPage, Unreadable>;

    /// Returns the next object. After a fault of the file itself there is none.
    fn next(&mut self) -> Option<Self::Item> {
        let (number, line) = self.next_line()?;
        Some(match line {
            Ok(line) => {
                let bytes = if goes_on(&line) { self.whole(number, line) } else { line };
                Ok(RawPage::object(format!("{}:{number}", self.file), self.file.clone(), number, bytes))
            }
            Err(reason) => Err(Unreadable::at(&self.file, number, reason)),
        })
    }
}

impl Objects {
    pub(super) fn new(file: String, reader: Box<dyn BufRead + Send>) -> Self {
        let lines = BoundedLines::new("page", OBJECT_LIMIT, SKIP_LIMIT, reader);
        Self { file, lines, ahead: VecDeque::new() }
    }

    fn next_line(&mut self) -> Option<Line> {
        self.ahead.pop_front().or_else(|| self.lines.next())
    }

    /// Returns the object that begins on a line and goes on below; the line alone where there is none. A line that broke off
    /// must not cost the lines below it.
    fn whole(&mut self, number: usize, line: Vec<u8>) -> Vec<u8> {
        let (mut shape, mut object, mut last) = (Shape::default(), Vec::new(), number);
        let mut taken = vec![(number, line)];
        loop {
            let (number, line) = &taken[taken.len() - 1];
            // Blank lines were passed over, and count.
            object.extend(iter::repeat_n(b'\n', number.saturating_sub(last + 1)));
            last = *number;
            object.extend_from_slice(line);
            let line = bare(line);
            match shape.feed(line) {
                Fed::Closed(length) => {
                    let rest = line[length..].trim_ascii_start();
                    if rest.starts_with(b"{") {
                        object.truncate(object.len() - rest.len());
                        self.ahead.push_front((last, Ok(rest.to_vec())));
                    }
                    return object;
                }
                Fed::Open if !shape.is_in_text() && object.len() as u64 <= OBJECT_LIMIT => match self.next_line() {
                    Some((number, Ok(line))) => taken.push((number, line)),
                    fault => {
                        self.ahead.extend(fault);
                        break;
                    }
                },
                _ => break,
            }
        }
        let mut taken = taken.into_iter();
        let first = taken.next().map(|(_, line)| line).unwrap_or_default();
        for (number, line) in taken.rev() {
            self.ahead.push_front((number, Ok(line)));
        }
        first
    }
}

/// Returns a line without the mark with which a file may begin.
fn bare(line: &[u8]) -> &[u8] {
    line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line)
}

/// Answers whether a line seems to hold more or less than one object. Of those that begin and end with their brackets, which
/// nearly all do, nothing more is asked.
fn goes_on(line: &[u8]) -> bool {
    let line = bare(line).trim_ascii();
    let is_several = || std::str::from_utf8(line).is_ok_and(|line| line.contains("}{"));
    line.starts_with(b"{") && (!line.ends_with(b"}") || is_several())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    /// Returns what comes of a file: each object or fault with its line.
    fn read(file: &str) -> Vec<(usize, String)> {
        let objects = Objects::new("a".to_owned(), Box::new(Cursor::new(file.as_bytes().to_vec())));
        let one = |object: Result<RawPage, Unreadable>| match object {
            Ok(page) => (page.line, String::from_utf8(page.bytes).unwrap().trim().to_owned()),
            Err(Unreadable { rejection, .. }) => (rejection.line, rejection.reason),
        };
        objects.map(one).collect()
    }

    fn of(lines: &[(usize, &str)]) -> Vec<(usize, String)> {
        lines.iter().map(|(line, text)| (*line, (*text).to_owned())).collect()
    }

    #[test]
    fn an_object_may_go_over_several_lines_and_others_follow() {
        let pretty = "{\n  \"a\": 1,\n\n  \"b\": [\n    {}\n  ]\n}";
        assert_eq!(
            read(&format!("\u{feff}{pretty}\n{{}}\n\n{pretty}")),
            of(&[(1, &format!("\u{feff}{pretty}")), (8, "{}"), (10, pretty)])
        );
        assert_eq!(
            read("{\"a\": {}}{\"b\": 1}{\n}{}\n{}"),
            of(&[(1, "{\"a\": {}}"), (1, "{\"b\": 1}"), (1, "{\n}"), (2, "{}"), (3, "{}")])
        );
        // What is not an object keeps its line, for its reader to say why.
        assert_eq!(read("{\"a\": 1}, {}\n{\"a\"\n:1} x"), of(&[(1, "{\"a\": 1}, {}"), (2, "{\"a\"\n:1} x")]));
    }

    #[test]
    fn a_line_that_broke_off_costs_no_other() {
        for broken in
            ["{\"text\": \"abc", "{\"text\": \"abc\",", "{\"text\": ", "{\"text\": \"abc\"", "{", "{\"a\": [1,"]
        {
            let file = format!("{broken}\n{{\"a\": 1}}\n\n{{\n\"b\": 2\n}}\n");
            assert_eq!(read(&file), of(&[(1, broken.trim()), (2, "{\"a\": 1}"), (4, "{\n\"b\": 2\n}")]), "{broken}");
            assert_eq!(read(&format!("{{}}\n{broken}")), of(&[(1, "{}"), (2, broken.trim())]));
        }
    }

    #[test]
    fn an_object_that_never_ends_costs_its_first_line() {
        let line = "1".repeat(1024 * 1024) + ",\n";
        let file = format!("{{\"a\": [\n{}", line.repeat(34));
        let read = read(&file);
        assert_eq!((read.len(), &*read[0].1), (35, "{\"a\": ["));
    }

    proptest! {
        #[test]
        fn objects_come_out_as_they_went_in(objects in prop::collection::vec(("\\PC{0,10}|[\"\\\\\n{}]{0,6}", any::<bool>(), "\n|\n\n|\r\n|"), 0..6)) {
            let mut file = String::new();
            let mut expected = Vec::new();
            for (text, is_pretty, end) in objects {
                let object = json!({"a": text, "b": [{"c": text}]});
                file += &if is_pretty { serde_json::to_string_pretty(&object) } else { serde_json::to_string(&object) }.unwrap();
                file += &end;
                expected.push(object);
            }
            let objects: Vec<Value> = read(&file).iter().map(|(_, object)| serde_json::from_str(object).unwrap()).collect();
            prop_assert_eq!(objects, expected);
        }

        #[test]
        fn no_text_of_a_file_is_lost(file in "([{}\\[\\],:\"a\n ]|[{]\"a\":|\n[{])*") {
            let text: String = read(&file).into_iter().map(|(_, text)| text).collect();
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&text), letters(&file));
        }
    }
}
