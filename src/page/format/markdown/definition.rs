//! Lines that define what others refer to: the targets of links, and notes. Readers see the first nowhere.

use std::collections::HashSet;

use crate::name;

/// The names of the links that a page defines.
#[derive(Debug, Default)]
pub(in crate::page) struct Links(HashSet<String>);

impl Links {
    /// Finds the definitions among the lines of a page.
    pub(in crate::page) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        Self(lines.filter_map(link).map(name::fold).collect())
    }

    /// Answers whether a name in brackets is a link.
    pub(super) fn has(&self, label: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&name::fold(label))
    }
}

/// Returns the name of the link that a line defines: `[name]: https://example.org "title"`.
pub(in crate::page) fn link(line: &str) -> Option<&str> {
    let (label, rest) = labelled(line)?;
    let rest = rest.trim();
    let (target, title) = match rest.strip_prefix('<') {
        Some(rest) => rest.split_once('>')?,
        None => rest.split_once([' ', '\t']).unwrap_or((rest, "")),
    };
    let title = title.trim();
    let is_title = [('"', '"'), ('\'', '\''), ('(', ')')]
        .iter()
        .any(|(open, close)| title.len() > 1 && title.starts_with(*open) && title.ends_with(*close));
    // A word by itself may be a note that somebody numbered: `[1]: Estimated`.
    let is_target = target.contains([':', '/', '#', '.']) && !target.contains(char::is_whitespace);
    (!label.starts_with('^') && is_target && (title.is_empty() || is_title)).then_some(label)
}

/// Returns the text of the note that a line begins: `[^1]: text`.
pub(in crate::page) fn note(line: &str) -> Option<&str> {
    let (label, text) = labelled(line)?;
    (label.len() > 1 && label.starts_with('^')).then(|| text.trim())
}

fn labelled(line: &str) -> Option<(&str, &str)> {
    let (label, rest) = line.strip_prefix('[')?.split_once("]:")?;
    (!label.trim().is_empty() && !label.contains(['[', ']'])).then_some((label, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_defines_is_told() {
        for (line, label) in [
            ("[a b]: https://example.org", Some("a b")),
            ("[1]: <x y.html> 'Title'", None),
            ("[1]: <x.html> 'Title'", Some("1")),
            ("[1]: #top (Title)", Some("1")),
            ("[1]: Estimated", None),
            ("[1]: see a.html for more", None),
            ("[^1]: https://example.org", None),
            ("[a]:", None),
            ("[ ]: https://example.org", None),
            ("[a][b]: https://example.org", None),
            ("a [b]: https://example.org", None),
        ] {
            assert_eq!(link(line), label, "{line}");
        }
        for (line, text) in
            [("[^1]: Of *2020*.", Some("Of *2020*.")), ("[^a b]:", Some("")), ("[^]: x", None), ("[1]: x", None)]
        {
            assert_eq!(note(line), text, "{line}");
        }
        let links = Links::of(["[A b]: https://example.org", "[c]: Estimated"].into_iter());
        assert!(links.has("a B") && !links.has("c"));
    }
}
