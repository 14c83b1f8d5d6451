//! `versus log`: who changed what, when, why and on whose report.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::{Error, Result};
use crate::model::LogEntry;
use crate::service::log;
use crate::service::names;
use crate::service::target;
use crate::store::{Access, Store};

/// Tell who changed what, when, why and on whose report
///
/// A table has the newest first, one a line; every other format the oldest first, with all that is known.
///
/// Documents that were imported, updated, taken out and brought back; reports and what became of them; corrections that
/// were made, undone, or agreed with by a later import; rows that were told apart; aliases, merges and preferences. With a
/// figure, an update is told value by value.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus log
  versus log stalin
  versus log stalin \"foreign policy\" --format jsonl")]
pub struct Args {
    /// Only of this figure, also one that has gone from all pages
    figure: Option<String>,
    /// Only of this attribute of the figure
    attribute: Option<String>,
    #[command(flatten)]
    listing: Listing,
}

impl Args {
    /// Returns what happened to the figure.
    fn entries_of(&self, name: &str, store: &Store) -> Result<Vec<LogEntry>> {
        let figure = match names::figure(store, name) {
            Err(unknown @ Error::UnknownName { .. }) if self.attribute.is_none() => {
                // The past may know it.
                return store.log_of_former(name)?.map_or(Err(unknown), |(_, entries)| Ok(entries));
            }
            figure => figure?,
        };
        let attribute = self.attribute.as_deref().map(|given| target::known_attribute(store, &figure, given));
        store.log(Some(&figure), attribute.transpose()?.as_ref())
    }

    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Read)?;
        let of_figure = self.figure.as_deref().map(|name| self.entries_of(name, &store)).transpose()?;
        self.listing.print(context, &mut store, None, "nothing happened so far", |store, output| {
            // A table has the newest first, and one more than it shows, so that it can be said that there are more.
            let entries = match (of_figure, output.listing.limit) {
                (Some(entries), _) => entries,
                (None, Some(limit)) if output.is_table() && !self.listing.is_ordered() => {
                    store.latest(limit.saturating_add(1))?
                }
                (None, _) => store.log(None, None)?,
            };
            log::print(output, entries)
        })
    }
}
