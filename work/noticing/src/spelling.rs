//! 表記ゆれ: words written in several ways are brought to one before phrases are looked for.

use crate::fold::Piece;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Replacement of spellings, longest first from the left.
pub(crate) struct Spellings {
    finder: Option<AhoCorasick>,
    to: Vec<Vec<char>>,
}

impl Spellings {
    #[cfg(test)]
    pub(crate) fn none() -> Self {
        Self { finder: None, to: Vec::new() }
    }

    /// `pairs` are (spelling, what it becomes).
    pub(crate) fn new(pairs: &[(String, String)]) -> Result<Self, aho_corasick::BuildError> {
        let finder = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(pairs.iter().map(|p| p.0.as_str()))?;
        Ok(Self { finder: Some(finder), to: pairs.iter().map(|p| p.1.chars().collect()).collect() })
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
        for found in finder.find_iter(&text) {
            let start = starts.partition_point(|b| *b < found.start());
            let end = starts.partition_point(|b| *b < found.end());
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
