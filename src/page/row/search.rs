//! The search for the best splits: every choice of as many seams as there are figures, scored as a whole.

use super::cell::{self, Cell};
use super::evidence::Evidence;
use super::seam::{self, Seam};
use super::text::Text;

/// How many splits are kept for a person to choose from.
pub(super) const MOST_CANDIDATES: usize = 10;
/// How many splits are scored at most; the weakest seams are left out to stay below.
const MOST_SPLITS: usize = 5_000;
/// An attribute that other pages are known to have.
const KNOWN_ATTRIBUTE: i32 = 8;
/// A seam this likely that was not chosen, in the attribute: attributes are written in plain words.
const PASSED_OVER: i32 = 7;
const PASSED_OVER_COST: i32 = 6;

/// A split and how well it fits.
#[derive(Debug, Clone, Default)]
pub(super) struct Scored {
    /// The sum of all evidence, in bits.
    pub(super) score: i32,
    /// The seams chosen, as indices in reading order.
    pub(super) chosen: Vec<usize>,
    /// The weight of the seam with the least evidence.
    pub(super) weakest: i32,
    /// What speaks against the cells, at most 0.
    pub(super) oddity: i32,
    /// How alike the values are.
    pub(super) likeness: i32,
}

/// The best splits of a row.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// At most [`MOST_CANDIDATES`] splits, best first.
    pub(super) ranked: Vec<Scored>,
    /// The weight of the best seam that was left out of the search.
    pub(super) best_unseen: i32,
}

/// Scores the splits of a row into an attribute and `figures` values.
pub(super) fn best_splits(text: &Text, seams: &[Seam], figures: usize, evidence: &Evidence) -> Found {
    let mut found = Found { ranked: Vec::new(), best_unseen: i32::MIN };
    let considered = most_likely(text, seams, figures, &mut found);
    let mut search =
        Search { text, seams, evidence, attributes: vec![None; considered.len()], considered: &considered, found };
    let mut chosen: Vec<usize> = (0..figures).collect();
    loop {
        search.score(&chosen);
        if !advance(&mut chosen, considered.len()) {
            return search.found;
        }
    }
}

/// The seams to choose among: all, or the most likely if all would give too many splits. At least `figures`.
fn most_likely(text: &Text, seams: &[Seam], figures: usize, found: &mut Found) -> Vec<usize> {
    let mut most = figures;
    while most < seams.len() && choices(most + 1, figures) <= MOST_SPLITS {
        most += 1;
    }
    let mut likely: Vec<usize> = (0..seams.len()).collect();
    if most < seams.len() {
        likely.sort_by_key(|i| (-seams[*i].weight, *i));
        // In a number that must be cut in several places no place is worth anything by itself.
        let worth = |i: &usize| seams[*i].weight.max(seam::most_by_cuts(text, &seams[*i]));
        found.best_unseen = likely[most..].iter().map(worth).max().unwrap_or(i32::MIN);
        likely.truncate(most);
        likely.sort_unstable();
    }
    likely
}

/// The number of ways to choose `k` of `n`, or a number above [`MOST_SPLITS`].
fn choices(n: usize, k: usize) -> usize {
    let mut product = 1usize;
    for i in 0..k.min(n - k) {
        product = product.saturating_mul(n - i) / (i + 1);
        if product > 1_000_000 {
            return product;
        }
    }
    product
}

/// Steps to the next choice of indices below `n`, in order; false after the last.
fn advance(chosen: &mut [usize], n: usize) -> bool {
    let k = chosen.len();
    for i in (0..k).rev() {
        if chosen[i] < n - (k - i) {
            chosen[i] += 1;
            for j in i + 1..k {
                chosen[j] = chosen[j - 1] + 1;
            }
            return true;
        }
    }
    false
}

/// A search in progress.
struct Search<'s, 'a> {
    text: &'s Text<'a>,
    seams: &'s [Seam],
    evidence: &'s Evidence<'s>,
    considered: &'s [usize],
    /// What speaks for or against the attribute that ends at each considered seam, once it was asked for.
    attributes: Vec<Option<i32>>,
    found: Found,
}

impl Search<'_, '_> {
    /// The seam behind an index into the considered seams.
    fn seam(&self, i: usize) -> &Seam {
        &self.seams[self.considered[i]]
    }

    /// The evidence for the chosen seams together, and for the weakest. Seams that cut the same number are weighed as one.
    fn weigh(&self, choice: &[usize]) -> (i32, i32) {
        let mut total = 0;
        let mut weakest = i32::MAX;
        let mut next = 0;
        while next < choice.len() {
            let seam = self.seam(choice[next]);
            let same_number = |i: &&usize| seam.number.is_some() && self.seam(**i).number == seam.number;
            let cuts = choice[next..].iter().take_while(same_number).count().max(1);
            let weight = match seam.number {
                Some(number) if cuts > 1 => {
                    let places = choice[next..next + cuts].iter().map(|i| self.seam(*i).at);
                    weakest = weakest.min(seam::weakest_cut(self.text, number, &places));
                    seam::weigh_cuts(self.text, number, places)
                }
                _ => seam.weight,
            };
            total += weight;
            weakest = weakest.min(weight);
            next += cuts;
        }
        (total, weakest)
    }

    /// Scores one choice, given as indices into the considered seams, and ranks it.
    fn score(&mut self, choice: &[usize]) {
        let (weight, weakest) = self.weigh(choice);
        let attribute = self.attribute(choice[0]);
        let (oddity, likeness) = self.values(choice);
        let score = weight + attribute - oddity + likeness;
        if self.found.ranked.len() == MOST_CANDIDATES
            && self.found.ranked.last().is_some_and(|worst| worst.score >= score)
        {
            return;
        }
        let chosen = choice.iter().map(|i| self.considered[*i]).collect();
        let place = self.found.ranked.partition_point(|better| better.score >= score);
        self.found.ranked.insert(place, Scored { score, chosen, weakest, oddity: attribute - oddity, likeness });
        self.found.ranked.truncate(MOST_CANDIDATES);
    }

    /// What speaks for or against the attribute that the choice's first seam ends.
    fn attribute(&mut self, first: usize) -> i32 {
        if let Some(known) = self.attributes[first] {
            return known;
        }
        let index = self.considered[first];
        let cell = Cell { start: 0, end: self.seams[index].at };
        let passed_over = self.seams[..index].iter().filter(|seam| seam.weight >= PASSED_OVER).count().min(10);
        let mut bits = -cell::attribute_oddity(self.text, cell, self.evidence.has_small_words());
        bits -= i32::try_from(passed_over).unwrap_or(0) * PASSED_OVER_COST;
        if self.evidence.knows_attribute(self.text.slice(cell.start, cell.end)) {
            bits += KNOWN_ATTRIBUTE;
        }
        self.attributes[first] = Some(bits);
        bits
    }

    /// How odd the values are, and how alike.
    fn values(&self, choice: &[usize]) -> (i32, i32) {
        let mut oddity = 0;
        let mut likeness = 0;
        let mut previous: Option<Cell> = None;
        for (n, i) in choice.iter().enumerate() {
            let end = choice.get(n + 1).map_or(self.text.len(), |next| self.seam(*next).at);
            let cell = Cell { start: self.seam(*i).at, end };
            oddity += cell::value_oddity(self.text, cell);
            if let Some(previous) = previous {
                likeness += cell::likeness(self.text, previous, cell);
            }
            previous = Some(cell);
        }
        (oddity, likeness)
    }
}
