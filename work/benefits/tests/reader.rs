//! 入力の受け付け: every wrong field is told, by its path; nothing panics.
#![expect(clippy::expect_used, reason = "a test says by failing what is wrong")]

use proptest::prelude::*;
use serde_json::{Value, json};

fn good() -> Value {
    json!({
        "municipality": "座間市", "date": "2026-05-15",
        "household": [{"role": "applicant", "birth_date": "1980-04-01", "income": [{"kind": "wage", "gross": 110_000, "commuting": 0}],
            "job_loss": {"kind": "離職", "date": "2026-02-01", "cause": "契約の終わり"}, "student": false}],
        "rent": 55_000, "housing": {"state": "at_risk", "common_fee": 3000}, "financial_assets": 300_000,
        "payments_received_months": 0, "programs": ["housing_benefit_rent"],
    })
}

fn paths(input: &str) -> Vec<String> {
    benefits::judge_json(input).expect_err("a refusal").into_iter().map(|trouble| trouble.path).collect()
}

#[test]
fn the_situation_of_the_manual_is_judged() {
    let judged = benefits::judge_json(&good().to_string()).expect("a readable situation");
    assert_eq!(judged["municipality"], "神奈川県座間市");
    let answer = &judged["answers"][0];
    assert_eq!(
        (&answer["program"], &answer["answer"], &answer["amount"]),
        (&json!("housing_benefit_rent"), &json!("fits"), &json!(29_000))
    );
}

#[test]
fn all_wrong_fields_are_told_at_once() {
    let mut input = good();
    input["rent"] = json!(-1);
    input["financial_assets"] = json!("三十万");
    input["colour"] = json!("青");
    input["household"][0]["income"][0]["gross"] = json!(1.5);
    input["household"][0]["job_loss"]["date"] = json!("2026-06-01");
    input["housing"]["state"] = json!("tent");
    input["programs"][0] = json!("lottery");
    let told = paths(&input.to_string());
    for path in [
        "rent",
        "financial_assets",
        "colour",
        "household[0].income[0].gross",
        "household[0].job_loss.date",
        "housing.state",
        "programs[0]",
    ] {
        assert!(told.iter().any(|known| known == path), "{path} in {told:?}");
    }
    assert_eq!(told.len(), 7, "{told:?}");
}

#[test]
fn messages_are_japanese_sentences() {
    let mut input = good();
    input["date"] = json!("きのう");
    input["municipality"] = json!("ない所");
    for trouble in benefits::judge_json(&input.to_string()).expect_err("a refusal") {
        assert!(trouble.message.ends_with('。'), "{trouble:?}");
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let cases = [
        (json!({"household": []}), "household"),
        (json!({"household": [{"role": "spouse"}]}), "household"),
        (json!({"household": [{"role": "applicant", "birth_date": "2026-05-16"}]}), "household[0].birth_date"),
        (json!({"household": [{"role": "applicant", "birth_date": "1900-05-14"}]}), "household[0].birth_date"),
        (
            json!({"household": [{"role": "applicant", "income": [{"kind": "wage", "gross": 1, "commuting": 2}]}]}),
            "household[0].income[0].commuting",
        ),
        (
            json!({"household": [{"role": "applicant", "income": [{"kind": "pension", "amount": 1, "sales": 2}]}]}),
            "household[0].income[0].sales",
        ),
        (json!({"household": [{"role": "applicant", "job_loss": {"kind": "離職"}}]}), "household[0].job_loss.date"),
        (json!({"municipality": "府中市"}), "municipality"),
        (json!({"municipality": "夢見町"}), "municipality"),
        (json!({"date": "2026-02-29"}), "date"),
        (json!({"rent": 100_000_000}), "rent"),
        (json!({"programs": ["shelter", "shelter"]}), "programs[1]"),
    ];
    for (change, path) in cases {
        let mut input = good();
        for (key, value) in change.as_object().expect("an object") {
            input[key] = value.clone();
        }
        assert!(paths(&input.to_string()).iter().any(|told| told == path), "{change}: {:?}", paths(&input.to_string()));
    }
}

#[test]
fn a_repeated_key_is_refused() {
    let text = good().to_string().replacen("\"rent\":55000", "\"rent\":55000,\"rent\":1", 1);
    assert_eq!(paths(&text), ["rent"]);
}

#[test]
fn a_municipality_of_a_common_name_is_taken_with_its_prefecture() {
    for name in ["東京都府中市", "広島県府中市", "神奈川県座間市", "塩釜市", "宮城県塩釜市", "龍ヶ崎市"]
    {
        assert!(benefits::judge_with(&good().to_string(), None, Some(name)).is_ok(), "{name}");
    }
}

#[test]
fn the_day_and_town_given_beside_come_first() {
    let judged =
        benefits::judge_with(&good().to_string(), Some("2026-07-01"), Some("川崎市")).expect("a readable situation");
    assert_eq!(
        (judged["date"].as_str(), judged["municipality"].as_str()),
        (Some("2026-07-01"), Some("神奈川県川崎市"))
    );
    assert!(benefits::judge_with(&good().to_string(), Some("2026-7-1"), None).is_err());
}

#[test]
fn the_schema_names_every_program_and_the_fields_of_the_reader() {
    let schema: Value = serde_json::from_str(benefits::schema()).expect("JSON");
    let listed: Vec<_> = schema["properties"]["programs"]["items"]["enum"]
        .as_array()
        .expect("programs")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let known: Vec<_> = benefits::Program::ALL.iter().map(|program| program.id()).collect();
    assert_eq!(listed, known);
    for key in schema["properties"].as_object().expect("properties").keys() {
        let mut input = good();
        input[key] = json!({"unknown-inside": 1});
        assert!(!paths(&input.to_string()).contains(&"unknown".to_owned()));
        assert!(
            benefits::judge_json(&input.to_string())
                .expect_err("a refusal")
                .iter()
                .all(|trouble| !trouble.message.contains("この項目の名前") || trouble.path.contains('.')),
            "{key}"
        );
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let keys = prop::sample::select(vec![
        "municipality",
        "date",
        "household",
        "rent",
        "role",
        "income",
        "kind",
        "gross",
        "job_loss",
        "stopped",
        "housing",
        "state",
        "moving",
        "costs",
        "debt",
        "contracts",
        "programs",
        "danger",
        "x",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            "座間市",
            "2026-05-15",
            "applicant",
            "離職",
            "wage",
            "at_risk",
            "9999-12-31",
            "0001-01-01"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((keys.clone(), inner), 0..6).prop_map(|entries| entries
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect::<serde_json::Map<_, _>>()
                .into()),
        ]
    })
}

/// Every place in a JSON value, as pointers.
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_answered_without_panic(text in ".*") {
        prop_assert!(benefits::judge_json(&text).is_err() || text.contains("household"));
    }

    #[test]
    fn any_bytes_in_a_batch_are_answered_line_by_line(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut out = Vec::new();
        let count = benefits::judge_batch(bytes.as_slice(), &mut out, None, None).expect("memory does not fail");
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.iter().all(u8::is_ascii_whitespace)).count();
        prop_assert_eq!(count.judged + count.refused, lines as u64);
        prop_assert_eq!(std::str::from_utf8(&out).expect("UTF-8").lines().count(), lines);
    }

    #[test]
    fn any_json_is_answered_without_panic(value in any_json()) {
        if let Err(troubles) = benefits::judge_json(&value.to_string()) {
            prop_assert!(!troubles.is_empty());
        }
    }

    #[test]
    fn a_good_situation_with_any_part_replaced_is_judged_or_told_where(part in any::<prop::sample::Index>(), value in any_json()) {
        let mut input = good();
        input["programs"] = Value::Null;
        let mut places = Vec::new();
        pointers(&input, "", &mut places);
        if let Some(slot) = input.pointer_mut(part.get(&places).as_str()) {
            *slot = value;
        }
        if let Err(troubles) = benefits::judge_json(&input.to_string()) {
            prop_assert!(!troubles.is_empty());
        }
    }

    #[test]
    fn a_good_text_with_bytes_changed_is_answered_without_panic(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        let mut bytes = good().to_string().into_bytes();
        let place = at.index(bytes.len());
        bytes[place] = byte;
        bytes.truncate(cut.index(bytes.len()) + 1);
        let _ = benefits::judge_json(&String::from_utf8_lossy(&bytes));
    }
}
