//! 数の条件: thresholds as written in a phrase.

use crate::expand::refused;
use crate::lexicon::{Lexicon, QUANTITY, Refused, Words};
use crate::number::Unit;
use crate::phrase::Threshold;
use crate::quick::Table;
use std::collections::BTreeMap;

/// `円<10000`, `月>=2`, `歳>=40<65`.
pub(crate) fn threshold(body: &str) -> Result<Threshold, String> {
    let mistake = || format!("数の条件「{body}」が読み取れません。例: [円<10000]、[月>=2]");
    let split = body.find(['<', '>']).unwrap_or(body.len());
    let (name, mut bounds) = body.split_at(split);
    let (unit, scale) = match name {
        "円" => (Unit::Yen, 1.0),
        "日" => (Unit::Days, 1.0),
        "週" => (Unit::Days, 7.0),
        "月" => (Unit::Days, 30.0),
        "年" => (Unit::Days, 365.0),
        "人" => (Unit::People, 1.0),
        "歳" => (Unit::Age, 1.0),
        "回" => (Unit::Times, 1.0),
        "社" => (Unit::Places, 1.0),
        _ => return Err(mistake()),
    };
    let mut read = Threshold { unit, least: 0.0, below: f64::INFINITY };
    while !bounds.is_empty() {
        let (is_least, after) = match (bounds.strip_prefix(">="), bounds.strip_prefix('<')) {
            (Some(after), _) => (true, after),
            (None, Some(after)) => (false, after),
            (None, None) => return Err(mistake()),
        };
        let end = after.find(['<', '>']).unwrap_or(after.len());
        let (digits, after) = after.split_at(end);
        let value = digits.parse::<f64>().map_err(|_| mistake())? * scale;
        if is_least {
            read.least = value;
        } else {
            read.below = value;
        }
        bounds = after;
    }
    Ok(read)
}

/// A quantity as written, the words before it and the words after it.
type Around = (String, Words, Words);

/// So many quantities may stand at one place of a run.
const MOST_QUANTITIES: usize = 64;

/// Takes the quantities out of sets of words in which they stand as they are written.
pub(crate) struct Quantities<'a> {
    lexicon: &'a mut Lexicon,
    without: Table<Words, Words>,
}

impl<'a> Quantities<'a> {
    pub(crate) fn new(lexicon: &'a mut Lexicon) -> Self {
        Self { lexicon, without: Table::default() }
    }

    /// The words in which no quantity stands.
    pub(crate) fn without(&mut self, words: Words) -> Result<Words, Refused> {
        if !self.lexicon.counts(words) {
            return Ok(words);
        }
        if let Some(known) = self.without.get(&words) {
            return Ok(*known);
        }
        let mut edges = Vec::new();
        for (letter, rest) in self.lexicon.edges(words).to_vec() {
            let rest = if letter == QUANTITY { Words::NONE } else { self.without(rest)? };
            if rest != Words::NONE {
                edges.push((letter, rest));
            }
        }
        let made = self.lexicon.node(self.lexicon.has_empty(words), &edges)?;
        self.without.insert(words, made);
        Ok(made)
    }

    /// Each first quantity of the words, once for all the heads that are followed by it and the same tails.
    pub(crate) fn first_of(&mut self, words: Words) -> Result<Vec<Around>, String> {
        let (mut seen, mut stack) = (Table::<Words, ()>::default(), vec![words]);
        let mut found: BTreeMap<(String, Words), Vec<Words>> = BTreeMap::new();
        while let Some(at) = stack.pop() {
            if !self.lexicon.counts(at) || seen.insert(at, ()).is_some() {
                continue;
            }
            for (letter, rest) in self.lexicon.edges(at) {
                if *letter == QUANTITY {
                    for quantity in self.written(*rest)? {
                        found.entry(quantity).or_default().push(at);
                    }
                } else {
                    stack.push(*rest);
                }
            }
        }
        let mut out = Vec::with_capacity(found.len());
        for ((quantity, tails), ends) in found {
            let mut known = Table::default();
            let heads = self.heads(words, &ends, &mut known).map_err(|why| refused(why, &quantity))?;
            out.push((quantity, heads, tails));
        }
        Ok(out)
    }

    /// What stands up to the bracket that closes, with the words that follow.
    fn written(&self, opened: Words) -> Result<Vec<(String, Words)>, String> {
        let (mut out, mut stack) = (Vec::new(), vec![(String::new(), opened)]);
        while let Some((body, at)) = stack.pop() {
            let edges = self.lexicon.edges(at);
            if edges.is_empty() || out.len() + stack.len() > MOST_QUANTITIES {
                return Err(format!("「{body}」の [ が閉じられていません。"));
            }
            for (letter, rest) in edges {
                if *letter == ']' {
                    out.push((body.clone(), *rest));
                } else {
                    stack.push((format!("{body}{letter}"), *rest));
                }
            }
        }
        Ok(out)
    }

    /// The ways from a set to those in which a head ends.
    fn heads(&mut self, from: Words, ends: &[Words], known: &mut Table<Words, Words>) -> Result<Words, Refused> {
        if !self.lexicon.counts(from) {
            return Ok(Words::NONE);
        }
        if let Some(known) = known.get(&from) {
            return Ok(*known);
        }
        let mut edges = Vec::new();
        for (letter, rest) in self.lexicon.edges(from).to_vec() {
            let rest = if letter == QUANTITY { Words::NONE } else { self.heads(rest, ends, known)? };
            if rest != Words::NONE {
                edges.push((letter, rest));
            }
        }
        let made = self.lexicon.node(ends.contains(&from), &edges)?;
        known.insert(from, made);
        Ok(made)
    }
}
