//! 言い回し探し: the words of all rules in one automaton, one pass over a text, and the phrases found in it.

use crate::chain::{Chains, Found};
use crate::finder::{Finder, Parts};
use crate::fold::Folded;
use crate::hits::Hits;
use crate::number::{Quantity, quantities};
use crate::passage::Passage;
use crate::phrase::{Joint, Threshold};
use crate::word_list::WordList;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// A phrase whose words are replaced by the numbers of its parts.
pub(crate) struct Compiled {
    pub(crate) chains: Vec<Vec<(Joint, u32)>>,
    /// Every part of it, the rarest first.
    pub(crate) needs: Vec<u32>,
}

/// The automaton with every phrase given to it.
pub(crate) struct Automaton {
    pub(crate) finder: Finder,
    /// By part: the phrases of which it is the rarest part.
    pub(crate) asking: Vec<Vec<u32>>,
    /// Bounds of quantities, each with the set of its part.
    pub(crate) thresholds: Vec<(Parts, Threshold)>,
    pub(crate) phrases: Vec<Compiled>,
    pub(crate) particles: WordList,
    /// Kept from one text to the next, as many as were read at the same time.
    pub(crate) spare: Mutex<Vec<Passage>>,
}

impl Automaton {
    /// Places of the automaton, the measure of its size.
    pub(crate) fn places(&self) -> usize {
        self.finder.places.len()
    }

    #[inline]
    pub(crate) fn asking(&self, part: u32) -> &[u32] {
        self.asking.get(part as usize).map_or(&[], Vec::as_slice)
    }

    #[inline]
    pub(crate) fn needs(&self, phrase: u32) -> &[u32] {
        self.phrases.get(phrase as usize).map_or(&[], |p| p.needs.as_slice())
    }

    /// One pass over the text.
    pub(crate) fn search(&self, folded: &Folded) -> Hits {
        let mut hits = Hits::default();
        let spare = || self.spare.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = spare().pop();
        let mut passage = kept.unwrap_or_else(|| Passage::new(self.asking.len(), self.finder.parts.len()));
        let mut words = Vec::new();
        let mut counted = quantities(folded).into_iter().peekable();
        let mut last = 0;
        for start in 0..folded.chars.len() {
            if folded.sentence(start) > last {
                passage.close(self, &mut hits);
                last = folded.sentence(start);
            }
            let rest = folded.chars.get(start..).unwrap_or(&[]);
            self.finder.each_at(rest, |parts, length| words.push((parts, start + length)));
            // The longest of those that begin together comes first.
            for (parts, end) in words.drain(..).rev() {
                last = last.max(folded.sentence(end - 1));
                passage.add(parts, (start, end));
            }
            if let Some(quantity) = counted.next_if(|q| q.start == start) {
                for (parts, _) in self.thresholds.iter().filter(|(_, threshold)| within(&quantity, threshold)) {
                    passage.add(*parts, (start, quantity.end));
                }
            }
        }
        passage.close(self, &mut hits);
        spare().push(passage);
        hits.possible.sort_unstable_by_key(|(phrase, passage)| (u64::from(*phrase) << 32) | u64::from(*passage));
        hits
    }

    /// Every place where one of the phrases stands in the text, by phrase.
    pub(crate) fn find(&self, phrases: &Range<u32>, hits: &Hits, folded: &Folded) -> Vec<Found> {
        let mut out = Vec::new();
        self.each(phrases, hits, folded, |found| {
            out.push(found);
            true
        });
        out
    }

    /// Whether each of the phrases stands in the text.
    pub(crate) fn all(&self, phrases: &Range<u32>, hits: &Hits, folded: &Folded) -> bool {
        phrases.clone().all(|phrase| {
            let mut there = false;
            self.each(&(phrase..phrase + 1), hits, folded, |_| {
                there = true;
                false
            });
            there
        })
    }

    /// Hands on each place where one of the phrases stands, as long as more are wanted.
    pub(crate) fn each(
        &self,
        phrases: &Range<u32>,
        hits: &Hits,
        folded: &Folded,
        mut wants_more: impl FnMut(Found) -> bool,
    ) {
        for (phrase, passage) in hits.possible(phrases) {
            let Some(Compiled { chains, .. }) = self.phrases.get(*phrase as usize) else { continue };
            let here = Chains { hits, passage: *passage, folded, particles: &self.particles };
            if !here.each(chains, &mut wants_more) {
                return;
            }
        }
    }
}

#[inline]
fn within(quantity: &Quantity, threshold: &Threshold) -> bool {
    quantity.unit == threshold.unit && quantity.value >= threshold.least && quantity.value < threshold.below
}
