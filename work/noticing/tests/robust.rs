//! 丈夫さ: any input is read without a panic, and spans stay inside it.

use noticing::{Concern, Notice, Rules, notice};
use proptest::prelude::*;

#[cfg(test)]
fn rules() -> &'static Rules {
    Rules::embedded().unwrap()
}

fn spans_inside(noticed: &Notice, length: usize) -> bool {
    let grounds = noticed.issues.iter().flat_map(|s| &s.grounds);
    let of_issues = grounds.flat_map(|g| &g.spans);
    let of_danger = noticed.danger.iter().flat_map(|d| &d.spans);
    let of_doubt = noticed.contradictions.iter().flat_map(|c| c.spans_for.iter().chain(&c.spans_against));
    of_issues.chain(of_danger).chain(of_doubt).all(|(from, to)| from < to && *to <= length)
}

/// Words the rules know, strung together with anything.
fn talk() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "死にたい",
        "お金が",
        "ない",
        "とは思わない",
        "三か月",
        "家賃",
        "９８０円",
        "殴られ",
        "。",
        "、",
        "😢",
        "\u{200B}",
        "ｶﾞｽ",
        "が止まった",
        "\n",
        "子どもが",
        "学校に",
        "行かない",
        "わけではない",
        "借金",
        "は返した",
        "千",
        "万",
        "\u{3099}",
        "「",
        "」",
        " ",
        "か月",
    ])
    .prop_map(str::to_owned);
    let any = prop_oneof![known, any::<String>(), "\\PC{0,8}"];
    prop::collection::vec(any, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_and_spans_stay_inside(text in talk()) {
        let noticed = notice(rules(), Concern::ALL, &text);
        prop_assert!(spans_inside(&noticed, text.chars().count()));
        prop_assert!(noticed.questions.len() <= 3);
    }

    #[test]
    fn the_same_text_gives_the_same_notice(text in talk()) {
        prop_assert_eq!(notice(rules(), &[], &text), notice(rules(), &[], &text));
    }

    #[test]
    fn a_call_for_help_is_heard_among_anything(before in talk(), after in talk()) {
        let text = format!("{before}。もう死にたいです。{after}");
        let noticed = notice(rules(), &[], &text);
        prop_assert!(noticed.danger.iter().any(|d| d.sign == "suicide"));
    }
}

#[test]
fn a_call_for_help_is_heard_after_many_denials() {
    let text = format!("{}もう死にたいです", "死にたいとは思わない。".repeat(200));
    assert!(!notice(rules(), &[], &text).danger.is_empty());
}

#[test]
fn fifty_thousand_characters_of_every_kind_are_read() {
    for seed in ["お金がない", "😢", "\u{0}\u{7}", "a1あ漢😢\u{3099}", "千", "ない", "死にたい、"] {
        let text: String = seed.chars().cycle().take(50_000).collect();
        let noticed = notice(rules(), &[], &text);
        assert!(spans_inside(&noticed, 50_000), "{seed}");
    }
}
