//! Which file of `src` imports which: only downwards, and never in a circle. What `use` names counts, and what a file takes
//! from the modules that it declares; tests may import what they like.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The parts of the program, each with those that it may import. What is no part here is open to all, and imports none.
const PARTS: [(&str, &[&str]); 8] = [
    ("cli", &["command", "mcp", "output", "page", "service", "store", "web"]),
    ("command", &["mcp", "output", "page", "service", "store", "web"]),
    ("mcp", &["output", "service", "store"]),
    ("output", &[]),
    ("page", &[]),
    ("service", &["output", "store"]),
    ("store", &[]),
    ("web", &["output", "service", "store"]),
];

/// Modules by their paths from the root, and which others each imports.
type Imports = BTreeMap<Vec<String>, BTreeSet<Vec<String>>>;

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !name.ends_with("tests.rs")
            && name != "main.rs"
        {
            found.push(path);
        }
    }
}

/// Returns a file's code without comments on lines of their own, and without its tests.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a source").replace("\r\n", "\n");
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Adds the paths of a tree such as `crate::a::{b, c::d}`.
fn spread(above: &str, tree: &str, paths: &mut Vec<String>) {
    let Some((head, rest)) = tree.split_once('{') else {
        let path = format!("{above}{}", tree.split(" as ").next().unwrap_or_default().trim());
        return paths.push(path);
    };
    let mut depth = 0;
    let parts = rest.trim_end().strip_suffix('}').expect("a closed brace").split(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    let head = format!("{above}{}", head.trim());
    parts.map(str::trim).filter(|part| !part.is_empty()).for_each(|part| spread(&head, part, paths));
}

fn imports() -> Imports {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let module = |path: &PathBuf| -> Vec<String> {
        let names = path.strip_prefix(&root).expect("a file of the sources").with_extension("");
        let names = names.iter().map(|name| name.to_string_lossy().into_owned());
        names.filter(|name| name != "mod" && name != "lib").collect()
    };
    let codes: BTreeMap<Vec<String>, String> = paths.iter().map(|path| (module(path), code(path))).collect();
    let of = |(module, code): (&Vec<String>, &String)| {
        let mut named = Vec::new();
        for statement in code.split(';') {
            let is_use = |line: &&str| line.starts_with("use ") || line.starts_with("pub") && line.contains(" use ");
            let lines: String = statement.lines().skip_while(|line| !is_use(line)).collect();
            lines.split_once("use ").into_iter().for_each(|(_, tree)| spread("", tree, &mut named));
        }
        let is_child = |name: &str| codes.contains_key(&[module.as_slice(), &[name.to_owned()]].concat());
        let calls =
            code.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').filter(|path| path.contains("::"));
        named.extend(calls.filter(|path| path.split("::").next().is_some_and(is_child)).map(str::to_owned));
        let target = |path: &String| {
            let mut at = module.clone();
            for (place, name) in path.split("::").enumerate() {
                match name {
                    "crate" => at.clear(),
                    "super" => drop(at.pop()),
                    "self" => {}
                    _ if place == 0 && !is_child(name) => return None,
                    _ => at.push(name.to_owned()),
                }
            }
            (0..=at.len()).rev().map(|end| at[..end].to_vec()).find(|at| codes.contains_key(at))
        };
        (module.clone(), named.iter().filter_map(target).filter(|target| target != module).collect())
    };
    codes.iter().map(of).collect()
}

#[test]
fn no_part_imports_one_above_or_beside_it() {
    let part = |name: &str| PARTS.iter().find(|(part, _)| *part == name).map(|(_, below)| *below);
    for (file, others) in imports().iter().filter(|(file, _)| !file.is_empty()) {
        for other in others.iter().filter(|other| !other.is_empty() && other[0] != file[0]) {
            let may = part(&other[0]).is_none() || part(&file[0]).is_some_and(|below| below.contains(&&*other[0]));
            assert!(may, "{} imports {}", file.join("::"), other.join("::"));
        }
        for other in others.iter().filter(|other| file.len() > 1 && other.len() > 1 && other[0] == "command") {
            let may = file[0] != "command" || file[1] == other[1] || other[1] == "shared";
            assert!(may, "{} imports another command, {}", file.join("::"), other.join("::"));
        }
    }
}

/// Returns which modules are in circles, and what leads from one to another.
fn circles(mut left: Imports) -> String {
    // What imports nobody that is left is in no circle, nor is what nobody imports.
    for _ in 0..left.len() {
        let kept: BTreeSet<Vec<String>> = left.keys().cloned().collect();
        for others in left.values_mut() {
            others.retain(|other| kept.contains(other));
        }
        let reached: BTreeSet<Vec<String>> = left.values().flatten().cloned().collect();
        left.retain(|file, others| !others.is_empty() && reached.contains(file));
    }
    let line = |(file, others): (&Vec<String>, &BTreeSet<Vec<String>>)| {
        let others: Vec<String> = others.iter().map(|other| other.join("::")).collect();
        format!("{} imports {}", file.join("::"), others.join(", "))
    };
    left.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let files = imports();
    assert!(files.len() > 100, "only {} files", files.len());
    assert_eq!(circles(files), "");
}

#[test]
fn no_rooms_import_each_other_in_a_circle() {
    let mut rooms = Imports::new();
    let room = |file: &Vec<String>| file[..file.len().min(2)].to_vec();
    for (file, others) in imports() {
        let others = others.iter().map(room).filter(|other| *other != room(&file));
        rooms.entry(room(&file)).or_default().extend(others);
    }
    assert_eq!(circles(rooms), "");
}
