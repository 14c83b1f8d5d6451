//! What Markdown means within a line: a cell, a name, a heading or a paragraph, without its marks. Pure; where lines, cells
//! and blocks begin and end is for its callers to know.
//!
//! Markdown is a shorthand for HTML and may hold HTML, so the line is written as HTML of a few inline elements, and read as
//! the text of a table cell: struck-out text, pictures, raised letters and line breaks mean the same in both.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

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
pub(in crate::page) fn inline(text: &str) -> Inline {
    if !text.contains(MARKS) {
        return Inline { text: text.split_whitespace().collect::<Vec<_>>().join(" "), doubt: None };
    }
    // A paragraph is one line: no line of it may begin a list or a table.
    let line = BEFORE.to_owned() + &text.replace("\\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ");
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_OLD_FOOTNOTES;
    let is_defined = |link: BrokenLink<'_>| is_reference(&link, &line).then_some((CowStr::from(""), CowStr::from("")));
    let mut html = Html::new(&line);
    let parser = Parser::new_with_broken_link_callback(&line, options, Some(is_defined));
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

/// Elements that mean something to the text of a cell.
const KEPT: [&str; 11] = ["a", "br", "del", "i", "img", "input", "s", "span", "strike", "sub", "sup"];

/// Those that part what stands before, in and behind them.
const BLOCKS: [&str; 21] = [
    "blockquote",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "summary",
    "td",
    "tr",
    "ul",
];

/// The other elements that people write into Markdown.
const PASSED_OVER: [&str; 24] = [
    "abbr", "b", "big", "cite", "code", "em", "font", "ins", "kbd", "label", "mark", "nobr", "picture", "pre", "q",
    "samp", "script", "small", "strong", "style", "svg", "table", "tt", "u",
];

/// Signs by the code that chat programs and code hosts write for them, those that a table answers with.
const SIGNS: [(&str, &str); 32] = [
    ("+1", "👍"),
    ("-1", "👎"),
    ("ballot_box_with_check", "☑"),
    ("construction", "🚧"),
    ("cross_mark", "❌"),
    ("exclamation", "❗"),
    ("green_circle", "🟢"),
    ("grey_question", "❔"),
    ("heavy_check_mark", "✔"),
    ("heavy_minus_sign", "➖"),
    ("heavy_multiplication_x", "✖"),
    ("heavy_plus_sign", "➕"),
    ("information_source", "ℹ"),
    ("large_blue_circle", "🔵"),
    ("negative_squared_cross_mark", "❎"),
    ("no_entry", "⛔"),
    ("no_entry_sign", "🚫"),
    ("o", "⭕"),
    ("ok", "🆗"),
    ("orange_circle", "🟠"),
    ("question", "❓"),
    ("red_circle", "🔴"),
    ("soon", "🔜"),
    ("star", "⭐"),
    ("thumbsdown", "👎"),
    ("thumbsup", "👍"),
    ("warning", "⚠"),
    ("white_check_mark", "✅"),
    ("white_circle", "⚪"),
    ("x", "❌"),
    ("yellow_circle", "🟡"),
    ("zap", "⚡"),
];

/// Returns the text with its sign for each code such as `:x:`. One within a word is none: `a:x:b`, `10:00:30`.
fn with_signs(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(':') {
        let (before, code) = rest.split_at(at);
        read.push_str(before);
        let sign = (!read.ends_with(char::is_alphanumeric)).then(|| sign(&code[1..])).flatten();
        if let Some((sign, after)) = sign {
            read.push_str(sign);
            rest = after;
        } else {
            read.push(':');
            rest = &code[1..];
        }
    }
    read.push_str(rest);
    read
}

/// Returns the sign for the code that the text begins with, and the text after its colon.
fn sign(text: &str) -> Option<(&'static str, &str)> {
    let (_, sign, after) = SIGNS.iter().find_map(|(code, sign)| {
        let after = text.strip_prefix(code)?.strip_prefix(':')?;
        Some((code, *sign, after))
    })?;
    (!after.starts_with(char::is_alphanumeric)).then_some((sign, after))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(line: &str) -> String {
        inline(line).text
    }

    /// Lines and what they say, one for each thing that Markdown has or that only looks like it.
    const LINES: [(&str, &str); 83] = [
        ("", ""),
        ("  plain  words ", "plain words"),
        ("*lean*", "lean"),
        ("_lean_", "lean"),
        ("**strong**", "strong"),
        ("__strong__", "strong"),
        ("***both***", "both"),
        ("**K**ey **v**alue", "Key value"),
        ("**a** and *b*", "a and b"),
        ("**not closed", "**not closed"),
        ("a_b_c", "a_b_c"),
        ("snake_case and _lean_", "snake_case and lean"),
        ("5 * 3", "5 * 3"),
        ("5*3", "5*3"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("1920*1080*3", "1920*1080*3"),
        ("2**10", "2**10"),
        ("2**10 and 2**20", "2**10 and 2**20"),
        ("a*b*c", "a*b*c"),
        ("*5*3", "*5*3"),
        ("日本**語**です", "日本語です"),
        ("12*", "12*"),
        ("* a list?", "* a list?"),
        ("- a list?", "- a list?"),
        ("+ 5", "+ 5"),
        ("1. First", "1. First"),
        ("# 1 in sales", "# 1 in sales"),
        ("> 5 kg", "> 5 kg"),
        (">= 5 & < 9", ">= 5 & < 9"),
        ("---", "---"),
        ("***", "***"),
        ("```", "```"),
        ("`code`", "code"),
        ("``a`b``", "a`b"),
        ("`a*b*c` and `<td>`", "a*b*c and <td>"),
        ("`a \\| b`", "a | b"),
        ("a \\| b", "a | b"),
        ("\\*not lean\\*", "*not lean*"),
        ("C:\\Users", "C:\\Users"),
        ("\\\\", "\\"),
        ("[text](https://example.org)", "text"),
        ("[text](https://example.org \"title\")", "text"),
        ("[a **b** c](x)", "a b c"),
        ("[text][ref] [Text][]", "text Text"),
        ("[text] and [sic]", "[text] and [sic]"),
        ("a[i][j]", "a[i][j]"),
        ("[1][2]", "[1][2]"),
        ("f(x)[0](y)", "f(x)0"),
        ("<https://example.org/a_b>", "https://example.org/a_b"),
        ("<a@example.org>", "a@example.org"),
        ("https://example.org/a_b_c", "https://example.org/a_b_c"),
        ("![Yes](check.png)", "Yes"),
        ("![](check.png \"Yes\")", "Yes"),
        ("![*Yes*, `a`](check.png)", "Yes, a"),
        ("[![Yes](a.png)](b)", "Yes"),
        ("![Yes](a.png) from **5** ![2 of 3][stars]", "Yes from 5 2 of 3"),
        ("10<sup>2</sup> km<sup>2</sup>, H<sub>2</sub>O, 1<sup>st</sup>", "10² km², H₂O, 1st"),
        ("48 km/h<sup>[1]</sup>", "48 km/h"),
        ("China<br>Assam<BR/>Yunnan", "China; Assam; Yunnan"),
        ("4 kg<br>(9 lb)", "4 kg (9 lb)"),
        ("<i class=\"fa fa-check\"></i>", "Yes"),
        ("48 km/h[^1]", "48 km/h"),
        ("48 km/h[^note-a], fast", "48 km/h, fast"),
        ("AT&amp;T &#124; &eacute; &x; &", "AT&T | é &x; &"),
        ("a&nbsp;b", "a b"),
        ("<b>a</b> <font color=red>b</font>", "a b"),
        ("Vec<String> <your name> <!a>", "Vec<String> <your name> <!a>"),
        ("<b>**a**</b>", "a"),
        ("a <!-- b --> c", "a c"),
        ("<script>a</script>", "a"),
        ("</td><td>a", "a"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        (":white_check_mark:", "✅"),
        (":x: :heavy_check_mark:", "❌ ✔"),
        (":x:, :x:", "❌, ❌"),
        ("`:x:`", ":x:"),
        ("10:00:30 a:x:b :unknown:", "10:00:30 a:x:b :unknown:"),
        (":x:ray", ":x:ray"),
        ("~5 to ~10", "~5 to ~10"),
        ("10~20 and 30~40", "10~20 and 30~40"),
        ("~a~", "~a~"),
        ("one\ntwo\\\nthree  \n- four", "one two three - four"),
        ("x x", "x x"),
    ];

    #[test]
    fn a_line_says_what_markdown_means() {
        for (line, expected) in LINES {
            assert_eq!(inline(line), Inline { text: expected.to_owned(), doubt: None }, "{line}");
        }
    }

    #[test]
    fn what_a_line_may_not_say_is_doubted() {
        for (line, text, doubt) in [
            ("~~$20~~ $15", "$15", "a cell has struck-out text `$20`"),
            ("<del>**$20**</del> $15", "$15", "a cell has struck-out text `$20`"),
            ("~~old~~", "", "a cell has struck-out text `old`"),
            ("![](check.png)", "", "a cell holds a picture without a text"),
            ("48 km/h<sup>a</sup>", "48 km/hᵃ", "a cell has a raised `a` that may be a footnote mark"),
        ] {
            assert_eq!(inline(line), Inline { text: text.to_owned(), doubt: Some(doubt.to_owned()) }, "{line}");
        }
    }

    #[test]
    fn long_and_hostile_lines_cost_their_length() {
        let start = std::time::Instant::now();
        for part in [
            "*", "**a", "_", "~~", "`", "[", "![", "[a][b]", "<", "<sup>", "<i>", "&", ":", ":x:", "\\", "[^a]",
            "*a **b ",
        ] {
            let _ = inline(&part.repeat(100_000));
            let _ = inline(&format!("{}a{}", part.repeat(50_000), part.repeat(50_000)));
        }
        // Generous, for unoptimised code on a busy machine.
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }

    proptest! {
        #[test]
        fn any_line_is_read(line in "\\PC{0,40}") {
            let _ = inline(&line);
        }

        #[test]
        fn no_word_is_lost(
            parts in prop::collection::vec(
                "\\*|\\*\\*|_|__|`|``|\\\\|\\||\\[|\\]|\\(|\\)|!|<b>|</b>|<br>|<|>|&|&amp;|#|- |:| |[a-z]{3,8}|[0-9]{1,3}",
                0..30,
            ),
        ) {
            let line = parts.concat();
            // Where a link points to is no word of the line.
            prop_assume!(!line.contains("](") && !line.contains("]["));
            let read = text(&line);
            for word in parts.iter().filter(|part| part.len() > 2 && part.starts_with(char::is_alphabetic)) {
                prop_assert!(read.contains(&**word), "{word} in {read}");
            }
        }
    }
}
