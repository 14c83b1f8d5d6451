//! The columns of a place in rows: target, document, figure, attribute, passage.

use rusqlite::{Connection, Row, Statement};

use crate::error::Result;
use crate::model::{AttributeId, DocumentId, FigureId, PassageId, PlaceKind};
use crate::store::base;

/// The place of a text that a correction can change, in the rows of this base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceId {
    /// What a document says of a figure for an attribute, whether it says anything or not.
    Value {
        /// Row of the document.
        document_id: DocumentId,
        /// Row of the figure.
        figure_id: FigureId,
        /// Row of the attribute.
        attribute_id: AttributeId,
    },
    /// A passage.
    Passage {
        /// Its row.
        passage_id: PassageId,
    },
    /// A document's summary.
    Summary {
        /// Row of the document.
        document_id: DocumentId,
    },
}

impl PlaceId {
    fn kind(self) -> PlaceKind {
        match self {
            Self::Value { .. } => PlaceKind::Value,
            Self::Passage { .. } => PlaceKind::Passage,
            Self::Summary { .. } => PlaceKind::Summary,
        }
    }

    /// Returns the place of a row, `None` for a passage that is gone, and for a figure or document as a whole.
    pub(in crate::store) fn read(row: &Row) -> rusqlite::Result<Option<Self>> {
        Ok(match PlaceKind::from_name(row.get_ref("target")?.as_str()?) {
            Some(PlaceKind::Value) => Some(Self::Value {
                document_id: row.get("document_id")?,
                figure_id: row.get("figure_id")?,
                attribute_id: row.get("attribute_id")?,
            }),
            Some(PlaceKind::Passage) => {
                row.get::<_, Option<PassageId>>("passage_id")?.map(|passage_id| Self::Passage { passage_id })
            }
            Some(PlaceKind::Summary) => Some(Self::Summary { document_id: row.get("document_id")? }),
            Some(PlaceKind::Figure | PlaceKind::Attribute | PlaceKind::Document) | None => None,
        })
    }

    /// Binds those parameters of a statement that name the place: `:target`, `:document_id`, `:figure_id`,
    /// `:attribute_id` and `:passage_id`.
    pub(in crate::store) fn bind(self, statement: &mut Statement) -> Result<()> {
        let (document_id, figure_id, attribute_id, passage_id) = match self {
            Self::Value { document_id, figure_id, attribute_id } => {
                (Some(document_id), Some(figure_id), Some(attribute_id), None)
            }
            Self::Passage { passage_id } => (None, None, None, Some(passage_id)),
            Self::Summary { document_id } => (Some(document_id), None, None, None),
        };
        base::bind(
            statement,
            &[
                (":target", &self.kind()),
                (":document_id", &document_id),
                (":figure_id", &figure_id),
                (":attribute_id", &attribute_id),
                (":passage_id", &passage_id),
            ],
        )
    }

    /// Returns the first row of a statement that names the place as [`Self::bind`] has it.
    pub(in crate::store) fn find<T>(
        self,
        connection: &Connection,
        sql: &str,
        read: impl FnOnce(&Row) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = connection.prepare_cached(sql)?;
        self.bind(&mut statement)?;
        let mut rows = statement.raw_query();
        Ok(rows.next()?.map(read).transpose()?)
    }
}
