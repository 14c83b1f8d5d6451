//! What a value amounts to: a number, a date, a yes, where its text says so for certain. How that is read is in `quantity`.

use super::closed_set::closed_set;
use super::id::FigureId;

closed_set! {
    /// What kind of quantity a value's text is.
    QuantityKind {
        /// A count or another number without a unit.
        Number = "number",
        /// A share of a hundred.
        Percent = "percent",
        /// An amount of a currency.
        Money = "money",
        /// A year, or years from one to another.
        Year = "year",
        /// A day or a month.
        Date = "date",
        /// A length of time.
        Duration = "duration",
        /// A number with a physical or technical unit.
        Quantity = "quantity",
        /// A record, a result, or a rating out of a maximum.
        Score = "score",
        /// A version of software or a standard.
        Version = "version",
        /// Yes or no.
        Boolean = "boolean",
    }
}

/// What a value amounts to. At least one of `low` and `high` is there, and both where the text gives one number.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// What kind it is.
    pub kind: QuantityKind,
    /// The least that it may be: a plain decimal with magnitudes multiplied out, a date as `1953-03-05` or `1953-03`, a version as
    /// it is written, `yes` or `no`; of a score the first number. `None` where there is no lower bound.
    pub low: Option<String>,
    /// The most that it may be, in the same form; of a score the second number. `None` where there is no upper bound.
    pub high: Option<String>,
    /// The unit as it is written, empty for none.
    pub unit: String,
    /// Whether the text says that it is not exact.
    pub approximate: bool,
    /// What it can be compared by; `None` for a version.
    pub amount: Option<Amount>,
}

/// A quantity in the base unit of its kind, in which quantities with other units are comparable with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The least that it may be. `None` where there is no lower bound.
    pub low: Option<f64>,
    /// The most that it may be. `None` where there is no upper bound.
    pub high: Option<f64>,
    /// The unit: `m`, `kg`, `s`, `$`, `$/month`, `%`, ...; `day` for years and dates, which are counted as Julian days; empty for plain
    /// numbers. Amounts of different units say nothing of each other.
    pub unit: String,
}

/// A value that amounts to something, borrowed while it streams past.
#[derive(Debug, Clone)]
pub struct QuantityRecord<'a> {
    /// Slug of the document.
    pub document: &'a str,
    /// The table row, from 1.
    pub position: i64,
    /// Name of the attribute.
    pub attribute: &'a str,
    /// Name of the figure.
    pub figure: &'a str,
    /// The text after corrections.
    pub value: &'a str,
    /// What it amounts to.
    pub quantity: Quantity,
}

/// What a document says of a figure for an attribute, and what that amounts to.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Name of the figure.
    pub figure: String,
    /// Row of the figure.
    pub figure_id: FigureId,
    /// Slug of the document.
    pub document: String,
    /// The text after corrections.
    pub text: String,
    /// What it amounts to, `None` where that is not certain.
    pub quantity: Option<Quantity>,
}

impl Measured {
    /// Returns what it can be compared by; `None` without a certain reading, and for a version.
    #[must_use]
    pub fn amount(&self) -> Option<&Amount> {
        self.quantity.as_ref()?.amount.as_ref()
    }
}

/// A document whose prose says another number than its table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Slug of the document.
    pub document: String,
    /// Name of the figure.
    pub figure: String,
    /// Name of the attribute.
    pub attribute: String,
    /// What the table says.
    pub value: String,
    /// Heading of the passage, empty for the summary.
    pub section: String,
    /// What the prose says.
    pub sentence: String,
}
