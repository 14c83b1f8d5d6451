//! What a text means in which characters are written as escapes of Markdown or entities of HTML.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Returns the text that a cell means: `\|` is a pipe, `&amp;` an ampersand, `**all of it**` is emphasis.
pub(super) fn unescaped(cell: &str) -> String {
    let strong = cell.strip_prefix("**").and_then(|cell| cell.strip_suffix("**"));
    let cell = strong.filter(|cell| !cell.is_empty() && !cell.contains('*')).unwrap_or(cell);
    if !cell.contains(['\\', '&']) {
        return cell.to_owned();
    }
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = rest.find(['\\', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = match escaped(rest) {
            Some((c, taken)) => {
                text.push(c);
                &rest[taken..]
            }
            None if rest.starts_with('&') => push_entity(&mut text, rest),
            None => {
                text.push('\\');
                &rest[1..]
            }
        };
    }
    text.push_str(rest);
    text.trim().to_owned()
}

/// Returns the text with its HTML entities read: `&amp;` is an ampersand.
pub(super) fn without_entities(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        rest = push_entity(&mut read, &rest[at..]);
    }
    read + rest
}

/// Adds what the ampersand at the beginning of a text means, and returns the rest of the text.
fn push_entity<'a>(read: &mut String, text: &'a str) -> &'a str {
    if let Some((c, taken)) = entity(text) {
        read.push(c);
        return &text[taken..];
    }
    let (meant, taken) = named(text).unwrap_or(("&".to_owned(), 1));
    read.push_str(&meant);
    &text[taken..]
}

/// Returns what one of the many names of HTML stands for, and the length of the entity.
fn named(text: &str) -> Option<(String, usize)> {
    /// `&CounterClockwiseContourIntegral;` is the longest.
    const LONGEST: usize = 33;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')? + 1;
    let entity =
        text.get(..end).filter(|entity| entity[1..end - 1].bytes().all(|byte| byte.is_ascii_alphanumeric()))?;
    let mut meant = String::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<usize>| -> Option<()> {
        if let CallbackEvent::String { value } = event {
            meant.push_str(&String::from_utf8_lossy(value));
        }
        None
    });
    Tokenizer::new_with_emitter(entity, emitter).for_each(drop);
    let meant = if meant.trim().is_empty() { " ".to_owned() } else { meant };
    // What ends with its own semicolon was no entity, or one of the few that need none.
    (!meant.ends_with(';')).then_some((meant, end))
}

/// Returns the character that a backslash protects, and the length of both.
fn escaped(text: &str) -> Option<(char, usize)> {
    let next = text.strip_prefix('\\')?.chars().next()?;
    next.is_ascii_punctuation().then_some((next, 2))
}

/// Returns the character that an HTML entity stands for, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    /// `&#x10FFFF;` is the longest.
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_by_number_and_by_all_their_names() {
        for (text, meant) in [
            ("AT&amp;T &lt;1 &#8209; &#x41;", "AT&T <1 \u{2011} A"),
            ("Caf&eacute;&ensp;&pound;5 &NotEqualTilde;", "Caf\u{e9} \u{a3}5 \u{2242}\u{338}"),
            ("&semi;&nosuch; &copy 2020; &notit; AT&T; & ; &", "&semi;&nosuch; &copy 2020; &notit; AT&T; & ; &"),
        ] {
            assert_eq!(without_entities(text), meant);
            assert_eq!(unescaped(text), meant);
        }
        assert_eq!(unescaped("\\&eacute; \\x"), "&eacute; \\x");
    }
}
