//! What was typed into the search for a person (人を探す): a birth date, the end of a telephone number, or a name.

use db::search::Asked;
use office::typed::{TypedDate, fold_hyphens};
use vault::SearchKey;

/// The kind under which exact birth dates are fingerprinted.
pub(crate) const BIRTH: &str = "birth";

/// Longer than any name. What goes beyond is not asked for, so that no text makes a search slow.
const LETTERS: usize = 120;
const TERMS: usize = 8;

/// The ways in which the text can be meant, the likeliest first. Empty if it has neither letter nor digit.
pub(crate) fn asked(key: &SearchKey, text: &str) -> Vec<Vec<Asked>> {
    let text: String = text.chars().take(LETTERS).collect();
    let text = text.as_str();
    let mut ways = Vec::new();
    if let Some(birth) = birth(key, text) {
        ways.push(vec![birth]);
    }
    if let Some(tail) = tail(key, text) {
        ways.push(vec![tail]);
    }
    if ways.is_empty() {
        let terms: Vec<Asked> = text.split_whitespace().take(TERMS).filter_map(|term| one(key, term)).collect();
        if !terms.is_empty() {
            ways.push(terms);
        }
    }
    ways
}

fn one(key: &SearchKey, term: &str) -> Option<Asked> {
    birth(key, term).or_else(|| tail(key, term)).or_else(|| {
        let words = key.query(term)?;
        let single = vault::fold::fold(term).chars().count() == 1;
        match (single, words.first()) {
            (true, Some(word)) => Some(Asked::Single(word.clone())),
            _ => Some(Asked::Phrase(words)),
        }
    })
}

fn birth(key: &SearchKey, text: &str) -> Option<Asked> {
    match office::typed::date(text) {
        Ok(TypedDate::Exact(day)) => Some(Asked::Single(key.exact(BIRTH, &day.iso()))),
        _ => None,
    }
}

fn tail(key: &SearchKey, text: &str) -> Option<Asked> {
    let folded = fold_hyphens(text);
    let number = folded.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | '(' | ')' | '+'));
    if !number {
        return None;
    }
    key.digits_tail(&folded).map(Asked::Phrase)
}
