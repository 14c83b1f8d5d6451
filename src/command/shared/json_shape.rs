//! Where a JSON value ends, byte by byte. Not a parser: numbers and words may be anything, and what a text holds is not
//! looked at; what ends here may still be no JSON.

/// How deep values may be nested, as in `serde_json`. What is read of a page has a depth of four.
const DEEPEST: usize = 128;

/// An object, a list or a text that is being read.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// The brackets that are open.
    open: Vec<u8>,
    in_text: bool,
    is_escaped: bool,
    /// The last byte that is no white space and in no text.
    last: u8,
}

/// What came of some bytes of a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fed {
    /// It goes on.
    Open,
    /// It ended after so many of them.
    Closed(usize),
    /// It cannot go on like this.
    Broken,
}

impl Shape {
    /// Takes in more bytes of a value; the first ones begin it.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Fed {
        let mut at = 0;
        while let Some(byte) = bytes.get(at).copied() {
            if self.in_text && !self.is_escaped {
                // Most bytes of a crawl are passed over here.
                let plain =
                    bytes[at..].iter().position(|byte| matches!(byte, b'"' | b'\\')).unwrap_or(bytes.len() - at);
                if plain > 0 {
                    at += plain;
                    continue;
                }
            }
            at += 1;
            if !self.step(byte) {
                return Fed::Broken;
            }
            if self.open.is_empty() && !self.in_text && matches!(self.last, b'"' | b'}' | b']') {
                return Fed::Closed(at);
            }
        }
        Fed::Open
    }

    /// Answers whether the value goes on in a text, which no line end may.
    pub(super) fn is_in_text(&self) -> bool {
        self.in_text
    }

    fn step(&mut self, byte: u8) -> bool {
        if self.in_text {
            (self.is_escaped, self.in_text) = (!self.is_escaped && byte == b'\\', self.is_escaped || byte != b'"');
            return true;
        }
        let around = self.open.last().copied().unwrap_or_default();
        let begins_value = matches!(self.last, 0 | b'[' | b':') || self.last == b',' && around == b'[';
        let ends_value = !matches!(self.last, 0 | b'[' | b'{' | b',' | b':');
        let fits = match byte {
            b' ' | b'\t' | b'\n' | b'\r' => return true,
            b'"' => begins_value || matches!(self.last, b'{' | b','),
            b'{' | b'[' => begins_value && self.open.len() < DEEPEST,
            b'}' => around == b'{' && (ends_value || self.last == b'{'),
            b']' => around == b'[' && (ends_value || self.last == b'['),
            b',' | b':' => ends_value,
            _ => true,
        };
        match byte {
            b'"' => self.in_text = true,
            b'{' | b'[' => self.open.push(byte),
            b'}' | b']' => drop(self.open.pop()),
            _ => {}
        }
        self.last = byte;
        fits
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fed(text: &str) -> Fed {
        Shape::default().feed(text.as_bytes())
    }

    #[test]
    fn a_value_ends_with_its_bracket_or_quote() {
        for (text, length) in [
            ("{}", 2),
            (r#"{"a": [1, {"b}": "\\\"]"}, null], "c": -1.5e3} {}"#, 46),
            ("[]]", 2),
            (r#""a\"b", 1"#, 6),
            (" \n{\"a\":\n1}\n", 10),
        ] {
            assert_eq!(fed(text), Fed::Closed(length), "{text}");
        }
    }

    #[test]
    fn what_cannot_go_on_is_broken_where_it_shows() {
        for open in ["{", "{\"a\":", "[1, ", "{\"a\": \"}", "{\"a\": \"\\\"", "\""] {
            assert_eq!(fed(open), Fed::Open, "{open}");
        }
        for broken in [
            "{\"a\": 1,\n{\"a\"",
            "{{",
            "{\"a\": 1 {",
            "[1, ]",
            "{,",
            "[}",
            "{]",
            "{\"a\":}",
            "}",
            "{\"a\": {} {",
            &"[".repeat(129),
        ] {
            assert_eq!(fed(broken), Fed::Broken, "{broken}");
        }
    }

    proptest! {
        #[test]
        fn json_of_any_kind_ends_at_its_end(texts in prop::collection::vec("\\PC{0,10}|[\"\\\\\n{}]{0,6}", 1..5), is_pretty in any::<bool>(), cut in 0_usize..200) {
            let value = serde_json::json!({"a": texts.clone(), "b": {"c": texts[0], "d": [[], {}, 1.5, null]}});
            let text = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            prop_assert_eq!(fed(&format!("{text}, {text}")), Fed::Closed(text.len()));
            // However the bytes come.
            let (one, other) = text.as_bytes().split_at(cut.min(text.len() - 1));
            let mut shape = Shape::default();
            prop_assert_eq!(shape.feed(one), Fed::Open);
            prop_assert_eq!(shape.feed(other), Fed::Closed(other.len()));
        }

        #[test]
        fn any_bytes_will_do(bytes in prop::collection::vec(any::<u8>(), 0..50), text in "[{}\\[\\],:\" \\\\a]{0,30}") {
            let _ = Shape::default().feed(&bytes);
            if let Fed::Closed(length) = fed(&text) {
                prop_assert!(length <= text.len());
            }
        }
    }
}
