//! 入力の受け付け、こわれた入力で: every example of the manual with parts replaced, moved or cut is judged or refused; nothing panics.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says by failing what is wrong")]

use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

/// Objects are merged, all else is replaced.
fn merge(into: &mut Value, change: &Value) {
    match (into, change) {
        (Value::Object(into), Value::Object(change)) => {
            for (key, value) in change {
                merge(into.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (into, change) => *into = change.clone(),
    }
}

/// The situation of every example.
static SITUATIONS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/benefits");
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("rules") {
        let path = entry.expect("entry").path().join("examples.yaml");
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let file: Value = serde_saphyr::from_str(&text).expect("YAML");
        for example in file["examples"].as_array().expect("examples") {
            let mut situation = match example["base"].as_str() {
                Some(base) => file["bases"][base].clone(),
                None => example["situation"].clone(),
            };
            if example["change"].is_object() {
                merge(&mut situation, &example["change"]);
            }
            all.push(situation);
        }
    }
    all
});

fn pointers(value: &Value, here: &str, into: &mut Vec<String>) {
    into.push(here.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| pointers(item, &format!("{here}/{at}"), into))
        }
        Value::Object(entries) => entries.iter().for_each(|(key, item)| pointers(item, &format!("{here}/{key}"), into)),
        _ => {}
    }
}

/// What a slip of the hand or of another program puts in the place of a value.
fn odd() -> impl Strategy<Value = Value> {
    let words = select(vec![
        "",
        "座間市",
        "三重県町村",
        "横浜市西区",
        "市区",
        "区",
        "0000-00-00",
        "2026-02-30",
        "2100-12-31",
        "1900-01-01",
        "2026-10-01",
        "2027-03-31",
        "9999-12",
        "2026-13",
        "applicant",
        "child",
        "離職",
        "減少",
        "wage",
        "pension",
        "own_wish",
        "ハ",
        "\u{0}",
        "\u{202e}",
    ]);
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        select(vec![0, 1, -1, 30, 120, 99_999_999, 100_000_000, 9_999_999_999, i64::MAX, i64::MIN])
            .prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        words.prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[], {}, null])),
        (1usize..40).prop_map(|many| Value::from(vec![json!({"role": "child"}); many])),
    ]
}

#[derive(Debug, Clone)]
enum Slip {
    Replace(Index, Value),
    /// A part of the same situation in another's place.
    Move(Index, Index),
    Remove(Index),
    Add(Index, String, Value),
}

fn slip() -> impl Strategy<Value = Slip> {
    prop_oneof![
        (any::<Index>(), odd()).prop_map(|(at, value)| Slip::Replace(at, value)),
        (any::<Index>(), any::<Index>()).prop_map(|(from, to)| Slip::Move(from, to)),
        any::<Index>().prop_map(Slip::Remove),
        (any::<Index>(), "[a-z_]{1,12}", odd()).prop_map(|(at, key, value)| Slip::Add(at, key, value)),
    ]
}

fn slipped(mut situation: Value, slips: Vec<Slip>) -> Value {
    for slip in slips {
        let mut places = Vec::new();
        pointers(&situation, "", &mut places);
        let place = |at: &Index| at.get(&places).clone();
        let (to, value) = match &slip {
            Slip::Replace(at, value) => (place(at), value.clone()),
            Slip::Move(from, to) => (place(to), situation.pointer(&place(from)).cloned().unwrap_or_default()),
            Slip::Remove(at) => (place(at), Value::Null),
            Slip::Add(at, key, value) => {
                if let Some(Value::Object(entries)) = situation.pointer_mut(&place(at)) {
                    entries.insert(key.clone(), value.clone());
                }
                continue;
            }
        };
        if let Some(slot) = situation.pointer_mut(&to) {
            *slot = value;
        }
    }
    situation
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn an_example_with_slips_is_judged_or_told_where(which in any::<Index>(), slips in prop::collection::vec(slip(), 1..6), all in any::<bool>()) {
        let mut situation = slipped(which.get(&SITUATIONS).clone(), slips);
        if all && let Some(entries) = situation.as_object_mut() {
            entries.remove("programs");
        }
        let text = situation.to_string();
        match benefits::judge_json(&text) {
            Ok(judged) => prop_assert!(judged["answers"].is_array()),
            Err(troubles) => {
                prop_assert!(!troubles.is_empty());
                prop_assert!(troubles.iter().all(|trouble| trouble.message.ends_with('。') || trouble.message.contains("次のどれか")), "{:?}", troubles);
            }
        }
        let mut out = Vec::new();
        benefits::judge_batch(text.as_bytes(), &mut out, None, None).expect("memory does not fail");
        prop_assert_eq!(std::str::from_utf8(&out).expect("UTF-8").lines().count(), 1);
        prop_assert_eq!(benefits::minimum_json(&text, "2026-12-15", "座間市").is_ok_and(|told| told["total"].is_null() && told["missing"].as_array().is_some_and(Vec::is_empty)), false);
    }
}

#[test]
fn the_examples_to_be_broken_are_many_and_of_every_section() {
    assert!(SITUATIONS.len() > 150, "{}", SITUATIONS.len());
    for section in
        ["moving", "loan", "legal", "debt", "while_receiving", "danger", "work_preparation", "previous_grant"]
    {
        assert!(SITUATIONS.iter().any(|situation| !situation[section].is_null()), "{section}");
    }
}
