//! A home of its own for every test: no environment, a fixed width and clock, and the binary run in it.

use std::fmt::{self, Write as _};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use tempfile::TempDir;

/// The program. Tests that need it in a sandbox ask `Sandbox::command` for it; this is for those that start it by way of
/// another program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_versus");

/// An empty home directory, which is the working directory as well.
pub struct Sandbox {
    home: TempDir,
}

impl Sandbox {
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a temporary directory") }
    }

    /// A sandbox whose default base holds the shipped document and all of `tests/fixtures/pages`.
    pub fn with_fixtures() -> Self {
        // Made once, by the program itself, and copied from then on.
        static BASE: OnceLock<Vec<u8>> = OnceLock::new();
        let sandbox = Self::new();
        sandbox.bring("tests/fixtures/pages", "pages");
        let base = BASE.get_or_init(|| {
            sandbox.succeed(&["import", "pages"]);
            fs::read(sandbox.default_base()).expect("the base")
        });
        sandbox.write(".local/share/versus/versus.db", base);
        sandbox
    }

    /// A sandbox with the same files.
    pub fn copy(&self) -> Self {
        let copy = Self::new();
        copy_folder(self.home(), copy.home());
        copy
    }

    /// Writes the files of a folder of this repository into a folder.
    pub fn bring(&self, from: &str, to: &str) {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(from)).expect("a folder") {
            let path = entry.expect("readable").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a plain name");
            self.write(&format!("{to}/{name}"), fs::read(&path).expect("readable"));
        }
    }

    /// Copies the program into this sandbox, for a user to whom its own folder may be closed. Not by this process: another
    /// test may start one while the copy is open for writing, and then it could not be run.
    #[cfg(unix)]
    pub fn bring_program(&self) -> PathBuf {
        let copy = self.path("versus");
        assert!(Command::new("cp").arg(PROGRAM).arg(&copy).status().expect("cp runs").success());
        copy
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home().join(name)
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("below the home directory")).expect("a folder");
        fs::write(path, content).expect("a file");
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The program in this sandbox, for tests that need more than arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        self.settle(&mut command);
        command
    }

    /// Puts any program into this sandbox.
    pub fn settle(&self, command: &mut Command) {
        command
            .env_clear()
            .env("HOME", self.home())
            .env("COLUMNS", "80")
            .env("USER", "login")
            // What is written by hand on the machine that the tests run on is none of theirs.
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("PAGER")
            .env("VERSUS_PAGER", "")
            .env("VERSUS_NOW", "2026-01-02T03:04:05Z")
            .current_dir(self.home());
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.ran(&self.command().args(args).output().expect("the binary runs"))
    }

    pub fn run_with(&self, variable: &str, value: &str, args: &[&str]) -> Ran {
        self.ran(&self.command().env(variable, value).args(args).output().expect("the binary runs"))
    }

    /// Runs a command that must succeed and returns its exact standard output.
    pub fn succeed(&self, args: &[&str]) -> String {
        let output = self.command().args(args).output().expect("the binary runs");
        assert!(output.status.success(), "{args:?}\n{}", self.ran(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    pub fn ran(&self, output: &Output) -> Ran {
        Ran {
            code: output.status.code(),
            stdout: self.mask(&String::from_utf8_lossy(&output.stdout)),
            stderr: self.mask(&String::from_utf8_lossy(&output.stderr)),
        }
    }

    /// Returns the text without what differs from run to run.
    pub fn mask(&self, text: &str) -> String {
        without_uids(&text.replace(&*self.home().to_string_lossy(), "[HOME]"))
    }

    pub fn default_base(&self) -> PathBuf {
        self.path(".local/share/versus/versus.db")
    }

    /// Opens the default base past the program, as a person with the sqlite3 shell would.
    pub fn connect(&self) -> Connection {
        Connection::open(self.default_base()).expect("the base opens")
    }

    /// Returns all rows of all tables of the default base but the full-text index and refinery's, as text.
    pub fn dump(&self) -> String {
        dump(&self.connect())
    }

    /// Returns the same without what happened: how the base stands.
    pub fn standing(&self) -> String {
        let connection = self.connect();
        connection.execute_batch("BEGIN; DROP TABLE events").expect("a transaction that is not committed");
        dump(&connection)
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("readable").path();
        let place = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            fs::create_dir(&place).expect("a folder");
            copy_folder(&path, &place);
        } else {
            fs::copy(&path, place).expect("a copy");
        }
    }
}

/// Returns all rows of all tables of a base but the full-text index and refinery's, as text.
pub fn dump(connection: &Connection) -> String {
    let tables = "SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT GLOB 'search_index*' AND name <> 'refinery_schema_history'
        ORDER BY name";
    let tables: Vec<String> = query(connection, tables);
    let mut dump = String::new();
    for table in tables {
        writeln!(dump, "{table}").expect("memory");
        let mut statement = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2")).expect("a table");
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.query([]).expect("a table");
        while let Some(row) = rows.next().expect("a row") {
            // Each sandbox is another folder.
            let cell = |(column, name): (usize, &String)| match row.get_ref(column).expect("a cell") {
                ValueRef::Blob(_) if name == "path_digest" => "[PATH]".to_owned(),
                cell => shown(cell),
            };
            let cells: Vec<String> = columns.iter().enumerate().map(cell).collect();
            writeln!(dump, "  {}", cells.join(", ")).expect("memory");
        }
    }
    dump
}

fn shown(cell: ValueRef) -> String {
    match cell {
        ValueRef::Text(text) => format!("{:?}", String::from_utf8_lossy(text)),
        ValueRef::Integer(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}

/// Returns the first column of a query.
pub fn query<T: rusqlite::types::FromSql>(connection: &Connection, sql: &str) -> Vec<T> {
    let mut statement = connection.prepare(sql).expect(sql);
    let rows = statement.query_map([], |row| row.get(0)).expect(sql);
    rows.collect::<rusqlite::Result<_>>().expect(sql)
}

/// Fails unless the full-text index holds exactly the texts of the base as they read.
pub fn ensure_index_in_step(connection: &Connection) {
    // 1: compare the index with the texts as well, which is otherwise not done for a table with external content.
    let check = "INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)";
    connection.execute(check, []).unwrap_or_else(|error| panic!("search index of {:?}: {error}", connection.path()));
}

/// Fails unless a base is whole: its pages, its references and its full-text index.
pub fn ensure_sound(connection: &Connection) {
    let base = connection.path();
    assert_eq!(query::<String>(connection, "PRAGMA integrity_check"), ["ok"], "{base:?}");
    let broken: Vec<String> = query(connection, "SELECT \"table\" FROM pragma_foreign_key_check");
    assert_eq!(broken, Vec::<String>::new(), "references of {base:?}");
    ensure_index_in_step(connection);
}

/// Returns the text with the random ids of reports, 32 hexadecimal digits, replaced by `[UID]`.
pub fn without_uids(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
        let end = rest[start..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(rest.len(), |end| start + end);
        let word = &rest[start..end];
        let is_uid = word.len() == 32 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        masked.push_str(&rest[..start]);
        masked.push_str(if is_uid { "[UID]" } else { word });
        rest = &rest[end..];
    }
    masked + rest
}

/// How a run of the program ended and what it said.
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.code {
            Some(code) => write!(f, "exit code {code}")?,
            None => write!(f, "ended by a signal")?,
        }
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                write!(f, "\n---- {name} ----\n{text}")?;
            }
        }
        Ok(())
    }
}
