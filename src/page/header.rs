//! The header row of a table whose cells ran together: a label, whatever it says, and then the figures' names. With a
//! title the names are known and only looked for; without one they are found out here, or not.
//!
//! `AttributeAdam and EveLilith` alone does not tell where names begin and end. Two witnesses do:
//!
//! - the slug: "adam-and-eve-vs-lilith" must be the end of the row, letter by letter;
//! - the page's prose and captions: every name must stand there as words of its own, and only one way to part the row
//!   may give such names. `PayPalVenmo` is not Pay, Pal and Venmo where the prose writes `PayPal`.
//!
//! Where neither settles it, there is no answer.

use std::collections::{BTreeSet, HashSet};

use unicode_normalization::char::is_combining_mark;

use super::choose::is_usual_label;
use super::pipe;
use super::title::{self, MOST_FIGURES};
use crate::name;

/// The longest label over the attribute column, in characters without spaces: a longer line is prose that happens to end in names.
const LONGEST_LABEL: usize = 50;

/// The longest header row whose names are found out without a title, in bytes.
const LONGEST_HEADER: usize = 300;

/// With more places than this where a name may begin, the prose is not asked.
const MOST_STARTS: usize = 60;

/// How much of the page's text is asked for names, in bytes.
const LONGEST_TEXT: usize = 100_000;

/// With more figures than this, the slug must name them in the order of the columns.
const MOST_PERMUTED: usize = 4;

/// Answers whether the line is the header row: a label, or none, and then the figures' names, [`run_together`].
pub(super) fn is_header(line: &str, names: &str) -> bool {
    // Folding may make a text shorter, but not by much: a line that is much too long need not be folded.
    if line.len() > 8 * (names.len() + LONGEST_LABEL) {
        return false;
    }
    let line = squeezed(line);
    let label = line.strip_suffix(names);
    label.is_some_and(|label| label.chars().count() <= LONGEST_LABEL)
}

/// Returns what a header row says besides the figures' names, where that is more than that attributes stand before them: the
/// whole row where its cells ran together.
pub(super) fn label<'a>(line: &'a str, figures: &[String], is_piped: bool) -> Option<&'a str> {
    if is_piped {
        let first = line.strip_prefix('|').unwrap_or(line).split('|').next()?.trim();
        let has_label = pipe::width(line) > figures.len();
        return (has_label && !is_usual_label(&squeezed(first))).then_some(first);
    }
    let row = squeezed(line);
    let label = row.strip_suffix(&*run_together(figures)).unwrap_or(&row);
    (!is_usual_label(label)).then_some(line)
}

/// Returns the figures' names as the header row is compared with them.
pub(super) fn run_together(figures: &[String]) -> String {
    figures.iter().map(|figure| squeezed(figure)).collect()
}

/// Returns the text without white space and case: cells that ran together may have kept a space or lost one.
fn squeezed(text: &str) -> String {
    name::fold(text).replace(' ', "")
}

/// What the page shows about its figures' names outside its table.
pub(super) struct Witness {
    /// The lists of figures that the slug may name, as slugs.
    slugs: Vec<Vec<String>>,
    /// The page's text without the table, or the beginning of it, in lower case.
    text: String,
    /// Its words.
    words: HashSet<String>,
}

impl Witness {
    pub(super) fn new<'a>(slug: &str, lines: impl Iterator<Item = &'a str>) -> Self {
        let mut text = String::new();
        for line in lines {
            if text.len() + line.len() > LONGEST_TEXT {
                break;
            }
            text.push_str(&name::clean(line).to_lowercase());
            text.push('\n');
        }
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
        Self { slugs: title::readings(&slug.replace('-', " ")), text, words }
    }

    /// Answers whether the slug says what is compared.
    pub(super) fn has_slug(&self) -> bool {
        !self.slugs.is_empty()
    }

    /// Answers whether the header row ends as the slug does.
    pub(super) fn is_of_slug(&self, line: &str) -> bool {
        line.len() <= LONGEST_HEADER && !self.by_slug(&name::clean(line)).is_empty()
    }

    /// Returns the figures that the header row names, when that is certain.
    pub(super) fn figures(&self, line: &str) -> Option<Vec<String>> {
        if line.len() > LONGEST_HEADER {
            return None;
        }
        let line = name::clean(line);
        let mut found = self.by_slug(&line);
        if found.len() != 1 {
            let is_attested = |figures: &Vec<String>| figures.iter().all(|figure| self.attests(figure));
            found = found.into_iter().filter(is_attested).collect();
        }
        if found.is_empty() {
            found = self.by_text(&line);
        }
        let only = if found.len() == 1 { found.pop_first() } else { None };
        only.filter(|figures| figures.len() <= MOST_FIGURES)
    }

    /// Answers whether the name stands in the page's text as words of its own, in whatever case.
    pub(super) fn attests(&self, name: &str) -> bool {
        // The "s" of a possessive is a word by itself in the text, but nobody's name; nor is a full stop one.
        let is_letter = name.starts_with(char::is_lowercase) && name.chars().nth(1).is_none();
        if is_letter || !name.contains(char::is_alphanumeric) {
            return false;
        }
        let name = name.to_lowercase();
        let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        if !words.all(|word| self.words.contains(word)) {
            return false;
        }
        let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !is_combining_mark(c));
        self.words.contains(&name)
            || self.text.match_indices(&name).any(|(at, found)| {
                is_apart(self.text[..at].chars().next_back()) && is_apart(self.text[at + found.len()..].chars().next())
            })
    }

    /// Returns the figures that the row names when it ends as the slug does.
    fn by_slug(&self, line: &str) -> BTreeSet<Vec<String>> {
        let orders = self.slugs.iter().flat_map(|figures| orders(figures));
        orders.flat_map(|figures| self.cut_by_slug(line, &figures)).collect()
    }

    fn cut_by_slug(&self, line: &str, slugs: &[String]) -> Vec<Vec<String>> {
        let letters = letters(line);
        let wanted: Vec<Vec<char>> = slugs.iter().map(|slug| slug.chars().filter(|c| *c != ' ').collect()).collect();
        let total: usize = wanted.iter().map(Vec::len).sum();
        let Some(mut at) = letters.len().checked_sub(total) else {
            return Vec::new();
        };
        if !letters[at..].iter().map(|(c, _)| c).eq(wanted.iter().flatten()) {
            return Vec::new();
        }
        let mut cuts = Vec::new();
        for name in &wanted {
            let start = letters[at].1.start;
            let gap = at.checked_sub(1).map_or(0, |before| letters[before].1.end);
            if gap > start {
                return Vec::new();
            }
            cuts.push(places(line, gap, start));
            at += name.len();
        }
        self.settled(line, &cuts)
    }

    /// Returns the names between the places that may be chosen in each gap.
    fn settled(&self, line: &str, cuts: &[Vec<usize>]) -> Vec<Vec<String>> {
        let names = |chosen: &[usize]| -> Vec<String> {
            let ends = chosen[1..].iter().copied().chain([line.len()]);
            chosen.iter().zip(ends).map(|(start, end)| name::clean(&line[*start..end])).collect()
        };
        // The first place in each gap is the usual one.
        let usual: Vec<usize> = cuts.iter().map(|places| places[0]).collect();
        let mut attested = Vec::new();
        for (gap, places) in cuts.iter().enumerate() {
            for place in places {
                let mut chosen = usual.clone();
                chosen[gap] = *place;
                let figures = names(&chosen);
                if !attested.contains(&figures) && figures.iter().all(|figure| self.attests(figure)) {
                    attested.push(figures);
                }
            }
        }
        if attested.is_empty() { vec![names(&usual)] } else { attested }
    }

    /// Returns the figures that the row names when all of them stand in the text: of several ways to part the row those
    /// with the fewest names, and of these no more than two, because two are as uncertain as many.
    ///
    /// The label ends where the first name may begin. Were it taken to reach further, a figure that the text does not
    /// name would be taken for a part of it.
    fn by_text(&self, line: &str) -> BTreeSet<Vec<String>> {
        let starts: Vec<usize> = starts(line).collect();
        if starts.len() > MOST_STARTS {
            return BTreeSet::new();
        }
        // From each start, the last one first, the lists of names up to the end of the line.
        let mut lists: Vec<(usize, BTreeSet<Vec<String>>)> = Vec::new();
        for start in starts.iter().rev().copied() {
            let list = self.lists_from(line, start, &lists);
            lists.push((start, list));
        }
        // A lower-case letter before a capital may be the label's last or a name's first, as in "iPhone".
        let (first, second) = (lists.pop(), lists.pop());
        let follows = |(a, _): &(usize, _), (b, _): &(usize, _)| line[*a..*b].chars().count() == 1;
        let second = second.filter(|second| {
            first
                .as_ref()
                .is_some_and(|first| line[first.0..].starts_with(char::is_lowercase) && follows(first, second))
        });
        let lists = [first, second].into_iter().flatten().flat_map(|(_, list)| list);
        lists.filter(|figures| figures.len() > 1).collect()
    }

    /// Returns the shortest lists of attested names from one start on, knowing those from all later ones.
    fn lists_from(&self, line: &str, start: usize, later: &[(usize, BTreeSet<Vec<String>>)]) -> BTreeSet<Vec<String>> {
        if self.attests(&line[start..]) {
            return BTreeSet::from([vec![line[start..].to_owned()]]);
        }
        let mut best: BTreeSet<Vec<String>> = BTreeSet::new();
        for (next, rest) in later {
            let name = &line[start..*next];
            let Some(length) = rest.first().map(|rest| rest.len() + 1) else {
                continue;
            };
            let shortest = best.first().map_or(MOST_FIGURES, Vec::len);
            if length > shortest || !self.attests(name) {
                continue;
            }
            if length < shortest {
                best.clear();
            }
            best.extend(rest.iter().map(|rest| prepended(name, rest)));
            while best.len() > 2 {
                best.pop_last();
            }
        }
        best
    }
}

fn prepended(name: &str, rest: &[String]) -> Vec<String> {
    std::iter::once(name.to_owned()).chain(rest.iter().cloned()).collect()
}

/// Returns the orders in which a slug's figures may stand in the table.
fn orders(figures: &[String]) -> Vec<Vec<String>> {
    if figures.len() > MOST_PERMUTED {
        return vec![figures.to_vec()];
    }
    let mut orders = vec![Vec::new()];
    for figure in figures {
        let insert = |order: &Vec<String>| {
            let order = order.clone();
            (0..=order.len()).map(move |at| [&order[..at], std::slice::from_ref(figure), &order[at..]].concat())
        };
        orders = orders.iter().flat_map(insert).collect();
    }
    orders
}

/// Returns the letters and digits of a line as slugs have them, and which bytes each of them came from.
fn letters(line: &str) -> Vec<(char, std::ops::Range<usize>)> {
    let mut letters: Vec<(char, std::ops::Range<usize>)> = Vec::new();
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        if is_combining_mark(c) {
            if let Some((_, range)) = letters.last_mut() {
                range.end = end;
            }
            continue;
        }
        let folded = name::fold_accents(c.encode_utf8(&mut [0; 4]));
        letters.extend(folded.chars().filter(|c| c.is_alphanumeric()).map(|c| (c, at..end)));
    }
    letters
}

/// Returns where a name may begin in the gap between two letters; first where it does by the usual rules: space parts,
/// brackets and quotes that open belong to what follows, all other signs to what is before.
fn places(line: &str, gap: usize, start: usize) -> Vec<usize> {
    let signs = &line[gap..start];
    let is_opening = |c: char| matches!(c, '(' | '[' | '{' | '“' | '‘' | '«' | '¿' | '¡' | '$' | '@' | '€' | '£');
    let usual = gap + signs.find(|c: char| c.is_whitespace() || is_opening(c)).unwrap_or(signs.len());
    let all = signs.char_indices().map(|(at, _)| gap + at).chain([start]);
    std::iter::once(usual).chain(all.filter(|at| *at != usual)).collect()
}

/// Returns where a name may begin in a row that ran together: at a capital, a digit, a sign or a letter without case
/// that follows another character directly, or at a lower-case letter before a capital ("iPhone").
fn starts(line: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ' ';
    line.char_indices().filter_map(move |(at, c)| {
        let is_glued = !before.is_whitespace();
        before = c;
        let next = line[at + c.len_utf8()..].chars().next();
        let is_inner = c.is_lowercase() && next.is_some_and(char::is_uppercase);
        let is_closing = matches!(c, ')' | ']' | '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '”');
        let begins = is_inner || !c.is_lowercase() && !c.is_whitespace() && !is_combining_mark(c);
        let is_dotted = c == '.' && next.is_some_and(char::is_alphanumeric);
        (is_glued && begins && (!is_closing || is_dotted)).then_some(at)
    })
}

#[cfg(test)]
mod tests;
