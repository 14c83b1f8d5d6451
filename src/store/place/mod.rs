//! Where texts stand: in words, as reports and the log name a place; in rows, as corrections do; and from the one to the
//! other.

mod find;
pub(in crate::store) mod likeness;
mod rows;
mod words;

pub(in crate::store) use find::{Pointer, Reading, current};
pub(in crate::store) use rows::PlaceId;
pub(in crate::store) use words::{about, bind, read};
