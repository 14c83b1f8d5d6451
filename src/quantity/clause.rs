//! Sentences and clauses of prose, and a clause as tokens in which its figure is one.

use super::prose_words::OTHERS;
use super::read::without_asides;
use super::token::{Kind, Token, tokens};
use super::unit;
use super::words::{BEFORE, Bearing, currency, magnitude};
use crate::name;

/// What stands for the figure among the tokens of a clause; no word or sign is so.
pub(super) const FIGURE: &str = "(figure)";

/// What says nothing where a clause begins with it.
const COMPARED: &[&str] = &["compared to ", "compared with "];

/// What says nothing where it stands between a figure and what is said of it.
const ASIDES: &[&str] = &[", on the other hand,", ", in contrast,", ", by contrast,", ", however,", ", meanwhile,"];

/// Words of amounts, apart from numbers, units and currencies.
const OF_MEASURES: &[&str] = &[
    "billion", "billions", "k", "m", "b", "t", "est", "age", "aged", "total", "square", "sq", "cubic", "cu", "per",
    "an", "hour", "second", "month", "year",
];

/// Words before which a clause ends, and those before which it does so behind a comma.
const ENDS: &[&str] = &["while", "whereas", "compared", "versus", "vs"];
const ENDS_BEHIND_COMMA: &[&str] = &["but", "and", "making", "giving", "which"];

/// Returns the sentences of a text: they end with a full stop, a question mark or an exclamation mark before a space and a capital, with a
/// line, or where the next item of a list in one line begins.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let mut ends: Vec<usize> = Vec::new();
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    for window in chars.windows(3) {
        let [(_, end), (at, space), (_, next)] = window else { continue };
        // `St. Louis`, `approx. 5`: in doubt the sentence goes on, and has two numbers or none that is certain.
        if matches!(end, '.' | '?' | '!') && space.is_whitespace() && next.is_uppercase() {
            ends.push(*at);
        }
        if text.starts_with("- ") && end.is_whitespace() && (*space, *next) == ('-', ' ') {
            ends.push(*at);
        }
    }
    ends.extend(chars.iter().filter(|(_, c)| *c == '\n').map(|(at, _)| *at));
    ends.push(text.len());
    ends.sort_unstable();
    ends.dedup();
    ends.into_iter().map(move |end| {
        let sentence = &text[start..end];
        start = end;
        sentence.trim()
    })
}

/// Returns the clauses of a sentence, each of which may be about another figure: `Japan has 175 airports, while Germany has 318`.
/// The first one begins where the sentence does.
#[must_use]
pub fn clauses(sentence: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    let mut start = 0;
    for (at, space) in sentence.char_indices() {
        let before = sentence[start..at].trim();
        let is_end = space == ';'
            || space.is_whitespace() && {
                let word = sentence[at..].trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                ENDS.contains(&word) || before.ends_with(',') && ENDS_BEHIND_COMMA.contains(&word)
            };
        if is_end && !before.is_empty() {
            clauses.push(before.trim_end_matches(','));
            start = at + space.len_utf8();
        }
    }
    clauses.push(sentence[start..].trim());
    // `compared to the population of Germany`
    let without = |clause| COMPARED.iter().find_map(|with| str::strip_prefix(clause, with)).unwrap_or(clause);
    clauses.into_iter().map(without).collect()
}

/// Returns the tokens of a clause without what stands in brackets, its figure being one of them: `PlayStation 4's` has no number.
/// `None` where a number in brackets may be another one, or the year of that before them: `20 hours (30 with the screen off)`; and
/// where brackets behind a number say of which case or part it is: `23 million (urban area)`.
pub(super) fn told(clause: &str, figure: &str) -> Option<Vec<Token>> {
    let (main, asides) = without_asides(clause);
    let has_number = |aside: &str| aside.bytes().any(|byte| byte.is_ascii_digit());
    let is_behind_number = |aside: &str| match (clause.find(aside), clause.find(|c: char| c.is_ascii_digit())) {
        (Some(aside), Some(number)) => number < aside,
        _ => false,
    };
    if asides.iter().any(|aside| (has_number(aside) || is_behind_number(aside)) && !is_measure(aside)) {
        return None;
    }
    let main = ASIDES.iter().fold(main, |main, aside| main.replace(aside, ""));
    let figure: Vec<String> = tokens(&without_asides(figure).0).iter().map(folded).collect();
    let all = tokens(&main);
    let mut told = Vec::with_capacity(all.len());
    let mut at = 0;
    while let Some(token) = all.get(at) {
        let is_figure = !figure.is_empty()
            && all.len() - at >= figure.len()
            && all[at..].iter().zip(&figure).all(|(token, word)| folded(token) == *word);
        if is_figure {
            told.push(Token { kind: Kind::Word, text: FIGURE.to_owned(), is_apart: token.is_apart });
            at += figure.len();
            // `PlayStation 4's`
            if let [mark, s, ..] = &all[at..]
                && mark.is_sign("'’")
                && s.text == "s"
                && !s.is_apart
            {
                at += 2;
            }
        } else {
            told.push(token.clone());
            at += 1;
        }
    }
    Some(told)
}

/// Whether what goes on behind a sentence with `it` is about a figure, which is what the sentence itself is about: `Japan is a
/// country in East Asia.`, but not `Berlin lies in the north-east of Germany.` or `Germany has a capital, Berlin.`
#[must_use]
pub fn leads(sentence: &str, figure: &str) -> bool {
    let all = tokens(&without_asides(sentence).0);
    let is_nothing = |token: &&Token| token.kind == Kind::Sign || matches!(&*token.word(), "the" | "a" | "an");
    let rest = &all[all.iter().take_while(is_nothing).count()..];
    let figure = tokens(&without_asides(figure).0);
    let figure = &figure[figure.iter().take_while(is_nothing).count()..];
    let is_word = |(token, word): (&Token, &Token)| name::fold_accents(&token.text) == name::fold_accents(&word.text);
    let said = match rest {
        [it, said @ ..] if it.word() == "it" => said,
        _ if rest.len() > figure.len() && !figure.is_empty() && rest.iter().zip(figure).all(is_word) => {
            &rest[figure.len()..]
        }
        _ => return false,
    };
    let is_name = |token: &Token| token.kind == Kind::Word && token.text.starts_with(char::is_uppercase);
    let is_of_other = |token: &Token| OTHERS.contains(&&*token.word());
    match said {
        // What it is may be told with names: `is a country in East Asia`.
        [is, article, more @ ..]
            if matches!(&*is.word(), "is" | "was") && matches!(&*article.word(), "a" | "an" | "the" | "one") =>
        {
            !more.iter().any(is_of_other)
        }
        // `Germany's largest city`, `PlayStation 4`
        [first, ..] if first.is_sign("'’") || first.is_numeral() => false,
        _ => !said.iter().any(|token| is_name(token) || is_of_other(token)),
    }
}

/// Returns a token as names are compared, without the ending of what belongs to somebody.
fn folded(token: &Token) -> String {
    let folded = name::fold_accents(&token.text);
    let owner = folded.strip_suffix("'s").or_else(|| folded.strip_suffix("’s"));
    owner.map_or_else(|| folded.clone(), str::to_owned)
}

/// Whether a text says an amount and nothing more of it, nor when it was so: `139,820 km`, `approx. 5 sq mi`.
pub(super) fn is_measure(text: &str) -> bool {
    tokens(text).iter().all(is_of_measure)
}

/// Whether a token belongs to an amount.
pub(super) fn is_of_measure(token: &Token) -> bool {
    let word = token.word();
    let is_part = || {
        BEFORE.contains(&(&*word, Bearing::Approximate))
            || magnitude(&word).is_some()
            || currency(&token.text).is_some()
            || unit::unit(&token.text).is_some()
            || OF_MEASURES.contains(&&*word)
    };
    match token.kind {
        Kind::Numeral => !is_year(token),
        Kind::Sign => true,
        Kind::Word => is_part(),
    }
}

/// Whether a token looks like a year.
pub(super) fn is_year(token: &Token) -> bool {
    token.is_numeral() && token.text.len() == 4 && token.text.parse().is_ok_and(|year| (1000..2101).contains(&year))
}
