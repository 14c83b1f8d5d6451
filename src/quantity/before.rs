//! Reads what stands before the first number of a text.

use super::cursor::Cursor;
use super::date;
use super::measured::{currency_before, is_currency_sign};
use super::token::Kind;
use super::unread::Unread;
use super::words::{self, Bearing};

/// What is said of the numbers of a text.
#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "they do not exclude each other")]
pub(super) struct Said {
    pub is_lower: bool,
    pub is_upper: bool,
    pub is_from: bool,
    pub is_approximate: bool,
    pub is_time: bool,
    pub is_between: bool,
    pub is_ordinal: bool,
}

impl Said {
    pub fn take(&mut self, bearing: Bearing) {
        match bearing {
            Bearing::Approximate => self.is_approximate = true,
            Bearing::Lower => self.is_lower = true,
            Bearing::Upper => self.is_upper = true,
            Bearing::Time => self.is_time = true,
            Bearing::From => self.is_from = true,
            Bearing::Ordinal => self.is_ordinal = true,
            Bearing::None => {}
        }
    }
}

/// What stands before the first number.
#[derive(Default)]
pub(super) struct Start {
    pub is_negative: bool,
    pub currency: Option<String>,
    pub is_mach: bool,
}

pub(super) fn before(rest: &mut Cursor, said: &mut Said) -> Result<Start, Unread> {
    let mut start = Start::default();
    loop {
        let token = rest.peek().ok_or(Unread::Words)?;
        if token.is_numeral() || date::day(rest.rest()).is_some() {
            return Ok(start);
        }
        // A sign that belongs to the number behind it.
        let next = rest.rest().get(1);
        let is_before_number = next.is_some_and(|next| !next.is_apart && (next.is_numeral() || is_currency_sign(next)));
        if let Some(currency) = currency_before(rest) {
            if start.currency.replace(currency).is_some() {
                return Err(Unread::Words);
            }
        } else if token.is_sign("~≈∼≅") {
            said.is_approximate = true;
            rest.skip(1);
        } else if token.is_sign("<>≤≥") {
            said.is_upper |= token.is_sign("<≤");
            said.is_lower |= token.is_sign(">≥");
            rest.skip(1);
            rest.next_if(|token| token.is_sign("="));
        } else if token.is_sign("+") && is_before_number {
            rest.skip(1);
        } else if token.is_dash() && is_before_number {
            start.is_negative = true;
            rest.skip(1);
        } else if token.is_sign("#") && is_before_number {
            said.is_ordinal = true;
            rest.skip(1);
        } else if token.word() == "mach" {
            start.is_mach = true;
            rest.skip(1);
        } else {
            said.is_between |= token.word() == "between";
            said.take(rest.next_of(words::BEFORE).ok_or(Unread::Words)?);
        }
        // `v2`, `f1`: a letter that touches the digits is part of a name; `c.1450` and `US$5` are not.
        if let Some(numeral) = rest.peek().filter(|token| token.is_numeral())
            && !numeral.is_apart
            && token.kind == Kind::Word
            && start.currency.is_none()
            && !matches!(&*token.word(), "c" | "ca" | "no")
        {
            return Err(Unread::Words);
        }
    }
}
