//! What people set once, in `versus/config.toml` of their XDG configuration directory, and where each setting comes from: a flag
//! before the environment, that before the file, that before what holds without any of them.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use clap::ValueEnum;
use serde::Deserialize;

use crate::command::shared::global::Color;
use crate::error::{Error, Result};
use crate::output::Format;

/// What the file says.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The file, if there is a place for one.
    pub path: Option<PathBuf>,
    pub(super) db: Option<PathBuf>,
    pub(super) format: Option<Format>,
    /// Who decides, unless a flag or the environment says so.
    pub editor: Option<String>,
    pub(super) pager: Option<String>,
    pub(super) color: Option<Color>,
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    db: Option<String>,
    format: Option<String>,
    editor: Option<String>,
    pager: Option<String>,
    color: Option<String>,
}

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A flag of this command.
    Flag(&'static str),
    /// A variable of the environment.
    Environment(&'static str),
    /// The file.
    Config,
    /// Nobody set it.
    Default,
}

impl Config {
    /// Reads the file, if it is there.
    pub fn read() -> Result<Self> {
        let Some(path) = directory("XDG_CONFIG_HOME", ".config").map(|folder| folder.join("versus/config.toml")) else {
            return Ok(Self::default());
        };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(Self { path: Some(path), ..Self::default() });
            }
            Err(error) => return Err(Error::file("read", &path)(error)),
        };
        Self::parse(&text, &path)
    }

    fn parse(text: &str, path: &Path) -> Result<Self> {
        let wrong =
            |line: usize, message: &str| Error::Config { path: path.to_path_buf(), line, reason: message.into() };
        let file: File = toml::from_str(text).map_err(|error| {
            let before = error.span().map_or("", |span| &text[..span.start.min(text.len())]);
            wrong(before.matches('\n').count() + 1, error.message())
        })?;
        // The line on which a setting stands whose value is none.
        let line_of = |key: &str| text.lines().position(|line| line.trim_start().starts_with(key)).unwrap_or(0) + 1;
        let none = |key: &str, value: &str, known: &[&str]| {
            wrong(line_of(key), &format!("`{value}` is no {key}: it is one of {}", known.join(", ")))
        };
        let format =
            file.format.map(|name| Format::from_name(&name).ok_or_else(|| none("format", &name, Format::NAMES)));
        let color = file
            .color
            .map(|name| Color::from_str(&name, false).map_err(|_| none("color", &name, &["auto", "always", "never"])));
        let editor = file.editor.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        // Beside the file, so that it means the same wherever versus is run.
        let db = file.db.map(|db| from_home(&db).unwrap_or_else(|| path.parent().unwrap_or(path).join(&db)));
        let path = Some(path.to_path_buf());
        Ok(Self { path, db, format: format.transpose()?, editor, pager: file.pager, color: color.transpose()? })
    }
}

/// Returns a path that begins in the home directory, as shells write it.
fn from_home(path: &str) -> Option<PathBuf> {
    Some(env::home_dir()?.join(path.strip_prefix("~/")?))
}

/// Returns an XDG directory: that of a variable, or `below` in the home directory.
/// [specifications.freedesktop.org/basedir-spec: a relative path is to be ignored]
pub fn directory(variable: &str, below: &str) -> Option<PathBuf> {
    let named = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    named.or_else(|| {
        let home = env::home_dir().filter(|home| !home.as_os_str().is_empty())?;
        Some(home.join(below))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> std::result::Result<Config, String> {
        Config::parse(text, Path::new("/c/config.toml")).map_err(|error| error.to_string())
    }

    #[test]
    fn all_settings_are_read() {
        let text = "db = \"a.db\"\nformat = \"csv\"\neditor = \" Ann \"\npager = \"less\"\ncolor = \"never\"\n";
        let config = parse(text).expect("a configuration");
        assert_eq!(config.db.as_deref(), Some(Path::new("/c/a.db")));
        assert_eq!((config.format, config.editor.as_deref()), (Some(Format::Csv), Some("Ann")));
        assert_eq!((config.pager.as_deref(), config.color), (Some("less"), Some(Color::Never)));
        assert_eq!(parse("db = \"/b/a.db\"").expect("a configuration").db.as_deref(), Some(Path::new("/b/a.db")));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        assert!(parse("editor = \"A\"\nformt = \"csv\"").expect_err("no setting").contains("config.toml:2: "));
        let error = parse("\n\nformat = \"xml\"").expect_err("no format");
        assert!(error.contains("config.toml:3: `xml` is no format: it is one of table, csv"), "{error}");
        assert!(parse("db = 1").expect_err("no text").contains("config.toml:1: "));
        assert!(parse("color = \"red\"").expect_err("no colour").contains("auto, always, never"));
    }
}
