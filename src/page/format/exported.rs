//! Tables that `versus export` wrote: they have the shape of a comparison, and are none.

use crate::page::rejection::Rejection;

/// The first columns of each table, which tell it from all others.
const TABLES: [(&str, &[&str]); 11] = [
    ("figures", &["figure", "aliases", "documents", "values"]),
    ("attributes", &["attribute", "aliases", "documents", "values"]),
    ("quantities", &["document", "position", "attribute", "figure", "value", "kind"]),
    ("values", &["document", "position", "attribute", "figure", "value"]),
    ("sections", &["document", "section", "heading", "passage", "figures"]),
    ("documents", &["document", "title", "figures", "summary", "notice"]),
    ("reports", &["report", "status", "problem", "document"]),
    ("corrections", &["correction", "report", "document", "figure"]),
    ("aliases", &["kind", "name", "alias"]),
    ("merges", &["merge", "kind", "name", "into"]),
    ("preferences", &["figure", "attribute", "document", "editor"]),
];

/// Refuses a table that begins as one of them does.
pub(in crate::page) fn ensure_none(content: &str) -> Result<(), Rejection> {
    let lines = content.trim_start_matches('\u{feff}').lines();
    let Some((number, header)) = (1..).zip(lines).find(|(_, line)| !line.trim().is_empty()) else { return Ok(()) };
    let cells: Vec<&str> = header.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"')).take(6).collect();
    match TABLES.iter().find(|(_, columns)| cells.starts_with(columns)) {
        None => Ok(()),
        Some((table, _)) => {
            let reason = format!(
                "this is what `versus export {table}` writes, and no page: import the pages themselves, or what \
                 `versus parse` makes of them"
            );
            Err(Rejection { line: number, reason })
        }
    }
}
