//! 言い回しの登録: gives every phrase and every part its number before the automaton is made.

use crate::automaton::{Automaton, Compiled};
use crate::finder::Finder;
use crate::lexicon::{Lexicon, Refused, Words};
use crate::phrase::{Joint, Phrase, Step, Threshold, What};
use crate::quick::Table;
use crate::word_list::WordList;
use std::ops::Range;
use std::sync::Mutex;

/// Collects phrases before the automaton is built.
#[derive(Default)]
pub(crate) struct Builder {
    part_of_words: Table<Words, u32>,
    pub(crate) sets: Vec<(Words, u32)>,
    thresholds: Vec<(u32, Threshold)>,
    parts: u32,
    phrases: Vec<Compiled>,
}

impl Builder {
    /// Adds phrases whose words are already in the one spelling; their numbers are returned.
    pub(crate) fn add(&mut self, phrases: &[Phrase]) -> Range<u32> {
        let from = self.count();
        for phrase in phrases {
            let chains: Vec<Vec<(Joint, u32)>> =
                phrase.chains.iter().map(|c| c.iter().map(|s| (s.joint, self.part(s))).collect()).collect();
            let needs = chains.iter().flatten().map(|step| step.1).collect();
            self.phrases.push(Compiled { chains, needs });
        }
        from..self.count()
    }

    fn count(&self) -> u32 {
        u32::try_from(self.phrases.len()).unwrap_or(u32::MAX)
    }

    fn part(&mut self, step: &Step) -> u32 {
        match step.what {
            What::Words(words) => self.words(words),
            What::Nothing => self.words(Words::NONE),
            What::Quantity(threshold) => self.quantity(threshold),
        }
    }

    /// The same bounds are the same part, however many phrases name them.
    fn quantity(&mut self, threshold: Threshold) -> u32 {
        if let Some((part, _)) = self.thresholds.iter().find(|(_, known)| *known == threshold) {
            return *part;
        }
        self.parts += 1;
        self.thresholds.push((self.parts - 1, threshold));
        self.parts - 1
    }

    fn words(&mut self, words: Words) -> u32 {
        *self.part_of_words.entry(words).or_insert_with(|| {
            self.sets.push((words, self.parts));
            self.parts += 1;
            self.parts - 1
        })
    }

    pub(crate) fn build(mut self, lexicon: &Lexicon, particles: &[String]) -> Result<Automaton, Refused> {
        let quantities = self.thresholds.iter().map(|(part, _)| (*part, A_QUANTITY));
        let words = self.sets.iter().map(|(words, part)| (*part, lexicon.frequency(*words)));
        let frequency: Table<u32, f32> = quantities.chain(words).collect();
        let often = |part: &u32| frequency.get(part).copied().unwrap_or(1.0);
        let mut asking = vec![Vec::new(); self.parts as usize];
        for (number, phrase) in self.phrases.iter_mut().enumerate() {
            phrase.needs.sort_by(|a, b| often(a).total_cmp(&often(b)));
            phrase.needs.dedup();
            if let Some(asking) = phrase.needs.first().and_then(|part| asking.get_mut(*part as usize)) {
                asking.push(u32::try_from(number).map_err(|_| Refused::TooMany)?);
            }
        }
        let (parts, bounds): (Vec<u32>, Vec<Threshold>) = self.thresholds.iter().copied().unzip();
        let rarest = |part: u32| asking.get(part as usize).is_some_and(|phrases| !phrases.is_empty());
        let (finder, sets) = Finder::new(lexicon, &self.sets, &parts, rarest)?;
        Ok(Automaton {
            finder,
            asking,
            thresholds: sets.into_iter().zip(bounds).collect(),
            phrases: self.phrases,
            particles: WordList::new(particles),
            spare: Mutex::default(),
        })
    }
}

/// How often a quantity is to be expected at one letter.
const A_QUANTITY: f32 = 0.005;
