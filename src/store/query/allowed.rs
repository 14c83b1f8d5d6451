//! What a statement of a stranger may use: the tables and functions that SQLite offers to everybody and that do no harm.

/// Virtual tables that are in every SQLite and read nothing but their arguments.
pub(super) const TABLES: &[&str] = &["json_each", "json_tree", "sqlite_schema", "sqlite_master"];

/// Functions that compute from their arguments alone. Sorted.
pub(super) const FUNCTIONS: &[&str] = &[
    "->",
    "->>",
    "abs",
    "avg",
    "bm25",
    "char",
    "coalesce",
    "concat",
    "concat_ws",
    "count",
    "cume_dist",
    "current_date",
    "current_time",
    "current_timestamp",
    "date",
    "datetime",
    "dense_rank",
    "first_value",
    "format",
    "glob",
    "group_concat",
    "hex",
    "highlight",
    "if",
    "ifnull",
    "iif",
    "instr",
    "json",
    "json_array",
    "json_array_insert",
    "json_array_length",
    "json_error_position",
    "json_extract",
    "json_group_array",
    "json_group_object",
    "json_insert",
    "json_object",
    "json_patch",
    "json_pretty",
    "json_quote",
    "json_remove",
    "json_replace",
    "json_set",
    "json_type",
    "json_valid",
    "julianday",
    "lag",
    "last_value",
    "lead",
    "length",
    "like",
    "likelihood",
    "likely",
    "lower",
    "ltrim",
    "match",
    "max",
    "min",
    "nth_value",
    "ntile",
    "nullif",
    "octet_length",
    "percent_rank",
    "printf",
    "quote",
    "random",
    "rank",
    "replace",
    "round",
    "row_number",
    "rtrim",
    "sign",
    "snippet",
    "soundex",
    "sqlite_version",
    "strftime",
    "string_agg",
    "substr",
    "substring",
    "subtype",
    "sum",
    "time",
    "timediff",
    "total",
    "trim",
    "typeof",
    "unhex",
    "unicode",
    "unistr",
    "unistr_quote",
    "unixepoch",
    "unlikely",
    "upper",
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::store::base::Store;

    #[test]
    fn the_functions_that_are_allowed_are_sorted_and_are_there() {
        assert!(FUNCTIONS.is_sorted());
        let store = Store::open_in_memory().expect("a base");
        let mut statement = store.connection.prepare("SELECT name FROM pragma_function_list").expect("SQL");
        let there: HashSet<String> =
            statement.query_map([], |row| row.get(0)).expect("rows").collect::<rusqlite::Result<_>>().expect("names");
        let missing: Vec<_> = FUNCTIONS.iter().filter(|name| !there.contains(**name)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}
