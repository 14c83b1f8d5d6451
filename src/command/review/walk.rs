//! The unclear rows one after the other on a terminal, one key a decision.

use std::collections::{BTreeMap, VecDeque};

use super::keys::Keys;
use super::{edit, reason};
use crate::command::shared::context::Context;
use crate::command::shared::prompt::{complain, say};
use crate::error::{Error, Result};
use crate::model::{Settled, SettlementId, UnclearRecord, UnclearRowId, Unsettled};
use crate::output::message;
use crate::service::cells::{apart, corrections_stay, picked, shown};
use crate::service::counted::counted;
use crate::store::{Access, Store};

/// The most candidates that have a key.
const MOST_KEYS: usize = 9;

const HELP: &str = "  1-9      take the candidate of this number
  s, space pass the row over
  e        tell its cells apart in your editor (VISUAL or EDITOR): ATTRIBUTE | CELL | CELL
  u        take the last decision back, and show its row again
  q        leave (and Ctrl-C, Ctrl-D); what was decided stays
  ?        these keys";

/// A row that waits, by its number and the kind of its reason.
#[derive(Clone)]
struct Waiting {
    number: UnclearRowId,
    kind: String,
}

/// What a key led to.
enum Outcome {
    Settled(SettlementId),
    Skipped,
    /// Somebody else has decided meanwhile.
    Gone,
    /// The last decision was taken back.
    Undone(Waiting),
    Left,
}

/// A walk through the unclear rows.
struct Walk<'a> {
    context: &'a Context,
    store: Store,
    editor: String,
    keys: Keys,
    /// What was decided on this walk and not taken back.
    decisions: Vec<(Waiting, SettlementId)>,
}

/// Shows the unclear rows, those of one reason after the other, and asks for each.
pub fn walk(context: &Context, editor: String) -> Result<()> {
    let store = context.open_store(Access::Write)?;
    let mut groups: BTreeMap<String, Vec<UnclearRowId>> = BTreeMap::new();
    store.each_unclear_row(false, |record| {
        groups.entry(reason::kind(&record.row.reason)).or_default().push(record.id);
        Ok(())
    })?;
    if groups.is_empty() {
        context.note("no unclear rows");
        return Ok(());
    }
    let mut groups: Vec<(String, Vec<UnclearRowId>)> = groups.into_iter().collect();
    // Where most can be decided first.
    groups.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    let counts: BTreeMap<String, usize> = groups.iter().map(|(kind, rows)| (kind.clone(), rows.len())).collect();
    let waiting = groups
        .into_iter()
        .flat_map(|(kind, rows)| rows.into_iter().map(move |number| Waiting { number, kind: kind.clone() }));
    let mut waiting: VecDeque<Waiting> = waiting.collect();
    let total = waiting.len();
    let mut skipped = 0;
    let mut gone = 0;
    let mut headed = None;
    let mut walk = Walk { context, store, editor, keys: Keys::new(), decisions: Vec::new() };
    while let Some(row) = waiting.pop_front() {
        let Some(record) = walk.store.unclear_row(row.number)? else {
            gone += 1;
            continue;
        };
        if headed.as_ref() != Some(&row.kind) {
            say(&format!("\n{}", message(&format!("{}: {}", counted(counts[&row.kind], "row"), row.kind))))?;
            headed = Some(row.kind.clone());
        }
        let place = total - waiting.len();
        walk.show(&record, &row.kind, &format!("Row {place} of {total}"))?;
        match walk.decide(&record)? {
            Outcome::Settled(number) => walk.decisions.push((row, number)),
            Outcome::Skipped => skipped += 1,
            Outcome::Gone => gone += 1,
            Outcome::Undone(before) => {
                waiting.push_front(row);
                waiting.push_front(before);
            }
            Outcome::Left => {
                waiting.push_front(row);
                break;
            }
        }
    }
    let elsewhere = if gone == 0 { String::new() } else { format!(", {gone} decided by somebody else") };
    context.note(&format!("{} settled, {skipped} skipped, {} left{elsewhere}", walk.decisions.len(), waiting.len()));
    Ok(())
}

impl Walk<'_> {
    /// Shows a row with all that helps to decide it. What a page wrote stays on its line.
    fn show(&self, record: &UnclearRecord, kind: &str, place: &str) -> Result<()> {
        let UnclearRecord { document, row, .. } = record;
        say(&format!("\n{}", message(&format!("{place}, in {document}, table row {}", row.position))))?;
        if row.reason != kind {
            say(&message(&format!("  {}", row.reason)))?;
        }
        let figures = self.store.figures_of_row(record.id)?;
        say(&message(&format!("  Figures: {}", apart(&figures))))?;
        say(&message(&format!("  Row:     {}", row.raw)))?;
        for (candidate, number) in row.candidates.iter().zip(1..=MOST_KEYS) {
            say(&message(&format!("  {number}: {}", shown(candidate))))?;
        }
        match row.candidates.len().saturating_sub(MOST_KEYS) {
            0 => Ok(()),
            more => say(&format!("  and {more} more: `versus review list` shows them")),
        }
    }

    /// Asks for one row until it is decided or passed over, the last decision is taken back, or the person leaves.
    fn decide(&mut self, record: &UnclearRecord) -> Result<Outcome> {
        let question = question(record.row.candidates.len());
        let mut refused: Option<String> = None;
        loop {
            let Some(key) = self.keys.ask(&question)? else { return Ok(Outcome::Left) };
            let split = match key.to_ascii_lowercase() {
                'q' => return Ok(Outcome::Left),
                's' | ' ' => return Ok(Outcome::Skipped),
                'u' => match self.undo()? {
                    Some(before) => return Ok(Outcome::Undone(before)),
                    None => continue,
                },
                'e' => match self.edit(record, refused.as_deref()) {
                    Ok(Some(text)) => {
                        let split = edit::split(&text);
                        refused = Some(text);
                        split
                    }
                    Ok(None) => return Ok(Outcome::Skipped),
                    Err(error) => {
                        complain(&error)?;
                        continue;
                    }
                },
                '?' => {
                    say(HELP)?;
                    continue;
                }
                digit @ '1'..='9' => {
                    let number = digit.to_digit(10).unwrap_or_default() as usize;
                    let Some(candidate) = picked(&record.row.candidates, number) else {
                        say("That is none of the numbers.")?;
                        continue;
                    };
                    candidate.clone()
                }
                _ => {
                    say("That is none of the keys: `?` tells them.")?;
                    continue;
                }
            };
            match self.store.settle(record.id, &split, &self.editor, &self.context.now()) {
                Ok(settled) => {
                    let Settled { number, .. } = settled;
                    let undo = format!("undo: u, or versus review unsettle {number}");
                    say(&message(&format!("  decision {number}: {}; {undo}", shown(&split))))?;
                    return Ok(Outcome::Settled(settled.number));
                }
                // The row stays as it is: another answer may do, or none.
                Err(error @ Error::Refused(_)) => complain(&error)?,
                Err(error @ Error::UnknownRow { .. }) => {
                    complain(&error)?;
                    return Ok(Outcome::Gone);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Has a person write the split of a row, from what was refused before or else from the best candidate.
    fn edit(&mut self, record: &UnclearRecord, refused: Option<&str>) -> Result<Option<String>> {
        let draft = refused.map_or_else(|| edit::draft(&record.row), |text| Ok(text.to_owned()))?;
        self.keys.lend(|| edit::edited(&draft))
    }

    /// Takes the last decision of this walk back, and returns its row; `None` when there is none, which is said.
    fn undo(&mut self) -> Result<Option<Waiting>> {
        let Some((row, number)) = self.decisions.pop() else {
            say("Nothing was decided on this walk.")?;
            return Ok(None);
        };
        match self.store.unsettle(number, &self.editor, &self.context.now()) {
            Ok(Unsettled { corrections, .. }) => {
                say(&format!("  decision {number} is taken back"))?;
                if !corrections.is_empty() {
                    say(&corrections_stay(&corrections))?;
                }
            }
            // Somebody else has taken it back meanwhile.
            Err(error @ Error::Refused(_)) => complain(&error)?,
            Err(error) => return Err(error),
        }
        Ok(Some(row))
    }
}

/// Returns the question for a row, with the keys that it has.
fn question(candidates: usize) -> String {
    let take = match candidates.min(MOST_KEYS) {
        0 => String::new(),
        1 => "1 take, ".to_owned(),
        most => format!("1-{most} take, "),
    };
    format!("{take}s skip, e edit, u undo, q leave, ? keys")
}
