//! The log as a table: who changed what, when, why and on whose report.

use crate::error::Result;
use crate::model::LogEntry;
use crate::output::Output;

/// Writes what happened, given the oldest first; in a table the newest first, one a line.
pub fn print(output: &mut Output, mut entries: Vec<LogEntry>) -> Result<usize> {
    if output.is_table() {
        // For people the newest first, one a line.
        entries.reverse();
        return print_lines(output, &entries);
    }
    let columns = [
        "at",
        "who",
        "what",
        "document",
        "figure",
        "attribute",
        "section",
        "before",
        "after",
        "note",
        "report",
        "correction",
    ];
    let rows = output.rows(&columns)?;
    rows.fill(|rows| {
        for entry in entries {
            rows.row(&[
                entry.at.as_str().into(),
                entry.who.as_deref().into(),
                entry.what.as_str().into(),
                entry.place.document().into(),
                entry.place.figure().or(entry.about.as_deref()).into(),
                entry.place.attribute().into(),
                entry.place.section().into(),
                entry.before.as_deref().into(),
                entry.after.as_deref().into(),
                entry.note.as_deref().into(),
                entry.report.map(|number| number.0).into(),
                entry.correction.map(|number| number.0).into(),
            ])?;
        }
        Ok(())
    })
}

fn print_lines(output: &mut Output, entries: &[LogEntry]) -> Result<usize> {
    output.listing.one_line = true;
    let rows = output.rows(&["at", "who", "what", "about", "change", "note"])?;
    rows.fill(|rows| {
        for entry in entries {
            let place = &entry.place;
            let figure = place.figure().or(entry.about.as_deref());
            let place = [figure, place.attribute(), place.section()];
            let about: Vec<&str> = place.into_iter().flatten().collect();
            let about =
                if about.is_empty() { entry.place.document().unwrap_or_default().into() } else { about.join(": ") };
            let change = match (&entry.before, &entry.after) {
                (Some(before), Some(after)) => format!("{before} → {after}"),
                (before, after) => before.as_ref().or(after.as_ref()).cloned().unwrap_or_default(),
            };
            let numbers =
                [("report", entry.report.map(|number| number.0)), ("correction", entry.correction.map(|n| n.0))];
            let numbers = numbers.iter().filter_map(|(what, number)| Some(format!("{what} {}", (*number)?)));
            let note: Vec<String> = numbers.chain(entry.note.clone()).collect();
            rows.row(&[
                // To the minute.
                entry.at.get(..16).unwrap_or(&entry.at).replace('T', " ").into(),
                entry.who.as_deref().into(),
                entry.what.as_str().into(),
                about.into(),
                change.into(),
                note.join(", ").into(),
            ])?;
        }
        Ok(())
    })
}
