//! A report as one line of JSON, as bases exchange it. What is read was written by strangers: every field is checked.

use serde::{Deserialize, Serialize};

use crate::error::json_fault;
use crate::model::{COMMENT_LIMIT, MISSING_VALUE, NewReport, Place, PlaceKind, Problem, SharedReport, Support};
use crate::output;
use crate::service::date;
use crate::service::field::ensure_address;

/// The longest name, heading, address and name of a reader, in characters.
const NAME_LIMIT: usize = 2000;
/// The longest text that was seen, quoted or proposed, in characters: more than any real page has.
const TEXT_LIMIT: usize = 1_000_000;

/// The most supports of one report that one bundle brings: more than any page of comparisons has had readers.
pub const SUPPORT_LIMIT: usize = 1000;

#[derive(Debug, Serialize, Deserialize)]
struct Line {
    uid: String,
    target: String,
    problem: String,
    document: Option<String>,
    figure: Option<String>,
    attribute: Option<String>,
    section: Option<String>,
    quote: Option<String>,
    seen: String,
    proposed: Option<String>,
    comment: Option<String>,
    evidence: Option<String>,
    reporter: Option<String>,
    filed_at: String,
    #[serde(default)]
    supports: Vec<SupportLine>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SupportLine {
    uid: String,
    reporter: Option<String>,
    evidence: Option<String>,
    comment: Option<String>,
    made_at: String,
}

/// Returns a report as one line. What would act on a terminal is written as `\u` escapes, which mean the same.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "there is nothing in a line that has no JSON form")]
pub fn line(report: &SharedReport) -> String {
    let SharedReport { uid, filed, filed_at, supports } = report.clone();
    let support = |support: Support| {
        let Support { uid, reporter, evidence, comment, made_at } = support;
        SupportLine { uid, reporter, evidence, comment, made_at }
    };
    let line = Line {
        uid,
        target: filed.target().into(),
        problem: filed.problem.as_str().into(),
        document: filed.place.document().map(String::from),
        figure: filed.figure().map(String::from),
        attribute: filed.place.attribute().map(String::from),
        section: filed.place.heading().map(String::from),
        quote: filed.quote,
        seen: filed.seen,
        proposed: filed.proposed,
        comment: filed.comment,
        evidence: filed.evidence,
        reporter: filed.reporter,
        filed_at,
        supports: supports.into_iter().map(support).collect(),
    };
    let mut json = Vec::new();
    output::write_json(&mut json, &line).expect("texts and lists of them have a JSON form");
    String::from_utf8(json).expect("JSON is UTF-8")
}

/// Returns the report of a line, or why it is none. No moment in it may be later than `latest`: a report from the future
/// would stay the newest for ever.
pub fn read(bytes: &[u8], latest: &str) -> Result<SharedReport, String> {
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err("no report: it is not a JSON object".into());
    }
    let line: Line = serde_json::from_slice(bytes).map_err(|error| format!("no report: {}", json_fault(&error)))?;
    let target = Target::of(&line.target).ok_or("no such `target`")?;
    let problem = Problem::from_name(&line.problem).ok_or("no such `problem`")?;
    let filed_at = moment("filed_at", &line.filed_at, latest)?;
    ensure_uid(&line.uid)?;
    ensure_fields(&line)?;
    let report = SharedReport {
        filed: NewReport {
            place: target.place(&line)?,
            is_missing: target.is_missing,
            about: line.figure.filter(|_| matches!(target.kind, PlaceKind::Passage | PlaceKind::Summary)),
            problem,
            quote: line.quote,
            seen: line.seen,
            proposed: line.proposed,
            comment: line.comment,
            evidence: line.evidence,
            reporter: line.reporter,
        },
        uid: line.uid,
        filed_at,
        supports: Vec::new(),
    };
    let mut supports: Vec<Support> = Vec::with_capacity(line.supports.len());
    for support in line.supports {
        let SupportLine { uid, reporter, evidence, comment, made_at } = support;
        ensure_uid(&uid)?;
        ensure_voice(reporter.as_deref(), evidence.as_deref(), comment.as_deref())?;
        supports.push(Support { uid, reporter, evidence, comment, made_at: moment("made_at", &made_at, latest)? });
    }
    supports.sort_by(|a, b| (&a.made_at, &a.uid).cmp(&(&b.made_at, &b.uid)));
    let mut uids: Vec<&str> = supports.iter().map(|support| support.uid.as_str()).collect();
    uids.sort_unstable();
    if uids.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err("two of its supports have one `uid`".into());
    }
    Ok(SharedReport { supports, ..report })
}

fn ensure_uid(uid: &str) -> Result<(), String> {
    let sound = uid.len() == 32 && uid.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if sound { Ok(()) } else { Err("a `uid` is 32 digits of 0-9 and a-f".into()) }
}

fn moment(field: &str, text: &str, latest: &str) -> Result<String, String> {
    // A day alone is no moment here.
    if !text.contains(['T', 't']) {
        return Err(format!("`{field}` is no moment in RFC 3339"));
    }
    let moment = date::since(text).map_err(|_| format!("`{field}` is no moment in RFC 3339"))?;
    // Of one form, so that their order is that of their texts.
    if moment.as_str() > latest { Err(format!("`{field}` is in the future: {moment}")) } else { Ok(moment) }
}

fn ensure_fields(report: &Line) -> Result<(), String> {
    ensure_voice(report.reporter.as_deref(), report.evidence.as_deref(), report.comment.as_deref())?;
    let fields = [
        ("document", report.document.as_deref(), NAME_LIMIT),
        ("figure", report.figure.as_deref(), NAME_LIMIT),
        ("attribute", report.attribute.as_deref(), NAME_LIMIT),
        ("quote", report.quote.as_deref(), TEXT_LIMIT),
        ("proposed", report.proposed.as_deref(), TEXT_LIMIT),
    ];
    for (field, text, limit) in fields {
        ensure_text(field, text, limit)?;
    }
    // These may be empty: prose without a heading, a place where nothing stood.
    ensure_plain("section", report.section.as_deref().unwrap_or_default(), NAME_LIMIT)?;
    ensure_plain("seen", &report.seen, TEXT_LIMIT)?;
    if report.proposed.is_none() && report.comment.is_none() && report.evidence.is_none() {
        return Err("it says nothing: `proposed`, `comment` and `evidence` are missing".into());
    }
    Ok(())
}

/// Checks what one reader says.
fn ensure_voice(reporter: Option<&str>, evidence: Option<&str>, comment: Option<&str>) -> Result<(), String> {
    ensure_text("reporter", reporter, NAME_LIMIT)?;
    ensure_text("evidence", evidence, NAME_LIMIT)?;
    ensure_text("comment", comment, COMMENT_LIMIT)?;
    match evidence {
        Some(evidence) if ensure_address(evidence).is_err() => {
            Err("`evidence` is not an http or https address".to_owned())
        }
        _ => Ok(()),
    }
}

fn ensure_text(field: &str, text: Option<&str>, limit: usize) -> Result<(), String> {
    let Some(text) = text else { return Ok(()) };
    if text.trim().is_empty() {
        return Err(format!("`{field}` is empty: leave it out, or `null`"));
    }
    ensure_plain(field, text, limit)
}

fn ensure_plain(field: &str, text: &str, limit: usize) -> Result<(), String> {
    if text.contains('\0') {
        return Err(format!("`{field}` holds a NUL character"));
    }
    if text.chars().count() > limit {
        return Err(format!("`{field}` is longer than {limit} characters"));
    }
    Ok(())
}

/// What a line says that its report is on.
struct Target {
    kind: PlaceKind,
    /// Whether it is a value that is not there.
    is_missing: bool,
}

impl Target {
    /// Returns the target of a name, `None` when no report is on such a one.
    fn of(name: &str) -> Option<Self> {
        if name == MISSING_VALUE {
            return Some(Self { kind: PlaceKind::Value, is_missing: true });
        }
        let kind = PlaceKind::from_name(name).filter(|kind| *kind != PlaceKind::Attribute)?;
        Some(Self { kind, is_missing: false })
    }

    /// Returns the place that a line names; fails when it does not name what its kind of target needs.
    fn place(&self, line: &Line) -> Result<Place, String> {
        let needed = |field: &str, given: &Option<String>| {
            given.clone().ok_or_else(|| format!("a report on a {} needs `{field}`", line.target))
        };
        let document = || needed("document", &line.document);
        let figure = || needed("figure", &line.figure);
        let attribute = || needed("attribute", &line.attribute);
        Ok(match self.kind {
            PlaceKind::Value if self.is_missing => {
                Place::Value { document: line.document.clone(), figure: figure()?, attribute: attribute()? }
            }
            PlaceKind::Value => {
                Place::Value { document: Some(document()?), figure: figure()?, attribute: attribute()? }
            }
            PlaceKind::Figure => Place::Figure { document: line.document.clone(), figure: figure()? },
            PlaceKind::Attribute => Place::Attribute { document: line.document.clone(), attribute: attribute()? },
            PlaceKind::Passage => Place::Passage { document: document()?, section: needed("section", &line.section)? },
            PlaceKind::Summary => Place::Summary { document: document()? },
            PlaceKind::Document => Place::Document { document: document()? },
        })
    }
}
