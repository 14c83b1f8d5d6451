//! `versus report list`: the reports that were filed.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::Result;
use crate::model::{Problem, ReportStatus};
use crate::service::closed_set::one_of;
use crate::service::names;
use crate::service::tables;
use crate::store::{Access, ReportFilter, Store};

/// List the reports that are open, those on one target together
///
/// Targets with evidence come before those without, then oldest first. `readers` is how many say so, each counted once:
/// by name, or without one by text. Those who say so only in bundles of `report import` are counted apart, in
/// `readers_from_bundles`. `standing` is `moved` when the text is another than the one that was reported, or for an
/// accepted one than the one that was corrected, `unmatched` when the target is not in this base.
/// What was declined as spam is listed by `--state spam` and `--state all` only.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus report list
  versus report list --state all --figure stalin --format csv")]
pub struct Args {
    /// Those that stand like this: open, accepted, declined, spam or all
    #[arg(long, value_name = "STATE", default_value = "open", hide_possible_values = true)]
    state: State,
    /// Only those about this figure
    #[arg(long, value_name = "FIGURE")]
    figure: Option<String>,
    /// Only those with this problem
    #[arg(long, value_name = "PROBLEM", value_parser = one_of(Problem::NAMES, Problem::from_name))]
    problem: Option<Problem>,
    #[command(flatten)]
    listing: Listing,
}

/// How reports stand that are listed.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum State {
    Open,
    Accepted,
    // But for what was declined as spam.
    Declined,
    Spam,
    All,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Read)?;
        let figure = self.figure.as_deref().map(|name| names::figure(&store, name)).transpose()?;
        let (status, spam) = match self.state {
            State::Open => (Some(ReportStatus::Open), Some(false)),
            State::Accepted => (Some(ReportStatus::Accepted), Some(false)),
            State::Declined => (Some(ReportStatus::Declined), Some(false)),
            State::Spam => (Some(ReportStatus::Declined), Some(true)),
            State::All => (None, None),
        };
        let filter = ReportFilter { status, figure: figure.map(|figure| figure.name), problem: self.problem, spam };
        let nothing = match (self.state, &filter.figure, self.problem) {
            (State::Open, None, None) => "no open reports",
            _ => "no such report",
        };
        self.listing
            .print(context, &mut store, None, nothing, |store, output| tables::report_queue(store, output, &filter))?;
        name_moved(context, &store)
    }
}

/// Says on standard error which corrections need another look, because their documents now say something else.
fn name_moved(context: &Context, store: &Store) -> Result<()> {
    store.each_moved_correction(|moved| {
        let correction = &moved.correction;
        let stated = moved.stated.as_deref().map_or("nothing".to_owned(), |stated| format!("`{stated}`"));
        context.note(&format!(
            "correction {} has moved: {} said `{}`, says {stated}, is corrected to `{}`; `versus check` tells what to do",
            correction.number,
            correction.place.document().unwrap_or_default(),
            correction.base,
            correction.text
        ));
        Ok(())
    })
}
