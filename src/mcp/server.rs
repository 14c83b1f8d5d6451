//! The protocol, by rmcp, and what holds calls apart: each has its time and its turn, ends when the assistant takes it back, and
//! a fault in one is an answer like others.

use std::fmt::Display;
use std::future::Future;
use std::io::{self, Write as _};
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, Implementation, JsonObject, ListToolsResult, PaginatedRequestParams,
    ServerCapabilities, ServerConfig,
};
use rmcp::service::{RequestContext, RoleServer, ServerInitializeError};
use rmcp::transport::async_rw::AsyncRwTransport;
use rmcp::{ErrorData, ServerHandler, ServiceExt};
use serde::de::DeserializeOwned;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::Semaphore;
use tokio::time;

use super::lines::{LONGEST as LONGEST_MESSAGE, Lines};
use super::quoted::Answer;
use super::tool::{INSTRUCTIONS, Tool};
use super::turn::{busy, turn, work};
use super::{query, reading, reporting};
use crate::error::{CutOff, Error, Result};
use crate::output::message;
use crate::service::limiter::{self, Limiter};
use crate::store::{Access, Deadline, Store};

/// How long what is asked of the base for one answer may take.
const LONGEST: Duration = Duration::from_secs(10);

/// How long a query of the assistant's own may take.
const LONGEST_QUERY: Duration = Duration::from_secs(5);

/// How often to look whether a query has overrun its time.
const GLANCE: Duration = Duration::from_millis(100);

/// How long it may take to end: rmcp waits 5 s for answers at most, and then for whoever does not take them.
const LONGEST_END: Duration = Duration::from_secs(8);

/// How many calls are answered at a time: those that read, and queries, of which one can hold a core for longer than its time.
const READERS: usize = 4;
const QUERIES: usize = 2;

/// The most calls that are under way or wait for their turn.
const MOST_CALLS: usize = 64;

/// An assistant is one client, whoever it is.
const CLIENT: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// What is served.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The base.
    pub path: PathBuf,
    /// Whether reports can be filed.
    pub may_report: bool,
    /// What time it is, for tests; RFC 3339, UTC.
    pub now: Option<String>,
}

/// A base for an assistant.
#[derive(Debug)]
pub struct Server {
    settings: Settings,
    limiter: Limiter,
    calls: Arc<Semaphore>,
    readers: Arc<Semaphore>,
    queries: Arc<Semaphore>,
    writer: Arc<Semaphore>,
}

/// Answers what comes in, until that ends or `end` does.
///
/// # Errors
///
/// An assistant that does not speak the protocol from the start.
pub async fn serve<R, W>(server: Server, input: R, output: W, end: impl Future<Output = ()>) -> Result<()>
where
    R: AsyncRead + Send + Unpin + 'static,
    W: AsyncWrite + Send + Unpin + 'static,
{
    let (lines, no_more) = Lines::new(input);
    let transport = AsyncRwTransport::new(lines, output).with_max_line_length(LONGEST_MESSAGE);
    let mut end = std::pin::pin!(end);
    let begun = tokio::select! {
        begun = server.serve(transport) => begun,
        () = &mut end => return Ok(()),
    };
    let running = match begun {
        Ok(running) => running,
        // It ended before it began.
        Err(ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(ServerInitializeError::ExpectedInitializeRequest(_)) => {
            return Err(Error::Assistant { reason: "its first message is no request".to_owned() });
        }
        Err(error) => return Err(Error::Assistant { reason: error.to_string() }),
    };
    let stop = running.cancellation_token();
    let mut ended = std::pin::pin!(running.waiting());
    let done = tokio::select! {
        done = &mut ended => Ok(done),
        // What is under way has some time to be answered.
        _ = no_more => time::timeout(LONGEST_END, ended).await,
        () = end => {
            stop.cancel();
            time::timeout(LONGEST_END, ended).await
        }
    };
    match done {
        Ok(Err(fault)) => Err(Error::Assistant { reason: fault.to_string() }),
        Ok(Ok(_)) | Err(_) => Ok(()),
    }
}

impl Server {
    /// Returns a server of a base.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let most = |calls| Arc::new(Semaphore::new(calls));
        Self {
            settings,
            limiter: Limiter::default(),
            calls: most(MOST_CALLS),
            readers: most(READERS),
            queries: most(QUERIES),
            writer: most(1),
        }
    }

    fn tools(&self) -> impl Iterator<Item = Tool> {
        Tool::all().filter(|tool| tool.only_reads() || self.settings.may_report)
    }

    async fn answer(&self, tool: Tool, given: JsonObject, context: RequestContext<RoleServer>) -> Result<Answer> {
        let _call =
            Arc::clone(&self.calls).try_acquire_owned().map_err(|_| busy("too many calls wait for their turn"))?;
        match tool {
            Tool::Compare => self.read(&context, given, reading::compare).await,
            Tool::Show => self.read(&context, given, reading::show).await,
            Tool::Search => self.read(&context, given, reading::find).await,
            Tool::Sql => self.query(&context, given).await,
            Tool::ReportFile => self.report(&context, given).await,
        }
    }

    /// Answers a question from the base, which is opened for it: another file may have taken its place.
    async fn read<T: DeserializeOwned + Send + 'static>(
        &self,
        context: &RequestContext<RoleServer>,
        given: JsonObject,
        question: impl FnOnce(&mut Store, &T) -> Result<Answer> + Send + 'static,
    ) -> Result<Answer> {
        let given = arguments(given)?;
        let turn = turn(&self.readers).await?;
        let (path, taken_back) = (self.settings.path.clone(), context.ct.clone());
        let end = Instant::now() + LONGEST;
        work(turn, move || {
            let mut store = Store::open(&path, Access::Read)?;
            store.stop_when(move || Instant::now() > end || taken_back.is_cancelled())?;
            question(&mut store, &given)
        })
        .await
    }

    /// Answers a query, which is left behind where it does not end in time: it keeps its turn until then.
    async fn query(&self, context: &RequestContext<RoleServer>, given: JsonObject) -> Result<Answer> {
        let given = arguments(given)?;
        let turn = turn(&self.queries).await?;
        let deadline = Arc::new(Deadline::new(LONGEST_QUERY));
        let (path, clock) = (self.settings.path.clone(), Arc::clone(&deadline));
        let mut work = std::pin::pin!(work(turn, move || query::query(&path, &given, &clock)));
        loop {
            tokio::select! {
                answer = &mut work => return answer,
                () = context.ct.cancelled() => {
                    deadline.end();
                    return Err(deadline.cut_off());
                }
                () = time::sleep(GLANCE) => if deadline.is_overrun() {
                    return Err(deadline.cut_off());
                }
            }
        }
    }

    /// Files a report. What is taken back before it is written is not filed.
    async fn report(&self, context: &RequestContext<RoleServer>, given: JsonObject) -> Result<Answer> {
        let given = arguments(given)?;
        let turn = turn(&self.writer).await?;
        if !self.limiter.lets_pass(CLIENT, Instant::now()) {
            let problem = format!("{} reports a minute are the most", limiter::MOST);
            return Err(Error::usage(problem, "file it again in a minute"));
        }
        let (path, taken_back) = (self.settings.path.clone(), context.ct.clone());
        let now = self.settings.now.clone().unwrap_or_else(crate::store::now);
        let answer = work(turn, move || {
            let mut store = Store::open(&path, Access::Write)?;
            store.undo_when(move || taken_back.is_cancelled())?;
            reporting::file(&mut store, &given, &now)
        })
        .await?;
        self.limiter.count(CLIENT, Instant::now());
        Ok(answer)
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let versus = Implementation::new(env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(versus)
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(self.tools().map(Tool::described).collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let known = self.tools().find(|tool| tool.as_str() == request.name);
        let tool = known.ok_or_else(|| ErrorData::invalid_params("there is no such tool", None))?;
        let taken_back = context.ct.clone();
        let answer = self.answer(tool, request.arguments.unwrap_or_default(), context).await;
        let answer = answer.unwrap_or_else(|error| {
            let error = explained(error.in_base(&self.settings.path));
            if is_of_the_machine(&error) && !taken_back.is_cancelled() {
                say(&error);
            }
            Answer::error(&error)
        });
        Ok(answer.into_result().into())
    }
}

/// Returns the arguments of a tool.
fn arguments<T: DeserializeOwned>(given: JsonObject) -> Result<T> {
    serde_json::from_value(given.into()).map_err(|error| {
        Error::usage(format!("the arguments do not fit: {error}"), "the tool's schema says what it takes")
    })
}

/// Returns an error in words that fit a call, where those of the command line speak of its flags.
fn explained(error: Error) -> Error {
    match error {
        Error::CutOff(CutOff::Time { seconds }) => {
            Error::usage(format!("the query took longer than {seconds} s"), "ask for less")
        }
        error if error.is_stopped() => Error::usage("this takes too long to answer here", "ask for less"),
        error => error,
    }
}

/// Tells whether an error is nothing that the assistant did.
fn is_of_the_machine(error: &Error) -> bool {
    matches!(
        error,
        Error::Base { .. }
            | Error::File { .. }
            | Error::NoBase { .. }
            | Error::NotABase { .. }
            | Error::NewerBase { .. }
            | Error::UnreleasedBase { .. }
            | Error::DanglingLink { .. }
    )
}

/// Says something on standard error, for whoever set this up.
fn say(text: &impl Display) {
    // What cannot be said is no reason to answer nothing.
    let _ = writeln!(io::stderr(), "{}", message(&format!("mcp: {text}")));
}
