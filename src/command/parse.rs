//! `versus parse`: what the page reader finds, without a base.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::command::shared::context::Context;
use crate::command::shared::input::{InputArgs, Inputs};
use crate::command::shared::interrupt::Interrupt;
use crate::command::shared::output_file;
use crate::command::shared::reading::{Reading, read_all};
use crate::error::{Error, Result};
use crate::output;
use crate::page::Rejection;
use crate::service::counted::counted;
use crate::store::KnownPages;

/// Print what the page reader finds, one JSON object a page
///
/// No knowledge base is touched. `versus import` takes the output, so that pages can be read on many machines and
/// stored on one. The same input gives the same bytes, whatever the number of threads.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  versus parse seed/joseph-stalin-vs-leon-trotsky.txt
  versus parse seed/ > pages.jsonl
  versus parse seed/ --rejects rejects.jsonl > pages.jsonl")]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,
    /// Write the pages that cannot be read to this file, as JSON Lines with `source`, `line` and `reason`, and exit with 0
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
}

/// A page that could not be read, in the file of those.
#[derive(serde::Serialize)]
struct Reject<'a> {
    source: &'a str,
    line: usize,
    reason: &'a str,
}

impl Args {
    /// Runs the command.
    pub fn run(&self, context: &Context) -> Result<()> {
        let Some(path) = &self.rejects else {
            let complain = |source: &str, rejection: &Rejection| {
                context.complain(&format!("{source}:{}: {}", rejection.line, rejection.reason));
                Ok(())
            };
            let (rejected, total) = self.parse(context, &Interrupt::unwatched(), complain)?;
            return if rejected > 0 { Err(Error::Rejected { rejected, total }) } else { Ok(()) };
        };
        if path == Path::new("-") {
            return Err(Error::usage(
                "`--rejects` needs a file: standard output has the documents".to_owned(),
                "name one, such as `--rejects rejects.jsonl`",
            ));
        }
        let mut total = 0;
        let rejected = output_file::write(path, |file, interrupt| {
            let mut file = BufWriter::new(file);
            let failed = Error::file("write", path);
            let keep = |source: &str, rejection: &Rejection| {
                let Rejection { line, reason } = rejection;
                let reject = Reject { source, line: *line, reason };
                let written = output::write_json(&mut file, &reject).and_then(|()| file.write_all(b"\n"));
                written.map_err(Error::file("write", path))
            };
            let (rejected, pages) = self.parse(context, interrupt, keep)?;
            total = pages;
            file.flush().map_err(failed)?;
            Ok(rejected)
        })?;
        if rejected > 0 {
            context.note(&format!("{rejected} of {} rejected: see {}", counted(total, "page"), path.display()));
        }
        Ok(())
    }

    /// Prints what is read and passes what is not to `reject`. Returns how many pages that were, and how many there were.
    fn parse(
        &self,
        context: &Context,
        interrupt: &Interrupt,
        mut reject: impl FnMut(&str, &Rejection) -> Result<()>,
    ) -> Result<(usize, usize)> {
        if let Some(folder) = self.input.package()? {
            return Err(Error::usage(
                format!("`{}` is a package: the tables of a knowledge base, and no pages", folder.display()),
                "bring it back with `versus --db NEW.db import FOLDER`",
            ));
        }
        let inputs = Inputs::new(&self.input)?;
        let mut stdout = context.stdout();
        let (mut total, mut rejected) = (0, 0);
        let passed_over = read_all(
            &self.input,
            inputs,
            KnownPages::default(),
            || interrupt.ensure_none(),
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
                        reject(&source, &rejection)?;
                    }
                }
                Ok(())
            },
        )?;
        stdout.flush().map_err(Error::Output)?;
        if !passed_over.is_empty() {
            context.note(&passed_over.to_string());
        }
        Ok((rejected, total))
    }
}
