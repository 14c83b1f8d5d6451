//! What is said to people below everything that is shown of figures.

use std::io::{self, IsTerminal};

use crate::command::shared::context::Context;
use crate::error::Result;
use crate::model::{FigureId, Named};
use crate::name::quoted;
use crate::store::Store;

/// The most characters of a notice. It was written by strangers, and is there to be glanced at.
const LONGEST: usize = 200;

/// Says on standard error, where a person reads that, what the documents say of their own reliability, and how to report what is
/// inaccurate. Standard output is data.
pub fn say(context: &Context, store: &Store, figures: &[Named<FigureId>], attribute: Option<&str>) -> Result<()> {
    if context.is_quiet() || !io::stderr().is_terminal() {
        return Ok(());
    }
    let mut notices: Vec<String> = Vec::new();
    for figure in figures {
        for notice in store.notices_of_figure(figure.id)? {
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
    }
    for notice in &mut notices {
        if let Some((end, _)) = notice.char_indices().nth(LONGEST) {
            notice.truncate(end);
            notice.push('…');
        }
        context.note(notice);
    }
    let mut target = figures.first().map_or_else(String::new, |figure| quoted(&figure.name));
    if let Some(attribute) = attribute {
        target = format!("{target} {}", quoted(attribute));
    }
    context.note(&format!("To report one: versus report file {target} --value \"what it should say\""));
    Ok(())
}
