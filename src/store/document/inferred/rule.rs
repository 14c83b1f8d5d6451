//! When what other pages say tells the cells of a row apart: pure, knows nothing of the base.

use crate::model::{Candidate, Fit};
use crate::name;

/// How much better a split must fit than every other, in bits: as much as on its page alone.
const CERTAIN_BY: i32 = 10;
/// The row is about an attribute that another page has of one of the figures.
const KNOWN_ATTRIBUTE: i32 = 8;
/// A split cuts a word that another page shows to be one.
const CUTS_A_WORD: i32 = -24;
/// As many splits are kept of a row; where a row has them, there may be more that fit no better.
const MOST_CANDIDATES: usize = 10;
/// The most words with a capital inside that are looked for in a row.
const MOST_WORDS: usize = 12;

/// What other pages say of one split.
#[derive(Debug, Default, Clone)]
pub(super) struct Known {
    /// Whether one of them has the attribute of one of the figures.
    pub attribute: bool,
    /// The texts that one of them states of the very figure for the very attribute.
    pub same: Vec<String>,
    /// How many of the words that they have does the split cut?
    pub cuts: usize,
}

/// Returns the split that is certain with what is known; `None` where nothing is known that bears on it, or not enough.
pub(super) fn choose<'a>(splits: &'a [(Candidate, Known)]) -> Option<&'a Candidate> {
    let weighed = |(candidate, known): &'a (Candidate, Known)| {
        let Fit { score, lead } = candidate.fit?;
        let same: i32 = known.same.iter().map(|text| same_value(text)).sum();
        let attribute = if known.attribute { KNOWN_ATTRIBUTE } else { 0 };
        let cuts = i32::try_from(known.cuts).unwrap_or(i32::MAX).saturating_mul(CUTS_A_WORD);
        Some((score + same + attribute + cuts, lead + same, candidate))
    };
    let mut weighed: Vec<(i32, i32, &Candidate)> = splits.iter().filter_map(weighed).collect();
    let least = weighed.iter().filter_map(|(_, _, candidate)| candidate.fit).map(|fit| fit.score).min()?;
    let is_full = weighed.len() >= MOST_CANDIDATES;
    weighed.sort_by_key(|(score, ..)| -score);
    let (score, lead, best) = *weighed.first()?;
    // What was not kept fits no better than the last that was, and may have a known attribute.
    let beyond = if is_full { least + KNOWN_ATTRIBUTE } else { i32::MIN / 2 };
    let second = weighed.get(1).map_or(i32::MIN / 2, |(score, ..)| *score).max(beyond);
    let bears = splits.iter().any(|(_, known)| known.attribute || known.cuts > 0 || !known.same.is_empty());
    (bears && score - second >= CERTAIN_BY && lead >= CERTAIN_BY).then_some(best)
}

/// What it says that another page states the same of the figure: little of a single digit, which many things have.
fn same_value(text: &str) -> i32 {
    match text.chars().count() {
        0 => 0,
        1 => 3,
        2 => 6,
        3 | 4 => 9,
        _ => 11,
    }
}

/// Returns the words with a capital inside that may stand in a row: `SkyTeam` in `AllianceSkyTeamStar`.
pub(super) fn inner_words(raw: &str) -> Vec<&str> {
    name::inner_words(raw, char::is_alphanumeric).take(MOST_WORDS).collect()
}

/// Whether a split cuts a word of its row.
pub(super) fn cuts(candidate: &Candidate, raw: &str, word: &str) -> bool {
    let cells = std::iter::once(&candidate.attribute).chain(&candidate.values);
    cells.map(|cell| cell.matches(word).count()).sum::<usize>() < raw.matches(word).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(cells: [&str; 3], score: i32, lead: i32) -> Candidate {
        let [attribute, values @ ..] = cells.map(str::to_owned);
        Candidate { fit: Some(Fit { score, lead }), ..Candidate::new(attribute, values.to_vec()) }
    }

    fn chosen(splits: &[(Candidate, Known)]) -> Option<&str> {
        choose(splits).map(|candidate| candidate.attribute.as_str())
    }

    #[test]
    fn what_is_known_adds_to_what_fits() {
        let splits = |known: Known| {
            [
                (candidate(["Score", "1", "11"], 8, 12), known),
                (candidate(["Score1", "1", "1"], 5, 12), Known::default()),
            ]
        };
        assert_eq!(chosen(&splits(Known::default())), None);
        assert_eq!(chosen(&splits(Known { attribute: true, ..Known::default() })), Some("Score"));
        let same = |text: &str| Known { same: vec![text.to_owned()], ..Known::default() };
        assert_eq!(chosen(&splits(same("1"))), None);
        assert_eq!(chosen(&splits(same("1111"))), Some("Score"));
    }

    #[test]
    fn a_hidden_seam_is_only_ruled_out_by_a_value() {
        let splits = |known: Known| [(candidate(["Titles", "1", "0"], 20, 5), known)];
        assert_eq!(chosen(&splits(Known { attribute: true, ..Known::default() })), None);
        assert_eq!(chosen(&splits(Known { same: vec!["10".into()], ..Known::default() })), Some("Titles"));
    }

    #[test]
    fn a_split_that_was_not_weighed_or_may_have_rivals_that_were_not_kept_is_not_chosen() {
        let known = Known { attribute: true, ..Known::default() };
        assert_eq!(choose(&[(Candidate::new("A".into(), vec![]), known.clone())]), None);
        let many: Vec<_> = (0..10)
            .map(|at| {
                let known = if at == 0 { known.clone() } else { Known::default() };
                (candidate(["A", "b", "c"], 10 - at, 20), known)
            })
            .collect();
        assert_eq!(choose(&many), None);
    }

    #[test]
    fn words_that_are_one_elsewhere_are_not_cut() {
        assert_eq!(inner_words("AllianceSkyTeam x"), ["AllianceSky", "AllianceSkyTeam", "SkyTeam"]);
        let cut = candidate(["Alliance", "Sky", "TeamStar"], 18, 20);
        let whole = candidate(["Alliance", "SkyTeam", "Star"], 18, 20);
        assert!(cuts(&cut, "AllianceSkyTeamStar", "SkyTeam") && !cuts(&whole, "AllianceSkyTeamStar", "SkyTeam"));
        let splits = [(cut, Known { cuts: 1, ..Known::default() }), (whole, Known::default())];
        assert_eq!(choose(&splits).map(|split| split.values[0].as_str()), Some("SkyTeam"));
    }
}
