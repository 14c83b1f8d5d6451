//! What is told of tables, on Markdown pages.

use proptest::prelude::*;

use crate::model::Document;
use crate::page::{Declared, FiguresAre, InputFormat, Rejection, read_as, read_declared};

/// Reads a page whose table has these lines, their cells parted by pipes; the first is its header.
fn page(above: &str, table: &[&str]) -> Result<Document, Rejection> {
    let columns = table[0].matches('|').count() + 1;
    let mut lines: Vec<String> = table.iter().map(|line| format!("|{line}|")).collect();
    lines.insert(1, format!("|{}", "-|".repeat(columns)));
    read_as(InputFormat::Text, format!("{above}\n\n{}\n", lines.join("\n")).as_bytes(), "a.md")
}

/// Returns the figures and the attributes of a page, or why it is refused.
fn told(above: &str, table: &[&str]) -> String {
    match page(above, table) {
        Ok(document) => {
            let attributes: Vec<&str> = document.rows.iter().map(|row| &*row.attribute).collect();
            format!("{}: {}", document.figures.join("/"), attributes.join("/"))
        }
        Err(rejection) => rejection.reason,
    }
}

#[test]
fn a_column_that_counts_the_rows_is_no_column_of_attributes() {
    for (head, numbers) in [
        ("#", ["0", "1"]),
        ("No.", ["1", "2"]),
        ("S.No", ["11.", "12."]),
        ("Sr. No.", ["(1)", "(2)"]),
        ("Sr.", ["41", "42"]),
        ("", ["0", "1"]),
        ("", ["7", "8"]),
    ] {
        let rows = [
            format!("{head}|Aspect|Tea|Coffee"),
            format!("{}|Color|Green|Brown", numbers[0]),
            "**More**|||".to_owned(),
            format!("{}|Origin|China|Yemen", numbers[1]),
        ];
        let rows = rows.each_ref().map(String::as_str);
        assert_eq!(told("# Tea vs. Coffee", &rows), "Tea/Coffee: Color/Origin", "{head} {numbers:?}");
    }
}

#[test]
fn a_column_of_other_numbers_is_not_left_out() {
    let of = |head: &str, numbers: [&str; 2]| {
        let rows = [format!("{head}|Event|USA|USSR"), format!("{}|a|b|c", numbers[0]), format!("{}|d|e|f", numbers[1])];
        told("# USA vs. USSR", &rows.each_ref().map(String::as_str))
    };
    for (head, numbers) in [("", ["1957", "1958"]), ("No.", ["1", "3"]), ("", ["2", "1"]), ("Year", ["1", "2"])] {
        assert!(of(head, numbers).starts_with("no table has a header"), "{head} {numbers:?}");
    }
    assert_eq!(told("# Tea vs. Coffee", &["|Tea|Coffee", "1|a|b", "2|c|d"]), "Tea/Coffee: 1/2");
    let unnamed = told("# Teas", &["|Product|Price", "18|Sencha|5", "19|Assam|4"]);
    assert!(unnamed.contains("its header has an empty cell, `Product`, `Price`; `--figures columns` or"), "{unnamed}");
    assert_eq!(told("# Teas", &["|Product|Price", "0|Sencha|5", "1|Assam|4"]), "Sencha/Assam: Price");
}

#[test]
fn a_row_without_a_value_over_rows_with_some_may_be_their_head() {
    let of = |rows: &[&str]| {
        let document = page("# Tea vs. Coffee", &[&["|Tea|Coffee"], rows].concat()).unwrap();
        let told = document.rows.iter().map(|row| (row.position, format!("{} {}", row.group, row.attribute)));
        let unclear = document.unclear.iter().map(|row| (row.position, format!("? {}", row.raw)));
        let mut told: Vec<(u32, String)> = told.chain(unclear).collect();
        told.sort_unstable();
        told.into_iter().map(|(_, told)| told).collect::<Vec<_>>().join("/")
    };
    assert_eq!(of(&["Look||", "Color|Green|Brown"]), "? |Look|||/ Color");
    // It heads nothing, or heads are marked as such.
    assert_eq!(of(&["Color|Green|Brown", "Look||"]), " Color/ Look");
    assert_eq!(of(&["Look||", "Smell||", "**More**||", "Color|Green|"]), " Look/ Smell/More Color");
}

#[test]
fn what_stands_over_a_table_is_kept_where_no_row_has_it() {
    let kept = |above: &str, table: &[&str]| {
        let document = page(&format!("# Tea vs. Coffee\n\n{above}"), table).unwrap();
        let sections = document.sections.into_iter().flat_map(|section| section.passages);
        sections.map(|passage| passage.text).collect::<Vec<_>>().join("/")
    };
    assert_eq!(kept("## Looks", &["|Tea|Coffee", "Color|Green|Brown"]), "", "it is the group");
    assert_eq!(kept("## Looks", &["|Tea|Coffee", "Color|Green|Brown|x"]), "Looks");
    assert_eq!(kept("## Looks", &["|Tea|Coffee", "**Outside**||", "Color|Green|Brown"]), "Looks");
    let twice = ["|Tea|Coffee", "Color|Green|Brown", "**Outside**||", "Color|Green|Brown"];
    assert_eq!(kept("", &twice), "Outside");
    assert_eq!(kept("", &["Price in euros|Tea|Coffee", "Leaves|1|2"]), "Price in euros");
    assert_eq!(
        page("# Tea vs. Coffee\n\n## Looks\n\nComparisons may contain errors.", &["|Tea|Coffee", "Color|1|2"])
            .unwrap()
            .rows[0]
            .group,
        "Looks"
    );
    assert_eq!(kept("", &["Features|Tea|Coffee", "Leaves|1|2"]), "");
}

#[test]
fn a_row_that_is_not_sure_counts_among_counted_rows() {
    let rows = ["#|Aspect|Tea|Coffee", "1|Color|Green|Brown", "2|Taste|Mild|Bitter|x", "3|Origin|China|Yemen"];
    assert_eq!(told("# Tea vs. Coffee", &rows), "Tea/Coffee: Color/Origin");
    let rows = ["#|Aspect|Tea|Coffee", "1|Color|Green|Brown", "2|Taste|Mild|Bitter|x", "4|Origin|China|Yemen"];
    assert!(told("# Tea vs. Coffee", &rows).starts_with("no table has a header"));
}

#[test]
fn a_table_that_has_more_figures_than_the_title_is_read_where_a_person_says_so() {
    let text = "# Tea vs. Coffee\n\n|Aspect|Tea|Coffee|Milk|\n|-|-|-|-|\n|Color|Green|Brown|White|\n";
    let read = |figures| {
        let declared = Declared { figures, ..Declared::default() };
        read_declared(InputFormat::Text, text.as_bytes(), "a.md", declared)
    };
    let reason = read(None).unwrap_err().reason;
    assert!(reason.ends_with("; `--figures columns` reads all columns of a table that has these and more"), "{reason}");
    assert_eq!(read(Some(FiguresAre::Columns)).unwrap().figures, ["Tea", "Coffee", "Milk"]);
    assert!(read(Some(FiguresAre::Rows)).is_err());
}

#[test]
fn the_heading_above_a_table_may_tell_what_it_compares() {
    let table = ["|Tea|Coffee", "Color|Green|Brown"];
    assert_eq!(told("# Drinks\n\nWords.\n\n## Tea vs. Coffee\n\nAs a table:", &table), "Tea/Coffee: Color");
    for heading in ["## Tea vs. Cocoa", "## Hot ones", "Words."] {
        let above = format!("# Drinks\n\n{heading}");
        assert!(told(&above, &table).ends_with("`--figures columns` or `--figures rows` says which"), "{heading}");
    }
    let document = page("# Drinks\n\n## Tea vs. Coffee\n\nAs a table:", &table).unwrap();
    assert_eq!((&*document.rows[0].group, &*document.sections[0].heading), ("Tea vs. Coffee", "Tea vs. Coffee"));
}

#[test]
fn a_column_that_holds_nothing_only_keeps_others_apart() {
    for (header, row) in [
        ("|Tea||Coffee", "Color|Green||Brown"),
        ("Aspect||Tea||Coffee|", "Color||Green||Brown|"),
        ("||Tea|Coffee", "|Color|Green|Brown"),
        ("#||Aspect|Tea|Coffee", "1||Color|Green|Brown"),
    ] {
        let document = page("# Tea vs. Coffee", &[header, row]).unwrap();
        assert_eq!(
            (&*document.rows[0].attribute, &document.rows[0].values[..]),
            ("Color", &["Green", "Brown"].map(String::from)[..]),
            "{header}"
        );
    }
    for row in ["Color|Green|x|Brown", "Color|Green|![](a.png)|Brown"] {
        assert!(told("# Tea vs. Coffee", &["Aspect|Tea||Coffee", row]).starts_with("no table has a header"), "{row}");
    }
    assert_eq!(told("# Teas", &["Product||Price", "Sencha||5", "Assam||4"]), "Sencha/Assam: Price");
}

#[test]
fn a_column_behind_the_figures_that_nothing_heads_is_told() {
    let document = page("# Tea vs. Coffee", &["Aspect|Tea|Coffee|", "Color|Green|Brown|as a rule"]).unwrap();
    assert_eq!(document.rows[0].values, ["Green", "Brown"]);
    assert_eq!(document.sections[0].passages[0].text, "Color: as a rule");
}

#[test]
fn attributes_may_stand_between_the_figures() {
    for (header, row) in [
        ("Tea|Aspect|Coffee", "Green|Color|Brown"),
        ("Tea||Coffee", "Green|Color|Brown"),
        ("Tea|Coffee|Features", "Green|Brown|Color"),
    ] {
        let rows = [header, row, "**Hot**||"];
        let document = page("# Tea vs. Coffee", &rows[..2]).unwrap();
        assert_eq!(
            (&*document.rows[0].attribute, &document.rows[0].values[..]),
            ("Color", &["Green", "Brown"].map(String::from)[..]),
            "{header}"
        );
        // A value by itself heads no group.
        assert_eq!(page("# Tea vs. Coffee", &rows).unwrap().unclear.len(), 1, "{header}");
    }
    for table in [
        ["Tea|vs|Coffee", "Green|Color|Brown", "a|b|c"],
        ["Tea||Coffee", "Green|vs|Brown", "a|vs|c"],
        ["Tea||Coffee", "Green||Brown", "a|b|c"],
        ["Tea|Aspect|Feature", "Green|Color|Brown", "a|b|c"],
    ] {
        assert!(told("# Tea vs. Coffee", &table).starts_with("no table has a header"), "{table:?}");
    }
    let untitled = told("# Plans", &["Product|Feature|Benefit", "a|b|c", "d|e|f"]);
    assert!(untitled.ends_with("says which") || untitled.starts_with("a/d: "), "{untitled}");
}

#[test]
fn names_may_stand_behind_another_column() {
    let table = ["Rank|Drink|Price", "1|Coffee|5", "2|Tea|4"];
    let document = page("# Teas vs. Coffees", &table).unwrap();
    assert_eq!(document.figures, ["Coffees", "Teas"]);
    assert_eq!(document.rows[0].values, ["1", "2"]);
    assert_eq!(told("# Tea vs. Coffee", &table), "Coffee/Tea: Rank/Price");
    // What only counts is no attribute.
    assert_eq!(told("# Tea vs. Coffee", &["#|Drink|Price", "1|Coffee|5", "2|Tea|4"]), "Coffee/Tea: Price");
    assert!(told("# Tea vs. Coffee", &["Rank|Grade|Drink", "1|a|Coffee", "2|b|Tea"]).starts_with("no table"));
}

#[test]
fn a_column_of_groups_names_those_of_the_rows() {
    let table = ["Category|Feature|Tea|Coffee", "Taste|Sour|No|Yes", "|Bitter|Yes|Yes", "Trade|Price|1|2"];
    let document = page("# Tea vs. Coffee", &table).unwrap();
    let rows: Vec<(&str, &str)> = document.rows.iter().map(|row| (&*row.attribute, &*row.group)).collect();
    assert_eq!(rows, [("Sour", "Taste"), ("Bitter", "Taste"), ("Price", "Trade")]);
    assert!(told("# Tea vs. Coffee", &["Country|Feature|Tea|Coffee", "a|b|c|d"]).starts_with("no table has a header"));
}

#[test]
fn rows_of_a_kind_may_be_more_than_the_title_names() {
    let table = ["Drink|Price", "Cocoa|3", "Tea|1", "Coffee|2"];
    assert_eq!(told("# Tea vs. Coffee", &table), "Cocoa/Tea/Coffee: Price");
    assert!(told("# Tea vs. Milk", &table).starts_with("no table has a header"));
    // A column more may be anything.
    assert!(told("# Tea vs. Coffee", &["Aspect|Tea|Coffee|Cup", "a|b|c|d"]).starts_with("no table has a header"));
}

#[test]
fn plain_data_compares_nothing() {
    for header in [
        "Variable|Mean|SD",
        "Parameter|Estimate|Std. Error",
        "Criteria|Weight|Points",
        "Feature|2019|2020",
        "Question|Choice|Answer",
    ] {
        let reason = told("# Data", &[header, "a|1|2", "b|3|4"]);
        assert!(reason.ends_with("`--figures columns` or `--figures rows` says which"), "{header}: {reason}");
    }
}

#[test]
fn a_register_compares_nothing_unless_a_title_names_its_rows() {
    for header in
        ["Name|Role|Email", "Company|Phone|Address", "Person|Age|City", "Player|Team|Position", "Service|Port|Protocol"]
    {
        let table = [header, "Ann Lee|b|c", "Bo Ray|e|f"];
        assert!(told("# Our people", &table).ends_with("says which"), "{header}");
        assert!(told("# Ann Lee vs. Bo Ray", &table).starts_with("Ann Lee/Bo Ray: "), "{header}");
    }
    assert_eq!(told("# Teas", &["Name|Price|Taste", "Sencha|5|b", "Assam|4|d"]), "Sencha/Assam: Price/Taste");
}

#[test]
fn a_figure_has_no_article_that_only_the_title_gives_it() {
    let table = ["|Cat|Dog", "Legs|4|4"];
    assert_eq!(told("# Difference Between a Cat and a Dog", &table), "Cat/Dog: Legs");
    assert_eq!(told("# The Cat vs. the Dog", &table), "The Cat/the Dog: Legs");
}

#[test]
fn a_list_of_settings_compares_nothing() {
    for header in ["Parameter|Type|Description", "Option|Default|Meaning", "Name|Type|Required", "Feature|Status|Notes"]
    {
        let reason = told("# Manual", &[header, "a|b|c", "d|e|f"]);
        assert!(reason.starts_with("no title such as `A vs. B` tells"), "{header}: {reason}");
    }
    assert_eq!(told("# Manual", &["Library|License|Description", "a|b|c", "d|e|f"]), "a/d: License/Description");
    assert_eq!(told("# Type vs. Value", &["Feature|Type|Value", "a|b|c"]), "Type/Value: a");
}

#[test]
fn header_cells_are_read_once() {
    let document = page("# Codes", &["Feature|&amp;lt;b&gt;|a", "x&amp;lt;|y|z"]).unwrap();
    assert_eq!(document.figures, ["&lt;b>", "a"]);
    assert_eq!(document.rows[0].attribute, "x&lt;");
}

#[test]
fn under_a_heading_that_names_one_figure_passages_are_about_it() {
    let below = "## Coffee\n\nIt is bitter.\n\nUnlike tea, it is roasted.\n\nTea and coffee are hot.\n\n## Taste\n\nIt is bitter.\n";
    let text = format!("# Tea vs. Coffee\n\n| |Tea|Coffee|\n|-|-|-|\n|Color|Green|Brown|\n\n{below}");
    let document = read_as(InputFormat::Text, text.as_bytes(), "a.md").unwrap();
    let passages = document.sections.iter().flat_map(|section| &section.passages);
    let about: Vec<String> = passages.map(|passage| passage.figures.join("/")).collect();
    assert_eq!(about, ["Coffee", "Coffee", "Tea/Coffee", ""]);
}

#[test]
fn a_kind_over_what_is_said_of_things_is_that_of_the_columns() {
    assert_eq!(told("# Pricing", &["Plan|Free|Pro", "Price|0|10", "Users|1|5"]), "Free/Pro: Price/Users");
    assert_eq!(told("# Pricing", &["Plan|Price|Users", "Free|0|1", "Pro|10|5"]), "Free/Pro: Price/Users");
    let both = told("# Pricing", &["Plan|Price|Pro", "Storage|0|10", "Pro|1|5"]);
    assert!(both.starts_with("no title such as"), "{both}");
}

#[test]
fn a_table_that_compares_others_than_the_first_one_is_prose() {
    let text =
        "# A vs. B vs. C\n\n## A vs. B\n\n|F|A|B|\n|-|-|-|\n|x|1|2|\n\n## A vs. C\n\n|F|A|C|\n|-|-|-|\n|x|1|3|\n";
    let document = read_as(InputFormat::Text, text.as_bytes(), "a.md").unwrap();
    assert_eq!((document.figures, document.rows.len()), (vec!["A".to_owned(), "B".to_owned()], 1));
    assert_eq!(document.sections[0].passages[0].text, "F: x; A: 1; C: 3");
}

#[test]
fn blocks_in_a_cell_are_parted() {
    let document = page("# A vs. B", &["F|A|B", "x|<ul><li>p</li><li>q</li></ul>|<p>r</p><div>s</div>t"]).unwrap();
    assert_eq!(document.rows[0].values, ["p; q", "r; s; t"]);
}

#[test]
fn a_small_table_in_a_cell_is_kept() {
    let html = "<h1>A vs. B</h1><table><tr><th>F<th>A<th>B<tr><td>x<td>1<table><tr><td>in<td>out</table><td>2<tr><td>y<td>3<td>4</table>";
    let document = read_as(InputFormat::Html, html.as_bytes(), "a.html").unwrap();
    assert_eq!((document.rows.len(), document.unclear.len()), (1, 1));
    assert_eq!(document.sections[0].passages[0].text, "in; out");
}

/// Returns the passages below the table of a page, which are these lines.
fn passages_of(lines: &str) -> Vec<String> {
    let text = format!("# A vs. B\n\n|Feature|A|B|\n|-|-|-|\n|x|1|2|\n\n{lines}\n");
    let document = read_as(InputFormat::Text, text.as_bytes(), "a.md").unwrap();
    document.sections.into_iter().flat_map(|section| section.passages).map(|passage| passage.text).collect()
}

#[test]
fn heads_over_nothing_are_told_as_a_row() {
    assert_eq!(passages_of("Shop  Price  Stock\nUno   5      none"), ["Shop: Uno; Price: 5; Stock: none"]);
    assert_eq!(passages_of("Shop  Price  Stock\n      at a   at b"), ["Shop; Price; Stock", "at a; at b"]);
    assert_eq!(passages_of("Shop  Price  Stock\nUno   5"), ["Shop; Price; Stock", "Uno; 5"]);
    assert_eq!(passages_of("|Shop|Price|Stock|\n|-|-|-|\n|---|---|---|"), ["Shop; Price; Stock"]);
}

#[test]
fn a_text_that_runs_over_its_column_is_not_cut() {
    let prose = ["Shop  Price  Stock  Sale", "Unopened a b c      none"];
    let kept = prose.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    assert_eq!(passages_of(&prose.join("\n")), kept);
    let row = "Unopened since May  x";
    let told = passages_of(&format!("Shop  Price  Stock  Sale\nUno   5      1      2\n{row}"));
    assert_eq!(told, ["Shop: Uno; Price: 5; Stock: 1; Sale: 2", row]);
}

proptest! {
    /// Every cell of a table that compares something else is in the prose as one text.
    #[test]
    fn every_cell_of_another_table_is_told(
        cells in prop::collection::vec(prop::collection::vec("([c-z]{2,5}( [a-z]{1,5})?)?", 4), 1..5),
        heads in prop::collection::vec("[A-Z][a-z]{1,5}( [a-z]{1,5})?", 4),
        is_piped in any::<bool>(),
    ) {
        let rows = || std::iter::once(&heads).chain(&cells);
        let table: Vec<String> = if is_piped {
            let mut lines: Vec<String> = rows().map(|row| format!("|{}|", row.join("|"))).collect();
            lines.insert(1, "|-|-|-|-|".to_owned());
            lines
        } else {
            let line = |row: &Vec<String>| format!("{:14}{:14}{:14}{:14}", row[0], row[1], row[2], row[3]);
            rows().map(line).collect()
        };
        let told = passages_of(&table.join("\n")).join("\n");
        for cell in rows().flatten() {
            prop_assert!(told.contains(cell.as_str()), "{cell} of {table:#?}: {told}");
        }
    }
}

#[test]
fn a_drawn_line_below_the_header_is_no_row_whatever_it_is_drawn_with() {
    for rule in ["|---|---|---|", "|—|—|—|", "| –– | –– | –– |", "|===|===|===|", "|___|___|___|", "|:-–:|:-–:|:-–:|"]
    {
        let page =
            format!("# Tea vs. Coffee\n\n| | Tea | Coffee |\n{rule}\n| - | 1 | 2 |\n| Origin | China | Ethiopia |\n");
        let document = crate::page::read_as(crate::page::InputFormat::Text, page.as_bytes(), "a.md").unwrap();
        let rows: Vec<&str> = document.rows.iter().map(|row| &*row.attribute).collect();
        assert_eq!((rows, document.unclear.len()), (vec!["-", "Origin"], 0), "{rule}");
    }
}
