//! 言い回しの表記: brings a set of words to the one spelling, as `Folded` does with one text.
//!
//! A spelling may reach over the seam of two pieces (「お」+「金」), so that pieces cannot be folded one by one: the
//! graph is walked with what is not yet decided at a letter.

use crate::fold::{is_mark, is_passed_over, settled, stands_alone, stays_alone};
use crate::lexicon::{Lexicon, Refused, Words};
use crate::quick::Table;
use crate::spelling::Spellings;
use std::collections::HashMap;
use std::ops::Range;

/// What is known at a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Pending {
    /// A letter with its marks, whose reading waits for the next letter.
    held: String,
    /// The letter before it, as far as it matters.
    previous: Option<char>,
    /// Letters that may become a longer spelling.
    begun: Vec<char>,
}

/// What the next letters may be, as far as it matters to the letters before them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Ahead {
    marks: bool,
    looks_back: bool,
}

impl Ahead {
    fn of(edges: &[(char, Words)]) -> Self {
        Self { marks: edges.iter().any(|e| is_mark(e.0)), looks_back: edges.iter().any(|e| !stands_alone(e.0)) }
    }
}

/// The number of the state in which nothing is pending.
const BLANK: u32 = 0;

/// States and steps met once are kept for all phrases.
#[derive(Default)]
pub(crate) struct Respelling {
    states: Vec<Pending>,
    numbers: HashMap<Pending, u32>,
    steps: Table<(u32, char, Ahead), (Range<usize>, u32)>,
    /// What the steps write.
    written: Vec<char>,
    ends: Table<u32, Vec<char>>,
    done: Table<(Words, u32), Words>,
    stays: Table<Words, bool>,
}

impl Respelling {
    /// The set in the one spelling.
    pub(crate) fn of(&mut self, words: Words, lexicon: &mut Lexicon, spellings: &Spellings) -> Result<Words, Refused> {
        let blank = self.number(Pending::default());
        debug_assert_eq!(blank, BLANK);
        self.walk((words, BLANK), lexicon, spellings)
    }

    fn walk(
        &mut self,
        (words, state): (Words, u32),
        lexicon: &mut Lexicon,
        spellings: &Spellings,
    ) -> Result<Words, Refused> {
        if let Some(done) = self.done.get(&(words, state)) {
            return Ok(*done);
        }
        if state == BLANK && self.stays(words, lexicon, spellings) {
            return Ok(words);
        }
        // What stays as it is needs no step; the rest is put to it afterwards.
        let (mut same, mut sets) = (Vec::new(), Vec::new());
        if lexicon.has_empty(words) && state != BLANK {
            let end = self.end(state, spellings);
            sets.push(lexicon.word(end.into_iter())?);
        }
        for (letter, rest) in lexicon.edges(words).to_vec() {
            if state == BLANK && stays_here((letter, rest), lexicon, spellings) {
                same.push((letter, self.walk((rest, BLANK), lexicon, spellings)?));
                continue;
            }
            let (written, next) = self.step(state, (letter, Ahead::of(lexicon.edges(rest))), spellings);
            let (more, next) = self.settled_by(next, lexicon.edges(rest), spellings);
            let after = self.walk((rest, next), lexicon, spellings)?;
            let written = self.written.get(written).unwrap_or(&[]);
            sets.push(lexicon.before(written.iter().copied().chain(more), after)?);
        }
        sets.push(lexicon.node(lexicon.has_empty(words) && state == BLANK, &same)?);
        let made = lexicon.either(sets)?;
        self.done.insert((words, state), made);
        Ok(made)
    }

    /// Whether nothing in the words is spelled in another way.
    fn stays(&mut self, words: Words, lexicon: &Lexicon, spellings: &Spellings) -> bool {
        if let Some(known) = self.stays.get(&words) {
            return *known;
        }
        let mut edges = lexicon.edges(words).iter();
        let stays = edges.all(|edge| stays_here(*edge, lexicon, spellings) && self.stays(edge.1, lexicon, spellings));
        self.stays.insert(words, stays);
        stays
    }

    fn number(&mut self, state: Pending) -> u32 {
        if let Some(number) = self.numbers.get(&state) {
            return *number;
        }
        let number = u32::try_from(self.states.len()).unwrap_or(u32::MAX);
        self.numbers.insert(state.clone(), number);
        self.states.push(state);
        number
    }

    /// What is written when a letter comes, and what is pending then.
    fn step(&mut self, state: u32, (letter, ahead): (char, Ahead), spellings: &Spellings) -> (Range<usize>, u32) {
        if let Some(known) = self.steps.get(&(state, letter, ahead)) {
            return known.clone();
        }
        let mut pending = self.states.get(state as usize).cloned().unwrap_or_default();
        let mut written = Vec::new();
        if !pending.held.is_empty() && is_mark(letter) {
            pending.held.push(letter);
        } else {
            pending.settle(Some(letter));
            if !is_passed_over(letter) {
                pending.held.push(letter);
            }
            if !ahead.marks && stands_alone(letter) {
                pending.settle(None);
            }
            if !ahead.looks_back && pending.held.is_empty() {
                pending.previous = None;
            }
            spellings.respell_begun(&mut pending.begun, &mut written, |begun| spellings.may_grow(begun));
        }
        let next = self.number(pending);
        let from = self.written.len();
        self.written.extend(written);
        let written = from..self.written.len();
        self.steps.insert((state, letter, ahead), (written.clone(), next));
        (written, next)
    }

    /// What is written besides because of the letters that can follow, and what is pending then.
    fn settled_by(&mut self, state: u32, edges: &[(char, Words)], spellings: &Spellings) -> (Vec<char>, u32) {
        let pending = self.states.get(state as usize);
        let waits = |p: &&Pending| p.held.is_empty() && p.previous.is_none() && !p.begun.is_empty();
        let Some(pending) = pending.filter(waits).filter(|_| edges.iter().all(|e| reads_alone(e.0))) else {
            return (Vec::new(), state);
        };
        let (mut written, mut begun) = (Vec::new(), pending.begun.clone());
        spellings
            .respell_begun(&mut begun, &mut written, |begun| edges.iter().any(|e| spellings.may_become(begun, e.0)));
        let next = if begun.is_empty() { BLANK } else { self.number(Pending { begun, ..Pending::default() }) };
        (written, next)
    }

    /// What is written where a word ends.
    fn end(&mut self, state: u32, spellings: &Spellings) -> Vec<char> {
        if let Some(known) = self.ends.get(&state) {
            return known.clone();
        }
        let mut pending = self.states.get(state as usize).cloned().unwrap_or_default();
        let mut written = Vec::new();
        pending.settle(None);
        spellings.respell_begun(&mut pending.begun, &mut written, |_| false);
        self.ends.insert(state, written.clone());
        written
    }
}

/// Whether spellings are looked for with the letter as it is.
fn reads_alone(letter: char) -> bool {
    stands_alone(letter) && !letter.is_ascii_uppercase()
}

/// Whether a letter is written as it is, whatever follows it, and lets what follows begin anew.
fn stays_here((letter, rest): (char, Words), lexicon: &Lexicon, spellings: &Spellings) -> bool {
    let next = lexicon.edges(rest).iter().map(|e| e.0);
    stays_alone(letter) && next.clone().all(reads_alone) && !spellings.begin_with(letter, next)
}

impl Pending {
    fn settle(&mut self, next: Option<char>) {
        let before = self.begun.len();
        settled(&std::mem::take(&mut self.held), self.previous, next, &mut self.begun);
        if let Some(last) = self.begun.get(before..).and_then(<[char]>::last) {
            self.previous = crate::fold::as_previous(*last);
        }
    }
}
