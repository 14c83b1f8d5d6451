//! The binary: parse the arguments, run the command, report the error, return the exit code.

use std::error::Error as _;
use std::io::{self, Write};
use std::process::ExitCode;

use versus::cli::Cli;
use versus::error::Error;
use versus::output;

fn main() -> ExitCode {
    match Cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            // When even standard error is gone, the exit code is all that is left to say.
            let _ = report(&error);
            error.exit_code()
        }
    }
}

/// Writes an error with its causes and the next step to standard error. Names in it may come from strangers.
fn report(error: &Error) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    writeln!(stderr, "error: {}", output::message(&error.to_string()))?;
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(source) = cause {
        let text = source.to_string();
        // SQLite's errors come with a code that says the same once more.
        if !text.ends_with(&said) {
            writeln!(stderr, "caused by: {}", output::message(&text))?;
            said = text;
        }
        cause = source.source();
    }
    if let Some(hint) = error.hint() {
        writeln!(stderr, "hint: {}", output::message(&hint))?;
    }
    Ok(())
}
