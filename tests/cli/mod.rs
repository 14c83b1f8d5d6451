//! The program from outside: every command with its output, its messages and its exit code.

mod alias;
mod attributes;
mod backup;
mod base;
mod bulk;
mod check;
mod compare;
mod completions;
mod config;
mod conflicts;
mod correct;
mod corrections;
mod damage;
mod documents;
mod exchange;
mod export;
mod figures;
mod forget;
mod help;
mod hostile;
mod identity;
mod import;
mod inputs;
mod lists;
mod merge;
mod names;
mod past;
mod places;
mod quantities;
#[cfg(unix)]
mod questions;
mod readable;
mod readers;
mod report;
mod review;
mod scarce;
mod search;
mod sections;
mod seed;
mod settle_many;
mod show;
mod sql;
mod terminal;
mod triage;
#[cfg(unix)]
mod walk;
