//! 基準の表: proposed by one person, confirmed by another, used for its days only. On both engines.

use crate::common::{Browser, Page, officer};
use axum::http::StatusCode;
use benefits::{EnteredRow, Program, Tables, parse_date};
use office::testing::{Bench, at_a_desk};
use serde_json::json;

struct Office {
    proposer: Browser,
    second: Browser,
    clerk: Browser,
}

fn office(bench: &Bench) -> Office {
    let of = |name, role| {
        let mut browser = Browser::of(&bench.desk, &officer(bench, name, role));
        browser.get("/benefits/tables");
        browser
    };
    Office {
        proposer: of("tamura", "municipal_officer"),
        second: of("shimizu", "chief_counsellor"),
        clerk: of("sato", "counter_clerk"),
    }
}

const CEILING: [(&str, &str); 6] = [
    ("place", "座間市"),
    ("item", "housing_rent.rent_ceiling"),
    ("value_1", "43,000円"),
    ("value_2", "51000"),
    ("valid_from", "R8.5.1"),
    ("source", "市の告示第0号(見本)"),
];

fn with(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = CEILING.iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    kept.chain(changes).copied().collect()
}

fn proposed(by: &Browser, fields: &[(&str, &str)]) -> String {
    let page = by.post("/benefits/tables/new", fields);
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text);
    page.header("location").to_owned()
}

fn confirm(by: &Browser, path: &str, version: &str) -> Page {
    by.post(&format!("{path}/confirm"), &[("version", version), ("compared", "1")])
}

/// The amount of 家賃補助 on a day for one person without income whose rent is 45,000 yen.
fn amount(clerk: &Browser, on: &str) -> Option<i64> {
    let situation = json!({
        "municipality": "座間市", "date": on, "rent": 45_000, "financial_assets": 0, "housing": {"state": "at_risk"},
        "programs": ["housing_benefit_rent"],
        "household": [{"role": "applicant", "birth_date": "1985-04-01", "income": [], "job_loss": {"kind": "離職", "date": "2026-02-01"}}],
    });
    let page = clerk.post_json("/api/benefits/judge", situation.to_string());
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.json()["answers"][0]["amount"].as_i64()
}

#[test]
fn a_row_counts_once_a_second_person_has_confirmed_it_and_not_before() {
    at_a_desk(|bench| {
        let mut office = office(&bench);
        let path = proposed(&office.proposer, &CEILING);
        assert_eq!(amount(&office.clerk, "2026-05-15"), Some(41_000));
        let own = office.proposer.get(&path).text;
        assert!(own.contains("もうひとりの確認を待っています") && !own.contains("この行を使い始める"));
        let refused = confirm(&office.proposer, &path, "1");
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("もうひとりの確認が要ります"), "{}", refused.text);
        assert_eq!(confirm(&office.clerk, &path, "1").status, StatusCode::FORBIDDEN);
        assert_eq!(amount(&office.clerk, "2026-05-15"), Some(41_000));
        let page = office.second.get(&path).text;
        assert!(page.contains("43,000円") && page.contains("41,000円") && page.contains("世帯240通り"), "{page}");
        assert!(page.contains("要件に合う見込み 41,000円") && page.contains("要件に合う見込み 43,000円"), "{page}");
        let unread = office.second.post(&format!("{path}/confirm"), &[("version", "1")]);
        assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unread.text.contains("印を付けてください"));
        assert_eq!(confirm(&office.second, &path, "1").header("location"), path);
        assert_eq!(amount(&office.clerk, "2026-05-15"), Some(43_000));
        let list = office.clerk.get("/benefits/tables").text;
        assert!(list.contains("shimizu") && list.contains("tamura") && list.contains("使っている"), "{list}");
    })
    .unwrap();
}

#[test]
fn a_past_day_is_judged_by_what_was_in_force_on_it() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let first = proposed(&office.proposer, &CEILING);
        confirm(&office.second, &first, "1");
        let later = proposed(
            &office.proposer,
            &with(&[("value_1", "44000"), ("valid_from", "R8.6.1"), ("valid_to", "R8.6.20")]),
        );
        confirm(&office.second, &later, "1");
        let told: Vec<_> = ["2026-04-30", "2026-05-01", "2026-05-31", "2026-06-01", "2026-06-20"]
            .map(|on| amount(&office.clerk, on))
            .into();
        assert_eq!(told, [Some(41_000), Some(43_000), Some(43_000), Some(44_000), Some(44_000)]);
        // The first row ended where the later one began: after that one nothing can be said.
        assert_eq!(amount(&office.clerk, "2026-06-21"), None);
        bench.desk.clock().set(bench.desk.now().plus_seconds(60));
        let corrected = proposed(&office.proposer, &with(&[("value_1", "42000")]));
        confirm(&office.second, &corrected, "1");
        assert_eq!(amount(&office.clerk, "2026-05-15"), Some(42_000));
        assert_eq!(amount(&office.clerk, "2026-06-01"), Some(44_000));
    })
    .unwrap();
}

#[test]
fn of_two_who_settle_a_row_the_second_is_told_and_changes_nothing() {
    at_a_desk(|bench| {
        let mut office = office(&bench);
        let path = proposed(&office.proposer, &CEILING);
        assert_eq!(confirm(&office.second, &path, "7").status, StatusCode::CONFLICT);
        let gone = office.proposer.post(&format!("{path}/withdraw"), &[("version", "1")]);
        assert_eq!(gone.header("location"), "/benefits/tables");
        let late = confirm(&office.second, &path, "1");
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text.contains("先に取り下げられています"), "{}", late.text);
        assert_eq!(amount(&office.clerk, "2026-05-15"), Some(41_000));
        assert!(office.second.get(&path).text.contains("取り下げ"));
        let other = proposed(&office.proposer, &CEILING);
        confirm(&office.second, &other, "1");
        assert_eq!(confirm(&office.second, &other, "2").status, StatusCode::CONFLICT);
        assert_eq!(
            office.proposer.post(&format!("{other}/withdraw"), &[("version", "2")]).status,
            StatusCode::CONFLICT
        );
        assert_eq!(amount(&office.clerk, "2026-05-15"), Some(43_000));
    })
    .unwrap();
}

#[test]
fn a_row_that_cannot_be_read_is_told_field_by_field_and_what_was_typed_stays() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let page = office.proposer.post(
            "/benefits/tables/new",
            &with(&[("place", "府中市"), ("value_1", "よんまん"), ("valid_to", "H1.1.8"), ("source", "")]),
        );
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        for told in [
            "id=\"place-error\"",
            "id=\"value_1-error\"",
            "id=\"valid_to-error\"",
            "id=\"source-error\"",
            "よんまん",
            "51000",
        ] {
            assert!(page.text.contains(told), "{told}");
        }
    })
    .unwrap();
}

#[test]
fn the_ceilings_before_and_after_stand_by_number_of_persons_and_not_by_band() {
    at_a_desk(|bench| {
        let mut office = office(&bench);
        let path = proposed(&office.proposer, &with(&[("value_3", "55000"), ("value_5", "56000")]));
        let page = office.second.get(&path).text;
        let (_, effect) = page.split_once("の値の違い").expect("values");
        let (values, _) = effect.split_once("</table>").expect("a table");
        for (persons, before, after) in [
            (1, "41,000円", "43,000円"),
            (2, "49,000円", "51,000円"),
            (3, "53,000円", "55,000円"),
            (4, "53,000円", "(定めなし)"),
            (5, "53,000円", "56,000円"),
            (6, "57,000円", "(定めなし)"),
            (7, "64,000円", "(定めなし)"),
            (10, "64,000円", "(定めなし)"),
        ] {
            let line = format!(
                "<th scope=\"row\">{persons}人</th><td class=\"num\">{before}</td><td class=\"num\">{after}</td>"
            );
            assert!(values.contains(&line), "{line} in {values}");
        }
    })
    .unwrap();
}

#[test]
fn the_households_that_receive_now_are_counted_and_named_before_a_row_goes_live() {
    at_a_desk(|bench| {
        let mut office = office(&bench);
        let path = proposed(&office.proposer, &CEILING);
        let page = office.second.get(&path).text;
        let (_, effect) = page.split_once("受給している世帯への影響").expect("the effect");
        let (recipients, _) = effect.split_once("架空の世帯での違い").expect("invented households stand apart");
        assert!(recipients.contains("見本の受給世帯") && recipients.contains("見立てた世帯 2"), "{recipients}");
        assert!(recipients.contains("答えや額が変わるもの 1件"), "{recipients}");
        assert!(recipients.contains("71,000円") && recipients.contains("73,000円"), "the month's sum: {recipients}");
        assert!(recipients.contains("2行目") && !recipients.contains("1行目"), "{recipients}");
        assert!(!recipients.contains("台帳がまだない"), "{recipients}");
    })
    .unwrap();
}

#[test]
fn pasted_households_are_compared_for_the_first_day_of_the_row_and_not_kept() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let path = proposed(&office.proposer, &CEILING);
        let line = |rent: i64, town: &str| {
            json!({
                "municipality": town, "date": "2025-12-01", "rent": rent, "financial_assets": 0, "housing": {"state": "at_risk"},
                "household": [{"role": "applicant", "birth_date": "1985-04-01", "income": [], "job_loss": {"kind": "離職", "date": "2025-11-01"}}],
            })
            .to_string()
        };
        let lines = [line(60_000, "座間市"), "broken".to_owned(), line(30_000, "座間市"), line(60_000, "千葉市")].join("\n");
        let page = office.second.post(&format!("{path}/changes"), &[("situations", &lines)]);
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("見立てた世帯 3、読めなかった行 1"), "{}", page.text);
        assert!(page.text.contains("1行目") && !page.text.contains("3行目") && !page.text.contains("4行目"));
        let empty = office.second.post(&format!("{path}/changes"), &[("situations", " ")]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let kept: Vec<(String,)> =
            bench.desk.db().read_now(|reader| reader.all("select ground from office_audit", &[])).unwrap();
        assert!(kept.iter().all(|(ground,)| !ground.contains("60000")));
    })
    .unwrap();
}

#[test]
fn every_deed_upon_a_row_is_recorded_and_the_record_is_whole() {
    at_a_desk(|bench| {
        let mut office = office(&bench);
        let path = proposed(&office.proposer, &CEILING);
        office.second.get(&path);
        confirm(&office.second, &path, "1");
        let id = path.rsplit('/').next().unwrap().to_owned();
        let rows: Vec<(String, String, String)> = bench
            .desk
            .db()
            .read_now(|reader| reader.all("select may, outcome, subject_id from office_audit order by seq", &[]))
            .unwrap();
        let of_row: Vec<_> =
            rows.iter().filter(|row| row.2 == id).map(|row| (row.0.as_str(), row.1.as_str())).collect();
        assert_eq!(
            of_row,
            [("edit_benefit_tables", "done"), ("confirm_benefit_tables", "seen"), ("confirm_benefit_tables", "done")]
        );
        let desk = bench.desk.clone();
        let whole = bench
            .desk
            .db()
            .read_now(move |reader| office::audit::verify(reader, desk.keys(), desk.municipality(), None));
        assert!(matches!(whole.unwrap(), office::audit::Verdict::Whole(_)));
    })
    .unwrap();
}

fn entered(from: &str, to: Option<&str>, value: i64) -> EnteredRow {
    EnteredRow {
        municipality: "神奈川県座間市".into(),
        item: "housing_rent.income_standard".into(),
        values: vec![Some(value)],
        words: Vec::new(),
        valid_from: parse_date(from).unwrap(),
        valid_to: to.map(|to| parse_date(to).unwrap()),
        source: "見本".into(),
        checked_by: "担当甲".into(),
        checked_on: "2026-04-01".into(),
    }
}

#[test]
fn an_ended_row_never_brings_an_older_one_back() {
    let rows = [entered("2026-01-01", None, 90_000), entered("2026-03-01", Some("2026-03-31"), 91_000)];
    let tables = Tables::with_entered(&rows).unwrap();
    let value = |on: &str| {
        let row = tables.row_in_force("housing_rent.income_standard", "座間市", parse_date(on).unwrap());
        row.and_then(|row| row.first())
    };
    // The row of the program (2025-07-01 to 2026-06-30) ends where the first entered one begins.
    let days = ["2025-06-30", "2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"];
    assert_eq!(days.map(value), [None, Some(84_000), Some(90_000), Some(90_000), Some(91_000), Some(91_000), None]);
}

#[test]
fn a_row_that_cannot_be_is_refused_as_a_whole() {
    let sound = entered("2026-01-01", None, 90_000);
    assert!(Tables::with_entered(std::slice::from_ref(&sound)).is_ok());
    for wrong in [
        EnteredRow { municipality: "月面".into(), ..sound.clone() },
        EnteredRow { item: "moon".into(), ..sound.clone() },
        EnteredRow { values: vec![None], ..sound.clone() },
        EnteredRow { values: vec![Some(-1)], ..sound.clone() },
        EnteredRow { valid_to: parse_date("2025-12-31"), ..sound.clone() },
        EnteredRow { source: String::new(), ..sound.clone() },
        EnteredRow { item: "housing_rent.months_each".into(), values: vec![Some(3), Some(3)], ..sound.clone() },
    ] {
        assert!(Tables::with_entered(std::slice::from_ref(&wrong)).is_err(), "{wrong:?}");
    }
}

#[test]
fn a_number_of_the_ordinance_can_be_set_by_the_municipality_for_its_days() {
    let row = EnteredRow {
        item: "housing_rent.months_each".into(),
        values: vec![Some(4)],
        ..entered("2026-05-01", Some("2026-05-31"), 0)
    };
    let tables = Tables::with_entered(&[row]).unwrap();
    let months = |on: &str| {
        let text = json!({
            "municipality": "座間市", "date": on, "rent": 40_000, "financial_assets": 0, "housing": {"state": "at_risk"},
            "household": [{"role": "applicant", "birth_date": "1985-04-01", "income": [], "job_loss": {"kind": "離職", "date": "2026-02-01"}}],
        });
        let situation = benefits::Situation::read(&text.to_string(), benefits::Instead::default(), &tables).unwrap();
        benefits::judge_one(Program::HousingRent, &situation, &tables).months
    };
    assert_eq!(
        ["2026-04-30", "2026-05-01", "2026-05-31", "2026-06-01"].map(months),
        [Some(3), Some(4), Some(4), Some(3)]
    );
}

fn judged(clerk: &Browser, on: &str, income: i64) -> serde_json::Value {
    let situation = json!({
        "municipality": "座間市", "date": on, "rent": 38_000, "financial_assets": 0, "housing": {"state": "at_risk"},
        "programs": ["housing_benefit_rent", "public_assistance", "shelter"],
        "household": [{"role": "applicant", "birth_date": "1985-04-01", "income": [{"kind": "wage", "gross": income, "commuting": 0}], "job_loss": {"kind": "離職", "date": "2026-02-01"}}],
    });
    let page = clerk.post_json("/api/benefits/judge", situation.to_string());
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.json()["answers"].clone()
}

#[test]
fn the_rounding_unit_is_a_dated_row_that_a_second_person_confirms() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let unit = [
            ("place", "座間市"),
            ("item", "setting.round_unit"),
            ("value_1", "100円"),
            ("valid_from", "R8.5.10"),
            ("source", "市の支給要綱(見本)"),
        ];
        let path = proposed(&office.proposer, &unit);
        let amount = |on| judged(&office.clerk, on, 99_999)[0]["amount"].as_i64();
        assert_eq!(amount("2026-05-15"), Some(22_001));
        assert_eq!(confirm(&office.proposer, &path, "1").status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(confirm(&office.second, &path, "1").status, StatusCode::SEE_OTHER);
        assert_eq!((amount("2026-05-09"), amount("2026-05-10")), (Some(22_001), Some(22_100)));
        let answer = &judged(&office.clerk, "2026-05-15", 99_999)[0];
        let step = answer["steps"].as_array().unwrap().iter().find(|step| step["value"] == 22_100).unwrap();
        assert_eq!(step["source"], "市の支給要綱(見本)");
        assert!(answer["parameters"].as_array().unwrap().iter().any(|row| row["table"] == "setting.round_unit"));
    })
    .unwrap();
}

#[test]
fn the_offices_telephone_is_entered_confirmed_and_told_with_the_answer() {
    at_a_desk(|bench| {
        let mut office = office(&bench);
        let counter = [
            ("place", "座間市"),
            ("item", "office.welfare"),
            ("office", "見本市福祉事務所"),
            ("phone", "000-123-4567"),
            ("valid_from", "R8.4.1"),
            ("source", "市の組織規則(見本)"),
        ];
        let path = proposed(&office.proposer, &counter);
        let told = |clerk: &Browser| judged(clerk, "2026-05-15", 0)[1]["conditions"].to_string();
        assert!(told(&office.clerk).contains("電話番号は町の設定に未登録"));
        let page = office.second.get(&path).text;
        assert!(page.contains("見本市福祉事務所 000-123-4567") && page.contains("(定めなし)"), "{page}");
        confirm(&office.second, &path, "1");
        let now = told(&office.clerk);
        assert!(now.contains("相談先: 見本市福祉事務所（電話 000-123-4567）") && !now.contains("未登録です"), "{now}");
        assert!(office.clerk.get("/benefits/tables").text.contains("見本市福祉事務所 000-123-4567"));
    })
    .unwrap();
}

#[test]
fn a_programme_that_the_city_does_not_run_is_left_to_a_search_for_another_way() {
    at_a_desk(|bench| {
        let office = office(&bench);
        let runs = [
            ("place", "座間市"),
            ("item", "setting.runs.shelter"),
            ("value_1", "いいえ"),
            ("valid_from", "R8.4.1"),
            ("source", "市の実施計画(見本)"),
        ];
        let path = proposed(&office.proposer, &runs);
        confirm(&office.second, &path, "1");
        let shelter = judged(&office.clerk, "2026-05-15", 0)[2].clone();
        assert_eq!(shelter["answer"], "discretion");
        assert!(shelter["left_to"].to_string().contains("近くで代わりになる支援"), "{shelter}");
    })
    .unwrap();
}
