//! The words and signs around a number that tell what it means.

/// How a word or sign bears on the number that it stands by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bearing {
    /// The number is not exact.
    Approximate,
    /// It is the least.
    Lower,
    /// It is the most.
    Upper,
    /// It is a point in time.
    Time,
    /// It is the least of a range, else nothing more is meant.
    From,
    /// It tells a place in an order.
    Ordinal,
    /// It stays what it is.
    None,
}

use Bearing::{Approximate, From, Lower, Ordinal, Time, Upper};

/// What may stand before a number. Longer ones first where one begins with another.
pub(super) const BEFORE: &[(&str, Bearing)] = &[
    ("a total of", Bearing::None),
    ("total of", Bearing::None),
    ("an estimated", Approximate),
    ("an average of", Bearing::None),
    ("average of", Bearing::None),
    ("more than", Lower),
    ("greater than", Lower),
    ("higher than", Lower),
    ("no less than", Lower),
    ("not less than", Lower),
    ("no fewer than", Lower),
    ("at least", Lower),
    ("upwards of", Lower),
    ("upward of", Lower),
    ("starting at", Lower),
    ("starting from", Lower),
    ("starts at", Lower),
    ("starts from", Lower),
    ("less than", Upper),
    ("fewer than", Upper),
    ("lower than", Upper),
    ("no more than", Upper),
    ("not more than", Upper),
    ("as much as", Upper),
    ("as many as", Upper),
    ("at most", Upper),
    ("up to", Upper),
    ("well over", Lower),
    ("just over", Lower),
    ("just under", Upper),
    ("close to", Approximate),
    ("in the year", Time),
    ("year of", Time),
    ("established in", Time),
    ("founded in", Time),
    ("released in", Time),
    ("launched in", Time),
    ("introduced in", Time),
    ("born in", Time),
    ("built in", Time),
    ("opened in", Time),
    ("around", Approximate),
    ("about", Approximate),
    ("approximately", Approximate),
    ("approx", Approximate),
    ("appx", Approximate),
    ("roughly", Approximate),
    ("nearly", Approximate),
    ("almost", Approximate),
    ("circa", Approximate),
    ("ca", Approximate),
    ("c", Approximate),
    ("estimated", Approximate),
    ("over", Lower),
    ("above", Lower),
    ("exceeding", Lower),
    ("exceeds", Lower),
    ("beyond", Lower),
    ("minimum", Lower),
    ("min", Lower),
    ("under", Upper),
    ("below", Upper),
    ("maximum", Upper),
    ("max", Upper),
    ("within", Upper),
    ("from", From),
    ("since", From),
    ("between", Bearing::None),
    ("founded", Time),
    ("established", Time),
    ("released", Time),
    ("launched", Time),
    ("introduced", Time),
    ("born", Time),
    ("built", Time),
    ("in", Time),
    ("average", Bearing::None),
    ("avg", Bearing::None),
    ("typically", Bearing::None),
    ("usually", Bearing::None),
    ("only", Bearing::None),
    ("just", Bearing::None),
    ("currently", Bearing::None),
    ("all", Bearing::None),
    ("the", Bearing::None),
    ("no", Ordinal),
    ("rank", Ordinal),
    ("ranked", Ordinal),
];

/// What may stand behind a number and its unit.
pub(super) const BEHIND: &[(&str, Bearing)] = &[
    ("or more", Lower),
    ("or higher", Lower),
    ("or greater", Lower),
    ("or above", Lower),
    ("or over", Lower),
    ("or longer", Lower),
    ("or later", Lower),
    ("or older", Lower),
    ("and up", Lower),
    ("and above", Lower),
    ("and over", Lower),
    ("and more", Lower),
    ("and older", Lower),
    ("or less", Upper),
    ("or fewer", Upper),
    ("or lower", Upper),
    ("or under", Upper),
    ("or below", Upper),
    ("or earlier", Upper),
    ("or younger", Upper),
    ("and under", Upper),
    ("and below", Upper),
    ("and younger", Upper),
    ("at least", Lower),
    ("at most", Upper),
    ("minimum", Lower),
    ("maximum", Upper),
    ("min", Lower),
    ("max", Upper),
    ("or so", Approximate),
    ("approximately", Approximate),
    ("approx", Approximate),
    ("roughly", Approximate),
    ("estimated", Approximate),
    ("est", Approximate),
    ("average", Bearing::None),
    ("avg", Bearing::None),
    ("on average", Bearing::None),
    ("total", Bearing::None),
    ("in total", Bearing::None),
    ("overall", Bearing::None),
    ("combined", Bearing::None),
];

/// What multiplies a number by a power of ten, in words that mean nothing else.
pub(super) fn magnitude(word: &str) -> Option<i32> {
    Some(match word {
        "hundred" => 2,
        "thousand" | "thousands" | "tausend" | "mille" | "mil" => 3,
        "lakh" | "lakhs" => 5,
        "million" | "millions" | "mio" | "mln" | "mn" | "millionen" | "millones" | "milhões" | "milioni" | "млн" => {
            6
        }
        "crore" | "crores" => 7,
        "milliard" | "milliards" | "milliarde" | "milliarden" | "mrd" | "bn" | "miliardi" | "млрд" => 9,
        "trillion" | "trillions" | "tn" | "trn" => 12,
        _ => return None,
    })
}

/// Words by which what stands behind a number is a name, or a name of something else: `12 Pro`, `3rd generation`; and currencies
/// and units that are not understood.
pub(super) const NAMES: &[&str] = &[
    "pro",
    "plus",
    "ultra",
    "mini",
    "gen",
    "generation",
    "series",
    "se",
    "xt",
    "ti",
    "super",
    "lite",
    "edition",
    "model",
    "class",
    "type",
    "mode",
    "version",
    "stars",
    "star",
    "x",
    "times",
    "way",
    "d",
    "per",
    "than",
    "of",
    "out",
    "vs",
    "versus",
    "half",
    "and",
    "or",
    "plus",
    "cent",
    "cents",
    "pence",
    "penny",
    "pesos",
    "peso",
    "rupiah",
    "dirhams",
    "shillings",
    "kronor",
    "kroner",
    "zloty",
    "baht",
    "dinars",
    "riyals",
    "lira",
    "ringgit",
    "rand",
    "stone",
];

/// Words that a number with a unit of one letter may be followed by: `1.8 m tall`.
pub(super) const ADJECTIVES: &[&str] =
    &["tall", "long", "wide", "high", "deep", "thick", "away", "peak", "max", "maximum", "average", "avg", "typical"];

/// Words that end what a number is counted by: `per gram of powder`.
pub(super) const AFTER_RATES: &[&str] = &["of", "for", "in", "on", "with", "per", "a", "an", "each", "or", "and", "if"];

/// What stands for no end.
pub(super) const UNTIL_NOW: &[&str] = &["present", "now", "today", "current", "ongoing"];

/// Returns the number that a word stands for.
pub(super) fn number(word: &str) -> Option<u32> {
    let words =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    words.iter().position(|known| *known == word).and_then(|number| u32::try_from(number).ok())
}

/// Returns a currency as amounts in it are compared, by its sign, code or word. A dollar sign alone is taken for the one that a
/// document means all along, and compared with US dollars.
pub(super) fn currency(written: &str) -> Option<&'static str> {
    Some(match written {
        "$" | "US$" | "USD" | "dollars" | "dollar" => "$",
        "€" | "EUR" | "euro" | "euros" | "Euro" | "Euros" => "€",
        "£" | "GBP" => "£",
        "¥" => "¥",
        "JPY" | "yen" => "JPY",
        "CNY" | "RMB" | "yuan" => "CNY",
        "₹" | "INR" => "INR",
        "Rs" | "rupees" | "rupee" => "Rs",
        "₩" | "KRW" | "won" => "KRW",
        "₽" | "RUB" | "rubles" | "roubles" => "RUB",
        "₺" | "TRY" => "TRY",
        "A$" | "AU$" | "AUD" => "AUD",
        "C$" | "CA$" | "CAD" => "CAD",
        "NZ$" | "NZD" => "NZD",
        "HK$" | "HKD" => "HKD",
        "S$" | "SGD" => "SGD",
        "R$" | "BRL" => "BRL",
        "MX$" | "MXN" => "MXN",
        "CHF" | "francs" => "CHF",
        "SEK" => "SEK",
        "NOK" => "NOK",
        "DKK" => "DKK",
        "PLN" => "PLN",
        "ZAR" => "ZAR",
        "AED" => "AED",
        "SAR" => "SAR",
        "THB" => "THB",
        "IDR" => "IDR",
        "PKR" => "PKR",
        "BTC" => "BTC",
        "ETH" => "ETH",
        _ => return None,
    })
}
