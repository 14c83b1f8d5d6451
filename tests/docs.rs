//! The documentation is true: help texts are pinned, their examples run, the README's commands print what it shows.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use clap::CommandFactory;
use insta::assert_snapshot;
use versus::cli::Cli;

use crate::sandbox::{PROGRAM, Sandbox};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_definition_of_the_command_line_is_sound() {
    Cli::command().debug_assert();
}

/// Returns every command and subcommand with the words that call it, but not clap's own `help`.
fn commands() -> Vec<(Vec<String>, clap::Command)> {
    let mut found = Vec::new();
    let mut left = vec![(Vec::new(), Cli::command())];
    while let Some((path, command)) = left.pop() {
        for subcommand in command.get_subcommands() {
            let path = [&path[..], &[subcommand.get_name().to_owned()]].concat();
            left.push((path, subcommand.clone()));
        }
        found.push((path, command));
    }
    found
}

#[test]
fn help_is_pinned_for_every_command() {
    let sandbox = Sandbox::new();
    for (path, _) in commands() {
        let words: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        let name = ["help"].iter().chain(&words[..path.len()]).copied().collect::<Vec<_>>().join("_");
        assert_snapshot!(name, sandbox.succeed(&words));
    }
    assert_eq!(sandbox.succeed(&["help"]).trim_end(), sandbox.succeed(&["--help"]).trim_end());
}

/// Returns the lines of the grouped list above the options: name and example.
fn grouped() -> Vec<(String, String)> {
    let list = Cli::command().get_before_help().expect("a list").to_string();
    let lines = list.lines().filter_map(|line| line.strip_prefix("  "));
    let entry = |line: &str| {
        let name = line.split(' ').next().unwrap_or_default();
        let example = line.find("versus ").unwrap_or_else(|| panic!("no example: {line}"));
        (name.to_owned(), line[example..].to_owned())
    };
    lines.map(entry).collect()
}

#[test]
fn the_grouped_list_names_exactly_the_commands() {
    let mut program = Cli::command();
    program.build();
    let commands: BTreeSet<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
    let grouped = grouped();
    assert_eq!(grouped.iter().map(|(name, _)| name.as_str()).collect::<BTreeSet<_>>(), commands);
    assert_eq!(grouped.len(), commands.len(), "each once");
    for (name, example) in &grouped {
        assert!(example.starts_with(&format!("versus {name}")), "{example}");
    }
}

/// A sandbox with what examples name: the shipped document in `seed/`, pages in `pages/`, and a report.
fn furnished() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.bring("seed", "seed");
    sandbox.bring("tests/fixtures/pages", "pages");
    sandbox
}

/// Runs a line in a shell that finds this versus, and returns the exit code and both streams as a terminal shows them.
fn shell(sandbox: &Sandbox, line: &str) -> (Option<i32>, String) {
    let versus = Path::new(PROGRAM).parent().expect("a folder");
    let mut command = Command::new("sh");
    sandbox.settle(&mut command);
    command.env("PATH", format!("{}:/usr/bin:/bin", versus.display()));
    let output = command.arg("-c").arg(format!("exec 2>&1\n{line}")).output().expect("a shell");
    (output.status.code(), String::from_utf8(output.stdout).expect("UTF-8"))
}

#[test]
fn every_example_in_the_help_works() {
    let mut examples: Vec<String> = grouped().into_iter().map(|(_, example)| example).collect();
    for (path, command) in commands() {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let of_command: Vec<&str> = help.lines().filter_map(|line| line.strip_prefix("  ")).collect();
        assert!(path.is_empty() || !of_command.is_empty(), "`{}` has no example", path.join(" "));
        assert!(of_command.iter().all(|line| line.starts_with("versus ")), "{of_command:?}");
        assert!(of_command.iter().all(|line| line.len() <= 78), "broken at 80 columns: {of_command:?}");
        examples.extend(of_command.into_iter().map(String::from));
    }
    // A versus that was built without it can only say so.
    examples.retain(|example| cfg!(feature = "mcp") || !example.starts_with("versus mcp"));
    for example in examples {
        let sandbox = furnished();
        sandbox.succeed(&["report", "file", "stalin", "legacy", "--problem", "missing", "--comment", "For `show 1`"]);
        if example.contains(" settle ") || example.contains(" leave ") {
            // The shipped document has no unclear row.
            sandbox.succeed(&["import", "pages"]);
        }
        if example.contains(" unsettle ") {
            sandbox.succeed(&["import", "pages"]);
            sandbox.succeed(&["review", "settle", "1", "--pick", "1"]);
        }
        if example.contains(" --batch ") {
            sandbox.succeed(&["review", "settle", "--all-first", "--yes"]);
        }
        if example.contains(" merge ") {
            // Nor is anything in it one with anything else.
            sandbox.write(
                "koba.txt",
                "Koba vs. Lenin\n\nComparison\n\nAttribute | Koba | Lenin\nOutlook | Marxism | Bolshevism\n",
            );
            sandbox.succeed(&["import", "koba.txt"]);
        }
        if example.contains(" forget --undo ") {
            sandbox.succeed(&["forget", "stalin-vs", "--yes"]);
        } else if example.contains(" --undo ") {
            sandbox.succeed(&["merge", "Koba", "--into", "stalin"]);
        }
        if example.contains(" revert ") {
            sandbox.succeed(&["correct", "stalin", "role", "--value", "Leader"]);
        }
        if example.contains("alias remove") {
            sandbox.succeed(&["alias", "add", "stalin", "Koba"]);
        }
        if example.contains(" import comparisons") {
            sandbox.succeed(&["export", "--package", "comparisons"]);
        }
        if example.contains(" query.sql") {
            sandbox.write("query.sql", "SELECT title FROM documents;\n");
        }
        if example.contains(" rank ") || example.contains(" --where ") {
            // The shipped document has no numbers.
            sandbox.write(
                "japan.md",
                "# Japan vs. Chad\n\n| | Japan | Chad |\n|---|---|---|\n| Population | 125 million | 18 million |\n\
                 | Area | 377,975 km² | 1,284,000 km² |\n| Founded | 660 BC | 1960 |\n",
            );
            sandbox.succeed(&["import", "japan.md"]);
        }
        // It serves until it is told to end.
        let line = if example.starts_with("versus serve") {
            format!(
                "{example} > out & for _ in $(seq 200); do grep -qs http: out && break; sleep 0.05; done\n\
                 cat out; kill $!; wait $!"
            )
        } else {
            example.clone()
        };
        let (code, said) = shell(&sandbox, &line);
        if example.contains(" triage") {
            assert!(code == Some(2) && said.contains("no terminal"), "{example}\n{said}");
            continue;
        }
        assert_eq!(code, Some(0), "{example}\n{said}");
        let found_nothing = ["no figure", "no attribute", "no document", "no passage", "no text", "no such"];
        // The manual says what such messages mean.
        let is_manual = example.starts_with("versus man");
        assert!(is_manual || !found_nothing.iter().any(|nothing| said.contains(nothing)), "{example}\n{said}");
    }
}

fn readme() -> String {
    fs::read_to_string(Path::new(ROOT).join("README.md")).expect("README.md")
}

#[test]
fn every_command_is_in_the_readme() {
    let readme = readme();
    for (path, _) in commands() {
        let words = path.join(" ");
        let is_named = readme.contains(&format!("versus {words}")) || readme.contains(&format!("`{words}`"));
        assert!(path.is_empty() || is_named, "`versus {words}` is not in the README");
    }
}

#[test]
fn the_readme_shows_what_its_commands_print() {
    let readme = readme();
    let sandbox = furnished();
    // The first command of a fresh clone, which makes the base that the tour then asks.
    let run = readme.lines().find_map(|line| line.strip_prefix("cargo run --release -- ")).expect("the main job");
    let (code, said) = shell(&sandbox, &format!("versus {run}"));
    assert!(code == Some(0) && said.contains("Foreign policy"), "{said}");
    ensure_shown("README.md", &readme, &sandbox);
}

#[test]
fn the_tour_shows_what_its_commands_print() {
    let sandbox = furnished();
    sandbox.succeed(&["figures"]);
    let tour = fs::read_to_string(Path::new(ROOT).join("docs/tour.md")).expect("the tour");
    ensure_shown("docs/tour.md", &tour, &sandbox);
}

#[test]
fn the_readme_is_short() {
    assert!(readme().lines().count() <= 150, "what is longer stands in docs/");
}

#[test]
fn the_page_on_corrections_shows_what_its_commands_print() {
    let sandbox = furnished();
    sandbox.succeed(&["figures"]);
    let page = fs::read_to_string(Path::new(ROOT).join("docs/corrections.md")).expect("the page");
    sandbox.write("page.txt", include_str!("../seed/joseph-stalin-vs-leon-trotsky.txt"));
    ensure_shown("docs/corrections.md", &page, &sandbox);
}

/// Runs the commands of a document one after the other and compares what they print with what it shows.
fn ensure_shown(name: &str, document: &str, sandbox: &Sandbox) {
    let mut ran = 0;
    for block in document.split("\n```console\n").skip(1) {
        let block = block.split("\n```").next().unwrap_or_default();
        for (line, shown) in prompts(block) {
            let (_, said) = shell(sandbox, &line);
            let (said, shown) = (plain(sandbox, &said), plain(sandbox, &shown));
            assert!(said == shown, "{name}: `$ {line}` prints\n{said}\nand the document shows\n{shown}");
            ran += 1;
        }
    }
    assert!(ran > 0, "{name} has blocks tagged `console` with lines such as `$ versus figures`");
}

/// Returns the lines after a `$ ` prompt, each with the output shown under it. A line may go on after a backslash.
fn prompts(block: &str) -> Vec<(String, String)> {
    let mut prompts: Vec<(String, String)> = Vec::new();
    let mut goes_on = false;
    for text in block.lines() {
        match (text.strip_prefix("$ "), prompts.last_mut()) {
            (Some(line), _) => prompts.push((line.to_owned(), String::new())),
            (None, Some((line, _))) if goes_on => line.extend(["\n", text]),
            (None, Some((_, shown))) => shown.extend([text, "\n"]),
            (None, None) => panic!("output without a command: {text}"),
        }
        goes_on = text.ends_with('\\') && (goes_on || text.starts_with("$ "));
    }
    prompts
}

/// Returns the text without what differs from run to run: home directory, time, random ids, blank lines at the end.
fn plain(sandbox: &Sandbox, text: &str) -> String {
    let mut masked = String::new();
    for line in sandbox.mask(text).trim_end().lines() {
        let mut rest = line;
        while let Some(start) = rest.find("/home/") {
            let end = rest[start + 6..].find('/').map_or(rest.len(), |end| start + 6 + end);
            masked += &rest[..start];
            masked += "[HOME]";
            rest = &rest[end..];
        }
        masked += rest;
        masked.push('\n');
    }
    without_times(&masked)
}

/// Returns the text with times such as `2026-01-02T03:04:05Z` replaced by `[TIME]`.
fn without_times(text: &str) -> String {
    let is_time = |at: usize| {
        let found = text.as_bytes().get(at..at + 20);
        found.is_some_and(|found| {
            found.iter().zip(b"0000-00-00T00:00:00Z").all(|(byte, shape)| match shape {
                b'0' => byte.is_ascii_digit(),
                other => byte == other,
            })
        })
    };
    let mut masked = String::with_capacity(text.len());
    let mut skipped = 0;
    for (at, c) in text.char_indices() {
        if is_time(at) {
            masked += "[TIME]";
            skipped = at + 20;
        } else if at >= skipped {
            masked.push(c);
        }
    }
    masked
}
