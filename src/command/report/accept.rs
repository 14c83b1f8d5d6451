//! `versus report accept`: a report becomes a correction.

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::error::{Error, Result};
use crate::name;
use crate::store::{Acceptance, Accepted, Access, Outcome};

/// Accept a report: make the correction it asks for
///
/// The text that it proposes, or the one given with `--value`, is shown from now on in place of what the document says,
/// also after later imports. In prose it takes the place of the words that the report quotes, or of the whole passage or
/// summary where it quotes none, or with `--whole`; quoted words that do not stand there exactly once need `--whole`.
/// Every other open report that asks for the same text in that place is closed with it. Where the text is another than
/// the one that was reported, nothing is written unless `--value` is given.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus report accept 1 --value \"Contested to this day\"
  versus report accept 1 --value Contested --note \"See the summary\" --editor Bo")]
pub struct Args {
    /// The report's number
    number: i64,
    /// What is to stand there, instead of what the report proposes
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
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
        let note = super::note(self.note.as_deref())?;
        let mut store = context.open_store(Access::Write)?;
        let document = self.document.as_deref().map(|name| context.document(&store, name)).transpose()?;
        let acceptance = Acceptance {
            number: self.number,
            text: value,
            whole: self.whole,
            document: document.as_ref().map(|document| document.name.as_str()),
            note,
            editor: &self.editor.name(),
        };
        let outcome = store.accept_report(&acceptance, &context.now())?;
        let accepted = done(context, self.number, outcome)?;
        context.print_lines(&said(&accepted))
    }
}

/// Returns the correction that was made; where the text has moved, shows the three texts and fails.
pub(super) fn done(context: &Context, number: i64, outcome: Outcome) -> Result<Accepted> {
    match outcome {
        Outcome::Accepted(accepted) => Ok(accepted),
        Outcome::Moved { seen, now, proposed } => {
            context.complain(&format!("reported: {}", shown(&seen)));
            context.complain(&format!("reads now: {}", shown(&now)));
            context.complain(&format!("proposed: {}", shown(&proposed)));
            Err(Error::Refused {
                message: format!("the text is another than the one that report {number} is about"),
                hint: format!(
                    "nothing was written; say what is to stand there with `versus report accept {number} --value TEXT`, \
                     or run `versus report decline {number} --because already-fixed`"
                ),
            })
        }
    }
}

/// Returns what accepting did, in lines for people.
pub(super) fn said(accepted: &Accepted) -> Vec<String> {
    let closed: Vec<String> = accepted.closed.iter().map(ToString::to_string).collect();
    let reports = if let [only] = closed.as_slice() {
        format!("Report {only} is accepted.")
    } else {
        format!("Reports {} are accepted.", closed.join(", "))
    };
    vec![
        format!("{reports} Correction {} is made.", accepted.correction),
        format!("  It said: {}", shown(&accepted.before)),
        format!("  It says: {}", shown(&accepted.text)),
        format!("Undo it with `versus revert {} --note WHY`.", accepted.correction),
    ]
}

/// Returns a text on one line, or that there is none.
pub(super) fn shown(text: &str) -> String {
    if text.is_empty() { "(nothing)".into() } else { name::clean(text) }
}
