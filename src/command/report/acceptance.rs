//! What came of accepting a report, in words: for `report accept` and `report triage`.

use crate::command::shared::context::Context;
use crate::command::shared::prompt::{Answer, Question};
use crate::error::{Refusal, Result};
use crate::model::ReportId;
use crate::service::acceptance::shown;
use crate::store::{Accepted, Outcome};

/// Returns the correction that was made; where the text has moved, shows the three texts and fails.
pub(super) fn done(context: &Context, number: ReportId, outcome: Outcome) -> Result<Accepted> {
    match outcome {
        Outcome::Accepted(accepted) => Ok(accepted),
        Outcome::Moved { seen, now, proposed } => {
            context.complain(&format!("reported: {}", shown(&seen)));
            context.complain(&format!("reads now: {}", shown(&now)));
            context.complain(&format!("proposed: {}", shown(&proposed)));
            Err(Refusal::TextMoved { report: number }.into())
        }
    }
}

/// Asks what is to stand there.
pub(super) fn ask_proposal() -> Result<Answer> {
    let question = Question {
        text: "What is to stand there (empty: back)",
        help: "The text that is shown from now on, in place of what the document says.",
        is_long: true,
        ..Question::default()
    };
    question.ask_text()
}
