//! Puts the parts of a document into the base, row by row: what a new document and a changed one share. Which rows a page has,
//! and what of them is in the base already, is told before.

use rusqlite::{OptionalExtension, named_params};

use super::columns;
use super::import::Importer;
use crate::error::Result;
use crate::model::{
    AttributeId, Candidate, Document, DocumentId, FigureId, PassageId, Row, SectionId, SettlementId, TextStatus,
    UnclearRow, ValueId,
};
use crate::store::name::known::Owner;

impl Importer<'_> {
    pub(super) fn insert_credits(&self, document_id: DocumentId, document: &Document) -> Result<()> {
        for (credit, position) in document.credits.iter().zip(1_i64..) {
            self.connection
                .prepare_cached(include_str!("insert_credit.sql"))?
                .execute(named_params! { ":document_id": document_id, ":position": position, ":text": credit })?;
        }
        Ok(())
    }

    /// Returns which figures a document compares, in column order.
    pub(super) fn figure_owners(&mut self, document: &Document) -> Result<Vec<Owner<FigureId>>> {
        document.figures.iter().map(|figure| self.names.figure_or_new(self.connection, figure)).collect()
    }

    /// Writes a document's columns.
    pub(super) fn insert_figures(&mut self, document_id: DocumentId, figures: &[Owner<FigureId>]) -> Result<()> {
        let mut statement = self.connection.prepare_cached(include_str!("insert_document_figure.sql"))?;
        for (Owner { id, alias_id }, position) in figures.iter().zip(1_i64..) {
            statement.execute(named_params! {
                ":document_id": document_id, ":figure_id": id, ":alias_id": alias_id, ":position": position,
            })?;
        }
        self.touched.extend(figures.iter().map(|owner| owner.id));
        Ok(())
    }

    pub(super) fn insert_value(
        &mut self,
        document: DocumentId,
        figure: FigureId,
        attribute: Owner<AttributeId>,
        position: u32,
        text: &str,
        status: TextStatus,
    ) -> Result<ValueId> {
        let id = self.take_value_id();
        let Owner { id: attribute, alias_id } = attribute;
        self.connection.prepare_cached(include_str!("insert_value.sql"))?.execute(named_params! {
            ":id": id, ":document_id": document, ":figure_id": figure, ":attribute_id": attribute,
            ":alias_id": alias_id, ":position": position, ":text": text, ":status": status,
        })?;
        Ok(id)
    }

    /// Stores the values of a row that was told apart, as its status says.
    pub(in crate::store) fn insert_told_apart(
        &mut self,
        document_id: DocumentId,
        position: u32,
        split: &Candidate,
        status: TextStatus,
    ) -> Result<()> {
        let figures = columns::figures_of(self.connection, document_id)?;
        let attribute = self.attribute(&split.attribute)?;
        for (figure, text) in figures.iter().zip(&split.values).filter(|(_, text)| !text.is_empty()) {
            let place =
                named_params! { ":document_id": document_id, ":figure_id": figure, ":attribute_id": attribute.id };
            let absent: Option<ValueId> = self
                .connection
                .prepare_cached(include_str!("absent_value.sql"))?
                .query_row(place, |row| row.get(0))
                .optional()?;
            if let Some(id) = absent {
                self.index.will_change(self.connection, id)?;
                self.connection.prepare_cached(include_str!("update_value.sql"))?.execute(named_params! {
                    ":id": id, ":alias_id": attribute.alias_id, ":position": position, ":text": text,
                    ":status": status,
                })?;
                continue;
            }
            let id = self.insert_value(document_id, *figure, attribute, position, text, status)?;
            self.index.added_current(id);
        }
        self.index.write_when_due(self.connection, self.most_gathered).map(drop)
    }

    pub(super) fn insert_group(&self, document_id: DocumentId, row: &Row) -> Result<()> {
        if !row.group.is_empty() {
            self.connection.prepare_cached(include_str!("insert_group.sql"))?.execute(
                named_params! { ":document_id": document_id, ":position": row.position, ":name": row.group },
            )?;
        }
        Ok(())
    }

    pub(super) fn insert_unclear_row(
        &self,
        document_id: DocumentId,
        row: &UnclearRow,
        settled_row_id: Option<SettlementId>,
    ) -> Result<()> {
        let candidates = serde_json::to_string(&row.candidates).expect("plain text always has a JSON form");
        self.connection.prepare_cached(include_str!("insert_unclear_row.sql"))?.execute(named_params! {
            ":document_id": document_id, ":position": row.position, ":raw": row.raw, ":reason": row.reason,
            ":candidates": candidates, ":settled_row_id": settled_row_id,
        })?;
        Ok(())
    }

    pub(super) fn insert_section(
        &mut self,
        document_id: DocumentId,
        position: i64,
        heading: &str,
    ) -> Result<SectionId> {
        self.headings.add(self.connection, heading)?;
        let sql = "INSERT INTO sections (document_id, position, heading) VALUES (:document_id, :position, :heading)";
        Ok(SectionId(
            self.connection
                .prepare_cached(sql)?
                .insert(named_params! { ":document_id": document_id, ":position": position, ":heading": heading })?,
        ))
    }

    pub(super) fn insert_passage(
        &mut self,
        section_id: SectionId,
        position: i64,
        text: &str,
        figures: &[String],
    ) -> Result<PassageId> {
        let id = self.take_passage_id();
        self.connection
            .prepare_cached(
                "INSERT INTO passages (id, section_id, position, text) VALUES (:id, :section_id, :position, :text)",
            )?
            .execute(named_params! { ":id": id, ":section_id": section_id, ":position": position, ":text": text })?;
        self.insert_passage_figures(id, figures)?;
        Ok(id)
    }

    pub(super) fn insert_passage_figures(&mut self, passage_id: PassageId, figures: &[String]) -> Result<()> {
        for figure in figures {
            let figure_id = self.figure_id(figure)?;
            self.connection
                .prepare_cached("INSERT INTO passage_figures (passage_id, figure_id) VALUES (:passage_id, :figure_id)")?
                .execute(named_params! { ":passage_id": passage_id, ":figure_id": figure_id })?;
        }
        Ok(())
    }
}
