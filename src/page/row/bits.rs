//! The weights that the seam rules give, in bits, from certain to impossible.
//!
//! A weight says how much more often two characters meet like this between cells than within one: 9 is about 500 times
//! more often, -6 is 64 times more often within a cell. The weights are judgements about how such pages are written, not
//! counts over a particular set of rows. Only their differences matter: a split is certain from ten bits on.

/// The end of a sentence, or a closing bracket, with the next cell right behind it.
pub(super) const CERTAIN: i32 = 10;

/// A capital in the middle of a word or right behind capitals, and what is as strange: the ordinary seam.
pub(super) const STRONG: i32 = 9;

/// A number right behind a word.
pub(super) const GOOD: i32 = 7;

/// Also found within cells, though less often.
pub(super) const FAIR: i32 = 4;

/// Hardly more often between cells.
pub(super) const SLIGHT: i32 = 3;

/// As often within cells as between them.
pub(super) const WEAK: i32 = 0;

/// Rather within cells.
pub(super) const UNLIKELY: i32 = -3;

/// Mostly within cells: no split is stored on the strength of such a seam.
pub(super) const POOR: i32 = -6;

/// Nearly always within cells.
pub(super) const RARE: i32 = -9;

/// Within cells, with exceptions that nothing else could show.
pub(super) const INNER: i32 = -12;

/// A seam that would cut a pair of brackets or quotes in two.
pub(super) const CUTS_A_PAIR: i32 = -16;

/// A seam within a word that the page's prose shows to be one.
pub(super) const CUTS_A_WORD: i32 = -24;

/// A seam within a word that stands in the row twice.
pub(super) const CUTS_ONE_OF_TWO: i32 = -6;

/// A seam where such a word begins or ends.
pub(super) const BESIDE_A_WORD: i32 = 6;

/// The same, where the word begins small: nothing but a seam joins `iOS` to a word before it.
pub(super) const BEFORE_A_SMALL_WORD: i32 = 12;

/// Cutting digits: seldom, since most numbers have units; `numeral` tells the rest.
pub(super) const WITHIN_DIGITS: i32 = -4;

/// Cutting a number that is plain as it stands, in the middle of other text.
pub(super) const WITHIN_A_PLAIN_NUMBER: i32 = RARE;
