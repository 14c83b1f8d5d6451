//! The elements of HTML that people write into Markdown.

/// Elements that mean something to the text of a cell.
pub(super) const KEPT: [&str; 11] = ["a", "br", "del", "i", "img", "input", "s", "span", "strike", "sub", "sup"];

/// Those that part what stands before, in and behind them.
pub(super) const BLOCKS: [&str; 21] = [
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
pub(super) const PASSED_OVER: [&str; 24] = [
    "abbr", "b", "big", "cite", "code", "em", "font", "ins", "kbd", "label", "mark", "nobr", "picture", "pre", "q",
    "samp", "script", "small", "strong", "style", "svg", "table", "tt", "u",
];
