//! A table in GitHub's Markdown, streamed. Cells render as the text they hold: no markup, HTML or link in them works.
//! It does not align the source; what is read is the rendered page.

use std::io::{self, Write};

use super::cell::Cell;
use super::safe::safe;
use super::sink::Sink;

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
        out.end_row()?;
        Ok(Self { out })
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for cell in cells {
            self.out.write_all(b"| ")?;
            escape(self.out, &cell.safe_text())?;
            self.out.write_all(b" ")?;
        }
        self.out.write_all(b"|\n")?;
        self.out.end_row()
    }
}

/// What parts two pieces of text without being seen. GitHub makes addresses, e-mail addresses, names behind `@` and numbers
/// behind `#` into links, and tells the people named so; it does that to the text that is left when escapes are gone.
const PART: &[u8] = b"<!-- -->";

fn escape(out: &mut impl Write, text: &str) -> io::Result<()> {
    let special = |c: char| "\n&<>|\\`*_[]{}~$@#:.".contains(c);
    let mut start = 0;
    for (at, sign) in text.match_indices(special) {
        let (before, rest) = (&text[..at], &text[at + 1..]);
        out.write_all(&text.as_bytes()[start..at])?;
        start = at + 1;
        match sign {
            "\n" => out.write_all(b"<br>")?,
            "&" => out.write_all(b"&amp;")?,
            "<" => out.write_all(b"&lt;")?,
            ">" => out.write_all(b"&gt;")?,
            "@" => write(out, [sign.as_bytes(), PART])?,
            "#" if rest.starts_with(|c: char| c.is_ascii_digit()) => write(out, [sign.as_bytes(), PART])?,
            ":" if rest.starts_with("//") => write(out, [sign.as_bytes(), PART])?,
            "." if before.len() >= 3 && before.as_bytes()[at - 3..].eq_ignore_ascii_case(b"www") => {
                write(out, [PART, sign.as_bytes()])?;
            }
            "#" | ":" | "." => out.write_all(sign.as_bytes())?,
            other => write(out, [b"\\", other.as_bytes()])?,
        }
    }
    out.write_all(&text.as_bytes()[start..])
}

fn write(out: &mut impl Write, parts: [&[u8]; 2]) -> io::Result<()> {
    parts.into_iter().try_for_each(|part| out.write_all(part))
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
        assert_eq!(cell("![x](https://a.b) www.a.b"), r"| !\[x\](https:<!-- -->//a.b) www<!-- -->.a.b |");
        assert_eq!(cell("one\ntwo\x1b~~$"), r"| one<br>two␛\~\~\$ |");
        assert_eq!(cell("[x](javascript:alert(1)) WwW.a.b"), r"| \[x\](javascript:alert(1)) WwW<!-- -->.a.b |");
        assert_eq!(cell("mail@a.b @all #1 C# a: b."), "| mail@<!-- -->a.b @<!-- -->all #<!-- -->1 C# a: b. |");
        assert_eq!(cell("\\|x\\"), r"| \\\|x\\ |");
        assert_eq!(cell("{{ x }} [[y]] <!-- z -->"), r"| \{\{ x \}\} \[\[y\]\] &lt;!-- z --&gt; |");
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
                prop_assert!(!bare.replace("<br>", "").replace("<!-- -->", "").contains(['<', '>']));
            }
        }
    }
}
