//! `versus figures`: the figures of the base, with counts, and those of which something holds.

use std::collections::HashMap;

use crate::command::shared::condition::Condition;
use crate::command::shared::context::Context;
use crate::command::shared::listing::Listing;
use crate::error::Result;
use crate::service::counted::counted;
use crate::service::tables;
use crate::store::{Access, Store};

/// List the things that are compared, with counts
///
/// With `--where` those of which some document says what is asked for, for certain, with what it says in a column for each condition.
/// Values are understood as `versus rank` understands them; what is harder to ask is for `versus sql`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus figures
  versus figures --sort values --reverse -n 10
  versus figures tro --format csv
  versus figures --where \"population > 100 million\"
  versus figures --where \"founded before 1900\" --where \"area > 1000 km²\"")]
pub struct Args {
    /// Only those whose name or alias holds this text; case and accents do not count
    pattern: Option<String>,
    /// Only those of which this holds: an attribute, one of > >= < <= = != before after, and a quantity; may be given several times
    #[arg(long = "where", value_name = "CONDITION", allow_hyphen_values = true)]
    conditions: Vec<String>,
    #[command(flatten)]
    listing: Listing,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Read)?;
        let pattern = self.pattern.as_deref().unwrap_or_default();
        if !self.conditions.is_empty() {
            return self.run_where(context, store, pattern);
        }
        self.listing.print(context, &mut store, None, "no figure found", |store, output| {
            tables::figures(store, output, pattern)
        })
    }
    fn run_where(&self, context: &Context, mut store: Store, pattern: &str) -> Result<()> {
        let mut names = Vec::new();
        // By the name of a figure, what documents say for each condition that holds of it.
        let mut found: HashMap<String, Vec<String>> = HashMap::new();
        let mut incomparable = 0;
        for (number, written) in self.conditions.iter().enumerate() {
            let (condition, measured) = Condition::read(&store, written)?;
            let mut said: HashMap<&str, Vec<&str>> = HashMap::new();
            let mut is_comparable: HashMap<&str, bool> = HashMap::new();
            for value in &measured {
                let holds = value.quantity.as_ref().and_then(|quantity| condition.holds(quantity));
                *is_comparable.entry(&value.figure).or_default() |= holds.is_some();
                if holds == Some(true) {
                    let texts = said.entry(&value.figure).or_default();
                    if !texts.contains(&value.text.as_str()) {
                        texts.push(&value.text);
                    }
                }
            }
            incomparable += is_comparable.values().filter(|is| !**is).count();
            if number == 0 {
                found = said.keys().map(|figure| ((*figure).to_owned(), Vec::new())).collect();
            }
            found.retain(|figure, _| said.contains_key(figure.as_str()));
            for (figure, values) in &mut found {
                values.push(said[figure.as_str()].join("; "));
            }
            names.push(condition.attribute.name);
        }
        self.listing.print(context, &mut store, None, "no figure of which that is certain", |store, output| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            tables::figures_with(store, output, pattern, &names, |figure| found.get(figure).cloned())
        })?;
        if incomparable > 0 {
            context.note(&format!("{} left out that cannot be compared", counted(incomparable, "figure")));
        }
        Ok(())
    }
}
