//! Web pages made to do harm: they cost what their length costs, and what is too much is said.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::model::Document;
use crate::page::{InputFormat, Rejection, read_as};

/// Reads a page of some megabytes; debug builds of a linear reader need seconds, others hours.
fn read_hostile(before: &str, rows: &str, after: &str) -> Result<Document, Rejection> {
    let start = Instant::now();
    let table = format!("<table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown{rows}</table>");
    let page = format!("{before}<h1>Tea vs. Coffee</h1>{table}{after}");
    let result = read_as(InputFormat::Html, page.as_bytes(), "pages/tea-vs-coffee.html");
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    result
}

#[test]
fn nesting_costs_nothing() {
    let many = 20_000;
    for name in
        ["div", "table", "ul><li", "b", "p hidden", "font size=1", "nav", "main", "template", "svg", "h2", "form"]
    {
        let (open, close) = (format!("<{name}>").repeat(many), format!("</{name}>").repeat(many));
        let _ = read_hostile(&open, "", &close);
        let _ = read_hostile("", &open, &close);
        let _ = read_hostile(&close, "", &open);
    }
    let many = 100_000;
    let divs = "<div>".repeat(many);
    assert_eq!(read_hostile(&divs, "", &"</div>".repeat(many)).unwrap().rows.len(), 1);
    let cells = "<table><tr><td>".repeat(many);
    assert!(read_hostile("", &format!("<tr><td>{cells}"), "").is_ok());
}

#[test]
fn spans_do_not_multiply() {
    let wide = "<tr><td colspan=1000000 rowspan=1000000>x".repeat(1000);
    let document = read_hostile("", &wide, "").unwrap();
    assert_eq!((document.rows.len(), document.unclear.len()), (1, 999));
    let expected = "the table repeats its cells over too many rows and columns";
    assert_eq!(read_hostile("", &wide.repeat(100), "").unwrap_err().reason, expected);
    let long = format!("<tr><td>a<td rowspan=65534>{}<td>b{}", "x".repeat(100_000), "<tr><td>c<td>d".repeat(10_000));
    assert_eq!(read_hostile("", &long, "").unwrap_err().reason, expected);
    let many = format!("<tr>{}{}", "<td rowspan=65534>".repeat(101), "<tr>".repeat(100_000));
    assert!(read_hostile("", &many, "").is_err());
    let tables = format!("<table><tr><td colspan=1000>a{}</table>", "<tr><td colspan=100>b".repeat(10)).repeat(20_000);
    let _ = read_hostile(&tables, "", "");
}

#[test]
fn many_titles_and_tables_cost_their_length() {
    let words: Vec<String> = ('a'..='z').flat_map(|a| ('a'..='m').map(move |b| format!("{a}{b}"))).take(300).collect();
    let cells = "<td>".to_owned() + &words[..99].join("<td>");
    let tables = format!("<table>{}</table>", format!("<tr><td>{cells}<td>zz").repeat(6)).repeat(20);
    // Every name but the last is in each of the titles, which cannot be read as names or can.
    for title in [words.join(" "), words[..100].join(" x vs. ")] {
        let titles = format!("<h1>{title}</h1>").repeat(20);
        let _ = read_hostile(&format!("{titles}{tables}"), "", "");
    }
}

#[test]
fn attributes_and_text_cost_their_length() {
    let mut attributes = String::from("<div");
    for number in 0..300_000 {
        let _ = write!(attributes, " a{number}=x");
    }
    assert!(read_hostile(&format!("{attributes}>"), "", "").is_ok());
    let prose = "<p>Tea is <b>mild</b> &amp; green, and so on.</p>\n".repeat(20_000);
    assert_eq!(read_hostile("", "", &prose).unwrap().sections[0].passages.len(), 20_000);
    assert!(read_hostile("", "", &"&".repeat(1_000_000)).is_ok());
    assert!(read_hostile("", "", &"<".repeat(1_000_000)).is_ok());
    assert!(read_hostile("", "", &"<!--".repeat(300_000)).is_ok());
    assert!(read_hostile("", "", &"<br>".repeat(300_000)).is_ok());
}

#[test]
fn what_is_too_much_of_a_page_is_said_in_numbers() {
    let head = "<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown</table>";
    let of = |rest: &str| read_as(InputFormat::Html, format!("{head}\n{rest}").as_bytes(), "a.html");
    let reason = |rest: &str| of(rest).map(|document| document.title).unwrap_err().reason;
    let parts = "the page has more than 500000 tables, rows, cells and paragraphs";
    // The page above the rest has a heading, a table, two rows and six cells.
    let paragraphs = |number: usize| "<p>a".repeat(number);
    assert_eq!(of(&paragraphs(499_990)).unwrap().rows.len(), 1);
    assert_eq!(reason(&paragraphs(499_991)), parts);
    assert_eq!(reason(&format!("<table><tr><td>{}</table>", paragraphs(499_990))), parts, "only the first is the cell");
    assert_eq!(reason(&"tea ".repeat(3_000_000)), "the page has more than 8 MiB of text");
    let picture = format!("<img src='data:image/png;base64,{}'>", "iVBORw0K".repeat(1_500_000));
    assert_eq!(of(&picture).unwrap().rows.len(), 1);
}

#[test]
fn a_form_is_read_to_its_end_or_not_at_all() {
    let table = "<table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown</table>";
    let page = format!("<form><h1>Tea vs. Coffee</h1>{table}{}</form>", "<p>a".repeat(500_000));
    let rejection = read_as(InputFormat::Html, page.as_bytes(), "a.html").map(|document| document.title).unwrap_err();
    assert!(rejection.reason.starts_with("the page has more than 500000 "), "{rejection:?}");
}
