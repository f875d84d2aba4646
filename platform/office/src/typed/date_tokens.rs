//! 日付の部品: a typed date cut into eras, numbers and marks.

use super::numeral;
use crate::calendar::{Era, Eras};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token<'a> {
    Era(&'a Era),
    /// 西暦
    Western,
    Number(Number),
    /// 年, 月, 日
    Unit(char),
    /// A point, slash, hyphen, comma or space.
    Mark,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) digits: usize,
}

/// Text outside brackets, and what stands in brackets.
pub(super) struct Parted {
    pub(super) text: String,
    pub(super) notes: Vec<String>,
}

/// None where brackets do not close.
pub(super) fn part(folded: &str) -> Option<Parted> {
    let mut parted = Parted { text: String::new(), notes: Vec::new() };
    let mut note: Option<String> = None;
    for c in folded.chars() {
        match (c, note.as_mut()) {
            ('(', None) => note = Some(String::new()),
            (')', Some(_)) => parted.notes.extend(note.take()),
            ('(' | ')', _) => return None,
            (_, Some(note)) => note.push(c),
            (_, None) => parted.text.push(c),
        }
    }
    note.is_none().then_some(parted)
}

/// None where something stands in the text that belongs to no date.
pub(super) fn tokens<'a>(eras: &'a Eras, text: &str) -> Option<Vec<Token<'a>>> {
    let mut found: Vec<Token<'a>> = Vec::new();
    let mut rest = text.trim();
    // Open on one side, it is a span of days rather than a day.
    if rest.starts_with(['-', '/']) || rest.ends_with(['-', '/']) {
        return None;
    }
    let mut hard = 0;
    while let Some(c) = rest.chars().next() {
        if is_mark(c) {
            hard += usize::from(c != ' ');
            if hard > 1 {
                return None;
            }
            if found.last() != Some(&Token::Mark) {
                found.push(Token::Mark);
            }
            rest = rest.get(c.len_utf8()..)?;
            continue;
        }
        hard = 0;
        let (token, after) = next(eras, rest, &found)?;
        found.push(token);
        rest = after;
    }
    Some(tidy(found))
}

fn next<'a, 't>(eras: &'a Eras, rest: &'t str, before: &[Token<'a>]) -> Option<(Token<'a>, &'t str)> {
    if before.is_empty() {
        if let Some(after) = rest.strip_prefix("西暦") {
            return Some((Token::Western, after));
        }
        if let Some((era, after)) = era(eras, rest) {
            return Some((Token::Era(era), after));
        }
    }
    let after_era =
        before.iter().rev().find(|token| **token != Token::Mark).is_some_and(|token| matches!(token, Token::Era(_)));
    if after_era && let Some(after) = rest.strip_prefix('元') {
        return Some((Token::Number(Number { value: 1, digits: 1 }), after));
    }
    let (digits, after) = numeral::split_run(rest, |c| c.is_ascii_digit());
    if !digits.is_empty() {
        let value = if digits.len() <= 8 {
            digits.parse().ok()?
        } else {
            return None;
        };
        return Some((Token::Number(Number { value, digits: digits.len() }), after));
    }
    let (kanji, after) = numeral::split_run(rest, numeral::is_kanji_number);
    if !kanji.is_empty() {
        let value = u32::try_from(numeral::read(kanji)?).ok().filter(|value| *value <= 9_999)?;
        return Some((Token::Number(Number { value, digits: value.to_string().len() }), after));
    }
    let unit = rest.chars().next().filter(|c| matches!(c, '年' | '月' | '日'))?;
    Some((Token::Unit(unit), rest.get(unit.len_utf8()..)?))
}

fn era<'a, 't>(eras: &'a Eras, text: &'t str) -> Option<(&'a Era, &'t str)> {
    eras.iter().find_map(|era| {
        let after = text
            .strip_prefix(era.name.as_str())
            .or_else(|| text.strip_prefix(era.ligature))
            .or_else(|| text.strip_prefix(era.kanji))
            .or_else(|| text.strip_prefix([era.letter, era.letter.to_ascii_lowercase()]))?;
        Some((era, after))
    })
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '/' | '-' | ',' | '、' | '。' | '・' | '･' | '·' | '｡' | '､' | ' ')
}

/// Marks beside an era or a unit, and at the end, say nothing.
fn tidy(found: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let silent =
        |beside: Option<&Token<'_>>| matches!(beside, None | Some(Token::Era(_) | Token::Western | Token::Unit(_)));
    let kept = found.iter().enumerate().filter(|(at, token)| {
        let before = at.checked_sub(1).and_then(|at| found.get(at));
        **token != Token::Mark || !(silent(before) || silent(found.get(at + 1)))
    });
    kept.map(|(_, token)| *token).collect()
}
