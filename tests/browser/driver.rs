//! A browser that does what a person does: opens pages, clicks, types, looks. It looks until what it waits for is there.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use axum::http::Method;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use rustix::process::{Pid, Signal};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;
use url::{ParseError, Url};

use super::machine::Machine;
use crate::sandbox::Sandbox;

pub use fantoccini::key::Key;

/// How long something may take that a person would not wait for at all; the machine may be busy.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long to wait before looking again.
const PAUSE: Duration = Duration::from_millis(20);

/// A program that is ended when a test is, however it ends.
struct Started {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Started {
    fn new(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().expect("it starts");
        let output = BufReader::new(child.stdout.take().expect("a pipe"));
        Self { child, output }
    }

    /// Returns what follows a text on the first line that has it.
    fn said_after(&mut self, text: &str) -> String {
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).expect("a line") > 0, "it ended before it said `{text}`");
            if let Some((_, rest)) = line.split_once(text) {
                return rest.trim().to_owned();
            }
        }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command to Chromium itself.
#[derive(Debug)]
struct DevTools(Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.0.to_string()))
    }
}

/// A browser in front of the pages of a base.
pub struct Browser {
    runtime: Runtime,
    /// Until it is closed.
    client: Option<Client>,
    process: Option<Pid>,
    address: String,
    _driver: Started,
    _pages: Started,
    _sandbox: Sandbox,
    _profile: TempDir,
}

impl Browser {
    /// Serves the base of a sandbox, with an editor, and opens a browser.
    pub fn before(sandbox: Sandbox, machine: &Machine) -> Self {
        let mut pages = sandbox.command();
        let mut pages = Started::new(pages.args(["-q", "serve", "--listen", "127.0.0.1:0", "--editor", "Bo"]));
        let address = format!("http://{}", pages.said_after("http://").trim_end_matches('/'));

        let profile = tempfile::tempdir().expect("a temporary directory");
        let mut driver = Started::new(
            // What the browser misses on a machine without a desktop is none of the tests' affair.
            Command::new(&machine.driver).arg("--port=0").env("HOME", profile.path()).stderr(Stdio::null()),
        );
        let port = driver.said_after("started successfully on port ");
        let port = port.trim_end_matches('.');

        let folder = format!("--user-data-dir={}", profile.path().join("profile").display());
        let options = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
            &folder,
        ];
        let wanted = json!({ "goog:chromeOptions": { "binary": machine.browser, "args": options } });
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted.as_object().expect("an object").clone());
        let driver_address = format!("http://127.0.0.1:{port}");
        let client = runtime.block_on(async { timeout(PATIENCE, builder.connect(&driver_address)).await });
        let client = client.expect("it starts in time").expect("a browser");
        let process = client.capabilities().and_then(|capabilities| capabilities.get("goog:processID")?.as_i64());
        let process = process.and_then(|process| Pid::from_raw(i32::try_from(process).ok()?));
        let client = Some(client);
        Self { runtime, client, process, address, _driver: driver, _pages: pages, _sandbox: sandbox, _profile: profile }
    }

    /// Asks the driver for something; again where it is not there yet, or the next page took the place of this one meanwhile.
    fn ask<T>(&self, what: &str, mut question: impl AsyncFnMut(&Client) -> Result<T, CmdError>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = self.runtime.block_on(async { timeout(PATIENCE, question(self.client())).await });
            match answer.expect("an answer in time") {
                Ok(answer) => return answer,
                Err(error) if may_pass(&error) && Instant::now() < end => thread::sleep(PAUSE),
                Err(error) => panic!("`{what}`: {error}\n{}", self.whereabouts()),
            }
        }
    }

    fn client(&self) -> &Client {
        self.client.as_ref().expect("it is closed when it is dropped")
    }

    /// Looks again and again until something is there.
    pub fn wait_until<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(seen) = look() {
                return seen;
            }
            assert!(Instant::now() < end, "not within {PATIENCE:?}: {what}\n{}", self.whereabouts());
            thread::sleep(PAUSE);
        }
    }

    /// Returns where the browser is and what stands there, for a test that failed.
    fn whereabouts(&self) -> String {
        let script = "return location.href + '\\n' + document.body.innerText";
        let seen = self.runtime.block_on(async { timeout(PATIENCE, self.client().execute(script, Vec::new())).await });
        seen.ok().and_then(Result::ok).and_then(|seen| Some(seen.as_str()?.to_owned())).unwrap_or_default()
    }

    /// Opens a page of the base, as if its address was typed.
    pub fn open(&self, path: &str) {
        let address = format!("{}{path}", self.address);
        self.ask(path, async |client| client.goto(&address).await);
    }

    /// Returns the path and query of the page.
    pub fn path(&self) -> String {
        let address = self.ask("the address", async |client| client.current_url().await);
        address.as_str().strip_prefix(&self.address).expect("a page of the base").to_owned()
    }

    /// Waits until the browser is on a page.
    pub fn arrive(&self, path: &str) {
        self.wait_until(&format!("it arrives at {path}"), || {
            (self.path() == path && self.tell("document.readyState") == "complete").then_some(())
        });
    }

    /// Clicks on what a selector of CSS finds first.
    pub fn click(&self, what: &str) {
        self.ask(what, async |client| client.find(Locator::Css(what)).await?.click().await);
    }

    /// Clicks on a link or button by its words.
    pub fn click_words(&self, words: &str) {
        let path = format!("//*[self::a or self::button][normalize-space() = '{words}']");
        self.ask(words, async |client| client.find(Locator::XPath(&path)).await?.click().await);
    }

    /// Types into a field, in place of what stands there.
    pub fn fill(&self, field: &str, text: &str) {
        self.ask(field, async |client| {
            let element = client.find(Locator::Css(field)).await?;
            element.clear().await?;
            element.send_keys(text).await
        });
    }

    /// Returns the text of what is found first, as it is seen.
    pub fn text(&self, what: &str) -> String {
        self.ask(what, async |client| client.find(Locator::Css(what)).await?.text().await)
    }

    /// Returns how many there are.
    pub fn count(&self, what: &str) -> usize {
        self.ask(what, async |client| client.find_all(Locator::Css(what)).await).len()
    }

    /// Returns what a script in the page returns.
    pub fn run(&self, script: &str) -> Value {
        self.ask(script, async |client| client.execute(script, Vec::new()).await)
    }

    /// Returns what an expression in the page amounts to.
    pub fn tell(&self, expression: &str) -> Value {
        self.run(&format!("return {expression}"))
    }

    /// Returns what a script in the page hands to `done`, which is its last argument.
    pub fn run_until_done(&self, script: &str) -> Value {
        let script = format!("const done = arguments[arguments.length - 1];\n{script}");
        self.ask(&script, async |client| client.execute_async(&script, Vec::new()).await)
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub fn press(&self, keys: impl IntoIterator<Item = char>) {
        let keys = keys.into_iter().fold(KeyActions::new("keyboard".to_owned()), |keys, value| {
            keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.ask("keys", async |client| client.perform_actions(keys.clone()).await);
    }

    /// Has a script run in every page from now on, before all that is in it.
    pub fn bring_along(&self, script: &str) {
        self.command("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script }));
    }

    /// Shows pages as on a screen of another size.
    pub fn resize(&self, width: u32) {
        let screen = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", &screen);
    }

    /// Shows pages as for a medium, and for people who want them dark or light.
    pub fn show(&self, medium: &str, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.command("Emulation.setEmulatedMedia", &json!({ "media": medium, "features": features }));
    }

    fn command(&self, name: &str, parameters: &Value) {
        let command = json!({ "cmd": name, "params": parameters });
        self.ask(name, async |client| client.issue_cmd(DevTools(command.clone())).await);
    }
}

/// Tells whether the same may be done a moment later.
fn may_pass(error: &CmdError) -> bool {
    // The driver has no word of its own for what went with a page.
    error.is_no_such_element() || error.is_stale_element_reference() || error.is_unknown_error()
}

impl Drop for Browser {
    fn drop(&mut self) {
        let closed = self.client.take().map(|client| {
            let closing = async { timeout(Duration::from_secs(10), client.close()).await };
            self.runtime.block_on(closing)
        });
        // A driver that is ended does not end its browser.
        if !matches!(closed, Some(Ok(Ok(()))))
            && let Some(process) = self.process
        {
            let _ = rustix::process::kill_process(process, Signal::KILL);
        }
    }
}
