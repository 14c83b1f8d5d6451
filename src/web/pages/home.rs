//! The first page, and what the marks mean.

use maud::{Markup, html};

use crate::error::Result;
use crate::model::{Holdings, Titled};
use crate::store::Store;
use crate::web::answer::{Answer, rows};
use crate::web::asked::Asked;
use crate::web::layout::{self, MARKS};
use crate::web::links;
use crate::web::problem::Problem;

/// How many documents stand in each list.
const DOCUMENTS: usize = 10;

/// `/`
pub fn home(store: &Store, asked: &Asked, holdings: Holdings) -> Result<Answer, Problem> {
    let counts = [
        ("document", holdings.documents, "/documents"),
        ("figure", holdings.figures, "/figures"),
        ("attribute", holdings.attributes, "/attributes"),
        ("value", holdings.value_count, "/figures"),
        ("open report", holdings.open_reports, "/reports"),
        ("unclear row", holdings.unclear_rows, "/marks#unclear"),
    ];
    if let Some(format) = asked.format {
        return rows(format, |output| {
            let mut rows = output.rows(&["what", "count"])?;
            counts.iter().try_for_each(|(what, count, _)| rows.row(&[(*what).into(), (*count).into()]))?;
            rows.finish()
        });
    }
    let newest = store.newest_documents(DOCUMENTS)?;
    let reported = store.most_reported_documents(DOCUMENTS)?;
    let body = html! {
        h1 { "Compare anything that documents compare" }
        (super::compare::form("", ""))
        ul.counts { @for (what, count, address) in counts { li { a href=(address) { strong { (count) } " " (what) @if count != 1 { "s" } } } } }
        div.lists {
            section { h2 { "Newest comparisons" } (documents(&newest, "There is none yet: fill the base with versus import.")) }
            section { h2 { "Most reported" } (documents(&reported, "Nobody has reported anything that is still open.")) }
        }
        (layout::formats(asked))
    };
    Ok(Answer::Page("Comparisons".to_owned(), body))
}

fn documents(documents: &[Titled], nothing: &str) -> Markup {
    html! {
        @if documents.is_empty() { p { (nothing) } } @else {
            ul { @for document in documents { li {
                a href=(links::document(&document.slug)) { (document.title) }
                @if document.open_reports > 0 { " (" (document.open_reports) " reported)" }
            } } }
        }
    }
}

/// `/marks`
pub fn marks(_: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    if let Some(format) = asked.format {
        return rows(format, |output| {
            let mut rows = output.rows(&["mark", "meaning"])?;
            MARKS.iter().try_for_each(|mark| rows.row(&[mark.word.into(), mark.meaning.into()]))?;
            rows.finish()
        });
    }
    let body = html! {
        h1 { "What the marks mean" }
        p { "A text without a mark stands as its document has it." }
        dl { @for mark in &MARKS { dt id=(mark.word) { (mark.word) } dd { (mark.meaning) } } }
    };
    Ok(Answer::Page("What the marks mean".to_owned(), body))
}
