//! What must hold of every document that was read, whatever it was read from.

use std::collections::{BTreeMap, HashSet};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use versus::model::Document;
use versus::name;
use versus::page;

/// Returns the text without white space, without marks on letters and without what names are stripped of as nobody reads it: what
/// may be told of a text of which names were put into their normal form.
pub fn letters(text: &str) -> String {
    let is_read = |c: char| c.is_ascii() || !name::clean(c.encode_utf8(&mut [0; 4])).is_empty();
    text.nfd().filter(|c| !c.is_whitespace() && !is_combining_mark(*c) && is_read(*c)).collect()
}

/// Checks what the reader promises of a document, and that its JSON is read back as the same document.
pub fn ensure_sound(document: &Document) {
    let figures = &document.figures;
    let is_name = |name: &String| !name.is_empty() && *name == name::clean(name);
    assert!(figures.len() >= 2 && figures.iter().all(is_name), "{figures:?}");
    let folded: HashSet<String> = figures.iter().map(|figure| name::fold(figure)).collect();
    assert_eq!(folded.len(), figures.len(), "{figures:?}");
    assert!(!document.slug.is_empty() && !document.title.is_empty(), "{document:?}");

    let mut attributes = HashSet::new();
    for row in &document.rows {
        assert_eq!(row.values.len(), figures.len(), "{row:?}");
        assert!(row.attribute.len() <= name::LONGEST, "{row:?}");
        assert!(is_name(&row.attribute) && attributes.insert(name::fold(&row.attribute)), "{row:?}");
    }
    for row in &document.unclear {
        assert!(!row.raw.is_empty() && !row.reason.is_empty() && !row.reason.ends_with('.'), "{row:?}");
        for candidate in &row.candidates {
            assert_eq!(candidate.values.len(), figures.len(), "{row:?}");
            assert!(is_name(&candidate.attribute) && candidate.attribute.len() <= name::LONGEST, "{row:?}");
        }
    }
    let clear: Vec<u32> = document.rows.iter().map(|row| row.position).collect();
    let unclear: Vec<u32> = document.unclear.iter().map(|row| row.position).collect();
    assert!(clear.is_sorted() && unclear.is_sorted(), "{document:?}");
    let positions: HashSet<u32> = clear.iter().chain(&unclear).copied().collect();
    assert_eq!(positions.len(), clear.len() + unclear.len(), "{document:?}");
    assert!(!positions.contains(&0), "{document:?}");

    for section in &document.sections {
        assert!(!section.passages.is_empty(), "{section:?}");
        for passage in &section.passages {
            assert!(!passage.text.trim().is_empty(), "{section:?}");
            let mut left = figures.iter();
            assert!(passage.figures.iter().all(|about| left.any(|figure| figure == about)), "{passage:?}");
        }
    }

    let line = serde_json::to_string(document).expect("texts and numbers");
    let again = page::read_object(line.as_bytes(), "file", 1);
    assert_eq!(again.as_ref(), Ok(document), "{line}");
}

/// How often characters occur.
type Counts = BTreeMap<char, i64>;

fn count<'a>(texts: impl IntoIterator<Item = &'a String>) -> Counts {
    let mut counts = Counts::new();
    for c in texts.into_iter().flat_map(|text| text.chars()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// Returns the texts that came from the page, by their letters.
fn texts(document: &Document) -> Vec<String> {
    let rows = document.rows.iter().map(|row| row.attribute.clone() + &row.values.concat());
    let unclear = document.unclear.iter().map(|row| row.raw.clone());
    let sections = document.sections.iter().flat_map(|section| {
        let passages = section.passages.iter().map(|passage| passage.text.clone());
        [section.heading.clone()].into_iter().chain(passages)
    });
    let groups = document.rows.iter().map(|row| row.group.clone());
    let title = (document.title != document.figures.join(" vs. ")).then(|| document.title.clone());
    let whole = [document.summary.clone(), document.notice.clone()].into_iter().chain(title);
    let all = rows.chain(groups).chain(unclear).chain(sections).chain(whole).chain(document.credits.iter().cloned());
    all.map(|text| letters(&text)).collect()
}

/// Checks that every line of a text page is in the document or is one of the layout's own, and that nothing else is.
pub fn ensure_nothing_lost(page: &str, document: &Document) {
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    let lines: Vec<&str> = page.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect();
    let texts = texts(document);
    let names = letters(&name::fold(&document.figures.concat()));
    let is_table_line = |line: &str| line.contains('|') && document.layout.starts_with("pipe");
    let is_rule = |line: &str| is_table_line(line) && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'));
    // The layout's own lines, by what they are.
    let own = |line: &str| -> Option<&'static str> {
        let bare = name::fold(line.trim_matches(['#', ' ', '\t'])).replace('’', "'");
        match bare.trim_end_matches(['?', ':']) {
            "vs" | "vs." => Some("brand"),
            "what's the difference" => Some("summary"),
            "comparison" => Some("table"),
            "further detail" | "further details" => Some("prose"),
            _ if is_rule(line) => Some("rule"),
            _ if is_table_line(line) || letters(&name::fold(line)).ends_with(&names) => Some("header"),
            _ if letters(line) == letters(&document.title) => Some("title"),
            _ => None,
        }
    };
    let signs = |c: char| matches!(c, '#' | '*') || c.is_whitespace();
    let is_kept = |line: &&str| {
        let whole = letters(line);
        let bare = letters(line.trim_matches(signs));
        let holds = |part: &str| texts.iter().any(|text| text.contains(part));
        // What backslashes and entities mean is not for this to say.
        let is_told = |part: &&str| !part.contains(['\\', '&', '*']);
        let is_markup = document.layout.starts_with("pipe") && !is_told(line);
        holds(&whole)
            || holds(&bare)
            || is_markup
            || is_table_line(line) && line.split('|').filter(is_told).all(|part| holds(&letters(part)))
    };
    let mut lost = HashSet::new();
    for line in lines.iter().filter(|line| !is_kept(line)) {
        let kind = own(line).unwrap_or_else(|| panic!("lost: {line:?}\n{document:?}"));
        // What parts a page with tables that are drawn, and what heads a table, may stand there several times.
        let is_part =
            document.layout.starts_with("pipe") && matches!(kind, "summary" | "table" | "prose" | "header" | "rule");
        let may_repeat = is_part || kind == "brand";
        assert!(lost.insert(kind) || may_repeat, "lost, the second {kind}: {line:?}\n{document:?}");
    }
    if lines.iter().any(|line| is_table_line(line)) {
        return;
    }
    let all: Vec<String> = lines.iter().map(|line| letters(line)).collect();
    let may_go: Vec<String> = lines.iter().filter(|line| own(line).is_some()).map(|line| letters(line)).collect();
    let (all, may_go, kept) = (count(&all), count(&may_go), count(&texts));
    for c in all.keys().chain(kept.keys()) {
        let of = |counts: &Counts| counts.get(c).copied().unwrap_or_default();
        assert!(of(&kept) <= of(&all), "made up: {c:?}\n{document:?}");
        let is_sign = matches!(c, '#' | '*');
        assert!(is_sign || of(&all) - of(&kept) <= of(&may_go), "lost: {c:?}\n{document:?}");
    }
}
