//! What all pages look like: the frame around each, and the parts that many of them have.

use maud::{DOCTYPE, Markup, Render, html};

use super::asked::Asked;
use super::links;
use crate::model::{ReportStatus, TextStatus};
use crate::output::Format;

/// From how many characters on a text is folded.
const LONG: usize = 260;

/// How many of them stand there when it is.
const SHOWN: usize = 160;

/// Where the parts of the site are.
const PLACES: [(&str, &str); 6] = [
    ("/compare", "Compare"),
    ("/figures", "Figures"),
    ("/attributes", "Attributes"),
    ("/documents", "Documents"),
    ("/reports", "Reports"),
    ("/log", "Log"),
];

/// The frame of a page.
#[derive(Debug)]
pub struct Frame<'a> {
    /// Its title.
    pub title: &'a str,
    /// What was asked for.
    pub asked: &'a Asked,
}

impl Frame<'_> {
    /// Returns a page with that in it.
    #[must_use]
    pub fn around(&self, body: &Markup) -> Markup {
        let asked = self.asked;
        let is_here = |path: &str| asked.raw_path.split('/').nth(1) == path.split('/').nth(1);
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (self.title) " – versus" }
                    link rel="stylesheet" href="/style.css";
                    link rel="icon" href="/icon.svg" type="image/svg+xml";
                    script src="/script.js" defer {}
                }
                body {
                    a.skip href="#content" { "To the content" }
                    header {
                        a.home href="/" { "versus" }
                        form.search role="search" action="/search" {
                            label.hidden for="q" { "Search" }
                            input #q type="search" name="q" value=(asked.get("q")) placeholder="Names and words" autocomplete="off";
                            button { "Search" }
                        }
                        nav aria-label="Parts of this site" {
                            @for (path, name) in PLACES {
                                a href=(path) aria-current=[is_here(path).then_some("page")] { (name) }
                            }
                            @if asked.editor.is_some() {
                                a href="/edit/triage" aria-current=[is_here("/edit").then_some("page")] { "Decide" }
                            }
                        }
                    }
                    main #content tabindex="-1" { (body) }
                    footer {
                        p {
                            "Comparisons may contain inaccurate information. "
                            @if asked.may_report { "A link beside each text is there to report what is wrong. " }
                            a href="/marks" { "What the marks mean" }
                        }
                        p { "versus " (env!("CARGO_PKG_VERSION")) @if let Some(editor) = &asked.editor { ", " (editor) " decides here" } }
                    }
                }
            }
        }
    }
}

/// Returns links to the rows of a page, for programs.
#[must_use]
pub fn formats(asked: &Asked) -> Markup {
    html! {
        p.formats {
            "For programs: "
            a href=(asked.in_format(Format::Csv)) { "CSV" } ", "
            a href=(asked.in_format(Format::Json)) { "JSON" }
        }
    }
}

/// Returns links to the pages of a list before and after this one.
#[must_use]
pub fn turn(asked: &Asked, is_more: bool) -> Markup {
    let page = asked.page();
    let to = |page: usize| asked.with("page", (page > 1).then(|| page.to_string()).as_deref());
    html! {
        @if page > 1 || is_more {
            nav.turn aria-label="Pages of this list" {
                @if page > 1 { a rel="prev" href=(to(page - 1)) { "← Before" } }
                span { "Page " (page) }
                @if is_more { a rel="next" href=(to(page + 1)) { "After →" } }
            }
        }
    }
}

/// Returns a text; a long one with its beginning, and all of it when it is opened.
#[must_use]
pub fn text(text: &str) -> Text<'_> {
    Text(text)
}

/// A text as [`text`] shows it. A page may have hundreds: it is written where it goes.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a>(&'a str);

impl Render for Text<'_> {
    fn render_to(&self, buffer: &mut String) {
        let Self(text) = self;
        let at = |most: usize| text.char_indices().nth(most).map(|(end, _)| end);
        // Fewer bytes are fewer characters.
        let is_long = text.len() > LONG && at(LONG).is_some();
        let Some(end) = at(SHOWN).filter(|_| is_long) else {
            buffer.push_str("<span class=\"text\">");
            text.render_to(buffer);
            buffer.push_str("</span>");
            return;
        };
        // At a space, if there is one near.
        let end = text[..end].rfind(char::is_whitespace).filter(|space| *space > end / 2).unwrap_or(end);
        let long = html! {
            details.long {
                summary { (text[..end]) span.more { " … all of it" } }
                span.text { (text[end..]) }
            }
        };
        long.render_to(buffer);
    }
}

/// Returns paragraphs.
#[must_use]
pub fn paragraphs(text: &str) -> Markup {
    html! { @for line in text.split('\n').filter(|line| !line.trim().is_empty()) { p { (line) } } }
}

/// A word beside a text that tells something of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// The word.
    pub word: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// All marks.
pub const MARKS: [Mark; 7] = [
    Mark { word: "corrected", meaning: "An editor changed what the document says. The log tells who, when and why." },
    Mark { word: "reported", meaning: "Readers said that this is inaccurate, and nobody has decided it yet." },
    Mark { word: "disputed", meaning: "Documents say different things, and all of them are shown." },
    Mark {
        word: "preferred",
        meaning: "Where documents say different things, an editor chose this one to come first.",
    },
    Mark {
        word: "inferred",
        meaning: "The cells of this row ran together, and what other documents say told them apart.",
    },
    Mark { word: "settled", meaning: "The cells of this row ran together, and a person told them apart." },
    Mark {
        word: "unclear",
        meaning: "The cells of this row ran together, and nobody told them apart yet: it stands as it came.",
    },
];

/// Returns a mark; nothing for a word that is none.
#[must_use]
pub fn mark(word: &str) -> Markup {
    let found = MARKS.iter().find(|mark| mark.word == word);
    html! {
        @if let Some(Mark { word, meaning }) = found {
            " " a.mark.(*word) href={ "/marks#" (word) } title=(meaning) { (word) }
        }
    }
}

/// Returns the marks of a text.
#[must_use]
pub fn marks(status: TextStatus, open_reports: i64) -> Markup {
    html! {
        @if status != TextStatus::Stated { (mark(status.as_str())) }
        @if open_reports > 0 { (mark("reported")) }
    }
}

/// Returns how a report stands, as a word.
#[must_use]
pub fn status(status: ReportStatus) -> Markup {
    html! { span.mark.(status.as_str()) { (status.as_str()) } }
}

/// Returns the link by which a reader says that something is wrong. `what` says of what, for those who do not see where it stands.
#[must_use]
pub fn wrong<'a>(asked: &Asked, what: &'a str, target: &'a [(&'a str, &'a str)]) -> Beside<'a> {
    Beside { is_there: asked.may_report, address: "/report", word: "wrong?", what, target }
}

/// Returns the link by which an editor corrects a text.
#[must_use]
pub fn correct<'a>(asked: &Asked, what: &'a str, target: &'a [(&'a str, &'a str)]) -> Beside<'a> {
    Beside { is_there: asked.editor.is_some(), address: "/edit/correct", word: "correct", what, target }
}

/// A link beside a text, which leads to a form about it. A page may have hundreds: it is written where it goes.
#[derive(Debug)]
pub struct Beside<'a> {
    is_there: bool,
    address: &'static str,
    word: &'static str,
    what: &'a str,
    target: &'a [(&'a str, &'a str)],
}

impl Render for Beside<'_> {
    fn render_to(&self, buffer: &mut String) {
        let Self { is_there, address, word, what, target } = self;
        if !is_there {
            return;
        }
        buffer.push_str(" <a class=\"wrong\" href=\"");
        links::push_query(buffer, address, target, "&amp;");
        buffer.push_str("\" aria-label=\"");
        word.render_to(buffer);
        buffer.push(' ');
        what.render_to(buffer);
        buffer.push_str("\">");
        word.render_to(buffer);
        buffer.push_str("</a>");
    }
}

/// Returns a link to where something comes from; only its text where that is no page of the web.
#[must_use]
pub fn source(address: &str) -> Markup {
    html! {
        @if let Some(href) = links::to_web(address) {
            a href=(href) rel="noopener nofollow ugc" { (address) }
        } @else {
            (address)
        }
    }
}

/// Returns a message as a sentence.
#[must_use]
pub fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    let first: String = chars.next().map(char::to_uppercase).into_iter().flatten().collect();
    let end = if message.ends_with(['.', '?', '!', ':']) { "" } else { "." };
    format!("{first}{}{end}", chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_all_there() {
        let long = "word ".repeat(200);
        let html = text(&long).render().into_string();
        let shown: String = html
            .replace(" … all of it", "")
            .split('<')
            .filter_map(|part| part.split_once('>'))
            .map(|(_, text)| text)
            .collect();
        assert_eq!(shown, long);
        assert_eq!(text("short").render().into_string(), "<span class=\"text\">short</span>");
    }

    #[test]
    fn every_status_but_stated_has_a_mark() {
        for status in TextStatus::NAMES.iter().filter(|status| **status != "stated") {
            assert!(mark(status).into_string().contains(status), "{status}");
        }
    }
}
