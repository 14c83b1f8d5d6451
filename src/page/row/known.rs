//! Corrects the weights of seams by the words that are known to be one: no seam within them, a likely one beside them.

use super::balance::Balance;
use super::bits::{BEFORE_A_SMALL_WORD, BESIDE_A_WORD, CUTS_A_WORD, CUTS_ONE_OF_TWO, INNER, SLIGHT};
use super::evidence::Evidence;
use super::seam::Seam;
use super::text::{Class, Text};
use super::words;

/// Degrees that look like two words run together; pages use them without explaining them.
const DEGREES: [&str; 4] = ["PhD", "BSc", "MSc", "MPhil"];

/// Corrects the weights by the words that are known to be one: no seam within them, a likely one beside them.
pub(super) fn keep_words_whole(text: &Text, balance: &Balance, evidence: &Evidence, seams: &mut Vec<Seam>) {
    for word in evidence.compounds() {
        keep_word_whole(text, balance, word, seams);
    }
    for word in words::compounds_in(text.raw()) {
        keep_word_whole(text, balance, word, seams);
    }
    for degree in DEGREES {
        keep_word_whole(text, balance, degree, seams);
    }
    for seam in seams.iter_mut() {
        if seam.weight > 0 && stands_twice(text, seam.at) {
            seam.weight += CUTS_ONE_OF_TWO;
        }
        if seam.number.is_some() || (text.class(seam.at) == Class::Upper && text.before(seam.at) == Class::Upper) {
            seam.weight += known_pieces(text, evidence, seam);
        }
    }
}

/// Whether the word that a seam between a small letter and a capital would cut stands in the row once more: of two seams at
/// most one is where a cell ends, and then the other is in a word that is written so.
fn stands_twice(text: &Text, at: usize) -> bool {
    if text.before(at) != Class::Lower || text.class(at) != Class::Upper {
        return false;
    }
    let start = text.run_start(at, |class| class == Class::Lower).saturating_sub(1);
    let end = text.run_end(at + 1, |class| class == Class::Lower);
    let word = text.slice(start, end);
    text.class(start) == Class::Upper && end - at > 1 && text.raw().matches(word).nth(1).is_some()
}

/// What the page's acronyms and numbers say about cutting capitals or digits here.
fn known_pieces(text: &Text, evidence: &Evidence, seam: &Seam) -> i32 {
    let kind = text.class(seam.at);
    let start = text.run_start(seam.at, |class| class == kind);
    let end = text.run_end(seam.at, |class| class == kind);
    let title_follows = kind == Class::Upper && text.class(end) == Class::Lower;
    let least = if kind == Class::Digit { 2 } else { 1 };
    if seam.at - start < least || end - seam.at < least || title_follows {
        return 0;
    }
    if evidence.stands_alone(text.slice(start, end)) {
        return INNER;
    }
    let known = [text.slice(start, seam.at), text.slice(seam.at, end)]
        .iter()
        .filter(|piece| evidence.stands_alone(piece))
        .count();
    match known {
        2 => 2 * BESIDE_A_WORD + 2,
        1 if kind == Class::Digit => SLIGHT,
        _ => 0,
    }
}

/// Corrects the weights around every place where the word stands.
fn keep_word_whole(text: &Text, balance: &Balance, word: &str, seams: &mut Vec<Seam>) {
    for (offset, _) in text.raw().match_indices(word) {
        let (Some(start), Some(end)) = (text.position(offset), text.position(offset + word.len())) else { continue };
        if !can_begin(text, start) || !can_end(text, end) {
            continue;
        }
        for seam in seams.iter_mut().filter(|seam| start < seam.at && seam.at < end) {
            seam.weight = seam.weight.min(CUTS_A_WORD);
        }
        if word.len() < 3 {
            // Two characters are too easily the end of one cell and the start of the next.
            continue;
        }
        let small = text.class(start) == Class::Lower;
        for (place, weight) in [(start, if small { BEFORE_A_SMALL_WORD } else { BESIDE_A_WORD }), (end, BESIDE_A_WORD)]
        {
            if !balance.cuts_a_pair(place) {
                encourage(text, seams, place, weight);
            }
        }
    }
}

/// Whether a word known to be one can begin here: it is not the rest of a longer word or number.
fn can_begin(text: &Text, start: usize) -> bool {
    match (text.before(start), text.class(start)) {
        (Class::Upper, Class::Upper) => text.class(start + 1) == Class::Lower,
        (Class::Upper, Class::Lower) => text.class(start + 1) == Class::Upper,
        (Class::Digit, Class::Digit) => false,
        (left, Class::Uncased) => !left.is_letter(),
        _ => true,
    }
}

/// Whether a word known to be one can end here, perhaps with the `s` of a plural behind it.
fn can_end(text: &Text, end: usize) -> bool {
    let plural = text.char(end) == 's' && text.class(end + 1) != Class::Lower;
    (plural || text.class(end) != Class::Lower) && (text.before(end), text.class(end)) != (Class::Digit, Class::Digit)
}

/// Makes the place beside a known word a likely seam where it joins another word.
fn encourage(text: &Text, seams: &mut Vec<Seam>, place: usize, weight: i32) {
    // Before the `s` of a plural there is no seam.
    if text.char(place) == 's' && text.class(place + 1) != Class::Lower {
        return;
    }
    if place == 0 || place >= text.len() || !text.before(place).is_word() || !text.class(place).is_word() {
        return;
    }
    match seams.binary_search_by_key(&place, |seam| seam.at) {
        Ok(found) => seams[found].weight = seams[found].weight.max(weight),
        Err(gap) => seams.insert(gap, Seam { at: place, weight, number: None }),
    }
}
