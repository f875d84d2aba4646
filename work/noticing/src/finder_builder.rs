//! 言葉探しの準備: follows the sets of words of all parts side by side until only one set is left.

use crate::finder::{Finder, NO_PARTS, Parts, Place, SINGLE, Step};
use crate::lexicon::{Lexicon, Refused, Words};
use crate::quick::Table;
use std::rc::Rc;

/// Sets of words that are still possible, each with the parts it is for, in the order of their numbers.
type Possible = Vec<(Words, Parts)>;

/// So many places may the automaton have.
const MOST_PLACES: usize = 400_000;

pub(crate) struct Building<'a, R> {
    rarest: R,
    lexicon: &'a Lexicon,
    places: Vec<Place>,
    steps: Vec<Step>,
    known: Table<Rc<Possible>, u32>,
    waiting: Vec<(u32, Rc<Possible>)>,
    single: Vec<(Words, Parts)>,
    known_single: Table<(Words, Parts), u32>,
    parts: Vec<Vec<u32>>,
    known_parts: Table<Vec<u32>, Parts>,
    unions: Table<Vec<Parts>, Parts>,
}

impl<'a, R: Fn(u32) -> bool> Building<'a, R> {
    pub(crate) fn new(lexicon: &'a Lexicon, rarest: R) -> Self {
        Self {
            rarest,
            lexicon,
            places: vec![Place::default()],
            steps: Vec::new(),
            known: Table::default(),
            waiting: Vec::new(),
            single: Vec::new(),
            known_single: Table::default(),
            parts: vec![Vec::new()],
            known_parts: Table::default(),
            unions: Table::default(),
        }
    }

    pub(crate) fn finish(mut self, sets: &[(Words, u32)]) -> Result<Finder, Refused> {
        let mut root: Possible = Vec::with_capacity(sets.len());
        for (words, part) in sets {
            root.push((*words, self.set_of(vec![*part])));
        }
        root.sort_unstable();
        self.waiting.push((0, Rc::new(root)));
        while let Some((number, possible)) = self.waiting.pop() {
            self.lay_out(number, &possible)?;
        }
        self.lay_out_single()
    }

    /// Writes down where a place leads.
    fn lay_out(&mut self, number: u32, possible: &Possible) -> Result<(), Refused> {
        let mut all: Vec<(char, Words, Parts)> = Vec::new();
        let mut ends = Vec::new();
        for (words, parts) in possible {
            all.extend(self.lexicon.edges(*words).iter().map(|(letter, rest)| (*letter, *rest, *parts)));
            if self.lexicon.has_empty(*words) {
                ends.push(*parts);
            }
        }
        all.sort_unstable();
        let from = self.steps.len();
        for same in all.chunk_by(|a, b| a.0 == b.0) {
            let mut rest: Possible = Vec::with_capacity(same.len());
            for same in same.chunk_by(|a, b| a.1 == b.1) {
                let parts = self.together(same.iter().map(|s| s.2).collect());
                rest.extend(same.first().map(|s| (s.1, parts)));
            }
            let Some((letter, ..)) = same.first() else { continue };
            let to = self.place(rest)?;
            self.steps.push(Step { letter: *letter, to });
        }
        let place = Place { from: short(from)?, to: short(self.steps.len())?, ends: self.together(ends) };
        if let Some(reserved) = self.places.get_mut(number as usize) {
            *reserved = place;
        }
        Ok(())
    }

    /// The number of the place where these sets are possible.
    fn place(&mut self, possible: Possible) -> Result<u32, Refused> {
        if let [one] = possible.as_slice() {
            if let Some(known) = self.known_single.get(one) {
                return Ok(*known);
            }
            let number = short(self.single.len())? | SINGLE;
            self.single.push(*one);
            self.known_single.insert(*one, number);
            return Ok(number);
        }
        if let Some(known) = self.known.get(&possible) {
            return Ok(*known);
        }
        if self.places.len() >= MOST_PLACES {
            return Err(Refused::TooMany);
        }
        let number = short(self.places.len())?;
        let possible = Rc::new(possible);
        self.places.push(Place::default());
        self.known.insert(Rc::clone(&possible), number);
        self.waiting.push((number, possible));
        Ok(number)
    }

    /// Sets that are left alone keep their own letters.
    fn lay_out_single(mut self) -> Result<Finder, Refused> {
        let mut number_of: Table<Words, u32> = Table::default();
        let mut order: Vec<Words> = Vec::new();
        let first = self.places.len();
        let mut number = |words: Words, order: &mut Vec<Words>| -> Result<u32, Refused> {
            if let Some(known) = number_of.get(&words) {
                return Ok(*known);
            }
            let number = short(first + order.len())?;
            number_of.insert(words, number);
            order.push(words);
            Ok(number)
        };
        let mut single = Vec::with_capacity(self.single.len());
        for (words, parts) in &self.single {
            single.push((number(*words, &mut order)?, *parts));
        }
        let mut next = 0;
        while let Some(words) = order.get(next).copied() {
            next += 1;
            let from = short(self.steps.len())?;
            for (letter, rest) in self.lexicon.edges(words) {
                self.steps.push(Step { letter: *letter, to: number(*rest, &mut order)? });
            }
            let ends = u32::from(self.lexicon.has_empty(words));
            self.places.push(Place { from, to: short(self.steps.len())?, ends });
        }
        self.pack(single)
    }

    fn pack(self, single: Vec<(u32, Parts)>) -> Result<Finder, Refused> {
        let mut members = Vec::new();
        let mut parts = Vec::with_capacity(self.parts.len());
        for set in &self.parts {
            let from = short(members.len())?;
            members.extend(set.iter().filter(|part| (self.rarest)(**part)));
            let middle = short(members.len())?;
            members.extend(set.iter().filter(|part| !(self.rarest)(**part)));
            parts.push((from, middle, short(members.len())?));
        }
        let root = self.places.first().copied().unwrap_or_default();
        let first = self.steps.get(root.from as usize..root.to as usize).unwrap_or(&[]);
        let first = first.iter().map(|step| (step.letter, step.to)).collect();
        Ok(Finder { places: self.places, steps: self.steps, first, single, parts, members })
    }

    pub(crate) fn set_of(&mut self, parts: Vec<u32>) -> Parts {
        if let Some(known) = self.known_parts.get(&parts) {
            return *known;
        }
        let number = short(self.parts.len()).unwrap_or(NO_PARTS);
        self.known_parts.insert(parts.clone(), number);
        self.parts.push(parts);
        number
    }

    /// The parts of all these sets.
    fn together(&mut self, mut sets: Vec<Parts>) -> Parts {
        sets.sort_unstable();
        sets.dedup();
        match sets.as_slice() {
            [] => return NO_PARTS,
            [one] => return *one,
            _ => {}
        }
        if let Some(known) = self.unions.get(&sets) {
            return *known;
        }
        let mut all: Vec<u32> =
            sets.iter().filter_map(|set| self.parts.get(*set as usize)).flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        let made = self.set_of(all);
        self.unions.insert(sets, made);
        made
    }
}

fn short(number: usize) -> Result<u32, Refused> {
    u32::try_from(number).ok().filter(|n| *n < SINGLE).ok_or(Refused::TooMany)
}
