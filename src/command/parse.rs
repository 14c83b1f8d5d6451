//! `versus parse`: what the page reader finds, without a base.

use std::io::Write;

use crate::command::shared::context::Context;
use crate::command::shared::input::{InputArgs, Inputs};
use crate::command::shared::reading::{Reading, read_all};
use crate::error::{Error, Result};
use crate::output;
use crate::store::KnownPages;

/// Print what the page reader finds, one JSON object a page
///
/// No knowledge base is touched. `versus import` takes the output, so that pages can be read on many machines and
/// stored on one. The same input gives the same bytes, whatever the number of threads.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus parse seed/joseph-stalin-vs-leon-trotsky.txt
  versus parse seed/ > pages.jsonl")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let inputs = Inputs::new(&self.input)?;
        let mut stdout = context.stdout();
        let (mut total, mut rejected) = (0, 0);
        let passed_over = read_all(
            &self.input,
            inputs,
            KnownPages::default(),
            || Ok(()),
            |reading| {
                total += 1;
                match reading {
                    Reading::Known { .. } => {}
                    Reading::Read { document, .. } => {
                        output::write_json(&mut stdout, &*document).map_err(Error::Output)?;
                        stdout.write_all(b"\n").map_err(Error::Output)?;
                    }
                    Reading::Rejected { source, rejection } => {
                        rejected += 1;
                        context.complain(&format!("{source}:{}: {}", rejection.line, rejection.reason));
                    }
                }
                Ok(())
            },
        )?;
        stdout.flush().map_err(Error::Output)?;
        if !passed_over.is_empty() {
            context.note(&passed_over.to_string());
        }
        if rejected > 0 { Err(Error::Rejected { rejected, total }) } else { Ok(()) }
    }
}
