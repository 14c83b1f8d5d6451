//! `versus conflicts`: where documents give one figure different values, and which of them is preferred.

use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::listing::Listing;
use crate::error::{Refusal, Result};
use crate::model::{Stated, Value};
use crate::service::amounts::delta;
use crate::service::names;
use crate::store::{Access, ConflictFilter};

/// List where documents give one figure different values, and settle it
///
/// One row a document, as it reads after corrections. Case, spacing, punctuation, the order of a list and the commas in
/// `1,000` do not count, nor do `331 million` and `331,000,000` differ; an approximate number is the same as one that it may have been
/// rounded from. `difference` is by how much a value is more or less than the first one. What was settled is left out: `versus compare` then shows the preferred value first. It is listed
/// again when the preferred document no longer gives a value.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "Examples:
  versus conflicts
  versus conflicts stalin --attribute \"foreign policy\" --all")]
pub struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    /// Only of this figure: a name, an alias, or any whole words of one that fit no other
    figure: Option<String>,
    /// Only for this attribute
    #[arg(long)]
    attribute: Option<String>,
    /// Also what was settled
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    listing: Listing,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    Settle(Settle),
}

/// Settle which document's value comes first
///
/// Nothing is overwritten: the other values stay, below. Settling again replaces the decision.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus conflicts settle coffee homeland --prefer tea-vs-coffee")]
struct Settle {
    /// The figure
    figure: String,
    /// The attribute
    attribute: String,
    /// The document whose value comes first
    #[arg(long, value_name = "DOCUMENT")]
    prefer: String,
    /// Why
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    #[command(flatten)]
    editor: EditorArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        if let Some(Command::Settle(settle)) = &self.command {
            return settle.run(context);
        }
        let mut store = context.open_store(Access::Read)?;
        let figure = self.figure.as_ref().map(|name| names::figure(&store, name)).transpose()?;
        let attribute = self.attribute.as_ref().map(|name| names::attribute(&store, name)).transpose()?;
        let filter = ConflictFilter {
            figure_id: figure.map(|figure| figure.id),
            attribute_id: attribute.map(|attribute| attribute.id),
            settled: self.all,
        };
        self.listing.print(context, &mut store, None, "the documents agree", |store, output| {
            output.listing.one_line = true;
            let rows = output.rows(&["figure", "attribute", "document", "value", "preferred", "difference"])?;
            rows.fill(|rows| {
                store.each_conflict(filter, |conflict| {
                    for stated in &conflict.stated {
                        rows.row(&[
                            conflict.figure.as_str().into(),
                            conflict.attribute.as_str().into(),
                            stated.document.as_str().into(),
                            stated.text.as_str().into(),
                            stated.preferred.then_some("yes").into(),
                            difference(stated, &conflict.stated[0]).into(),
                        ])?;
                    }
                    Ok(())
                })
            })
        })
    }
}

/// Returns by how much a value differs from the first one, where both amount to something.
fn difference(stated: &Stated, first: &Stated) -> Option<String> {
    if stated.document_id == first.document_id {
        return None;
    }
    let delta = delta(stated.quantity.as_ref()?, first.quantity.as_ref()?)?;
    Some(match delta.share {
        Some(share) => format!("{} ({share})", delta.difference),
        None => delta.difference,
    })
}

impl Settle {
    fn run(&self, context: &Context) -> Result<()> {
        let mut store = context.open_store(Access::Write)?;
        let figure = names::figure(&store, &self.figure)?;
        let attribute = names::attribute(&store, &self.attribute)?;
        let document = names::document(&store, &self.prefer)?;
        let decision = (self.editor.name(context), self.note.as_deref());
        let decision = (decision.0.as_str(), decision.1);
        if !store.prefer((figure.id, attribute.id), document.id, decision, &context.now())? {
            let of_attribute = |value: &Value| value.attribute_id == attribute.id && !value.text.is_empty();
            let values = store.values_of_figure(figure.id)?;
            let stating =
                values.iter().filter(|value| of_attribute(value)).map(|value| value.document.clone()).collect();
            let (document, figure, attribute) = (document.name, figure.name, attribute.name);
            return Err(Refusal::NotStated { document, figure, attribute, stating }.into());
        }
        let done = format!("settled: {} of {} is what {} says", attribute.name, figure.name, document.name);
        let facts = [figure.name, attribute.name, document.name].map(serde_json::Value::from);
        let [figure, attribute, document] = facts;
        context.done(&done, &[("figure", figure), ("attribute", attribute), ("document", document)])
    }
}
