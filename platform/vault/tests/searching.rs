//! Finding names by their keyed words, as the index does: a phrase of bigrams, or one unigram.

#![expect(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

use proptest::prelude::*;
use vault::{GAP, Root, SearchKey, Tokens};

const NAMES: &str = include_str!("corpus/names.tsv");

fn key() -> SearchKey {
    Root::generate().unwrap().search()
}

fn finds(stored: &Tokens, query: &[String]) -> bool {
    stored.bigrams.windows(query.len()).any(|part| part == query)
        || matches!(query, [only] if stored.unigrams.contains(only))
}

#[test]
fn every_trap_name_is_found_or_left_as_the_list_says() {
    let key = key();
    let (mut names, mut hits, mut misses) = (std::collections::BTreeSet::new(), 0, 0);
    for line in NAMES.lines().filter(|line| !line.starts_with('#')) {
        let [stored, query, expected, why] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line}")
        };
        let found = finds(&key.tokens_to_store(stored), &key.query(query).unwrap());
        match expected {
            "found" => hits += 1,
            "left" => misses += 1,
            other => panic!("found or left, not {other}"),
        }
        assert_eq!(found, expected == "found", "{stored} asked as {query}: {why}");
        names.insert(stored);
    }
    assert!(names.len() >= 200 && hits >= 200 && misses >= 10, "{} names, {hits} found, {misses} left", names.len());
}

#[test]
fn words_are_twelve_plain_letters_that_differ_from_key_to_key() {
    let (key, other) = (key(), key());
    let tokens = key.tokens_to_store("架空 花子");
    for word in tokens.bigrams.iter().chain(&tokens.unigrams).chain([&key.exact("birth", "1980-01-02")]) {
        assert!(
            word.len() == 12 && word.bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b)),
            "{word}"
        );
    }
    assert_eq!(tokens.bigrams.len(), 3);
    assert_eq!(tokens.unigrams.len(), 4);
    assert!(!other.tokens_to_store("架空 花子").bigrams.iter().any(|word| tokens.bigrams.contains(word)));
    assert_ne!(GAP.len(), 12);
}

#[test]
fn single_letters_do_not_tell_their_order() {
    let tokens = key().tokens_to_store("いろはにほへとちりぬる");
    assert!(tokens.unigrams.is_sorted());
}

#[test]
fn no_phrase_runs_from_one_field_into_the_next() {
    let key = key();
    let mut tokens = key.tokens_to_store("架空");
    tokens.append(key.tokens_to_store("花子"));
    assert!(finds(&tokens, &key.query("花子").unwrap()) && finds(&tokens, &key.query("架空").unwrap()));
    assert!(!finds(&tokens, &key.query("架空花子").unwrap()));
    assert!(!finds(&tokens, &key.query("空花").unwrap()));
}

#[test]
fn queries_without_letters_ask_nothing() {
    for nothing in ["", "  　", "ー", "・", "-", "\u{e0100}"] {
        assert_eq!(key().query(nothing), None, "{nothing:?}");
    }
}

#[test]
fn a_telephone_is_found_by_its_last_digits_in_any_spelling() {
    let key = key();
    let stored = key.tokens_to_store("090-1234-5678");
    for tail in ["678", "5678", "３４５６７８", "1234-5678", "(090)12345678"] {
        assert!(finds(&stored, &key.digits_tail(tail).unwrap()), "{tail}");
    }
    assert!(!finds(&stored, &key.digits_tail("679").unwrap()));
    assert_eq!((key.digits_tail("78"), key.digits_tail("花子")), (None, None));
}

#[test]
fn an_exact_value_is_one_word_for_its_kind_in_any_spelling() {
    let key = key();
    assert_eq!(key.exact("birth", "1980-01-02"), key.exact("birth", "１９８０−０１−０２"));
    assert_ne!(key.exact("birth", "1980-01-02"), key.exact("birth", "1980-01-03"));
    assert_ne!(key.exact("birth", "1980-01-02"), key.exact("phone", "1980-01-02"));
    assert_ne!(key.exact("a", "bc"), key.exact("ab", "c"));
}

proptest! {
    #[test]
    fn every_part_of_a_text_finds_the_text(text in "[架空花子かなガッきょう 0-9]{1,40}", from in 0usize..40, length in 1usize..10) {
        let key = key();
        let part: String = text.chars().skip(from).take(length).collect();
        if let Some(query) = key.query(&part) {
            prop_assert!(finds(&key.tokens_to_store(&text), &query), "{} in {}", part, text);
        }
    }

    #[test]
    fn no_text_makes_the_words_fail(text in any::<String>()) {
        let key = key();
        let tokens = key.tokens_to_store(&text);
        prop_assert_eq!(key.query(&text).is_none(), tokens.unigrams.is_empty());
    }
}
