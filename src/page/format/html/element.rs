//! What the elements of HTML mean to the reader: which end a word or a paragraph, make up tables, or hold no content.

/// What an element does to the text around it and in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Part of the running text; so is an element that HTML does not know.
    Inline,
    /// Has no content and no end tag.
    Void,
    /// A line break.
    Break,
    /// Text before and after it does not belong together.
    Block,
    /// A block that the next block of any kind ends.
    Paragraph,
    /// A block that the next of its kind ends.
    Item,
    /// A heading, by its level.
    Heading(u8),
    /// The page's title, in its head.
    Title,
    /// What the page is about.
    Main,
    /// A block that stands on every page of a site.
    Furniture,
    /// Nothing in it is text of the page.
    Ignored,
    /// What is in it is no longer so.
    Struck,
    /// Ignored unless the whole page is in it.
    Form,
    Table,
    Caption,
    /// `thead`, `tbody`, `tfoot`.
    Group,
    Row,
    Cell,
}

impl Kind {
    pub(super) fn of(name: &[u8]) -> Self {
        match name {
            b"area" | b"base" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link" | b"meta" | b"param"
            | b"source" | b"track" | b"wbr" | b"basefont" | b"bgsound" | b"frame" => Self::Void,
            b"br" => Self::Break,
            b"p" => Self::Paragraph,
            b"li" | b"dt" | b"dd" => Self::Item,
            b"h1" => Self::Heading(1),
            b"h2" => Self::Heading(2),
            b"h3" => Self::Heading(3),
            b"h4" => Self::Heading(4),
            b"h5" => Self::Heading(5),
            b"h6" => Self::Heading(6),
            b"title" => Self::Title,
            b"main" => Self::Main,
            b"nav" | b"header" | b"footer" | b"aside" | b"menu" => Self::Furniture,
            b"form" => Self::Form,
            b"del" | b"s" | b"strike" => Self::Struck,
            b"table" => Self::Table,
            b"caption" => Self::Caption,
            b"thead" | b"tbody" | b"tfoot" => Self::Group,
            b"tr" => Self::Row,
            b"td" | b"th" => Self::Cell,
            b"script" | b"style" | b"noscript" | b"template" | b"iframe" | b"object" | b"applet" | b"svg" | b"math"
            | b"canvas" | b"audio" | b"video" | b"button" | b"select" | b"textarea" | b"datalist" | b"dialog"
            | b"noframes" | b"noembed" | b"xmp" | b"rp" | b"rt" => Self::Ignored,
            b"address" | b"article" | b"blockquote" | b"body" | b"center" | b"details" | b"dir" | b"div" | b"dl"
            | b"fieldset" | b"figure" | b"head" | b"hgroup" | b"html" | b"legend" | b"ol" | b"optgroup" | b"option"
            | b"pre" | b"search" | b"section" | b"summary" | b"ul" | b"listing" => Self::Block,
            _ => Self::Inline,
        }
    }

    /// Answers whether text before it and text in it are two paragraphs.
    pub(super) fn parts_text(self) -> bool {
        !matches!(self, Self::Inline | Self::Struck | Self::Void | Self::Break)
    }

    /// Answers whether it may have content.
    pub(super) fn has_content(self) -> bool {
        !matches!(self, Self::Void | Self::Break)
    }

    /// How far out it stands among the parts of a table; 0 for what stands in a cell.
    pub(super) fn table_rank(self) -> u8 {
        match self {
            Self::Cell | Self::Caption => 1,
            Self::Row => 2,
            Self::Group => 3,
            Self::Table => 4,
            _ => 0,
        }
    }
}

/// How an element is shown; of several, the last here counts.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    #[default]
    Plain,
    /// Hidden from those who listen, and from no one else.
    Silent,
    Struck,
    Hidden,
}

/// The attributes of a start tag that matter.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    pub(super) look: Look,
    /// Whether it is a mark of a note or links to a note, by its class, id, role or address.
    pub(super) is_note: bool,
    pub(super) is_furniture: bool,
    pub(super) is_main: bool,
    pub(super) colspan: Option<u32>,
    pub(super) rowspan: Option<u32>,
}

/// The most columns and rows that HTML lets a cell span.
const WIDEST_SPAN: u32 = 1000;
const TALLEST_SPAN: u32 = 65_534;

impl Attributes {
    /// Takes in an attribute; `value` is empty for one that has none. Of attributes with one name the first counts.
    pub(super) fn add(&mut self, name: &[u8], value: &[u8]) {
        let value = String::from_utf8_lossy(value).to_ascii_lowercase();
        match name {
            b"hidden" => self.look = Look::Hidden,
            b"aria-hidden" if value == "true" => self.look = self.look.max(Look::Silent),
            b"style" => {
                let style: String = value.split_whitespace().collect();
                if style.contains("display:none") || style.contains("visibility:hidden") {
                    self.look = Look::Hidden;
                } else if style.contains("line-through") {
                    self.look = self.look.max(Look::Struck);
                }
            }
            b"role" => {
                self.is_main |= value == "main";
                self.is_furniture |= is_furniture_role(&value);
                self.is_note |= value == "doc-noteref";
            }
            b"class" | b"id" => {
                self.is_furniture |= names_a_banner(&value);
                self.is_note |= names_a_note(&value);
            }
            b"href" => self.is_note |= is_note(&value),
            b"colspan" if self.colspan.is_none() => {
                self.colspan = Some(number(&value).map_or(1, |span| span.clamp(1, WIDEST_SPAN)));
            }
            b"rowspan" if self.rowspan.is_none() => {
                self.rowspan = Some(number(&value).map_or(1, |span| span.min(TALLEST_SPAN)));
            }
            _ => {}
        }
    }
}

fn is_furniture_role(role: &str) -> bool {
    matches!(
        role,
        "navigation"
            | "banner"
            | "contentinfo"
            | "complementary"
            | "search"
            | "dialog"
            | "alertdialog"
            | "menu"
            | "menubar"
            | "toolbar"
    )
}

/// Answers whether a class or id names what asks for consent to cookies.
fn names_a_banner(names: &str) -> bool {
    names
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| matches!(word, "cookie" | "cookies" | "consent" | "gdpr"))
}

/// Answers whether a class or id is one of marks of notes.
fn names_a_note(names: &str) -> bool {
    names.split_ascii_whitespace().any(|name| {
        let name = name.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        let starts = ["fnref", "ftnref", "_ftnref", "cite_ref", "cite-ref", "noteref", "footnote", "endnote"];
        name == "reference" || name == "fn" || starts.iter().any(|start| name.starts_with(start))
    })
}

/// Answers whether an address is that of a note: a place on the page, or one that is called a note on any.
fn is_note(address: &str) -> bool {
    let Some((page, place)) = address.split_once('#') else {
        return false;
    };
    let starts = ["cite_note", "cite-note", "fn", "ftn", "_ftn", "note", "footnote", "endnote", "ref"];
    !place.is_empty() && (page.is_empty() || starts.iter().any(|start| place.starts_with(start)))
}

/// Reads a number as HTML does: what follows the digits does not count.
fn number(value: &str) -> Option<u32> {
    let value = value.trim_start();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    match &value[..digits] {
        "" => None,
        digits => Some(digits.parse().unwrap_or(u32::MAX)),
    }
}
