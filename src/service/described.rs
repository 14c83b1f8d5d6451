//! What the tables and views of a base are, in the words of its own schema: the comments that stand in it.

/// A table or view.
#[derive(Debug, PartialEq, Eq)]
pub struct Described {
    /// Its name.
    pub name: String,
    /// What one row is.
    pub description: String,
    /// Its columns that say what they hold, each with that.
    pub columns: Vec<(String, String)>,
}

/// Returns the tables and views of a schema, as `Store::schema` has it. What stands first in one describes it; what stands
/// behind or above a column describes that.
#[must_use]
pub fn described(schema: &str) -> Vec<Described> {
    let mut found: Vec<Described> = Vec::new();
    let mut above: Vec<&str> = Vec::new();
    // Whether comments still are about the whole.
    let mut is_head = false;
    for line in schema.lines() {
        let start = line.strip_prefix("CREATE TABLE ").or_else(|| line.strip_prefix("CREATE VIEW "));
        if let Some(name) = start.and_then(|rest| rest.split(' ').next()) {
            found.push(Described { name: name.to_owned(), description: String::new(), columns: Vec::new() });
            (is_head, above) = (true, Vec::new());
            continue;
        }
        let Some(last) = found.last_mut() else { continue };
        let line = line.trim();
        if line.starts_with("CREATE ") || line.starts_with("FROM ") {
            // What is behind the columns of a view, or another kind of thing.
            (is_head, above) = (false, Vec::new());
            continue;
        }
        if let Some(comment) = line.strip_prefix("--") {
            above.push(comment.trim());
            continue;
        }
        if is_head && !above.is_empty() {
            last.description = above.join(" ");
            above.clear();
        }
        is_head &= line == "SELECT";
        let (code, behind) = line.split_once(" -- ").map_or((line, ""), |(code, comment)| (code, comment));
        let words = [above.join(" "), behind.trim().to_owned()];
        above.clear();
        let words = words.iter().filter(|words| !words.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        if words.is_empty() {
            continue;
        }
        let code = code.trim_end_matches(',');
        let column = code.rsplit_once(" AS ").map(|(_, alias)| alias).or_else(|| code.split(' ').next());
        if let Some(column) = column.filter(|column| is_column(column)) {
            last.columns.push((column.to_owned(), words));
        }
    }
    found
}

fn is_column(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn tables_and_views_are_described_by_their_comments() {
        let schema = Store::open_in_memory().and_then(|store| store.schema()).expect("a schema");
        let all = described(&schema);
        let of = |name: &str| all.iter().find(|described| described.name == name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(of("current_values").description, "One row is one value as it reads after corrections.");
        assert!(of("documents").description.starts_with("One row is one imported comparison page."));
        let column = |table: &str, column: &str| {
            of(table).columns.iter().find(|(name, _)| name == column).map(|(_, words)| words.clone())
        };
        assert_eq!(
            column("current_values", "stated").as_deref(),
            Some("what the document says; '' where it has no such cell")
        );
        assert_eq!(column("documents", "source").as_deref(), Some("URL or path as it was given"));
        assert!(
            column("documents", "page_slug").is_some_and(|words| words.starts_with("The slug that its page asks for"))
        );
        let silent: Vec<&str> =
            all.iter().filter(|one| one.description.is_empty()).map(|one| one.name.as_str()).collect();
        assert_eq!(silent, [""; 0], "each says what one row is");
    }
}
