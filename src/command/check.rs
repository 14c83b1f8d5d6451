//! `versus check`: what is broken in the base, what waits for an editor, and what to do about each.

use std::path::PathBuf;

use clap::builder::PossibleValue;

use crate::command::shared::closed_set::one_of;
use crate::command::shared::context::Context;
use crate::error::{Error, Result};
use crate::name::quoted;
use crate::output::{Cell, Output, one_line};
use crate::store::{Access, Concern, Finding, Level, Remedy};

/// How many findings of a kind are shown to a person; the others are counted.
const SHOWN: usize = 5;

/// How much of a text is shown to a person, in characters.
const LONGEST: usize = 160;

/// List what is broken in the base and what waits for an editor, each with what to do about it
///
/// Broken (`level`: `mendable` by --repair, or `broken`) is what versus itself never leaves behind: from `damage` to `event`
/// below. Then it exits 1. From `moved` on it is work (`level`: `work`). `base` is what the document said when it was
/// corrected or reported, `stated` what it says now, `text` what is to stand there, `number` that of the report or unclear
/// row.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus check
  versus check --problem moved --problem unclear --format csv
  versus check --repair")]
pub struct Args {
    /// Only this kind of problem; may be given several times
    #[arg(long = "problem", value_name = "NAME", value_parser = one_of(concerns(), Concern::from_name))]
    wanted: Vec<Concern>,
    /// First make anew what can be made from the rest: the full-text index, names and their words, indexes, triggers and
    /// views. What anybody said is not touched
    #[arg(long)]
    repair: bool,
}

fn concerns() -> impl Iterator<Item = PossibleValue> {
    Concern::all().map(|concern| PossibleValue::new(concern.as_str()).help(title(concern)))
}

/// How many findings there are of each kind.
#[derive(Debug, Default)]
struct Found {
    work: usize,
    /// What a repair may mend without a second thought.
    mendable: usize,
    broken: usize,
}

/// What advice depends on besides the finding.
struct Circumstances {
    /// The base as one argument of a command.
    base: String,
    /// Whether there was a repair, so that another one would leave what it left.
    is_repaired: bool,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let not_repaired = if self.repair { repair(context)? } else { 0 };
        let store = context.open_store(Access::Read)?;
        let wanted = if self.wanted.is_empty() { Concern::all().collect() } else { self.wanted.clone() };
        let base = quoted(&context.path()?.to_string_lossy());
        let circumstances = Circumstances { base, is_repaired: self.repair };
        let mut output = context.output();
        let mut found = Found::default();
        let mut count = |finding: &Finding| match finding.level {
            Level::Work => found.work += 1,
            Level::Mendable if finding.remedy.is_none() => found.mendable += 1,
            Level::Mendable | Level::Broken => found.broken += 1,
        };
        let left_out = if context.is_table() {
            let mut groups = Groups {
                output: &mut output,
                circumstances: &circumstances,
                concern: None,
                shown: Vec::new(),
                count: 0,
                written: false,
            };
            let left_out = store.check(&wanted, &mut |finding| {
                count(finding);
                groups.add(finding)
            })?;
            groups.close()?;
            left_out
        } else {
            let mut rows = output.rows(&COLUMNS)?;
            let left_out = store.check(&wanted, &mut |finding| {
                count(finding);
                rows.row(&cells(finding, &circumstances))
            })?;
            rows.finish()?;
            left_out
        };
        let broken = found.mendable + found.broken;
        if context.is_table() && broken + found.work > 0 {
            output.line("")?;
            output.line(&summary(&found, self.wanted.is_empty()))?;
        }
        let nothing =
            if self.wanted.is_empty() { "nothing needs another look" } else { "nothing of that kind was found" };
        context.finish(output, broken + found.work + not_repaired, nothing)?;
        if let Some(left_out) = left_out {
            // Said to those who want quiet as well: nobody may take for sound what was not looked at.
            context.complain(&left_out);
        }
        if broken > 0 || not_repaired > 0 {
            // What a repair has left, another one will leave.
            let mendable = if self.repair { 0 } else { found.mendable };
            return Err(Error::Broken { path: PathBuf::new(), found: broken.max(not_repaired), mendable });
        }
        Ok(())
    }
}

/// Repairs, and returns how much could not be.
fn repair(context: &Context) -> Result<usize> {
    let repairs = context.open_store(Access::Write)?.repair()?;
    for done in &repairs.done {
        context.note(&format!("repaired: {done}"));
    }
    for failed in &repairs.failed {
        context.complain(failed);
    }
    if repairs.done.is_empty() && repairs.failed.is_empty() {
        context.note("nothing to repair");
    }
    Ok(repairs.failed.len())
}

fn summary(found: &Found, all: bool) -> String {
    let broken = match found.mendable + found.broken {
        0 if all => Some("nothing is broken".to_owned()),
        0 => None,
        1 => Some("1 thing is broken".into()),
        several => Some(format!("{several} things are broken")),
    };
    let work = match found.work {
        0 => None,
        1 => Some("1 thing to look at".to_owned()),
        several => Some(format!("{several} things to look at")),
    };
    work.into_iter().chain(broken).collect::<Vec<_>>().join("; ")
}

const COLUMNS: [&str; 15] = [
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
    "level",
    "number",
    "details",
];

fn cells<'a>(finding: &'a Finding, circumstances: &Circumstances) -> [Cell<'a>; 15] {
    [
        finding.concern.as_str().into(),
        finding.correction.into(),
        finding.document.as_deref().into(),
        finding.figure.as_deref().into(),
        finding.attribute.as_deref().into(),
        finding.section.as_deref().into(),
        finding.base.as_deref().into(),
        finding.stated.as_deref().into(),
        finding.text.as_deref().into(),
        finding.editor.as_deref().into(),
        finding.made_at.as_deref().into(),
        to_do(finding, circumstances).into(),
        finding.level.as_str().into(),
        finding.number.into(),
        finding.details.as_str().into(),
    ]
}

/// Findings for a person: those of one kind under a heading, the first few of them whole.
struct Groups<'o, 'a> {
    output: &'o mut Output<'a>,
    circumstances: &'o Circumstances,
    concern: Option<Concern>,
    shown: Vec<Finding>,
    count: usize,
    written: bool,
}

impl Groups<'_, '_> {
    fn add(&mut self, finding: &Finding) -> Result<()> {
        if self.concern != Some(finding.concern) {
            self.close()?;
            self.concern = Some(finding.concern);
        }
        self.count += 1;
        if self.shown.len() < SHOWN {
            self.shown.push(finding.clone());
        }
        Ok(())
    }

    /// Writes the group that was gathered.
    fn close(&mut self) -> Result<()> {
        let Some(concern) = self.concern.take() else { return Ok(()) };
        let shown = std::mem::take(&mut self.shown);
        let count = std::mem::take(&mut self.count);
        if self.written {
            self.output.line("")?;
        }
        self.written = true;
        self.output.heading(&format!("{} ({count})", title(concern)))?;
        // Where all have the same next step, it is said once.
        let next = to_do(&shown[0], self.circumstances);
        let is_shared = shown.iter().all(|finding| to_do(finding, self.circumstances) == next)
            && (count > 1 || next_of(concern).is_some());
        for finding in &shown {
            self.output.paragraph(&one_line(&line(finding)), 2)?;
            let texts = [("said", &finding.base), ("says", &finding.stated), ("should say", &finding.text)];
            for (label, text) in texts {
                if let Some(text) = text {
                    self.output.paragraph(&format!("{label}: {}", shortened(text)), 4)?;
                }
            }
            if !is_shared {
                self.output.line(&format!("    {}", to_do(finding, self.circumstances)))?;
            }
        }
        if count > shown.len() {
            let more = count - shown.len();
            self.output
                .line(&format!("  and {more} more: versus check --problem {} --format csv", concern.as_str()))?;
        }
        if is_shared {
            self.output.line(&format!("  {next}"))?;
        }
        Ok(())
    }
}

fn title(concern: Concern) -> &'static str {
    match concern {
        Concern::Damage => "Damage in the file",
        Concern::Schema => "The schema is another than the one that versus makes",
        Concern::Reference => "References to what is not there",
        Concern::Index => "The full-text index is out of step with the texts",
        Concern::Name => "Names are not kept as they are looked up",
        Concern::Correction => "Corrections that cannot stand as they do",
        Concern::Event => "Reports whose events cannot have happened so",
        Concern::Moved => "Corrections whose document now says something else",
        Concern::Report => "Reports that wait for a decision",
        Concern::Unmatched => "Reports on what is not in this base",
        Concern::Unclear => "Table rows that could not be told apart",
        Concern::Duplicate => "Names that look like one thing",
        Concern::Empty => "Cells that the document leaves empty",
        Concern::Identical => "Texts that are the same for several figures",
    }
}

/// Returns the finding's place and what is the matter, on one line.
fn line(finding: &Finding) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(finding.correction.map(|number| format!("correction {number}")));
    if finding.concern != Concern::Unclear && finding.concern != Concern::Event {
        parts.extend(finding.number.map(|number| format!("report {number}")));
    }
    let figure = match (&finding.figure, &finding.other) {
        (Some(figure), Some(other)) if finding.concern == Concern::Identical => Some(format!("{figure} and {other}")),
        (figure, _) => figure.clone(),
    };
    if !matches!(finding.concern, Concern::Duplicate | Concern::Name) {
        let place = [figure, finding.attribute.clone(), finding.section.clone(), finding.document.clone()];
        parts.extend(place.into_iter().flatten());
    }
    if parts.is_empty() { finding.details.clone() } else { format!("{}: {}", parts.join(", "), finding.details) }
}

fn shortened(text: &str) -> String {
    let mut shortened: String = text.chars().take(LONGEST).collect();
    if shortened.len() < text.len() {
        shortened.push('…');
    }
    shortened
}

/// Returns the command for all findings of a kind, where there is one.
fn next_of(concern: Concern) -> Option<&'static str> {
    match concern {
        Concern::Unclear => Some("versus review"),
        _ => None,
    }
}

/// Returns what to do: a command that can be typed, with capitals where only a person knows the words.
fn to_do(finding: &Finding, circumstances: &Circumstances) -> String {
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
                Some(number) => format!("versus revert {number} --note WHY"),
                None if finding.concern == Concern::Damage => damaged(),
                None => "restore a backup, or mend it with the sqlite3 shell".into(),
            };
        }
        Level::Work => {}
    }
    if let Some(next) = next_of(finding.concern) {
        return next.into();
    }
    let name = |name: &Option<String>| quoted(name.as_deref().unwrap_or_default());
    let number = finding.number.unwrap_or_default();
    match finding.concern {
        Concern::Moved => moved(finding),
        Concern::Report => format!("versus report show {number}"),
        Concern::Unmatched => {
            format!("versus report show {number}, or versus report decline {number} --because cannot-verify")
        }
        Concern::Duplicate => match &finding.attribute {
            Some(_) => format!("versus merge {} --into {} --attribute", name(&finding.attribute), name(&finding.other)),
            None => format!("versus merge {} --into {}", name(&finding.figure), name(&finding.other)),
        },
        Concern::Empty => format!(
            "versus correct {} {} --document {} --value TEXT",
            name(&finding.figure),
            name(&finding.attribute),
            name(&finding.document)
        ),
        _ => format!("versus compare {} {} --same", name(&finding.figure), name(&finding.other)),
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
    let document = quoted(finding.document.as_deref().unwrap_or_default());
    let revert = format!("versus revert {} --note WHY", finding.correction.unwrap_or_default());
    let correct = match (&finding.figure, &finding.attribute, &finding.section) {
        (Some(figure), Some(attribute), _) => {
            format!("versus correct {} {} --document {document} --value TEXT", quoted(figure), quoted(attribute))
        }
        _ if finding.stated.is_none() => return revert,
        (_, _, Some(section)) if section != "summary" => {
            format!("versus correct --document {document} --section {} --quote WORDS --text TEXT", quoted(section))
        }
        _ => format!("versus correct --document {document} --section summary --text TEXT"),
    };
    format!("{revert}, or {correct}")
}
