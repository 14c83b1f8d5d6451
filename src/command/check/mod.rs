//! `versus check`: what is broken in the base, what waits for an editor, and what to do about each.

mod advice;
mod groups;

use std::path::PathBuf;

use clap::builder::PossibleValue;

use self::advice::{Circumstances, to_do};
use self::groups::{Groups, title};
use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::{Error, Result};
use crate::model::Place;
use crate::name::quoted;
use crate::output::Cell;
use crate::service::closed_set::one_of;
use crate::store::{Access, Concern, Finding, Level, Numbered};

/// List what is broken in the base and what waits for an editor, each with what to do about it
///
/// Broken (`level`: `mendable` by --repair, or `broken`) is what versus itself never leaves behind: from `damage` to `event`
/// below. Then it exits 1. From `moved` on it is work (`level`: `work`). `base` is what the document said when it was
/// corrected or reported, `stated` what it says now, `text` what is to stand there, `number` that of the report or unclear
/// row. A table shows five of each kind and counts the others, or as many in all as `--limit` says.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus check
  versus check --problem moved --problem unclear --format csv
  versus check --limit 0
  versus check --repair
  versus check --prose")]
pub struct Args {
    /// Only this kind of problem; may be given several times
    #[arg(long = "problem", value_name = "NAME", value_parser = one_of(concerns(), Concern::from_name))]
    wanted: Vec<Concern>,
    /// First make anew what can be made from the rest: the full-text index, names and their words, indexes, triggers and
    /// views. What anybody said is not touched
    #[arg(long)]
    repair: bool,
    /// Instead, list the sentences of documents that say another number than their own tables: for a person to look at. Nothing of it is
    /// counted as broken. What cannot be told for certain is left out
    #[arg(long, conflicts_with_all = ["wanted", "repair"])]
    prose: bool,
    #[command(flatten)]
    listing: Listing,
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

impl Found {
    fn count(&mut self, finding: &Finding) {
        match finding.level {
            Level::Work => self.work += 1,
            Level::Mendable if finding.remedy.is_none() => self.mendable += 1,
            Level::Mendable | Level::Broken => self.broken += 1,
        }
    }

    fn all(&self) -> usize {
        self.work + self.mendable + self.broken
    }
}

impl Args {
    /// Lists what the prose of documents says otherwise than their tables.
    fn list_contradictions(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Read)?;
        let nothing = "no sentence certainly says another number than its table";
        self.listing.print(context, &mut store, None, nothing, |store, output| {
            let rows = output.rows(&["document", "figure", "attribute", "value", "section", "sentence"])?;
            rows.fill(|rows| {
                store.each_contradiction(|found| {
                    rows.row(&[
                        found.document.as_str().into(),
                        found.figure.as_str().into(),
                        found.attribute.as_str().into(),
                        found.value.as_str().into(),
                        found.section.as_str().into(),
                        found.sentence.as_str().into(),
                    ])
                })
            })
        })
    }

    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        if self.prose {
            return self.list_contradictions(context);
        }
        let not_repaired = if self.repair { repair(context)? } else { 0 };
        let mut store = context.open_store(Access::Read)?;
        let wanted = if self.wanted.is_empty() { Concern::all().collect() } else { self.wanted.clone() };
        let base = quoted(&context.path()?.to_string_lossy());
        let circumstances = Circumstances { base, is_repaired: self.repair };
        let mut found = Found::default();
        let nothing = match (not_repaired, self.wanted.is_empty()) {
            (0, true) => "nothing needs another look",
            (0, false) => "nothing of that kind was found",
            _ => "",
        };
        let mut left_out = None;
        self.listing.print(context, &mut store, None, nothing, |store, output| {
            // Groups have an order of their own.
            if !output.is_table() || self.listing.is_ordered() {
                let mut rows = output.rows(&COLUMNS)?;
                left_out = store.check(&wanted, &mut |finding| {
                    found.count(finding);
                    // Those that are not shown are counted: they are broken all the same.
                    match rows.row(&cells(finding, &circumstances)) {
                        Err(Error::EnoughRows) => Ok(()),
                        added => added,
                    }
                })?;
                return rows.finish();
            }
            let mut groups = Groups::new(output, &circumstances, self.listing.limit());
            left_out = store.check(&wanted, &mut |finding| {
                found.count(finding);
                groups.add(finding)
            })?;
            groups.close()?;
            if found.all() > 0 {
                output.line("")?;
                output.line(&summary(&found, self.wanted.is_empty()))?;
            }
            Ok(found.all())
        })?;
        let broken = found.mendable + found.broken;
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
    let repairs = context.open_store(Access::Write)?.repair(&context.now())?;
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
    let place = finding.place.as_ref();
    [
        finding.concern.as_str().into(),
        finding.correction.map(|number| number.0).into(),
        place.and_then(Place::document).into(),
        finding.figure().into(),
        place.and_then(Place::attribute).into(),
        place.and_then(Place::section).into(),
        finding.base.as_deref().into(),
        finding.stated.as_deref().into(),
        finding.text.as_deref().into(),
        finding.editor.as_deref().into(),
        finding.made_at.as_deref().into(),
        to_do(finding, circumstances).into(),
        finding.level.as_str().into(),
        finding.numbered.map(Numbered::number).into(),
        finding.details.as_str().into(),
    ]
}
