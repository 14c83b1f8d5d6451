//! `versus mcp`: the base as tools for an assistant, over standard input and output. Part of the program by the feature `mcp`, which
//! is on unless it is built without.

use crate::command::shared::context::Context;
use crate::error::Result;

/// Let an assistant read the knowledge base, and file reports
///
/// Speaks the Model Context Protocol over standard input and output: an assistant starts this command itself, once it is told
/// to, and ends it. Most are told by an entry in a file of settings:
/// `{"mcpServers": {"versus": {"command": "versus", "args": ["mcp"]}}}`
///
/// Its tools are `compare`, `show`, `search`, `sql` (as `versus sql`, with bounds that fit an assistant) and
/// `report_file`; none of them changes, corrects or decides anything.
///
/// What pages, reports and names say was written by strangers. Every answer marks it as quoted, and tells the assistant to follow
/// no instruction in it. docs/mcp.md tells how assistants are set up, and what the mark can do and what it cannot.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus mcp
  versus mcp --read-only")]
pub struct Args {
    /// Take no reports
    #[arg(long)]
    read_only: bool,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        serve(context, !self.read_only)
    }
}

#[cfg(feature = "mcp")]
fn serve(context: &Context, may_report: bool) -> Result<()> {
    use std::io::{self, IsTerminal};

    use tokio::runtime::Builder;

    use crate::command::shared::signals::Signals;
    use crate::error::Error;
    use crate::mcp::{self, Server, Settings};
    use crate::store::Access;

    // Makes or migrates it before anybody asks, and says what is wrong with it here.
    drop(context.open_store(Access::Read)?);
    let settings = Settings { path: context.path()?, may_report, now: context.fixed_now() };
    let failed = |source: io::Error| Error::Assistant { reason: source.to_string() };
    let runtime = Builder::new_current_thread().enable_all().build().map_err(failed)?;
    if io::stdin().is_terminal() {
        context.note("an assistant starts this, and speaks to it here; Ctrl-C ends it");
    }
    let served = runtime.block_on(async {
        let mut signals = Signals::watch().map_err(failed)?;
        let (input, output) = (tokio::io::stdin(), tokio::io::stdout());
        mcp::serve(Server::new(settings), input, output, signals.next()).await
    });
    // Neither what still reads standard input is waited for, nor a query that overran its time: both would never end.
    runtime.shutdown_background();
    served
}

#[cfg(not(feature = "mcp"))]
fn serve(_: &Context, _: bool) -> Result<()> {
    let hint = "build it with its default features: `cargo install --locked --path .`";
    Err(crate::error::Error::usage("this versus was built without `mcp`", hint))
}
