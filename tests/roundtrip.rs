//! What is imported is what is exported, for arbitrary text.

use flate2::read::ZlibDecoder;
use proptest::collection::vec;
use proptest::prelude::*;
use versus::error::Result;
use versus::model::{Candidate, Change, Document, Passage, Place, Row, Section, UnclearRow};
use versus::name;
use versus::output::{Format, Output, Settings};
use versus::service::tables;
use versus::store::{Importer, PassageFilter, Store};

use crate::sandbox::ensure_index_in_step;

const NOW: &str = "2026-01-02T03:04:05Z";

/// Any text that SQLite keeps: anything but NUL, with much of what CSV, SQL and FTS5 treat specially.
fn text() -> impl Strategy<Value = String> {
    let special = prop::sample::select("\"',;\n\r\t\\|=-+@*()% \u{1b}\u{feff}\u{301}é".chars().collect::<Vec<_>>());
    let letter = prop_oneof![2 => special, 2 => prop::char::range('a', 'z'), 1 => any::<char>()];
    vec(letter.prop_filter("no NUL", |c| *c != '\0'), 0..12).prop_map(String::from_iter)
}

/// The names that several documents share. The number keeps two arbitrary names from being the same one.
fn names() -> impl Strategy<Value = Vec<String>> {
    vec(text(), 3).prop_map(|texts| texts.iter().zip(1..).map(|(text, number)| format!("{number} {text}")).collect())
}

/// A document of that slug which compares the figures, each row with one of the attributes.
fn document(slug: &'static str, figures: Vec<String>, attributes: Vec<String>) -> impl Strategy<Value = Document> {
    let cells = vec(vec(text(), figures.len()), 0..=attributes.len());
    let passage = (text(), vec(any::<bool>(), figures.len()));
    let sections = vec((text(), vec(passage, 1..3)), 0..3);
    (vec(text(), 4), cells, sections, vec(text(), 0..2)).prop_map(move |(texts, cells, sections, unclear)| {
        let rows = cells.into_iter().zip(&attributes).zip(1..);
        let rows = rows
            .map(|((values, attribute), position)| Row {
                position,
                attribute: attribute.clone(),
                values,
                group: String::new(),
            })
            .collect();
        let about = |flags: &[bool]| {
            figures.iter().zip(flags).filter(|(_, flag)| **flag).map(|(figure, _)| figure.clone()).collect()
        };
        let passage = |(text, flags): (String, Vec<bool>)| Passage { text, figures: about(&flags) };
        let section = |(heading, passages): (String, Vec<(String, Vec<bool>)>)| Section {
            heading,
            passages: passages.into_iter().map(passage).collect(),
        };
        let unclear = unclear.into_iter().zip(9..).map(|(raw, position)| UnclearRow {
            position,
            raw,
            reason: "no seam".into(),
            candidates: Vec::new(),
        });
        let mut document = Document {
            slug: slug.into(),
            title: texts[0].clone(),
            figures: figures.clone(),
            summary: texts[1].clone(),
            rows,
            unclear: unclear.collect(),
            sections: sections.into_iter().map(section).collect(),
            notice: texts[2].clone(),
            credits: Vec::new(),
            source: texts[3].clone(),
            content_hash: String::new(),
            layout: "plain".into(),
            address: None,
        };
        document.content_hash = format!("{document:?}");
        document
    })
}

/// Two documents that share figures and attributes, and another version of the first.
fn documents() -> impl Strategy<Value = [Document; 3]> {
    (names(), names()).prop_flat_map(|(figures, attributes)| {
        let reversed: Vec<String> = figures.iter().rev().cloned().collect();
        let first = || document("first", figures[..2].to_vec(), attributes.clone());
        let changed = document("first", reversed.clone(), attributes.iter().rev().cloned().collect());
        let second = document("second", reversed, attributes.clone());
        (first(), second, prop_oneof![first().boxed(), changed.boxed()])
            .prop_map(|(first, second, changed)| [at_address(first), second, at_address(changed)])
    })
}

/// The document as a page of a site: at one address it is one document, whatever it compares.
fn at_address(mut document: Document) -> Document {
    let address = format!("https://example.org/{}", document.slug);
    document.content_hash.push_str(&document.source);
    document.source.clone_from(&address);
    document.address = Some(address);
    document
}

fn base() -> Store {
    Store::open_in_memory().expect("a base")
}

fn import(store: &mut Store, documents: &[&Document]) -> Vec<Change> {
    let changes = store.write(|connection| {
        let mut importer = Importer::for_many(connection, NOW)?;
        let changes = documents.iter().map(|document| importer.import(document)).collect::<Result<_>>()?;
        importer.finish(&mut |_| {})?;
        Ok(changes)
    });
    changes.expect("imported")
}

/// Exports a table as CSV and reads it back.
fn exported(write: impl FnOnce(&mut Output) -> Result<usize>) -> Vec<Vec<String>> {
    let mut bytes = Vec::new();
    let settings = Settings { format: Format::Csv, width: 80, color: false, terminal: false, spreadsheet: false };
    let mut output = Output::new(Box::new(&mut bytes), settings);
    let rows = write(&mut output).expect("written");
    output.flush().expect("written");
    drop(output);
    let mut reader = csv::Reader::from_reader(&*bytes);
    let records = reader.records().map(|record| record.expect("valid CSV").iter().map(String::from).collect());
    let records: Vec<Vec<String>> = records.collect();
    assert_eq!(records.len(), rows, "{}", String::from_utf8_lossy(&bytes));
    records
}

fn exports(store: &Store) -> [Vec<Vec<String>>; 3] {
    [
        exported(|output| tables::values(store, output)),
        exported(|output| tables::sections(store, output, &PassageFilter::default(), "")),
        exported(|output| tables::documents(store, output)),
    ]
}

fn sorted_exports(store: &Store) -> [Vec<Vec<String>>; 3] {
    let mut exports = exports(store);
    for rows in &mut exports {
        rows.sort();
    }
    exports
}

/// Returns what a search finds, in an order that does not depend on ids.
fn hits(store: &Store, words: &str) -> Vec<String> {
    let hits = store.search(words, 1000).expect("no SQL error");
    let mut hits: Vec<String> = hits.iter().map(|hit| format!("{hit:?}")).collect();
    hits.sort();
    hits
}

/// What the exports of a base with this document alone must be. Names are stored cleaned, all other text as it is.
fn expected(document: &Document) -> [Vec<Vec<String>>; 3] {
    let joined = |figures: &[String]| figures.iter().map(|name| name::clean(name)).collect::<Vec<_>>().join("; ");
    let cells =
        document.rows.iter().flat_map(|row| row.values.iter().zip(&document.figures).map(move |cell| (row, cell)));
    let values = cells.filter(|(_, (text, _))| !text.is_empty()).map(|(row, (text, figure))| {
        let (attribute, figure) = (name::clean(&row.attribute), name::clean(figure));
        vec![
            document.slug.clone(),
            row.position.to_string(),
            attribute,
            figure,
            text.clone(),
            "stated".into(),
            String::new(),
        ]
    });
    let mut passages = Vec::new();
    for (section, number) in document.sections.iter().zip(1..) {
        for (passage, place) in section.passages.iter().zip(1..) {
            passages.push(vec![
                document.slug.clone(),
                format!("{number}"),
                section.heading.clone(),
                format!("{place}"),
                joined(&passage.figures),
                passage.text.clone(),
                "stated".into(),
            ]);
        }
    }
    let whole = vec![
        document.slug.clone(),
        document.title.clone(),
        joined(&document.figures),
        document.summary.clone(),
        document.notice.clone(),
        document.source.clone(),
        document.content_hash.clone(),
        NOW.into(),
        "stated".into(),
    ];
    [values.collect(), passages, vec![whole]]
}

/// A document as the base gives it back: names cleaned, rows without a cell among the unclear ones.
fn as_stored(document: &Document) -> Document {
    let mut stored = document.clone();
    let says_nothing = |row: &&Row| row.values.iter().all(String::is_empty);
    let unclear = document.rows.iter().filter(says_nothing).map(|row| UnclearRow {
        position: row.position,
        raw: format!("{} | {}", row.attribute, row.values.join(" | ")),
        reason: format!("none of the cells of `{}` says anything", row.attribute),
        candidates: vec![Candidate::new(row.attribute.clone(), row.values.clone())],
    });
    stored.unclear = unclear.chain(std::mem::take(&mut stored.unclear)).collect();
    stored.unclear.sort_by_key(|row| row.position);
    let names = stored.figures.iter_mut().chain(stored.rows.iter_mut().map(|row| &mut row.attribute));
    let of_passages = stored.sections.iter_mut().flat_map(|section| &mut section.passages);
    for name in names.chain(of_passages.flat_map(|passage| &mut passage.figures)) {
        *name = name::clean(name);
    }
    stored.rows.retain(|row| row.values.iter().any(|text| !text.is_empty()));
    stored
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn exported_csv_read_back_is_what_was_imported([first, _, _] in documents()) {
        let mut store = base();
        prop_assert_eq!(import(&mut store, &[&first]), [Change::New]);
        prop_assert_eq!(exports(&store), expected(&first));
    }

    #[test]
    fn importing_again_changes_nothing([first, second, _] in documents()) {
        let mut store = base();
        import(&mut store, &[&first, &second]);
        let before = exports(&store);
        prop_assert_eq!(import(&mut store, &[&second, &first]), [Change::Unchanged, Change::Unchanged]);
        prop_assert_eq!(exports(&store), before);
    }

    #[test]
    fn the_order_of_documents_does_not_matter([first, second, _] in documents()) {
        let (mut store, mut other) = (base(), base());
        import(&mut store, &[&first, &second]);
        import(&mut other, &[&second, &first]);
        prop_assert_eq!(sorted_exports(&store), sorted_exports(&other));
    }

    #[test]
    fn a_document_that_was_updated_reads_as_if_it_had_always_been_so([first, second, changed] in documents()) {
        let (mut store, mut other) = (base(), base());
        import(&mut store, &[&first, &second]);
        import(&mut store, &[&changed]);
        import(&mut other, &[&changed, &second]);
        prop_assert_eq!(sorted_exports(&store), sorted_exports(&other));
        let checked = store.write(|connection| {
            ensure_index_in_step(connection);
            Ok(())
        });
        checked.expect("asked");
    }

    #[test]
    fn what_changes_several_times_in_one_run_is_found_as_it_reads_in_the_end([first, second, changed] in documents()) {
        let (mut store, mut other) = (base(), base());
        import(&mut store, &[&first]);
        for document in [&changed, &second, &first, &changed] {
            import(&mut store, &[document]);
        }
        import(&mut other, &[&changed, &second]);
        prop_assert_eq!(sorted_exports(&store), sorted_exports(&other));
        let texts = [&first, &second, &changed].into_iter().flat_map(|document| {
            let values = document.rows.iter().flat_map(|row| &row.values);
            let passages = document.sections.iter().flat_map(|section| &section.passages).map(|passage| &passage.text);
            values.chain(passages).chain([&document.summary])
        });
        for words in texts {
            prop_assert_eq!(hits(&store, words), hits(&other, words), "{}", words);
        }
        let checked = store.write(|connection| {
            ensure_index_in_step(connection);
            Ok(())
        });
        checked.expect("asked");
    }

    #[test]
    fn the_former_state_of_a_document_is_kept_as_it_was([first, _, changed] in documents()) {
        let mut store = base();
        import(&mut store, &[&first]);
        import(&mut store, &[&changed]);
        let sql = "SELECT content FROM document_versions";
        let kept = store.write(|connection| {
            let mut statement = connection.prepare(sql)?;
            let kept = statement.query_map([], |row| row.get(0))?;
            Ok(kept.collect::<Result<Vec<Vec<u8>>, _>>()?)
        });
        let kept: Vec<Document> = kept
            .expect("asked")
            .iter()
            .map(|content| serde_json::from_reader(ZlibDecoder::new(&content[..])).expect("as `versus parse` prints one"))
            .collect();
        let expected = if first == changed { vec![] } else { vec![as_stored(&first)] };
        prop_assert_eq!(kept, expected);
    }

    #[test]
    fn any_text_is_a_search([first, second, _] in documents(), words in text()) {
        let mut store = base();
        import(&mut store, &[&first, &second]);
        store.search(&words, 10).expect("no SQL error");
        let found = store.search(&first.summary, 10).expect("no SQL error");
        let has_words = first.summary.chars().any(|c| c.is_ascii_alphanumeric());
        let summary = Place::Summary { document: "first".into() };
        prop_assert!(!has_words || found.iter().any(|hit| hit.place == summary));
    }
}
