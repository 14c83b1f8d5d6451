//! Reasons for which rows are unclear, as kinds: without what is only of one row.

/// Returns the kind of a reason: what it quotes becomes `…`, and its numbers `N`.
#[must_use]
pub fn kind(reason: &str) -> String {
    let mut kind = String::new();
    let mut parts = reason.split('`').enumerate().peekable();
    while let Some((number, part)) = parts.next() {
        // What a page wrote may hold a backtick, and the last one may be missing: it is quoted then to the end.
        if number % 2 == 1 {
            kind.push_str("`…");
            if parts.peek().is_some() {
                kind.push('`');
            }
            continue;
        }
        let mut in_number = false;
        for c in part.chars() {
            if !c.is_ascii_digit() {
                kind.push(c);
            } else if !in_number {
                kind.push('N');
            }
            in_number = c.is_ascii_digit();
        }
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_nothing_of_one_row() {
        assert_eq!(kind("two splits fit equally well"), "two splits fit equally well");
        assert_eq!(
            kind("the digits `43520` could be cut in several places"),
            "the digits `…` could be cut in several places"
        );
        assert_eq!(
            kind("1 of the 12 places where cells end can be seen"),
            "N of the N places where cells end can be seen"
        );
        assert_eq!(kind("the attribute `Color` is already in row 13"), "the attribute `…` is already in row N");
        assert_eq!(kind("the attribute `Col"), "the attribute `…");
    }
}
