//! The figures that are meant by words as people type them: `stalin vs trotsky`, `"Stalin vs. Trotsky"`, `Joseph Stalin Leon
//! Trotsky`, or the slug of a document, which compares some.
//!
//! Between two names `vs`, `vs.`, `versus`, `and`, `&` and commas are passed over, unless they belong to a name. Where words can be
//! taken in several ways for names that the base knows, none is taken.

use std::collections::HashMap;

use crate::error::{Error, Result};
use crate::model::{FigureId, Lookup, NameKind, Named};
use crate::name;
use crate::store::Store;

/// What stands between two names, without case.
const SEPARATORS: [&str; 8] = ["vs", "vs.", "v", "v.", "versus", "and", "&", ","];

/// The most words that are put together into names: to try all ways takes as many looks as their square.
const MOST_WORDS: usize = 24;

/// The most readings that are told apart.
const MOST_READINGS: usize = 4;

/// Returns the figures that are meant, `least` or more where the words can be read so. `find` finds the one of a name, or tells why
/// there is none.
///
/// # Errors
///
/// What is wrong with the first name that leads to no figure, or that the words can be read in several ways.
pub fn figures(
    store: &Store,
    given: &[String],
    least: usize,
    find: impl Fn(&str) -> Result<Named<FigureId>>,
) -> Result<Vec<Named<FigureId>>> {
    let words = words(store, given)?;
    if words.iter().all(|word| word.is_separator) && !is_name(store, &given.join(" "))? {
        return Err(Error::usage("there is no name between the words", "name figures: `versus figures` lists them"));
    }
    if let [Word { text, .. }] = words.as_slice()
        && !matches!(store.figure(text)?, Lookup::Found(_))
        && let Lookup::Found(document) = store.document(text)?
    {
        return store.figures_of_document(document.id);
    }
    if words.len() > MOST_WORDS {
        return given.iter().map(|name| find(name)).collect();
    }
    for whole in [true, false] {
        let mut names = Names { store, words: &words, whole, known: HashMap::new() };
        let (enough, fewer): (Vec<_>, Vec<_>) =
            names.readings()?.into_iter().partition(|figures| figures.len() >= least);
        match if enough.is_empty() { fewer } else { enough }.as_mut_slice() {
            [] => {}
            [only] => return Ok(std::mem::take(only)),
            several => return Err(ambiguous(given, several)),
        }
    }
    // Nothing fits: what is wrong is told of each name by itself, as separators part them, or else as they were given.
    let parts = if words.iter().any(|word| word.is_separator) { parts(&words) } else { given.to_vec() };
    parts.iter().map(|part| find(part)).collect()
}

/// A word, or several that were given as one name.
#[derive(Debug)]
struct Word {
    text: String,
    /// Whether it can stand between two names.
    is_separator: bool,
}

/// Returns the words of what was given. What was given in one piece and is a name stays in one piece.
fn words(store: &Store, given: &[String]) -> Result<Vec<Word>> {
    let mut words = Vec::new();
    for piece in given {
        if piece.contains(char::is_whitespace) || piece.contains(',') {
            if is_name(store, piece)? {
                words.push(Word { text: piece.clone(), is_separator: false });
                continue;
            }
            for word in piece.replace(',', " , ").split_whitespace() {
                words.push(Word { text: word.to_owned(), is_separator: is_separator(word) });
            }
        } else {
            words.push(Word { text: piece.clone(), is_separator: is_separator(piece) });
        }
    }
    Ok(words)
}

fn is_name(store: &Store, text: &str) -> Result<bool> {
    Ok(matches!(store.figure(text)?, Lookup::Found(_) | Lookup::Ambiguous { .. }))
}

fn is_separator(word: &str) -> bool {
    SEPARATORS.iter().any(|separator| separator.eq_ignore_ascii_case(word))
}

/// Returns what stands between separators.
fn parts(words: &[Word]) -> Vec<String> {
    let of_part = |part: &[Word]| part.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    words.split(|word| word.is_separator).filter(|part| !part.is_empty()).map(of_part).collect()
}

fn ambiguous(given: &[String], readings: &[Vec<Named<FigureId>>]) -> Error {
    let told: Vec<String> = readings
        .iter()
        .map(|figures| figures.iter().map(|figure| name::quoted(&figure.name)).collect::<Vec<_>>().join(" vs "))
        .collect();
    Error::usage(
        format!("`{}` can be read in several ways: {}", given.join(" "), told.join(", or ")),
        "put each name in quotes",
    )
}

/// The names that words can be put together to.
struct Names<'a> {
    store: &'a Store,
    words: &'a [Word],
    /// Whether only whole words count, or also the beginning of one.
    whole: bool,
    /// What the words from the one to before the other lead to.
    known: HashMap<(usize, usize), Option<Named<FigureId>>>,
}

impl Names<'_> {
    /// Returns the figures that all words lead to, for each way to read them.
    fn readings(&mut self) -> Result<Vec<Vec<Named<FigureId>>>> {
        let mut readings = Vec::new();
        self.read(0, &mut Vec::new(), &mut readings)?;
        Ok(readings)
    }

    fn read(
        &mut self,
        start: usize,
        before: &mut Vec<Named<FigureId>>,
        readings: &mut Vec<Vec<Named<FigureId>>>,
    ) -> Result<()> {
        if readings.len() >= MOST_READINGS {
            return Ok(());
        }
        if start == self.words.len() {
            if !before.is_empty() && !readings.contains(before) {
                readings.push(before.clone());
            }
            return Ok(());
        }
        if self.words[start].is_separator && !before.is_empty() && start + 1 < self.words.len() {
            self.read(start + 1, before, readings)?;
        }
        // What stands between two separators and is a name is that name.
        let part =
            self.words[start..].iter().position(|word| word.is_separator).map_or(self.words.len(), |at| start + at);
        let is_parted = self.words.iter().any(|word| word.is_separator)
            && (start == 0 || self.words[start - 1].is_separator)
            && part > start
            && self.figure(start, part)?.is_some();
        let first = if is_parted { part } else { start + 1 };
        for end in first..=self.words.len() {
            let Some(figure) = self.figure(start, end)? else { continue };
            // The same figure twice is one name taken for two.
            if !before.contains(&figure) {
                before.push(figure);
                self.read(end, before, readings)?;
                before.pop();
            }
        }
        Ok(())
    }

    fn figure(&mut self, start: usize, end: usize) -> Result<Option<Named<FigureId>>> {
        if let Some(known) = self.known.get(&(start, end)) {
            return Ok(known.clone());
        }
        let words = &self.words[start..end];
        // Only a name that is there as a whole may have a separator in it, and none begins or ends with one.
        let has_separator = words.iter().any(|word| word.is_separator);
        let text = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ").replace(" ,", ",");
        let lookup = self.store.figure(&text)?;
        let is_at_end = |word: Option<&Word>| word.is_some_and(|word| word.is_separator);
        let is_part = !is_at_end(words.first()) && !is_at_end(words.last());
        let has_comma = words.iter().any(|word| word.text == ",");
        let found = match lookup {
            Lookup::Found(figure) if is_part && (!has_comma || figure.name.contains(',')) => Some(figure),
            Lookup::Unknown if !self.whole && !has_separator => match self.store.beginning(NameKind::Figure, &text)? {
                Lookup::Found(figure) => Some(figure),
                _ => None,
            },
            _ => None,
        };
        self.known.insert((start, end), found.clone());
        Ok(found)
    }
}
