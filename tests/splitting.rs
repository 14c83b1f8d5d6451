//! How many rows the splitter gets right, leaves unclear and gets wrong, over the tables of the fixtures: `tables.jsonl`
//! are real pages' tables, `varied_tables.jsonl` are made up to have many kinds of cells, far more of them numbers.
//! `cargo test --test all splitting:: -- --nocapture` prints the figures and the rows behind them.

use serde::Deserialize;
use versus::model::Candidate;
use versus::page::row::{Evidence, Split, split};

/// One page of a fixture: facts only.
#[derive(Deserialize)]
struct Page {
    slug: String,
    figures: Vec<String>,
    rows: Vec<Vec<String>>,
    special_words: Vec<String>,
    /// Whether the page was left aside while the weights were chosen.
    #[serde(default)]
    held_out: bool,
}

#[derive(Default)]
struct Tally {
    right: usize,
    unclear: usize,
    wrong: usize,
}

impl Tally {
    fn rows(&self) -> usize {
        self.right + self.unclear + self.wrong
    }

    fn percent(&self, part: usize) -> f64 {
        100.0 * f64::from(u32::try_from(part).unwrap()) / f64::from(u32::try_from(self.rows()).unwrap())
    }

    fn print(&self, name: &str) {
        println!(
            "{name}: {} rows, {} right ({:.2}%), {} unclear ({:.2}%), {} wrong ({:.2}%)",
            self.rows(),
            self.right,
            self.percent(self.right),
            self.unclear,
            self.percent(self.unclear),
            self.wrong,
            self.percent(self.wrong),
        );
    }
}

/// Prose such as pages have: it names the figures and uses the special words.
fn prose(page: &Page) -> String {
    let figures = page.figures.join(" and ");
    let words = page.special_words.join(", ");
    format!(
        "{figures} are often set side by side. Terms met on the way: {words}. Point 1 is of another kind than point 2."
    )
}

fn tally(fixture: &str, belongs: impl Fn(&Page) -> bool) -> Tally {
    let mut tally = Tally::default();
    for line in fixture.lines() {
        let page: Page = serde_json::from_str(line).unwrap();
        if !belongs(&page) {
            continue;
        }
        let glued: Vec<String> = page.rows.iter().map(|row| row.concat()).collect();
        let raw_rows: Vec<&str> = glued.iter().map(String::as_str).collect();
        let prose = prose(&page);
        let evidence = Evidence::new(&prose, &raw_rows, &page.figures);
        for (row, raw) in page.rows.iter().zip(&raw_rows) {
            let truth = Candidate::new(row[0].clone(), row[1..].to_vec());
            match split(raw, page.figures.len(), &evidence) {
                Split::Clear(cells) if cells == truth => tally.right += 1,
                Split::Clear(cells) => {
                    println!("  wrong: {}: {row:?} as {cells:?}", page.slug);
                    tally.wrong += 1;
                }
                Split::Unclear { reason, candidates } => {
                    let rank = candidates.iter().position(|candidate| *candidate == truth);
                    println!("  unclear: {}: {row:?}: {reason}; truth ranked {rank:?}", page.slug);
                    tally.unclear += 1;
                }
            }
        }
    }
    tally
}

#[test]
fn real_tables_are_split_right_or_left_unclear() {
    let tally = tally(include_str!("fixtures/tables.jsonl"), |_| true);
    tally.print("real tables");
    assert!(tally.percent(tally.right) >= 97.0);
    assert!(tally.percent(tally.wrong) <= 0.1);
}

#[test]
fn varied_tables_are_split_right_or_left_unclear() {
    let tally = tally(include_str!("fixtures/varied_tables.jsonl"), |page| !page.held_out);
    tally.print("varied tables");
    assert!(tally.percent(tally.right) >= 90.0);
    assert_eq!(tally.wrong, 0);
}

#[test]
fn held_out_tables_are_split_right_or_left_unclear() {
    let tally = tally(include_str!("fixtures/varied_tables.jsonl"), |page| page.held_out);
    tally.print("held-out tables");
    assert!(tally.percent(tally.right) >= 88.0);
    assert_eq!(tally.wrong, 0);
}
