//! Documents: the list of them, and one as its page has it.

use std::collections::HashSet;

use maud::{Markup, html};

use super::{Turned, value_target};
use crate::error::Result;
use crate::model::{DocumentCount, NewReport, PassageText, Place, TextStatus};
use crate::name;
use crate::service::document::{Page, Row};
use crate::service::{names, tables};
use crate::store::Store;
use crate::web::answer::{Answer, rows};
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use crate::web::{layout, links};

/// The most cells of a table on one page.
const CELLS: usize = 4_000;

/// `/documents`
pub fn list(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let pattern = asked.get("q");
    if let Some(format) = asked.format {
        return rows(format, |output| tables::document_counts(store, output, pattern));
    }
    let folded = name::fold_accents(pattern);
    let turned = Turned::of(asked, |turned| {
        store.each_document_count(|document: &DocumentCount| {
            if tables::document_holds(document, &folded) { turned.add(|| document.clone()) } else { Ok(()) }
        })
    })?;
    let body = html! {
        h1 { "Documents" }
        (super::filter(asked, "Documents"))
        @if turned.rows.is_empty() { p { "No document is called so." } } @else {
            div.wide tabindex="0" role="region" aria-label="Documents" {
                table {
                    caption.hidden { "Documents" }
                    thead { tr {
                        th scope="col" { "Title" } th scope="col" { "Document" } th.number scope="col" { "Values" }
                        th.number scope="col" { "Passages" } th.number scope="col" { "Unclear rows" }
                    } }
                    tbody { @for document in &turned.rows { tr {
                        th scope="row" { a href=(links::document(&document.slug)) { (document.title) } }
                        td { (document.slug) } td.number { (document.values) } td.number { (document.passages) }
                        td.number { (document.unclear) }
                    } } }
                }
            }
        }
        (layout::turn(asked, turned.is_more))
        (layout::formats(asked))
    };
    Ok(Answer::Page("Documents".to_owned(), body))
}

/// `/documents/SLUG`
pub fn show(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let document = match store.document_of_slug(asked.part(1))? {
        Some(document) => document,
        None => names::document(store, asked.part(1))?,
    };
    let address = links::document(&document.name);
    if asked.raw_path != address {
        return Ok(Answer::At(asked.at(&address)));
    }
    store.read_as_stated(asked.has("as-stated"));
    let page = Page::read(store, document.id)?;
    if let Some(format) = asked.format {
        return rows(format, |output| page.write(output));
    }
    let slug = document.name.as_str();
    let reports = store.open_reports_of_document(slug)?;
    // A table of many columns has fewer rows to a page, so that no page gets too large.
    let most = (CELLS / page.figures.len().max(1)).clamp(10, super::ROWS);
    let rows = Turned::of_most(asked, most, |turned| page.rows.iter().try_for_each(|row| turned.add(|| row)))?;
    let passages = Turned::of(asked, |turned| page.passages.iter().try_for_each(|text| turned.add(|| text)))?;
    let unclear = Turned::of(asked, |turned| page.unclear.iter().try_for_each(|raw| turned.add(|| raw)))?;
    let is_first = asked.page() == 1;
    let on_summary = reports.iter().any(|report| matches!(report.place, Place::Summary { .. }));
    let summary = [("document", slug), ("section", "summary")];
    let mut above = None;
    let body = html! {
        h1 {
            (page.title)
            @if reports.iter().any(|report| matches!(report.place, Place::Document { .. })) { (layout::mark("reported")) }
            (layout::wrong(asked, &page.title, &[("document", slug)]))
        }
        @if page.figures.len() > 1 {
            p { a href=(links::compare(page.figures.iter().map(String::as_str))) { "Compare these over all documents" } }
        }
        @if is_first && !page.summary.is_empty() {
            div.passage {
                (layout::paragraphs(&page.summary))
                p.beside {
                    (layout::marks(if page.is_summary_corrected { TextStatus::Corrected } else { TextStatus::Stated }, i64::from(on_summary)))
                    (layout::wrong(asked, "the summary", &summary)) (layout::correct(asked, "the summary", &summary))
                }
            }
        }
        @if !rows.rows.is_empty() { (table(asked, &page, &rows.rows, slug, &reports)) }
        @if !unclear.rows.is_empty() {
            h2 { "Rows whose cells ran together" }
            ul { @for raw in unclear.rows { li { (raw) (layout::mark("unclear")) } } }
            @if asked.editor.is_some() { p { a href="/edit/review" { "Tell them apart" } } }
        }
        @for passage in passages.rows {
            @if above.replace(&passage.heading) != Some(&passage.heading) && !passage.heading.is_empty() { h2 { (passage.heading) } }
            (self::passage(asked, passage))
        }
        (layout::turn(asked, rows.is_more || passages.is_more || unclear.is_more))
        div.credits {
            @for credit in &page.credits { p { (credit) } }
            @if !page.notice.is_empty() { p { (page.notice) } }
            dl {
                dt { "Source" } dd { (layout::source(&page.source)) }
                dt { "Document" } dd { (slug) }
                dt { "Read on" } dd { (page.imported_at) }
                dt { "Content hash" } dd { code { (page.content_hash) } }
            }
            p {
                @if asked.has("as-stated") { a href=(asked.with("as-stated", None)) { "With corrections" } }
                @else { a href=(asked.with("as-stated", Some(""))) { "As the document states it" } }
            }
        }
        (layout::formats(asked))
    };
    Ok(Answer::Page(page.title.clone(), body))
}

fn table(asked: &Asked, page: &Page, rows: &[&Row], slug: &str, reports: &[NewReport]) -> Markup {
    let reported: HashSet<(&str, &str)> = reports
        .iter()
        .filter(|report| !report.is_missing)
        .filter_map(|report| match &report.place {
            Place::Value { figure, attribute, .. } => Some((figure.as_str(), attribute.as_str())),
            _ => None,
        })
        .collect();
    let mut above = "";
    let columns = page.figures.len() + 1;
    html! {
        div.wide tabindex="0" role="region" aria-label="Table" {
            table.compare {
                caption.hidden { (page.title) }
                thead { tr {
                    th scope="col" { "Attribute" }
                    @for figure in &page.figures { th scope="col" { a href=(links::figure(figure)) { (figure) } } }
                } }
                tbody { @for row in rows {
                    @if std::mem::replace(&mut above, &row.group) != row.group && !row.group.is_empty() {
                        tr.group { th colspan=(columns) scope="colgroup" { (row.group) } }
                    }
                    tr {
                        th scope="row" { a href=(links::attribute(&row.attribute)) { (row.attribute) } }
                        @for (column, figure) in page.figures.iter().enumerate() {
                            @let what = format!("{figure}: {}", row.attribute);
                            @let target = value_target(slug, figure, &row.attribute);
                            td { @match row.cells.get(column) {
                                Some(Some((text, status))) => {
                                    (layout::text(text)) (layout::marks(*status, i64::from(reported.contains(&(figure.as_str(), row.attribute.as_str())))))
                                    (layout::wrong(asked, &what, &target)) (layout::correct(asked, &what, &target))
                                }
                                _ => {
                                    span.none aria-label="nothing" { "–" }
                                    @let [document, figure, attribute] = target;
                                    (layout::wrong(asked, &format!("{what} is missing"), &[document, figure, attribute, ("problem", "missing")]))
                                }
                            } }
                        }
                    }
                } }
            }
        }
    }
}

/// Returns a passage with its marks.
#[must_use]
pub fn passage(asked: &Asked, passage: &PassageText) -> Markup {
    let number = passage.passage_id.0.to_string();
    let target = [("document", passage.document.as_str()), ("passage", &number)];
    let what = format!("a passage of {}", passage.heading);
    html! {
        div.passage {
            (layout::paragraphs(&passage.text))
            p.beside {
                (layout::marks(passage.status, passage.open_reports))
                (layout::wrong(asked, &what, &target)) (layout::correct(asked, &what, &target))
            }
        }
    }
}
