//! Which state of the base a reading command shows: as it reads now, as the documents state it, or as it was.

use crate::error::{Error, Result};
use crate::model::{FigureId, Named};
use crate::service::date;
use crate::service::names;
use crate::store::Store;

/// Flattened into the commands that show figures.
#[derive(Debug, Clone, clap::Args)]
pub struct View {
    /// What the documents say, without corrections
    #[arg(long)]
    as_stated: bool,
    /// The base as it was then, but for reports: a day such as 2026-01-31 (its end), or a time such as
    /// 2026-01-31T12:00:00Z
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

impl View {
    /// Returns the base in the state that was asked for; of the past, what it knew of figures that go, or went, by names
    /// like these, or everything.
    pub fn of(&self, present: Store, names: Option<&[&str]>) -> Result<Store> {
        let present = present.as_stated(self.as_stated);
        self.as_of
            .as_deref()
            .map_or(Ok(None), |date| present.as_of(&date::until(date)?, names).map(Some))
            .map(|past| past.unwrap_or(present))
    }

    /// Returns the figure that a name leads to in the base in that state.
    pub fn figure(&self, store: &Store, name: &str) -> Result<Named<FigureId>> {
        match (names::figure(store, name), &self.as_of) {
            (Err(Error::UnknownName { name, nearest, .. }), Some(date)) if nearest.is_empty() => {
                Err(Error::UnknownThen { name, date: date.clone() })
            }
            (figure, _) => figure,
        }
    }

    /// Tells whether what documents say was asked for, without corrections.
    #[must_use]
    pub fn is_as_stated(&self) -> bool {
        self.as_stated
    }

    /// Tells whether a past state was asked for.
    #[must_use]
    pub fn is_past(&self) -> bool {
        self.as_of.is_some()
    }
}
