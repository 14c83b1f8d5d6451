//! Files and folders that take their place only when they are whole: made beside their target under a random name, and renamed.
//!
//! A command that is killed leaves its file behind. The next one that makes a file in the same folder clears it away, but no
//! folder: what people put into one may be theirs.

use std::collections::BTreeSet;
#[cfg(unix)]
use std::fs::File;
use std::fs::{self, OpenOptions};
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{Builder, NamedTempFile, TempDir};

use super::file::{companion, folder_of};

const PREFIX: &str = ".versus-";
const RANDOM: usize = 6;
const SUFFIX: &str = ".tmp";

/// What may lie beside such a file: SQLite's own, and the lock. In the order of removal: what says most about the others
/// goes last.
const COMPANIONS: [&str; 5] = ["-journal", "-wal", "-shm", "", LOCK];
const LOCK: &str = "-lock";

/// How long nobody must have written to a file before it counts as left behind. The lock tells who is alive, but it is
/// taken a moment after the file is made, and clocks of network folders differ.
const AGE: Duration = Duration::from_hours(1);

/// A new file beside its target. It is deleted when it is dropped, unless it was renamed.
#[derive(Debug)]
pub struct FileBeside {
    file: NamedTempFile,
    _companions: Companions,
    /// Held while the file has its random name: tells sweepers that somebody is at work. A file of its own, because on
    /// NFS a lock of this kind on a base would keep out SQLite's locks. `None` where it could not be had.
    _lock: Option<NamedTempFile>,
}

impl FileBeside {
    /// Gives the file its target's name, in place of what is there. When this returns, that outlasts a power cut.
    pub fn persist(self, target: &Path) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        self.file.persist(target)?;
        sync_folder(folder_of(target))
    }

    /// Gives the file its target's name likewise, unless something is there.
    pub fn persist_noclobber(self, target: &Path) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        self.file.persist_noclobber(target)?;
        sync_folder(folder_of(target))
    }
}

/// Removes what SQLite left beside a file of this name: a disk that is full keeps it from tidying up itself.
#[derive(Debug)]
struct Companions(PathBuf);

impl Drop for Companions {
    fn drop(&mut self) {
        for suffix in ["-journal", "-wal", "-shm"] {
            let _ = fs::remove_file(companion(&self.0, suffix));
        }
    }
}

impl Deref for FileBeside {
    type Target = NamedTempFile;

    fn deref(&self) -> &NamedTempFile {
        &self.file
    }
}

/// Makes a file under a random name in the folder of `target`, with the permissions that any new file gets there, to be
/// renamed to the target when it is whole. Clears away what killed commands left in that folder.
pub fn new_file_beside(target: &Path) -> io::Result<FileBeside> {
    let folder = folder_of(target);
    sweep(folder);
    let mut builder = Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM).suffix(SUFFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let file = builder.tempfile_in(folder).map_err(without_path)?;
    let lock = lock(folder, file.path());
    Ok(FileBeside { _companions: Companions(file.path().to_path_buf()), file, _lock: lock })
}

/// A new folder beside its target. It is deleted with what is in it when it is dropped, unless it was renamed.
#[derive(Debug)]
pub struct FolderBeside {
    /// For its user alone; what is in it has the rights that other folders get.
    around: TempDir,
}

impl FolderBeside {
    /// Returns where it is until then.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.around.path().join("folder")
    }

    /// Gives the folder its target's name, where nothing is there. When this returns, that and its files outlast a power cut.
    pub fn persist(self, target: &Path) -> io::Result<()> {
        for entry in fs::read_dir(self.path())? {
            fs::File::open(entry?.path())?.sync_all()?;
        }
        sync_folder(&self.path())?;
        fs::rename(self.path(), target)?;
        sync_folder(folder_of(target))
    }
}

/// Makes a folder under a random name in that of `target`, to be renamed to the target when it is whole.
pub fn new_folder_beside(target: &Path) -> io::Result<FolderBeside> {
    let around = Builder::new().prefix(PREFIX).tempdir_in(folder_of(target)).map_err(without_path)?;
    let beside = FolderBeside { around };
    fs::create_dir(beside.path())?;
    Ok(beside)
}

/// Makes a folder, and those above it, that outlast a power cut.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder_of(folder);
    make_folder(above)?;
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        Err(_) if !folder.is_dir() => Err(io::ErrorKind::NotADirectory.into()),
        _ => sync_folder(above),
    }
}

/// Brings the names in a folder to the disk: a file can be synced and yet be gone after a power cut, because its name is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    // A folder that may be written to but not listed cannot be opened.
    let Ok(folder) = File::open(folder) else { return Ok(()) };
    match folder.sync_all() {
        // Some network file systems have no such thing.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}

/// Elsewhere folders cannot be opened, and renaming is up to the system.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Returns the error without the random name, which tells nobody anything.
fn without_path(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((text, _)) => io::Error::new(error.kind(), text),
        None => error,
    }
}

fn lock(folder: &Path, path: &Path) -> Option<NamedTempFile> {
    let name = companion(Path::new(path.file_name()?), LOCK);
    let lock = Builder::new().prefix(name.as_os_str()).rand_bytes(0).tempfile_in(folder).ok()?;
    lock.as_file().try_lock().ok()?;
    Some(lock)
}

/// Removes what killed commands left in a folder. What cannot be read or removed stays: that is no reason to fail.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let ours: BTreeSet<String> = names.filter_map(|name| random_name(&name).map(String::from)).collect();
    for path in ours.iter().map(|name| folder.join(name)) {
        // Age first: whoever has just made the lock must find it free.
        if !COMPANIONS.iter().all(|suffix| is_missing_or_old(&companion(&path, suffix))) {
            continue;
        }
        // Held until all is removed.
        let lock = match OpenOptions::new().write(true).open(companion(&path, LOCK)) {
            Ok(file) => Some(file),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(_) => continue,
        };
        if lock.as_ref().is_none_or(|lock| lock.try_lock().is_ok()) {
            for suffix in COMPANIONS {
                let _ = fs::remove_file(companion(&path, suffix));
            }
        }
    }
}

/// Returns the random name of one of our files, given that name or the name of a file beside it.
fn random_name(name: &str) -> Option<&str> {
    let random = name.strip_prefix(PREFIX)?.get(..RANDOM)?;
    let (name, companion) = name.split_at_checked(PREFIX.len() + RANDOM + SUFFIX.len())?;
    let is_ours = name.ends_with(SUFFIX)
        && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && COMPANIONS.contains(&companion);
    is_ours.then_some(name)
}

/// Tells whether nothing is there, or an ordinary file that nobody has written to for a while. No link is followed.
fn is_missing_or_old(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(metadata) => {
            let age = metadata.modified().ok().and_then(|modified| modified.elapsed().ok());
            metadata.is_file() && age.is_some_and(|age| age >= AGE)
        }
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("readable").file_name().into_string().expect("plain")).collect();
        names.sort();
        names
    }

    fn age(path: &Path, age: Duration) {
        let file = OpenOptions::new().write(true).open(path).expect("a file");
        file.set_modified(SystemTime::now() - age).expect("a time");
    }

    fn write_old(path: &Path) {
        fs::write(path, "left").expect("written");
        age(path, AGE);
    }

    #[test]
    fn the_next_file_clears_away_what_killed_commands_left() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["Ab12Cd.tmp", "Ab12Cd.tmp-journal", "Ab12Cd.tmp-wal", "Ab12Cd.tmp-shm", "Ab12Cd.tmp-lock"] {
            write_old(&folder.path().join(format!(".versus-{name}")));
        }
        write_old(&folder.path().join(".versus-alone1.tmp"));
        write_old(&folder.path().join(".versus-alone2.tmp-lock"));
        drop(new_file_beside(&folder.path().join("target")).expect("made"));
        assert_eq!(names(folder.path()), Vec::<String>::new());
    }

    #[test]
    fn what_may_be_somebody_elses_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let kept = [
            ".versus-abcdef.tmp.bak",
            ".versus-abcdef.txt",
            ".versus-notes.tmp",
            ".versus-äöü.tmp",
            ".versus-longer-name.tmp",
            ".versus-young1.tmp",
            ".versus-young2.tmp",
            ".versus-young2.tmp-wal",
            "versus-abcdef.tmp",
        ];
        for name in kept {
            write_old(&folder.path().join(name));
        }
        for name in [".versus-young1.tmp", ".versus-young2.tmp-wal"] {
            age(&folder.path().join(name), AGE / 2);
        }
        fs::create_dir(folder.path().join(".versus-folder.tmp")).expect("made");
        let mut expected: Vec<String> = kept.iter().map(ToString::to_string).collect();
        expected.push(".versus-folder.tmp".into());
        #[cfg(unix)]
        {
            let outside = tempfile::NamedTempFile::new().expect("a file");
            age(outside.path(), AGE);
            std::os::unix::fs::symlink(outside.path(), folder.path().join(".versus-linked.tmp")).expect("a link");
            expected.push(".versus-linked.tmp".into());
        }
        drop(new_file_beside(&folder.path().join("target")).expect("made"));
        expected.sort();
        assert_eq!(names(folder.path()), expected);
    }

    #[test]
    fn a_file_that_is_being_made_stays_however_old() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("target");
        let slow = new_file_beside(&target).expect("made");
        for name in names(folder.path()) {
            age(&folder.path().join(name), 10 * AGE);
        }
        drop(new_file_beside(&target).expect("made"));
        slow.persist(&target).expect("renamed");
        assert_eq!(names(folder.path()), ["target"], "and it leaves nothing behind");
    }
}
