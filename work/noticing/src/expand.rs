//! 言い回しの広げ方: brackets and word groups of a run of words become the set of words that it stands for.

use crate::lexicon::{Lexicon, Refused, Words};
use crate::phrase::WordGroups;
use std::collections::{BTreeMap, HashMap};

const DEEPEST: usize = 8;
/// Short choices (「(が|を|も)」) come again and again.
const LONGEST_KEPT: usize = 80;

/// How the words of a run are kept: as a graph, or one by one.
pub(crate) trait Keeping {
    type Set: Clone;
    fn word(&mut self, word: &str) -> Result<Self::Set, Refused>;
    fn list(&mut self, words: &[&str]) -> Result<Self::Set, Refused>;
    fn either(&mut self, sets: Vec<Self::Set>) -> Result<Self::Set, Refused>;
    fn joined(&mut self, head: &Self::Set, tail: &Self::Set) -> Result<Self::Set, Refused>;
}

/// What was read once, with the depth of the brackets in it.
#[derive(Default)]
pub(crate) struct Read<Set> {
    groups: BTreeMap<String, (Set, usize)>,
    choices: HashMap<String, (Set, usize)>,
}

/// Reads runs of words, each word group once.
pub(crate) struct Expander<'a, K: Keeping> {
    pub(crate) keeping: K,
    pub(crate) groups: &'a WordGroups,
    pub(crate) read: &'a mut Read<K::Set>,
}

impl<K: Keeping> Expander<'_, K> {
    /// Every word a run stands for.
    pub(crate) fn run(&mut self, source: &str) -> Result<K::Set, String> {
        self.expand(source, 0).map(|read| read.0)
    }

    /// The words and the depth of the deepest bracket.
    fn expand(&mut self, source: &str, depth: usize) -> Result<(K::Set, usize), String> {
        if depth > DEEPEST {
            return Err(too_deep(source));
        }
        let mut pieces = Vec::new();
        let (mut rest, mut deepest) = (source, depth);
        while let Some(c) = rest.chars().next() {
            let (piece, after) = match c {
                '(' => {
                    let (inner, after) = bracketed(rest, '(', ')')?;
                    let (set, below) = self.choice(inner, depth + 1)?;
                    deepest = deepest.max(below);
                    (set, after)
                }
                '{' => {
                    let (name, after) = bracketed(rest, '{', '}')?;
                    let (set, below) = self.group(name, depth + 1)?;
                    deepest = deepest.max(below);
                    (set, after)
                }
                '[' => {
                    let (letters, after) = letters(rest)?;
                    let sets = letters.iter().map(|l| self.keeping.word(l)).collect::<Result<Vec<_>, _>>();
                    (sets.and_then(|sets| self.keeping.either(sets)).map_err(|why| refused(why, source))?, after)
                }
                _ => {
                    let (plain, after) = rest.split_at(rest.find(['(', '{', '[']).unwrap_or(rest.len()));
                    (self.keeping.word(plain).map_err(|why| refused(why, source))?, after)
                }
            };
            pieces.push(piece);
            rest = after;
        }
        self.in_a_row(pieces).map(|set| (set, deepest)).map_err(|why| refused(why, source))
    }

    fn in_a_row(&mut self, pieces: Vec<K::Set>) -> Result<K::Set, Refused> {
        let mut pieces = pieces.into_iter().rev();
        // From the end, so that equal ends are found to be the same.
        let Some(mut all) = pieces.next() else { return self.keeping.word("") };
        for head in pieces {
            all = self.keeping.joined(&head, &all)?;
        }
        Ok(all)
    }

    fn choice(&mut self, inner: &str, depth: usize) -> Result<(K::Set, usize), String> {
        if let Some((set, height)) = self.read.choices.get(inner)
            && depth + height <= DEEPEST
        {
            return Ok((set.clone(), depth + height));
        }
        // Most choices are between plain words.
        let (plain, nested): (Vec<&str>, Vec<&str>) =
            split_outside(inner, '|')?.into_iter().partition(|one| !one.contains(['(', '{', '[']));
        if depth > DEEPEST {
            return Err(too_deep(inner));
        }
        let mut deepest = depth;
        let mut sets = vec![self.keeping.list(&plain).map_err(|why| refused(why, inner))?];
        for one in nested {
            let (set, below) = self.expand(one, depth)?;
            deepest = deepest.max(below);
            sets.push(set);
        }
        let set = self.keeping.either(sets).map_err(|why| refused(why, inner))?;
        if inner.len() <= LONGEST_KEPT {
            self.read.choices.insert(inner.to_owned(), (set.clone(), deepest - depth));
        }
        Ok((set, deepest))
    }

    fn group(&mut self, name: &str, depth: usize) -> Result<(K::Set, usize), String> {
        let group = self.groups.get(name).ok_or_else(|| format!("言葉の組「{name}」が words.yaml にありません。"))?;
        if let Some((set, height)) = self.read.groups.get(name) {
            return if depth + height > DEEPEST { Err(too_deep(group)) } else { Ok((set.clone(), depth + height)) };
        }
        // A group that names itself ends here.
        if depth > DEEPEST {
            return Err(too_deep(group));
        }
        let (set, deepest) = self.choice(group, depth + 1)?;
        self.read.groups.insert(name.to_owned(), (set.clone(), deepest - depth));
        Ok((set, deepest))
    }
}

impl Keeping for &mut Lexicon {
    type Set = Words;

    fn word(&mut self, word: &str) -> Result<Words, Refused> {
        Lexicon::word(self, word.chars())
    }

    fn list(&mut self, words: &[&str]) -> Result<Words, Refused> {
        Lexicon::list(self, words)
    }

    fn either(&mut self, sets: Vec<Words>) -> Result<Words, Refused> {
        Lexicon::either(self, sets)
    }

    fn joined(&mut self, head: &Words, tail: &Words) -> Result<Words, Refused> {
        Lexicon::joined(self, *head, *tail)
    }
}

/// Words one by one.
#[cfg(test)]
pub(crate) struct OneByOne;

#[cfg(test)]
const MOST_WORDS: usize = 20_000;

#[cfg(test)]
impl Keeping for OneByOne {
    type Set = Vec<String>;

    fn word(&mut self, word: &str) -> Result<Vec<String>, Refused> {
        Ok(vec![word.to_owned()])
    }

    fn list(&mut self, words: &[&str]) -> Result<Vec<String>, Refused> {
        Ok(words.iter().map(|word| (*word).to_owned()).collect())
    }

    fn either(&mut self, sets: Vec<Vec<String>>) -> Result<Vec<String>, Refused> {
        if sets.iter().map(Vec::len).sum::<usize>() > MOST_WORDS {
            return Err(Refused::TooMany);
        }
        Ok(sets.into_iter().flatten().collect())
    }

    fn joined(&mut self, head: &Vec<String>, tail: &Vec<String>) -> Result<Vec<String>, Refused> {
        if head.len().saturating_mul(tail.len()) > MOST_WORDS {
            return Err(Refused::TooMany);
        }
        Ok(head.iter().flat_map(|head| tail.iter().map(move |tail| format!("{head}{tail}"))).collect())
    }
}

/// `[0-9一二]` stands for each of its letters; a quantity stays as it is.
fn letters(source: &str) -> Result<(Vec<String>, &str), String> {
    let (body, after) = source
        .strip_prefix('[')
        .and_then(|s| s.split_once(']'))
        .ok_or_else(|| format!("「{source}」の [ が閉じられていません。"))?;
    let choices = if body.contains(['<', '>', '=']) || body.is_empty() {
        vec![format!("[{body}]")]
    } else {
        let body = body.replace("0-9", "0123456789");
        body.chars().map(String::from).collect()
    };
    Ok((choices, after))
}

fn bracketed(source: &str, open: char, close: char) -> Result<(&str, &str), String> {
    let mut depth = 0_usize;
    for (at, c) in source.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                let inner = source.get(open.len_utf8()..at).unwrap_or("");
                let after = source.get(at + c.len_utf8()..).unwrap_or("");
                return Ok((inner, after));
            }
        }
    }
    Err(format!("「{source}」のかっこが閉じられていません。"))
}

pub(crate) fn split_outside(source: &str, mark: char) -> Result<Vec<&str>, String> {
    let (mut depth, mut from, mut parts) = (0_i32, 0, Vec::new());
    for (at, c) in source.char_indices() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            _ if c == mark && depth == 0 => {
                parts.push(source.get(from..at).unwrap_or(""));
                from = at + c.len_utf8();
            }
            _ => {}
        }
        if depth < 0 {
            break;
        }
    }
    if depth != 0 {
        return Err(format!("「{source}」のかっこの数が合いません。"));
    }
    parts.push(source.get(from..).unwrap_or(""));
    Ok(parts)
}

pub(crate) fn too_many(source: &str) -> String {
    format!("「{source}」の組み合わせが多すぎます。分けて書いてください。")
}

fn too_deep(source: &str) -> String {
    format!("「{source}」の入れ子が深すぎます。")
}

pub(crate) fn refused(why: Refused, source: &str) -> String {
    match why {
        Refused::TooMany => too_many(source),
        Refused::TooLong => format!("「{source}」の言葉が長すぎます。短く分けて書いてください。"),
    }
}
