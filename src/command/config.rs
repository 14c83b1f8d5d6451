//! `versus config`: which settings hold, and where each comes from.

use crate::command::shared::config::Origin;
use crate::command::shared::context::Context;
use crate::command::shared::editor::EditorArgs;
use crate::command::shared::global::Color;
use crate::error::Result;
use crate::output::Format;

/// Show which settings hold, and where each comes from
///
/// A flag comes before the environment, that before the file
/// `versus/config.toml` in your configuration directory (`~/.config` without
/// `XDG_CONFIG_HOME`), that before what holds without any of them. The file may
/// hold:
///
///   db = "~/comparisons.db"    # must be there; without it, the default
///   format = "table"           # how to print rows
///   editor = "Ann"             # whose name stands with decisions
///   pager = "less -FRX"        # for more than a screen; "" for none
///   color = "auto"             # auto, always or never
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
#[command(after_help = "Examples:
  versus config
  versus config --json")]
pub struct Args {
    #[command(flatten)]
    editor: EditorArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let config = context.config().path.as_ref().map(|path| path.to_string_lossy().into_owned());
        let color = match context.color().0 {
            Color::Auto => "auto",
            Color::Always => "always",
            Color::Never => "never",
        };
        let (format, format_origin) = context.format_setting();
        let (editor, editor_origin) = self.editor.setting(context);
        let settings = [
            ("db", context.path()?.to_string_lossy().into_owned(), context.db().1),
            ("format", format.unwrap_or(Format::Table).as_str().to_owned(), format_origin),
            ("editor", editor, editor_origin),
            ("pager", context.pager().0.clone(), context.pager().1),
            ("color", color.to_owned(), context.color().1),
        ];
        let mut output = context.output(Format::Table)?;
        let mut rows = output.rows(&["setting", "value", "from"])?;
        for (name, value, origin) in settings {
            let from = match origin {
                Origin::Flag(name) | Origin::Environment(name) => name,
                Origin::Config => config.as_deref().unwrap_or_default(),
                Origin::Default => "default",
            };
            rows.row(&[name.into(), value.into(), from.into()])?;
        }
        let shown = rows.finish()?;
        context.finish(output, shown, "")
    }
}
