//! A real client: that of the protocol's makers, in Python, asks `versus mcp` what an assistant would.

use std::env;
use std::io::{self, Write as _};
use std::process::Command;

use crate::sandbox::{PROGRAM, Sandbox};

/// The gate installs what the test needs, and names its version.
const GATE: &str = include_str!("../../.ci/run");

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mcp_client.py");

#[test]
fn a_client_by_others_understands_it() {
    let Some(python) = env::var_os("VERSUS_MCP_PYTHON").filter(|python| !python.is_empty()) else {
        let version = GATE.lines().find_map(|line| line.strip_prefix("mcp_client=")).expect("the gate names a version");
        let text = format!(
            "\nNOT RUN: the test with a real client of `versus mcp`: VERSUS_MCP_PYTHON is not the path of a Python that has {version}. \
             To run it:\n\n    python3 -m venv target/mcp && target/mcp/bin/pip install {version}\n    \
             VERSUS_MCP_PYTHON=target/mcp/bin/python cargo test mcp\n\n(`.ci/run` does that by itself.)\n\n"
        );
        // Past what `cargo test` holds back of tests that pass.
        io::stderr().write_all(text.as_bytes()).expect("standard error");
        return;
    };
    let python = env::current_dir().expect("a folder").join(python);
    let sandbox = Sandbox::with_fixtures();
    let mut command = Command::new(python);
    sandbox.settle(&mut command);
    let ran = sandbox.ran(&command.args([SCRIPT, PROGRAM]).output().expect("Python"));
    assert_eq!(ran.code, Some(0), "{ran}");
    assert_eq!(sandbox.succeed(&["report", "list", "--csv"]).lines().count(), 2, "the report that it filed");
}
