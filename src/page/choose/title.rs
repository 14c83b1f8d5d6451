//! The figures that a title names: "A vs. B", "A vs B: Which Wins?", "Difference Between A and B", "A or B?".
//!
//! A title can be read in more ways than one: a name may contain "vs.", and a subtitle, a year or the name of a site may
//! follow. All readings are returned; the table, which repeats the names, settles which one is meant.

use crate::name;

/// The most figures a page may compare. Beyond it the title is no title, and reading it would cost too much.
pub(in crate::page) const MOST_FIGURES: usize = 100;

/// The longest title that is read in other ways than as a whole, in bytes.
const LONGEST: usize = 1000;

/// The most readings of one title.
const MOST_READINGS: usize = 64;

/// What may stand between a title and what it is followed or led by.
const CUTS: [&str; 9] = [": ", " | ", " - ", " – ", " — ", " · ", " » ", " :: ", ", "];

/// How a title begins that names its figures with "and".
const LEADS: [&str; 16] = [
    "what is the difference between ",
    "what's the difference between ",
    "what are the differences between ",
    "the difference between ",
    "the differences between ",
    "difference between ",
    "differences between ",
    "key differences between ",
    "a comparison between ",
    "comparison between ",
    "a comparison of ",
    "comparison of ",
    "comparing ",
    "compare ",
    "choosing between ",
    "similarities and differences between ",
];

/// How a title ends that says what it is.
const TAILS: [&str; 14] = [
    " comparison chart",
    " comparison table",
    " comparison guide",
    " feature comparison",
    " side by side",
    " head to head",
    " comparison",
    " comparisons",
    " compared",
    " differences",
    " difference",
    " explained",
    " review",
    " guide",
];

/// Returns the lists of figures that a title may name, all of them different; none when it names none.
pub(in crate::page) fn readings(title: &str) -> Vec<Vec<String>> {
    let mut found = super::super::title::readings(title);
    if title.len() > LONGEST {
        return found;
    }
    for text in variants(title) {
        for reading in of_variant(&text) {
            if found.len() < MOST_READINGS && !found.contains(&reading) {
                found.push(reading);
            }
        }
    }
    found
}

/// Returns the title as it stands, and without what may stand around it.
fn variants(title: &str) -> Vec<String> {
    let mut variants = vec![title.trim().to_owned()];
    let mut at = 0;
    while at < variants.len() && variants.len() < MOST_READINGS {
        let text = variants[at].clone();
        for cut in CUTS {
            for (end, _) in text.match_indices(cut).take(4) {
                add(&mut variants, &text[..end]);
                // What follows a comma is a third figure, or nothing.
                if cut != ", " {
                    add(&mut variants, &text[end + cut.len()..]);
                }
            }
        }
        add(&mut variants, without_brackets(&text));
        add(&mut variants, without_year(&text));
        add(&mut variants, text.trim_end_matches(['?', '!', '.', ':']));
        let lower = text.to_ascii_lowercase();
        for tail in TAILS {
            if lower.ends_with(tail) {
                add(&mut variants, &text[..text.len() - tail.len()]);
            }
        }
        at += 1;
    }
    variants
}

fn add(variants: &mut Vec<String>, text: &str) {
    let text = text.trim();
    if !text.is_empty() && variants.len() < MOST_READINGS && !variants.iter().any(|other| other == text) {
        variants.push(text.to_owned());
    }
}

/// Returns the text without what stands in brackets at its end.
fn without_brackets(text: &str) -> &str {
    let text = text.trim_end();
    for (open, close) in [('(', ')'), ('[', ']')] {
        if text.ends_with(close)
            && let Some(at) = text.rfind(open).filter(|at| *at > 0)
        {
            return text[..at].trim_end();
        }
    }
    text
}

/// Returns the text without a year at its end.
fn without_year(text: &str) -> &str {
    let Some((rest, last)) = text.trim_end().rsplit_once(' ') else { return text };
    let is_year = last.len() == 4
        && (last.starts_with("19") || last.starts_with("20"))
        && last.bytes().all(|c| c.is_ascii_digit());
    if !is_year {
        return text;
    }
    rest.strip_suffix(" in").unwrap_or(rest).trim_end_matches([',', ' '])
}

fn of_variant(text: &str) -> Vec<Vec<String>> {
    let mut found = super::super::title::readings(text);
    let split = |text: &str, separators: &[&str]| split(text, separators);
    found.extend(split(text, &[" v. ", " v "]));
    found.extend(split(text, &[" compared to ", " compared with ", " versus ", " in comparison to "]));
    // "A vs. B, C and D"
    let lists: Vec<Vec<String>> = found.iter().filter_map(|reading| listed(reading)).collect();
    found.extend(lists);
    let lower = text.to_ascii_lowercase();
    for lead in LEADS {
        if lower.starts_with(lead) {
            found.extend(split(&text[lead.len()..], &[", and ", " and ", " & ", ", ", " vs. ", " vs "]));
            found.extend(split(&text[lead.len()..], &[" and "]));
        }
    }
    if text.ends_with('?') {
        let asked = text.trim_end_matches('?');
        found.extend(split(asked, &[", or ", " or ", ", "]));
        // "Which is bigger, A or B?"
        for sign in [", ", ": "] {
            found.extend(asked.split_once(sign).and_then(|(_, names)| split(names, &[", or ", " or ", ", "])));
        }
    }
    found
}

/// Returns the parts between the separators, if there are two or more and none is empty.
fn split(text: &str, separators: &[&str]) -> Option<Vec<String>> {
    let lower = text.to_ascii_lowercase();
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < text.len() {
        let found = separators.iter().find(|separator| lower[at..].starts_with(*separator));
        match found {
            Some(separator) => {
                parts.push(name::clean(&text[start..at]));
                at += separator.len();
                start = at;
                // "A, and B": one blank may part two separators.
                if at > 0 && lower[at - 1..].starts_with("and ") {
                    at += 4;
                    start = at;
                }
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push(name::clean(&text[start..]));
    let is_name = |part: &String| part.chars().any(char::is_alphanumeric);
    let is_whole = parts.len() >= 2 && parts.len() <= MOST_FIGURES && parts.iter().all(is_name);
    is_whole.then_some(parts)
}

/// Returns a reading with a list in its last figure: "B, C and D".
fn listed(reading: &[String]) -> Option<Vec<String>> {
    let (last, first) = reading.split_last()?;
    let mut figures = Vec::new();
    for figure in first {
        figures.extend(split(figure, &[", "]).unwrap_or_else(|| vec![figure.clone()]));
    }
    figures.extend(split(last, &[", and ", " and ", " & ", ", "])?);
    (figures.len() <= MOST_FIGURES).then_some(figures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_many_kinds_name_their_figures() {
        for (title, figures) in [
            ("Cats vs. Dogs", "Cats; Dogs"),
            ("Cats vs Dogs: Which Pet?", "Cats; Dogs"),
            ("Cats v. Dogs", "Cats; Dogs"),
            ("Cats or Dogs?", "Cats; Dogs"),
            ("Which is louder, cats or dogs?", "cats; dogs"),
            ("Which pet is for you: cats, dogs, or birds?", "cats; dogs; birds"),
            ("Difference Between Cats and Dogs", "Cats; Dogs"),
            ("What's the Difference Between Cats and Dogs?", "Cats; Dogs"),
            ("Comparing Cats and Dogs", "Cats; Dogs"),
            ("Cats compared to Dogs", "Cats; Dogs"),
            ("Cats vs Dogs (2026)", "Cats; Dogs"),
            ("Cats vs Dogs in 2026", "Cats; Dogs"),
            ("Rivian vs Lucid 2026: Which Wins?", "Rivian; Lucid"),
            ("Cats vs Dogs, Birds and Fish", "Cats; Dogs; Birds; Fish"),
            ("Comparison of Cats, Dogs, and Birds", "Cats; Dogs; Birds"),
            ("Cats vs Dogs Comparison", "Cats; Dogs"),
            ("Cats vs. Dogs Comparison Chart | Pets", "Cats; Dogs"),
            ("Pets: Cats vs. Dogs - The Site", "Cats; Dogs"),
            ("Cats vs. Dogs – What's the Difference?", "Cats; Dogs"),
            ("Simon & Garfunkel vs. The Beatles", "Simon & Garfunkel; The Beatles"),
            ("Plants vs. Zombies vs. Angry Birds", "Plants vs. Zombies; Angry Birds"),
        ] {
            let found = readings(title);
            assert!(found.iter().any(|reading| reading.join("; ") == figures), "{title}: {found:?}");
        }
    }

    #[test]
    fn what_names_no_two_figures_is_no_title() {
        for title in
            ["", "Cats", "Database Comparison", "Comparison of pets", "Cats and Dogs", "Cats or Dogs", "vs.", "A vs"]
        {
            assert_eq!(readings(title), Vec::<Vec<String>>::new(), "{title}");
        }
    }

    #[test]
    fn reading_a_hostile_title_ends() {
        for title in ["a: ".repeat(400), " vs ".repeat(300), "(".repeat(900), "x, y - ".repeat(140), "and ".repeat(250)]
        {
            assert!(readings(&title).len() <= MOST_READINGS * 2);
        }
    }
}
