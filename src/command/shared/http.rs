//! What a server sent, taken apart: the head of a response, and its page without what it was wrapped in on the way.

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use httparse::{ParserConfig, Status};

use crate::page::charset_of;

/// The most header fields of a response. Browsers stop at about as many.
const MOST_FIELDS: usize = 256;
/// The longest head, in bytes.
const LONGEST_HEAD: usize = 256 * 1024;

/// A response, taken apart as far as is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Response<'a> {
    pub(super) status: u16,
    /// In small letters and without parameters.
    pub(super) media_type: Option<String>,
    pub(super) charset: Option<String>,
    /// How the page was compressed, in the order in which that was done.
    codings: Vec<String>,
    is_chunked: bool,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// Takes a response apart; `None` when it has no head that can be read.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        // Crawlers write versions that are not written on a wire.
        let version = bytes.iter().take(20).position(|byte| *byte == b' ').filter(|_| bytes.starts_with(b"HTTP/"))?;
        let end = bytes.len().min(LONGEST_HEAD);
        let head = [b"HTTP/1.1", &bytes[version..end]].concat();
        let mut fields = [httparse::EMPTY_HEADER; MOST_FIELDS];
        let mut response = httparse::Response::new(&mut fields);
        let mut config = ParserConfig::default();
        config.allow_spaces_after_header_name_in_responses(true);
        config.allow_obsolete_multiline_headers_in_responses(true);
        config.ignore_invalid_headers_in_responses(true);
        let Ok(Status::Complete(length)) = config.parse_response(&mut response, &head) else {
            return None;
        };
        let field = |name: &str| {
            let field = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
            Some(String::from_utf8_lossy(field.value).to_ascii_lowercase())
        };
        let list = |text: String| -> Vec<String> {
            text.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
        };
        let content_type = field("content-type");
        let media_type = content_type.as_deref().and_then(|text| text.split(';').next()).map(str::trim);
        Some(Self {
            status: response.code?,
            media_type: media_type.filter(|text| !text.is_empty()).map(str::to_owned),
            charset: content_type.as_deref().and_then(charset_of),
            codings: field("content-encoding").map(list).unwrap_or_default(),
            is_chunked: field("transfer-encoding").is_some_and(|text| text.contains("chunked")),
            body: &bytes[(length - "HTTP/1.1".len() + version).min(bytes.len())..],
        })
    }

    /// Returns the page, at most `limit` bytes and one more; or why it cannot be had.
    pub(super) fn page(&self, limit: u64) -> Result<Vec<u8>, String> {
        let mut page = if self.is_chunked { unchunked(self.body)? } else { Cow::Borrowed(self.body) };
        for coding in self.codings.iter().rev() {
            // Many archives hold the page as it was meant, below the head as it was sent.
            if is_plain(&page) {
                break;
            }
            let unpacked = match &**coding {
                "identity" => continue,
                "gzip" | "x-gzip" => unpacked(MultiGzDecoder::new(&*page), limit),
                "deflate" if is_zlib(&page) => unpacked(ZlibDecoder::new(&*page), limit),
                "deflate" => unpacked(DeflateDecoder::new(&*page), limit),
                other => return Err(format!("the page is compressed with `{other}`, which versus does not read")),
            };
            page =
                unpacked.map_err(|error| format!("the page, compressed with `{coding}`, is damaged: {error}"))?.into();
        }
        Ok(page.into_owned())
    }
}

/// Answers whether this is a web page, and nothing compressed.
fn is_plain(page: &[u8]) -> bool {
    let bare = page.strip_prefix("\u{feff}".as_bytes()).unwrap_or(page).trim_ascii_start();
    bare.is_empty() || bare.starts_with(b"<")
}

/// The two bytes with which zlib begins are a multiple of 31. Servers send what is without them, too.
fn is_zlib(page: &[u8]) -> bool {
    matches!(page, [first, second, ..] if first & 15 == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

fn unpacked(reader: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    reader.take(limit + 1).read_to_end(&mut page)?;
    Ok(page)
}

/// Returns the chunks of a body as one. Archives may have put them together and kept the head: then it begins with no size.
fn unchunked(body: &[u8]) -> Result<Cow<'_, [u8]>, String> {
    let mut page = Vec::new();
    let mut rest = body;
    loop {
        let size = match httparse::parse_chunk_size(rest) {
            Ok(Status::Complete((at, size))) => {
                usize::try_from(size).ok().and_then(|size| Some((at, at.checked_add(size)?)))
            }
            _ if rest.len() == body.len() => return Ok(Cow::Borrowed(body)),
            _ => None,
        };
        match size {
            Some((at, end)) if at == end => return Ok(Cow::Owned(page)),
            Some((at, end)) if end <= rest.len() => {
                page.extend_from_slice(&rest[at..end]);
                rest = &rest[end..];
                rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
            }
            _ => return Err("the page was sent in chunks, and one of them is broken".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use proptest::prelude::*;

    use super::*;

    fn response(fields: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 200 OK\r\n{fields}\r\n").as_bytes(), body].concat()
    }

    fn page(fields: &str, body: &[u8]) -> Result<String, String> {
        let bytes = response(fields, body);
        Response::parse(&bytes).unwrap().page(1000).map(|page| String::from_utf8(page).unwrap())
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn the_head_says_what_the_page_is() {
        let bytes =
            response("content-TYPE : Text/HTML; Charset=\"KOI8-R\"\r\nX: \u{ff}\r\n y\r\nbad header\r\n", b"<p>");
        let head = Response::parse(&bytes).unwrap();
        assert_eq!(
            (head.status, head.media_type.as_deref(), head.charset.as_deref()),
            (200, Some("text/html"), Some("koi8-r"))
        );
        assert_eq!(head.body, b"<p>");
        for odd in ["HTTP/2 200\r\n\r\n<p>", "HTTP/1.0 200 OK\n\n<p>", "HTTP/1.1 200 D\u{e9}j\u{e0}\r\nA: b\n\n<p>"] {
            let head = Response::parse(odd.as_bytes()).unwrap_or_else(|| panic!("{odd}"));
            assert_eq!((head.status, head.body), (200, &b"<p>"[..]), "{odd}");
        }
        for none in ["", "<p>", "HTTP/1.1", "HTTP/1.1 200 OK\r\nA: b\r\n", "HTTP/1.1 x OK\r\n\r\n"] {
            assert_eq!(Response::parse(none.as_bytes()), None, "{none}");
        }
    }

    #[test]
    fn the_page_is_taken_out_of_what_it_was_wrapped_in() {
        let chunked = "Transfer-Encoding: chunked\r\n";
        assert_eq!(page("", b"<p>a").unwrap(), "<p>a");
        assert_eq!(page(chunked, b"3;x=y\r\n<p>\r\n02\r\nab\r\n0\r\nA: b\r\n\r\n").unwrap(), "<p>ab");
        // The head was kept as it was sent.
        assert_eq!(page(chunked, b"<p>whole").unwrap(), "<p>whole");
        assert_eq!(page("Content-Encoding: br\r\n", b" <p>plain").unwrap(), " <p>plain");
        assert_eq!(page("Content-Encoding: gzip\r\n", b"").unwrap(), "");
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(b"<p>z").unwrap();
        let mut raw = DeflateEncoder::new(Vec::new(), Compression::default());
        raw.write_all(b"<p>d").unwrap();
        assert_eq!(page("Content-Encoding: GZip\r\n", &gzip(b"<p>g")).unwrap(), "<p>g");
        assert_eq!(page("Content-Encoding: deflate\r\n", &zlib.finish().unwrap()).unwrap(), "<p>z");
        assert_eq!(page("Content-Encoding: deflate\r\n", &raw.finish().unwrap()).unwrap(), "<p>d");
        assert_eq!(page("Content-Encoding: identity, gzip,x-gzip\r\n", &gzip(&gzip(b"<p>g"))).unwrap(), "<p>g");
        let packed = gzip(b"<p>g");
        let both = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
        assert_eq!(page(&format!("{chunked}Content-Encoding: gzip\r\n"), &both).unwrap(), "<p>g");
    }

    #[test]
    fn what_cannot_be_had_is_named() {
        let of = |fields: &str, body: &[u8]| page(fields, body).unwrap_err();
        let br = "the page is compressed with `br`, which versus does not read";
        assert_eq!(of("Content-Encoding: br\r\n", b"\x0b\x02"), br);
        let damaged = of("Content-Encoding: gzip\r\n", &gzip(b"<p>g")[..15]);
        assert!(damaged.starts_with("the page, compressed with `gzip`, is damaged: "), "{damaged}");
        let chunk = "the page was sent in chunks, and one of them is broken";
        for body in ["3\r\n<p>\r\nx", "3\r\n<p>\r\n", "9\r\n<p>", "3\r\n<p>\r\nffffffffffffffff\r\nx"] {
            assert_eq!(of("Transfer-Encoding: chunked\r\n", body.as_bytes()), chunk, "{body}");
        }
    }

    #[test]
    fn no_more_is_unpacked_than_a_page_may_have() {
        let bytes = response("Content-Encoding: gzip\r\n", &gzip(&vec![b' '; 1_000_000]));
        assert_eq!(Response::parse(&bytes).unwrap().page(1000).unwrap().len(), 1001);
    }

    proptest! {
        #[test]
        fn chunks_are_put_together(chunks in prop::collection::vec("[<a\r\n]{1,20}", 1..5)) {
            let body = chunks.iter().fold(String::new(), |body, chunk| body + &format!("{:x}\r\n{chunk}\r\n", chunk.len()));
            let read = page("Transfer-Encoding: chunked\r\n", format!("{body}0\r\n\r\n").as_bytes());
            prop_assert_eq!(read.unwrap(), chunks.concat());
        }

        #[test]
        fn any_response_is_read_or_refused(head in "[a-z:,; -]{0,30}", body in prop::collection::vec(any::<u8>(), 0..60)) {
            for coding in ["gzip", "deflate", "br", "chunked"] {
                let fields = format!("Content-Encoding: {coding}\r\nTransfer-Encoding: {coding}\r\n{head}\r\n");
                if let Some(response) = Response::parse(&response(&fields, &body)) {
                    let _ = response.page(1000);
                }
            }
            let _ = Response::parse(&body);
        }
    }
}
