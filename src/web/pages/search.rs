//! The search, and names for what is typed.

use maud::{Markup, html};

use crate::error::Result;
use crate::model::{Hit, HitKind, Match, NameKind};
use crate::name;
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
    let asked_words = name::words(words);
    let hits = found.hits.iter().map(|hit| shown(store, hit, &asked_words)).collect::<Result<Vec<_>>>()?;
    let body = html! {
        h1 { @if words.is_empty() { "Search" } @else { "Found for “" (words) "”" } }
        @if words.is_empty() {
            p { "Type names or words into the field above: figures, attributes, headings, and texts that have all the words." }
        } @else if found.hits.is_empty() {
            p { (layout::sentence(&search::nothing_found(words, &found))) }
        } @else {
            @if found.is_too_short { p { (layout::sentence(search::TOO_SHORT)) } }
            ol.hits { @for hit in &hits { li { (hit) } } }
        }
        (layout::formats(asked))
    };
    Ok(Answer::Page(format!("Search: {words}"), body))
}

fn shown(store: &Store, hit: &Hit, words: &[String]) -> Result<Markup> {
    let place = &hit.place;
    let document = place.document().map(links::document);
    let figures = super::figure_links(store, &hit.figures)?;
    Ok(html! {
        span.kind { (hit.kind.as_str()) } " "
        @match hit.kind {
            HitKind::Figure => { @if let Some(name) = place.figure() { a href=(links::figure(name)) { (name) } } }
            HitKind::Attribute => { @if let Some(name) = place.attribute() { a href=(links::attribute(name)) { (name) } } }
            _ => {
                @if let Some(address) = &document {
                    a href=(address) { (place.attribute().or(place.section()).unwrap_or("a document")) }
                } @else { (place.section().unwrap_or_default()) }
                @if !hit.figures.is_empty() { " of " (figures) }
                @if let Some(slug) = place.document() { span.from { " in " (slug) } }
                p.snippet { (found(&hit.snippet, words)) @if let Some(status) = hit.status { (layout::marks(status, 0)) } }
            }
        }
        @if hit.found == Match::Beginning { span.from { " begins so" } }
    })
}

/// Returns a snippet with the words that were found marked. They stand in square brackets, as other words of the text may.
fn found(snippet: &str, words: &[String]) -> Markup {
    let is_found = |text: &str| {
        let inner = name::words(text);
        !inner.is_empty() && inner.iter().all(|word| words.iter().any(|asked| word.starts_with(asked.as_str())))
    };
    let mut parts = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some(open) = snippet[from..].find('[').map(|at| from + at) {
        let Some(close) = snippet[open..].find(']').map(|at| open + at) else { break };
        from = open + 1;
        if is_found(&snippet[from..close]) {
            parts.push((&snippet[start..open], &snippet[from..close]));
            (start, from) = (close + 1, close + 1);
        }
    }
    html! { @for (before, word) in parts { (before) b { (word) } } (snippet[start..]) }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_asked_for_is_marked() {
        let marked = |snippet, asked| found(snippet, &name::words(asked)).into_string();
        assert_eq!(marked("a [strong] tea[1]", "strong"), "a <b>strong</b> tea[1]");
        assert_eq!(marked("[citation [needed]] b", "needed"), "[citation <b>needed</b>] b");
        assert_eq!(marked("[Revol]ution [", "revol"), "<b>Revol</b>ution [");
        assert_eq!(marked("[&lt;]", "x"), "[&amp;lt;]");
    }
}
