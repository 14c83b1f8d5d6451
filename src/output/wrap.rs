//! Text broken into lines at words, by display width: prose, and the cells of one row side by side.

use comfy_table::{ColumnConstraint, ContentLineStyle, TableStyle, Width};
use unicode_width::UnicodeWidthChar;

/// A word of more bytes than this is none.
const BROKEN_WORD: usize = 4_000;

/// Wraps safe text at words to a width; lines end without spaces, and words that are too long are broken.
#[must_use]
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    draw(&[text], &[width], ' ')
}

/// The lines of one row: cells wrapped to the widths, side by side.
pub(super) fn draw<T: ToString>(cells: &[T], widths: &[usize], border: char) -> Vec<String> {
    let mut table = comfy_table::Table::new();
    table.load_style(TableStyle::new().content_lines(ContentLineStyle::none().junction(border)));
    let cells = cells.iter().zip(widths).map(|(cell, width)| with_words_broken(cell.to_string(), *width));
    table.add_row(cells.map(comfy_table::Cell::new));
    for (column, width) in table.column_iter_mut().zip(widths) {
        let padding = (u16::from(column.index > 0), u16::from(column.index + 1 < widths.len()));
        let width = u16::try_from(*width).unwrap_or(u16::MAX).saturating_add(padding.0 + padding.1);
        column.set_padding(padding).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    table.lines().map(|line| line.trim_end_matches(' ').to_string()).collect()
}

/// Returns the text with line breaks in words that are much too long to be words. Others are broken by `comfy_table`, which
/// takes time squared.
fn with_words_broken(text: String, width: usize) -> String {
    if text.split([' ', '\n']).all(|word| word.len() <= BROKEN_WORD) {
        return text;
    }
    let mut broken = String::with_capacity(text.len() + text.len() / width.max(1));
    for word in text.split_inclusive([' ', '\n']) {
        if word.len() <= BROKEN_WORD {
            broken.push_str(word);
            continue;
        }
        let mut column = 0;
        for c in word.chars() {
            let wide = c.width().unwrap_or(0);
            if column + wide > width && c != ' ' {
                broken.push('\n');
                column = 0;
            }
            column += wide;
            broken.push(c);
        }
    }
    broken
}
