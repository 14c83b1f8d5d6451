//! What a query that a user wrote gives.

use std::borrow::Cow;

/// One cell of the result of a query that a user wrote.
#[derive(Debug, Clone, PartialEq)]
pub enum SqlValue<'a> {
    /// `NULL`.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number with a fraction; may be infinite.
    Real(f64),
    /// Text; a blob, or text that is no UTF-8, as SQL writes a blob: `X'00FF'`.
    Text(Cow<'a, str>),
}
