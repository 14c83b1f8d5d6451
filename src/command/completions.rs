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
/// The shell then asks versus each time TAB is pressed. Bash and zsh read it in
/// `~/.bashrc` and, after `compinit`, in `~/.zshrc`; fish looks for it in a file:
///
///   source <(versus completions bash)
///   source <(versus completions zsh)
///   versus completions fish > ~/.config/fish/completions/versus.fish
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
            Shell::Bash => &BASH,
            Shell::Elvish => &Elvish,
            Shell::Fish => &Fish,
            Shell::Powershell => &Powershell,
            Shell::Zsh => &ZSH,
        };
        let mut script = Vec::new();
        shell.write_registration(VARIABLE, "versus", "versus", "versus", &mut script).map_err(Error::Output)?;
        context.print(&String::from_utf8_lossy(&script))
    }
}

/// The shells that can ask what to offer.
pub const SHELLS: Shells<'static> = Shells(&[&BASH, &Elvish, &Fish, &Powershell, &ZSH]);

/// A shell, with one thing in its script done otherwise.
struct Mended {
    shell: &'static dyn EnvCompleter,
    before: &'static str,
    after: &'static str,
}

/// Passes on the word being typed with the quote that is open in it: without it a name with blanks could not be put in rightly.
const BASH: Mended = Mended {
    shell: &Bash,
    before: "words[COMP_CWORD]=\"$2\"",
    after: "words[COMP_CWORD]=\"${COMP_WORDS[COMP_CWORD]}\"",
};

/// Takes what is offered, also where it does not begin as what was typed: in another case, or with another word of the name.
const ZSH: Mended =
    Mended { shell: &Zsh, before: "_describe -V 'values' other", after: "_describe -V 'values' other -U" };

impl EnvCompleter for Mended {
    fn name(&self) -> &'static str {
        self.shell.name()
    }

    fn is(&self, name: &str) -> bool {
        self.shell.is(name)
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
        self.shell.write_registration(variable, name, bin, completer, &mut script)?;
        let script = String::from_utf8_lossy(&script);
        out.write_all(script.replace(self.before, self.after).as_bytes())
    }

    fn write_complete(
        &self,
        command: &mut clap::Command,
        arguments: Vec<OsString>,
        folder: Option<&Path>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        self.shell.write_complete(command, arguments, folder, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_done_otherwise_stands_in_the_scripts() {
        for mended in [BASH, ZSH] {
            let mut script = Vec::new();
            mended.shell.write_registration(VARIABLE, "versus", "versus", "versus", &mut script).expect("a script");
            let script = String::from_utf8_lossy(&script);
            assert_eq!(script.matches(mended.before).count(), 1, "the script is another now\n{script}");
        }
    }
}
