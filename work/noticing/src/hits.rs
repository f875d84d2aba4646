//! 当たり: where the parts of phrases stand in one text, for the parts that are asked for.

use std::ops::Range;

/// A range of characters, end excluded.
pub(crate) type Place = (usize, usize);

/// A phrase that can be there, and the number of the passage.
pub(crate) type Possible = (u32, u32);

/// What one text holds, by passages: sentences, or several where a word reaches from one into the next.
#[derive(Default)]
pub(crate) struct Hits {
    /// Of each part its places by start, the longest first, so that an inflection is read whole.
    pub(crate) places: Vec<Place>,
    /// Passage by passage the parts that are asked for, in the order of their numbers, each with where its
    /// places begin. They end where the next one's begin.
    pub(crate) parts: Vec<(u32, usize)>,
    /// Of each passage, its range of `parts`.
    pub(crate) passages: Vec<Range<usize>>,
    /// In the order of the phrases and then of the text.
    pub(crate) possible: Vec<Possible>,
}

impl Hits {
    /// Of some phrases, those that can be there.
    pub(crate) fn possible(&self, phrases: &Range<u32>) -> &[Possible] {
        let from = self.possible.partition_point(|p| p.0 < phrases.start);
        let rest = self.possible.get(from..).unwrap_or(&[]);
        rest.get(..rest.partition_point(|p| p.0 < phrases.end)).unwrap_or(&[])
    }

    /// Places of a part in a passage.
    #[inline]
    pub(crate) fn of(&self, passage: u32, part: u32) -> &[Place] {
        let Some(range) = self.passages.get(passage as usize) else { return &[] };
        let parts = self.parts.get(range.clone()).unwrap_or(&[]);
        let Ok(at) = parts.binary_search_by(|p| p.0.cmp(&part)) else { return &[] };
        let from = parts.get(at).map_or(0, |p| p.1);
        let to = self.parts.get(range.start + at + 1).map_or(self.places.len(), |p| p.1);
        self.places.get(from..to).unwrap_or(&[])
    }
}
