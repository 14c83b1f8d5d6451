//! `versus check`: what an editor should look at again.

use crate::command::context::{Context, quoted};
use crate::error::Result;
use crate::model::{Correction, MovedCorrection};
use crate::store::Access;

/// List the corrections whose document says something else now than when they were decided
///
/// They stay as they are until somebody decides: for each, what the document said then (`base`), what it says now
/// (`stated`; nothing where it has lost the text), the correction (`text`), and what to do. A document that has come to
/// say the corrected text itself is not listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus check
  versus check --format csv")]
pub struct Args {}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let store = context.open_store(Access::Read)?;
        let mut output = context.output();
        let columns = [
            "problem",
            "correction",
            "document",
            "figure",
            "attribute",
            "section",
            "base",
            "stated",
            "text",
            "editor",
            "made_at",
            "to_do",
        ];
        let mut rows = output.rows(&columns)?;
        store.each_moved_correction(|moved| {
            let correction = &moved.correction;
            rows.row(&[
                "moved".into(),
                correction.number.into(),
                correction.document.as_str().into(),
                correction.figure.as_deref().into(),
                correction.attribute.as_deref().into(),
                place(correction).into(),
                correction.base.as_str().into(),
                moved.stated.as_deref().into(),
                correction.text.as_str().into(),
                correction.editor.as_str().into(),
                correction.made_at.as_str().into(),
                to_do(moved).into(),
            ])
        })?;
        let found = rows.finish()?;
        context.finish(output, found, "nothing needs another look")
    }
}

/// Returns the heading of a passage's section, or `summary`.
fn place(correction: &Correction) -> Option<&str> {
    let is_summary = correction.figure.is_none() && correction.section.is_none();
    if is_summary { Some("summary") } else { correction.section.as_deref() }
}

/// Returns the commands that decide: back to the document, or another correction, which is then decided on what the
/// document says now.
fn to_do(moved: &MovedCorrection) -> String {
    let correction = &moved.correction;
    let number = correction.number;
    let document = quoted(&correction.document);
    let revert = format!("versus revert {number} --note WHY");
    let correct = match (&correction.figure, &correction.attribute, &correction.section) {
        (Some(figure), Some(attribute), _) => {
            format!("versus correct {} {} --document {document} --value TEXT", quoted(figure), quoted(attribute))
        }
        (_, _, Some(_)) if moved.stated.is_none() => return revert,
        (_, _, Some(section)) => {
            format!("versus correct --document {document} --section {} --quote WORDS --text TEXT", quoted(section))
        }
        _ => format!("versus correct --document {document} --section summary --text TEXT"),
    };
    format!("{revert}, or {correct}")
}
