//! The words of header cells that tell of a table that is a list or a register: its rows are looked up, not compared.

use super::words::plain;
use crate::name;

/// What heads a column of a plain list, of settings for one, and no figure.
const LIST_WORDS: [&str; 71] = [
    "allowed value",
    "allowed values",
    "answer",
    "assignee",
    "average",
    "baseline",
    "confidence interval",
    "correct answer",
    "count",
    "data type",
    "date",
    "deadline",
    "default",
    "default value",
    "definition",
    "desc",
    "description",
    "detail",
    "details",
    "due",
    "estimate",
    "example",
    "examples",
    "format",
    "frequency",
    "how it works",
    "mandatory",
    "mean",
    "meaning",
    "median",
    "optional",
    "owner",
    "p value",
    "percent",
    "percentage",
    "points",
    "possible values",
    "priority",
    "progress",
    "purpose",
    "range",
    "rating",
    "required",
    "responsible",
    "result",
    "results",
    "score",
    "scores",
    "sd",
    "since",
    "standard deviation",
    "standard error",
    "status",
    "std",
    "std dev",
    "std error",
    "summary",
    "syntax",
    "target",
    "total",
    "type",
    "unit",
    "units",
    "usage",
    "value",
    "values",
    "version",
    "weight",
    "weighting",
    "what it does",
    "what it means",
];

/// What heads a column of a directory or a register: its rows are looked up, not compared.
const RECORD_WORDS: [&str; 34] = [
    "account",
    "address",
    "birth date",
    "birthday",
    "contact",
    "contact person",
    "customer",
    "date of birth",
    "department",
    "due date",
    "e mail",
    "email",
    "email address",
    "fax",
    "hire date",
    "invoice",
    "ip",
    "ip address",
    "job title",
    "login",
    "mail",
    "mobile",
    "order date",
    "password",
    "phone",
    "phone number",
    "port",
    "room",
    "start date",
    "tel",
    "telephone",
    "url",
    "user name",
    "username",
];

/// What heads a column of a list of people or places, where nothing says that more is compared than they.
const PERSONAL_WORDS: [&str; 24] = [
    "age",
    "birthplace",
    "city",
    "class",
    "country",
    "experience",
    "gender",
    "grade",
    "group",
    "hometown",
    "joined",
    "location",
    "nationality",
    "occupation",
    "office",
    "organization",
    "position",
    "profession",
    "role",
    "salary",
    "score",
    "team",
    "time",
    "title",
];

/// Kinds of things that such lists are of, too.
const LISTED_KINDS: [&str; 4] = ["name", "option", "package", "state"];

/// Kinds that are of people.
const PERSONAL_KINDS: [&str; 3] = ["name", "person", "player"];

/// Answers whether it is a kind of things of which there are plain lists, too.
pub(super) fn is_listed_kind(corner: &str) -> bool {
    plain(corner).iter().any(|form| LISTED_KINDS.contains(&&**form))
}

/// Answers whether the rows under these heads are the records of a register.
pub(super) fn is_register(corner: &str, heads: &[&str]) -> bool {
    let is_personal = plain(corner).iter().any(|form| PERSONAL_KINDS.contains(&&**form));
    let is_of = |words: &[&str]| heads.iter().any(|head| plain(head).iter().any(|form| words.contains(&&**form)));
    is_of(&RECORD_WORDS) || is_personal && is_of(&PERSONAL_WORDS)
}

/// Answers whether it heads a column of a plain list.
pub(super) fn is_of_list(head: &str) -> bool {
    LIST_WORDS.contains(&&*name::fold(head))
}
