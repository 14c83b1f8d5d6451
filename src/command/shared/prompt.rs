//! Questions and answers on a terminal: questions on standard error, answers from standard input. Where the terminal can
//! move its cursor, answers are edited as they are typed.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::command::shared::{line_editor, text_editor};
use crate::error::{Error, Result};
use crate::name;
use crate::output::{safe, wrap};

/// The width for which questions are wrapped where the terminal does not tell its own.
const DEFAULT_WIDTH: usize = 80;
/// The most names that are listed before a question; TAB completes the others.
const MOST_OFFERED: usize = 20;
/// What `?` says after what the question itself has to say.
const KEYS: &str = "  Enter alone passes the question over, `<` goes back to the one before, TAB completes names, the arrow keys \
                    bring earlier answers, Ctrl-U clears the line; Ctrl-C leaves.";

/// A question with what helps to answer it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Question<'a> {
    /// What is asked; the answer is typed behind it.
    pub text: &'a str,
    /// What `?` says.
    pub help: &'a str,
    /// What TAB completes.
    pub names: &'a [String],
    /// Whether the names are listed before, so that a number or a beginning is enough.
    pub offer: Offer,
    /// Whether `e` opens an editor to write the answer in.
    pub is_long: bool,
    /// What was answered before; it stands there to be changed.
    pub before: &'a str,
}

/// How names are listed before a question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Offer {
    /// Not at all.
    #[default]
    None,
    /// One after the other.
    Inline,
    /// One a line.
    Lines,
}

/// What a person answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer<T = String> {
    /// What was asked for.
    Given(T),
    /// Enter alone.
    Nothing,
    /// Back to the question before.
    Back,
}

impl<T> Answer<T> {
    /// Returns what was given.
    pub fn given(self) -> Option<T> {
        if let Self::Given(given) = self { Some(given) } else { None }
    }
}

impl Question<'_> {
    /// Asks until the answer passes the check; what the check says is shown. What it takes for a misspelling is corrected by
    /// Enter, and of several things that a name may be, one is chosen by its number.
    pub fn ask<T>(&self, check: impl Fn(&str) -> Result<T>) -> Result<Answer<T>> {
        self.offer()?;
        loop {
            let Some(typed) = ask_with(self.text, self.names, self.before)? else { return Ok(Answer::Nothing) };
            let text = match &*typed {
                // Behind what stood there, too: nobody clears a line to leave it.
                back if back.strip_suffix('<').is_some_and(|left| left.is_empty() || left == self.before) => {
                    return Ok(Answer::Back);
                }
                "?" => {
                    say(&format!("  {}", self.help))?;
                    say(KEYS)?;
                    if self.is_long {
                        say("  `e` opens your editor (VISUAL or EDITOR).")?;
                    }
                    continue;
                }
                "e" if self.is_long => match text_editor::edited(self.before) {
                    Ok(Some(text)) => text,
                    Ok(None) => {
                        say("Nothing was written.")?;
                        continue;
                    }
                    Err(error) => {
                        complain(&error)?;
                        continue;
                    }
                },
                _ => self.meant(&typed).to_owned(),
            };
            match check(&text) {
                Ok(given) => return Ok(Answer::Given(given)),
                Err(error) => {
                    if let Some(other) = other_than(&error)? {
                        match check(&other) {
                            Ok(given) => return Ok(Answer::Given(given)),
                            Err(error) => complain(&error)?,
                        }
                    }
                }
            }
        }
    }

    /// Asks for any text.
    pub fn ask_text(&self) -> Result<Answer> {
        self.ask(|text| Ok(text.to_owned()))
    }

    /// Lists what there is to choose from.
    fn offer(&self) -> Result<()> {
        let numbered = self.names.iter().zip(1..).take(MOST_OFFERED);
        let more = self.names.len().saturating_sub(MOST_OFFERED);
        // A name stays on its line, whatever it is made of, and behind its number.
        let space = if self.offer == Offer::Inline { '\u{a0}' } else { ' ' };
        let shown = |(name, number): (&String, usize)| format!("{number}{space}{}", name::clean(name));
        match self.offer {
            Offer::None => return Ok(()),
            Offer::Inline => say(&format!("  {}", numbered.map(shown).collect::<Vec<_>>().join(", ")))?,
            Offer::Lines => {
                for one in numbered {
                    say(&format!("  {}", shown(one)))?;
                }
            }
        }
        if more > 0 { say(&format!("  and {more} more: TAB completes them")) } else { Ok(()) }
    }

    /// Returns which of the offered names an answer means: all of one, a number, or a beginning that only one has. Else the
    /// answer itself.
    fn meant<'t>(&'t self, typed: &'t str) -> &'t str {
        let folded = name::fold(typed);
        if self.offer == Offer::None {
            return typed;
        }
        if let Some(same) = self.names.iter().find(|name| name::fold(name) == folded) {
            return same;
        }
        if let Some(numbered) = typed.parse().ok().and_then(|number: usize| self.names.get(number.checked_sub(1)?)) {
            return numbered;
        }
        let mut begun = self.names.iter().filter(|name| name::fold(name).starts_with(&folded));
        match (begun.next(), begun.next()) {
            (Some(only), None) => only,
            _ => typed,
        }
    }
}

/// Shows what speaks against an answer, and returns what was meant where the person says so.
fn other_than(error: &Error) -> Result<Option<String>> {
    match error {
        Error::UnknownName { nearest, .. } if !nearest.is_empty() => {
            say(&error.to_string())?;
            let question = format!("Did you mean `{}`? (Y/n)", name::clean(&nearest[0]));
            Ok(confirms(&question)?.then(|| nearest[0].clone()))
        }
        Error::AmbiguousName { candidates, .. } => {
            say(&error.to_string())?;
            let question = Question {
                text: "Which one",
                help: "Type its number.",
                names: candidates,
                offer: Offer::Lines,
                ..Question::default()
            };
            let chosen = question.ask(|text| {
                let chosen = candidates.iter().find(|name| *name == text).cloned();
                chosen.ok_or_else(|| Error::usage(format!("`{text}` is none of these"), "type one of the numbers"))
            })?;
            Ok(chosen.given())
        }
        error => complain(error).map(|()| None),
    }
}

/// Asks for one of a few words, which are listed; a number or a beginning is enough.
pub fn choose<T>(question: &Question, words: &[&str], from_name: impl Fn(&str) -> Option<T>) -> Result<Answer<T>> {
    let names: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    let question = Question { names: &names, offer: Offer::Inline, ..*question };
    question.ask(|answer| {
        from_name(answer).ok_or_else(|| {
            Error::usage(format!("`{answer}` is none of these"), "type a number, or the beginning of a word")
        })
    })
}

/// Asks one question and returns the answer, `None` when it is empty.
pub fn ask(question: &str) -> Result<Option<String>> {
    ask_with(question, &[], "")
}

/// Asks one question, with names that complete the answer and what it was before, and returns it; `None` when it is empty.
fn ask_with(question: &str, names: &[String], before: &str) -> Result<Option<String>> {
    // What is longer than a line stands above the one on which it is answered.
    let mut lines = wrapped(&format!("{question}: "));
    let last = lines.pop().unwrap_or_default();
    for line in lines {
        writeln!(io::stderr(), "{line}").map_err(Error::Input)?;
    }
    let answer = if line_editor::can_edit() {
        line_editor::line(&format!("{} ", last.trim_end()), names, before).map_err(Error::Input)?
    } else {
        if !before.is_empty() {
            writeln!(io::stderr(), "(It was `{}`.)", safe(before)).map_err(Error::Input)?;
        }
        plain(&format!("{} ", last.trim_end())).map_err(Error::Input)?
    };
    let Some(answer) = answer else {
        say("")?;
        return Err(Error::NoAnswer);
    };
    Ok(Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty()))
}

/// Asks for a line where the terminal, or what stands in its place, sends whole ones.
fn plain(question: &str) -> io::Result<Option<String>> {
    let mut stderr = io::stderr();
    write!(stderr, "{question}")?;
    stderr.flush()?;
    let mut answer = String::new();
    let is_over = io::stdin().lock().read_line(&mut answer)? == 0;
    Ok((!is_over).then_some(answer))
}

/// Asks a question that yes or no answers, and tells whether the answer is yes.
pub fn agrees(question: &str) -> Result<bool> {
    Ok(matches!(ask(&format!("{question} (y/N)"))?.as_deref(), Some("y" | "Y" | "yes")))
}

/// Asks a question that Enter answers with yes.
pub fn confirms(question: &str) -> Result<bool> {
    loop {
        match ask(question)?.map(|answer| answer.to_lowercase()).as_deref() {
            None | Some("y" | "yes") => return Ok(true),
            Some("n" | "no" | "<") => return Ok(false),
            Some(_) => say("Please answer y or n.")?,
        }
    }
}

/// Shows an error and its hint, after which the question is asked again.
pub fn complain(error: &Error) -> Result<()> {
    let hint = error.hint().map_or_else(String::new, |hint| format!(" ({hint})"));
    say(&format!("{error}{hint}"))
}

/// Says something on standard error, wrapped at words; what is indented goes on under its beginning.
pub fn say(text: &str) -> Result<()> {
    let mut stderr = io::stderr().lock();
    for line in text.split('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let (margin, lines) = (&line[..indent], wrapped(&line[indent..]));
        for (number, part) in lines.iter().enumerate() {
            let deeper = if number > 0 && indent > 0 { "  " } else { "" };
            writeln!(stderr, "{margin}{deeper}{part}").map_err(Error::Input)?;
        }
    }
    Ok(())
}

/// Returns a text in safe lines, wrapped for the terminal; at least one.
fn wrapped(text: &str) -> Vec<String> {
    let text = safe(text);
    if !io::stderr().is_terminal() {
        return vec![text.into_owned()];
    }
    let width = terminal_size::terminal_size_of(io::stderr()).map_or(DEFAULT_WIDTH, |(width, _)| usize::from(width.0));
    // Room for an indent, and for the beginning of an answer.
    let lines = wrap(&text, width.saturating_sub(4).max(20));
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// Tells whether somebody sits there who reads and answers.
#[must_use]
pub fn is_for_a_person() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && io::stderr().is_terminal()
}
