//! A text that a person changes in an editor of theirs.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, ExitStatus};

use crate::error::{Error, Result};

/// Has a person change a text in the editor that `VISUAL` or `EDITOR` names; `None` when it comes back unchanged or empty.
pub fn edited(draft: &str) -> Result<Option<String>> {
    let named = |variable| env::var(variable).ok().filter(|command| !command.trim().is_empty());
    let Some(command) = named("VISUAL").or_else(|| named("EDITOR")) else {
        return Err(Error::usage("there is no editor to open", "name one in `VISUAL` or `EDITOR`"));
    };
    let failed =
        |error: io::Error| Error::usage(format!("`{command}` has edited nothing: {error}"), "all is as it was");
    let mut file = tempfile::Builder::new().prefix("versus-").suffix(".txt").tempfile().map_err(failed)?;
    writeln!(file, "{draft}").map_err(failed)?;
    // By its path from here on: many editors put a new file in place of the old one.
    let path = file.into_temp_path();
    let ended = run(&command, &path).map_err(failed)?;
    if !ended.success() {
        return Err(failed(io::Error::other(ended.to_string())));
    }
    let text = joined(&fs::read_to_string(&path).map_err(failed)?);
    Ok(Some(text).filter(|text| !text.is_empty() && text != draft))
}

/// Runs an editor, with the arguments that may stand behind its name, as in `code --wait`.
fn run(command: &str, path: &Path) -> io::Result<ExitStatus> {
    let mut words = command.split_whitespace();
    Command::new(words.next().unwrap_or_default()).args(words).arg(path).status()
}

/// Returns a text on one line. An editor may have broken it.
#[must_use]
pub fn joined(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}
