//! The rows of the tables that compare the figures of a page.

use std::collections::{HashMap, HashSet};

use super::blocks::{Cell, Table, TableRow};
use super::compared::{Columns, Turned};
use super::words;
use crate::model::{Candidate, Row, UnclearRow};
use crate::name;
use crate::page::cells::{LONG_ATTRIBUTE, ensure_cells};
use crate::page::rejection::Rejection;

/// The rows of a page, as they are read.
pub(super) struct Rows {
    figures: usize,
    position: u32,
    cells: usize,
    /// The attributes so far, with their places among the clear rows.
    attributes: HashMap<String, usize>,
    pub clear: Vec<Row>,
    pub unclear: Vec<UnclearRow>,
    /// Remarks beside rows: the heading that the table stands under, and the text.
    pub notes: Vec<(String, String)>,
    /// The names of groups: the heading that the table stands under, and the name.
    groups: Vec<(String, String)>,
}

impl Rows {
    pub fn new(figures: usize) -> Self {
        Self {
            figures,
            position: 0,
            cells: 0,
            attributes: HashMap::new(),
            clear: Vec::new(),
            unclear: Vec::new(),
            notes: Vec::new(),
            groups: Vec::new(),
        }
    }

    /// Keeps the names of groups that no clear row has: all their rows are unclear, or are said before.
    pub fn finish(&mut self) {
        let kept: HashSet<&str> = self.clear.iter().map(|row| &*row.group).collect();
        let mut seen = HashSet::new();
        let lost = self.groups.iter().filter(|group| !kept.contains(&*group.1) && seen.insert(*group));
        self.notes.extend(lost.cloned());
    }

    pub fn is_empty(&self) -> bool {
        self.position == 0
    }

    /// Reads a table each column of which is a figure. `heading` is that of the section it stands in.
    pub fn add_columns(&mut self, table: &Table, columns: &Columns, heading: &str) -> Result<(), Rejection> {
        let header = &table.rows[columns.header];
        let width =
            columns.figures.iter().chain([&columns.attribute]).chain(&columns.notes).max().map_or(0, |last| last + 1);
        let mut group = heading.to_owned();
        // What stands above the header row heads the rows below it, or remarks on the table.
        for row in &table.rows[..columns.header] {
            match &row.group {
                Some(name) => {
                    self.groups.push((heading.to_owned(), name.clone()));
                    group.clone_from(name);
                }
                None => self.remark(row, heading),
            }
        }
        self.label(header.cells.get(columns.attribute).filter(|_| !columns.is_short), heading);
        // A head of a group without a row below it would be lost.
        let mut waiting: Option<&TableRow> = None;
        let body = &table.rows[columns.header + 1..];
        let has_heads = body.iter().any(|row| Self::group_of(row, columns).is_some());
        for (at, row) in body.iter().enumerate() {
            let is_header = !columns.is_short
                && row.cells.iter().map(|cell| &cell.text).eq(header.cells.iter().map(|cell| &cell.text));
            if is_header || row.is_rule() {
                continue;
            }
            if let Some(name) = Self::group_of(row, columns) {
                self.keep(waiting.replace(row));
                group = name;
                continue;
            }
            // What stands in the column of groups goes for the rows below it, too.
            let named = columns.group.and_then(|column| row.cells.get(column)).map_or("", |cell| &*cell.text);
            if !named.is_empty() {
                named.clone_into(&mut group);
            }
            // One that has rows is with them, or was kept for want of those.
            if (waiting.take().is_some() || !named.is_empty()) && group != heading {
                self.groups.push((heading.to_owned(), group.clone()));
            }
            self.cells += self.figures + 1;
            ensure_cells(self.cells, header.line)?;
            // Where no head is marked as one, a name over rows with values may be one.
            if !has_heads
                && Self::is_bare(row, columns)
                && body.get(at + 1).is_some_and(|below| Self::has_value(below, columns))
            {
                let reason = "the row has no value: it may head the rows below it".to_owned();
                self.add_unclear(row.raw.clone(), reason, Vec::new());
                continue;
            }
            self.add_row(row, columns, width, &group, header);
        }
        self.keep(waiting);
        Ok(())
    }

    /// Returns the name of the group that a row heads: the only text in it, marked as a head.
    fn group_of(row: &TableRow, columns: &Columns) -> Option<String> {
        if row.group.is_some() {
            return row.group.clone();
        }
        let column =
            row.head_alone().filter(|column| *column <= columns.attribute && !columns.figures.contains(column))?;
        Some(row.cells[column].text.clone())
    }

    fn has_value(row: &TableRow, columns: &Columns) -> bool {
        columns.figures.iter().filter_map(|at| row.cells.get(*at)).any(|cell| !cell.text.is_empty())
    }

    /// Answers whether nothing but an attribute stands in the row.
    fn is_bare(row: &TableRow, columns: &Columns) -> bool {
        let is_clear = |cell: &Cell| cell.doubt.is_none();
        let mut written = row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty());
        let is_attribute = written.next().is_some_and(|(at, _)| at == columns.attribute) && written.next().is_none();
        is_attribute && row.doubt.is_none() && row.cells.iter().all(is_clear)
    }

    fn keep(&mut self, row: Option<&TableRow>) {
        if let Some(row) = row {
            self.add_unclear(row.raw.clone(), "the row heads a group that has no rows".to_owned(), Vec::new());
        }
    }

    fn add_row(&mut self, row: &TableRow, columns: &Columns, width: usize, group: &str, header: &TableRow) {
        let text = |at: usize| row.cells.get(at).map_or("", |cell| &*cell.text);
        let written = row.cells.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1);
        if written == 0 && row.doubt.is_none() && row.cells.iter().all(|cell| cell.doubt.is_none()) {
            return;
        }
        let doubt = row.doubt.as_ref().or_else(|| row.cells.iter().find_map(|cell| cell.doubt.as_ref()));
        if let Some(doubt) = doubt {
            return self.add_unclear(row.raw.clone(), doubt.clone(), Vec::new());
        }
        if written > width.max(header.cells.len()) {
            let (found, wanted) = (row.cells.len(), header.cells.len());
            let reason = format!("the row's cells number {found}, the header's {wanted}");
            return self.add_unclear(row.raw.clone(), reason, Vec::new());
        }
        let values = columns.figures.iter().map(|at| text(*at).to_owned()).collect();
        let attribute = text(columns.attribute);
        self.add(attribute, values, group, || row.raw.clone());
        for note in columns.notes.iter().map(|at| (*at, text(*at))).filter(|(_, note)| !note.is_empty()) {
            let (at, note) = note;
            let head = header.cells.get(at).map_or("", |cell| &*cell.text);
            self.notes.push((group.to_owned(), format!("{attribute} ({head}): {note}")));
        }
        // A column behind the others that nothing heads.
        for note in row.cells.iter().skip(width).filter(|cell| !cell.text.is_empty()) {
            self.notes.push((group.to_owned(), format!("{attribute}: {}", note.text)));
        }
    }

    /// Keeps what stands over the names of attributes or figures, unless it says no more than that: "Price in euros" does.
    fn label(&mut self, corner: Option<&Cell>, heading: &str) {
        let text = corner.map_or("", |cell| &*cell.text);
        let is_usual = text.is_empty() || words::is_attribute(text) || words::is_kind(text) || words::is_group(text);
        if !is_usual {
            self.notes.push((heading.to_owned(), text.to_owned()));
        }
    }

    /// Keeps the text of a row that is none of the table's.
    fn remark(&mut self, row: &TableRow, heading: &str) {
        let texts: Vec<&str> = row.cells.iter().map(|cell| &*cell.text).filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            self.notes.push((heading.to_owned(), texts.join("; ")));
        }
    }

    /// Reads a table each row of which is a figure.
    pub fn add_turned(&mut self, table: &Table, turned: &Turned, heading: &str) -> Result<(), Rejection> {
        let header = &table.rows[turned.header];
        let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
        self.label(header.cells.get(turned.name), heading);
        for row in table.rows[turned.header + 1..].iter().filter(|row| row.group.is_some()) {
            self.remark(row, heading);
        }
        for column in (0..width).filter(|column| *column != turned.name && Some(*column) != turned.serial) {
            let head = header.cells.get(column);
            let rows: Vec<Option<&Cell>> =
                turned.figures.iter().map(|row| table.rows[*row].cells.get(column)).collect();
            let text = |cell: Option<&Cell>| cell.map_or_else(String::new, |cell| cell.text.clone());
            let values: Vec<String> = rows.iter().copied().map(text).collect();
            let attribute = head.map_or("", |cell| &*cell.text);
            if attribute.is_empty() && values.iter().all(String::is_empty) {
                continue;
            }
            self.cells += values.len();
            ensure_cells(self.cells, header.line)?;
            let raw =
                || std::iter::once(attribute).chain(values.iter().map(String::as_str)).collect::<Vec<_>>().join(" | ");
            let of_row = turned.figures.iter().find_map(|row| table.rows[*row].doubt.clone());
            let of_cell = head.into_iter().chain(rows.iter().copied().flatten()).find_map(|cell| cell.doubt.clone());
            match of_row.or(of_cell) {
                Some(doubt) => self.add_unclear(raw(), doubt, Vec::new()),
                None => self.add(attribute, values.clone(), heading, raw),
            }
        }
        Ok(())
    }

    fn add(&mut self, attribute: &str, values: Vec<String>, group: &str, raw: impl FnOnce() -> String) {
        let attribute = name::clean(attribute);
        if attribute.is_empty() {
            return self.add_unclear(raw(), "the row has no attribute".to_owned(), Vec::new());
        }
        if attribute.len() > name::LONGEST {
            return self.add_unclear(raw(), LONG_ATTRIBUTE.to_owned(), Vec::new());
        }
        debug_assert_eq!(values.len(), self.figures);
        let folded = name::fold(&attribute);
        let Some(earlier) = self.attributes.get(&folded) else {
            return self.put(folded, attribute, values, group);
        };
        let earlier = &self.clear[*earlier];
        if earlier.values == values {
            // Said twice, it is said once.
            return;
        }
        let named = name::clean(&format!("{group}: {attribute}"));
        let folded = name::fold(&named);
        if group.is_empty()
            || earlier.group == group
            || named.len() > name::LONGEST
            || self.attributes.contains_key(&folded)
        {
            let reason = format!("the attribute `{attribute}` is already in row {}", earlier.position);
            return self.add_unclear(raw(), reason, vec![Candidate::new(attribute, values)]);
        }
        self.put(folded, named, values, group);
    }

    fn put(&mut self, folded: String, attribute: String, values: Vec<String>, group: &str) {
        self.position += 1;
        self.attributes.insert(folded, self.clear.len());
        self.clear.push(Row { position: self.position, attribute, values, group: group.to_owned() });
    }

    /// Adds a row that cannot be read.
    fn add_unclear(&mut self, raw: String, reason: String, candidates: Vec<Candidate>) {
        self.position += 1;
        self.unclear.push(UnclearRow { position: self.position, raw, reason, candidates });
    }
}
