//! Whether a clause of prose says another number of something than a table does. It is meant to be right where it says so, not to
//! find everything: the clause has to have one number alone, with nothing between it, the name of the attribute and the figure
//! but words that leave them what they are, in the unit of the table, and nothing that may make it another number of another
//! time, part or comparison.

use super::alike::rounding;
use super::amount::of_measured;
use super::attribute::Told;
use super::before::Said;
use super::behind::rate;
use super::clause::{FIGURE, is_measure, is_of_measure, is_year, told};
use super::cursor::Cursor;
use super::date;
use super::mark::DecimalMark;
use super::measured::{currency_before, measured};
use super::prose_words as words;
use super::read::without_asides;
use super::token::{Token, tokens};
use super::unit::unit;
use super::words::{BEFORE, Bearing, magnitude};
use super::years;
use crate::model::{Quantity, QuantityKind};

/// What a table says: the name of an attribute, the text of a value, and what it amounts to.
#[derive(Debug, Clone, Copy)]
pub struct Stated<'t> {
    /// The name of the attribute, as the document writes it.
    pub attribute: &'t str,
    /// The text of the value.
    pub value: &'t str,
    /// What it amounts to.
    pub quantity: &'t Quantity,
}

/// Returns the quantity that a clause about a figure says of an attribute where the table says another one.
#[must_use]
pub fn other_in(clause: &str, figure: &str, stated: Stated, mark: DecimalMark) -> Option<Quantity> {
    if clause.ends_with('?') || is_qualified(stated) {
        return None;
    }
    let tokens = told(clause, figure)?;
    // `It is the largest city in France`: then it is something else.
    let is_it_other = tokens.iter().skip_while(|token| token.word() != "it").any(|token| token.text == FIGURE);
    if is_it_other || tokens.iter().any(|token| words::DOUBTS.contains(&&*token.word())) {
        return None;
    }
    let said = |mark| match stated.quantity.kind {
        QuantityKind::Year | QuantityKind::Date => when(&tokens, stated.attribute),
        QuantityKind::Number
        | QuantityKind::Percent
        | QuantityKind::Money
        | QuantityKind::Quantity
        | QuantityKind::Duration => how_much(&tokens, stated, mark),
        _ => None,
    };
    let quantity = said(mark)?;
    // The prose may have been written with another mark than the table: `4,222` and `4.222`.
    let is_agreed = [mark, DecimalMark::Point, DecimalMark::Comma]
        .into_iter()
        .filter_map(said)
        .any(|said| is_near(stated.quantity, &said) || is_defined_otherwise(stated, figure, &said));
    (!is_agreed && is_of_one_kind(stated.quantity, &quantity)).then_some(quantity)
}

/// Tells whether a table and its prose may mean the same amount: prose rounds.
#[must_use]
pub fn is_near(stated: &Quantity, said: &Quantity) -> bool {
    let (Some(one), Some(other)) = (&stated.amount, &said.amount) else { return false };
    let (Some(low), Some(high)) = (one.low, one.high) else { return true };
    let (Some(other_low), Some(other_high)) = (other.low, other.high) else { return true };
    let is_time = matches!(stated.kind, QuantityKind::Year | QuantityKind::Date);
    let tolerance = if is_time { 0.0 } else { rounded(stated) + rounded(said) + high.abs() / 100.0 };
    one.unit == other.unit && other_low <= high + tolerance && other_high >= low - tolerance
}

/// How far sizes may differ by what is meant by them: of Saturn the mean diameter is 3.4 % less than that of its equator, the Great
/// Pyramid was 7 % higher than it is, Great Britain with its small islands is 10 % larger than without.
const MOST_OF_SIZES: f64 = 0.1;

/// From how many people on a population may be that of a city or of what has grown together around it, and how many times as
/// large that makes it: less may be another year, and more is a slip by ten.
const CITY: f64 = 1_000_000.0;
const OF_CITIES: std::ops::Range<f64> = 1.5..5.0;

/// How many days may be between the first release of a thing and the one that counts for others: for trying, as 1.0, to shops.
const MOST_OF_RELEASES: f64 = 5.0 * 366.0;

/// How many days may be between the attempts and the thing as it is known, or between two who found it.
const MOST_OF_INVENTIONS: f64 = 50.0 * 366.0;

/// How many days may be between the foundings of a workshop and of the company that it became; and the year before which what is
/// still there was founded several times.
const MOST_OF_FOUNDINGS: f64 = 10.0 * 366.0;
const OLD: i32 = 1800;

/// Whether a table and its prose may mean two things by one name: a size that is measured in two ways, the people of a city or of the
/// whole agglomeration, an ocean with its seas or without, a desert as far as it is called so, what is counted by convention, the
/// first release or the first that was finished, an invention or what led to it, a company or what it came from.
fn is_defined_otherwise(stated: Stated, figure: &str, said: &Quantity) -> bool {
    let (Some(one), Some(other)) = (&stated.quantity.amount, &said.amount) else { return false };
    let (Some(stated_low), Some(said_low)) = (one.low, other.low) else { return false };
    let apart = (stated_low - said_low).abs();
    let (least, most) = (stated_low.min(said_low), stated_low.max(said_low));
    let is_old = |quantity: &Quantity| {
        let year = quantity.low.as_ref().and_then(|time| time.split('-').next()?.parse().ok());
        year.is_none_or(|year: i32| year < OLD)
    };
    let is_time = matches!(stated.quantity.kind, QuantityKind::Year | QuantityKind::Date);
    let is_landscape = |token: &Token| words::LANDSCAPES.contains(&&*stem(token));
    let is_without_border = || tokens(figure).iter().any(is_landscape);
    let is_otherwise = |token: &Token| match &*token.word() {
        "area" | "surface" if is_without_border() => true,
        word if words::SIZES.contains(&word) => apart <= most.abs() * MOST_OF_SIZES,
        "population" | "inhabitants" | "residents" => least >= CITY && OF_CITIES.contains(&(most / least)),
        "released" | "release" => is_time && apart <= MOST_OF_RELEASES,
        "invented" | "invention" | "discovered" | "discovery" => is_time && apart <= MOST_OF_INVENTIONS,
        word if is_time && words::FOUNDINGS.contains(&word) => {
            apart <= MOST_OF_FOUNDINGS || is_old(stated.quantity) || is_old(said)
        }
        _ => false,
    };
    let attribute = tokens(stated.attribute);
    one.unit == other.unit && (attribute.iter().any(is_otherwise) || is_counted_by_convention(stated, &attribute))
}

/// Whether a table counts what is counted by convention, and nothing that is only called so: `Stations`, not `Gas stations`.
fn is_counted_by_convention(stated: Stated, attribute: &[Token]) -> bool {
    let noun: Vec<String> = counted(attribute).map(Token::word).collect();
    stated.quantity.kind == QuantityKind::Number && words::BY_CONVENTION.contains(&&*noun.join(" "))
}

/// Returns what an attribute counts: `Number of employees` counts employees.
fn counted(attribute: &[Token]) -> impl Iterator<Item = &Token> {
    attribute.iter().skip_while(|token| words::COUNTED.contains(&&*token.word()))
}

/// Tells whether a sentence about one figure also says what the table does, of whatever, outside of brackets: `founded in 1946,
/// incorporated in 1948`.
#[must_use]
pub fn says_the_same(sentence: &str, figure: &str, stated: Stated, mark: DecimalMark) -> bool {
    let tokens = told(sentence, figure).unwrap_or_else(|| tokens(&without_asides(sentence).0));
    let is_time = matches!(stated.quantity.kind, QuantityKind::Year | QuantityKind::Date);
    (0..tokens.len()).filter(|at| tokens[*at].is_numeral()).any(|numeral| {
        let said = if is_time {
            let year = tokens[numeral].text.parse().ok().filter(|_| is_year(&tokens[numeral]));
            year.and_then(|year| years::years(Some(year), Some(year), Said::default()).ok())
        } else {
            let mut rest = Cursor::new(&tokens[with_currency(&tokens, numeral)..]);
            let currency = currency_before(&mut rest);
            measured(&mut rest, mark, currency).ok().and_then(|read| of_measured(&read, None))
        };
        said.is_some_and(|said| is_near(stated.quantity, &said))
    })
}

/// Returns where the currency begins that stands before a number, or else the number.
fn with_currency(tokens: &[Token], numeral: usize) -> usize {
    let start = (1..=2).rev().filter_map(|back| numeral.checked_sub(back)).find(|start| {
        let mut cursor = Cursor::new(&tokens[*start..]);
        currency_before(&mut cursor).is_some() && cursor.rest().len() == tokens.len() - numeral
    });
    start.unwrap_or(numeral)
}

/// Returns how far a quantity may be from what it was rounded from: a small count, if nothing says `about`, is exact.
fn rounded(quantity: &Quantity) -> f64 {
    let is_small = |text: &String| text.parse().is_ok_and(|count: f64| count < 100.0);
    let is_count = quantity.kind == QuantityKind::Number && quantity.low.as_ref().is_some_and(is_small);
    if is_count && !quantity.approximate { 0.0 } else { rounding(quantity) }
}

fn is_of_one_kind(stated: &Quantity, said: &Quantity) -> bool {
    let is_time = |quantity: &Quantity| matches!(quantity.kind, QuantityKind::Year | QuantityKind::Date);
    let base = |quantity: &Quantity| quantity.amount.as_ref().map(|amount| amount.unit.clone());
    base(stated) == base(said) && if is_time(stated) { !stated.approximate } else { stated.kind == said.kind }
}

/// Whether a value holds for a part or a case alone: `Battery (with case)`, `20 hours (screen off)`, `18,900 lbs empty`.
fn is_qualified(stated: Stated) -> bool {
    let (_, attribute_asides) = without_asides(stated.attribute);
    let (value, asides) = without_asides(stated.value);
    if !attribute_asides.iter().chain(&asides).all(|aside| is_measure(aside)) {
        return true;
    }
    if matches!(stated.quantity.kind, QuantityKind::Year | QuantityKind::Date) {
        return false;
    }
    let value = tokens(&value);
    let behind = value.iter().skip_while(|token| !token.is_numeral()).skip(1);
    let unit: Vec<String> = tokens(&stated.quantity.unit).iter().map(Token::word).collect();
    let others = behind.filter(|token| !is_of_measure(token) && !unit.contains(&token.word())).count();
    others > usize::from(stated.quantity.unit.is_empty())
}

/// Returns the amount that is said of an attribute.
fn how_much(tokens: &[Token], stated: Stated, mark: DecimalMark) -> Option<Quantity> {
    items(tokens)?.iter().enumerate().find_map(|(at, item)| of_item(item, at == 0, stated, mark))
}

/// Returns a clause once for every number that it has, if they are the items of a list, each with what it counts or measures:
/// `has 8 GB of memory and 256 GB of storage` is `has 8 GB of memory` and `has 256 GB of storage`.
fn items(tokens: &[Token]) -> Option<Vec<Vec<Token>>> {
    let is_and = |token: &Token| token.word() == "and";
    let starts: Vec<usize> = (0..tokens.len()).filter(|at| tokens[*at].is_numeral()).collect();
    let (first, last) = (*starts.first()?, *starts.last()?);
    if first == last {
        return Some(vec![tokens.to_vec()]);
    }
    let ends = starts[1..].iter().map(|next| {
        let is_apart = |token: &&Token| is_and(token) || token.is_sign(",");
        next - tokens[..*next].iter().rev().take_while(is_apart).count()
    });
    let items: Vec<&[Token]> =
        starts.iter().zip(ends.chain([tokens.len()])).map(|(start, end)| &tokens[*start..end]).collect();
    let (_, listed) = items.split_last()?;
    let is_listed = |item: &&[Token]| (2..=5).contains(&item.len()) && !item.iter().any(Token::is_dash);
    let is_counting = |item: &&[Token]| {
        item.get(1).is_some_and(|token| !is_otherwise(token) && !words::PLACES.contains(&&*token.word()))
    };
    // `25 employees and 5 employees of other companies`
    let is_twice = |token: &Token| {
        token.text.len() > 2
            && magnitude(&token.word()).is_none()
            && unit(&token.text).is_none()
            && items.iter().filter(|item| item.iter().any(|other| stem(other) == stem(token))).count() > 1
    };
    let is_list = starts[1..].iter().all(|next| is_and(&tokens[next - 1]) || tokens[next - 1].is_sign(","))
        && is_and(&tokens[last - 1])
        && listed.iter().all(is_listed)
        && items.iter().all(is_counting)
        && !listed.iter().any(|item| item.iter().any(|token| words::PLACES.contains(&&*token.word())))
        && !items.iter().any(|item| item[1..].iter().any(is_twice));
    is_list.then(|| items.iter().map(|item| [&tokens[..first], item].concat()).collect())
}

/// Returns the amount that a clause with one number says of an attribute. In an item behind the first one the number is not that
/// of what stands before them all: `with a length of 40 m and 5 m of depth`.
fn of_item(tokens: &[Token], is_first: bool, stated: Stated, mark: DecimalMark) -> Option<Quantity> {
    let numeral = tokens.iter().position(Token::is_numeral)?;
    let start = with_currency(tokens, numeral);
    let mut rest = Cursor::new(&tokens[start..]);
    let currency = currency_before(&mut rest);
    let read = measured(&mut rest, mark, currency).ok()?;
    let rate = rate(&mut rest, &read).ok()?;
    let (before, behind) = (&tokens[..start], rest.rest());
    if before.iter().chain(behind).any(is_otherwise)
        || before.last().is_some_and(|token| token.is_dash() && !token.is_apart)
    {
        return None;
    }
    let names = names(stated);
    let is_said = names.iter().any(|name| is_before(before, behind, name))
        || is_adjective(before, behind, stated.attribute)
        || is_first
            && (names.iter().any(|name| is_after(before, behind, name)) || is_verb(before, behind, stated.attribute));
    // `350+ million`: that is no number but the least that it is.
    let mut quantity = of_measured(&read, rate.as_deref()).filter(|_| is_said && !read.is_plus)?;
    quantity.approximate |=
        before.iter().any(|token| token.is_sign("~≈") || BEFORE.contains(&(&*token.word(), Bearing::Approximate)));
    Some(quantity)
}

/// Returns the names by which prose calls an attribute: its own, that without `Number of`, and what its value counts.
fn names(stated: Stated) -> Vec<Vec<String>> {
    let (attribute, _) = without_asides(stated.attribute);
    let attribute = tokens(&attribute);
    let mut names: Vec<Vec<String>> =
        vec![attribute.iter().map(stem).collect(), counted(&attribute).map(stem).collect()];
    let (value, _) = without_asides(stated.value);
    if let [.., numeral, noun] = &*tokens(&value)
        && numeral.is_numeral()
        && stated.quantity.kind == QuantityKind::Number
        && Told::by(&noun.text).is_measure
    {
        names.push(vec![stem(noun)]);
    }
    names.retain(|name| !name.is_empty() && !name.iter().any(String::is_empty));
    names.dedup();
    names
}

/// `Its population is about 125 million`, `the population of Japan: 125 million`
fn is_after(before: &[Token], behind: &[Token], name: &[String]) -> bool {
    let mut places = (0..before.len()).filter(|at| is_named(&before[*at..], name));
    let Some(at) = places.next() else { return false };
    let is_link = |token: &Token| {
        token.text == FIGURE
            || words::LINKS.contains(&&*token.word())
            || token.is_sign("~≈:")
            || token.is_dash() && token.is_apart
    };
    before[at + name.len()..].iter().all(is_link)
        && places.next().is_none()
        && ends(behind)
        && (is_led(&before[..at]) || is_followed_by_figure(&before[..at], behind))
}

/// `Japan has about 175 airports`, `Japan has 12 GB of memory`
fn is_before(before: &[Token], behind: &[Token], name: &[String]) -> bool {
    let Some(subject) = subject(before) else { return false };
    let is_having = |token: &Token| words::HAVING.contains(&&*token.word()) || token.is_sign("~≈:");
    let behind = if let [of, rest @ ..] = behind
        && of.word() == "of"
    {
        rest
    } else {
        behind
    };
    before.len() > subject
        && before[subject..].iter().all(is_having)
        && is_named(behind, name)
        && ends(&behind[name.len()..])
}

/// `Japan weighs 5 t`, `Japan is a country of Asia, weighing 5 t`
fn is_verb(before: &[Token], behind: &[Token], attribute: &str) -> bool {
    let attribute = attribute.trim().to_lowercase();
    let is_verb =
        |token: &Token| words::VERBS.iter().any(|(verb, of)| *verb == token.word() && of.contains(&&*attribute));
    let (Some(at), Some(subject)) = (before.iter().rposition(is_verb), subject(before)) else { return false };
    let goes_on = behind.first().is_some_and(|token| words::WHERE.contains(&&*token.word()));
    subject <= at
        && (at == subject || is_going_on(&before[subject..at]))
        && before[at + 1..].iter().all(|token| words::LINKS.contains(&&*token.word()) || token.is_sign("~≈"))
        && (ends(behind) || goes_on)
}

/// `Japan is 3,000 km long`
fn is_adjective(before: &[Token], behind: &[Token], attribute: &str) -> bool {
    let Some(subject) = subject(before) else { return false };
    let Some((adjective, behind)) = behind.split_first() else { return false };
    let is_verb = |token: &Token| {
        words::LINKS.contains(&&*token.word()) || matches!(&*token.word(), "measures") || token.is_sign("~≈")
    };
    words::ADJECTIVES.contains(&(&*adjective.word(), &*attribute.trim().to_lowercase()))
        && before.len() > subject
        && before[subject..].iter().all(is_verb)
        && ends(behind)
}

/// Returns where what is said of the figure begins: behind it, where it is what a clause is about.
fn subject(before: &[Token]) -> Option<usize> {
    let at = before.iter().rposition(|token| token.text == FIGURE || token.word() == "it")?;
    let is_article = |token: &Token| matches!(&*token.word(), "the" | "a" | "an");
    let before_it = match &before[..at] {
        [more @ .., article] if is_article(article) => more,
        all => all,
    };
    let is_subject = match before_it {
        [] => true,
        // `- Japan has ...`, `* Japan has ...`
        [only] if only.is_dash() || only.is_sign("*•") => true,
        // `Today, Japan has ...`, but not `Tokyo, Japan has ...`
        [opener @ .., comma] if comma.is_sign(",") => is_opener(opener),
        // `The capital of Japan has ...`; `In Tokyo the Japan ...`
        [.., last] => words::BEGINNINGS.contains(&&*last.word()) || last.is_sign(":•"),
    };
    is_subject.then_some(at + 1)
}

/// Whether words before a comma only say how the clause goes on from what was said: `Today`, `In contrast`, `According to the census`.
fn is_opener(opener: &[Token]) -> bool {
    match opener {
        [only] => words::OPENERS.contains(&&*only.word()),
        [first, second, ..] if first.word() == "according" => second.word() == "to",
        [preposition, noun] => {
            matches!(&*preposition.word(), "in" | "by" | "as" | "at" | "of")
                && words::OPENING_NOUNS.contains(&&*noun.word())
        }
        _ => false,
    }
}

/// Whether what stands before the name of an attribute leaves it the figure's own.
fn is_led(before: &[Token]) -> bool {
    let is_lead = |token: &Token| {
        words::LEADS.contains(&&*token.word()) || token.is_sign(":,•") || token.is_dash() && token.is_apart
    };
    match subject(before) {
        Some(subject) => {
            let said = &before[subject..];
            let leads = said.iter().rev().take_while(|token| is_lead(token) && !token.is_sign(",")).count();
            let (more, leads) = said.split_at(said.len() - leads);
            let begins = |token: &Token| words::GOES_ON.contains(&&*token.word());
            said.iter().all(is_lead) || leads.first().is_some_and(begins) && is_going_on(more)
        }
        None => match before {
            [] => true,
            [only] => matches!(&*only.word(), "the" | "its") || only.is_dash() || only.is_sign("•"),
            _ => false,
        },
    }
}

/// Whether what is said of a figure goes on behind these words: `is a country of Asia,`, `, a country of Asia,`.
fn is_going_on(said: &[Token]) -> bool {
    let is_of_other = |token: &Token| words::OTHERS.contains(&&*token.word());
    let [first, .., last] = said else { return false };
    (matches!(&*first.word(), "is" | "was") || first.is_sign(","))
        && (last.is_sign(",") || last.word() == "and")
        && !said.iter().any(is_of_other)
}

/// `With a population of 125 million, Japan is ...`
fn is_followed_by_figure(before: &[Token], behind: &[Token]) -> bool {
    let is_with = matches!(before, [with, article] if with.word() == "with" && matches!(&*article.word(), "a" | "an"));
    let behind = behind.strip_prefix(people(behind)).unwrap_or(behind);
    is_with && is_figure_next(behind)
}

/// Whether the figure stands behind a comma.
fn is_figure_next(behind: &[Token]) -> bool {
    let is_figure = |token: &Token| token.text == FIGURE || token.word() == "it";
    match behind {
        [comma, figure, ..] if is_figure(figure) => comma.is_sign(","),
        [comma, the, figure, ..] if is_figure(figure) => comma.is_sign(",") && the.word() == "the",
        _ => false,
    }
}

fn people(behind: &[Token]) -> &[Token] {
    let count = usize::from(behind.first().is_some_and(|token| words::PEOPLE.contains(&&*token.word())));
    &behind[..count]
}

/// Whether what goes on behind a number says nothing more of it: `68 million of them` counts something else, and `12, including two
/// of others` counts otherwise.
fn ends(behind: &[Token]) -> bool {
    let behind = &behind[people(behind).len()..];
    if let [comma, next, ..] = behind
        && comma.is_sign(",")
        && words::COUNTED_IN.contains(&&*next.word())
    {
        return false;
    }
    behind.first().is_none_or(|token| {
        token.is_sign(",.;:!)") || token.is_dash() && token.is_apart || words::FOLLOWING.contains(&&*token.word())
    })
}

fn is_otherwise(token: &Token) -> bool {
    words::OTHERWISE.contains(&&*token.word()) || is_year(token)
}

/// Returns the day or year in which something is said to have happened: `Japan was founded in 660`.
fn when(tokens: &[Token], attribute: &str) -> Option<Quantity> {
    let (attribute, _) = without_asides(attribute);
    let mut about = self::tokens(&attribute);
    about.retain(|token| !words::WHEN.contains(&&*token.word()));
    let [about] = &*about else { return None };
    let about = about.word();
    let events: Vec<&str> =
        words::EVENTS.iter().filter(|(_, words)| words.contains(&&*about)).map(|(event, _)| *event).collect();
    let mut places = (0..tokens.len()).filter(|at| events.contains(&&*tokens[*at].word()));
    let (at, None) = (places.next()?, places.next()) else { return None };
    let link = tokens.get(at + 1).filter(|token| matches!(&*token.word(), "in" | "on") || token.is_sign(":"))?;
    let time = &tokens[at + 2..];
    let (quantity, behind) = if let Some((day, count)) = date::day(time) {
        (years::dates(day, Cursor::new(&[]), Said::default()).ok()?, &time[count..])
    } else {
        let year = time.first().filter(|token| is_year(token))?.text.parse().ok()?;
        (years::years(Some(year), Some(year), Said::default()).ok()?, &time[1..])
    };
    let is_of_figure = match subject(&tokens[..at]) {
        Some(subject) => tokens[subject..at]
            .iter()
            .all(|token| matches!(&*token.word(), "was" | "were" | "is") || token.is_sign(",:")),
        None => at == 0 && (is_figure_next(behind) || link.is_sign(":")),
    };
    // `launched in 2019 in Europe`; a range.
    let is_place = behind.first().is_some_and(|token| {
        token.is_dash() && !token.is_apart
            || token.is_sign("/–—")
            || matches!(&*token.word(), "or" | "bc" | "bce" | "and" | "to")
            || matches!(&*token.word(), "in" | "for" | "on" | "at")
                && !matches!(&*about, "born" | "birth" | "died" | "death")
    });
    // `founded in 2009 as a maker of games`, `created in 1994, then called Oak`: that may be what it was before.
    let is_predecessor = matches!(behind, [as_, article, ..] if as_.word() == "as" && matches!(&*article.word(), "a" | "an"))
        || behind.iter().any(|token| words::PREDECESSORS.contains(&&*token.word()));
    (is_of_figure && !is_place && !is_predecessor).then_some(quantity)
}

/// Returns a word without what makes it plural.
fn stem(token: &Token) -> String {
    let word = token.word();
    word.strip_suffix('s').filter(|stem| stem.len() > 2).map_or_else(|| word.clone(), str::to_owned)
}

fn is_named(tokens: &[Token], name: &[String]) -> bool {
    tokens.len() >= name.len() && tokens.iter().zip(name).all(|(token, word)| stem(token) == *word)
}
