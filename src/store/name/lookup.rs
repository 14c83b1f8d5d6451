//! From what people type to one figure, attribute or document: the name or an alias without case, else any part of one
//! that is made of whole words and fits no other.

use std::cmp::Reverse;

use rusqlite::types::FromSql;
use rusqlite::{CachedStatement, Connection, ToSql};

use crate::error::Result;
use crate::model::{Lookup, NameKind, Named};
use crate::name;
use crate::store::base::bind;

/// The most names that an ambiguous or unknown name is answered with.
const MOST_CANDIDATES: usize = 10;
/// The most names that are offered for one that is not known.
const MOST_NEAREST: usize = 3;
/// How alike a name must be to be offered, from 0 to 1: "trotzky" and "Trotsky" are 0.86 alike.
pub(in crate::store) const LEAST_LIKENESS: f64 = 0.6;
/// The longest name, in characters, that others are compared with; comparing costs the product of both lengths.
pub(in crate::store) const LONGEST_COMPARED: usize = 100;

/// The statements that find one kind of thing. Each takes or gives what its comment says.
pub(in crate::store) struct Kind {
    /// `:kind`, where the things have names in `names`.
    pub of: Option<NameKind>,
    /// `:folded` -> id: the thing whose name or alias this is.
    pub exact: &'static str,
    /// `:word` -> id: the things that have the word in a name or alias.
    pub by_word: &'static str,
    /// `:id` -> name: the thing's own name first, then its aliases.
    pub names: &'static str,
    /// -> name: all names and aliases.
    pub all: &'static str,
    /// `:beginning`, `:end` -> id: the things that have a word from the one to before the other in a name or alias.
    pub by_beginning: &'static str,
    /// `:id` -> how much is known of the thing.
    pub weight: &'static str,
}

/// Returns where a name leads among one kind of thing.
pub(in crate::store) fn lookup<Id>(connection: &Connection, kind: &Kind, given: &str) -> Result<Lookup<Id>>
where
    Id: FromSql + ToSql + Copy + Ord,
{
    let exact: Vec<Id> = kind.column(connection, kind.exact, &[(":folded", &name::fold(given))])?;
    if let Some(id) = exact.first().copied() {
        return Ok(Lookup::Found(named(connection, kind, id)?));
    }
    let words = name::words(given);
    let mut whole = Vec::new();
    let mut part = Vec::new();
    for id in having_all_words(connection, kind, &words)? {
        let names = names_of(connection, kind, id)?;
        let of_names = || names.iter().map(|name| name::words(name));
        if of_names().any(|of_name| of_name == words) {
            whole.push(id);
        } else if of_names().any(|of_name| of_name.windows(words.len()).any(|run| run == words)) {
            part.push(id);
        }
    }
    let fitting = if whole.is_empty() { part } else { whole };
    among(connection, kind, &fitting)
}

/// Returns where the beginning of a name leads: words, of which the last may be cut short. For what a person types; what is
/// written under a name must be the name.
pub(in crate::store) fn lookup_beginning<Id>(connection: &Connection, kind: &Kind, given: &str) -> Result<Lookup<Id>>
where
    Id: FromSql + ToSql + Copy + Ord,
{
    let words = name::words(given);
    let Some((last, whole)) = words.split_last() else { return Ok(Lookup::Unknown) };
    // No word that begins so is behind it.
    let end = format!("{last}\u{10ffff}");
    let mut fitting: Vec<Id> = kind.column(connection, kind.by_beginning, &[(":beginning", last), (":end", &end)])?;
    if !whole.is_empty() && !fitting.is_empty() {
        let before = having_all_words(connection, kind, whole)?;
        fitting.retain(|id| before.binary_search(id).is_ok());
        let mut in_order = Vec::with_capacity(fitting.len());
        for id in fitting {
            let begins = |run: &[String]| run.starts_with(whole) && run[whole.len()].starts_with(last);
            let names = names_of(connection, kind, id)?;
            if names.iter().any(|name| name::words(name).windows(words.len()).any(begins)) {
                in_order.push(id);
            }
        }
        fitting = in_order;
    }
    among(connection, kind, &fitting)
}

/// Returns where a name leads that fits some.
fn among<Id>(connection: &Connection, kind: &Kind, fitting: &[Id]) -> Result<Lookup<Id>>
where
    Id: FromSql + ToSql + Copy + Ord,
{
    match fitting {
        [] => Ok(Lookup::Unknown),
        [id] => Ok(Lookup::Found(named(connection, kind, *id)?)),
        several => {
            let mut weighed = Vec::with_capacity(several.len());
            for id in several {
                let weight: Vec<i64> = kind.column(connection, kind.weight, &[(":id", id)])?;
                weighed.push((Reverse(weight.first().copied().unwrap_or_default()), *id));
            }
            weighed.sort_unstable();
            let candidates = weighed.iter().take(MOST_CANDIDATES);
            let candidates: Result<_> = candidates.map(|(_, id)| Ok(named(connection, kind, *id)?.name)).collect();
            Ok(Lookup::Ambiguous { candidates: candidates?, total: several.len() })
        }
    }
}

fn having_all_words<Id: FromSql + Ord>(connection: &Connection, kind: &Kind, words: &[String]) -> Result<Vec<Id>> {
    let mut common: Option<Vec<Id>> = None;
    for word in words {
        let ids: Vec<Id> = kind.column(connection, kind.by_word, &[(":word", word)])?;
        common = Some(match common {
            None => ids,
            Some(before) => before.into_iter().filter(|id| ids.binary_search(id).is_ok()).collect(),
        });
        if common.as_ref().is_some_and(Vec::is_empty) {
            break;
        }
    }
    Ok(common.unwrap_or_default())
}

fn names_of(connection: &Connection, kind: &Kind, id: impl ToSql) -> Result<Vec<String>> {
    kind.column(connection, kind.names, &[(":id", &id)])
}

fn named<Id: ToSql + Copy>(connection: &Connection, kind: &Kind, id: Id) -> Result<Named<Id>> {
    let names = names_of(connection, kind, id)?;
    // In a damaged base words may lead to a name that is not there.
    let name = names.into_iter().next().ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    Ok(Named { id, name })
}

impl Kind {
    fn prepare<'c>(
        &self,
        connection: &'c Connection,
        sql: &str,
        parameters: &[(&str, &dyn ToSql)],
    ) -> Result<CachedStatement<'c>> {
        let mut statement = connection.prepare_cached(sql)?;
        bind(&mut statement, parameters)?;
        bind(&mut statement, &[(":kind", &self.of.map(NameKind::as_str))])?;
        Ok(statement)
    }

    /// Returns the first column of what a statement finds.
    fn column<T: FromSql>(
        &self,
        connection: &Connection,
        sql: &str,
        parameters: &[(&str, &dyn ToSql)],
    ) -> Result<Vec<T>> {
        let mut statement = self.prepare(connection, sql, parameters)?;
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(row.get(0)?);
        }
        Ok(found)
    }
}

/// Returns the names that look most like one that leads nowhere, nearest first. Every name is looked at: it is for whoever tells
/// that, not for whoever tries what a name may be.
pub(in crate::store) fn nearest(connection: &Connection, kind: &Kind, given: &str) -> Result<Vec<String>> {
    if given.chars().count() > LONGEST_COMPARED {
        return Ok(Vec::new());
    }
    let mut statement = kind.prepare(connection, kind.all, &[])?;
    let mut rows = statement.raw_query();
    let given = name::fold_accents(given);
    let mut scored: Vec<(f64, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let likeness = likeness(&given, &name);
        if likeness >= LEAST_LIKENESS {
            scored.push((likeness, name));
            if scored.len() > 1000 {
                keep_best(&mut scored);
            }
        }
    }
    keep_best(&mut scored);
    Ok(scored.into_iter().map(|(_, name)| name).collect())
}

fn keep_best(scored: &mut Vec<(f64, String)>) {
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    scored.truncate(MOST_NEAREST);
}

/// Returns how alike a given text and a name are, from 0 to 1: as wholes, or the text and any one word of the name.
fn likeness(given: &str, name: &str) -> f64 {
    let words = name::words(name);
    let whole = alike(given, &name::fold_accents(name));
    words.iter().map(|word| alike(given, word)).fold(whole, f64::max)
}

/// Returns how alike two texts are, 0 when their letters alone make them too different to be offered.
pub(in crate::store) fn alike(a: &str, b: &str) -> f64 {
    // How many letters of each kind one has more than the other. Kinds that share a place only seem less different.
    let mut more = [0_i32; KINDS];
    let (mut a_length, mut b_length) = (0, 0);
    for letter in a.chars() {
        more[letter as usize % KINDS] += 1;
        a_length += 1;
    }
    for letter in b.chars() {
        more[letter as usize % KINDS] -= 1;
        b_length += 1;
    }
    let of_a: i32 = more.iter().filter(|more| **more > 0).sum();
    let of_b: i32 = more.iter().filter(|more| **more < 0).sum();
    // Each letter that one has more than the other is a difference: at most 2 of 5, for a likeness of 0.6.
    let hopeless = of_a.max(-of_b) * 5 > a_length.max(b_length) * 2;
    if hopeless { 0.0 } else { strsim::normalized_damerau_levenshtein(a, b) }
}

/// How many kinds of letters are told apart before two texts are compared letter by letter.
const KINDS: usize = 64;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::FigureId;
    use crate::store::Store;
    use crate::store::name::list;

    #[test]
    fn what_has_no_name_although_words_lead_to_it_is_an_error() {
        let store = Store::open_in_memory().expect("a store");
        assert!(named(&store.connection, &list::names(NameKind::Figure), FigureId(999)).is_err());
    }

    proptest! {
        #[test]
        fn no_text_that_is_like_another_is_passed_over(a in "[a-e\u{e9}\u{129}]{0,8}", b in "[a-e\u{e9}\u{129}]{0,8}") {
            let likeness = strsim::normalized_damerau_levenshtein(&a, &b);
            prop_assert!(alike(&a, &b) >= likeness || likeness < LEAST_LIKENESS);
        }
    }
}
