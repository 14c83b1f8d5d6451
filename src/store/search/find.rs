//! All that a search finds: names, then texts, then what only begins so.

use std::collections::HashSet;

use super::asked::{Asked, Fit, Term};
use super::named::Named;
use super::text::{RANKED, UNRANKED};
use super::{breadth, near};
use crate::error::Result;
use crate::model::{Hit, Match, Place, SearchResult, TextId};
use crate::store::base::Store;

/// How many names of each kind come before texts, where there are more of both than are asked for.
const NAMES: usize = 5;

/// How many pages of the full-text index may be about the words that begin so. They are read before anything is found: of
/// 20,000 pages' texts, 444 of them took 45 ms of the sqlite3 shell.
const MOST_PAGES: i64 = 256;

/// The same where what is found is ranked, for which every text is looked at: 58 of them took 84 ms.
const MOST_RANKED_PAGES: i64 = 8;

impl Store {
    /// Returns what has all the words of `text`, at most `limit`: the figures, attributes and headings by name, then the
    /// texts, each best first. Where that is less than `limit`, what has words that the last word, or every one, is the
    /// beginning of. Any text is a search: what is no word is passed over.
    pub fn find(&self, text: &str, limit: usize) -> Result<SearchResult> {
        let asked = Asked::of(text);
        let texts = self.texts(&asked, Fit::Whole, RANKED, limit)?;
        let mut ids: HashSet<TextId> = texts.iter().map(|text| text.id).collect();
        let whole = asked.terms(Fit::Whole);
        let named = Named::find(&self.connection, text, whole.as_deref(), Match::Name, limit)?;
        let mut hits = named.within(NAMES, limit.saturating_sub(texts.len()));
        for text in texts {
            if hits.len() < limit {
                hits.push(self.hit(text, Match::Words)?);
            }
        }
        let mut listed: HashSet<(&str, Place)> = hits.iter().filter(|hit| hit.status.is_none()).map(of_name).collect();
        let mut is_too_short = false;
        for fit in [Fit::LastBegins, Fit::AllBegin] {
            let Some(terms) = asked.terms(fit) else { continue };
            if hits.len() >= limit || !asked.is_of_use(fit) {
                continue;
            }
            // What was found before is found again.
            let again = limit.saturating_add(listed.len());
            let named = Named::find(&self.connection, "", Some(&terms), Match::Beginning, again)?;
            let of_names = named.within(usize::MAX, usize::MAX);
            let is_room = limit - hits.len();
            hits.extend(of_names.into_iter().filter(|hit| listed.insert(of_name(hit))).take(is_room));
            let pages = self.pages(&terms)?;
            // Who asks for all of it may have all of it.
            let sql = if pages <= MOST_RANKED_PAGES || limit == usize::MAX { RANKED } else { UNRANKED };
            if sql == UNRANKED && pages > MOST_PAGES {
                is_too_short = true;
                continue;
            }
            for text in self.texts(&asked, fit, sql, limit.saturating_add(ids.len()))? {
                if hits.len() < limit && ids.insert(text.id) {
                    hits.push(self.hit(text, Match::Beginning)?);
                }
            }
        }
        hits.truncate(limit);
        let near =
            if hits.is_empty() { near::words(&self.connection, &whole.unwrap_or_default())? } else { Vec::new() };
        Ok(SearchResult { hits, near, is_too_short })
    }

    /// Returns about how many pages of the full-text index are about the words that begin like those of `terms` that may.
    fn pages(&self, terms: &[Term]) -> Result<i64> {
        let beginnings = terms.iter().filter(|term| term.begins);
        beginnings.map(|term| breadth::pages(&self.connection, &term.word, &term.end())).sum()
    }
}

/// Returns what tells a name from others that were found.
fn of_name(hit: &Hit) -> (&'static str, Place) {
    (hit.kind.as_str(), hit.place.clone())
}
