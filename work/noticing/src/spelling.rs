//! 表記ゆれ: words written in several ways are brought to one before phrases are looked for.

use crate::fold::{Piece, hiragana};
use crate::quick::Table;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Replacement of spellings, longest first from the left.
pub(crate) struct Spellings {
    finder: Option<AhoCorasick>,
    to: Vec<Vec<char>>,
    /// Each spelling with its number, in the order of the letters.
    sorted: Vec<(Vec<char>, usize)>,
    /// The first two letters of each, or the only one.
    beginnings: Table<(char, Option<char>), ()>,
}

impl Spellings {
    #[cfg(test)]
    pub(crate) fn none() -> Self {
        Self { finder: None, to: Vec::new(), sorted: Vec::new(), beginnings: Table::default() }
    }

    /// `pairs` are (spelling, what it becomes).
    pub(crate) fn new(pairs: &[(String, String)]) -> Result<Self, aho_corasick::BuildError> {
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(pairs.iter().map(|p| p.0.as_str()))?;
        let mut sorted: Vec<(Vec<char>, usize)> =
            pairs.iter().enumerate().map(|(number, pair)| (pair.0.chars().collect(), number)).collect();
        sorted.sort_unstable();
        let beginnings = sorted.iter().filter_map(|s| Some(((*s.0.first()?, s.0.get(1).copied()), ()))).collect();
        Ok(Self { finder: Some(finder), to: pairs.iter().map(|p| p.1.chars().collect()).collect(), sorted, beginnings })
    }

    /// Writes what has begun, up to where it may still become a longer spelling.
    pub(crate) fn respell_begun(
        &self,
        begun: &mut Vec<char>,
        written: &mut Vec<char>,
        may_grow: impl Fn(&[char]) -> bool,
    ) {
        while let Some(first) = begun.first().copied() {
            if may_grow(begun) {
                return;
            }
            match (1..=begun.len()).rev().find_map(|length| self.exactly(begun.get(..length)?, length)) {
                Some((number, length)) => {
                    written.extend(self.to.get(number).into_iter().flatten().copied().map(hiragana));
                    begun.drain(..length);
                }
                None => {
                    written.push(hiragana(first));
                    begun.remove(0);
                }
            }
        }
    }

    /// Whether a spelling is the letter alone, or begins with it and one of the next.
    pub(crate) fn begin_with(&self, letter: char, mut next: impl Iterator<Item = char>) -> bool {
        self.beginnings.contains_key(&(letter, None)) || next.any(|n| self.beginnings.contains_key(&(letter, Some(n))))
    }

    /// Whether a spelling begins with these letters and goes on.
    pub(crate) fn may_grow(&self, begun: &[char]) -> bool {
        let from = self.sorted.partition_point(|s| s.0.as_slice() <= begun);
        self.sorted.get(from).is_some_and(|s| s.0.starts_with(begun))
    }

    /// Whether a spelling begins with these letters and the next one.
    pub(crate) fn may_become(&self, begun: &[char], next: char) -> bool {
        if let [one] = begun {
            return self.beginnings.contains_key(&(*one, Some(next)));
        }
        let longer: Vec<char> = begun.iter().copied().chain([next]).collect();
        let from = self.sorted.partition_point(|s| s.0 < longer);
        self.sorted.get(from).is_some_and(|s| s.0.starts_with(&longer))
    }

    fn exactly(&self, letters: &[char], length: usize) -> Option<(usize, usize)> {
        let at = self.sorted.binary_search_by(|s| s.0.as_slice().cmp(letters)).ok()?;
        self.sorted.get(at).map(|s| (s.1, length))
    }

    pub(crate) fn respell(&self, pieces: Vec<Piece>) -> Vec<Piece> {
        let Some(finder) = &self.finder else {
            return pieces;
        };
        let mut text = String::with_capacity(pieces.len() * 3);
        let mut starts = Vec::with_capacity(pieces.len());
        for piece in &pieces {
            starts.push(text.len());
            text.push(piece.letter);
        }
        let mut out = Vec::with_capacity(pieces.len());
        let mut done = 0;
        let place = |from: usize, byte: usize| {
            let later = starts.get(from..).unwrap_or(&[]);
            from + later.iter().take_while(|b| **b < byte).count()
        };
        for found in finder.find_iter(&text) {
            let start = place(done, found.start());
            let end = place(start, found.end());
            let replaced = pieces.get(start..end).unwrap_or(&[]);
            // A space inside a word is the writer's layout only at its beginning.
            let (Some(first), Some(last)) = (replaced.first(), replaced.last()) else {
                continue;
            };
            out.extend_from_slice(pieces.get(done..start).unwrap_or(&[]));
            let word = self.to.get(found.pattern().as_usize());
            for (n, letter) in word.into_iter().flatten().enumerate() {
                out.push(Piece {
                    letter: *letter,
                    from: first.from,
                    to: last.to,
                    after_space: n == 0 && first.after_space,
                });
            }
            done = end;
        }
        out.extend_from_slice(pieces.get(done..).unwrap_or(&[]));
        out
    }
}
