//! A record of an archive: whether it is a page, and which. Where records begin and end is not its business.

use std::io;

use crate::command::shared::bounded_lines::MIB;
use crate::command::shared::http::Response;
use crate::command::shared::raw_page::RawPage;
use crate::name;
use crate::page::{self, InputFormat, charset_of};

/// The most bytes of a web page.
const HTML_LIMIT: u64 = 32 * MIB;

/// Why a record is no page.
pub(super) enum Fault {
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

/// The fields of a record's header that count.
#[derive(Debug, Default)]
pub(super) struct Header {
    kind: String,
    uri: String,
    pub length: Option<String>,
    content_type: String,
    payload_type: String,
    truncated: Option<String>,
    is_segment: bool,
}

impl Header {
    /// Takes in a line of the header.
    pub fn add(&mut self, line: &str) {
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
    pub fn page(&self, body: &[u8], is_whole: bool, place: &str) -> Result<RawPage, Fault> {
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
