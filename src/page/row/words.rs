//! Words of English, and what they say of places where no seam shows: where a cell begins small, two words run into one.
//! Where the list comes from is told in `english/README.md`.

use std::collections::HashSet;
use std::io::Read as _;
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;

use super::balance::Balance;
use super::bits::{FAIR, GOOD, POOR, STRONG, UNLIKELY, WEAK};
use super::evidence::Evidence;
use super::seam::Seam;
use super::text::{Class, Text};
use super::{letters, terms};
use crate::name;

/// The shortest word that is taken for a part of a longer one.
const SHORTEST_PART: usize = 3;
/// The longest word that is looked up.
const LONGEST_WORD: usize = 30;

/// Weighs the places within words that are two run together, on pages in English, and adds them to the seams: they count
/// against what passes over them, and are seams where too few of these show.
pub(super) fn part_glued_words(
    text: &Text,
    balance: &Balance,
    evidence: &Evidence,
    figures: usize,
    seams: &mut Vec<Seam>,
) {
    let mut places: Vec<(usize, i32)> = Vec::new();
    let mut start = 0;
    let mut is_english = None;
    // Where enough ordinary seams show, one that is hidden in a word is no rival to them.
    let is_sure = seams.iter().filter(|seam| seam.weight >= GOOD).count() >= figures;
    while start < text.len() {
        if !text.class(start).is_letter() {
            start += 1;
            continue;
        }
        let end = text.run_end(start, Class::is_letter);
        for (at, weight) in glued_in_run(text, start, end, is_sure) {
            if *is_english.get_or_insert_with(|| is_in_english(text, evidence)) && !balance.cuts_a_pair(at) {
                places.push((at, weight));
            }
        }
        start = end.max(start + 1);
    }
    // As many as are missing: then each of them is one.
    let is_missing = seams.len() < figures && seams.len() + places.len() == figures;
    for (at, weight) in places {
        let weight = if is_missing { GOOD } else { weight };
        add(seams, at, weight);
    }
    weaken_false_beginnings(text, seams);
    part_before_small_names(text, seams);
}

/// Makes sure of the place before a name that begins small, and before `n/a`, where the letters before it are a word and with
/// the small letters none: `SynciCloud`, `AWDxDrive`, `monthn/a`.
fn part_before_small_names(text: &Text, seams: &mut Vec<Seam>) {
    let mut sure: Vec<usize> = Vec::new();
    for at in 1..text.len().saturating_sub(1) {
        if text.class(at) != Class::Lower || !text.before(at).is_letter() {
            continue;
        }
        let is_absent = text.slice(at, at + 3) == "n/a" && !text.class(at + 3).is_word();
        let is_name = terms::begins_with_small_name(text.slice(at, at + 14));
        let may_begin = matches!(text.char(at), 'i' | 'e') && text.class(at + 1) == Class::Upper;
        if !is_absent && !is_name && !may_begin {
            continue;
        }
        let start = text.run_start(at, |class| class == Class::Lower);
        let start =
            if start < at { start.saturating_sub(1) } else { text.run_start(at, |class| class == Class::Upper) };
        let is_capitals = text.before(at) == Class::Upper;
        let word = text.slice(start, at).trim_start_matches(|c: char| !c.is_alphabetic());
        // Too many pairs of letters are known as words: `md` in `mdiFital`.
        let is_word = word.len() > 2 && is_known(word) && !is_known(&format!("{word}{}", text.char(at)));
        if (is_absent || is_name) && (is_capitals || is_word) {
            sure.push(at);
        } else if is_word && may_begin {
            // `AndroidiFoo`: nobody knows.
            for seam in seams.iter_mut().filter(|seam| seam.at == at + 1) {
                seam.weight = seam.weight.min(FAIR);
            }
            add(seams, at, FAIR);
        }
    }
    for at in sure {
        let first_capital = text.run_end(at, |class| class == Class::Lower);
        let is_inside = |seam: &&mut Seam| seam.at == first_capital && text.class(seam.at).is_letter();
        for seam in seams.iter_mut().filter(is_inside) {
            seam.weight = seam.weight.min(POOR);
        }
        add(seams, at, STRONG);
    }
}

/// Adds a seam, or makes that which is there as strong.
fn add(seams: &mut Vec<Seam>, at: usize, weight: i32) {
    match seams.binary_search_by_key(&at, |seam| seam.at) {
        Ok(found) => seams[found].weight = seams[found].weight.max(weight),
        Err(gap) => seams.insert(gap, Seam { at, weight, number: None }),
    }
}

/// Returns the places within a run of letters where one word ends and the next begins small, each with its weight.
///
/// Whole words are not looked up when all is `is_sure`.
fn glued_in_run(text: &Text, start: usize, end: usize, is_sure: bool) -> Vec<(usize, i32)> {
    let mut places = Vec::new();
    let mut at = start;
    while at < end {
        let capitals = text.run_end(at, |class| class == Class::Upper).min(end);
        let lower_end = text.run_end(capitals, |class| class == Class::Lower).min(end);
        if lower_end == capitals {
            at = capitals.max(at + 1);
            continue;
        }
        let word_start = capitals.saturating_sub(1).max(at);
        let cut = if is_sure { None } else { cut_of(text.slice(word_start, lower_end)) };
        if let Some(cut) = cut {
            places.push((word_start + cut, UNLIKELY));
        } else if capitals - at >= 2 && is_small_word_behind_capitals(text, capitals, lower_end) {
            // `SDKpurchases`, `APItokens`
            places.push((capitals, if may_begin(text, capitals - 1) { FAIR } else { STRONG }));
        }
        at = lower_end;
    }
    places
}

/// Whether a word begins at `small`, behind capitals the last of which makes no word with it.
fn is_small_word_behind_capitals(text: &Text, small: usize, end: usize) -> bool {
    let whole = text.slice(small - 1, end);
    end - small > SHORTEST_PART && is_common(text.slice(small, end)) && !is_known(whole)
}

/// Whether a cell may begin at the last of several capitals: with a word, or because what stands before it is the unit of a number,
/// which ends a cell as well as any: `16 GBMlinen`.
fn may_begin(text: &Text, capital: usize) -> bool {
    let start = text.run_start(capital, Class::is_letter);
    let ends_with_unit = || text.follows_number(start) && terms::is_upper_unit(text.slice(start, capital));
    letters::begins_a_word(text, capital) || ends_with_unit()
}

/// Takes the strength from seams before a capital that makes no word with the small letters behind it, where these are a word
/// by themselves: `AP|Itokens`.
fn weaken_false_beginnings(text: &Text, seams: &mut [Seam]) {
    let parted: Vec<usize> = seams.iter().map(|seam| seam.at).collect();
    for seam in seams.iter_mut().filter(|seam| parted.binary_search(&(seam.at + 1)).is_ok()) {
        let is_between_capitals = text.before(seam.at) == Class::Upper && text.class(seam.at) == Class::Upper;
        if is_between_capitals && text.class(seam.at + 1) == Class::Lower {
            let end = text.run_end(seam.at + 1, |class| class == Class::Lower);
            if is_small_word_behind_capitals(text, seam.at + 1, end) {
                seam.weight = seam.weight.min(if may_begin(text, seam.at) { WEAK } else { POOR });
            }
        }
    }
}

/// Returns where a word that nobody knows is two common words, when that is in one place only.
fn cut_of(word: &str) -> Option<usize> {
    if word.len() < 2 * SHORTEST_PART || word.len() > LONGEST_WORD || !word.is_ascii() || is_known(word) {
        return None;
    }
    let is_cut = |cut: &usize| is_common(&word[..*cut]) && is_common(&word[*cut..]);
    let mut cuts = (SHORTEST_PART..=word.len() - SHORTEST_PART).filter(is_cut);
    cuts.next().filter(|_| cuts.next().is_none())
}

/// Whether the page is mostly in English, as far as the row and the beginning of the prose show.
fn is_in_english(text: &Text, evidence: &Evidence) -> bool {
    let (mut known, mut all) = (0, 0);
    for word in text.raw().split_whitespace().chain(evidence.sample().split_whitespace()) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.len() >= SHORTEST_PART && word.chars().all(char::is_lowercase) {
            all += 1;
            known += usize::from(is_known(word));
        }
    }
    2 * known >= all
}

/// The list, as it is looked up.
struct Words {
    /// All words, one after the other.
    text: Vec<u8>,
    /// Where each begins in `text`, and whether it is common.
    starts: Vec<(u32, bool)>,
    /// Where the words begin that have each first and second letter, by these two; and their number at the end.
    firsts: Vec<usize>,
    /// Those with a capital inside, as they are written.
    compounds: HashSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut packed = Vec::new();
    ZlibDecoder::new(&include_bytes!("english/words.zz")[..])
        .read_to_end(&mut packed)
        .expect("the list was packed whole");
    let mut words = Words {
        text: Vec::with_capacity(4 * packed.len()),
        starts: Vec::new(),
        firsts: Vec::new(),
        compounds: HashSet::new(),
    };
    let mut before = 0;
    let mut lines = packed.split(|byte| *byte == b'\n');
    for line in lines.by_ref() {
        let Some((sign, rest)) = line.split_first() else { break };
        let shared = usize::from(sign.to_ascii_lowercase() - b'a');
        let start = words.text.len();
        words.text.extend_from_within(before..before + shared);
        words.text.extend_from_slice(rest);
        words.starts.push((u32::try_from(start).expect("the list is short"), sign.is_ascii_uppercase()));
        before = start;
    }
    for at in 0..words.starts.len() {
        let pair = words.at(at).first_chunk().map_or(0, |letters: &[u8; 2]| pair_of(*letters));
        words.firsts.resize(words.firsts.len().max(pair + 1), at);
    }
    words.firsts.resize(LETTERS * LETTERS + 1, words.starts.len());
    words.compounds = lines.map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    words
});

/// Returns the words of a text that are written with a capital inside: `YouTube` in `SiteYouTubeVimeo`.
pub(super) fn compounds_in(raw: &str) -> Vec<&str> {
    let inner = name::inner_words(raw, |c| c.is_ascii_alphabetic());
    inner.filter(|word| WORDS.compounds.contains(*word)).collect()
}

/// How many letters words begin with.
const LETTERS: usize = 26;

/// The place of two small letters among all pairs of them.
fn pair_of([first, second]: [u8; 2]) -> usize {
    usize::from(first - b'a') * LETTERS + usize::from(second - b'a')
}

impl Words {
    fn at(&self, place: usize) -> &[u8] {
        let end = self.starts.get(place + 1).map_or(self.text.len(), |(start, _)| *start as usize);
        &self.text[self.starts[place].0 as usize..end]
    }

    /// Returns whether a word of the list, in small letters, is common.
    fn find(&self, word: &[u8]) -> Option<bool> {
        let pair = pair_of(*word.first_chunk().filter(|pair: &&[u8; 2]| pair.iter().all(u8::is_ascii_lowercase))?);
        let (mut low, mut high) = (self.firsts[pair], self.firsts[pair + 1]);
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.at(middle).cmp(word) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(self.starts[middle].1),
            }
        }
        None
    }
}

fn find(word: &str) -> Option<bool> {
    let mut small = [0; LONGEST_WORD];
    let small = small.get_mut(..word.len())?;
    small.copy_from_slice(word.as_bytes());
    small.make_ascii_lowercase();
    WORDS.find(small)
}

/// Whether it is a word, or a name that is no topic of its own.
pub(super) fn is_known(word: &str) -> bool {
    find(word).is_some()
}

/// Whether it is a word that everybody uses.
fn is_common(word: &str) -> bool {
    find(word) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_without_case_and_common_or_not() {
        for (word, known, common) in [
            ("the", true, true),
            ("Higher", true, true),
            ("wireless", true, false),
            ("London", true, false),
            ("qzx", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_known(word), is_common(word)), (known, common), "{word}");
        }
        assert_eq!(WORDS.starts.len(), 88_999);
        let is_sorted = |pair: &[(u32, bool)]| pair[0].0 < pair[1].0;
        assert!(WORDS.starts.windows(2).all(is_sorted));
    }

    #[test]
    fn words_with_a_capital_inside_are_found() {
        assert_eq!(compounds_in("SiteYouTubeVimeo, a JavaScript"), ["YouTube", "JavaScript"]);
        assert_eq!(compounds_in("StalinTrotsky and nothing"), Vec::<&str>::new());
    }

    #[test]
    fn an_unknown_word_is_cut_where_only_one_cut_gives_words() {
        assert_eq!(cut_of("capitalsmallest"), Some(7));
        assert_eq!(cut_of("wireless"), None);
        assert_eq!(cut_of("Qwertzuiop"), None);
    }
}
