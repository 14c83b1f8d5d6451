//! What every request passes and every answer gets: names that are answered, writes of own pages only, and the headers by
//! which browsers hold pages to what they are.

use std::net::SocketAddr;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::site::Site;

/// Who is connected.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// What browsers are told of every answer. Nothing stands in a page itself but text: styles and script are files of their own.
const HEADERS: [(HeaderName, &str); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Not `no-referrer`: browsers then say `null` where a form comes from.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    (header::CACHE_CONTROL, "private, no-cache"),
];

/// Lets a request pass, or answers it.
pub async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = match refused(&site, &request) {
        Some((status, words)) => (status, words).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refused(site: &Site, request: &Request) -> Option<(StatusCode, &'static str)> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    // What the request's own line names, where it names a host, is what is meant.
    let in_line = request.uri().authority().map(axum::http::uri::Authority::as_str);
    let is_known = host.is_some_and(|host| site.hosts().is_one(host))
        && in_line.is_none_or(|host| site.hosts().is_one(host))
        && hosts.next().is_none();
    if !is_known {
        return Some((StatusCode::MISDIRECTED_REQUEST, "These pages do not go by that name.\n"));
    }
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    if !is_read && *request.method() != Method::POST {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "Pages are read, and forms are sent.\n"));
    }
    if !is_read && !site.hosts().is_own(request.headers()) {
        return Some((StatusCode::FORBIDDEN, "Only forms of these pages are taken.\n"));
    }
    None
}
