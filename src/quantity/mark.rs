//! Which mark begins decimals in a document: told by its numbers, else by its language.

/// Which mark begins the decimals in a document, where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DecimalMark {
    /// `1,234.5`
    Point,
    /// `1.234,5`
    Comma,
    /// Nothing in the document tells.
    #[default]
    Unknown,
}
