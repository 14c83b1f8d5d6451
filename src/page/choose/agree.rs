//! Whether the names in a row or column of a table are those of the figures of a title.

use std::collections::HashMap;

use crate::name;

/// How surely two names are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sameness {
    /// One is a part of the other, in whole words.
    Part,
    /// But for articles, plurals and signs they are the same.
    Loose,
    /// But for case they are the same.
    Equal,
}

/// A name in the forms in which it is compared. They are made once: a page may ask for very many comparisons.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub text: String,
    folded: String,
    /// Its words, each with a space on both sides; empty when there are none.
    spaced: String,
    /// The same without articles and plural endings.
    loose: String,
}

impl Name {
    pub fn new(text: &str) -> Self {
        let words = name::words(text);
        let loose: Vec<String> = words.iter().map(|word| singular(word)).collect();
        let article = usize::from(loose.len() > 1 && matches!(&*loose[0], "the" | "a" | "an"));
        Self {
            text: text.to_owned(),
            folded: name::fold(text),
            spaced: spaced(&words),
            loose: spaced(&loose[article..]),
        }
    }

    /// Answers whether it begins as what has no name does.
    fn has_article(&self) -> bool {
        [" a ", " an "].iter().any(|article| self.spaced.starts_with(article))
    }

    /// Answers whether it may be two names.
    fn has_separator(&self) -> bool {
        [" vs ", " versus ", " or ", " and "].iter().any(|separator| self.spaced.contains(separator))
    }

    fn sameness(&self, other: &Self) -> Option<Sameness> {
        if self.folded == other.folded {
            return Some(Sameness::Equal);
        }
        // A name of signs alone has no words that could be compared: C++ is not C.
        if self.loose.is_empty() || other.loose.is_empty() || signs(&self.text) != signs(&other.text) {
            return None;
        }
        if self.loose == other.loose {
            return Some(Sameness::Loose);
        }
        let is_part = self.loose.contains(&other.loose) || other.loose.contains(&self.loose);
        is_part.then_some(Sameness::Part)
    }
}

/// The signs that tell names apart which have the same words: "C", "C++" and "C#".
fn signs(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '+' | '#')).collect()
}

fn spaced(words: &[String]) -> String {
    let mut text = String::with_capacity(words.iter().map(|word| word.len() + 1).sum::<usize>() + 1);
    for word in words {
        if text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
        text.push(' ');
    }
    text
}

/// Returns an English noun without the ending of its plural, near enough to compare two names.
fn singular(word: &str) -> String {
    let is_long = word.chars().count() > 3;
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.chars().count() > 1) {
        return format!("{stem}y");
    }
    let has_es = ["sses", "shes", "ches", "xes", "zes"].iter().any(|ending| word.ends_with(ending));
    if has_es && is_long {
        return word[..word.len() - 2].to_owned();
    }
    // "Buses" may be of "bus" or of "buse", and "houses" of "house": what the two may be is one.
    if let Some(stem) = word.strip_suffix("ses").or_else(|| word.strip_suffix("se")).filter(|_| is_long) {
        return format!("{stem}s");
    }
    match word.strip_suffix('s') {
        Some(stem) if is_long && !stem.ends_with('s') && !stem.ends_with('u') && !stem.ends_with('i') => {
            stem.to_owned()
        }
        _ => word.to_owned(),
    }
}

/// The most figures among which a name is looked for that is only a part of one: comparing costs the product.
const MOST_PARTS: usize = 12;

/// Returns for each name which of the figures it is, as many names as figures, each of another one, and how well they agree;
/// `None` when that is not so, or not in one way only.
pub(super) fn all(names: &[&Name], figures: &[Name]) -> Option<(Vec<usize>, usize)> {
    if names.len() != figures.len() || names.len() < 2 {
        return None;
    }
    let mut matching = Matching { found: vec![None; names.len()], is_free: vec![true; figures.len()], score: 0 };
    // Better ones first: "New York" is a part of "New York City", too.
    matching.take(names, figures, 4, |name| &name.folded)?;
    if matching.left() > 0 {
        matching.take(names, figures, 3, |name| &name.loose)?;
    }
    if matching.left() > 0 && names.len() <= MOST_PARTS {
        matching.take_parts(names, figures)?;
    }
    Some((matching.found.into_iter().collect::<Option<_>>()?, matching.score))
}

/// Which names are which figures, so far.
struct Matching {
    found: Vec<Option<usize>>,
    is_free: Vec<bool>,
    score: usize,
}

impl Matching {
    fn left(&self) -> usize {
        self.found.iter().filter(|found| found.is_none()).count()
    }

    /// Takes the names that are equal to one free figure in some form; `None` when one is equal to two.
    fn take(&mut self, names: &[&Name], figures: &[Name], score: usize, form: fn(&Name) -> &String) -> Option<()> {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, figure) in figures.iter().enumerate().filter(|(at, _)| self.is_free[*at]) {
            places.entry(form(figure)).or_default().push(at);
        }
        for (at, name) in names.iter().enumerate() {
            if self.found[at].is_some() || form(name).is_empty() {
                continue;
            }
            let fitting = places.get(form(name).as_str()).map_or(&[][..], Vec::as_slice);
            let mut fitting =
                fitting.iter().filter(|figure| self.is_free[**figure] && name.sameness(&figures[**figure]).is_some());
            let Some(figure) = fitting.next().copied() else { continue };
            if fitting.next().is_some() {
                return None;
            }
            self.put(at, figure, score);
        }
        Some(())
    }

    /// Takes the names that are a part of one free figure, or of which one is a part.
    fn take_parts(&mut self, names: &[&Name], figures: &[Name]) -> Option<()> {
        for (at, name) in names.iter().enumerate() {
            if self.found[at].is_some() {
                continue;
            }
            let mut fitting =
                (0..figures.len()).filter(|figure| self.is_free[*figure] && name.sameness(&figures[*figure]).is_some());
            let Some(figure) = fitting.next() else { continue };
            if fitting.next().is_some() {
                return None;
            }
            self.put(at, figure, 1);
        }
        Some(())
    }

    fn put(&mut self, name: usize, figure: usize, score: usize) {
        self.found[name] = Some(figure);
        self.is_free[figure] = false;
        self.score += score;
    }
}

/// Answers whether a name is that of a figure.
pub(super) fn is_one(name: &Name, figure: &Name) -> bool {
    name.sameness(figure).is_some_and(|sameness| sameness >= Sameness::Loose)
}

/// Returns how a figure is called: as in the title, unless that has more in it than its name, or the table tells more.
pub(super) fn called<'a>(name: &'a Name, figure: &'a Name) -> &'a str {
    match name.sameness(figure) {
        // "A cat" of "Difference Between a Cat and a Dog" is no name.
        Some(Sameness::Loose) if figure.has_article() && !name.has_article() => &name.text,
        Some(Sameness::Equal | Sameness::Loose) => &figure.text,
        // "Stalin" of "Joseph Stalin"; but "Coffee" of "Coffee for Children".
        _ if figure.spaced.ends_with(&name.spaced) && !figure.has_separator() => &figure.text,
        _ => &name.text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree(names: &[&str], figures: &[&str]) -> Option<Vec<usize>> {
        let names: Vec<Name> = names.iter().map(|name| Name::new(name)).collect();
        let figures: Vec<Name> = figures.iter().map(|name| Name::new(name)).collect();
        all(&names.iter().collect::<Vec<_>>(), &figures).map(|(found, _)| found)
    }

    #[test]
    fn case_plurals_articles_and_order_do_not_matter() {
        assert_eq!(agree(&["cat", "The Dogs"], &["Cats", "Dog"]), Some(vec![0, 1]));
        assert_eq!(agree(&["Dogs", "Cats"], &["Cats", "Dogs"]), Some(vec![1, 0]));
        assert_eq!(agree(&["Stalin", "Trotsky"], &["Joseph Stalin", "Leon Trotsky"]), Some(vec![0, 1]));
        assert_eq!(agree(&["New York", "New York City"], &["New York City", "New York"]), Some(vec![1, 0]));
        assert_eq!(agree(&["iPhone 15", "Galaxy S24"], &["iPhone", "Galaxy"]), Some(vec![0, 1]));
        assert_eq!(agree(&["Buses", "House"], &["Bus", "Houses"]), Some(vec![0, 1]));
        assert_eq!(agree(&["Strawberries", "Boxes"], &["strawberry", "box"]), Some(vec![0, 1]));
    }

    #[test]
    fn what_could_be_two_is_none() {
        assert_eq!(agree(&["War", "II"], &["World War I", "World War II"]), None);
        assert_eq!(agree(&["C", "Java"], &["C++", "Java"]), None);
        assert_eq!(agree(&["Tea", "Milk"], &["Tea", "Coffee"]), None);
        assert_eq!(agree(&["Tea"], &["Tea", "Coffee"]), None);
        assert_eq!(agree(&["+", "-"], &["Tea", "Coffee"]), None);
        assert_eq!(agree(&["bus", "tax"], &["bu", "ta"]), None);
    }
}
