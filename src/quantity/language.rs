//! Which language a document is in, as far as that tells how it writes numbers.

use super::attribute;
use super::mark::DecimalMark;

/// Words that a document of a language can hardly be without, and that the other does not have: grammar, and what tables of
/// comparisons are about.
const ENGLISH: &[&str] = &[
    "the",
    "of",
    "and",
    "with",
    "for",
    "is",
    "are",
    "year",
    "years",
    "price",
    "weight",
    "height",
    "speed",
    "size",
    "age",
    "number",
    "total",
    "average",
    "max",
    "population",
    "cost",
    "length",
    "founded",
    "released",
    "about",
    "over",
    "per",
    "more",
    "than",
    "million",
    "billion",
    "capacity",
    "range",
    "first",
    "time",
    "yes",
    "no",
    "hours",
    "days",
    "free",
    "best",
    "high",
    "low",
    "power",
    "storage",
    "battery",
    "display",
    "career",
    "world",
];

/// The same of languages that begin decimals with a comma: German, French, Spanish, Italian, Portuguese, Dutch, the
/// Scandinavian ones, Polish, Russian.
const OF_COMMAS: &[&str] = &[
    "der",
    "die",
    "das",
    "und",
    "mit",
    "für",
    "ist",
    "jahr",
    "jahre",
    "preis",
    "gewicht",
    "höhe",
    "größe",
    "einwohner",
    "millionen",
    "milliarden",
    "mio",
    "mrd",
    "fläche",
    "le",
    "les",
    "des",
    "et",
    "avec",
    "pour",
    "année",
    "années",
    "ans",
    "prix",
    "poids",
    "taille",
    "habitants",
    "milliards",
    "el",
    "los",
    "las",
    "y",
    "con",
    "para",
    "año",
    "años",
    "precio",
    "peso",
    "altura",
    "millones",
    "il",
    "gli",
    "anno",
    "anni",
    "prezzo",
    "miliardi",
    "milioni",
    "o",
    "os",
    "ano",
    "anos",
    "preço",
    "milhões",
    "het",
    "een",
    "en",
    "met",
    "voor",
    "jaar",
    "prijs",
    "och",
    "för",
    "år",
    "og",
    "pris",
    "i",
    "oraz",
    "rok",
    "lat",
    "cena",
    "и",
    "в",
    "год",
    "года",
    "лет",
    "цена",
    "млн",
    "млрд",
];

/// Returns the mark that a document's language begins decimals with, where its words are clearly of one that we know.
pub(super) fn decimal_mark<'t>(texts: impl Iterator<Item = &'t str>) -> DecimalMark {
    let (mut english, mut others) = (0_usize, 0_usize);
    for text in texts {
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            let word = word.to_lowercase();
            english += usize::from(ENGLISH.contains(&&*word) || attribute::is_english(&word));
            others += usize::from(OF_COMMAS.contains(&&*word));
        }
    }
    // A few words of another language are in most texts.
    if english >= 2 && english >= 4 * others {
        DecimalMark::Point
    } else if others >= 2 && others >= 4 * english {
        DecimalMark::Comma
    } else {
        DecimalMark::Unknown
    }
}
