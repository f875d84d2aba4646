//! 郵便番号.

use std::fmt;

use super::{TypedTrouble, fold_hyphens, shown};

const EXAMPLE: &str = "123-4567";

/// Seven digits, kept without the hyphen and shown with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostalCode(String);

impl PostalCode {
    /// Exactly seven digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PostalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.split_at_checked(3) {
            Some((area, town)) => write!(f, "{area}-{town}"),
            None => f.write_str(&self.0),
        }
    }
}

/// Reads `〒123-4567`, `１２３４５６７`, `123ー4567`.
pub fn postal_code(text: &str) -> Result<PostalCode, TypedTrouble> {
    let folded = fold_hyphens(text);
    let bare = folded.trim().trim_start_matches(['〒', '〶']).trim();
    if bare.is_empty() {
        return Err(TypedTrouble::new("郵便番号を入れてください。", EXAMPLE));
    }
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let (area, town) = match bare.split_once(['-', ' ']) {
        Some((area, town)) => (area.trim_end(), town.trim_start_matches(['-', ' '])),
        None => bare.split_at_checked(3).unwrap_or((bare, "")),
    };
    if digits(area, 3) && digits(town, 4) && bare.bytes().filter(|byte| *byte == b'-').count() <= 1 {
        return Ok(PostalCode(format!("{area}{town}")));
    }
    let only_digits = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ' '));
    let message = if only_digits {
        format!("「{}」は郵便番号の7けたになっていないようです。7けたの数字を入れてください。", shown(text))
    } else {
        format!(
            "「{}」には郵便番号のほかの文字があるようです。この欄には7けたの数字だけを入れてください。",
            shown(text)
        )
    };
    Err(TypedTrouble::new(message, EXAMPLE))
}
