//! Where tables, rows and cells begin.

use super::state::{Flow, OpenTable, Tag};
use crate::page::format::html::cell::{Cell, Head};
use crate::page::format::html::element::{Kind, Look};
use crate::page::format::html::page::{Table, TableRow};

impl Flow {
    pub(super) fn open_table(&mut self) {
        self.heading = None;
        if let Some(cell) = self.cell() {
            cell.has_table = true;
        }
        self.parts += 1;
        let index = self.page.tables.len();
        let (is_furniture, is_main) = (self.furniture.is_some(), self.main.is_some());
        let (outer, start) = (self.tables.last().map(|table| table.index), self.page.blocks.len());
        self.page.tables.push(Table { rows: Vec::new(), start, outer, is_furniture, is_main });
        self.tables.push(OpenTable { index, group: 0, in_row: false, in_cell: false, in_caption: false });
    }

    pub(super) fn open_in_table(&mut self, kind: Kind, tag: &Tag) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        self.heading = None;
        self.parts += 1;
        let rows = &mut self.page.tables[table.index].rows;
        (table.in_cell, table.in_caption) = (false, false);
        let is_struck = tag.attributes.look == Look::Struck;
        match kind {
            Kind::Caption => table.in_caption = true,
            Kind::Group => (table.group, table.in_row) = (table.group + 1, false),
            Kind::Row => {
                table.in_row = true;
                rows.push(TableRow { cells: Vec::new(), group: table.group, is_struck, offset: tag.offset });
            }
            _ => {
                if !table.in_row {
                    rows.push(TableRow { cells: Vec::new(), group: table.group, is_struck: false, offset: tag.offset });
                }
                (table.in_row, table.in_cell) = (true, true);
                let span = |span: Option<u32>| span.and_then(|span| usize::try_from(span).ok()).unwrap_or(1);
                let (columns, down) = (span(tag.attributes.colspan), span(tag.attributes.rowspan));
                let is_first_row = rows.len() == 1;
                if let Some(row) = rows.last_mut() {
                    let is_name = is_first_row || row.cells.is_empty() || tag.name == b"th";
                    let head = if tag.name == b"th" { Head::Tag } else { Head::Nothing };
                    let doubt = (row.is_struck || is_struck).then(|| "the text of a cell is struck out".to_owned());
                    let cell = Cell { columns, rows: down, doubt, is_name, head, ..Cell::default() };
                    row.cells.push(cell);
                }
            }
        }
    }
}
