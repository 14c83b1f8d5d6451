//! One key of a person, without Enter where the terminal lets it.

use std::env;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::flag;

use super::raw::{CTRL_C, CTRL_D, ENDING, Raw};
use crate::command::shared::prompt;
use crate::error::{Error, Result};
use crate::output::safe;

/// The keys of the terminal on which a person decides.
pub struct Keys {
    /// The terminal in raw mode; `None` where keys come as lines, with Enter.
    raw: Option<Raw>,
    /// Whether a signal ends the process: reading a line cannot be left otherwise.
    is_ended_by_signals: Arc<AtomicBool>,
    /// Whether the process was told to stop (Ctrl-C, `kill`, a window that is closed).
    is_told_to_stop: Arc<AtomicBool>,
}

impl Keys {
    /// Takes the terminal, until this goes.
    #[must_use]
    pub fn new() -> Self {
        let keys = Self { raw: None, is_ended_by_signals: Arc::default(), is_told_to_stop: Arc::default() };
        for signal in ENDING {
            // Where a signal cannot be watched, it ends the process as it always did.
            let _ = flag::register_conditional_default(*signal, Arc::clone(&keys.is_ended_by_signals))
                .and_then(|_| flag::register(*signal, Arc::clone(&keys.is_told_to_stop)));
        }
        let mut keys = keys;
        keys.take();
        keys
    }

    /// Asks, and returns the key that was pressed; `None` when the person leaves by Ctrl-C or Ctrl-D.
    pub fn ask(&mut self, question: &str) -> Result<Option<char>> {
        let Some(raw) = &mut self.raw else {
            return match prompt::ask(question) {
                Ok(answer) => Ok(Some(of_line(answer.as_deref()))),
                Err(Error::NoAnswer) => Ok(None),
                Err(error) => Err(error),
            };
        };
        let mut stderr = io::stderr();
        write!(stderr, "{}: ", safe(question)).and_then(|()| stderr.flush()).map_err(Error::Input)?;
        let told_to_stop = &self.is_told_to_stop;
        let key = raw.key(|| !told_to_stop.load(Ordering::Relaxed)).map_err(Error::Input)?;
        let key = key.filter(|key| !matches!(*key, CTRL_C | CTRL_D));
        // The terminal shows no key by itself.
        prompt::say(&key.map_or_else(String::new, String::from))?;
        Ok(key)
    }

    /// Lets another program have the terminal. A Ctrl-C meanwhile is meant for that one.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> T {
        self.raw = None;
        self.is_ended_by_signals.store(false, Ordering::Relaxed);
        let result = run();
        self.is_told_to_stop.store(false, Ordering::Relaxed);
        self.take();
        result
    }

    fn take(&mut self) {
        // A dumb terminal, such as a shell in a window of Emacs, sends what was typed when Enter is pressed.
        let is_dumb = env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        self.raw = if is_dumb { None } else { Raw::enter().ok() };
        self.is_ended_by_signals.store(self.raw.is_none(), Ordering::Relaxed);
    }
}

/// Returns the key that a line stands for: a line of spaces comes as an empty one, and what is no single key is none.
fn of_line(line: Option<&str>) -> char {
    let mut typed = line.unwrap_or(" ").chars();
    match (typed.next(), typed.next()) {
        (Some(key), None) => key,
        _ => char::REPLACEMENT_CHARACTER,
    }
}
