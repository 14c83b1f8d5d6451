//! Figures, and attributes, that are likely one thing under two names.
//!
//! Careful rather than thorough: names are put into groups by a form that leaves out what people write differently, and
//! only names of one group are ever beside each other, so that the cost grows with the names and not with their square.
//! Two that stand side by side in a document are two things, whatever their names.

use rusqlite::{Connection, named_params};

use super::finding::{Concern, Finding, Level, Visit};
use crate::error::{Error, Result};
use crate::model::{NameId, NameKind, Place};
use crate::name;
use crate::store::name::known;

/// Whether two figures stand side by side in a document, or two attributes.
const SHARED: &str = include_str!("are_side_by_side.sql");

/// In how many documents a figure stands, or how many values an attribute has. Their ids never meet.
const COUNT: &str = include_str!("uses_of_name.sql");

pub(super) fn find(connection: &Connection, visit: &mut Visit) -> Result<()> {
    for kind in [NameKind::Figure, NameKind::Attribute] {
        let mut statement =
            connection.prepare("SELECT coalesce(alias_of, id) AS id, name FROM names WHERE kind = :kind")?;
        let mut names = statement.query(named_params! { ":kind": kind })?;
        let next = || {
            let Some(row) = names.next()? else { return Ok(None) };
            Ok(Some((row.get("id")?, row.get("name")?)))
        };
        let (mut shared, mut count) = (connection.prepare(SHARED)?, connection.prepare(COUNT)?);
        each_pair(connection, kind, next, |a, b| {
            if shared.query_row(named_params! { ":a": a, ":b": b }, |row| row.get(0))? {
                return Ok(());
            }
            let mut used = |id: NameId| count.query_row(named_params! { ":id": id }, |row| row.get::<_, i64>(0));
            // The one that more is known of keeps its name; of two alike, the older.
            let (kept, other) = if used(b)? > used(a)? { (b, a) } else { (a, b) };
            let (kept, other) = (known::name_of(connection, kept)?, known::name_of(connection, other)?);
            let details = format!("`{other}` looks like `{kept}`");
            let finding = Finding::new(Concern::Duplicate, Level::Work, details);
            visit(&Finding { place: Some(Place::named(kind, other)), other: Some(kept), ..finding })
        })?;
    }
    Ok(())
}

/// Passes the pairs of ids whose names look like one to `visit`, in order. The forms of names are several times as long as the
/// names: SQLite keeps and sorts them in a temporary table, so that memory does not grow with the base.
fn each_pair(
    connection: &Connection,
    kind: NameKind,
    mut next: impl FnMut() -> Result<Option<(NameId, String)>>,
    mut visit: impl FnMut(NameId, NameId) -> Result<()>,
) -> Result<()> {
    // What is made for it is gone with the savepoint.
    connection.execute_batch("SAVEPOINT duplicates")?;
    let found =
        connection.execute_batch(include_str!("temporary/name_forms.sql")).map_err(Error::from).and_then(|()| {
            let mut insert =
                connection.prepare("INSERT INTO name_forms (form, id, is_short) VALUES (:form, :id, :is_short)")?;
            while let Some((id, name)) = next()? {
                for form in same_forms(&name) {
                    insert.execute(named_params! { ":form": form, ":id": id, ":is_short": None::<bool> })?;
                }
                if kind == NameKind::Figure {
                    for (form, is_short) in short_forms(&name) {
                        insert.execute(named_params! { ":form": form, ":id": id, ":is_short": is_short })?;
                    }
                }
            }
            let mut statement = connection.prepare(include_str!("temporary/alike.sql"))?;
            let mut pairs = statement.query([])?;
            while let Some(row) = pairs.next()? {
                visit(row.get("first")?, row.get("second")?)?;
            }
            Ok(())
        });
    // An error may have ended the transaction, and the savepoint with it.
    if !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK TO duplicates; RELEASE duplicates")?;
    }
    found
}

/// Returns the forms that only names of the same thing share: without accents, spaces and punctuation; `Stalin, Joseph` as
/// `Joseph Stalin`; three words or more in any order. (Two words are too few: chocolate milk is not milk chocolate.)
fn same_forms(name: &str) -> Vec<String> {
    let mut forms = vec![tight(name)];
    if let Some((last, first)) = name.split_once(", ").filter(|(_, first)| !first.contains(',')) {
        forms.push(tight(&format!("{first} {last}")));
    }
    let mut words = name::words(name);
    if words.len() >= 3 {
        words.sort_unstable();
        forms.push(format!("\u{1f}{}", words.join(" ")));
    }
    forms.retain(|form| !form.is_empty());
    forms
}

/// Returns the name without case, accents, spaces and punctuation, but for signs that tell names apart: `C++` and `C#`,
/// `O-` and `O`, `1.5` and `15`.
fn tight(name: &str) -> String {
    let folded: Vec<char> = name::fold_accents(name).chars().collect();
    let mut tight = String::with_capacity(name.len());
    for (at, c) in folded.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| folded[at]);
        let after = folded.get(at + 1).copied();
        let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
        let dropped = match c {
            _ if c.is_whitespace() => !both(char::is_numeric),
            '-' | '‐' | '‑' | '–' => both(char::is_alphanumeric) && !both(char::is_numeric),
            '.' | ',' | ':' => !both(char::is_numeric),
            '\'' | '’' | '‘' | '`' | '"' | '“' | '”' | ';' | '!' | '?' | '…' | '(' | ')' | '[' | ']' => true,
            _ => false,
        };
        if !dropped {
            tight.push(*c);
        }
    }
    tight
}

/// Returns the forms that a name shares with an abbreviation of it, and whether it is the abbreviation: `Mercury` of
/// `Mercury (planet)`, `J. Stalin` of `Joseph Stalin`.
fn short_forms(name: &str) -> Vec<(String, bool)> {
    let mut forms = Vec::new();
    match name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((base, _)) => forms.push((format!("({}", tight(base)), false)),
        None => forms.push((format!("({}", tight(name)), true)),
    }
    let words = name::words(name);
    if let Some((last, first)) =
        words.split_last().filter(|(last, first)| last.chars().count() > 1 && !first.is_empty())
    {
        let is_letter = |word: &String| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        let is_word = |word: &String| word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
        let is_short = first.iter().all(is_letter) && name.contains('.');
        if is_short || first.iter().all(is_word) {
            let initials: String = first.iter().filter_map(|word| word.chars().next()).collect();
            forms.push((format!(".{initials} {last}"), is_short));
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of the names look like one, as they are told apart in a base that knows only these.
    fn alike(names: &[&str]) -> Vec<String> {
        let connection = Connection::open_in_memory().expect("a base");
        let name = |id: NameId| names[usize::try_from(id.0).expect("small")];
        let mut numbered = (0..).map(NameId).zip(names.iter().map(|name| (*name).to_owned()));
        let mut alike = Vec::new();
        each_pair(
            &connection,
            NameKind::Figure,
            || Ok(numbered.next()),
            |a, b| {
                alike.push(format!("{} = {}", name(a), name(b)));
                Ok(())
            },
        )
        .expect("pairs");
        alike
    }

    #[test]
    fn names_that_people_write_differently_are_alike() {
        let pairs = [
            ["José Martí", "Jose Marti"],
            ["Coca-Cola", "Coca Cola"],
            ["U.S.", "US"],
            ["J. R. R. Tolkien", "JRR Tolkien"],
            ["Joseph Stalin", "Stalin, Joseph"],
            ["People's Republic of China", "China, Peoples Republic of"],
            ["Bank of New York", "New York Bank of"],
            ["Mercury", "Mercury (planet)"],
            ["J. Stalin", "Joseph Stalin"],
            ["Yahoo!", "Yahoo"],
        ];
        for [a, b] in pairs {
            assert_eq!(alike(&[a, b]), [format!("{a} = {b}")]);
        }
    }

    #[test]
    fn names_that_differ_in_what_matters_are_not_alike() {
        let groups: [&[&str]; 11] = [
            &["C", "C++", "C#"],
            &["O-", "O", "O+"],
            &["Python 2.7", "Python 27"],
            &["1-2", "12", "1 2"],
            &["Chocolate milk", "Milk chocolate"],
            &["Mercury", "Mercury (planet)", "Mercury (element)"],
            &["Mercury (planet)", "Mercury (element)"],
            &["J. Smith", "John Smith", "Jane Smith"],
            &["Michael Jordan", "Michael B. Jordan"],
            &["X Factor", "Xavier Factor"],
            &["...", "!!!", "Vitamin C", "Vitamin D", "iPhone 4", "iPhone 5"],
        ];
        for names in groups {
            assert!(alike(names).is_empty(), "{:?}", alike(names));
        }
    }
}
