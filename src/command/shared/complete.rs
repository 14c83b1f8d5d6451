//! What the shell offers when TAB is pressed: names, headings and numbers of the base that the command line being typed is about.
//! It only reads, makes no base and says nothing: whatever goes wrong, nothing is offered.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::Arg;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use crate::command::shared::config::{Config, directory};
use crate::error::Result;
use crate::model::{Lookup, NameKind};
use crate::output::safe;
use crate::store::{Access, Store};

/// The most candidates. More are no help to anybody.
const MOST: usize = 50;

/// Returns the command line with what to offer for each argument that names something of the base, told by its name, and for words
/// that are no command, which are figures.
pub fn completable(command: clap::Command) -> clap::Command {
    let words = Arg::new("words").num_args(1..).add(ArgValueCompleter::new(begun));
    with_offers(command).arg(words)
}

fn with_offers(command: clap::Command) -> clap::Command {
    let name = command.get_name().to_owned();
    let command = command.mut_args(|argument| match offered(&name, &argument) {
        Some(offer) => argument.add(ArgValueCompleter::new(offer)),
        None => argument,
    });
    command.mut_subcommands(with_offers)
}

fn offered(command: &str, argument: &Arg) -> Option<fn(&OsStr) -> Vec<CompletionCandidate>> {
    if !argument.get_action().takes_values() {
        return None;
    }
    Some(match (command, argument.get_id().as_str()) {
        ("compare", "figures") => compared,
        ("show", "name") => anything,
        ("figures", "pattern") | ("add" | "merge", "name" | "into") | (_, "figure") => figures,
        ("attributes", "pattern") | (_, "attribute") => attributes,
        ("documents", "pattern") | (_, "document" | "documents" | "prefer") => documents,
        ("remove", "alias") => aliases,
        (_, "section" | "heading") => headings,
        ("show" | "accept" | "decline" | "reopen", "number" | "numbers") => reports,
        ("revert", "correction") => corrections,
        _ => return None,
    })
}

/// Offers figures, by their names and aliases.
fn figures(current: &OsStr) -> Vec<CompletionCandidate> {
    offer(current, |store, typed| names(store, NameKind::Figure, typed))
}

/// Offers attributes, by their names and aliases.
fn attributes(current: &OsStr) -> Vec<CompletionCandidate> {
    offer(current, |store, typed| names(store, NameKind::Attribute, typed))
}

/// Offers documents.
fn documents(current: &OsStr) -> Vec<CompletionCandidate> {
    offer(current, |store, typed| store.slugs_beginning(typed, MOST))
}

/// Offers whatever `show` shows.
fn anything(current: &OsStr) -> Vec<CompletionCandidate> {
    offer(current, |store, typed| names_or_documents(store, &[NameKind::Figure, NameKind::Attribute], typed))
}

/// Offers figures, and documents that stand for theirs.
fn compared(current: &OsStr) -> Vec<CompletionCandidate> {
    offer(current, |store, typed| names_or_documents(store, &[NameKind::Figure], typed))
}

/// The same where commands are offered as well: those come first while nothing is typed.
fn begun(current: &OsStr) -> Vec<CompletionCandidate> {
    if current.is_empty() { Vec::new() } else { compared(current) }
}

/// Returns the names that begin so; else the documents, whose slugs begin as the names of their figures do but for the case, so
/// that a shell would find no beginning common to both.
fn names_or_documents(store: &Store, kinds: &[NameKind], typed: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for kind in kinds {
        found.extend(store.names_beginning(*kind, false, typed, MOST)?);
    }
    if found.is_empty() {
        found = store.slugs_beginning(typed, MOST)?;
    }
    if found.is_empty() {
        for kind in kinds {
            found.extend(names(store, *kind, typed)?);
        }
    }
    Ok(found)
}

/// Offers further names.
fn aliases(current: &OsStr) -> Vec<CompletionCandidate> {
    offer(current, |store, typed| {
        let mut all = store.names_beginning(NameKind::Figure, true, typed, MOST)?;
        all.extend(store.names_beginning(NameKind::Attribute, true, typed, MOST)?);
        Ok(all)
    })
}

/// Offers headings of sections.
fn headings(current: &OsStr) -> Vec<CompletionCandidate> {
    offer(current, |store, typed| store.headings_beginning(typed, MOST))
}

/// Offers numbers of reports, the newest first.
fn reports(current: &OsStr) -> Vec<CompletionCandidate> {
    offer(current, |store, typed| Ok(beginning(&store.report_numbers(MOST)?, typed)))
}

/// Offers numbers of corrections that hold, the newest first.
fn corrections(current: &OsStr) -> Vec<CompletionCandidate> {
    offer(current, |store, typed| Ok(beginning(&store.correction_numbers(MOST)?, typed)))
}

fn beginning(numbers: &[i64], typed: &str) -> Vec<String> {
    numbers.iter().map(ToString::to_string).filter(|number| number.starts_with(typed)).collect()
}

/// Returns the names that begin so, and where there is none, the one that has a word which does.
fn names(store: &Store, kind: NameKind, typed: &str) -> Result<Vec<String>> {
    let names = store.names_beginning(kind, false, typed, MOST)?;
    if !names.is_empty() || typed.is_empty() {
        return Ok(names);
    }
    Ok(match store.beginning::<i64>(kind, typed)? {
        Lookup::Found(only) => vec![only.name],
        _ => Vec::new(),
    })
}

fn offer(current: &OsStr, find: impl FnOnce(&Store, &str) -> Result<Vec<String>>) -> Vec<CompletionCandidate> {
    let Some(current) = current.to_str() else { return Vec::new() };
    let typed = unquoted(current);
    let Some(base) = base().filter(|base| base.is_file()) else { return Vec::new() };
    let found = Store::open(&base, Access::Read).and_then(|store| find(&store, &typed)).unwrap_or_default();
    // Only its script sets this. Which shell asks is no longer in the environment.
    let is_bash = env::var_os("_CLAP_COMPLETE_COMP_TYPE").is_some();
    // What a terminal must not see is nothing to type either.
    let names = found.into_iter().filter(|name| *safe(name) == **name && !name.contains('\n')).take(MOST);
    names.map(|name| CompletionCandidate::new(if is_bash { for_bash(&name, current) } else { name })).collect()
}

/// Returns the base that the command line being typed is about.
fn base() -> Option<PathBuf> {
    let words: Vec<OsString> = env::args_os().collect();
    let flag = words.iter().enumerate().rev().find_map(|(at, word)| {
        let word = word.to_str()?;
        if word == "--db" {
            words.get(at + 1).map(PathBuf::from)
        } else {
            word.strip_prefix("--db=").map(PathBuf::from)
        }
    });
    flag.or_else(|| env::var_os("VERSUS_DB").filter(|path| !path.is_empty()).map(PathBuf::from))
        .or_else(|| Config::read().ok()?.db)
        .or_else(|| Some(directory("XDG_DATA_HOME", ".local/share")?.join("versus/versus.db")))
}

/// Returns what was typed without the quotes that shells take away.
fn unquoted(typed: &str) -> String {
    let mut text = String::new();
    let mut quote = None;
    let mut signs = typed.chars();
    while let Some(sign) = signs.next() {
        match (sign, quote) {
            ('\'' | '"', None) => quote = Some(sign),
            (sign, Some(open)) if sign == open => quote = None,
            ('\\', None | Some('"')) => text.extend(signs.next()),
            (sign, _) => text.push(sign),
        }
    }
    text
}

/// Returns a name as bash takes it in place of what was typed. It puts in what it is given as it is, after an open quote.
fn for_bash(name: &str, typed: &str) -> String {
    match typed.chars().next() {
        Some('\'') => name.replace('\'', "'\\''"),
        Some('"') => escaped(name, |sign| "\"$`\\!".contains(sign)),
        _ => escaped(name, |sign| sign.is_ascii() && !sign.is_ascii_alphanumeric() && !"-_./+,:@%".contains(sign)),
    }
}

fn escaped(name: &str, is_special: impl Fn(char) -> bool) -> String {
    let mut text = String::with_capacity(name.len());
    for sign in name.chars() {
        if is_special(sign) {
            text.push('\\');
        }
        text.push(sign);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_as_shells_do() {
        assert_eq!(unquoted("Joseph\\ St"), "Joseph St");
        assert_eq!(unquoted("\"Joseph St"), "Joseph St");
        assert_eq!(unquoted("'it\\s"), "it\\s");
        assert_eq!(unquoted("\"a\\\"b\" c"), "a\"b c");
    }

    #[test]
    fn names_are_quoted_for_bash() {
        assert_eq!(for_bash("Joseph Stalin", "Jo"), "Joseph\\ Stalin");
        assert_eq!(for_bash("Joseph Stalin", "\"Jo"), "Joseph Stalin");
        assert_eq!(for_bash("$(rm -rf ~)`x`", ""), "\\$\\(rm\\ -rf\\ \\~\\)\\`x\\`");
        assert_eq!(for_bash("a$b\"c", "\"a"), "a\\$b\\\"c");
        assert_eq!(for_bash("it's", "'it"), "it'\\''s");
        assert_eq!(for_bash("Émile Zola", ""), "Émile\\ Zola");
    }
}
