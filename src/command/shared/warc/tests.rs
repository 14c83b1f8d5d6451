use std::io::{BufReader, Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;
use crate::name;
use crate::page::{self, InputFormat};

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
    for length in
        ["", "-1", "0x10", "1e9", "99999999999999999999", "0", "5", "200", "500", "40000000", "18446744073709551615"]
    {
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
        assert!(sources(&read).contains(&"0".to_owned()) && sources(&read).contains(&"2".to_owned()), "{at}: {read:?}");
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
