//! Figures: the list of them, and all that is known of one.

use maud::html;

use super::{Names, Turned, value_target};
use crate::error::Result;
use crate::service::marked::preferred_first;
use crate::service::tables;
use crate::store::{PassageFilter, Store};
use crate::web::answer::{Answer, rows};
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use crate::web::{layout, links};

/// `/figures`
pub fn list(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let names = Names { title: "Figures", one: "Figure", address: links::figure, write: tables::figures };
    super::names(asked, store, &names, |visit| store.each_figure(visit))
}

/// `/figures/NAME`
pub fn show(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let figure = links::to_figure(store, asked.part(1))?;
    let address = links::figure(&figure.name);
    if asked.raw_path != address {
        return Ok(Answer::At(asked.at(&address)));
    }
    store.read_as_stated(asked.has("as-stated"));
    let mut values = store.values_of_figure(figure.id)?;
    preferred_first(&mut values);
    let passages = store.passages(&PassageFilter { figure_id: Some(figure.id), document_id: None })?;
    if let Some(format) = asked.format {
        return rows(format, |output| {
            tables::figure(output, &values, &passages)?;
            Ok(values.len() + passages.len())
        });
    }
    let disputed = super::disputed(values.iter().map(|value| (value.attribute_id, value.text.as_str())));
    let turned = Turned::of(asked, |turned| values.iter().try_for_each(|value| turned.add(|| value)))?;
    let prose = Turned::of(asked, |turned| passages.iter().try_for_each(|passage| turned.add(|| passage)))?;
    let mut above = None;
    let body = html! {
        h1 { (figure.name) (layout::wrong(asked, &figure.name, &[("figure", &figure.name)])) }
        form.line action="/compare" {
            input type="hidden" name="a" value=(figure.name);
            label for="b" { "Compare with" }
            input #b name="b" list="names" data-names="figures" required autocomplete="off";
            datalist #names {}
            button { "Compare" }
        }
        @if values.is_empty() && passages.is_empty() { p { "The base knows the name, but no value and no passage." } }
        @if !turned.rows.is_empty() {
            div.wide tabindex="0" role="region" aria-label="Values" {
                table {
                    caption.hidden { "What documents say of " (figure.name) }
                    thead { tr { th scope="col" { "Attribute" } th scope="col" { "Value" } th scope="col" { "Document" } } }
                    tbody { @for value in turned.rows {
                        @let what = format!("{}: {}", figure.name, value.attribute);
                        @let target = value_target(&value.document, &figure.name, &value.attribute);
                        tr {
                            th scope="row" { a href=(links::attribute(&value.attribute)) { (value.attribute) } }
                            td {
                                (layout::text(&value.text)) (layout::marks(value.status, value.open_reports))
                                @if disputed.contains(&value.attribute_id) {
                                    @if value.preferred { (layout::mark("preferred")) } @else { (layout::mark("disputed")) }
                                }
                                (layout::wrong(asked, &what, &target)) (layout::correct(asked, &what, &target))
                            }
                            td { a href=(links::document(&value.document)) { (value.document) } }
                        }
                    } }
                }
            }
        }
        @for passage in prose.rows {
            @let place = (&passage.heading, &passage.document);
            @if above.replace(place) != Some(place) {
                h2 { (passage.heading) }
                p.from { "In " a href=(links::document(&passage.document)) { (passage.document) } }
            }
            (super::documents::passage(asked, passage))
        }
        (layout::turn(asked, turned.is_more || prose.is_more))
        p {
            a href=(links::with_query("/log", &[("figure", &figure.name)])) { "What happened to it" } ", "
            @if asked.has("as-stated") {
                a href=(asked.with("as-stated", None)) { "with corrections" }
            } @else {
                a href=(asked.with("as-stated", Some(""))) { "as the documents state it" }
            }
        }
        (layout::formats(asked))
    };
    Ok(Answer::Page(figure.name.clone(), body))
}
