//! `versus forget`: takes documents out of the base, and brings them back.

use std::io::{self, IsTerminal};

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::prompt;
use crate::error::{Refusal, Result};
use crate::model::{Differences, DocumentId, Named};
use crate::service::counted::counted;
use crate::service::names;
use crate::store::{Access, Forgettable, Forgetting};

/// Take documents out of the knowledge base; or bring one back
///
/// First it says what goes with each: values, passages, the figures that no other document compares; and what hangs on it:
/// corrections and open reports. On a terminal it asks, elsewhere it wants `--yes`. A document with active corrections
/// stays, unless these are to wait for it.
///
/// Nothing that people decided is lost: corrections, settled rows and reports stay, the log tells of it, and `--as-of` reads
/// the base as it was. `--undo` brings a document back as it was last; importing its page again brings it back as well, with
/// its corrections.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus forget stalin-vs --with-corrections --yes
  versus forget --undo stalin-vs")]
pub struct Args {
    /// The documents: their names in `versus documents`, or whole parts of one that fit no other
    #[arg(required_unless_present = "undo", value_name = "DOCUMENT")]
    documents: Vec<String>,
    /// Bring back the document of this name
    #[arg(long, value_name = "DOCUMENT", conflicts_with_all = ["documents", "note", "yes", "with_corrections"])]
    undo: Option<String>,
    /// Also documents that have active corrections, which then wait
    #[arg(long)]
    with_corrections: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[command(flatten)]
    editor: EditorArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        if let Some(undo) = &self.undo {
            let document = names::forgotten(&store, undo)?;
            let differences = store.bring_back(&document, &self.editor.name(context), &context.now())?;
            let done = format!("{} is back{}", document.name, left_to_do(&differences));
            context.done(&done, &[("document", document.name.as_str().into())])?;
            return Ok(());
        }
        let mut documents: Vec<Named<DocumentId>> = Vec::new();
        for given in &self.documents {
            let document = names::document(&store, given)?;
            if !documents.contains(&document) {
                documents.push(document);
            }
        }
        let forgettable = store.forgettable(&documents)?;
        for document in &forgettable {
            // Whoever is asked must see it.
            if self.yes { context.note(&described(document)) } else { context.complain(&described(document)) }
        }
        let forgetting = Forgetting {
            with_corrections: self.with_corrections,
            editor: &self.editor.name(context),
            note: self.note.as_deref().map(str::trim).filter(|note| !note.is_empty()),
            now: &context.now(),
        };
        // Before it is asked for what will be refused.
        forgetting.ensure_may_go(&forgettable)?;
        if !self.yes {
            confirm(documents.len())?;
        }
        store.forget(&documents, &forgetting)?;
        for document in &documents {
            let done = format!("forgot {0}; `versus forget --undo {0}` brings it back", document.name);
            context.done(&done, &[("document", document.name.as_str().into())])?;
        }
        Ok(())
    }
}

/// Returns what of a document that came back needs another look, as the end of a sentence.
fn left_to_do(differences: &Differences) -> String {
    let mut left = Vec::new();
    if differences.unclear > 0 {
        left.push(format!("; {} unclear (`versus review` lists them)", counted(differences.unclear, "row")));
    }
    if differences.moved > 0 {
        left.push(format!("; {} moved (`versus check` lists them)", counted(differences.moved, "correction")));
    }
    left.concat()
}

fn confirm(documents: usize) -> Result<()> {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(Refusal::NotConfirmed.into());
    }
    let what = if documents == 1 { "it" } else { "them" };
    if prompt::agrees(&format!("Take {what} out?"))? { Ok(()) } else { Err(Refusal::NotConfirmed.into()) }
}

/// Returns what goes with a document and what hangs on it, as a sentence.
fn described(document: &Forgettable) -> String {
    let Forgettable { slug, title, values, passages, figures, corrections, open_reports } = document;
    let mut goes = vec![counted(*values, "value"), counted(*passages, "passage")];
    if !figures.is_empty() {
        let figures: Vec<String> = figures.iter().map(|figure| format!("`{figure}`")).collect();
        goes.push(format!("what nothing else compares: {}", figures.join(", ")));
    }
    let hangs = match (*corrections, *open_reports) {
        (0, 0) => "nothing hangs on it".to_owned(),
        (corrections, reports) => {
            format!("on it hang {} and {}", counted(corrections, "active correction"), counted(reports, "open report"))
        }
    };
    format!("{slug} ({title}): {}; {hangs}", goes.join(", "))
}
