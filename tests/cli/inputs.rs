//! The many kinds of input that `versus import` and `versus parse` take.

use insta::assert_snapshot;
use serde_json::{Value, json};

use crate::sandbox::Sandbox;

#[test]
fn a_page_is_read_in_the_encoding_that_is_said_or_declared() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "pages/bar.txt",
        b"Caf\xe9 vs. Bar\n\nComparison\n\nAttribute | Caf\xe9 | Bar\nSize | klein | gro\xdf\n",
    );
    sandbox.write("pages/tea.html", b"<meta charset=shift_jis><h1>\x8d\x67\x92\x83 vs. \x92\x83</h1><table><tr><th><th>\x8d\x67\x92\x83<th>\x92\x83<tr><td>Color<td>red<td>green</table>");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "pages"]), @"
    exit code 1
    ---- stderr ----
    pages/bar.txt:1: the text is not UTF-8, and nothing says which encoding it is: name it with `--encoding`, such as `--encoding windows-1252`
    made the knowledge base a.db
    1 imported, 0 updated, 0 unchanged, 1 rejected; 1 rows stored, 0 unclear
    error: 1 of 2 pages rejected
    ");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "pages/bar.txt", "--encoding", "koi8-r"]), @"
    exit code 0
    ---- stderr ----
    1 imported, 0 updated, 0 unchanged, 0 rejected; 1 rows stored, 0 unclear
    ");
    // The same bytes are read anew when they are said to be something else.
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "pages/bar.txt", "--encoding", "windows-1252"]), @"
    exit code 0
    ---- stderr ----
    updated bar: title, summary, notice or credits changed, 1 values changed, 1 values added, 1 values removed; it compared CafИ, Bar before
    0 imported, 1 updated, 0 unchanged, 0 rejected; 1 rows stored, 0 unclear
    ");
    assert_snapshot!(sandbox.run(&["--db", "a.db", "import", "pages/bar.txt", "--encoding", "latin1"]), @"
    exit code 0
    ---- stderr ----
    0 imported, 0 updated, 1 unchanged, 0 rejected; 0 rows stored, 0 unclear; nothing changed
    ");
    assert_snapshot!(sandbox.succeed(&["--db", "a.db", "export", "values"]), @"
    document,position,attribute,figure,value,status
    tea,1,Color,紅茶,red,stated
    tea,1,Color,茶,green,stated
    bar,1,Size,Café,klein,stated
    bar,1,Size,Bar,groß,stated
    ");
    assert_snapshot!(sandbox.run(&["parse", "pages/bar.txt", "--encoding", "utf8mb4"]), @"
    exit code 2
    ---- stderr ----
    error: invalid value 'utf8mb4' for '--encoding <NAME>': no encoding has that name; some that do: windows-1252, windows-1251, iso-8859-2, utf-16le, shift_jis, euc-kr, gb18030, big5

    For more information, try '--help'.
    ");
}

const TEA: &str = "Tea vs. Coffee\n\nComparison\n\nAttribute | Tea | Coffee\nColor | Green | Brown\n";

#[test]
fn json_may_be_an_array_or_written_over_several_lines() {
    let sandbox = Sandbox::new();
    let page = |url: &str, figure: &str| json!({"url": url, "markdown": TEA.replace("Coffee", figure), "depth": [1, {"a": null}]});
    let pages = [
        page("https://example.org/a", "Milk"),
        page("", "Water"),
        json!({"a": 1}),
        json!(7),
        page("https://example.org/b", "Wine"),
    ];
    let pretty = |value: &Value| serde_json::to_string_pretty(value).expect("JSON");
    sandbox.write("flat.json", json!(pages).to_string());
    sandbox.write("array.json", pretty(&json!(pages)));
    sandbox.write("objects.json", pages.iter().map(pretty).collect::<Vec<_>>().join("\n"));
    assert_snapshot!(sandbox.run(&["--db", "flat.db", "import", "flat.json"]), @"
    exit code 1
    ---- stderr ----
    flat.json#3:1: the object has none of `text`, `markdown`, `content`, `html`, `raw_html` and `figures`
    flat.json#4:1: this is JSON, but no object
    made the knowledge base flat.db
    3 imported, 0 updated, 0 unchanged, 2 rejected; 3 rows stored, 0 unclear
    error: 2 of 5 pages rejected
    ");
    assert_snapshot!(sandbox.run(&["--db", "array.db", "import", "array.json"]), @"
    exit code 1
    ---- stderr ----
    array.json#3:22: the object has none of `text`, `markdown`, `content`, `html`, `raw_html` and `figures`
    array.json#4:25: this is JSON, but no object
    made the knowledge base array.db
    3 imported, 0 updated, 0 unchanged, 2 rejected; 3 rows stored, 0 unclear
    error: 2 of 5 pages rejected
    ");
    assert_snapshot!(sandbox.run(&["--db", "objects.db", "import", "objects.json"]), @"
    exit code 1
    ---- stderr ----
    objects.json:21: the object has none of `text`, `markdown`, `content`, `html`, `raw_html` and `figures`
    objects.json:24: this is JSON, but no object
    made the knowledge base objects.db
    3 imported, 0 updated, 0 unchanged, 2 rejected; 3 rows stored, 0 unclear
    error: 2 of 5 pages rejected
    ");
    let sources =
        |base: &str| sandbox.succeed(&["--db", base, "sql", "SELECT slug, source FROM documents", "--format", "csv"]);
    assert_snapshot!(sources("array.db"), @"
    slug,source
    a,https://example.org/a
    tea-vs-water,array.json#2
    b,https://example.org/b
    ");
    assert_snapshot!(sources("objects.db"), @"
    slug,source
    a,https://example.org/a
    tea-vs-water,objects.json:11
    b,https://example.org/b
    ");
    assert_eq!(sources("flat.db").replace("flat", "array"), sources("array.db"));
    assert_snapshot!(sandbox.run(&["--db", "array.db", "import", "array.json"]), @"
    exit code 1
    ---- stderr ----
    array.json#3:22: the object has none of `text`, `markdown`, `content`, `html`, `raw_html` and `figures`
    array.json#4:25: this is JSON, but no object
    0 imported, 0 updated, 3 unchanged, 2 rejected; 0 rows stored, 0 unclear; nothing changed
    error: 2 of 5 pages rejected
    ");
}
