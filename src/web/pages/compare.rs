//! Figures side by side, and the form that puts a comparison together.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Instant;

use maud::{Markup, html};

use super::{Turned, value_target};
use crate::error::{Error, Result};
use crate::model::{FigureId, Named, TextStatus, Value};
use crate::service::comparison::{self, Attribute, Heading, Values, Wanted};
use crate::service::{date, names, phrase};
use crate::store::Store;
use crate::web::answer::{Answer, rows};
use crate::web::asked::Asked;
use crate::web::pool::LONGEST;
use crate::web::problem::Problem;
use crate::web::site::Site;
use crate::web::{layout, links};

/// The most figures of one comparison.
const FIGURES: usize = 20;

/// The most cells of a page.
const CELLS: usize = 1_000;

/// The most different values, or passages, in one cell of a page.
const VALUES: usize = 50;

/// Returns the form for a comparison.
#[must_use]
pub fn form(a: &str, b: &str) -> Markup {
    html! {
        form.compare action="/compare" {
            label for="a" { "Compare" }
            input #a name="a" value=(a) list="names" data-names="figures" required autocomplete="off";
            label for="b" { "with" }
            input #b name="b" value=(b) list="names" data-names="figures" autocomplete="off";
            datalist #names {}
            button { "Compare" }
        }
    }
}

/// `/compare?a=NAME&b=NAME`: leads to the comparison of these, or asks for names.
pub fn ask(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let given: Vec<String> = ["a", "b"].iter().filter_map(|field| asked.given(field)).map(str::to_owned).collect();
    if given.is_empty() && asked.format.is_some() {
        return Err(Problem::not_found());
    }
    if given.is_empty() {
        let body = html! {
            h1 { "Compare" }
            (form("", ""))
            p { "Names need not be whole: any words or beginnings that fit one figure alone will do." }
        };
        return Ok(Answer::Page("Compare".to_owned(), body));
    }
    let figures = phrase::figures(store, &given, 2, |name| names::figure(store, name))?;
    comparison::ensure_comparable(&figures)?;
    Ok(Answer::At(asked.in_asked_format(&asked_at(&figures))))
}

fn asked_at(figures: &[Named<FigureId>]) -> String {
    links::compare(figures.iter().map(|figure| figure.name.as_str()))
}

/// Tells whether a past state is asked for, which takes a base of its own.
#[must_use]
pub fn is_of_past(asked: &Asked) -> bool {
    asked.path.len() > 1 && !asked.get("as-of").is_empty()
}

/// `/compare/NAME/NAME...`
pub fn compare(store: &mut Store, asked: &Asked, site: &Site) -> Result<Answer, Problem> {
    let parts = &asked.path[1..];
    if parts.len() > FIGURES {
        let message = format!("{} names are too many for one page, {FIGURES} are the most", parts.len());
        return Err(Error::usage(message, "compare fewer, or use `versus compare`").into());
    }
    let figures = parts.iter().map(|part| links::to_figure(store, part)).collect::<Result<Vec<_>>>()?;
    comparison::ensure_comparable(&figures)?;
    let address = asked_at(&figures);
    if asked.raw_path != address {
        return Ok(Answer::At(asked.at(&address)));
    }
    store.read_as_stated(asked.has("as-stated"));
    if !is_of_past(asked) {
        let values = figures.iter().map(|figure| site.values(store, figure.id, asked.has("as-stated"), &asked.state));
        let values = values.collect::<Result<Vec<_>, Problem>>()?;
        return page(store, asked, &figures, &values);
    }
    let names: Vec<&str> = figures.iter().map(|figure| figure.name.as_str()).collect();
    let past = store.as_of_by(&date::until(asked.get("as-of"))?, Some(&names), Some(Instant::now() + LONGEST))?;
    let then = |name: &&str| {
        names::figure(&past, name).map_err(|error| match error {
            Error::UnknownName { name, .. } => Error::UnknownThen { name, date: asked.get("as-of").to_owned() },
            other => other,
        })
    };
    let figures = names.iter().map(then).collect::<Result<Vec<_>>>()?;
    let values = figures.iter().map(|figure| comparison::values(&past, figure.id)).collect::<Result<Vec<_>>>()?;
    page(&past, asked, &figures, &values)
}

/// What of a comparison is shown.
const FILTERS: [(&str, &str); 3] = [("diff", "Differences"), ("same", "The same"), ("missing", "Missing")];

fn page(store: &Store, asked: &Asked, figures: &[Named<FigureId>], values: &[Values]) -> Result<Answer, Problem> {
    let wanted = Wanted { diff: asked.has("diff"), same: asked.has("same"), missing: asked.has("missing") };
    let mut attributes = comparison::compared(values);
    // Only what is the same needs them.
    if (wanted.diff || wanted.same) && !asked.has("as-stated") {
        comparison::add_quantities(store, figures, &mut attributes)?;
    }
    attributes.retain(|attribute| wanted.lets_through(attribute));
    let sections = if asked.has("sections") { comparison::headings(store, figures)? } else { Vec::new() };
    if let Some(format) = asked.format {
        let with_sections = asked.has("sections").then_some(sections.as_slice());
        return rows(format, |output| comparison::write(output, figures, &attributes, with_sections, false));
    }
    let most = (CELLS / figures.len()).max(10);
    let turned =
        Turned::of_most(asked, most, |turned| attributes.iter().try_for_each(|attribute| turned.add(|| attribute)))?;
    let parts = Turned::of(asked, |turned| sections.iter().try_for_each(|section| turned.add(|| section)))?;
    let is_past = is_of_past(asked);
    let all = FILTERS.iter().all(|(name, _)| !asked.has(name));
    let title = figures.iter().map(|figure| figure.name.as_str()).collect::<Vec<_>>().join(" vs. ");
    let body = html! {
        h1 { (title) }
        nav.filters aria-label="What is shown" {
            a href=(with_filter(asked, "")) aria-current=[all.then_some("true")] { "All" }
            @for (name, label) in FILTERS {
                a href=(with_filter(asked, name)) aria-current=[asked.has(name).then_some("true")] { (label) }
            }
            @for (name, label) in [("as-stated", "As the documents state it"), ("sections", "With the prose")] {
                a href=(asked.with(name, (!asked.has(name)).then_some(""))) aria-current=[asked.has(name).then_some("true")] { (label) }
            }
        }
        form.line action=(asked.raw_path) {
            @for (name, _) in FILTERS.iter().chain(&[("as-stated", ""), ("sections", "")]) {
                @if asked.has(name) { input type="hidden" name=(name) value=""; }
            }
            label for="as-of" { "As it was on" }
            input #as-of type="date" name="as-of" value=(asked.get("as-of"));
            button { "Show" }
            @if is_past { " " a href=(asked.with("as-of", None)) { "as it is now" } }
        }
        @if turned.rows.is_empty() { p { (layout::sentence(wanted.nothing())) } } @else {
            div.wide tabindex="0" role="region" aria-label=(title) {
                table.compare {
                    caption.hidden[!is_past] { (title) @if is_past { ", as it was on " (asked.get("as-of")) } }
                    thead { tr {
                        th scope="col" { "Attribute" }
                        @for figure in figures { th scope="col" { a href=(links::figure(&figure.name)) { (figure.name) } } }
                    } }
                    tbody { @for attribute in &turned.rows { tr {
                        th scope="row" { a href=(links::attribute(&attribute.name)) { (attribute.name) } }
                        @for (figure, values) in figures.iter().zip(&attribute.cells) {
                            td { (cell(asked, &figure.name, attribute, values, is_past)) }
                        }
                    } } }
                }
            }
        }
        (prose(asked, figures, &parts.rows))
        (layout::turn(asked, turned.is_more || parts.is_more))
        h2 { "Another comparison" }
        (form(&figures[0].name, ""))
        (layout::formats(asked))
    };
    Ok(Answer::Page(title.clone(), body))
}

fn cell(asked: &Asked, figure: &str, attribute: &Attribute, values: &[Arc<Value>], is_past: bool) -> Markup {
    let distinct = comparison::distinct(values);
    let what = format!("{figure}: {}", attribute.name);
    let mut reported: HashMap<&str, i64> = HashMap::new();
    for value in values.iter().filter(|value| value.open_reports > 0) {
        *reported.entry(&value.text).or_default() += value.open_reports;
    }
    html! {
        @if distinct.is_empty() {
            span.none aria-label="nothing" { "–" }
            @if !is_past {
                (layout::wrong(asked, &format!("{what} is missing"), &[("figure", figure), ("attribute", &attribute.name), ("problem", "missing")]))
            }
        }
        @for value in distinct.iter().take(VALUES) {
            @let reports = reported.get(value.text.as_str()).copied().unwrap_or_default();
            @let target = value_target(&value.document, figure, &attribute.name);
            div.value {
                (layout::text(&value.text))
                @if value.status != TextStatus::Stated || reports > 0 { (layout::marks(value.status, reports)) }
                @if distinct.len() > 1 {
                    @if value.preferred { (layout::mark("preferred")) }
                    span.from { " in " a href=(links::document(&value.document)) { (value.document) } }
                }
                @if !is_past { (layout::wrong(asked, &what, &target)) (layout::correct(asked, &what, &target)) }
            }
        }
        @if distinct.len() > VALUES {
            p { a href=(links::attribute(&attribute.name)) { "and " (distinct.len() - VALUES) " more" } }
        }
        @if distinct.len() > 1 && !distinct.iter().any(|value| value.preferred) { (layout::mark("disputed")) }
    }
}

fn prose(asked: &Asked, figures: &[Named<FigureId>], sections: &[&Heading]) -> Markup {
    html! {
        @for section in sections {
            h2 { (section.heading) }
            div.lists { @for (figure, passages) in figures.iter().zip(&section.cells) {
                section {
                    h3 { (figure.name) }
                    @if passages.is_empty() { p.none { "–" } }
                    @for passage in passages.iter().take(VALUES) { (super::documents::passage(asked, passage)) }
                    @if passages.len() > VALUES {
                        p { a href=(links::figure(&figure.name)) { "and " (passages.len() - VALUES) " more" } }
                    }
                }
            } }
        }
    }
}

/// Returns the address with one filter, or none.
fn with_filter(asked: &Asked, filter: &str) -> String {
    let mut query: Vec<String> = Vec::new();
    if !filter.is_empty() {
        query.push(filter.to_owned());
    }
    query.extend(["as-stated", "sections"].into_iter().filter(|name| asked.has(name)).map(str::to_owned));
    let date = links::with_query("", &[("as-of", asked.get("as-of"))]);
    query.extend(date.strip_prefix('?').map(str::to_owned));
    if query.is_empty() { asked.raw_path.clone() } else { format!("{}?{}", asked.raw_path, query.join("&")) }
}
