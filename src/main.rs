//! The binary: parse the arguments, run the command, report the error, return the exit code.

use std::error::Error as _;
use std::io::{self, Write};
use std::process::ExitCode;

use versus::cli::{self, Cli};
use versus::error::Error;
use versus::output;

// In place of musl's own, in which threads wait for each other (Cargo.toml).
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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

/// Writes an error with its causes and the next step to standard error, as JSON where that is asked for. Names in it may come
/// from strangers.
fn report(error: &Error) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    if cli::wants_json() {
        let said = serde_json::json!({"error": error.to_string(), "causes": causes(error), "hint": error.hint()});
        output::write_json(&mut stderr, &said)?;
        return writeln!(stderr);
    }
    writeln!(stderr, "error: {}", output::message(&error.to_string()))?;
    for cause in causes(error) {
        writeln!(stderr, "caused by: {}", output::message(&cause))?;
    }
    if let Some(hint) = error.hint() {
        writeln!(stderr, "hint: {}", output::message(&hint))?;
    }
    Ok(())
}

/// Returns what brought an error about: each cause that says more than what came before it.
fn causes(error: &Error) -> Vec<String> {
    let mut said = vec![error.to_string()];
    let mut cause = error.source();
    while let Some(source) = cause {
        let text = source.to_string();
        // SQLite's errors come with a code that says the same once more.
        if said.last().is_none_or(|said| !text.ends_with(said)) {
            said.push(text);
        }
        cause = source.source();
    }
    said.split_off(1)
}
