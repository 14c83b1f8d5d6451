//! Pages in many encodings, told and not told.

use proptest::prelude::*;

use super::*;
use crate::page::byte_order::has_mark;
use crate::page::{content_hash, read_as, read_declared};

const PAGE: &str = "Café vs. Bar\n\nComparison\n\nAttribute | Café | Bar\nGröße | klein | groß\n";

fn said(label: &str) -> Declared<'static> {
    Declared { said: Some(Encoding::from_label(label).unwrap()), sent: None, figures: None }
}

fn encoded(label: &str, text: &str) -> Vec<u8> {
    let (bytes, encoding, is_lossy) = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text);
    assert!(!is_lossy && encoding.name().eq_ignore_ascii_case(label), "{label}");
    bytes.into_owned()
}

fn utf16(text: &str, is_big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if is_big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

fn text_of(format: InputFormat, bytes: &[u8], declared: Declared<'_>) -> Result<String, (usize, String)> {
    let text = to_text(format, bytes, declared);
    text.map(Cow::into_owned).map_err(|rejection| (rejection.line, rejection.reason))
}

#[test]
fn a_mark_counts_more_than_anything_else() {
    let marked = format!("\u{feff}{PAGE}");
    for bytes in [marked.clone().into_bytes(), utf16(&marked, false), utf16(&marked, true)] {
        for declared in
            [Declared::default(), said("windows-1252"), Declared { said: None, sent: Some("gbk"), figures: None }]
        {
            assert_eq!(text_of(InputFormat::Text, &bytes, declared).unwrap(), PAGE);
            let document = read_declared(InputFormat::Text, &bytes, "a.txt", declared).unwrap();
            assert_eq!(document.figures, ["Café", "Bar"]);
            assert_eq!(document.content_hash, content_hash::of(&bytes));
        }
    }
    let cut = &utf16("\u{feff}a\nb", false)[..7];
    let expected = format!("the text is not valid UTF-16LE, which its byte order mark says it is: {WAY_ON}");
    assert_eq!(text_of(InputFormat::Text, cut, Declared::default()), Err((2, expected)));
}

#[test]
fn what_a_person_says_counts_more_than_what_the_server_said_and_that_more_than_the_page() {
    let page = b"<meta charset=koi8-r><p>\xe9";
    let of = |declared| text_of(InputFormat::Html, page, declared).unwrap().pop().unwrap();
    assert_eq!(of(Declared::default()), 'И');
    assert_eq!(of(Declared { said: None, sent: Some("ISO-8859-7"), figures: None }), 'ι');
    assert_eq!(of(Declared { said: None, sent: Some("no such"), figures: None }), 'И');
    let both = Declared { sent: Some("ISO-8859-7"), ..said("latin1") };
    assert_eq!(of(both), 'é');
}

#[test]
fn a_web_page_declares_its_encoding_in_many_ways() {
    for declaration in [
        "<meta charset=windows-1252>",
        "<META CHARSET='LATIN1'>",
        "<meta content='text/html; charset=iso-8859-1' http-equiv=\"Content-Type\">",
        "<meta http-equiv=content-type content='text/html;charset = \"iso-8859-1\"'>",
        "<?xml version='1.0' encoding = \"ISO-8859-1\"?>",
        "<?xml version='1.0' encoding='utf-8'?><meta charset=latin1>",
        "<script>'<meta charset=koi8-r>'</script><!-- <meta charset=koi8-r> --><meta charset=x-user-defined>",
        "<meta charset=''><meta content='charset=koi8-r'><meta charset=latin1><meta charset=koi8-r>",
    ] {
        let page = [declaration.as_bytes(), b"\n<p>caf\xe9"].concat();
        let text = text_of(InputFormat::Html, &page, Declared::default());
        assert!(text.clone().unwrap_or_default().ends_with("café"), "{declaration}: {text:?}");
        // In a text it is text.
        assert!(text_of(InputFormat::Text, &page, Declared::default()).is_err());
    }
    let xml = utf16("<?xml version='1.0' encoding='utf-16'?><p>é", false);
    assert!(text_of(InputFormat::Html, &xml, Declared::default()).unwrap().ends_with('é'));
}

#[test]
fn a_page_that_is_utf8_is_read_as_utf8_whatever_is_said_of_it() {
    let page = format!("<meta charset=shift_jis>{PAGE}");
    let sent = Some("utf-16");
    for declared in [Declared::default(), said("windows-1251"), Declared { said: None, sent, figures: None }] {
        assert_eq!(text_of(InputFormat::Html, page.as_bytes(), declared).unwrap(), page);
    }
    // What is sent in UTF-16 does not declare so in ASCII.
    assert!(text_of(InputFormat::Html, b"<meta charset=utf-16><p>\xe9", Declared::default()).is_err());
}

#[test]
fn encodings_that_write_letters_with_ascii_are_told_by_what_is_said() {
    let japanese = "紅茶 vs. 珈琲\n";
    let bytes = encoded("iso-2022-jp", japanese);
    assert_eq!(text_of(InputFormat::Text, &bytes, said("iso-2022-jp")).unwrap(), japanese);
    let declared = Declared { said: None, sent: Some("utf-16le"), figures: None };
    assert_eq!(text_of(InputFormat::Text, &utf16("tea\n", false), declared).unwrap(), "tea\n");
    let unsaid = read_as(InputFormat::Text, &utf16("tea\n", false), "a").unwrap_err();
    assert!(unsaid.reason.contains("NUL"), "{}", unsaid.reason);
}

#[test]
fn what_cannot_be_read_is_refused_with_its_line_and_the_way_on() {
    let of = |bytes: &[u8], declared| text_of(InputFormat::Html, bytes, declared).unwrap_err();
    let expected = format!("the text is not UTF-8, and nothing says which encoding it is: {WAY_ON}");
    assert_eq!(of(b"a\r\nb\xe9", Declared::default()), (2, expected));
    let unknown = format!("the text is not UTF-8, and `utf8mb4`, which is declared, is no known encoding: {WAY_ON}");
    assert_eq!(of(b"\n<meta charset=utf8mb4>\xe9", Declared::default()), (2, unknown.clone()));
    assert_eq!(of(b"\n\xe9", Declared { said: None, sent: Some("utf8mb4"), figures: None }), (2, unknown));
    let wrong = format!("the text is not valid Shift_JIS, which `--encoding` says it is: {WAY_ON}");
    assert_eq!(of(b"\x8d\x67\n\n\x8d\xff", said("sjis")), (3, wrong));
    let utf8 = format!("the text is not valid UTF-8, which the page declares it is: {WAY_ON}");
    assert_eq!(of(b"<meta charset=utf-8>\n\n\n\xe9", Declared::default()), (4, utf8));
}

#[test]
fn the_hash_is_that_of_the_bytes_or_where_a_person_says_the_encoding_of_the_text() {
    let bytes = encoded("windows-1252", PAGE);
    let of = |declared| read_declared(InputFormat::Text, &bytes, "a.txt", declared).unwrap().content_hash;
    assert_eq!(of(Declared { said: None, sent: Some("latin1"), figures: None }), content_hash::of(&bytes));
    assert_eq!(of(said("latin1")), content_hash::of(PAGE.as_bytes()));
    assert_ne!(of(said("windows-1251")), of(said("latin1")));
}

#[test]
fn the_content_of_what_is_in_utf16_tells_its_format() {
    let html = utf16("\u{feff}<!doctype html><p>", false);
    assert_eq!(InputFormat::detect("-", &html), Some(InputFormat::Html));
}

proptest! {
    #[test]
    fn what_was_written_in_an_encoding_is_read_again(text in "\\PC{0,60}", label in 0_usize..12) {
        let labels = ["windows-1252", "windows-1251", "iso-8859-2", "shift_jis", "gbk", "gb18030", "big5", "euc-kr",
            "euc-jp", "koi8-r", "macintosh", "windows-874"];
        let encoding = encoding_rs::Encoding::for_label(labels[label].as_bytes()).unwrap();
        let (bytes, _, is_lossy) = encoding.encode(&text);
        // A few letters have a second spelling, in which they come back.
        let (again, _) = encoding.decode_without_bom_handling(&bytes);
        if !is_lossy && std::str::from_utf8(&bytes).is_err() && !has_mark(&bytes) {
            prop_assert_eq!(text_of(InputFormat::Text, &bytes, said(labels[label])).unwrap(), again);
        }
    }

    #[test]
    fn nothing_is_replaced(bytes in prop::collection::vec(any::<u8>(), 0..60), label in 0_usize..5) {
        let label = ["shift_jis", "utf-16be", "iso-2022-jp", "gb18030", "utf-8"][label];
        if let Ok(text) = text_of(InputFormat::Text, &bytes, said(label)) {
            let is_valid = |encoding: &'static encoding_rs::Encoding| {
                encoding.decode_with_bom_removal(&bytes) == (Cow::Borrowed(text.as_str()), false)
            };
            let marked = encoding_rs::Encoding::for_bom(&bytes).map(|(encoding, _)| encoding);
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            prop_assert!([marked, Some(encoding), Some(UTF_8)].into_iter().flatten().any(is_valid));
        }
    }
}
