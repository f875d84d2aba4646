//! Common passwords (よく使われるパスワード): the lists of `rules/passwords/`, and what is as easy to guess.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::walk::is_walks;

const LIST: &str = include_str!("../../../../rules/passwords/common.txt");
/// Known from leaks; eight letters and more, because shorter ones are refused anyway.
const LEAKED: &str = include_str!("../../../../rules/passwords/leaked.txt");
/// The shortest listed word that counts as one half of a password.
const HALF: usize = 4;
/// A unit up to this length is guessed as easily twice as once.
const UNIT: usize = 8;
/// Fewer different characters than this are a pattern, whatever the length.
const KINDS: usize = 4;

static LISTED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| entries().collect());
static KNOWN_FROM_LEAKS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| leaked().collect());

pub(super) fn leaked() -> impl Iterator<Item = &'static str> {
    LEAKED.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

pub(super) fn entries() -> impl Iterator<Item = &'static str> {
    LIST.lines().filter(|line| !line.is_empty() && !line.starts_with("# "))
}

/// The form in which passwords are compared with the list: NFKC, lower case, hiragana.
pub(super) fn plain(pw: &str) -> String {
    let hiragana = |letter: char| match letter {
        'ァ'..='ヴ' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        other => other,
    };
    pw.nfkc().map(hiragana).flat_map(char::to_lowercase).collect()
}

/// Whether `plain` is in the list, or is a listed word or two with digits and signs about them, also in simple
/// substitutions (p@ssw0rd), or is a walk over the keys, a repeated unit, or a date.
pub(super) fn is_common(plain: &str) -> bool {
    let letters: Vec<char> = plain.chars().collect();
    if KNOWN_FROM_LEAKS.contains(plain) || is_walks(&letters) || is_repeated(&letters) || is_dates(plain) {
        return true;
    }
    let core = plain.trim_matches(|c: char| !c.is_alphabetic());
    let written = [plain.to_owned(), core.to_owned()];
    let meant = [('i', plain), ('l', plain), ('i', core), ('l', core)].map(|(one, text)| meant(text, one));
    written.iter().chain(&meant).any(|text| is_listed_words(text))
}

fn is_listed(text: &str) -> bool {
    LISTED.contains(text)
}

fn is_listed_words(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    is_listed(text) || (matches!(words.len(), 1 | 2) && words.iter().all(|word| is_listed(word) || is_two_listed(word)))
}

fn is_two_listed(word: &str) -> bool {
    word.char_indices().skip(HALF).any(|(middle, _)| {
        let (one, other) = word.split_at(middle);
        other.chars().count() >= HALF && is_listed(one) && is_listed(other)
    })
}

/// Undoes the substitutions that everybody knows; 1 may stand for i or l.
fn meant(text: &str, one: char) -> String {
    let letter = |c: char| match c {
        '0' => 'o',
        '1' | '!' => one,
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        other => other,
    };
    text.chars().map(letter).collect()
}

fn is_repeated(letters: &[char]) -> bool {
    let kinds: HashSet<&char> = letters.iter().collect();
    let again = |unit: usize| letters.iter().zip(letters.iter().skip(unit)).all(|(one, next)| one == next);
    kinds.len() < KINDS || (1..=UNIT.min(letters.len() / 2)).any(again)
}

/// One or two dates of eight digits (19800102), as birthdays are.
fn is_dates(plain: &str) -> bool {
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let is_date = |text: &str| {
        let number: u32 = text.parse().unwrap_or(0);
        let day_first = number % 10_000;
        date(number / 10_000, number / 100 % 100, number % 100)
            || date(day_first, number / 10_000 % 100, number / 1_000_000)
    };
    let halves = digits.split_at_checked(8);
    plain.chars().all(|c| !c.is_alphabetic())
        && halves.is_some_and(|(one, other)| is_date(one) && (other.is_empty() || (other.len() == 8 && is_date(other))))
}

fn date(year: u32, month: u32, day: u32) -> bool {
    (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day)
}
