//! Reports: the list of them, one beside what its target reads now, and what an editor decides.

use maud::{Markup, html};

use crate::error::{Error, Refusal, Result};
use crate::model::{Because, Report, ReportId, ReportStatus, Resolution, Standing};
use crate::service::acceptance::shown;
use crate::service::claim::described;
use crate::service::field::note;
use crate::service::{names, tables};
use crate::store::{Acceptance, Outcome, ReportFilter, Store};
use crate::web::answer::{Answer, rows};
use crate::web::asked::{Asked, Form};
use crate::web::problem::Problem;
use crate::web::{layout, links};

/// What of the reports is listed.
const STATES: [(&str, &str); 4] =
    [("open", "Open"), ("accepted", "Accepted"), ("declined", "Declined"), ("all", "All")];

/// `/reports`
pub fn list(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let state = asked.given("state").unwrap_or("open");
    let Some((_, title)) = STATES.iter().find(|(name, _)| *name == state) else {
        let states: Vec<&str> = STATES.iter().map(|(name, _)| *name).collect();
        return Err(Error::usage(
            format!("no report stands as `{state}`"),
            format!("ask for one of {}", states.join(", ")),
        )
        .into());
    };
    let figure = asked.given("figure");
    let figure = figure.map(|name| names::figure(store, name)).transpose()?.map(|figure| figure.name);
    let filter = ReportFilter { status: ReportStatus::from_name(state), figure, problem: None, spam: Some(false) };
    if let Some(format) = asked.format {
        return rows(format, |output| tables::report_queue(store, output, &filter));
    }
    let queue = store.report_queue(&filter)?;
    let turned = super::Turned::of(asked, |turned| queue.iter().try_for_each(|listed| turned.add(|| listed)))?;
    let rows = turned.rows.iter().map(|listed| row(store, &listed.report)).collect::<Result<Vec<_>>>()?;
    let body = html! {
        h1 { (title) " reports" }
        nav.filters aria-label="Which reports are listed" {
            @for (name, label) in STATES {
                a href=(links::with_query("/reports", &[("state", name)])) aria-current=[(name == state).then_some("true")] { (label) }
            }
        }
        @if rows.is_empty() { p { "There are none." } } @else {
            (table("Reports", &rows))
        }
        (layout::turn(asked, turned.is_more))
        (layout::formats(asked))
    };
    Ok(Answer::Page(format!("{title} reports"), body))
}

fn table(what: &str, rows: &[Markup]) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(what) {
            table {
                caption.hidden { (what) }
                thead { tr {
                    th scope="col" { "Report" } th scope="col" { "About" } th scope="col" { "It says" }
                    th scope="col" { "It should say" } th scope="col" { "Problem" } th scope="col" { "State" }
                    th.number scope="col" { "Readers" }
                } }
                tbody { @for row in rows { (row) } }
            }
        }
    }
}

fn row(store: &Store, report: &Report) -> Result<Markup> {
    let filed = &report.filed;
    let about = about(store, report)?;
    Ok(html! {
        tr {
            th scope="row" { a href={ "/reports/" (report.number) } { (report.number) } }
            td { (about) }
            td { (layout::text(filed.quote.as_deref().unwrap_or(&filed.seen))) }
            td { @if let Some(text) = &filed.proposed { (layout::text(text)) } }
            td { (filed.problem.as_str()) }
            td { (layout::status(report.status)) }
            td.number { (tables::readers(report)) }
        }
    })
}

/// Returns what a report is about, with links.
fn about(store: &Store, report: &Report) -> Result<Markup> {
    super::place(store, &report.filed.place, report.filed.about.as_deref())
}

/// `/reports/NUMBER`
pub fn show(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let report = report(store, asked.part(1))?;
    if let Some(format) = asked.format {
        let now = store.current_text(&report.filed)?;
        let standing = store.standing(&report)?;
        return rows(format, |output| tables::report(output, &report, standing, now.as_deref()).map(|()| 1));
    }
    Ok(Answer::Page(format!("Report {}", report.number), page(store, asked, &report, None)?))
}

/// Returns the report of a number in an address.
fn report(store: &Store, number: &str) -> Result<Report, Problem> {
    let number: ReportId = number.parse().map_err(|_| Problem::not_found())?;
    Ok(store.report(number)?.ok_or(Error::UnknownReport { number })?)
}

/// Returns the page of a report, with what was refused just now and what had been typed then.
fn page(store: &Store, asked: &Asked, report: &Report, refused: Option<(&Problem, &Form)>) -> Result<Markup> {
    let number = report.number;
    let now = store.current_text(&report.filed)?;
    let standing = store.standing(report)?;
    let supports = store.supports(number)?;
    let corrections = corrections(store, report)?;
    let about = about(store, report)?;
    Ok(html! {
        h1 { "Report " (number) " " (layout::status(report.status)) }
        @if let Some((problem, _)) = refused { (said(problem)) }
        @if asked.has("filed") { p.done role="status" { "Thank you. Your report is filed; this is its page." } }
        @if asked.has("added") { p.done role="status" { "Somebody has said so already, and your voice was added. Thank you." } }
        p { (about) }
        dl {
            @for (label, text) in described(&report.filed) {
                dt { (label) }
                dd { @if label == "Evidence" { (layout::source(text)) } @else { (text) } }
            }
            @match standing {
                Standing::Matched => {},
                Standing::Moved => { dt { "It says now" } dd { (shown(now.as_deref().unwrap_or_default())) } },
                Standing::Unmatched => { dt { "It says now" } dd { "It is not in this base." } },
            }
            dt { "Filed" } dd { (report.filed_at) }
            dt { "Readers" } dd { (tables::readers(report)) }
            @if let Some(at) = &report.decided_at {
                dt { "Decided" }
                dd {
                    (report.resolution.map_or("", Resolution::as_str)) ", " (at)
                    @if let Some(editor) = &report.editor { " by " (editor) }
                }
            }
            @if let Some(note) = &report.note { dt { "Note" } dd { (note) } }
        }
        @if !supports.is_empty() {
            h2 { "Others who say so" }
            ul { @for support in supports.iter().take(super::ROWS) { li {
                (support.reporter.as_deref().unwrap_or("A reader"))
                @if let Some(evidence) = &support.evidence { ", " (layout::source(evidence)) }
                @if let Some(comment) = &support.comment { ": " (comment) }
            } } }
        }
        @if asked.editor.is_some() { (decide(report, refused.map(|(_, form)| form), &corrections)) }
        (layout::formats(asked))
    })
}

/// Returns what was refused, in words.
#[must_use]
pub fn said(problem: &Problem) -> Markup {
    html! { div.refused role="alert" { p { strong { (layout::sentence(&problem.message)) } } @if !problem.hint.is_empty() { p { (layout::sentence(&problem.hint)) } } } }
}

/// Returns the active corrections that answer a report.
fn corrections(store: &Store, report: &Report) -> Result<Vec<crate::model::CorrectionId>> {
    let mut numbers = Vec::new();
    if report.status == ReportStatus::Open {
        return Ok(numbers);
    }
    store.each_correction(|correction| {
        if correction.report == Some(report.number) && correction.reverted_at.is_none() {
            numbers.push(correction.number);
        }
        Ok(())
    })?;
    Ok(numbers)
}

/// Returns the forms by which an editor decides a report, or takes that back.
fn decide(report: &Report, form: Option<&Form>, corrections: &[crate::model::CorrectionId]) -> Markup {
    let number = report.number;
    let typed = |name: &str| form.and_then(|form| form.get(name)).unwrap_or_default();
    let filed = &report.filed;
    html! {
        @if report.status == ReportStatus::Open {
            div.lists {
                @if filed.place.is_text() {
                    form.fields method="post" action={ "/edit/reports/" (number) "/accept" } {
                        h2 { "Accept" }
                        label for="value" { "It is to say" @if filed.proposed.is_some() { " (empty: what the report proposes)" } }
                        textarea #value name="value" rows="3" { (typed("value")) }
                        @if filed.place.is_prose() && filed.quote.is_some() {
                            label { input type="checkbox" name="whole" value="on" checked[!typed("whole").is_empty()]; " the text takes the place of all of it, not of the quoted words" }
                        }
                        @if filed.is_missing {
                            label for="document" { "Document that is to have it" }
                            input #document name="document" value=(if typed("document").is_empty() { filed.place.document().unwrap_or_default() } else { typed("document") });
                        }
                        label for="accept-note" { "Note" }
                        input #accept-note name="note" value=(typed("note"));
                        button { "Accept" }
                    }
                }
                form.fields method="post" action={ "/edit/reports/" (number) "/decline" } {
                    h2 { "Decline" }
                    label for="because" { "Why" }
                    select #because name="because" {
                        @for because in Because::NAMES { option value=(because) selected[*because == typed("because")] { (because) } }
                    }
                    label for="decline-note" { "Note, for whoever reported it" }
                    input #decline-note name="note" value=(typed("note"));
                    button { "Decline" }
                }
            }
        } @else {
            form.inline method="post" action={ "/edit/reports/" (number) "/reopen" } { button { "Open it again" } }
            @for number in corrections { p { "Correction " (number) " stands. " (super::log::undo(*number)) } }
        }
    }
}

/// `/edit/triage`: the open reports, to decide.
pub fn triage(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let filter = ReportFilter { status: Some(ReportStatus::Open), ..ReportFilter::default() };
    let queue = store.report_queue(&filter)?;
    let mut unclear = 0;
    store.each_unclear_row(false, |_| {
        unclear += 1;
        Ok(())
    })?;
    let turned = super::Turned::of(asked, |turned| queue.iter().try_for_each(|listed| turned.add(|| listed)))?;
    let rows = turned.rows.iter().map(|listed| row(store, &listed.report)).collect::<Result<Vec<_>>>()?;
    let body = html! {
        h1 { "To decide" }
        p { a href="/edit/review" { "Rows whose cells ran together" } ": " (unclear) }
        @if rows.is_empty() { p { "No report is open." } } @else {
            p { "Those with evidence come first, those about one place together." }
            (table("Open reports", &rows))
        }
        (layout::turn(asked, turned.is_more))
    };
    Ok(Answer::Page("To decide".to_owned(), body))
}

/// Answers a decision: with the report as it stands then, or with what speaks against it.
fn decided(
    store: &mut Store,
    asked: &Asked,
    form: &Form,
    decide: impl FnOnce(&mut Store, &Report) -> Result<()>,
) -> Result<Answer, Problem> {
    let report = report(store, asked.part(2))?;
    let Err(error) = decide(store, &report) else { return Ok(Answer::Done(format!("/reports/{}", report.number))) };
    let problem = Problem::from(error);
    let body = page(store, asked, &report, Some((&problem, form)))?;
    Ok(Answer::Refused(problem.status, problem.message.clone(), body))
}

/// `POST /edit/reports/NUMBER/accept`
pub fn accept(store: &mut Store, asked: &Asked, form: &Form, now: &str) -> Result<Answer, Problem> {
    decided(store, asked, form, |store, report| {
        let document = form.get("document").map(|name| names::document(store, name)).transpose()?;
        let acceptance = Acceptance {
            number: report.number,
            text: form.get("value"),
            whole: form.get("whole").is_some(),
            document: document.as_ref().map(|document| document.name.as_str()),
            note: note(form.get("note"))?,
            editor: asked.editor.as_deref().unwrap_or_default(),
        };
        match store.accept_report(&acceptance, now)? {
            Outcome::Accepted(_) => Ok(()),
            Outcome::Moved { .. } => Err(Refusal::TextMoved { report: report.number }.into()),
        }
    })
}

/// `POST /edit/reports/NUMBER/decline`
pub fn decline(store: &mut Store, asked: &Asked, form: &Form, now: &str) -> Result<Answer, Problem> {
    decided(store, asked, form, |store, report| {
        let because = form.get("because").and_then(Because::from_name);
        let because = because.ok_or_else(|| {
            Error::usage("it is not said why", format!("choose one of {}", Because::NAMES.join(", ")))
        })?;
        let editor = asked.editor.as_deref().unwrap_or_default();
        store.decline_reports(&[report.number], because, note(form.get("note"))?, editor, now)
    })
}

/// `POST /edit/reports/NUMBER/reopen`
pub fn reopen(store: &mut Store, asked: &Asked, form: &Form, now: &str) -> Result<Answer, Problem> {
    decided(store, asked, form, |store, report| {
        let editor = asked.editor.as_deref().unwrap_or_default();
        store.reopen_report(report.number, note(form.get("note"))?, editor, now).map(drop)
    })
}
