//! The next step after a refusal.

use super::refusal::{Attempt, Refusal};
use super::words::list;
use crate::model::NameKind;
use crate::name::quoted;

impl Refusal {
    /// Returns the next step as a sentence.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::ReportOpen { .. }
            | Self::CellCount { .. }
            | Self::AttributeEmpty
            | Self::AttributeLong
            | Self::OtherCharacters { .. }
            | Self::RowThere { .. }
            | Self::RowTwice { .. } => "nothing was written".into(),
            Self::AlreadyDecided { report, .. } => {
                format!("nothing was written; `versus report reopen {report}` opens it again")
            }
            Self::NoTextToCorrect { report, .. } => format!(
                "nothing was written; correct what it says of its parts, rename a figure with `versus alias` or \
                 `versus merge`, or close the report with `versus report decline {report}`"
            ),
            Self::TargetGone { report } => format!(
                "nothing was written; import the page that has it, or close the report with \
                 `versus report decline {report}`"
            ),
            Self::AlreadyFixed { report } => format!(
                "nothing was written; `versus report decline {report} --because already-fixed` closes the report"
            ),
            Self::QuoteNotOnce { report } => format!(
                "nothing was written; give all of the text with `versus report accept {report} --whole --value TEXT`"
            ),
            Self::TextMoved { report } => format!(
                "nothing was written; say what is to stand there with `versus report accept {report} --value TEXT`, or \
                 run `versus report decline {report} --because already-fixed`"
            ),
            Self::DeclinedBefore { .. } => "nothing was filed; give `--evidence` that it did not have".into(),
            Self::NothingProposed => "nothing was filed; say what it should be instead".into(),
            Self::NewAttribute { figure, nearest, .. } if nearest.is_empty() => {
                format!("nothing was written; `--new` makes it; `versus show {}` tells which there are", quoted(figure))
            }
            Self::NewAttribute { nearest, .. } => {
                format!("nothing was written; did you mean {}? `--new` makes it", list(nearest))
            }
            Self::NoSuchValue { .. } => "nothing was filed; a value that is not there is `--problem missing`".into(),
            Self::NotFiled => "run the command again to start over".into(),
            Self::NotAnswered => Attempt::Report.nothing().into(),
            Self::NotCompared { figure, attempt, .. } => {
                format!("{}; `versus show {}` tells which documents do", attempt.nothing(), quoted(figure))
            }
            Self::NoSuchProse { headings, attempt, .. } if headings.is_empty() => {
                format!("{}; there is no prose", attempt.nothing())
            }
            Self::NoSuchProse { headings, attempt, .. } => {
                format!("{}; the sections are: {}", attempt.nothing(), headings.join(", "))
            }
            Self::NotConfirmed => "say `--yes` to take out what was named".into(),
            Self::CorrectedDocument { .. } => {
                "nothing was written; with `--with-corrections` they wait for the document and \
                 come back with it"
                    .into()
            }
            Self::NoFormerState { .. } => "nothing was written; import its page again".into(),
            Self::FiguresAreOne { figure, .. } => {
                format!("nothing was written; take the merge back first: `versus log {}` tells of it", quoted(figure))
            }
            Self::TextChanged => "nothing was written; look at it again and run the command again".into(),
            Self::NothingCorrected => "nothing was written; say what it should be instead".into(),
            Self::WaitingCorrection { document, .. } => {
                format!("nothing was written; `versus forget --undo {document}` brings it back")
            }
            Self::NothingToSettle => {
                "nothing was written; `versus review list` shows the rows and their reasons".into()
            }
            Self::SettlingNotConfirmed => "say `--yes` to settle what was shown".into(),
            Self::AlreadyUnsettled { .. } | Self::BatchUnsettled { .. } => {
                "nothing was written; `versus review list --settled` shows what holds".into()
            }
            Self::AlreadyUndone { .. } => "nothing was written; `versus export corrections` lists them".into(),
            Self::NotStated { stating, .. } if stating.is_empty() => "nothing was written; no document does".into(),
            Self::NotStated { stating, .. } => format!("nothing was written; these do: {}", list(stating)),
            Self::QueryOfSeveral => "nothing was run; run them one by one".into(),
            Self::QueryDenied { .. } | Self::QueryEmpty => {
                "`versus sql` takes one SELECT that reads the knowledge base; `versus help sql` says more".into()
            }
            Self::Database { .. } => "nothing was written; name another file, or delete this one first".into(),
            Self::FileThere { .. } => {
                "nothing was written; name another file, or replace this one with `--force`".into()
            }
            Self::DatabasePart { .. } | Self::NoFile { .. } | Self::BaseItself { .. } | Self::ForeignLog { .. } => {
                "nothing was written; name another file".into()
            }
            Self::BaseNotEmpty => "nothing was written; name a new one: `versus --db NEW.db import FOLDER`".into(),
            Self::FolderThere { .. } => "nothing was written; name another folder, or delete this one first".into(),
            Self::KeptBusy { .. } => "nothing was written; try again when it is done".into(),
            Self::MadeMeanwhile { .. } => "nothing was written; run the command again".into(),
            _ => self.hint_on_names(),
        }
    }

    /// Returns the next step where names are the matter.
    fn hint_on_names(&self) -> String {
        match self {
            Self::AliasTaken { kind, owner, named, .. } => format!(
                "if the two are one {}, run `versus merge {} --into {}{}`; nothing was written",
                kind.as_str(),
                quoted(owner),
                quoted(named),
                flag(*kind)
            ),
            Self::AliasFinds { named, .. } => {
                format!("nothing was written; with `--force` it finds `{named}` from then on")
            }
            Self::NoAlias { .. } => "run `versus alias list` to see them all".into(),
            Self::OwnName { .. } => "only further names can be taken away; `versus alias list` shows them".into(),
            Self::AliasByMerge { .. } => "take the merge back with `versus merge --undo`".into(),
            Self::OneName { .. } => "nothing was written; `versus alias list` shows which names are one".into(),
            Self::ToldApart { kind: NameKind::Figure, .. } => {
                "nothing was written; a document cannot compare a figure with itself".into()
            }
            Self::ToldApart { kind: NameKind::Attribute, .. } => {
                "nothing was written; a document cannot have two values of one figure for one attribute".into()
            }
            Self::NoMerge { .. } => {
                "give the whole name that became an alias; `versus export merges` lists all merges".into()
            }
            Self::LaterMerge { kind, by, .. } => {
                format!("undo that first: versus merge --undo {}{}", quoted(by), flag(*kind))
            }
            _ => "nothing was written; run `versus check`".into(),
        }
    }
}

/// Returns what says to a command that a name is an attribute's.
fn flag(kind: NameKind) -> &'static str {
    if kind == NameKind::Attribute { " --attribute" } else { "" }
}
