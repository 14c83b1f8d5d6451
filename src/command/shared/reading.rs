//! Reads pages on several threads and hands them on in the order of the input, whatever the number of threads.

use std::sync::mpsc::sync_channel;
use std::thread;

use rayon::prelude::*;

use crate::command::shared::input::{InputArgs, Inputs};
use crate::command::shared::passed_over::PassedOver;
use crate::command::shared::raw_page::{RawPage, Unreadable};
use crate::error::{Error, Result};
use crate::model::{Document, Origin};
use crate::page::{self, Declared, Encoding, InputFormat, Rejection};
use crate::slug;
use crate::store::KnownPages;

/// How many pages are read together. They are in memory at the same time, together with the batches that wait.
const BATCH: usize = 256;
/// A batch ends early when its pages have this many bytes: what is read of a hostile page takes many times its length.
const BATCH_BYTES: usize = 1024 * 1024;
/// How many read batches may wait to be handed on.
const WAITING: usize = 1;

/// What came of one page. `source` is for people: `path:line`, or the path where the rejection knows
/// the line.
#[derive(Debug)]
pub enum Reading {
    /// It was not read, because the base has the same content from the same place.
    Known {
        /// The row of its document.
        document_id: i64,
    },
    /// It was read.
    Read {
        /// Where the page came from.
        source: String,
        /// What it says.
        document: Box<Document>,
        /// Which file it is, and whether it was found at its address.
        origin: Origin,
    },
    /// It could not be read.
    Rejected {
        /// Where the page came from.
        source: String,
        /// Where in it, and why.
        rejection: Rejection,
    },
}

/// Reads all pages that the arguments mean and hands each to `take`, in the order of the input. Pages in `known` are
/// passed over as known. Returns what was there and is no page.
///
/// When `take` fails, reading stops and its error is returned.
pub fn read_all(
    args: &InputArgs,
    mut inputs: Inputs,
    known: &KnownPages,
    mut take: impl FnMut(Reading) -> Result<()>,
) -> Result<PassedOver> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.threads.map_or(0, usize::from))
        .build()
        .map_err(|error| Error::Threads(Box::new(error)))?;
    let (sender, receiver) = sync_channel::<Vec<Reading>>(WAITING);
    thread::scope(|scope| {
        let read_on = move || {
            loop {
                let batch = next_batch(&mut inputs);
                if batch.is_empty() {
                    return inputs.passed_over;
                }
                let readings =
                    pool.install(|| batch.into_par_iter().map(|page| read(page, args.encoding, known)).collect());
                if sender.send(readings).is_err() {
                    // Nobody takes them any more.
                    return inputs.passed_over;
                }
            }
        };
        let spawned = thread::Builder::new().spawn_scoped(scope, read_on);
        let spawned = spawned.map_err(|error| Error::Threads(Box::new(error)))?;
        receiver.into_iter().flatten().try_for_each(&mut take)?;
        Ok(spawned.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

fn next_batch(inputs: &mut Inputs) -> Vec<Result<RawPage, Unreadable>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while batch.len() < BATCH && bytes < BATCH_BYTES {
        let Some(page) = inputs.next() else { break };
        bytes += page.as_ref().map_or(0, |page| page.bytes.len());
        batch.push(page);
    }
    batch
}

fn read(page: Result<RawPage, Unreadable>, said: Option<Encoding>, known: &KnownPages) -> Reading {
    let RawPage { source, place, line, is_part, path, format, charset, bytes } = match page {
        Ok(page) => page,
        Err(Unreadable { place, rejection }) => return Reading::Rejected { source: place, rejection },
    };
    // The same bytes may be another text when they are said to be in another encoding.
    if !known.is_empty()
        && said.is_none()
        && !is_part
        && let Some(identity) = page::identity(format, &bytes, &source)
        && let Some(document_id) = known.document(path, &identity.source, &identity.slug, &identity.content_hash)
    {
        return Reading::Known { document_id };
    }
    let read = match format {
        InputFormat::Jsonl => page::read_object(&bytes, &source, line),
        _ => page::read_declared(format, &bytes, &source, Declared { said, sent: charset.as_deref() }),
    };
    match read {
        Ok(mut document) => {
            if is_part {
                document.slug = slug::of("", &document.title);
            }
            let origin = Origin { path, is_at_address: page::is_at_address(&document) };
            Reading::Read { source: format!("{place}:{line}"), document: Box::new(document), origin }
        }
        Err(mut rejection) => {
            if let Some(url) = page::url(format, &bytes, &source) {
                rejection.reason = format!("{}: {url}", rejection.reason);
            }
            Reading::Rejected { source: place, rejection }
        }
    }
}
