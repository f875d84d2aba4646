//! 文ごとの当たり: gathers the parts that stand in one sentence, and the phrases that can be there.

use crate::automaton::Automaton;
use crate::finder::Parts;
use crate::hits::{Hits, Place};

/// The sentence that is being read, or several where a word reaches from one into the next. No phrase reaches out
/// of it, so that only phrases all of whose parts stand in it are looked at. What is as long as the rules is kept
/// for the next passage and the next text. Lists are chains of numbers counted from one.
pub(crate) struct Passage {
    /// Each place with the number of the place before it of the same parts.
    words: Vec<(Place, u32)>,
    /// By parts: the number of the last place.
    last: Vec<u32>,
    /// The parts that have one.
    sets: Vec<Parts>,
    there: Bits,
    wanted: Bits,
    /// Parts that stand here and are the rarest of a phrase.
    rarest: Vec<u32>,
    /// Parts of the phrases that can be there.
    asked: Vec<u32>,
    /// By part: the number of the last link.
    last_link: Vec<u32>,
    /// The number of a last place, with the number of the link before it of the same part.
    links: Vec<(u32, u32)>,
}

/// One bit for each part.
struct Bits(Vec<u64>);

impl Bits {
    fn has(&self, part: u32) -> bool {
        self.0.get(part as usize / 64).is_some_and(|bits| bits & (1 << (part % 64)) != 0)
    }

    fn set(&mut self, part: u32) {
        if let Some(bits) = self.0.get_mut(part as usize / 64) {
            *bits |= 1 << (part % 64);
        }
    }

    fn set_all(&mut self, parts: &[u32]) {
        let bits = self.0.as_mut_slice();
        for part in parts {
            if let Some(bits) = bits.get_mut(*part as usize / 64) {
                *bits |= 1 << (part % 64);
            }
        }
    }

    /// Hands on those of the parts whose bit is set.
    fn each_of(&self, parts: &[u32], mut found: impl FnMut(u32)) {
        let bits = self.0.as_slice();
        for part in parts {
            if bits.get(*part as usize / 64).is_some_and(|bits| bits & (1 << (part % 64)) != 0) {
                found(*part);
            }
        }
    }

    fn clear(&mut self) {
        self.0.fill(0);
    }
}

impl Passage {
    pub(crate) fn new(parts: usize, sets: usize) -> Self {
        Self {
            words: Vec::new(),
            last: vec![0; sets],
            sets: Vec::new(),
            there: Bits(vec![0; parts.div_ceil(64)]),
            wanted: Bits(vec![0; parts.div_ceil(64)]),
            rarest: Vec::new(),
            asked: Vec::new(),
            last_link: vec![0; parts],
            links: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, parts: Parts, place: Place) {
        let Some(last) = self.last.get_mut(parts as usize) else { return };
        if *last == 0 {
            self.sets.push(parts);
        }
        self.words.push((place, *last));
        *last = u32::try_from(self.words.len()).unwrap_or(0);
    }

    /// Writes down what is in the passage, and makes ready for the next.
    pub(crate) fn close(&mut self, automaton: &Automaton, hits: &mut Hits) {
        if self.words.is_empty() {
            return;
        }
        for parts in &self.sets {
            let (rarest, others) = automaton.finder.members(*parts);
            for part in rarest {
                if !self.there.has(*part) {
                    self.there.set(*part);
                    self.rarest.push(*part);
                }
            }
            self.there.set_all(others);
        }
        if self.find_possible(automaton, hits) {
            self.link(automaton);
            self.gather(hits);
            self.wanted.clear();
            self.asked.clear();
            self.links.clear();
        }
        for parts in self.sets.drain(..) {
            if let Some(last) = self.last.get_mut(parts as usize) {
                *last = 0;
            }
        }
        self.there.clear();
        self.words.clear();
        self.rarest.clear();
    }

    /// The phrases all of whose parts stand here.
    fn find_possible(&mut self, automaton: &Automaton, hits: &mut Hits) -> bool {
        let passage = u32::try_from(hits.passages.len()).unwrap_or(u32::MAX);
        let before = hits.possible.len();
        for part in &self.rarest {
            for phrase in automaton.asking(*part) {
                let needs = automaton.needs(*phrase);
                if needs.iter().all(|part| self.there.has(*part)) {
                    hits.possible.push((*phrase, passage));
                    for part in needs {
                        if !self.wanted.has(*part) {
                            self.wanted.set(*part);
                            self.asked.push(*part);
                        }
                    }
                }
            }
        }
        hits.possible.len() > before
    }

    /// Notes what stands for the parts that are asked for.
    fn link(&mut self, automaton: &Automaton) {
        for parts in &self.sets {
            let place = self.last.get(*parts as usize).copied().unwrap_or(0);
            let (rarest, others) = automaton.finder.members(*parts);
            for members in [rarest, others] {
                self.wanted.each_of(members, |part| {
                    let Some(last) = self.last_link.get_mut(part as usize) else { return };
                    self.links.push((place, *last));
                    *last = u32::try_from(self.links.len()).unwrap_or(0);
                });
            }
        }
    }

    fn gather(&mut self, hits: &mut Hits) {
        self.asked.sort_unstable();
        let first = hits.parts.len();
        for part in &self.asked {
            let from = hits.places.len();
            let Some(last) = self.last_link.get_mut(*part as usize) else { continue };
            let mut link = std::mem::take(last) as usize;
            while let Some((place, before)) = link.checked_sub(1).and_then(|n| self.links.get(n)) {
                let mut word = *place as usize;
                while let Some((place, before)) = word.checked_sub(1).and_then(|n| self.words.get(n)) {
                    hits.places.push(*place);
                    word = *before as usize;
                }
                link = *before as usize;
            }
            let places = hits.places.get_mut(from..).unwrap_or_default();
            // A chain leads from the end of the text to its beginning.
            places.reverse();
            places.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
            hits.parts.push((*part, from));
        }
        hits.passages.push(first..hits.parts.len());
    }
}
