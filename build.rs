//! Rebuilds when a migration or a shipped document is added: the macros that embed them do not watch the folders.
fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=seed");
}
