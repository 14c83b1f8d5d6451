//! What Datasette is told of a base so that it is pleasant to look at there: what to show, what that is called and what it means.

use serde_json::{Map, Value, json};

use crate::error::Result;
use crate::service::described::described;
use crate::store::Store;

/// What people look at: name, title, what to facet by, and the column by which the full-text index finds rows.
///
/// Facets are only of tables that stay small: over the values of 100,000 pages they take longer than Datasette waits.
const SHOWN: [(&str, &str, &[&str], Option<&str>); 10] = [
    ("current_values", "Values", &[], Some("value_id")),
    ("current_passages", "Prose", &[], Some("passage_id")),
    ("current_quantities", "What values amount to", &[], Some("value_id")),
    ("comparison", "Figures side by side", &[], None),
    ("moved_corrections", "Corrections to look at again", &[], None),
    ("report_states", "Reports of readers", &["status", "problem"], None),
    ("corrections", "Corrections", &["editor"], None),
    ("documents", "Documents", &[], None),
    ("figures", "Figures", &[], None),
    ("attributes", "Attributes", &[], None),
];

/// How many rows a page has.
const ROWS: u32 = 50;

/// Returns the metadata of a base that Datasette knows by `name`: its file's name without the ending.
pub fn metadata(store: &Store, name: &str) -> Result<Value> {
    let holdings = store.holdings()?;
    let mut tables = Map::new();
    let all = described(&store.schema()?);
    for (table, title, facets, text_key) in SHOWN {
        let mut shown = json!({ "title": title, "size": ROWS });
        let found = all.iter().find(|described| described.name == table);
        if let Some(described) = found {
            shown["description"] = described.description.as_str().into();
            let columns = described.columns.iter().cloned().map(|(name, words)| (name, Value::from(words)));
            shown["columns"] = columns.collect();
        }
        if !facets.is_empty() {
            shown["facets"] = json!(facets);
        }
        if let Some(key) = text_key {
            shown["fts_table"] = "search_index".into();
            shown["fts_pk"] = key.into();
        }
        tables.insert(table.to_owned(), shown);
    }
    for (table, label) in [("documents", "title"), ("figures", "name"), ("attributes", "name")] {
        tables[table]["label_column"] = label.into();
    }
    // Datasette finds those of the full-text index and of itself without being told.
    let others = all.iter().map(|described| described.name.as_str()).chain(["refinery_schema_history"]);
    for other in others.filter(|other| SHOWN.iter().all(|(shown, ..)| shown != other)) {
        tables.insert(other.to_owned(), json!({ "hidden": true }));
    }
    let title = "Comparisons";
    let description = format!(
        "{} documents that compare {} figures, read by versus. They may contain inaccurate information.",
        holdings.documents, holdings.figures
    );
    let compare = "SELECT attribute, figure, value, document, status FROM current_values\n\
                   WHERE figure_id IN (SELECT coalesce(alias_of, id) FROM names WHERE kind = 'figure' AND folded IN (lower(:a), lower(:b)))\n\
                   ORDER BY attribute, document, figure";
    Ok(json!({
        "title": title,
        "description": description,
        "databases": { name: {
            "title": title,
            "description": description,
            "tables": tables,
            "queries": { "compare": { "title": "Compare two figures, by their names", "sql": compare } },
        } },
    }))
}
