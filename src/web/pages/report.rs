//! The form by which a reader says what is wrong, and what comes of it.

use axum::http::StatusCode;
use maud::{Markup, html};

use crate::error::{Error, Result};
use crate::model::{COMMENT_LIMIT, NewReport, PassageId, Problem as What, Report, ReportId};
use crate::service::acceptance::shown;
use crate::service::claim::{self, Claim};
use crate::store::Store;
use crate::web::answer::Answer;
use crate::web::asked::{Asked, Form, as_sent};
use crate::web::problem::Problem;
use crate::web::{layout, links};

/// What the words of [`What`] mean to a reader.
fn meaning(problem: &str) -> &'static str {
    match problem {
        "wrong" => "it is not true",
        "outdated" => "it was true once",
        "missing" => "something ought to be there and is not",
        "misread" => "the page says something else",
        "misattributed" => "it is true of another one",
        "unsupported" => "no source says so",
        "contradiction" => "another part says the opposite",
        _ => "see the comment",
    }
}

/// The fields of the form, as they stand in it.
#[derive(Debug, Default)]
struct Fields {
    claim: Claim,
    /// What the reader saw when the form was shown; `None` where it is shown for the first time.
    seen: Option<String>,
    /// The problem as it was sent.
    problem: Option<String>,
}

impl Fields {
    fn of(form: &Form) -> Self {
        Self {
            claim: claimed(|name| form.get(name)).without_blanks(),
            seen: form.sent("seen").map(str::to_owned),
            problem: form.get("problem").map(str::to_owned),
        }
    }
}

/// Returns what is claimed by fields of these names, which are those of `report file`; `passage` is its row.
fn claimed<'f>(get: impl Fn(&str) -> Option<&'f str>) -> Claim {
    let given = |name: &str| get(name).map(str::to_owned);
    Claim {
        figure: given("figure"),
        attribute: given("attribute"),
        document: given("document"),
        section: given("section"),
        passage: get("passage").and_then(|number| number.parse().ok()).map(PassageId),
        quote: given("quote"),
        problem: get("problem").and_then(What::from_name),
        // As on the command line, where these are other words for it.
        proposed: given("value").or_else(|| given("proposed")).or_else(|| given("text")),
        evidence: given("evidence"),
        comment: given("comment"),
        reporter: given("reporter"),
    }
}

/// `/report?figure=F&attribute=A&document=D`, or with `section` or `passage` of a document
pub fn ask(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    if asked.format.is_some() {
        return Err(Problem::not_found());
    }
    let claim = claimed(|name| asked.given(name));
    if claim.names_nothing() {
        let hint = "follow the link beside what is wrong";
        return Err(Problem::new(StatusCode::BAD_REQUEST, "a report needs something to point at", hint));
    }
    let located = located(store, &claim)?;
    let body = form(store, &Fields { claim, ..Fields::default() }, Some(&located), None)?;
    Ok(Answer::Page("Report what is wrong".to_owned(), body))
}

/// Returns the report on the place that is meant. The words in question are left out, where they are not needed to tell which it is.
fn located(store: &Store, claim: &Claim) -> Result<NewReport> {
    let place = Claim { quote: None, ..claim.clone() };
    if place.section.is_none() && place.passage.is_none() {
        return claim.located(store);
    }
    place.located(store).or_else(|_| claim.located(store))
}

/// `POST /report`
pub fn file(store: &mut Store, _: &Asked, sent: &Form, now: &str) -> Result<Answer, Problem> {
    let fields = Fields::of(sent);
    match filed(store, &fields, now) {
        Ok((number, is_new)) => {
            Ok(Answer::Done(format!("/reports/{number}?{}", if is_new { "filed" } else { "added" })))
        }
        Err(error) => refuse(store, &fields, &Problem::from(error)),
    }
}

/// Answers that a report is not taken, with the form and what was typed.
fn refuse(store: &Store, fields: &Fields, problem: &Problem) -> Result<Answer, Problem> {
    // What was typed is kept also where the place has gone meanwhile.
    let located = located(store, &fields.claim).ok();
    let body = form(store, fields, located.as_ref(), Some(problem))?;
    Ok(Answer::Refused(problem.status, "The report is not filed".to_owned(), body))
}

/// Answers that there are too many reports.
pub fn too_many(store: &mut Store, sent: &Form) -> Result<Answer, Problem> {
    let problem = Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        format!("{} reports a minute are the most", crate::service::limiter::MOST),
        "send it again in a minute: what you typed is kept",
    );
    refuse(store, &Fields::of(sent), &problem)
}

/// Files a report, and returns its number and whether it is new.
fn filed(store: &mut Store, fields: &Fields, now: &str) -> Result<(ReportId, bool)> {
    if let (Some(problem), None) = (&fields.problem, fields.claim.problem) {
        let hint = format!("choose one of {}", What::NAMES.join(", "));
        return Err(Error::usage(format!("`{problem}` is no problem that is known"), hint));
    }
    fields.claim.ensure_sound()?;
    let report = fields.claim.resolve(store)?;
    // What was meant is what was seen.
    if fields.seen.as_deref().is_some_and(|seen| seen != as_sent(&report.seen).trim()) {
        let hint = "look at what it says now, and send it again";
        return Err(Error::usage("the text has changed since this form was shown", hint));
    }
    claim::file(store, &report, now)
}

fn form(store: &Store, fields: &Fields, located: Option<&NewReport>, problem: Option<&Problem>) -> Result<Markup> {
    let claim = &fields.claim;
    let reports = located.map(|report| store.reports_on(report)).transpose()?.unwrap_or_default();
    let passage = claim.passage.map(|passage| passage.0.to_string());
    let hidden = [
        ("figure", &claim.figure),
        ("attribute", &claim.attribute),
        ("document", &claim.document),
        ("section", &claim.section),
        ("passage", &passage),
    ];
    let is_prose = claim.section.is_some() || claim.passage.is_some() || claim.quote.is_some();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let chosen = claim.problem.or(located.map(|report| report.problem)).map_or("", What::as_str);
    Ok(html! {
        h1 { "Report what is wrong" }
        @if let Some(problem) = problem { (super::reports::said(problem)) }
        @if let Some(report) = located { dl { (target(report)) } }
        @else { dl { @for (name, value) in hidden { @if let Some(value) = value { dt { (name) } dd { (value) } } } } }
        @if !reports.is_empty() { (history(&reports)) }
        form.fields method="post" action="/report" {
            @for (name, value) in hidden { @if let Some(value) = value { input type="hidden" name=(name) value=(value); } }
            @if let Some(report) = located { input type="hidden" name="seen" value=(as_sent(&report.seen).trim()); }
            @if is_prose {
                label for="quote" { "The words in question, as they stand there (empty: all of it)" }
                textarea #quote name="quote" rows="3" { (text(&claim.quote)) }
            }
            label for="problem" { "What is the matter" }
            select #problem name="problem" {
                @for name in What::NAMES { option value=(name) selected[*name == chosen] { (name) ": " (meaning(name)) } }
            }
            label for="value" { "What it should say" }
            textarea #value name="value" rows="3" { (text(&claim.proposed)) }
            label for="evidence" { "Where that can be checked (an address of the web)" }
            input #evidence name="evidence" inputmode="url" placeholder="https://" value=(text(&claim.evidence));
            label for="comment" { "Anything else, at most " (COMMENT_LIMIT) " characters" }
            textarea #comment name="comment" rows="3" { (text(&claim.comment)) }
            label for="reporter" { "Your name, if you like" }
            input #reporter name="reporter" autocomplete="name" value=(text(&claim.reporter));
            p { "One of what it should say, where to check and a comment is needed. Nothing changes by a report: editors decide." }
            button { "File the report" }
        }
    })
}

fn target(report: &NewReport) -> Markup {
    let place = &report.place;
    html! {
        @if let Some(figure) = report.figure() { dt { "Figure" } dd { a href=(links::figure(figure)) { (figure) } } }
        @if let Some(attribute) = place.attribute() { dt { "Attribute" } dd { a href=(links::attribute(attribute)) { (attribute) } } }
        @if let Some(document) = place.document() { dt { "Document" } dd { a href=(links::document(document)) { (document) } } }
        @if let Some(section) = place.section() { dt { "Section" } dd { (section) } }
        dt { "It says" } dd.seen { (shown(&report.seen)) }
    }
}

fn history(reports: &[Report]) -> Markup {
    html! {
        h2 { "What was reported here" }
        ul { @for report in reports { li {
            a href={ "/reports/" (report.number) } { "Report " (report.number) } " " (layout::status(report.status))
            @if let Some(proposed) = &report.filed.proposed { ": it should say “" (proposed) "”" }
            @if let Some(note) = &report.note { ". " (note) }
        } } }
    }
}
