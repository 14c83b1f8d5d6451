//! Which address is which page, and how each request is answered.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use tokio::time::timeout;
use tower::ServiceExt;
use tower_http::catch_panic::CatchPanicLayer;

use super::answer::{Answer, typed};
use super::asked::{Asked, Form, split_format, text};
use super::guard::{Peer, guard};
use super::pages::{attributes, compare, correct, documents, figures, home, log, report, reports, review, search};
use super::pool::LONGEST;
use super::problem::Problem;
use super::site::Site;
use crate::output::Format;
use crate::store::Store;

/// The largest form, in bytes.
const LARGEST_FORM: usize = 64 * 1024;

/// How long a client may take to send a form.
const SENDING: Duration = Duration::from_secs(10);

/// How long a request may take that reads: waiting for its turn, and what is asked of the base.
const READING: Duration = Duration::from_secs(10);

/// The same for one that writes. It waits for other programs that write, as commands do.
const WRITING: Duration = Duration::from_secs(150);

type Question = fn(&mut Store, &Asked) -> Result<Answer, Problem>;
type Change = fn(&mut Store, &Asked, &Form, &str) -> Result<Answer, Problem>;

/// Returns the site as what answers requests. Each must say in a [`Peer`] who sends it.
pub fn app(site: &Site) -> Router {
    let mut routes =
        Router::new()
            .route("/", get(first_page))
            .route("/index", get(first_page))
            .route("/marks", read(home::marks))
            .route("/search", read(search::search))
            .route("/names", read(search::names))
            .route("/figures", read(figures::list))
            .route("/figures/{name}", read(figures::show))
            .route("/attributes", read(attributes::list))
            .route("/attributes/{name}", read(attributes::show))
            .route("/documents", read(documents::list))
            .route("/documents/{slug}", read(documents::show))
            .route("/compare", read(compare::ask))
            .route("/compare/{*names}", get(compare_names))
            .route("/reports", read(reports::list))
            .route("/reports/{number}", read(reports::show))
            .route("/log", read(log::show))
            .route(
                "/style.css",
                get(|headers: HeaderMap| async move {
                    file(&headers, "text/css; charset=utf-8", include_str!("style.css"))
                }),
            )
            .route(
                "/script.js",
                get(|headers: HeaderMap| async move {
                    file(&headers, "text/javascript; charset=utf-8", include_str!("script.js"))
                }),
            )
            .route(
                "/icon.svg",
                get(|headers: HeaderMap| async move { file(&headers, "image/svg+xml", include_str!("icon.svg")) }),
            );
    if site.may_report() {
        routes = routes.route("/report", read(report::ask).post(file_report));
    }
    if site.editor().is_some() {
        routes = routes
            .route("/edit/triage", read(reports::triage))
            .route("/edit/review", read(review::list))
            .route("/edit/correct", read(correct::ask).merge(write(correct::make)))
            .route("/edit/corrected", read(correct::made))
            .route("/edit/reports/{number}/accept", write(reports::accept))
            .route("/edit/reports/{number}/decline", write(reports::decline))
            .route("/edit/reports/{number}/reopen", write(reports::reopen))
            .route("/edit/review/{number}", write(review::settle))
            .route("/edit/unsettle/{number}", write(review::unsettle))
            .route("/edit/revert/{number}", write(correct::revert));
    }
    let routes = routes
        .fallback(|asked: Asked| async move { Problem::not_found().into_response(&asked) })
        .method_not_allowed_fallback(|asked: Asked| async move {
            let problem = "nothing can be sent there";
            Problem::new(StatusCode::METHOD_NOT_ALLOWED, problem, "pages are read, and forms are sent")
                .into_response(&asked)
        })
        .with_state(site.clone());
    // Endings are taken off before routes are looked for, and all else is around that.
    Router::new()
        .fallback_service(routes.map_request(split_format))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(site.clone(), guard))
}

/// Returns a route that answers a question.
fn read(question: Question) -> MethodRouter<Site> {
    get(move |State(site): State<Site>, asked: Asked| async move { answer(&site, asked, question).await })
}

/// `/`
async fn first_page(State(site): State<Site>, asked: Asked) -> Response {
    let counted = site.clone();
    answer(&site, asked, move |store, asked| home::home(store, asked, counted.holdings(store, &asked.state)?)).await
}

/// `/compare/NAME/NAME...`, of which the past has one at a time.
async fn compare_names(State(site): State<Site>, asked: Asked) -> Response {
    let shared = site.clone();
    if !compare::is_of_past(&asked) {
        return answer(&site, asked, move |store, asked| compare::compare(store, asked, &shared)).await;
    }
    // Until it is done, whether or not somebody still waits for it.
    let turn = Arc::clone(site.past()).acquire_owned().await.ok();
    answer(&site, asked, move |store, asked| {
        let _turn = turn;
        compare::compare(store, asked, &shared)
    })
    .await
}

/// Answers a question, or that nothing has changed since it was asked last.
async fn answer(
    site: &Site,
    mut asked: Asked,
    question: impl FnOnce(&mut Store, &Asked) -> Result<Answer, Problem> + Send + 'static,
) -> Response {
    if let Err(problem) = asked.ensure_short() {
        return problem.into_response(&asked);
    }
    // Before the question: what is written meanwhile gives another tag the next time.
    asked.state = match site.tag() {
        Ok(tag) => tag,
        Err(problem) => return problem.into_response(&asked),
    };
    let tag = of_page(&asked);
    let is_known = asked
        .known_tag
        .as_deref()
        .is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag));
    if is_known {
        return tagged(StatusCode::NOT_MODIFIED.into_response(), &tag);
    }
    let shared = asked.clone();
    match in_time(READING, site.pool().read(move |store| question(store, &shared))).await {
        Ok(answer) => tagged(answer.into_response(&asked), &tag),
        Err(problem) => problem.into_response(&asked),
    }
}

/// Returns what came of something, or that it takes too long.
async fn in_time(time: Duration, answer: impl Future<Output = Result<Answer, Problem>>) -> Result<Answer, Problem> {
    timeout(time, answer).await.unwrap_or_else(|_| Err(Problem::slow()))
}

fn told(answer: Result<Answer, Problem>, asked: &Asked) -> Response {
    answer.map_or_else(|problem| problem.into_response(asked), |answer| answer.into_response(asked))
}

/// Returns the tag of a page in a state of the base, so that one that is not there is never taken for unchanged.
fn of_page(asked: &Asked) -> String {
    let mut hasher = DefaultHasher::new();
    asked.in_format(asked.format.unwrap_or(Format::Html)).hash(&mut hasher);
    format!("\"{}-{:x}\"", asked.state, hasher.finish())
}

fn tagged(mut response: Response, tag: &str) -> Response {
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Returns a route that takes a form.
fn write(change: Change) -> MethodRouter<Site> {
    post(move |State(site): State<Site>, asked: Asked, request: Request| async move {
        match form_of(request).await {
            Ok(form) => send(&site, &asked, form, change).await,
            Err(problem) => problem.into_response(&asked),
        }
    })
}

/// Returns the form that a request brings.
async fn form_of(request: Request) -> Result<Form, Problem> {
    let kind = text(request.headers(), header::CONTENT_TYPE).unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with("application/x-www-form-urlencoded") {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "that is no form", "send the form as it is"));
    }
    match timeout(SENDING, to_bytes(request.into_body(), LARGEST_FORM)).await {
        Ok(Ok(body)) => Ok(Form::of(&body)),
        Ok(Err(_)) => {
            let problem = format!("a form of more than {} KiB is not taken", LARGEST_FORM / 1024);
            Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, problem, "write less"))
        }
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "the form did not come in time", "send it again")),
    }
}

async fn send(site: &Site, asked: &Asked, form: Form, change: Change) -> Response {
    let (now, shared) = (site.now(), asked.clone());
    told(in_time(WRITING, site.pool().write(move |store| change(store, &shared, &form, &now))).await, asked)
}

/// `POST /report`, so often a minute.
async fn file_report(State(site): State<Site>, asked: Asked, request: Request) -> Response {
    let peer = request.extensions().get().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Peer(peer)| peer.ip());
    let client = site.hosts().client(peer, request.headers());
    let form = match form_of(request).await {
        Ok(form) => form,
        Err(problem) => return problem.into_response(&asked),
    };
    if site.limiter().lets_pass(client, Instant::now()) {
        let response = send(&site, &asked, form, report::file).await;
        if response.status() == StatusCode::SEE_OTHER {
            site.limiter().count(client, Instant::now());
        }
        return response;
    }
    let refused = in_time(READING, site.pool().read(move |store| report::too_many(store, &form))).await;
    let mut response = told(refused, &asked);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    response
}

/// Answers with a file that is part of the program.
fn file(headers: &HeaderMap, kind: &'static str, content: &'static str) -> Response {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    let tag = format!("\"{:x}\"", hasher.finish());
    if text(headers, header::IF_NONE_MATCH).is_some_and(|known| known.contains(&tag)) {
        return tagged(StatusCode::NOT_MODIFIED.into_response(), &tag);
    }
    tagged(typed(kind, content), &tag)
}

const _: () = assert!(LONGEST.as_secs() < READING.as_secs(), "what was stopped is to be told");
