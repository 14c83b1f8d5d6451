//! `versus report accept`: a report becomes a correction.

use super::acceptance::{ask_proposal, done};
use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::prompt;
use crate::error::{Error, Result};
use crate::model::{ReportId, ReportStatus};
use crate::service::acceptance::{said, shown};
use crate::service::field::note;
use crate::service::names;
use crate::store::{Acceptance, Access, Store};

/// Accept a report: make the correction it asks for
///
/// The text that it proposes, or the one given with `--value`, is shown from now on in place of what the document says,
/// also after later imports. In prose it takes the place of the words that the report quotes, or of the whole passage or
/// summary where it quotes none, or with `--whole`; quoted words that do not stand there exactly once need `--whole`.
/// Every other open report that asks for the same text in that place is closed with it. Where the text is another than
/// the one that was reported, nothing is written unless `--value` is given. Where there is no text to accept, it is asked for
/// on a terminal.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus report accept 1 --value \"Contested to this day\"
  versus report accept 1 --value Contested --note \"See the summary\" --editor Bo")]
pub struct Args {
    /// The report's number
    number: ReportId,
    /// What is to stand there, instead of what the report proposes
    #[arg(long, aliases = ["proposed", "text"], value_name = "TEXT", allow_hyphen_values = true)]
    value: Option<String>,
    /// The text is the whole passage or summary, though the report quotes words of it
    #[arg(long)]
    whole: bool,
    /// Where to put a missing value, when the report does not say
    #[arg(long, value_name = "DOCUMENT")]
    document: Option<String>,
    /// Why, at most 2,000 characters
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[command(flatten)]
    editor: EditorArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let value = self.value.as_deref().map(str::trim);
        if value == Some("") {
            return Err(Error::usage("a correction needs a text", "give `--value` what is to stand there"));
        }
        let note = note(self.note.as_deref())?;
        let mut store = context.open_store(Access::Write)?;
        let asked = if value.is_none() { self.ask_text(&store)? } else { None };
        let document = self.document.as_deref().map(|name| names::document(&store, name)).transpose()?;
        let acceptance = Acceptance {
            number: self.number,
            text: value.or(asked.as_deref()),
            whole: self.whole,
            document: document.as_ref().map(|document| document.name.as_str()),
            note,
            editor: &self.editor.name(context),
        };
        let outcome = store.accept_report(&acceptance, &context.now())?;
        let accepted = done(context, self.number, outcome)?;
        let closed: Vec<i64> = accepted.closed.iter().map(|number| number.0).collect();
        let facts = [("reports", closed.into()), ("correction", accepted.correction.0.into())];
        context.done_lines(&said(&accepted), &facts)
    }

    /// Asks a person what is to stand there, where the report does not say.
    fn ask_text(&self, store: &Store) -> Result<Option<String>> {
        let report = store.report(self.number)?;
        let Some(report) = report.filter(|report| {
            report.status == ReportStatus::Open && report.filed.place.is_text() && report.filed.proposed.is_none()
        }) else {
            return Ok(None);
        };
        if !prompt::is_for_a_person() {
            return Ok(None);
        }
        prompt::say("The report proposes no text.")?;
        prompt::say(&format!("It says: {}", shown(&store.current_text(&report.filed)?.unwrap_or_default())))?;
        if let Some(comment) = &report.filed.comment {
            prompt::say(&format!("Comment: {}", shown(comment)))?;
        }
        Ok(ask_proposal()?.given())
    }
}
