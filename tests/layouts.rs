//! Reads real tables in every layout that pages are met in, and counts what was read rightly. Nothing may be lost; how
//! many rows that ran together are told apart is measured here but not judged.

pub mod render;

use render::{Facts, LAYOUTS, Page, render};
use versus::model::Document;
use versus::page;

fn tables() -> Vec<Facts> {
    let lines = include_str!("fixtures/tables.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).expect("a table of facts")).collect()
}

/// What was found of what there is.
#[derive(Debug, Default)]
struct Counts {
    documents: usize,
    read: usize,
    layouts: usize,
    figures: usize,
    summaries: usize,
    credits: usize,
    sections: (usize, usize),
    passages: (usize, usize),
    tied: usize,
    rows: usize,
    rows_right: usize,
    rows_wrong: usize,
    rows_unclear: usize,
    rows_lost: usize,
    rows_extra: usize,
    /// What went wrong, in words.
    faults: Vec<String>,
}

impl Counts {
    fn check(&mut self, name: &str, is_right: bool, found: impl std::fmt::Debug) -> usize {
        if !is_right {
            self.faults.push(format!("{name}: {found:?}"));
        }
        usize::from(is_right)
    }

    fn add(&mut self, facts: &Facts, layout: &str, page: &Page) {
        self.documents += 1;
        let document = match page::read(page.text.as_bytes(), &format!("pages/{}.txt", facts.slug)) {
            Ok(document) => document,
            Err(rejection) => return self.faults.push(format!("{}: {rejection:?}", facts.slug)),
        };
        self.read += 1;
        let name = |part: &str| format!("{} {part}", facts.slug);
        self.layouts += self.check(&name("layout"), document.layout == layout, &document.layout);
        self.figures += self.check(&name("figures"), document.figures == facts.figures, &document.figures);
        self.summaries += self.check(&name("summary"), document.summary == page.summary, &document.summary);
        self.credits += self.check(&name("credits"), document.credits == page.credits, &document.credits);
        self.check(&name("notice"), document.notice.starts_with("Comparisons may"), &document.notice);
        self.add_rows(facts, page, &document);
        self.add_sections(facts, page, &document);
    }

    fn add_rows(&mut self, facts: &Facts, page: &Page, document: &Document) {
        for row in &page.rows {
            self.rows += 1;
            let glued = row.concat();
            let is_same = |other: &&versus::model::Row| other.attribute.clone() + &other.values.concat() == glued;
            if let Some(found) = document.rows.iter().find(is_same) {
                let is_right = found.attribute == row[0] && found.values == row[1..];
                *(if is_right { &mut self.rows_right } else { &mut self.rows_wrong }) += 1;
            } else if document.unclear.iter().any(|unclear| unclear.raw == glued) {
                self.rows_unclear += 1;
            } else {
                self.rows_lost += 1;
                self.faults.push(format!("{} lost {glued}", facts.slug));
            }
        }
        self.rows_extra += (document.rows.len() + document.unclear.len()).saturating_sub(page.rows.len());
    }

    fn add_sections(&mut self, facts: &Facts, page: &Page, document: &Document) {
        for (at, (heading, passages)) in page.sections.iter().enumerate() {
            let found = document.sections.get(at).filter(|section| section.heading == *heading);
            self.sections.1 += 1;
            self.passages.1 += passages.len();
            let Some(section) = found else {
                self.faults.push(format!("{} lacks the section {heading}", facts.slug));
                continue;
            };
            self.sections.0 += 1;
            self.check(heading, section.passages.len() == passages.len(), &section.passages);
            for (found, (text, figures)) in section.passages.iter().zip(passages) {
                self.passages.0 += self.check(&facts.slug, found.text == *text, &found.text);
                self.tied += self.check(&facts.slug, found.figures == *figures, (text, &found.figures));
            }
        }
        self.check(&facts.slug, page.sections.len() == document.sections.len(), document.sections.len());
    }

    fn print(&self, layout: &str) {
        println!(
            "{layout}: {}/{} documents, {} layouts, {} figures, {} summaries, {} credits, {}/{} sections, {}/{} passages, \
             {} tied, {} rows: {} right, {} wrong, {} unclear, {} lost, {} too many",
            self.read,
            self.documents,
            self.layouts,
            self.figures,
            self.summaries,
            self.credits,
            self.sections.0,
            self.sections.1,
            self.passages.0,
            self.passages.1,
            self.tied,
            self.rows,
            self.rows_right,
            self.rows_wrong,
            self.rows_unclear,
            self.rows_lost,
            self.rows_extra,
        );
        for fault in self.faults.iter().take(20) {
            println!("  {fault}");
        }
    }

    fn ensure_nothing_lost(&self, layout: &str) {
        let all = self.documents;
        assert_eq!([self.read, self.layouts, self.figures, self.summaries, self.credits], [all; 5], "{layout}");
        assert_eq!(self.sections.0, self.sections.1, "{layout}: sections");
        assert_eq!(self.passages.0, self.passages.1, "{layout}: passages");
        assert!(self.tied * 100 >= self.passages.1 * 99, "{layout}: {} of {} tied", self.tied, self.passages.1);
        assert_eq!(self.rows_lost, 0, "{layout}: rows");
        if layout.starts_with("pipe") {
            assert_eq!(self.rows_right, self.rows, "{layout}: rows");
        }
    }
}

#[test]
fn nothing_is_lost_in_any_layout() {
    let tables = tables();
    for layout in LAYOUTS {
        let mut counts = Counts::default();
        for facts in &tables {
            counts.add(facts, layout, &render(facts, layout));
        }
        counts.print(layout);
        counts.ensure_nothing_lost(layout);
    }
}

/// Returns the page with its parts changed as other sources would have them.
fn varied(page: &Page, change: impl Fn(&str) -> String) -> Page {
    let passage = |(text, figures): &render::Passage| (change(text), figures.iter().map(|name| change(name)).collect());
    let section = |(heading, passages): &(String, Vec<render::Passage>)| {
        (change(heading), passages.iter().map(passage).collect())
    };
    Page {
        text: change(&page.text),
        rows: page.rows.clone(),
        summary: page.summary.clone(),
        sections: page.sections.iter().map(section).collect(),
        credits: page.credits.clone(),
    }
}

/// A way to write the same page, by its name.
type Spelling = (&'static str, fn(&str) -> String);

#[test]
fn the_spelling_of_line_ends_and_spaces_changes_nothing() {
    let spellings: [Spelling; 4] = [
        ("carriage returns", |page| page.replace('\n', "\r\n")),
        ("a byte-order mark", |page| format!("\u{feff}{page}")),
        ("non-breaking spaces", |page| page.replace(' ', "\u{a0}")),
        ("blanks at line ends", |page| page.replace('\n', " \u{a0}\t\n")),
    ];
    let tables = tables();
    for (name, spell) in spellings {
        for layout in LAYOUTS {
            let mut counts = Counts::default();
            for facts in tables.iter().step_by(4) {
                let mut page = render(facts, layout);
                page.text = spell(&page.text);
                counts.add(facts, layout, &page);
            }
            counts.print(&format!("{name}, {layout}"));
            counts.ensure_nothing_lost(layout);
        }
    }
}

#[test]
fn decomposed_names_are_the_same_names() {
    let facts = Facts {
        slug: "jose-marti-vs-simon-bolivar".to_owned(),
        figures: vec!["José Martí".to_owned(), "Simón Bolívar".to_owned()],
        rows: vec![vec!["Role".to_owned(), "Poet of the nation".to_owned(), "General of the nation".to_owned()]],
        special_words: Vec::new(),
    };
    let decomposed = |text: &str| text.replace('é', "e\u{301}").replace('í', "i\u{301}").replace('ó', "o\u{301}");
    for layout in LAYOUTS {
        let page = varied(&render(&facts, layout), decomposed);
        let document = page::read(page.text.as_bytes(), "jose-marti-vs-simon-bolivar.txt").unwrap();
        assert_eq!(document.figures, facts.figures, "{layout}");
        assert_eq!(document.layout, layout);
        assert_eq!((document.rows.len(), document.unclear.len()), (1, 0), "{layout}");
        let found: Vec<_> = document.sections.iter().flat_map(|section| &section.passages).collect();
        let expected: Vec<_> = page.sections.iter().flat_map(|(_, passages)| passages).collect();
        assert_eq!(found.len(), expected.len(), "{layout}");
        for (found, (_, figures)) in found.iter().zip(expected) {
            let figures: Vec<String> = figures.iter().map(|name| versus::name::clean(name)).collect();
            assert_eq!(found.figures, figures, "{layout}: {}", found.text);
        }
    }
}

#[test]
fn layouts_may_be_combined() {
    let tables = tables();
    // Without its title, a Markdown page still names its figures in the header row.
    for layout in ["pipe", "pipe-outer"] {
        let mut counts = Counts::default();
        for facts in &tables {
            let mut page = render(facts, layout);
            let below = page.text.split_once("Difference?\n").unwrap().1;
            page.text = below.replacen("Comparison\n", "", 1);
            counts.add(facts, layout, &page);
        }
        counts.print(&format!("untitled {layout}"));
        counts.ensure_nothing_lost(layout);
    }
    // Photos on a page without a title, and on one with a Markdown table.
    for (layout, read_as) in [("photos", "untitled"), ("pipe", "pipe")] {
        let mut counts = Counts::default();
        for facts in &tables {
            let mut page = render(facts, layout);
            let title = format!("{}\n", facts.figures.join(" vs. "));
            if layout == "photos" {
                page.text = page.text.replacen(&title, "", 1).replacen("What's the Difference?\n", "", 1);
            } else {
                let credits = format!("Comparison\n{}\nPhoto by A B on Unsplash\n", facts.figures[0]);
                page.text = page.text.replacen("Comparison\n", &credits, 1);
                page.credits = vec![facts.figures[0].clone(), "Photo by A B on Unsplash".to_owned()];
            }
            counts.add(facts, read_as, &page);
        }
        counts.print(&format!("{layout} read as {read_as}"));
        counts.ensure_nothing_lost(read_as);
    }
}

#[test]
fn without_title_and_slug_the_text_names_the_figures_or_nothing_does() {
    let tables = tables();
    let mut read = 0;
    for facts in &tables {
        let page = render(facts, "untitled");
        match page::read(page.text.as_bytes(), "-") {
            Ok(document) => {
                assert_eq!(document.figures, facts.figures);
                read += 1;
            }
            Err(rejection) => println!("{}: {rejection:?}", facts.slug),
        }
    }
    println!("{read} of {} pages without title and slug were read, none of them wrongly", tables.len());
    assert!(read * 100 >= tables.len() * 95);
}
