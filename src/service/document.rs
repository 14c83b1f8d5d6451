//! A document, from title to source, in the order in which its page has it.

use crate::error::Result;
use crate::model::{DocumentId, PassageText, TextStatus};
use crate::output::{Cell, Output, Rows};
use crate::service::marked::Marked;
use crate::store::{PassageFilter, Store};

/// A document as it reads.
pub struct Page {
    /// Its title.
    pub title: String,
    /// Its summary as it reads now; empty where it has none.
    pub summary: String,
    /// Whether an editor changed that.
    pub is_summary_corrected: bool,
    /// What it says of its own reliability.
    pub notice: String,
    /// Where it came from: a URL or path as it was given.
    pub source: String,
    /// What its page was when it was read, as SHA-256.
    pub content_hash: String,
    /// When it came in, RFC 3339 in UTC.
    pub imported_at: String,
    /// The names of the figures, in column order.
    pub figures: Vec<String>,
    /// The rows of its table.
    pub rows: Vec<Row>,
    /// The rows that nobody told apart yet, as they stood.
    pub unclear: Vec<String>,
    /// Its prose.
    pub passages: Vec<PassageText>,
    /// The lines that name whoever is behind it.
    pub credits: Vec<String>,
}

/// A row of the table: for each figure what stands there.
pub struct Row {
    /// Its place, from 1.
    pub position: i64,
    /// The part of the table that it stands in; empty where it is in none.
    pub group: String,
    /// Name of the attribute.
    pub attribute: String,
    /// For each figure a text and how it comes to read so, `None` where there is none. Figures at the end may be left out.
    pub cells: Vec<Option<(String, TextStatus)>>,
}

impl Page {
    /// Reads a document.
    pub fn read(store: &Store, document: DocumentId) -> Result<Self> {
        let figures = store.figures_of_document(document)?.into_iter().map(|figure| figure.name).collect();
        let passages = store.passages(&PassageFilter { document_id: Some(document), figure_id: None })?;
        let mut page = Self {
            title: String::new(),
            summary: String::new(),
            is_summary_corrected: false,
            notice: String::new(),
            source: String::new(),
            content_hash: String::new(),
            imported_at: String::new(),
            figures,
            rows: Vec::new(),
            unclear: store.unclear_rows_of_document(document)?,
            passages,
            credits: store.credits(document)?,
        };
        store.document_record(document, |record| {
            page.is_summary_corrected = record.status == TextStatus::Corrected;
            page.content_hash.push_str(record.content_hash);
            page.imported_at.push_str(record.imported_at);
            let frame = [&mut page.title, &mut page.summary, &mut page.notice, &mut page.source];
            for (text, stated) in frame.into_iter().zip([record.title, record.summary, record.notice, record.source]) {
                text.push_str(stated);
            }
            Ok(())
        })?;
        let Self { figures, rows, .. } = &mut page;
        store.each_value_of_document(document, |value| {
            // A correction can have given the document a value of a figure that its table does not have.
            let column = figures.iter().position(|figure| figure == value.figure).unwrap_or_else(|| {
                figures.push(value.figure.to_owned());
                figures.len() - 1
            });
            if rows.last().is_none_or(|row| row.position != value.position || row.attribute != value.attribute) {
                let (group, attribute) = (value.group.to_owned(), value.attribute.to_owned());
                rows.push(Row { position: value.position, group, attribute, cells: Vec::new() });
            }
            if let Some(row) = rows.last_mut() {
                row.cells.resize(row.cells.len().max(column + 1), None);
                row.cells[column] = Some((value.value.to_owned(), value.status));
            }
            Ok(())
        })?;
        Ok(page)
    }

    /// Prints it for people, and returns how many texts it has.
    pub fn print(&self, output: &mut Output) -> Result<usize> {
        output.heading(&self.title)?;
        if !self.summary.is_empty() {
            output.line("")?;
            let marked = Marked { text: &self.summary, corrected: self.is_summary_corrected, open_reports: 0 };
            output.paragraph(&marked.to_string(), 0)?;
        }
        if !self.rows.is_empty() {
            output.line("")?;
            self.print_table(output)?;
        }
        if !self.unclear.is_empty() {
            output.line("")?;
            output.line("Rows whose cells ran together (`versus review`):")?;
            for raw in &self.unclear {
                output.paragraph(raw, 2)?;
            }
        }
        let mut above = None;
        for passage in &self.passages {
            output.line("")?;
            if above.replace(&passage.heading) != Some(&passage.heading) {
                output.heading(&passage.heading)?;
            }
            output.paragraph(&Marked::passage(passage).to_string(), 2)?;
        }
        let below: Vec<&String> = self.credits.iter().chain([&self.notice]).filter(|text| !text.is_empty()).collect();
        for text in below {
            output.line("")?;
            output.paragraph(text, 0)?;
        }
        output.line("")?;
        output.line(&format!("Source: {}", self.source))?;
        Ok(self.rows.len() + self.passages.len() + 1)
    }

    fn print_table(&self, output: &mut Output) -> Result<()> {
        let has_groups = self.rows.iter().any(|row| !row.group.is_empty());
        let mut columns = vec!["attribute"];
        columns.extend(self.figures.iter().map(String::as_str));
        columns.extend(has_groups.then_some("group"));
        let mut rows = output.rows(&columns)?;
        for row in &self.rows {
            let mut cells: Vec<Cell> = vec![row.attribute.as_str().into()];
            cells.extend((0..self.figures.len()).map(|column| match row.cells.get(column) {
                Some(Some((text, TextStatus::Corrected))) => format!("{text} [corrected]").into(),
                Some(Some((text, TextStatus::Inferred))) => format!("{text} [inferred]").into(),
                Some(Some((text, _))) => text.as_str().into(),
                _ => Cell::Empty,
            }));
            cells.extend(has_groups.then(|| row.group.as_str().into()));
            rows.row(&cells)?;
        }
        rows.finish().map(drop)
    }

    /// Writes it for programs, a row for each text.
    pub fn write(&self, output: &mut Output) -> Result<usize> {
        let rows = output.rows(&["part", "attribute", "section", "figure", "text", "status"])?;
        let none = || None::<&str>.into();
        let corrected = |is_corrected| if is_corrected { TextStatus::Corrected } else { TextStatus::Stated };
        let frame = |part: &str, text: &str, status: TextStatus, rows: &mut Rows<'_, '_>| {
            if text.is_empty() {
                return Ok(());
            }
            rows.row(&[part.into(), none(), none(), none(), text.into(), status.as_str().into()])
        };
        rows.fill(|rows| {
            frame("title", &self.title, TextStatus::Stated, rows)?;
            frame("summary", &self.summary, corrected(self.is_summary_corrected), rows)?;
            for row in &self.rows {
                for (figure, cell) in self.figures.iter().zip(&row.cells) {
                    let Some((text, status)) = cell else { continue };
                    let attribute = row.attribute.as_str().into();
                    rows.row(&["value".into(), attribute, none(), figure.into(), text.into(), status.as_str().into()])?;
                }
            }
            for raw in &self.unclear {
                rows.row(&["unclear row".into(), none(), none(), none(), raw.into(), "unclear".into()])?;
            }
            for passage in &self.passages {
                let status = passage.status.as_str().into();
                let (heading, text) = (passage.heading.as_str().into(), passage.text.as_str().into());
                rows.row(&["passage".into(), none(), heading, none(), text, status])?;
            }
            for credit in &self.credits {
                frame("credit", credit, TextStatus::Stated, rows)?;
            }
            frame("notice", &self.notice, TextStatus::Stated, rows)?;
            frame("source", &self.source, TextStatus::Stated, rows)
        })
    }
}
