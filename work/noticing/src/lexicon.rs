//! 言葉の集まり: sets of words as one shared graph of letters, in which equal sets are the same node.
//!
//! A node stands for the words that can be spelled from it. What many phrases have in common (`{ぬ}`, `{払えない}`)
//! is kept once, and two sets are equal exactly if their numbers are.

use crate::quick::{Quick, Table};
use std::hash::{Hash, Hasher};

/// A set of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Words(u32);

/// A set is not made: it would be too large, or one of its words too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    TooMany,
    TooLong,
}

/// Letters that can follow, in the order of the letters, with the set of what stands after each.
type Edge = (char, Words);

#[derive(Clone, Copy)]
struct Node {
    /// Whether a word ends here.
    ends: bool,
    from: u32,
    to: u32,
    /// Letters of its longest word.
    longest: u32,
    /// How many of its words are to be expected at one letter of a text.
    frequency: f32,
    /// Whether a quantity stands in one of its words.
    counts: bool,
    /// A node made before with the same hash.
    before: u32,
}

pub(crate) struct Lexicon {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    last_of_hash: Table<u64, u32>,
    unions: Table<Vec<Words>, Words>,
    joins: Table<(Words, Words), Words>,
    /// So much may be kept at most.
    room: usize,
}

/// The longest word: every walk through the graph is as deep as its longest word.
pub(crate) const LONGEST: u32 = 300;
/// What one phrase may add to the graph.
const ROOM_OF_ONE: usize = 50_000;
/// What all phrases together may add.
const ROOM: usize = 2_000_000;

/// Begins a quantity, `[円<10000]`.
pub(crate) const QUANTITY: char = '[';
const NOBODY: u32 = u32::MAX;

/// Kana are far more frequent than other letters.
fn frequency(letter: char) -> f32 {
    if ('ぁ'..='ん').contains(&letter) { 0.03 } else { 0.003 }
}

impl Words {
    /// No word at all.
    pub(crate) const NONE: Self = Self(0);
    /// Only the empty word.
    pub(crate) const EMPTY: Self = Self(1);

    pub(crate) fn number(self) -> usize {
        self.0 as usize
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        let mut new = Self {
            nodes: Vec::new(),
            edges: Vec::new(),
            last_of_hash: Table::default(),
            unions: Table::default(),
            joins: Table::default(),
            room: ROOM,
        };
        // The two sets that have a name, in the order of their numbers.
        let named = [new.node(false, &[]), new.node(true, &[])];
        debug_assert_eq!(named, [Ok(Words::NONE), Ok(Words::EMPTY)]);
        new
    }
}

impl Lexicon {
    /// From here on one phrase has the room of one.
    pub(crate) fn begin_phrase(&mut self) {
        self.room = ROOM.min(self.used() + ROOM_OF_ONE);
    }

    /// All work leaves something behind, so that what is kept bounds the time as well.
    fn used(&self) -> usize {
        self.nodes.len() + self.unions.len() + self.joins.len()
    }

    fn room(&self) -> Result<(), Refused> {
        if self.used() < self.room { Ok(()) } else { Err(Refused::TooMany) }
    }

    pub(crate) fn has_empty(&self, words: Words) -> bool {
        self.nodes.get(words.number()).is_some_and(|n| n.ends)
    }

    pub(crate) fn longest(&self, words: Words) -> u32 {
        self.nodes.get(words.number()).map_or(0, |n| n.longest)
    }

    /// Roughly how many of the words begin at one letter of a text.
    pub(crate) fn frequency(&self, words: Words) -> f32 {
        self.nodes.get(words.number()).map_or(0.0, |n| n.frequency)
    }

    pub(crate) fn counts(&self, words: Words) -> bool {
        self.nodes.get(words.number()).is_some_and(|n| n.counts)
    }

    pub(crate) fn edges(&self, words: Words) -> &[Edge] {
        let Some(node) = self.nodes.get(words.number()) else { return &[] };
        self.edges.get(node.from as usize..node.to as usize).unwrap_or(&[])
    }

    /// The set of one word.
    pub(crate) fn word(&mut self, letters: impl DoubleEndedIterator<Item = char>) -> Result<Words, Refused> {
        self.before(letters, Words::EMPTY)
    }

    /// The set of the words of a list.
    pub(crate) fn list(&mut self, words: &[&str]) -> Result<Words, Refused> {
        let mut sorted: Vec<Vec<char>> = words.iter().map(|word| word.chars().collect()).collect();
        sorted.sort_unstable();
        self.sorted(&sorted, 0)
    }

    /// The set of what stands behind the letters that the words have in common.
    fn sorted(&mut self, words: &[Vec<char>], common: usize) -> Result<Words, Refused> {
        if common > LONGEST as usize {
            return Err(Refused::TooLong);
        }
        let mut edges = Vec::new();
        for same in words.chunk_by(|a, b| a.get(common) == b.get(common)) {
            if let Some(letter) = same.first().and_then(|word| word.get(common)) {
                edges.push((*letter, self.sorted(same, common + 1)?));
            }
        }
        self.node(words.first().is_some_and(|word| word.len() == common), &edges)
    }

    /// The set without the empty word.
    pub(crate) fn without_empty(&mut self, words: Words) -> Result<Words, Refused> {
        let edges = self.edges(words).to_vec();
        self.node(false, &edges)
    }

    /// Every word of a set with the same letters before it.
    pub(crate) fn before(
        &mut self,
        letters: impl DoubleEndedIterator<Item = char>,
        words: Words,
    ) -> Result<Words, Refused> {
        let mut words = words;
        for letter in letters.rev() {
            words = if words == Words::NONE { words } else { self.node(false, &[(letter, words)])? };
        }
        Ok(words)
    }

    /// The words of any of the sets.
    pub(crate) fn either(&mut self, mut sets: Vec<Words>) -> Result<Words, Refused> {
        sets.sort_unstable();
        sets.dedup();
        sets.retain(|s| *s != Words::NONE);
        match sets.as_slice() {
            [] => return Ok(Words::NONE),
            [one] => return Ok(*one),
            _ => {}
        }
        if let Some(known) = self.unions.get(&sets) {
            return Ok(*known);
        }
        self.room()?;
        let ends = sets.iter().any(|s| self.has_empty(*s));
        let mut all: Vec<Edge> = sets.iter().flat_map(|s| self.edges(*s)).copied().collect();
        all.sort_unstable();
        let mut edges: Vec<Edge> = Vec::with_capacity(all.len());
        for same in all.chunk_by(|a, b| a.0 == b.0) {
            let Some((letter, first)) = same.first().copied() else { continue };
            let rest = if same.len() == 1 { first } else { self.either(same.iter().map(|e| e.1).collect())? };
            edges.push((letter, rest));
        }
        let made = self.node(ends, &edges)?;
        self.unions.insert(sets, made);
        Ok(made)
    }

    /// Every word of the first set with every word of the second after it.
    pub(crate) fn joined(&mut self, head: Words, tail: Words) -> Result<Words, Refused> {
        if head == Words::EMPTY || tail == Words::NONE {
            return Ok(tail);
        }
        if tail == Words::EMPTY || head == Words::NONE {
            return Ok(head);
        }
        if self.longest(head) + self.longest(tail) > LONGEST {
            return Err(Refused::TooLong);
        }
        if let Some(known) = self.joins.get(&(head, tail)) {
            return Ok(*known);
        }
        self.room()?;
        let mut edges = self.edges(head).to_vec();
        for (_, rest) in &mut edges {
            *rest = self.joined(*rest, tail)?;
        }
        let mut made = self.node(false, &edges)?;
        if self.has_empty(head) {
            made = self.either(vec![made, tail])?;
        }
        self.joins.insert((head, tail), made);
        Ok(made)
    }

    /// The set with these letters to go on by; the same number for the same set. No edge may lead to nothing.
    pub(crate) fn node(&mut self, ends: bool, edges: &[Edge]) -> Result<Words, Refused> {
        let mut hasher = Quick::default();
        (ends, edges).hash(&mut hasher);
        let hash = hasher.finish();
        let last = self.last_of_hash.get(&hash).copied().unwrap_or(NOBODY);
        let mut known = last;
        while let Some(node) = self.nodes.get(known as usize) {
            if node.ends == ends && self.edges(Words(known)) == edges {
                return Ok(Words(known));
            }
            known = node.before;
        }
        let longest = edges.iter().map(|e| self.longest(e.1) + 1).max().unwrap_or(0);
        if longest > LONGEST {
            return Err(Refused::TooLong);
        }
        let places = (u32::try_from(self.nodes.len()), u32::try_from(self.edges.len()));
        let (Ok(number), Ok(from)) = places else { return Err(Refused::TooMany) };
        self.room()?;
        let further: f32 = edges.iter().map(|e| frequency(e.0) * self.frequency(e.1)).sum();
        let frequency = further + if ends { 1.0 } else { 0.0 };
        let counts = edges.iter().any(|e| e.0 == QUANTITY || self.counts(e.1));
        self.edges.extend_from_slice(edges);
        let to = from.saturating_add(u32::try_from(edges.len()).unwrap_or(u32::MAX));
        self.nodes.push(Node { ends, from, to, longest, frequency, counts, before: last });
        self.last_of_hash.insert(hash, number);
        Ok(Words(number))
    }

    /// Every word, in the order of the letters.
    #[cfg(test)]
    pub(crate) fn listed(&self, words: Words) -> Vec<String> {
        let mut out: Vec<String> = self.has_empty(words).then(String::new).into_iter().collect();
        for (letter, rest) in self.edges(words) {
            out.extend(self.listed(*rest).into_iter().map(|word| format!("{letter}{word}")));
        }
        out
    }
}
