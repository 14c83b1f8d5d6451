//! `versus report file`: a reader says what is inaccurate. This file finds out what the report points at and checks what
//! it says; the questions on a terminal are in `ask.rs`.

use std::io::{self, IsTerminal};

use super::ask;
use crate::command::shared::closed_set::one_of;
use crate::command::shared::context::Context;
use crate::command::shared::tables;
use crate::command::shared::target::{self, Meant, Sought};
use crate::error::{Error, Result};
use crate::model::{COMMENT_LIMIT, Named, NewReport, Problem, Report, Target, Value};
use crate::name;
use crate::store::{Access, Filed, Store};

/// How a report that cannot be filed ends.
const NOTHING_FILED: &str = "nothing was filed";

/// Report what is inaccurate: a value, a missing value, a figure, words in the prose, a summary or a document
///
/// Name the figure and the attribute for a value; the figure alone for the figure; `--document` with `--section` and
/// `--quote` for words in the prose (`--section summary` for the summary); `--document` alone for the document. Say what
/// it should be, or where that can be checked, or what is wrong: one of them is needed. Nothing is changed by a report:
/// editors decide. What an open report says already is added to it as another reader's voice; what was declined needs
/// new evidence, or a text that has changed since. Without arguments on a terminal it asks, one question at a time.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Examples:
  versus report file stalin \"foreign policy\" --proposed \"One country first\"
  versus report file stalin birthplace --problem missing --proposed Gori
  versus report file stalin --quote \"cult of personality\" --comment \"Says who?\"
  versus report file --document stalin-vs --section summary --comment Biased")]
pub struct Args {
    /// The figure: a name, an alias, or any whole words of one that fit no other
    pub(super) figure: Option<String>,
    /// The attribute, for a value
    pub(super) attribute: Option<String>,
    /// The document; needed for prose, and for a value that several documents state
    #[arg(long, value_name = "DOCUMENT")]
    pub(super) document: Option<String>,
    /// The heading of the section, or `summary`
    #[arg(long, value_name = "HEADING", allow_hyphen_values = true)]
    pub(super) section: Option<String>,
    /// The words in question, as they stand there
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub(super) quote: Option<String>,
    /// What is the matter: wrong (default), outdated, missing (default where no value is), misread, misattributed,
    /// unsupported, contradiction or other
    #[arg(long, value_name = "PROBLEM", hide_possible_values = true)]
    #[arg(value_parser = one_of(Problem::NAMES, Problem::from_name))]
    pub(super) problem: Option<Problem>,
    /// What it should say
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) proposed: Option<String>,
    /// Where that can be checked: an http or https address
    #[arg(long, value_name = "URL", allow_hyphen_values = true)]
    pub(super) evidence: Option<String>,
    /// Anything else, at most 2,000 characters
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(super) comment: Option<String>,
    /// Your name, if you like
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub(super) reporter: Option<String>,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        let mut args = self.clone().without_blanks();
        let asking = args.is_empty() && io::stdin().is_terminal() && io::stderr().is_terminal();
        if asking {
            ask::complete(&mut args, context, &store).map_err(unanswered)?;
        }
        args.ensure_sound()?;
        let report = args.resolve(context, &store)?;
        if asking && !ask::confirms(&report).map_err(unanswered)? {
            return Err(Error::Refused {
                message: "not filed".into(),
                hint: "run the command again to start over".into(),
            });
        }
        let number = match store.file_report(&report, &context.now())? {
            Filed::New(number) => number,
            Filed::Supported { number, readers } => return print_supported(context, &store, number, readers),
            Filed::Declined(declined) => return Err(declined_before(&declined)),
        };
        let printed = print_filed(context, &store, number, &report);
        if printed.is_err() {
            // Or the reader would file it again.
            context.note(&format!("report {number} is filed"));
        }
        printed
    }

    /// Takes arguments that hold nothing but white space for not given.
    fn without_blanks(mut self) -> Self {
        let texts = [
            &mut self.figure,
            &mut self.attribute,
            &mut self.document,
            &mut self.section,
            &mut self.quote,
            &mut self.proposed,
            &mut self.evidence,
            &mut self.comment,
            &mut self.reporter,
        ];
        for text in texts {
            *text = text.take().map(|given| given.trim().to_owned()).filter(|given| !given.is_empty());
        }
        self
    }

    fn is_empty(&self) -> bool {
        self.names_nothing() && self.problem.is_none() && self.says_nothing() && self.reporter.is_none()
    }

    pub(super) fn names_nothing(&self) -> bool {
        self.figure.is_none() && self.document.is_none() && self.section.is_none() && self.quote.is_none()
    }

    pub(super) fn says_nothing(&self) -> bool {
        self.proposed.is_none() && self.evidence.is_none() && self.comment.is_none()
    }

    /// Fails unless the arguments are enough for a report, whatever is in the base.
    fn ensure_sound(&self) -> Result<()> {
        if self.names_nothing() {
            return Err(Error::usage(
                "a report needs something to point at",
                "name a figure and an attribute, a figure, or a `--document`: `versus report file --help` has examples",
            ));
        }
        if self.says_nothing() {
            return Err(Error::usage(
                "a report needs to say something",
                "give `--proposed` (what it should say), `--evidence` (where to check) or `--comment`",
            ));
        }
        if self.attribute.is_some() && (self.section.is_some() || self.quote.is_some()) {
            return Err(Error::usage(
                "an attribute is a place in a table, a section and a quote are in the prose",
                "give one or the other",
            ));
        }
        if let Some(evidence) = &self.evidence {
            ensure_address(evidence)?;
        }
        self.comment.as_deref().map_or(Ok(()), ensure_short)
    }

    /// Returns the report that the arguments mean in this base.
    pub(super) fn resolve(&self, context: &Context, store: &Store) -> Result<NewReport> {
        let mut report = self.located(context, store)?;
        if let Some(problem) = self.problem {
            report.problem = problem;
        }
        if report.proposed.is_some() && report.proposed.as_deref() == Some(report.seen.as_str()) {
            return Err(Error::Refused {
                message: "the proposed text is what stands there already".into(),
                hint: "nothing was filed; say what it should be instead".into(),
            });
        }
        Ok(report)
    }

    pub(super) fn located(&self, context: &Context, store: &Store) -> Result<NewReport> {
        let figure = self.figure.as_deref().map(|name| context.figure(store, name)).transpose()?;
        let document = self.document.as_deref().map(|name| context.document(store, name)).transpose()?;
        if self.section.is_some() || self.quote.is_some() {
            return self.prose(store, figure.as_ref(), document.as_ref());
        }
        match (figure, &self.attribute, document) {
            (Some(figure), Some(attribute), document) => self.value(store, &figure, attribute, document),
            (Some(figure), None, document) => {
                if let Some(document) = &document
                    && !store.documents_of_figure(figure.id)?.contains(&document.name)
                {
                    return Err(target::not_compared(&figure, document, NOTHING_FILED));
                }
                let named = NewReport { figure: Some(figure.name.clone()), ..self.draft(Target::Figure) };
                Ok(NewReport { document: document.map(|document| document.name), seen: figure.name, ..named })
            }
            (None, _, Some(document)) => {
                let seen = store.title(document.id)?;
                Ok(NewReport { document: Some(document.name), seen, ..self.draft(Target::Document) })
            }
            (None, _, None) => Err(Error::usage("a report needs something to point at", "name a figure")),
        }
    }

    fn value(&self, store: &Store, figure: &Named, given: &str, document: Option<Named>) -> Result<NewReport> {
        let mut values = store.values_of_figure(figure.id)?;
        let attribute = self.attribute_of(store, figure, &values, given)?;
        let holding = store.documents_of_figure(figure.id)?;
        if let Some(document) = &document
            && !holding.contains(&document.name)
        {
            return Err(target::not_compared(figure, document, NOTHING_FILED));
        }
        values.retain(|value| {
            value.attribute == attribute && document.as_ref().is_none_or(|document| document.name == value.document)
        });
        let named = NewReport {
            figure: Some(figure.name.clone()),
            attribute: Some(attribute),
            ..self.draft(if values.is_empty() { Target::MissingValue } else { Target::Value })
        };
        match values.as_slice() {
            [] => {
                if let Some(problem) = self.problem.filter(|problem| !fits_nothing(*problem)) {
                    return Err(Error::Refused {
                        message: format!("no value stands there that could be {}", problem.as_str()),
                        hint: "nothing was filed; a value that is not there is `--problem missing`".into(),
                    });
                }
                // Where only one document compares the figure, that is the one which lacks the value.
                let document = document.map(|document| document.name);
                let only = if let [only] = holding.as_slice() { Some(only.clone()) } else { None };
                Ok(NewReport { document: document.or(only), problem: Problem::Missing, ..named })
            }
            [value] => Ok(NewReport { document: Some(value.document.clone()), seen: value.text.clone(), ..named }),
            several => Err(target::ambiguous_documents(several)),
        }
    }

    /// Returns the name of the attribute that is meant, which may be a new one, for a value that is missing.
    fn attribute_of(&self, store: &Store, figure: &Named, values: &[Value], given: &str) -> Result<String> {
        match target::attribute(store, values, given)? {
            // An attribute that looks like a known one may be misspelt, and the reader has to say that it is not.
            Meant::New { alike, .. } if !alike.is_empty() && self.problem != Some(Problem::Missing) => {
                Err(unknown_attribute(figure, given, alike))
            }
            Meant::Known(attribute) | Meant::New { attribute, .. } => Ok(attribute),
        }
    }

    /// Returns the report on the one passage or summary that the section and the quoted words lead to.
    fn prose(&self, store: &Store, figure: Option<&Named>, document: Option<&Named>) -> Result<NewReport> {
        let sought = Sought {
            figure,
            document,
            section: self.section.as_deref(),
            quote: self.quote.as_deref(),
            nothing: NOTHING_FILED,
        };
        let found = sought.prose(store)?;
        Ok(NewReport {
            document: Some(found.document),
            figure: figure.map(|figure| figure.name.clone()),
            section: found.passage.as_ref().map(|passage| passage.heading.clone()),
            quote: found.quote,
            seen: found.text,
            ..self.draft(if found.passage.is_some() { Target::Passage } else { Target::Summary })
        })
    }

    /// Returns a report that says what the arguments say and points at nothing yet.
    fn draft(&self, target: Target) -> NewReport {
        NewReport {
            target,
            problem: Problem::Wrong,
            document: None,
            figure: None,
            attribute: None,
            section: None,
            quote: None,
            seen: String::new(),
            proposed: self.proposed.clone(),
            comment: self.comment.clone(),
            evidence: self.evidence.clone(),
            reporter: self.reporter.clone(),
        }
    }
}

/// Tells whether a problem can be said of a value that is not there.
fn fits_nothing(problem: Problem) -> bool {
    matches!(problem, Problem::Missing | Problem::Misread | Problem::Other)
}

fn unknown_attribute(figure: &Named, given: &str, nearest: Vec<String>) -> Error {
    Error::UnknownAttribute { figure: figure.name.clone(), name: given.into(), nearest }
}

/// Fails when a comment is longer than reports hold.
pub(super) fn ensure_short(comment: &str) -> Result<()> {
    let length = comment.chars().count();
    if length <= COMMENT_LIMIT {
        return Ok(());
    }
    Err(Error::usage(
        format!("the comment has {length} characters, {COMMENT_LIMIT} is the most"),
        "shorten it, or put the rest where `--evidence` can point to",
    ))
}

/// Fails unless a text is an http or https address: a scheme, a host, and nothing that ends an address.
pub(super) fn ensure_address(text: &str) -> Result<()> {
    let lower = text.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let sound = host.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        && !text.chars().any(|c| c.is_whitespace() || c.is_control());
    if sound {
        return Ok(());
    }
    Err(Error::usage(
        format!("`{text}` is not an http or https address"),
        "give `--evidence` an address such as https://example.org/page, or use `--comment`",
    ))
}

/// Says that a report was added to one that is open, and what that one says.
fn print_supported(context: &Context, store: &Store, number: i64, readers: i64) -> Result<()> {
    let Some(report) = store.report(number)? else { return Err(Error::UnknownReport { number }) };
    let mut output = context.output();
    if !context.is_table() {
        let now = store.current_text(&report.filed)?;
        tables::report(&mut output, &report, store.standing(&report)?, now.as_deref())?;
        output.flush()?;
        context.note(&format!("report {number} says so already: yours was added to it, {readers} readers say so now"));
        return Ok(());
    }
    output.line(&format!("Report {number} says so already. Yours was added to it: {readers} readers say so now."))?;
    output.line("")?;
    output.line(&format!("Look at it again with `versus report show {number}`."))?;
    output.flush()
}

/// Returns the refusal of a claim that was declined, with the decision.
fn declined_before(declined: &Report) -> Error {
    let note = declined.note.as_deref().map_or_else(String::new, |note| format!(": {note}"));
    Error::Refused {
        message: format!(
            "report {} said so and was declined as {} by {} at {}{note}",
            declined.number,
            declined.resolution.as_deref().unwrap_or_default(),
            declined.editor.as_deref().unwrap_or_default(),
            declined.decided_at.as_deref().unwrap_or_default(),
        ),
        hint: "nothing was filed; give `--evidence` that it did not have".into(),
    }
}

/// Says at the end of the answers that there is no report: one is all that is asked for here.
fn unanswered(error: Error) -> Error {
    match error {
        Error::NoAnswer => Error::Refused { message: error.to_string(), hint: NOTHING_FILED.into() },
        other => other,
    }
}

/// Says what was filed, what it points at and how to look at it again.
fn print_filed(context: &Context, store: &Store, number: i64, report: &NewReport) -> Result<()> {
    let mut output = context.output();
    if !context.is_table() {
        if let Some(filed) = store.report(number)? {
            let now = store.current_text(report)?;
            tables::report(&mut output, &filed, store.standing(&filed)?, now.as_deref())?;
        }
        return output.flush();
    }
    output.line(&format!("Report {number} is filed. Thank you."))?;
    output.line("")?;
    for (label, text) in described(report) {
        // On one line each, so that no text looks like a label of ours.
        output.paragraph(&format!("{label}: {}", name::clean(text)), 2)?;
    }
    output.line("")?;
    output.line(&format!("Look at it again with `versus report show {number}`."))?;
    output.flush()
}

/// Returns what a report says, for people: labels and texts.
pub(super) fn described(report: &NewReport) -> Vec<(&'static str, &str)> {
    let parts = [
        ("About", Some(report.target.as_str())),
        ("Figure", report.figure.as_deref()),
        ("Attribute", report.attribute.as_deref()),
        ("Document", report.document.as_deref()),
        ("Section", report.section.as_deref()),
        ("Words", report.quote.as_deref()),
        ("It says", Some(report.seen.as_str()).filter(|seen| !seen.is_empty())),
        ("Problem", Some(report.problem.as_str())),
        ("It should say", report.proposed.as_deref()),
        ("Evidence", report.evidence.as_deref()),
        ("Comment", report.comment.as_deref()),
        ("Reported by", report.reporter.as_deref()),
    ];
    parts.into_iter().filter_map(|(label, text)| Some((label, text?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_an_http_or_https_address() {
        for good in ["https://example.org/a?b=c#d", "http://example.org", "HTTPS://EXAMPLE.ORG/", "http://[::1]/"] {
            assert!(ensure_address(good).is_ok(), "{good}");
        }
        for bad in ["ftp://example.org", "example.org", "https://", "https:///x", "javascript:alert(1)", "http://a b"] {
            assert!(ensure_address(bad).is_err(), "{bad}");
        }
    }
}
