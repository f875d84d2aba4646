//! Search over sealed text (封をした文の検索): keyed words for the letters of the folded text, never the text.

use std::collections::BTreeSet;
use std::fmt;

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::base32::{RFC4648, letters};
use crate::digest::{keyed, length};
use crate::fold::{fold, pieces};

/// Stands between two texts in [`Tokens::bigrams`] so that no phrase runs across. No keyed word has its length.
pub const GAP: &str = "gap";

const WORD_LETTERS: u32 = 12;
const TAIL_LEAST: usize = 3;

/// Makes the words of the search index: 60 bits of HMAC-SHA256 each, 12 letters of `[a-z2-7]`. `Debug` hides the key.
#[derive(Clone)]
pub struct SearchKey(Hmac<Sha256>);

/// What the index keeps for a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens {
    /// A word for each two neighbouring letters, in order; [`GAP`] where the neighbourhood ends.
    pub bigrams: Vec<String>,
    /// A word for each different letter, in no order.
    pub unigrams: Vec<String>,
}

impl Tokens {
    /// Joins the tokens of a further field of the same row.
    pub fn append(&mut self, other: Tokens) {
        if !self.bigrams.is_empty() && !other.bigrams.is_empty() {
            self.bigrams.push(GAP.to_owned());
        }
        self.bigrams.extend(other.bigrams);
        let letters: BTreeSet<String> = self.unigrams.drain(..).chain(other.unigrams).collect();
        self.unigrams.extend(letters);
    }
}

impl SearchKey {
    pub(crate) fn new(key: &[u8; 32]) -> Self {
        SearchKey(keyed(key))
    }

    #[must_use]
    pub fn tokens_to_store(&self, field_text: &str) -> Tokens {
        let pieces = pieces(field_text);
        let mut bigrams = Vec::new();
        for phrase in pieces.iter().map(|piece| self.bigrams(piece)).filter(|phrase| !phrase.is_empty()) {
            if !bigrams.is_empty() {
                bigrams.push(GAP.to_owned());
            }
            bigrams.extend(phrase);
        }
        let letters: BTreeSet<char> = pieces.iter().flat_map(|piece| piece.chars()).collect();
        // Sorted by their keyed form: in the order of the letters the words would tell the letters.
        let unigrams: BTreeSet<String> = letters.into_iter().map(|letter| self.unigram(letter)).collect();
        Tokens { bigrams, unigrams: unigrams.into_iter().collect() }
    }

    /// The words to look for, next to each other and in this order: bigrams, or one unigram where the folded query is one
    /// letter. None where the query has neither letter nor digit.
    #[must_use]
    pub fn query(&self, text: &str) -> Option<Vec<String>> {
        let folded = fold(text);
        let mut letters = folded.chars();
        match (letters.next(), letters.next()) {
            (None, _) => None,
            (Some(only), None) => Some(vec![self.unigram(only)]),
            _ => Some(self.bigrams(&folded)),
        }
    }

    /// One word for a whole value (birth date, full telephone number), the same for all its spellings under [`fold`].
    #[must_use]
    pub fn exact(&self, kind: &str, value: &str) -> String {
        self.word(&[b"x:", &length(kind.as_bytes()), kind.as_bytes(), fold(value).as_bytes()])
    }

    /// The phrase for the last digits of a number, in any spelling. None for fewer than 3 digits.
    #[must_use]
    pub fn digits_tail(&self, digits: &str) -> Option<Vec<String>> {
        let digits: String = fold(digits).chars().filter(char::is_ascii_digit).collect();
        (digits.len() >= TAIL_LEAST).then(|| self.bigrams(&digits))
    }

    fn bigrams(&self, folded: &str) -> Vec<String> {
        let mut buffer = [[0; 4]; 2];
        let pairs = folded.chars().zip(folded.chars().skip(1));
        pairs
            .map(|(one, next)| {
                let [first, second] = &mut buffer;
                self.word(&[b"b:", one.encode_utf8(first).as_bytes(), next.encode_utf8(second).as_bytes()])
            })
            .collect()
    }

    fn unigram(&self, letter: char) -> String {
        self.word(&[b"u:", letter.encode_utf8(&mut [0; 4]).as_bytes()])
    }

    fn word(&self, parts: &[&[u8]]) -> String {
        let mut mac = self.0.clone();
        for part in parts {
            mac.update(part);
        }
        let digest: [u8; 32] = mac.finalize().into_bytes().into();
        let high = digest.iter().take(8).fold(0u128, |sum, byte| (sum << 8) | u128::from(*byte));
        letters(high >> 4, WORD_LETTERS, RFC4648)
    }
}

impl fmt::Debug for SearchKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SearchKey(hidden)")
    }
}
