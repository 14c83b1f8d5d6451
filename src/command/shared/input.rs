//! Finds the pages that paths mean and reads their bytes: walks folders, opens files, tells what they are. What the bytes
//! say is `page`'s business.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::command::shared::compressed;
use crate::command::shared::json_array::Elements;
use crate::command::shared::json_lines::Objects;
use crate::command::shared::passed_over::PassedOver;
use crate::command::shared::raw_page::{RawPage, Unreadable};
use crate::command::shared::sheets::Sheets;
use crate::command::shared::warc::Records;
use crate::error::{Error, Result};
use crate::model::PathDigest;
use crate::page::{self, Encoding, FiguresAre, InputFormat};
use crate::service::closed_set::one_of;
use crate::service::package;

const MIB: u64 = 1024 * 1024;
/// The most bytes of one page, decompressed. Text pages have a few thousand; without a bound a small compressed file could
/// fill the memory.
const PAGE_LIMIT: u64 = page::LONGEST as u64;
/// The most bytes of a web page: pictures may stand in it.
const HTML_LIMIT: u64 = 32 * MIB;
/// How much of a file is looked at to tell what it is.
const START: usize = 8 * 1024;
/// The longest ending of a file's name that says what it is, in bytes.
const LONGEST_ENDING: usize = 10;

/// Which pages to read. Flattened into the commands that read pages.
#[derive(Debug, Clone, clap::Args)]
pub struct InputArgs {
    /// Files, folders (every page below them) or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// What the input is, where name and content do not tell: text, html, jsonl, warc, workbook, csv or
    /// tsv
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(value_parser = one_of(InputFormat::NAMES, InputFormat::from_name))]
    input_format: Option<InputFormat>,
    /// The encoding of pages that are not UTF-8, such as windows-1252, utf-16le or gb18030, whatever they declare; without
    /// it, what they declare counts
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<Encoding>,
    /// What the figures are in tables that do not tell it: the `columns`, or the `rows`
    #[arg(long, value_name = "COLUMNS|ROWS", hide_possible_values = true)]
    #[arg(value_parser = one_of(FiguresAre::NAMES, FiguresAre::from_name))]
    pub figures: Option<FiguresAre>,
    /// How many threads read pages; as many as the machine has by default
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
}

impl InputArgs {
    /// Returns the folder of a package, if that is what is to be read. It comes alone, and as a whole.
    pub fn package(&self) -> Result<Option<&Path>> {
        let is_part = |path: &&PathBuf| !path.is_dir() && path.parent().is_some_and(package::is_package);
        if let Some(part) = self.paths.iter().find(is_part) {
            return Err(Error::usage(
                format!("`{}` is a part of a package", part.display()),
                "import its folder, into an empty knowledge base",
            ));
        }
        match self.paths.iter().find(|path| package::is_package(path)) {
            Some(path) if self.paths.len() > 1 => Err(Error::usage(
                format!("`{}` is a package, which is imported by itself", path.display()),
                "import it first, and pages then",
            )),
            path => Ok(path.map(PathBuf::as_path)),
        }
    }

    /// Refuses what is said of pages, of which a package has none.
    pub fn ensure_as_it_is(&self) -> Result<()> {
        let said = [
            ("input-format", self.input_format.is_some()),
            ("encoding", self.encoding.is_some()),
            ("figures", self.figures.is_some()),
        ];
        match said.iter().find(|(_, is_said)| *is_said) {
            Some((option, _)) => Err(Error::usage(
                format!("a package is brought back as it was: `--{option}` is for pages"),
                format!("leave out `--{option}`"),
            )),
            None => Ok(()),
        }
    }
}

/// A file of many pages.
enum Pages {
    Objects(Objects),
    Elements(Elements),
    Records(Records),
    Sheets(Sheets),
}

/// The pages that paths mean, one after the other, files below folders in the order of their names.
pub struct Inputs {
    files: VecDeque<PathBuf>,
    /// How many files there are in all.
    pub total: usize,
    format: Option<InputFormat>,
    figures: Option<FiguresAre>,
    /// The pages of the file of many that is being read.
    pages: Option<Pages>,
    /// What was there so far and is no page.
    pub passed_over: PassedOver,
}

impl Inputs {
    /// Returns the pages that the arguments mean. Folders are walked now; files are opened one by one later.
    pub fn new(args: &InputArgs) -> Result<Self> {
        let mut passed_over = PassedOver::default();
        let files = files(&args.paths, &mut passed_over)?;
        Ok(Self {
            total: files.len(),
            files: files.into(),
            format: args.input_format,
            figures: args.figures,
            pages: None,
            passed_over,
        })
    }

    /// Opens a file; returns its page when it is one, `None` when it is a file of many, which come next.
    fn open(&mut self, path: &Path) -> Result<Option<RawPage>, Unreadable> {
        let source = path.display().to_string();
        let unreadable = |error: io::Error| {
            let reason = match path.read_link() {
                Ok(target) if error.kind() == io::ErrorKind::NotFound => {
                    format!(
                        "is a link to `{}`, which is not there: put that back, or delete the link",
                        target.display()
                    )
                }
                _ => format!("cannot be read: {error}"),
            };
            Unreadable::at(&source, 1, reason)
        };
        let mut reader = compressed::open(path).map_err(unreadable)?;
        let (start, fault) = fill(&mut reader);
        let format = self.format.or_else(|| InputFormat::detect(&source, &start)).unwrap_or(InputFormat::Text);
        let is_array = is_array(&start);
        let reader = Box::new(io::Cursor::new(start).chain(fault).chain(reader));
        self.pages = match format {
            InputFormat::Jsonl if is_array => Some(Pages::Elements(Elements::new(source, reader))),
            InputFormat::Jsonl => Some(Pages::Objects(Objects::new(source, reader))),
            InputFormat::Warc => Some(Pages::Records(Records::new(source, reader))),
            InputFormat::Workbook => {
                Some(Pages::Sheets(Sheets::open(&source, digest(path), reader, self.figures, &mut self.passed_over)?))
            }
            _ => return page(source, path, format, reader).map(Some),
        };
        Ok(None)
    }
}

/// Reads a file that is one page.
fn page(source: String, path: &Path, format: InputFormat, reader: impl Read) -> Result<RawPage, Unreadable> {
    let (limit, hint) = match format {
        InputFormat::Html => (HTML_LIMIT, ": save it without its pictures"),
        _ => (PAGE_LIMIT, ""),
    };
    let mut bytes = Vec::new();
    let unreadable = |error: io::Error| Unreadable::at(&source, 1, format!("cannot be read: {error}"));
    reader.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Err(Unreadable::at(&source, 1, format!("the page is longer than {} MiB{hint}", limit / MIB)));
    }
    let place = source.clone();
    Ok(RawPage { source, place, line: 1, is_part: false, path: digest(path), format, charset: None, bytes })
}

impl Iterator for Inputs {
    type Item = Result<RawPage, Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(pages) = &mut self.pages {
                let next = match pages {
                    Pages::Objects(objects) => objects.next(),
                    Pages::Elements(elements) => elements.next(),
                    Pages::Records(records) => records.next(&mut self.passed_over),
                    Pages::Sheets(sheets) => sheets.next(),
                };
                if next.is_some() {
                    return next;
                }
                self.pages = None;
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

fn encoding(label: &str) -> Result<Encoding, String> {
    Encoding::from_label(label).ok_or_else(|| {
        "no encoding has that name; some that do: windows-1252, windows-1251, iso-8859-2, utf-16le, shift_jis, euc-kr, gb18030, \
         big5"
            .to_owned()
    })
}

/// Returns the first bytes of a reader, as many as are looked at; fewer only when there are no more, or when reading failed.
fn fill(reader: &mut impl BufRead) -> (Vec<u8>, FaultOnce) {
    let mut start = Vec::with_capacity(START);
    let fault = reader.take(START as u64).read_to_end(&mut start).err();
    (start, FaultOnce(fault))
}

/// What went wrong where the first bytes of a file were looked at. It stands where it happened for who reads on: one who can
/// go on behind it, as in a web archive, does.
struct FaultOnce(Option<io::Error>);

impl Read for FaultOnce {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl BufRead for FaultOnce {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}

/// Answers whether a file of JSON is one array.
fn is_array(start: &[u8]) -> bool {
    start.strip_prefix("\u{feff}".as_bytes()).unwrap_or(start).trim_ascii_start().starts_with(b"[")
}

/// Returns the files that paths mean, each once.
fn files(paths: &[PathBuf], passed_over: &mut PassedOver) -> Result<Vec<PathBuf>> {
    let mut seen = BTreeSet::new();
    let mut others = BTreeMap::new();
    let mut files = Vec::new();
    for path in paths {
        let mut below = Vec::new();
        if path.is_dir() {
            collect_pages(path, &mut below, &mut others)?;
            below.sort();
        } else {
            below.push(path.clone());
        }
        files.extend(below.into_iter().filter(|file| seen.insert(file.clone())));
    }
    for (_, kind) in others.iter().filter(|(other, _)| !seen.contains(*other)) {
        passed_over.count(kind);
    }
    Ok(files)
}

/// Collects every file below a folder whose name says that it holds pages, and what else there is, with its kind. Links to
/// folders are not followed: they may lead round in a circle.
fn collect_pages(folder: &Path, files: &mut Vec<PathBuf>, others: &mut BTreeMap<PathBuf, String>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(Error::file("read", folder))? {
        let entry = entry.map_err(Error::file("read", folder))?;
        let path = entry.path();
        if entry.file_type().map_err(Error::file("read", &path))?.is_dir() {
            // Its tables are no pages.
            if package::is_package(&path) {
                others.insert(path, "package".to_owned());
                continue;
            }
            collect_pages(&path, files, others)?;
        } else if InputFormat::of_name(&path.to_string_lossy()).is_some() && !is_no_file(&path) {
            files.push(path);
        } else {
            let kind = kind(&path);
            others.insert(path, kind);
        }
    }
    Ok(())
}

/// Returns what a file is, by its name, in words that follow a number.
fn kind(path: &Path) -> String {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending
        .filter(|ending| ending.len() <= LONGEST_ENDING)
        .map_or_else(|| "without an ending".to_owned(), |ending| format!(".{ending}"))
}

/// Returns the digest of a file's absolute path, the same for every way that leads there; `None` for what is no file that
/// could be met again, such as standard input or a pipe.
fn digest(path: &Path) -> Option<PathDigest> {
    if path == Path::new("-") || is_no_file(path) {
        return None;
    }
    let path = fs::canonicalize(path).ok()?;
    let hash = Sha256::digest(path.as_os_str().as_encoded_bytes());
    hash.first_chunk().copied()
}

/// Tells whether a path leads to something that is no file, such as a named pipe, which would be waited for without end.
/// What leads nowhere is reported when it is opened.
fn is_no_file(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.is_file())
}
