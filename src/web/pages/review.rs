//! Rows whose cells ran together: telling them apart by choosing a candidate, and taking that back.

use maud::{Markup, html};

use crate::error::{Error, Result};
use crate::model::{Candidate, SettledRecord, SettlementId, UnclearRecord, UnclearRowId};
use crate::service::cells::shown;
use crate::service::counted::counted;
use crate::store::Store;
use crate::web::answer::Answer;
use crate::web::asked::{Asked, Form, as_sent};
use crate::web::links;
use crate::web::problem::Problem;

/// How many of the latest decisions are shown with what takes them back.
const LATEST: usize = 5;

/// `/edit/review`
pub fn list(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let turned =
        super::Turned::of(asked, |turned| store.each_unclear_row(false, |record| turned.add(|| record.clone())))?;
    let mut settled: Vec<SettledRecord> = Vec::new();
    store.each_settled_row(|record| {
        settled.push(record.clone());
        Ok(())
    })?;
    settled.sort_by_key(|record| std::cmp::Reverse(record.number));
    let body = html! {
        h1 { "Rows whose cells ran together" }
        @if !settled.is_empty() {
            h2 { "Decided last" }
            ul { @for record in settled.iter().take(LATEST) { li {
                a href=(links::document(&record.document)) { (record.document) } ": "
                (record.split.as_ref().map_or_else(|| format!("{} stays unclear", record.raw), shown))
                " "
                form.inline method="post" action={ "/edit/unsettle/" (record.number) } { button { "Take it back" } }
            } } }
        }
        @if turned.rows.is_empty() { p { "There are none." } }
        @for record in &turned.rows { (row(record)) }
        (crate::web::layout::turn(asked, turned.is_more))
    };
    Ok(Answer::Page("Rows whose cells ran together".to_owned(), body))
}

fn row(record: &UnclearRecord) -> Markup {
    html! {
        form.fields.row method="post" action={ "/edit/review/" (record.id) } {
            fieldset {
                legend { (record.row.raw) }
                input type="hidden" name="document" value=(record.document);
                input type="hidden" name="raw" value=(as_sent(&record.row.raw).trim());
                p.from { a href=(links::document(&record.document)) { (record.document) } ": " (record.row.reason) }
                @for (at, candidate) in record.row.candidates.iter().enumerate() {
                    label { input type="radio" name="pick" value=(format!("{} {}", at + 1, shown(candidate))) required; " " (shown(candidate)) }
                }
                @if record.row.candidates.is_empty() { p { "There is no candidate: use versus review." } }
                @else { button { "Tell apart so" } }
            }
        }
    }
}

/// `POST /edit/review/NUMBER`
pub fn settle(store: &mut Store, asked: &Asked, form: &Form, now: &str) -> Result<Answer, Problem> {
    let number: UnclearRowId = asked.part(2).parse().map_err(|_| Problem::not_found())?;
    let record = store.unclear_row(number)?.ok_or(Error::UnknownRow { number })?;
    // A number goes to another row when a page is imported again, and so does that of a candidate.
    let is_seen = form.get("document") == Some(record.document.as_str())
        && form.sent("raw") == Some(as_sent(&record.row.raw).trim());
    if !is_seen {
        return Err(
            Error::usage(format!("row {number} has changed since it was shown"), "look at the rows again").into()
        );
    }
    let pick = form.get("pick").unwrap_or_default();
    let is_picked = |(at, split): &(usize, &Candidate)| as_sent(&format!("{} {}", at + 1, shown(split))).trim() == pick;
    let split = record.row.candidates.iter().enumerate().find(is_picked).map(|(_, split)| split).ok_or_else(|| {
        let message = format!("row {number} has {}", counted(record.row.candidates.len(), "candidate"));
        Error::usage(message, "choose one of them")
    })?;
    store.settle(number, split, asked.editor.as_deref().unwrap_or_default(), now)?;
    Ok(Answer::Done("/edit/review".to_owned()))
}

/// `POST /edit/unsettle/NUMBER`
pub fn unsettle(store: &mut Store, asked: &Asked, _: &Form, now: &str) -> Result<Answer, Problem> {
    let number: SettlementId = asked.part(2).parse().map_err(|_| Problem::not_found())?;
    store.unsettle(number, asked.editor.as_deref().unwrap_or_default(), now)?;
    Ok(Answer::Done("/edit/review".to_owned()))
}
