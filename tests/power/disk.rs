//! A watched disk: runs the program with `disk.c` preloaded, and replays what it did to its files on a simulated disk
//! that keeps for certain only what was synced.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use crate::random::Random;

/// What disks write whole or not at all.
const SECTOR: usize = 512;

/// Returns the shared object made of `disk.c`.
fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/power/disk.c");
        let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join("disk.so");
        // Another run may be using it: made beside it and renamed.
        let beside = library.with_extension(std::process::id().to_string());
        let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
        let output = Command::new(&compiler)
            .args(["-O1", "-shared", "-fPIC", "-pthread", "-o"])
            .args([beside.as_os_str(), source.as_ref()])
            .output()
            .unwrap_or_else(|error| panic!("the C compiler `{}`: {error}", compiler.display()));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::rename(beside, &library).expect("renamed");
        library
    })
}

/// Runs a command whose files in `folder` are watched, and returns how it ended and what it did to them.
pub fn watched(command: &mut Command, folder: &Path) -> (Output, Vec<Call>) {
    let log = tempfile::NamedTempFile::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a file");
    let output = run(command.env("VERSUS_DISK_LOG", log.path()), folder);
    let calls = read_log(&fs::read(log.path()).expect("the log"));
    assert!(!calls.is_empty(), "nothing was watched: is the program linked statically?\n{output:?}");
    (output, calls)
}

/// Runs a command for which calls on files in `folder` fail.
pub fn failing(command: &mut Command, folder: &Path, failure: &Failure) -> Output {
    let Failure { kind, nth, errno, once } = failure;
    run(command.env("VERSUS_DISK_FAIL", format!("{kind}:{nth}:{errno}:{}", u8::from(*once))), folder)
}

fn run(command: &mut Command, folder: &Path) -> Output {
    let folder = fs::canonicalize(folder).expect("the folder");
    command.env("LD_PRELOAD", library()).env("VERSUS_DISK_FOLDER", folder).output().expect("the binary runs")
}

/// Which calls fail, and how.
#[derive(Debug, Clone, Copy)]
pub struct Failure {
    /// `w`: what takes room; `s`: syncs.
    pub kind: char,
    /// The first that fails, from 1.
    pub nth: usize,
    pub errno: i32,
    /// Only that one, or all that follow as well.
    pub once: bool,
}

/// One thing that the program did.
#[derive(Debug)]
pub enum Call {
    Open {
        file: i32,
        path: PathBuf,
        made: bool,
    },
    Write {
        file: i32,
        offset: usize,
        data: Vec<u8>,
    },
    Truncate {
        file: i32,
        length: usize,
    },
    Sync {
        file: i32,
    },
    Rename {
        file: i32,
        path: PathBuf,
    },
    Unlink {
        path: PathBuf,
    },
    MakeFolder {
        path: PathBuf,
    },
    Close {
        file: i32,
    },
    /// On standard output or standard error.
    Say(String),
}

fn read_log(mut bytes: &[u8]) -> Vec<Call> {
    let mut calls = Vec::new();
    while !bytes.is_empty() {
        let number = |at: usize| i32::from_ne_bytes(bytes[at..at + 4].try_into().expect("4 bytes"));
        let size = |at: usize| {
            usize::try_from(i64::from_ne_bytes(bytes[at..at + 8].try_into().expect("8 bytes"))).expect("not negative")
        };
        let (what, file, offset, length) = (number(0), number(4), size(8), size(16));
        let data = &bytes[24..24 + length];
        let text = || String::from_utf8_lossy(data).into_owned();
        // Without `/./`.
        let path = || Path::new(&text()).components().collect();
        calls.push(match u8::try_from(what).expect("a letter") {
            b'o' => Call::Open { file, path: path(), made: false },
            b'c' => Call::Open { file, path: path(), made: true },
            b'w' => Call::Write { file, offset, data: data.to_vec() },
            b't' => Call::Truncate { file, length: offset },
            b's' => Call::Sync { file },
            b'r' => Call::Rename { file, path: path() },
            b'u' => Call::Unlink { path: path() },
            b'm' => Call::MakeFolder { path: path() },
            b'x' => Call::Close { file },
            b'd' => Call::Say(text()),
            other => panic!("an unknown call: {other}"),
        });
        bytes = &bytes[24 + length..];
    }
    calls
}

/// A disk that keeps for certain only what was synced: of a file, what was written before its last sync; of a folder,
/// the names as they were at its last sync. So even the name of a new file needs a sync of its folder, which some file
/// systems do not ask for. Of the rest, any part may have reached the disk: whole sectors, and names one by one.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    files: Vec<File>,
    /// What names lead to now; what they lead to for certain; and the changes that make the one from the other.
    names: BTreeMap<PathBuf, Node>,
    certain: BTreeMap<PathBuf, Node>,
    changes: Vec<NameChange>,
    open: HashMap<i32, Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    File(usize),
    Folder(PathBuf),
}

#[derive(Debug, Default)]
struct File {
    certain: Vec<u8>,
    changes: Vec<DataChange>,
}

#[derive(Debug)]
enum DataChange {
    Write { offset: usize, data: Vec<u8> },
    Truncate(usize),
}

#[derive(Debug, Clone)]
struct NameChange {
    lost: Option<PathBuf>,
    set: Option<(PathBuf, Node)>,
}

/// How much of what was not synced has reached the disk.
#[derive(Debug, Clone, Copy)]
pub enum Luck {
    Nothing,
    Everything,
    /// Each part with this many chances in 16.
    Some(u64),
}

impl Disk {
    /// Returns a disk that holds for certain what `root` holds.
    pub fn holding(root: &Path) -> Self {
        let root = fs::canonicalize(root).expect("the folder");
        let mut disk = Self {
            root: root.clone(),
            files: Vec::new(),
            names: BTreeMap::new(),
            certain: BTreeMap::new(),
            changes: Vec::new(),
            open: HashMap::new(),
        };
        disk.names.insert(root.clone(), Node::Folder(root.clone()));
        disk.take_in(&root);
        disk.certain = disk.names.clone();
        disk
    }

    fn take_in(&mut self, folder: &Path) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                self.names.insert(path.clone(), Node::Folder(path.clone()));
                self.take_in(&path);
            } else {
                self.names.insert(path.clone(), Node::File(self.files.len()));
                self.files.push(File { certain: fs::read(&path).expect("readable"), changes: Vec::new() });
            }
        }
    }

    pub fn apply(&mut self, call: &Call) {
        match call {
            Call::Open { file, path, made } => {
                if *made {
                    let node = Node::File(self.files.len());
                    self.files.push(File::default());
                    self.rename(None, Some((path.clone(), node)));
                }
                let node = self.names.get(path).unwrap_or_else(|| panic!("{} is not on the disk", path.display()));
                self.open.insert(*file, node.clone());
            }
            Call::Write { file, offset, data } => {
                self.file(*file).changes.push(DataChange::Write { offset: *offset, data: data.clone() });
            }
            Call::Truncate { file, length } => self.file(*file).changes.push(DataChange::Truncate(*length)),
            Call::Sync { file } => match self.open[file].clone() {
                Node::File(number) => self.files[number].sync(),
                Node::Folder(folder) => self.sync_names(&folder),
            },
            Call::Rename { file, path } => {
                let node = self.open[file].clone();
                if self.names.get(path) != Some(&node) {
                    let old = self.names.iter().find(|(_, other)| **other == node).map(|(old, _)| old.clone());
                    self.rename(old, Some((path.clone(), node)));
                }
            }
            Call::Unlink { path } => self.rename(Some(path.clone()), None),
            Call::MakeFolder { path } => self.rename(None, Some((path.clone(), Node::Folder(path.clone())))),
            Call::Close { file } => drop(self.open.remove(file)),
            Call::Say(_) => {}
        }
    }

    fn file(&mut self, file: i32) -> &mut File {
        match self.open[&file] {
            Node::File(number) => &mut self.files[number],
            Node::Folder(_) => panic!("a folder is not written to"),
        }
    }

    fn rename(&mut self, lost: Option<PathBuf>, set: Option<(PathBuf, Node)>) {
        let change = NameChange { lost, set };
        change.make(&mut self.names);
        self.changes.push(change);
    }

    fn sync_names(&mut self, folder: &Path) {
        let (reached, left): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.changes).into_iter().partition(|change| change.is_in(folder));
        self.changes = left;
        for change in reached {
            change.make(&mut self.certain);
        }
    }

    /// Writes into `target` what the disk may hold when the power goes now.
    pub fn survive(&self, target: &Path, luck: Luck, random: &mut Random) {
        let mut names = self.certain.clone();
        self.changes.iter().filter(|_| luck.holds(random)).for_each(|change| change.make(&mut names));
        for (path, node) in names {
            let place = target.join(path.strip_prefix(&self.root).expect("below the root"));
            match node {
                // In order of names, so that a folder comes before what is in it, unless it was lost.
                _ if !place.parent().is_some_and(Path::is_dir) => {}
                Node::Folder(_) => fs::create_dir_all(place).expect("a folder"),
                Node::File(number) => fs::write(place, self.files[number].survivors(luck, random)).expect("a file"),
            }
        }
    }
}

impl NameChange {
    fn make(&self, names: &mut BTreeMap<PathBuf, Node>) {
        if let Some(lost) = &self.lost {
            names.remove(lost);
        }
        if let Some((path, node)) = &self.set {
            names.insert(path.clone(), node.clone());
        }
    }

    fn is_in(&self, folder: &Path) -> bool {
        let path = self.set.as_ref().map(|(path, _)| path).or(self.lost.as_ref());
        path.and_then(|path| path.parent()) == Some(folder)
    }
}

impl File {
    fn sync(&mut self) {
        for change in std::mem::take(&mut self.changes) {
            match change {
                DataChange::Write { offset, data } => put(&mut self.certain, offset, &data),
                DataChange::Truncate(length) => self.certain.resize(length, 0),
            }
        }
    }

    fn survivors(&self, luck: Luck, random: &mut Random) -> Vec<u8> {
        let mut bytes = self.certain.clone();
        for change in &self.changes {
            match change {
                DataChange::Truncate(length) => {
                    if luck.holds(random) {
                        bytes.resize(*length, 0);
                    }
                }
                DataChange::Write { offset, data } => {
                    let (mut at, end) = (*offset, offset + data.len());
                    while at < end {
                        let next = end.min((at / SECTOR + 1) * SECTOR);
                        if luck.holds(random) {
                            put(&mut bytes, at, &data[at - offset..next - offset]);
                        }
                        at = next;
                    }
                }
            }
        }
        bytes
    }
}

fn put(bytes: &mut Vec<u8>, offset: usize, data: &[u8]) {
    let end = offset + data.len();
    if bytes.len() < end {
        bytes.resize(end, 0);
    }
    bytes[offset..end].copy_from_slice(data);
}

impl Luck {
    fn holds(self, random: &mut Random) -> bool {
        match self {
            Self::Nothing => false,
            Self::Everything => true,
            Self::Some(chances) => random.below(16) < chances,
        }
    }
}
