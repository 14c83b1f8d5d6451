//! Which figures a passage is about.
//!
//! A passage names other figures in passing, so being named is not enough. What it is about is the subject of the first
//! sentence that names any figure: English puts the subject first, and a paragraph opens with its topic. So it is about
//! the figure named first in that sentence, and those named in one breath with it:
//!
//! - "A and B", "A, B and C", "both A and B", "neither A nor B", "between A and B", "A vs. B", "A's X and B's X";
//!   titles, first names and bracketed dates may stand between ("President A (1900-1950) and Vladimir B");
//! - "While A ..., B ...", "A ..., whereas B ...": two subjects, so both;
//! - "Unlike A, B ...", "Compared to A, B ...": A is only what B is held against, so B alone.
//!
//! A passage that names nobody, or only somebody that its unnamed subject is held against, is about no figure: that
//! "he" means the other one would be a guess.

use super::mention::{Folded, Mention, Names};

/// Words that begin a phrase about somebody other than the subject.
const CONTRASTS: &[&[&str]] = &[
    &["unlike"],
    &["like"],
    &["just", "like"],
    &["much", "like"],
    &["compared", "to"],
    &["compared", "with"],
    &["in", "contrast", "to"],
    &["in", "contrast", "with"],
    &["in", "comparison", "to"],
    &["in", "comparison", "with"],
    &["in", "opposition", "to"],
    &["contrary", "to"],
    &["as", "opposed", "to"],
    &["opposed", "to"],
    &["rather", "than"],
    &["instead", "of"],
    &["similar", "to"],
    &["similarly", "to"],
    &["different", "from"],
    &["as", "with"],
];

/// Words that give a sentence two clauses with a subject each.
const CLAUSES: &[&str] = &["while", "whereas", "although", "though"];

/// Words that coordinate names.
const COORDINATORS: &[&str] =
    &["and", "or", "nor", "vs", "versus", "plus", "well", "along", "together", "alongside", "also", "&", "/", "-"];

/// Words that announce two names.
const PAIRS: &[&str] = &["both", "between", "neither", "either"];

/// Words that may stand before a name without changing what is said of it.
const ARTICLES: &[&str] = &["the", "a", "an"];

/// Words that may stand around a coordinator.
const FILLERS: &[&str] = &["as", "both", "but", "between", "by", "either", "for", "in", "neither", "of", "to", "with"];

/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "approx", "capt", "col", "dr", "fr", "gen", "gov", "jr", "lt", "mr", "mrs", "ms", "mt", "prof", "rep", "rev",
    "sen", "sgt", "sr", "st", "v", "vs",
];

/// The longest gap, in words, that "both ..." or a possessive may reach over.
const LONGEST_REACH: usize = 6;

/// The most capitalised words between two names ("and Prime Minister Winston").
const MOST_TITLES: usize = 4;

/// Returns the indices of the figures that the passage is about, in column order.
pub(super) fn subjects(passage: &str, names: &Names) -> Vec<usize> {
    let text = Folded::new(passage);
    let mut start = 0;
    while start < text.chars.len() {
        let sentence = Sentence::read(&text, names, start);
        let mut figures = sentence.subjects();
        if !figures.is_empty() {
            figures.sort_unstable();
            figures.dedup();
            return figures;
        }
        start = sentence.end;
    }
    Vec::new()
}

/// Returns the indices of the figures that a passage under a heading is about, in column order: under a heading that names
/// one figure alone it is about that, and about all that it names where it names several.
pub(super) fn about(passage: &str, heading: &str, names: &Names) -> Vec<usize> {
    let of_heading = figures_in(heading, names);
    let [only] = of_heading[..] else { return subjects(passage, names) };
    let told = figures_in(passage, names);
    if told.len() > 1 { told } else { vec![only] }
}

/// Returns the indices of the figures that a text names, in column order.
fn figures_in(text: &str, names: &Names) -> Vec<usize> {
    let text = Folded::new(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.chars.len() {
        match names.at(&text, at) {
            Some(mention) => {
                found.push(mention.figure);
                at = mention.end;
            }
            None => at += 1,
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A word or a sign of a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Token {
    text: String,
    is_capital: bool,
}

impl Token {
    fn is(&self, text: &str) -> bool {
        self.text == text
    }

    fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&&*self.text)
    }

    fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }

    /// Answers whether this may be a title or a first name.
    fn is_title(&self) -> bool {
        self.is_capital && self.is_word() && !self.is_one_of(COORDINATORS)
    }
}

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
struct Sentence<'a> {
    text: &'a Folded,
    start: usize,
    end: usize,
    mentions: Vec<Mention>,
}

impl<'a> Sentence<'a> {
    fn read(text: &'a Folded, names: &Names, start: usize) -> Self {
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

    fn subjects(&self) -> Vec<usize> {
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

/// Returns the gap without what stands in brackets, and without quotation marks.
fn without_asides(gap: Vec<Token>) -> Vec<Token> {
    let mut depth = 0_usize;
    let is_kept = |token: &Token| {
        match &*token.text {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "\"" | "“" | "”" | "*" | "_" => {}
            _ => return depth == 0,
        }
        false
    };
    gap.into_iter().filter(is_kept).collect()
}

/// Returns the words and signs of a part of the text. A hyphen joins words; a possessive ending is a word.
fn tokens(text: &Folded, start: usize, end: usize) -> Vec<Token> {
    let chars = &text.chars[start..end];
    let is_inner =
        |at: usize| matches!(chars[at], '-' | '\'') && chars.get(at + 1).is_some_and(|c| c.is_alphanumeric());
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let first = at;
        at += 1;
        let is_possessive = chars[first] == '\'' && chars.get(at) == Some(&'s');
        if chars[first].is_alphanumeric() || is_possessive {
            while at < chars.len() && (chars[at].is_alphanumeric() || is_inner(at)) {
                at += 1;
            }
        }
        if chars[first] != ' ' {
            let text_of = chars[first..at].iter().collect();
            tokens.push(Token { text: text_of, is_capital: text.is_capital(start + first) });
        }
    }
    tokens
}

/// Answers whether the character ends a sentence. Initials, abbreviations and what goes on in lower case do not.
fn ends_sentence(text: &Folded, at: usize) -> bool {
    let chars = &text.chars;
    let is_stop = match chars[at] {
        '。' | '！' | '？' | '।' => return true,
        '.' => true,
        '!' | '?' | '…' => false,
        _ => return false,
    };
    let is_closing = |at: &usize| matches!(chars[*at], '"' | '\'' | '”' | '»' | ')' | ']');
    let next = (at + 1..chars.len()).find(|at| !is_closing(at));
    if next.is_some_and(|next| chars[next] != ' ') {
        return false;
    }
    let goes_on = next.and_then(|next| chars.get(next + 1)).is_some_and(|c| c.is_lowercase());
    let goes_on = goes_on && next.is_some_and(|next| !text.is_capital(next + 1));
    let word: Vec<char> = chars[..at].iter().rev().take_while(|c| c.is_alphanumeric()).copied().collect();
    let word: String = word.into_iter().rev().collect();
    let is_short = word.chars().count() == 1 || ABBREVIATIONS.contains(&&*word);
    !(goes_on || is_stop && is_short)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the figures that the passage is about, as letters: the first is A.
    fn about(figures: &[&str], passage: &str) -> String {
        let figures: Vec<String> = figures.iter().map(|figure| (*figure).to_owned()).collect();
        subjects(passage, &Names::new(&figures))
            .into_iter()
            .map(|index| char::from(b'A' + u8::try_from(index).unwrap()))
            .collect()
    }

    fn ensure(figures: &[&str], cases: &[(&str, &str)]) {
        for (passage, expected) in cases {
            assert_eq!(about(figures, passage), *expected, "{passage}");
        }
    }

    const MEN: &[&str] = &["Joseph Stalin", "Leon Trotsky"];

    #[test]
    fn a_passage_is_about_the_subject_of_its_first_telling_sentence() {
        ensure(
            MEN,
            &[
                ("Stalin was feared by Trotsky. Trotsky fled.", "A"),
                ("Trotsky, on the other hand, opposed Stalin's policies.", "B"),
                ("The years were hard. Few had bread. Then Trotsky came. Stalin stayed.", "B"),
                ("After Lenin's death in 1924, Stalin emerged; Trotsky did not.", "A"),
                ("The years were hard.", ""),
                ("", ""),
            ],
        );
    }

    #[test]
    fn names_in_one_breath_are_subjects_together() {
        ensure(
            MEN,
            &[
                ("Both Stalin and Trotsky wrote.", "AB"),
                ("Neither Trotsky nor Stalin wrote.", "AB"),
                ("The rift between Joseph Stalin and Leon Trotsky grew.", "AB"),
                ("Stalin's and Trotsky's views differ.", "AB"),
                ("Stalin's views and Trotsky's views differ.", "AB"),
                ("Stalin vs. Trotsky is a long story.", "AB"),
                ("Stalin/Trotsky, Stalin–Trotsky.", "AB"),
                ("Stalin (1878-1953) and Trotsky (1879-1940) met.", "AB"),
                ("\"Stalin\" and \"Trotsky\" are assumed names.", "AB"),
                ("Stalin, as well as Trotsky, wrote.", "AB"),
                ("Secretary Stalin and Commissar Lev Trotsky met.", "AB"),
                ("Stalin and his aide met Trotsky.", "A"),
                ("Stalin met Trotsky and Lenin.", "A"),
                ("Stalin spoke and wrote of Trotsky.", "A"),
            ],
        );
    }

    #[test]
    fn contrast_makes_the_other_the_subject() {
        ensure(
            MEN,
            &[
                ("Unlike Stalin, Trotsky wrote well.", "B"),
                ("However, unlike Stalin, Trotsky wrote well.", "B"),
                ("But compared to Joseph Stalin's prose, that of Trotsky shines.", "B"),
                ("In contrast to Trotsky, Stalin stayed.", "A"),
                ("In contrast to earlier leaders, Stalin stayed. Trotsky left.", "A"),
                ("In contrast, Trotsky left.", "B"),
                ("Unlike Stalin, he wrote well.", ""),
                ("Stalin, unlike Trotsky, stayed.", "A"),
            ],
        );
    }

    #[test]
    fn two_clauses_have_two_subjects() {
        ensure(
            MEN,
            &[
                ("While Stalin stayed, Trotsky left.", "AB"),
                ("Whereas the young Trotsky wrote, Secretary Stalin did not.", "AB"),
                ("Stalin stayed, whereas Trotsky left.", "AB"),
                ("Stalin stayed, while Trotsky left.", "AB"),
                ("While in power, Stalin had Trotsky killed.", "A"),
                ("While Stalin had Trotsky killed, he denied it.", "A"),
            ],
        );
    }

    #[test]
    fn three_figures_are_listed() {
        let figures = &["Tea", "Coffee", "Green Cocoa"];
        ensure(
            figures,
            &[
                ("Tea, coffee, and green cocoa are drunk hot.", "ABC"),
                ("Tea, coffee and Cocoa are drunk hot.", "ABC"),
                ("Coffee, tea's rival, is drunk hot.", "B"),
                ("Coffee and tea are drunk hot, as is green cocoa.", "AB"),
                ("Unlike tea, coffee and green cocoa are brown.", "BC"),
                ("Unlike tea and coffee, green cocoa is sweet.", "C"),
            ],
        );
    }

    #[test]
    fn names_with_and_commas_and_full_stops_hold_together() {
        ensure(
            &["Mario and Sonic", "Super Smash Bros."],
            &[
                ("Mario and Sonic is a game, unlike Super Smash Bros. by others.", "A"),
                ("Super Smash Bros. and Mario and Sonic sell.", "AB"),
            ],
        );
        ensure(
            &["Crosby, Stills and Nash", "St. Louis"],
            &[
                ("In St. Louis, Crosby, Stills and Nash sang.", "B"),
                ("Crosby, Stills and Nash, or Nash alone, sang in St. Louis.", "A"),
            ],
        );
        ensure(&["Washington, D.C.", "Beijing"], &[("Washington, D.C. and Beijing are capitals.", "AB")]);
        ensure(&["Apostle Paul", "Peter"], &[("The Apostle Peter fished.", "B")]);
        ensure(&["Obama", "Trump"], &[("Barack Obama and President Donald Trump served.", "AB")]);
        ensure(&["Ming", "Qing"], &[("Both the Ming dynasty and the Qing dynasty fell.", "AB")]);
        ensure(&["A", "B"], &[("Both A and B are letters.", "AB"), ("B follows A.", "B")]);
    }
}
