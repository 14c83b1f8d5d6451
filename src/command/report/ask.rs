//! The questions of `versus report file` on a terminal: one at a time, each checked before the next is asked.

use super::claim::{Claim, described};
use super::field::{ensure_address, ensure_short};
use crate::command::shared::names;
use crate::command::shared::prompt::{ask, ask_until, complain, say};
use crate::error::{Error, Result};
use crate::model::{NewReport, Problem};
use crate::name;
use crate::store::Store;

/// Fills in a claim from answers, until it leads to something in the base and says something about it.
pub(super) fn complete(claim: &mut Claim, store: &Store) -> Result<()> {
    say("What is inaccurate? An empty answer passes a question over; Ctrl-C leaves without filing anything.")?;
    while claim.names_nothing() {
        claim.figure = ask_until("Figure (empty: a document)", |name| names::figure(store, name).map(drop))?;
        if claim.figure.is_none() {
            claim.document = ask_until("Document", |name| names::document(store, name).map(drop))?;
        }
        if claim.names_nothing() {
            say("A report needs a figure or a document to point at.")?;
        }
    }
    point(claim, store)?;
    let problems = Problem::NAMES.join(", ");
    let question = format!("What is the matter: {problems} (empty: wrong, or missing where nothing stands)");
    if claim.problem.is_none() {
        claim.problem = ask_until(&question, |answer| {
            let problem = Problem::from_name(answer).map(Some);
            problem.ok_or_else(|| Error::usage(format!("`{answer}` is none of these"), "type one of the words"))?;
            Claim { problem: Problem::from_name(answer), ..claim.clone() }.located(store).map(drop)
        })?
        .and_then(|answer| Problem::from_name(&answer));
    }
    loop {
        claim.proposed = ask("What should it say? (empty: no proposal)")?;
        let evidence = "Where can that be checked? An http or https address (empty: none)";
        claim.evidence = ask_until(evidence, ensure_address)?;
        claim.comment = ask_until("Anything else? (empty: no comment)", ensure_short)?;
        if !claim.says_nothing() {
            break;
        }
        say("A report needs one of the three: a proposal, an address or a comment.")?;
    }
    claim.reporter = ask("Your name (empty: none)")?;
    Ok(())
}

/// Asks for the attribute, or the section and the words, until they lead to something, and shows what stands there.
fn point(claim: &mut Claim, store: &Store) -> Result<()> {
    loop {
        let mut pointed = claim.clone();
        if let Some(figure) = &claim.figure {
            let figure = names::figure(store, figure)?;
            let mut attributes: Vec<String> = Vec::new();
            for value in store.values_of_figure(figure.id)? {
                if !attributes.contains(&value.attribute) {
                    attributes.push(value.attribute);
                }
            }
            say(&format!("{} has: {}", figure.name, attributes.join(", ")))?;
            pointed.attribute = ask("Attribute (empty: the figure as a whole, or its prose)")?;
            let documents = store.documents_of_figure(figure.id)?;
            if let [only] = documents.as_slice() {
                pointed.document = Some(only.clone());
            } else {
                say(&format!("Documents: {}", documents.join(", ")))?;
                pointed.document = ask_until("Document (empty: all)", |name| names::document(store, name).map(drop))?;
            }
        }
        if pointed.attribute.is_none() && pointed.document.is_some() {
            pointed.section = ask("Section (empty: none; `summary` for the summary)")?;
            if pointed.section.is_some() {
                pointed.quote = ask("The words in question, as they stand there")?;
            } else if pointed.figure.is_some() {
                // The figure as a whole, wherever it is compared.
                pointed.document = None;
            }
        }
        match pointed.located(store) {
            Ok(report) if report.seen.is_empty() => say("Nothing stands there: it will be reported as missing.")?,
            Ok(report) => say(&format!("It says: {}", name::clean(&report.seen)))?,
            Err(error @ Error::UnknownAttribute { .. }) => {
                complain(&error)?;
                if !matches!(ask("Report it as missing? [y/N]")?.as_deref(), Some("y" | "Y" | "yes")) {
                    continue;
                }
                pointed.problem = Some(Problem::Missing);
            }
            Err(error) => {
                complain(&error)?;
                continue;
            }
        }
        *claim = pointed;
        return Ok(());
    }
}

/// Shows what will be filed and asks whether to.
pub(super) fn confirms(report: &NewReport) -> Result<bool> {
    say("\nThis will be filed:")?;
    for (label, text) in described(report) {
        say(&format!("  {label}: {}", name::clean(text)))?;
    }
    loop {
        match ask("File it? [Y/n]")?.map(|answer| answer.to_lowercase()).as_deref() {
            None | Some("y" | "yes") => return Ok(true),
            Some("n" | "no") => return Ok(false),
            Some(_) => say("Please answer y or n.")?,
        }
    }
}
