//! まとめて見立てる・見直しの試算・手引き: the parts beside the single judgement.
#![expect(clippy::expect_used, reason = "a test says by failing what is wrong")]

use serde_json::{Value, json};

fn line(income: i64, municipality: &str) -> String {
    json!({
        "municipality": municipality, "date": "2026-05-15", "rent": 45_000, "financial_assets": 0, "housing": {"state": "at_risk"}, "programs": ["housing_benefit_rent"],
        "household": [{"role": "applicant", "birth_date": "1985-04-01", "income": [{"kind": "wage", "gross": income}], "job_loss": {"kind": "離職", "date": "2026-02-01"}}],
    }).to_string()
}

fn answers(input: &str) -> (Vec<Value>, benefits::BatchCount) {
    let mut out = Vec::new();
    let count = benefits::judge_batch(input.as_bytes(), &mut out, None, None).expect("memory does not fail");
    let lines = std::str::from_utf8(&out)
        .expect("UTF-8")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    (lines, count)
}

#[test]
fn a_batch_keeps_the_order_over_many_chunks() {
    let input: String = (0..5000).map(|income| line(income, "座間市") + "\n").collect();
    let (lines, count) = answers(&input);
    assert_eq!((count.judged, count.refused), (5000, 0));
    for (at, judged) in lines.iter().enumerate() {
        assert_eq!(judged["line"], json!(at + 1));
        let income = judged["answers"][0]["steps"]
            .as_array()
            .expect("steps")
            .iter()
            .find(|step| step["text"].as_str().is_some_and(|text| text.starts_with("世帯の収入")))
            .expect("income");
        assert_eq!(income["value"], json!(at));
    }
}

#[test]
fn a_bad_line_is_told_by_its_number_and_the_others_are_judged() {
    let input = format!("{}\n\n{{\"rent\":-1}}\n{}", line(0, "座間市"), line(0, "座間市"));
    let (lines, count) = answers(&input);
    assert_eq!((count.judged, count.refused), (2, 1));
    assert_eq!(lines[1]["line"], 3);
    assert!(lines[1]["errors"].as_array().is_some_and(|errors| errors.iter().any(|error| error["path"] == "rent")));
    assert_eq!(lines[2]["line"], 4);
}

#[test]
fn a_line_without_end_is_refused_and_the_next_is_judged() {
    let input = format!("{}\n{}\n", "x".repeat(3 << 20), line(0, "座間市"));
    let (lines, count) = answers(&input);
    assert_eq!((count.judged, count.refused), (1, 1));
    assert_eq!((&lines[0]["line"], &lines[1]["line"]), (&json!(1), &json!(2)));
}

#[test]
fn batch_and_single_judgement_agree() {
    let input = line(100_000, "千葉市");
    let (lines, _) = answers(&input);
    let mut single = benefits::judge_json(&input).expect("a readable situation");
    single["line"] = json!(1);
    assert_eq!(lines[0], single);
}

#[test]
fn batch_and_single_judgement_agree_for_every_programme_and_kind_of_answer() {
    let mut seen = std::collections::BTreeSet::new();
    for town in ["座間市", "三重県東員町", "札幌市"] {
        for date in ["2026-05-15", "2026-11-21"] {
            for income in [0, 126_000, 900_000] {
                for danger in [json!({}), json!({"food": true})] {
                    let applicant = json!({"role": "applicant", "birth_date": "1985-04-01", "income": [{"kind": "wage", "gross": income}], "job_loss": {"kind": "離職", "date": "2026-02-01"}});
                    let input = json!({"municipality": town, "date": date, "household": [applicant], "rent": 45_000, "danger": danger, "financial_assets": 20_000, "housing": {"state": "owned"}}).to_string();
                    let (lines, _) = answers(&input);
                    let mut single = benefits::judge_json(&input).expect("a readable situation");
                    single["line"] = json!(1);
                    assert_eq!(lines[0], single);
                    let told = single["answers"].as_array().expect("answers").iter();
                    seen.extend(told.filter_map(|answer| answer["answer"].as_str().map(str::to_owned)));
                }
            }
        }
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}

const RAISED: &str = "
- municipality: 座間市
  income_standard:
    - {from: 2025-07-01, to: 2026-06-30, value: [94000, 140000], source: 見直しの案, checked_by: 担当甲, checked_on: 2026-04-01}
  rent_ceiling:
    - {from: 2025-04-01, value: [46000, 55000], source: 見直しの案, checked_by: 担当甲, checked_on: 2026-04-01}
";

#[test]
fn a_comparison_tells_cost_and_reach_in_figures_only() {
    let input = [line(0, "座間市"), line(126_000, "座間市"), line(0, "荒川区"), "broken".to_owned()].join("\n");
    let mut out = Vec::new();
    benefits::compare_tables(("", RAISED), input.as_bytes(), &mut out).expect("readable tables");
    let told: Value = serde_json::from_slice(&out).expect("JSON");
    assert_eq!((&told["judged"], &told["refused"]), (&json!(3), &json!(1)));
    let rent = &told["programs"][0];
    assert_eq!(rent["program"], "housing_benefit_rent");
    assert_eq!(rent["first"]["fits"], 2);
    assert_eq!(rent["second"]["fits"], 3);
    assert_eq!(rent["newly_reached"], 1);
    assert_eq!(rent["amount_rises"], 1);
    // 41,000 and 45,000 before; 45,000, 94,000 + 45,000 − 126,000 = 13,000 and 45,000 after.
    assert_eq!(
        (&rent["first"]["yen_each_month"], &rent["second"]["yen_each_month"]),
        (&json!(86_000), &json!(103_000))
    );
    assert_eq!(rent["second"]["yen_of_the_period"], 309_000);
}

#[test]
fn what_changes_for_a_household_under_a_new_table_is_listed() {
    let new = benefits::Tables::with_municipalities(RAISED).expect("readable");
    let read =
        |town| benefits::Situation::read(&line(126_000, town), benefits::Instead::default(), &new).expect("readable");
    let changed = benefits::changes(&read("座間市"), (benefits::Tables::embedded(), &new));
    let rent = changed.iter().find(|change| change.program == benefits::Program::HousingRent).expect("a change");
    assert_eq!(rent.before, (benefits::Verdict::DoesNotFit, None));
    assert_eq!(rent.after, (benefits::Verdict::Fits, Some(13_000)));
    assert!(benefits::changes(&read("千葉市"), (benefits::Tables::embedded(), &new)).is_empty());
}

#[test]
fn a_table_without_source_or_with_overlapping_days_is_refused() {
    let no_source = RAISED.replace("source: 見直しの案, ", "");
    let overlap = RAISED.replace("value: [94000, 140000]", "value: [94000]").replace("    - {from: 2025-07-01", "    - {from: 2026-06-30, value: [1], source: 案, checked_by: 甲, checked_on: 2026-04-01}\n    - {from: 2025-07-01");
    for text in [
        no_source,
        overlap,
        "- municipality: ない所".to_owned(),
        "[".to_owned(),
        RAISED.replace("94000", "-1"),
        RAISED.replace("94000", "99999999999"),
    ] {
        assert!(benefits::Tables::with_municipalities(&text).is_err(), "{text}");
    }
}

#[test]
fn a_municipality_rounds_up_by_its_own_unit_and_never_above_the_rent() {
    let tables = benefits::Tables::with_municipalities(
            "- municipality: 座間市\n  numbers: {setting.round_unit: [{from: 2026-04-01, value: 100, source: 例, checked_by: 担当甲, checked_on: 2026-04-01}]}\n",
        )
        .expect("readable");
    let amount = |income| {
        let text = line(income, "座間市");
        let situation = benefits::Situation::read(&text, benefits::Instead::default(), &tables).expect("readable");
        benefits::judge_one(benefits::Program::HousingRent, &situation, &tables).amount
    };
    assert_eq!(amount(100_000), Some(29_000));
    assert_eq!(amount(99_999), Some(29_100));
    assert_eq!(amount(88_001), Some(41_000));
}

#[test]
fn the_formula_before_2020_07_03_used_the_rent_up_to_its_ceiling() {
    let table = "
- municipality: 座間市
  income_standard: [{from: 2019-07-01, to: 2021-06-30, value: [84000], source: 例, checked_by: 担当甲, checked_on: 2026-04-01}]
  rent_ceiling: [{from: 2019-04-01, value: [41000], source: 例, checked_by: 担当甲, checked_on: 2026-04-01}]
  numbers:
    housing_rent.student_age: [{from: 2019-04-01, to: 2023-03-31, value: 22, source: 例, checked_by: 担当甲, checked_on: 2026-04-01}]
";
    let tables = benefits::Tables::with_municipalities(table).expect("readable");
    let amount = |on| {
        let text = line(110_000, "座間市").replace("45000", "55000").replace("2026-02-01", "2020-01-15");
        let situation =
            benefits::Situation::read(&text, benefits::Instead { on: Some(on), municipality: None }, &tables)
                .expect("readable");
        benefits::judge_one(benefits::Program::HousingRent, &situation, &tables).amount
    };
    assert_eq!(amount("2020-07-02"), Some(15_000));
    assert_eq!(amount("2020-07-03"), Some(29_000));
}

#[test]
fn the_guide_names_programmes_that_exist_and_puts_danger_first() {
    let guide = benefits::guide::Guide::read().expect("a readable guide");
    let worries: Vec<_> = guide.worries().collect();
    assert!(worries.iter().take(3).all(|worry| worry.urgent) && worries.iter().skip(3).all(|worry| !worry.urgent));
    for worry in &worries {
        let leaflet = guide.leaflet(&[worry.code.as_str()]);
        assert_eq!(leaflet.urgent.is_empty(), !worry.urgent, "{}", worry.code);
        let found: Vec<_> = leaflet.asks.iter().map(|ask| ask.program.as_str()).collect();
        assert!(worry.asks.iter().all(|program| found.contains(&program.as_str())), "{}: {found:?}", worry.code);
        assert!(found.iter().all(|program| benefits::Program::from_id(program).is_some()), "{found:?}");
        assert!(found.contains(&"self_reliance_consultation"));
        assert!(!leaflet.note.is_empty() && !leaflet.papers_note.is_empty());
    }
    assert_eq!(guide.leaflet(&["nonsense"]).asks.len(), 1);
}
