//! The pages, one file for what belongs together. Each is a question to a base and what stands in a browser then.

pub mod attributes;
pub mod compare;
pub mod correct;
pub mod documents;
pub mod figures;
pub mod home;
pub mod log;
pub mod report;
pub mod reports;
pub mod review;
pub mod search;

use maud::{Markup, html};

use super::answer::{Answer, rows};
use super::asked::Asked;
use super::layout;
use super::links;
use super::problem::Problem;
use crate::error::{Error, Result};
use crate::model::NameCount;
use crate::name;
use crate::output::Output;
use crate::store::Store;

/// How many rows of a list a page has.
pub const ROWS: usize = 100;

/// The rows of a list that stand on one page, as they stream past.
#[derive(Debug)]
pub struct Turned<T> {
    first: usize,
    passed: usize,
    /// Those on the page.
    pub rows: Vec<T>,
    /// Whether there are more behind it.
    pub is_more: bool,
}

impl<T> Turned<T> {
    /// Returns those of the page that is asked for, of all that `each` passes on.
    pub fn of(asked: &Asked, each: impl FnOnce(&mut Self) -> Result<()>) -> Result<Self> {
        let first = (asked.page() - 1) * ROWS;
        let mut turned = Self { first, passed: 0, rows: Vec::new(), is_more: false };
        match each(&mut turned) {
            Ok(()) | Err(Error::EnoughRows) => Ok(turned),
            Err(error) => Err(error),
        }
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// [`Error::EnoughRows`] where the page is full.
    pub fn add(&mut self, row: impl FnOnce() -> T) -> Result<()> {
        if self.rows.len() == ROWS {
            self.is_more = true;
            return Err(Error::EnoughRows);
        }
        self.passed += 1;
        if self.passed > self.first {
            self.rows.push(row());
        }
        Ok(())
    }
}

/// How figures, or attributes, are listed.
struct Names {
    title: &'static str,
    one: &'static str,
    address: fn(&str) -> String,
    write: fn(&Store, &mut Output, &str) -> Result<usize>,
}

/// Answers with a list of figures or attributes.
fn names(
    asked: &Asked,
    store: &Store,
    names: &Names,
    each: impl FnOnce(&mut dyn FnMut(&NameCount) -> Result<()>) -> Result<()>,
) -> Result<Answer, Problem> {
    let pattern = asked.get("q");
    if let Some(format) = asked.format {
        return rows(format, |output| (names.write)(store, output, pattern));
    }
    let folded = name::fold_accents(pattern);
    let turned = Turned::of(asked, |turned| {
        each(&mut |named| {
            let holds = |text: &str| name::fold_accents(text).contains(&folded);
            if holds(&named.name) || holds(&named.aliases) { turned.add(|| named.clone()) } else { Ok(()) }
        })
    })?;
    let body = html! {
        h1 { (names.title) }
        (filter(asked, names.title))
        @if turned.rows.is_empty() { p { "Nothing is called so." } } @else {
            div.wide tabindex="0" role="region" aria-label=(names.title) {
                table {
                    caption.hidden { (names.title) }
                    thead { tr {
                        th scope="col" { (names.one) } th scope="col" { "Also called" }
                        th.number scope="col" { "Documents" } th.number scope="col" { "Values" }
                    } }
                    tbody { @for named in &turned.rows { tr {
                        th scope="row" { a href=((names.address)(&named.name)) { (named.name) } }
                        td { (named.aliases) } td.number { (named.documents) } td.number { (named.values) }
                    } } }
                }
            }
        }
        (layout::turn(asked, turned.is_more))
        (layout::formats(asked))
    };
    Ok(Answer::Page(names.title.to_owned(), body))
}

/// Returns a form that lists only what holds a text.
fn filter(asked: &Asked, what: &str) -> Markup {
    html! {
        form.line action=(asked.raw_path) {
            label for="filter" { (what) " that hold" }
            input #filter name="q" value=(asked.get("q"));
            button { "List" }
        }
    }
}

/// Returns a value's place as the query of the form that reports it.
fn value_target<'t>(document: &'t str, figure: &'t str, attribute: &'t str) -> [(&'static str, &'t str); 3] {
    [("document", document), ("figure", figure), ("attribute", attribute)]
}

/// Returns links to figures, by their names joined by `; `.
fn figure_links(joined: &str) -> Markup {
    html! {
        @for (at, name) in joined.split("; ").filter(|name| !name.is_empty()).enumerate() {
            @if at > 0 { ", " }
            a href=(links::figure(name)) { (name) }
        }
    }
}
