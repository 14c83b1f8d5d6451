//! Finds the pages that paths mean and reads their bytes: walks folders, opens compressed files, takes crawl output apart
//! line by line. What the bytes say is `page`'s business.

use std::collections::{BTreeSet, VecDeque};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::command::shared::closed_set::one_of;
use crate::error::{Error, Result};
use crate::page::{self, InputFormat, Rejection};

const MIB: u64 = 1024 * 1024;
/// The most bytes of one page, decompressed. Text pages have a few thousand; without a bound a small compressed file could
/// fill the memory.
const PAGE_LIMIT: u64 = page::LONGEST as u64;
/// The most bytes of a web page: pictures may stand in it.
const HTML_LIMIT: u64 = 32 * MIB;
/// The most bytes of a line of JSON Lines: a page is longer in JSON.
const LINE_LIMIT: u64 = 32 * MIB;
/// How many bytes of a file are passed over, of a line that is too long or of blank lines, before the rest is given up.
/// Without a bound a small compressed file, or `/dev/zero`, could be read for hours.
const SKIP_LIMIT: u64 = 1024 * MIB;
/// The most bytes that a Zstandard file may ask to be kept in memory; a higher level than 19 or `--long` asks for more than
/// the usual 8 MiB.
const WINDOW_LIMIT: u64 = 128 * MIB;
/// How much of a file is looked at to tell what it is.
const START: usize = 8 * 1024;

/// Which pages to read. Flattened into the commands that read pages.
#[derive(Debug, Clone, clap::Args)]
pub struct InputArgs {
    /// Files, folders (every page below them) or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What the input is, where name and content do not tell: text, html, jsonl, csv or tsv
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(value_parser = one_of(InputFormat::NAMES, InputFormat::from_name))]
    input_format: Option<InputFormat>,
    /// How many threads read pages; as many as the machine has by default
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

/// The bytes of one page, and where they came from.
#[derive(Debug)]
pub struct RawPage {
    /// The path as it was given, or below a folder that was given.
    pub source: String,
    /// The line of a JSON Lines file that the page is, from 1; `None` for a file that is one page.
    pub line: Option<usize>,
    /// What the bytes are.
    pub format: InputFormat,
    /// The bytes, decompressed.
    pub bytes: Vec<u8>,
}

/// An input that could not be read, and why. The others are not affected.
#[derive(Debug)]
pub struct Unreadable {
    /// The path as it was given, or below a folder that was given.
    pub source: String,
    /// Where and why.
    pub rejection: Rejection,
}

/// The pages that paths mean, one after the other, files below folders in the order of their names.
pub struct Inputs {
    files: VecDeque<PathBuf>,
    /// How many files there are in all.
    pub total: usize,
    format: Option<InputFormat>,
    /// The JSON Lines file that is being read.
    lines: Option<Lines>,
}

struct Lines {
    source: String,
    reader: Box<dyn BufRead + Send>,
    number: usize,
    /// The most bytes of a line.
    longest: u64,
    /// How many bytes may be passed over.
    skipped: u64,
}

impl Inputs {
    /// Returns the pages that the arguments mean. Folders are walked now; files are opened one by one later.
    pub fn new(args: &InputArgs) -> Result<Self> {
        let files = files(&args.paths)?;
        Ok(Self { total: files.len(), files: files.into(), format: args.input_format, lines: None })
    }

    /// Opens a file; returns its page when it is one, `None` when it is a JSON Lines file, whose lines come next.
    fn open(&mut self, path: &Path) -> Result<Option<RawPage>, Unreadable> {
        let source = path.display().to_string();
        let unreadable = |error: io::Error| unreadable(&source, 1, format!("cannot be read: {error}"));
        let mut reader = decompressed(path).map_err(unreadable)?;
        let start = fill(&mut reader).map_err(unreadable)?;
        let format = self.format.or_else(|| InputFormat::detect(&source, &start)).unwrap_or(InputFormat::Text);
        let reader = io::Cursor::new(start).chain(reader);
        if format == InputFormat::Jsonl {
            let reader = Box::new(reader);
            self.lines = Some(Lines { source, reader, number: 0, longest: LINE_LIMIT, skipped: SKIP_LIMIT });
            return Ok(None);
        }
        let (limit, hint) = match format {
            InputFormat::Html => (HTML_LIMIT, ": save it without its pictures"),
            _ => (PAGE_LIMIT, ""),
        };
        let mut bytes = Vec::new();
        reader.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > limit {
            return Err(self::unreadable(&source, 1, format!("the page is longer than {} MiB{hint}", limit / MIB)));
        }
        Ok(Some(RawPage { source, line: None, format, bytes }))
    }
}

impl Iterator for Inputs {
    type Item = Result<RawPage, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(page) => return Some(page),
                    None => self.lines = None,
                }
            }
            let path = self.files.pop_front()?;
            match self.open(&path) {
                Ok(Some(page)) => return Some(Ok(page)),
                Ok(None) => {}
                Err(unreadable) => return Some(Err(unreadable)),
            }
        }
    }
}

impl Iterator for Lines {
    type Item = Result<RawPage, Unreadable>;

    /// Returns the next line that is not blank. After a fault of the file itself there is no next line.
    fn next(&mut self) -> Option<Self::Item> {
        let mut blank = 0;
        loop {
            if blank > self.skipped {
                let reason = self.given_up();
                return Some(Err(unreadable(&self.source, self.number, reason)));
            }
            match self.skip_line_ends() {
                Ok(0) => {}
                Ok(passed) => {
                    blank += passed;
                    continue;
                }
                Err(error) => return Some(Err(self.fault(&error))),
            }
            self.number += 1;
            let mut bytes = Vec::new();
            if let Err(error) = (&mut self.reader).take(self.longest + 1).read_until(b'\n', &mut bytes) {
                return Some(Err(self.fault(&error)));
            }
            if bytes.is_empty() {
                return None;
            }
            if bytes.len() as u64 > self.longest && bytes.last() != Some(&b'\n') {
                let reason = match skip_line(&mut self.reader, self.skipped) {
                    Ok(true) => format!("the line is longer than {} MiB", self.longest / MIB),
                    Ok(false) => self.given_up(),
                    Err(error) => format!("cannot be read: {error}"),
                };
                return Some(Err(unreadable(&self.source, self.number, reason)));
            }
            if !bytes.trim_ascii().is_empty() {
                let source = self.source.clone();
                return Some(Ok(RawPage { source, line: Some(self.number), format: InputFormat::Jsonl, bytes }));
            }
            blank += bytes.len() as u64;
        }
    }
}

impl Lines {
    /// Passes over the line ends that are in memory, and counts them. Returns how many bytes they were.
    fn skip_line_ends(&mut self) -> io::Result<u64> {
        let buffer = self.reader.fill_buf()?;
        let is_text = |byte: &u8| !matches!(byte, b'\n' | b'\r');
        let passed = buffer.iter().position(is_text).unwrap_or(buffer.len());
        self.number += buffer[..passed].split(|byte| *byte == b'\n').count() - 1;
        self.reader.consume(passed);
        Ok(passed as u64)
    }

    /// Leaves the rest of a file that cannot be read.
    fn fault(&mut self, error: &io::Error) -> Unreadable {
        self.reader = Box::new(io::empty());
        unreadable(&self.source, self.number.max(1), format!("cannot be read: {error}"))
    }

    /// Leaves the rest of the file unread, and says so.
    fn given_up(&mut self) -> String {
        self.reader = Box::new(io::empty());
        format!("there is no page in {} MiB: the rest of the file was not read", self.skipped / MIB)
    }
}

/// Passes over the rest of a line without keeping it. Answers whether it ended within so many bytes.
fn skip_line(reader: &mut impl BufRead, mut left: u64) -> io::Result<bool> {
    while left > 0 {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(true);
        }
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let passed = end.map_or(buffer.len(), |end| end + 1);
        reader.consume(passed);
        if end.is_some() {
            return Ok(true);
        }
        left = left.saturating_sub(passed as u64);
    }
    Ok(false)
}

fn unreadable(source: &str, line: usize, reason: String) -> Unreadable {
    Unreadable { source: source.to_owned(), rejection: Rejection { line, reason } }
}

/// Opens a file, or standard input for `-`, and decompresses it when its first bytes are those of gzip or Zstandard.
fn decompressed(path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    let file: Box<dyn Read + Send> =
        if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let mut reader = BufReader::with_capacity(START, file);
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

/// Returns the first bytes of a reader, as many as are looked at; fewer only when there are no more.
fn fill(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut start = Vec::with_capacity(START);
    reader.take(START as u64).read_to_end(&mut start)?;
    Ok(start)
}

/// Returns the files that paths mean, each once.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    for path in paths {
        let mut below = Vec::new();
        if path.is_dir() {
            collect_pages(path, &mut below)?;
            below.sort();
        } else {
            below.push(path.clone());
        }
        files.extend(below.into_iter().filter(|file| seen.insert(file.clone())));
    }
    Ok(files)
}

/// Collects every file below a folder whose name says that it holds pages. Links to folders are not followed: they may
/// lead round in a circle.
fn collect_pages(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::file("read", folder))? {
        let entry = entry.map_err(Error::file("read", folder))?;
        let path = entry.path();
        if entry.file_type().map_err(Error::file("read", &path))?.is_dir() {
            collect_pages(&path, files)?;
        } else if InputFormat::of_name(&path.to_string_lossy()).is_some() && !is_no_file(&path) {
            files.push(path);
        }
    }
    Ok(())
}

/// Tells whether a path leads to something that is no file, such as a named pipe, which would be waited for without end.
/// What leads nowhere is reported when it is opened.
fn is_no_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what comes of the lines of a file, where one line has at most 1 MiB and 2 MiB may be passed over.
    fn read(file: impl Read + Send + 'static) -> Vec<(usize, String)> {
        let reader = Box::new(BufReader::new(file));
        let source = "a.jsonl".to_owned();
        let lines = Lines { source, reader, number: 0, longest: MIB, skipped: 2 * MIB };
        let told = lines.take(5).map(|line| match line {
            Ok(page) => (page.line.unwrap_or_default(), String::from_utf8(page.bytes).unwrap()),
            Err(Unreadable { rejection: Rejection { line, reason }, .. }) => (line, reason),
        });
        told.collect()
    }

    fn of(byte: u8, bytes: u64) -> io::Take<io::Repeat> {
        io::repeat(byte).take(bytes)
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let page = || &b"\n{}"[..];
        let long = (1, "the line is longer than 1 MiB".to_owned());
        assert_eq!(read(of(b'x', MIB + 1).chain(page())), [long.clone(), (2, "{}".to_owned())]);
        assert_eq!(read(of(b'x', 3 * MIB).chain(page())), [long, (2, "{}".to_owned())]);
        assert_eq!(read(of(b' ', MIB).chain(page())), [(2, "{}".to_owned())]);
        assert_eq!(read(of(b'x', MIB)).first().map(|(line, text)| (*line, text.len())), Some((1, 1024 * 1024)));
    }

    #[test]
    fn what_holds_no_page_for_too_long_is_given_up() {
        let reason = "there is no page in 2 MiB: the rest of the file was not read";
        assert_eq!(read(io::repeat(b'x')), [(1, reason.to_owned())]);
        let blank = read(io::repeat(b'\n'));
        assert_eq!(blank.iter().map(|(_, reason)| &**reason).collect::<Vec<_>>(), [reason]);
        assert!(blank[0].0 as u64 > 2 * MIB, "the lines passed over are counted");
        let spaces = b" \n".repeat(2_000_000);
        assert_eq!(read(io::Cursor::new(spaces)), [(1_048_577, reason.to_owned())]);
        // What is found in time begins the count anew.
        let twice = of(b'\n', MIB).chain(&b"{}"[..]).chain(of(b'\n', 3 * MIB / 2)).chain(&b"{}"[..]);
        assert_eq!(read(twice).iter().map(|(_, text)| text.trim()).collect::<Vec<_>>(), ["{}", "{}"]);
    }
}
