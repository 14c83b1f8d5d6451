//! What a numeral stands for: which of its marks separate thousands, and which begins the decimals.

use super::mark::DecimalMark;

/// A number as a plain decimal: digits, the place of the decimal point, and how it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Without separators, and without a point.
    digits: String,
    /// How many of the digits are decimals; negative for zeros that follow.
    decimals: i32,
    /// By how many powers of ten it was multiplied.
    zeros: i32,
    /// Whether a minus stands before it.
    pub is_negative: bool,
    /// Whether it is written in digits alone.
    pub is_plain: bool,
}

impl Number {
    /// Returns the number that a numeral stands for; `None` where its marks can be read in several ways, or in none.
    pub fn read(text: &str, mark: DecimalMark) -> Option<Self> {
        let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
        let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).collect();
        let is_grouped = |groups: &[&str]| {
            groups.len() > 1
                && (1..=3).contains(&groups[0].len())
                && !groups[0].starts_with('0')
                && groups[1..].iter().all(|group| group.len() == 3)
        };
        // 1,23,45,678, as in India.
        let is_grouped_by_two = |groups: &[&str]| {
            groups.len() > 2
                && (1..=2).contains(&groups[0].len())
                && !groups[0].starts_with('0')
                && groups[1..groups.len() - 1].iter().all(|group| group.len() == 2)
                && groups[groups.len() - 1].len() == 3
        };
        let decimals = match *marks {
            [] => 0,
            [only @ ('.' | ',')] => {
                let may_be_thousands = is_grouped(&groups);
                let is_decimal = match (only, mark) {
                    ('.', DecimalMark::Point) | (',', DecimalMark::Comma) => true,
                    ('.', DecimalMark::Comma) | (',', DecimalMark::Point) => false,
                    _ if may_be_thousands => return None,
                    // A point stands before decimals in any document that does not say otherwise; a comma may part two numbers.
                    ('.', _) => true,
                    _ => groups[1].len() <= 2,
                };
                match (is_decimal, may_be_thousands) {
                    (true, _) => groups[1].len(),
                    (false, true) => 0,
                    // `3.5` where commas begin decimals: somebody wrote otherwise for once, and it can be nothing else.
                    (false, false) if only == '.' && groups[1].len() <= 2 => groups[1].len(),
                    (false, false) => return None,
                }
            }
            [first, .., last] if (last == '.' || last == ',') && first != last => {
                let whole = &groups[..groups.len() - 1];
                let is_one_mark = marks[..marks.len() - 1].iter().all(|mark| *mark == first);
                if !is_one_mark || !(is_grouped(whole) || first == ',' && is_grouped_by_two(whole)) {
                    return None;
                }
                groups[groups.len() - 1].len()
            }
            [first, ..] => {
                let is_one_mark = marks.iter().all(|mark| *mark == first);
                if !is_one_mark || !(is_grouped(&groups) || first == ',' && is_grouped_by_two(&groups)) {
                    return None;
                }
                0
            }
        };
        let decimals = i32::try_from(decimals).ok()?;
        Some(Self { digits: groups.concat(), decimals, zeros: 0, is_negative: false, is_plain: marks.is_empty() })
    }

    /// Returns a number of a numeral that has no marks.
    pub fn whole(value: u32) -> Self {
        Self { digits: value.to_string(), decimals: 0, zeros: 0, is_negative: false, is_plain: true }
    }

    /// Returns a whole number; `None` for one with decimals, below nothing, or of a billion and more.
    pub fn of_whole(value: f64) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and below a billion")]
        (value.fract() == 0.0 && (0.0..1e9).contains(&value)).then(|| Self::whole(value as u32))
    }

    /// Multiplies it by a power of ten.
    pub fn shift(&mut self, zeros: i32) {
        self.decimals -= zeros;
        self.zeros += zeros;
        self.is_plain &= zeros == 0;
    }

    /// Returns by how many powers of ten it was multiplied.
    pub fn shifted(&self) -> i32 {
        self.zeros
    }

    /// Returns it as a plain decimal, without zeros that say nothing.
    pub fn decimal(&self) -> String {
        let decimals = usize::try_from(self.decimals).unwrap_or(0);
        let zeros = usize::try_from(-self.decimals).unwrap_or(0);
        let digits = format!("{}{}", self.digits, "0".repeat(zeros));
        let digits = format!("{digits:0>width$}", width = decimals + 1);
        let (whole, rest) = digits.split_at(digits.len() - decimals);
        let whole = whole.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let rest = rest.trim_end_matches('0');
        let sign = if self.is_negative && !(whole == "0" && rest.is_empty()) { "-" } else { "" };
        if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
    }

    pub fn value(&self) -> f64 {
        self.decimal().parse().unwrap_or(f64::NAN)
    }

    /// Returns it where it can be a year: four digits, from 1000 to 2100.
    pub fn year(&self) -> Option<u32> {
        let is_four = self.is_plain && !self.is_negative && self.digits.len() == 4 && self.decimals == 0;
        self.digits.parse().ok().filter(|year| is_four && (1000..=2100).contains(year))
    }

    /// Whether it has three digits: under an attribute about time it may be a year.
    pub fn is_early_year(&self) -> bool {
        self.small().is_some_and(|number| (100..1000).contains(&number))
    }

    /// Returns it as a whole number below ten thousand, as days, months, years, scores and ordinals are.
    pub fn small(&self) -> Option<u32> {
        let is_small = self.is_plain && !self.is_negative && self.digits.len() <= 4 && self.decimals == 0;
        self.digits.parse().ok().filter(|_| is_small)
    }
}
