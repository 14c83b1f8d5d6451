//! `versus rank`: figures by what their values for an attribute amount to.

use std::io::{self, IsTerminal};

use unicode_width::UnicodeWidthStr;

use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::{Error, Result};
use crate::model::{Measured, Quantity};
use crate::name::quoted;
use crate::output::Cell;
use crate::quantity::{Scale, is_time};
use crate::service::amounts::{Ends, ends_of, most_frequent, usual};
use crate::service::counted::counted;
use crate::service::names;
use crate::store::Access;

/// How many characters the longest bar has at most, and at least: shorter ones tell nothing. No wider than what a table leaves whole.
const BAR: [usize; 2] = [5, 16];
/// What is left of values and documents for the sake of a bar.
const REST: usize = 14;
/// How wide it is between two columns.
const GAP: usize = 3;

/// Rank figures by what their values for an attribute amount to
///
/// Numbers, amounts of money, years, dates, durations and quantities with units are understood beside their text
/// (`versus export quantities` lists all of them), the greatest first. What several documents say of a figure is a row each where they
/// differ. Values with another kind of unit than most, and those that have no certain reading, are left out and counted.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus rank population
  versus rank area --unit \"sq mi\" --limit 10
  versus rank founded --reverse --format csv")]
pub struct Args {
    /// The attribute: a name, an alias, or any whole words of one that fit no other
    attribute: String,
    /// In this unit: km, kg, %, $, $/month, ...
    #[arg(long)]
    unit: Option<String>,
    #[command(flatten)]
    listing: Listing,
}

/// One row: what documents say of a figure.
struct Ranked<'a> {
    measured: &'a Measured,
    quantity: &'a Quantity,
    /// What it is ranked by, in the base unit.
    key: [f64; 2],
    documents: Vec<&'a str>,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Read)?;
        let attribute = names::attribute(&store, &self.attribute)?;
        let measured = store.measured(attribute.id)?;
        let asked = self.unit.as_deref().map(scale).transpose()?;
        let usual = usual(&measured).and_then(|quantity| quantity.amount.as_ref());
        let base = asked.as_ref().map(|scale| &scale.base).or(usual.map(|amount| &amount.unit));
        let ranked = ranked(&measured, base.map(String::as_str));
        let others = measured.iter().filter_map(Measured::amount).filter(|amount| Some(&amount.unit) != base).count();
        let unread = measured.iter().filter(|value| value.amount().is_none()).count();
        if let (true, Some(asked)) = (ranked.is_empty() && others > 0, &asked) {
            let problem = format!("no value of {} is in a unit like {}", quoted(&attribute.name), quoted(&asked.unit));
            let units: Vec<String> = units(&measured).iter().map(|unit| quoted(unit)).collect();
            return Err(Error::usage(problem, format!("they are in {}", units.join(", "))));
        }
        let unit = asked.clone().or_else(|| usual_unit(&ranked));
        let nothing = format!("no value of {} amounts to something for certain", quoted(&attribute.name));
        self.listing.print(context, &mut store, None, &nothing, |_, output| {
            output.listing.one_line = true;
            let is_drawn =
                output.is_table() && io::stdout().is_terminal() && !ranked.iter().any(|row| is_time(row.quantity.kind));
            let longest = is_drawn.then(|| room_for_bars(output.width(), &ranked, unit.as_ref())).flatten();
            let most = ranked.iter().map(|row| row.key[1]).fold(0.0, f64::max);
            let is_table = output.is_table();
            let mut columns = if is_table {
                vec!["figure", "amount", "value", "document"]
            } else {
                vec!["figure", "low", "high", "unit", "approximate", "value", "document"]
            };
            if longest.is_some() {
                columns.insert(2, "");
            }
            let rows = output.rows(&columns)?;
            rows.fill(|rows| {
                for row in &ranked {
                    let Ends { low, high, unit } = ends_of(row.quantity, unit.as_ref());
                    let documents = row.documents.join("; ");
                    let mut cells: Vec<Cell> = vec![row.measured.figure.as_str().into()];
                    if is_table {
                        cells.push(Ends { low, high, unit }.for_people(row.quantity.approximate).into());
                        cells.extend(longest.map(|longest| bar(row.key[0], most, longest).into()));
                    } else {
                        cells.extend([low.into(), high.into(), unit.into()]);
                        cells.push(row.quantity.approximate.then_some("yes").into());
                    }
                    cells.extend([row.measured.text.as_str().into(), documents.into()]);
                    rows.row(&cells)?;
                }
                Ok(())
            })
        })?;
        let mut left_out = Vec::new();
        if unread > 0 {
            left_out.push(format!("{} without a certain reading", counted(unread, "value")));
        }
        if others > 0 {
            left_out.push(format!("{} in other units", counted(others, "value")));
        }
        if !left_out.is_empty() && !ranked.is_empty() {
            context.note(&format!("not ranked: {}", left_out.join(", ")));
        }
        Ok(())
    }
}

fn scale(unit: &str) -> Result<Scale> {
    Scale::of(unit).ok_or_else(|| {
        let problem = format!("{} is no unit that is known", quoted(unit));
        Error::usage(problem, "write it as pages do: km, sq mi, kg, hours, GB, %, $, $/month")
    })
}

/// Returns the unit that most of the rows are written in; `None` for points in time and for what has none.
fn usual_unit(ranked: &[Ranked]) -> Option<Scale> {
    let unit = most_frequent(ranked.iter().map(|row| row.quantity.unit.as_str()))?;
    Scale::of(unit).filter(|_| !ranked.iter().any(|row| is_time(row.quantity.kind)))
}

/// Returns the units in which the values are written.
fn units(measured: &[Measured]) -> Vec<&str> {
    let mut units: Vec<&str> = measured.iter().filter_map(|value| value.quantity.as_ref()).map(|q| &*q.unit).collect();
    units.sort_unstable();
    units.dedup();
    units
}

/// Returns the rows of a base unit, the greatest first. What several documents say of a figure in the same words is one.
fn ranked<'a>(measured: &'a [Measured], base: Option<&str>) -> Vec<Ranked<'a>> {
    let mut ranked: Vec<Ranked> = Vec::new();
    for value in measured {
        let Some(quantity) = &value.quantity else { continue };
        let Some(amount) = quantity.amount.as_ref().filter(|amount| Some(amount.unit.as_str()) == base) else {
            continue;
        };
        let key = match (amount.low, amount.high) {
            (Some(low), Some(high)) => [low, high],
            (Some(only), None) | (None, Some(only)) => [only, only],
            (None, None) => continue,
        };
        match ranked
            .iter_mut()
            .rev()
            .take_while(|row| row.measured.figure_id == value.figure_id)
            .find(|row| row.measured.text == value.text)
        {
            Some(row) => row.documents.push(&value.document),
            None => ranked.push(Ranked { measured: value, quantity, key, documents: vec![&value.document] }),
        }
    }
    ranked.sort_by(|a, b| b.key.partial_cmp(&a.key).unwrap_or(std::cmp::Ordering::Equal));
    ranked
}

/// Returns how long the longest bar may be, so that no figure and no amount is cut for it; `None` where it would be too short.
fn room_for_bars(width: usize, ranked: &[Ranked], unit: Option<&Scale>) -> Option<usize> {
    let widest =
        |cell: &dyn Fn(&Ranked) -> usize, name: &str| ranked.iter().map(cell).max().unwrap_or(0).max(name.len());
    let amount = |row: &Ranked| ends_of(row.quantity, unit).for_people(row.quantity.approximate).width();
    let cells = widest(&|row| row.measured.figure.width(), "figure")
        + widest(&amount, "amount")
        + widest(&|row| row.measured.text.width(), "value").min(REST)
        + widest(&|row| row.documents.join("; ").width(), "document").min(REST);
    let [least, most] = BAR;
    width.checked_sub(cells + 4 * GAP).filter(|room| *room >= least).map(|room| room.min(most))
}

/// Returns a bar of block characters, an eighth of one exactly, of which the longest has `longest`.
fn bar(amount: f64, most: f64, longest: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if amount <= 0.0 || most <= 0.0 {
        return String::new();
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "at most 128"
    )]
    let eighths = (amount / most * (longest * 8) as f64).round().clamp(1.0, (longest * 8) as f64) as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}
