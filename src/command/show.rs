//! `versus show`: all that is known of one figure.

use crate::command::shared::as_of::View;
use crate::command::shared::context::Context;
use crate::command::shared::marked::{Marked, preferred_first};
use crate::command::shared::notices;
use crate::error::Result;
use crate::model::{FigureId, Named, PassageText, TextStatus, Value};
use crate::output::{Cell, Output};
use crate::store::{Access, PassageFilter};

/// Show all that is known of a figure: values with their documents, and the prose about it
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus show stalin
  versus show \"leon trotsky\" --format json
  versus show stalin --as-stated")]
pub struct Args {
    /// A name, an alias, or any whole words of one that fit no other
    figure: String,
    #[command(flatten)]
    view: View,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let present = context.open_store(Access::Read)?;
        let store = self.view.of(present, Some(&[&self.figure]))?;
        let figure = self.view.figure(&store, &self.figure)?;
        let mut values = store.values_of_figure(figure.id)?;
        preferred_first(&mut values);
        let passages = store.passages(&PassageFilter { figure_id: Some(figure.id), document_id: None })?;
        let mut output = context.output();
        if context.is_table() {
            print_page(&mut output, &figure, &values, &passages)?;
            let first = values.first().map(|value| value.attribute.as_str());
            notices::print(&store, &mut output, std::slice::from_ref(&figure), first)?;
        } else {
            print_rows(&mut output, &values, &passages)?;
        }
        let known = values.len() + passages.len();
        context.finish(output, known, "the base knows the name, but no value and no passage")
    }
}

fn print_page(output: &mut Output, figure: &Named<FigureId>, values: &[Value], passages: &[PassageText]) -> Result<()> {
    output.heading(&figure.name)?;
    output.line("")?;
    // The document stands in a column of its own only where values come from several.
    let several = values.iter().any(|value| value.document_id != values[0].document_id);
    let columns = ["attribute", "value", "document"];
    let mut rows = output.rows(&columns[..if several { 3 } else { 2 }])?;
    for value in values {
        let corrected = value.status == TextStatus::Corrected;
        let marked = Marked { text: &value.text, corrected, open_reports: value.open_reports };
        let differs = |other: &Value| other.attribute_id == value.attribute_id && other.text != value.text;
        let preferred = if value.preferred && values.iter().any(differs) { " [preferred]" } else { "" };
        let mut cells: Vec<Cell> = vec![value.attribute.as_str().into(), format!("{marked}{preferred}").into()];
        cells.extend(several.then(|| value.document.as_str().into()));
        rows.row(&cells)?;
    }
    rows.finish()?;
    if let [first, ..] = values
        && !several
    {
        output.line(&format!("({})", first.document))?;
    }
    let mut above = None;
    for passage in passages {
        output.line("")?;
        let place = (&passage.heading, &passage.document);
        if above.replace(place) != Some(place) {
            output.heading(&format!("{} ({})", passage.heading, passage.document))?;
        }
        output.paragraph(&Marked::passage(passage).to_string(), 2)?;
    }
    Ok(())
}

fn print_rows(output: &mut Output, values: &[Value], passages: &[PassageText]) -> Result<()> {
    let mut rows = output.rows(&["document", "attribute", "section", "text", "status", "open_reports"])?;
    for value in values {
        rows.row(&[
            value.document.as_str().into(),
            value.attribute.as_str().into(),
            None::<&str>.into(),
            value.text.as_str().into(),
            value.status.as_str().into(),
            value.open_reports.into(),
        ])?;
    }
    for passage in passages {
        rows.row(&[
            passage.document.as_str().into(),
            None::<&str>.into(),
            passage.heading.as_str().into(),
            passage.text.as_str().into(),
            passage.status.as_str().into(),
            passage.open_reports.into(),
        ])?;
    }
    rows.finish()?;
    Ok(())
}
