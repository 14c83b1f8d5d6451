//! A page of HTML with one table, streamed: complete, with its style in it, fit to be opened, sent on and printed. Cells are text:
//! no markup, link or script in them works.

use std::io::{self, Write};

use super::cell::Cell;
use super::safe::safe;
use super::sink::Sink;

/// What stands before the columns. The policy lets a browser load and run nothing, whatever should get past the escapes.
const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>versus</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.4 system-ui, sans-serif; margin: 1rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #8888; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; white-space: pre-line; }
th { background: Canvas; position: sticky; top: 0; }
td.number { text-align: right; }
@media print {
  body { font-size: 9pt; margin: 0; }
  th { position: static; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
</style>
</head>
<body>
<table>
<thead>
<tr>";

const END: &str = "</tbody>\n</table>\n</body>\n</html>\n";

pub(super) struct Html<'o, 'a> {
    out: &'o mut Sink<'a>,
}

impl<'o, 'a> Html<'o, 'a> {
    pub(super) fn new(out: &'o mut Sink<'a>, columns: &[&str]) -> io::Result<Self> {
        out.write_all(HEAD.as_bytes())?;
        for column in columns {
            out.write_all(b"<th scope=\"col\">")?;
            escape(out, &safe(column))?;
            out.write_all(b"</th>")?;
        }
        out.write_all(b"</tr>\n</thead>\n<tbody>\n")?;
        out.reserve(END.len() as u64);
        out.end_row()?;
        Ok(Self { out })
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        self.out.write_all(b"<tr>")?;
        for cell in cells {
            let is_number = matches!(cell, Cell::Integer(_) | Cell::Real(_));
            self.out.write_all(if is_number { b"<td class=\"number\">" } else { b"<td>" })?;
            escape(self.out, &cell.safe_text())?;
            self.out.write_all(b"</td>")?;
        }
        self.out.write_all(b"</tr>\n")?;
        self.out.end_row()
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.out.write_all(END.as_bytes())
    }
}

fn escape(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut start = 0;
    for (at, sign) in text.match_indices(['&', '<', '>', '"', '\'']) {
        out.write_all(&text.as_bytes()[start..at])?;
        start = at + 1;
        out.write_all(match sign {
            "&" => b"&amp;",
            "<" => b"&lt;",
            ">" => b"&gt;",
            "\"" => b"&quot;",
            _ => b"&#39;",
        })?;
    }
    out.write_all(&text.as_bytes()[start..])
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{any_rows, is_harmless, settings, table, written};
    use proptest::prelude::*;

    fn body(text: &str) -> &str {
        text.split_once("<tbody>\n").and_then(|(_, body)| body.split_once("</tbody>")).map_or("", |(body, _)| body)
    }

    #[test]
    fn a_table_is_a_whole_page() {
        let text = written(settings(Format::Html, 80), |output| {
            let mut rows = output.rows(&["figure", "values"])?;
            rows.row(&["Tom & Jerry".into(), 5_usize.into()])?;
            rows.row(&["one\ntwo".into(), None::<&str>.into()])?;
            rows.finish()?;
            Ok(())
        });
        assert!(text.starts_with("<!DOCTYPE html>\n") && text.ends_with("</html>\n"), "{text}");
        assert!(text.contains("<tr><th scope=\"col\">figure</th><th scope=\"col\">values</th></tr>"), "{text}");
        assert_eq!(
            body(&text),
            "<tr><td>Tom &amp; Jerry</td><td class=\"number\">5</td></tr>\n<tr><td>one\ntwo</td><td></td></tr>\n"
        );
    }

    proptest! {
        #[test]
        fn nothing_in_a_cell_is_markup(rows in any_rows()) {
            let text = table(settings(Format::Html, 80), &["a", "b", "<c>"], &rows);
            prop_assert!(is_harmless(&text));
            let bare = body(&text).replace("<tr><td>", "").replace("</td><td>", "").replace("</td></tr>", "");
            prop_assert!(!bare.contains(['<', '>', '"', '\'']), "{}", bare);
        }
    }
}
