//! What to do about a finding: a command that can be typed, or what only a person can do.

use crate::model::Place;
use crate::name::quoted;
use crate::output::one_line;
use crate::store::{Concern, Finding, Level, Numbered, Remedy};

/// What advice depends on besides the finding.
pub(super) struct Circumstances {
    /// The base as one argument of a command.
    pub(super) base: String,
    /// Whether there was a repair, so that another one would leave what it left.
    pub(super) is_repaired: bool,
}

/// Returns the command for all findings of a kind, where there is one.
pub(super) fn next_of(concern: Concern) -> Option<&'static str> {
    match concern {
        Concern::Unclear => Some("versus review"),
        _ => None,
    }
}

/// Returns what to do: a command that can be typed, with capitals where only a person knows the words.
pub(super) fn to_do(finding: &Finding, circumstances: &Circumstances) -> String {
    let Circumstances { base, is_repaired } = circumstances;
    let damaged = || {
        format!(
            "restore a backup (`versus help backup` says how), or save what can be read: \
             sqlite3 {base} .recover | sqlite3 recovered.db"
        )
    };
    match &finding.remedy {
        Some(Remedy::Backup) => return damaged(),
        Some(Remedy::Comparison) => {
            return "the texts or the index are damaged: first compare with a backup, or with the pages imported into a \
                    new base; `versus check --repair` then makes the index from the texts as they are"
                .into();
        }
        Some(Remedy::Drop(trigger)) => return drop(trigger),
        None => {}
    }
    match finding.level {
        Level::Mendable if *is_repaired => {
            return "the repair has said what is in the way: mend that first, or restore a backup".into();
        }
        Level::Mendable => return "versus check --repair".into(),
        Level::Broken => {
            return match finding.correction {
                Some(number) => format!("versus revert {number}"),
                None => "restore a backup, or mend it with the sqlite3 shell".into(),
            };
        }
        Level::Work => {}
    }
    if let Some(next) = next_of(finding.concern) {
        return next.into();
    }
    let name = |name: Option<&str>| quoted(name.unwrap_or_default());
    let (figure, other) = (finding.figure(), finding.other.as_deref());
    let attribute = finding.place.as_ref().and_then(Place::attribute);
    let number = finding.numbered.map_or(0, Numbered::number);
    match finding.concern {
        Concern::Answered => format!("versus review unsettle {number}"),
        Concern::Moved => moved(finding),
        Concern::Report => format!("versus report show {number}"),
        Concern::Unmatched => {
            format!("versus report show {number}, or versus report decline {number} --because cannot-verify")
        }
        Concern::Duplicate => match attribute {
            Some(_) => format!("versus merge {} --into {} --attribute", name(attribute), name(other)),
            None => format!("versus merge {} --into {}", name(figure), name(other)),
        },
        Concern::Empty => format!(
            "versus correct {} {} --document {} --value TEXT",
            name(figure),
            name(attribute),
            name(finding.place.as_ref().and_then(Place::document))
        ),
        _ => format!("versus compare {} {} --same", name(figure), name(other)),
    }
}

/// Returns how to drop a trigger: the statement, unless its name cannot be typed as it is shown.
fn drop(trigger: &str) -> String {
    if one_line(trigger) != trigger {
        return "if nobody knows why it is there, drop it with the sqlite3 shell; its name has signs that cannot be shown"
            .into();
    }
    let trigger = trigger.replace('"', "\"\"");
    format!("if nobody knows why it is there, drop it with the sqlite3 shell: DROP TRIGGER \"{trigger}\";")
}

/// Returns the commands that decide: back to the document, or another correction, which is then decided on what the
/// document says now.
fn moved(finding: &Finding) -> String {
    let document = quoted(finding.place.as_ref().and_then(Place::document).unwrap_or_default());
    let revert = format!("versus revert {}", finding.correction.map_or(0, |number| number.0));
    let correct = match &finding.place {
        Some(Place::Value { figure, attribute, .. }) => {
            format!("versus correct {} {} --document {document} --value TEXT", quoted(figure), quoted(attribute))
        }
        _ if finding.stated.is_none() => return revert,
        Some(Place::Passage { section, .. }) => {
            format!("versus correct --document {document} --section {} --quote WORDS --value TEXT", quoted(section))
        }
        _ => format!("versus correct --document {document} --section summary --value TEXT"),
    };
    format!("{revert}, or {correct}")
}
