//! What speaks against a well-formed request, in facts; and in words, with the next step, nowhere else.

use std::path::PathBuf;

use crate::model::{
    BatchId, CorrectionId, NameKind, PlaceKind, Problem, Report, ReportId, ReportStatus, Resolution, SettlementId,
    UnclearRowId,
};
use crate::name;

/// What speaks against a request. Nothing was written.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "fields are named after what they hold")]
pub enum Refusal {
    /// A decision to take back that was not made.
    #[error("report {report} is open")]
    ReportOpen { report: ReportId },
    /// A decision on a report that has one.
    #[error("report {report} was {} already", status.as_str())]
    AlreadyDecided { report: ReportId, status: ReportStatus },
    /// A correction of what has no text of its own.
    #[error("report {report} is on a {} as a whole, which has no text to correct", kind.as_str())]
    NoTextToCorrect { report: ReportId, kind: PlaceKind },
    /// A report on what is not there, or no longer.
    #[error("what report {report} points at is not in this base")]
    TargetGone { report: ReportId },
    /// A report that asks for what stands there.
    #[error("the text reads so already")]
    AlreadyFixed { report: ReportId },
    /// Words that a report is to replace and that stand there several times, or not any more.
    #[error("the words that the report quotes do not stand there exactly once")]
    QuoteNotOnce { report: ReportId },
    /// A text that is another than when it was reported.
    #[error("the text is another than the one that report {report} is about")]
    TextMoved { report: ReportId },
    /// A report like one that was declined.
    #[error("{}", declined(report))]
    DeclinedBefore { report: Box<Report> },
    /// A report that proposes what stands there.
    #[error("the proposed text is what stands there already")]
    NothingProposed,
    /// A correction for an attribute that no figure has, which may be misspelt.
    #[error("no figure has the attribute `{attribute}`")]
    NewAttribute { attribute: String, figure: String, nearest: Vec<String> },
    /// A report on a value that is not there, as if it were.
    #[error("no value stands there that could be {}", problem.as_str())]
    NoSuchValue { problem: Problem },
    /// A report that its reader did not want to file in the end.
    #[error("not filed")]
    NotFiled,
    /// A report whose reader left before the last question.
    #[error("no more answers")]
    NotAnswered,
    /// A figure in a document that is about others.
    #[error("the document `{document}` does not compare `{figure}`")]
    NotCompared { document: String, figure: String, attempt: Attempt },
    /// Words or a section that no passage or summary has.
    #[error("{}", no_prose(quote.as_deref(), section.as_deref()))]
    NoSuchProse { quote: Option<String>, section: Option<String>, headings: Vec<String>, attempt: Attempt },
    /// Documents that are to be taken out, which nobody confirmed.
    #[error("nothing was taken out")]
    NotConfirmed,
    /// A document that is to be taken out and has active corrections.
    #[error("`{document}` has {corrections} active {}", if *corrections == 1 { "correction" } else { "corrections" })]
    CorrectedDocument { document: String, corrections: i64 },
    /// A document that is to be brought back and whose last state is not in the base.
    #[error("what `{document}` said is not in the base any more")]
    NoFormerState { document: String },
    /// A document that is to be brought back and compares two figures that have become one.
    #[error("`{document}` compares two figures that are one by now: `{figure}`")]
    FiguresAreOne { document: String, figure: String },
    /// A correction of a text that was read before it changed.
    #[error("the text has changed meanwhile")]
    TextChanged,
    /// A correction to what stands there.
    #[error("that is what stands there already")]
    NothingCorrected,
    /// A correction that is to be undone and was.
    #[error("correction {correction} was undone before, by `{by}` at {at}")]
    AlreadyUndone { correction: CorrectionId, by: String, at: String },
    /// A decision on a row that is to be taken back and was.
    #[error("decision {number} was taken back before, by `{by}` at {at}")]
    AlreadyUnsettled { number: SettlementId, by: String, at: String },
    /// An act on many rows that is to be taken back and of which nothing holds.
    #[error("{}", batch_unsettled(*batch, *decisions))]
    BatchUnsettled { batch: BatchId, decisions: usize },
    /// An act on many rows that would settle none.
    #[error("there is no row to settle so")]
    NothingToSettle,
    /// An act on many rows, which nobody confirmed.
    #[error("nothing was settled")]
    SettlingNotConfirmed,
    /// A correction that is to be undone and waits for a document that was taken out.
    #[error("correction {correction} waits for `{document}`, which was taken out")]
    WaitingCorrection { correction: CorrectionId, document: String },
    /// A preference for a document that does not give the value.
    #[error("`{document}` gives `{figure}` no `{attribute}`")]
    NotStated { document: String, figure: String, attribute: String, stating: Vec<String> },
    /// An alias of another figure or attribute.
    #[error("{}", taken(*kind, alias, owner))]
    AliasTaken { kind: NameKind, alias: String, owner: String, named: String },
    /// An alias that finds another figure or attribute as a part of its name.
    #[error("`{alias}` finds `{found}` now")]
    AliasFinds { alias: String, found: String, named: String },
    /// An alias to take away that is none.
    #[error("no {} has the alias `{alias}`", kind.as_str())]
    NoAlias { kind: NameKind, alias: String },
    /// An own name, taken for an alias.
    #[error("`{name}` is the {}'s own name", kind.as_str())]
    OwnName { kind: NameKind, name: String },
    /// An alias that a merge made.
    #[error("`{alias}` was merged into `{owner}`")]
    AliasByMerge { alias: String, owner: String },
    /// A merge of what goes by both names.
    #[error("both names are `{name}`'s")]
    OneName { name: String },
    /// A merge of two that some documents tell apart.
    #[error("{} both `{old}` and `{into}`", documents_tell_apart(*kind, documents))]
    ToldApart { kind: NameKind, documents: Vec<String>, old: String, into: String },
    /// A merge to undo that is none, or was undone.
    #[error("no merge of the {} `{name}` holds", kind.as_str())]
    NoMerge { kind: NameKind, name: String },
    /// A merge to undo before a later one that builds on it.
    #[error("`{name}` was merged into `{by}`, which was merged into `{into}` since")]
    LaterMerge { kind: NameKind, name: String, by: String, into: String },
    /// A merge whose alias is not there.
    #[error("`{name}` is no alias of `{into}` any more")]
    AliasGone { name: String, into: String },
    /// A row of more or fewer cells than the document has figures.
    #[error("the document compares {figures} figures, but {} given", given(*cells))]
    CellCount { figures: i64, cells: usize },
    /// A row for no attribute.
    #[error("the attribute is empty")]
    AttributeEmpty,
    /// A row for an attribute with a name that is no name.
    #[error("the attribute is longer than {} bytes", name::LONGEST)]
    AttributeLong,
    /// A row told apart into other text than it has.
    #[error("the cells do not hold the very characters of the row `{raw}`")]
    OtherCharacters { raw: String },
    /// A row for an attribute that the document has.
    #[error("the document has values for `{attribute}` already")]
    RowThere { attribute: String },
    /// A row that the page has above as well.
    #[error("row {first} has the same text, and what is decided holds for that one")]
    RowTwice { first: UnclearRowId },
    /// A query for more than reading.
    #[error("a query may not {denied}")]
    QueryDenied { denied: Denied },
    /// A query with a second one behind it.
    #[error("the query is more than one statement")]
    QueryOfSeveral,
    /// A query that asks nothing.
    #[error("the query is empty")]
    QueryEmpty,
    /// A database in the way of an output file.
    #[error("`{}` is an SQLite database", path.display())]
    Database { path: PathBuf },
    /// A log or the like in the way of an output file or copy.
    #[error("`{}` is part of an SQLite database", path.display())]
    DatabasePart { path: PathBuf },
    /// A file in the way of a copy.
    #[error("`{}` is there already", path.display())]
    FileThere { path: PathBuf },
    /// A folder or the like in the way of a copy.
    #[error("`{}` is not a file", path.display())]
    NoFile { path: PathBuf },
    /// A copy over what is copied.
    #[error("`{}` is the knowledge base itself", path.display())]
    BaseItself { path: PathBuf },
    /// A file in the way of a copy with a log that would be taken for the copy's.
    #[error("`{}` has a log beside it that belongs to something else", path.display())]
    ForeignLog { path: PathBuf },
    /// A base in the way of a copy that is never free.
    #[error("another process keeps writing to `{}`", path.display())]
    KeptBusy { path: PathBuf },
    /// A base that is to become what another one is, and holds something.
    #[error("the knowledge base is not empty, and a package is for an empty one")]
    BaseNotEmpty,
    /// A folder in the way of a package.
    #[error("`{}` is there already and is not an empty folder", path.display())]
    FolderThere { path: PathBuf },
    /// A base to make that is there by now.
    #[error("another process made `{}` meanwhile", path.display())]
    MadeMeanwhile { path: PathBuf },
}

/// What somebody set out to do in a place that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// To report it.
    Report,
    /// To correct it.
    Correction,
}

impl Attempt {
    pub(super) fn nothing(self) -> &'static str {
        match self {
            Self::Report => "nothing was filed",
            Self::Correction => "nothing was written",
        }
    }
}

/// What a query may not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Read this table.
    #[error("read `{0}`")]
    Read(String),
    /// Call this function.
    #[error("call `{0}`")]
    Call(String),
    /// Ask SQLite about itself, or set something.
    #[error("use PRAGMA")]
    Pragma,
    /// Reach for another file.
    #[error("open another database")]
    Attach,
    /// Begin or end one.
    #[error("control transactions")]
    Transaction,
    /// Write, or make something.
    #[error("change anything")]
    Change,
}

/// Says that no decision of an act holds.
fn batch_unsettled(batch: BatchId, decisions: usize) -> String {
    match decisions {
        1 => format!("the one decision of act {batch} was taken back before"),
        _ => format!("all {decisions} decisions of act {batch} were taken back before"),
    }
}

fn declined(report: &Report) -> String {
    let note = report.note.as_deref().map_or_else(String::new, |note| format!(": {note}"));
    format!(
        "report {} said so and was declined as {} by {} at {}{note}",
        report.number,
        report.resolution.map_or("", Resolution::as_str),
        report.editor.as_deref().unwrap_or_default(),
        report.decided_at.as_deref().unwrap_or_default(),
    )
}

fn no_prose(quote: Option<&str>, section: Option<&str>) -> String {
    match (quote, section) {
        (Some(quote), Some(section)) => format!("the words `{quote}` do not occur in the section `{section}`"),
        (Some(quote), None) => format!("the words `{quote}` do not occur there"),
        (None, section) => format!("there is no section `{}`", section.unwrap_or_default()),
    }
}

fn taken(kind: NameKind, alias: &str, owner: &str) -> String {
    let article = if kind == NameKind::Attribute { "an" } else { "a" };
    if name::fold(owner) == name::fold(alias) {
        format!("`{owner}` is {article} {} of its own", kind.as_str())
    } else {
        format!("`{alias}` is an alias of `{owner}`")
    }
}

/// How many documents a refusal names; the others are counted.
const MOST_NAMED: usize = 5;

/// Returns subject and verb of the sentence that documents speak of both.
fn documents_tell_apart(kind: NameKind, documents: &[String]) -> String {
    let mut named: Vec<String> = documents.iter().take(MOST_NAMED).map(|slug| format!("`{slug}`")).collect();
    if documents.len() > MOST_NAMED {
        named.push(format!("{} more", documents.len() - MOST_NAMED));
    }
    let named = named.join(", ");
    let named = named.rsplit_once(", ").map_or(named.clone(), |(others, last)| format!("{others} and {last}"));
    let verb = match (kind, documents.len()) {
        (NameKind::Figure, 1) => "compares",
        (NameKind::Figure, _) => "compare",
        (NameKind::Attribute, 1) => "has values of one figure for",
        (NameKind::Attribute, _) => "have values of one figure for",
    };
    format!("{named} {verb}")
}

/// Returns how many cells are given, with its verb.
fn given(cells: usize) -> String {
    if cells == 1 { "1 cell is".into() } else { format!("{cells} cells are") }
}
