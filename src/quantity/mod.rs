//! What the text of a value amounts to: a number, a range, an amount of money, a date, a quantity with a unit, a yes. A reading
//! is right, or there is none: a text that can be read in two ways, or that says two things, has no reading.
//!
//! The text stays what it is; a reading stands beside it. Nothing here reads a base or a page: what else of a document is needed
//! (which mark begins its decimals, the name of the attribute) is handed in.

mod alike;
mod amount;
mod attribute;
mod before;
mod behind;
mod clause;
mod cursor;
mod date;
mod document;
mod language;
mod mark;
mod measured;
mod number;
mod prose;
mod prose_words;
mod read;
mod reading;
mod scale;
mod score;
#[cfg(test)]
mod tests;
mod token;
mod unit;
mod unread;
mod words;
mod years;

pub use alike::{is_equal, is_same};
pub use clause::{clauses, leads, sentences};
pub use document::{decimal_mark, read_all};
pub use mark::DecimalMark;
pub use prose::{Stated, is_near, other_in, says_the_same};
pub use read::read;
pub use scale::{Scale, decimal, is_time, shown};
pub use unread::Unread;
