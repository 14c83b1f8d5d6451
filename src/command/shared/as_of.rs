//! Which state of the base a reading command shows: as it reads now, as the documents state it, or as it was.

use crate::command::shared::date;
use crate::command::shared::names;
use crate::error::Result;
use crate::model::Named;
use crate::store::Store;

/// Flattened into the commands that show figures.
#[derive(Debug, Clone, clap::Args)]
pub struct View {
    /// What the documents say, without corrections
    #[arg(long)]
    as_stated: bool,
    /// The base as it was then, but for reports, aliases and merges: a day such as 2026-01-31 (its end), or a time such as
    /// 2026-01-31T12:00:00Z
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
}

impl View {
    /// Returns the base in the state that was asked for, with its rows of the figures.
    pub fn of(&self, present: Store, figures: Vec<Named>) -> Result<(Store, Vec<Named>)> {
        let present = present.as_stated(self.as_stated);
        let Some(date) = &self.as_of else { return Ok((present, figures)) };
        let past = present.as_of(&date::until(date)?, &figures)?;
        let figures = figures.iter().map(|figure| names::figure(&past, &figure.name)).collect::<Result<_>>()?;
        Ok((past, figures))
    }
}
