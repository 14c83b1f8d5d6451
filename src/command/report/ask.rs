//! The questions of `versus report file` on a terminal: one at a time, each with what an empty answer means.

use std::io::{self, BufRead, Write};

use super::file::{Args, described};
use crate::command::context::Context;
use crate::error::{Error, Result};
use crate::model::{Lookup, NewReport, Problem};
use crate::output::safe;
use crate::store::Store;

/// Fills in the arguments from answers. What cannot be found is asked again.
pub(super) fn complete(args: &mut Args, context: &Context, store: &Store) -> Result<()> {
    say("What is inaccurate? An empty answer passes a question over; Ctrl-C leaves without filing anything.")?;
    args.figure = ask_until("Figure (empty: a document)", |name| context.figure(store, name).map(drop))?;
    if let Some(figure) = &args.figure {
        let figure = context.figure(store, figure)?;
        let mut attributes: Vec<String> = Vec::new();
        for value in store.values_of_figure(figure.id)? {
            if !attributes.contains(&value.attribute) {
                attributes.push(value.attribute);
            }
        }
        say(&format!("{} has: {}", figure.name, attributes.join(", ")))?;
        args.attribute = ask("Attribute (empty: the figure as a whole, or its prose)")?;
        if let Some(attribute) = &args.attribute
            && let Lookup::Unknown(_) = store.attribute(attribute)?
        {
            say(&format!("No attribute is called `{attribute}`: this will be reported as missing."))?;
            args.problem = Some(Problem::Missing);
        }
    }
    let documents = match &args.figure {
        Some(figure) => store.documents_of_figure(context.figure(store, figure)?.id)?,
        None => Vec::new(),
    };
    match documents.as_slice() {
        [only] => args.document = Some(only.clone()),
        several => {
            if !several.is_empty() {
                say(&format!("Documents: {}", several.join(", ")))?;
            }
            args.document = ask_until("Document", |name| context.document(store, name).map(drop))?;
        }
    }
    if args.attribute.is_none() && args.document.is_some() {
        args.section = ask("Section (empty: none; `summary` for the summary)")?;
        if args.section.is_some() {
            args.quote = ask("The words in question, as they stand there")?;
        } else if args.figure.is_some() {
            // The figure as a whole, wherever it is compared.
            args.document = None;
        }
    }
    if args.problem.is_none() {
        let question = format!(
            "What is the matter: {} (empty: wrong, or missing where nothing stands)",
            Problem::NAMES.join(", ")
        );
        let answer = ask_until(&question, |answer| match Problem::from_name(answer) {
            Some(_) => Ok(()),
            None => Err(Error::usage(format!("`{answer}` is none of these"), "type one of the words")),
        })?;
        args.problem = answer.and_then(|answer| Problem::from_name(&answer));
    }
    args.proposed = ask("What should it say? (empty: no proposal)")?;
    args.evidence = ask("Where can that be checked? An http or https address (empty: none)")?;
    args.comment = ask("Anything else? (empty: no comment)")?;
    args.reporter = ask("Your name (empty: none)")?;
    Ok(())
}

/// Shows what will be filed and asks whether to; fails as refused on anything but yes.
pub(super) fn confirm(report: &NewReport) -> Result<()> {
    say("\nThis will be filed:")?;
    for (label, text) in described(report) {
        say(&format!("  {label}: {text}"))?;
    }
    match ask("File it? [Y/n]")?.map(|answer| answer.to_lowercase()).as_deref() {
        None | Some("y" | "yes") => Ok(()),
        Some(_) => {
            Err(Error::Refused { message: "not filed".into(), hint: "run the command again to start over".into() })
        }
    }
}

/// Asks until the answer is empty or passes the check; what the check says is shown.
fn ask_until(question: &str, check: impl Fn(&str) -> Result<()>) -> Result<Option<String>> {
    loop {
        let Some(answer) = ask(question)? else { return Ok(None) };
        match check(&answer) {
            Ok(()) => return Ok(Some(answer)),
            Err(error) => {
                let hint = error.hint().map_or_else(String::new, |hint| format!(" ({hint})"));
                say(&format!("{error}{hint}"))?;
            }
        }
    }
}

/// Asks one question on standard error and returns the answer, `None` when it is empty.
fn ask(question: &str) -> Result<Option<String>> {
    let mut stderr = io::stderr();
    write!(stderr, "{question}: ").and_then(|()| stderr.flush()).map_err(Error::Input)?;
    let mut answer = String::new();
    if io::stdin().lock().read_line(&mut answer).map_err(Error::Input)? == 0 {
        return Err(Error::Refused { message: "no more answers".into(), hint: "nothing was filed".into() });
    }
    Ok(Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty()))
}

fn say(text: &str) -> Result<()> {
    writeln!(io::stderr(), "{}", safe(text)).map_err(Error::Input)
}
