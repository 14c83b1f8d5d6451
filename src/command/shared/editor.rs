//! Who decides: the name that stands with corrections and decisions.

use std::env;

/// Who decides. Flattened into the commands that record an editor.
#[derive(Debug, Clone, clap::Args)]
pub struct EditorArgs {
    /// Who decides; without it the name in `VERSUS_EDITOR`, or else your login name
    #[arg(long = "editor", value_name = "NAME", value_parser = editor)]
    given: Option<String>,
}

impl EditorArgs {
    /// Returns the editor's name: as given, else from the environment, where an empty variable names nobody, else
    /// `unknown`.
    #[must_use]
    pub fn name(&self) -> String {
        let named = |variable: &&str| env::var(variable).ok().and_then(|name| editor(&name).ok());
        let from_environment = || ["VERSUS_EDITOR", "USER", "LOGNAME", "USERNAME"].iter().find_map(named);
        self.given.clone().or_else(from_environment).unwrap_or_else(|| "unknown".into())
    }
}

/// Returns the name of an editor without the spaces around it. An empty one would put a decision on nobody.
fn editor(name: &str) -> std::result::Result<String, &'static str> {
    let name = name.trim();
    if name.is_empty() { Err("the name is empty") } else { Ok(name.to_owned()) }
}
