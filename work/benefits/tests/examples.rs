//! 例: every example under `rules/benefits` is a test; its name is a sentence an official can check.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says by failing what is wrong")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    bases: BTreeMap<String, Value>,
    examples: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    name: String,
    program: Option<String>,
    minimum: Option<Minimum>,
    base: Option<String>,
    situation: Option<Value>,
    change: Option<Value>,
    expect: BTreeMap<String, Value>,
    parts: Option<BTreeMap<String, i64>>,
    missing: Option<Vec<String>>,
    rules: Option<Vec<String>>,
    step: Option<ExpectedStep>,
    no_step: Option<String>,
    first_step: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Minimum {
    on: String,
    municipality: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedStep {
    text: String,
    value: Value,
}

fn files_under(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder of rules") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_under(&path, found);
        } else if path.file_name().is_some_and(|name| name == "examples.yaml") {
            found.push(path);
        }
    }
}

/// Objects are merged, `null` stays as `null`, all else is replaced.
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

fn names(of: &Value, key: &str) -> Vec<String> {
    of.as_array().expect("a list").iter().map(|item| item[key].as_str().expect("a name").to_owned()).collect()
}

fn check(file: &File, example: &Example) -> Vec<String> {
    let mut situation = match (&example.base, &example.situation) {
        (Some(base), None) => file.bases[base].clone(),
        (None, Some(situation)) => situation.clone(),
        _ => return vec!["needs either base or situation".into()],
    };
    if let Some(change) = &example.change {
        merge(&mut situation, change);
    }
    let mut wrong = Vec::new();
    let answer = match (&example.program, &example.minimum) {
        (Some(program), None) => {
            situation["programs"] = Value::from(vec![program.clone()]);
            benefits::judge_json(&situation.to_string()).map(|judged| judged["answers"][0].clone())
        }
        (None, Some(minimum)) => benefits::minimum_json(&situation.to_string(), &minimum.on, &minimum.municipality),
        _ => return vec!["needs either program or minimum".into()],
    };
    let answer = match answer {
        Ok(answer) => answer,
        Err(troubles) => return vec![format!("refused: {troubles:?}")],
    };
    for (key, value) in &example.expect {
        let got = answer.get(key).unwrap_or(&Value::Null);
        if got != value {
            wrong.push(format!("{key}: expected {value}, got {got}"));
        }
    }
    for (part, value) in example.parts.iter().flatten() {
        let got = answer["parts"]
            .as_array()
            .expect("parts")
            .iter()
            .find(|line| line["part"] == part.as_str())
            .map(|line| &line["value"]);
        if got != Some(&Value::from(*value)) {
            wrong.push(format!("part {part}: expected {value}, got {got:?}"));
        }
    }
    if let Some(missing) = &example.missing
        && names(&answer["missing"], "fact") != *missing
    {
        wrong.push(format!("missing: {}", answer["missing"]));
    }
    if let Some(rules) = &example.rules
        && names(&answer["not_met"], "rule") != *rules
    {
        wrong.push(format!("not_met: {}", answer["not_met"]));
    }
    wrong.extend(check_steps(example, &answer));
    wrong
}

fn check_steps(example: &Example, answer: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let steps = answer["steps"].as_array().cloned().unwrap_or_default();
    let says = |step: &Value, text: &str| step["text"].as_str().is_some_and(|said| said.contains(text));
    if let Some(step) = &example.step
        && !steps.iter().any(|found| says(found, &step.text) && found["value"] == step.value)
    {
        wrong.push(format!("no step {} = {}: {steps:?}", step.text, step.value));
    }
    if let Some(text) = &example.no_step
        && steps.iter().any(|found| says(found, text))
    {
        wrong.push(format!("unexpected step {text}"));
    }
    if let Some(text) = &example.first_step
        && !steps.first().is_some_and(|found| says(found, text))
    {
        wrong.push(format!("first step: {:?}", steps.first()));
    }
    wrong
}

#[test]
fn every_example_under_rules_is_answered_as_written() {
    let mut paths = Vec::new();
    files_under(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules/benefits"), &mut paths);
    let (mut count, mut wrong, mut seen) = (0, Vec::new(), std::collections::BTreeSet::new());
    for path in &paths {
        let text = std::fs::read_to_string(path).expect("a readable file");
        let file: File =
            serde_saphyr::from_str(&text).unwrap_or_else(|trouble| panic!("{}: {trouble}", path.display()));
        for example in &file.examples {
            count += 1;
            assert!(
                seen.insert(example.name.clone()) || example.program.is_some(),
                "name used twice: {}",
                example.name
            );
            for trouble in check(&file, example) {
                wrong.push(format!("{}\n    {trouble}", example.name));
            }
        }
    }
    assert!(paths.len() >= 8 && count >= 100, "{} files, {count} examples", paths.len());
    assert!(wrong.is_empty(), "{} of {count} examples:\n{}", wrong.len(), wrong.join("\n"));
}
