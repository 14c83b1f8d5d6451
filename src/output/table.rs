//! Tables for people, fitted to the width of the terminal, and records (a line per cell) where a table would not be
//! readable. They are for eyes alone: nothing reads them back.
//!
//! Widths are settled by the first rows; what follows streams, so a long listing does not pile up in memory.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::cell::Cell;
use super::safe::safe;
use super::settings::Settings;
use super::sink::Sink;
use super::wrap::draw;

/// Rows looked at before the widths are settled, at most so many and of so many bytes, and what is added to the widths for
/// the rows that follow (whose numbers, for one, have more digits).
const SAMPLE: usize = 10_000;
const SAMPLE_BYTES: usize = 16 * 1024 * 1024;
const SPARE: usize = 4;
/// A column narrower than this is not readable, unless all its text is that short.
const NARROW: usize = 14;
/// Words up to this long (names, slugs, times) are worth a column in which they are not broken.
const LONG_WORD: usize = 30;
/// A cell of more lines than this is prose, and easier to read over the full width.
const TALL: usize = 10;
/// What stands between two columns of a table.
const GAP: &str = " │ ";

/// A table under way.
pub(super) struct Table<'o, 'a> {
    out: &'o mut Sink<'a>,
    settings: Settings,
    /// The most characters of a cell.
    longest: usize,
    /// How many cells were cut.
    cut: &'o mut usize,
    columns: Vec<String>,
    /// The rows before the layout is settled.
    sample: Vec<Vec<String>>,
    /// Their bytes.
    sampled: usize,
    layout: Option<Layout>,
    /// Whether a row has been written.
    begun: bool,
}

/// How rows are laid out, with the widths of the columns.
enum Layout {
    Grid { widths: Vec<usize>, separated: bool },
    Records { widths: [usize; 2] },
}

impl<'o, 'a> Table<'o, 'a> {
    pub(super) fn new(
        out: &'o mut Sink<'a>,
        settings: Settings,
        longest: usize,
        cut: &'o mut usize,
        columns: &[&str],
    ) -> Self {
        let columns = columns.iter().map(|name| safe(name).into_owned()).collect();
        Self { out, settings, longest, cut, columns, sample: Vec::new(), sampled: 0, layout: None, begun: false }
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let row: Vec<String> = cells
            .iter()
            .map(|cell| match cell {
                // Before anything else is done with it.
                Cell::Text(text) => match beginning(text, self.longest) {
                    Some((beginning, length)) => {
                        *self.cut += 1;
                        format!("{}… ({length} characters)", safe(beginning))
                    }
                    None => safe(text).into_owned(),
                },
                other => other.safe_text().into_owned(),
            })
            .collect();
        if self.layout.is_some() {
            return self.write(&row);
        }
        self.sampled += row.iter().map(String::len).sum::<usize>();
        self.sample.push(row);
        if self.sample.len() < SAMPLE && self.sampled < SAMPLE_BYTES { Ok(()) } else { self.begin() }
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.layout.is_none() && !self.sample.is_empty() { self.begin() } else { Ok(()) }
    }

    /// Settles the layout and writes the rows that waited for it.
    fn begin(&mut self) -> io::Result<()> {
        let layout = Layout::new(&self.columns, &self.sample, self.settings.columns());
        if let Layout::Grid { widths, .. } = &layout {
            for line in draw(&self.columns, widths, '│') {
                writeln!(self.out, "{}", self.settings.bold(&line))?;
            }
            let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
            writeln!(self.out, "{}", rules.join("─┼─"))?;
        }
        self.layout = Some(layout);
        for row in std::mem::take(&mut self.sample) {
            self.write(&row)?;
        }
        Ok(())
    }

    fn write(&mut self, row: &[String]) -> io::Result<()> {
        match &self.layout {
            Some(Layout::Grid { widths, separated }) => {
                if *separated && self.begun {
                    let blanks: Vec<String> = widths.iter().map(|width| " ".repeat(*width)).collect();
                    writeln!(self.out, "{}", blanks.join(GAP).trim_end_matches(' '))?;
                }
                for line in draw(row, widths, '│') {
                    writeln!(self.out, "{line}")?;
                }
            }
            Some(Layout::Records { widths }) => {
                if self.begun {
                    writeln!(self.out)?;
                }
                for (name, text) in self.columns.iter().zip(row).filter(|(_, text)| !text.is_empty()) {
                    // Safe text holds no tab, so the first one is the border between name and text.
                    for line in draw(&[name, text], widths, '\t') {
                        let (name, text) = line.split_once('\t').unwrap_or((&line, ""));
                        let bare = name.trim_end_matches(' ');
                        let gap = if text.is_empty() { "" } else { &name[bare.len()..] };
                        writeln!(self.out, "{}{gap}{text}", self.settings.bold(bare))?;
                    }
                }
            }
            None => {}
        }
        self.begun = true;
        self.out.end_row()
    }
}

/// Returns the first characters of a text, and how many it has, when it is longer than so many.
fn beginning(text: &str, longest: usize) -> Option<(&str, usize)> {
    if text.len() <= longest {
        return None;
    }
    let (end, _) = text.char_indices().nth(longest)?;
    Some((&text[..end], text.chars().count()))
}

impl Layout {
    fn new(columns: &[String], rows: &[Vec<String>], width: usize) -> Self {
        let lines = |column: usize| {
            let cells = rows.iter().filter_map(move |row| row.get(column));
            columns.get(column).into_iter().chain(cells).flat_map(|cell| cell.split('\n'))
        };
        let spare = if rows.len() < SAMPLE { 0 } else { SPARE };
        let widest = |column| lines(column).map(UnicodeWidthStr::width).max().unwrap_or(0);
        let natural: Vec<usize> = (0..columns.len()).map(|column| widest(column).max(1) + spare).collect();
        let least: Vec<usize> = natural
            .iter()
            .enumerate()
            .map(|(column, natural)| {
                let word =
                    lines(column).flat_map(|line| line.split(' ')).map(UnicodeWidthStr::width).max().unwrap_or(0);
                word.clamp(NARROW, LONG_WORD).min(*natural)
            })
            .collect();
        let room = width.saturating_sub(GAP.width() * columns.len().saturating_sub(1));
        let widths =
            if let [natural] = natural[..] { Some(vec![natural.min(room)]) } else { share(room, &natural, &least) };
        if let Some(widths) = widths {
            let height =
                |cell: &str, width: usize| cell.split('\n').map(|line| line.width().div_ceil(width).max(1)).sum();
            let tallest: usize = rows
                .iter()
                .flat_map(|row| row.iter().zip(&widths))
                .map(|(cell, width)| height(cell, *width))
                .max()
                .unwrap_or(1);
            if tallest <= TALL || columns.len() == 1 {
                return Self::Grid { widths, separated: tallest > 1 };
            }
        }
        let name = columns.iter().map(|name| name.width()).max().unwrap_or(0).clamp(1, width / 3);
        Self::Records { widths: [name, width - name - 2] }
    }
}

/// Divides the room among columns: each gets at least its least, at most its natural width, and those between the two
/// get the same. `None` when there is too little room.
fn share(room: usize, natural: &[usize], least: &[usize]) -> Option<Vec<usize>> {
    let widths = |most: usize| natural.iter().zip(least).map(move |(natural, least)| most.clamp(*least, *natural));
    let fits = |most: &usize| widths(*most).sum::<usize>() <= room;
    let most = (0..=room).rev().find(fits)?;
    let mut shared: Vec<usize> = widths(most).collect();
    let mut left = room - shared.iter().sum::<usize>();
    for (width, natural) in shared.iter_mut().zip(natural) {
        if left > 0 && *width < *natural && *width == most {
            *width += 1;
            left -= 1;
        }
    }
    Some(shared)
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{any_rows, is_harmless, settings, table};
    use super::*;
    use proptest::prelude::*;

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
}
