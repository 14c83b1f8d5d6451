//! The page reader from outside: the shipped document, what is taken for which part, and rejections.

use super::*;
use crate::model::Row;

const SHIPPED: &str = include_str!("../../seed/joseph-stalin-vs-leon-trotsky.txt");
const SOURCE: &str = "seed/joseph-stalin-vs-leon-trotsky.txt";

fn shipped() -> Document {
    read(SHIPPED.as_bytes(), SOURCE).expect("the shipped document is a page")
}

/// A small page, into which faults are put.
const PAGE: &str = "vs.\n\nTea vs. Coffee\n\nWhat's the Difference?\n\nBoth are hot.\n\nComparison\n\n\
    AttributeTeaCoffee\nColorGreenBrown\n\nFurther Detail\n\nTaste\n\nTea is mild.\n\n\
    Comparisons may contain errors.\n";

fn rejection(page: &str) -> (usize, String) {
    let Rejection { line, reason } = read(page.as_bytes(), "a.txt").unwrap_err();
    (line, reason)
}

#[test]
fn the_shipped_document_has_its_title_summary_and_notice() {
    let document = shipped();
    assert_eq!(document.slug, "joseph-stalin-vs-leon-trotsky");
    assert_eq!(document.title, "Joseph Stalin vs. Leon Trotsky");
    assert_eq!(document.figures, ["Joseph Stalin", "Leon Trotsky"]);
    assert_eq!(document.summary, SHIPPED.lines().nth(6).unwrap());
    assert!(document.summary.starts_with("Joseph Stalin and Leon Trotsky were both key figures"));
    assert_eq!(
        document.notice,
        "Comparisons may contain inaccurate information about people, places, or facts. Please report any issues."
    );
    assert_eq!(document.source, SOURCE);
    assert_eq!(document.content_hash, content_hash::of(SHIPPED.as_bytes()));
    assert_eq!(document.layout, "plain");
}

#[test]
fn the_shipped_table_is_read_value_by_value() {
    let expected = [
        (
            "Role in Russian Revolution",
            "Key figure in Bolshevik Revolution",
            "Also played a significant role in the revolution",
        ),
        ("Political ideology", "Communism, Stalinism", "Trotskyism, Marxism"),
        ("Leadership style", "Authoritarian, centralized control", "More democratic, decentralized control"),
        ("Foreign policy", "Focused on expanding Soviet influence", "Advocated for worldwide revolution"),
        ("Economic policies", "Implemented Five-Year Plans, collectivization", "Advocated for rapid industrialization"),
    ];
    let rows = (1..).zip(expected).map(|(position, (attribute, stalin, trotsky))| Row {
        position,
        attribute: attribute.to_owned(),
        values: vec![stalin.to_owned(), trotsky.to_owned()],
        group: String::new(),
    });
    let document = shipped();
    assert_eq!(document.rows, rows.collect::<Vec<_>>());
    assert_eq!(document.unclear, []);
}

/// A heading, and of each passage its beginning and the figures it is about.
type ExpectedSection<'a> = (&'a str, &'a [(&'a str, &'a [&'a str])]);

#[test]
fn the_shipped_prose_is_read_passage_by_passage() {
    let (stalin, trotsky) = ("Joseph Stalin", "Leon Trotsky");
    let expected: &[ExpectedSection] = &[
        ("Background", &[("Joseph Stalin and Leon Trotsky were two", &[stalin, trotsky])]),
        (
            "Leadership Style",
            &[("Stalin was known for his authoritarian", &[stalin]), ("Trotsky, on the other hand, adv", &[trotsky])],
        ),
        (
            "Role in the Russian Revolution",
            &[("Both Stalin and Trotsky played", &[stalin, trotsky]), ("Trotsky, on the other hand, was", &[trotsky])],
        ),
        (
            "Foreign Policy",
            &[("Stalin's foreign policy was", &[stalin]), ("Trotsky, on the other hand, adv", &[trotsky])],
        ),
        ("Legacy", &[("Stalin's legacy is a complex", &[stalin]), ("Trotsky's legacy is also", &[trotsky])]),
    ];
    let document = shipped();
    assert_eq!(document.sections.len(), expected.len());
    for (section, (heading, passages)) in document.sections.iter().zip(expected) {
        assert_eq!(section.heading, *heading);
        assert_eq!(section.passages.len(), passages.len(), "{heading}");
        for (passage, (beginning, figures)) in section.passages.iter().zip(*passages) {
            assert!(passage.text.starts_with(beginning), "{heading}: {}", passage.text);
            assert!(SHIPPED.lines().any(|line| line == passage.text), "whole: {}", passage.text);
            assert_eq!(passage.figures, *figures, "{}", passage.text);
        }
    }
}

#[test]
fn line_ends_marks_and_odd_spaces_change_nothing_but_the_hash() {
    let plain = shipped();
    for odd in [
        SHIPPED.replace('\n', "\r\n"),
        SHIPPED.replace('\n', "\r"),
        format!("\u{feff}{SHIPPED}"),
        SHIPPED.replace(' ', "\u{a0}"),
        SHIPPED.replace('\n', " \t\n"),
        SHIPPED.replace("\n\n", "\n \n\n\n"),
        format!("\n\n{SHIPPED}\n\n\n"),
        SHIPPED.trim_start_matches("vs.").to_owned(),
        SHIPPED.replace("What's", "What’s"),
    ] {
        let mut document = read(odd.as_bytes(), SOURCE).unwrap();
        assert_eq!(document.content_hash, content_hash::of(odd.as_bytes()));
        document.content_hash.clone_from(&plain.content_hash);
        assert_eq!(document, plain, "{}", &odd[..40]);
    }
}

#[test]
fn the_hash_is_what_sha256sum_prints() {
    assert_eq!(content_hash::of(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn a_page_that_is_no_text_is_rejected_at_the_bad_byte() {
    let not_utf8 = read(b"vs.\n\nTea vs. Coffee\nM\xfcller", "a.txt").unwrap_err();
    assert_eq!(
        (not_utf8.line, &*not_utf8.reason),
        (
            4,
            "the text is not UTF-8, and nothing says which encoding it is: name it with `--encoding`, such as `--encoding windows-1252`"
        )
    );
    assert_eq!(rejection("Tea vs. Coffee\n\0"), (2, "the text contains a NUL character: it is not a text page".into()));
    for empty in ["", "\n \r\n\u{a0}", "\u{feff}"] {
        assert_eq!(rejection(empty), (1, "the page is empty".into()));
    }
}

#[test]
fn a_page_without_a_title_is_rejected() {
    assert_eq!(
        rejection(&PAGE.replace("Tea vs. Coffee\n", "")),
        (10, "the page has no title, and the header row of its table does not surely tell the figures' names".into())
    );
    assert_eq!(rejection("vs.\n"), (1, "the page has no title such as `A vs. B`".into()));
    let many = format!("{} vs. z", ["a"; 200].join(" vs. "));
    assert_eq!(rejection(&many), (1, "the title names more than 100 figures".into()));
}

#[test]
fn a_page_without_a_table_is_rejected() {
    let missing = "the page has no table whose header row names the figures of the title";
    assert_eq!(rejection("Tea vs. Coffee\n\nBoth are hot."), (3, missing.into()));
    assert_eq!(rejection("Tea vs. Coffee\n\nBoth.\n\nFurther Detail\n\nTea."), (5, missing.into()));
    assert_eq!(rejection("Tea vs. Coffee\n\nComparison\n\nFurther Detail\n\nTea."), (3, missing.into()));
    let empty = "the table has no rows below its header row";
    assert_eq!(rejection(&PAGE.replace("ColorGreenBrown\n", "")), (11, empty.into()));
}

#[test]
fn a_header_that_disagrees_with_the_title_is_rejected() {
    let disagrees = "the table's header row must name the figures of the title: `Tea`, `Coffee`";
    for header in ["AttributeTeaCocoa", "AttributeCoffeeTea", "AttributeTea", "ColorGreenBrown"] {
        assert_eq!(rejection(&PAGE.replace("AttributeTeaCoffee", header)), (11, disagrees.into()), "{header}");
    }
}

#[test]
fn a_page_whose_figures_have_one_name_is_rejected() {
    let page = "Mercury vs. MERCURY\n\nComparison\nAttributeMercuryMERCURY\nKindPlanetMetal";
    assert_eq!(rejection(page), (1, "two figures have the same name, `MERCURY`".into()));
}

#[test]
fn the_header_settles_what_the_title_leaves_open() {
    let page =
        "Plants vs. Zombies vs. Angry Birds\n\nComparison\n\nFeaturePlants vs. ZombiesAngry Birds\nKindDefenceAim";
    let document = read(page.as_bytes(), "").unwrap();
    assert_eq!(document.figures, ["Plants vs. Zombies", "Angry Birds"]);
    assert_eq!(document.slug, "plants-vs-zombies-vs-angry-birds");
    let page = "A vs. B vs. C\n\nComparison\n\nBasisABC\nKindOneTwoThree";
    let document = read(page.as_bytes(), "").unwrap();
    assert_eq!(document.figures, ["A", "B", "C"]);
    assert_eq!(document.rows[0].values, ["One", "Two", "Three"]);
}

#[test]
fn parts_that_are_missing_are_empty() {
    let document = read(b"Tea vs. Coffee\nAttributeTeaCoffee\nColorGreenBrown\n\nTea is mild.", "").unwrap();
    assert_eq!((&*document.summary, &*document.notice), ("", ""));
    assert_eq!(document.rows.len(), 1);
    assert_eq!(document.sections[0].heading, "");
    assert_eq!(document.sections[0].passages[0].text, "Tea is mild.");
}

#[test]
fn several_paragraphs_and_text_after_the_notice_are_kept() {
    let page = PAGE.replace("Both are hot.", "Both are hot.\n\nOne is green.") + "\nMore of this\n";
    let document = read(page.as_bytes(), "").unwrap();
    assert_eq!(document.summary, "Both are hot.\n\nOne is green.");
    assert_eq!(document.notice, "Comparisons may contain errors.");
    let headings: Vec<_> = document.sections.iter().map(|section| &*section.heading).collect();
    assert_eq!(headings, ["Taste", ""]);
    assert_eq!(document.sections[1].passages[0].text, "More of this");
}

#[test]
fn rows_are_counted_over_clear_and_unclear_ones() {
    let page = PAGE.replace("Brown\n", "Brown\nCupsTeaCupMugs\nSizeBigSmall\nColorOneTwo\n");
    let document = read(page.as_bytes(), "").unwrap();
    assert_eq!(document.rows.iter().map(|row| row.position).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(document.unclear.iter().map(|row| row.position).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(document.unclear[0].raw, "CupsTeaCupMugs");
}

#[test]
fn a_figure_may_begin_like_the_other_and_a_table_may_compare_three() {
    for (slug, figures, header) in [
        ("java-vs-javascript", &["Java", "JavaScript"][..], "ParameterJavaJavaScript"),
        ("sikh-vs-sikhism", &["Sikh", "Sikhism"], "BasisSikhSikhism"),
        ("tea-vs-coffee-vs-milk", &["Tea", "Coffee", "Milk"], "Parameters of ComparisonTeaCoffeeMilk"),
    ] {
        let row = ["Kind", "One", "Two", "Three"][..=figures.len()].concat();
        let names = figures.join(", ");
        let untitled =
            format!("{names} are old.\n\n{header}\n{row}\n\nFurther Detail\n\nUses\n\n{} is new.", figures[1]);
        let titled = format!("{}\n\n{untitled}", figures.join(" vs. "));
        for (page, layout) in [(&untitled, "untitled"), (&titled, "plain")] {
            let document = read(page.as_bytes(), slug).unwrap();
            assert_eq!((&*document.layout, document.rows.len()), (layout, 1), "{page}");
            assert_eq!(document.figures, figures);
            assert_eq!(document.sections[0].passages[0].figures, [figures[1]]);
            assert_eq!(read(page.as_bytes(), "-").unwrap().figures, figures);
        }
    }
}

#[test]
fn a_row_that_ends_as_the_slug_does_heads_the_table_before_one_that_only_the_prose_bears_out() {
    let page =
        "What's the Difference?\nTheMilkWater\n\nAttributeTeaCoffee\nColorGreenBrown\n\nFurther Detail\n\nMilk. Water.";
    let of = |source: &str| {
        let document = read(page.as_bytes(), source).unwrap();
        (document.figures.join("/"), document.summary, document.rows.len() + document.unclear.len())
    };
    assert_eq!(of("tea-vs-coffee.txt"), ("Tea/Coffee".to_owned(), "TheMilkWater".to_owned(), 1));
    // Where the slug names nothing on the page, the prose is the only witness.
    assert_eq!(of("beer-vs-wine.txt").0, "Milk/Water");
    assert_eq!(of("page-7.txt").0, "Milk/Water");
}

#[test]
fn a_page_that_does_not_tell_its_figures_is_rejected() {
    let page = "Some drinks are hot.\n\nAttributeTeaCoffee\nColorGreenBrown\n\nFurther Detail\n\nAll are mild.";
    let reason = "the page has no title, and the header row of its table does not surely tell the figures' names";
    assert_eq!(rejection(page), (3, reason.into()));
    let same = "| Feature | Mercury | mercury |\n|---|---|---|\n| Kind | Planet | Metal |";
    assert_eq!(rejection(same), (1, "two figures have the same name, `mercury`".into()));
    let columns = format!("|{}\n|{}\n|{}", "a|".repeat(200), "-|".repeat(200), "b|".repeat(200));
    assert!(rejection(&columns).1.contains("tells whether columns or rows of the table are compared"));
    let nothing = "the page has neither a title such as `A vs. B` nor a table";
    assert_eq!(rejection("Tea is a drink.\n\nSo is coffee."), (1, nothing.into()));
}

#[test]
fn a_page_without_one_word_lines_is_read_without_its_header_row() {
    let page = "Tea vs. Coffee\n\nWhat's the Difference?\n\nBoth are hot.\n\nPhoto by A B on C\n\
        Cup sizeVery smallSmall\nPhoto by D E on F\n\nFurther Detail\n\nTea is mild.";
    let document = read(page.as_bytes(), "-").unwrap();
    assert_eq!((&*document.layout, &*document.summary), ("headless", "Both are hot."));
    assert_eq!(document.rows[0].values, ["Very small", "Small"]);
    assert_eq!(document.credits, ["Photo by A B on C", "Photo by D E on F"]);
    let empty = read(page.replace("Cup sizeVery smallSmall\n", "").as_bytes(), "-").unwrap();
    assert_eq!((empty.rows.len(), empty.unclear.len()), (0, 0), "all rows may have been single words");
    let doubtful = read(page.replace("Cup sizeVery smallSmall", "Full nameTeaCoffee").as_bytes(), "-").unwrap();
    assert_eq!(doubtful.unclear.len() + doubtful.rows.len(), 1, "a header row or a row, kept");
}

#[test]
fn markdown_headings_are_marks_and_headings() {
    let page = "# Tea vs. Coffee\n## What's the Difference?\nBoth are hot.\n## Comparison\n\n\
        | Feature | **Tea** | Coffee |\n|:--|:-:|--:|\n| Color | Green \\| black | Brown |\n| Use | | Daily |\n\n\
        ## Further Detail\n### Where do they come from?\nTea comes from China.\n**Taste**\nCoffee is bitter.";
    let document = read(page.as_bytes(), "").unwrap();
    assert_eq!((&*document.title, &*document.layout), ("Tea vs. Coffee", "pipe-outer"));
    assert_eq!(document.rows[0].values, ["Green | black", "Brown"]);
    assert_eq!(document.rows[1].values, ["", "Daily"]);
    let headings: Vec<_> = document.sections.iter().map(|section| &*section.heading).collect();
    assert_eq!(headings, ["Where do they come from?", "Taste"]);
}

#[test]
fn what_stands_between_the_mark_and_the_table_is_kept() {
    let table = "| | Tea | Coffee |\n|-|-|-|\n| Color | Green | Brown |";
    let titled = format!("Tea vs. Coffee\n\nBoth are hot.\n\nComparison\n\nSide by side:\n\n{table}");
    let untitled = "Both are hot.\n\nComparison\n\nSide by side:\n\nAttributeTeaCoffee\nColorGreenBrown";
    for (page, layout, summary, group) in [
        (&*titled, "pipe-outer", "Both are hot.", "Side by side:"),
        (untitled, "untitled", "Both are hot.\n\nSide by side:", ""),
    ] {
        let document = read(page.as_bytes(), "tea-vs-coffee.txt").unwrap();
        assert_eq!((&*document.layout, &*document.summary, &*document.rows[0].group), (layout, summary, group));
        assert_eq!(document.rows[0].values, ["Green", "Brown"]);
    }
}

#[test]
fn a_caption_below_the_table_is_no_prose() {
    let page =
        "Tea vs. Coffee\n\nAttributeTeaCoffee\nColorGreenBrown\n\nTea\n\nPhoto by Ann on Unsplash\n\nTea is mild.\n";
    let document = read(page.as_bytes(), "a.txt").unwrap();
    assert_eq!(document.credits, ["Tea", "Photo by Ann on Unsplash"]);
    let passages: Vec<&str> = document.sections[0].passages.iter().map(|passage| &*passage.text).collect();
    assert_eq!((&*document.sections[0].heading, &passages[..]), ("", &["Tea is mild."][..]));
}

#[test]
fn a_credit_below_the_notice_is_no_part_of_it() {
    let page = format!("{PAGE}Photo by Ann on Unsplash\n");
    let document = read(page.as_bytes(), "a.txt").unwrap();
    assert_eq!(document.notice, "Comparisons may contain errors.");
    assert_eq!(document.credits, ["Photo by Ann on Unsplash"]);
}

#[test]
fn a_summary_that_names_the_figures_like_a_title_is_none() {
    let page =
        "Tea vs. Coffee is an old question.\n\nAttributeTeaCoffee\nColorGreenBrown\n\nFurther Detail\n\nTea is mild.";
    let document = read(page.as_bytes(), "tea-vs-coffee.txt").unwrap();
    assert_eq!((&*document.layout, &*document.summary), ("untitled", "Tea vs. Coffee is an old question."));
    assert_eq!(document.title, "Tea vs. Coffee");
}

#[test]
fn hostile_pages_are_read_in_bounded_time() {
    let long = "aB ".repeat(100_000);
    let wide = format!("{}\n{}\n{}", "a|".repeat(10_000), "-|".repeat(10_000), "b|".repeat(10_000));
    let start = std::time::Instant::now();
    for page in [
        "\n".repeat(99_999),
        "|\n".repeat(10_000),
        "|".repeat(200_000),
        "||||\n|-|-|-|\n".repeat(10_000),
        long.clone(),
        format!("Tea vs. Coffee\n{long}\n\nAttributeTeaCoffee\n{long}\n\n{long}"),
        format!("Tea vs. Coffee\n\nComparison\nAttributeTeaCoffee\n{}", "ColorRedBlue\n".repeat(20_000)),
        format!("Tea vs. Coffee\n\nComparison\nAttributeTeaCoffee\nA\n{}", "and so, on\n".repeat(20_000)),
        format!("|A|B|C|\n|-|-|-|\n{}", "|a|b\n".repeat(20_000)),
        format!("A|B|C\n-|-|-\n{}", "a|b\n".repeat(20_000)),
        format!("Tea.\n\n{}", "AaAaAa AaAa\nb\n\n".repeat(10_000)),
        "vs vs. ".repeat(50_000),
        wide,
    ] {
        let _ = read(page.as_bytes(), "tea-vs-coffee.txt");
        let _ = read(page.as_bytes(), "-");
    }
    // Generous, for unoptimised code on a busy machine; quadratic reading would take many minutes.
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}
