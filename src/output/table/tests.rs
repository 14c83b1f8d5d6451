use super::super::Format;
use super::super::tests::{any_rows, is_harmless, settings, table};
use super::layout::{Layout, SAMPLE, share};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

const COMPARE: [[&str; 3]; 3] = [
    [
        "Role in Russian Revolution",
        "Key figure in Bolshevik Revolution",
        "Also played a significant role in the revolution",
    ],
    ["Political ideology", "Communism, Stalinism", "Trotskyism, Marxism"],
    ["Foreign policy", "Focused on expanding Soviet influence", ""],
];
const PASSAGE: &str = "Stalin was known for his authoritarian and centralized style of leadership. He believed in the \
    importance of a strong, centralized government that could effectively control all aspects of society.\n\n\
    He also initiated a campaign of political repression known as the Great Purge.";

fn shown(width: usize, columns: &[&str], rows: &[Vec<&str>]) -> String {
    table(settings(Format::Table, width), columns, rows)
}

fn compare(width: usize) -> String {
    shown(width, &["attribute", "Joseph Stalin", "Leon Trotsky"], &COMPARE.map(Vec::from))
}

fn values(width: usize) -> String {
    let rows = COMPARE.iter().enumerate().map(|(at, [attribute, value, _])| {
        vec!["joseph-stalin-vs-leon-trotsky", ["1", "2", "4"][at], attribute, "Joseph Stalin", value, "stated"]
    });
    shown(width, &["document", "position", "attribute", "figure", "value", "status"], &rows.collect::<Vec<_>>())
}

#[test]
fn short_columns_are_cut_last() {
    let columns = ["at", "who", "what", "about", "change", "note"].map(str::to_owned);
    let row = ["2026-11-29 15:59", "root", "corrected", &"a".repeat(60), &"b".repeat(60), &"c".repeat(60)];
    let rows = [row.map(str::to_owned).to_vec()];
    let widths = |width| match Layout::lines(&columns, &rows, width) {
        Some(Layout::Grid { widths, .. }) => widths,
        _ => panic!("a grid at {width}"),
    };
    assert_eq!(widths(80), [16, 4, 9, 12, 12, 12]);
    assert_eq!(widths(200), [16, 4, 9, 52, 52, 52]);
    assert_eq!(widths(50), [7, 4, 6, 6, 6, 6]);
}

#[test]
fn two_figures_at_60_columns() {
    insta::assert_snapshot!(compare(60), @"
    attribute          │ Joseph Stalin      │ Leon Trotsky
    ───────────────────┼────────────────────┼───────────────────
    Role in Russian    │ Key figure in      │ Also played a
    Revolution         │ Bolshevik          │ significant role
                       │ Revolution         │ in the revolution
                       │                    │
    Political ideology │ Communism,         │ Trotskyism,
                       │ Stalinism          │ Marxism
                       │                    │
    Foreign policy     │ Focused on         │
                       │ expanding Soviet   │
                       │ influence          │
    ");
}

#[test]
fn two_figures_at_80_columns() {
    insta::assert_snapshot!(compare(80), @"
    attribute                 │ Joseph Stalin             │ Leon Trotsky
    ──────────────────────────┼───────────────────────────┼─────────────────────────
    Role in Russian           │ Key figure in Bolshevik   │ Also played a
    Revolution                │ Revolution                │ significant role in the
                              │                           │ revolution
                              │                           │
    Political ideology        │ Communism, Stalinism      │ Trotskyism, Marxism
                              │                           │
    Foreign policy            │ Focused on expanding      │
                              │ Soviet influence          │
    ");
}

#[test]
fn two_figures_at_120_columns() {
    insta::assert_snapshot!(compare(120), @"
    attribute                  │ Joseph Stalin                         │ Leon Trotsky
    ───────────────────────────┼───────────────────────────────────────┼─────────────────────────────────────────────────
    Role in Russian Revolution │ Key figure in Bolshevik Revolution    │ Also played a significant role in the revolution
    Political ideology         │ Communism, Stalinism                  │ Trotskyism, Marxism
    Foreign policy             │ Focused on expanding Soviet influence │
    ");
}

#[test]
fn values_at_80_columns() {
    insta::assert_snapshot!(values(80), @"
    document   joseph-stalin-vs-leon-trotsky
    position   1
    attribute  Role in Russian Revolution
    figure     Joseph Stalin
    value      Key figure in Bolshevik Revolution
    status     stated

    document   joseph-stalin-vs-leon-trotsky
    position   2
    attribute  Political ideology
    figure     Joseph Stalin
    value      Communism, Stalinism
    status     stated

    document   joseph-stalin-vs-leon-trotsky
    position   4
    attribute  Foreign policy
    figure     Joseph Stalin
    value      Focused on expanding Soviet influence
    status     stated
    ");
}

#[test]
fn values_at_120_columns() {
    insta::assert_snapshot!(values(120), @"
    document                      │ position │ attribute                 │ figure        │ value                    │ status
    ──────────────────────────────┼──────────┼───────────────────────────┼───────────────┼──────────────────────────┼───────
    joseph-stalin-vs-leon-trotsky │ 1        │ Role in Russian           │ Joseph Stalin │ Key figure in Bolshevik  │ stated
                                  │          │ Revolution                │               │ Revolution               │
                                  │          │                           │               │                          │
    joseph-stalin-vs-leon-trotsky │ 2        │ Political ideology        │ Joseph Stalin │ Communism, Stalinism     │ stated
                                  │          │                           │               │                          │
    joseph-stalin-vs-leon-trotsky │ 4        │ Foreign policy            │ Joseph Stalin │ Focused on expanding     │ stated
                                  │          │                           │               │ Soviet influence         │
    ");
}

#[test]
fn prose_becomes_records() {
    let rows = [vec!["Leadership Style", "1", PASSAGE], vec!["Background", "", "Short."]];
    insta::assert_snapshot!(shown(60, &["heading", "passage", "text"], &rows), @"
    heading  Leadership Style
    passage  1
    text     Stalin was known for his authoritarian and
             centralized style of leadership. He believed in the
             importance of a strong, centralized government that
             could effectively control all aspects of society.

             He also initiated a campaign of political
             repression known as the Great Purge.

    heading  Background
    text     Short.
    ");
}

#[test]
fn a_list_of_names_is_not_padded() {
    let rows = [vec!["Joseph Stalin", "1", "5"], vec!["毛泽东", "12", ""]];
    insta::assert_snapshot!(shown(60, &["figure", "documents", "values"], &rows), @"
    figure        │ documents │ values
    ──────────────┼───────────┼───────
    Joseph Stalin │ 1         │ 5
    毛泽东        │ 12        │
    ");
}

#[test]
fn words_longer_than_a_column_are_broken() {
    let rows = [vec!["x".repeat(50), "y ".repeat(40)]];
    insta::assert_snapshot!(table(settings(Format::Table, 60), &["a", "b"], &rows), @"
    a                              │ b
    ───────────────────────────────┼────────────────────────────
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx │ y y y y y y y y y y y y y y
    xxxxxxxxxxxxxxxxxxxx           │ y y y y y y y y y y y y y y
                                   │ y y y y y y y y y y y y
    ");
}

#[test]
fn a_million_characters_without_a_space_cost_their_number() {
    for word in ["y", "日", "e\u{301}\u{327}"] {
        let rows = [vec!["x z".to_owned(), format!("a {} b", word.repeat(1_000_000))]];
        let text = table(settings(Format::Table, 60), &["a", "b"], &rows);
        assert_eq!(text.matches(word).count(), 1_000_000);
        assert!(text.lines().all(|line| line.width() <= 60));
    }
}

#[test]
fn one_column_is_always_a_table() {
    insta::assert_snapshot!(shown(60, &["text"], &[vec![PASSAGE]]), @"
    text
    ────────────────────────────────────────────────────────────
    Stalin was known for his authoritarian and centralized style
    of leadership. He believed in the importance of a strong,
    centralized government that could effectively control all
    aspects of society.

    He also initiated a campaign of political repression known
    as the Great Purge.
    ");
}

#[test]
fn headers_and_names_are_bold_in_colour() {
    let mut settings = settings(Format::Table, 60);
    settings.color = true;
    let text = table(settings, &["a", "b"], &[vec!["1\x1b[0m", "2"]]);
    assert_eq!(text, "\x1b[1ma     │ b\x1b[0m\n──────┼──\n1␛[0m │ 2\n");
    let text = table(settings, &["heading", "b"], &[vec!["x", &PASSAGE.repeat(3)]]);
    assert!(text.starts_with("\x1b[1mheading\x1b[0m  x\n\x1b[1mb\x1b[0m        Stalin was"), "{text}");
}

#[test]
fn a_long_listing_streams_in_the_widths_of_its_first_rows() {
    let mut rows = vec![vec!["a", "b"]; SAMPLE];
    rows.push(vec!["longer text", "b"]);
    let text = shown(60, &["one", "two"], &rows);
    assert_eq!(text.lines().count(), SAMPLE + 4);
    assert!(text.ends_with("a       │ b\nlonger  │ b\ntext    │\n"), "{}", &text[text.len() - 60..]);
}

proptest! {
    #[test]
    fn tables_are_harmless_and_fit(rows in any_rows(), width in 0_usize..130) {
        let text = table(settings(Format::Table, width), &["a", "attribute", "the value \x1b"], &rows);
        prop_assert!(is_harmless(&text));
        for line in text.lines() {
            prop_assert!(line.width() <= width.max(20), "{} columns: {:?}", line.width(), line);
            prop_assert!(!line.ends_with(' '), "{:?}", line);
        }
    }

    #[test]
    fn room_is_shared_in_full(room in 0_usize..200, columns in prop::collection::vec((1_usize..90, 1_usize..20), 1..6)) {
        let natural: Vec<_> = columns.iter().map(|(natural, _)| *natural).collect();
        let least: Vec<_> = columns.iter().map(|(natural, least)| *natural.min(least)).collect();
        match share(room, &natural, &least) {
            Some(widths) => prop_assert_eq!(widths.iter().sum::<usize>(), room.min(natural.iter().sum())),
            None => prop_assert!(least.iter().sum::<usize>() > room),
        }
    }
}
