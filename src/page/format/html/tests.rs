//! Web pages from outside: a page as browsers save it, tables with spans, and what holds for any tags.

use proptest::prelude::*;

use crate::model::{Document, Row};
use crate::page::{InputFormat, Rejection, content_hash, read_as};

/// A page with everything around it that sites put there. Beginning and ending tags are left out where HTML allows it.
const SAVED: &str = r#"<!DOCTYPE html>
<!-- saved from url=(0045)https://example.org/compare/tea-vs-coffee -->
<html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<title>Tea vs. Coffee - What's the Difference? | This vs. That</title>
<script>var a = "<h1>Cocoa vs. Milk</h1>"; if (1 < 2) { b = '<table>'; }</script>
<style>h1 > p { content: "</p>"; }</style></head>
<body class="has-cookie-banner">
<div id="cookie-consent"><p>We use cookies.<div>Accept</div></div>
<noscript><p>Please enable JavaScript.</p></noscript>
<header><nav><ul><li><a href="/">Home</a><li>About</ul></nav><h1>Tea <em>vs.</em>
   Coffee</h1><p>By the editors</header>
<table width="100%"><tr><td><a href="/a">Drinks</a></td><td>Food<td>More</tr></table>
<main>
<div hidden><p>Draft.<div>Not yet.</div></div>
<div style="display: none">Tracking</div><p aria-hidden="true">▼
<h2>What&rsquo;s the Difference?</h2>
<p>Tea is an infusion&nbsp;of leaves;<br>coffee is <b>brew</b>ed from
beans.</p><p>Both wake &amp; warm.
<h2>Comparison</h2>
<form><label>Search</label> this page <input name=q></form>
<table class="comparison"><caption>Tea and coffee side by side</caption>
<colgroup><col><col span=2></colgroup>
<thead><tr><th>Attribute</th><th scope="col"><img src="tea.png" alt="tea"> Tea</th><th>Coffee</th></tr></thead>
<tbody>
<tr><th scope="row">Color</th><td>Green,<br/>black</td><td><p>Brown</p></td></tr>
<tr><td>Served<td colspan=2>Hot
<tr><td>Origin<td><ul><li>China<li>Assam</ul><td>Ethiopia<sup>[1]</sup>
<tr><td>Code<td>007<td></td></tr>
</tbody></table>
<script type="application/ld+json">{"a": "</table>"}</script>
<h2>Further Detail</h2>
<h3>Taste</h3><p>Tea is mild.</p><p>Coffee, on the other hand, is &lt;bitter&gt;.</p>
<aside><h3>Related</h3><p>Cocoa vs. Milk</p></aside>
<h3>Where it grows</h3><ul><li>Tea grows on hills.<li>Coffee grows in the shade.</ul>
<figure><img src="x.jpg"><figcaption>Photo by A. Person on Site</figcaption></figure>
</main>
<footer><p>Comparisons may contain inaccurate information.</p><p>© Example</p></footer>
<div>Subscribe!</div>
</body></html>
"#;

fn read(html: &str) -> Result<Document, Rejection> {
    read_as(InputFormat::Html, html.as_bytes(), "pages/tea-vs-coffee.html")
}

fn table(rows: &str) -> Document {
    read(&format!("<h1>Tea vs. Coffee</h1><table><tr><th>Attribute<th>Tea<th>Coffee{rows}</table>")).unwrap()
}

fn values(document: &Document) -> Vec<(&str, Vec<&str>)> {
    document.rows.iter().map(|row| (&*row.attribute, row.values.iter().map(|value| &**value).collect())).collect()
}

fn reasons(document: &Document) -> Vec<(u32, &str, &str)> {
    document.unclear.iter().map(|row| (row.position, &*row.raw, &*row.reason)).collect()
}

fn sections(document: &Document) -> Vec<(&str, Vec<&str>)> {
    document
        .sections
        .iter()
        .map(|section| (&*section.heading, section.passages.iter().map(|passage| &*passage.text).collect()))
        .collect()
}

/// Returns the address of a file whose page begins so.
fn address(head: &str) -> Option<String> {
    let page = format!("{head}<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>a<td>b<td>c</table>");
    let document = read(&page).unwrap();
    assert_eq!(document.source, "pages/tea-vs-coffee.html");
    document.address
}

#[test]
fn the_head_states_the_address() {
    let a = "https://example.org/a";
    for head in [
        "<link rel=canonical href=https://example.org/a>",
        "<!DOCTYPE html><html><head><title>Tea</title>\n<LINK REL='CANONICAL' HREF=' HTTP://Example.org/a '/></head><body>",
        "<link rel='nofollow\nCanonical' href=https://example.org/a#b>",
        "<link href='https://example.org/a?utm_source=b&amp;utm_id=c' rel=canonical>",
        "<link rel=canonical rel=x href=https://example.org/a href=https://example.org/b>",
        "<link rel=icon href=https://example.org/b><link rel=canonical href=https://example.org/a>",
        "<link rel=canonical href=https://example.org/a><link rel=canonical href=https://example.org/b>",
        "<link rel=canonical href=''><link rel=canonical><link rel=canonical href=https://example.org/a>",
        "<meta property=og:url content=https://example.org/b><link rel=canonical href=https://example.org/a>",
        "<meta property='og:url' content='https://example.org/a'>",
        "<meta property=OG:URL content=https://example.org/a><meta property=og:url content=https://example.org/b>",
        "<link rel=canonical href=https://example.org/><meta property=og:url content=https://example.org/a>",
        "<link rel=canonical href=/a><meta property=og:url content=https://example.org/a>",
        "<link rel=canonical href=a><base target=_blank><base href=https://example.org/b><base href=/c>",
        "<script>document.write('<h1>')</script><style>p {}</style><noscript><img src=x></noscript>
            <template><p>Tea</p></template><link rel=canonical href=https://example.org/a>",
        "<head></head>\n<link rel=canonical href=https://example.org/a><body>",
    ] {
        assert_eq!(address(head).as_deref(), Some(a), "{head}");
    }
}

#[test]
fn what_is_not_in_the_head_states_no_address() {
    for head in [
        "",
        "<body><link rel=canonical href=https://example.org/a>",
        "<p>Tea</p><link rel=canonical href=https://example.org/a>",
        "<div hidden></div><link rel=canonical href=https://example.org/a>",
        "Tea <link rel=canonical href=https://example.org/a>",
        "</body><meta property=og:url content=https://example.org/a>",
        "<img><link rel=canonical href=https://example.org/a>",
        "<svg><link rel=canonical href=https://example.org/a></svg>",
        "<noscript><link rel=canonical href=https://example.org/a></noscript>",
        "<template><link rel=canonical href=https://example.org/a></template>",
        "<!-- <link rel=canonical href=https://example.org/a> -->",
        "<script>'<link rel=canonical href=https://example.org/a>'</script>",
        "<link rel=canonical href=/a>",
        "<link rel=canonical href=https://example.org>",
        "<link rel=canonical href=javascript:a>",
        "<link rel=canonical href=ftp://example.org/a>",
        "<link rel=shortlink href=https://example.org/a>",
        "<link rev=canonical href=https://example.org/a>",
        "<link rel=canonical content=https://example.org/a>",
        "<a rel=canonical href=https://example.org/a></a>",
        "<meta name=og:url content=https://example.org/a>",
        "<meta property=og:image content=https://example.org/a>",
    ] {
        assert_eq!(address(head), None, "{head}");
    }
}

#[test]
fn a_page_that_is_one_form_states_its_address() {
    let page = "<link rel=canonical href=https://example.org/a><form><h1>Tea vs. Coffee</h1>\
        <table><tr><th><th>Tea<th>Coffee<tr><td>a<td>b<td>c</table></form>";
    assert_eq!(read(page).unwrap().address.as_deref(), Some("https://example.org/a"));
}

#[test]
fn a_saved_page_is_read_without_what_is_around_it() {
    let document = read(SAVED).unwrap();
    assert_eq!(document.slug, "tea-vs-coffee");
    assert_eq!(document.title, "Tea vs. Coffee");
    assert_eq!(document.figures, ["Tea", "Coffee"]);
    assert_eq!(document.summary, "Tea is an infusion of leaves; coffee is brewed from beans.\n\nBoth wake & warm.");
    let rows = [
        ("Color", vec!["Green, black", "Brown"]),
        ("Served", vec!["Hot", "Hot"]),
        ("Origin", vec!["China; Assam", "Ethiopia"]),
        ("Code", vec!["007", ""]),
    ];
    assert_eq!(values(&document), rows);
    assert_eq!(reasons(&document), []);
    let expected = [
        ("", vec!["Tea and coffee side by side"]),
        ("Taste", vec!["Tea is mild.", "Coffee, on the other hand, is <bitter>."]),
        ("Where it grows", vec!["Tea grows on hills.", "Coffee grows in the shade."]),
    ];
    assert_eq!(sections(&document), expected);
    assert_eq!(document.sections[1].passages[1].figures, ["Coffee"]);
    assert_eq!(document.credits, ["Photo by A. Person on Site"]);
    assert_eq!(document.notice, "Comparisons may contain inaccurate information.");
    assert_eq!((&*document.layout, &*document.source), ("html", "pages/tea-vs-coffee.html"));
    assert_eq!(document.content_hash, content_hash::of(SAVED.as_bytes()));
}

#[test]
fn line_ends_marks_and_case_change_nothing_but_the_hash() {
    let plain = read(SAVED).unwrap();
    for odd in [
        SAVED.replace('\n', "\r\n"),
        format!("\u{feff}{SAVED}"),
        SAVED.replace("<td", "<TD").replace("h2>", "H2>"),
        SAVED.replace("charset=UTF-8", "charset=utf8"),
        SAVED.replace("<main>", "<div role=main>").replace("</main>", "</div>"),
    ] {
        let mut document = read(&odd).unwrap();
        document.content_hash.clone_from(&plain.content_hash);
        assert_eq!(document, plain);
    }
}

#[test]
fn without_a_heading_the_title_of_the_page_counts() {
    let html = SAVED.replace("<h1>", "<b>").replace("</h1>", "</b>");
    let document = read(&html).unwrap();
    assert_eq!(document.title, "Tea vs. Coffee");
    assert_eq!(document.rows, read(SAVED).unwrap().rows);
    let nested = "<title>Tea vs. Coffee | Site</title><h1>Compare drinks</h1>\
        <table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown</table>";
    assert_eq!(read(nested).unwrap().title, "Tea vs. Coffee");
}

#[test]
fn the_header_row_must_agree_with_the_title() {
    let page = |title: &str, header: &str| {
        let cells = header.replace('|', "<th>");
        read(&format!("<h1>{title}</h1><table><tr><th>{cells}</tr><tr><td>a<td>b<td>c</table>"))
    };
    let figures = |title: &str, header: &str| page(title, header).unwrap().figures;
    assert_eq!(figures("Joseph Stalin vs. Leon Trotsky", "Who|Stalin|Trotsky"), ["Joseph Stalin", "Leon Trotsky"]);
    assert_eq!(figures("Tea vs. Coffee: What's the Difference?", "|Coffee|Tea"), ["Coffee", "Tea"]);
    assert_eq!(figures("New York vs. New York City", "|New York|New York City"), ["New York", "New York City"]);
    assert_eq!(figures("Difference between Tea and Coffee", "|Tea|Coffee"), ["Tea", "Coffee"]);
    assert_eq!(figures("Tea vs. Coffee", "Tea|Coffee"), ["Tea", "Coffee"], "no corner cell");
    let missing = "no table has a header that names the figures of the title, `Tea` and `Coffee`; the first one has ";
    for header in ["|Tea|Cocoa", "|Tea", "|Tea|Coffee|Cocoa", "|Tea|Tea"] {
        let reason = page("Tea vs. Coffee", header).unwrap_err().reason;
        assert!(reason.starts_with(missing), "{header} {reason}");
    }
    assert_eq!(
        page("Mercury vs. Mercury", "|Mercury|MERCURY").unwrap_err().reason,
        "two figures have the same name, `Mercury`"
    );
    // The name of the file tells what the title does not.
    let document = page("Drinks", "|Tea|Coffee").unwrap();
    assert_eq!((&*document.title, document.figures), ("Drinks", vec!["Tea".to_owned(), "Coffee".to_owned()]));
    assert!(page("Drinks", "|Cocoa|Milk").unwrap_err().reason.contains("`--figures columns`"));
}

#[test]
fn a_page_that_is_no_comparison_is_rejected_on_its_line() {
    let rejected = |html: &[u8]| read_as(InputFormat::Html, html, "a.html").unwrap_err();
    assert_eq!(rejected(b" \n").reason, "the page is empty");
    assert_eq!(rejected(b"<p>a\n<h1>Tea vs. Coffee</h1>").line, 2);
    assert_eq!(rejected(b"<html>\nM\xfcller").line, 2);
    let bare =
        "<meta charset=latin1>\n<h1>Tea vs. Coffee</h1>\n\n<table><tr><th><th>Tea<th>Coffee</tr><tr></tr></table>";
    let expected = "the table has no rows below its header row";
    assert_eq!(rejected(bare.as_bytes()), Rejection { line: 4, reason: expected.to_owned() });
}

#[test]
fn spans_are_laid_out_on_the_grid() {
    let document = table(
        "<tr><td>Cups<td rowspan=2>Two<td>Three<tr><td>Mugs<td>Four\
         <tr><td>Sugar<td colspan=2>None<tr><td>Milk<td>Some<td colspan=900>Much\
         <tr><td>Lemon<td rowspan=0>Yes<td>No<tr><td>Honey<td>Rarely",
    );
    let expected = [
        ("Cups", vec!["Two", "Three"]),
        ("Mugs", vec!["Two", "Four"]),
        ("Sugar", vec!["None", "None"]),
        ("Milk", vec!["Some", "Much"]),
        ("Lemon", vec!["Yes", "No"]),
        ("Honey", vec!["Yes", "Rarely"]),
    ];
    assert_eq!(values(&document), expected);
    assert_eq!(reasons(&document), []);
}

#[test]
fn a_span_ends_with_its_group_of_rows() {
    let document = table("<tbody><tr><td>Cups<td rowspan=9>Two<td>Three<tbody><tr><td>Mugs<td>Four<td>Five");
    assert_eq!(values(&document)[1], ("Mugs", vec!["Four", "Five"]));
}

#[test]
fn rows_that_do_not_fit_are_unclear() {
    let document = table(
        "<tr><td colspan=3>General\
         <tr><td>Cups<td>Two\
         <tr><td>Mugs<td>Two<td>Three<td>Four\
         <tr><td rowspan=2>Price<td>Low<td>High<tr><td>Lower<td>Higher\
         <tr><td><td>a<td>b\
         <tr><th>Attribute<th>Tea<th>Coffee\
         <tr><td>Inner<td><table><tr><td>x</table><td>y\
         <tr><td>Empty<td><td><td>\
         <tr><td> <td>&nbsp;<td>",
    );
    let expected = [
        (1, "Cups | Two", "a column has no cell"),
        (2, "Mugs | Two | Three | Four", "the row's cells number 4, the header's 3"),
        (4, "Price | Lower | Higher", "the attribute `Price` is already in row 3"),
        (5, " | a | b", "the row has no attribute"),
        (6, "Inner |  | y", "a cell holds a table of its own"),
    ];
    assert_eq!(reasons(&document), expected);
    assert_eq!(values(&document), [("Price", vec!["Low", "High"]), ("Empty", vec!["", ""])]);
}

#[test]
fn a_table_of_one_row_or_column_is_prose_but_for_links() {
    for line in ["<tr><td>As of<td>2024", "<tr><td>As of<tr><td>2024", "<tr><td>As of<br><br>2024"] {
        let links = "<table><tr><td><a href=x>Home</a><td> <a href=y>All</a> <a href=z>pages</a></table>";
        let page = format!(
            "<h1>Tea vs. Coffee</h1><table>{line}</table>{links}{}",
            "<table><tr><th>Aspect<th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown</table>"
        );
        assert_eq!(read(&page).unwrap().summary, "As of\n\n2024", "{line}");
    }
}

#[test]
fn a_bold_text_alone_in_its_row_heads_a_group() {
    let group = |head: &str| {
        let document =
            table(&format!("<tr><td>{head}<td><td><tr><td><b>Color<td>Green<td>Brown<tr><td>Size<td>1<td>2"));
        document.rows.iter().map(|row| row.group.clone()).collect::<Vec<_>>().join("/")
    };
    for head in ["<b>Looks</b>", "<strong>Looks", "<p> <b>Lo<b>o</b>ks</b> </p>", "<b>Lo</b><b>oks</b>"] {
        assert_eq!(group(head), "Looks/Looks", "{head}");
    }
    for head in [
        "Looks",
        "<b>Looks</b> of",
        "Th <b>Looks</b>",
        "<b>Lo</b>oks",
        "<p>The</p><p><b>Looks</b></p>",
        "<b>A</b> of <b>B</b>",
    ] {
        assert_eq!(group(head), "/", "{head}");
    }
}

#[test]
fn a_cell_far_to_the_right_is_kept() {
    let document = table(&format!("<tr><td>Color<td>Green<td>Brown{}<td>Black", "<td>".repeat(200)));
    assert_eq!(document.rows, []);
    let raw = &document.unclear[0].raw;
    assert!(raw.starts_with("Color | Green | Brown | ") && raw.ends_with(" | Black"), "{raw}");
}

#[test]
fn a_table_may_stand_in_a_layout_table() {
    let data = "<table><tr><td colspan=3>Tea vs. Coffee comparison</td></tr>\
        <tr><td></td><td>Tea</td><td>Coffee</td></tr><tr><td>Color</td><td>Green</td><td>Brown</td></tr></table>";
    let page = format!(
        "<table><tr><td>Home<br>About</td><td><h1>Tea vs. Coffee</h1><p>Both are hot.</p>{data}\
         <h2>Taste</h2>Tea is mild, and that is why many like it.<br><br>Coffee is bitter, and many like that, too.</td>\
         <td>Menu</td></tr></table>"
    );
    let document = read(&page).unwrap();
    assert_eq!(values(&document), [("Color", vec!["Green", "Brown"])]);
    assert_eq!(document.summary, "Both are hot.");
    let told = vec!["Tea is mild, and that is why many like it.", "Coffee is bitter, and many like that, too."];
    assert_eq!(sections(&document), [("Taste", told)]);
}

#[test]
fn a_page_may_be_one_form() {
    let page = SAVED.replace("<main>", "<form id=aspnet><main>").replace("</main>", "</main></form>");
    let page = page.replace("<form><label>Search</label> this page <input name=q></form>", "");
    assert_eq!(read(&page).unwrap().rows, read(SAVED).unwrap().rows);
}

#[test]
fn prose_before_the_table_is_the_summary_unless_headings_part_it() {
    let page = |before: &str| {
        read(&format!(
            "<p>Ad</p><h1>Tea vs. Coffee</h1>{before}<table><tr><th><th>Tea<th>Coffee<tr><td>Color<td>Green<td>Brown</table>\
             <p>Tea is mild.<h2>Comparison</h2><h2>Overview</h2><h3>Price</h3><p>Tea is cheap.<p>Comparisons may contain errors.<p>More"
        ))
        .unwrap()
    };
    let document = page("<p>One.<div>Two.</div><h2>Side by side</h2>");
    assert_eq!(document.summary, "One.\n\nTwo.");
    let after = [
        ("Side by side", vec!["Tea is mild."]),
        ("", vec!["Overview"]),
        ("Price", vec!["Tea is cheap."]),
        ("", vec!["More"]),
    ];
    assert_eq!(sections(&document), after);
    assert_eq!(document.notice, "Comparisons may contain errors.");
    let introduced = page("<h2>Introduction</h2><p>One.");
    let under = ("Introduction", vec!["One.", "Tea is mild."]);
    assert_eq!((&*introduced.summary, sections(&introduced)[0].clone()), ("", under));
    assert_eq!(introduced.rows[0].group, "Introduction");
    let parted =
        page("<h2>What is tea?</h2><p>A leaf.<h2>What is coffee?</h2><p>A bean.<h2>What's the difference</h2><p>One.");
    assert_eq!(parted.summary, "One.");
    assert_eq!(sections(&parted)[..2], [("What is tea?", vec!["A leaf."]), ("What is coffee?", vec!["A bean."])]);
}

#[test]
fn hidden_elements_end_where_they_end() {
    let document = table(
        "<tr hidden><td>Draft<td>a<td>b<tr><td>Cups<span hidden>x<td>Two<td>Three\
         <tr><td>Mugs<td>Two<td style='display:none'>no<table><tr><td>n</table><td>Three</tr>\
         <tr><td>Size<svg/><td><svg><title>icon</title><path hidden/></svg>Big<td><i aria-hidden=true></i>Small",
    );
    let expected = [("Cups", vec!["Two", "Three"]), ("Mugs", vec!["Two", "Three"]), ("Size", vec!["Big", "Small"])];
    assert_eq!(values(&document), expected);
    assert_eq!(reasons(&document), []);
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

proptest! {
    #[test]
    fn cells_are_read_back(
        rows in prop::collection::btree_map("[a-z]{1,8}", prop::collection::vec("[!-~é日]{1,6}( [!-~é日]{1,6}){0,3}|", 1), 1..8),
        is_closed in any::<bool>(),
    ) {
        // A row without a value may head others.
        let rows: std::collections::BTreeMap<_, _> = rows.into_iter().map(|(attribute, mut values)| {
            values.push(if values[0].is_empty() { "x".to_owned() } else { String::new() });
            (attribute, values)
        }).collect();
        let end = |tag: &str| if is_closed { format!("</{tag}>\n") } else { String::new() };
        let cell = |text: &String| format!("<td>{}{}", escaped(text), end("td"));
        let row = |(attribute, values): (&String, &Vec<String>)| {
            format!("<tr>{}{}{}", cell(attribute), values.iter().map(cell).collect::<Vec<_>>().concat(), end("tr"))
        };
        let document = table(&rows.iter().map(row).collect::<Vec<_>>().concat());
        let rows: Vec<Row> = (1..).zip(rows).map(|(position, (attribute, values))| Row { position, attribute, values, group: String::new() }).collect();
        prop_assert_eq!(document.rows, rows);
        prop_assert_eq!(document.unclear, []);
    }

    #[test]
    fn any_bytes_are_read_or_rejected(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_as(InputFormat::Html, &bytes, "a.html");
    }

    #[test]
    fn any_tags_are_read_or_rejected(
        parts in prop::collection::vec(
            "</?(table|tr|td|th|p|li|ul|div|h1|h2|nav|svg|b|br|caption|tbody|form|main|script|title)( hidden| rowspan=[0-9]{1,2}| colspan=[0-9]{1,4})?/?>|Tea|Coffee| vs. |\\PC{0,5}",
            0..60,
        ),
    ) {
        let parts = parts.concat();
        let _ = read(&parts);
        let page = format!("<h1>Tea vs. Coffee</h1><table><tr><th><th>Tea<th>Coffee<tr><td>a<td>b<td>c{parts}</table>");
        if let Ok(document) = read(&page) {
            let count = document.rows.len() + document.unclear.len();
            let mut positions: Vec<_> = document.rows.iter().map(|row| row.position).collect();
            positions.extend(document.unclear.iter().map(|row| row.position));
            positions.sort_unstable();
            prop_assert!(positions.into_iter().map(|position| position as usize).eq(1..=count));
            prop_assert!(document.rows.iter().all(|row| row.values.len() == 2 && !row.attribute.is_empty()));
            let line = serde_json::to_string(&document).unwrap();
            prop_assert_eq!(crate::page::read_object(line.as_bytes(), "a", 1).unwrap(), document);
        }
    }
}

#[test]
fn names_without_a_letter_are_no_part_of_others() {
    let page = |title: &str, header: &str| {
        read(&format!("<h1>{title}</h1><table><tr><th><th>Tea<th>{header}<tr><td>Color<td>Green<td>Brown</table>"))
    };
    assert!(page("Tea vs. ???", "✓").is_err());
    assert!(page("🍎 vs. 🍊", "🍋").is_err());
    assert!(page("??? vs. !!!", "✓").is_err());
    assert_eq!(page("Tea vs. ???", "???").expect("a document").figures, ["Tea", "???"]);
}

#[test]
fn what_the_content_says_above_its_title_is_kept_and_what_else_stands_there_is_not() {
    let table = "<table><tr><th><th>Tea<th>Coffee<tr><td>Caffeine<td>40 mg<td>95 mg</table><p>End.";
    let above = "<header><a>Home</a></header><div>Menu</div><main><p>By Ada, in March.</p><h2>Drinks</h2>";
    let document = read(&format!("{above}<h1>Tea vs. Coffee</h1><p>Both are drinks.</p>{table}")).unwrap();
    assert_eq!(document.summary, "Both are drinks.");
    let texts: Vec<&str> = document.sections[0].passages.iter().map(|passage| &*passage.text).collect();
    assert_eq!((&*document.sections[0].heading, texts), ("", vec!["By Ada, in March.", "Drinks", "End."]));
    // Where a page does not say what its content is, that may be a menu.
    let document = read(&format!("<div>Menu</div><h1>Tea vs. Coffee</h1><p>Both are drinks.</p>{table}")).unwrap();
    assert_eq!((&*document.summary, document.sections.len()), ("Both are drinks.", 1));
    assert_eq!(document.sections[0].passages[0].text, "End.");
}
