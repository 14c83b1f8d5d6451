//! How many there are of something, in words.

pub use crate::error::counted;
