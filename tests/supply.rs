//! What comes in with dependencies, as far as it can be told from files alone. `cargo deny check` (deny.toml) tells more.

use std::collections::BTreeMap;

const MANIFESTS: [&str; 2] = [include_str!("../Cargo.toml"), include_str!("../fuzz/Cargo.toml")];
const LOCKS: [&str; 2] = [include_str!("../Cargo.lock"), include_str!("../fuzz/Cargo.lock")];

/// Returns the lines of a section of a manifest.
fn section<'a>(manifest: &'a str, name: &str) -> Vec<&'a str> {
    let lines = manifest.lines().skip_while(|line| *line != format!("[{name}]")).skip(1);
    lines.take_while(|line| !line.starts_with('[')).collect()
}

#[test]
fn every_dependency_has_its_reason_above_it() {
    let everywhere = ["dependencies", "dev-dependencies"];
    let on_some = [
        "target.'cfg(unix)'.dependencies",
        "target.'cfg(unix)'.dev-dependencies",
        "target.'cfg(target_env = \"musl\")'.dependencies",
    ];
    let of_versus = everywhere.into_iter().chain(on_some).map(|name| (0, name));
    for (manifest, name) in of_versus.chain([(1, "dependencies")]) {
        let lines = section(MANIFESTS[manifest], name);
        assert!(!lines.is_empty(), "{name}");
        let mut above = "";
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            let is_reason = line.starts_with("# ");
            assert!(is_reason || above.starts_with("# "), "no reason above `{line}`");
            above = line;
        }
    }
}

#[test]
fn unsafe_code_is_forbidden() {
    assert!(section(MANIFESTS[0], "lints.rust").contains(&"unsafe_code = \"forbid\""));
}

#[test]
fn only_tests_drive_a_browser() {
    // deny.toml allows a licence and older crates for it that are not for the program.
    for name in ["dependencies", "target.'cfg(unix)'.dependencies"] {
        let driver = section(MANIFESTS[0], name).into_iter().find(|line| line.starts_with("fantoccini"));
        assert_eq!(driver, None, "{name}");
    }
}

#[test]
fn crates_come_from_one_registry_and_in_one_version() {
    let skipped = include_str!("../deny.toml");
    for lock in LOCKS {
        let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut sources: Vec<&str> = Vec::new();
        for package in lock.split("[[package]]").skip(1) {
            let value = |key: &str| {
                let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
                line.map(|value| value.trim_matches('"'))
            };
            versions.entry(value("name").expect("a name")).or_default().push(value("version").expect("a version"));
            sources.extend(value("source"));
        }
        sources.sort_unstable();
        sources.dedup();
        assert!(matches!(sources[..], [only] if only.starts_with("registry+")), "{sources:?}");
        for (name, versions) in versions.into_iter().filter(|(_, versions)| versions.len() > 1) {
            let is_skipped = versions.iter().any(|version| {
                let parts: Vec<&str> = version.split('.').collect();
                // As a version stands there: the first number, behind 0 the second as well.
                let compatible = if parts[0] == "0" { parts[..2].join(".") } else { parts[0].to_owned() };
                skipped.contains(&format!("crate = \"{name}@{compatible}\""))
            });
            assert!(is_skipped, "{name} is there in several versions: {}", versions.join(", "));
        }
    }
}
