//! Requests that do not say enough, or say what does not fit, as only the base can tell; in facts and in words. What the
//! arguments of a command alone tell is worded in the command.

use super::words::list;
use crate::model::ReportId;

/// What is wrong with a request.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "fields are named after what they hold")]
pub enum Misuse {
    /// A report that is to become a correction and does not say to what.
    #[error("report {report} proposes no text")]
    NoTextProposed { report: ReportId },
    /// A missing value that may belong in any of several documents.
    #[error("{} documents compare `{figure}`", documents.len())]
    OneOfDocuments { figure: String, documents: Vec<String> },
    /// A value that several documents state.
    #[error("{} documents state that value", documents.len())]
    SeveralState { documents: Vec<String> },
    /// A parameter of a query that cannot be given.
    #[error("the query has a `?` without a name")]
    ParameterWithoutName,
    /// A parameter of a query that was not given.
    #[error("the query's parameter `{name}` has no value")]
    ParameterWithoutValue { name: String },
    /// A parameter that was given and is not in the query.
    #[error("the query has no parameter `{name}`")]
    NoParameter { name: String },
}

impl Misuse {
    /// Returns the next step as a sentence.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::NoTextProposed { report } => {
                format!("say what is to stand there: `versus report accept {report} --value TEXT`")
            }
            Self::OneOfDocuments { documents, .. } => {
                format!("say with `--document` which one is to have the value: {}", list(documents))
            }
            Self::SeveralState { documents } => format!("say which with `--document`: {}", list(documents)),
            Self::ParameterWithoutName => "write `:NAME` and give it with `--param`".into(),
            Self::ParameterWithoutValue { name } => format!("give it with `--param {name}=VALUE`"),
            Self::NoParameter { name } => format!("write it as `:{name}`"),
        }
    }
}
