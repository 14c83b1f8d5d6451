//! The binary: parse, run, report, exit.
fn main() {}
