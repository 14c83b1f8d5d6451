//! What must hold whatever the input is, one function for each fuzz target: it takes any bytes and panics where a promise
//! is broken. `fuzz/` feeds these functions from a fuzzer; `mod.rs` runs them on the seeds.

mod document;

use std::cell::RefCell;

use clap::Parser;
use versus::command::report::bundle;
use versus::command::shared::input::{InputArgs, Inputs};
use versus::command::shared::reading::{Reading, read_all};
use versus::model::{Document, Hit, Match};
use versus::name;
use versus::page::row::{Evidence, Split, split};
use versus::page::{self, InputFormat, Rejection};
use versus::store::{Importer, KnownPages, Store, Taken, take_report};

use document::{ensure_nothing_lost, ensure_sound, letters};

/// The text before the first `end`, and the rest.
fn first_part(data: &[u8], end: u8) -> (String, &[u8]) {
    let at = data.iter().position(|byte| *byte == end).unwrap_or(data.len());
    // No path and no URL holds a NUL.
    (String::from_utf8_lossy(&data[..at]).replace('\0', ""), data.get(at + 1..).unwrap_or_default())
}

/// Reads a page twice, and checks what was read or why it was not.
fn read(format: InputFormat, bytes: &[u8], source: &str) -> Option<Document> {
    let answer = page::read_as(format, bytes, source);
    assert_eq!(answer, page::read_as(format, bytes, source), "another answer to the same question");
    match answer {
        Ok(document) => {
            ensure_sound(&document);
            ensure_told(format, bytes, source, &document);
            assert_eq!(document.source, source);
            Some(document)
        }
        Err(Rejection { line, reason }) => {
            let lines = String::from_utf8_lossy(bytes).split(['\n', '\r']).count();
            assert!((1..=lines).contains(&line), "line {line} of {lines}: {reason}");
            assert!(!reason.is_empty() && !reason.ends_with('.'), "{reason}");
            None
        }
    }
}

/// Checks that what tells whether a page is known tells the truth.
fn ensure_told(format: InputFormat, bytes: &[u8], source: &str, document: &Document) {
    // Of an object with several pages it is told which is tried first.
    let pages = ["\"text\"", "\"markdown\"", "\"content\"", "html\"", "\"raw_text\""];
    let text = String::from_utf8_lossy(bytes);
    if format == InputFormat::Jsonl && pages.iter().filter(|key| text.contains(*key)).count() > 1 {
        return;
    }
    if let Some(page::Identity { slug, content_hash, .. }) = page::identity(format, bytes, source) {
        assert_eq!((&slug, &content_hash), (&document.slug, &document.content_hash));
    }
}

/// A text page: its source in the first line, the page below.
pub fn page(data: &[u8]) {
    let (source, page) = first_part(data, b'\n');
    if let Some(document) = read(InputFormat::Text, page, &source)
        && let Ok(text) = std::str::from_utf8(page)
    {
        ensure_nothing_lost(text, &document);
    }
}

/// A row whose cells ran together: how many figures in the first byte, then a line of prose, then the row, whose cells
/// tabs may part before they are run together, then other rows.
pub fn row(data: &[u8]) {
    let Some((figures, text)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(text);
    let (prose, rows) = text.split_once('\n').unwrap_or(("", &text));
    let mut rows: Vec<String> = rows.split('\n').map(|row| row.replace('\t', "")).collect();
    let raw = rows[0].clone();
    let names: Vec<String> = prose.split(" and ").map(String::from).collect();
    let figures = usize::from(figures % 6);
    rows.truncate(20);
    let evidence = Evidence::new(prose, &rows.iter().map(String::as_str).collect::<Vec<_>>(), &names);
    let answer = split(&raw, figures, &evidence);
    assert_eq!(answer, split(&raw, figures, &evidence), "another answer to the same question");
    let candidates = match answer {
        Split::Clear(candidate) => {
            let is_written = |cell: &String| !cell.is_empty();
            assert!(is_written(&candidate.attribute) && candidate.values.iter().all(is_written), "{candidate:?}");
            vec![candidate]
        }
        Split::Unclear { reason, candidates } => {
            assert!(!reason.is_empty() && !reason.ends_with('.'), "{reason}");
            candidates
        }
    };
    assert!(candidates.len() <= 10, "{candidates:?}");
    for (at, candidate) in candidates.iter().enumerate() {
        assert_eq!(candidate.values.len(), figures, "{candidate:?}");
        assert!(!candidates[..at].contains(candidate), "twice: {candidate:?}");
        // Glued again it is the row, but for white space between the cells.
        let mut rest = raw.as_str();
        for cell in [&candidate.attribute].into_iter().chain(&candidate.values) {
            assert_eq!(cell.trim(), cell);
            rest = rest.trim_start().strip_prefix(cell.as_str()).unwrap_or_else(|| panic!("{candidate:?} of {raw:?}"));
        }
        assert_eq!(rest.trim(), "", "{candidate:?} of {raw:?}");
    }
}

/// A web page, or what a table is to be made of: the first byte tells which.
pub fn html(data: &[u8]) {
    match data.split_first() {
        Some((kind, text)) if kind % 2 == 1 => html_table(kind >> 1, &String::from_utf8_lossy(text).replace('\0', "")),
        Some((_, page)) => {
            read(InputFormat::Html, page, "https://example.org/a-vs-b");
        }
        None => {}
    }
}

/// Writes a table as a web page, in one of several ways, and reads it: the figures in the first line, then a row a line,
/// cells parted by tabs.
fn html_table(way: u8, text: &str) {
    let cell = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rows = text.split('\n').map(|row| row.split('\t').map(cell).collect::<Vec<_>>());
    let figures = rows.next().unwrap_or_default();
    let rows: Vec<Vec<String>> = rows.collect();
    let page = html_page(way, &figures, &rows);
    let document = read(InputFormat::Html, page.as_bytes(), "");
    let mut folded: Vec<String> = figures.iter().map(|figure| name::fold(figure)).collect();
    folded.sort_unstable();
    folded.dedup();
    let is_plain = |name: &String| name.chars().all(|c| c.is_ascii_alphabetic()) && (4..20).contains(&name.len());
    let is_row = |row: &&Vec<String>| row.iter().any(|cell| !cell.is_empty());
    let header: Vec<&str> = [""].into_iter().chain(figures.iter().map(String::as_str)).collect();
    let is_header = |row: &&Vec<String>| row.iter().map(String::as_str).eq(header.iter().copied());
    let mut written: Vec<Vec<String>> = Vec::new();
    for row in rows.iter().filter(is_row).filter(|row| !is_header(row)) {
        if !is_said(row, &written, figures.len()) {
            written.push(row.clone());
        }
    }
    let Some(document) = document else {
        let is_sound =
            (2..=100).contains(&figures.len()) && folded.len() == figures.len() && figures.iter().all(is_plain);
        let is_title = |name: &String| name.eq_ignore_ascii_case("versus");
        let length: usize = figures.iter().map(|name| name.len() + 5).sum();
        assert!(!is_sound || figures.iter().any(is_title) || written.is_empty() || length > 1000, "rejected: {page}");
        return;
    };
    if document.figures != figures.iter().map(|figure| name::clean(figure)).collect::<Vec<_>>() {
        // Another row happens to name the figures of the title in another way.
        return;
    }
    let mut attributes = Vec::new();
    let mut position = 0;
    for row in written {
        position += 1;
        if let Some(clear) = document.rows.iter().find(|row| row.position == position) {
            let is_beyond = row.len() > figures.len() + 1;
            assert!(row.len() == figures.len() + 1 || is_beyond, "{row:?}: {clear:?}");
            assert_eq!(clear.attribute, name::clean(&row[0]));
            assert_eq!(clear.values, row[1..=figures.len()]);
            assert!(row[figures.len() + 1..].iter().all(String::is_empty), "{row:?}: {clear:?}");
            attributes.push(name::fold(&clear.attribute));
        } else {
            let unclear = document.unclear.iter().find(|row| row.position == position);
            let unclear = unclear.unwrap_or_else(|| panic!("lost: {row:?} of {page}"));
            for cell in row.iter().take(100) {
                assert!(letters(&unclear.raw).contains(&letters(cell)), "{cell:?} is not in {unclear:?}");
            }
            let is_whole = row.len() == figures.len() + 1 && !row[0].is_empty();
            assert!(!is_whole || attributes.contains(&name::fold(&row[0])), "{row:?}: {unclear:?}");
        }
    }
    assert_eq!(document.rows.len() + document.unclear.len(), position as usize, "{page}");
}

/// Whether a row says what one before it says, in the same words: that is stored once.
fn is_said(row: &[String], before: &[Vec<String>], figures: usize) -> bool {
    let is_whole =
        |row: &[String]| row.len() == figures + 1 && !row[0].is_empty() && row[1..].iter().any(|cell| !cell.is_empty());
    let first = before.iter().find(|other| is_whole(other) && name::fold(&other[0]) == name::fold(&row[0]));
    is_whole(row) && first.is_some_and(|first| first[1..] == row[1..])
}

/// The bits of `way` choose among what browsers and people write for the same table.
fn html_page(way: u8, figures: &[String], rows: &[Vec<String>]) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let either = |bit: u8, one: &'static str, other: &'static str| if way >> bit & 1 == 1 { one } else { other };
    let row = |tag: &'static str, cells: &mut dyn Iterator<Item = &str>| {
        let (before, after) = (either(2, "<p>", ""), either(2, "</p>", ""));
        let end = either(3, "</", "").to_owned() + either(3, tag, "") + either(3, ">", "");
        let cell = |text: &str| format!("<{tag}>{before}{}{after}{end}", escaped(text));
        format!("<tr>{}{}", cells.map(cell).collect::<String>(), either(4, "</tr>\n", ""))
    };
    let header = row(either(5, "th", "td"), &mut [""].into_iter().chain(figures.iter().map(String::as_str)));
    let rows: String = rows.iter().map(|cells| row("td", &mut cells.iter().map(String::as_str))).collect();
    let start = either(0, "<!doctype html><meta charset=utf-8><body><nav><a>x</a></nav>", "");
    let (tag, title) = (either(1, "h1", "title"), escaped(&figures.join(" vs. ")));
    format!("{start}<{tag}>{title}</{tag}><table>{}{header}{rows}</table>", either(5, "<thead>", ""))
}

/// A file of JSON Lines.
pub fn jsonl(data: &[u8]) {
    let lines = data.split(|byte| *byte == b'\n').zip(1..).filter(|(line, _)| !line.trim_ascii().is_empty());
    let alone: Vec<(usize, Result<Document, Rejection>)> = lines
        .map(|(line, number)| {
            let place = format!("file:{number}");
            let answer = page::read_object(line, &place, number);
            assert_eq!(answer, page::read_object(line, &place, number), "another answer to the same question");
            match &answer {
                Ok(document) => {
                    ensure_sound(document);
                    ensure_told(InputFormat::Jsonl, line, &place, document);
                }
                Err(rejection) => assert!(rejection.line == number && !rejection.reason.is_empty(), "{rejection:?}"),
            }
            (number, answer)
        })
        .collect();
    let is_whole = |line: &[u8]| {
        let line = line.trim_ascii();
        !line.starts_with(b"{") || line.ends_with(b"}") && !line.windows(2).any(|pair| pair == b"}{")
    };
    let is_array = data.trim_ascii_start().starts_with(b"[");
    let is_marked = data.starts_with("\u{feff}".as_bytes());
    if !is_array && !is_marked && data.split(|byte| *byte == b'\n').all(is_whole) {
        ensure_lines_stand_alone(data, alone);
    } else {
        let lines = data.split(|byte| *byte == b'\n').count();
        read_file(InputFormat::Jsonl, data, |_, reading| match reading {
            Reading::Read { document, .. } => ensure_sound(&document),
            Reading::Rejected { rejection, .. } => assert!((1..=lines).contains(&rejection.line), "{rejection:?}"),
            Reading::Known { .. } => unreachable!("no base"),
        });
    }
}

/// Reads the lines as one file: what is wrong with one must not show in what is read of the others.
fn ensure_lines_stand_alone(data: &[u8], alone: Vec<(usize, Result<Document, Rejection>)>) {
    let mut alone = alone.into_iter();
    read_file(InputFormat::Jsonl, data, |path, reading| {
        let (number, expected) = alone.next().expect("no more pages than lines");
        match (reading, expected) {
            (Reading::Read { document, .. }, Ok(mut expected)) => {
                if expected.source == format!("file:{number}") {
                    expected.source = format!("{path}:{number}");
                }
                assert_eq!(*document, expected);
            }
            (Reading::Rejected { rejection, .. }, Err(expected)) => {
                assert_eq!(rejection.line, number);
                assert!(rejection.reason.starts_with(&expected.reason), "{rejection:?}, {expected:?}");
            }
            (reading, expected) => panic!("{reading:?}, alone {expected:?}"),
        }
    });
    assert!(alone.next().is_none(), "no fewer pages than lines");
}

/// A web archive.
pub fn warc(data: &[u8]) {
    read_file(InputFormat::Warc, data, |_, reading| match reading {
        Reading::Read { document, .. } => ensure_sound(&document),
        Reading::Rejected { rejection, .. } => {
            assert!(rejection.line > 0 && !rejection.reason.is_empty(), "{rejection:?}");
        }
        Reading::Known { .. } => unreachable!("no base"),
    });
}

/// A workbook: what a cell holds and the XML around it, or with an odd first byte a whole file.
pub fn workbook(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first() else { return };
    let sheets = if kind % 2 == 1 {
        page::workbook::sheets(bytes)
    } else {
        let content = String::from_utf8_lossy(bytes);
        let parts = if kind % 4 == 0 {
            vec![
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
                ("META-INF/manifest.xml", String::new()),
                ("content.xml", content.into_owned()),
            ]
        } else {
            let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
            vec![
                (
                    "_rels/.rels",
                    format!(
                        "<Relationships><Relationship Id=\"r\" Type=\"{office}\" Target=\"xl/workbook.xml\"/></Relationships>"
                    ),
                ),
                (
                    "xl/workbook.xml",
                    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r\"/></sheets></workbook>"
                        .to_owned(),
                ),
                (
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships><Relationship Id=\"r\" Type=\"worksheet\" Target=\"sheet.xml\"/></Relationships>"
                        .to_owned(),
                ),
                ("xl/sheet.xml", content.into_owned()),
            ]
        };
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, part) in parts {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
            std::io::Write::write_all(&mut writer, part.as_bytes()).expect("memory");
        }
        page::workbook::sheets(&writer.finish().expect("memory").into_inner())
    };
    for (_, csv) in sheets.unwrap_or_default() {
        match csv {
            Ok(csv) => drop(read(InputFormat::Csv, csv.as_bytes(), "")),
            Err(reason) => assert!(!reason.is_empty(), "a reason"),
        }
    }
}

/// Reads a file of many pages.
fn read_file(format: InputFormat, data: &[u8], mut take: impl FnMut(&str, Reading)) {
    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        input: InputArgs,
    }
    let path =
        std::env::temp_dir().join(format!("versus-fuzzing-{}-{:?}", std::process::id(), std::thread::current().id()));
    std::fs::write(&path, data).expect("a file");
    let words = ["x", "--input-format", format.as_str(), "--threads", "1"].map(std::ffi::OsStr::new);
    let args = Line::parse_from(words.into_iter().chain([path.as_os_str()])).input;
    let name = path.display().to_string();
    let inputs = Inputs::new(&args).expect("there");
    let result = read_all(
        &args,
        inputs,
        KnownPages::default(),
        || Ok(()),
        |reading| {
            take(&name, reading);
            Ok(())
        },
    );
    result.expect("read to the end");
    std::fs::remove_file(&path).expect("there");
}

/// A line of `report export`.
pub fn bundle(data: &[u8]) {
    const LATEST: &str = "2027-01-01T00:00:00Z";
    let report = match bundle::read(data, LATEST) {
        Ok(report) => report,
        Err(reason) => return assert!(!reason.is_empty(), "a reason"),
    };
    let line = bundle::line(&report);
    assert_eq!(bundle::read(line.as_bytes(), LATEST).as_ref(), Ok(&report), "{line}");
    assert_eq!(bundle::line(&report), line);
    let acts = |c: char| c.is_control() || versus::output::is_hidden(c);
    assert!(!line.contains(acts), "acts on a terminal: {line:?}");
    with_base(|store| {
        let taken = store.write_or_roll_back(true, |connection| {
            let first = take_report(connection, &report)?;
            Ok((first, take_report(connection, &report)?))
        });
        let supports = report.supports.len();
        assert_eq!(taken.expect("no error of the base"), (Taken::New(supports), Taken::Known(0)), "{line}");
    });
}

/// The documents of the base that is searched.
const PAGES: [&str; 3] = [
    include_str!("../../seed/joseph-stalin-vs-leon-trotsky.txt"),
    include_str!("../fixtures/pages/tea-vs-coffee.txt"),
    include_str!("../fixtures/pages/coffee-vs-cocoa.txt"),
];

thread_local! {
    static BASE: RefCell<(Store, Vec<Document>)> = RefCell::new({
        let read = |page: &&str| page::read(page.as_bytes(), "").expect("a page");
        let documents: Vec<Document> = PAGES.iter().map(read).collect();
        let mut store = Store::open_in_memory().expect("a base");
        let filled = store.write(|connection| {
            let mut importer = Importer::new(connection, "2026-01-02T03:04:05Z")?;
            documents.iter().try_for_each(|document| importer.import(document).map(drop))
        });
        filled.expect("imported");
        (store, documents)
    });
}

fn with_base(look: impl FnOnce(&mut Store)) {
    BASE.with_borrow_mut(|(store, _)| look(store));
}

/// What a person searches for.
pub fn search(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    BASE.with_borrow(|(store, documents)| {
        let hits = store.search(&text, 1000).expect("any text is a search");
        assert_eq!(hits, store.search(&text, 1000).expect("any text is a search"), "another answer");
        let first: Vec<Hit> = store.search(&text, 3).expect("any text is a search");
        assert_eq!(first, hits[..hits.len().min(3)]);
        let found = store.find(&text, 1000).expect("any text is a search");
        assert_eq!(found, store.find(&text, 1000).expect("any text is a search"), "another answer");
        assert!(store.find(&text, 3).expect("any text is a search").hits.len() <= 3);
        for hit in &found.hits {
            assert!(hit.snippet.contains('['), "{hit:?}");
        }
        let of_texts: Vec<&Hit> = found.hits.iter().filter(|hit| hit.found == Match::Words).collect();
        assert_eq!(of_texts, hits.iter().collect::<Vec<_>>());
        if text.is_ascii() {
            assert_eq!(hits.len(), holders(&text, documents), "for {text:?}: {hits:?}");
        }
    });
}

/// How many texts of the documents hold all the words of an ASCII text. A word with signs in it is several words that
/// stand side by side.
fn holders(text: &str, documents: &[Document]) -> usize {
    let is_end = |c: char| c.is_whitespace() || c.is_control();
    let phrases: Vec<Vec<String>> = text.split(is_end).map(name::words).filter(|words| !words.is_empty()).collect();
    let holds = |text: &&String| {
        let words = name::words(text);
        let stands = |phrase: &Vec<String>| words.windows(phrase.len()).any(|window| window == phrase.as_slice());
        !phrases.is_empty() && phrases.iter().all(stands)
    };
    let texts = |document: &Document| {
        let values = document.rows.iter().flat_map(|row| &row.values);
        let passages = document.sections.iter().flat_map(|section| &section.passages).map(|passage| &passage.text);
        [&document.summary].into_iter().chain(values).chain(passages).filter(holds).count()
    };
    documents.iter().map(texts).sum()
}

/// A spreadsheet: with an odd first byte its cells are parted by tabs.
pub fn spreadsheet(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first() else { return };
    let is_tabs = kind % 2 == 1;
    let Some(document) = read(if is_tabs { InputFormat::Tsv } else { InputFormat::Csv }, bytes, "a.csv") else {
        return;
    };
    // UTF-16 with its mark is read, too.
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A quote behind a backslash is one in its cell, which a CSV reader does not know.
    if text.contains("\\\"") {
        return;
    }
    // What stands beyond the figures is told beside the rows.
    let notes: String =
        document.sections.iter().flat_map(|section| &section.passages).map(|passage| letters(&passage.text)).collect();
    let fits = |delimiter: u8| {
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
        let cells = |record: Result<csv::StringRecord, csv::Error>| -> Vec<String> {
            record.expect("text in memory").iter().map(|cell| cell.trim().to_owned()).collect()
        };
        let is_row = |row: &Vec<String>| row.iter().any(|cell| !cell.is_empty());
        let mut rows: Vec<Vec<String>> = Vec::new();
        // A row of one cell above the header is the title.
        let is_title = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count() == 1;
        let mut records = reader.into_records().map(cells).filter(is_row).skip_while(is_title);
        let header = records.next().unwrap_or_default();
        for row in records.filter(|row| *row != header) {
            if !is_said(&row, &rows, document.figures.len()) {
                rows.push(row);
            }
        }
        let count = document.rows.len() + document.unclear.len();
        let is_clear = |row: &versus::model::Row| {
            let Some(cells) = rows.get(row.position as usize - 1) else { return false };
            let values = row.values.iter().map(|value| letters(value));
            letters(&row.attribute) == letters(&cells[0])
                && values.eq((1..=document.figures.len()).map(|at| letters(&cells[at])))
                && cells[document.figures.len() + 1..].iter().all(|cell| notes.contains(&letters(cell)))
        };
        let is_kept = |row: &versus::model::UnclearRow| {
            let cells = rows.get(row.position as usize - 1);
            // A quote may stand around a cell, or twice for one in it.
            let bare = |text: &str| letters(text).replace('"', "");
            let raw = bare(&row.raw);
            cells.is_some_and(|cells| cells.iter().all(|cell| raw.contains(&bare(cell))))
        };
        count == rows.len() && document.rows.iter().all(is_clear) && document.unclear.iter().all(is_kept)
    };
    let delimiters: &[u8] = if is_tabs { b"\t" } else { b",;" };
    assert!(delimiters.iter().any(|delimiter| fits(*delimiter)), "{document:?}");
}
