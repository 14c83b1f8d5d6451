//! `versus compare`: figures side by side, attribute by attribute, over all documents that hold them.

use std::sync::Arc;

use crate::command::shared::as_of::View;
use crate::command::shared::context::Context;
use crate::command::shared::listing::Destination;
use crate::command::shared::{figure, notices};
use crate::error::{Error, Result};
use crate::model::{FigureId, Named, PassageText, TextStatus, Value};
use crate::output::{Cell, Format, Output};
use crate::service::comparison::{
    self, Attribute, Heading, Wanted, add_quantities, compared, distinct, ensure_comparable, headings,
};
use crate::service::marked::Marked;
use crate::service::{names, phrase};
use crate::store::{Access, Store};

/// Compare figures side by side, over all documents that hold them
///
/// A row for each attribute that any of the figures has; those that all of them have come first. Where documents give
/// a figure different values, all are shown, separated by `; ` (in tables one a line, with the document), the one that
/// `versus conflicts settle` prefers first. That one, and values that were corrected or have an open report, are marked
/// in tables.
///
/// For `--diff` and `--same`, as for `versus conflicts`, case, spacing, punctuation, the order of a list and the commas in
/// `1,000` do not count, and `331 million` is `331,000,000`. What is shown is what the documents say, to the letter.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
#[command(after_help = "Examples:
  versus compare stalin trotsky
  versus compare stalin trotsky --sections
  versus compare stalin trotsky --diff --format csv
  versus compare stalin trotsky --as-stated")]
pub struct Args {
    /// The figures: a name, an alias, or whole words or the beginning of one that fit no other; `vs`, `and` and commas between
    /// them are passed over. Or a document, whose figures are meant
    #[arg(required = true, num_args = 1.., value_name = "FIGURE")]
    figures: Vec<String>,
    /// Where only one figure is meant, show that
    #[arg(long, hide = true)]
    or_show: bool,
    /// Only attributes for which the figures differ
    #[arg(long)]
    diff: bool,
    /// Only attributes for which all the figures have the same value
    #[arg(long)]
    same: bool,
    /// Only attributes for which a figure has no value
    #[arg(long)]
    missing: bool,
    /// By how much two figures differ, where their values amount to something: `+5 km`, `2.3 times`
    #[arg(long)]
    delta: bool,
    /// The prose about each figure as well, by section (a last column `kind` tells `attribute` from `section`)
    #[arg(long)]
    sections: bool,
    #[command(flatten)]
    view: View,
    #[command(flatten)]
    destination: Destination,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let present = context.open_store(Access::Read)?;
        let names = self.names(&present);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let mut store = self.view.of(present, Some(&names))?;
        let figures = phrase::figures(&store, &self.figures, if self.or_show { 1 } else { 2 }, |name| {
            self.view.figure(&store, name)
        })?;
        if let ([only], true) = (figures.as_slice(), self.or_show) {
            return figure::show(context, &mut store, only, &self.destination);
        }
        ensure_comparable(&figures)?;
        if self.delta && figures.len() > 2 {
            return Err(Error::usage("`--delta` compares two figures".to_owned(), "name two"));
        }
        let wanted = Wanted { diff: self.diff, same: self.same, missing: self.missing };
        let values = figures.iter().map(|figure| comparison::values(&store, figure.id)).collect::<Result<Vec<_>>>()?;
        let mut attributes = compared(&values);
        if (self.diff || self.same || self.delta) && !self.view.is_as_stated() {
            add_quantities(&store, &figures, &mut attributes)?;
        }
        let attributes: Vec<_> = attributes.into_iter().filter(|attribute| wanted.lets_through(attribute)).collect();
        let sections = if self.sections { headings(&store, &figures)? } else { Vec::new() };
        let found = self.destination.print(context, &mut store, Format::Table, wanted.nothing(), |_, output| {
            if output.is_table() {
                self.print_tables(output, &figures, &attributes, &sections)
            } else {
                comparison::write(output, &figures, &attributes, self.sections.then_some(&sections), self.delta)
            }
        })?;
        if context.is_table() && found > 0 {
            let first = attributes.iter().map(|attribute| attribute.name.as_str()).next();
            notices::say(context, &store, &figures, first)?;
        }
        Ok(())
    }

    /// Returns the names that the words may mean, for the past, which knows others.
    fn names(&self, present: &Store) -> Vec<String> {
        if !self.view.is_past() {
            return Vec::new();
        }
        let known = phrase::figures(present, &self.figures, 2, |name| names::figure(present, name)).unwrap_or_default();
        let words = self.figures.iter().flat_map(|given| given.split([' ', ',']));
        let words = words.filter(|word| !word.is_empty()).map(str::to_owned);
        known.into_iter().map(|figure| figure.name).chain(self.figures.iter().cloned()).chain(words).collect()
    }

    fn print_tables(
        &self,
        output: &mut Output,
        figures: &[Named<FigureId>],
        attributes: &[Attribute],
        sections: &[Heading],
    ) -> Result<usize> {
        let mut columns = vec!["attribute"];
        columns.extend(figures.iter().map(|figure| figure.name.as_str()));
        let delta_columns: &[&str] = if self.delta { &["difference", "ratio"] } else { &[] };
        let mut rows = output.rows(&[&columns, delta_columns].concat())?;
        for attribute in attributes {
            let mut cells: Vec<Cell> = vec![attribute.name.as_str().into()];
            cells.extend(attribute.cells.iter().map(|values| for_people(values).into()));
            cells.extend(self.delta.then(|| attribute.delta()).into_iter().flatten());
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
}

/// Returns a cell for people: each different text on a line, with its document where they differ, and marks.
fn for_people(values: &[Arc<Value>]) -> String {
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
