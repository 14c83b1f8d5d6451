//! No text of a page is lost, whatever the page is made of: every word that readers see is in the document.
//!
//! Pages are made up from parts (headings, prose, lists, tables that name the figures and others) of words that each stand
//! once, and written in each of the formats. What may be left out has no word of its own here: serial numbers, and the
//! header's names and labels that every table has.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;

/// A part of a page. Its words are made up when it is written.
#[derive(Debug, Clone)]
enum Part {
    Heading(usize),
    Paragraph(usize),
    List(usize),
    Quote(usize),
    Code(usize),
    /// What the format has of its own: definitions, a picture's caption, a note, a credit, the closing notice.
    Own(usize, usize),
    Table(Table),
}

#[derive(Debug, Clone)]
struct Table {
    shape: Shape,
    corner: Corner,
    has_caption: bool,
    has_notes: bool,
    has_serial: bool,
    style: usize,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    /// Its columns are the figures.
    Columns,
    /// Its columns are the figures, the other way round.
    Exchanged,
    /// Its rows are the figures, below so many attributes.
    Turned(usize),
    /// It compares something else, in so many columns.
    Other(usize),
}

/// What stands in the first cell of the header.
#[derive(Debug, Clone, Copy)]
enum Corner {
    Empty,
    Usual,
    Own,
}

#[derive(Debug, Clone)]
enum Row {
    /// So many words in each cell, over and over.
    Cells(Vec<usize>),
    /// The name of the rows below.
    Head,
    /// One cell less, or one more.
    Short,
    Long,
    /// A cell for both figures, or an attribute for two rows, where the format can.
    Wide,
    Tall,
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        3 => (1..4_usize).prop_map(Part::Heading),
        3 => (1..30_usize).prop_map(Part::Paragraph),
        1 => (1..4_usize).prop_map(Part::List),
        1 => (1..12_usize).prop_map(Part::Quote),
        1 => (1..4_usize).prop_map(Part::Code),
        2 => (0..6_usize, 1..6_usize).prop_map(|(what, count)| Part::Own(what, count)),
        4 => table().prop_map(Part::Table),
    ]
}

fn table() -> impl Strategy<Value = Table> {
    let shape = prop_oneof![
        4 => Just(Shape::Columns),
        1 => Just(Shape::Exchanged),
        2 => (1..4_usize).prop_map(Shape::Turned),
        3 => (1..5_usize).prop_map(Shape::Other),
    ];
    let corner = prop_oneof![Just(Corner::Empty), Just(Corner::Usual), Just(Corner::Own)];
    let flags = (any::<bool>(), any::<bool>(), prop::bool::weighted(0.2), 0..6_usize);
    (shape, corner, flags, prop::collection::vec(row(), 1..5)).prop_map(
        |(shape, corner, (has_caption, has_notes, has_serial, style), rows)| Table {
            shape,
            corner,
            has_caption,
            has_notes,
            has_serial,
            style,
            rows,
        },
    )
}

fn row() -> impl Strategy<Value = Row> {
    prop_oneof![
        6 => prop::collection::vec(0..4_usize, 1..4).prop_map(Row::Cells),
        2 => Just(Row::Head),
        1 => Just(Row::Short),
        1 => Just(Row::Long),
        1 => Just(Row::Wide),
        1 => Just(Row::Tall),
    ]
}

/// Makes up words, no two of them the same and none a part of another.
#[derive(Default)]
struct Words {
    made: Vec<String>,
}

impl Words {
    fn next(&mut self) -> String {
        const SYLLABLES: [&str; 16] =
            ["ba", "do", "fe", "gu", "ka", "lo", "me", "nu", "pa", "ro", "se", "tu", "va", "wo", "ye", "zu"];
        let number = self.made.len();
        let syllable = |shift: usize| SYLLABLES[number >> shift & 15];
        let word = format!("x{}{}{}x", syllable(8), syllable(4), syllable(0));
        self.made.push(word.clone());
        word
    }

    fn take(&mut self, count: usize) -> String {
        (0..count).map(|_| self.next()).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&mut self, count: usize) -> String {
        let text = self.take(count);
        format!("It is {text}.")
    }

    /// Returns the header and the rows of a table; a row of one cell heads a group.
    fn cells(&mut self, table: &Table) -> (Vec<String>, Vec<Vec<String>>) {
        let corner = match (table.corner, table.shape) {
            (Corner::Own, _) | (_, Shape::Other(_)) => self.take(2),
            (Corner::Empty, Shape::Columns | Shape::Exchanged) => String::new(),
            (_, Shape::Turned(_)) => "Product".to_owned(),
            (Corner::Usual, _) => "Feature".to_owned(),
        };
        let mut header = vec![corner];
        match table.shape {
            Shape::Columns => header.extend(["Tea", "Coffee"].map(str::to_owned)),
            Shape::Exchanged => header.extend(["Coffee", "Tea"].map(str::to_owned)),
            Shape::Turned(columns) | Shape::Other(columns) => header.extend((0..columns).map(|_| self.next())),
        }
        if table.has_notes {
            header.push("Notes".to_owned());
        }
        let width = header.len();
        let mut rows: Vec<Vec<String>> = Vec::new();
        if let Shape::Turned(_) = table.shape {
            for name in ["Tea", "Coffee"] {
                rows.push(std::iter::once(name.to_owned()).chain((1..width).map(|_| self.take(1))).collect());
            }
        } else {
            rows.extend(table.rows.iter().map(|row| match row {
                Row::Cells(counts) => {
                    let count = |at: usize| counts[at % counts.len()] + usize::from(at == 0);
                    (0..width).map(|at| self.take(count(at))).collect()
                }
                Row::Head => vec![self.take(2)],
                Row::Wide => (0..width.min(2)).map(|_| self.take(1)).collect(),
                Row::Tall => (0..2 * width - 1).map(|_| self.take(1)).collect(),
                Row::Short => (1..width).map(|_| self.take(1)).collect(),
                Row::Long => (0..=width).map(|_| self.take(1)).collect(),
            }));
        }
        if table.has_serial {
            header.insert(0, "#".to_owned());
            let mut number = 0;
            for row in rows.iter_mut().filter(|row| row.len() > 1) {
                number += 1;
                row.insert(0, number.to_string());
            }
        }
        (header, rows)
    }
}

fn add(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

fn markdown(title: &str, parts: &[Part], words: &mut Words) -> String {
    let mut page = format!("# {title}\n\n");
    for part in parts {
        match part {
            Part::Heading(count) => writeln!(page, "## {}\n", words.take(*count)),
            Part::Paragraph(count) => writeln!(page, "{}\n", words.sentence(*count)),
            Part::List(count) => {
                (0..*count).for_each(|_| add(&mut page, &format!("- {}", words.take(2))));
                writeln!(page)
            }
            Part::Quote(count) => writeln!(page, "> {}\n", words.sentence(*count)),
            Part::Code(count) => writeln!(page, "```\n{}\n{}\n```\n", words.take(*count), words.take(1)),
            Part::Own(0, count) => writeln!(page, "{}[^1]\n\n[^1]: {}\n", words.sentence(2), words.sentence(*count)),
            Part::Own(1, count) => writeln!(page, "1. {}\n   - {}\n", words.take(1), words.take(*count)),
            Part::Own(2, count) => writeln!(page, "{}\n---\n\n{}", words.take(*count), words.sentence(3)),
            Part::Own(3, count) => {
                writeln!(page, "<table><tr><td>{}<td>{}</table>\n", words.take(*count), words.take(1))
            }
            Part::Own(4, count) => writeln!(page, "Photo by {} on {}\n", words.take(2), words.take(*count)),
            Part::Own(_, count) => writeln!(page, "Comparisons may contain {}.\n", words.take(*count)),
            Part::Table(table) => {
                if table.has_caption {
                    add(&mut page, &format!("**{}**\n", words.take(3)));
                }
                page.push_str(&drawn(table, words));
                writeln!(page)
            }
        }
        .expect("a text");
    }
    page
}

/// Returns a table as texts have it.
fn drawn(table: &Table, words: &mut Words) -> String {
    let (header, rows) = words.cells(table);
    let width = header.len();
    let mut lines: Vec<Vec<String>> = vec![header];
    for row in rows {
        let is_head = row.len() == 1;
        let mut cells = row;
        if is_head {
            if table.style != 4 {
                cells[0] = format!("**{}**", cells[0]);
            }
            cells.resize(width, String::new());
        }
        lines.push(cells);
    }
    let longest = |at: usize| lines.iter().filter_map(|line| line.get(at)).map(String::len).max().unwrap_or(0).max(1);
    let most = lines.iter().map(Vec::len).max().unwrap_or(width);
    let widths: Vec<usize> = (0..most).map(longest).collect();
    let padded = |line: &[String], between: &str| {
        let cells = line.iter().enumerate().map(|(at, cell)| format!("{cell:width$}", width = widths[at]));
        cells.collect::<Vec<_>>().join(between)
    };
    let mut text = String::new();
    match table.style {
        3 => lines.iter().for_each(|line| add(&mut text, &line.join("\t"))),
        4 => lines.iter().for_each(|line| add(&mut text, padded(line, "   ").trim_end())),
        5 => {
            let rule = |sign: &str| {
                let parts = widths[..width].iter().map(|width| sign.repeat(width + 2));
                format!("+{}+\n", parts.collect::<Vec<_>>().join("+"))
            };
            text.push_str(&rule("-"));
            for (at, line) in lines.iter().enumerate() {
                add(&mut text, &format!("| {} |", padded(line, " | ")));
                text.push_str(&rule(if at == 0 { "=" } else { "-" }));
            }
        }
        _ => {
            for (at, line) in lines.iter().enumerate() {
                add(&mut text, &format!("| {} |", line.join(" | ")));
                if at == 0 {
                    add(&mut text, &format!("{}|", "|---".repeat(width)));
                }
            }
        }
    }
    text
}

/// Returns a page without marks.
fn text(title: &str, parts: &[Part], words: &mut Words) -> String {
    let mut page = format!("{title}\n\n");
    for part in parts {
        match part {
            Part::Heading(count) => writeln!(page, "{}\n", words.take(*count)),
            Part::Paragraph(count) | Part::Quote(count) => writeln!(page, "{}\n", words.sentence(*count)),
            Part::List(count) => {
                (0..*count).for_each(|_| add(&mut page, &format!("• {}", words.take(2))));
                writeln!(page)
            }
            Part::Code(count) => writeln!(page, "{}\n{}", words.take(1), words.sentence(*count)),
            Part::Own(0, count) => writeln!(page, "Further Detail\n\n{}\n", words.sentence(*count)),
            Part::Own(1, count) => writeln!(page, "What's the Difference?\n\n{}\n", words.sentence(*count)),
            Part::Own(2, count) => writeln!(page, "Comparison\n\n{}\n", words.sentence(*count)),
            Part::Own(3, count) => writeln!(page, "* {}\n", words.take(*count)),
            Part::Own(4, count) => writeln!(page, "Photo by {} on {}\n", words.take(2), words.take(*count)),
            Part::Own(_, count) => writeln!(page, "Comparisons may contain {}.\n", words.take(*count)),
            Part::Table(table) => writeln!(page, "{}", drawn(table, words)),
        }
        .expect("a text");
    }
    page
}

fn html(title: &str, parts: &[Part], words: &mut Words) -> String {
    let mut page = format!("<!doctype html><title>{title} - A Site</title><body><h1>{title}</h1>\n");
    for part in parts {
        match part {
            Part::Heading(count) => writeln!(page, "<h2>{}</h2>", words.take(*count)),
            Part::Paragraph(count) => writeln!(page, "<p>{}</p>", words.sentence(*count)),
            Part::List(count) => {
                let items = (0..*count).map(|_| format!("<li>{}", words.take(2)));
                writeln!(page, "<ul>{}</ul>", items.collect::<String>())
            }
            Part::Quote(count) => writeln!(page, "<blockquote>{}</blockquote>", words.sentence(*count)),
            Part::Code(count) => writeln!(page, "<div><pre>{}</pre></div>", words.take(*count)),
            Part::Own(0, count) => writeln!(page, "<dl><dt>{}<dd>{}</dl>", words.take(1), words.take(*count)),
            Part::Own(1, count) => {
                writeln!(page, "<details><summary>{}</summary>{}</details>", words.take(1), words.take(*count))
            }
            Part::Own(2, count) => {
                writeln!(page, "<figure><img src=a><figcaption>{}</figcaption></figure>", words.take(*count))
            }
            Part::Own(3, count) => {
                writeln!(page, "<h1>{}</h1>{}<b>{}</b><br>", words.take(1), words.take(*count), words.take(2))
            }
            Part::Own(4, count) => writeln!(page, "<p>Photo by {} on {}", words.take(2), words.take(*count)),
            Part::Own(_, count) => writeln!(page, "<p>Comparisons may contain {}.", words.take(*count)),
            Part::Table(table) => writeln!(page, "{}", marked(table, words)),
        }
        .expect("a text");
    }
    page
}

/// Returns what each row of a table is, where that is not told by its cells.
fn kinds(table: &Table) -> impl Iterator<Item = Option<&Row>> {
    let rows = if matches!(table.shape, Shape::Turned(_)) { &[][..] } else { &table.rows };
    rows.iter().map(Some).chain(std::iter::repeat(None))
}

/// Returns a table as web pages have it.
fn marked(table: &Table, words: &mut Words) -> String {
    let caption = if table.has_caption { format!("<caption>{}</caption>", words.take(3)) } else { String::new() };
    let (header, rows) = words.cells(table);
    let width = header.len();
    let mut text = format!("<table>{caption}<tr><th>{}</th></tr>", header.join("</th><th>"));
    for (row, kind) in rows.iter().zip(kinds(table)) {
        let cell = |cell: &String| match table.style {
            0 => format!("<td>{cell}</td>"),
            1 => format!("<td><p>{}</p></td>", cell.replace(' ', "</p><p>")),
            2 => format!("<td>{}</td>", cell.replace(' ', "<br>")),
            3 => format!("<td><ul><li>{}</ul></td>", cell.replace(' ', "<li>")),
            _ => format!("<td><a href=x>{cell}</a></td>"),
        };
        let cells = |row: &[String]| row.iter().map(cell).collect::<String>();
        let rest = width - 1;
        match (&row[..], kind) {
            ([name], _) if table.style < 3 => write!(text, "<tr><th colspan={width}>{name}</th></tr>"),
            ([name], _) => write!(text, "<tr><td><b>{name}</b></td>{}</tr>", "<td></td>".repeat(rest)),
            ([name, wide], Some(Row::Wide)) => write!(text, "<tr><td>{name}<td colspan={rest}>{wide}"),
            ([name, row @ ..], Some(Row::Tall)) => {
                let (first, second) = row.split_at(row.len().min(rest));
                write!(text, "<tr><td rowspan=2>{name}{}<tr>{}", cells(first), cells(second))
            }
            (row, _) => write!(text, "<tr>{}</tr>", cells(row)),
        }
        .expect("a text");
    }
    text + "</table>"
}

/// Returns a table, or several, as spreadsheets have them.
fn spreadsheet(title: &str, parts: &[Part], sign: &str, words: &mut Words) -> String {
    let mut page = format!("{title}\n");
    for part in parts {
        match part {
            Part::Table(table) => {
                let (header, rows) = words.cells(table);
                let width = header.len();
                for mut row in std::iter::once(header).chain(rows) {
                    if row.len() == 1 && table.style < 3 {
                        row.resize(width, String::new());
                    }
                    writeln!(page, "{}", row.join(sign)).expect("a text");
                }
            }
            Part::Paragraph(count) => writeln!(page, "\"{}\"", words.sentence(*count)).expect("a text"),
            Part::Heading(_) => page.push('\n'),
            _ => {}
        }
    }
    page
}

/// Returns the words that a document does not have.
fn lost<'a>(words: &'a Words, document: &Document) -> Vec<&'a str> {
    let held = serde_json::to_string(document).expect("a document");
    words.made.iter().map(|word| &**word).filter(|word| !held.contains(word)).collect()
}

/// Answers whether a table of the page surely compares its figures.
fn compares(parts: &[Part]) -> bool {
    parts.iter().any(|part| match part {
        Part::Table(table) => {
            matches!(table.shape, Shape::Columns | Shape::Exchanged)
                // A line that begins with a tab is code.
                && table.style < 4 && (table.style < 3 || !matches!(table.corner, Corner::Empty))
                && table.rows.iter().any(|row| matches!(row, Row::Cells(_)))
                && !(table.has_serial && table.rows.iter().any(|row| matches!(row, Row::Tall)))
        }
        _ => false,
    })
}

proptest! {
    #[test]
    fn no_word_of_a_page_is_lost(
        parts in prop::collection::vec(part(), 1..9),
        subtitle in prop_oneof![Just(""), Just(": Which Is Better?"), Just(" (2026)")],
        format in 0..8_usize,
    ) {
        let title = format!("Tea vs. Coffee{subtitle}");
        let mut words = Words::default();
        let (page, read) = match format {
            0 | 1 => {
                let page = markdown(&title, &parts, &mut words);
                let read = read(page.as_bytes(), "a.md");
                (page, read)
            }
            2 | 3 => {
                let page = html(&title, &parts, &mut words);
                let read = read_as(InputFormat::Html, page.as_bytes(), "a.html");
                (page, read)
            }
            4 => {
                let page = spreadsheet(&title, &parts, ",", &mut words);
                let read = read_as(InputFormat::Csv, page.as_bytes(), "a.csv");
                (page, read)
            }
            5 => {
                let page = spreadsheet(&title, &parts, "\t", &mut words);
                let read = read_as(InputFormat::Tsv, page.as_bytes(), "a.tsv");
                (page, read)
            }
            6 => {
                let page = text(&title, &parts, &mut words);
                let read = read(page.as_bytes(), "a.txt");
                (page, read)
            }
            _ => {
                let (key, page) = if parts.len() % 2 == 0 {
                    ("markdown", markdown(&title, &parts, &mut words))
                } else {
                    ("html", html(&title, &parts, &mut words))
                };
                let object = serde_json::json!({ key: page, "url": "https://example.org/x" }).to_string();
                (page, read_object(object.as_bytes(), "a.jsonl:1", 1))
            }
        };
        match read {
            Ok(document) => {
                let lost = lost(&words, &document);
                prop_assert!(lost.is_empty(), "{:?} of\n{}\n{:#?}", lost, page, document);
            }
            Err(rejection) => {
                let is_told = [0, 1, 2, 3, 7].contains(&format) && compares(&parts);
                prop_assert!(!is_told, "{} in\n{}", rejection.reason, page);
            }
        }
    }
}
