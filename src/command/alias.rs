//! `versus alias`: the further names of figures and attributes.

use std::io::{self, IsTerminal};

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::listing::Listing;
use crate::command::shared::prompt;
use crate::error::{Error, Refusal, Result};
use crate::name::{self, quoted};
use crate::service::names;
use crate::service::tables;
use crate::store::{Access, Merging};

/// Give figures and attributes further names
///
/// A figure or attribute is found by its aliases as by its own name, and pages that use an alias are imported as pages
/// about it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus alias add \"Joseph Stalin\" Koba
  versus alias list")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Add(Add),
    Remove(Remove),
    List(List),
}

/// Give a figure or attribute a further name
///
/// A name that another figure or attribute goes by is refused: if the two are one, `versus merge` makes them so. A name that
/// finds another one, as a part of its name, is asked about on a terminal, and needs `--force` elsewhere.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus alias add \"Joseph Stalin\" Koba
  versus alias add \"Foreign policy\" \"Foreign affairs\" --attribute")]
struct Add {
    /// The figure: its name, an alias, or any whole words of one that fit no other
    name: String,
    /// The further name
    alias: String,
    /// The name is an attribute's, not a figure's
    #[arg(long)]
    attribute: bool,
    /// Also when the name finds another figure or attribute now
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    editor: EditorArgs,
}

/// Take a further name away
///
/// What was imported under it stays where it is; a later page that uses it is about a figure of its own. A name that
/// became an alias by a merge goes with `versus merge --undo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus alias remove Koba")]
struct Remove {
    /// The further name, whole; case does not count
    alias: String,
    /// The name is an attribute's, not a figure's
    #[arg(long)]
    attribute: bool,
    #[command(flatten)]
    editor: EditorArgs,
}

/// List the further names: kind (figure or attribute), name, alias
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus alias list
  versus alias list stalin --format csv")]
struct List {
    /// Only those whose name or alias holds this text; case and accents do not count
    pattern: Option<String>,
    /// Only those of attributes
    #[arg(long)]
    attribute: bool,
    #[command(flatten)]
    listing: Listing,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        match &self.command {
            Command::Add(args) => args.run(context),
            Command::Remove(args) => args.run(context),
            Command::List(args) => args.run(context),
        }
    }
}

impl Add {
    fn run(&self, context: &Context) -> Result<()> {
        if name::clean(&self.alias).is_empty() {
            return Err(Error::usage("the alias is empty", "give a name with a letter or another character in it"));
        }
        let mut store = context.open_store(Access::Write)?;
        let kind = names::kind(self.attribute);
        let named = names::named(&store, kind, &self.name)?;
        if !self.force
            && let Some(found) = store.found_by_part(kind, &self.alias)?
            && found.id != named.id
        {
            confirm(name::clean(&self.alias), found.name, named.name.clone())?;
        }
        let (own, alias) = (quoted(&named.name), quoted(&name::clean(&self.alias)));
        let (editor, now) = (self.editor.name(context), context.now());
        let added = store.add_alias(&named, &self.alias, &Merging { kind, editor: &editor, note: None, now: &now })?;
        let done = if added { format!("{own} is {alias} too") } else { format!("{own} is {alias} already") };
        let given = name::clean(&self.alias);
        context.done(&done, &[("name", named.name.into()), ("alias", given.into()), ("added", added.into())])
    }
}

/// Asks whether a name that finds another is to be given away.
fn confirm(alias: String, found: String, named: String) -> Result<()> {
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        let question = format!("`{alias}` finds `{found}` now. Is it to find `{named}`? (y/N)");
        if let Some("y" | "Y" | "yes") = prompt::ask(&question)?.as_deref() {
            return Ok(());
        }
    }
    Err(Refusal::AliasFinds { alias, found, named }.into())
}

impl Remove {
    fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        let (kind, editor, now) = (names::kind(self.attribute), self.editor.name(context), context.now());
        let (named, alias) =
            store.remove_alias(&self.alias, &Merging { kind, editor: &editor, note: None, now: &now })?;
        let done = format!("{} is no longer {}", quoted(&named.name), quoted(&alias));
        context.done(&done, &[("name", named.name.into()), ("alias", alias.into())])
    }
}

impl List {
    fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Read)?;
        let pattern = self.pattern.as_deref().unwrap_or_default();
        self.listing.print(context, &mut store, None, "no alias found", |store, output| {
            tables::aliases(store, output, pattern, self.attribute)
        })
    }
}
