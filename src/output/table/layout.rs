//! How a table is laid out: as a grid, or as records where a grid would not be readable, and how wide. Nothing is written here.

use unicode_width::UnicodeWidthStr;

/// Rows looked at before the widths are settled, at most so many, and what is added to the widths for the rows that follow
/// (whose numbers, for one, have more digits).
pub(super) const SAMPLE: usize = 10_000;
const SPARE: usize = 4;
/// A column narrower than this is not readable, unless all its text is that short.
const NARROW: usize = 14;
/// Words up to this long (names, slugs, times) are worth a column in which they are not broken.
const LONG_WORD: usize = 30;
/// A cell of more lines than this is prose, and easier to read over the full width.
const TALL: usize = 10;
/// Where cells are cut: up to which width a column is left as it is (a time, a state, a number says nothing when it is cut), and
/// how wide the others are at least. The first of these that fits is taken.
const CUT: [(usize, usize); 5] = [(16, 14), (16, 10), (10, 10), (6, 6), (0, 6)];
/// From more columns than this, names of columns are not cut further than their cells.
const MANY: usize = 8;
/// The least of the name of a column that is left.
const NAME: usize = 3;
/// What stands between two columns of a table.
pub(super) const GAP: &str = " │ ";

/// How rows are laid out, with the widths of the columns.
pub(super) enum Layout {
    Grid { widths: Vec<usize>, separated: bool },
    Records { widths: [usize; 2] },
}

impl Layout {
    /// Returns a grid whose cells are cut to the width of their column; `None` where the columns do not fit beside each other.
    pub fn lines(columns: &[String], rows: &[Vec<String>], width: usize) -> Option<Self> {
        let widest = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width());
            cells.max().unwrap_or(0).max(NAME)
        };
        let cells: Vec<usize> = (0..columns.len()).map(widest).collect();
        let natural: Vec<usize> = cells.iter().zip(columns).map(|(cells, name)| name.width().max(*cells)).collect();
        let room = width.saturating_sub(GAP.width() * columns.len().saturating_sub(1));
        // Of many columns so little would be left that records are easier to read.
        let cuts = if columns.len() > MANY { &CUT[..CUT.len() - 1] } else { &CUT[..] };
        let widths = cuts.iter().find_map(|&(whole, cut)| {
            let least = natural.iter().zip(&cells).map(|(natural, cells)| match *natural {
                natural if natural <= whole => natural,
                // At last, the name of a column is cut where its cells need less room.
                natural if whole == 0 => natural.min(cut).min(*cells),
                _ => cut,
            });
            share(room, &natural, &least.collect::<Vec<_>>())
        });
        widths.map(|widths| Self::Grid { widths, separated: false })
    }

    pub fn new(columns: &[String], rows: &[Vec<String>], width: usize) -> Self {
        let lines = |column: usize| {
            let cells = rows.iter().filter_map(move |row| row.get(column));
            columns.get(column).into_iter().chain(cells).flat_map(|cell| cell.split('\n'))
        };
        let spare = if rows.len() < SAMPLE { 0 } else { SPARE };
        let widest = |column| lines(column).map(UnicodeWidthStr::width).max().unwrap_or(0);
        let natural: Vec<usize> = (0..columns.len()).map(|column| widest(column).max(1) + spare).collect();
        let least: Vec<usize> = natural
            .iter()
            .enumerate()
            .map(|(column, natural)| {
                let word =
                    lines(column).flat_map(|line| line.split(' ')).map(UnicodeWidthStr::width).max().unwrap_or(0);
                word.clamp(NARROW, LONG_WORD).min(*natural)
            })
            .collect();
        let room = width.saturating_sub(GAP.width() * columns.len().saturating_sub(1));
        let widths =
            if let [natural] = natural[..] { Some(vec![natural.min(room)]) } else { share(room, &natural, &least) };
        if let Some(widths) = widths {
            let height =
                |cell: &str, width: usize| cell.split('\n').map(|line| line.width().div_ceil(width).max(1)).sum();
            let tallest: usize = rows
                .iter()
                .flat_map(|row| row.iter().zip(&widths))
                .map(|(cell, width)| height(cell, *width))
                .max()
                .unwrap_or(1);
            if tallest <= TALL || columns.len() == 1 {
                return Self::Grid { widths, separated: tallest > 1 };
            }
        }
        let name = columns.iter().map(|name| name.width()).max().unwrap_or(0).clamp(1, width / 3);
        Self::Records { widths: [name, width - name - 2] }
    }
}

/// Divides the room among columns: each gets at least its least, at most its natural width, and those between the two
/// get the same. `None` when there is too little room.
pub(super) fn share(room: usize, natural: &[usize], least: &[usize]) -> Option<Vec<usize>> {
    let widths = |most: usize| natural.iter().zip(least).map(move |(natural, least)| most.clamp(*least, *natural));
    let fits = |most: &usize| widths(*most).sum::<usize>() <= room;
    let most = (0..=room).rev().find(fits)?;
    let mut shared: Vec<usize> = widths(most).collect();
    let mut left = room - shared.iter().sum::<usize>();
    for (width, natural) in shared.iter_mut().zip(natural) {
        if left > 0 && *width < *natural && *width == most {
            *width += 1;
            left -= 1;
        }
    }
    Some(shared)
}
