//! What the tests need of the machine, and what is said where it is not there.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Once;

/// The gate installs what the tests need, and names its version of axe-core.
const GATE: &str = include_str!("../../.ci/run");

/// The programs that a test in a browser starts.
pub struct Machine {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

impl Machine {
    /// Returns the programs of this machine; `None` where they are not there, after that was said.
    pub fn find() -> Option<Self> {
        static SAID: Once = Once::new();
        let found = (program(&["chromium", "chromium-browser", "google-chrome"]), program(&["chromedriver"]));
        if let (Some(browser), Some(driver)) = found {
            return Some(Self { browser, driver });
        }
        not_run(&SAID, "the tests in a browser", "chromium and chromedriver are not both on the PATH");
        None
    }
}

/// Returns the script of axe-core, which checks accessibility; `None` where it is not there, after that was said.
pub fn axe() -> Option<String> {
    static SAID: Once = Once::new();
    let found = env::var_os("VERSUS_AXE").and_then(|path| fs::read_to_string(path).ok());
    if found.is_none() {
        not_run(&SAID, "the tests of accessibility", "VERSUS_AXE is not the path of axe.min.js");
    }
    found
}

fn program(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|program| program.is_file())
}

/// Says once that tests did not run, and fails where they have to.
fn not_run(said: &Once, what: &str, why: &str) {
    let version =
        GATE.lines().find_map(|line| line.strip_prefix("axe=")).expect("the gate names a version of axe-core");
    let text = format!(
        "\nNOT RUN: {what}: {why}. To run all of them:\n\n    \
         apt-get install chromium chromium-driver\n    \
         npm install --prefix target/axe {version}\n    \
         VERSUS_AXE=target/axe/node_modules/axe-core/axe.min.js cargo test\n\n\
         (`.ci/run` does that by itself.)\n\n"
    );
    assert!(env::var_os("VERSUS_BROWSER").is_none_or(|value| value != "required"), "{text}");
    // Past what `cargo test` holds back of tests that pass.
    said.call_once(|| io::stderr().write_all(text.as_bytes()).expect("standard error"));
}
