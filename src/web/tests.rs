//! The pages, asked in this process: what each answers, what is refused, and that no text of a stranger is anything but text.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;
use url::form_urlencoded;

use super::{Hosts, Peer, Settings, Site, app};
use crate::model::Document;
use crate::store::{Access, Importer, Store};

const NOW: &str = "2026-01-02T03:04:05Z";

/// A site over a base of its own.
struct Served {
    app: Router,
    runtime: Runtime,
    path: PathBuf,
    _folder: TempDir,
}

/// What was answered.
#[derive(Debug)]
struct Answered {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answered {
    fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("text"))
    }
}

/// Whom a site lets do what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rights {
    Read,
    Report,
    Decide,
}

impl Served {
    fn new(documents: &[serde_json::Value], rights: Rights) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.db");
        Store::create(&path, |store| {
            store.write(|connection| {
                let mut importer = Importer::new(connection, NOW)?;
                for document in documents {
                    let document: Document = serde_json::from_value(document.clone()).expect("a document");
                    importer.import(&document)?;
                }
                importer.finish(&mut |_| {})
            })
        })
        .expect("a base");
        let listen: SocketAddr = "127.0.0.1:8321".parse().expect("an address");
        let site = Site::new(Settings {
            path: path.clone(),
            may_report: rights != Rights::Read,
            editor: (rights == Rights::Decide).then(|| "Eve".to_owned()),
            hosts: Hosts::new(listen, None).expect("names"),
            now: Some(NOW.to_owned()),
        })
        .expect("a site");
        Self { app: app(&site), runtime: Runtime::new().expect("a runtime"), path, _folder: folder }
    }

    fn send(&self, mut request: Request<Body>) -> Answered {
        request.extensions_mut().get_or_insert(Peer(SocketAddr::from(([127, 0, 0, 1], 50_000))));
        let app = self.app.clone();
        self.runtime.block_on(async move {
            let response = app.oneshot(request).await.expect("an answer");
            let (parts, body) = response.into_parts();
            let body = to_bytes(body, usize::MAX).await.expect("a body");
            let body = String::from_utf8(body.to_vec()).expect("text");
            Answered { status: parts.status, headers: parts.headers, body }
        })
    }

    fn get(&self, address: &str) -> Answered {
        self.send(request(Method::GET, address, &[]))
    }

    fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answered {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let (parts, ()) = request(Method::POST, address, OWN).into_parts();
        self.send(Request::from_parts(parts, body.into()))
    }

    fn store(&self) -> Store {
        Store::open(&self.path, Access::Write).expect("a base")
    }
}

/// What a browser sends with a form of the site's own pages.
const OWN: &[(&str, &str)] = &[
    ("origin", "http://127.0.0.1:8321"),
    ("sec-fetch-site", "same-origin"),
    ("content-type", "application/x-www-form-urlencoded"),
];

fn request<B: Default>(method: Method, address: &str, headers: &[(&str, &str)]) -> Request<B> {
    let mut request = Request::builder().method(method).uri(address);
    if headers.iter().all(|(name, _)| *name != "host") {
        request = request.header(header::HOST, "127.0.0.1:8321");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(B::default()).expect("a request")
}

/// A document about two figures.
fn document(slug: &str, figures: [&str; 2], rows: &[(&str, [&str; 2])]) -> serde_json::Value {
    let rows: Vec<_> = rows
        .iter()
        .zip(1..)
        .map(|((attribute, values), position)| {
            serde_json::json!({"position": position, "attribute": attribute, "values": values})
        })
        .collect();
    serde_json::json!({
        "slug": slug, "title": format!("{} vs. {}", figures[0], figures[1]), "figures": figures,
        "summary": "Two drinks that people like.", "rows": rows,
        "unclear": [{"position": 9, "raw": "Served4312", "reason": "the digits can be parted in several ways",
            "candidates": [{"attribute": "Served", "values": ["43", "12"]}, {"attribute": "Served", "values": ["4", "312"]}]}],
        "sections": [{"heading": "Taste", "passages": [
            {"text": "Tea is bitter.", "figures": [figures[0]]}, {"text": "Coffee is strong.", "figures": [figures[1]]}]}],
        "notice": "May be wrong.", "source": format!("https://example.org/{slug}"), "content_hash": slug, "layout": "plain",
        "credits": ["By Eve"]
    })
}

fn drinks() -> Vec<serde_json::Value> {
    vec![
        document(
            "tea-vs-coffee",
            ["Tea", "Coffee"],
            &[("Origin", ["China", "Ethiopia"]), ("Caffeine", ["40 mg", "95 mg"])],
        ),
        document("tea-vs-mate", ["Tea", "Mate"], &[("Origin", ["Burma", "Paraguay"]), ("Caffeine", ["40 mg", ""])]),
    ]
}

/// Every address that is a page, for the drinks.
const PAGES: [&str; 22] = [
    "/",
    "/marks",
    "/search",
    "/search?q=tea",
    "/search?q=bitter",
    "/figures",
    "/figures/tea",
    "/figures/tea?as-stated",
    "/attributes",
    "/attributes/caffeine",
    "/documents",
    "/documents/tea-vs-coffee",
    "/compare",
    "/compare/tea/coffee",
    "/compare/tea/coffee/mate?diff&sections",
    "/compare/tea/coffee?as-of=2026-06-01",
    "/reports",
    "/reports?state=all",
    "/log",
    "/log?figure=tea",
    "/report?figure=Tea&attribute=Origin&document=tea-vs-coffee",
    "/report?document=tea-vs-coffee&section=summary",
];

#[test]
fn every_page_is_there_with_what_protects_it() {
    let served = Served::new(&drinks(), Rights::Decide);
    let of_editors =
        ["/edit/triage", "/edit/review", "/edit/correct?figure=Tea&attribute=Origin&document=tea-vs-coffee"];
    for address in PAGES.iter().chain(&of_editors) {
        let page = served.get(address);
        assert_eq!(page.status, StatusCode::OK, "{address}\n{}", page.body);
        assert_eq!(page.header(header::CONTENT_TYPE), "text/html; charset=utf-8", "{address}");
        let policy = page.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(page.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{address}");
        assert_eq!(page.header(header::REFERRER_POLICY), "same-origin", "{address}");
        assert!(
            page.body.starts_with("<!DOCTYPE html>") && page.body.matches("<h1>").count() == 1,
            "{address}\n{}",
            page.body
        );
        assert!(!page.body.contains(" style=") && !page.body.contains(" onclick"), "{address}");
        let tables = page.body.matches("<table").count();
        assert_eq!(page.body.matches("<caption").count(), tables, "{address}");
    }
}

#[test]
fn lists_are_there_for_programs_as_well() {
    let served = Served::new(&drinks(), Rights::Report);
    let beside = |address: &str, ending: &str| {
        let (path, query) =
            address.split_once('?').map_or((address, String::new()), |(path, query)| (path, format!("?{query}")));
        let path = if path == "/" { "/index" } else { path };
        served.get(&format!("{path}.{ending}{query}"))
    };
    let forms = ["/report", "/compare"];
    for address in PAGES.iter().filter(|address| !forms.contains(&address.split('?').next().unwrap_or_default())) {
        let csv = beside(address, "csv");
        assert_eq!(
            (csv.status, csv.header(header::CONTENT_TYPE)),
            (StatusCode::OK, "text/csv; charset=utf-8; header=present"),
            "{address}"
        );
        let json = beside(address, "json");
        assert_eq!(json.header(header::CONTENT_TYPE), "application/json", "{address}");
        let rows: Vec<serde_json::Map<String, serde_json::Value>> = serde_json::from_str(&json.body).expect("rows");
        let lines = csv::Reader::from_reader(csv.body.as_bytes()).records().count();
        assert_eq!(lines, rows.len(), "{address}");
    }
    assert_eq!(
        served.get("/compare/tea/coffee.csv").body,
        "attribute,Tea,Coffee\nCaffeine,40 mg,95 mg\nOrigin,China; Burma,Ethiopia\n".replace(
            "Caffeine,40 mg,95 mg\nOrigin,China; Burma,Ethiopia\n",
            "Origin,China; Burma,Ethiopia\nCaffeine,40 mg,95 mg\n"
        )
    );
    let nothing = served.get("/figures/milk.json");
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert!(nothing.body.starts_with("{\"error\":\"no figure is called `milk`\""), "{}", nothing.body);
}

#[test]
fn a_name_leads_to_its_page_however_it_is_written() {
    let documents = [
        document("c-vs-cpp", ["C", "C++"], &[("Year", ["1972", "1985"])]),
        document("a", ["Coca-Cola", "Coca Cola"], &[("Year", ["1886", "1900"])]),
    ];
    let served = Served::new(&documents, Rights::Report);
    let leads = |address: &str| {
        let page = served.get(address);
        if page.status == StatusCode::FOUND {
            page.header(header::LOCATION).to_owned()
        } else {
            page.status.as_u16().to_string()
        }
    };
    for (address, expected) in [
        ("/figures/c", "200"),
        ("/figures/C%2B%2B", "200"),
        ("/figures/C", "/figures/c"),
        ("/figures/c%2b%2b", "/figures/C%2B%2B"),
        ("/figures/Coca-Cola", "200"),
        ("/figures/coca-cola", "200"),
        ("/figures/Coca%20Cola", "/figures/coca-cola"),
        ("/compare/C%2B%2B/c", "200"),
        ("/compare/C/c%2B%2B.csv?diff", "/compare/c/C%2B%2B.csv?diff"),
        ("/compare?a=c&b=c%2B%2B", "/compare/c/C%2B%2B"),
        ("/compare?a=Coca-Cola+vs+C", "/compare/Coca-Cola/c"),
        ("/documents/C-VS-CPP", "/documents/c-vs-cpp"),
        ("/attributes/Year.json", "/attributes/year.json"),
        ("/figures/milk", "404"),
        ("/compare/c", "400"),
        ("/compare/c/c", "400"),
        ("/nothing", "404"),
        ("/figures/c/d", "404"),
        ("/figures/", "200"),
        ("/figures/c/", "200"),
        ("/compare.csv?a=c&b=c%2B%2B", "/compare/c/C%2B%2B.csv"),
        ("/compare.csv", "404"),
        ("/report.csv?figure=c", "404"),
    ] {
        assert_eq!(leads(address), expected, "{address}");
    }
    assert!(served.get("/figures/coca-cola").body.contains("<h1>Coca Cola"));
    assert!(served.get("/figures/Coca-Cola").body.contains("<h1>Coca-Cola"));
}

#[test]
fn old_names_lead_to_new_ones() {
    let served = Served::new(&drinks(), Rights::Report);
    let mut store = served.store();
    let named = |store: &Store, name| match store.named(crate::model::NameKind::Figure, name) {
        Ok(crate::model::Lookup::Found(named)) => named,
        other => panic!("{other:?}"),
    };
    let merging = crate::store::Merging { kind: crate::model::NameKind::Figure, editor: "Eve", note: None, now: NOW };
    let (old, into) = (named(&store, "Mate"), named(&store, "Coffee"));
    store.add_alias(&into, "Java", &merging).expect("an alias");
    store.merge(&old, &into, &merging).expect("a merge");
    for address in ["/figures/mate", "/figures/java", "/figures/Java", "/figures/JAVA"] {
        let page = served.get(address);
        assert_eq!((page.status, page.header(header::LOCATION)), (StatusCode::FOUND, "/figures/coffee"), "{address}");
    }
    assert_eq!(served.get("/compare/tea/java").header(header::LOCATION), "/compare/tea/coffee");
}

#[test]
fn nobody_gets_in() {
    let served = Served::new(&drinks(), Rights::Report);
    let form = "figure=Tea&comment=x";
    let post = |headers: &[(&str, &str)], body: &str| {
        let (parts, ()) = request(Method::POST, "/report", headers).into_parts();
        served.send(Request::from_parts(parts, Body::from(body.to_owned()))).status
    };
    let of_form = ("content-type", "application/x-www-form-urlencoded");
    for host in ["evil.example", "evil.example:8321", "127.0.0.1", "127.0.0.1:80", ""] {
        let answer = served.send(request(Method::GET, "/", &[("host", host)]));
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST, "{host}");
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    }
    assert_eq!(
        served.send(request(Method::GET, "http://evil.example:8321/", &[])).status,
        StatusCode::MISDIRECTED_REQUEST
    );
    assert_eq!(post(&[of_form], form), StatusCode::FORBIDDEN, "nobody says where it comes from");
    for origin in ["null", "http://evil.example", "https://127.0.0.1:8321", "http://127.0.0.1:8321.evil.example"] {
        assert_eq!(post(&[of_form, ("origin", origin)], form), StatusCode::FORBIDDEN, "{origin}");
    }
    for site in ["cross-site", "same-site", "none"] {
        assert_eq!(
            post(&[of_form, ("sec-fetch-site", site), ("origin", "http://127.0.0.1:8321")], form),
            StatusCode::FORBIDDEN,
            "{site}"
        );
    }
    let json = [("content-type", "text/plain"), ("origin", "http://127.0.0.1:8321")];
    assert_eq!(post(&json, form), StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let twice = [OWN, &[("origin", "http://evil.example")]].concat();
    assert_eq!(post(&twice, form), StatusCode::FORBIDDEN);
    let large = format!("figure=Tea&comment={}", "x".repeat(64 * 1024));
    assert_eq!(post(OWN, &large), StatusCode::PAYLOAD_TOO_LARGE);
    for method in [Method::PUT, Method::DELETE, Method::OPTIONS, Method::TRACE, Method::PATCH] {
        assert_eq!(served.send(request(method.clone(), "/", OWN)).status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
    }
    assert_eq!(served.store().report_numbers(10).expect("numbers"), [0_i64; 0], "nothing was filed");
    assert_eq!(post(OWN, form), StatusCode::SEE_OTHER, "and this is how it is done");
}

#[test]
fn what_nobody_may_do_is_not_there() {
    let edits =
        ["/edit/triage", "/edit/review", "/edit/correct?figure=Tea&attribute=Origin", "/edit/corrected?number=1"];
    let writes = [
        "/edit/reports/1/accept",
        "/edit/reports/1/decline",
        "/edit/reports/1/reopen",
        "/edit/review/1",
        "/edit/unsettle/1",
        "/edit/correct",
        "/edit/revert/1",
    ];
    for rights in [Rights::Read, Rights::Report] {
        let served = Served::new(&drinks(), rights);
        for address in edits {
            assert_eq!(served.get(address).status, StatusCode::NOT_FOUND, "{address}");
        }
        for address in writes {
            assert_eq!(served.post(address, &[("note", "x")]).status, StatusCode::NOT_FOUND, "{address}");
        }
        let page = served.get("/compare/tea/coffee").body;
        assert!(!page.contains("/edit/"), "{page}");
        assert_eq!(page.contains("href=\"/report?"), rights == Rights::Report, "{page}");
    }
    let served = Served::new(&drinks(), Rights::Read);
    assert_eq!(served.get("/report?figure=Tea").status, StatusCode::NOT_FOUND);
    assert_eq!(served.post("/report", &[("figure", "Tea"), ("comment", "x")]).status, StatusCode::NOT_FOUND);
}

#[test]
fn a_report_is_filed_beside_the_text_and_seen_there() {
    let served = Served::new(&drinks(), Rights::Report);
    let page = served.get("/compare/tea/coffee").body;
    let link = "/report?document=tea-vs-coffee&amp;figure=Tea&amp;attribute=Origin";
    assert!(
        page.contains(&format!("<a class=\"wrong\" href=\"{link}\" aria-label=\"wrong? Tea: Origin\">wrong?</a>")),
        "{page}"
    );
    let form = served.get(&link.replace("&amp;", "&")).body;
    assert!(form.contains("<form class=\"fields\" method=\"post\" action=\"/report\">"), "{form}");
    assert!(form.contains("<dd class=\"seen\">China</dd>"), "{form}");
    let place = [("figure", "Tea"), ("attribute", "Origin"), ("document", "tea-vs-coffee"), ("seen", "China")];
    let fields = |more: &[(&'static str, &'static str)]| [&place[..], more].concat();

    for (more, words) in [
        (vec![], "A report needs to say something."),
        (vec![("value", "China")], "what stands there already"),
        (vec![("evidence", "ftp://x"), ("comment", "typed")], "`ftp://x` is not an http or https address."),
    ] {
        let refused = served.post("/report", &fields(&more));
        assert!(
            refused.status.is_client_error() && refused.body.to_lowercase().contains(&words.to_lowercase()),
            "{}",
            refused.body
        );
        for (_, typed) in more {
            assert!(refused.body.contains(typed), "{typed} is kept: {}", refused.body);
        }
    }
    let moved = served.post("/report", &[&place[..3], &[("seen", "India"), ("value", "Assam")]].concat());
    assert!(
        moved.status.is_client_error() && moved.body.contains("Assam") && moved.body.contains("has changed"),
        "{}",
        moved.body
    );

    let filed = served.post("/report", &fields(&[("value", "Yunnan"), ("reporter", "Ann")]));
    assert_eq!((filed.status, filed.header(header::LOCATION)), (StatusCode::SEE_OTHER, "/reports/1?filed"));
    let again = served.post("/report", &fields(&[("value", "Yunnan"), ("reporter", "Bo")]));
    assert_eq!(again.header(header::LOCATION), "/reports/1?added");
    let report = served.get("/reports/1?filed").body;
    assert!(report.contains("Thank you") && report.contains("Yunnan") && report.contains("<dd>2</dd>"), "{report}");
    assert!(served.get("/compare/tea/coffee").body.contains("href=\"/marks#reported\""));
    assert!(served.get("/documents/tea-vs-coffee").body.contains("href=\"/marks#reported\""));
    assert!(served.get("/").body.contains("(1 reported)"));
    assert!(served.get(&link.replace("&amp;", "&")).body.contains("href=\"/reports/1\""));
    assert!(served.get("/reports").body.contains("Yunnan"));
}

/// The addresses of forms that a page links to, of this kind.
fn links_to(page: &str, start: &str) -> Vec<String> {
    let link = format!("href=\"{start}");
    let found = page.match_indices(&link).map(|(at, _)| &page[at + 6..]);
    found.map(|rest| rest.split('"').next().unwrap_or_default().replace("&amp;", "&")).collect()
}

/// What a form's hidden fields hold.
fn hidden(form: &str) -> Vec<(String, String)> {
    let inputs = form.split("<input type=\"hidden\" name=\"").skip(1);
    let field = |rest: &str| {
        let (name, rest) = rest.split_once("\" value=\"").expect("a value");
        let value = rest.split('"').next().unwrap_or_default();
        (name.to_owned(), value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
    };
    inputs.map(field).collect()
}

#[test]
fn each_passage_is_reported_and_corrected_by_itself() {
    let mut page = document("tea-vs-coffee", ["Tea", "Coffee"], &[("Origin", ["China", "Ethiopia"])]);
    let passage = |text: &str| serde_json::json!({"text": text, "figures": ["Tea"]});
    page["sections"] = serde_json::json!([
        {"heading": "", "passages": [passage("Tea is old.")]},
        {"heading": "Summary", "passages": [passage("Tea is a drink.")]},
        {"heading": "Taste", "passages": [passage("Tea is light."), passage("Tea is light. And floral too."), passage("Tea is\r\nmild.")]},
        {"heading": "taste", "passages": [passage("Tea is green.")]},
    ]);
    let texts = [
        "Tea is old.",
        "Tea is a drink.",
        "Tea is light.",
        "Tea is light. And floral too.",
        "Tea is mild.",
        "Tea is green.",
    ];
    let served = Served::new(&[page], Rights::Decide);
    let shown = served.get("/documents/tea-vs-coffee").body;
    let (reports, corrections) = (
        links_to(&shown, "/report?document=tea-vs-coffee&amp;passage="),
        links_to(&shown, "/edit/correct?document=tea-vs-coffee&amp;passage="),
    );
    assert_eq!((reports.len(), corrections.len()), (texts.len(), texts.len()), "{shown}");
    for (number, (link, text)) in reports.iter().zip(texts).enumerate() {
        let form = served.get(link).body;
        assert!(form.contains(&format!("<dd class=\"seen\">{text}</dd>")), "{text}\n{form}");
        let fields = hidden(&form);
        let mut fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        // Refused once, the form still means the same.
        let refused = served.post("/report", &fields).body;
        assert_eq!(hidden(&refused), hidden(&form), "{refused}");
        fields.push(("value", "Something else."));
        assert_eq!(served.post("/report", &fields).status, StatusCode::SEE_OTHER, "{text}");
        let report = served.get(&format!("/reports/{}", number + 1)).body;
        assert!(
            report.contains("<dt>About</dt><dd>passage</dd>") && report.contains(&format!("<dd>{text}</dd>"))
                || text.contains("mild"),
            "{report}"
        );
    }
    assert_eq!(served.post("/edit/reports/4/accept", &[]).status, StatusCode::SEE_OTHER);
    let shown = served.get("/documents/tea-vs-coffee").body;
    assert!(
        shown.contains("<p>Tea is light.</p>")
            && !shown.contains("And floral too")
            && shown.contains("Something else."),
        "{shown}"
    );
    let form = served.get(&corrections[0]).body;
    let fields = hidden(&form);
    let mut fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("value", "Tea is ancient."));
    assert_eq!(served.post("/edit/correct", &fields).status, StatusCode::SEE_OTHER);
    assert!(served.get("/documents/tea-vs-coffee").body.contains("Tea is ancient."));
    let summary = served.get("/report?document=tea-vs-coffee&section=summary").body;
    assert!(summary.contains("Two drinks that people like."), "{summary}");
}

#[test]
fn what_was_typed_is_kept_whatever_has_gone_meanwhile() {
    let served = Served::new(&drinks(), Rights::Report);
    for place in [
        &[("figure", "Milk"), ("attribute", "Origin")][..],
        &[("document", "nowhere"), ("section", "Taste")],
        &[("document", "tea-vs-coffee"), ("passage", "99999")],
        &[("document", "tea-vs-coffee"), ("section", "Taste"), ("quote", "no such words")],
        &[("figure", "Coffee"), ("attribute", "Origin"), ("document", "tea-vs-coffee"), ("problem", "bogus")],
        // Nothing stood there when the form was shown.
        &[("figure", "Coffee"), ("attribute", "Origin"), ("document", "tea-vs-coffee"), ("seen", "")],
    ] {
        let refused = served.post("/report", &[place, &[("value", "typed text"), ("comment", "and why")]].concat());
        assert!(refused.status.is_client_error(), "{place:?}");
        assert!(refused.body.contains("typed text") && refused.body.contains("and why"), "{place:?}\n{}", refused.body);
    }
    assert_eq!(served.store().report_numbers(10).expect("numbers"), [0_i64; 0]);
}

#[test]
fn a_row_is_told_apart_only_as_it_was_shown() {
    let served = Served::new(&drinks(), Rights::Decide);
    let fields = [("document", "tea-vs-coffee"), ("raw", "Served4312"), ("pick", "1 Served │ 43 │ 12")];
    for (changed, value) in
        [("raw", "Served4313"), ("document", "tea-vs-mate"), ("pick", "1 Served │ 4 │ 312"), ("pick", "3 x")]
    {
        let stale = fields.map(|(name, sent)| (name, if name == changed { value } else { sent }));
        assert_eq!(served.post("/edit/review/1", &stale).status, StatusCode::BAD_REQUEST, "{changed}");
    }
    assert_eq!(served.post("/edit/review/1", &fields).status, StatusCode::SEE_OTHER);
}

#[test]
fn what_is_large_comes_in_parts() {
    let names: Vec<String> = (0..1200).map(|number| format!("Attribute {number}")).collect();
    let rows: Vec<(&str, [&str; 2])> = names.iter().map(|name| (name.as_str(), ["one", "two"])).collect();
    let served = Served::new(&[document("large", ["Tea", "Coffee"], &rows)], Rights::Report);
    for address in ["/documents/large", "/figures/tea", "/compare/tea/coffee"] {
        let page = served.get(address);
        assert!(page.body.contains("Attribute 0<") && !page.body.contains("Attribute 550<"), "{address}");
        let next = format!("{address}?page=2");
        assert!(page.body.contains(&format!("href=\"{next}\"")), "{address}\n{}", page.body);
        let first = if address.starts_with("/compare") { "Attribute 550<" } else { "Attribute 150<" };
        assert!(served.get(&next).body.contains(first), "{address}");
        let csv = served.get(&format!("{address}.csv"));
        assert!(csv.body.contains("Attribute 1199") && csv.header(MORE).is_empty(), "{address}");
    }
    let names: Vec<String> = (0..11_000).map(|number| format!("Attribute {number}")).collect();
    let rows: Vec<(&str, [&str; 2])> = names.iter().map(|name| (name.as_str(), ["one", "two"])).collect();
    let served = Served::new(&[document("huge", ["Tea", "Coffee"], &rows)], Rights::Report);
    for address in ["/documents/huge", "/figures/tea", "/compare/tea/coffee"] {
        let json = served.get(&format!("{address}.json"));
        assert_eq!(json.status, StatusCode::OK, "{address}: {}", json.body.get(..300).unwrap_or_default());
        let rows: Vec<serde_json::Value> = serde_json::from_str(&json.body).expect("rows");
        assert_eq!((rows.len(), json.header(MORE)), (10_000, "yes"), "{address}");
    }
}

#[test]
fn prose_side_by_side_comes_in_parts() {
    let mut page = document("large", ["Tea", "Coffee"], &[("Origin", ["China", "Ethiopia"])]);
    let passages =
        |number: usize| (0..number).map(|at| serde_json::json!({"text": format!("Passage {at}."), "figures": ["Tea"]}));
    let taste = serde_json::json!({"heading": "Taste", "passages": passages(70).collect::<Vec<_>>()});
    let others = (0..150)
        .map(|at| serde_json::json!({"heading": format!("Heading {at}"), "passages": passages(1).collect::<Vec<_>>()}));
    page["sections"] = std::iter::once(taste).chain(others).collect();
    let served = Served::new(&[page], Rights::Report);
    let first = served.get("/compare/tea/coffee?sections").body;
    assert!(
        first.contains("Passage 49.") && !first.contains("Passage 50.") && first.contains("and 20 more"),
        "{first}"
    );
    assert!(first.contains("Heading 98<") && !first.contains("Heading 99<") && first.contains("page=2"), "{first}");
    assert!(served.get("/compare/tea/coffee?sections&page=2").body.contains("Heading 99<"));
    assert!(served.get("/compare/tea/coffee.csv?sections").body.contains("Passage 69."));
}

const MORE: header::HeaderName = header::HeaderName::from_static("x-more-rows");

#[test]
fn what_would_take_too_long_is_refused() {
    let served = Served::new(&drinks(), Rights::Report);
    for address in [
        format!("/figures/{}", "thing-".repeat(100)),
        format!("/search?q={}", "thing+".repeat(100)),
        format!("/compare?a=tea&b={}", "thing+".repeat(100)),
        format!("/compare/{}", "tea/".repeat(100)),
    ] {
        assert_eq!(served.get(&address).status, StatusCode::BAD_REQUEST, "{address}");
    }
    assert_eq!(served.get(&format!("/figures/{}", "x".repeat(10_000))).status, StatusCode::URI_TOO_LONG);
    for number in ["-1", "0", "x", "99999999999999999999"] {
        assert_eq!(served.get(&format!("/figures?page={number}")).status, StatusCode::OK, "{number}");
    }
    assert_eq!(served.get("/compare/tea/coffee?as-of=yesterday").status, StatusCode::BAD_REQUEST);
}

#[test]
fn what_has_gone_is_not_linked_to() {
    let served = Served::new(&drinks(), Rights::Report);
    served.post("/report", &[("figure", "Mate"), ("document", "tea-vs-mate"), ("comment", "x")]);
    served.post(
        "/report",
        &[
            ("figure", "Tea"),
            ("attribute", "Colour"),
            ("document", "tea-vs-coffee"),
            ("problem", "missing"),
            ("value", "green"),
        ],
    );
    let mut store = served.store();
    let document = store.document_of_slug("tea-vs-mate").expect("read").expect("a document");
    let forgetting = crate::store::Forgetting { editor: "Eve", note: None, now: NOW, with_corrections: true };
    store.forget(&[document], &forgetting).expect("forgotten");
    for address in ["/reports", "/reports/1", "/reports/2", "/log"] {
        let page = served.get(address).body;
        assert!(page.contains("tea-vs-mate") || address == "/reports/2", "{address}");
        for link in ["/documents/", "/figures/", "/attributes/"].iter().flat_map(|start| links_to(&page, start)) {
            assert_eq!(served.get(&link).status, StatusCode::OK, "{address}: {link}");
        }
    }
}

#[test]
fn one_client_files_so_many_reports_a_minute() {
    let served = Served::new(&drinks(), Rights::Report);
    let file = |number: usize| served.post("/report", &[("figure", "Tea"), ("comment", &format!("thing {number}"))]);
    for number in 0..10 {
        assert_eq!(file(number).status, StatusCode::SEE_OTHER, "{number}");
    }
    let refused = file(10);
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.body.contains("thing 10") && refused.header(header::RETRY_AFTER) == "60", "{}", refused.body);
    let mut other = request::<()>(Method::POST, "/report", OWN);
    other.extensions_mut().insert(Peer(SocketAddr::new(IpAddr::from([192, 0, 2, 1]), 1)));
    let other = other.map(|()| Body::from("figure=Tea&comment=another"));
    assert_eq!(served.send(other).status, StatusCode::SEE_OTHER);
}

#[test]
fn an_editor_decides_and_takes_it_back() {
    let served = Served::new(&drinks(), Rights::Decide);
    let place = [("figure", "Tea"), ("attribute", "Origin"), ("document", "tea-vs-coffee")];
    served.post("/report", &[&place[..], &[("value", "Yunnan")]].concat());
    assert!(served.get("/edit/triage").body.contains("Yunnan"));
    assert!(served.get("/reports/1").body.contains("action=\"/edit/reports/1/accept\""));
    assert_eq!(served.post("/edit/reports/1/accept", &[]).header(header::LOCATION), "/reports/1");
    let cell = |text: &str| served.get("/compare/tea/coffee").body.contains(text);
    assert!(cell(">Yunnan</span>") && cell("href=\"/marks#corrected\""));
    let report = served.get("/reports/1").body;
    assert!(report.contains("by Eve") && report.contains("action=\"/edit/revert/1\""), "{report}");
    let twice = served.post("/edit/reports/1/accept", &[("note", "kept")]);
    assert!(twice.status == StatusCode::CONFLICT && twice.body.contains("role=\"alert\""), "{}", twice.body);
    assert_eq!(served.post("/edit/revert/1", &[]).status, StatusCode::SEE_OTHER);
    assert!(cell(">China</span>"));
    assert_eq!(served.post("/edit/reports/1/reopen", &[]).status, StatusCode::SEE_OTHER);
    let declined = [("because", "cannot-verify"), ("note", "No source")];
    assert_eq!(served.post("/edit/reports/1/decline", &declined).status, StatusCode::SEE_OTHER);
    assert!(served.get("/reports/1").body.contains("No source"));
    let again = served.post("/report", &[&place[..], &[("value", "Yunnan")]].concat());
    assert!(again.status == StatusCode::CONFLICT && again.body.contains("Yunnan"), "{}", again.body);

    let correct = [&place[..], &[("seen", "China"), ("value", "Assam"), ("note", "See the source")]].concat();
    let done = served.post("/edit/correct", &correct);
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(served.get(done.header(header::LOCATION)).body.contains("Assam"));
    assert!(cell(">Assam</span>"));
    let stale = served.post("/edit/correct", &correct);
    assert!(stale.status == StatusCode::CONFLICT && stale.body.contains("See the source"), "{}", stale.body);
    assert!(served.get("/log").body.contains("action=\"/edit/revert/2\""));

    assert!(served.get("/edit/review").body.contains("Served │ 43 │ 12"));
    let pick = [("document", "tea-vs-coffee"), ("raw", "Served4312"), ("pick", "1 Served │ 43 │ 12")];
    assert_eq!(served.post("/edit/review/1", &pick).header(header::LOCATION), "/edit/review");
    assert!(served.get("/documents/tea-vs-coffee").body.contains("href=\"/marks#settled\""));
    assert_eq!(served.post("/edit/unsettle/1", &[]).status, StatusCode::SEE_OTHER);
    assert!(served.get("/documents/tea-vs-coffee").body.contains("href=\"/marks#unclear\""));
}

#[test]
fn an_unchanged_page_is_not_sent_again() {
    let served = Served::new(&drinks(), Rights::Report);
    let first = served.get("/compare/tea/coffee");
    let tag = first.header(header::ETAG).to_owned();
    let again = |tag: &str| served.send(request(Method::GET, "/compare/tea/coffee", &[("if-none-match", tag)]));
    let same = again(&tag);
    assert_eq!(
        (same.status, same.body.as_str(), same.header(header::ETAG)),
        (StatusCode::NOT_MODIFIED, "", tag.as_str())
    );
    assert_eq!(again("\"another\"").status, StatusCode::OK);
    served.post("/report", &[("figure", "Tea"), ("comment", "x")]);
    let changed = again(&tag);
    assert_eq!(changed.status, StatusCode::OK);
    assert_ne!(changed.header(header::ETAG), tag);
}

#[test]
fn documents_that_disagree_are_marked() {
    let served = Served::new(&drinks(), Rights::Read);
    let page = served.get("/compare/tea/coffee").body;
    assert_eq!(page.matches("href=\"/marks#disputed\"").count(), 1, "one cell: {page}");
    let page = served.get("/attributes/caffeine").body;
    assert!(page.contains("<rect width=\"100.0\"") && page.contains("<rect width=\"42.1\""), "{page}");
}

/// Texts that would act if a page took them for more than texts.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></textarea></option><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "&lt;b&gt;{{7*7}}${7*7}",
];

/// Tells what tags a page has besides those of our own, and what attributes that no page of ours has.
fn strangers(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for token in html5gum::Tokenizer::new(html).flatten() {
        if let html5gum::Token::StartTag(tag) = token {
            let name = String::from_utf8_lossy(&tag.name).into_owned();
            let of_script: Vec<String> = tag
                .attributes
                .iter()
                .map(|(name, value)| {
                    format!("{}={}", String::from_utf8_lossy(name), String::from_utf8_lossy(&value.value))
                })
                .collect();
            let is_odd = |attribute: &String| {
                attribute.starts_with("on")
                    || attribute.starts_with("style=")
                    || attribute.to_lowercase().contains("=javascript:")
                        && !attribute.starts_with("value=")
                        && !attribute.starts_with("aria-label=")
            };
            let is_ours = name != "script" || of_script.contains(&"src=/script.js".to_owned());
            let is_picture = name == "img" || name == "iframe" || name == "object";
            if !is_ours || is_picture || of_script.iter().any(is_odd) {
                found.push(format!("{name} {}", of_script.join(" ")));
            }
        }
    }
    found
}

#[test]
fn what_strangers_wrote_is_text_on_every_page() {
    for hostile in HOSTILE {
        let other = format!("{hostile} other");
        let mut page = document("hostile", [hostile, &other], &[(hostile, [hostile, &other])]);
        page["title"] = hostile.into();
        page["summary"] = hostile.into();
        page["source"] = hostile.into();
        page["notice"] = hostile.into();
        page["credits"] = serde_json::json!([hostile]);
        page["sections"] =
            serde_json::json!([{"heading": hostile, "passages": [{"text": hostile, "figures": [hostile]}]}]);
        page["unclear"] = serde_json::json!([{"position": 9, "raw": hostile, "reason": hostile,
            "candidates": [{"attribute": hostile, "values": [hostile, hostile]}]}]);
        page["rows"][0]["group"] = hostile.into();
        let served = Served::new(&[page], Rights::Decide);
        let evidence =
            format!("https://example.org/{}", form_urlencoded::byte_serialize(hostile.as_bytes()).collect::<String>());
        let target = [("figure", hostile), ("attribute", hostile), ("document", "hostile")];
        let said = [("value", "x"), ("comment", hostile), ("reporter", hostile), ("evidence", evidence.as_str())];
        let filed = served.post("/report", &[&target[..], &said].concat());
        assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.body);
        let refused = served.post("/report", &[&target[..], &[("evidence", hostile), ("comment", hostile)]].concat());
        let declined = served.post("/edit/reports/1/decline", &[("because", hostile), ("note", hostile)]);
        let figure = super::links::part(hostile);
        let other = super::links::part(&other);
        let query = |path: &str, fields: &[(&str, &str)]| super::links::with_query(path, fields);
        let addresses = [
            "/".to_owned(),
            "/figures".to_owned(),
            format!("/figures/{figure}"),
            format!("/compare/{figure}/{other}?sections"),
            "/attributes".to_owned(),
            format!("/attributes/{figure}"),
            "/documents".to_owned(),
            "/documents/hostile".to_owned(),
            "/reports?state=all".to_owned(),
            "/reports/1".to_owned(),
            "/log".to_owned(),
            query("/search", &[("q", hostile)]),
            query("/figures", &[("q", hostile)]),
            query("/compare", &[("a", hostile), ("b", "x")]),
            query("/report", &target),
            query("/report", &[("document", "hostile"), ("section", "summary"), ("comment", hostile)]),
            query("/edit/correct", &target),
            "/edit/triage".to_owned(),
            "/edit/review".to_owned(),
            format!("/{figure}"),
            query("/reports", &[("state", hostile)]),
            query("/compare/a/b", &[("as-of", hostile)]),
        ];
        for address in addresses {
            let page = served.get(&address);
            assert!(!page.status.is_server_error(), "{address}");
            assert_eq!(strangers(&page.body), [""; 0], "{address}\n{}", page.body);
        }
        for page in [refused, declined] {
            assert!(page.status.is_client_error());
            assert_eq!(strangers(&page.body), [""; 0], "{}", page.body);
        }
    }
    let sound = document("linked", ["A", "B"], &[("x", ["1", "2"])]);
    let page = Served::new(&[sound], Rights::Read).get("/documents/linked").body;
    assert!(page.contains("<a href=\"https://example.org/linked\" rel=\"noopener nofollow ugc\">"), "{page}");
}

#[test]
fn what_goes_wrong_here_tells_nothing_of_this_machine() {
    let served = Served::new(&drinks(), Rights::Report);
    served.get("/");
    std::fs::write(&served.path, "no base at all, and long enough to be read as one".repeat(200))
        .expect("written over");
    let path = served.path.to_string_lossy().into_owned();
    for _ in 0..8 {
        let page = served.get("/figures/tea");
        assert!(!page.body.contains(&path) && !page.body.contains("a.db"), "{}", page.body);
    }
}

#[test]
fn who_reads_does_not_wait_for_who_writes() {
    let served = Served::new(&drinks(), Rights::Report);
    let mut store = served.store();
    store
        .write(|connection| {
            Importer::new(connection, NOW)?.finish(&mut |_| {})?;
            let start = std::time::Instant::now();
            assert_eq!(served.get("/compare/tea/coffee").status, StatusCode::OK);
            assert!(start.elapsed() < std::time::Duration::from_secs(1));
            Ok(())
        })
        .expect("written");
}

#[cfg(unix)]
#[test]
fn another_file_in_the_place_of_the_base_is_the_base() {
    let served = Served::new(&drinks(), Rights::Report);
    let old = served.get("/figures/tea");
    assert_eq!(old.status, StatusCode::OK);
    let other =
        Served::new(&[document("wine-vs-beer", ["Wine", "Beer"], &[("Origin", ["Georgia", "Sumer"])])], Rights::Report);
    std::fs::rename(&other.path, &served.path).expect("moved");
    assert_eq!(served.get("/figures/tea").status, StatusCode::NOT_FOUND);
    assert_eq!(served.get("/figures/wine").status, StatusCode::OK);
    assert_eq!(served.post("/report", &[("figure", "Wine"), ("comment", "x")]).status, StatusCode::SEE_OTHER);
    assert_eq!(served.get("/reports/1").status, StatusCode::OK);
    std::fs::remove_file(&served.path).expect("deleted");
    assert_eq!(served.get("/").status, StatusCode::INTERNAL_SERVER_ERROR);
}
