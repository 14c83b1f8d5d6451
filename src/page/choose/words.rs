//! The words of header cells that tell what stands below and beside them. A list holds what pages really say there; a word
//! that means one thing here and another there stands in none.

use crate::name;

/// What the first header cell says where the rows below it are attributes.
const ATTRIBUTE_WORDS: [&str; 34] = [
    "aspect",
    "attribute",
    "basis",
    "basis for comparison",
    "basis of comparison",
    "category",
    "characteristic",
    "comparison",
    "comparison basis",
    "comparison factor",
    "comparison point",
    "criteria",
    "criterion",
    "detail",
    "difference",
    "dimension",
    "factor",
    "feature",
    "function",
    "functionality",
    "key difference",
    "key feature",
    "measure",
    "metric",
    "parameter",
    "point of comparison",
    "point of difference",
    "property",
    "quality",
    "question",
    "spec",
    "specification",
    "trait",
    "variable",
];

/// What it says where they are the things that are compared.
const KIND_WORDS: [&str; 72] = [
    "algorithm",
    "animal",
    "app",
    "application",
    "approach",
    "bank",
    "brand",
    "breed",
    "broker",
    "browser",
    "camera",
    "car",
    "card",
    "city",
    "club",
    "college",
    "company",
    "competitor",
    "console",
    "country",
    "database",
    "device",
    "distribution",
    "distro",
    "drink",
    "drug",
    "editor",
    "engine",
    "exchange",
    "film",
    "food",
    "framework",
    "game",
    "hosting",
    "ide",
    "language",
    "laptop",
    "library",
    "machine",
    "maker",
    "manufacturer",
    "material",
    "model",
    "movie",
    "name",
    "operating system",
    "option",
    "package",
    "person",
    "phone",
    "plan",
    "platform",
    "player",
    "processor",
    "product",
    "programming language",
    "project",
    "protocol",
    "provider",
    "runtime",
    "school",
    "service",
    "software",
    "solution",
    "species",
    "state",
    "system",
    "team",
    "tier",
    "tool",
    "university",
    "vendor",
];

/// What heads a column that only counts rows.
const SERIAL_WORDS: [&str; 11] = ["#", "№", "no", "nr", "sno", "srno", "slno", "sr", "sn", "serialno", "serialnumber"];

/// What heads a column beside the figures that remarks on the row.
const NOTE_WORDS: [&str; 27] = [
    "advantage",
    "better",
    "bottom line",
    "citation",
    "comment",
    "comments",
    "conclusion",
    "difference",
    "differences",
    "edge",
    "explanation",
    "key difference",
    "key takeaway",
    "note",
    "notes",
    "ref",
    "reference",
    "references",
    "refs",
    "remark",
    "remarks",
    "source",
    "sources",
    "takeaway",
    "verdict",
    "why it matters",
    "winner",
];

/// What is said of things, and the name of none.
const SAID_WORDS: [&str; 44] = [
    "architecture",
    "availability",
    "battery",
    "battery life",
    "best for",
    "camera",
    "capacity",
    "color",
    "colour",
    "cost",
    "developer",
    "dimension",
    "display",
    "ease of use",
    "founded",
    "free trial",
    "height",
    "license",
    "licence",
    "memory",
    "monthly price",
    "number of user",
    "performance",
    "population",
    "price",
    "pricing",
    "processor",
    "ram",
    "rating",
    "release date",
    "resolution",
    "screen",
    "screen size",
    "security",
    "size",
    "speed",
    "storage",
    "support",
    "user",
    "warranty",
    "website",
    "weight",
    "width",
    "year",
];

/// What heads a column that names groups of attributes.
const GROUP_WORDS: [&str; 8] = ["area", "category", "domain", "group", "section", "theme", "topic", "type"];

/// What a title says for whatever else is compared.
const OTHERS: [&str; 10] = [
    "alternative",
    "alternatives",
    "competition",
    "competitors",
    "everything else",
    "other",
    "others",
    "rivals",
    "the competition",
    "the rest",
];

pub(super) fn is_attribute(corner: &str) -> bool {
    plain(corner).iter().any(|form| ATTRIBUTE_WORDS.contains(&&**form))
}

/// Answers whether a label over attributes, written without spaces and in lower case, says no more than that they are such:
/// "parametersofcomparison" does not.
pub(in crate::page) fn is_usual_label(squeezed: &str) -> bool {
    let bare = |label: &str| label.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let label = bare(squeezed);
    let label = label.strip_suffix("comparison").and_then(|label| label.strip_suffix("of")).unwrap_or(&label);
    let singular = label.strip_suffix('s').unwrap_or(label);
    label.is_empty() || ATTRIBUTE_WORDS.iter().map(|word| bare(word)).any(|word| word == label || word == singular)
}

pub(super) fn is_kind(corner: &str) -> bool {
    plain(corner).iter().any(|form| KIND_WORDS.contains(&&**form))
}

/// Answers whether it heads a column that names groups of attributes.
pub(super) fn is_group(head: &str) -> bool {
    plain(head).iter().any(|form| GROUP_WORDS.contains(&&**form))
}

/// Answers whether it is said of things, and the name of none.
pub(super) fn is_said(text: &str) -> bool {
    plain(text).iter().any(|form| SAID_WORDS.contains(&&**form))
}

pub(super) fn is_note(head: &str) -> bool {
    NOTE_WORDS.contains(&&*name::fold(head))
}

/// Answers whether it heads a column that only counts rows.
pub(super) fn is_serial(head: &str) -> bool {
    let head: String = name::fold(head).chars().filter(|c| !matches!(c, '.' | ' ' | '/')).collect();
    SERIAL_WORDS.contains(&&*head)
}

/// Answers whether a title says it for whatever else is compared.
pub(super) fn is_others(name: &str) -> bool {
    OTHERS.contains(&&*name::fold(name))
}

/// Returns the words in the forms in which they are looked for: as they stand, and in the singular.
pub(super) fn plain(text: &str) -> Vec<String> {
    let words: Vec<String> = name::words(text);
    let text = words.join(" ");
    let singular = text.strip_suffix('s').unwrap_or(&text).to_owned();
    let y = text.strip_suffix("ies").map(|stem| format!("{stem}y"));
    [Some(text), Some(singular), y].into_iter().flatten().collect()
}
