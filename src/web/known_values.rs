//! The values of figures that were compared last, as long as nobody writes: most comparisons are of figures that are compared again
//! and again, and looking up hundreds of values takes half of a page's time.

use std::collections::HashMap;
use std::mem::size_of;
use std::sync::{Mutex, PoisonError};

use crate::model::{FigureId, Value};
use crate::service::comparison::Values;

/// The most bytes that are kept.
const MOST: usize = 64 * 1024 * 1024;

/// Values by figure, and whether they are as the documents state them.
type Key = (FigureId, bool);

/// What is kept.
#[derive(Debug, Default)]
pub struct KnownValues(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// The state of the base that they are of.
    tag: String,
    bytes: usize,
    values: HashMap<Key, Values>,
}

impl KnownValues {
    /// Returns the values of a figure in the state of the base that has this tag.
    pub fn get(&self, tag: &str, key: Key) -> Option<Values> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.tag == tag { kept.values.get(&key).cloned() } else { None }
    }

    /// Keeps values that were looked up after the base had this tag. What is of another state, and what there is no room for, goes.
    pub fn keep(&self, tag: &str, key: Key, values: &Values) {
        let bytes = size(values);
        if bytes > MOST / 4 {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.tag != tag {
            *kept = Kept { tag: tag.to_owned(), ..Kept::default() };
        }
        while kept.bytes + bytes > MOST {
            // Whichever comes first, which is as good as any.
            let Some(first) = kept.values.keys().next().copied() else { break };
            let gone = kept.values.remove(&first).map_or(0, |values| size(&values));
            kept.bytes -= gone;
        }
        if kept.values.insert(key, Values::clone(values)).is_none() {
            kept.bytes += bytes;
        }
    }
}

/// Returns how much memory values take, with what it costs to have each in a place of its own.
fn size(values: &Values) -> usize {
    let of = |value: &Value| value.document.len() + value.attribute.len() + value.text.len();
    values.iter().map(|value| size_of::<Value>() + 64 + of(value)).sum::<usize>() + 64
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{AttributeId, DocumentId, TextStatus};

    fn values(length: usize) -> Values {
        let value = Value {
            document: String::new(),
            document_id: DocumentId(1),
            position: 1,
            attribute_id: AttributeId(1),
            attribute: String::new(),
            text: "x".repeat(length),
            status: TextStatus::Stated,
            open_reports: 0,
            preferred: false,
        };
        [Arc::new(value)].into()
    }

    #[test]
    fn values_are_known_until_somebody_writes() {
        let known = KnownValues::default();
        let key = (FigureId(1), false);
        known.keep("one", key, &values(1));
        assert!(known.get("one", key).is_some());
        assert!(known.get("two", key).is_none());
        assert!(known.get("one", (FigureId(1), true)).is_none());
        known.keep("two", (FigureId(2), false), &values(1));
        assert!(known.get("one", key).is_none());
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let known = KnownValues::default();
        for number in 0..200 {
            known.keep("one", (FigureId(number), false), &values(1024 * 1024));
        }
        let kept = known.0.lock().expect("kept");
        assert!(kept.bytes <= MOST && kept.values.len() > 50, "{} of {}", kept.values.len(), kept.bytes);
        assert_eq!(kept.bytes, kept.values.values().map(size).sum::<usize>());
        drop(kept);
        known.keep("one", (FigureId(1000), false), &values(MOST));
        assert!(known.get("one", (FigureId(1000), false)).is_none(), "too large to be worth it");
    }
}
