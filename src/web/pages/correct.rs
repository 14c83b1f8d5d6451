//! The form by which an editor corrects a text, and undoing that.

use axum::http::StatusCode;
use maud::{Markup, html};

use crate::error::{Error, Refusal, Result};
use crate::model::{CorrectionId, PassageId};
use crate::service::correcting::{self, Found};
use crate::service::field::note;
use crate::service::names;
use crate::store::{NewCorrection, PassageFilter, Store};
use crate::web::answer::Answer;
use crate::web::asked::{Asked, Form};
use crate::web::links;
use crate::web::problem::Problem;

/// What is to be corrected, as a form names it.
#[derive(Debug, Default)]
struct Target {
    figure: String,
    attribute: String,
    document: String,
    section: String,
    quote: String,
}

impl Target {
    fn of<'f>(get: impl Fn(&str) -> Option<&'f str>) -> Self {
        let given = |name: &str| get(name).unwrap_or_default().to_owned();
        Self {
            figure: given("figure"),
            attribute: given("attribute"),
            document: given("document"),
            section: given("section"),
            quote: given("quote"),
        }
    }

    /// Returns what it is, how it reads, and how it is to read.
    fn find(&self, store: &Store, text: &str, is_new: bool) -> Result<Found> {
        let given = |text: &'_ String| Some(text.clone()).filter(|text| !text.is_empty());
        let document = given(&self.document).map(|name| names::document(store, &name)).transpose()?;
        if let Some(figure) = given(&self.figure) {
            let figure = names::figure(store, &figure)?;
            let (attribute, _) = correcting::attribute(store, &figure, &self.attribute, is_new, |_, _| Ok(false))?;
            return correcting::value(store, &figure, attribute, document, text);
        }
        let nothing = || Error::usage("a correction needs a place", "follow the link beside what is wrong");
        let document = document.ok_or_else(nothing)?;
        correcting::prose(store, &document, given(&self.section).as_deref(), given(&self.quote).as_deref(), text)
    }

    /// Returns the page on which it stands.
    fn page(&self) -> String {
        if self.document.is_empty() { links::figure(&self.figure) } else { links::document(&self.document) }
    }
}

/// `/edit/correct?figure=F&attribute=A&document=D`, or with `section` or `passage` of a document
pub fn ask(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let mut target = Target::of(|name| Some(asked.get(name)));
    if !asked.get("passage").is_empty() {
        let document = store.document_of_slug(&target.document)?.ok_or_else(Problem::not_found)?;
        let passages = store.passages(&PassageFilter { document_id: Some(document.id), figure_id: None })?;
        let wanted: PassageId = asked.get("passage").parse().map(PassageId).map_err(|_| Problem::not_found())?;
        let passage =
            passages.into_iter().find(|passage| passage.passage_id == wanted).ok_or_else(Problem::not_found)?;
        (target.section, target.quote) = (passage.heading, passage.text);
    }
    let seen = target.find(store, "", true)?.seen;
    let fields = [("value", seen.as_str()), ("seen", seen.as_str())];
    let form = Form::with(&fields);
    Ok(Answer::Page("Correct".to_owned(), page(&target, &form, None)))
}

/// `POST /edit/correct`
pub fn make(store: &mut Store, asked: &Asked, form: &Form, now: &str) -> Result<Answer, Problem> {
    let target = Target::of(|name| form.get(name));
    let corrected = (|| {
        let text = form.get("value").unwrap_or_default();
        let found = target.find(store, text, form.get("new").is_some())?;
        if text.is_empty() {
            return Err(Error::usage("the corrected text is empty", "say what should stand there"));
        }
        if found.seen.replace("\r\n", "\n").trim() != form.get("seen").unwrap_or_default() {
            return Err(Refusal::TextChanged.into());
        }
        let editor = asked.editor.as_deref().unwrap_or_default();
        let correction = NewCorrection {
            place: &found.place,
            seen: &found.seen,
            text: &found.text,
            editor,
            note: note(form.get("note"))?,
        };
        store.correct(&correction, now)
    })();
    match corrected {
        Ok((number, _)) => Ok(Answer::Done(links::with_query(
            "/edit/corrected",
            &[("number", &number.0.to_string()), ("back", &target.page())],
        ))),
        Err(error) => {
            let problem = Problem::from(error);
            // Nothing to show a form for.
            if target.figure.is_empty() && target.document.is_empty() {
                return Err(problem);
            }
            Ok(Answer::Refused(problem.status, "It is not corrected".to_owned(), page(&target, form, Some(&problem))))
        }
    }
}

/// `/edit/corrected?number=NUMBER&back=ADDRESS`: what was done, with its undo.
pub fn made(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let number: CorrectionId = asked.get("number").parse().map_err(|_| Problem::not_found())?;
    let mut found = None;
    store.each_correction(|correction| {
        if correction.number == number {
            found = Some(correction.clone());
        }
        Ok(())
    })?;
    let correction = found.ok_or(Error::UnknownCorrection { number })?;
    // Only a page of this site.
    let back = Some(asked.get("back")).filter(|back| back.starts_with("/documents/") || back.starts_with("/figures/"));
    let body = html! {
        h1 { "Correction " (number) }
        dl {
            @if let Some(figure) = correction.place.figure() { dt { "Figure" } dd { (figure) } }
            @if let Some(attribute) = correction.place.attribute() { dt { "Attribute" } dd { (attribute) } }
            @if let Some(section) = correction.place.section() { dt { "Section" } dd { (section) } }
            @if let Some(document) = correction.place.document() { dt { "Document" } dd { (document) } }
            dt { "The document says" } dd { (crate::service::acceptance::shown(&correction.base)) }
            dt { "It says now" } dd { (correction.text) }
        }
        @if correction.reverted_at.is_some() { p { "It was undone." } } @else { (super::log::undo(number)) }
        @if let Some(back) = back { p { a href=(back) { "Back to where it stands" } } }
    };
    Ok(Answer::Page(format!("Correction {number}"), body))
}

/// `POST /edit/revert/NUMBER`
pub fn revert(store: &mut Store, asked: &Asked, form: &Form, now: &str) -> Result<Answer, Problem> {
    let number: CorrectionId = asked.part(2).parse().map_err(|_| Problem::not_found())?;
    let editor = asked.editor.as_deref().unwrap_or_default();
    store.revert(number, editor, note(form.get("note"))?, now)?;
    Ok(Answer::Done(links::with_query("/edit/corrected", &[("number", &number.0.to_string())])))
}

fn page(target: &Target, form: &Form, problem: Option<&Problem>) -> Markup {
    let Target { figure, attribute, document, section, quote } = target;
    let is_new = problem.is_some_and(|problem| problem.status == StatusCode::CONFLICT) && !attribute.is_empty();
    html! {
        h1 { "Correct" }
        @if let Some(problem) = problem { (super::reports::said(problem)) }
        dl {
            @if !figure.is_empty() { dt { "Figure" } dd { (figure) } dt { "Attribute" } dd { (attribute) } }
            @if !document.is_empty() { dt { "Document" } dd { (document) } }
            @if !section.is_empty() { dt { "Section" } dd { (section) } }
            dt { "It says" } dd.seen { (crate::service::acceptance::shown(form.get("seen").unwrap_or_default())) }
        }
        form.fields method="post" action="/edit/correct" {
            @for (name, value) in [("figure", figure), ("attribute", attribute), ("document", document), ("section", section), ("quote", quote)] {
                @if !value.is_empty() { input type="hidden" name=(name) value=(value); }
            }
            input type="hidden" name="seen" value=(form.get("seen").unwrap_or_default());
            label for="value" { "It is to say" }
            textarea #value name="value" rows="6" required { (form.get("value").unwrap_or_default()) }
            @if is_new { label { input type="checkbox" name="new" value="on"; " make the attribute, which no figure has" } }
            label for="note" { "Why" }
            input #note name="note" value=(form.get("note").unwrap_or_default());
            p { "What the document says is kept, and no later import undoes this. It can be undone." }
            button { "Correct" }
        }
    }
}
