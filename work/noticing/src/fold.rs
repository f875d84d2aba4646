//! 表記の正規化: one spelling for many, with the way back to every original character.

use crate::spelling::Spellings;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text in its one spelling. `SENTENCE_END` and `CLAUSE_END` stand for all punctuation.
pub(crate) struct Folded {
    pub(crate) chars: Vec<char>,
    origin: Vec<(u32, u32)>,
    sentence: Vec<u32>,
    clause: Vec<u32>,
}

const SENTENCE_END: char = '。';
const CLAUSE_END: char = '、';

/// One folded character with the range of original characters it came from.
#[derive(Clone, Copy)]
pub(crate) struct Piece {
    pub(crate) letter: char,
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) after_space: bool,
}

impl Folded {
    /// A whole text, closed by a sentence end.
    pub(crate) fn new(original: &str, spellings: &Spellings) -> Self {
        let mut pieces = letters(original);
        if let Some(last) = pieces.last().copied() {
            pieces.push(Piece { letter: SENTENCE_END, from: last.to, to: last.to, after_space: false });
        }
        Self::from_pieces(spellings.respell(pieces))
    }

    /// A word of the rules.
    pub(crate) fn word(original: &str, spellings: &Spellings) -> String {
        spellings.respell(letters(original)).iter().map(|piece| hiragana(piece.letter)).collect()
    }

    fn from_pieces(pieces: Vec<Piece>) -> Self {
        let mut folded = Self {
            chars: Vec::with_capacity(pieces.len()),
            origin: Vec::with_capacity(pieces.len()),
            sentence: Vec::with_capacity(pieces.len()),
            clause: Vec::with_capacity(pieces.len()),
        };
        let (mut sentence, mut clause) = (0, 0);
        for piece in pieces {
            let letter = hiragana(piece.letter);
            clause += u32::from(piece.after_space);
            folded.chars.push(letter);
            folded.origin.push((piece.from, piece.to));
            folded.sentence.push(sentence);
            folded.clause.push(clause);
            sentence += u32::from(letter == SENTENCE_END);
            clause += u32::from(letter == SENTENCE_END || letter == CLAUSE_END);
        }
        folded
    }

    /// Original character range of a folded range.
    #[inline]
    pub(crate) fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let from = self.origin.get(start).map_or(0, |o| o.0 as usize);
        let to = end.checked_sub(1).and_then(|last| self.origin.get(last)).map_or(from, |o| o.1 as usize);
        (from, to.max(from))
    }

    #[inline]
    pub(crate) fn sentence(&self, at: usize) -> usize {
        self.sentence.get(at).map_or(usize::MAX, |s| *s as usize)
    }

    #[inline]
    pub(crate) fn clause(&self, at: usize) -> usize {
        self.clause.get(at).map_or(usize::MAX, |c| *c as usize)
    }

    #[inline]
    pub(crate) fn slice(&self, start: usize, end: usize) -> &[char] {
        self.chars.get(start..end.min(self.chars.len())).unwrap_or(&[])
    }
}

/// The first pass: width, old forms, long vowels, punctuation.
fn letters(original: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(original.len() / 3 + 1);
    let mut chars = original.chars();
    let (mut next, mut at) = (chars.next(), 0_u32);
    let mut after_space = false;
    while let Some(first) = next {
        next = chars.next();
        let from = at;
        at += 1;
        let marked = next.is_some_and(is_mark);
        if !marked && is_settled(first) {
            out.push(Piece { letter: first, from, to: at, after_space: std::mem::take(&mut after_space) });
            continue;
        }
        if is_invisible(first) {
            continue;
        }
        if first.is_whitespace() && first != '\n' {
            after_space = true;
            continue;
        }
        if !marked && is_plain(first) {
            push_letter(&mut out, first, (from, at), &mut after_space, next);
            continue;
        }
        let mut cluster = String::from(first);
        while let Some(mark) = next.filter(|next| is_mark(*next)) {
            cluster.push(mark);
            next = chars.next();
            at += 1;
        }
        for letter in cluster.nfkc() {
            push_letter(&mut out, letter, (from, at), &mut after_space, next);
        }
    }
    out
}

fn push_letter(out: &mut Vec<Piece>, letter: char, span: (u32, u32), after_space: &mut bool, next: Option<char>) {
    let previous = out.last().map(|p| p.letter);
    let Some(letter) = settle(letter, previous, next) else {
        return;
    };
    out.push(Piece { letter, from: span.0, to: span.1, after_space: std::mem::take(after_space) });
}

/// One letter with its marks, written between its neighbours as `letters` does.
pub(crate) fn settled(cluster: &str, previous: Option<char>, next: Option<char>, out: &mut Vec<char>) {
    let mut chars = cluster.chars();
    let (first, marked) = (chars.next(), chars.next().is_some());
    let Some(first) = first else { return };
    if !marked && is_settled(first) {
        out.push(first);
        return;
    }
    let mut previous = previous;
    let mut push = |letter: char| {
        if let Some(letter) = settle(letter, previous, next) {
            out.push(letter);
            previous = Some(letter);
        }
    };
    if !marked && is_plain(first) {
        push(first);
    } else {
        cluster.nfkc().for_each(push);
    }
}

/// Letters that, without a mark, read the same whatever stands by them.
pub(crate) fn stands_alone(c: char) -> bool {
    is_settled(c) || matches!(c, '\u{30A1}'..='\u{30FA}' | '、' | '。' if c != 'ケ') || c.is_ascii_alphanumeric()
}

/// Letters that, without a mark, are what they become.
pub(crate) fn stays_alone(c: char) -> bool {
    is_settled(c) || c == SENTENCE_END || c == CLAUSE_END || c.is_ascii_digit() || c.is_ascii_lowercase()
}

/// Letters that leave no trace in a word.
pub(crate) fn is_passed_over(c: char) -> bool {
    is_invisible(c) || (c.is_whitespace() && c != '\n')
}

/// A letter that stands for all those after which the next one reads the same.
pub(crate) fn as_previous(letter: char) -> Option<char> {
    if letter.is_ascii_digit() {
        Some('0')
    } else if is_stretchable(letter) {
        Some('ー')
    } else {
        None
    }
}

fn is_stretchable(letter: char) -> bool {
    ('ぁ'..='ゖ').contains(&letter) || letter == 'ー'
}

/// What a character becomes between its neighbours; `None` drops it.
fn settle(letter: char, previous: Option<char>, next: Option<char>) -> Option<char> {
    let between_digits = previous.is_some_and(|p| p.is_ascii_digit())
        && next.is_some_and(|n| n.nfkc().next().is_some_and(|d| d.is_ascii_digit()));
    let stretched = previous.is_some_and(is_stretchable);
    match letter {
        ',' if between_digits => None,
        '.' if between_digits => Some('.'),
        'ー' | '~' | '〜' | '～' if stretched => None,
        'ー' => Some('ー'),
        '「' | '」' | '『' | '』' | '"' | '\'' | '“' | '”' | '‘' | '’' | '´' | '`' => None,
        '。' | '.' | '!' | '?' | '\n' => Some(SENTENCE_END),
        '、' | ',' | ';' | ':' | '/' | '・' | '|' | '(' | ')' | '→' | '【' | '】' | '[' | ']' | '~' | '〜' | '―'
        | '‐' | '-' | '=' | '＝' | '<' | '>' | '«' | '»' | '─' => Some(CLAUSE_END),
        'ヶ' | 'ヵ' | 'ゖ' | 'ゕ' | '箇' => Some('か'),
        'ケ' if next == Some('月') => Some('か'),
        'ぁ' | 'ァ' => Some('あ'),
        'ぃ' | 'ィ' => Some('い'),
        'ぅ' | 'ゥ' => Some('う'),
        'ぇ' | 'ェ' => Some('え'),
        'ぉ' | 'ォ' => Some('お'),
        _ if letter.is_alphanumeric() || is_combining_mark(letter) || letter == '々' => {
            Some(letter.to_lowercase().next().unwrap_or(letter))
        }
        _ => Some(SENTENCE_END),
    }
}

#[inline]
pub(crate) fn hiragana(letter: char) -> char {
    match letter {
        'ァ'..='ヴ' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        other => other,
    }
}

/// Letters that stay as they are whatever stands by them: most of a Japanese text.
#[inline]
fn is_settled(c: char) -> bool {
    match c {
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'ゕ' | 'ゖ' | '箇' => false,
        '\u{3041}'..='\u{3096}' | '\u{4E00}'..='\u{9FFF}' => true,
        _ => false,
    }
}

/// Characters that compatibility normalisation leaves as they are.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FC}' | '\u{4E00}'..='\u{9FFF}' | '。' | '、' | '「' | '」')
}

#[inline]
pub(crate) fn is_mark(c: char) -> bool {
    // Nearly every letter of a text, and none of them a mark.
    if matches!(c, '\u{3000}'..='\u{3029}' | '\u{3030}'..='\u{3096}' | '\u{30A0}'..='\u{9FFF}') {
        return false;
    }
    matches!(c, '\u{FF9E}' | '\u{FF9F}') || (c > '\u{2FF}' && is_combining_mark(c))
}

fn is_invisible(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fold(text: &str) -> String {
        Folded::word(text, &Spellings::none())
    }

    #[test]
    fn width_and_kana_kind_do_not_matter() {
        assert_eq!(fold("ｼﾝｸﾞﾙ"), fold("しんぐる"));
        assert_eq!(fold("９８０円"), "980円");
        assert_eq!(fold("1,200円"), "1200円");
        assert_eq!(fold("３ヶ月"), "3か月");
        assert_eq!(fold("3ケ月"), "3か月");
    }

    #[test]
    fn stretched_vowels_are_dropped_after_hiragana_only() {
        assert_eq!(fold("しんどーい"), "しんどい");
        assert_eq!(fold("ローン"), "ろーん");
    }

    #[test]
    fn folded_ranges_lead_back_to_the_original_characters() {
        let text = "ｶﾞｽ  が\u{200B}止まった";
        let folded = Folded::new(text, &Spellings::none());
        assert_eq!(folded.chars.iter().collect::<String>(), "がすが止まった。");
        assert_eq!(folded.original(0, 2), (0, 3));
        assert_eq!(folded.original(3, 7), (7, 11));
    }
}
