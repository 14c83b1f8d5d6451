//! The commands, one file each: arguments, help and `run`. A `run` is short: open the base, ask or change, show.

pub mod alias;
pub mod attributes;
pub mod compare;
pub mod completions;
pub mod conflicts;
pub mod context;
pub mod date;
pub mod documents;
pub mod export;
pub mod figures;
pub mod import;
pub mod input;
pub mod man;
pub mod merge;
pub mod parse;
pub mod prompt;
pub mod reading;
pub mod report;
pub mod review;
pub mod search;
pub mod sections;
pub mod seed;
pub mod show;
pub mod tables;
