//! All tests that see versus from outside, in one binary with a module a topic. A binary for each was linked with all of
//! versus and SQLite each time. A new file counts from when it is listed here.

#[cfg(unix)]
mod browser;
mod cli;
mod corrections;
mod crowd;
mod decisions;
#[cfg(unix)]
mod docs;
mod faults;
mod fuzzing;
mod imports;
mod layouts;
#[cfg(feature = "mcp")]
mod mcp;
mod merging;
mod migrations;
mod pace;
mod power;
mod random;
mod roundtrip;
mod sandbox;
mod serve;
mod splitting;
mod splitting_properties;
mod supply;
#[cfg(unix)]
mod terminal;
