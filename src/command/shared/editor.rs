//! Who decides: the name that stands with corrections and decisions.

use std::env;

use crate::command::shared::config::Origin;
use crate::command::shared::context::{Context, Setting};

/// Who decides. Flattened into the commands that record an editor.
#[derive(Debug, Clone, clap::Args)]
pub struct EditorArgs {
    /// Who decides; without it the name in `VERSUS_EDITOR`, or else your login name
    #[arg(long = "editor", value_name = "NAME", value_parser = editor)]
    given: Option<String>,
}

impl EditorArgs {
    /// Returns the editor's name: as given, else from the environment, where an empty variable names nobody, else from the
    /// configuration, else the login name, else `unknown`.
    #[must_use]
    pub fn name(&self, context: &Context) -> String {
        self.setting(context).0
    }

    /// Returns the editor's name, and where it comes from.
    #[must_use]
    pub fn setting(&self, context: &Context) -> Setting<String> {
        let variable = |name: &'static str| {
            let value = env::var(name).ok().and_then(|value| editor(&value).ok())?;
            Some((value, Origin::Environment(name)))
        };
        let login = || ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(variable);
        // Where nothing in the environment says so, as in a job of cron, the system does.
        let of_system = || whoami::username().ok().and_then(|name| editor(&name).ok());
        (self.given.clone().map(|given| (given, Origin::Flag("--editor"))))
            .or_else(|| variable("VERSUS_EDITOR"))
            .or_else(|| context.config().editor.clone().map(|editor| (editor, Origin::Config)))
            .or_else(login)
            .unwrap_or_else(|| (of_system().unwrap_or_else(|| "unknown".into()), Origin::Default))
    }
}

/// Returns the name of an editor without the spaces around it. An empty one would put a decision on nobody.
pub fn editor(name: &str) -> std::result::Result<String, &'static str> {
    let name = name.trim();
    if name.is_empty() { Err("the name is empty") } else { Ok(name.to_owned()) }
}
