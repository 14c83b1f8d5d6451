//! Closed lists: units of measurement, month names, currency conventions, Roman numerals' kin, English function words
//! and conventions of spelling. Nothing here says what a table is about; topic words do not belong in this file.

/// Units and academic degrees whose spelling has an inner capital, so that they look like two words run together.
const COMPOUNDS: [&str; 38] = [
    "kWh", "MWh", "GWh", "TWh", "kHz", "MHz", "GHz", "THz", "mAh", "kPa", "MPa", "hPa", "GPa", "mL", "dL", "kJ", "MJ",
    "kV", "mV", "kW", "MW", "GW", "kN", "kB", "dB", "mmHg", "KiB", "MiB", "GiB", "TiB", "Mbps", "Gbps", "PhD", "PhDs",
    "BSc", "MSc", "MPhil", "LLM",
];

/// Units that are written right after a number, in lower case.
const LOWER_UNITS: [&str; 36] = [
    "m", "km", "cm", "mm", "nm", "ft", "in", "mi", "yd", "nmi", "g", "kg", "mg", "lb", "lbs", "oz", "t", "l", "ml",
    "cl", "s", "ms", "min", "h", "hr", "hrs", "d", "yr", "yrs", "mph", "kph", "fps", "psi", "px", "bn", "mn",
];

/// Units and marks that are written after a number, in capitals.
const UPPER_UNITS: [&str; 41] = [
    "B", "KB", "MB", "GB", "TB", "PB", "K", "M", "G", "D", "W", "V", "A", "N", "J", "L", "C", "F", "T", "X", "AM",
    "PM", "BC", "AD", "CE", "BCE", "MP", "HP", "BHP", "MPH", "MPG", "RPM", "FPS", "DPI", "PPI", "PSI", "BTU", "KG",
    "KM", "CM", "MM",
];

/// What multiplies the number before it.
const MAGNITUDES: [&str; 14] = [
    "K", "k", "M", "m", "B", "bn", "T", "Million", "million", "Billion", "billion", "Trillion", "trillion", "Thousand",
];

/// Units that begin with a capital and go on small.
const CAPITAL_UNITS: [&str; 8] = ["Hz", "Wh", "Ah", "Nm", "Pa", "Mb", "Gb", "Tb"];

/// Words, names and abbreviations of two letters, the first of them a capital.
const TWO_LETTERS: [&str; 60] = [
    "Ad", "Al", "Am", "An", "As", "At", "Be", "Bo", "By", "De", "Di", "Do", "Dr", "Du", "Ed", "El", "Ex", "Fi", "Ft",
    "Go", "Ha", "He", "Hi", "Ho", "If", "In", "Is", "It", "Jo", "Jr", "Ki", "La", "Le", "Li", "Lt", "Lu", "Ma", "Me",
    "Mr", "Ms", "Mt", "My", "No", "Of", "Oh", "Ok", "On", "Or", "Oz", "Pi", "So", "St", "To", "Up", "Us", "Vs", "We",
    "Wi", "Wu", "Xi",
];

/// Units that are raised to a power: `km2`, `m3`.
const LENGTHS: [&str; 9] = ["m", "km", "cm", "mm", "ft", "in", "mi", "yd", "dm"];

/// English month names; also matched by their first three letters.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Letters that stand before a dollar sign.
const DOLLARS: [&str; 13] = ["US", "A", "AU", "C", "CA", "CAD", "HK", "NZ", "S", "R", "NT", "MX", "J"];

/// Beginnings of names after which a capital follows without a space.
const PARTICLES: [&str; 9] = ["Mc", "Mac", "De", "Di", "Da", "Du", "La", "Le", "Fitz"];

/// Abbreviations that stand before what they abbreviate for.
const TITLES: [&str; 16] =
    ["Dr", "St", "Mr", "Mrs", "Ms", "Mt", "Prof", "Gen", "Ft", "Rev", "Lt", "Col", "Sgt", "Capt", "Gov", "vs"];

/// Abbreviations that stand before a number.
const BEFORE_NUMBERS: [&str; 10] = ["No", "no", "Nr", "Vol", "vol", "c", "ca", "p", "pp", "fl"];

/// Words that a cell does not end with.
const NEVER_LAST: [&str; 6] = ["the", "a", "an", "and", "or", "of"];

/// Currency codes of ISO 4217 for the currencies in wide use.
const CURRENCY_CODES: [&str; 44] = [
    "USD", "EUR", "GBP", "JPY", "CHF", "CNY", "RMB", "INR", "RUB", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "ISK",
    "PLN", "CZK", "HUF", "RON", "TRY", "UAH", "ILS", "SAR", "AED", "EGP", "ZAR", "NGN", "KES", "MXN", "BRL", "ARS",
    "CLP", "COP", "PEN", "KRW", "TWD", "HKD", "SGD", "THB", "MYR", "IDR", "PHP", "VND",
];

/// Codes of time zones in wide use.
const TIME_ZONES: [&str; 24] = [
    "UTC", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "BST", "WET", "CET", "EET", "MSK", "IST",
    "PKT", "JST", "KST", "SGT", "HKT", "ICT", "GST", "AST",
];

/// The unit or degree with an inner capital that the text begins with.
pub(super) fn compound_at(text: &str) -> Option<&'static str> {
    let first = text.as_bytes().first()?;
    if !b"kMGTmhdKPBL".contains(first) {
        return None;
    }
    COMPOUNDS.iter().copied().filter(|unit| text.starts_with(unit)).max_by_key(|unit| unit.len())
}

/// Whether this is a unit in lower case.
pub(super) fn is_lower_unit(word: &str) -> bool {
    LOWER_UNITS.contains(&word)
}

/// Whether this is a unit in capitals.
pub(super) fn is_upper_unit(word: &str) -> bool {
    UPPER_UNITS.contains(&word)
}

/// Whether this multiplies the number before it.
pub(super) fn is_magnitude(word: &str) -> bool {
    MAGNITUDES.contains(&word)
}

/// Whether this is a unit that begins with a capital and goes on small.
pub(super) fn is_capital_unit(word: &str) -> bool {
    CAPITAL_UNITS.contains(&word)
}

/// Whether this is a word or name of two letters.
pub(super) fn is_of_two_letters(word: &str) -> bool {
    TWO_LETTERS.binary_search(&word).is_ok()
}

/// Whether the text, which follows a full stop, is the last part of the name of a site and a space.
pub(super) fn begins_with_domain(text: &str) -> bool {
    ["com ", "org ", "net ", "io ", "ai ", "js "].iter().any(|domain| text.starts_with(domain))
}

/// Whether this is a unit of length, which may be followed by a power.
pub(super) fn is_length(word: &str) -> bool {
    LENGTHS.contains(&word)
}

/// Whether the text begins with the name of a month.
pub(super) fn begins_with_month(text: &str) -> bool {
    let word: &str = text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    is_month(word)
}

/// Whether the text ends with the name of a month.
pub(super) fn ends_with_month(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    // The word before may have run into it: `BornMay`.
    let start = word.rfind(|c: char| c.is_ascii_uppercase()).unwrap_or(0);
    is_month(word.get(start..).unwrap_or_default())
}

/// Whether this is a month's name, whole or in three letters (`Sept` in four).
fn is_month(word: &str) -> bool {
    word.len() >= 3 && MONTHS.iter().any(|month| *month == word || (word.len() <= 4 && month.starts_with(word)))
}

/// Whether these letters stand before a dollar sign.
pub(super) fn is_dollar_prefix(letters: &str) -> bool {
    DOLLARS.contains(&letters)
}

/// Names that begin small, each beginning with what follows it: products and words of trade, as their makers write them.
const SMALL_NAMES: [(&str, &[&str]); 9] = [
    (
        "i",
        &[
            "Phone", "Pad", "Pod", "Mac", "OS", "Cloud", "Tunes", "Message", "Drive", "Movie", "Photo", "Work", "Book",
            "Robot", "Fit", "Shares", "Player", "Heart", "Watch", "Store",
        ],
    ),
    (
        "e",
        &["SIM", "Bay", "Book", "Reader", "Commerce", "Bike", "Sports", "Visa", "Ink", "Toro", "ID", "Learning", "PUB"],
    ),
    ("x", &["Drive", "AI"]),
    ("m", &["RNA", "TLS", "AP", "DNS"]),
    ("micro", &["SD", "USB", "HDMI", "SIM", "LED"]),
    ("mini", &["LED", "SD", "USB", "HDMI"]),
    ("mac", &["OS"]),
    ("web", &["OS"]),
    ("watch", &["OS"]),
];

/// How many small letters in front of `rest` belong to a name that is written so: 1 for `iCloud`. `before` ends where `rest`
/// begins. `None` where there is no such name.
pub(super) fn small_prefix(before: &str, rest: &str) -> Option<usize> {
    let known = |(prefix, rests): &&(&str, &[&str])| {
        before.ends_with(prefix) && rests.iter().any(|known| rest.starts_with(known))
    };
    SMALL_NAMES.iter().find(known).map(|(prefix, _)| prefix.len())
}

/// Whether the text begins with a name that begins small: `iOS and Android`.
pub(super) fn begins_with_small_name(text: &str) -> bool {
    let known = |(prefix, rests): &(&str, &[&str])| {
        text.strip_prefix(prefix).is_some_and(|rest| rests.iter().any(|known| rest.starts_with(known)))
    };
    SMALL_NAMES.iter().any(known)
}

/// Whether a name may go on with a capital after this beginning.
pub(super) fn is_name_particle(beginning: &str) -> bool {
    PARTICLES.contains(&beginning)
}

/// Whether the abbreviation stands before a name.
pub(super) fn is_title_abbreviation(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Whether the abbreviation stands before a number.
pub(super) fn is_number_abbreviation(word: &str) -> bool {
    BEFORE_NUMBERS.contains(&word)
}

/// Whether a cell cannot end with this word.
pub(super) fn is_never_last(word: &str) -> bool {
    word.len() <= 3 && NEVER_LAST.contains(&word)
}

/// Whether this is the code of a currency or of a time zone.
pub(super) fn is_code(word: &str) -> bool {
    CURRENCY_CODES.contains(&word) || TIME_ZONES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_compound_is_found() {
        assert_eq!(compound_at("PhDs and others"), Some("PhDs"));
        assert_eq!(compound_at("kilo"), None);
    }

    #[test]
    fn months_are_found_in_full_and_short_and_run_together() {
        assert!(begins_with_month("May 1815") && begins_with_month("Sept 3") && !begins_with_month("Mary"));
        assert!(ends_with_month("BornMay") && !ends_with_month("Dismay"));
    }
}
