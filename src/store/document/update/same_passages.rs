//! Which passages of a document are the same ones in a new state of its page, so that they keep their rows and what people
//! attached to them.

use std::collections::{HashMap, VecDeque};

use crate::model::{FigureId, PassageId, Section};
use crate::store::place::likeness;

/// The figures that each passage of a page is about, by section and place, both from 1, in the order of their rows.
pub(in crate::store) type About = HashMap<(i64, i64), Vec<FigureId>>;

/// A passage that may be taken: its heading, and its id until it is.
type Takeable<'a> = (&'a str, &'a mut Option<PassageId>);

/// The passages that a document has before an update; each is taken at most once.
#[derive(Debug, Default)]
pub(in crate::store) struct ExistingPassages {
    /// Text and id of the passages of each heading, in reading order; the id is taken out with the passage.
    pub by_heading: HashMap<String, Vec<(String, Option<PassageId>)>>,
    /// New text and base text of the active corrections, by the passage's id.
    pub corrected: HashMap<PassageId, [String; 2]>,
    /// The figures that each passage is about, by its id, in the order of their rows.
    pub figures: HashMap<PassageId, Vec<FigureId>>,
    /// Where each passage stands, in reading order: section and place, both from 1, and id.
    pub places: Vec<(i64, i64, PassageId)>,
}

impl ExistingPassages {
    /// Takes the passages whose text the new page has too, first those under the same heading, and returns their ids by
    /// section and place, both from 1.
    pub fn take_same_texts(&mut self, sections: &[Section], about: &About) -> HashMap<(i64, i64), PassageId> {
        let mut kept = HashMap::new();
        self.take_equal(sections, about, &mut kept, |heading, text| (heading, text));
        // A section that was only renamed, or a passage that moved to another: the same words are the same passage.
        self.take_equal(sections, about, &mut kept, |_, text| ("", text));
        for passages in self.by_heading.values_mut() {
            passages.retain(|(_, id)| id.is_some());
            passages.reverse();
        }
        kept
    }

    /// Tells whether the row of a passage may become that of another one: a correction says something of its figures only.
    fn may_become(&self, id: PassageId, about: Option<&Vec<FigureId>>) -> bool {
        !self.corrected.contains_key(&id) || self.figures.get(&id).map(Vec::as_slice) == about.map(Vec::as_slice)
    }

    /// Tells whether a passage is corrected and about no figure by itself.
    fn is_of_nothing(&self, id: Option<PassageId>) -> bool {
        id.is_some_and(|id| self.corrected.contains_key(&id) && !self.figures.contains_key(&id))
    }

    /// Takes the passages that have the key of a passage of the new page which has none yet.
    fn take_equal(
        &mut self,
        sections: &[Section],
        about: &About,
        kept: &mut HashMap<(i64, i64), PassageId>,
        key: for<'a> fn(&'a str, &'a str) -> (&'a str, &'a str),
    ) {
        let mut by_heading = std::mem::take(&mut self.by_heading);
        let mut ids: HashMap<(&str, &str), VecDeque<Takeable>> = HashMap::new();
        for (heading, passages) in &mut by_heading {
            for (text, id) in passages.iter_mut().filter(|(_, id)| id.is_some()) {
                ids.entry(key(heading, text)).or_default().push_back((heading, id));
            }
        }
        // Where a passage names no figure, its heading says what it is about: it may go to another one if its own is no more.
        let is_elsewhere = |from: &str, to: &str| from != to && sections.iter().any(|section| section.heading == from);
        for (section, section_position) in sections.iter().zip(1..) {
            for (passage, position) in section.passages.iter().zip(1..) {
                if kept.contains_key(&(section_position, position)) {
                    continue;
                }
                let place = (section_position, position);
                let Some(same) = ids.get_mut(&key(&section.heading, &passage.text)) else { continue };
                let fitting = same.iter().position(|(heading, id)| {
                    let is_lost = self.is_of_nothing(**id) && is_elsewhere(heading, &section.heading);
                    id.is_some_and(|id| self.may_become(id, about.get(&place))) && !is_lost
                });
                if let Some(id) = fitting.and_then(|index| same.remove(index)).and_then(|(_, id)| id.take()) {
                    kept.insert(place, id);
                }
            }
        }
        self.by_heading = by_heading;
    }

    /// Takes the corrected passages for those of the new page that are about the same figures and most like them, under the
    /// same heading, and returns their ids by section and place; call [`Self::take_same_texts`] first.
    pub fn take_corrected(
        &mut self,
        sections: &[Section],
        about: &About,
        kept: &HashMap<(i64, i64), PassageId>,
    ) -> HashMap<(i64, i64), PassageId> {
        let mut candidates = Vec::new();
        for (heading, passages) in &self.by_heading {
            let left = passages.iter().filter_map(|(text, id)| Some((text, (*id)?)));
            for (text, id) in left {
                let Some(corrected) = self.corrected.get(&id) else { continue };
                for (section, section_position) in sections.iter().zip(1..).filter(|(new, _)| new.heading == *heading) {
                    for (passage, position) in section.passages.iter().zip(1..) {
                        let place = (section_position, position);
                        let texts = [text, &corrected[0], &corrected[1]];
                        let likenesses = texts.map(|other| likeness::of_passages(&passage.text, other));
                        let alike = likenesses.into_iter().fold(0.0, f64::max);
                        let may_become = self.may_become(id, about.get(&place));
                        if may_become && !kept.contains_key(&place) && alike >= likeness::SAME_PASSAGE {
                            candidates.push((alike, id, place));
                        }
                    }
                }
            }
        }
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        let mut taken: HashMap<(i64, i64), PassageId> = HashMap::new();
        for (_, id, place) in candidates {
            if !taken.contains_key(&place) && !taken.values().any(|other| *other == id) {
                taken.insert(place, id);
            }
        }
        for passages in self.by_heading.values_mut() {
            passages.retain(|(_, id)| !id.is_some_and(|id| taken.values().any(|other| *other == id)));
        }
        taken
    }

    /// Takes the first passage without a correction that is left of a heading, with its text; call [`Self::take_corrected`] first.
    pub fn take_first(&mut self, heading: &str) -> Option<(String, PassageId)> {
        let left = self.by_heading.get_mut(heading)?;
        let place = left.iter().rposition(|(_, id)| id.is_some_and(|id| !self.corrected.contains_key(&id)))?;
        let (text, id) = left.remove(place);
        Some((text, id?))
    }

    /// Returns the passages that nothing took.
    pub fn left(self) -> impl Iterator<Item = PassageId> {
        self.by_heading.into_values().flatten().filter_map(|(_, id)| id)
    }
}
