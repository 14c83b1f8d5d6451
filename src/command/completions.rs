//! `versus completions`: what makes the shell complete versus's commands and flags, and the names that are in the base.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

use crate::command::shared::context::Context;
use crate::error::{Error, Result};

/// The variable that shells set when they ask what to offer.
pub const VARIABLE: &str = "COMPLETE";

/// Print what makes a shell complete commands, flags and the names that are in the knowledge base
///
/// The shell then asks versus each time TAB is pressed. Write it to the file in
/// which the shell looks for it:
///
///   bash  ~/.local/share/bash-completion/completions/versus
///   zsh   _versus in a folder of $fpath
///   fish  ~/.config/fish/completions/versus.fish
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
#[command(after_help = "Examples:
  versus completions bash
  versus completions fish")]
pub struct Args {
    /// Which shell
    shell: Shell,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Shell {
    Bash,
    Elvish,
    Fish,
    Powershell,
    Zsh,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let shell: &dyn EnvCompleter = match self.shell {
            Shell::Bash => &QuotingBash,
            Shell::Elvish => &Elvish,
            Shell::Fish => &Fish,
            Shell::Powershell => &Powershell,
            Shell::Zsh => &Zsh,
        };
        let mut script = Vec::new();
        shell.write_registration(VARIABLE, "versus", "versus", "versus", &mut script).map_err(Error::Output)?;
        context.print(&String::from_utf8_lossy(&script))
    }
}

/// The shells that can ask what to offer.
pub const SHELLS: Shells<'static> = Shells(&[&QuotingBash, &Elvish, &Fish, &Powershell, &Zsh]);

/// Bash, which passes on the word being typed with the quote that is open in it: without it a name with blanks could not be put
/// in rightly.
struct QuotingBash;

impl EnvCompleter for QuotingBash {
    fn name(&self) -> &'static str {
        Bash.name()
    }

    fn is(&self, name: &str) -> bool {
        Bash.is(name)
    }

    fn write_registration(
        &self,
        variable: &str,
        name: &str,
        bin: &str,
        completer: &str,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let mut script = Vec::new();
        Bash.write_registration(variable, name, bin, completer, &mut script)?;
        let script = String::from_utf8_lossy(&script);
        out.write_all(script.replace(WITHOUT_QUOTE, WITH_QUOTE).as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        arguments: Vec<OsString>,
        folder: Option<&Path>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        Bash.write_complete(command, arguments, folder, out)
    }
}

/// How the script for bash has the word being typed, and how it is to have it.
const WITHOUT_QUOTE: &str = "words[COMP_CWORD]=\"$2\"";
const WITH_QUOTE: &str = "words[COMP_CWORD]=\"${COMP_WORDS[COMP_CWORD]}\"";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bash_passes_on_the_open_quote() {
        let mut script = Vec::new();
        Bash.write_registration(VARIABLE, "versus", "versus", "versus", &mut script).expect("a script");
        assert!(String::from_utf8_lossy(&script).contains(WITHOUT_QUOTE), "the script is another now");
    }
}
