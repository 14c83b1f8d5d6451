//! Splits a table row whose cells ran together when the page was turned into text:
//! `Political ideologyCommunism, StalinismTrotskyism, Marxism` is `Political ideology`, `Communism, Stalinism` and
//! `Trotskyism, Marxism`. Pure; knows nothing of pages, files or the base.
//!
//! # The model
//!
//! A *seam* is a place between two characters where one cell ends and the next begins. A row with `n` figures has `n`
//! seams: behind the attribute and between the values. Every choice of `n` places is scored by adding up evidence in
//! bits (ten bits are a factor of about a thousand), and the best choice is stored only if it beats every other by
//! `CERTAIN_BY` bits. What is added up:
//!
//! 1. **What meets at the seam** (`letters`, `marks`, `signs`, on the scale of `bits`). A capital in the middle of
//!    a word (`StalinTrotsky`), behind an acronym or a Roman numeral (`USSRAdvocated`, `IIQueen`), a number behind a word or
//!    a unit (`Population331`, `km²9`), anything behind a sentence's full stop or a closing bracket: these hardly occur
//!    within cells and weigh most. The exceptions have rules of their own: `McCollum`, `iOS`, `kWh`, `4K`, `D.C.`, `US$`.
//!    The weights are on the places *chosen*, as seam against inside of a cell, so that places passed over count too.
//! 2. **Numbers** (`numeral`). Digits can be cut anywhere, so a cut is believed only if the number is odd as it stands and
//!    its pieces are plain: thousands separators (`5,421,24110,099,265`), years and ranges of years in order
//!    (`1368-16441644-1912`), one decimal point, no leading nought, days beside a month's name. `3634` is not odd enough:
//!    `36` and `34` are as plain as `363` and `4`. That two numbers of one width stand beside each other (`cell`) was so in 269
//!    of 270 pairs that could also be cut elsewhere: eight bits, and so the row stays unclear until something else adds two,
//!    as one of the numbers in the prose does, or a piece that would be odd, or equal decimals. A row that a person settles
//!    costs less than a wrong value nobody looks at.
//! 3. **Pairs** (`balance`). A seam never cuts brackets or quotes in two.
//! 4. **Words known to be one** (`known`, `evidence`). `PayPal`, `iOS` or `PS5` in the page's prose or in a figure's
//!    name is one word in the table; acronyms and numbers that stand alone in the prose tell `USUK` and `435100` apart.
//! 5. **Words of the language** (`words`), on pages in English. A word that nobody knows and that is two common ones in one
//!    place only is a seam that does not show: it counts against other splits, and is taken where seams are too few.
//! 6. **The cells themselves** (`cell`). An attribute is short, has no comma and does not end in a digit; no cell ends in
//!    `the` or is a comma. Values of one row are alike: identical, of one shape (`331 million`, `25 million`), with one
//!    unit or first word, both sentences. Likeness is worth less than a seam's own evidence, except that long identical
//!    values are no coincidence.
//! 7. **Attributes known from elsewhere** ([`Evidence::with_known_attributes`]), a little less than one seam.
//!
//! Against the best split also stands one that cannot be seen: a value may be empty, or begin small in the middle of what
//! looks like a word. Such a seam is given `HIDDEN_SEAM` bits, and a split with a seam that is not better than that by ten
//! bits is not stored. Rules that are there for a trap (`AndroidiOS`, `GPLv3`) give `bits::POOR` for this reason:
//! no seam with that weight is stored on its own evidence.
//!
//! What is unclear is shown to a person with the splits in the order in which they are likely meant (`order`), which decides
//! nothing.
//!
//! # Bounds
//!
//! The work is bounded on any input: a row longer than `LONGEST_ROW` bytes or with more than `seam::MOST_SEAMS` places
//! is unclear at once, looks to the left and right have a reach, and the search scores a fixed number of choices at most;
//! a place left out of the search counts as a rival to the weakest seam chosen.

mod balance;
mod bits;
mod cell;
mod evidence;
mod known;
mod letters;
mod marks;
mod numeral;
mod order;
mod seam;
mod search;
mod signs;
mod terms;
mod text;
mod words;

pub use evidence::Evidence;

use crate::model::{Candidate, Fit};
use balance::Balance;
use seam::Seam;
use search::{Found, Scored};
use text::Text;

/// Rows with more bytes are not split: no real table has them.
const LONGEST_ROW: usize = 10_000;
/// How much better the best split must fit than every other, in bits: about a thousand times.
const CERTAIN_BY: i32 = 10;
/// What a seam that does not show weighs: an empty cell, or a cell that begins in the middle of what looks like a word.
const HIDDEN_SEAM: i32 = -14;

/// How alike values are that say the same in ten characters and more.
const LONG_IDENTICAL: i32 = cell::IDENTICAL + 10;

/// What is known of the cells of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Split {
    /// There is one way to split the row, and every other is far less likely.
    Clear(Candidate),
    /// The row could be split in several ways, or in none.
    Unclear {
        /// Why, as a sentence without a full stop.
        reason: String,
        /// Ways to split the row, best first; at most 10, perhaps none.
        candidates: Vec<Candidate>,
    },
}

/// Splits a row whose cells ran together into an attribute and one value per figure.
#[must_use]
pub fn split(raw: &str, figures: usize, evidence: &Evidence) -> Split {
    if raw.len() > LONGEST_ROW {
        return unclear("the row is too long to be a table row", Vec::new());
    }
    if figures == 0 {
        return unclear("there is no figure to tell anything of", Vec::new());
    }
    let text = Text::new(raw);
    let balance = Balance::of(&text);
    let Some(mut seams) = seam::find(&text, &balance) else {
        return unclear("there are too many places where a cell could end", Vec::new());
    };
    known::keep_words_whole(&text, &balance, evidence, &mut seams);
    words::part_glued_words(&text, &balance, evidence, figures, &mut seams);
    if seams.len() < figures {
        let reason = match seams.len() {
            0 => "there is no place where a cell could end".to_owned(),
            places => format!("{places} of the {figures} places where cells end can be seen"),
        };
        return unclear(&reason, with_an_empty_cell(&text, &seams, figures));
    }
    let found = search::best_splits(&text, &seams, figures, evidence);
    judge(&text, &seams, figures, &found)
}

/// Decides whether the best split is certain.
fn judge(text: &Text, seams: &[Seam], figures: usize, found: &Found) -> Split {
    let Some(best) = found.ranked.first() else {
        return unclear("no split gives cells that could be cells", Vec::new());
    };
    let lead = found.ranked.get(1).map_or(i32::MAX, |second| best.score - second.score);
    let hidden_lead = lead_over_hidden(found, best);
    if lead >= CERTAIN_BY && hidden_lead >= CERTAIN_BY {
        return Split::Clear(candidate(text, seams, best));
    }
    let reason = if lead < CERTAIN_BY {
        doubt(text, seams, best, &found.ranked[1], lead)
    } else {
        "a cell may be empty or end where it cannot be seen".to_owned()
    };
    let weighed = |split: &Scored| {
        let fit = Fit { score: split.score, lead: lead_over_hidden(found, split) };
        Candidate { fit: Some(fit), ..candidate(text, seams, split) }
    };
    let mut candidates: Vec<Candidate> = found.ranked.iter().map(weighed).collect();
    order::sort(&mut candidates);
    if hidden_lead < CERTAIN_BY {
        candidates.extend(with_an_empty_cell(text, seams, figures));
        candidates.truncate(search::MOST_CANDIDATES);
    }
    unclear(&reason, candidates)
}

/// By how much a split fits better than the same with a seam that cannot be seen in place of its weakest.
fn lead_over_hidden(found: &Found, split: &Scored) -> i32 {
    // What is said twice in many words is said of two figures, wherever else a cell might end.
    let identical = if split.likeness >= LONG_IDENTICAL { CERTAIN_BY / 2 } else { 0 };
    split.weakest - HIDDEN_SEAM.max(found.best_unseen) + split.oddity.min(0) + split.likeness.min(0) + identical
}

/// Says what the two best splits differ in.
fn doubt(text: &Text, seams: &[Seam], best: &Scored, second: &Scored, lead: i32) -> String {
    let moved: Vec<&Seam> = best
        .chosen
        .iter()
        .chain(&second.chosen)
        .filter(|i| best.chosen.contains(i) != second.chosen.contains(i))
        .filter_map(|i| seams.get(*i))
        .collect();
    if let [one, other] = moved.as_slice() {
        if let (Some(number), true) = (one.number, one.number == other.number) {
            return format!("the digits `{}` could be cut in several places", text.slice(number.0, number.1));
        }
        let capitals = |at: usize| {
            let upper = |class| class == text::Class::Upper;
            (text.run_start(at, upper), text.run_end(at, upper))
        };
        let (start, end) = capitals(one.at);
        if (start, end) == capitals(other.at) && start < one.at && one.at < end {
            return format!("the capitals `{}` could be cut in several places", text.slice(start, end));
        }
    }
    if lead < 3 { "two splits fit equally well".to_owned() } else { "another split fits nearly as well".to_owned() }
}

/// The cells of a split, without the white space around them.
fn candidate(text: &Text, seams: &[Seam], split: &Scored) -> Candidate {
    let mut start = 0;
    let mut cells =
        split.chosen.iter().filter_map(|i| seams.get(*i)).map(|seam| seam.at).chain([text.len()]).map(|end| {
            let cell = text.slice(start, end).trim().to_owned();
            start = end;
            cell
        });
    Candidate::new(cells.next().unwrap_or_default(), cells.collect())
}

/// Splits for a row in which all but one seam can be seen: one of the values is empty.
fn with_an_empty_cell(text: &Text, seams: &[Seam], figures: usize) -> Vec<Candidate> {
    if seams.len() + 1 < figures || figures < 2 {
        return Vec::new();
    }
    let mut strongest: Vec<usize> = (0..seams.len()).collect();
    strongest.sort_by_key(|i| (-seams[*i].weight, *i));
    strongest.truncate(figures - 1);
    strongest.sort_unstable();
    let full = candidate(text, seams, &Scored { chosen: strongest, ..Scored::default() });
    (0..figures)
        .map(|empty| {
            let mut values = full.values.clone();
            values.insert(empty, String::new());
            Candidate::new(full.attribute.clone(), values)
        })
        .collect()
}

/// An unclear row.
fn unclear(reason: &str, candidates: Vec<Candidate>) -> Split {
    Split::Unclear { reason: reason.to_owned(), candidates }
}

#[cfg(test)]
mod tests;
