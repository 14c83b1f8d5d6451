//! Takes a web archive (WARC, and WET with the text of pages) apart, record by record. Which of them are pages is in `record`;
//! what a page says is `page`'s business.
//!
//! Own code, because what matters here is what no crate does: to go on behind a record that is damaged or states a wrong
//! length, and never to take more memory than a page may have. The `warc` crate gives the rest of a file up.
//!
//! A record is as long as it states if another one, or nothing, follows. So what a page holds, be it a record, is never taken
//! for one. Only where that does not hold the archive is broken, and the next record is looked for from where this one began,
//! at the beginning of a line.

mod record;
#[cfg(test)]
mod tests;
mod unreading;

use std::io::{self, BufRead, Read};

use crate::command::shared::bounded_lines::MIB;
use crate::command::shared::compressed;
use crate::command::shared::passed_over::PassedOver;
use crate::command::shared::raw_page::{RawPage, Unreadable};
use record::{Fault, Header};
use unreading::Unreading;

/// What every record begins with.
const START: &[u8] = b"WARC/";
/// The most bytes of a record that are kept: a web page of the most bytes that one may have, and its head.
const RECORD_LIMIT: u64 = 33 * MIB;
/// The most bytes of a record that are passed over. No crawler keeps longer ones: such a length is wrong.
const LONGEST_RECORD: u64 = 1024 * MIB;
/// The most bytes of the header of a record.
const HEADER_LIMIT: u64 = 64 * 1024;
/// How many bytes of a file may be read a second time.
const REREADABLE: u64 = 1024 * MIB;
/// How often in a row a file may fail before the rest is given up.
const MOST_FAULTS: usize = 1000;

/// The records of one file that are pages.
pub(super) struct Records {
    file: String,
    reader: Unreading,
    /// How many records there were so far.
    count: usize,
    /// The next record is to be looked for.
    is_lost: bool,
    /// What went wrong behind the record that was read last.
    fault: Option<io::Error>,
    /// How many bytes may still be read once more. Without a bound a file in which every length is wrong would be read for
    /// hours.
    rereadable: u64,
}

impl Records {
    pub(super) fn new(file: String, reader: Box<dyn BufRead + Send>) -> Self {
        Self { file, reader: Unreading::new(reader), count: 0, is_lost: false, fault: None, rereadable: REREADABLE }
    }

    /// Returns the next record that is a page, and counts those before it that are none.
    pub(super) fn next(&mut self, passed_over: &mut PassedOver) -> Option<Result<RawPage, Unreadable>> {
        loop {
            match self.find_start() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(reason) => return Some(Err(Unreadable::at(&self.file, 1, reason))),
            }
            self.count += 1;
            let place = format!("{}#{}", self.file, self.count);
            let reason = match self.record(&place) {
                Ok(page) => return Some(Ok(page)),
                Err(Fault::PassedOver(kind)) => {
                    passed_over.count(kind);
                    continue;
                }
                Err(Fault::Rejected(reason)) => reason,
                Err(Fault::Lost(reason)) => {
                    self.is_lost = true;
                    reason
                }
            };
            return Some(Err(Unreadable::at(&place, 1, reason)));
        }
    }

    /// Goes to where a record begins; false at the end of the file.
    fn find_start(&mut self) -> Result<bool, String> {
        for _ in 0..MOST_FAULTS {
            match self.fault.take().map_or_else(|| self.look_for_start(), Err) {
                Ok(Some(is_there)) => return Ok(is_there),
                Ok(None) => {
                    self.is_lost = true;
                    return Err(format!("what stands below record {} is none: it was not read", self.count));
                }
                Err(error) if self.is_lost => drop(error),
                Err(error) => {
                    self.is_lost = true;
                    return Err(format!("cannot be read below record {}: {error}", self.count));
                }
            }
        }
        self.reader = Unreading::new(Box::new(io::empty()));
        Err("cannot be read: the rest of the file was not read".to_owned())
    }

    /// The same; `None` where something else stands, unless it is being passed over already.
    fn look_for_start(&mut self) -> io::Result<Option<bool>> {
        loop {
            self.reader.skip(|byte| matches!(byte, b'\r' | b'\n'))?;
            let start = self.reader.peek(START.len())?;
            if start == START {
                self.is_lost = false;
                return Ok(Some(true));
            }
            if start.is_empty() {
                return Ok(Some(false));
            }
            if !self.is_lost {
                return Ok(None);
            }
            self.reader.skip(|byte| byte != b'\n')?;
        }
    }

    fn record(&mut self, place: &str) -> Result<RawPage, Fault> {
        let header = self.header()?;
        let stated = header.length.as_deref().unwrap_or_default();
        let length = stated.parse::<u64>();
        let length = length.map_err(|_| Fault::Lost(format!("its Content-Length, `{stated}`, is no length")))?;
        let body = self.body(length)?;
        let is_whole = body.len() as u64 == length;
        header.page(&body, is_whole, place)
    }

    fn header(&mut self) -> Result<Header, Fault> {
        let mut header = Header::default();
        let mut left = HEADER_LIMIT;
        loop {
            let mut line = Vec::new();
            left -= (&mut self.reader).take(left).read_until(b'\n', &mut line)? as u64;
            if !line.ends_with(b"\n") {
                let reason =
                    if left == 0 { "its header is too long to be one" } else { "the file ends within the record" };
                return Err(Fault::Lost(reason.to_owned()));
            }
            if line.trim_ascii().is_empty() {
                return Ok(header);
            }
            header.add(&String::from_utf8_lossy(&line));
        }
    }

    /// Returns what a record holds, of what is too long for a page only the beginning.
    fn body(&mut self, length: u64) -> Result<Vec<u8>, Fault> {
        let kept = length.min(RECORD_LIMIT);
        let mut body = Vec::new();
        (&mut self.reader).take(kept).read_to_end(&mut body)?;
        let mut is_wrong = (body.len() as u64) < kept || length > LONGEST_RECORD;
        if length > kept && !is_wrong {
            let left = length - kept;
            is_wrong = io::copy(&mut (&mut self.reader).take(left), &mut io::sink())? < left;
        }
        let mut below = Vec::new();
        if !is_wrong {
            let next = self.reader.skip(|byte| matches!(byte, b'\r' | b'\n')).and_then(|passed| {
                below = passed;
                self.reader.peek(START.len())
            });
            match next {
                Ok(next) => is_wrong = next != START && !next.is_empty(),
                // That is the next record's fault.
                Err(error) if compressed::is_below(&error) => self.fault = Some(error),
                Err(error) => return Err(error.into()),
            }
        }
        if is_wrong {
            body.append(&mut below);
            if let Some(left) = self.rereadable.checked_sub(body.len() as u64) {
                self.rereadable = left;
                self.reader.unread(body);
            }
            return Err(Fault::Lost(format!("it is not as long as its Content-Length, {length}, states")));
        }
        Ok(body)
    }
}
