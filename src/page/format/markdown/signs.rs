//! Signs by the codes that are written for them, such as `:x:`.

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
pub(super) fn with_signs(text: &str) -> String {
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
