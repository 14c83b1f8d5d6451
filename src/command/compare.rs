//! `versus compare`: figures side by side, attribute by attribute, over all documents that hold them.

use std::collections::HashMap;

use crate::command::shared::amounts::delta;
use crate::command::shared::as_of::View;
use crate::command::shared::context::Context;
use crate::command::shared::listing::Destination;
use crate::command::shared::marked::{Marked, preferred_first};
use crate::command::shared::{figure, names, notices, phrase};
use crate::error::{Error, Result};
use crate::model::{AttributeId, DocumentId, FigureId, Named, PassageText, Quantity, TextStatus, Value};
use crate::name;
use crate::output::{Cell, Format, Output};
use crate::same;
use crate::store::{Access, PassageFilter, Store};

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
        let mut attributes = compared(&store, &figures)?;
        if (self.diff || self.same || self.delta) && !self.view.is_as_stated() {
            add_quantities(&store, &figures, &mut attributes)?;
        }
        let attributes: Vec<_> = attributes.into_iter().filter(|attribute| self.wants(attribute)).collect();
        let sections = if self.sections { headings(&store, &figures)? } else { Vec::new() };
        let nothing = match (self.diff, self.same, self.missing) {
            (true, false, false) => "nothing differs",
            (false, true, false) => "nothing is the same",
            (false, false, true) => "nothing is missing",
            _ => "nothing to compare: no such attributes",
        };
        let found = self.destination.print(context, &mut store, Format::Table, nothing, |_, output| {
            if output.is_table() {
                self.print_tables(output, &figures, &attributes, &sections)
            } else {
                self.print_rows(output, &figures, &attributes, &sections)
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

    fn print_rows(
        &self,
        output: &mut Output,
        figures: &[Named<FigureId>],
        attributes: &[Attribute],
        sections: &[Heading],
    ) -> Result<usize> {
        let mut columns = vec!["attribute"];
        columns.extend(figures.iter().map(|figure| figure.name.as_str()));
        columns.extend(self.sections.then_some("kind"));
        if self.delta {
            columns.extend(["difference", "ratio"]);
        }
        let mut rows = output.rows(&columns)?;
        for attribute in attributes {
            let mut cells: Vec<Cell> = vec![attribute.name.as_str().into()];
            cells.extend(attribute.cells.iter().map(|values| {
                let texts: Vec<&str> = distinct(values).into_iter().map(|value| value.text.as_str()).collect();
                if texts.is_empty() { Cell::Empty } else { texts.join("; ").into() }
            }));
            cells.extend(self.sections.then(|| "attribute".into()));
            cells.extend(self.delta.then(|| attribute.delta()).into_iter().flatten());
            rows.row(&cells)?;
        }
        for section in sections {
            let mut cells: Vec<Cell> = vec![section.heading.as_str().into()];
            cells.extend(section.cells.iter().map(|passages| {
                let texts: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
                if texts.is_empty() { Cell::Empty } else { texts.join("\n").into() }
            }));
            cells.push("section".into());
            cells.extend(self.delta.then_some([Cell::Empty, Cell::Empty]).into_iter().flatten());
            rows.row(&cells)?;
        }
        rows.finish()
    }
}

/// Fails where there are not two figures or more, each named once.
fn ensure_comparable(figures: &[Named<FigureId>]) -> Result<()> {
    let twice = figures.iter().enumerate().find(|(at, figure)| figures[..*at].contains(figure));
    let hint = "name two figures or more: `versus figures` lists them";
    if let Some((_, figure)) = twice {
        return Err(Error::usage(format!("`{}` is named twice", figure.name), hint));
    }
    if let [only] = figures {
        return Err(Error::usage(format!("`{}` alone is nothing to compare", only.name), hint));
    }
    Ok(())
}

/// One attribute of the comparison: for each figure what the documents say.
struct Attribute {
    id: AttributeId,
    name: String,
    cells: Vec<Vec<Value>>,
    /// What the values amount to, for each figure by document. Empty where nobody asks.
    quantities: Vec<HashMap<DocumentId, Quantity>>,
}

impl Attribute {
    /// Tells whether all figures have the same value in all documents.
    fn is_same(&self) -> bool {
        if self.quantities.is_empty() {
            return same::all_same(self.cells.iter().flatten().map(|value| &*value.text));
        }
        let cells = self.cells.iter().zip(&self.quantities);
        let values = cells.flat_map(|(values, quantities)| {
            values.iter().map(|value| (&*value.text, quantities.get(&value.document_id)))
        });
        same::all_amount_to_the_same(values)
    }

    /// Returns by how much the first figure differs from the second, and how many times it is that; nothing where one has
    /// no value that amounts to something, or several that differ.
    fn delta(&self) -> [Cell<'static>; 2] {
        let only = |column: usize| {
            let quantities = self.quantities.get(column)?;
            let values: Vec<&Value> = self.cells[column].iter().collect();
            let first = quantities.get(&values.first()?.document_id)?;
            let all = values.iter().map(|value| (&*value.text, quantities.get(&value.document_id)));
            same::all_amount_to_the_same(all).then_some(first)
        };
        let found = only(0).zip(only(1)).and_then(|(one, other)| delta(one, other));
        found.map_or([Cell::Empty, Cell::Empty], |delta| [delta.difference.into(), delta.ratio.into()])
    }
}

/// Returns the attributes of the figures: those that most of them have first, else in the order of the documents.
fn compared(store: &Store, figures: &[Named<FigureId>]) -> Result<Vec<Attribute>> {
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut places: HashMap<AttributeId, usize> = HashMap::new();
    for (column, figure) in figures.iter().enumerate() {
        let mut values = store.values_of_figure(figure.id)?;
        preferred_first(&mut values);
        for value in values {
            let place = *places.entry(value.attribute_id).or_insert_with(|| {
                let (id, name) = (value.attribute_id, value.attribute.clone());
                attributes.push(Attribute { id, name, cells: vec![Vec::new(); figures.len()], quantities: Vec::new() });
                attributes.len() - 1
            });
            attributes[place].cells[column].push(value);
        }
    }
    attributes.sort_by_key(|attribute| attribute.cells.iter().filter(|values| values.is_empty()).count());
    Ok(attributes)
}

/// Adds what the values amount to.
fn add_quantities(store: &Store, figures: &[Named<FigureId>], attributes: &mut [Attribute]) -> Result<()> {
    for figure in figures {
        let mut of_attributes: HashMap<AttributeId, HashMap<DocumentId, Quantity>> = HashMap::new();
        for ((attribute, document), quantity) in store.quantities_of_figure(figure.id)? {
            of_attributes.entry(attribute).or_default().insert(document, quantity);
        }
        for attribute in &mut *attributes {
            attribute.quantities.push(of_attributes.remove(&attribute.id).unwrap_or_default());
        }
    }
    Ok(())
}

/// One heading of the comparison: for each figure the passages about it.
struct Heading {
    heading: String,
    cells: Vec<Vec<PassageText>>,
}

fn headings(store: &Store, figures: &[Named<FigureId>]) -> Result<Vec<Heading>> {
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

/// Returns the values with different texts, the first document's for each. Texts that differ in a comma are both shown, even
/// where they say the same: nobody can see what was left out.
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Document, Lookup};
    use crate::store::{ConflictFilter, Importer};

    /// A base in which one document gives `Tea` the first text and `Milk` the same one, and another gives `Tea` the second.
    fn base(first: &str, second: &str) -> Store {
        let document = |other: &str, texts: [&str; 2]| {
            let row = serde_json::json!({"position": 1, "attribute": "Kept", "values": texts});
            serde_json::from_value::<Document>(serde_json::json!({
                "slug": other, "title": other, "figures": ["Tea", other], "summary": "", "rows": [row], "unclear": [],
                "sections": [], "notice": "", "source": other, "content_hash": other, "layout": "plain"
            }))
        };
        let mut store = Store::open_in_memory().expect("a base");
        let documents = [document("Milk", [first, first]), document("Mate", [second, ""])];
        store
            .write(|connection| {
                let mut importer = Importer::new(connection, "2026-01-02T03:04:05Z")?;
                for document in documents {
                    importer.import(&document.expect("a document"))?;
                }
                importer.finish(&mut |_| {})
            })
            .expect("imported");
        store
    }

    fn is_same(store: &Store) -> bool {
        let figure = |name| match store.figure(name) {
            Ok(Lookup::Found(figure)) => figure,
            other => panic!("{name}: {other:?}"),
        };
        let attributes = compared(store, &["Tea", "Milk"].map(figure)).expect("a comparison");
        assert_eq!(attributes.len(), 1);
        attributes.iter().all(Attribute::is_same)
    }

    fn conflicts(store: &Store) -> usize {
        let mut conflicts = 0;
        store
            .each_conflict(ConflictFilter::default(), |_| {
                conflicts += 1;
                Ok(())
            })
            .expect("conflicts");
        conflicts
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Half the pairs are of a few letters and signs, which often say the same.
        #[test]
        fn what_is_the_same_is_no_conflict(
            (first, second) in prop_oneof![("\\PC{1,20}", "\\PC{1,20}"), ("[aA1,.-]{1,4}", "[aA1,.-]{1,4}")]
        ) {
            prop_assume!(!first.trim().is_empty() && !second.trim().is_empty());
            let store = base(&first, &second);
            prop_assert_eq!(is_same(&store), conflicts(&store) == 0);
        }
    }
}
