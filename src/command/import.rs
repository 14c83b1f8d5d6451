//! `versus import`: reads pages and brings the base to what they say.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, IsTerminal};
use std::time::Duration;

use indicatif::{HumanFloatCount, ProgressBar, ProgressState, ProgressStyle};

use crate::command::shared::context::Context;
use crate::command::shared::input::{InputArgs, Inputs};
use crate::command::shared::reading::{Reading, read_all};
use crate::command::shared::tally::Tally;
use crate::error::{Error, Result};
use crate::model::{Change, Counts, Differences};
use crate::page::Rejection;
use crate::store::{Importer, Store};

/// How many updated documents are described one by one; of the others only the number is told.
const DESCRIBED: usize = 20;

/// Read pages into the knowledge base
///
/// Pages are text (`.txt`, `.md`), saved web pages (`.html`), crawl output (`.jsonl`, an object with `text` and
/// optionally `url` and `title` a line), spreadsheets (`.csv`, `.tsv`) or what `versus parse` writes; any of them may be
/// compressed with gzip or Zstandard.
///
/// A page that is there already is brought to what the input says now: what did not change keeps its place, and rows
/// that a person settled stay settled. A page that cannot be read is reported as `path:line: reason`, the others are
/// imported, and the exit code is 1.
///
/// A page may have 8 MiB and 100,000 lines, a web page 32 MiB, of which 8 MiB are text, a line of JSON Lines 32 MiB; it may
/// compare 100 figures in a table of a million cells. Files may be of any size.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus import seed/joseph-stalin-vs-leon-trotsky.txt
  versus import seed/ --dry-run
  versus --db mine.db import seed/")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Say what would change, and write nothing
    #[arg(long)]
    dry_run: bool,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let inputs = Inputs::new(&self.input)?;
        let mut tally = Tally::default();
        let mut updates = Vec::new();
        let filled = context.fill_store(self.dry_run, |store| {
            (tally, updates) = self.import(context, store, inputs)?;
            // So that no base is made for nothing.
            if tally.documents() == 0 { tally.ensure_complete() } else { Ok(()) }
        });
        match filled {
            Ok(()) | Err(Error::Rejected { .. }) => {}
            Err(error) => return Err(error),
        }
        // Said when it is done, not while it may still fail.
        for update in updates {
            context.note(&update);
        }
        if self.dry_run {
            context.note("dry run: nothing was written");
        }
        context.note(&tally.to_string());
        tally.ensure_complete()
    }

    /// Returns what the import did, in numbers and as a line for each of the first updates.
    fn import(&self, context: &Context, store: &mut Store, inputs: Inputs) -> Result<(Tally, Vec<String>)> {
        let progress = progress_bar(context, &inputs);
        let now = context.now();
        let known = store.content_hashes()?;
        let result = store.write_or_roll_back(self.dry_run, |connection| {
            let mut run = Run {
                context,
                progress: &progress,
                importer: Importer::for_many(connection, &now)?,
                seen: HashMap::new(),
                tally: Tally::default(),
                updates: Vec::new(),
            };
            read_all(&self.input, inputs, &known, |reading| run.take(reading))?;
            run.importer.finish()?;
            Ok((run.tally, run.updates))
        });
        progress.finish_and_clear();
        result
    }
}

/// One import in progress.
struct Run<'a> {
    context: &'a Context,
    progress: &'a ProgressBar,
    importer: Importer<'a>,
    /// Content hash and source of every page so far, by slug.
    seen: HashMap<String, (String, String)>,
    tally: Tally,
    /// What changed in the first documents that were updated.
    updates: Vec<String>,
}

impl Run<'_> {
    fn take(&mut self, reading: Reading) -> Result<()> {
        self.progress.inc(1);
        match reading {
            Reading::Known { source, slug, content_hash } => {
                if self.is_first(&source, &slug, content_hash) {
                    self.tally.count_unchanged();
                }
            }
            Reading::Read { source, document } => {
                if self.is_first(&source, &document.slug, document.content_hash.clone()) {
                    match self.importer.import(&document)? {
                        Change::OneFigureTwice { figure } => {
                            let reason = format!("two of its figures are one in this base: `{figure}`");
                            self.complain(&format!("{source}: {reason}"));
                        }
                        change => {
                            self.describe(&change, &document.slug);
                            self.tally.count(&change, &document);
                        }
                    }
                }
            }
            Reading::Rejected { source, rejection } => self.reject(&source, &rejection),
        }
        Ok(())
    }

    /// Tells whether a page is the first of its slug in this run, or the same page once more. Another page under the
    /// same slug is rejected: which of the two should stay is not for versus to guess.
    fn is_first(&mut self, source: &str, slug: &str, content_hash: String) -> bool {
        match self.seen.get(slug) {
            Some((hash, other)) if *hash != content_hash => {
                let message = format!("{source}: another page of this run has the slug `{slug}` too: {other}");
                self.complain(&message);
                false
            }
            _ => {
                self.seen.insert(slug.to_owned(), (content_hash, source.to_owned()));
                true
            }
        }
    }

    fn reject(&mut self, source: &str, rejection: &Rejection) {
        self.complain(&format!("{source}:{}: {}", rejection.line, rejection.reason));
    }

    /// Counts a page as rejected and says why.
    fn complain(&mut self, message: &str) {
        self.tally.count_rejected();
        self.progress.suspend(|| self.context.complain(message));
    }

    fn describe(&mut self, change: &Change, slug: &str) {
        if let Change::Updated(differences) = change
            && self.updates.len() < DESCRIBED
        {
            self.updates.push(format!("updated {slug}: {}", describe(differences)));
        }
    }
}

/// Returns what changed in a document, as a list for people.
fn describe(differences: &Differences) -> String {
    let mut parts = Vec::new();
    if differences.frame {
        parts.push("title, summary, notice or credits changed".to_owned());
    }
    for (what, counts) in [("values", differences.values), ("passages", differences.passages)] {
        let Counts { changed, added, removed } = counts;
        for (number, how) in [(changed, "changed"), (added, "added"), (removed, "removed")] {
            if number > 0 {
                parts.push(format!("{number} {what} {how}"));
            }
        }
    }
    if differences.unclear != 0 {
        parts.push(format!("{:+} unclear rows", differences.unclear));
    }
    if parts.is_empty() { "nothing that is kept".to_owned() } else { parts.join(", ") }
}

/// Returns a bar on standard error when that is a terminal, else one that shows nothing. How many pages there are is
/// known when every file is one.
fn progress_bar(context: &Context, inputs: &Inputs) -> ProgressBar {
    if context.is_quiet() || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = if inputs.total > 1 {
        (ProgressBar::new(inputs.total as u64), "{bar:30} {human_pos} of {human_len} pages, {per_sec}, {eta} left")
    } else {
        (ProgressBar::new_spinner(), "{spinner} {human_pos} pages, {per_sec}")
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style.with_key("per_sec", |state: &ProgressState, out: &mut dyn fmt::Write| {
        // A bar that cannot be drawn is no reason to stop.
        let _ = write!(out, "{:.0}/s", HumanFloatCount(state.per_sec()));
    }));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
