//! Old and variant kanji (異体字): one form for each family, from `rules/names/variants.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../../../rules/names/variants.tsv");

static CANONICAL: LazyLock<HashMap<char, char>> =
    LazyLock::new(|| rows().flat_map(|(one, others)| others.chars().map(move |other| (other, one))).collect());

pub(super) fn canonical(letter: char) -> char {
    CANONICAL.get(&letter).copied().unwrap_or(letter)
}

fn rows() -> impl Iterator<Item = (char, &'static str)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (one, others) = line.split_once('\t')?;
        Some((one.chars().next()?, others.trim_end()))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn every_line_is_one_form_a_tab_and_its_variants() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let (one, others) = line.split_once('\t').unwrap_or_else(|| panic!("no tab: {line}"));
            assert_eq!(one.chars().count(), 1, "{line}");
            assert!(!others.is_empty() && others.chars().all(super::super::kana::is_kanji), "{line}");
        }
    }

    #[test]
    fn no_kanji_belongs_to_two_families() {
        let mut seen = HashSet::new();
        for (one, others) in rows() {
            for letter in others.chars().chain([one]) {
                assert!(seen.insert(letter), "{letter} is listed twice");
            }
        }
    }

    #[test]
    fn every_listed_kanji_is_still_there_after_nfkc() {
        for letter in rows().flat_map(|(one, others)| others.chars().chain([one])) {
            assert_eq!(
                std::iter::once(letter).nfkc().collect::<String>(),
                letter.to_string(),
                "{letter} can never be met"
            );
        }
    }

    #[test]
    fn at_least_150_variants_are_known() {
        let count = rows().map(|(_, others)| others.chars().count()).sum::<usize>();
        assert!(count >= 150, "{count}");
    }
}
