//! The log: who changed what, when, why and on whose report.

use std::collections::HashSet;

use maud::{Markup, html};

use super::ROWS;
use crate::error::Result;
use crate::model::{CorrectionId, LogEntry, LogKind};
use crate::service::{log, names, target};
use crate::store::Store;
use crate::web::answer::{self, Answer, rows};
use crate::web::asked::Asked;
use crate::web::layout;
use crate::web::problem::Problem;

/// `/log`, and `/log?figure=NAME&attribute=NAME`
pub fn show(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let figure = asked.given("figure");
    let figure = figure.map(|name| names::figure(store, name)).transpose()?;
    let entries = match &figure {
        Some(figure) => {
            let attribute =
                asked.given("attribute").map(|given| target::known_attribute(store, figure, given)).transpose()?;
            store.log(Some(figure), attribute.as_ref())?
        }
        None => store.latest(if asked.format.is_some() { answer::ROWS } else { asked.page() * ROWS + 1 })?,
    };
    if let Some(format) = asked.format {
        return rows(format, |output| log::print(output, entries));
    }
    let skipped = (asked.page() - 1) * ROWS;
    let is_more = entries.len() > skipped + ROWS;
    let shown: Vec<&LogEntry> = entries.iter().rev().skip(skipped).take(ROWS).collect();
    let active = if asked.editor.is_some() { active(store)? } else { HashSet::new() };
    let table = table(store, &shown, &active)?;
    let title = figure.as_ref().map_or_else(|| "Log".to_owned(), |figure| format!("What happened to {}", figure.name));
    let body = html! {
        h1 { (title) }
        @if shown.is_empty() { p { "Nothing happened so far." } } @else { (table) }
        (layout::turn(asked, is_more))
        (layout::formats(asked))
    };
    Ok(Answer::Page(title.clone(), body))
}

/// Returns the corrections that can be undone.
fn active(store: &Store) -> Result<HashSet<CorrectionId>> {
    let mut active = HashSet::new();
    store.each_correction(|correction| {
        if correction.reverted_at.is_none() {
            active.insert(correction.number);
        }
        Ok(())
    })?;
    Ok(active)
}

fn table(store: &Store, entries: &[&LogEntry], active: &HashSet<CorrectionId>) -> Result<Markup> {
    let place = |entry: &&LogEntry| super::place(store, &entry.place, entry.about.as_deref());
    let places = entries.iter().map(place).collect::<Result<Vec<_>>>()?;
    Ok(html! {
        div.wide tabindex="0" role="region" aria-label="Log" {
            table {
                caption.hidden { "What happened, the latest first" }
                thead { tr {
                    th scope="col" { "When" } th scope="col" { "Who" } th scope="col" { "What" } th scope="col" { "Where" }
                    th scope="col" { "Before" } th scope="col" { "After" } th scope="col" { "Note" }
                } }
                tbody { @for (entry, place) in entries.iter().zip(&places) { tr {
                    td.when { (entry.at.get(..16).unwrap_or(&entry.at).replace('T', " ")) }
                    td { (entry.who.as_deref().unwrap_or_default()) }
                    td { (entry.what.as_str()) }
                    td { (place) }
                    td { @if let Some(text) = &entry.before { (layout::text(text)) } }
                    td { @if let Some(text) = &entry.after { (layout::text(text)) } }
                    td {
                        @if let Some(number) = entry.report { a href={ "/reports/" (number) } { "report " (number) } " " }
                        @if let Some(number) = entry.correction {
                            "correction " (number) " "
                            @if entry.what == LogKind::Corrected && active.contains(&number) { (undo(number)) }
                        }
                        (entry.note.as_deref().unwrap_or_default())
                    }
                } } }
            }
        }
    })
}

/// Returns the form that undoes a correction.
#[must_use]
pub fn undo(number: CorrectionId) -> Markup {
    html! {
        form.inline method="post" action={ "/edit/revert/" (number) } {
            button { "Undo" span.hidden { " correction " (number) } }
        }
    }
}
