//! What a request asks for: its path, its query, the form that came with it, and in which format the answer is to be.

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use percent_encoding::percent_decode_str;
use url::form_urlencoded;

use super::problem::Problem;
use super::site::Site;
use crate::output::Format;

/// A request, as the pages need it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The parts of its path, decoded.
    pub path: Vec<String>,
    query: Vec<(String, String)>,
    /// How rows are to be written; `None` for a page.
    pub format: Option<Format>,
    /// The path as it came, without the ending that names the format.
    pub raw_path: String,
    /// The query as it came, with its question mark; empty where there is none.
    raw_query: String,
    /// What tags the state of the base from which it is answered, or an earlier one: see `Site::tag`.
    pub state: String,
    /// The tag of the state that whoever asks has already.
    pub known_tag: Option<String>,
    /// Whether reports can be filed.
    pub may_report: bool,
    /// Who decides, where somebody may.
    pub editor: Option<String>,
}

/// The endings of addresses that ask for rows instead of a page.
const ENDINGS: [(&str, Format); 2] = [(".csv", Format::Csv), (".json", Format::Json)];

/// The longest address, in bytes.
const LONGEST: usize = 8 * 1024;

/// The most words of a name or search. Each is looked for in all names.
const WORDS: usize = 32;

/// The fields of a query that are looked for.
const NAMES: [&str; 5] = ["q", "a", "b", "figure", "attribute"];

/// Takes the ending that names a format off an address, and notes the format.
pub fn split_format(mut request: Request) -> Request {
    // `/figures/` is `/figures`.
    let whole = request.uri().path();
    let path = whole.trim_end_matches('/');
    let path = if path.is_empty() { whole } else { path };
    let found = ENDINGS.iter().find_map(|(ending, format)| Some((path.strip_suffix(ending)?, *format)));
    let found = found.filter(|(path, _)| !path.is_empty() && !path.ends_with('/'));
    let (path, format) = found.map_or((path, None), |(path, format)| (path, Some(format)));
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    if let Ok(rest) = format!("{path}{query}").parse::<PathAndQuery>() {
        *request.uri_mut() = Uri::from(rest);
        format.map(|format| request.extensions_mut().insert(format));
    }
    request
}

impl Asked {
    /// Fails where an address is too long, or asks for a name of more words than any has.
    pub fn ensure_short(&self) -> Result<(), Problem> {
        if self.raw_path.len() + self.raw_query.len() > LONGEST {
            let hint = "ask for less in one address";
            return Err(Problem::new(StatusCode::URI_TOO_LONG, "the address is too long", hint));
        }
        let words = |text: &str| text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        let names = NAMES.iter().map(|name| self.get(name)).chain(self.path.iter().map(String::as_str));
        if names.into_iter().any(|name| words(name) > WORDS) {
            let message = format!("more than {WORDS} words are too many to look for");
            return Err(Problem::new(StatusCode::BAD_REQUEST, message, "use fewer"));
        }
        Ok(())
    }

    /// Returns what the query says of a name, without the spaces around it; empty where it says nothing.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        value(&self.query, name)
    }

    /// Returns the same, `None` where it says nothing.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// Tells whether the query has a name, with or without a value.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.query.iter().any(|(key, _)| key == name)
    }

    /// Returns a part of the path; empty where there is none.
    #[must_use]
    pub fn part(&self, at: usize) -> &str {
        self.path.get(at).map_or("", String::as_str)
    }

    /// Returns which page of a list is asked for, from 1.
    #[must_use]
    pub fn page(&self) -> usize {
        self.get("page").parse().unwrap_or(1).clamp(1, 1_000_000)
    }

    /// Returns the address of the same in another format.
    #[must_use]
    pub fn in_format(&self, format: Format) -> String {
        let path = if self.raw_path == "/" { "/index" } else { &self.raw_path };
        format!("{path}.{}{}", format.as_str(), self.raw_query)
    }

    /// Returns the address of the same page with another value in its query; without it where the value is empty.
    #[must_use]
    pub fn with(&self, name: &str, value: Option<&str>) -> String {
        let others =
            self.query.iter().filter(|(key, _)| key != name).map(|(key, value)| (key.as_str(), value.as_str()));
        let mut text = form_urlencoded::Serializer::new(String::new());
        text.extend_pairs(others.chain(value.map(|value| (name, value))));
        let text = text.finish();
        if text.is_empty() { self.raw_path.clone() } else { format!("{}?{text}", self.raw_path) }
    }

    /// Returns the address of the same under another path.
    #[must_use]
    pub fn at(&self, path: &str) -> String {
        format!("{}{}", self.in_asked_format(path), self.raw_query)
    }

    /// Returns a path with the ending of the format that is asked for.
    #[must_use]
    pub fn in_asked_format(&self, path: &str) -> String {
        self.format.map_or_else(|| path.to_owned(), |format| format!("{path}.{}", format.as_str()))
    }
}

/// Returns what pairs say of a name last, without the spaces around it.
fn value<'p>(pairs: &'p [(String, String)], name: &str) -> &'p str {
    pairs.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

impl FromRequestParts<Site> for Asked {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        let raw_path = parts.uri.path().to_owned();
        let query = pairs(parts.uri.query().unwrap_or_default().as_bytes());
        let decode = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
        Ok(Self {
            path: raw_path.split('/').filter(|part| !part.is_empty()).map(decode).collect(),
            format: parts.extensions.get().copied(),
            raw_query: parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default(),
            state: String::new(),
            known_tag: text(&parts.headers, header::IF_NONE_MATCH),
            // What is stated may read otherwise by now, and a report is on what reads now.
            may_report: site.may_report() && !query.iter().any(|(name, _)| name == "as-stated"),
            editor: site.editor().map(str::to_owned),
            query,
            raw_path,
        })
    }
}

fn pairs(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// Returns a header that is text.
pub fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// The fields of a form that was sent.
#[derive(Debug, Clone, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads a form. Line breaks come as `\r\n` from browsers, whatever was typed.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        let mut fields = pairs(body);
        for (_, value) in &mut fields {
            *value = as_sent(value);
        }
        Self(fields)
    }

    /// Returns a form that holds these fields.
    #[must_use]
    pub fn with(fields: &[(&str, &str)]) -> Self {
        Self(fields.iter().map(|(name, value)| ((*name).to_owned(), as_sent(value))).collect())
    }

    /// Returns what a field holds, without the spaces around it; `None` for nothing.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.sent(name).filter(|value| !value.is_empty())
    }

    /// Returns the same, and of a field that was sent empty that.
    #[must_use]
    pub fn sent(&self, name: &str) -> Option<&str> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.trim())
    }
}

/// Returns a text as it comes back from a form: browsers take every end of a line for `\r\n`, which is one line break.
#[must_use]
pub fn as_sent(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
