//! Workbooks, written part by part as programs write them, or would not.

use std::io::Write;

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Returns a workbook of sheets, each with its name, its attributes and the XML of its data and what follows that.
fn xlsx(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let numbered = || (1..).zip(sheets);
    let list = numbered().map(|(id, (name, attributes, _))| {
        format!(r#"<sheet name="{name}" sheetId="{id}" r:id="r{id}" {attributes}/>"#)
    });
    let list = list.collect::<Vec<_>>().concat();
    let relations = numbered()
        .map(|(id, _)| format!(r#"<Relationship Id="r{id}" Type="worksheet" Target="worksheets/sheet{id}.xml"/>"#));
    let relations = relations.collect::<Vec<_>>().concat();
    let mut parts = vec![
            ("_rels/.rels".to_owned(), r#"<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned()),
            ("xl/workbook.xml".to_owned(), format!("<workbook xmlns:r=\"x\"><sheets>{list}</sheets></workbook>")),
            ("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")),
            ("xl/styles.xml".to_owned(), r#"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="[h]:mm:ss"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="200"/></cellXfs></styleSheet>"#.to_owned()),
            ("xl/sharedStrings.xml".to_owned(), "<sst><si><t>Tea</t></si><si><t>a,\"b\"\nc</t></si></sst>".to_owned()),
        ];
    parts.extend(numbered().map(|(id, (_, _, data))| {
        (format!("xl/worksheets/sheet{id}.xml"), format!("<worksheet><sheetData>{data}</worksheet>"))
    }));
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, part)| (&**name, &**part)).collect();
    archive(&parts)
}

fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content><!-- it's "one --><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

fn only(workbook: &[u8]) -> Result<String, String> {
    let mut sheets = sheets(workbook)?;
    assert_eq!(sheets.len(), 1, "{sheets:?}");
    sheets.remove(0).1
}

#[test]
fn cells_are_what_they_show() {
    let data = r#"<row r="2"><c r="B2"/><c r="C2" t="s"><v>0</v></c><c r="D2" t="inlineStr"><is><t>Coffee &amp; milk</t></is></c></row>
            <row r="4"><c r="B4" t="str"><v>Count</v></c><c r="C4"><v>3.0</v></c><c r="D4"><v>0.30000000000000004</v></c></row>
            <row r="5"><c r="C5" t="b"><v>1</v></c><c r="D5" t="e"><v>#DIV/0!</v></c></row>
            <row r="6"><c r="B6" t="s"><v>1</v></c><c r="C6" s="1"><v>45322</v></c><c r="D6" s="2"><v>45322.5</v></c></row>
            <row r="7"><c r="B7"><v>-1.5e3</v></c><c r="C7" s="3"><v>1.5</v></c><c r="D7" s="2"><v>0.25</v></c></row></sheetData>"#;
    let expected = "\n,Tea,Coffee & milk\n\nCount,3,0.3\n,TRUE,#DIV/0!\n\"a,\"\"b\"\"\nc\",2024-01-31,2024-01-31T12:00:00\n\
            -1500,36:00:00,06:00:00\n";
    assert_eq!(only(&xlsx(&[("One", "", data)])).unwrap(), expected);
}

#[test]
fn only_sheets_that_are_shown_and_hold_something_count() {
    let data = r#"<row><c t="s"><v>0</v></c><c><v>7</v></c></row></sheetData>"#;
    let workbook =
        xlsx(&[("b", "", data), ("a &lt;", "", data), ("none", "", "</sheetData>"), ("no", "state=\"hidden\"", data)]);
    let csv = || Ok("Tea,7\n".to_owned());
    assert_eq!(sheets(&workbook).unwrap(), [("b".to_owned(), csv()), ("a <".to_owned(), csv())]);
}

#[test]
fn a_merged_cell_says_the_same_of_each_column_it_spans() {
    let row = |number: u32, cells: [&str; 3]| {
        let cells = ["A", "B", "C"].into_iter().zip(cells);
        let cell = |(column, text)| format!(r#"<c r="{column}{number}" t="str"><v>{text}</v></c>"#);
        format!("<row r=\"{number}\">{}</row>", cells.map(cell).collect::<String>())
    };
    let rows = [
        row(1, ["x", "Tea", "Coffee"]),
        row(2, ["Drinks", "", ""]),
        row(3, ["Hot", "Yes", ""]),
        row(4, ["Old", "", ""]),
    ];
    let merges = r#"<mergeCells><mergeCell ref="A2:C2"/><mergeCell ref="B3:C4"/></mergeCells>"#;
    let data = format!("{}</sheetData>{merges}", rows.concat());
    assert_eq!(only(&xlsx(&[("a", "", &data)])).unwrap(), "x,Tea,Coffee\nDrinks,,\nHot,Yes,Yes\nOld,Yes,Yes\n");
}

#[test]
fn opendocument_is_read_with_its_repetitions() {
    let cell = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let tables = format!(
            r#"<table:table table:name="Drinks"><table:table-row><table:table-cell/>{}{}<table:table-cell table:number-columns-repeated="16381"/></table:table-row>
            <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
            <table:table-row table:number-rows-repeated="2">{}<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3"><text:p>3.00</text:p></table:table-cell></table:table-row>
            <table:table-row>{}<table:table-cell office:value-type="date" office:date-value="2024-01-31"/><table:table-cell office:value-type="time" office:time-value="PT12H3M00S"/></table:table-row>
            <table:table-row>{}<table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
            <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#,
            cell("Tea"), cell("Cof&amp;fee"), cell("Size"), cell("Date"), cell("Hot")
        ).replace(">\n            <", "><");
    assert_eq!(
        only(&ods(&tables)).unwrap(),
        ",Tea,Cof&fee\n\n\nSize,3,3\nSize,3,3\nDate,2024-01-31,12:03:00\nHot,TRUE,\n"
    );
}

#[test]
fn what_would_take_too_much_memory_is_refused() {
    let too_large = "the workbook has more than 128 MiB when it is unpacked";
    let spaces = " ".repeat(129 * 1024 * 1024);
    assert_eq!(sheets(&archive(&[("xl/a.xml", &spaces)])).unwrap_err(), too_large);
    // A picture may be called a sheet.
    assert_eq!(sheets(&archive(&[("xl/a.png", &spaces)])).unwrap_err(), too_large);
    let value = r#"office:value-type="string" office:string-value="x""#;
    let row = |repeats: &str, cells: &str| format!("<table:table-row {repeats}>{cells}</table:table-row>");
    let many = "table:number-columns-repeated = '16384'";
    let cell = format!("<table:table-cell {many} {value}/>");
    for tables in [
        row("", &cell.repeat(140)),
        row("table:number-rows-repeated=\"2000000\"", &format!("<table:table-cell {value}/>")),
        row("", &format!("<table:table-cell {many} x='>'/><table:table-cell {value}/>")).repeat(140),
        row("", &format!("<table:table-cell {value}/>"))
            + &row("table:number-rows-repeated=\"2000000\"", "<table:table-cell/>")
            + &row("", &format!("<table:table-cell {value}/>")),
        row(
            "",
            "<table:table-cell office:value-type='string'><text:p><text:s text:c=\"200000000\"/></text:p></table:table-cell>",
        ),
        row("", &format!("<![CDATA[ \"' ]]><?x ' ?><!-- ' -->{}", cell.repeat(140))),
        row("", &format!("<table:table-cell table:number-columns-repeated=\"&#49;9\" {value}/>")),
    ] {
        let workbook = ods(&format!("<table:table table:name='a'>{tables}</table:table>"));
        assert_eq!(sheets(&workbook).unwrap_err(), too_large, "{}", &tables[..200.min(tables.len())]);
    }
    let far = r#"<row r="1000000"><c r="A1000000"><v>1</v></c></row></sheetData>"#;
    assert_eq!(only(&xlsx(&[("a", "", far)])).unwrap_err(), "the sheet has more than 100000 rows");
    let wide =
        (1..1000).map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>1</v></c><c r="XFD{row}"><v>1</v></c></row>"#));
    let wide = format!("{}</sheetData>", wide.collect::<String>());
    assert_eq!(only(&xlsx(&[("a", "", &wide)])).unwrap_err(), "the sheet has more than 8 MiB of text");
    let merged =
        r#"<row><c/><c t="s"><v>0</v></c></row></sheetData><mergeCells><mergeCell ref="B1:XFD100000"/></mergeCells>"#;
    let merged = merged.replace("<c/>", "<c t=\"s\"><v>0</v></c>");
    assert_eq!(only(&xlsx(&[("a", "", &merged)])).unwrap_err(), "the sheet has more than 1000000 cells");
}

#[test]
fn a_place_that_no_sheet_has_is_refused() {
    for place in ["EEEEEEE1", "A99999999", "A1:EEEE1", "EeeeeEEe"] {
        let row = format!(r#"<row r="1"><c r="{place}"><v>1</v></c></row></sheetData>"#);
        assert_eq!(
            sheets(&xlsx(&[("a", "", &row)])).unwrap_err(),
            format!("the workbook cannot be read: a sheet names the place `{place}`, which no sheet has")
        );
    }
    let last = r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="$A$1:$B$1048576"/></mergeCells>"#;
    assert!(sheets(&xlsx(&[("a", "", last)])).is_ok());
}

#[test]
fn what_is_no_workbook_is_named() {
    for no in [b"".to_vec(), b"PK\x03\x04 and so on".to_vec(), archive(&[])] {
        assert!(sheets(&no).unwrap_err().contains("workbook"));
    }
    let doctype = ods("<!DOCTYPE x>");
    assert_eq!(
        sheets(&doctype).unwrap_err(),
        "the workbook cannot be read: its content.xml is not as programs write it"
    );
}

proptest! {
    #[test]
    fn damaged_workbooks_are_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let data = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45322</v></c></row></sheetData><mergeCells><mergeCell ref="A2:C2"/></mergeCells>"#;
        let table = r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="2"><table:table-cell office:value="3"/></table:table-row></table:table>"#;
        for mut workbook in [xlsx(&[("a", "", data)]), ods(table)] {
            let at = at.index(workbook.len());
            workbook[at] = byte;
            let _ = sheets(&workbook);
            let _ = sheets(&workbook[..cut.index(workbook.len())]);
        }
    }

    #[test]
    fn odd_xml_is_read_or_refused(cell in "[a-zA-Z0-9<>=\"'/ -]{0,20}", place in "[A-Z]{0,4}[0-9]{0,8}", kind in "(s|b|e|n|str|inlineStr|d|x)?", number in "[0-9.eE+-]{0,25}") {
        let data = format!(r#"<row r="{number}"><c r="{place}" t="{kind}" s="2"><v>{number}</v></c><c><v>{cell}</v></c></row></sheetData><mergeCells><mergeCell ref="{place}:{place}"/></mergeCells>"#);
        let _ = sheets(&xlsx(&[("a", "", &data)]));
        let table = format!(r#"<table:table table:name="a"><table:table-row table:number-rows-repeated="{number}"><table:table-cell office:date-value="{cell}" table:number-columns-repeated="{number}"/>{cell}</table:table-row></table:table>"#);
        let _ = sheets(&ods(&table));
    }
}

#[test]
fn an_ods_that_was_cut_off_is_refused_wherever_it_was() {
    let table = concat!(
        r#"<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>Tea</text:p>"#,
        r#"<office:annotation><text:p>x</text:p></office:annotation></table:table-cell></table:table-row></table:table>"#
    );
    assert_eq!(only(&ods(table)).unwrap(), "Tea\n");
    for (end, _) in table.match_indices('<').skip(1) {
        // Nothing is left open, but what has been begun is not what ends.
        for content in [
            format!("<office:document-content><office:body><office:spreadsheet>{}", &table[..end]),
            format!("<office:document-content>{}</office:document-content>", &table[..end]),
            format!("<office:document-content>{}", &table[..end]),
        ] {
            let reason = sheets(&archive(&[("mimetype", ""), ("content.xml", &content)])).unwrap_err();
            assert!(reason.starts_with("the workbook cannot be read: "), "{content}: {reason}");
        }
    }
    let deep = "<a>".repeat(2000) + &"</a>".repeat(2000);
    assert!(sheets(&archive(&[("content.xml", &deep)])).unwrap_err().contains("nests too deeply"));
}
