//! 入力の読み取り: what people type into fields, read as a value or answered beside the field.
//!
//! Widths, spaces, kinds of hyphen and ways of writing do not matter. A text that could mean two things is never guessed at: it is
//! answered with a question.

mod address;
mod birth;
mod count;
mod date;
mod date_shape;
mod date_tokens;
mod date_trouble;
mod fold;
mod kana;
mod money;
mod numeral;
mod phone;
mod postal;

pub use address::address_key;
pub use birth::{Birth, birth};
pub use count::{CASES, DAYS, MONTHS, PEOPLE, TIMES, YEARS, count};
pub use date::{TypedDate, date, date_in, day};
pub use fold::{fold, fold_hyphens};
pub use kana::{Kana, kana};
pub use money::money;
pub use phone::{Phone, phone};
pub use postal::{PostalCode, postal_code};

/// 入力の確認: the sentence that stands beside the field, and an example that would do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TypedTrouble {
    pub message: String,
    pub example: &'static str,
}

impl TypedTrouble {
    fn new(message: impl Into<String>, example: &'static str) -> Self {
        Self { message: message.into(), example }
    }
}

/// What was typed, for quoting in a sentence: one line, not too long.
fn shown(text: &str) -> String {
    const LONGEST: usize = 30;
    let line: String = text.trim().chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.trim().chars().count() > LONGEST { format!("{line}…") } else { line }
}

#[cfg(test)]
mod corpus_tests;
