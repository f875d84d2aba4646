//! 言い回しの照らし合わせ: phrases written out word by word, against which the graph and the automaton are tested.

use crate::automaton::Automaton;
use crate::builder::Builder;
use crate::expand::{Expander, OneByOne, Read};
use crate::fold::Folded;
use crate::lexicon::Lexicon;
use crate::phrase::{Joint, Phrase, PhraseReader, Step, What, WordGroups};
use crate::respelling::Respelling;
use crate::rules::EMBEDDED;
use crate::spelling::Spellings;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn in_one_spelling() -> Spellings {
    let text = EMBEDDED.iter().find(|f| f.0 == "spellings.yaml").unwrap().1;
    Spellings::new(&crate::load::pairs(&serde_saphyr::from_str(text).unwrap())).unwrap()
}

fn word_groups() -> WordGroups {
    let text = EMBEDDED.iter().find(|f| f.0 == "words.yaml").unwrap().1;
    serde_saphyr::from_str::<crate::rule_file::WordFile>(text).unwrap().groups
}

/// Every word of a run, written out.
fn written_out(source: &str, groups: &WordGroups) -> Result<BTreeSet<String>, String> {
    let mut read = Read::default();
    let list = Expander { keeping: OneByOne, groups, read: &mut read }.run(source)?;
    Ok(list.into_iter().collect())
}

/// What the steps of a run stand for, with quantities as they are written.
fn of_variants(reader: &PhraseReader, variants: &[Vec<Step>]) -> BTreeSet<String> {
    let of_step = |step: &Step| match step.what {
        What::Words(words) => reader.lexicon.listed(words),
        What::Quantity(_) => vec!["[]".to_owned()],
        What::Nothing => vec![String::new()],
    };
    let of_variant = |steps: &Vec<Step>| {
        steps.iter().map(of_step).fold(vec![String::new()], |heads, tails| {
            heads.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect()
        })
    };
    variants.iter().flat_map(of_variant).collect()
}

/// A quantity, whatever its bounds.
fn without_bounds(word: &str) -> String {
    let mut out = String::new();
    let mut within = false;
    for c in word.chars() {
        within &= c != ']';
        if !within {
            out.push(c);
        }
        within |= c == '[';
    }
    out
}

/// Compares one run of words in every way; false where the notation is refused.
fn agrees(source: &str, groups: &WordGroups, spellings: &Spellings) -> Result<bool, TestCaseError> {
    let mut reader = PhraseReader::new(groups.clone());
    let Ok(expected) = written_out(source, groups) else { return Ok(false) };
    let Ok(variants) = reader.run(source, Joint::First) else { return Ok(false) };
    let bare: BTreeSet<String> = expected.iter().map(|word| without_bounds(word)).collect();
    prop_assert_eq!(of_variants(&reader, &variants), bare, "{}", source);
    for step in variants.iter().flatten() {
        if let What::Words(words) = step.what {
            let plain = reader.lexicon.listed(words);
            let folded = Respelling::default().of(words, &mut reader.lexicon, spellings).unwrap();
            let expected: BTreeSet<String> = plain.iter().map(|word| Folded::word(word, spellings)).collect();
            let found: BTreeSet<String> = reader.lexicon.listed(folded).into_iter().collect();
            prop_assert_eq!(found, expected, "{}", source);
        }
    }
    Ok(true)
}

/// Pieces of phrases in which spellings, marks and numbers meet at the seams.
fn notation() -> impl Strategy<Value = String> {
    let letters = prop::sample::select(vec![
        "お",
        "金",
        "お金",
        "家",
        "賃",
        "族",
        "父",
        "さん",
        "ー",
        "〜",
        "い",
        "な",
        "ない",
        "無",
        "く",
        "1",
        "一",
        "人",
        ",",
        "ｶ",
        "ﾞ",
        "か",
        "\u{3099}",
        "ケ",
        "月",
        "ヶ",
        "ァ",
        "H",
        "w",
        "、",
        "が",
        "く",
        "{ぬ}",
        "{年寄り}",
        "[0-9]",
        "[月>=2]",
        "[円<10000]",
        "大家",
        "大",
        "食",
        "べ",
        "た",
    ]);
    let leaf = prop::collection::vec(letters, 0..4).prop_map(|parts| parts.concat());
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|choices| format!("({})", choices.join("|"))),
            prop::collection::vec(inner, 1..4).prop_map(|parts| parts.concat()),
        ]
    })
}

/// Words and texts of few letters, so that much is found, with sentence ends even inside words.
fn small(least: usize, most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["あ", "い", "う", "か", "が", "。", "、"]), least..=most)
        .prop_map(|letters| letters.concat())
}

type Chain = Vec<(Joint, BTreeSet<String>)>;

fn chain() -> impl Strategy<Value = Chain> {
    let joint = prop::sample::select(vec![Joint::Touching, Joint::Particles, Joint::Near, Joint::Far]);
    prop::collection::vec((joint, prop::collection::btree_set(small(1, 3), 1..4)), 1..6)
}

/// The places of a part in the whole text.
fn places(words: &BTreeSet<String>, folded: &Folded) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for start in 0..folded.chars.len() {
        let of_length = |word: &String| {
            let word: Vec<char> = word.chars().collect();
            folded.chars[start..].starts_with(&word).then_some(start + word.len())
        };
        let mut ends: Vec<usize> = words.iter().filter_map(of_length).collect();
        ends.sort_by_key(|end| std::cmp::Reverse(*end));
        out.extend(ends.into_iter().map(|end| (start, end)));
    }
    out
}

/// Follows a chain over the whole text, with nothing remembered and nothing left out.
fn follow(chain: &[(Joint, BTreeSet<String>)], end: usize, folded: &Folded) -> Option<usize> {
    let Some(((joint, words), rest)) = chain.split_first() else { return Some(end) };
    let reach = match joint {
        Joint::First | Joint::Touching => 0,
        Joint::Particles => 8,
        Joint::Near => 12,
        Joint::Far => 40,
    };
    let near = places(words, folded).into_iter().filter(|p| p.0 >= end && p.0 <= end + reach).take(6);
    near.filter(|p| folded.sentence(p.0) == folded.sentence(end - 1))
        .filter(|p| *joint != Joint::Particles || folded.chars[end..p.0].iter().all(|c| *c == 'が'))
        .find_map(|p| follow(rest, p.1, folded))
}

fn all_of(chain: &Chain, folded: &Folded) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut free_from = 0;
    for (start, end) in places(&chain[0].1, folded) {
        if start >= free_from
            && let Some(end) = follow(&chain[1..], end, folded)
        {
            out.push((start, end));
            free_from = end;
        }
    }
    out
}

fn automaton(phrases: &[Vec<Chain>]) -> Automaton {
    let mut lexicon = Lexicon::default();
    let mut builder = Builder::default();
    for chains in phrases {
        let mut step = |(joint, words): &(Joint, BTreeSet<String>)| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            Step { joint: *joint, what: What::Words(lexicon.list(&words).unwrap()) }
        };
        let chains = chains.iter().map(|chain| chain.iter().map(&mut step).collect()).collect();
        builder.add(&[Phrase { chains }]);
    }
    builder.build(&lexicon, &["が".to_owned()]).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_run_stands_for_the_words_that_it_stands_for_written_out(source in notation()) {
        agrees(&source, &word_groups(), &in_one_spelling())?;
    }

    #[test]
    fn phrases_are_found_where_their_words_written_out_stand(
        phrases in prop::collection::vec(prop::collection::vec(chain(), 1..3), 1..5),
        text in small(0, 60),
    ) {
        let made = automaton(&phrases);
        let folded = Folded::new(&text, &Spellings::none());
        let hits = made.search(&folded);
        for (number, chains) in (0..).zip(&phrases) {
            let found: Vec<Vec<(usize, usize)>> =
                made.find(&(number..number + 1), &hits, &folded).iter().map(|f| f.ranges().collect()).collect();
            let others: Vec<_> = chains[1..].iter().map(|chain| all_of(chain, &folded)).collect();
            let with_others = |first: (usize, usize)| -> Option<Vec<(usize, usize)>> {
                let same = |place: &&(usize, usize)| folded.sentence(place.0) == folded.sentence(first.0);
                let others = others.iter().map(|all| all.iter().find(same).copied());
                std::iter::once(Some(first)).chain(others).collect()
            };
            let expected: Vec<_> = all_of(&chains[0], &folded).into_iter().filter_map(with_others).collect();
            prop_assert_eq!(found, expected, "{:?}", chains);
        }
    }
}

/// Every phrase of the rules and of the context, with its file.
fn every_phrase() -> Vec<String> {
    let mut out = Vec::new();
    for (name, text) in EMBEDDED {
        if *name == "words.yaml" || *name == "spellings.yaml" || *name == "context.yaml" {
            continue;
        }
        let rules = match *name {
            "danger.yaml" => serde_saphyr::from_str::<crate::rule_file::DangerFile>(text).unwrap().rules,
            "connect.yaml" | "questions.yaml" => Vec::new(),
            _ => serde_saphyr::from_str::<crate::rule_file::RuleFile>(text).unwrap().rules,
        };
        out.extend(rules.into_iter().flat_map(|r| [r.phrases, r.all, r.none, r.except].concat()));
    }
    out
}

#[test]
fn every_run_of_the_rules_stands_for_its_words_written_out() {
    let (groups, spellings) = (word_groups(), in_one_spelling());
    let runs: BTreeSet<String> = every_phrase().iter().flat_map(|p| crate::phrase::runs_of(p)).collect();
    assert!(runs.len() > 3_000, "{}", runs.len());
    for run in &runs {
        assert!(agrees(run, &groups, &spellings).unwrap(), "{run}");
    }
}

#[test]
fn every_part_of_the_rules_is_found_in_every_labelled_sentence_where_its_words_stand() {
    let spellings = in_one_spelling();
    let rules = crate::rules::Rules::embedded().unwrap();
    let (parts, literals): (Vec<u32>, Vec<String>) = crate::load::words_of_parts(EMBEDDED).into_iter().unzip();
    let written = aho_corasick::AhoCorasick::builder()
        .kind(Some(aho_corasick::AhoCorasickKind::NoncontiguousNFA))
        .build(&literals)
        .unwrap();
    assert!(literals.len() > 100_000);
    for sentence in crate::labelled::labelled().unwrap() {
        let folded = Folded::new(&sentence.text, &spellings);
        let text: String = folded.chars.iter().collect();
        let letters = |byte: usize| text[..byte].chars().count();
        let expected: BTreeSet<(u32, usize, usize)> = written
            .find_overlapping_iter(&text)
            .map(|f| (parts[f.pattern().as_usize()], letters(f.start()), letters(f.end())))
            .collect();
        let mut found = BTreeSet::new();
        for start in 0..folded.chars.len() {
            rules.finder.finder.each_at(&folded.chars[start..], |set, length| {
                let (rarest, others) = rules.finder.finder.members(set);
                found.extend(rarest.iter().chain(others).map(|part| (*part, start, start + length)));
            });
        }
        assert_eq!(found, expected, "{}", sentence.text);
    }
}
