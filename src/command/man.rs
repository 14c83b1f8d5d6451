//! `versus man`: the manual page, made from the same definition as the help.

use std::io::{self, Write};

use clap_mangen::Man;

use crate::command::shared::context::Context;
use crate::error::{Error, Result};

/// What the definition of the command line does not know.
const SURROUNDINGS: &str = r#".SH "EXIT STATUS"
.IP 0
done
.IP 1
failed: an unknown name, a file that cannot be read, a page that was rejected, a base in which check finds something
broken, a result of sql that is cut off
.IP 2
wrong usage
.IP 3
refused: the request was understood, but the knowledge base speaks against it, and nothing was written
.SH ENVIRONMENT
.IP VERSUS_DB
the knowledge base, where \-\-db does not name one
.IP VERSUS_EDITOR
the editor whose name stands with corrections and decisions, where \-\-editor does not name one
.IP VERSUS_PAGER
the pager for what is longer than the screen; empty for none, PAGER or less -FRX without it
.IP XDG_DATA_HOME
the data directory; ~/.local/share without it
.IP XDG_CONFIG_HOME
the configuration directory; ~/.config without it
.IP NO_COLOR
no colour unless \-\-color says otherwise
.IP COLUMNS
the width of tables, where it is not that of the terminal
.SH FILES
.IP versus/versus.db
in the data directory: the default knowledge base, one SQLite file
.IP versus/config.toml
in the configuration directory: settings; see config
"#;

/// Print the manual page, for man(1)
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus man
  versus man > versus.1")]
pub struct Args {}

impl Args {
    /// Runs the command for the definition of the whole command line.
    pub fn run(&self, context: &Context, versus: clap::Command) -> Result<()> {
        let mut page = Vec::new();
        render(&mut page, versus).map_err(Error::Output)?;
        context.print(&String::from_utf8_lossy(&page))
    }
}

/// Writes one page for the whole program: each command is a section of it.
fn render(page: &mut Vec<u8>, mut versus: clap::Command) -> io::Result<()> {
    versus.build();
    let man = Man::new(versus.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    for command in versus.get_subcommands().filter(|command| command.get_name() != "help") {
        render_command(page, "", command)?;
    }
    page.write_all(SURROUNDINGS.as_bytes())
}

fn render_command(page: &mut Vec<u8>, above: &str, command: &clap::Command) -> io::Result<()> {
    let name = format!("{above}{}", command.get_name());
    writeln!(page, ".SH \"{}\"", name.to_uppercase())?;
    // Global options stand at the top, once.
    let own = command.clone().mut_args(|argument| {
        let hidden = argument.is_global_set() || argument.get_id() == "help";
        argument.hide(hidden)
    });
    let man = Man::new(own);
    let mut sections = Vec::new();
    man.render_synopsis_section(&mut sections)?;
    man.render_description_section(&mut sections)?;
    if command.get_arguments().any(|argument| !argument.is_global_set() && argument.get_id() != "help") {
        man.render_options_section(&mut sections)?;
    }
    man.render_extra_section(&mut sections)?;
    let sections = String::from_utf8_lossy(&sections).replace(".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n");
    page.write_all(sections.replace(".SH ", ".SS ").as_bytes())?;
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        render_command(page, &format!("{name} "), subcommand)?;
    }
    Ok(())
}
