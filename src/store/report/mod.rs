//! What readers say is inaccurate: filing, deciding, and exchange between bases.

mod claim;
mod exchange;
pub(in crate::store) mod filing;
mod place;
mod reader;
mod triage;

pub use claim::Filed;
pub use exchange::{Taken, take_report};
pub use filing::ReportFilter;
pub use triage::{Acceptance, Accepted, Listed, Outcome};
