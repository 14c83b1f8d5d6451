//! Tags to blocks: what a browser would show as headings, paragraphs and tables, in reading order.
//!
//! No tree is built. What matters is where blocks begin and end, in which table and cell they stand, and whether
//! something around them is hidden or stands on every page of the site; for that it is enough to count elements of one
//! name. So time and memory grow with the page and with nothing else, however deep its elements are nested.

mod inline;

use std::collections::HashSet;
use std::convert::Infallible;
use std::mem;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use self::inline::{Icon, NoteLink, RaisedText};
pub(super) use super::cell::Cell;
use super::cell::{Piece, What};
use super::element::{Attributes, Kind, Look};
use super::head::Head;
use super::picture::{self, Picture};
use crate::page::LONGEST;

/// A page, taken apart.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Headings and paragraphs, in reading order.
    pub(super) blocks: Vec<Block>,
    /// Tables in the order in which they begin.
    pub(super) tables: Vec<Table>,
    /// The content of `<title>`.
    pub(super) title: Option<Block>,
    /// What the page says of its address.
    pub(super) head: Head,
    /// Whether a form was left out.
    pub(super) has_form: bool,
    /// Where and why it is not read any further.
    pub(super) cut: Option<(usize, String)>,
}

/// The most tables, rows, cells and paragraphs of a page together; a cell's first paragraph is the cell. Each of them costs
/// many times the few bytes that it takes to write; real pages have some thousands.
const MOST_PARTS: usize = 500_000;

/// A heading or a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Its words, parted by single spaces; never empty.
    pub(super) text: String,
    /// Its level if it is a heading.
    pub(super) heading: Option<u8>,
    /// Where it begins, in bytes.
    pub(super) offset: usize,
    /// The table in a cell of which it stands, the innermost.
    pub(super) table: Option<usize>,
    /// Whether the page says that it is a paragraph or an item of a list.
    pub(super) is_marked: bool,
    /// Whether it stands in what every page of a site has.
    pub(super) is_furniture: bool,
    pub(super) is_main: bool,
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<TableRow>,
    /// How many blocks are before it.
    pub(super) start: usize,
    /// The table in a cell of which it stands.
    pub(super) outer: Option<usize>,
    pub(super) is_furniture: bool,
    pub(super) is_main: bool,
}

#[derive(Debug, Default)]
pub(super) struct TableRow {
    pub(super) cells: Vec<Cell>,
    /// Which `thead`, `tbody` or `tfoot` it stands in.
    pub(super) group: usize,
    pub(super) offset: usize,
}

/// Takes a page apart. `with_forms` reads forms, too: some pages are one form from beginning to end.
pub(super) fn read(text: &str, with_forms: bool) -> Page {
    let mut flow = Flow { with_forms, ..Flow::default() };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        flow.event(&event, span.start);
        None
    });
    emitter.naively_switch_states(true);
    // No tokens are made, and a text in memory has no reading errors: everything arrives as an event.
    let _ = Tokenizer::new_with_emitter(text, emitter).next();
    flow.reveal();
    flow.flush();
    flow.cut(text.len());
    let cells = flow.page.tables.iter_mut().flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells);
    cells.for_each(|cell| cell.finish(&flow.notes));
    flow.page
}

/// An element whose end is awaited, by the number of elements of its name that are open.
#[derive(Debug)]
struct Awaited {
    name: Vec<u8>,
    open: usize,
}

impl Awaited {
    fn new(name: &[u8]) -> Self {
        Self { name: name.to_vec(), open: 1 }
    }
}

/// A hidden element.
#[derive(Debug)]
struct Hidden {
    element: Awaited,
    kind: Kind,
    /// How many tables within it are open.
    tables: usize,
    /// Whether blocks stand in it: then it ends at its end only.
    has_block: bool,
    /// What of its text is kept, so far.
    text: String,
    keeps: Keeps,
    /// What stands for it in a cell.
    picture: Option<Box<Picture>>,
}

/// Which text of a hidden element is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeps {
    Nothing,
    /// All of it.
    All,
    /// What a drawing says that it is called; `true` within it.
    Title(bool),
}

#[derive(Debug, Clone, Copy)]
struct OpenTable {
    index: usize,
    group: usize,
    in_row: bool,
    in_cell: bool,
    in_caption: bool,
}

/// The start tag that is being read.
#[derive(Debug, Default)]
struct Tag {
    name: Vec<u8>,
    attribute: Vec<u8>,
    attributes: Attributes,
    /// What says what it shows, if it may be a picture in a cell.
    picture: Option<Box<picture::Attributes>>,
    offset: usize,
}

/// What stands after the last word.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    Nothing,
    Space,
    Break,
}

#[derive(Debug, Default)]
struct Flow {
    page: Page,
    with_forms: bool,
    tag: Tag,
    hidden: Option<Hidden>,
    furniture: Option<Awaited>,
    main: Option<Awaited>,
    tables: Vec<OpenTable>,
    in_title: bool,
    heading: Option<u8>,
    is_marked: bool,
    text: String,
    offset: usize,
    gap: Gap,
    /// What is in the text, if it is that of a cell, beside words.
    pieces: Vec<Piece>,
    raised: Option<RaisedText>,
    note_link: Option<NoteLink>,
    icon: Option<Icon>,
    /// The raised letter that the text begins with.
    opening: Option<Box<str>>,
    /// All raised letters that texts begin with.
    notes: HashSet<Box<str>>,
    /// How many tables, rows, cells and paragraphs there are so far.
    parts: usize,
    /// How many bytes of text there are so far.
    length: usize,
}

impl Flow {
    fn event(&mut self, event: &CallbackEvent<'_>, offset: usize) {
        self.cut(offset);
        if self.page.cut.is_some() {
            return;
        }
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: name.to_vec(), offset, ..Tag::default() };
                self.page.head.begin();
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.attribute.clear();
                self.tag.attribute.extend_from_slice(name);
                if *name == b"hidden" {
                    self.tag.attributes.add(name, b"");
                } else if *name == b"checked" {
                    self.tag.picture.get_or_insert_default().add(name, b"");
                }
            }
            CallbackEvent::AttributeValue { value } => {
                self.tag.attributes.add(&self.tag.attribute, value);
                self.page.head.attribute(&self.tag.attribute, value);
                if self.is_in_cell() && picture::may_be(&self.tag.name) {
                    self.tag.picture.get_or_insert_default().add(&self.tag.attribute, value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = mem::take(&mut self.tag);
                self.start(tag, *self_closing);
            }
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } if self.hidden.is_none() => {
                if !self.in_title {
                    self.page.head.text(value);
                }
                self.add(&String::from_utf8_lossy(value), offset);
            }
            CallbackEvent::String { value } => self.keep(value),
            _ => {}
        }
    }

    /// Stops where there is too much.
    fn cut(&mut self, offset: usize) {
        let reason = if self.parts > MOST_PARTS {
            format!("the page has more than {MOST_PARTS} tables, rows, cells and paragraphs")
        } else if self.length > LONGEST {
            format!("the page has more than {} MiB of text", LONGEST / 1024 / 1024)
        } else {
            return;
        };
        self.page.cut.get_or_insert((offset, reason));
    }

    fn start(&mut self, tag: Tag, is_self_closing: bool) {
        let kind = Kind::of(&tag.name);
        if self.stays_hidden(&tag.name, kind) {
            if let Some(picture) =
                self.hidden.as_mut().and_then(|hidden| hidden.picture.as_mut()).filter(|_| tag.name == b"use")
                && let Some((state, is_unsure)) = tag.picture.and_then(|used| used.used_surely())
                && picture.state.is_none()
            {
                (picture.state, picture.is_unsure) = (Some(state), is_unsure);
            }
            return;
        }
        self.page.head.end(&tag.name);
        if !kind.has_content() {
            self.start_void(kind, tag);
            return;
        }
        if kind == Kind::Ignored && self.is_in_cell() {
            // A drawing stands in the line.
            self.gap = self.gap.max(if tag.name.starts_with(b"r") { Gap::Nothing } else { Gap::Space });
        } else if kind.parts_text() {
            self.flush();
        }
        self.page.has_form |= kind == Kind::Form;
        if kind == Kind::Form && !self.with_forms || self.is_hidden(kind, &tag) {
            // Elements of SVG and MathML may end themselves; those of HTML do not.
            let is_over = is_self_closing && matches!(&*tag.name, b"svg" | b"math");
            self.hide(kind, tag);
            if is_over {
                self.reveal();
            }
            return;
        }
        for element in [&mut self.furniture, &mut self.main].into_iter().flatten() {
            element.open += usize::from(element.name == tag.name);
        }
        if self.furniture.is_none() && (kind == Kind::Furniture || tag.attributes.is_furniture) && !is_root(&tag.name) {
            self.flush();
            self.furniture = Some(Awaited::new(&tag.name));
        }
        if self.main.is_none() && (kind == Kind::Main || tag.attributes.is_main) {
            self.main = Some(Awaited::new(&tag.name));
        }
        self.open(kind, &tag);
        if kind == Kind::Inline {
            self.start_inline(tag);
        }
    }

    fn start_void(&mut self, kind: Kind, tag: Tag) {
        match kind {
            Kind::Break => self.line_break(),
            // A rule parts paragraphs, an image parts words only if there is a space.
            Kind::Void if tag.name == b"hr" => self.flush(),
            Kind::Void if self.is_in_cell() && tag.attributes.look != Look::Hidden => {
                if let Some(picture) = tag.picture.unwrap_or_default().void(&tag.name) {
                    self.push_picture(picture);
                }
            }
            _ => {}
        }
    }

    fn open(&mut self, kind: Kind, tag: &Tag) {
        match kind {
            Kind::Heading(level) => self.heading = Some(level),
            Kind::Paragraph | Kind::Item => self.is_marked = true,
            Kind::Title => self.in_title = true,
            Kind::Table => self.open_table(),
            Kind::Caption | Kind::Group | Kind::Row | Kind::Cell => self.open_in_table(kind, tag),
            _ => {}
        }
    }

    fn open_table(&mut self) {
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

    fn open_in_table(&mut self, kind: Kind, tag: &Tag) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        self.heading = None;
        self.parts += 1;
        let rows = &mut self.page.tables[table.index].rows;
        (table.in_cell, table.in_caption) = (false, false);
        match kind {
            Kind::Caption => table.in_caption = true,
            Kind::Group => (table.group, table.in_row) = (table.group + 1, false),
            Kind::Row => {
                table.in_row = true;
                rows.push(TableRow { cells: Vec::new(), group: table.group, offset: tag.offset });
            }
            _ => {
                if !table.in_row {
                    rows.push(TableRow { cells: Vec::new(), group: table.group, offset: tag.offset });
                }
                (table.in_row, table.in_cell) = (true, true);
                let span = |span: Option<u32>| span.and_then(|span| usize::try_from(span).ok()).unwrap_or(1);
                let (columns, down) = (span(tag.attributes.colspan), span(tag.attributes.rowspan));
                let is_first_row = rows.len() == 1;
                if let Some(row) = rows.last_mut() {
                    let is_name = is_first_row || row.cells.is_empty() || tag.name == b"th";
                    let is_head = tag.name == b"th";
                    let cell = Cell { columns, rows: down, is_name, is_head, ..Cell::default() };
                    row.cells.push(cell);
                }
            }
        }
    }

    /// Answers whether the start tag is in something hidden, and keeps count of what is open there.
    fn stays_hidden(&mut self, name: &[u8], kind: Kind) -> bool {
        let Some(hidden) = &mut self.hidden else {
            return false;
        };
        let ends = match hidden.kind {
            Kind::Paragraph => kind.parts_text(),
            Kind::Struck if kind.parts_text() && !hidden.has_block => {
                hidden.has_block = hidden.text.is_empty() && self.text.is_empty();
                !hidden.has_block
            }
            Kind::Item => hidden.element.name == name && hidden.tables == 0,
            _ => false,
        };
        if ends || self.leaves_cell(kind, false) {
            self.reveal();
            return false;
        }
        if let Some(hidden) = &mut self.hidden
            && kind.has_content()
        {
            if hidden.keeps == Keeps::Title(false) && name == b"title" {
                hidden.keeps = Keeps::Title(true);
            }
            hidden.tables += usize::from(kind == Kind::Table);
            hidden.element.open += usize::from(hidden.element.name == name);
        }
        true
    }

    /// Answers whether a tag of this kind ends the hidden element because it stands outside of it in their table.
    fn leaves_cell(&self, kind: Kind, is_end: bool) -> bool {
        let (Some(hidden), Some(table)) = (&self.hidden, self.tables.last()) else {
            return false;
        };
        let (rank, own) = (kind.table_rank(), hidden.kind.table_rank());
        let is_part = rank > 0 && hidden.tables == 0 && (kind != Kind::Table || is_end) && hidden.kind != Kind::Table;
        is_part && if own == 0 { table.in_cell || table.in_caption } else { rank >= own + u8::from(is_end) }
    }

    /// Answers whether the end tag is in something hidden, or is its end.
    fn is_in_hidden(&mut self, name: &[u8], kind: Kind) -> bool {
        if self.leaves_cell(kind, true) {
            self.reveal();
            return false;
        }
        let Some(hidden) = &mut self.hidden else {
            return false;
        };
        hidden.tables = hidden.tables.saturating_sub(usize::from(kind == Kind::Table));
        hidden.element.open -= usize::from(hidden.element.name == name);
        if hidden.keeps == Keeps::Title(true) && name == b"title" {
            hidden.keeps = Keeps::Nothing;
        }
        let is_paragraph = hidden.kind == Kind::Paragraph || hidden.kind == Kind::Struck && !hidden.has_block;
        let ends_paragraph = is_paragraph && kind.parts_text() && hidden.element.name != name;
        if hidden.element.open > 0 && !ends_paragraph {
            return true;
        }
        self.reveal();
        !ends_paragraph
    }

    fn end(&mut self, name: &[u8]) {
        let kind = Kind::of(name);
        if self.is_in_hidden(name, kind) {
            return;
        }
        self.page.head.end_tag(name);
        if kind == Kind::Break {
            self.line_break();
        } else if kind.parts_text() {
            self.flush();
            self.is_marked = false;
        } else if kind == Kind::Inline {
            self.end_inline(name);
        }
        match (kind, self.tables.last_mut()) {
            (Kind::Heading(_), _) => self.heading = None,
            (Kind::Title, _) => self.in_title = false,
            (Kind::Cell, Some(table)) => table.in_cell = false,
            (Kind::Caption, Some(table)) => table.in_caption = false,
            (Kind::Row | Kind::Group, Some(table)) => (table.in_row, table.in_cell) = (false, false),
            (Kind::Table, Some(_)) => drop(self.tables.pop()),
            _ => {}
        }
        self.leave(name);
    }

    /// Counts the end of what is furniture or main.
    fn leave(&mut self, name: &[u8]) {
        let is_last = |awaited: &Awaited| awaited.name == name && awaited.open == 1;
        if [&self.furniture, &self.main].into_iter().flatten().any(is_last) {
            self.flush();
        }
        for awaited in [&mut self.furniture, &mut self.main] {
            match awaited {
                Some(element) if is_last(element) => *awaited = None,
                Some(element) if element.name == name => element.open -= 1,
                _ => {}
            }
        }
    }

    /// Adds running text, its white space collapsed.
    fn add(&mut self, text: &str, offset: usize) {
        for (index, word) in text.split(char::is_whitespace).enumerate() {
            if index > 0 && self.gap == Gap::Nothing {
                self.gap = Gap::Space;
            }
            if word.is_empty() {
                continue;
            }
            if self.length > LONGEST {
                return;
            }
            if self.text.is_empty() {
                self.offset = offset;
            }
            self.push(word);
        }
    }

    /// Adds a word, parted as it is from the one before it.
    fn push(&mut self, word: &str) {
        if !self.text.is_empty() && self.gap != Gap::Nothing {
            if self.gap == Gap::Break && self.is_in_cell() {
                self.pieces.push(Piece { at: self.text.len(), what: What::Break });
            }
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.length += word.len() + 1;
        self.gap = Gap::Nothing;
    }

    /// One break parts words, two part paragraphs.
    fn line_break(&mut self) {
        if self.hidden.is_some() {
            return;
        }
        if self.gap == Gap::Break && self.heading.is_none() {
            self.flush();
        } else {
            self.gap = Gap::Break;
        }
    }

    /// Ends the block, if there is one.
    fn flush(&mut self) {
        self.end_all();
        self.gap = Gap::Nothing;
        if self.text.is_empty() && self.pieces.is_empty() {
            return;
        }
        let (text, pieces) = (mem::take(&mut self.text), mem::take(&mut self.pieces));
        let table = self.tables.last().copied();
        if table.is_some_and(|table| table.in_caption) {
            return;
        }
        let mut is_cell = false;
        if let Some(cell) = self.cell() {
            is_cell = cell.text.is_empty();
            cell.push(&text, pieces);
        }
        if text.is_empty() {
            return;
        }
        let block = Block {
            text,
            heading: self.heading,
            offset: self.offset,
            table: table.filter(|table| table.in_cell).map(|table| table.index),
            is_marked: self.is_marked,
            is_furniture: self.furniture.is_some(),
            is_main: self.main.is_some(),
        };
        if self.in_title {
            self.page.title.get_or_insert(block);
        } else {
            self.parts += usize::from(!is_cell);
            self.page.blocks.push(block);
        }
    }

    fn is_in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.in_cell)
    }

    /// Returns the cell that is open.
    fn cell(&mut self) -> Option<&mut Cell> {
        let table = self.tables.last().filter(|table| table.in_cell)?;
        self.page.tables[table.index].rows.last_mut()?.cells.last_mut()
    }
}

/// Answers whether a class of the element says nothing about what is in it: sites mark the whole page there.
fn is_root(name: &[u8]) -> bool {
    matches!(name, b"html" | b"body" | b"main" | b"article")
}
