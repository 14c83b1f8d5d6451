//! Where a text stands, in words. How these lead to rows of a base is not known here.

use super::closed_set::closed_set;
use super::name::NameKind;

closed_set! {
    /// What stands in a place.
    PlaceKind {
        /// What one document, or any, says of one figure for one attribute.
        Value = "value",
        /// A paragraph of a document's prose, or words in it.
        Passage = "passage",
        /// A document's summary, or words in it.
        Summary = "summary",
        /// A figure as a whole.
        Figure = "figure",
        /// An attribute as a whole.
        Attribute = "attribute",
        /// A document as a whole.
        Document = "document",
    }
}

/// Where a text stands.
///
/// In names and slugs rather than rows, because it must outlive imports and merges and be understood in other bases.
/// Several passages may stand under one heading: which of them is meant, only their words can tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A value.
    Value {
        /// Slug of the document; `None` where it may stand in any.
        document: Option<String>,
        /// Name of the figure.
        figure: String,
        /// Name of the attribute.
        attribute: String,
    },
    /// A passage.
    Passage {
        /// Slug of the document.
        document: String,
        /// Heading of its section; empty where there is none.
        section: String,
    },
    /// A summary.
    Summary {
        /// Slug of the document.
        document: String,
    },
    /// A figure as a whole.
    Figure {
        /// Slug of the document; `None` for all.
        document: Option<String>,
        /// Its name.
        figure: String,
    },
    /// An attribute as a whole: one row of the document's table.
    Attribute {
        /// Slug of the document; `None` for all.
        document: Option<String>,
        /// Its name.
        attribute: String,
    },
    /// A document as a whole.
    Document {
        /// Its slug.
        document: String,
    },
}

impl Place {
    /// Returns a figure or attribute as a whole, in all documents.
    #[must_use]
    pub fn named(kind: NameKind, name: String) -> Self {
        match kind {
            NameKind::Figure => Self::Figure { document: None, figure: name },
            NameKind::Attribute => Self::Attribute { document: None, attribute: name },
        }
    }

    /// Returns what stands there.
    #[must_use]
    pub fn kind(&self) -> PlaceKind {
        match self {
            Self::Value { .. } => PlaceKind::Value,
            Self::Passage { .. } => PlaceKind::Passage,
            Self::Summary { .. } => PlaceKind::Summary,
            Self::Figure { .. } => PlaceKind::Figure,
            Self::Attribute { .. } => PlaceKind::Attribute,
            Self::Document { .. } => PlaceKind::Document,
        }
    }

    /// Returns the document's slug.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        match self {
            Self::Value { document, .. } | Self::Figure { document, .. } | Self::Attribute { document, .. } => {
                document.as_deref()
            }
            Self::Passage { document, .. } | Self::Summary { document } | Self::Document { document } => Some(document),
        }
    }

    /// Returns the figure's name.
    #[must_use]
    pub fn figure(&self) -> Option<&str> {
        match self {
            Self::Value { figure, .. } | Self::Figure { figure, .. } => Some(figure),
            _ => None,
        }
    }

    /// Returns the attribute's name.
    #[must_use]
    pub fn attribute(&self) -> Option<&str> {
        match self {
            Self::Value { attribute, .. } | Self::Attribute { attribute, .. } => Some(attribute),
            _ => None,
        }
    }

    /// Returns the heading over a passage.
    #[must_use]
    pub fn heading(&self) -> Option<&str> {
        match self {
            Self::Passage { section, .. } => Some(section),
            _ => None,
        }
    }

    /// Returns the part of the document's prose, for people to read: the heading over a passage, or that it is the summary.
    #[must_use]
    pub fn section(&self) -> Option<&str> {
        match self {
            Self::Summary { .. } => Some(PlaceKind::Summary.as_str()),
            _ => self.heading(),
        }
    }

    /// Tells whether a text stands there, which can be corrected; a whole has none of its own.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.is_prose() || matches!(self, Self::Value { .. })
    }

    /// Tells whether it is one in prose, where a text may be about several figures.
    #[must_use]
    pub fn is_prose(&self) -> bool {
        matches!(self, Self::Passage { .. } | Self::Summary { .. })
    }
}
