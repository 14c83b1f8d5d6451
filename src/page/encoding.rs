//! Which encoding a page is in, and its bytes as text.
//!
//! What counts, in this order: a byte order mark; what a person says (`--encoding`); what was sent with the page (HTTP);
//! what the page declares (`<meta>`, an XML declaration). But a page that is valid UTF-8 is read as UTF-8, whatever is
//! said of it: text in another encoding is that by accident only, and wrong declarations are common. Without a word from
//! anywhere a page that is not UTF-8 is refused: which encoding it is cannot be told with certainty.

use std::borrow::Cow;

use encoding_rs::{ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::figures_are::FiguresAre;
use super::format::input_format::InputFormat;
use super::rejection::Rejection;
use super::text;

/// Goes into every message on an encoding: how a person says which it is.
const WAY_ON: &str = "name it with `--encoding`, such as `--encoding windows-1252`";

/// The longest label of an encoding that a message repeats, in characters.
const LONGEST_LABEL: usize = 40;

/// An encoding of the Encoding Standard, which is what browsers know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// Returns the encoding of a label, such as `latin1` or `shift_jis`.
    #[must_use]
    pub fn from_label(label: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes()).map(Self)
    }
}

/// What is said of a page's encoding elsewhere than in the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Declared<'a> {
    /// What a person says.
    pub said: Option<Encoding>,
    /// The `charset` that was sent with the page.
    pub sent: Option<&'a str>,
    /// Which way round a person says its tables are.
    pub figures: Option<FiguresAre>,
}

/// Returns a page as text, or why and on which line it cannot be read.
pub(super) fn to_text<'a>(
    format: InputFormat,
    bytes: &'a [u8],
    declared: Declared<'_>,
) -> Result<Cow<'a, str>, Rejection> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return decoded(encoding, &bytes[mark..], "its byte order mark says");
    }
    let utf8 = std::str::from_utf8(bytes);
    // Two encodings write letters with bytes that are ASCII, too: these show them.
    let (is_utf16, is_jis) = (bytes.contains(&0), bytes.contains(&0x1b));
    if let Ok(text) = utf8
        && !is_utf16
        && !(is_jis && text.is_ascii())
    {
        return Ok(Cow::Borrowed(text));
    }
    let stated = if format == InputFormat::Html { stated(bytes) } else { None };
    let known = |label: Option<&str>| label.and_then(Encoding::from_label).map(|encoding| encoding.0);
    let candidates = [
        (declared.said.map(|encoding| encoding.0), "`--encoding` says"),
        (known(declared.sent), "the server said"),
        (known(stated.as_deref()), "the page declares"),
    ];
    let found = candidates.into_iter().find_map(|(encoding, who)| Some((encoding?, who)));
    match (utf8, found) {
        (Ok(_), Some((encoding, who))) if is_utf16 && [UTF_16LE, UTF_16BE].contains(&encoding) => {
            decoded(encoding, bytes, who)
        }
        (Ok(_), Some((encoding, who))) if is_jis && encoding == ISO_2022_JP => decoded(encoding, bytes, who),
        (Ok(text), _) => Ok(Cow::Borrowed(text)),
        (Err(_), Some((encoding, who))) => decoded(encoding, bytes, who),
        (Err(error), None) => {
            let line = text::line_at(bytes, error.valid_up_to());
            let label = declared.sent.or(stated.as_deref()).map(shortened).filter(|label| !label.is_empty());
            let said = match label {
                Some(label) => format!("`{label}`, which is declared, is no known encoding"),
                None => "nothing says which encoding it is".to_owned(),
            };
            Err(Rejection { line, reason: format!("the text is not UTF-8, and {said}: {WAY_ON}") })
        }
    }
}

/// Returns the bytes as text; never with a replacement for what is not valid.
fn decoded<'a>(
    encoding: &'static encoding_rs::Encoding,
    bytes: &'a [u8],
    who: &str,
) -> Result<Cow<'a, str>, Rejection> {
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text);
    }
    // Only now the place is looked for.
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let length = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or_default();
    let mut text = String::with_capacity(length);
    let _ = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let line = text::line_at(text.as_bytes(), text.len());
    let reason = format!("the text is not valid {}, which {who} it is: {WAY_ON}", encoding.name());
    Err(Rejection { line, reason })
}

fn shortened(label: &str) -> String {
    label.trim().chars().take(LONGEST_LABEL).collect()
}

/// Returns the label of the encoding that a web page declares: in its first `<meta>` that does, else in an XML
/// declaration. The bytes need not be text: where the declaration stands, they are ASCII.
fn stated(page: &[u8]) -> Option<String> {
    if page.starts_with(b"<\0?\0x\0") {
        return Some("utf-16le".to_owned());
    }
    if page.starts_with(b"\0<\0?\0x") {
        return Some("utf-16be".to_owned());
    }
    let label = meta(page).or_else(|| xml_declaration(page))?;
    // What declares itself in ASCII is not UTF-16, and nobody writes `x-user-defined`: the HTML standard reads them so.
    Some(match encoding_rs::Encoding::for_label(label.as_bytes()) {
        Some(encoding) if [UTF_16LE, UTF_16BE].contains(&encoding) => UTF_8.name().to_owned(),
        Some(encoding) if encoding == X_USER_DEFINED => WINDOWS_1252.name().to_owned(),
        _ => label,
    })
}

fn meta(page: &[u8]) -> Option<String> {
    let mut tag = Meta::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<usize>| -> Option<String> {
        match event {
            CallbackEvent::OpenStartTag { name } => tag = Meta { is_open: name == b"meta", ..Meta::default() },
            CallbackEvent::AttributeName { name } if tag.is_open => tag.attribute = name.to_vec(),
            CallbackEvent::AttributeValue { value } if tag.is_open => tag.add(&String::from_utf8_lossy(value)),
            CallbackEvent::CloseStartTag { .. } => return tag.label(),
            _ => {}
        }
        None
    });
    // Scripts and the like are passed over.
    emitter.naively_switch_states(true);
    // What is in memory has no reading errors. The first label ends it.
    Tokenizer::new_with_emitter(page, emitter).next().and_then(Result::ok)
}

/// The attributes of a `<meta>` that count.
#[derive(Debug, Default)]
struct Meta {
    is_open: bool,
    attribute: Vec<u8>,
    charset: Option<String>,
    content: Option<String>,
    is_content_type: bool,
}

impl Meta {
    fn add(&mut self, value: &str) {
        match &*self.attribute {
            b"charset" => drop(self.charset.get_or_insert_with(|| value.to_owned())),
            b"content" => drop(self.content.get_or_insert_with(|| value.to_owned())),
            b"http-equiv" => self.is_content_type |= value.trim().eq_ignore_ascii_case("content-type"),
            _ => {}
        }
    }

    fn label(&mut self) -> Option<String> {
        let Self { charset, content, is_content_type, .. } = std::mem::take(self);
        charset.or_else(|| charset_of(&content.filter(|_| is_content_type)?)).filter(|label| !label.trim().is_empty())
    }
}

/// Returns the `charset` of a media type, such as `text/html; charset="utf-8"`.
#[must_use]
pub fn charset_of(media_type: &str) -> Option<String> {
    let lower = media_type.to_ascii_lowercase();
    let label = lower.match_indices("charset").find_map(|(at, word)| {
        let value = lower[at + word.len()..].trim_start().strip_prefix('=')?.trim_start();
        let ends: &[char] = if value.starts_with('"') { &['"'] } else { &[';', ' ', '\'', '\t', '\n'] };
        value.trim_start_matches(['"', '\'']).split(ends).next()
    });
    label.map(str::trim).filter(|label| !label.is_empty()).map(str::to_owned)
}

fn xml_declaration(page: &[u8]) -> Option<String> {
    let rest = page.strip_prefix(b"<?xml")?;
    let end = rest.iter().take(1024).position(|byte| *byte == b'>')?;
    let declaration = String::from_utf8_lossy(&rest[..end]).into_owned();
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.to_owned())
}

#[cfg(test)]
mod tests;
