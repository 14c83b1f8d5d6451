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

use std::collections::{HashMap, HashSet};

use maud::{Markup, html};

use super::answer::{Answer, rows};
use super::asked::Asked;
use super::layout;
use super::links;
use super::problem::Problem;
use crate::error::{Error, Result};
use crate::model::{Lookup, NameCount, NameKind, Place};
use crate::name;
use crate::output::Output;
use crate::service::tables;
use crate::store::Store;

/// How many rows of a list a page has.
pub const ROWS: usize = 100;

/// The rows of a list that stand on one page, as they stream past.
#[derive(Debug)]
pub struct Turned<T> {
    most: usize,
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
        Self::of_most(asked, ROWS, each)
    }

    /// Returns the same where a page has another number of them.
    pub fn of_most(asked: &Asked, most: usize, each: impl FnOnce(&mut Self) -> Result<()>) -> Result<Self> {
        let first = (asked.page() - 1) * most;
        let mut turned = Self { most, first, passed: 0, rows: Vec::new(), is_more: false };
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
        if self.rows.len() == self.most {
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
        each(&mut |named| if tables::holds(named, &folded) { turned.add(|| named.clone()) } else { Ok(()) })
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

/// Returns the keys under which several different texts stand.
fn disputed<'t, K: Eq + std::hash::Hash>(texts: impl Iterator<Item = (K, &'t str)>) -> HashSet<K> {
    let mut first: HashMap<K, &str> = HashMap::new();
    let mut disputed = HashSet::new();
    for (key, text) in texts {
        match first.get(&key) {
            Some(other) if *other != text => drop(disputed.insert(key)),
            Some(_) => {}
            None => drop(first.insert(key, text)),
        }
    }
    disputed
}

/// Returns a value's place as the query of the form that reports it.
fn value_target<'t>(document: &'t str, figure: &'t str, attribute: &'t str) -> [(&'static str, &'t str); 3] {
    [("document", document), ("figure", figure), ("attribute", attribute)]
}

/// Returns figures by their names joined by `; `, as links where that tells for certain which they are.
fn figure_links(store: &Store, joined: &str) -> Result<Markup> {
    let names: Vec<&str> = joined.split("; ").filter(|name| !name.is_empty()).collect();
    let mut all = true;
    for name in &names {
        all &= is_name(store, NameKind::Figure, name)?;
    }
    Ok(html! {
        @if !all { (joined) } @else {
            @for (at, name) in names.iter().enumerate() {
                @if at > 0 { ", " }
                a href=(links::figure(name)) { (name) }
            }
        }
    })
}

/// Tells whether something goes by the whole of a name.
fn is_name(store: &Store, kind: NameKind, name: &str) -> Result<bool> {
    let found = store.named(kind, name)?;
    Ok(matches!(found, Lookup::Found(found) if name::fold(&found.name) == name::fold(name)))
}

/// Returns where a text stands, or stood, with links to what is still there. `about` is the figure that a reader was looking at.
fn place(store: &Store, place: &Place, about: Option<&str>) -> Result<Markup> {
    let (figure, attribute, document) = (place.figure().or(about), place.attribute(), place.document());
    let known = |kind, name: Option<&str>| name.map_or(Ok(false), |name| is_name(store, kind, name));
    let has_figure = known(NameKind::Figure, figure)?;
    let has_attribute = known(NameKind::Attribute, attribute)?;
    let has_document = document.map_or(Ok(None), |slug| store.document_of_slug(slug))?.is_some();
    Ok(html! {
        @if let Some(name) = figure { (linked(name, has_figure.then(|| links::figure(name)))) " " }
        @if let Some(name) = attribute { (linked(name, has_attribute.then(|| links::attribute(name)))) " " }
        @if let Some(section) = place.section() { (section) " " }
        @if let Some(slug) = document { span.from { (linked(slug, has_document.then(|| links::document(slug)))) } }
    })
}

fn linked(text: &str, address: Option<String>) -> Markup {
    html! { @if let Some(address) = address { a href=(address) { (text) } } @else { (text) } }
}
