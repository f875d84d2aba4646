//! ことば: no sentence the crate can utter shuts a person out, and each 生活保護 answer says what must be said.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says by failing what is wrong")]

use std::path::Path;

use serde_json::{Value, json};

/// What must never be said to or about a person who asks.
const NEVER: [&str; 16] = [
    "対象外",
    "受給できません",
    "申請できません",
    "受給できます",
    "利用できません",
    "使えません。",
    "該当しません",
    "資格がありません",
    "認められません",
    "却下",
    "不可",
    "無理です",
    "あきらめ",
    "扶養照会",
    "不正",
    "受けられません",
];

/// What each 生活保護 answer says, in whatever order.
const ALWAYS: [&str; 7] = [
    "目安です",
    "福祉事務所が",
    "だれでも、いつでもできます",
    "窓口は申請を受け付けます",
    "医療や介護の費用、一時的に要る費用、急迫した事情",
    "親族からの援助は、申請の条件ではありません",
    "第23条による案内をしたら",
];

fn texts_under(folder: &Path, extensions: &[&str], found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts_under(&path, extensions, found);
        } else if path.extension().and_then(|end| end.to_str()).is_some_and(|end| extensions.contains(&end)) {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).expect("text")));
        }
    }
}

#[test]
fn no_text_in_the_sources_or_the_rules_shuts_a_person_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    texts_under(&root.join("src"), &["rs", "html"], &mut texts);
    texts_under(&root.join("../../rules/benefits"), &["yaml", "csv", "json"], &mut texts);
    for more in ["../../docs/manual/benefits-examples.md", "../../app/src/commands/benefits.rs"] {
        texts.push((more.to_owned(), std::fs::read_to_string(root.join(more)).expect("text")));
    }
    for needed in ["guide.html", "one.html", "guide.yaml", "examples.yaml", "wording.rs", "fields.rs", "schema.json"] {
        assert!(texts.iter().any(|(path, _)| path.ends_with(needed)), "{needed} is looked at");
    }
    assert!(texts.len() > 40, "{} files", texts.len());
    assert!(
        texts.iter().any(|(_, text)| text.contains("生活保護の申請は、だれでも")),
        "the search reads the sentences"
    );
    for (path, text) in &texts {
        for phrase in NEVER {
            assert!(!text.contains(phrase), "{path}: {phrase}");
        }
    }
}

fn every_situation() -> Vec<Value> {
    let mut all = Vec::new();
    for municipality in ["座間市", "荒川区", "三重県東員町", "札幌市"] {
        for date in ["2015-01-01", "2026-05-15", "2026-11-21", "2027-04-01"] {
            for income in [
                json!(null),
                json!([]),
                json!([{"kind": "wage", "gross": 120_000}]),
                json!([{"kind": "pension", "amount": 900_000}]),
            ] {
                for danger in [json!(null), json!({"food": true}), json!({"home": true, "life": true})] {
                    for rent in [json!(null), json!(45_000)] {
                        let applicant = json!({"role": "applicant", "birth_date": "1990-01-01", "income": income});
                        all.push(json!({"municipality": municipality, "date": date, "household": [applicant], "danger": danger, "rent": rent, "financial_assets": 20_000}));
                    }
                }
            }
        }
    }
    all
}

fn said(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::String(text) => into.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| said(item, into)),
        Value::Object(entries) => entries.values().for_each(|item| said(item, into)),
        _ => {}
    }
}

#[test]
fn no_answer_shuts_a_person_out() {
    for situation in every_situation() {
        let judged = benefits::judge_json(&situation.to_string()).expect("a readable situation");
        let mut texts = Vec::new();
        said(&judged, &mut texts);
        for text in &texts {
            assert!(!NEVER.iter().any(|phrase| text.contains(phrase)), "{text}");
        }
        for answer in judged["answers"].as_array().expect("answers") {
            assert!(answer["citizen"].as_str().is_some_and(|text| !text.is_empty()), "{answer}");
        }
    }
}

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

/// The situation of each example, with day and municipality of its own or of the sum it asks for.
fn situations_of_the_examples() -> Vec<Value> {
    let mut texts = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    texts_under(&root.join("../../rules/benefits"), &["yaml"], &mut texts);
    let mut all = Vec::new();
    for (path, text) in texts.iter().filter(|(path, _)| path.ends_with("examples.yaml")) {
        let file: Value = serde_saphyr::from_str(text).expect(path);
        for example in file["examples"].as_array().expect("examples") {
            let mut situation = match example["base"].as_str() {
                Some(base) => file["bases"][base].clone(),
                None => example["situation"].clone(),
            };
            if example["change"].is_object() {
                merge(&mut situation, &example["change"]);
            }
            if let Some(on) = example["minimum"]["on"].as_str() {
                merge(&mut situation, &json!({"date": on, "municipality": example["minimum"]["municipality"]}));
            }
            all.push(situation);
        }
    }
    all
}

#[test]
fn no_answer_of_any_programme_to_any_example_shuts_a_person_out() {
    let situations = situations_of_the_examples();
    assert!(situations.len() > 150, "{}", situations.len());
    for mut situation in situations {
        situation.as_object_mut().expect("an object").remove("programs");
        for danger in [json!(null), json!({"food": true})] {
            situation["danger"] = danger;
            let judged = benefits::judge_json(&situation.to_string()).expect("a readable situation");
            let (on, municipality) = (judged["date"].as_str(), judged["municipality"].as_str());
            let (on, municipality) = (on.expect("a day"), municipality.expect("a name"));
            let minimum = benefits::minimum_json(&situation.to_string(), on, municipality).expect("a household");
            let mut texts = Vec::new();
            said(&judged, &mut texts);
            said(&minimum, &mut texts);
            for text in &texts {
                assert!(!NEVER.iter().any(|phrase| text.contains(phrase)), "{text}");
            }
            assert_eq!(judged["answers"].as_array().map(Vec::len), Some(benefits::Program::ALL.len()));
        }
    }
}

#[test]
fn every_public_assistance_answer_says_what_must_be_said() {
    for situation in every_situation() {
        let judged = benefits::judge_json(&situation.to_string()).expect("a readable situation");
        let answer = judged["answers"]
            .as_array()
            .expect("answers")
            .iter()
            .find(|answer| answer["program"] == "public_assistance")
            .expect("生活保護");
        let conditions = answer["conditions"]
            .as_array()
            .expect("conditions")
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join("\n");
        for sentence in ALWAYS {
            assert!(conditions.contains(sentence), "{sentence} in {conditions}");
        }
        assert!(conditions.contains("相談先: "), "where to go: {conditions}");
        assert!(
            conditions.contains("まだわからないこと") || conditions.contains("すべて入力されています"),
            "what is missing: {conditions}"
        );
        assert!(
            !matches!(answer["answer"].as_str(), Some("fits" | "does_not_fit")),
            "a band, not a verdict: {}",
            answer["answer"]
        );
        if answer["minimum"].is_object() {
            assert!(conditions.contains("の基準で計算しています"), "the date of the standard: {conditions}");
            assert!(
                answer["steps"]
                    .as_array()
                    .expect("steps")
                    .iter()
                    .all(|step| step["source"].as_str().is_some_and(|source| !source.is_empty()))
            );
        }
        let known = answer["minimum"].is_object() && answer["missing"].as_array().is_some_and(Vec::is_empty);
        assert_eq!(
            known,
            answer["band"].is_string() && answer["missing"].as_array().is_some_and(Vec::is_empty),
            "{answer}"
        );
    }
}

#[test]
fn danger_comes_before_arithmetic_and_first_of_all_programmes() {
    for mut situation in every_situation().into_iter().filter(|situation| situation["danger"].is_object()) {
        situation["programs"] = json!(["housing_benefit_rent", "public_assistance"]);
        let judged = benefits::judge_json(&situation.to_string()).expect("a readable situation");
        let first = &judged["answers"][0];
        assert_eq!(first["program"], "public_assistance");
        assert!(
            first["steps"][0]["text"].as_str().is_some_and(|text| text.starts_with("急ぎの対応が先です")),
            "{first}"
        );
        assert_eq!(first["answer"], "discretion");
        assert!(first["citizen"].as_str().is_some_and(|text| text.starts_with("まず安全が第一です")));
    }
}
