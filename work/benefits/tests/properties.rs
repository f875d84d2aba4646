//! 性質: what holds for any household.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test says by failing what is wrong")]

use proptest::prelude::*;
use serde_json::{Value, json};

fn situation(municipality: &str, date: &str, income: i64, assets: i64, rent: i64) -> Value {
    json!({
        "municipality": municipality, "date": date, "rent": rent, "financial_assets": assets, "housing": {"state": "at_risk"},
        "household": [{"role": "applicant", "birth_date": "1985-04-01", "income": [{"kind": "wage", "gross": income}], "job_loss": {"kind": "離職", "date": "2026-02-01"}}],
        "moving": {"cause": "death", "fall_month": "2026-01", "sharp_fall_recognised": true, "destination": "茅ヶ崎市", "finding": "rent_falls", "costs": [{"item": "transport", "amount": 90_000}]},
    })
}

fn judged(situation: &Value, program: &str) -> Value {
    let mut situation = situation.clone();
    situation["programs"] = json!([program]);
    if program == "shelter" {
        situation["housing"]["state"] = json!("lost");
    }
    benefits::judge_json(&situation.to_string()).expect("a readable situation")["answers"][0].clone()
}

fn amount(answer: &Value) -> i64 {
    answer["amount"].as_i64().unwrap_or(0)
}

const WITH_TABLE: [&str; 5] = ["座間市", "荒川区", "佐倉市", "蓮田市", "三重県東員町"];

fn town() -> impl Strategy<Value = &'static str> {
    prop::sample::select(WITH_TABLE.to_vec())
}

proptest! {
    #[test]
    fn more_income_never_raises_an_amount(town in town(), income in 0..200_000_i64, more in 1..100_000_i64, rent in 0..90_000_i64) {
        for program in ["housing_benefit_rent", "housing_benefit_moving", "job_seeker_support"] {
            let less = judged(&situation(town, "2026-05-15", income, 0, rent), program);
            let richer = judged(&situation(town, "2026-05-15", income + more, 0, rent), program);
            prop_assert!(amount(&richer) <= amount(&less), "{program}: {income}+{more} {less} {richer}");
        }
    }

    #[test]
    fn the_amount_is_never_above_the_rent_or_its_ceiling(town in town(), income in 0..200_000_i64, rent in 0..90_000_i64) {
        let answer = judged(&situation(town, "2026-05-15", income, 0, rent), "housing_benefit_rent");
        let ceiling = answer["steps"].as_array().expect("steps").iter().find(|step| step["text"].as_str().is_some_and(|text| text.starts_with("家賃の上限"))).expect("a ceiling");
        prop_assert!((0..=rent.min(ceiling["value"].as_i64().expect("yen"))).contains(&amount(&answer)), "{answer}");
    }

    #[test]
    fn one_more_yen_of_assets_changes_the_answer_only_at_the_limit(town in town(), assets in 0..1_100_000_i64, rent in 0..50_000_i64) {
        for program in ["housing_benefit_rent", "housing_benefit_moving", "work_preparation", "shelter", "job_seeker_support", "legal_aid"] {
            let one = judged(&situation(town, "2026-05-15", 50_000, assets, rent), program);
            let two = judged(&situation(town, "2026-05-15", 50_000, assets + 1, rent), program);
            let limit = one["asset_limit"].as_i64().expect("a limit");
            if assets != limit {
                prop_assert_eq!((&one["answer"], &one["amount"]), (&two["answer"], &two["amount"]), "{} at {}", program, assets);
            } else {
                prop_assert_ne!(&one["answer"], &two["answer"], "{} at its limit {}", program, assets);
            }
        }
    }

    #[test]
    fn one_more_yen_at_each_asset_limit_changes_the_answer(town in town(), rent in 0..50_000_i64) {
        for program in ["housing_benefit_rent", "housing_benefit_moving", "work_preparation", "shelter", "job_seeker_support"] {
            let free = judged(&situation(town, "2026-05-15", 50_000, 0, rent), program);
            let limit = free["asset_limit"].as_i64().expect("a limit");
            let at = judged(&situation(town, "2026-05-15", 50_000, limit, rent), program);
            let over = judged(&situation(town, "2026-05-15", 50_000, limit + 1, rent), program);
            prop_assert_eq!(&free["answer"], &at["answer"]);
            prop_assert_ne!(&at["answer"], &over["answer"], "{} at {}", program, limit);
        }
    }

    #[test]
    fn judging_twice_gives_the_same(town in town(), income in 0..300_000_i64, assets in 0..2_000_000_i64, rent in 0..90_000_i64) {
        let text = situation(town, "2026-11-21", income, assets, rent).to_string();
        prop_assert_eq!(benefits::judge_json(&text), benefits::judge_json(&text));
    }

    #[test]
    fn a_day_is_judged_only_by_rows_in_force_on_it(town in prop::sample::select(vec!["座間市", "川崎市", "桑名市", "港区", "札幌市"]), year in 2010..2031_i32, month in 1..=12_i32, day in 1..=28_i32) {
        let date = format!("{year:04}-{month:02}-{day:02}");
        let mut input = situation(town, &date, 50_000, 0, 40_000);
        input["household"][0]["job_loss"] = json!(null);
        let all = benefits::judge_json(&input.to_string()).expect("a readable situation");
        for answer in all["answers"].as_array().expect("answers") {
            for row in answer["parameters"].as_array().expect("rows") {
                let from = row["valid_from"].as_str().expect("a day");
                prop_assert!(from <= date.as_str(), "{row}");
                prop_assert!(row["valid_to"].as_str().is_none_or(|last| date.as_str() <= last), "{row}");
                prop_assert!(row["source"].as_str().is_some_and(|source| !source.is_empty()), "{row}");
                prop_assert!(row["checked_by"].as_str().is_some_and(|by| !by.is_empty()), "{row}");
            }
        }
    }

    #[test]
    fn more_rent_never_lowers_the_minimum(ages in prop::collection::vec(0..100_i32, 1..12), rent in 0..100_000_i64, more in 0..50_000_i64) {
        let household = |ages: &[i32]| -> Vec<Value> {
            ages.iter().enumerate().map(|(at, age)| json!({"role": if at == 0 { "applicant" } else { "other" }, "birth_date": format!("{}-01-01", 2026 - age)})).collect()
        };
        let total = |ages: &[i32], rent: i64| {
            let input = json!({"household": household(ages), "rent": rent}).to_string();
            benefits::minimum_json(&input, "2026-12-15", "座間市").expect("a household")["total"].as_i64().expect("a total")
        };
        prop_assert!(total(&ages, rent + more) >= total(&ages, rent));
    }
}
