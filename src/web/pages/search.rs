//! The search, and names for what is typed.

use maud::{Markup, html};

use crate::error::Result;
use crate::model::{Hit, HitKind, Match, NameKind};
use crate::service::search;
use crate::store::Store;
use crate::web::answer::{Answer, rows};
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use crate::web::{layout, links};

/// How many places are shown.
const PLACES: usize = 50;

/// How many names are offered.
const NAMES: usize = 10;

/// `/search?q=WORDS`
pub fn search(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let words = asked.get("q");
    store.read_as_stated(asked.has("as-stated"));
    let found = if words.is_empty() { crate::model::SearchResult::default() } else { store.find(words, PLACES)? };
    if let Some(format) = asked.format {
        return rows(format, |output| search::print(output, &found.hits));
    }
    let body = html! {
        h1 { @if words.is_empty() { "Search" } @else { "Found for “" (words) "”" } }
        @if words.is_empty() {
            p { "Type names or words into the field above: figures, attributes, headings, and texts that have all the words." }
        } @else if found.hits.is_empty() {
            p { (layout::sentence(&search::nothing_found(words, &found))) }
        } @else {
            @if found.is_too_short { p { (layout::sentence(search::TOO_SHORT)) } }
            ol.hits { @for hit in &found.hits { li { (shown(hit)) } } }
        }
        (layout::formats(asked))
    };
    Ok(Answer::Page(format!("Search: {words}"), body))
}

fn shown(hit: &Hit) -> Markup {
    let place = &hit.place;
    let document = place.document().map(links::document);
    html! {
        span.kind { (hit.kind.as_str()) } " "
        @match hit.kind {
            HitKind::Figure => { @if let Some(name) = place.figure() { a href=(links::figure(name)) { (name) } } }
            HitKind::Attribute => { @if let Some(name) = place.attribute() { a href=(links::attribute(name)) { (name) } } }
            _ => {
                @if let Some(address) = &document {
                    a href=(address) { (place.attribute().or(place.section()).unwrap_or("a document")) }
                } @else { (place.section().unwrap_or_default()) }
                @if !hit.figures.is_empty() { " of " (super::figure_links(&hit.figures)) }
                @if let Some(slug) = place.document() { span.from { " in " (slug) } }
                p.snippet { (found(&hit.snippet)) @if let Some(status) = hit.status { (layout::marks(status, 0)) } }
            }
        }
        @if hit.found == Match::Beginning { span.from { " begins so" } }
    }
}

/// Returns a snippet with the words that were found, which stand in square brackets, marked.
fn found(snippet: &str) -> Markup {
    let mut parts = Vec::new();
    let mut rest = snippet;
    while let Some((before, behind)) = rest.split_once('[') {
        let Some((word, after)) = behind.split_once(']') else { break };
        parts.push((before, word));
        rest = after;
    }
    html! { @for (before, word) in parts { (before) b { (word) } } (rest) }
}

/// `/names?q=BEGINNING`, with `kind=attributes` for these: names for the script to offer.
pub fn names(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let kind = if asked.get("kind") == "attributes" { NameKind::Attribute } else { NameKind::Figure };
    let beginning = asked.get("q");
    let mut names = store.names_beginning(kind, false, beginning, NAMES)?;
    if names.len() < NAMES && beginning.chars().count() > 1 {
        let wanted = if kind == NameKind::Figure { HitKind::Figure } else { HitKind::Attribute };
        for hit in store.find(beginning, NAMES)?.hits.into_iter().filter(|hit| hit.kind == wanted) {
            let name = hit.place.figure().or(hit.place.attribute()).unwrap_or_default().to_owned();
            if !names.contains(&name) && names.len() < NAMES {
                names.push(name);
            }
        }
    }
    Ok(Answer::Names(serde_json::to_string(&names).unwrap_or_default()))
}
