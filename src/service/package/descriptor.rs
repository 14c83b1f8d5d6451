//! The descriptor of a package: what is written, in the words of the standard, and what of it is read again.
//!
//! Data Package 2.0: <https://datapackage.org/standard/data-package/>, with Table Schema and Table Dialect.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// The name of the file that describes a package, by the standard.
pub(super) const DESCRIPTOR: &str = "datapackage.json";

const PROFILES: [&str; 4] = [
    "https://datapackage.org/profiles/2.0/datapackage.json",
    "https://datapackage.org/profiles/2.0/dataresource.json",
    "https://datapackage.org/profiles/2.0/tabledialect.json",
    "https://datapackage.org/profiles/2.0/tableschema.json",
];

/// A package as it is written.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Package {
    #[serde(rename = "$schema")]
    profile: &'static str,
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) description: String,
    /// Which version of versus wrote it: what tells its packages from those of others.
    pub(super) versus: String,
    pub(super) resources: Vec<Resource>,
    pub(super) sources: Vec<Source>,
}

/// Where a document comes from.
#[derive(Debug, Serialize)]
pub(super) struct Source {
    pub(super) title: String,
    /// Its address on the web, where it has one: nobody else can go to a file of somebody's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<String>,
}

/// One table of a package.
#[derive(Debug, Serialize)]
pub(super) struct Resource {
    #[serde(rename = "$schema")]
    profile: &'static str,
    pub(super) name: String,
    pub(super) description: String,
    pub(super) path: String,
    r#type: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    pub(super) bytes: u64,
    pub(super) hash: String,
    dialect: Dialect,
    pub(super) schema: Schema,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    #[serde(rename = "$schema")]
    profile: &'static str,
    delimiter: char,
    line_terminator: &'static str,
    quote_char: char,
    double_quote: bool,
    header: bool,
}

/// The columns of a table.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Schema {
    #[serde(rename = "$schema")]
    profile: &'static str,
    pub(super) fields: Vec<Field>,
    /// None: each column says what stands for nothing in it.
    missing_values: [&'static str; 0],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) primary_key: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) foreign_keys: Vec<ForeignKey>,
}

/// One column.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) missing_values: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) constraints: Option<Constraints>,
}

#[derive(Debug, Serialize)]
pub(super) struct Constraints {
    pub(super) required: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct ForeignKey {
    pub(super) fields: [String; 1],
    pub(super) reference: To,
}

#[derive(Debug, Serialize)]
pub(super) struct To {
    /// `None` for the table itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) resource: Option<String>,
    pub(super) fields: [String; 1],
}

impl Package {
    pub(super) fn new(description: String, resources: Vec<Resource>, sources: Vec<Source>) -> Self {
        Self {
            profile: PROFILES[0],
            name: "comparisons",
            title: "Comparisons",
            description,
            versus: env!("CARGO_PKG_VERSION").to_owned(),
            resources,
            sources,
        }
    }
}

impl Resource {
    /// Returns a table in a file of so many bytes with that hash.
    pub(super) fn new(name: &str, description: String, (bytes, hash): (u64, String), schema: Schema) -> Self {
        Self {
            profile: PROFILES[1],
            name: name.to_owned(),
            description,
            path: file_name(name),
            r#type: "table",
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            bytes,
            hash,
            dialect: Dialect {
                profile: PROFILES[2],
                delimiter: ',',
                line_terminator: "\n",
                quote_char: '"',
                double_quote: true,
                header: true,
            },
            schema,
        }
    }
}

impl Schema {
    pub(super) fn new(fields: Vec<Field>, primary_key: Vec<String>, foreign_keys: Vec<ForeignKey>) -> Self {
        Self { profile: PROFILES[3], fields, missing_values: [], primary_key, foreign_keys }
    }
}

/// Returns the name of the file that a table is in.
pub(super) fn file_name(table: &str) -> String {
    format!("{table}.csv")
}

/// What is read of a package. Everything else may be there and is passed over.
#[derive(Debug, Deserialize)]
pub(super) struct Given {
    #[serde(default)]
    pub(super) resources: Few<GivenResource>,
}

/// What is read of a table.
#[derive(Debug, Deserialize)]
pub(super) struct GivenResource {
    pub(super) name: String,
    pub(super) path: Option<GivenPath>,
    pub(super) bytes: Option<u64>,
    pub(super) hash: Option<String>,
    pub(super) schema: Option<GivenSchema>,
}

/// What is read of its columns.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GivenSchema {
    #[serde(default)]
    pub(super) fields: Few<GivenField>,
    pub(super) missing_values: Option<Few<String>>,
}

/// What is read of one column.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GivenField {
    pub(super) name: String,
    pub(super) missing_values: Option<Few<String>>,
}

impl GivenSchema {
    /// Returns what stands for nothing in a column: what the column says, else the table, else the empty text, by the standard.
    pub(super) fn missing_values(&self, column: &str) -> impl Iterator<Item = &str> {
        let field = self.fields.0.iter().find(|field| field.name == column);
        let said = field.and_then(|field| field.missing_values.as_ref()).or(self.missing_values.as_ref());
        let default = said.is_none().then_some("");
        said.into_iter().flat_map(|said| said.0.iter().map(String::as_str)).chain(default)
    }
}

/// A list that is given up where it is longer than any of ours: a base has some twenty tables. It is counted while it is read.
#[derive(Debug)]
pub(super) struct Few<T>(pub(super) Vec<T>);

/// How long such a list may be.
const MOST: usize = 1_000;

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Few<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FewVisitor(PhantomData))
    }
}

struct FewVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FewVisitor<T> {
    type Value = Few<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "a list of at most {MOST}")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut few = Vec::new();
        while let Some(item) = items.next_element()? {
            if few.len() == MOST {
                return Err(de::Error::custom(format_args!("a list of more than {MOST}")));
            }
            few.push(item);
        }
        Ok(Few(few))
    }
}

/// A path; `None` for several of them, which the standard allows and nobody reads here.
#[derive(Debug)]
pub(super) struct GivenPath(pub(super) Option<String>);

impl<'de> Deserialize<'de> for GivenPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PathVisitor)
    }
}

struct PathVisitor;

impl<'de> Visitor<'de> for PathVisitor {
    type Value = GivenPath;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a path")
    }

    fn visit_str<E>(self, path: &str) -> Result<GivenPath, E> {
        Ok(GivenPath(Some(path.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<GivenPath, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(GivenPath(None))
    }
}
