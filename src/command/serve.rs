//! `versus serve`: the base as pages, on this machine.

use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::path::PathBuf;

use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::command::shared::context::Context;
use crate::command::shared::signals::Signals;
use crate::error::{Error, Result};
use crate::store::Access;
use crate::web::{self, Hosts, Settings, Site};

/// Show the knowledge base as pages in a browser, and take reports
///
/// The pages are for this machine: to read, search, compare, and say what is wrong beside the very text. The address is printed
/// when they are there, and Ctrl-C ends it.
///
/// With `--editor` they decide as well: reports are accepted or declined, texts corrected, rows told apart. Whoever can open the
/// pages can do so then, which on this machine is everybody who can log in.
///
/// For others the pages stand behind a reverse proxy: `--public-url` says under which address, and docs/serve.md tells how.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus serve
  versus serve --editor Bo
  versus serve --read-only --listen 127.0.0.1:9000")]
pub struct Args {
    /// Where to listen: an address of this machine and a port, 0 for any port that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8321")]
    listen: String,
    /// Take no reports
    #[arg(long, conflicts_with = "editor")]
    read_only: bool,
    /// Decide in the browser, under this name
    #[arg(long, value_name = "NAME", value_parser = crate::command::shared::editor::editor)]
    editor: Option<String>,
    /// Listen where other machines can connect
    #[arg(long)]
    allow_remote: bool,
    /// The address under which a reverse proxy shows the pages
    #[arg(long, value_name = "URL")]
    public_url: Option<String>,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let listen = self.address()?;
        let hosts = Hosts::new(listen, self.public_url.as_deref())?;
        self.ensure_safe(listen)?;
        // Makes or migrates it before anybody asks, and says what is wrong with it here.
        drop(context.open_store(Access::Read)?);
        let path = context.path()?;
        let runtime = Runtime::new().map_err(|source| Error::Server { listen: self.listen.clone(), source })?;
        let served = runtime.block_on(self.serve(context, listen, hosts, path));
        // What still waits for another program to end its writing has written nothing, and will not.
        runtime.shutdown_background();
        served
    }

    fn address(&self) -> Result<SocketAddr> {
        let given = self.listen.replacen("localhost:", "127.0.0.1:", 1);
        given.parse().map_err(|_| {
            let problem = format!("`{}` is no address to listen on", self.listen);
            Error::usage(problem, "give a number and a port, such as 127.0.0.1:8321 or [::1]:8321")
        })
    }

    /// Fails where strangers could do what is for people of this machine.
    fn ensure_safe(&self, listen: SocketAddr) -> Result<()> {
        let is_remote = !listen.ip().to_canonical().is_loopback();
        if is_remote && !self.allow_remote {
            return Err(Error::usage(
                format!("other machines can connect to {listen}"),
                "add `--allow-remote` if they are meant to, or put a reverse proxy before it: see `versus help serve`",
            ));
        }
        if self.editor.is_some() && (self.allow_remote || self.public_url.is_some()) {
            return Err(Error::usage(
                "whoever can open the pages could decide",
                "leave out `--editor`, or `--allow-remote` and `--public-url`: another `versus serve` on this machine can have it",
            ));
        }
        Ok(())
    }

    async fn serve(&self, context: &Context, listen: SocketAddr, hosts: Hosts, path: PathBuf) -> Result<()> {
        let failed = |source| Error::Server { listen: self.listen.clone(), source };
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let settings = Settings {
            path,
            may_report: !self.read_only,
            editor: self.editor.clone(),
            hosts: hosts.at(address),
            now: context.fixed_now(),
        };
        let site = Site::new(settings)?;
        // Before it is said that it is there, or who reads that and ends it at once would be too early.
        let mut signals = Signals::watch().map_err(failed)?;
        context.print(&format!("http://{address}/\n"))?;
        if io::stderr().is_terminal() {
            context.note("Ctrl-C ends it");
        }
        web::serve(listener, web::app(&site), async || signals.next().await).await;
        Ok(())
    }
}
