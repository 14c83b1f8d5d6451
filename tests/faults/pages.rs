//! Made-up pages, as many as are asked for: the same number and edition give the same page, another edition changes some
//! of its values and a passage.

use std::fmt::Write as _;

const ADJECTIVES: [&str; 20] = [
    "Amber", "Bent", "Calm", "Dark", "Early", "Faint", "Grey", "Hollow", "Inner", "Jagged", "Keen", "Light", "Muted",
    "Narrow", "Outer", "Plain", "Quiet", "Rough", "Steep", "Tall",
];
const NOUNS: [&str; 15] = [
    "Anchor", "Bridge", "Candle", "Drum", "Engine", "Flute", "Garden", "Harbour", "Island", "Jar", "Kettle", "Lantern",
    "Mill", "Needle", "Orchard",
];
const ASPECTS: [&str; 12] =
    ["Age", "Colour", "Cost", "Depth", "Finish", "Grain", "Height", "Length", "Origin", "Shape", "Sound", "Weight"];
const SIDES: [&str; 5] = ["at rest", "in spring", "in use", "when new", "when worn"];
const HEADINGS: [&str; 6] = ["Care", "Cost", "History", "Looks", "Repair", "Use"];

/// How many figures the pages speak of. Many pages speak of each.
pub const FIGURES: usize = ADJECTIVES.len() * NOUNS.len();
/// How many rows the table of a page has.
pub const ROWS: usize = 12;

/// Returns the name of a figure.
pub fn figure(number: usize) -> String {
    let number = number % FIGURES;
    format!("{} {}", ADJECTIVES[number % ADJECTIVES.len()], NOUNS[number / ADJECTIVES.len()])
}

/// Returns the two figures that a page compares. No page compares a figure with the next one, so that those two can be
/// merged.
pub fn figures(number: usize) -> [String; 2] {
    let distance = 2 + number / FIGURES * 7 % (FIGURES - 3);
    [figure(number), figure(number + distance)]
}

/// Returns the attribute of a row of a page, from 0.
pub fn attribute(number: usize, row: usize) -> String {
    let number = number + row * 5;
    format!("{} {}", ASPECTS[number % ASPECTS.len()], SIDES[number / ASPECTS.len() % SIDES.len()])
}

/// Returns the slug of a page.
pub fn slug(number: usize) -> String {
    format!("page-{number:04}")
}

fn words(seed: usize, count: usize) -> String {
    let mut random = crate::random::Random(seed as u64);
    let mut text = String::new();
    for _ in 0..count {
        let number = random.next();
        let adjective = ADJECTIVES[usize::try_from(number % 20).expect("small")].to_lowercase();
        let noun = NOUNS[usize::try_from(number / 32 % 15).expect("small")].to_lowercase();
        write!(text, "{adjective} {noun} ").expect("memory");
    }
    text.trim_end().to_owned()
}

/// Returns a page as text.
pub fn page(number: usize, edition: usize) -> String {
    let [left, right] = figures(number);
    let mut page = format!("{left} vs. {right}\n\nWhat's the Difference?\n\n");
    writeln!(page, "{left} and {right} differ: {}.\n\nComparison\n", words(number, 20)).expect("memory");
    writeln!(page, "| Attribute | {left} | {right} |\n|---|---|---|").expect("memory");
    for row in 0..ROWS {
        // Every third row says something else in each edition.
        let edition = if row % 3 == 0 { edition } else { 0 };
        let said = |side: usize| words(number * 100 + row * 4 + side * 2 + edition * 7_000_000, 3);
        writeln!(page, "| {} | {} {edition} | {} |", attribute(number, row), said(0), said(1)).expect("memory");
    }
    page.push_str("\nFurther Detail\n\n");
    for section in 0..3 {
        let heading = HEADINGS[(number + section) % HEADINGS.len()];
        let edition = if section == 0 { edition } else { 0 };
        let seed = number * 10 + section + edition * 9_000_000;
        writeln!(page, "{heading}\n\n{left} has a {}.\n\n{right} has a {}.\n", words(seed, 25), words(seed + 5, 25))
            .expect("memory");
    }
    page.push_str("Comparisons may contain mistakes. Please report any issues.\n");
    page
}
