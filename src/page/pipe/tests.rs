//! Lines with pipes.

use super::*;

/// Returns the rows of a table, the cells of each joined by slashes; unclear ones with a question mark.
fn read(text: &str) -> Vec<String> {
    let lines = text::lines(text);
    let found = find(&lines, 0, lines.len(), lines.len(), |_| false).next().expect("a table");
    let (rows, _) = rows(&found, &lines[found.start..], true);
    let shown = |row: &PipeRow| match &row.cells {
        Ok(cells) => super::read(cells).join("/"),
        Err(_) => format!("? {}", row.raw),
    };
    std::iter::once(found.names.join("/")).chain(rows.iter().map(shown)).collect()
}

#[test]
fn outer_pipes_may_be_there_or_not() {
    for text in [
        "| A | B | C |\n|---|:-:|--:|\n| a | b | c |\n|d|e||",
        "A | B | C |\n---|---|---|\na | b | c |\nd | e | |",
        "A | B | C\n:---:|---|---\na | b | c\nd | e |",
        "| A | B | C\n|-|-|-\n| a | b | c\n| d | e | ",
    ] {
        assert_eq!(read(text), ["A/B/C", "a/b/c", "d/e/"], "{text}");
    }
    assert_eq!(read(" | B | C |\n---|---|---|\n | b | c |"), ["/B/C", "/b/c"]);
}

#[test]
fn escaped_characters_are_read_as_meant() {
    assert_eq!(read("A|B|C\n-|-|-\na\\|b | \\*c\\* | d\\\\"), ["A/B/C", "a|b/*c*/d\\"]);
    assert_eq!(read("A|B|C\n-|-|-\n**a** | AT&amp;T &#124; &x; | C:\\Users &"), ["A/B/C", "a/AT&T | &x;/C:\\Users &"]);
}

#[test]
fn ragged_rows_are_unclear() {
    let text = "|A|B|C|\n|-|-|-|\n|a|b|\n|a|b|c|d|\nabc\n|a|b|c|";
    assert_eq!(read(text), ["A/B/C", "? |a|b|", "? |a|b|c|d|", "? abc", "a/b/c"]);
}

#[test]
fn broken_rows_are_put_together_when_that_is_sure() {
    assert_eq!(read("|A|B|C|\n|-|-|-|\n|a|b,\nb|c\nc|\n|d|e|f|"), ["A/B/C", "a/b, b/c c", "d/e/f"]);
    assert_eq!(read("A|B|C|\n-|-|-|\na|b|C\nD|\nd|e|f|"), ["A/B/C", "a/b/C D", "d/e/f"]);
    assert_eq!(read("A|B|C\n-|-|-\nA|b,\nb|c\nD|e|f,\ng\nH|i|j"), ["A/B/C", "A/b, b/c", "D/e/f, g", "H/i/j"]);
    assert_eq!(read("A|B|C\n-|-|-\nA|B\nC|D\nE|F|G"), ["A/B/C", "? A|B", "? C|D", "E/F/G"]);
    assert_eq!(read("A|B|C\n-|-|-\na|b\nc|d\ne|f|g"), ["A/B/C", "? a|b", "? c|d", "e/f/g"]);
    assert_eq!(read("|A|B|C|\n|-|-|-|\n|a|b\n|d|e|f|"), ["A/B/C", "? |a|b", "d/e/f"]);
}

#[test]
fn a_line_of_dashes_is_no_rule() {
    for line in ["---", "|---|", "|", "", "a|b", "--|::", "|:|:|"] {
        assert!(rule(line).is_none(), "{line}");
    }
}
