//! A table in GitHub's Markdown, streamed. Cells render as the text they hold: no markup, HTML or link in them works.
//! It does not align the source; what is read is the rendered page.

use std::io::{self, Write};

use super::{Cell, Sink, safe};

pub(super) struct Markdown<'o, 'a> {
    out: &'o mut Sink<'a>,
}

impl<'o, 'a> Markdown<'o, 'a> {
    pub(super) fn new(out: &'o mut Sink<'a>, columns: &[&str]) -> io::Result<Self> {
        for column in columns {
            out.write_all(b"| ")?;
            escape(out, &safe(column))?;
            out.write_all(b" ")?;
        }
        out.write_all(b"|\n")?;
        out.write_all("| --- ".repeat(columns.len()).as_bytes())?;
        out.write_all(b"|\n")?;
        Ok(Self { out })
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for cell in cells {
            self.out.write_all(b"| ")?;
            escape(self.out, &cell.safe_text())?;
            self.out.write_all(b" ")?;
        }
        self.out.write_all(b"|\n")
    }
}

fn escape(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut rest = text;
    let special = |c: char| "\n&<>|\\`*_[]~$".contains(c);
    loop {
        // A bare address becomes a link on GitHub; an escape in `://` and `www.` prevents it.
        let start =
            [rest.find(special), rest.find("://"), rest.find("www.").map(|at| at + 3)].into_iter().flatten().min();
        let Some(start) = start else {
            return out.write_all(rest.as_bytes());
        };
        out.write_all(&rest.as_bytes()[..start])?;
        match rest.as_bytes()[start] {
            b'\n' => out.write_all(b"<br>")?,
            b'&' => out.write_all(b"&amp;")?,
            b'<' => out.write_all(b"&lt;")?,
            b'>' => out.write_all(b"&gt;")?,
            other => out.write_all(&[b'\\', other])?,
        }
        rest = &rest[start + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{any_rows, is_harmless, settings, table};
    use proptest::prelude::*;

    #[test]
    fn a_table_as_github_reads_it() {
        let rows = [vec!["Political ideology", "Communism, Stalinism"], vec!["Foreign policy", ""]];
        let text = table(settings(Format::Markdown, 80), &["attribute", "Joseph Stalin"], &rows);
        assert_eq!(
            text,
            "| attribute | Joseph Stalin |\n| --- | --- |\n| Political ideology | Communism, Stalinism |\n| Foreign policy |  |\n"
        );
    }

    #[test]
    fn nothing_in_a_cell_is_markup() {
        let cell =
            |text| table(settings(Format::Markdown, 80), &["a"], &[vec![text]]).lines().nth(2).unwrap().to_string();
        assert_eq!(cell("a|b\\c `d` *e* _f_"), r"| a\|b\\c \`d\` \*e\* \_f\_ |");
        assert_eq!(cell("<script>&amp;</script>"), "| &lt;script&gt;&amp;amp;&lt;/script&gt; |");
        assert_eq!(cell("![x](https://a.b) www.a.b"), r"| !\[x\](https\://a.b) www\.a.b |");
        assert_eq!(cell("one\ntwo\x1b~~$"), r"| one<br>two␛\~\~\$ |");
    }

    proptest! {
        #[test]
        fn a_row_is_a_harmless_line_of_as_many_cells(rows in any_rows()) {
            let text = table(settings(Format::Markdown, 80), &["a", "b", "c|\n"], &rows);
            prop_assert!(is_harmless(&text));
            prop_assert_eq!(text.lines().count(), rows.len() + 2);
            for line in text.lines() {
                let bare = line.replace("\\\\", "").replace("\\|", "");
                prop_assert_eq!(bare.matches('|').count(), 4, "{}", line);
                prop_assert!(!bare.replace("<br>", "").contains(['<', '>']));
            }
        }
    }
}
