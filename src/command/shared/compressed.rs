//! Opens files that may be compressed, which their first bytes tell.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// The most bytes that a Zstandard file may ask to be kept in memory; a higher level than 19 or `--long` asks for more than
/// the usual 8 MiB.
const WINDOW_LIMIT: u64 = 128 * 1024 * 1024;

/// Opens a file, or standard input for `-`, and decompresses it when its first bytes are those of gzip or Zstandard.
pub(super) fn open(path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    let file: Box<dyn Read + Send> =
        if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let mut reader = BufReader::with_capacity(8 * 1024, file);
    Ok(match reader.fill_buf()? {
        [0x1f, 0x8b, ..] => Box::new(BufReader::with_capacity(64 * 1024, MultiGzDecoder::new(reader))),
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
            Box::new(BufReader::with_capacity(64 * 1024, Zstandard::new(reader)))
        }
        _ => Box::new(reader),
    })
}

/// All frames of a Zstandard file, one after the other: compressing in pieces, or putting files together, makes several.
struct Zstandard<R> {
    decoder: FrameDecoder,
    source: R,
}

impl<R: BufRead> Zstandard<R> {
    fn new(source: R) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW_LIMIT);
        Self { decoder, source }
    }

    /// Begins the next frame; false when there is none.
    fn begin(&mut self) -> io::Result<bool> {
        if self.source.fill_buf()?.is_empty() {
            return Ok(false);
        }
        match self.decoder.init(&mut self.source) {
            Ok(()) => Ok(true),
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                // Not for us: another program's index, for one.
                let length = u64::from(length);
                let skipped = io::copy(&mut self.source.by_ref().take(length), &mut io::sink())?;
                if skipped < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(true) }
            }
            Err(error) => Err(io::Error::other(error)),
        }
    }

    fn ensure_checksum(&self) -> io::Result<()> {
        match self.decoder.get_checksum_from_data() {
            Some(sum) if self.decoder.get_calculated_checksum() != Some(sum) => {
                Err(io::Error::new(io::ErrorKind::InvalidData, "its checksum does not match"))
            }
            _ => Ok(()),
        }
    }
}

impl<R: BufRead> Read for Zstandard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.decoder.is_finished() && self.decoder.can_collect() == 0 {
                self.ensure_checksum()?;
                if !self.begin()? {
                    return Ok(0);
                }
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.decoder.decode_blocks(&mut self.source, one).map_err(io::Error::other)?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
        }
    }
}
