//! Which passage of a page is which of before.

use std::collections::HashMap;

use super::same_passages::{About, ExistingPassages};
use crate::model::{FigureId, Passage, PassageId, Section};

/// Passages of before: heading, text, id and figures.
fn existing(passages: &[(&str, &str, i64, &[i64])], corrected: &[(i64, [&str; 2])]) -> ExistingPassages {
    let mut existing = ExistingPassages::default();
    for (heading, text, id, figures) in passages {
        existing.by_heading.entry((*heading).into()).or_default().push(((*text).into(), Some(PassageId(*id))));
        if !figures.is_empty() {
            existing.figures.insert(PassageId(*id), figures.iter().copied().map(FigureId).collect());
        }
    }
    existing.corrected = corrected.iter().map(|(id, texts)| (PassageId(*id), texts.map(String::from))).collect();
    existing
}

fn sections(sections: &[(&str, &[&str])]) -> Vec<Section> {
    let passage = |text: &&str| Passage { text: (*text).into(), figures: Vec::new() };
    let section = |(heading, texts): &(&str, &[&str])| Section {
        heading: (*heading).into(),
        passages: texts.iter().map(passage).collect(),
    };
    sections.iter().map(section).collect()
}

fn sorted(taken: HashMap<(i64, i64), PassageId>) -> Vec<((i64, i64), i64)> {
    let mut taken: Vec<_> = taken.into_iter().map(|(place, id)| (place, id.0)).collect();
    taken.sort_unstable();
    taken
}

#[test]
fn the_same_words_are_the_same_passage_first_under_their_heading() {
    let before: Vec<String> = (1..=8).map(|number| format!("H{number}")).collect();
    let passages: Vec<(&str, &str, i64, &[i64])> =
        before.iter().zip(1..).map(|(heading, id)| (heading.as_str(), "Same.", id, &[][..])).collect();
    let turned: Vec<(&str, &[&str])> = before.iter().rev().map(|heading| (heading.as_str(), &["Same."][..])).collect();
    let kept = existing(&passages, &[]).take_same_texts(&sections(&turned), &About::new());
    assert_eq!(sorted(kept), (1..=8).map(|place| ((place, 1), 9 - place)).collect::<Vec<_>>());
    // Of two, the one that stays at home; the other one is left.
    let mut two = existing(&[("A", "Same.", 1, &[]), ("B", "Same.", 2, &[])], &[]);
    assert_eq!(sorted(two.take_same_texts(&sections(&[("A", &["Same."])]), &About::new())), [((1, 1), 1)]);
    assert_eq!(two.left().collect::<Vec<_>>(), [PassageId(2)]);
    // A section that was renamed. Without a correction it does not matter whom a passage is about.
    let mut renamed = existing(&[("A", "Same.", 1, &[7])], &[]);
    let about = About::from([((1, 1), vec![FigureId(8)])]);
    assert_eq!(sorted(renamed.take_same_texts(&sections(&[("B", &["Same."])]), &about)), [((1, 1), 1)]);
}

#[test]
fn a_corrected_passage_about_no_figure_leaves_its_section_only_with_it() {
    let with_home = [("A", &["Other."][..]), ("B", &["Same."])];
    let corrected = [(1, ["Same.", "New."])];
    let take = |figures: &[i64], corrected: &[(i64, [&str; 2])], page: &[(&str, &[&str])], about: &About| {
        sorted(existing(&[("A", "Same.", 1, figures)], corrected).take_same_texts(&sections(page), about))
    };
    assert_eq!(take(&[], &corrected, &with_home, &About::new()), []);
    assert_eq!(take(&[], &[], &with_home, &About::new()), [((2, 1), 1)]);
    assert_eq!(take(&[7], &corrected, &with_home, &About::from([((2, 1), vec![FigureId(7)])])), [((2, 1), 1)]);
    assert_eq!(take(&[7], &corrected, &with_home, &About::from([((2, 1), vec![FigureId(8)])])), []);
    assert_eq!(take(&[], &corrected, &[("B", &["Same."])], &About::new()), [((1, 1), 1)]);
    assert_eq!(take(&[], &corrected, &[("A", &["Same."])], &About::new()), [((1, 1), 1)]);
}

#[test]
fn a_corrected_passage_becomes_the_one_most_like_it() {
    let take = |passages: &[(&str, &str, i64, &[i64])], corrected: &[(i64, [&str; 2])], page: &[(&str, &[&str])]| {
        let mut existing = existing(passages, corrected);
        let page = sections(page);
        let kept = existing.take_same_texts(&page, &About::new());
        sorted(existing.take_corrected(&page, &About::new(), &kept))
    };
    let far = "nothing of it at all";
    let one: [(&str, &str, i64, &[i64]); 1] = [("A", "one two three four", 1, &[])];
    // Like what the page said, what it said when that was corrected, or what it was to say; half of the words is enough.
    for (stated, base, new) in
        [("one two three four", far, far), (far, "one two three four", far), (far, far, "one two three four")]
    {
        for (words, is_same) in [("one two x y", true), ("one x y z", false)] {
            let taken = take(&[("A", stated, 1, &[])], &[(1, [base, new])], &[("A", &[words])]);
            assert_eq!(!taken.is_empty(), is_same, "{stated}, {base}, {new}: {words}");
        }
    }
    assert_eq!(take(&one, &[(1, [far, far])], &[("B", &["one two three x"])]), []);
    assert_eq!(take(&one, &[(1, [far, far])], &[("A", &["one two x y", "one two three x"])]), [((1, 2), 1)]);
    // Nothing is taken twice.
    assert_eq!(take(&one, &[(1, [far, far])], &[("A", &["one two three x", "one two three y"])]), [((1, 1), 1)]);
    let two: [(&str, &str, i64, &[i64]); 2] =
        [("A", "one two three four", 1, &[]), ("A", "one two three five", 2, &[])];
    let corrected = [(1, [far, far]), (2, [far, far])];
    assert_eq!(take(&two, &corrected, &[("A", &["one two three x"])]), [((1, 1), 1)]);
    assert_eq!(take(&two, &corrected[1..], &[("A", &["one two three four"])]), []);
}

#[test]
fn what_is_left_of_a_heading_is_taken_in_reading_order_but_for_what_is_corrected() {
    let passages: [(&str, &str, i64, &[i64]); 4] =
        [("A", "First.", 1, &[]), ("A", "Kept.", 2, &[]), ("A", "Corrected.", 3, &[]), ("A", "Last.", 4, &[])];
    let mut existing = existing(&passages, &[(3, ["Corrected.", "New."])]);
    let page = sections(&[("A", &["Kept.", "Quite other words", "and more of them"])]);
    let kept = existing.take_same_texts(&page, &About::new());
    assert!(existing.take_corrected(&page, &About::new(), &kept).is_empty());
    assert_eq!(
        [(); 3].map(|()| existing.take_first("A").map(|(_, id)| id)),
        [Some(1), Some(4), None].map(|id| id.map(PassageId))
    );
    assert_eq!(existing.left().collect::<Vec<_>>(), [PassageId(3)]);
}
