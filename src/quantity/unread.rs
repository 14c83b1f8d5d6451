//! Why a text has no reading.

/// Why a text has no reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It has no number, and is no yes or no.
    NoNumber,
    /// It has several numbers, and none is the main one.
    Several,
    /// The number is part of a name, or words say of it what is not understood.
    Words,
    /// A point or comma in it may begin decimals or separate thousands.
    Marks,
    /// It may be a year or a number.
    YearOrNumber,
    /// It may be a range or a result.
    RangeOrScore,
    /// It is longer than what says one thing.
    Prose,
}

impl Unread {
    /// Returns the reason for people.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoNumber => "no number",
            Self::Several => "several numbers",
            Self::Words => "the number is part of something else",
            Self::Marks => "a point or comma that may be decimal or not",
            Self::YearOrNumber => "a year or a number",
            Self::RangeOrScore => "a range or a result",
            Self::Prose => "prose",
        }
    }
}
