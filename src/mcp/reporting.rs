//! The tool `report_file`: a reader says what is inaccurate. Nothing changes by that: editors decide, and no tool does.

use serde_json::json;

use super::arguments::Report;
use super::quoted::Answer;
use crate::error::{Error, Result};
use crate::model::{NewReport, Problem};
use crate::name;
use crate::output::safe;
use crate::service::claim::{self, Claim, described};
use crate::store::Store;

/// The most bytes of one report, as of the form on the pages.
const LONGEST: usize = 64 * 1024;

/// Files a report, or adds it to the open one that says the same.
pub fn file(store: &mut Store, given: &Report, now: &str) -> Result<Answer> {
    let claim = claimed(given)?.without_blanks();
    claim.ensure_sound()?;
    let given_texts = [&claim.section, &claim.quote, &claim.proposed, &claim.evidence, &claim.comment, &claim.reporter];
    let bytes: usize = given_texts.into_iter().flatten().map(String::len).sum();
    if bytes > LONGEST {
        return Err(Error::usage(format!("the report has {bytes} bytes, {LONGEST} is the most"), "say less"));
    }
    let report = claim.resolve(store)?;
    ensure_seen(given, &report)?;
    let (number, is_new) = claim::file(store, &report, now)?;
    let about: serde_json::Map<_, _> = described(&report)
        .into_iter()
        .map(|(label, text)| (label.to_lowercase().replace(' ', "_"), json!(text)))
        .collect();
    let said = if is_new {
        format!("report {number} is filed; editors decide on it")
    } else {
        format!("report {number} says so already: this was added to it as another reader's voice")
    };
    Ok(Answer::default().with("report", &json!(number.0)).with("about", &about.into()).and_says(said))
}

fn claimed(given: &Report) -> Result<Claim> {
    let problem = given.problem.as_deref().filter(|problem| !problem.trim().is_empty());
    let known = problem.map(|problem| {
        Problem::from_name(problem.trim()).ok_or_else(|| {
            let hint = format!("choose one of {}", Problem::NAMES.join(", "));
            Error::usage(format!("`{problem}` is no problem that is known"), hint)
        })
    });
    Ok(Claim {
        figure: given.figure.clone(),
        attribute: given.attribute.clone(),
        document: given.document.clone(),
        section: given.section.clone(),
        passage: None,
        quote: given.quote.clone(),
        problem: known.transpose()?,
        proposed: given.proposed.clone(),
        evidence: given.evidence.clone(),
        comment: given.comment.clone(),
        reporter: given.reporter.clone(),
    })
}

/// Fails where the text is not the one that was read, as it was shown: case and spacing aside.
fn ensure_seen(given: &Report, report: &NewReport) -> Result<()> {
    let Some(seen) = given.seen.as_deref().filter(|seen| !seen.trim().is_empty()) else { return Ok(()) };
    if name::fold(seen) == name::fold(&safe(&report.seen)) {
        return Ok(());
    }
    let problem = "the text is not the one that was seen";
    Err(Error::usage(problem, "read what it says now, and say that as `seen`, or leave `seen` out"))
}
