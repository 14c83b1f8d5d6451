//! The figures, attributes and headings whose names have the words of a search.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{CachedStatement, Connection, OptionalExtension, ToSql, named_params};

use super::asked::Term;
use super::marked::marked;
use crate::error::Result;
use crate::model::{Hit, HitKind, Match, NameId, NameKind, Place};
use crate::name;
use crate::store::base::bind;

/// How many names are looked through for the best of them. Where more have the rarest of the words, those that the base has
/// had the longest are.
const MOST_CANDIDATES: i64 = 2_000;

/// The statements that find names by a word; the names of figures and attributes, or headings.
struct Words {
    /// `:word`, `:most` -> id.
    whole: &'static str,
    /// `:word`, `:end`, `:most` -> id, of the names with words that begin so.
    beginning: &'static str,
}

const OF_NAMES: Words = Words {
    whole: "SELECT name_id FROM name_words WHERE word = :word LIMIT :most",
    beginning: "SELECT DISTINCT name_id FROM name_words WHERE word >= :word AND word < :end LIMIT :most",
};
const OF_HEADINGS: Words = Words {
    whole: "SELECT heading_id FROM heading_words WHERE word = :word LIMIT :most",
    beginning: "SELECT DISTINCT heading_id FROM heading_words WHERE word >= :word AND word < :end LIMIT :most",
};

/// How well a name has the words; the least is the best: no other words, few words, an own name.
type Rank = (bool, usize, bool, String);

/// What has the words in its name, by kind, best first.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub figures: Vec<Hit>,
    pub attributes: Vec<Hit>,
    pub headings: Vec<Hit>,
}

impl Named {
    /// Finds at most `limit` of each kind. `whole` is all the text that is searched for: a name that it is has all its words.
    pub fn find(
        connection: &Connection,
        whole: &str,
        terms: Option<&[Term]>,
        matched: Match,
        limit: usize,
    ) -> Result<Self> {
        let terms = terms.unwrap_or_default();
        let (figures, attributes) = of_names(connection, whole, terms, matched, limit)?;
        Ok(Self { figures, attributes, headings: of_headings(connection, terms, matched, limit)? })
    }

    /// Returns them in one list, in which each kind has at least `least` if it has so many, and all have no more than `room`
    /// beyond that.
    pub fn within(self, least: usize, room: usize) -> Vec<Hit> {
        let kinds = [self.figures, self.attributes, self.headings];
        let mut more = room.saturating_sub(kinds.iter().map(|hits| hits.len().min(least)).sum());
        let mut within = Vec::new();
        for mut hits in kinds {
            let extra = hits.len().saturating_sub(least).min(more);
            more -= extra;
            hits.truncate(least.saturating_add(extra));
            within.append(&mut hits);
        }
        within
    }
}

fn of_names(
    connection: &Connection,
    whole: &str,
    terms: &[Term],
    matched: Match,
    limit: usize,
) -> Result<(Vec<Hit>, Vec<Hit>)> {
    let mut ids = candidates(connection, &OF_NAMES, terms, limit)?;
    let folded = if whole.len() <= name::LONGEST { name::fold(whole) } else { String::new() };
    let mut exact = connection.prepare_cached("SELECT id FROM names WHERE kind = :kind AND folded = :folded")?;
    for kind in NameKind::NAMES {
        ids.extend(exact.query_row([kind, folded.as_str()], |row| row.get::<_, i64>(0)).optional()?);
    }
    let mut best: BTreeMap<NameId, (Rank, NameKind, String)> = BTreeMap::new();
    let mut names = connection.prepare_cached(include_str!("name.sql"))?;
    for id in ids {
        let (kind, owner, name, is_alias): (NameKind, NameId, String, bool) =
            names.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        let rank = match rank(&name, terms, is_alias) {
            Some(rank) => rank,
            None if !folded.is_empty() && name::fold(&name) == folded => (false, 0, is_alias, String::new()),
            None => continue,
        };
        if best.get(&owner).is_none_or(|(other, ..)| rank < *other) {
            best.insert(owner, (rank, kind, name));
        }
    }
    let mut ranked: Vec<_> = best.into_iter().map(|(owner, (rank, kind, name))| (rank, owner, kind, name)).collect();
    ranked.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    let (mut figures, mut attributes) = (Vec::new(), Vec::new());
    for ((_, _, is_alias, _), owner, kind, name) in ranked {
        let (hit_kind, hits) = match kind {
            NameKind::Figure => (HitKind::Figure, &mut figures),
            NameKind::Attribute => (HitKind::Attribute, &mut attributes),
        };
        if hits.len() >= limit {
            continue;
        }
        let mut snippet = marked(&name, terms);
        let mut own = name;
        if is_alias {
            own = connection.query_row("SELECT name FROM names WHERE id = :id", [owner], |row| row.get(0))?;
            snippet = format!("{own} (also {snippet})");
        }
        let figures = if kind == NameKind::Figure { own.clone() } else { String::new() };
        hits.push(Hit {
            kind: hit_kind,
            place: Place::named(kind, own),
            figures,
            snippet,
            status: None,
            found: matched,
        });
    }
    Ok((figures, attributes))
}

fn of_headings(connection: &Connection, terms: &[Term], matched: Match, limit: usize) -> Result<Vec<Hit>> {
    let mut ranked = Vec::new();
    let mut headings = connection.prepare_cached("SELECT heading FROM headings WHERE id = :id")?;
    for id in candidates(connection, &OF_HEADINGS, terms, limit)? {
        let heading: String = headings.query_row([id], |row| row.get(0))?;
        ranked.extend(rank(&heading, terms, false).map(|rank| (rank, heading)));
    }
    ranked.sort();
    let mut documents = connection.prepare_cached(include_str!("documents_with_heading.sql"))?;
    let mut hits = Vec::new();
    for (_, heading) in ranked {
        let most = i64::try_from(limit - hits.len()).unwrap_or(i64::MAX);
        let mut rows = documents.query(named_params! { ":heading": heading, ":most": most })?;
        while let Some(row) = rows.next()? {
            hits.push(Hit {
                kind: HitKind::Section,
                place: Place::Passage { document: row.get("document")?, section: heading.clone() },
                figures: String::new(),
                snippet: marked(&heading, terms),
                status: None,
                found: matched,
            });
        }
        if hits.len() >= limit {
            break;
        }
    }
    Ok(hits)
}

/// Returns how well a name has all the words, `None` when it has not.
fn rank(name: &str, terms: &[Term], is_alias: bool) -> Option<Rank> {
    let words = name::words(name);
    let has_all = !terms.is_empty() && terms.iter().all(|term| words.iter().any(|word| term.fits(word)));
    let has_others = words.iter().any(|word| !terms.iter().any(|term| term.fits(word)));
    has_all.then(|| (has_others, words.len(), is_alias, name.to_owned()))
}

/// Returns the names that may have all the words: those that have the rarest of them.
fn candidates(connection: &Connection, words: &Words, terms: &[Term], limit: usize) -> Result<HashSet<i64>> {
    let most = if limit == usize::MAX { i64::MAX } else { MOST_CANDIDATES };
    let mut rarest: Option<HashSet<i64>> = None;
    let mut fewest = most;
    for term in terms {
        let ids = having(connection, words, term, fewest)?;
        if rarest.as_ref().is_none_or(|rarest| ids.len() < rarest.len()) {
            fewest = i64::try_from(ids.len()).unwrap_or(most);
            rarest = Some(ids);
        }
        if fewest == 0 {
            break;
        }
    }
    Ok(rarest.unwrap_or_default())
}

fn having(connection: &Connection, words: &Words, term: &Term, most: i64) -> Result<HashSet<i64>> {
    let end = term.end();
    let sql = if term.begins { words.beginning } else { words.whole };
    let mut statement: CachedStatement = connection.prepare_cached(sql)?;
    let parameters: [(&str, &dyn ToSql); 3] = [(":word", &term.word), (":end", &end), (":most", &most)];
    bind(&mut statement, &parameters)?;
    let mut rows = statement.raw_query();
    let mut ids = HashSet::new();
    while let Some(row) = rows.next()? {
        ids.insert(row.get(0)?);
    }
    Ok(ids)
}
