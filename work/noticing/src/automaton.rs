//! 言い回し探し: all literals of all rules in one automaton, and the joining of hits into findings.

use crate::fold::Folded;
use crate::hits::Hits;
use crate::number::{Quantity, quantities};
use crate::phrase::{Joint, Phrase, Threshold, What};
use crate::word_list::WordList;
use aho_corasick::{AhoCorasick, BuildError};
use std::collections::{BTreeMap, HashMap};

/// A phrase whose words are replaced by their numbers in the automaton.
struct Compiled {
    chains: Vec<Vec<(Joint, usize)>>,
}

/// The automaton with every phrase given to it.
pub(crate) struct Automaton {
    finder: AhoCorasick,
    parts_of_literal: Vec<Vec<usize>>,
    parts: usize,
    thresholds: Vec<(usize, Threshold)>,
    phrases: Vec<Compiled>,
    particles: WordList,
}

/// Where a phrase was found: the range of its first chain and of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    first: (usize, usize),
    others: Vec<(usize, usize)>,
}

impl Found {
    pub(crate) fn ranges(&self) -> impl Iterator<Item = (usize, usize)> {
        std::iter::once(self.first).chain(self.others.iter().copied())
    }

    pub(crate) fn start(&self) -> usize {
        self.ranges().map(|r| r.0).min().unwrap_or(0)
    }

    pub(crate) fn end(&self) -> usize {
        self.ranges().map(|r| r.1).max().unwrap_or(0)
    }
}

const PARTICLE_GAP: usize = 8;
const NEAR: usize = 12;
const FAR: usize = 40;

/// Collects phrases before the automaton is built.
#[derive(Default)]
pub(crate) struct Builder {
    literals: HashMap<String, usize>,
    order: Vec<String>,
    parts_of_literal: Vec<Vec<usize>>,
    part_of_words: BTreeMap<Vec<String>, usize>,
    thresholds: Vec<(usize, Threshold)>,
    parts: usize,
    phrases: Vec<Compiled>,
}

impl Builder {
    /// Adds a phrase whose literals are already in the one spelling; its number is returned.
    pub(crate) fn add(&mut self, phrase: &Phrase) -> usize {
        let chains = phrase
            .chains
            .iter()
            .map(|chain| {
                chain
                    .iter()
                    .map(|step| {
                        let part = match &step.what {
                            What::Words(words) => self.words(words),
                            What::Nothing => self.words(&[]),
                            What::Quantity(threshold) => self.quantity(*threshold),
                        };
                        (step.joint, part)
                    })
                    .collect()
            })
            .collect();
        self.phrases.push(Compiled { chains });
        self.phrases.len() - 1
    }

    /// The same bounds are the same part, however many phrases name them.
    fn quantity(&mut self, threshold: Threshold) -> usize {
        if let Some((part, _)) = self.thresholds.iter().find(|(_, known)| *known == threshold) {
            return *part;
        }
        self.parts += 1;
        self.thresholds.push((self.parts - 1, threshold));
        self.parts - 1
    }

    fn words(&mut self, words: &[String]) -> usize {
        if let Some(part) = self.part_of_words.get(words) {
            return *part;
        }
        let part = self.parts;
        self.parts += 1;
        for word in words {
            let literal = *self.literals.entry(word.clone()).or_insert_with(|| {
                self.order.push(word.clone());
                self.parts_of_literal.push(Vec::new());
                self.order.len() - 1
            });
            if let Some(parts) = self.parts_of_literal.get_mut(literal)
                && parts.last() != Some(&part)
            {
                parts.push(part);
            }
        }
        self.part_of_words.insert(words.to_vec(), part);
        part
    }

    pub(crate) fn build(self, particles: &[String]) -> Result<Automaton, BuildError> {
        Ok(Automaton {
            finder: AhoCorasick::builder()
                .kind(Some(aho_corasick::AhoCorasickKind::ContiguousNFA))
                .build(&self.order)?,
            parts_of_literal: self.parts_of_literal,
            parts: self.parts,
            thresholds: self.thresholds,
            phrases: self.phrases,
            particles: WordList::new(particles),
        })
    }
}

impl Automaton {
    pub(crate) fn literals(&self) -> usize {
        self.parts_of_literal.len()
    }

    /// One pass over the text.
    pub(crate) fn search<'a>(&'a self, folded: &Folded) -> Hits<'a> {
        let mut hits = Hits::new(&self.parts_of_literal, self.parts);
        for found in self.finder.find_overlapping_iter(&folded.text) {
            let range = (folded.char_at_byte(found.start()), folded.char_at_byte(found.end()));
            hits.add(found.pattern().as_usize(), range);
        }
        for quantity in quantities(folded) {
            for (part, threshold) in &self.thresholds {
                if within(&quantity, threshold) {
                    hits.add_quantity(*part, (quantity.start, quantity.end));
                }
            }
        }
        hits
    }

    /// Every place where a phrase stands in the text.
    pub(crate) fn find(&self, phrase: usize, hits: &Hits<'_>, folded: &Folded) -> Vec<Found> {
        let mut out = Vec::new();
        self.each(phrase, hits, folded, |found| {
            out.push(found);
            true
        });
        out
    }

    /// Hands on each place where a phrase stands, as long as more are wanted.
    pub(crate) fn each(
        &self,
        phrase: usize,
        hits: &Hits<'_>,
        folded: &Folded,
        mut wants_more: impl FnMut(Found) -> bool,
    ) {
        let Some(Compiled { chains }) = self.phrases.get(phrase) else { return };
        let Some((first, others)) = chains.split_first() else { return };
        if chains.iter().flatten().any(|(_, part)| !hits.any(*part)) {
            return;
        }
        let others: Vec<Vec<(usize, usize)>> = others.iter().map(|chain| self.chain(chain, hits, folded)).collect();
        let in_sentence = |ranges: &Vec<(usize, usize)>, sentence: usize| {
            let at = ranges.partition_point(|r| folded.sentence(r.0) < sentence);
            ranges.get(at).filter(|r| folded.sentence(r.0) == sentence).copied()
        };
        self.each_of_chain(first, hits, folded, &mut |first| {
            let sentence = folded.sentence(first.0);
            let others: Option<Vec<_>> = others.iter().map(|other| in_sentence(other, sentence)).collect();
            others.is_none_or(|others| wants_more(Found { first, others }))
        });
    }

    fn chain(&self, steps: &[(Joint, usize)], hits: &Hits<'_>, folded: &Folded) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        self.each_of_chain(steps, hits, folded, &mut |range| {
            out.push(range);
            true
        });
        out
    }

    fn each_of_chain(
        &self,
        steps: &[(Joint, usize)],
        hits: &Hits<'_>,
        folded: &Folded,
        wants_more: &mut dyn FnMut((usize, usize)) -> bool,
    ) {
        let Some(((_, first), rest)) = steps.split_first() else { return };
        let mut free_from = 0;
        for (start, end) in hits.of(*first) {
            if *start < free_from {
                continue;
            }
            if let Some(end) = self.follow(*end, rest, hits, folded) {
                free_from = end;
                if !wants_more((*start, end)) {
                    return;
                }
            }
        }
    }

    /// The end of the remaining steps after a position, if they follow.
    fn follow(&self, end: usize, steps: &[(Joint, usize)], hits: &Hits<'_>, folded: &Folded) -> Option<usize> {
        const CANDIDATES: usize = 6;
        let Some(((joint, part), rest)) = steps.split_first() else {
            return Some(end);
        };
        let reach = match joint {
            Joint::First | Joint::Touching => 0,
            Joint::Particles => PARTICLE_GAP,
            Joint::Near => NEAR,
            Joint::Far => FAR,
        };
        let sentence = folded.sentence(end.saturating_sub(1));
        let all = hits.of(*part);
        let from = all.partition_point(|h| h.0 < end);
        all.get(from..)?
            .iter()
            .take_while(|h| h.0 <= end + reach)
            .take(CANDIDATES)
            .filter(|h| folded.sentence(h.0) == sentence)
            .filter(|h| *joint != Joint::Particles || self.particles_only(folded, end, h.0))
            .find_map(|h| self.follow(h.1, rest, hits, folded))
    }

    fn particles_only(&self, folded: &Folded, from: usize, to: usize) -> bool {
        let mut gap = folded.slice(from, to);
        while !gap.is_empty() {
            match self.particles.longest_at(gap).and_then(|n| gap.get(n..)) {
                Some(rest) => gap = rest,
                None => return false,
            }
        }
        true
    }
}

fn within(quantity: &Quantity, threshold: &Threshold) -> bool {
    quantity.unit == threshold.unit && quantity.value >= threshold.least && quantity.value < threshold.below
}
