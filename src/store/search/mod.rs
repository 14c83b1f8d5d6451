//! Search: what has the words of any text. Names are found by tables of their words, texts by a full-text index; keeping
//! that in step with the texts is in `index`.

mod apart;
mod asked;
mod breadth;
mod find;
mod heading;
mod index;
mod marked;
mod named;
mod near;
mod text;
mod write;

pub(in crate::store) use heading::{KnownHeadings, add_heading, insert_heading_words};
pub(in crate::store) use index::{IndexChanges, change};
pub(in crate::store) use write::{CONFIGURE, add};
