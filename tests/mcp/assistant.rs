//! An assistant that speaks the protocol by hand, to say what no client would.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::sandbox::Sandbox;

/// `versus mcp`, and what is said to it. It is ended with this.
pub struct Assistant {
    pub child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    number: u64,
}

impl Assistant {
    /// Starts it in a sandbox, and shakes hands.
    pub fn new(sandbox: &Sandbox, options: &[&str]) -> Self {
        let mut assistant = Self::silent(sandbox, options);
        let hello = json!({
            "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "by hand", "version": "1"}
        });
        let answer = assistant.ask("initialize", &hello);
        assert_eq!(answer["result"]["serverInfo"]["name"], "versus", "{answer}");
        assistant.send(&json!({"jsonrpc": "2.0", "method": "notifications/initialized"}));
        assistant
    }

    /// Starts it, and says nothing yet.
    pub fn silent(sandbox: &Sandbox, options: &[&str]) -> Self {
        let mut command = sandbox.command();
        command.arg("mcp").args(options).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("versus");
        let output = BufReader::new(child.stdout.take().expect("stdout"));
        Self { input: child.stdin.take(), child, output, number: 0 }
    }

    /// Sends bytes as they are.
    pub fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().expect("it was not told that this is all");
        input.write_all(bytes).and_then(|()| input.flush()).expect("sent");
    }

    pub fn send(&mut self, message: &Value) {
        self.write(format!("{message}\n").as_bytes());
    }

    /// Sends a request, and returns its number.
    pub fn request(&mut self, method: &str, parameters: &Value) -> u64 {
        self.number += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.number, "method": method, "params": parameters}));
        self.number
    }

    /// Returns the next line, which has to be a message.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).expect("a line");
        line
    }

    pub fn next(&mut self) -> Value {
        let line = self.line();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"))
    }

    /// Sends a request and returns what is answered to it, whatever comes before that.
    pub fn ask(&mut self, method: &str, parameters: &Value) -> Value {
        let number = self.request(method, parameters);
        loop {
            let answer = self.next();
            if answer["id"] == number {
                return answer;
            }
        }
    }

    /// Calls a tool and returns its answer, which is no error.
    pub fn call(&mut self, tool: &str, given: &Value) -> Value {
        let answer = self.ask("tools/call", &json!({"name": tool, "arguments": given}));
        assert_eq!(answer["result"]["isError"], false, "{tool} {given}: {answer}");
        sound(&answer)
    }

    /// Calls a tool and returns its answer, which is an error.
    pub fn fail(&mut self, tool: &str, given: &Value) -> Value {
        let answer = self.ask("tools/call", &json!({"name": tool, "arguments": given}));
        assert_eq!(answer["result"]["isError"], true, "{tool} {given}: {answer}");
        sound(&answer)
    }

    /// Says that this was all.
    pub fn close(&mut self) {
        self.input = None;
    }

    /// Says that this was all, and returns how it ended and after how long.
    pub fn end(mut self) -> (ExitStatus, Duration) {
        self.close();
        self.ended()
    }

    /// Sends a signal, and returns how it ended and after how long.
    #[cfg(unix)]
    pub fn tell(mut self, signal: &str) -> (ExitStatus, Duration) {
        let status =
            std::process::Command::new("kill").args([signal, &self.child.id().to_string()]).status().expect("kill");
        assert!(status.success());
        self.ended()
    }

    fn ended(&mut self) -> (ExitStatus, Duration) {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return (status, start.elapsed());
            }
            assert!(start.elapsed() < Duration::from_mins(1), "it goes on");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Assistant {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns what a tool answered, after a look at what holds of every answer: it says the same twice, and all that is not ours is
/// below one key.
pub fn sound(answer: &Value) -> Value {
    let result = &answer["result"];
    let [content] = result["content"].as_array().expect("content").as_slice() else { panic!("{result}") };
    let text = content["text"].as_str().expect("text");
    let told: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(told, result["structuredContent"], "both are one");
    let object = told.as_object().expect("an object");
    let keys: Vec<&str> = object.keys().map(String::as_str).collect();
    assert!(matches!(keys[..], ["notice", "quoted"] | ["notice", "quoted", "versus_says"]), "{keys:?}");
    assert!(object["notice"].as_str().is_some_and(|notice| notice.contains("written by strangers")), "{told}");
    assert!(text.len() < 64_000, "{} bytes", text.len());
    told
}
