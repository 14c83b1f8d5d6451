//! What a package says of itself to people.

use std::fmt::Write;

use super::descriptor::Resource;

/// Returns the text of its README, in Markdown.
pub(super) fn text(description: &str, resources: &[Resource]) -> String {
    let mut text = format!(
        "# Comparisons\n\n{description}\n\n\
         This folder is a Data Package (https://datapackage.org), written by versus {}: `datapackage.json` says of every file \
         what its columns hold, of which type they are and what they refer to. Text is UTF-8. In a column that may hold \
         nothing, `missingValues` says how nothing is written there; times are UTC.\n\n\
         The three files that begin with `current_` are for reading: every value, passage and quantity as it reads after \
         corrections, with names instead of numbers. The others are the tables that these are made of. From those, \
         `versus --db NEW.db import FOLDER` makes an equal knowledge base, with its reports and corrections.\n\n\
         What the documents say belongs to who wrote them: `sources` in `datapackage.json` and the column `source` of \
         `documents.csv` name them. No licence is known for them.\n\n\
         | file | a row | bytes |\n| --- | --- | ---: |\n",
        env!("CARGO_PKG_VERSION"),
    );
    for resource in resources {
        let _ = writeln!(text, "| `{}` | {} | {} |", resource.path, resource.description, resource.bytes);
    }
    text
}
