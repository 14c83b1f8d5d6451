//! What passages are about.

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
