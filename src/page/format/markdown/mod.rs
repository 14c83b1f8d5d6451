//! What Markdown means within a line: a cell, a name, a heading or a paragraph, without its marks. Pure; where lines, cells
//! and blocks begin and end is for its callers to know.
//!
//! Markdown is a shorthand for HTML and may hold HTML, so the line is written as HTML of a few inline elements, and read as
//! the text of a table cell: struck-out text, pictures, raised letters and line breaks mean the same in both.

pub(in crate::page) mod definition;
mod elements;
mod signs;
#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use self::definition::Links;
use self::elements::{BLOCKS, KEPT, PASSED_OVER};
use self::signs::with_signs;
use super::html;

/// What a line of Markdown says.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(in crate::page) struct Inline {
    /// Its words, parted by single spaces.
    pub(in crate::page) text: String,
    /// Why the text may not be all that the page says, if so: a row with it is unclear.
    pub(in crate::page) doubt: Option<String>,
}

/// What each line is read behind, so that it is a paragraph, whatever it begins with.
const BEFORE: &str = "x ";

/// Characters without which a line means what it says.
const MARKS: [char; 10] = ['\\', '*', '_', '~', '`', '[', '<', '&', ':', '!'];

/// Reads a line of Markdown, or several as one.
pub(in crate::page) fn inline(text: &str, links: &Links) -> Inline {
    if !text.contains(MARKS) {
        return Inline { text: text.split_whitespace().collect::<Vec<_>>().join(" "), doubt: None };
    }
    // A paragraph is one line: no line of it may begin a list or a table.
    let line = BEFORE.to_owned() + &text.replace("\\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_OLD_FOOTNOTES;
    let target = |link: BrokenLink<'_>| {
        (is_reference(&link, &line) || is_defined(&link, links)).then_some((CowStr::from(""), CowStr::from("")))
    };
    let mut html = Html::new(&line);
    let parser = Parser::new_with_broken_link_callback(&line, options, Some(target));
    for (event, range) in parser.into_offset_iter() {
        html.event(event, range);
    }
    html.read()
}

/// Answers whether `[text][label]` is a link to what another line defines: not an index such as `a[i][j]`, nor two marks of
/// notes such as `[1][2]`.
fn is_reference(link: &BrokenLink<'_>, whole: &str) -> bool {
    let is_full = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
    let follows_word = whole[..link.span.start].ends_with(char::is_alphanumeric);
    let text = whole[link.span.clone()].trim_start_matches('!').trim_start_matches('[');
    let text = text.split(']').next().unwrap_or_default();
    is_full && !follows_word && text.contains(char::is_alphabetic)
}

/// Answers whether `[text]` is a link that the page defines.
fn is_defined(link: &BrokenLink<'_>, links: &Links) -> bool {
    matches!(link.link_type, LinkType::Shortcut) && links.has(&link.reference)
}

/// The HTML of a line, as it is written.
struct Html<'a> {
    line: &'a str,
    written: String,
    /// Text that is not yet in it: what a code such as `:x:` is may be told apart only when it is whole.
    text: String,
    /// How deep in pictures the event is, and what the outermost is called.
    pictures: usize,
    alt: String,
    title: String,
    /// What is written at the end of each mark that is open: itself where it is meant as it stands.
    ends: Vec<&'static str>,
}

impl<'a> Html<'a> {
    fn new(line: &'a str) -> Self {
        let (written, text, alt, title) = <(String, String, String, String)>::default();
        Self { line, written, text, pictures: 0, alt, title, ends: Vec::new() }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Image { title, .. }) => {
                if self.pictures == 0 {
                    self.title = title.into_string();
                }
                self.pictures += 1;
            }
            Event::End(TagEnd::Image) => {
                self.pictures = self.pictures.saturating_sub(1);
                if self.pictures == 0 {
                    self.picture();
                }
            }
            // A pipe in the code of a cell cannot be written otherwise.
            Event::Code(code) if self.pictures == 0 => {
                self.flush();
                push_escaped(&mut self.written, &code.replace("\\|", "|"));
            }
            Event::Text(text) | Event::Code(text) if self.pictures > 0 => self.alt.push_str(&text),
            Event::Text(text) => self.text.push_str(&text),
            Event::Start(Tag::Emphasis) => self.start(1, range),
            Event::Start(Tag::Strong | Tag::Strikethrough) => self.start(2, range),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {
                let end = self.ends.pop().unwrap_or_default();
                self.mark(end);
            }
            Event::InlineHtml(tag) => self.tag(&tag),
            _ => {}
        }
    }

    /// Begins what stands between two marks of this length.
    fn start(&mut self, length: usize, range: Range<usize>) {
        let (start, end) = match self.line[range.clone()].as_bytes() {
            [b'~', b'~', ..] => ("<del>", "</del>"),
            // Two roughly equal numbers: `~5~10`.
            [b'~', ..] => ("~", "~"),
            [b'*', ..] if self.is_product(range, length) => (&"**"[..length], &"**"[..length]),
            _ => ("", ""),
        };
        self.mark(start);
        self.ends.push(end);
    }

    fn mark(&mut self, mark: &str) {
        if self.pictures > 0 {
            self.alt.push_str(mark.trim_start_matches(['<', '/', 'd', 'e', 'l', '>']));
        } else if mark.starts_with('<') {
            self.flush();
            self.written.push_str(mark);
        } else {
            self.text.push_str(mark);
        }
    }

    /// Answers whether the asterisks multiply (`1920*1080*3`, `2**10 and 2**20`): the first stands within a word, or the
    /// last between digits. In scripts without spaces every mark stands within a word.
    fn is_product(&self, range: Range<usize>, length: usize) -> bool {
        let is_letter = |c: char| c.is_alphanumeric() && c < '\u{2e80}';
        let inner = &self.line[range.start + length..range.end - length];
        let (before, after) = (&self.line[..range.start], &self.line[range.end..]);
        before.ends_with(is_letter) && inner.starts_with(is_letter)
            || inner.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Adds a tag. Of elements that mean nothing to the text of a cell the content alone counts, even where HTML would hide it;
    /// and what HTML does not know is text: `Vec<String>`.
    fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        if KEPT.contains(&&*name) {
            if self.pictures == 0 {
                self.flush();
                self.written.push_str(tag);
            }
        } else if BLOCKS.contains(&&*name) {
            if self.pictures == 0 {
                self.flush();
                self.written.push_str("<br>");
            }
        } else if !PASSED_OVER.contains(&&*name) && !tag.starts_with("<!--") {
            let text = if self.pictures == 0 { &mut self.text } else { &mut self.alt };
            text.push_str(tag);
        }
    }

    fn picture(&mut self) {
        self.flush();
        for (attribute, value) in [("<img alt=\"", &self.alt), ("\" title=\"", &self.title)] {
            self.written.push_str(attribute);
            push_escaped(&mut self.written, value);
        }
        self.written.push_str("\">");
        self.alt.clear();
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        push_escaped(&mut self.written, &with_signs(&text));
    }

    fn read(mut self) -> Inline {
        self.flush();
        let (text, doubt) = html::inline(self.written.strip_prefix(BEFORE).unwrap_or(&self.written));
        Inline { text, doubt }
    }
}

fn push_escaped(html: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '"']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}
