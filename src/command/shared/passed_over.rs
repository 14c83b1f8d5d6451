//! What was there and is no page, by its kind: counted, so that nobody takes it for read.

use std::collections::BTreeMap;
use std::fmt;

/// How many kinds are named; of the others only the number is told.
const NAMED: usize = 6;

/// How many things of each kind were passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PassedOver(BTreeMap<String, usize>);

impl PassedOver {
    /// Counts one more of a kind, in words that follow a number.
    pub fn count(&mut self, kind: &str) {
        if let Some(count) = self.0.get_mut(kind) {
            *count += 1;
        } else {
            self.0.insert(kind.to_owned(), 1);
        }
    }

    /// Tells whether there was nothing of the kind.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut kinds: Vec<_> = self.0.iter().collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let mut parts: Vec<String> = kinds.iter().take(NAMED).map(|(kind, count)| format!("{count} {kind}")).collect();
        let others: usize = kinds.iter().skip(NAMED).map(|(_, count)| **count).sum();
        if others > 0 {
            parts.push(format!("{others} others"));
        }
        write!(f, "{} passed over", parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_kinds_come_first_and_few_are_named() {
        let mut passed = PassedOver::default();
        for kind in [".png", ".pdf", ".png", ".css"] {
            passed.count(kind);
        }
        assert_eq!(passed.to_string(), "2 .png, 1 .css, 1 .pdf passed over");
        for kind in ["a", "b", "c", "d", "e", "e"] {
            passed.count(kind);
        }
        assert_eq!(passed.to_string(), "2 .png, 2 e, 1 .css, 1 .pdf, 1 a, 1 b, 2 others passed over");
    }
}
