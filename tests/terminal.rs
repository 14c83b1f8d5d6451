//! A terminal on which the program runs as for a person: it asks, the test answers, and what is shown can be looked at.

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::Child;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::{Command, Pty};
use rustix::termios::LocalModes;

use crate::sandbox::Sandbox;

pub const CTRL_C: &str = "\x03";
/// At the start of a line: the end of all answers.
pub const CTRL_D: &str = "\x04";

/// How long something may take that a person would not wait for at all; the machine may be busy.
const PATIENCE: Duration = Duration::from_mins(1);

/// A run of the program on a terminal of its own.
pub struct Terminal {
    pty: Arc<Pty>,
    child: Child,
    output: Receiver<Vec<u8>>,
    /// What has been shown so far, the echo of what was typed included.
    shown: Vec<u8>,
    /// Where what was shown after the last answer begins.
    fresh: usize,
}

impl Terminal {
    /// Runs the program on a terminal of 24 lines and 80 columns.
    pub fn run(sandbox: &Sandbox, args: &[&str]) -> Self {
        Self::of_size(24, 80, sandbox, args)
    }

    pub fn of_size(lines: u16, columns: u16, sandbox: &Sandbox, args: &[&str]) -> Self {
        Self::start(lines, columns, sandbox, args, &[])
    }

    /// Runs the program like [`Terminal::run`], with these variables.
    pub fn run_with(variables: &[(&str, &str)], sandbox: &Sandbox, args: &[&str]) -> Self {
        Self::start(24, 80, sandbox, args, variables)
    }

    /// Runs the program on a terminal of this size, with these variables.
    pub fn of_size_with(
        lines: u16,
        columns: u16,
        variables: &[(&str, &str)],
        sandbox: &Sandbox,
        args: &[&str],
    ) -> Self {
        Self::start(lines, columns, sandbox, args, variables)
    }

    fn start(lines: u16, columns: u16, sandbox: &Sandbox, args: &[&str], variables: &[(&str, &str)]) -> Self {
        let (pty, pts) = pty_process::blocking::open().expect("a terminal");
        pty.resize(Size::new(lines, columns)).expect("a size");
        let mut command = sandbox.command();
        command.args(args).env("TERM", "xterm").env_remove("COLUMNS").envs(variables.iter().copied());
        let child = Command::from(command).spawn(pts).expect("the binary runs");
        let pty = Arc::new(pty);
        let (sender, output) = mpsc::channel();
        let reader = Arc::clone(&pty);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            // Linux says EIO when the program has ended, others that there is no more.
            while let Ok(length @ 1..) = (&*reader).read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { pty, child, output, shown: Vec::new(), fresh: 0 }
    }

    /// Waits until the program asks this, and types the answer and Enter.
    pub fn answer(&mut self, question: &str, answer: &str) {
        self.asked(question);
        self.type_keys(&format!("{answer}\n"));
    }

    /// Waits until the program asks this, and presses a key, without Enter.
    pub fn press(&mut self, question: &str, key: &str) {
        self.asked(question);
        self.type_keys(key);
    }

    /// The program's process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Tells whether the terminal shows what is typed and hands it on line by line, as a shell wants it.
    pub fn is_as_shells_want(&self) -> bool {
        let modes = rustix::termios::tcgetattr(&*self.pty).expect("the terminal is there").local_modes;
        modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG)
    }

    /// Sends the program a signal, as `kill` names it, and waits until it has ended; returns which signal that was.
    pub fn killed(&mut self, signal: &str) -> Option<i32> {
        let process = self.process().to_string();
        assert!(std::process::Command::new("kill").args([signal, &process]).status().expect("it runs").success());
        self.child.wait().expect("it has ended").signal()
    }

    /// Waits until the program asks this and for an answer; behind ` = ` stands the earlier answer that it has to show.
    pub fn asked(&mut self, question: &str) {
        let (asked, before) = question.split_once(" = ").unwrap_or((question, ""));
        let end = format!(": {before}");
        self.wait_until(&format!("it asks `{question}`"), |fresh| {
            let fresh = edited(fresh);
            fresh.contains(asked) && fresh.ends_with(&end)
        });
    }

    /// Waits until this is shown, after the last answer.
    fn wait_until(&mut self, what: &str, is_so: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !is_so(&String::from_utf8_lossy(&self.shown[self.fresh..])) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.shown.extend(bytes),
                Err(RecvTimeoutError::Timeout) => panic!("not within {PATIENCE:?}: {what}\n{}", self.text()),
                Err(RecvTimeoutError::Disconnected) => panic!("it ended before {what}\n{}", self.text()),
            }
        }
    }

    /// Types keys as they are.
    pub fn type_keys(&mut self, keys: &str) {
        self.fresh = self.shown.len();
        (&*self.pty).write_all(keys.as_bytes()).expect("the terminal is there");
    }

    /// Waits until the program ends; returns its exit code, `None` when a signal ended it, and all that was shown.
    pub fn end(mut self) -> (Option<i32>, String) {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.shown.extend(bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it does not end within {PATIENCE:?}\n{}", self.text()),
            }
        }
        let status = self.child.wait().expect("it has ended");
        (status.code(), self.text())
    }

    fn text(&self) -> String {
        edited(&String::from_utf8_lossy(&self.shown).replace("\r\n", "\n"))
    }
}

/// Returns what a terminal has shown with every line on which an answer was edited as it stood in the end. Such a line is between
/// the marks of a line editor; what moves the cursor elsewhere stays in the text, for tests to find it.
fn edited(text: &str) -> String {
    let mut parts = text.split("\u{1b}[?2004h");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (line, rest) = part.split_once("\u{1b}[?2004l").unwrap_or((part, ""));
        shown.push_str(&drawn(line));
        shown.push_str(rest);
    }
    shown
}

/// Returns the lines that a line editor has drawn.
fn drawn(text: &str) -> String {
    let mut lines: Vec<Vec<char>> = vec![Vec::new()];
    let (mut line, mut column) = (0, 0);
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        rest = &rest[next.len_utf8()..];
        match next {
            '\r' => column = 0,
            '\u{7}' => {}
            '\n' => {
                (line, column) = (line + 1, 0);
                lines.resize(lines.len().max(line + 1), Vec::new());
            }
            '\u{1b}' => {
                // The rest of it is still on its way.
                let Some(end) = rest.find(|c: char| c.is_ascii_alphabetic()) else { break };
                let (sequence, after) = rest.split_at(end + 1);
                rest = after;
                let (number, act) = sequence[1..].split_at(sequence.len() - 2);
                let many = number.parse().unwrap_or(1);
                match (act, number) {
                    ("A", _) => line -= many,
                    ("B", _) => line += many,
                    ("C", _) => column += many,
                    ("D", _) => column -= many,
                    ("K", "") => lines[line].truncate(column),
                    ("J", "") => {
                        lines.truncate(line + 1);
                        lines[line].truncate(column);
                    }
                    ("h" | "l", "?2026") => {}
                    other => panic!("a line editor does nothing of that kind: {other:?} in {text:?}"),
                }
            }
            shown => {
                let there = &mut lines[line];
                there.resize(there.len().max(column + 1), ' ');
                there[column] = shown;
                column += 1;
            }
        }
    }
    lines.into_iter().map(String::from_iter).collect::<Vec<_>>().join("\n")
}

impl Drop for Terminal {
    /// Leaves no program behind that waits for an answer, when a test fails.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
