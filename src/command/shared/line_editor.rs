//! One line of a person on a terminal, with cursor keys, what was typed before, and completion.

use std::borrow::Cow;
use std::cell::RefCell;
use std::env;
use std::io::{self, IsTerminal};

use rustyline::completion::Completer;
use rustyline::config::{Behavior, Config};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::Hinter;
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{CompletionType, Context, Editor, Helper};
use signal_hook::consts::SIGINT;
use signal_hook::low_level::emulate_default_handler;

use crate::command::shared::left_as_it_was;
use crate::name;
use crate::output::safe;

/// The most names that are offered at once to complete what was typed.
const MOST_COMPLETIONS: usize = 100;

thread_local! {
    /// One for all questions: it remembers the answers, and what was typed ahead.
    static EDITOR: RefCell<Option<Editor<Completion, MemHistory>>> = const { RefCell::new(None) };
}

/// Tells whether lines can be edited: the terminal can move its cursor.
pub fn can_edit() -> bool {
    let can_move = env::var("TERM").is_ok_and(|terminal| !["", "dumb", "cons25", "emacs"].contains(&&*terminal));
    can_move && io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for one line, with names that complete it and what it was before; `None` when the person ends all answers (Ctrl-D). Ctrl-C
/// ends the process as it does elsewhere.
pub fn line(question: &str, names: &[String], before: &str) -> io::Result<Option<String>> {
    EDITOR.with_borrow_mut(|kept| {
        let editor = match kept {
            Some(editor) => editor,
            None => kept.insert(new().map_err(failed)?),
        };
        // A name that would act on the terminal is not offered; it can be typed as far as it can be.
        let harmless = names.iter().filter(|name| matches!(safe(name), Cow::Borrowed(_)));
        editor.set_helper(Some(Completion { names: harmless.cloned().collect() }));
        let is_harmless = *safe(before) == *before && !before.contains('\n');
        let before = if is_harmless { before } else { "" };
        loop {
            match left_as_it_was::during(|| editor.readline_with_initial(&*safe(question), (before, ""))) {
                Ok(line) => {
                    if !line.trim().is_empty() {
                        editor.add_history_entry(line.trim()).map_err(failed)?;
                    }
                    return Ok(Some(line));
                }
                Err(ReadlineError::Eof) => return Ok(None),
                // The terminal is as it was before: whoever waits for this process sees how it ended.
                Err(ReadlineError::Interrupted) => {
                    emulate_default_handler(SIGINT)?;
                    return Ok(None);
                }
                Err(ReadlineError::Signal(_)) => {}
                Err(error) => return Err(failed(error)),
            }
        }
    })
}

fn new() -> rustyline::Result<Editor<Completion, MemHistory>> {
    // Questions go to the terminal, wherever standard output goes.
    let config = Config::builder().behavior(Behavior::PreferTerm).completion_type(CompletionType::List).build();
    Editor::with_history(config.clone(), MemHistory::with_config(&config))
}

fn failed(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// What completes a line.
struct Completion {
    names: Vec<String>,
}

impl Helper for Completion {}
impl Hinter for Completion {
    type Hint = String;
}
impl Validator for Completion {}

impl Completer for Completion {
    type Candidate = String;

    /// The names that begin with what was typed, whatever its case; where there are none, those of which a word does.
    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let typed = name::fold(&line[..at]);
        let of = |fits: &dyn Fn(&str) -> bool| -> Vec<String> {
            self.names.iter().filter(|name| fits(&name::fold(name))).take(MOST_COMPLETIONS).cloned().collect()
        };
        let mut found = of(&|name| name.starts_with(&typed));
        if found.is_empty() {
            let within = format!(" {typed}");
            found = of(&|name| name.contains(&within));
        }
        Ok((0, found))
    }
}

impl Highlighter for Completion {
    /// What was pasted is shown so that it does not act on the terminal.
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        safe(line)
    }

    fn highlight_char(&self, line: &str, _: usize, _: CmdKind) -> bool {
        matches!(safe(line), Cow::Owned(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_completed_by_their_beginnings_and_else_by_those_of_their_words() {
        let names = ["Joseph Stalin", "Leon Trotsky", "Josip Tito"].map(String::from).to_vec();
        let completion = Completion { names };
        let history = MemHistory::new();
        let completed = |typed: &str| {
            completion.complete(typed, typed.len(), &Context::new(&history)).expect("no failure").1.join(", ")
        };
        assert_eq!(completed("jos"), "Joseph Stalin, Josip Tito");
        assert_eq!(completed("TROT"), "Leon Trotsky");
        assert_eq!(completed("x"), "");
        assert_eq!(completion.highlight("a\u{1b}[2J", 0), "a\u{241b}[2J");
    }
}
