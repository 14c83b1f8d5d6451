//! The commands, one file each: arguments, help and `run`. A `run` is short: open the base, ask or change, show. What
//! several of them need is in `shared`.

pub mod alias;
pub mod attributes;
pub mod backup;
pub mod check;
pub mod compare;
pub mod completions;
pub mod config;
pub mod conflicts;
pub mod correct;
pub mod documents;
pub mod export;
pub mod figures;
pub mod forget;
pub mod import;
pub mod log;
pub mod man;
pub mod mcp;
pub mod merge;
pub mod parse;
pub mod rank;
pub mod report;
pub mod revert;
pub mod review;
pub mod search;
pub mod sections;
pub mod seed;
pub mod serve;
pub mod shared;
pub mod show;
pub mod sql;
