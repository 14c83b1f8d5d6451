//! versus turns comparison pages into an SQLite knowledge base that is read, exported and corrected from the
//! command line. This library half exists for the binary, tests, benches and fuzzing; it is not a public API.

pub mod cli;
pub mod command;
pub mod error;
pub mod hexadecimal;
#[cfg(feature = "mcp")]
pub mod mcp;
pub mod memory;
pub mod model;
pub mod name;
pub mod output;
pub mod page;
pub mod quantity;
pub mod same;
pub mod service;
pub mod slug;
pub mod store;
pub mod web;
