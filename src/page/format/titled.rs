//! Texts whose title stands beside them: in another key of a crawl's object, or in a header of `key: value` lines such as
//! Trafilatura and static site generators write above a text.

use super::plain;
use crate::model::Document;
use crate::name;
use crate::page::figures_are::FiguresAre;
use crate::page::rejection::Rejection;
use crate::page::text::Line;
use crate::page::{address, choose, marks, site, text};

/// The longest line that may be a page's own title, in characters.
const LONGEST_TITLE: usize = 150;

/// The most lines of a header.
const MOST_HEADER_LINES: usize = 200;

/// Reads a text. What it says itself comes first: only a text that begins with no title of its own gets the one that was
/// found elsewhere (in the head of the page, where the name of the site may stand, too).
pub(in crate::page) fn read(
    content: &str,
    title: Option<&str>,
    place: &str,
    figures: Option<FiguresAre>,
) -> Result<Document, Rejection> {
    let header = header(content);
    let (title, text) = match &header {
        Some(header) => (header.title.or(title), &*header.text),
        None => (title, content),
    };
    let mut document = read_with(text, title, place, figures)?;
    if let Some(header) = &header {
        document.content_hash = crate::page::content_hash::of(content.as_bytes());
        document.address = document.address.or_else(|| address::of(header.url?));
    }
    Ok(document)
}

fn read_with(text: &str, title: Option<&str>, place: &str, figures: Option<FiguresAre>) -> Result<Document, Rejection> {
    let alone = || plain::read(text.as_bytes(), place, figures);
    let Some(title) = title.map(name::clean).filter(|title| !title.is_empty() && !has_title(text)) else {
        return alone();
    };
    let titles = site::without_site(&title);
    let named: Vec<(&str, Vec<Vec<String>>)> =
        titles.into_iter().map(|title| (title, choose::title::readings(title))).collect();
    let bare = text.trim_start_matches('\u{feff}');
    // Where headings are marked as such, a line that is not is no title.
    let is_marked = |line: &str| marks::without_hashes(line.trim()).len() < line.trim().len();
    let mark = if bare.lines().any(is_marked) { "# " } else { "" };
    for (title, _) in named.iter().filter(|(_, readings)| !readings.is_empty()) {
        if let Ok(document) = plain::read(format!("{mark}{title}\n\n{bare}").as_bytes(), place, figures) {
            return Ok(Document { content_hash: crate::page::content_hash::of(text.as_bytes()), ..document });
        }
    }
    let document = alone()?;
    // Where a title names figures no table of others takes its place.
    let figures: Vec<&str> = document.figures.iter().map(String::as_str).collect();
    let mut named = named.iter().filter(|(_, readings)| !readings.is_empty()).peekable();
    if named.peek().is_some() && !named.any(|(_, readings)| choose::agrees(&figures, readings)) {
        let reason = format!("no table of the page compares what its title names, `{title}`");
        return Err(Rejection { line: 1, reason });
    }
    let is_made_up = document.title == document.figures.join(" vs. ");
    if !is_made_up {
        return Ok(document);
    }
    Ok(Document { slug: crate::slug::of(place, &title), title, ..document })
}

/// Answers whether the text begins with a line that is a title, and not a sentence with "vs." in it.
fn has_title(text: &str) -> bool {
    let Ok(text) = text::decode(text.as_bytes()) else {
        return true;
    };
    let is_brand = |line: &Line<'_>| line.text.is_empty() || matches!(&*name::fold(line.text), "vs." | "vs");
    let first = text::numbered(&text).find(|line| !is_brand(line));
    first.is_some_and(|line| {
        let is_short = line.text.chars().count() <= LONGEST_TITLE && !text::ends_sentence(line.text);
        is_short && !choose::title::readings(line.text).is_empty()
    })
}

/// What stands above a text, and the text below.
struct Header<'a> {
    title: Option<&'a str>,
    url: Option<&'a str>,
    /// The text, with blank lines where the header was: its lines keep their numbers.
    text: String,
}

/// Returns the header of a text, `None` when it has none: lines between two of `---` of which one gives a title or a URL.
/// It says what the page is, and is no part of its text.
fn header(content: &str) -> Option<Header<'_>> {
    let bare = content.trim_start_matches('\u{feff}');
    let rest = bare.strip_prefix("---").filter(|rest| rest.starts_with(['\n', '\r', ' ']))?;
    let (mut title, mut url) = (None, None);
    let mut end = 0;
    for (number, line) in rest.split('\n').enumerate().take(MOST_HEADER_LINES) {
        end += line.len() + 1;
        let text = line.trim_end();
        if number == 0 && !text.is_empty() {
            return None;
        }
        if number > 0 && text == "---" {
            title.or(url)?;
            let below = rest.get(end..).unwrap_or_default();
            return Some(Header { title, url, text: "\n".repeat(number + 1) + below });
        }
        // Lists and texts of several lines are indented, or begin with a hyphen.
        if text.is_empty() || text.starts_with([' ', '\t', '-', '#']) {
            continue;
        }
        let (key, value) = text.split_once(':')?;
        if !key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) {
            return None;
        }
        let value = Some(unquoted(value.trim())).filter(|value| !value.is_empty());
        match key {
            "title" => title = title.or(value),
            "url" | "source" => url = url.or(value.filter(|value| address::of(value).is_some())),
            _ => {}
        }
    }
    None
}

fn unquoted(value: &str) -> &str {
    let within = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    within('"').or_else(|| within('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use crate::page::{InputFormat, Rejection, content_hash, identity, read_as};

    const BODY: &str = "Both are hot.\n\n| | Tea | Coffee |\n|---|---|---|\n| Color | Green | Brown |\n";

    fn of(header: &str, source: &str) -> Result<crate::model::Document, Rejection> {
        read_as(InputFormat::Text, format!("---\n{header}\n---\n{BODY}").as_bytes(), source)
    }

    #[test]
    fn the_header_of_a_text_gives_its_title_and_address() {
        let header = "title: Tea vs. Coffee | Drinks\nauthor: Ann\nurl: http://example.org/tea?utm_source=x\nhostname: \
            example.org\ndescription: Both: hot.\ncategories: []\ntags:\n- tea\n- coffee\nfingerprint: 0";
        let document = of(header, "pages/7.txt").unwrap();
        assert_eq!((&*document.title, &*document.summary), ("Tea vs. Coffee", "Both are hot."));
        assert_eq!(document.address.as_deref(), Some("https://example.org/tea"));
        assert_eq!((&*document.source, &*document.slug), ("pages/7.txt", "7"));
        let page = format!("---\n{header}\n---\n{BODY}");
        assert_eq!(document.content_hash, content_hash::of(page.as_bytes()));
        let told = identity(InputFormat::Text, page.as_bytes(), "pages/7.txt").unwrap();
        assert_eq!((told.content_hash, told.address), (document.content_hash, None));
    }

    #[test]
    fn a_title_in_the_header_counts_where_the_table_needs_none() {
        let named = BODY.replace("| | Tea", "| Aspect | Tea");
        let read =
            |title: &str| read_as(InputFormat::Text, format!("---\ntitle: {title}\n---\n{named}").as_bytes(), "a.md");
        let told = |title: &str| read(title).map(|document| (document.title, document.figures.join("/")));
        let of = |title: &str, figures: &str| Ok((title.to_owned(), figures.to_owned()));
        assert_eq!(told("Coffee vs Tea: Hot Drinks"), of("Coffee vs Tea: Hot Drinks", "Tea/Coffee"));
        assert_eq!(told("Hot Drinks"), of("Hot Drinks", "Tea/Coffee"));
        let reason = "no table of the page compares what its title names, `Milk vs. Water`";
        assert_eq!(told("Milk vs. Water").unwrap_err().reason, reason);
    }

    #[test]
    fn a_title_in_the_header_counts_above_marked_headings() {
        let body = "Both are hot.\n\n## Looks\n\n| Aspect | Tea | Coffee |\n|---|---|---|\n| Color | Green | Brown |\n";
        let read = |title: &str| {
            let page = format!("---\ntitle: {title}\n---\n{body}");
            let read = read_as(InputFormat::Text, page.as_bytes(), "a.md");
            read.map(|document| (document.title, document.summary)).map_err(|rejection| rejection.reason)
        };
        let of = |title: &str| Ok((title.to_owned(), "Both are hot.".to_owned()));
        assert_eq!(read("Coffee vs Tea | Drinks"), of("Coffee vs Tea"));
        assert_eq!(read("Hot Drinks"), of("Hot Drinks"));
        let reason = "no table of the page compares what its title names, `Milk vs. Water`";
        assert_eq!(read("Milk vs. Water").unwrap_err(), reason);
    }

    #[test]
    fn a_page_that_was_found_at_its_url_has_no_other() {
        let document = of("title: 'Tea vs. Coffee'\nsource: https://example.com/x", "https://example.org/tea").unwrap();
        assert_eq!(document.address.as_deref(), Some("https://example.org/tea"));
        assert_eq!(of("title: \"Tea vs. Coffee\"\nurl: x", "a.md").unwrap().address, None);
    }

    #[test]
    fn lines_below_a_header_keep_their_numbers() {
        let rejected = |page: &str| read_as(InputFormat::Text, page.as_bytes(), "a").unwrap_err();
        let with = rejected("---\ntitle: x\n---\n\nJust a note\n");
        assert_eq!((with.line, with), (5, rejected("\n\n\n\nJust a note\n")));
        assert_eq!(rejected("---\ntitle: x\n---").reason, "the page is empty");
        assert_eq!(rejected("---\ntitle: x\n---\n").reason, "the page is empty");
    }

    #[test]
    fn rules_around_a_text_are_no_header() {
        for header in ["Tea: hot", "a b: Tea\ntitle: x", "Tea vs. Coffee", ""] {
            assert!(super::header(&format!("---\n{header}\n---\nx")).is_none(), "{header}");
        }
        assert!(super::header("--- \r\ntitle: x\r\n---\r\nx").is_some());
        assert!(super::header("----\ntitle: x\n---\nx").is_none());
        assert!(super::header("---\ntitle: x\n").is_none());
    }
}
