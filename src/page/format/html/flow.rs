//! Tags to blocks: what a browser would show as headings, paragraphs and tables, in reading order.
//!
//! No tree is built. What matters is where blocks begin and end, in which table and cell they stand, and whether
//! something around them is hidden or stands on every page of the site; for that it is enough to count elements of one
//! name. So time and memory grow with the page and with nothing else, however deep its elements are nested.

mod events;
mod hidden;
mod inline;
mod state;
mod tables;
mod words;

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use self::state::Flow;
use super::page::Page;

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
