//! What is wrong with the arguments, in the words and the shape of all other errors: a message, and the next step.

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The most words that are offered for one that was misspelt.
const MOST_MEANT: usize = 3;

/// Returns the message and the hint for arguments that were not understood.
pub(super) fn worded(error: &clap::Error) -> (String, String) {
    let named = |kind| in_backticks(&values(error, kind));
    let argument = || named(ContextKind::InvalidArg);
    let value = || named(ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::InvalidValue if values(error, ContextKind::InvalidValue).iter().all(String::is_empty) => {
            format!("{} needs a value", argument())
        }
        ErrorKind::InvalidValue => format!("invalid value {} for {}", value(), argument()),
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map_or_else(String::new, |source| match source.to_string() {
                // What the standard library says of a word in place of a number.
                digit if digit == "invalid digit found in string" => ": that is no number".into(),
                why => format!(": {why}"),
            });
            format!("invalid value {} for {}{why}", value(), argument())
        }
        ErrorKind::UnknownArgument => format!("unexpected argument {}", argument()),
        ErrorKind::InvalidSubcommand => format!("no command is called {}", named(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => format!("{} needs a command", named(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("missing: {}", argument()),
        ErrorKind::ArgumentConflict => match named(ContextKind::PriorArg) {
            same if same == argument() => format!("{same} is given twice"),
            others if others.is_empty() => format!("{} goes with none of the others", argument()),
            others => format!("{} does not go with {others}", argument()),
        },
        ErrorKind::TooManyValues => format!("unexpected value {} for {}", value(), argument()),
        ErrorKind::TooFewValues => {
            let (least, given) = (number(error, ContextKind::MinValues), number(error, ContextKind::ActualNumValues));
            format!("{} needs {least} values, not {given}", argument())
        }
        ErrorKind::WrongNumberOfValues => {
            let (least, given) =
                (number(error, ContextKind::ExpectedNumValues), number(error, ContextKind::ActualNumValues));
            format!("{} needs {least} values, not {given}", argument())
        }
        ErrorKind::InvalidUtf8 => "an argument is no UTF-8 text".into(),
        _ => {
            let text = error.render().to_string();
            let message = text.split("\n\n").next().unwrap_or_default();
            one_line(message.strip_prefix("error: ").unwrap_or(message))
        }
    };
    (message, hint(error))
}

/// Returns the next step: what was meant, else what there is to choose from, else how the command is used.
fn hint(error: &clap::Error) -> String {
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    // The nearest comes last.
    let meant: Vec<String> = meant.into_iter().flat_map(|kind| values(error, kind).into_iter().rev()).collect();
    let choice = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    let choice: Vec<String> = choice.into_iter().flat_map(|kind| values(error, kind)).collect();
    let choice = if choice.is_empty() { String::new() } else { format!("say one of: {}; ", choice.join(", ")) };
    if !meant.is_empty() {
        return format!(
            "did you mean {}? {choice}`--help` says more",
            in_backticks(&meant[..meant.len().min(MOST_MEANT)])
        );
    }
    if !choice.is_empty() {
        return format!("{choice}`--help` says more");
    }
    match values(error, ContextKind::Usage).concat().strip_prefix("Usage:") {
        Some(usage) => format!("use it as `{}`; `--help` says more", one_line(usage)),
        None => "`--help` says more".into(),
    }
}

/// Returns the texts of one kind that an error holds.
fn values(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        _ => Vec::new(),
    }
}

fn number(error: &clap::Error, kind: ContextKind) -> isize {
    match error.get(kind) {
        Some(ContextValue::Number(number)) => *number,
        _ => 0,
    }
}

fn in_backticks(texts: &[String]) -> String {
    texts.iter().map(|text| format!("`{text}`")).collect::<Vec<_>>().join(", ")
}

/// Returns a text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
