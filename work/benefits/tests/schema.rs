//! 入力の形: the published JSON Schema and the reader know the same fields.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says by failing what is wrong")]

use std::path::Path;

use serde_json::{Map, Value, json};

fn schema() -> Value {
    serde_json::from_str(benefits::schema()).expect("JSON")
}

/// The schemas that a value may follow.
fn choices(schema: &Value) -> Vec<&Value> {
    match schema["oneOf"].as_array() {
        Some(all) => all.iter().collect(),
        None => vec![schema],
    }
}

/// Paths in `value` that no choice of the schema names.
fn unnamed(value: &Value, schema: &Value, here: &str, into: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let path = format!("{here}.{key}");
                match choices(schema).into_iter().find_map(|choice| choice["properties"].get(key)) {
                    Some(schema) => unnamed(value, schema, &path, into),
                    None => into.push(path),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| unnamed(item, &schema["items"], here, into)),
        Value::String(text) => {
            if let Some(words) = schema["enum"].as_array()
                && !words.iter().any(|word| word == text)
            {
                into.push(format!("{here}={text}"));
            }
        }
        _ => {}
    }
}

fn examples() -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/benefits");
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("rules") {
        let path = entry.expect("entry").path().join("examples.yaml");
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let file: Value = serde_saphyr::from_str(&text).expect("YAML");
        all.extend(file["bases"].as_object().into_iter().flat_map(Map::values).cloned());
        for example in file["examples"].as_array().expect("examples") {
            all.extend(
                [&example["situation"], &example["change"]].into_iter().filter(|value| value.is_object()).cloned(),
            );
        }
    }
    all
}

#[test]
fn the_schema_names_every_field_and_word_that_the_examples_use() {
    let (schema, examples) = (schema(), examples());
    assert!(examples.len() > 150, "{}", examples.len());
    for example in examples {
        let mut paths = Vec::new();
        unnamed(&example, &schema, "", &mut paths);
        assert!(paths.is_empty(), "{paths:?} in {example}");
    }
}

/// An object with every field of the schema, each left open or, for what it holds, filled the same way.
fn filled(schema: &Value) -> Value {
    let Some(properties) = schema["properties"].as_object() else { return Value::Null };
    let field = |(key, schema): (&String, &Value)| {
        let value = match (schema["properties"].is_object(), &schema["items"]) {
            (true, _) => filled(schema),
            (_, items) if items["properties"].is_object() => json!([filled(items)]),
            (_, items) if items["oneOf"].is_array() => choices(items).into_iter().map(filled).collect(),
            _ => schema.get("const").cloned().unwrap_or(Value::Null),
        };
        (key.clone(), value)
    };
    Value::Object(properties.iter().map(field).collect())
}

#[test]
fn the_reader_knows_every_field_that_the_schema_names() {
    let input = filled(&schema());
    for section in ["household", "moving", "while_receiving", "debt"] {
        assert!(!input[section].is_null(), "{section} is filled");
    }
    assert!(input["household"][0]["income"].as_array().is_some_and(|kinds| kinds.len() >= 3), "{input}");
    let troubles = benefits::judge_json(&input.to_string()).expect_err("an empty household is refused");
    for trouble in &troubles {
        assert!(!trouble.message.contains("この項目の名前"), "{trouble:?}");
        assert!(!trouble.message.contains("この種類の収入には使わない"), "{trouble:?}");
    }
    assert!(troubles.iter().any(|trouble| trouble.path == "date"), "{troubles:?}");
}

#[test]
fn every_answer_has_the_fields_of_the_interface_and_one_of_its_four_answers() {
    for mut situation in examples().into_iter().filter(|example| example["household"].is_array()) {
        situation.as_object_mut().expect("an object").remove("programs");
        for (key, value) in [("municipality", "座間市"), ("date", "2026-05-15")] {
            if situation[key].is_null() {
                situation[key] = json!(value);
            }
        }
        let judged = benefits::judge_json(&situation.to_string()).expect("a readable situation");
        for answer in judged["answers"].as_array().expect("answers") {
            for key in ["program", "answer", "amount", "income_limit", "asset_limit"] {
                assert!(answer.get(key).is_some(), "{key} of {answer}");
            }
            for key in ["amount", "income_limit", "asset_limit"] {
                assert!(answer[key].is_null() || answer[key].as_i64().is_some_and(|yen| yen >= 0), "{key} of {answer}");
            }
            for key in ["steps", "missing", "conditions"] {
                assert!(answer[key].is_array(), "{key} of {answer}");
            }
            for step in answer["steps"].as_array().expect("steps") {
                assert!(step["text"].is_string() && step["source"].is_string() && !step["value"].is_null(), "{step}");
            }
            let verdict = answer["answer"].as_str().expect("an answer");
            assert!(["fits", "does_not_fit", "missing", "discretion"].contains(&verdict), "{verdict}");
            let grounds = |key: &str| answer[key].as_array().is_some_and(|all| !all.is_empty());
            match verdict {
                "does_not_fit" => assert!(grounds("not_met"), "{answer}"),
                "missing" => assert!(grounds("missing"), "{answer}"),
                "discretion" => assert!(grounds("left_to"), "{answer}"),
                _ => assert!(!grounds("not_met") && !grounds("missing") && !grounds("left_to"), "{answer}"),
            }
        }
    }
}
