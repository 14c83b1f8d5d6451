//! Which line of a page belongs to which part of the document. The parts are recognised one by one, each with or without
//! the others:
//!
//! - the title, else figures that the header row names with certainty (`untitled`);
//! - the table: Markdown (`pipe`, `pipe-outer`), else a header row that ran together and what follows, else, where
//!   one-word lines and with them the header row are missing, what stands between summary and prose (`headless`);
//! - credits and captions (`photos`), which are taken out wherever they stand.
//!
//! A document's layout is the first of pipe, untitled, headless, photos that applies, else `plain`.

mod glued;
mod headless;
mod page;
mod piped;

use self::page::Page;
use super::parts::Parts;
use super::rejection::Rejection;
use super::text::{self, Line};
use super::{choose, marks, title};

/// Takes a page apart. Markdown tables are looked for only where `with_pipes`.
pub(super) fn parts<'a>(lines: &[Line<'a>], source: &str, with_pipes: bool) -> Result<Parts<'a>, Rejection> {
    let is_first = |line: &Line<'_>| !line.text.is_empty() && !marks::is_brand(line.text);
    let Some(at) = lines.iter().position(is_first) else {
        return Err(Rejection { line: 1, reason: "the page has no title such as `A vs. B`".to_owned() });
    };
    let text = marks::without_hashes(lines[at].text);
    let readings = choose::title::readings(text);
    let Some(most) = readings.first().map(Vec::len) else {
        return Page::new(lines, at, at, source, with_pipes).untitled();
    };
    if most > title::MOST_FIGURES {
        let reason = format!("the title names more than {} figures", title::MOST_FIGURES);
        return Err(Rejection { line: lines[at].number, reason });
    }
    let titled = Page::new(lines, at, at + 1, source, with_pipes).titled(text, readings);
    // A summary that mentions "A vs. B" is no title.
    let is_prose = titled.is_err() && text::ends_sentence(text);
    if is_prose && let Ok(parts) = Page::new(lines, at, at, source, with_pipes).untitled() {
        return Ok(parts);
    }
    titled
}
