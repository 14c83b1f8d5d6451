//! What stands below everything that is shown of figures.

use crate::error::Result;
use crate::model::{FigureId, Named};
use crate::name::quoted;
use crate::output::Output;
use crate::store::Store;

/// Prints the documents' own notices, and how to report what is inaccurate.
pub fn print(store: &Store, output: &mut Output, figures: &[Named<FigureId>], attribute: Option<&str>) -> Result<()> {
    let mut notices: Vec<String> = Vec::new();
    for figure in figures {
        for notice in store.notices_of_figure(figure.id)? {
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
    }
    for notice in notices {
        output.line("")?;
        output.paragraph(&notice, 0)?;
    }
    let mut target = figures.first().map_or_else(String::new, |figure| quoted(&figure.name));
    if let Some(attribute) = attribute {
        target = format!("{target} {}", quoted(attribute));
    }
    output.line("")?;
    output.line("To report one:")?;
    output.line(&format!("  versus report file {target} --proposed \"what it should say\""))
}
