//! The base as pages: to read, search, compare and report, and where an editor is named to decide. Rendered here, complete
//! without script.
//!
//! All that stands in a page comes from `store` and `service`; nothing here has SQL or a rule of its own. What protects the
//! pages and those who read them is in `hosts` and `guard`, connections are in `server`.

mod answer;
mod asked;
mod guard;
mod hosts;
mod known_values;
mod layout;
mod links;
mod pages;
mod pool;
mod problem;
mod routes;
mod server;
mod site;
#[cfg(test)]
mod tests;

pub use guard::Peer;
pub use hosts::Hosts;
pub use routes::app;
pub use server::serve;
pub use site::{Settings, Site};
