//! Text and Markdown pages to blocks: headings, paragraphs, and tables in all the ways in which people set them.
//!
//! A table is one when its first rows agree on their shape: Markdown with pipes, a grid of `+---+`, columns under a rule
//! with gaps, tabs, columns that two blanks or more part and that line up, or one cell a line under a header that repeats
//! the figures of the title. Rows whose cells ran together are no table here; see `layout`.

mod blank;
mod cell;
mod grid;
mod marked;
mod page;
mod piped;
mod reader;
mod ruled;
mod single;

pub(in crate::page) use reader::read;

#[cfg(test)]
mod tests {
    use crate::page::{InputFormat, read_as};

    #[test]
    fn code_is_prose_and_no_table() {
        let table = "| Aspect | Tea | Coffee |\n|-|-|-|\n| Fake | 1 | 2 |";
        for code in [
            format!("```\n{table}\n```"),
            format!("~~~~ text\n{table}\n~~~\n~~~~~"),
            format!("````md\n```\n{table}\n```\n````"),
            format!("    {}", table.replace('\n', "\n    ")),
            format!("\t{}", table.replace('\n', "\n\n\t")),
        ] {
            let page = format!(
                "# Tea vs. Coffee\n\n## Use\n\nAs here:\n\n{code}\n\n***\n\nSo.\n\n{}\n",
                table.replace("Fake", "Color")
            );
            let document = read_as(InputFormat::Text, page.as_bytes(), "a.md").unwrap();
            let attributes: Vec<&str> = document.rows.iter().map(|row| &*row.attribute).collect();
            assert_eq!(attributes, ["Color"], "{code}");
            let passages: Vec<&str> = document.sections[0].passages.iter().map(|passage| &*passage.text).collect();
            assert_eq!((passages.len(), passages[0], passages[2]), (3, "As here:", "So."), "{code}");
            assert!(passages[1].contains("| Fake | 1 | 2 |"), "{code}");
        }
        // In a list it is no code.
        let listed =
            "# Tea vs. Coffee\n\n- As here:\n\n    | Aspect | Tea | Coffee |\n    |-|-|-|\n    | Color | 1 | 2 |\n";
        assert_eq!(read_as(InputFormat::Text, listed.as_bytes(), "a.md").unwrap().rows.len(), 1);
    }

    #[test]
    fn a_table_may_be_written_as_a_web_page_has_it() {
        let page = "# Tea vs. Coffee\n\nBoth are hot.\n\n<table>\n<tr><th></th><th>Tea</th><th>Coffee</th></tr>\n\n\
            <TR><td>Color</td><td>Green<br>black</td><td>Brown &amp; dark</td></tr>\n</table>\n\nThe end.\n\n<table\nis open\n";
        let document = read_as(InputFormat::Text, page.as_bytes(), "a.md").unwrap();
        assert_eq!(document.rows[0].values, ["Green; black", "Brown & dark"]);
        let passages: Vec<&str> = document.sections[0].passages.iter().map(|passage| &*passage.text).collect();
        assert_eq!(passages[0], "The end.");
    }

    #[test]
    fn notes_are_prose_and_the_targets_of_links_are_none() {
        let page = "# Silk vs. Cotton\n\nSilk[^1] is smooth, [cotton] is not.\n[a]: https://example.org\n\n\
            | | [Silk][s] | [Cotton] |\n|-|-|-|\n| Source | [Worm]. | Plant[^b] |\n\n\
            [^1]: Of the *moth*,\nmostly.\n[^b]: Of a shrub.\n\n    It grows in heat.\n\n\
            [s]: https://example.org/silk \"Silk\"\n[cotton]: <https://example.org/cotton>\n[worm]: /worm\n\n## Care\n\nWash cold.\n";
        let document = read_as(InputFormat::Text, page.as_bytes(), "a.md").unwrap();
        assert_eq!(document.figures, ["Silk", "Cotton"]);
        assert_eq!(document.rows[0].values, ["Worm.", "Plant"]);
        assert_eq!(document.summary, "Silk is smooth, cotton is not.\n\na: https://example.org");
        let passages = document.sections.iter().flat_map(|section| &section.passages);
        let texts: Vec<&str> = passages.map(|passage| &*passage.text).collect();
        assert_eq!(texts, ["Of the moth, mostly.", "Of a shrub.", "It grows in heat.", "Wash cold."]);
        // In plain text readers see what a line says.
        let plain = "Silk vs. Cotton\n\nAspect\tSilk\tCotton\nSource\tWorm\tPlant\n\n[1]: https://example.org\n";
        let document = read_as(InputFormat::Text, plain.as_bytes(), "a.txt").unwrap();
        assert_eq!(document.sections[0].passages[0].text, "[1]: https://example.org");
    }
}
