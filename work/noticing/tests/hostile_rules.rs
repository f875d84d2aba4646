//! 無理な規則の確かめ: whatever an officer writes is read or refused in a sentence, and costs no more than a sentence.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops, and says where")]

use noticing::{EMBEDDED, Mistake, Rules, notice};
use proptest::prelude::*;

/// Files with one rule, and the word groups given.
fn files(phrase: &str, groups: &str) -> Vec<(&'static str, String)> {
    let rule = format!(
        "issue: debt\nsource: \"例\"\nvalid_from: \"2026-04-01\"\nversion: 1\nrules:\n  - id: debt.hostile\n    because: \"例です。\"\n    phrases:\n      - {}\n",
        serde_json::to_string(phrase).expect("a text")
    );
    let shared = ["spellings.yaml", "context.yaml", "danger.yaml", "connect.yaml", "questions.yaml"];
    let mut files: Vec<(&'static str, String)> =
        EMBEDDED.iter().filter(|f| shared.contains(&f.0)).map(|f| (f.0, f.1.to_owned())).collect();
    let words = EMBEDDED.iter().find(|f| f.0 == "words.yaml").expect("the groups").1;
    files.push(("words.yaml", format!("{}\n{groups}", words.trim_end())));
    files.push(("debt.yaml", rule));
    files
}

fn read(phrase: &str, groups: &str) -> Result<Rules, Vec<Mistake>> {
    let files = files(phrase, groups);
    let files: Vec<(&str, &str)> = files.iter().map(|f| (f.0, f.1.as_str())).collect();
    Rules::parse(&files)
}

fn told(phrase: &str, groups: &str) -> String {
    read(phrase, groups)
        .err()
        .map_or_else(String::new, |mistakes| mistakes.iter().map(|m| m.sentence.clone()).collect())
}

#[test]
fn choices_that_multiply_are_read_where_they_share_their_letters() {
    // 2 to the power of 40 words, and 41 places.
    let rules = read(&"(あ|い)".repeat(40), "").expect("a rule that can be read");
    assert!(!notice(&rules, &[], &"あい".repeat(20)).issues.is_empty());
    assert!(notice(&rules, &[], &"あい".repeat(19)).issues.is_empty());
}

#[test]
fn what_shares_nothing_is_refused_as_too_many() {
    // Every subset of 16 letters is another set of what may follow.
    let letters: Vec<char> = "あいうえおかきくけこさしすせそた".chars().collect();
    let any = letters.iter().map(char::to_string).collect::<Vec<_>>().join("|");
    let choices: Vec<String> =
        letters.iter().map(|one| format!("({any}|){one}({any})({any})({any})({any})({any})({any}){one}")).collect();
    let phrase = format!("({any})({any}|)({any}|)({any}|)({})", choices.join("|"));
    assert!(told(&phrase, "").contains("組み合わせが多すぎます"), "{}", told(&phrase, ""));
}

#[test]
fn brackets_within_brackets_and_groups_that_name_themselves_are_refused() {
    let deep = format!("{}あ{}", "(".repeat(12), ")".repeat(12));
    assert!(told(&deep, "").contains("入れ子が深すぎます"));
    assert!(told("{己}", "  己: \"あ|{己}{己}{己}\"").contains("入れ子が深すぎます"));
    let deeper = format!("{}あ{}", "(".repeat(3_000), ")".repeat(3_000));
    assert!(!told(&deeper, "").is_empty());
    let groups: String = (1..8).map(|n| format!("  段{n}: \"{}\"\n", format!("{{段{}}}", n - 1).repeat(8))).collect();
    assert!(!told("{段7}", &format!("  段0: \"あ|い\"\n{groups}")).is_empty());
}

#[test]
fn a_word_longer_than_any_word_is_refused() {
    assert!(told(&"あ".repeat(301), "").contains("言葉が長すぎます"));
    assert!(told(&"あ".repeat(50_000), "").contains("言葉が長すぎます"));
    assert!(told(&format!("({}|い)", "あ".repeat(5_000)), "").contains("言葉が長すぎます"));
    assert!(read(&"あ".repeat(300), "").is_ok());
}

#[test]
fn quantities_that_never_close_are_refused() {
    let hidden = format!("[[a]{}[円>=1]", "(あ|い)".repeat(30));
    assert!(!told(&hidden, "").is_empty());
}

#[test]
fn a_chain_of_many_steps_that_fails_at_the_end_costs_no_more_than_its_steps() {
    // Six candidates at each of thirty steps: without remembering, more ways than could ever be tried.
    let rules = read(&format!("{}ん", "あ~".repeat(30)), "").expect("a rule that can be read");
    let noticed = notice(&rules, &[], &"あ".repeat(50_000));
    assert!(noticed.issues.is_empty());
    assert!(!notice(&rules, &[], &format!("{}ん", "あ".repeat(60))).issues.is_empty());
}

#[test]
fn words_that_overlap_everywhere_are_found_in_a_long_text() {
    let words: Vec<String> = (1..60).map(|n| "あ".repeat(n)).collect();
    let rules = read(&format!("({}){{ぬ}}", words.join("|")), "").expect("a rule that can be read");
    for seed in ["あ", "あない", "😢", "\u{0}あ\u{7}", "あ。"] {
        let text: String = seed.chars().cycle().take(50_000).collect();
        let found = !notice(&rules, &[], &text).issues.is_empty();
        assert_eq!(found, seed == "あない", "{seed}");
    }
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "|",
        "&",
        "_",
        "~",
        "~~",
        "あ",
        "お",
        "金",
        "{ぬ}",
        "{払えない}",
        "[円<",
        "10000]",
        "[0-9]",
        "[月>=2]",
        "ー",
        "か\u{3099}",
        "",
        "\u{0}",
        "😢",
        " ",
        "1",
        ",",
        "(|)",
        "{己}",
        "()",
        "[]",
    ]);
    prop_oneof![prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat()), any::<String>(),]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_phrase_is_read_or_refused_in_a_sentence(phrase in hostile(), text in "\\PC{0,60}") {
        match read(&phrase, "  己: \"{己}\"") {
            Ok(rules) => {
                notice(&rules, &[], &text);
                notice(&rules, &[], &phrase);
            }
            Err(mistakes) => {
                prop_assert!(mistakes.iter().all(|m| m.sentence.ends_with('。') || m.sentence.contains("例:")), "{mistakes:?}");
            }
        }
    }
}
