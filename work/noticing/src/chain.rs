//! 言葉のつながり: joins the parts that stand in a passage into phrases.

use crate::fold::Folded;
use crate::hits::{Hits, Place};
use crate::phrase::Joint;
use crate::quick::Table;
use crate::word_list::WordList;

const PARTICLE_GAP: usize = 8;
const NEAR: usize = 12;
const FAR: usize = 40;
/// So many places are tried for a step.
const CANDIDATES: usize = 6;
/// Chains of more steps remember what led nowhere: the ways through them would multiply.
const FEW_STEPS: usize = 3;

/// Part and joint of each step.
type Steps = [(Joint, u32)];

/// Where a phrase was found: the range of its first chain and of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    first: Place,
    others: Vec<Place>,
}

impl Found {
    #[inline]
    pub(crate) fn ranges(&self) -> impl Iterator<Item = Place> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    #[inline]
    pub(crate) fn start(&self) -> usize {
        self.ranges().map(|r| r.0).min().unwrap_or(0)
    }

    #[inline]
    pub(crate) fn end(&self) -> usize {
        self.ranges().map(|r| r.1).max().unwrap_or(0)
    }
}

/// One passage with all that is needed to follow chains in it.
pub(crate) struct Chains<'a> {
    pub(crate) hits: &'a Hits,
    pub(crate) passage: u32,
    pub(crate) folded: &'a Folded,
    pub(crate) particles: &'a WordList,
}

impl Chains<'_> {
    /// Hands on each place of the first chain with the others in the same sentence; false when no more are wanted.
    pub(crate) fn each(&self, chains: &[Vec<(Joint, u32)>], wants_more: &mut dyn FnMut(Found) -> bool) -> bool {
        let Some((first, others)) = chains.split_first() else { return true };
        let others: Vec<Vec<Place>> = others.iter().map(|chain| self.all(chain)).collect();
        let in_sentence = |places: &Vec<Place>, sentence: usize| {
            let at = places.partition_point(|r| self.folded.sentence(r.0) < sentence);
            places.get(at).filter(|r| self.folded.sentence(r.0) == sentence).copied()
        };
        self.each_of(first, &mut |first| {
            let sentence = self.folded.sentence(first.0);
            let others: Option<Vec<_>> = others.iter().map(|other| in_sentence(other, sentence)).collect();
            others.is_none_or(|others| wants_more(Found { first, others }))
        })
    }

    fn all(&self, steps: &Steps) -> Vec<Place> {
        let mut out = Vec::new();
        self.each_of(steps, &mut |place| {
            out.push(place);
            true
        });
        out
    }

    /// The places of one chain, none beginning within the one before.
    fn each_of(&self, steps: &Steps, wants_more: &mut dyn FnMut(Place) -> bool) -> bool {
        let Some(((_, first), rest)) = steps.split_first() else { return true };
        let mut dead_ends = (rest.len() >= FEW_STEPS).then(Table::default);
        let mut free_from = 0;
        for (start, end) in self.hits.of(self.passage, *first) {
            if *start < free_from {
                continue;
            }
            if let Some(end) = self.follow(*end, rest, &mut dead_ends) {
                free_from = end;
                if !wants_more((*start, end)) {
                    return false;
                }
            }
        }
        true
    }

    /// The end of the remaining steps after a position, if they follow.
    fn follow(&self, end: usize, steps: &Steps, dead_ends: &mut Option<Table<(usize, usize), ()>>) -> Option<usize> {
        let Some(((joint, part), rest)) = steps.split_first() else {
            return Some(end);
        };
        let here = (end, steps.len());
        if dead_ends.as_ref().is_some_and(|known| known.contains_key(&here)) {
            return None;
        }
        let reach = match joint {
            Joint::First | Joint::Touching => 0,
            Joint::Particles => PARTICLE_GAP,
            Joint::Near => NEAR,
            Joint::Far => FAR,
        };
        let sentence = self.folded.sentence(end.saturating_sub(1));
        let all = self.hits.of(self.passage, *part);
        let from = all.partition_point(|h| h.0 < end);
        let led = all
            .get(from..)?
            .iter()
            .take_while(|h| h.0 <= end + reach)
            .take(CANDIDATES)
            .filter(|h| self.folded.sentence(h.0) == sentence)
            .filter(|h| *joint != Joint::Particles || self.particles_only(end, h.0))
            .find_map(|h| self.follow(h.1, rest, dead_ends));
        if let (None, Some(known)) = (led, dead_ends) {
            known.insert(here, ());
        }
        led
    }

    fn particles_only(&self, from: usize, to: usize) -> bool {
        let mut gap = self.folded.slice(from, to);
        while !gap.is_empty() {
            match self.particles.longest_at(gap).and_then(|n| gap.get(n..)) {
                Some(rest) => gap = rest,
                None => return false,
            }
        }
        true
    }
}
