//! `versus show`: all that is known of one figure, a document as it reads, or what all figures are for an attribute.

use crate::command::shared::as_of::View;
use crate::command::shared::context::Context;
use crate::command::shared::figure;
use crate::command::shared::listing::Destination;
use crate::error::{Error, Result};
use crate::model::{AttributeId, DocumentId, Named};
use crate::output::Format;
use crate::service::document::Page;
use crate::service::shown::Shown;
use crate::service::tables;
use crate::store::{Access, Store};

/// Show all that is known of a figure, a document, or an attribute
///
/// Of a figure: its values with their documents, and the prose about it. Of a document: title, summary, table, sections, credits,
/// notice and source, as its page has them. Of an attribute: what each figure has there. A figure's name comes before an
/// attribute's, that before a document's; a whole name before a part of one.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus show stalin
  versus show \"leon trotsky\" --format json
  versus show joseph-stalin-vs-leon-trotsky
  versus show \"foreign policy\"
  versus show stalin --as-stated")]
pub struct Args {
    /// A figure, attribute or document: its name, an alias, or whole words or the beginning of one that fit no other
    #[arg(required = true, value_name = "NAME")]
    name: Vec<String>,
    #[command(flatten)]
    view: View,
    #[command(flatten)]
    destination: Destination,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let name = self.name.join(" ");
        let present = context.open_store(Access::Read)?;
        // The past is what it knew of a figure, where the present does not say that the name is something else.
        let is_figure = self.view.is_past() && matches!(Shown::of(&present, &name), Ok(Shown::Figure(_)) | Err(_));
        let mut store = self.view.of(present, is_figure.then_some(&[name.as_str()]))?;
        match Shown::of(&store, &name) {
            Ok(Shown::Figure(figure)) => figure::show(context, &mut store, &figure, &self.destination),
            Ok(Shown::Attribute(attribute)) => self.show_attribute(context, &mut store, &attribute),
            Ok(Shown::Document(document)) => self.show_document(context, &mut store, &document),
            // Said as of a figure, which is meant most often.
            Err(Error::UnknownName { .. }) if self.view.is_past() => self.view.figure(&store, &name).map(drop),
            Err(error) => Err(error),
        }
    }

    fn show_document(&self, context: &Context, store: &mut Store, document: &Named<DocumentId>) -> Result<()> {
        let shown = self.destination.print(context, store, Format::Table, "", |store, output| {
            let page = Page::read(store, document.id)?;
            if output.is_table() { page.print(output) } else { page.write(output) }
        });
        shown.map(drop)
    }

    fn show_attribute(&self, context: &Context, store: &mut Store, attribute: &Named<AttributeId>) -> Result<()> {
        let nothing = "the base knows the name, but no value";
        let shown = self
            .destination
            .print(context, store, Format::Table, nothing, |store, output| tables::attribute(store, output, attribute));
        shown.map(drop)
    }
}
