//! What lines of Markdown say.

use proptest::prelude::*;

use super::*;

fn text(line: &str) -> String {
    inline(line, &Links::default()).text
}

/// Lines and what they say, one for each thing that Markdown has or that only looks like it.
const LINES: [(&str, &str); 83] = [
    ("", ""),
    ("  plain  words ", "plain words"),
    ("*lean*", "lean"),
    ("_lean_", "lean"),
    ("**strong**", "strong"),
    ("__strong__", "strong"),
    ("***both***", "both"),
    ("**K**ey **v**alue", "Key value"),
    ("**a** and *b*", "a and b"),
    ("**not closed", "**not closed"),
    ("a_b_c", "a_b_c"),
    ("snake_case and _lean_", "snake_case and lean"),
    ("5 * 3", "5 * 3"),
    ("5*3", "5*3"),
    ("5 * 3 * 2", "5 * 3 * 2"),
    ("1920*1080*3", "1920*1080*3"),
    ("2**10", "2**10"),
    ("2**10 and 2**20", "2**10 and 2**20"),
    ("a*b*c", "a*b*c"),
    ("*5*3", "*5*3"),
    ("日本**語**です", "日本語です"),
    ("12*", "12*"),
    ("* a list?", "* a list?"),
    ("- a list?", "- a list?"),
    ("+ 5", "+ 5"),
    ("1. First", "1. First"),
    ("# 1 in sales", "# 1 in sales"),
    ("> 5 kg", "> 5 kg"),
    (">= 5 & < 9", ">= 5 & < 9"),
    ("---", "---"),
    ("***", "***"),
    ("```", "```"),
    ("`code`", "code"),
    ("``a`b``", "a`b"),
    ("`a*b*c` and `<td>`", "a*b*c and <td>"),
    ("`a \\| b`", "a | b"),
    ("a \\| b", "a | b"),
    ("\\*not lean\\*", "*not lean*"),
    ("C:\\Users", "C:\\Users"),
    ("\\\\", "\\"),
    ("[text](https://example.org)", "text"),
    ("[text](https://example.org \"title\")", "text"),
    ("[a **b** c](x)", "a b c"),
    ("[text][ref] [Text][]", "text Text"),
    ("[text] and [sic]", "[text] and [sic]"),
    ("a[i][j]", "a[i][j]"),
    ("[1][2]", "[1][2]"),
    ("f(x)[0](y)", "f(x)0"),
    ("<https://example.org/a_b>", "https://example.org/a_b"),
    ("<a@example.org>", "a@example.org"),
    ("https://example.org/a_b_c", "https://example.org/a_b_c"),
    ("![Yes](check.png)", "Yes"),
    ("![](check.png \"Yes\")", "Yes"),
    ("![*Yes*, `a`](check.png)", "Yes, a"),
    ("[![Yes](a.png)](b)", "Yes"),
    ("![Yes](a.png) from **5** ![2 of 3][stars]", "Yes from 5 2 of 3"),
    ("10<sup>2</sup> km<sup>2</sup>, H<sub>2</sub>O, 1<sup>st</sup>", "10² km², H₂O, 1st"),
    ("48 km/h<sup>[1]</sup>", "48 km/h"),
    ("China<br>Assam<BR/>Yunnan", "China; Assam; Yunnan"),
    ("4 kg<br>(9 lb)", "4 kg (9 lb)"),
    ("<i class=\"fa fa-check\"></i>", "Yes"),
    ("48 km/h[^1]", "48 km/h"),
    ("48 km/h[^note-a], fast", "48 km/h, fast"),
    ("AT&amp;T &#124; &eacute; &x; &", "AT&T | é &x; &"),
    ("a&nbsp;b", "a b"),
    ("<b>a</b> <font color=red>b</font>", "a b"),
    ("Vec<String> <your name> <!a>", "Vec<String> <your name> <!a>"),
    ("<b>**a**</b>", "a"),
    ("a <!-- b --> c", "a c"),
    ("<script>a</script>", "a"),
    ("</td><td>a", "a"),
    ("1 < 2 > 0", "1 < 2 > 0"),
    (":white_check_mark:", "✅"),
    (":x: :heavy_check_mark:", "❌ ✔"),
    (":x:, :x:", "❌, ❌"),
    ("`:x:`", ":x:"),
    ("10:00:30 a:x:b :unknown:", "10:00:30 a:x:b :unknown:"),
    (":x:ray", ":x:ray"),
    ("~5 to ~10", "~5 to ~10"),
    ("10~20 and 30~40", "10~20 and 30~40"),
    ("~a~", "~a~"),
    ("one\ntwo\\\nthree  \n- four", "one two three - four"),
    ("x x", "x x"),
];

#[test]
fn a_line_says_what_markdown_means() {
    for (line, expected) in LINES {
        assert_eq!(inline(line, &Links::default()), Inline { text: expected.to_owned(), doubt: None }, "{line}");
    }
}

#[test]
fn a_name_in_brackets_is_a_link_where_the_page_defines_it() {
    let links = Links::of(["[Ferry]: https://example.org"].into_iter());
    for (line, expected) in
        [("[ferry]", "ferry"), ("a [Ferry], [sic]", "a Ferry, [sic]"), ("[x]", "[x]"), ("![Ferry]", "Ferry")]
    {
        assert_eq!(inline(line, &links).text, expected, "{line}");
    }
}

#[test]
fn what_a_line_may_not_say_is_doubted() {
    for (line, text, doubt) in [
        ("~~$20~~ $15", "$15", "a cell has struck-out text `$20`"),
        ("<del>**$20**</del> $15", "$15", "a cell has struck-out text `$20`"),
        ("~~old~~", "", "a cell has struck-out text `old`"),
        ("![](check.png)", "", "a cell holds a picture without a text"),
        ("48 km/h<sup>a</sup>", "48 km/hᵃ", "a cell has a raised `a` that may be a footnote mark"),
    ] {
        assert_eq!(
            inline(line, &Links::default()),
            Inline { text: text.to_owned(), doubt: Some(doubt.to_owned()) },
            "{line}"
        );
    }
}

#[test]
fn long_and_hostile_lines_cost_their_length() {
    let start = std::time::Instant::now();
    for part in
        ["*", "**a", "_", "~~", "`", "[", "![", "[a][b]", "<", "<sup>", "<i>", "&", ":", ":x:", "\\", "[^a]", "*a **b "]
    {
        let _ = inline(&part.repeat(100_000), &Links::default());
        let _ = inline(&format!("{}a{}", part.repeat(50_000), part.repeat(50_000)), &Links::default());
    }
    // Generous, for unoptimised code on a busy machine.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn any_line_is_read(line in "\\PC{0,40}") {
        let _ = inline(&line, &Links::default());
    }

    #[test]
    fn no_word_is_lost(
        parts in prop::collection::vec(
            "\\*|\\*\\*|_|__|`|``|\\\\|\\||\\[|\\]|\\(|\\)|!|<b>|</b>|<br>|<|>|&|&amp;|#|- |:| |[a-z]{3,8}|[0-9]{1,3}",
            0..30,
        ),
    ) {
        let line = parts.concat();
        // Where a link points to is no word of the line.
        prop_assume!(!line.contains("](") && !line.contains("]["));
        let read = text(&line);
        for word in parts.iter().filter(|part| part.len() > 2 && part.starts_with(char::is_alphabetic)) {
            prop_assert!(read.contains(&**word), "{word} in {read}");
        }
    }
}
