//! What a text means in which characters are written as escapes of Markdown or entities of HTML.

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
        let (c, taken) = escaped(rest).or_else(|| entity(rest)).unwrap_or((char::from(rest.as_bytes()[0]), 1));
        text.push(c);
        rest = &rest[taken..];
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
        let (c, taken) = entity(&rest[at..]).unwrap_or(('&', 1));
        read.push(c);
        rest = &rest[at + taken..];
    }
    read + rest
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
