//! `versus merge`: two figures or attributes that are one.

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::error::{Refusal, Result};
use crate::name::quoted;
use crate::service::counted::counted;
use crate::service::names;
use crate::store::{Access, Merging, Parted};

/// Make two figures, or two attributes, one; or take that back
///
/// All values, passages and corrections move to the other, and the name becomes its alias, so that reports on the name
/// and later pages that use it are about the other. Refused when a document compares both.
///
/// `--undo` moves back what the merge moved, with what was imported or corrected since in the same documents. Documents
/// that came since under the alias stay where they are.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus merge Koba --into \"Joseph Stalin\"
  versus merge Outlook --into \"political ideology\" --attribute
  versus merge --undo Koba")]
pub struct Args {
    /// The figure whose name becomes an alias
    #[arg(required_unless_present = "undo", requires = "into")]
    name: Option<String>,
    /// The figure that stays
    #[arg(long, value_name = "NAME")]
    into: Option<String>,
    /// Take back the latest merge of this name, given whole
    #[arg(long, value_name = "NAME", conflicts_with_all = ["name", "into", "note"])]
    undo: Option<String>,
    /// The names are attributes', not figures'
    #[arg(long)]
    attribute: bool,
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
        let kind = names::kind(self.attribute);
        let (editor, now) = (self.editor.name(context), context.now());
        let merging = Merging { kind, editor: &editor, note: self.note.as_deref(), now: &now };
        if let Some(undo) = &self.undo {
            let Parted { name, into, is_gone } = store.undo_merge(undo, &merging)?;
            let done = if is_gone {
                format!("{} is no name of {} any more, and nothing has it", quoted(&name), quoted(&into))
            } else {
                format!("{} and {} are two again", quoted(&name), quoted(&into))
            };
            context.done(&done, &[("name", name.into()), ("into", into.into()), ("gone", is_gone.into())])?;
            return Ok(());
        }
        let old = names::named(&store, kind, self.name.as_deref().unwrap_or_default())?;
        let into = names::named(&store, kind, self.into.as_deref().unwrap_or_default())?;
        if old == into {
            return Err(Refusal::OneName { name: old.name }.into());
        }
        let values = store.merge(&old, &into, &merging)?;
        let values = counted(values, "value");
        let done = format!("{} is {} now: {values} moved", quoted(&old.name), quoted(&into.name));
        context.done(&done, &[("name", old.name.as_str().into()), ("into", into.name.as_str().into())])?;
        Ok(())
    }
}
