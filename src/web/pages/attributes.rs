//! Attributes: the list of them, and what all figures are for one.

use std::collections::HashMap;

use maud::{Markup, html};

use super::{Names, value_target};
use crate::error::Result;
use crate::model::Measured;
use crate::quantity::is_time;
use crate::service::{amounts, tables};
use crate::store::Store;
use crate::web::answer::{Answer, rows};
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use crate::web::{layout, links};

/// `/attributes`
pub fn list(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let names = Names { title: "Attributes", one: "Attribute", address: links::attribute, write: tables::attributes };
    super::names(asked, store, &names, |visit| store.each_attribute(visit))
}

/// `/attributes/NAME`
pub fn show(store: &mut Store, asked: &Asked) -> Result<Answer, Problem> {
    let attribute = links::to_attribute(store, asked.part(1))?;
    let address = links::attribute(&attribute.name);
    if asked.raw_path != address {
        return Ok(Answer::At(asked.at(&address)));
    }
    if let Some(format) = asked.format {
        return rows(format, |output| tables::attribute(store, output, &attribute));
    }
    let values = store.values_of_attribute(attribute.id)?;
    let bars = Bars::of(&store.measured(attribute.id)?);
    let turned = super::Turned::of(asked, |turned| values.iter().try_for_each(|value| turned.add(|| value)))?;
    let disputed = super::disputed(values.iter().map(|(figure, value)| (figure.as_str(), value.text.as_str())));
    let body = html! {
        h1 { (attribute.name) }
        div.wide tabindex="0" role="region" aria-label=(attribute.name) {
            table {
                caption.hidden { "What documents say of " (attribute.name) }
                thead { tr {
                    th scope="col" { "Figure" } th scope="col" { "Value" }
                    @if bars.is_some() { th scope="col" { "Beside each other" } }
                    th scope="col" { "Document" }
                } }
                tbody { @for (figure, value) in turned.rows {
                    @let what = format!("{figure}: {}", attribute.name);
                    @let target = value_target(&value.document, figure, &attribute.name);
                    tr {
                        th scope="row" { a href=(links::figure(figure)) { (figure) } }
                        td {
                            (layout::text(&value.text)) (layout::marks(value.status, value.open_reports))
                            @if disputed.contains(figure.as_str()) {
                                @if value.preferred { (layout::mark("preferred")) } @else { (layout::mark("disputed")) }
                            }
                            (layout::wrong(asked, &what, &target)) (layout::correct(asked, &what, &target))
                        }
                        @if let Some(bars) = &bars { td.bar { (bars.bar(figure, &value.document)) } }
                        td { a href=(links::document(&value.document)) { (value.document) } }
                    }
                } }
            }
        }
        @if values.is_empty() { p { "The base knows the name, but no value." } }
        (layout::turn(asked, turned.is_more))
        (layout::formats(asked))
    };
    Ok(Answer::Page(attribute.name.clone(), body))
}

/// How long a bar stands beside each value of one unit: the greatest has all the room.
struct Bars {
    /// In hundredths of that, by figure and document.
    lengths: HashMap<(String, String), f64>,
}

impl Bars {
    /// Returns the bars of values; `None` where fewer than two can be held against each other. Points in time have no length.
    fn of(measured: &[Measured]) -> Option<Self> {
        let usual = amounts::usual(measured).filter(|usual| !is_time(usual.kind))?;
        let unit = usual.amount.as_ref().map(|amount| amount.unit.as_str())?;
        if matches!(unit, "yes" | "score") {
            return None;
        }
        let length = |value: &Measured| {
            let amount = value.amount().filter(|amount| amount.unit == unit)?;
            amount.high.or(amount.low).filter(|length| *length >= 0.0 && length.is_finite())
        };
        let most = measured.iter().filter_map(length).fold(0.0, f64::max);
        let lengths: HashMap<_, _> = measured
            .iter()
            .filter_map(|value| Some(((value.figure.clone(), value.document.clone()), length(value)? / most * 100.0)))
            .collect();
        (most > 0.0 && lengths.len() > 1).then_some(Self { lengths })
    }

    fn bar(&self, figure: &str, document: &str) -> Markup {
        let length = self.lengths.get(&(figure.to_owned(), document.to_owned()));
        html! {
            @if let Some(length) = length {
                svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" {
                    rect width=(format!("{length:.1}")) height="10" {}
                }
            }
        }
    }
}
