//! The plain types that the rest of versus passes around. Nothing here reads, stores or prints.

mod closed_set;
mod correction;
mod document;
mod id;
mod log;
mod name;
mod place;
mod quantity;
mod query;
mod report;
mod settled;
mod text;

pub(crate) use closed_set::closed_set;
pub use correction::{Correction, MovedCorrection};
pub use document::{
    Candidate, Change, Counts, Differences, Document, DocumentCount, DocumentRecord, Fit, Holdings, Origin, Passage,
    PathDigest, READER, Row, Section, Titled, UnclearRecord, UnclearRow,
};
pub use id::{
    AttributeId, BatchId, CorrectionId, DocumentId, FigureId, MergeId, NameId, PassageId, ReportId, SectionId,
    SettlementId, TextId, UnclearRowId, ValueId,
};
pub use log::{LogEntry, LogKind};
pub use name::{Alias, Lookup, Merge, NameCount, NameKind, Named};
pub use place::{Place, PlaceKind};
pub use quantity::{Amount, Contradiction, Measured, Quantity, QuantityKind, QuantityRecord};
pub use query::SqlValue;
pub use report::{
    Because, COMMENT_LIMIT, EventKind, MISSING_VALUE, NewReport, Problem, Report, ReportStatus, Resolution,
    SharedReport, Standing, Support,
};
pub use settled::{Bulk, BulkRow, LeftSettlement, Settled, SettledRecord, SettlementState, Unsettled, UnsettledBatch};
pub use text::{
    Conflict, Hit, HitKind, Match, PassageRecord, PassageText, Preference, SearchResult, Stated, TextStatus, Value,
    ValueRecord,
};
