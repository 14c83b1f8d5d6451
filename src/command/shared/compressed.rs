//! Opens files that may be compressed, which their first bytes tell.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;
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
        [0x1f, 0x8b, ..] => Box::new(BufReader::with_capacity(64 * 1024, Gzip::new(reader))),
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
            Box::new(BufReader::with_capacity(64 * 1024, Zstandard::new(reader)))
        }
        _ => Box::new(reader),
    })
}

/// What every member of a gzip file begins with: two bytes for gzip, and one for the only method there is.
const GZIP_MARK: [u8; 3] = [0x1f, 0x8b, 8];

/// All members of a gzip file, one after the other. Who reads on after an error comes to the next member that can be found:
/// in a web archive each is a record, and a broken one is no reason to lose the others.
struct Gzip<R> {
    /// `None` within a member.
    source: Option<R>,
    member: Option<Member<R>>,
    /// Whether the member has given any bytes.
    has_begun: bool,
    is_lost: bool,
}

/// That what follows a member is none. What the member holds is whole.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct NoMember(io::Error);

/// Answers whether an error says that all bytes before it are as they were compressed.
pub(super) fn is_below(error: &io::Error) -> bool {
    error.get_ref().and_then(|error| error.downcast_ref::<NoMember>()).is_some()
}

/// A member, of which the first bytes may have been read already.
type Member<R> = GzDecoder<io::Chain<&'static [u8], R>>;

impl<R: BufRead> Gzip<R> {
    fn new(source: R) -> Self {
        Self { source: Some(source), member: None, has_begun: false, is_lost: false }
    }

    /// Begins the next member; false when there is none.
    fn begin(&mut self) -> io::Result<bool> {
        let Some(source) = &mut self.source else { return Ok(false) };
        let mut read: &[u8] = &[];
        if self.is_lost {
            if !find_mark(source)? {
                return Ok(false);
            }
            read = &GZIP_MARK;
            self.is_lost = false;
        } else if source.fill_buf()?.is_empty() {
            return Ok(false);
        }
        self.member = self.source.take().map(|source| GzDecoder::new(read.chain(source)));
        self.has_begun = false;
        Ok(true)
    }
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let Some(member) = &mut self.member else {
                if buffer.is_empty() || !self.begin()? {
                    return Ok(0);
                }
                continue;
            };
            let read = member.read(buffer);
            let is_over = matches!(read, Ok(0)) && !buffer.is_empty();
            if is_over || read.is_err() {
                self.source = self.member.take().map(|member| member.into_inner().into_inner().1);
                self.is_lost = read.is_err();
            }
            if !is_over {
                let had_begun = std::mem::replace(&mut self.has_begun, true);
                return read.map_err(|error| if had_begun { error } else { io::Error::other(NoMember(error)) });
            }
        }
    }
}

/// Goes on to behind the next mark; false when there is none.
fn find_mark(source: &mut impl BufRead) -> io::Result<bool> {
    let mut seen = 0;
    loop {
        let buffer = source.fill_buf()?;
        if buffer.is_empty() {
            return Ok(false);
        }
        for (at, byte) in buffer.iter().enumerate() {
            // Its first byte does not stand in it again.
            seen = if *byte == GZIP_MARK[seen] { seen + 1 } else { usize::from(*byte == GZIP_MARK[0]) };
            if seen == GZIP_MARK.len() {
                source.consume(at + 1);
                return Ok(true);
            }
        }
        let passed = buffer.len();
        source.consume(passed);
    }
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
