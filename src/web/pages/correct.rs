//! The form by which an editor corrects a text, and undoing that.

use axum::http::StatusCode;
use maud::{Markup, html};

use crate::error::{Error, Refusal, Result};
use crate::model::{CorrectionId, PassageId};
use crate::service::acceptance::shown;
use crate::service::correcting::{self, Found};
use crate::service::field::note;
use crate::service::names;
use crate::store::{NewCorrection, Store};
use crate::web::answer::Answer;
use crate::web::asked::{Asked, Form, as_sent};
use crate::web::links;
use crate::web::problem::Problem;

/// What is to be corrected, as a form names it.
#[derive(Debug, Default)]
struct Target {
    figure: String,
    attribute: String,
    document: String,
    section: String,
    passage: String,
}

impl Target {
    fn of<'f>(get: impl Fn(&str) -> Option<&'f str>) -> Self {
        let given = |name: &str| get(name).unwrap_or_default().to_owned();
        Self {
            figure: given("figure"),
            attribute: given("attribute"),
            document: given("document"),
            section: given("section"),
            passage: given("passage"),
        }
    }

    fn fields(&self) -> [(&'static str, &str); 5] {
        let Self { figure, attribute, document, section, passage } = self;
        [
            ("figure", figure),
            ("attribute", attribute),
            ("document", document),
            ("section", section),
            ("passage", passage),
        ]
    }

    /// Returns what it is, how it reads, and how it is to read.
    fn find(&self, store: &Store, text: &str, is_new: bool) -> Result<Found> {
        let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        let document = given(&self.document).map(|name| names::document(store, &name)).transpose()?;
        if let Some(figure) = given(&self.figure) {
            let figure = names::figure(store, &figure)?;
            let (attribute, _) = correcting::attribute(store, &figure, &self.attribute, is_new, |_, _| Ok(false))?;
            return correcting::value(store, &figure, attribute, document, text);
        }
        let nothing = || Error::usage("a correction needs a place", "follow the link beside what is wrong");
        let document = document.ok_or_else(nothing)?;
        let passage = self.passage.parse().ok().map(PassageId);
        correcting::prose(store, &document, (given(&self.section).as_deref(), passage), None, text)
    }

    /// Returns the page on which it stands.
    fn page(&self) -> String {
        if self.document.is_empty() { links::figure(&self.figure) } else { links::document(&self.document) }
    }
}

/// `/edit/correct?figure=F&attribute=A&document=D`, or with `section` or `passage` of a document
pub fn ask(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let target = Target::of(|name| asked.given(name));
    let seen = target.find(store, "", true)?.seen;
    let form = Form::with(&[("value", &seen)]);
    Ok(Answer::Page("Correct".to_owned(), page(&target, &form, Some(&seen), None)))
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
        if as_sent(&found.seen).trim() != form.sent("seen").unwrap_or_default() {
            return Err(Refusal::TextChanged.into());
        }
        let editor = asked.editor.as_deref().unwrap_or_default();
        let note = note(form.get("note"))?;
        let correction = NewCorrection { place: &found.place, seen: &found.seen, text: &found.text, editor, note };
        store.correct(&correction, now)
    })();
    // Without a place there is nothing to show a form for.
    if target.figure.is_empty() && target.document.is_empty() {
        return Err(corrected.map_or_else(Problem::from, |_| Problem::not_found()));
    }
    let error = match corrected {
        Ok((number, _)) => {
            let query = [("number", number.0.to_string()), ("back", target.page())];
            let query = query.each_ref().map(|(name, value)| (*name, value.as_str()));
            return Ok(Answer::Done(links::with_query("/edit/corrected", &query)));
        }
        Err(error) => error,
    };
    let is_new = matches!(error, Error::Refused(Refusal::NewAttribute { .. }));
    let refused = Some((Problem::from(error), is_new));
    // As it reads now, whatever was seen before.
    let seen = target.find(store, "", true).ok().map(|found| found.seen);
    let body = page(&target, form, seen.as_deref(), refused.as_ref());
    let status = refused.map_or(StatusCode::BAD_REQUEST, |(problem, _)| problem.status);
    Ok(Answer::Refused(status, "It is not corrected".to_owned(), body))
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
            dt { "The document says" } dd { (shown(&correction.base)) }
            dt { @if correction.reverted_at.is_none() { "It says now" } @else { "It said" } } dd { (correction.text) }
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

/// Returns the form. `seen` is how it reads now; `refused` is what was said of the last try, and whether it is that the attribute would
/// be new.
fn page(target: &Target, form: &Form, seen: Option<&str>, refused: Option<&(Problem, bool)>) -> Markup {
    let label = |name: &str| {
        let mut chars = name.chars();
        chars.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), chars.as_str()))
    };
    html! {
        h1 { "Correct" }
        @if let Some((problem, _)) = refused { (super::reports::said(problem)) }
        dl {
            @for (name, value) in target.fields() {
                @if !value.is_empty() && name != "passage" { dt { (label(name)) } dd { (value) } }
            }
            @if let Some(seen) = seen { dt { "It says" } dd.seen { (shown(seen)) } }
        }
        form.fields method="post" action="/edit/correct" {
            @for (name, value) in target.fields() { @if !value.is_empty() { input type="hidden" name=(name) value=(value); } }
            input type="hidden" name="seen" value=(as_sent(seen.unwrap_or_default()).trim());
            label for="value" { "It is to say" }
            textarea #value name="value" rows="6" required { (form.get("value").unwrap_or_default()) }
            @if refused.is_some_and(|(_, is_new)| *is_new) {
                label { input type="checkbox" name="new" value="on"; " make the attribute, which no figure has" }
            }
            label for="note" { "Why" }
            input #note name="note" value=(form.get("note").unwrap_or_default());
            p { "What the document says is kept, and no later import undoes this. It can be undone." }
            button { "Correct" }
        }
    }
}
