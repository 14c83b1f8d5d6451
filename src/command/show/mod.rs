//! `versus show`: all that is known of one figure, a document as it reads, or what all figures are for an attribute.

mod page;

use crate::command::shared::as_of::View;
use crate::command::shared::context::Context;
use crate::command::shared::figure;
use crate::command::shared::listing::Destination;
use crate::command::shared::marked::Marked;
use crate::command::shared::names;
use crate::error::{Error, Result};
use crate::model::{AttributeId, DocumentId, FigureId, Named, TextStatus};
use crate::name;
use crate::output::{Cell, Format};
use crate::store::{Access, Store};
use page::Page;

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
        let is_figure = matches!(Shown::of(&present, &name), Ok(Shown::Figure(_)) | Err(_));
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
        let shown = self.destination.print(context, store, Format::Table, nothing, |store, output| {
            let in_table = output.is_table();
            if in_table {
                output.heading(&attribute.name)?;
                output.line("")?;
            }
            let columns = ["figure", "value", "document", "status", "open_reports"];
            let mut rows = output.rows(if in_table { &columns[..3] } else { &columns })?;
            for (figure, value) in store.values_of_attribute(attribute.id)? {
                let corrected = value.status == TextStatus::Corrected;
                let marked = Marked { text: &value.text, corrected, open_reports: value.open_reports };
                let preferred = if value.preferred { " [preferred]" } else { "" };
                let text: Cell =
                    if in_table { format!("{marked}{preferred}").into() } else { value.text.as_str().into() };
                let status = value.status.as_str().into();
                let cells = [figure.into(), text, value.document.as_str().into(), status, value.open_reports.into()];
                rows.row(if in_table { &cells[..3] } else { &cells })?;
            }
            rows.finish()
        });
        shown.map(drop)
    }
}

/// What a name leads to.
enum Shown {
    Figure(Named<FigureId>),
    Attribute(Named<AttributeId>),
    Document(Named<DocumentId>),
}

impl Shown {
    fn of(store: &Store, name: &str) -> Result<Self> {
        let folded = name::fold(name);
        let is_whole = |found: &str| name::fold(found) == folded;
        let figure = names::figure(store, name);
        if let Ok(figure) = &figure
            && is_whole(&figure.name)
        {
            return Ok(Self::Figure(figure.clone()));
        }
        let attribute = names::attribute(store, name);
        let document = names::document(store, name);
        match (figure, attribute, document) {
            (_, Ok(attribute), _) if is_whole(&attribute.name) => Ok(Self::Attribute(attribute)),
            (_, _, Ok(document)) if is_whole(&document.name) => Ok(Self::Document(document)),
            (Ok(figure), _, _) => Ok(Self::Figure(figure)),
            (Err(figure @ Error::AmbiguousName { .. }), _, _) => Err(figure),
            (_, Ok(attribute), _) => Ok(Self::Attribute(attribute)),
            (_, Err(attribute @ Error::AmbiguousName { .. }), _) => Err(attribute),
            (_, _, Ok(document)) => Ok(Self::Document(document)),
            (_, _, Err(document @ Error::AmbiguousName { .. })) => Err(document),
            // The nearest names of whatever kind has some.
            (Err(figure), attribute, document) => {
                let has_nearest =
                    |error: &Error| matches!(error, Error::UnknownName { nearest, .. } if !nearest.is_empty());
                let others = [attribute.map(drop).err(), document.map(drop).err()].into_iter().flatten();
                Err(if has_nearest(&figure) { figure } else { others.into_iter().find(has_nearest).unwrap_or(figure) })
            }
        }
    }
}
