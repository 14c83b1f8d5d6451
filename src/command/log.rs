//! `versus log`: who changed what, when, why and on whose report.

use crate::command::shared::context::Context;
use crate::command::shared::names;
use crate::command::shared::target;
use crate::error::{Error, Result};
use crate::model::LogEntry;
use crate::store::{Access, Store};

/// Tell who changed what, when, why and on whose report, oldest first
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
}

impl Args {
    fn entries(&self, store: &Store) -> Result<Vec<LogEntry>> {
        let Some(name) = &self.figure else { return store.log(None, None) };
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
        let store = context.open_store(Access::Read)?;
        let entries = self.entries(&store)?;
        let mut output = context.output();
        let columns = [
            "at",
            "who",
            "what",
            "document",
            "figure",
            "attribute",
            "section",
            "before",
            "after",
            "note",
            "report",
            "correction",
        ];
        let mut rows = output.rows(&columns)?;
        for entry in entries {
            rows.row(&[
                entry.at.as_str().into(),
                entry.who.as_deref().into(),
                entry.what.as_str().into(),
                entry.place.document().into(),
                entry.place.figure().or(entry.about.as_deref()).into(),
                entry.place.attribute().into(),
                entry.place.section().into(),
                entry.before.as_deref().into(),
                entry.after.as_deref().into(),
                entry.note.as_deref().into(),
                entry.report.map(|number| number.0).into(),
                entry.correction.map(|number| number.0).into(),
            ])?;
        }
        let found = rows.finish()?;
        context.finish(output, found, "nothing happened so far")
    }
}
