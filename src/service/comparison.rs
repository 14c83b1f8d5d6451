//! Figures side by side, attribute by attribute, over all documents that hold them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::model::{AttributeId, DocumentId, FigureId, Named, PassageText, Quantity, Value};
use crate::name;
use crate::output::{Cell, Output};
use crate::same;
use crate::service::amounts::delta;
use crate::service::marked::preferred_first;
use crate::store::{PassageFilter, Store};

/// Which attributes of a comparison are asked for: all, or those of which one of these holds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The figures differ.
    pub diff: bool,
    /// All the figures have the same value.
    pub same: bool,
    /// A figure has no value.
    pub missing: bool,
}

impl Wanted {
    /// Tells whether an attribute is one of them.
    #[must_use]
    pub fn lets_through(self, attribute: &Attribute) -> bool {
        if self == Self::default() {
            return true;
        }
        let missing = attribute.cells.iter().any(Vec::is_empty);
        let same = !missing && attribute.is_same();
        (self.missing && missing) || (self.same && same) || (self.diff && !missing && !same)
    }

    /// Says that there are none, for people.
    #[must_use]
    pub fn nothing(self) -> &'static str {
        match self {
            Self { diff: true, same: false, missing: false } => "nothing differs",
            Self { diff: false, same: true, missing: false } => "nothing is the same",
            Self { diff: false, same: false, missing: true } => "nothing is missing",
            _ => "nothing to compare: no such attributes",
        }
    }
}

/// Fails where there are not two figures or more, each named once.
pub fn ensure_comparable(figures: &[Named<FigureId>]) -> Result<()> {
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
pub struct Attribute {
    id: AttributeId,
    /// Its name.
    pub name: String,
    /// For each figure its values, the preferred one first.
    pub cells: Vec<Vec<Arc<Value>>>,
    /// What the values amount to, for each figure by document. Empty where nobody asks.
    quantities: Vec<HashMap<DocumentId, Quantity>>,
}

impl Attribute {
    /// Tells whether all figures have the same value in all documents.
    #[must_use]
    pub fn is_same(&self) -> bool {
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
    #[must_use]
    pub fn delta(&self) -> [Cell<'static>; 2] {
        let only = |column: usize| {
            let quantities = self.quantities.get(column)?;
            let values = &self.cells[column];
            let first = quantities.get(&values.first()?.document_id)?;
            let all = values.iter().map(|value| (&*value.text, quantities.get(&value.document_id)));
            same::all_amount_to_the_same(all).then_some(first)
        };
        let found = only(0).zip(only(1)).and_then(|(one, other)| delta(one, other));
        found.map_or([Cell::Empty, Cell::Empty], |delta| [delta.difference.into(), delta.ratio.into()])
    }
}

/// The values of a figure, the preferred one of an attribute before its others.
pub type Values = Arc<[Arc<Value>]>;

/// Returns the values of a figure.
pub fn values(store: &Store, figure: FigureId) -> Result<Values> {
    let mut values = store.values_of_figure(figure)?;
    preferred_first(&mut values);
    Ok(values.into_iter().map(Arc::new).collect())
}

/// Returns the attributes of figures that have these values: those that most of them have first, else in the order of the documents.
#[must_use]
pub fn compared(figures: &[Values]) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut places: HashMap<AttributeId, usize> = HashMap::new();
    for (column, values) in figures.iter().enumerate() {
        for value in values.iter() {
            let place = *places.entry(value.attribute_id).or_insert_with(|| {
                let (id, name) = (value.attribute_id, value.attribute.clone());
                attributes.push(Attribute { id, name, cells: vec![Vec::new(); figures.len()], quantities: Vec::new() });
                attributes.len() - 1
            });
            attributes[place].cells[column].push(Arc::clone(value));
        }
    }
    attributes.sort_by_key(|attribute| attribute.cells.iter().filter(|values| values.is_empty()).count());
    attributes
}

/// Adds what the values amount to.
pub fn add_quantities(store: &Store, figures: &[Named<FigureId>], attributes: &mut [Attribute]) -> Result<()> {
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
pub struct Heading {
    /// The heading.
    pub heading: String,
    /// For each figure its passages.
    pub cells: Vec<Vec<PassageText>>,
}

/// Returns the prose about the figures, by its headings, in the order of the first figure's.
pub fn headings(store: &Store, figures: &[Named<FigureId>]) -> Result<Vec<Heading>> {
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
#[must_use]
pub fn distinct(values: &[Arc<Value>]) -> Vec<&Value> {
    let mut seen = HashSet::new();
    values.iter().map(AsRef::as_ref).filter(|value: &&Value| seen.insert(value.text.as_str())).collect()
}

/// Writes the rows of a comparison for programs: a column for each figure, different values of one joined by `; `.
pub fn write(
    output: &mut Output,
    figures: &[Named<FigureId>],
    attributes: &[Attribute],
    sections: Option<&[Heading]>,
    with_delta: bool,
) -> Result<usize> {
    let mut columns = vec!["attribute"];
    columns.extend(figures.iter().map(|figure| figure.name.as_str()));
    columns.extend(sections.is_some().then_some("kind"));
    if with_delta {
        columns.extend(["difference", "ratio"]);
    }
    let rows = output.rows(&columns)?;
    rows.fill(|rows| {
        for attribute in attributes {
            let mut cells: Vec<Cell> = vec![attribute.name.as_str().into()];
            cells.extend(attribute.cells.iter().map(|values| {
                let texts: Vec<&str> = distinct(values).into_iter().map(|value| value.text.as_str()).collect();
                if texts.is_empty() { Cell::Empty } else { texts.join("; ").into() }
            }));
            cells.extend(sections.is_some().then(|| "attribute".into()));
            cells.extend(with_delta.then(|| attribute.delta()).into_iter().flatten());
            rows.row(&cells)?;
        }
        for section in sections.unwrap_or_default() {
            let mut cells: Vec<Cell> = vec![section.heading.as_str().into()];
            cells.extend(section.cells.iter().map(|passages| {
                let texts: Vec<&str> = passages.iter().map(|passage| passage.text.as_str()).collect();
                if texts.is_empty() { Cell::Empty } else { texts.join("\n").into() }
            }));
            cells.push("section".into());
            cells.extend(with_delta.then_some([Cell::Empty, Cell::Empty]).into_iter().flatten());
            rows.row(&cells)?;
        }
        Ok(())
    })
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
        let figures = ["Tea", "Milk"].map(figure);
        let values: Vec<Values> = figures.iter().map(|figure| values(store, figure.id).expect("values")).collect();
        let mut attributes = compared(&values);
        // `11` and `11,a` amount to the same.
        add_quantities(store, &figures, &mut attributes).expect("quantities");
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
