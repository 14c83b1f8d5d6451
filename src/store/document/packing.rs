//! Compressing former states, where many documents change on a thread beside all else that an update does. What a former
//! state is, and how it is read again, is in `version`.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use flate2::{Compress, Compression, FlushCompress, Status};

use crate::model::Document;

/// How hard to compress: with the usual 6 it takes longer, with 1 the file grows more than by a twentieth when a tenth of the
/// pages changed.
const LEVEL: u32 = 2;

/// Compresses documents one after the other. It is kept, because to make one takes as long as to compress a document.
#[derive(Debug)]
pub(super) struct Packer(Compress);

impl Default for Packer {
    fn default() -> Self {
        Self(Compress::new(Compression::new(LEVEL), true))
    }
}

impl Packer {
    /// Returns a document as a former state is kept. Most of it is prose, and most of that stays the same from state to
    /// state: compressed, it takes less than half of the room.
    pub fn pack(&mut self, document: &Document) -> Vec<u8> {
        let content = serde_json::to_vec(document).expect("plain text has a JSON form");
        let mut packed = Vec::with_capacity(content.len() / 2 + 64);
        self.0.reset();
        loop {
            // How much of it was read before.
            let read = usize::try_from(self.0.total_in()).expect("it is in memory");
            let status = self.0.compress_vec(&content[read..], &mut packed, FlushCompress::Finish);
            if status.expect("the compressor was not misused") == Status::StreamEnd {
                return packed;
            }
            packed.reserve(content.len() / 4 + 64);
        }
    }
}

/// Compresses documents while the caller does something else.
#[derive(Debug)]
pub(super) enum Packing {
    /// Where one document changes, or no thread can be had: at once.
    Here(Packer),
    /// By a thread, which ends with this.
    Apart(Sender<(Document, Sender<Vec<u8>>)>),
}

/// A document that is compressed, or soon will be.
#[derive(Debug)]
pub(super) enum Packed {
    Here(Vec<u8>),
    Apart(Receiver<Vec<u8>>),
}

impl Packing {
    /// Returns one for a document or two.
    pub fn here() -> Self {
        Self::Here(Packer::default())
    }

    /// Returns one for many documents.
    pub fn apart() -> Self {
        let (sender, documents) = channel::<(Document, Sender<Vec<u8>>)>();
        let pack_all = move || {
            let mut packer = Packer::default();
            for (document, packed) in documents {
                // Nobody waits for it any more where the update has failed.
                let _ = packed.send(packer.pack(&document));
            }
        };
        thread::Builder::new().spawn(pack_all).map_or_else(|_| Self::here(), |_| Self::Apart(sender))
    }

    /// Begins to compress a document.
    pub fn begin(&mut self, document: Document) -> Packed {
        match self {
            Self::Here(packer) => Packed::Here(packer.pack(&document)),
            Self::Apart(documents) => {
                let (sender, receiver) = channel();
                documents.send((document, sender)).expect("the thread waits for more");
                Packed::Apart(receiver)
            }
        }
    }
}

impl Packed {
    /// Returns the compressed document.
    pub fn end(self) -> Vec<u8> {
        match self {
            Self::Here(packed) => packed,
            Self::Apart(packed) => packed.recv().expect("the thread sends what it is given"),
        }
    }
}
