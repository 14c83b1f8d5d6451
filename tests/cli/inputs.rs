//! The many kinds of input that `versus import` and `versus parse` take.

use insta::assert_snapshot;

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
