//! `versus compare`: figures side by side, attribute by attribute, over all documents that hold them.

use std::collections::HashMap;

use crate::command::shared::as_of::View;
use crate::command::shared::context::Context;
use crate::command::shared::marked::{Marked, preferred_first};
use crate::command::shared::names;
use crate::command::shared::notices;
use crate::error::{Error, Result};
use crate::model::{Named, PassageText, TextStatus, Value};
use crate::name;
use crate::output::{Cell, Output};
use crate::store::{Access, PassageFilter, Store};

/// Compare figures side by side, over all documents that hold them
///
/// A row for each attribute that any of the figures has; those that all of them have come first. Where documents give
/// a figure different values, all are shown, separated by `; ` (in tables one a line, with the document), the one that
/// `versus conflicts settle` prefers first. That one, and values that were corrected or have an open report, are marked
/// in tables.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
#[command(after_help = "Examples:
  versus compare stalin trotsky
  versus compare stalin trotsky --sections
  versus compare stalin trotsky --diff --format csv
  versus compare stalin trotsky --as-stated")]
pub struct Args {
    /// The figures: a name, an alias, or any whole words of one that fit no other
    #[arg(required = true, num_args = 2.., value_name = "FIGURE")]
    figures: Vec<String>,
    /// Only attributes for which the figures differ
    #[arg(long)]
    diff: bool,
    /// Only attributes for which all the figures have the same value
    #[arg(long)]
    same: bool,
    /// Only attributes for which a figure has no value
    #[arg(long)]
    missing: bool,
    /// The prose about each figure as well, by section (a last column `kind` tells `attribute` from `section`)
    #[arg(long)]
    sections: bool,
    #[command(flatten)]
    view: View,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let present = context.open_store(Access::Read)?;
        let figures = self.resolve(&present)?;
        let (store, figures) = self.view.of(present, figures)?;
        let attributes = compared(&store, &figures)?;
        let attributes: Vec<_> = attributes.into_iter().filter(|attribute| self.wants(attribute)).collect();
        let sections = if self.sections { headings(&store, &figures)? } else { Vec::new() };
        let mut output = context.output();
        let found = if context.is_table() {
            self.print_tables(&mut output, &figures, &attributes, &sections)?
        } else {
            self.print_rows(&mut output, &figures, &attributes, &sections)?
        };
        if context.is_table() && found > 0 {
            let first = attributes.iter().map(|attribute| attribute.name.as_str()).next();
            notices::print(&store, &mut output, &figures, first)?;
        }
        context.finish(output, found, "nothing to compare: no such attributes")
    }

    fn resolve(&self, store: &Store) -> Result<Vec<Named>> {
        let mut figures: Vec<Named> = Vec::with_capacity(self.figures.len());
        for given in &self.figures {
            let figure = names::figure(store, given)?;
            if figures.contains(&figure) {
                return Err(Error::usage(
                    format!("`{}` is named twice", figure.name),
                    "name two figures or more: `versus figures` lists them",
                ));
            }
            figures.push(figure);
        }
        Ok(figures)
    }

    /// Tells whether the flags let an attribute through; without flags all pass.
    fn wants(&self, attribute: &Attribute) -> bool {
        if !(self.diff || self.same || self.missing) {
            return true;
        }
        let missing = attribute.cells.iter().any(Vec::is_empty);
        let same = !missing && attribute.is_same();
        (self.missing && missing) || (self.same && same) || (self.diff && !missing && !same)
    }

    fn print_tables(
        &self,
        output: &mut Output,
        figures: &[Named],
        attributes: &[Attribute],
        sections: &[Heading],
    ) -> Result<usize> {
        let mut columns = vec!["attribute"];
        columns.extend(figures.iter().map(|figure| figure.name.as_str()));
        let mut rows = output.rows(&columns)?;
        for attribute in attributes {
            let mut cells: Vec<Cell> = vec![attribute.name.as_str().into()];
            cells.extend(attribute.cells.iter().map(|values| for_people(values).into()));
            rows.row(&cells)?;
        }
        let mut found = rows.finish()?;
        if self.sections && !sections.is_empty() {
            if found > 0 {
                output.line("")?;
            }
            columns[0] = "section";
            let mut rows = output.rows(&columns)?;
            for section in sections {
                let mut cells: Vec<Cell> = vec![section.heading.as_str().into()];
                cells.extend(section.cells.iter().map(|passages| marked_passages(passages).into()));
                rows.row(&cells)?;
            }
            found += rows.finish()?;
        }
        Ok(found)
    }

    fn print_rows(
        &self,
        output: &mut Output,
        figures: &[Named],
        attributes: &[Attribute],
        sections: &[Heading],
    ) -> Result<usize> {
        let mut columns = vec!["attribute"];
        columns.extend(figures.iter().map(|figure| figure.name.as_str()));
        columns.extend(self.sections.then_some("kind"));
        let mut rows = output.rows(&columns)?;
        for attribute in attributes {
            let mut cells: Vec<Cell> = vec![attribute.name.as_str().into()];
            cells.extend(attribute.cells.iter().map(|values| {
                let texts: Vec<&str> = distinct(values).into_iter().map(|value| value.text.as_str()).collect();
                if texts.is_empty() { Cell::Empty } else { texts.join("; ").into() }
            }));
            cells.extend(self.sections.then(|| "attribute".into()));
            rows.row(&cells)?;
        }
        for section in sections {
            let mut cells: Vec<Cell> = vec![section.heading.as_str().into()];
            cells.extend(section.cells.iter().map(|passages| {
                let texts: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
                if texts.is_empty() { Cell::Empty } else { texts.join("\n").into() }
            }));
            cells.push("section".into());
            rows.row(&cells)?;
        }
        rows.finish()
    }
}

/// One attribute of the comparison: for each figure what the documents say.
struct Attribute {
    name: String,
    cells: Vec<Vec<Value>>,
}

impl Attribute {
    /// Tells whether all figures have the same value: every text of all of them is one text, but for case and spacing.
    fn is_same(&self) -> bool {
        let mut texts = self.cells.iter().flatten().map(|value| name::fold(&value.text));
        let first = texts.next();
        texts.all(|text| Some(&text) == first.as_ref())
    }
}

/// Returns the attributes of the figures: those that most of them have first, else in the order of the documents.
fn compared(store: &Store, figures: &[Named]) -> Result<Vec<Attribute>> {
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut places: HashMap<i64, usize> = HashMap::new();
    for (column, figure) in figures.iter().enumerate() {
        let mut values = store.values_of_figure(figure.id)?;
        preferred_first(&mut values);
        for value in values {
            let place = *places.entry(value.attribute_id).or_insert_with(|| {
                attributes.push(Attribute { name: value.attribute.clone(), cells: vec![Vec::new(); figures.len()] });
                attributes.len() - 1
            });
            attributes[place].cells[column].push(value);
        }
    }
    attributes.sort_by_key(|attribute| attribute.cells.iter().filter(|values| values.is_empty()).count());
    Ok(attributes)
}

/// One heading of the comparison: for each figure the passages about it.
struct Heading {
    heading: String,
    cells: Vec<Vec<PassageText>>,
}

fn headings(store: &Store, figures: &[Named]) -> Result<Vec<Heading>> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (column, figure) in figures.iter().enumerate() {
        for passage in store.passages(&PassageFilter { figure_id: Some(figure.id), document_id: None })? {
            let place = *places.entry(name::fold(&passage.heading)).or_insert_with(|| {
                headings.push(Heading { heading: passage.heading.clone(), cells: vec![Vec::new(); figures.len()] });
                headings.len() - 1
            });
            headings[place].cells[column].push(passage);
        }
    }
    Ok(headings)
}

/// Returns the values with different texts, the first document's for each.
fn distinct(values: &[Value]) -> Vec<&Value> {
    let mut kept: Vec<&Value> = Vec::new();
    for value in values {
        if !kept.iter().any(|other| other.text == value.text) {
            kept.push(value);
        }
    }
    kept
}

/// Returns a cell for people: each different text on a line, with its document where they differ, and marks.
fn for_people(values: &[Value]) -> String {
    let distinct = distinct(values);
    let lines = distinct.iter().map(|value| {
        let reports = values.iter().filter(|other| other.text == value.text).map(|other| other.open_reports).sum();
        let marked =
            Marked { text: &value.text, corrected: value.status == TextStatus::Corrected, open_reports: reports };
        if distinct.len() == 1 {
            return marked.to_string();
        }
        let preferred = if value.preferred { " [preferred]" } else { "" };
        format!("{marked}{preferred} ({})", value.document)
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn marked_passages(passages: &[PassageText]) -> String {
    let marked = passages.iter().map(|passage| Marked::passage(passage).to_string());
    marked.collect::<Vec<_>>().join("\n")
}
