//! The subjects of a sentence.

use super::token::{Token, ends_sentence, tokens, without_asides};
use super::words::{ARTICLES, CLAUSES, CONTRASTS, COORDINATORS, FILLERS, PAIRS};
use crate::page::mention::{Folded, Mention, Names};

/// The longest gap, in words, that "both ..." or a possessive may reach over.
const LONGEST_REACH: usize = 6;

/// The most capitalised words between two names ("and Prime Minister Winston").
const MOST_TITLES: usize = 4;

/// How two names that follow each other in a sentence are connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// By "and" or the like.
    Coordinated,
    /// By a comma only: coordinated if the list goes on to an "and".
    Listed,
    /// One figure, named in two words.
    Same,
    /// Not at all.
    Apart,
}

/// One sentence and the names in it.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a Folded,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) mentions: Vec<Mention>,
}

impl<'a> Sentence<'a> {
    pub(super) fn read(text: &'a Folded, names: &Names, start: usize) -> Self {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut at = start;
        while at < text.chars.len() {
            if let Some(mention) = names.at(text, at) {
                // In "General Lee" the last word says who it is, even when "General" is another figure's word.
                if mentions
                    .last()
                    .is_some_and(|last| !last.is_full && last.figure != mention.figure && last.end + 1 == at)
                    && text.chars[at - 1] == ' '
                {
                    mentions.pop();
                }
                mentions.push(mention);
                at = mention.end;
            } else {
                at += 1;
                if ends_sentence(text, at - 1) {
                    break;
                }
            }
        }
        Self { text, start, end: at, mentions }
    }

    pub(super) fn subjects(&self) -> Vec<usize> {
        let Some(first) = self.mentions.first() else {
            return Vec::new();
        };
        let opening = tokens(self.text, self.start, first.start);
        if opens_contrast(&opening) {
            return self.subjects_after_contrast();
        }
        let is_light = |token: &&Token| token.is_one_of(ARTICLES) || token.is_title() && !token.is_one_of(PAIRS);
        let is_pair = opening.iter().rev().find(|token| !is_light(token)).is_some_and(|token| token.is_one_of(PAIRS));
        let mut figures = self.figures(0, self.coordinated(0, is_pair));
        let has_two_clauses = opens_clause(&opening);
        if let Some(second) = self.second_subject(figures.len(), has_two_clauses) {
            figures.extend(self.figures(second, self.coordinated(second, false)));
        }
        figures
    }

    /// Returns the subjects of a sentence whose first names are only what its subject is held against.
    fn subjects_after_contrast(&self) -> Vec<usize> {
        let held_against = self.figures(0, self.coordinated_without_commas());
        let is_other = |at: &usize| !held_against.contains(&self.mentions[*at].figure);
        match (0..self.mentions.len()).find(is_other) {
            Some(at) => self.figures(at, self.coordinated(at, false)),
            None => Vec::new(),
        }
    }

    /// Returns which mention is the subject of the sentence's other clause.
    fn second_subject(&self, from: usize, has_two_clauses: bool) -> Option<usize> {
        (from.max(1)..self.mentions.len()).find(|at| {
            let mut gap = self.gap(*at);
            while gap.pop_if(|token| token.is_one_of(ARTICLES) || token.is_title()).is_some() {}
            let follows_comma = |gap: &[Token]| gap.last().is_some_and(|token| token.is(","));
            match gap.pop() {
                Some(token) if token.is(",") => has_two_clauses,
                Some(token) if token.is("whereas") => true,
                Some(token) if token.is("while") => follows_comma(&gap),
                _ => false,
            }
        })
    }

    fn figures(&self, from: usize, to: usize) -> Vec<usize> {
        self.mentions[from..to].iter().map(|mention| mention.figure).collect()
    }

    /// Returns the end of the run of mentions that are coordinated with the one at `first`.
    fn coordinated(&self, first: usize, is_pair: bool) -> usize {
        let mut end = first + 1;
        for at in first + 1..self.mentions.len() {
            match self.link(at, is_pair) {
                Link::Coordinated => end = at + 1,
                Link::Same if end == at => end = at + 1,
                Link::Same | Link::Listed => {}
                Link::Apart => break,
            }
        }
        end
    }

    /// The same from the first mention, where a comma ends the phrase: in "Unlike A, B and C ..." only A is meant.
    fn coordinated_without_commas(&self) -> usize {
        let is_joined = |at: &usize| {
            matches!(self.link(*at, false), Link::Coordinated | Link::Same)
                && !self.gap(*at).iter().any(|token| token.is(","))
        };
        (1..self.mentions.len()).take_while(is_joined).count() + 1
    }

    /// Returns what stands between the mention and the one before.
    fn gap(&self, at: usize) -> Vec<Token> {
        tokens(self.text, self.mentions[at - 1].end, self.mentions[at].start)
    }

    /// Returns how the mention is connected to the one before.
    fn link(&self, at: usize, is_pair: bool) -> Link {
        let mut gap = without_asides(self.gap(at));
        let is_possessive = gap.first().is_some_and(|token| token.is("'s") || token.is("'"));
        if is_possessive {
            gap.remove(0);
        }
        let is_same = self.mentions[at - 1].figure == self.mentions[at].figure;
        if is_same && !is_possessive && gap.len() <= 2 && gap.iter().all(|token| token.is_title() || token.is(".")) {
            return Link::Same;
        }
        let link = link(&gap);
        let reaches = is_pair || is_possessive && self.is_possessive(at);
        if link == Link::Apart && reaches && reaches_over(&gap) { Link::Coordinated } else { link }
    }

    fn is_possessive(&self, at: usize) -> bool {
        self.text.chars.get(self.mentions[at].end) == Some(&'\'')
    }
}

/// Returns how two names with nothing but this between them are connected.
fn link(gap: &[Token]) -> Link {
    let is_coordinator = |token: &Token| token.is_one_of(COORDINATORS);
    let is_comma = |token: &Token| token.is(",");
    let is_light = |token: &Token| token.is_title() || token.is_one_of(ARTICLES) || is_comma(token);
    let follows_vs = |at: usize| gap[at].is(".") && at > 0 && (gap[at - 1].is("vs") || gap[at - 1].is_title());
    let fits = (0..gap.len())
        .all(|at| is_light(&gap[at]) || is_coordinator(&gap[at]) || gap[at].is_one_of(FILLERS) || follows_vs(at));
    if !fits || gap.iter().filter(|token| token.is_title()).count() > MOST_TITLES {
        Link::Apart
    } else if gap.iter().any(is_coordinator) {
        Link::Coordinated
    } else if gap.iter().any(is_comma) && gap.iter().all(is_light) {
        Link::Listed
    } else {
        Link::Apart
    }
}

/// Answers whether the gap is a few words that end in a coordinator: "the A dynasty and the B dynasty".
fn reaches_over(gap: &[Token]) -> bool {
    let is_name = |token: &&Token| token.is_title() || token.is_one_of(ARTICLES) || token.is_one_of(FILLERS);
    let last = gap.iter().rev().find(|token| !is_name(token));
    gap.len() <= LONGEST_REACH
        && last.is_some_and(|token| token.is_one_of(COORDINATORS))
        && gap.iter().all(|token| token.is_word() || token.is_one_of(COORDINATORS))
}

/// Answers whether a sentence with this before its first name holds its subject against that name.
fn opens_contrast(opening: &[Token]) -> bool {
    let comma = opening.iter().position(|token| token.is(","));
    let opens = |words: &[Token]| {
        let begins = |phrase: &[&str]| phrase.len() <= words.len() && words.iter().zip(phrase).all(|(a, b)| a.is(b));
        CONTRASTS.iter().any(|phrase| begins(phrase)) && !words.iter().any(|token| token.is(","))
    };
    let after_conjunction = opening.split_first().filter(|(first, _)| first.is_one_of(&["but", "and", "yet", "so"]));
    // "However, unlike A, B ..."
    let after_adverb = comma.filter(|comma| *comma <= 3).map(|comma| &opening[comma + 1..]);
    opens(opening) || after_conjunction.is_some_and(|(_, rest)| opens(rest)) || after_adverb.is_some_and(opens)
}

/// Answers whether a sentence with this before its first name begins with a subordinate clause about that name.
fn opens_clause(opening: &[Token]) -> bool {
    let clause = opening.iter().position(|token| token.is_one_of(CLAUSES));
    clause.is_some_and(|at| at <= 2 && !opening[at..].iter().any(|token| token.is(",")))
}
