//! What holds for any text: it is read or rejected, nothing of it is lost, and what was written is read back.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::model::{Row, Section};
use crate::name;

const SHIPPED: &str = include_str!("../../seed/joseph-stalin-vs-leon-trotsky.txt");

/// Returns the text without white space and in one Unicode form, in which names are stored. The form is made word by
/// word: a word that begins with a combining mark must not change the one before it.
fn bare(text: &str) -> String {
    text.split_whitespace().flat_map(UnicodeNormalization::nfc).collect()
}

/// Returns the text as it is held: without what Markdown puts around headings and cells, and with its escapes read.
fn plain(line: &str) -> String {
    bare(&escapes::unescaped(marks::without_hashes(line.trim())))
}

/// Returns all text that a document holds.
fn held(document: &Document) -> Vec<String> {
    let section = |section: &Section| {
        let passages = section.passages.iter().map(|passage| passage.text.clone());
        std::iter::once(section.heading.clone()).chain(passages).collect::<Vec<_>>()
    };
    let mut held = vec![document.title.clone(), document.summary.clone(), document.notice.clone()];
    held.extend(document.credits.iter().cloned());
    held.extend(document.unclear.iter().map(|row| row.raw.clone()));
    held.extend(document.sections.iter().flat_map(section));
    let mut held: Vec<String> = held.iter().map(|text| bare(text)).collect();
    for row in &document.rows {
        let cells = || std::iter::once(&row.attribute).chain(&row.values);
        // Cells that ran together are one text on the page, those between pipes are several.
        held.extend([bare(&cells().cloned().collect::<String>()), cells().map(|cell| bare(cell)).collect()]);
        held.push(bare(&row.group));
    }
    held
}

/// Returns the lines of an accepted page that its document lacks.
fn lost(page: &str, document: &Document) -> Vec<String> {
    let header = format!("Attribute{}", document.figures.concat());
    let columns = format!("| Attribute | {} |", document.figures.join(" | "));
    let rule = format!("|{}|", vec!["---"; document.figures.len() + 1].join("|"));
    let marks = ["vs.", "What's the Difference?", "Comparison", "Further Detail", &header, &columns, &rule].map(bare);
    let held = held(document);
    let is_held = |line: &str| {
        // A Markdown row is held cell by cell when it is clear, as it stands when it is not.
        let cells = bare(line).replace('|', "");
        let forms = [bare(line), plain(line), cells];
        // What looks like a table of something else is held word by word.
        let has_word = |word: &str| word == "|" || held.iter().any(|text| text.contains(&bare(word)));
        held.iter().any(|text| forms.iter().any(|form| text.contains(form))) || line.split_whitespace().all(has_word)
    };
    let lines = page.lines().filter(|line| !bare(line).is_empty() && !marks.contains(&bare(line)));
    lines.filter(|line| !is_held(line)).map(str::to_owned).collect()
}

#[test]
fn no_line_of_the_shipped_document_is_lost() {
    let shipped = read(SHIPPED.as_bytes(), "seed/joseph-stalin-vs-leon-trotsky.txt").expect("a page");
    assert_eq!(lost(SHIPPED, &shipped), Vec::<String>::new());
}

/// A cell of plain words, of which only the first is capitalised, so that the simplest splitter can tell cells apart.
/// Words that can be spoken: the row splitter takes others for acronyms and the like.
const CELL: &str = "[A-Z][bdfglmnprst]?[aeou][lmnrt]( [bdfgl][aeou][lmnrt]){0,3}";

proptest! {
    #[test]
    fn any_bytes_are_read_or_rejected(bytes in prop::collection::vec(any::<u8>(), 0..200), source in "\\PC{0,20}") {
        let _ = read(&bytes, &source);
    }

    #[test]
    fn any_lines_below_a_title_are_read_whole_or_rejected(
        above in prop::collection::vec("\\PC{0,30}", 0..4),
        rows in prop::collection::vec("\\PC{0,30}", 0..4),
        below in prop::collection::vec("(|[A-Z][a-z]{1,8}|\\PC{0,30}|Further Detail|Comparisons may contain x)", 0..12),
    ) {
        let page = format!(
            "vs.\n\nÉmile Zola vs. 日本\n\n{}\nComparison\n\nAttributeÉmile Zola日本\n{}\n\nFurther Detail\n\n{}",
            above.join("\n"), rows.join("\n"), below.join("\n"),
        );
        if let Ok(document) = read(page.as_bytes(), "") {
            prop_assert_eq!(lost(&page, &document), Vec::<String>::new());
            prop_assert!(document.sections.iter().all(|section| !section.passages.is_empty()));
            let count = document.rows.len() + document.unclear.len();
            let mut positions: Vec<_> = document.rows.iter().map(|row| row.position).collect();
            positions.extend(document.unclear.iter().map(|row| row.position));
            positions.sort_unstable();
            prop_assert!(positions.into_iter().map(|position| position as usize).eq(1..=count));
        }
    }

    #[test]
    fn pages_of_any_shape_are_read_whole_or_rejected(
        head in "(vs\\.\n\n)?(Émile Zola vs\\. 日本\n\n?)?(What's the Difference\\?\n\n?)?",
        summary in prop::collection::vec("(Émile Zola met 日本 there\\. |[A-Z][a-z]{3,8} [a-z ]{0,60}\\.|\\PC{0,30})", 0..3),
        above in "(\n?Comparison\n|\n)(Émile Zola\n)?(Photo by A B on Unsplash\n)?",
        is_piped in any::<bool>(),
        rows in prop::collection::vec("([A-Z][a-z]{1,5}[A-Z][a-z]{1,5}[A-Z][a-z]{1,5}|[a-z]{1,5}( [a-z]{1,5},)?|[^|\\pC\\\\&*]{0,30})", 0..5),
        after in "(日本\nPhoto by C D on E\n)?(\n?Further Detail\n)?",
        prose in prop::collection::vec("(|[A-Z][a-z]{1,8}|[A-Z][a-z]{1,8} [a-z ]{0,60}[.?]?|\\PC{0,30}|Photo by A B on C)", 0..8),
    ) {
        // What Markdown means by its marks is looked at elsewhere.
        let plain = |texts: Vec<String>| -> Vec<String> {
            let marks = ['\\', '*', '_', '~', '`', '[', ']', '<', '>', '&', ':', '!', '|', '#', '+', '-', '='];
            texts.into_iter().map(|text| text.replace(marks, " ")).collect()
        };
        let (summary, rows, prose) = (plain(summary), plain(rows), plain(prose));
        let table: Vec<String> = if is_piped {
            rows.iter().map(|row| format!("| a{row} | {row} | x |")).collect()
        } else {
            rows
        };
        let header = if is_piped { "| Attribute | Émile Zola | 日本 |\n|---|---|---|" } else { "AttributeÉmile Zola日本" };
        let page = format!("{head}{}\n{above}{header}\n{}\n{after}{}", summary.join("\n"), table.join("\n"), prose.join("\n"));
        if let Ok(document) = read(page.as_bytes(), "emile-zola-vs-日本.txt") {
            let lost = lost(&page, &document);
            let captions = &document.figures;
            prop_assert!(lost.iter().all(|line| captions.contains(line)), "{:?} of {}", lost, page);
        }
    }

    #[test]
    fn a_table_that_ran_together_is_read_back(
        figures in prop::collection::btree_set(CELL, 2..5),
        rows in prop::collection::btree_map(CELL, prop::collection::vec(CELL, 4), 1..8),
    ) {
        let figures: Vec<String> = figures.into_iter().collect();
        let folded: std::collections::HashSet<_> = figures.iter().map(|figure| name::fold(figure)).collect();
        prop_assume!(folded.len() == figures.len());
        let rows: Vec<Row> = (1..).zip(rows).map(|(position, (attribute, mut values))| {
            values.truncate(figures.len());
            Row { position, attribute, values, group: String::new() }
        }).collect();
        let glued: Vec<String> = rows.iter().map(|row| row.attribute.clone() + &row.values.concat()).collect();
        let page = format!("{}\n\nComparison\n\nAttribute{}\n{}\n", figures.join(" vs. "), figures.concat(), glued.join("\n"));
        let document = read(page.as_bytes(), "").unwrap();
        prop_assert_eq!(document.figures, figures);
        prop_assert_eq!(document.rows, rows);
        prop_assert_eq!(document.unclear, []);
    }
}
