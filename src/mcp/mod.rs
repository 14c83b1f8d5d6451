//! The base for assistants, as tools of the Model Context Protocol over standard input and output: to compare, show, search,
//! query and report. No tool corrects, decides or imports.
//!
//! All that is answered comes from `service` and `store`; nothing here has SQL or a rule of its own. `quoted` marks what
//! strangers wrote and keeps answers short, `server` speaks the protocol and holds calls to their time.

mod arguments;
mod lines;
mod query;
mod quoted;
mod reading;
mod reporting;
mod server;
#[cfg(test)]
mod tests;
mod tool;
mod turn;

pub use server::{Server, Settings, serve};
