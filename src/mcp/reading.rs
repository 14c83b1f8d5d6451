//! The tools that read with the questions of `service`: `compare`, `show`, `search`.

use serde_json::{Value, json};

use super::arguments::{Compare, Search, Show};
use super::quoted::{Answer, Rows, Window};
use crate::error::{Error, Result};
use crate::model::{FigureId, Named, TextStatus};
use crate::service::comparison::{self, Attribute, Heading, Wanted};
use crate::service::document::Page;
use crate::service::marked::preferred_first;
use crate::service::shown::Shown;
use crate::service::{names, phrase, search, tables};
use crate::store::{PassageFilter, Store};

/// The most figures side by side.
const FIGURES: usize = 20;

fn read_on(rows: &Rows) -> String {
    format!("there are more rows: ask again with `skip` {}", rows.end())
}

/// Figures side by side.
pub fn compare(store: &mut Store, given: &Compare) -> Result<Answer> {
    if given.figures.len() > FIGURES {
        let problem = format!("{} figures are too many, {FIGURES} are the most", given.figures.len());
        return Err(Error::usage(problem, "compare fewer, or ask `sql`"));
    }
    store.read_as_stated(given.as_stated);
    let figures = phrase::figures(store, &given.figures, 2, |name| names::figure(store, name))?;
    comparison::ensure_comparable(&figures)?;
    let wanted = Wanted { diff: given.diff, same: given.same, missing: given.missing };
    let values = figures.iter().map(|figure| comparison::values(store, figure.id)).collect::<Result<Vec<_>>>()?;
    let mut attributes = comparison::compared(&values);
    if (wanted.diff || wanted.same) && !given.as_stated {
        comparison::add_quantities(store, &figures, &mut attributes)?;
    }
    attributes.retain(|attribute| wanted.lets_through(attribute));
    let sections = if given.sections { comparison::headings(store, &figures)? } else { Vec::new() };
    let mut rows = Rows::new(Window::new(given.limit, given.skip));
    let is_full = !attributes.iter().all(|attribute| add_attribute(&mut rows, &figures, attribute));
    if !is_full {
        sections.iter().all(|section| add_section(&mut rows, &figures, section));
    }
    let names: Vec<&str> = figures.iter().map(|figure| figure.name.as_str()).collect();
    let answer = Answer::of(rows, read_on).with("figures", &json!(names));
    let is_nothing = attributes.is_empty() && sections.is_empty();
    Ok(if is_nothing { answer.and_says(wanted.nothing()) } else { answer })
}

/// Adds a row for each different value of an attribute, and tells whether more rows are wanted. A figure without one has a row
/// without a text.
fn add_attribute(rows: &mut Rows, figures: &[Named<FigureId>], attribute: &Attribute) -> bool {
    figures.iter().zip(&attribute.cells).all(|(figure, values)| {
        let of = json!({"attribute": attribute.name, "figure": figure.name});
        if values.is_empty() {
            return rows.add(&of);
        }
        comparison::distinct(values).into_iter().all(|value| {
            let same = values.iter().filter(|other| other.text == value.text);
            let mut row = of.clone();
            row["text"] = json!(value.text);
            row["document"] = json!(value.document);
            mark(&mut row, value.status, same.map(|other| other.open_reports).sum());
            if value.preferred {
                row["preferred"] = json!(true);
            }
            rows.add(&row)
        })
    })
}

/// Adds a row for each passage of a section, and tells whether more rows are wanted.
fn add_section(rows: &mut Rows, figures: &[Named<FigureId>], section: &Heading) -> bool {
    figures.iter().zip(&section.cells).all(|(figure, passages)| {
        passages.iter().all(|passage| {
            let mut row = json!({
                "section": passage.heading,
                "figure": figure.name,
                "text": passage.text,
                "document": passage.document,
            });
            mark(&mut row, passage.status, passage.open_reports);
            rows.add(&row)
        })
    })
}

/// Says what a reader should know of a text; of most there is nothing to say.
fn mark(row: &mut Value, status: TextStatus, open_reports: i64) {
    if status != TextStatus::Stated {
        row["status"] = json!(status.as_str());
    }
    if open_reports > 0 {
        row["open_reports"] = json!(open_reports);
    }
}

/// All that is known of what a name leads to.
pub fn show(store: &mut Store, given: &Show) -> Result<Answer> {
    store.read_as_stated(given.as_stated);
    let window = Window::new(given.limit, given.skip);
    let (kind, name, rows) = match Shown::of(store, &given.name)? {
        Shown::Figure(figure) => {
            let mut values = store.values_of_figure(figure.id)?;
            preferred_first(&mut values);
            let passages = store.passages(&PassageFilter { figure_id: Some(figure.id), document_id: None })?;
            ("figure", figure.name, Rows::of(window, |output| tables::figure(output, &values, &passages))?)
        }
        Shown::Attribute(attribute) => {
            let rows = Rows::of(window, |output| tables::attribute(store, output, &attribute))?;
            ("attribute", attribute.name, rows)
        }
        Shown::Document(document) => {
            let page = Page::read(store, document.id)?;
            ("document", document.name, Rows::of(window, |output| page.write(output))?)
        }
    };
    let is_nothing = rows.len() == 0 && given.skip == 0;
    let answer = Answer::of(rows, read_on).with(kind, &json!(name));
    Ok(if is_nothing { answer.and_says("the base knows the name, but no value and no passage") } else { answer })
}

/// The places that hold words.
pub fn find(store: &mut Store, given: &Search) -> Result<Answer> {
    store.read_as_stated(given.as_stated);
    let window = Window::new(given.limit, given.skip);
    let most = window.end().saturating_add(1);
    let found = store.find(&given.words, most)?;
    let rows = Rows::of(window, |output| search::print(output, &found.hits))?;
    let mut answer = Answer::of(rows, read_on);
    if found.hits.is_empty() {
        // The words and what is near them are not ours.
        answer = answer.with("nothing_found", &json!(search::nothing_found(&given.words, &found)));
    } else if found.is_too_short {
        answer = answer.and_says(search::TOO_SHORT);
    }
    Ok(answer)
}
