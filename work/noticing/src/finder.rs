//! 言葉探し: one automaton for the words of all parts. From each letter of a text there is one way to go,
//! whatever the number of phrases, and a way is never longer than the longest word.

use crate::finder_builder::Building;
use crate::lexicon::{Lexicon, Refused, Words};
use crate::quick::Table;

/// The number of a set of parts; `NO_PARTS` is the empty one.
pub(crate) type Parts = u32;
pub(crate) const NO_PARTS: Parts = 0;

/// A place between two letters.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place {
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// The parts of which a word ends here.
    pub(crate) ends: Parts,
}

/// A letter and the place behind it.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    pub(crate) letter: char,
    pub(crate) to: u32,
}

/// The finished automaton. While several sets of words are still possible, a place names the parts that end there;
/// once only one is, its letters are kept once for all phrases that share them, and the walk brings the parts along.
pub(crate) struct Finder {
    pub(crate) places: Vec<Place>,
    pub(crate) steps: Vec<Step>,
    /// The first steps, which are too many to search among at every letter.
    pub(crate) first: Table<char, u32>,
    /// Places where one set of words is left: where it goes on, and the parts it is for.
    pub(crate) single: Vec<(u32, Parts)>,
    /// Of each set, its range of `members`, divided behind those that are the rarest of a phrase.
    pub(crate) parts: Vec<(u32, u32, u32)>,
    pub(crate) members: Vec<u32>,
}

/// Marks a step to `single`.
pub(crate) const SINGLE: u32 = 1 << 31;

impl Finder {
    /// `sets` are the words of each part; `alone` are parts without words that need a set of their own.
    pub(crate) fn new(
        lexicon: &Lexicon,
        sets: &[(Words, u32)],
        alone: &[u32],
        rarest: impl Fn(u32) -> bool,
    ) -> Result<(Self, Vec<Parts>), Refused> {
        let mut building = Building::new(lexicon, rarest);
        let alone = alone.iter().map(|part| building.set_of(vec![*part])).collect();
        Ok((building.finish(sets)?, alone))
    }

    /// The parts of a set: those that are the rarest of a phrase, and the others.
    pub(crate) fn members(&self, parts: Parts) -> (&[u32], &[u32]) {
        let Some((from, middle, to)) = self.parts.get(parts as usize).copied() else { return (&[], &[]) };
        let all = self.members.get(from as usize..to as usize).unwrap_or(&[]);
        all.split_at_checked((middle - from) as usize).unwrap_or((all, &[]))
    }

    /// Hands on every word that begins with the first letter: the parts it is for and its length.
    pub(crate) fn each_at(&self, text: &[char], mut found: impl FnMut(Parts, usize)) {
        let (mut at, mut brought) = (0, NO_PARTS);
        for (before, letter) in text.iter().enumerate() {
            let next = if before == 0 { self.first.get(letter).copied() } else { self.after(at, *letter) };
            let Some(next) = next else { return };
            at = next;
            if let Some((place, parts)) = next.checked_sub(SINGLE).and_then(|n| self.single.get(n as usize)) {
                (at, brought) = (*place, *parts);
            }
            let ends = self.places.get(at as usize).map_or(NO_PARTS, |p| p.ends);
            if ends != NO_PARTS {
                found(if brought == NO_PARTS { ends } else { brought }, before + 1);
            }
        }
    }

    fn after(&self, at: u32, letter: char) -> Option<u32> {
        let place = self.places.get(at as usize)?;
        let steps = self.steps.get(place.from as usize..place.to as usize)?;
        let at = steps.binary_search_by(|s| s.letter.cmp(&letter)).ok()?;
        steps.get(at).map(|s| s.to)
    }
}
