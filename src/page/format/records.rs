//! The records of a text whose cells are parted by commas, semicolons or tabs, and where in it each stands.

/// The records of a text that have any text in them, one at a time.
pub(super) struct Records<'a> {
    text: &'a str,
    reader: csv::Reader<&'a [u8]>,
    record: csv::StringRecord,
    start: u64,
}

impl<'a> Records<'a> {
    pub fn new(text: &'a str, delimiter: u8) -> Self {
        let mut reader = csv::ReaderBuilder::new();
        reader.has_headers(false).flexible(true).delimiter(delimiter);
        // Most programs write a quote in a cell as `""`, some as `\"`.
        if text.contains("\\\"") && !is_quoted_twice(text, delimiter) {
            reader.escape(Some(b'\\')).double_quote(false);
        }
        Self { text, reader: reader.from_reader(text.as_bytes()), record: csv::StringRecord::new(), start: 0 }
    }

    /// Goes to the next record; `None` when there is none.
    pub fn next(&mut self) -> Option<()> {
        loop {
            self.start = self.reader.position().byte();
            // Reading text from memory does not fail, and every record may have any length.
            if !self.reader.read_record(&mut self.record).unwrap_or_default() {
                return None;
            }
            if self.record.iter().any(|cell| !cell.trim().is_empty()) {
                return Some(());
            }
        }
    }

    pub fn cells(&self) -> Vec<&str> {
        self.record.iter().map(str::trim).collect()
    }

    /// Returns the record as it stands in the text.
    pub fn raw(&self) -> &'a str {
        self.whole().trim()
    }

    /// Returns the line on which the record begins, counted from 1.
    pub fn line(&self) -> usize {
        let whole = self.whole();
        let blank = whole.len() - whole.trim_start().len();
        1 + self.text.bytes().take(byte(self.start) + blank).filter(|byte| *byte == b'\n').count()
    }

    /// Returns the record and the blank lines before it.
    fn whole(&self) -> &'a str {
        self.text.get(byte(self.start)..byte(self.reader.position().byte())).unwrap_or_default()
    }
}

fn byte(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// Answers whether every quoted cell ends where a cell may end, when a quote in it is written as two.
fn is_quoted_twice(text: &str, delimiter: u8) -> bool {
    let bytes = text.as_bytes();
    let is_end = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r'));
    let (mut at, mut begins) = (0, true);
    while at < bytes.len() {
        if begins && bytes[at] == b'"' {
            at += 1;
            loop {
                match bytes[at..].iter().position(|byte| *byte == b'"') {
                    None => return false,
                    Some(quote) if bytes.get(at + quote + 1) == Some(&b'"') => at += quote + 2,
                    Some(quote) => {
                        at += quote + 1;
                        break;
                    }
                }
            }
            if !is_end(bytes.get(at)) {
                return false;
            }
        }
        begins = bytes.get(at).is_some_and(|byte| is_end(Some(byte)));
        at += 1;
    }
    true
}
