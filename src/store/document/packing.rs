//! Compressing former states. What a former state is, is in `former`, and how it is read again in `version`.

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
