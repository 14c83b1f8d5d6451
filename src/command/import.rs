//! `versus import`: reads pages and brings the base to what they say.

use std::fmt;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::rc::Rc;

use indicatif::{HumanFloatCount, ProgressBar, ProgressState, ProgressStyle};

use crate::command::shared::context::Context;
use crate::command::shared::input::{InputArgs, Inputs};
use crate::command::shared::interrupt::Interrupt;
use crate::command::shared::reading::{Reading, read_all};
use crate::command::shared::tally::Tally;
use crate::error::{Error, Result};
use crate::memory;
use crate::model::{Change, Counts, Differences, Document, Holdings};
use crate::service::counted::counted;
use crate::service::package;
use crate::store::{ImportRun, Store, Told, ToldApart};

/// How many updated documents are described one by one; of the others only the number is told.
const DESCRIBED: usize = 20;

/// Read pages into the knowledge base
///
/// Pages are text (`.txt`, `.md`), saved web pages (`.html`), crawl output (`.jsonl`, `.json`: objects with `text`,
/// `markdown`, `content` or `html` and optionally `url` and `title`, one a line or in an array), web archives (`.warc`,
/// `.wet`), tables (`.csv`, `.tsv`), workbooks (`.xlsx`, `.ods`) or what `versus parse` writes; any of them may be compressed
/// with gzip or Zstandard. A page that is not UTF-8 is read in the encoding that it declares, or that `--encoding` names.
///
/// A page that is there already is brought to what the input says now: what did not change keeps its place, and rows
/// that a person settled stay settled. It is there already when the base has its address (the URL of a line, or what a web
/// page states by rel=canonical or og:url) with the same figures or from the same place, or, where one of them has none,
/// when it is the same file and shares a figure, or has the same name and figures. Any other page is a document of its own.
/// What is made of the pages does not depend on their order. A page that cannot be read is reported as
/// `path:line: reason`, the others are imported, and the exit code is 1.
///
/// A page may have 8 MiB and 100,000 lines, a web page 32 MiB, of which 8 MiB are text, an object of JSON 32 MiB; it may
/// compare 100 figures in a table of a million cells. A workbook may have 128 MiB when it is unpacked; other files may be of
/// any size.
///
/// A folder that `versus export --package` made is brought back as it was, with its reports and corrections, into a knowledge
/// base that is empty. What in it cannot be so is named, and nothing is written.
///
/// An import that is interrupted (Ctrl-C) or fails writes nothing: all that it reads is written at its end, in one go. It
/// takes 192 MiB of memory, and up to 72 MiB for each thread.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus import seed/joseph-stalin-vs-leon-trotsky.txt
  versus import seed/ --dry-run
  versus --db mine.db import seed/
  versus --db new.db import comparisons")]
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
        if let Some(folder) = self.input.package()? {
            return self.import_package(context, folder);
        }
        let inputs = Inputs::new(&self.input)?;
        // Before anything is begun.
        if !memory::is_enough_for(0) {
            return Err(Error::Memory);
        }
        let interrupt = Interrupt::watch();
        let mut tally = Tally::default();
        let mut notes = Notes::default();
        let filled = context.fill_store(self.dry_run, |store| {
            (tally, notes) = self.import(context, store, inputs, &interrupt)?;
            // So that no base is made for nothing.
            if tally.documents() == 0 { tally.ensure_complete() } else { Ok(()) }
        });
        match filled {
            Ok(()) | Err(Error::Rejected { .. }) => {}
            Err(error) => return Err(interrupt.explain(error)),
        }
        // Said when it is done, not while it may still fail.
        for line in &notes.lines {
            context.note(line);
        }
        if notes.more > 0 {
            context.note(&format!("and {} more", notes.more));
        }
        if self.dry_run {
            context.note("dry run: nothing was written");
        }
        context.done(&tally.to_string(), &tally.facts())?;
        tally.ensure_complete()
    }

    /// Fills an empty base with what a package holds.
    fn import_package(&self, context: &Context, folder: &Path) -> Result<()> {
        self.input.ensure_as_it_is()?;
        let interrupt = Interrupt::watch();
        let mut held = None;
        let filled = context.fill_store(self.dry_run, |store| {
            interrupt.stop(store)?;
            package::read(store, folder, self.dry_run, || interrupt.ensure_none())?;
            held = Some(store.holdings()?);
            Ok(())
        });
        filled.map_err(|error| interrupt.explain(error))?;
        let Some(Holdings { documents, value_count, .. }) = held.filter(|_| !self.dry_run) else {
            context.note("dry run: nothing was written");
            return context.done("the package can be imported", &[]);
        };
        let done = format!(
            "imported the package {}: {}, {}",
            folder.display(),
            counted(documents, "document"),
            counted(value_count, "value")
        );
        context.done(&done, &[("documents", documents.into()), ("values", value_count.into())])
    }

    /// Returns what the import did, in numbers and in lines on the first documents of which more is to say.
    fn import(
        &self,
        context: &Context,
        store: &mut Store,
        inputs: Inputs,
        interrupt: &Interrupt,
    ) -> Result<(Tally, Notes)> {
        let progress = progress_bar(context, &inputs);
        let now = context.now();
        let known = store.known_pages()?;
        // Between two pages it is looked for here, and while the full-text index is put together there.
        interrupt.stop(store)?;
        let result = store.write_or_roll_back(self.dry_run, |connection| {
            let report = Report { context, progress: &progress, tally: Tally::default(), notes: Notes::default() };
            let mut run = Run { import: ImportRun::new(connection, &now)?, report };
            let passed_over =
                read_all(&self.input, inputs, known, || interrupt.ensure_none(), |reading| run.take(reading))?;
            run.report.tally.pass_over(passed_over);
            let Run { import, mut report } = run;
            let told_apart = import.finish(&mut |told| report.told(told))?;
            report.tally.note_told_apart(told_apart);
            Ok((report.tally, report.notes))
        });
        progress.finish_and_clear();
        result
    }
}

/// One import in progress.
struct Run<'a> {
    import: ImportRun<'a>,
    report: Report<'a>,
}

/// What is said of an import, and counted.
struct Report<'a> {
    context: &'a Context,
    progress: &'a ProgressBar,
    tally: Tally,
    notes: Notes,
}

/// What is said of single documents: of the first ones, and how many there are besides.
#[derive(Debug, Default)]
struct Notes {
    lines: Vec<String>,
    more: usize,
}

impl Notes {
    fn add(&mut self, line: String) {
        if self.lines.len() < DESCRIBED { self.lines.push(line) } else { self.more += 1 }
    }
}

impl Run<'_> {
    fn take(&mut self, reading: Reading) -> Result<()> {
        self.report.progress.inc(1);
        match reading {
            Reading::Known { document_id } => {
                self.import.meet(document_id);
                self.report.tally.count_unchanged();
            }
            Reading::Read { source, document, origin, amounts } => {
                let document = Rc::from(document);
                if let Some(change) = self.import.take(&document, origin, amounts, &source)? {
                    self.report.done(&source, &document, &change);
                }
            }
            Reading::Rejected { source, rejection } => {
                self.report.complain(&format!("{source}:{}: {}", rejection.line, rejection.reason));
            }
        }
        Ok(())
    }
}

impl Report<'_> {
    /// Notes what is known only when all pages are there.
    fn told(&mut self, told: Told) {
        match told {
            Told::Done { place, document, change } => self.done(place, document, &change),
            Told::Apart { source, slug, other } => self.notes.add(format!(
                "{source} states the address of {other} and compares other things: it is kept apart as {slug}, without the \
                 address"
            )),
            Told::Named(ToldApart { source, slug, page_slug }) => {
                self.notes.add(format!("{source} is called {slug}: {page_slug} is another page"));
            }
            // Which of the two should stay is not for versus to guess.
            Told::Contested { source, slug, kept } => {
                self.complain(&format!("{source}: another page of this run is the document `{slug}` too: {kept}"));
            }
            Told::Unchanged => self.tally.count_unchanged(),
        }
    }

    /// Notes what was done with a page.
    fn done(&mut self, place: &str, document: &Document, change: &Change) {
        if let Change::OneFigureTwice { figure } = change {
            return self.complain(&format!("{place}: two of its figures are one in this base: `{figure}`"));
        }
        self.describe(change);
        self.tally.count(change, document);
    }

    /// Counts a page as rejected and says why.
    fn complain(&mut self, message: &str) {
        self.tally.count_rejected();
        self.progress.suspend(|| self.context.complain(message));
    }

    fn describe(&mut self, change: &Change) {
        match change {
            Change::Updated { slug, differences, compared } => {
                let what = describe(differences);
                self.notes.add(match &**compared {
                    [] => format!("updated {slug}: {what}"),
                    figures => format!("updated {slug}: {what}; it compared {} before", figures.join(", ")),
                });
            }
            Change::Restored { slug, differences } => {
                self.notes.add(format!("{slug} had been forgotten and is back: {}", describe(differences)));
            }
            _ => {}
        }
    }
}

/// Returns what changed in a document, as a list for people.
fn describe(differences: &Differences) -> String {
    let mut parts = Vec::new();
    if differences.frame {
        parts.push("title, summary, notice or credits changed".to_owned());
    }
    for (what, counts) in [("value", differences.values), ("passage", differences.passages)] {
        let Counts { changed, added, removed } = counts;
        for (number, how) in [(changed, "changed"), (added, "added"), (removed, "removed")] {
            if number > 0 {
                parts.push(format!("{} {how}", counted(number, what)));
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
    // Drawn when a page is done, and not from a thread of its own, which indicatif starts with a panic where there is none.
    bar.set_style(style.with_key("per_sec", |state: &ProgressState, out: &mut dyn fmt::Write| {
        // A bar that cannot be drawn is no reason to stop.
        let _ = write!(out, "{:.0}/s", HumanFloatCount(state.per_sec()));
    }));
    bar
}
