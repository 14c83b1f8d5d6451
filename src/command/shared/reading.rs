//! Reads pages on several threads and hands them on in the order of the input, whatever the number of threads.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rayon::prelude::*;

use crate::command::shared::input::{InputArgs, Inputs};
use crate::command::shared::passed_over::PassedOver;
use crate::command::shared::raw_page::{RawPage, Unreadable};
use crate::error::Result;
use crate::memory;
use crate::model::{Document, DocumentId, Origin, Quantity};
use crate::page::{self, Declared, Encoding, FiguresAre, InputFormat, Rejection};
use crate::quantity;
use crate::slug;
use crate::store::KnownPages;

/// How many pages are read together. They are in memory at the same time, together with the batches that wait.
const BATCH: usize = 256;
/// A batch ends early when its pages have this many bytes: what is read of a hostile page takes many times its length.
const BATCH_BYTES: usize = 1024 * 1024;
/// How many read batches may wait to be handed on.
const WAITING: usize = 3;

/// How often to look whether to go on while there is nothing to take.
const GLANCE: Duration = Duration::from_millis(100);
/// The threads beside those that read pages: one that gathers them, one that builds the full-text index.
const OTHERS: usize = 2;

/// What came of one page. `source` is for people: `path:line`, or the path where the rejection knows
/// the line.
#[derive(Debug)]
pub enum Reading {
    /// It was not read, because the base has the same content from the same place.
    Known {
        /// The row of its document.
        document_id: DocumentId,
    },
    /// It was read.
    Read {
        /// Where the page came from.
        source: String,
        /// What it says.
        document: Box<Document>,
        /// Which file it is, and whether it was found at its address.
        origin: Origin,
        /// What its values amount to, as [`read_all`](quantity::read_all) has it.
        amounts: Vec<Option<Quantity>>,
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
/// When `take` fails, reading stops and its error is returned; likewise, though nothing may have been read for long, when
/// `go_on` does. Where the system gives no threads, pages are read without.
pub fn read_all(
    args: &InputArgs,
    mut inputs: Inputs,
    known: KnownPages,
    go_on: impl Fn() -> Result<()>,
    mut take: impl FnMut(Reading) -> Result<()>,
) -> Result<PassedOver> {
    let said = Said { encoding: args.encoding, figures: args.figures };
    let Some(thread) = pool(args.threads).and_then(|pool| ReadingThread::start(pool, said)) else {
        for page in &mut inputs {
            go_on().and_then(|()| take(read(page, said, &known)))?;
        }
        return Ok(inputs.passed_over);
    };
    // It waits for this.
    let _ = thread.work.send((inputs, known));
    loop {
        go_on()?;
        match thread.readings.recv_timeout(GLANCE) {
            Ok(readings) => readings.into_iter().try_for_each(|reading| go_on().and_then(|()| take(reading)))?,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    Ok(thread.handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
}

/// What a person says of all pages.
#[derive(Debug, Clone, Copy)]
struct Said {
    encoding: Option<Encoding>,
    figures: Option<FiguresAre>,
}

/// A thread that reads the next batch while one is taken. It is left behind when its pages are not wanted any more: it may
/// be waiting for input that never comes.
struct ReadingThread {
    handle: JoinHandle<PassedOver>,
    work: SyncSender<(Inputs, KnownPages)>,
    readings: Receiver<Vec<Reading>>,
}

impl ReadingThread {
    /// Returns `None` where there is no thread to be had.
    fn start(pool: rayon::ThreadPool, said: Said) -> Option<Self> {
        let (work, given) = sync_channel::<(Inputs, KnownPages)>(1);
        let (sender, readings) = sync_channel(WAITING);
        let read_on = move || {
            let Ok((mut inputs, known)) = given.recv() else { return PassedOver::default() };
            loop {
                let batch = next_batch(&mut inputs);
                if batch.is_empty() {
                    return inputs.passed_over;
                }
                let readings = pool.install(|| batch.into_par_iter().map(|page| read(page, said, &known)).collect());
                if sender.send(readings).is_err() {
                    // Nobody takes them any more.
                    return inputs.passed_over;
                }
            }
        };
        let handle = thread::Builder::new().spawn(read_on).ok()?;
        Some(Self { handle, work, readings })
    }
}

/// Returns as many threads as were asked for, or else as the machine has, but no more than there is memory for.
fn pool(asked: Option<u16>) -> Option<rayon::ThreadPool> {
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let wanted = asked.map_or_else(cores, usize::from);
    let threads = (1..=wanted).rev().find(|threads| memory::is_enough_for(threads + OTHERS))?;
    // Rayon knows better than we how many there should be when nobody asks for a number.
    let number = if threads < wanted { threads } else { asked.map_or(0, usize::from) };
    rayon::ThreadPoolBuilder::new().num_threads(number).build().ok()
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

fn read(page: Result<RawPage, Unreadable>, said: Said, known: &KnownPages) -> Reading {
    let RawPage { source, place, line, is_part, path, format, charset, bytes } = match page {
        Ok(page) => page,
        Err(Unreadable { place, rejection }) => return Reading::Rejected { source: place, rejection },
    };
    // The same bytes may be another text when they are said to be in another encoding.
    if !known.is_empty()
        && said.encoding.is_none()
        && said.figures.is_none()
        && !is_part
        && let Some(identity) = page::identity(format, &bytes, &source)
        && let Some(document_id) = known.document(path, &identity.source, &identity.slug, &identity.content_hash)
    {
        return Reading::Known { document_id };
    }
    let read = match format {
        InputFormat::Jsonl => page::read_object_said(&bytes, &source, line, said.figures),
        _ => page::read_declared(
            format,
            &bytes,
            &source,
            Declared { said: said.encoding, sent: charset.as_deref(), figures: said.figures },
        ),
    };
    match read {
        Ok(mut document) => {
            if is_part {
                document.slug = slug::of("", &document.title);
            }
            let origin = Origin { path, is_at_address: page::is_at_address(&document) };
            let amounts = quantity::read_all(&document);
            Reading::Read { source: format!("{place}:{line}"), document: Box::new(document), origin, amounts }
        }
        Err(mut rejection) => {
            if let Some(url) = page::url(format, &bytes, &source) {
                rejection.reason = format!("{}: {url}", rejection.reason);
            }
            Reading::Rejected { source: place, rejection }
        }
    }
}
