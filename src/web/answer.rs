//! From what a page says to what goes to a browser: pages, rows, other addresses, problems.

use axum::body::Bytes;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::asked::Asked;
use super::layout::{self, Frame};
use super::problem::Problem;
use crate::error::Result;
use crate::output::{Format, Output, Settings};

/// The most bytes of rows in one answer.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The most rows of a list in one answer, where they are for programs.
pub const ROWS: usize = 10_000;

/// Says that there are more rows than an answer has.
const MORE_ROWS: HeaderName = HeaderName::from_static("x-more-rows");

/// What is answered.
#[derive(Debug)]
pub enum Answer {
    /// A page: its title and what stands there.
    Page(String, Markup),
    /// The same with a status of its own, for what was refused.
    Refused(StatusCode, String, Markup),
    /// Rows, and whether there are more than these.
    Rows(Format, Vec<u8>, bool),
    /// Names, for the script.
    Names(String),
    /// It is at another address.
    At(String),
    /// What was sent is done, and is to be seen there.
    Done(String),
}

/// Returns rows in a format.
pub fn rows(format: Format, write: impl FnOnce(&mut Output) -> Result<usize>) -> Result<Answer, Problem> {
    let mut bytes = Vec::new();
    let settings = Settings { format, width: 80, color: false, terminal: false, spreadsheet: false };
    let mut output = Output::new(Box::new(&mut bytes), settings);
    output.warn = false;
    output.set_ceiling(LARGEST);
    output.listing.limit = Some(ROWS);
    write(&mut output)?;
    output.flush()?;
    let is_more = output.is_more();
    drop(output);
    Ok(Answer::Rows(format, bytes, is_more))
}

impl Answer {
    /// Returns what goes to the browser.
    #[must_use]
    pub fn into_response(self, asked: &Asked) -> Response {
        match self {
            Self::Page(title, body) => page(StatusCode::OK, &title, &body, asked),
            Self::Refused(status, title, body) => page(status, &title, &body, asked),
            Self::Rows(format, bytes, is_more) => {
                let kind =
                    if format == Format::Json { "application/json" } else { "text/csv; charset=utf-8; header=present" };
                let mut response = typed(kind, bytes);
                if is_more {
                    response.headers_mut().insert(MORE_ROWS, HeaderValue::from_static("yes"));
                }
                response
            }
            Self::Names(json) => typed("application/json", json),
            Self::At(address) => redirect(StatusCode::FOUND, &address),
            Self::Done(address) => redirect(StatusCode::SEE_OTHER, &address),
        }
    }
}

impl Problem {
    /// Returns what goes to the browser.
    #[must_use]
    pub fn into_response(self, asked: &Asked) -> Response {
        let Self { status, message, hint, names, .. } = self;
        if asked.format.is_some() {
            let object = serde_json::json!({ "error": message, "hint": hint });
            return (status, typed("application/json", object.to_string())).into_response();
        }
        let body = html! {
            h1 { (layout::sentence(&message)) }
            @if !names.is_empty() {
                p { "Did you mean one of these?" }
                ul { @for name in &names { li { a href=(super::links::with_query("/search", &[("q", name)])) { (name) } } } }
            } @else if !hint.is_empty() {
                p { (layout::sentence(&hint)) }
            }
        };
        page(status, &message, &body, asked)
    }
}

fn page(status: StatusCode, title: &str, body: &Markup, asked: &Asked) -> Response {
    let frame = Frame { title, asked };
    let html = frame.around(body).into_string();
    (status, typed("text/html; charset=utf-8", html)).into_response()
}

/// Returns something of a kind.
pub fn typed(kind: &'static str, content: impl Into<Bytes>) -> Response {
    let mut response = Response::new(content.into().into());
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

fn redirect(status: StatusCode, address: &str) -> Response {
    match HeaderValue::from_str(address) {
        Ok(address) => (status, [(header::LOCATION, address)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
