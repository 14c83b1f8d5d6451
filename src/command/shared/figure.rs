//! All that is known of a figure: what `show` prints, and a name that is no command.

use crate::command::shared::context::Context;
use crate::command::shared::listing::Destination;
use crate::command::shared::notices;
use crate::error::Result;
use crate::model::{FigureId, Named, PassageText, TextStatus, Value};
use crate::output::{Cell, Format, Output};
use crate::service::marked::{Marked, preferred_first};
use crate::service::tables;
use crate::store::{PassageFilter, Store};

/// Shows all that is known of a figure.
pub fn show(context: &Context, store: &mut Store, figure: &Named<FigureId>, destination: &Destination) -> Result<()> {
    let mut values = store.values_of_figure(figure.id)?;
    preferred_first(&mut values);
    let passages = store.passages(&PassageFilter { figure_id: Some(figure.id), document_id: None })?;
    let nothing = "the base knows the name, but no value and no passage";
    let known = destination.print(context, store, Format::Table, nothing, |_, output| {
        if output.is_table() {
            print_page(output, figure, &values, &passages)?;
        } else {
            return tables::figure(output, &values, &passages);
        }
        Ok(values.len() + passages.len())
    })?;
    if context.is_table() && known > 0 {
        let first = values.first().map(|value| value.attribute.as_str());
        notices::say(context, store, std::slice::from_ref(figure), first)?;
    }
    Ok(())
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
