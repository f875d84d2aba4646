//! 手引きの例: `docs/manual/benefits-examples.md` says what the examples say, and how each is answered today.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says by failing what is wrong")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

const HEAD: &str = "# 制度の見立ての例\n\n\
    rules/benefits の examples.yaml にある例を、いまの規則で見立てたものです。例の名前は、窓口で確かめられる文になっています。\
    どの例も試験として毎回計算され、この一覧も例から作られます。\
    登場する世帯はすべて架空です。答えは目安で、決めるのは各制度の実施機関です。生活保護の申請は、だれでも、いつでもできます。\n";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn manual() -> PathBuf {
    root().join("docs/manual/benefits-examples.md")
}

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

fn yen(value: &Value) -> Option<String> {
    let digits = value.as_i64()?.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|g| std::str::from_utf8(g).expect("digits")).collect();
    Some(format!("{}円", groups.join(",")))
}

fn texts(answer: &Value, list: &str, key: &str) -> String {
    let items = answer[list].as_array().into_iter().flatten();
    items.filter_map(|item| item[key].as_str()).collect::<Vec<_>>().join("、")
}

fn judged(answer: &Value) -> String {
    let mut said = match answer["answer"].as_str().expect("a verdict") {
        "fits" => "要件に合う見込み".to_owned(),
        "does_not_fit" => format!("話し合いたい条件がある({})", texts(answer, "not_met", "text")),
        "missing" => format!("まだ確かめることがある({})", texts(answer, "missing", "text")),
        _ => format!("窓口での判断({})", texts(answer, "left_to", "ground")),
    };
    if let Some(band) = answer["band"].as_str() {
        said = format!("目安「{band}」");
    }
    let limit = if answer["program"] == "public_assistance" { "最低生活費" } else { "収入の基準" };
    for (key, label) in [("amount", "額"), ("income_limit", limit), ("asset_limit", "資産の限度")] {
        if let Some(amount) = yen(&answer[key]) {
            write!(said, "、{label} {amount}").expect("text");
        }
    }
    if let Some(months) = answer["months"].as_i64() {
        write!(said, "、{months}か月").expect("text");
    }
    said
}

fn minimum(answer: &Value) -> String {
    let parts = answer["parts"].as_array().expect("parts").iter();
    let parts = parts
        .filter(|part| part["value"] != 0)
        .filter_map(|part| Some(format!("{} {}", part["name"].as_str()?, yen(&part["value"])?)));
    let parts = parts.collect::<Vec<_>>().join("、");
    match yen(&answer["total"]) {
        Some(total) => format!("最低生活費 {total}({parts})"),
        None => format!("まだ確かめることがある({})", answer["missing"][0].as_str().unwrap_or_default()),
    }
}

/// The section an example belongs to, and its line.
fn line(file: &Value, example: &Value) -> (String, String) {
    let base = example["base"].as_str().map(|base| file["bases"][base].clone());
    let mut situation = base.unwrap_or_else(|| example["situation"].clone());
    if example.get("change").is_some() {
        merge(&mut situation, &example["change"]);
    }
    let name = example["name"].as_str().expect("a name");
    if let Some(id) = example["program"].as_str() {
        let program = benefits::Program::from_id(id).expect("a programme");
        situation["programs"] = Value::from(vec![id]);
        let answer = benefits::judge_json(&situation.to_string()).expect("a readable example");
        let (town, date) = (answer["municipality"].as_str().expect("town"), answer["date"].as_str().expect("date"));
        let told = judged(&answer["answers"][0]);
        return (program.name().to_owned(), format!("- {name}\n  - {town}、{date}: {told}\n"));
    }
    let (on, town) = (&example["minimum"]["on"], &example["minimum"]["municipality"]);
    let (on, town) = (on.as_str().expect("a day"), town.as_str().expect("a town"));
    let answer = benefits::minimum_json(&situation.to_string(), on, town).expect("a readable example");
    ("最低生活費".to_owned(), format!("- {name}\n  - {town}、{on}: {}\n", minimum(&answer)))
}

fn written() -> String {
    let mut sections: BTreeMap<usize, (String, String)> = BTreeMap::new();
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root().join("rules/benefits"))
        .expect("rules")
        .map(|entry| entry.expect("entry").path())
        .collect();
    folders.sort();
    for path in folders.iter().map(|folder| folder.join("examples.yaml")).filter(|path| path.exists()) {
        let text = std::fs::read_to_string(&path).expect("text");
        let file: Value = serde_saphyr::from_str(&text).expect("YAML");
        for example in file["examples"].as_array().expect("examples") {
            let (section, told) = line(&file, example);
            let place = benefits::Program::ALL.iter().position(|program| program.name() == section);
            let place = place.unwrap_or(benefits::Program::ALL.len());
            sections.entry(place).or_insert_with(|| (section, String::new())).1.push_str(&told);
        }
    }
    let sections = sections.into_values().map(|(section, told)| format!("\n## {section}\n\n{told}"));
    std::iter::once(HEAD.to_owned()).chain(sections).collect()
}

#[test]
fn the_manual_prints_every_example_as_it_is_answered() {
    let kept = std::fs::read_to_string(manual()).expect("the manual");
    assert!(kept == written(), "docs/manual/benefits-examples.md is not up to date: run this test file with --ignored");
    assert!(kept.lines().filter(|line| line.starts_with("- ")).count() >= 100);
}

#[test]
#[ignore = "writes the manual; run it after changing an example or a rule"]
fn write_the_manual() {
    std::fs::write(manual(), written()).expect("a writable manual");
}
