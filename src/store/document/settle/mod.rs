//! A person tells the cells of unclear rows apart, one row or many at once, or takes that back.

mod batch;
mod one;

pub(in crate::store) use batch::{settle_firsts, unsettle_batch};
pub(in crate::store) use one::{is_of, leave, settle, unsettle};
