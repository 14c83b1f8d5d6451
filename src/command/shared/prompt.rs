//! Questions and answers on a terminal: questions on standard error, answers from standard input.

use std::io::{self, BufRead, IsTerminal, Write};

use crate::error::{Error, Result};
use crate::output::safe;

/// Asks one question on standard error and returns the answer, `None` when it is empty.
pub fn ask(question: &str) -> Result<Option<String>> {
    let mut stderr = io::stderr();
    write!(stderr, "{}: ", safe(question)).and_then(|()| stderr.flush()).map_err(Error::Input)?;
    let mut answer = String::new();
    if io::stdin().lock().read_line(&mut answer).map_err(Error::Input)? == 0 {
        say("")?;
        return Err(Error::NoAnswer);
    }
    Ok(Some(answer.trim().to_owned()).filter(|answer| !answer.is_empty()))
}

/// Asks a question that yes or no answers, and tells whether the answer is yes.
pub fn agrees(question: &str) -> Result<bool> {
    Ok(matches!(ask(&format!("{question} (y/N)"))?.as_deref(), Some("y" | "Y" | "yes")))
}

/// Asks until the answer is empty or passes the check; what the check says is shown.
pub fn ask_until(question: &str, check: impl Fn(&str) -> Result<()>) -> Result<Option<String>> {
    loop {
        let Some(answer) = ask(question)? else { return Ok(None) };
        match check(&answer) {
            Ok(()) => return Ok(Some(answer)),
            Err(error) => complain(&error)?,
        }
    }
}

/// Shows an error and its hint, after which the question is asked again.
pub fn complain(error: &Error) -> Result<()> {
    let hint = error.hint().map_or_else(String::new, |hint| format!(" ({hint})"));
    say(&format!("{error}{hint}"))
}

/// Says something on standard error.
pub fn say(text: &str) -> Result<()> {
    writeln!(io::stderr(), "{}", safe(text)).map_err(Error::Input)
}

/// Tells whether somebody sits there who reads and answers.
#[must_use]
pub fn is_for_a_person() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && io::stderr().is_terminal()
}
