//! Takes a file of lines apart, however long it or one of its lines is. What a line says is not known here.

use std::io::{self, BufRead, Read};

/// In bytes.
pub const MIB: u64 = 1024 * 1024;

/// The lines of one file that are not blank, each with its number, or why it cannot be had. After a fault of the file itself
/// there is no next line.
pub struct BoundedLines {
    /// What a line is, in messages.
    what: &'static str,
    reader: Box<dyn BufRead + Send>,
    number: usize,
    /// The most bytes of a line.
    longest: u64,
    /// How many bytes may be passed over, of a line that is too long or of blank lines, before the rest is given up. Without
    /// a bound a small compressed file, or `/dev/zero`, could be read for hours.
    skipped: u64,
}

impl Iterator for BoundedLines {
    type Item = (usize, Result<Vec<u8>, String>);

    fn next(&mut self) -> Option<Self::Item> {
        let mut blank = 0;
        loop {
            if blank > self.skipped {
                let reason = self.given_up();
                return Some((self.number, Err(reason)));
            }
            match self.skip_line_ends() {
                Ok(0) => {}
                Ok(passed) => {
                    blank += passed;
                    continue;
                }
                Err(error) => return Some(self.fault(&error)),
            }
            self.number += 1;
            let mut bytes = Vec::new();
            if let Err(error) = (&mut self.reader).take(self.longest + 1).read_until(b'\n', &mut bytes) {
                return Some(self.fault(&error));
            }
            if bytes.is_empty() {
                return None;
            }
            if bytes.len() as u64 > self.longest && bytes.last() != Some(&b'\n') {
                let reason = match skip_line(&mut self.reader, self.skipped) {
                    Ok(true) => format!("the line is longer than {} MiB", self.longest / MIB),
                    Ok(false) => self.given_up(),
                    Err(error) => format!("cannot be read: {error}"),
                };
                return Some((self.number, Err(reason)));
            }
            if !bytes.trim_ascii().is_empty() {
                return Some((self.number, Ok(bytes)));
            }
            blank += bytes.len() as u64;
        }
    }
}

impl BoundedLines {
    /// Takes a file for lines that are each a `what`, none of them longer than `longest`.
    #[must_use]
    pub fn new(what: &'static str, longest: u64, skipped: u64, reader: Box<dyn BufRead + Send>) -> Self {
        Self { what, reader, number: 0, longest, skipped }
    }

    /// Passes over the line ends that are in memory, and counts them. Returns how many bytes they were.
    fn skip_line_ends(&mut self) -> io::Result<u64> {
        let buffer = self.reader.fill_buf()?;
        let is_text = |byte: &u8| !matches!(byte, b'\n' | b'\r');
        let passed = buffer.iter().position(is_text).unwrap_or(buffer.len());
        self.number += buffer[..passed].split(|byte| *byte == b'\n').count() - 1;
        self.reader.consume(passed);
        Ok(passed as u64)
    }

    /// Leaves the rest of a file that cannot be read.
    fn fault(&mut self, error: &io::Error) -> (usize, Result<Vec<u8>, String>) {
        self.reader = Box::new(io::empty());
        (self.number.max(1), Err(format!("cannot be read: {error}")))
    }

    /// Leaves the rest of the file unread, and says so.
    fn given_up(&mut self) -> String {
        self.reader = Box::new(io::empty());
        format!("there is no {} in {} MiB: the rest of the file was not read", self.what, self.skipped / MIB)
    }
}

/// Passes over the rest of a line without keeping it. Answers whether it ended within so many bytes.
fn skip_line(reader: &mut impl BufRead, mut left: u64) -> io::Result<bool> {
    while left > 0 {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(true);
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let passed = end.map_or(buffer.len(), |end| end + 1);
        reader.consume(passed);
        if end.is_some() {
            return Ok(true);
        }
        left = left.saturating_sub(passed as u64);
    }
    Ok(false)
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    /// Returns what comes of the lines of a file, where one line has at most 1 MiB and 2 MiB may be passed over.
    fn read(file: impl Read + Send + 'static) -> Vec<(usize, String)> {
        let reader = Box::new(BufReader::new(file));
        let lines = BoundedLines::new("page", MIB, 2 * MIB, reader);
        lines
            .take(5)
            .map(|(number, line)| {
                (number, line.map_or_else(|reason| reason, |bytes| String::from_utf8(bytes).unwrap()))
            })
            .collect()
    }

    fn of(byte: u8, bytes: u64) -> io::Take<io::Repeat> {
        io::repeat(byte).take(bytes)
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let page = || &b"\n{}"[..];
        let long = (1, "the line is longer than 1 MiB".to_owned());
        assert_eq!(read(of(b'x', MIB + 1).chain(page())), [long.clone(), (2, "{}".to_owned())]);
        assert_eq!(read(of(b'x', 3 * MIB).chain(page())), [long, (2, "{}".to_owned())]);
        assert_eq!(read(of(b' ', MIB).chain(page())), [(2, "{}".to_owned())]);
        assert_eq!(read(of(b'x', MIB)).first().map(|(line, text)| (*line, text.len())), Some((1, 1024 * 1024)));
    }

    #[test]
    fn what_holds_no_page_for_too_long_is_given_up() {
        let reason = "there is no page in 2 MiB: the rest of the file was not read";
        assert_eq!(read(io::repeat(b'x')), [(1, reason.to_owned())]);
        let blank = read(io::repeat(b'\n'));
        assert_eq!(blank.iter().map(|(_, reason)| &**reason).collect::<Vec<_>>(), [reason]);
        assert!(blank[0].0 as u64 > 2 * MIB, "the lines passed over are counted");
        let spaces = b" \n".repeat(2_000_000);
        assert_eq!(read(io::Cursor::new(spaces)), [(1_048_577, reason.to_owned())]);
        // What is found in time begins the count anew.
        let twice = of(b'\n', MIB).chain(&b"{}"[..]).chain(of(b'\n', 3 * MIB / 2)).chain(&b"{}"[..]);
        assert_eq!(read(twice).iter().map(|(_, text)| text.trim()).collect::<Vec<_>>(), ["{}", "{}"]);
    }
}
