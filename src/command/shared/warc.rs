//! Takes a web archive (WARC, and WET with the text of pages) apart, record by record. What a page says is `page`'s business.
//!
//! Own code, because what matters here is what no crate does: to go on behind a record that is damaged or states a wrong
//! length, and never to take more memory than a page may have. The `warc` crate gives the rest of a file up.
//!
//! A record is as long as it states if another one, or nothing, follows. So what a page holds, be it a record, is never taken
//! for one. Only where that does not hold the archive is broken, and the next record is looked for from where this one began,
//! at the beginning of a line.

use std::io::{self, BufRead, Read};

use crate::command::shared::bounded_lines::MIB;
use crate::command::shared::compressed;
use crate::command::shared::http::Response;
use crate::command::shared::passed_over::PassedOver;
use crate::command::shared::raw_page::{RawPage, Unreadable};
use crate::name;
use crate::page::{self, InputFormat, charset_of};

/// What every record begins with.
const START: &[u8] = b"WARC/";
/// The most bytes of a record that are kept: a web page of the most bytes that one may have, and its head.
const RECORD_LIMIT: u64 = 33 * MIB;
/// The most bytes of a record that are passed over. No crawler keeps longer ones: such a length is wrong.
const LONGEST_RECORD: u64 = 1024 * MIB;
/// The most bytes of a web page.
const HTML_LIMIT: u64 = 32 * MIB;
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

/// Why a record is no page.
enum Fault {
    /// It was read to its end.
    Rejected(String),
    /// Where it ends is not known.
    Lost(String),
    /// It is none, and of this kind.
    PassedOver(&'static str),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Lost(format!("cannot be read: {error}"))
    }
}

impl Records {
    pub(super) fn new(file: String, reader: Box<dyn BufRead + Send>) -> Self {
        let reader = Unreading { again: Vec::new(), at: 0, inner: reader };
        Self { file, reader, count: 0, is_lost: false, fault: None, rereadable: REREADABLE }
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
        self.reader.inner = Box::new(io::empty());
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

/// The fields of a record's header that count.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    uri: String,
    length: Option<String>,
    content_type: String,
    payload_type: String,
    truncated: Option<String>,
    is_segment: bool,
}

impl Header {
    fn add(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match &*name.trim().to_ascii_lowercase() {
            "warc-type" => value.clone_into(&mut self.kind),
            // Some programs follow a mistake in the standard.
            "warc-target-uri" => value.trim_matches(['<', '>']).clone_into(&mut self.uri),
            "content-length" => self.length = Some(value.chars().take(40).collect()),
            "content-type" => self.content_type = value.to_ascii_lowercase(),
            "warc-identified-payload-type" => self.payload_type = value.to_ascii_lowercase(),
            "warc-truncated" => self.truncated = Some(value.chars().take(40).collect()),
            "warc-segment-number" => self.is_segment = true,
            _ => {}
        }
    }

    /// Returns the page that a record with this header and body is. Of a body that is too long only the beginning is there.
    fn page(&self, body: &[u8], is_whole: bool, place: &str) -> Result<RawPage, Fault> {
        match &*self.kind {
            "response" => self.response(body, is_whole, place),
            "conversion" if self.content_type.starts_with("text/plain") || self.content_type.is_empty() => {
                self.ensure_whole(is_whole && body.len() <= page::LONGEST, page::LONGEST as u64)?;
                self.raw_page(place, InputFormat::Text, charset_of(&self.content_type), body.to_vec())
            }
            "conversion" => Err(Fault::PassedOver("conversions that are no text")),
            "request" => Err(Fault::PassedOver("request records")),
            "metadata" => Err(Fault::PassedOver("metadata records")),
            "warcinfo" => Err(Fault::PassedOver("warcinfo records")),
            "revisit" => Err(Fault::PassedOver("revisit records")),
            "resource" => Err(Fault::PassedOver("resource records")),
            _ => Err(Fault::PassedOver("other records")),
        }
    }

    fn response(&self, body: &[u8], is_whole: bool, place: &str) -> Result<RawPage, Fault> {
        if !self.content_type.is_empty() && !self.content_type.starts_with("application/http") {
            return Err(Fault::PassedOver("responses that are no web page"));
        }
        let response = Response::parse(body);
        let response = response.ok_or_else(|| self.rejected("the head of the response cannot be read"))?;
        if response.status != 200 {
            return Err(Fault::PassedOver("responses without a page"));
        }
        let media_type = response.media_type.as_deref().unwrap_or(&self.payload_type);
        if !matches!(media_type, "text/html" | "application/xhtml+xml" | "") {
            return Err(Fault::PassedOver("responses that are no web page"));
        }
        self.ensure_whole(is_whole, HTML_LIMIT)?;
        let bytes = response.page(HTML_LIMIT).map_err(|reason| self.rejected(&reason))?;
        self.ensure_whole(bytes.len() as u64 <= HTML_LIMIT, HTML_LIMIT)?;
        if media_type.is_empty() && InputFormat::detect("-", &bytes) != Some(InputFormat::Html) {
            return Err(Fault::PassedOver("responses that are no web page"));
        }
        self.raw_page(place, InputFormat::Html, response.charset, bytes)
    }

    /// Refuses half a page: its table would be taken for all there is.
    fn ensure_whole(&self, is_whole: bool, limit: u64) -> Result<(), Fault> {
        if !is_whole {
            return Err(self.rejected(&format!("the page is longer than {} MiB", limit / MIB)));
        }
        if let Some(why) = &self.truncated {
            return Err(self.rejected(&format!("the crawler cut the page off (WARC-Truncated: {why})")));
        }
        if self.is_segment {
            return Err(self.rejected("the page goes on in other records, which versus does not put together"));
        }
        Ok(())
    }

    fn raw_page(
        &self,
        place: &str,
        format: InputFormat,
        charset: Option<String>,
        bytes: Vec<u8>,
    ) -> Result<RawPage, Fault> {
        if self.uri.len() > name::LONGEST {
            return Err(Fault::Rejected("its WARC-Target-URI is too long to be one".to_owned()));
        }
        // No path and no URL holds a NUL.
        let uri = self.uri.replace('\0', "");
        let is_part = uri.is_empty();
        let source = if is_part { place.to_owned() } else { uri };
        Ok(RawPage { source, place: place.to_owned(), line: 1, is_part, path: None, format, charset, bytes })
    }

    fn rejected(&self, reason: &str) -> Fault {
        let uri: String = self.uri.chars().take(name::LONGEST).collect();
        Fault::Rejected(if uri.is_empty() { reason.to_owned() } else { format!("{reason}: {uri}") })
    }
}

/// A reader that takes bytes back.
struct Unreading {
    again: Vec<u8>,
    /// How many of them were read again.
    at: usize,
    inner: Box<dyn BufRead + Send>,
}

impl Unreading {
    fn unread(&mut self, mut bytes: Vec<u8>) {
        bytes.extend_from_slice(&self.again[self.at..]);
        (self.again, self.at) = (bytes, 0);
    }

    /// Returns the next bytes without taking them; fewer at the end of the file.
    fn peek(&mut self, length: usize) -> io::Result<Vec<u8>> {
        if let Some(bytes) = self.again.get(self.at..self.at + length) {
            return Ok(bytes.to_vec());
        }
        let mut bytes = Vec::new();
        let read = self.take(length as u64).read_to_end(&mut bytes);
        self.unread(bytes.clone());
        read.map(|_| bytes)
    }

    /// Passes over bytes as long as `is_passed`, and returns the first few of them.
    fn skip(&mut self, is_passed: fn(u8) -> bool) -> io::Result<Vec<u8>> {
        let mut first = Vec::new();
        loop {
            let buffer = self.fill_buf()?;
            let passed = buffer.iter().position(|byte| !is_passed(*byte)).unwrap_or(buffer.len());
            first.extend_from_slice(&buffer[..passed.min(64_usize.saturating_sub(first.len()))]);
            let is_over = passed < buffer.len() || buffer.is_empty();
            self.consume(passed);
            if is_over {
                return Ok(first);
            }
        }
    }
}

impl Read for Unreading {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Unreading {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.again.len() { Ok(&self.again[self.at..]) } else { self.inner.fill_buf() }
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.again.len() {
            self.at += amount;
        } else {
            self.inner.consume(amount);
        }
        if self.at >= self.again.len() {
            (self.again, self.at) = (Vec::new(), 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;

    use super::*;

    const HTML: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=koi8-r\r\n\r\n<p>";

    fn record(kind: &str, fields: &str, body: &[u8]) -> Vec<u8> {
        let length = body.len();
        record_of_length(kind, fields, &length.to_string(), body)
    }

    fn record_of_length(kind: &str, fields: &str, length: &str, body: &[u8]) -> Vec<u8> {
        let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{fields}Content-Length: {length}\r\n\r\n");
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    }

    fn response(uri: &str, page: &str) -> Vec<u8> {
        let fields = format!("WARC-Target-URI: {uri}\r\nContent-Type: application/http;msgtype=response\r\n");
        record("response", &fields, format!("{HTML}{page}").as_bytes())
    }

    fn read_from(reader: Box<dyn BufRead + Send>) -> (Vec<(String, String)>, String) {
        let mut passed_over = PassedOver::default();
        let mut records = Records::new("a".to_owned(), reader);
        let mut all = Vec::new();
        while let Some(record) = records.next(&mut passed_over) {
            all.push(match record {
                Ok(page) => (page.source, String::from_utf8_lossy(&page.bytes).into_owned()),
                Err(Unreadable { place, rejection }) => (place, rejection.reason),
            });
        }
        (all, if passed_over.is_empty() { String::new() } else { passed_over.to_string() })
    }

    /// Returns what comes of an archive, which arrives in small pieces: source and page, or place and reason.
    fn read(archive: &[u8]) -> Vec<(String, String)> {
        read_from(Box::new(BufReader::with_capacity(7, Cursor::new(archive.to_vec())))).0
    }

    fn of(records: &[(&str, &str)]) -> Vec<(String, String)> {
        records.iter().map(|(place, text)| ((*place).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn pages_and_texts_are_read_and_all_else_is_counted() {
        let uri = "WARC-Target-URI: <https://example.org/b>\r\n";
        let picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG";
        let gone = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone";
        let bare = b"HTTP/1.1 200\r\n\r\n<!doctype html><p>";
        let archive = [
            record("warcinfo", "", b"software: x\r\n\r\nx"),
            record("request", uri, b"GET / HTTP/1.1\r\n\r\n"),
            response("https://example.org/a", "one"),
            record("response", uri, picture),
            record("response", uri, gone),
            record("response", "Content-Type: text/dns\r\n", b"x"),
            record("response", "WARC-Identified-Payload-Type: image/png\r\n", bare),
            record("response", "", bare),
            record("conversion", &format!("{uri}Content-Type: text/plain\r\n"), b"two\n"),
            record("conversion", &format!("{uri}Content-Type: image/png\r\n"), b"x"),
            record("no such", uri, b""),
            // Written by less careful programs.
            b"\n\nwarc/1.0".iter().skip(10).copied().collect(),
        ]
        .concat();
        let (pages, passed_over) = read_from(Box::new(Cursor::new(archive)));
        let expected =
            [("https://example.org/a", "<p>one"), ("a#8", "<!doctype html><p>"), ("https://example.org/b", "two\n")];
        assert_eq!(pages, of(&expected));
        assert_eq!(
            passed_over,
            "3 responses that are no web page, 1 conversions that are no text, 1 other records, 1 request records, \
             1 responses without a page, 1 warcinfo records passed over"
        );
    }

    #[test]
    fn what_was_said_of_a_page_comes_with_it() {
        let mut records = Records::new("a".to_owned(), Box::new(Cursor::new(response("https://example.org/a", ""))));
        let page = records.next(&mut PassedOver::default()).unwrap().unwrap();
        assert_eq!((page.charset.as_deref(), page.format), (Some("koi8-r"), InputFormat::Html));
        assert_eq!((&*page.place, page.line, page.path), ("a#1", 1, None));
    }

    #[test]
    fn a_length_that_is_wrong_costs_its_record_only() {
        let (before, after) = (response("https://example.org/a", "one"), response("https://example.org/b", "two"));
        for length in [
            "",
            "-1",
            "0x10",
            "1e9",
            "99999999999999999999",
            "0",
            "5",
            "200",
            "500",
            "40000000",
            "18446744073709551615",
        ] {
            let body = format!("{HTML}page\nWARC stands here\n");
            let wrong = record_of_length("response", "", length, body.as_bytes());
            let read = read(&[&*before, &wrong, &after].concat());
            assert_eq!(read.len(), 3, "{length}: {read:?}");
            assert_eq!((&*read[0].1, &*read[1].0, &*read[2].1), ("<p>one", "a#2", "<p>two"), "{length}");
            assert!(read[1].1.starts_with("it"), "{length}: {}", read[1].1);
        }
        let missing = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n";
        assert_eq!(read(&[&missing[..], &after].concat())[0].1, "its Content-Length, ``, is no length");
        assert_eq!(read(&before[..before.len() - 8])[0].1, "it is not as long as its Content-Length, 66, states");
    }

    #[test]
    fn what_is_no_record_is_named_once_and_passed_over() {
        let page = response("https://example.org/a", "one");
        let noise = b"noise\nWARCs\n more WARC/1.0 noise\n";
        let named = "what stands below record 0 is none: it was not read";
        let archive = [noise, &*page, b"more\n", &page].concat();
        let below = "what stands below record 1 is none: it was not read";
        let expected =
            [("a", named), ("https://example.org/a", "<p>one"), ("a", below), ("https://example.org/a", "<p>one")];
        // The one record is as long as it states only without what follows.
        let read_anew = read(&archive);
        assert_eq!(read_anew[0], of(&expected)[0]);
        assert_eq!(read_anew.last(), of(&expected).last());
        assert_eq!(read(b""), []);
        assert_eq!(
            read(&[&b"WARC/1.0\r\n"[..], &b"a: b\r\n".repeat(20_000)].concat())[0].1,
            "its header is too long to be one"
        );
        assert_eq!(read(b"WARC/1.0\r\nWARC-Type: a"), of(&[("a#1", "the file ends within the record")]));
    }

    #[test]
    fn half_a_page_is_refused() {
        let uri = "WARC-Target-URI: https://example.org/a\r\n";
        let of = |fields: &str, body: &[u8]| read(&record("response", &format!("{uri}{fields}"), body))[0].1.clone();
        let html = HTML.as_bytes();
        assert_eq!(
            of("WARC-Truncated: length\r\n", html),
            "the crawler cut the page off (WARC-Truncated: length): https://example.org/a"
        );
        assert!(of("WARC-Segment-Number: 1\r\n", html).starts_with("the page goes on in other records"));
        assert!(of("", b"no head").starts_with("the head of the response cannot be read: https"));
        let long = [html, &vec![b'x'; 34 * 1024 * 1024]].concat();
        assert_eq!(of("", &long), "the page is longer than 32 MiB: https://example.org/a");
        let text = record("conversion", "", &vec![b'x'; page::LONGEST + 1]);
        assert_eq!(read(&text)[0].1, "the page is longer than 8 MiB");
        let long_uri = format!("WARC-Target-URI: https://example.org/{}\r\n", "a".repeat(name::LONGEST));
        assert_eq!(read(&record("response", &long_uri, html))[0].1, "its WARC-Target-URI is too long to be one");
    }

    #[test]
    fn a_damaged_member_costs_its_record_only() {
        let gzip = |bytes: &[u8]| {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        };
        let members: Vec<Vec<u8>> =
            (0..4).map(|n| gzip(&response(&format!("https://example.org/{n}"), &"page ".repeat(50)))).collect();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.warc.gz");
        let read_file = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            read_from(crate::command::shared::compressed::open(&path).unwrap()).0
        };
        let sources = |records: &[(String, String)]| -> Vec<String> {
            records.iter().map(|(source, _)| source.replace("https://example.org/", "")).collect()
        };
        assert_eq!(sources(&read_file(&members.concat())), ["0", "1", "2", "3"]);
        for at in [3, 12, 40, members[1].len() - 6] {
            let mut broken = members.clone();
            broken[1][at] ^= 0x5a;
            let read = read_file(&broken.concat());
            assert_eq!(sources(&read).last().map(String::as_str), Some("3"), "{at}: {read:?}");
            assert!(
                sources(&read).contains(&"0".to_owned()) && sources(&read).contains(&"2".to_owned()),
                "{at}: {read:?}"
            );
            let named: Vec<_> = read.iter().filter(|(_, reason)| reason.starts_with("cannot be read")).collect();
            assert_eq!(named.len(), 1, "{at}: {read:?}");
        }
        let cut = members.concat();
        let read = read_file(&cut[..cut.len() - 20]);
        assert_eq!((sources(&read).len(), read[3].1.starts_with("cannot be read")), (4, true), "{read:?}");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_to_an_end(pieces in prop::collection::vec((0_usize..8, prop::collection::vec(any::<u8>(), 0..20), "[0-9]{0,3}"), 0..8)) {
            let mut archive = Vec::new();
            for (kind, noise, length) in pieces {
                archive.extend(match kind {
                    0 => noise,
                    1 => record_of_length("response", "", &length, &noise),
                    2 => b"WARC/1.0\r\n".to_vec(),
                    3 => b"\r\n\r\n".to_vec(),
                    4 => record("conversion", "", &noise),
                    5 => record_of_length("conversion", "", &length, &response("https://example.org/a", "x")),
                    6 => format!("Content-Length: {length}\r\n").into_bytes(),
                    _ => response("https://example.org/a", &length),
                });
            }
            let read = read(&archive);
            prop_assert!(read.len() <= archive.len());
            // What follows is found, whatever went before: further off than any length above reaches, since a wrong
            // length takes what follows for its own.
            let more = [&*archive, &b"\r\n".repeat(600), &response("https://example.org/last", "last")].concat();
            let last = self::read(&more).pop().map(|(_, page)| page);
            prop_assert_eq!(last.as_deref(), Some("<p>last"));
        }
    }
}
