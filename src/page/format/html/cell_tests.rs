//! The texts of cells, as people write them into tables.

use crate::model::Document;
use crate::page::{InputFormat, read_as};

fn read(rows: &str, after: &str) -> Document {
    let page = format!("<h1>Tea vs. Coffee</h1><table><tr><th>Attribute<th>Tea<th>Coffee{rows}</table>{after}");
    read_as(InputFormat::Html, page.as_bytes(), "a.html").unwrap()
}

/// Returns the value that a cell with this content gives, or why its row is unclear, after a question mark.
fn cell(content: &str) -> String {
    let document = read(&format!("<tr><td>Color<td>{content}<td>Brown"), "");
    match &document.unclear[..] {
        [] => document.rows[0].values[0].clone(),
        [row] => format!("? {}", row.reason),
        more => panic!("{more:?}"),
    }
}

fn check(cells: &[(&str, &str)]) {
    let read: Vec<(&str, String)> = cells.iter().map(|(content, _)| (*content, cell(content))).collect();
    let wrong: Vec<_> = read.iter().zip(cells).filter(|((_, read), (_, expected))| read != expected).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn raised_and_lowered_text_keeps_its_meaning() {
    check(&[
        ("10<sup>2</sup> per ml", "10² per ml"),
        ("3 &times; 10<sup>&minus;3</sup>&nbsp;km<sup>2</sup>", "3 × 10⁻³ km²"),
        ("CO<sub>2</sub>", "CO₂"),
        ("C<sub>6</sub>H<sub>12</sub>O<sub>6</sub>", "C₆H₁₂O₆"),
        ("SO<sub>4</sub><sup>2&minus;</sup>", "SO₄²⁻"),
        ("V<sub>max</sub>, x<sup>q+1</sup>", "V_(max), x^(q+1)"),
        ("2<sup>n<sup>2</sup></sup>", "2^(n^(2))"),
        ("<sup>14</sup>C and <sup>12</sup>C", "¹⁴C and ¹²C"),
        ("1<sup>st</sup> of 2<sup> nd </sup>", "1st of 2nd"),
        ("Coke<sup>TM</sup> <sup>&reg;</sup>", "Coke™ ®"),
        ("10<sup><b>2</b></sup>", "10²"),
        ("<b>10</b><sup>2</sup>m", "10²m"),
        ("10<sup>2", "10²"),
        ("10<sup>2</sup><p>m</p>", "10²; m"),
        ("10<sup><a href='/exponents'>2</a></sup>", "10²"),
        ("x<sup></sup>y<sub> </sub>z", "xy z"),
        ("5 GB <sub>per month</sub>", "5 GB per month"),
    ]);
}

#[test]
fn marks_of_notes_go_or_make_the_row_unclear() {
    check(&[
        ("Green<sup>[1]</sup>", "Green"),
        ("Green<sup class=reference id=cite_ref-1><a href='#cite_note-1'>[1]</a></sup>, black", "Green, black"),
        ("Green<sup><a href='#fn1'>1</a></sup>", "Green"),
        ("48 km/h<sup><a href='#a'>a</a></sup>", "48 km/h"),
        ("48 km/h<a href='#fn1' class=footnote-ref role=doc-noteref><sup>1</sup></a>", "48 km/h"),
        ("48 km/h<a href='https://example.org/a#cite_note-b'>[b]</a> fast", "48 km/h fast"),
        ("48<sup>*</sup>", "48"),
        ("48 km/h <sup>&dagger;</sup>", "48 km/h"),
        ("Green<sup class='noprint'>[<i><a href='/wiki/CN'>citation needed</a></i>]</sup>", "Green"),
        ("48 km/h<sup>a</sup>", "? a cell has a raised `a` that may be a footnote mark"),
        ("48 km/h<sup>1</sup>", "? a cell has a raised `1` that may be a footnote mark"),
        ("48 km/h <sup>1</sup>", "? a cell has a raised `1` that may be a footnote mark"),
        ("$9<sup>99</sup>", "? a cell has a raised `99` that may be a footnote mark"),
        ("A<sup>*</sup> search", "? a cell has a raised `*` that may be a footnote mark"),
        ("<a href='#top'>Green</a>", "Green"),
        ("a[1] <a href='#top'>[all of the colors]</a>", "a[1] [all of the colors]"),
    ]);
    let raw = read("<tr><td>Speed<td>48 km/h<sup>a</sup><td>50 km/h", "").unclear.remove(0).raw;
    assert_eq!(raw, "Speed | 48 km/hᵃ | 50 km/h");
}

#[test]
fn a_mark_that_the_page_explains_is_one() {
    let row = "<tr><td>Speed<td>48 km/h<sup>a</sup><td>50 km/h<sup>2</sup>";
    let values = |after: &str| read(row, after).rows.into_iter().flat_map(|row| row.values).collect::<Vec<_>>();
    assert_eq!(values("<p><sup>a</sup> On a road.<p><sup>2</sup> On a track."), ["48 km/h", "50 km/h"]);
    assert_eq!(values("<p><sup>a</sup> On a road.<p><sup>2</sup>H is heavy."), [""; 0]);
    assert_eq!(values("<p><sup>a</sup>"), [""; 0]);
}

#[test]
fn names_lose_their_marks() {
    let page = "<h1>Cats<sup>[2]</sup> vs. Dogs</h1><table>\
        <tr><th>Attribute<th>Cats<sup class=reference><a href='#cite_note-1'>[1]</a></sup><th><img alt=paw> Dogs<sup>1</sup></tr>\
        <tr><td>Top<br>speed<sup>a</sup><td>48 km/h<td>72 km/h<tr><td>Area (km<sup>2</sup>)<td>1<td>2</table>";
    let document = read_as(InputFormat::Html, page.as_bytes(), "a.html").unwrap();
    assert_eq!(
        (&*document.title, &document.figures[..]),
        ("Cats vs. Dogs", &["Cats".to_owned(), "Dogs".to_owned()][..])
    );
    let attributes: Vec<_> = document.rows.iter().map(|row| &*row.attribute).collect();
    assert_eq!(attributes, ["Top speed", "Area (km²)"]);
}

#[test]
fn struck_out_text_is_no_value() {
    let expected = "? a cell has struck-out text `$20`";
    check(&[
        ("<del>$20</del> $15", expected),
        ("<s>$20</s>", expected),
        ("<strike>$20</strike><p>$15", expected),
        ("$15 <span style='text-decoration: line-through'>$20</span>", expected),
        ("<del><p>$20</p></del>$15", expected),
        ("<s>$20<p>$15", expected),
        ("<del></del>$15", "$15"),
        ("<ins>$15</ins>", "$15"),
    ]);
    for row in [
        "<tr><td>a<td style='text-decoration:line-through'>b<td>c",
        "<tr style='text-decoration: line-through'><td>a<td>b<td>c",
    ] {
        assert_eq!(
            read(&format!("{row}<tr><td>d<td>e<td>f"), "").unclear[0].reason,
            "the text of a cell is struck out"
        );
    }
    let document = read("<tr><td>Price<td><del>$20</del> $15<td>$9", "<p>It was <del>cheap</del> dear.<p>Still <s>so");
    assert_eq!(document.unclear[0].raw, "Price | $15 | $9");
    let passages: Vec<_> = document.sections[0].passages.iter().map(|passage| &*passage.text).collect();
    assert_eq!(passages, ["It was dear.", "Still"]);
    let document = read(
        "<tr><td>a<td>b<td>c",
        "<p><s>Old<p>New<div><del>Old</div><p>Newer<p><del><p>Old</p><p>Old</p></del><p>Newest",
    );
    let passages: Vec<_> = document.sections[0].passages.iter().map(|passage| &*passage.text).collect();
    assert_eq!(passages, ["New", "Newer", "Newest"]);
}

#[test]
fn pictures_are_told_by_their_texts() {
    let unsaid = "? a cell holds a picture without a text";
    check(&[
        ("<img src=check.png alt=Yes>", "Yes"),
        ("<img src=check.png title=Yes>", "Yes"),
        ("<a href=a><img src=check.png alt='' aria-label='Yes'></a>", "Yes"),
        ("<img src='/img/check.png?v=2'>", "? a cell holds a picture without a text: `check.png`"),
        ("<img src='data:image/png;base64,AAAA'>", unsaid),
        ("<img alt=''>", unsaid),
        ("<img alt=Yes> (a lot)", "Yes (a lot)"),
        ("Rated <img alt='4 of 5 stars'>.", "Rated 4 of 5 stars."),
        ("<img alt='Flag of France'> France", "France"),
        ("<img src=flag.png> France", "France"),
        ("<img src=no.png> France", "? a cell holds a picture without a text: `no.png`"),
        ("<img alt=Windows><img alt=Linux>", "Windows; Linux"),
        ("<img hidden alt=Yes>No", "No"),
        ("<input type=checkbox checked disabled>", "Yes"),
        ("<input type=checkbox disabled>", "No"),
        ("<input type=checkbox checked=''> Green", "☑ Green"),
        ("<input value=5>", ""),
        ("<svg><title>Yes</title><path/></svg>", "Yes"),
        ("<svg aria-label=Yes><path/></svg>", "Yes"),
        ("<svg class='bi bi-check' aria-hidden=true><path/></svg>", "Yes"),
        ("<svg data-icon=times><path/></svg>", "? a cell holds a picture without a text"),
        ("<svg><use href='#icon-check'></use></svg>", "Yes"),
        ("<svg class=icon><use xlink:href='/sprite.svg#close'/></svg>", "? a cell holds a picture without a text"),
        ("<a name=no></a><a href='#no'></a>", ""),
        ("<svg><path/></svg>", unsaid),
        ("<svg/>", unsaid),
        ("Fast <svg><path/></svg> charging", "Fast charging"),
        ("<math alttext='x^2'><mi>x</mi></math>", "x^2"),
        ("<canvas></canvas>", unsaid),
        ("<script>a</script>", ""),
    ]);
}

#[test]
fn icons_say_yes_or_no() {
    let unsaid = "? a cell holds a picture without a text";
    check(&[
        ("<i class='fa fa-check'></i>", "Yes"),
        ("<i class='fa fa-remove'></i>", "? a cell holds a picture without a text"),
        ("<i class='fa fa-check' aria-hidden=true></i>", "Yes"),
        ("<i class='fa fa-check' aria-hidden=true></i><span class=sr-only>Yes</span>", "Yes"),
        ("<span class='glyphicon glyphicon-remove'></span>", "? a cell holds a picture without a text"),
        ("<i class='bi bi-x'></i>", "? a cell holds a picture without a text"),
        ("<span class='icon-yes'> </span>", "Yes"),
        ("<span class='dashicons dashicons-no'></span>", "No"),
        ("<span class='icon'><i class='check'></i></span>", "Yes"),
        ("<span class='icon-check'><span class=path1></span><span class=path2></span></span>", "Yes"),
        ("<span role=img aria-label=Included><i class='fa fa-star'></i></span>", "Included"),
        ("<i class='fa fa-times' title='Not at all'></i>", "Not at all"),
        ("<i class='fa fa-check'></i> Unlimited", "✓ Unlimited"),
        ("<i class='fa fa-times'></i>No", "No"),
        ("<i class='material-icons'>check</i>", "Yes"),
        ("<i class='material-icons'>close</i> Refunds", "✗ Refunds"),
        ("<span class='material-symbols-outlined' aria-hidden=true>check_circle</span>", "Yes"),
        ("<mat-icon>cancel</mat-icon>", "? a cell holds a picture without a text"),
        ("<ion-icon name='checkmark-outline'></ion-icon>", "Yes"),
        ("<i class='material-icons'>star_rate</i>", unsaid),
        ("<i class='fa fa-star'></i>", unsaid),
        ("<i class='fa fa-minus'></i>", unsaid),
        ("<i class='fa fa-x-twitter'></i>", unsaid),
        ("<i class='fa fa-check'></i><i class='fa fa-times'></i>", "? a cell holds a picture without a text"),
        ("<i class='fa fa-info' title='More about it'></i> 5 GB", "5 GB"),
        ("<span aria-hidden=true>&#10003;</span>", "✓"),
        ("<span aria-hidden=true>&#10003;</span> Yes", "Yes"),
        ("<span class=price>5</span><span class=clear></span>", "5"),
        ("5 <span class=cross></span>", "5 ✗"),
        ("<i>lean</i><i></i><span></span><b class=price></b>", "lean"),
    ]);
}

#[test]
fn lines_and_blocks_are_parted() {
    check(&[
        ("<ul><li>China<li>Assam</ul>", "China; Assam"),
        ("China<br>Assam", "China; Assam"),
        ("China<br/><br/>Assam", "China; Assam"),
        ("<p>China</p>\n<p>Assam</p>", "China; Assam"),
        ("<div>China</div><ul><li><p>Assam</ul>Yunnan", "China; Assam; Yunnan"),
        ("Green,<br>black;<br>red.<br>Blue", "Green, black; red. Blue"),
        ("4 kg<br>(9 lb)", "4 kg (9 lb)"),
        ("4 kg <br> 9 lb", "4 kg; 9 lb"),
        ("<br>China<br>", "China"),
        ("Ch<wbr>ina<b>r</b>", "Chinar"),
        ("a<br>10<sup>2</sup><br>b", "a; 10²; b"),
        ("a<br><sup>[1]</sup><br>b", "a; b"),
        ("a<br><img alt=Yes><br>b", "a; Yes; b"),
        ("a<br><img alt=''><br>", "a"),
        ("a <img alt=''>b, c <img alt=''>", "a b, c"),
        ("&lt;br&gt; &amp;amp; &eacute;&#233;", "<br> &amp; éé"),
    ]);
}

#[test]
fn what_stands_in_lines_costs_its_length() {
    let start = std::time::Instant::now();
    for part in [
        "<sup>",
        "<sub>2",
        "<sup>2</sup>",
        "<sup>a",
        "</sup>",
        "<img>",
        "<img alt=a>",
        "<img alt=a>b",
        "<del>",
        "<del>a</del>",
        "<del><p>",
        "<s>a<p>",
        "<i class=fa>",
        "<i class=fa></i>",
        "<span title=a>",
        "<a href=#fn1>",
        "<a href=#a>[1]</a>",
        "a<br>",
        "<svg>",
        "<svg><title>a",
        "<svg></svg>",
        "<b aria-hidden=true>a",
        "<i class=material-icons>a</i>",
        "<input type=checkbox>a",
    ] {
        for many in [part.repeat(10_000), format!("{}{}", "a ".repeat(50_000), part.repeat(10_000))] {
            let page = format!(
                "<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>a<td>{many}<td>b</table>{many}"
            );
            let _ = read_as(InputFormat::Html, page.as_bytes(), "a.html");
        }
    }
    // Generous, for unoptimised code on a busy machine; quadratic reading would take minutes.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
