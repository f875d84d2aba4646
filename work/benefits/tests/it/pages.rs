//! The pages and the JSON doors, on both engines.

use crate::common::{Browser, logged, officer};
use axum::http::StatusCode;
use benefits::{judge_with, minimum_json};
use office::testing::{Bench, at_a_desk};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use web::Lock;

#[test]
fn every_page_in_every_state_is_sound() {
    let samples = benefits::samples();
    assert_eq!(samples.iter().count(), 20);
    assert_eq!(web::testing::check_samples(&samples), Vec::<String>::new());
}

#[test]
fn no_page_shuts_a_person_out() {
    for sample in benefits::samples().iter() {
        let page = sample.page.as_ref().unwrap();
        for phrase in
            ["対象外", "受給できません", "申請できません", "受給できます", "該当しません", "却下", "資格がありません"]
        {
            assert!(!page.contains(phrase), "{}: {phrase}", sample.name);
        }
    }
}

/// The rows of every table that the migrations make.
fn rows(bench: &Bench) -> Vec<(String, i64)> {
    let made = db::migrations().iter().flat_map(|migration| migration.sql.lines());
    let tables = made.filter_map(|line| line.strip_prefix("create table ")?.split_whitespace().next());
    let tables: Vec<String> = tables.map(str::to_owned).collect();
    assert!(tables.len() > 25, "{tables:?}");
    let counted = bench.desk.db().read_now(move |reader| {
        let count = |table: String| {
            // Statements are literals; a test may make its own and leave them.
            let sql: &'static str = Box::leak(format!("select count(*) from {table}").into_boxed_str());
            let (rows,): (i64,) = reader.one(sql, &[])?;
            Ok::<_, db::Fault>((table, rows))
        };
        tables.into_iter().map(count).collect()
    });
    counted.unwrap()
}

const FACTS: [(&str, &str); 6] = [
    ("worries", "no_food"),
    ("worries", "rent"),
    ("persons", "13人"),
    ("income", "81,357"),
    ("rent", "46,913"),
    ("savings", "2,719"),
];

#[test]
fn a_stranger_gets_a_leaflet_and_nothing_is_kept_or_logged() {
    at_a_desk(|bench| {
        let before = rows(&bench);
        let mut stranger = Browser::of_nobody(&bench.desk);
        assert_eq!(stranger.get("/guide").status, StatusCode::OK);
        let page = stranger.post("/guide", &FACTS);
        assert_eq!(page.status, StatusCode::OK);
        for told in [
            "81,357円",
            "46,913円",
            "2,719円",
            "13人",
            "住居確保給付金",
            "生活保護の申請は、だれでも、いつでもできます",
            "119番",
            "目安",
        ] {
            assert!(page.text.contains(told), "{told}");
        }
        assert!(page.text.find("119番") < page.text.find("<section"), "danger stands first");
        let wrong =
            stranger.post("/guide", &[("worries", "rent"), ("income", "46913くらいと81357"), ("persons", "99")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("46913くらいと81357") && wrong.text.contains("30人まで"), "what was typed stays");
        assert!(wrong.text.contains("value=\"rent\" checked"), "the tick stays");
        assert_eq!(rows(&bench), before);
        assert_eq!(page.header("cache-control"), "no-store");
        let log = logged();
        assert!(log.contains("path=\"/guide\"") && log.contains("status=422"), "{log}");
        for fact in ["81,357", "81357", "46,913", "46913", "2,719", "13人", "no_food", "rent"] {
            assert!(!log.contains(fact), "{fact} in {log}");
        }
    })
    .unwrap();
}

#[test]
fn the_guide_speaks_plain_japanese_on_request_and_leads_away_at_once() {
    at_a_desk(|bench| {
        let mut stranger = Browser::of_nobody(&bench.desk);
        let page = stranger.get("/guide?lang=easy");
        assert!(page.text.contains("こまって いる こと") && page.text.contains("action=\"/guide?lang=easy\""));
        let told = stranger.post("/guide?lang=easy", &[("worries", "rent"), ("worries", "made_up")]);
        assert_eq!(told.status, StatusCode::OK);
        assert!(told.text.contains("生活保護は だれでも いつでも 申請できます。"));
        let away = stranger.get("/guide/leave");
        assert_eq!(away.status, StatusCode::SEE_OTHER);
        assert_eq!(away.header("clear-site-data"), "\"cache\"");
        let elsewhere = stranger.get(away.header("location"));
        assert_eq!(elsewhere.status, StatusCode::OK, "a page of this server");
        for word in ["手引き", "てびき", "相談", "困", "生活保護", "給付", "/guide"] {
            assert!(!elsewhere.text.contains(word), "{word} in {}", elsewhere.text);
        }
        assert!(page.text.contains("href=\"/guide/leave\" data-leave"), "{}", page.text);
    })
    .unwrap();
}

#[test]
fn the_leaflet_names_the_citys_own_counters_for_each_thing_to_ask_for() {
    at_a_desk(|bench| {
        let mut stranger = Browser::of_nobody(&bench.desk);
        stranger.get("/guide");
        for path in ["/guide", "/guide?lang=easy"] {
            let told = stranger.post(path, &[("worries", "rent")]).text;
            for kind in ["self_reliance", "welfare_office_public_assistance"] {
                assert!(told.contains(&format!("見本の窓口 {kind}")), "{kind}: {told}");
            }
            assert!(told.contains("000-111-2222") && told.contains("月〜金 8:30〜17:15"), "{told}");
            assert!(!told.contains("見本の窓口 hello_work"), "not asked for");
        }
    })
    .unwrap();
}

#[test]
fn each_thing_to_ask_for_names_kinds_of_counters_that_the_city_knows() {
    at_a_desk(|bench| {
        let known = bench.desk.codes().list("agency_kinds");
        for ask in benefits::guide::Guide::embedded().asks() {
            assert!(!ask.kinds.is_empty(), "{}", ask.program);
            for kind in &ask.kinds {
                assert!(known.find(kind).is_some(), "{kind}");
            }
        }
    })
    .unwrap();
}

#[test]
fn only_the_guide_is_open_to_strangers() {
    at_a_desk(|bench| {
        let mut stranger = Browser::of_nobody(&bench.desk);
        stranger.get("/guide");
        let doors = benefits::routes(crate::common::directory, crate::common::recipients);
        assert!(doors.clashes().is_empty());
        for door in doors.list() {
            let path = door.path.replace("{id}", "btr_1");
            let page = if door.method == "GET" { stranger.get(&path) } else { stranger.post(&path, &[]) };
            let away = page.header("location").starts_with("/sign-in") || page.status == StatusCode::UNAUTHORIZED;
            assert_eq!(away, door.lock != Lock::Public, "{} {path}: {}", door.method, page.status);
        }
    })
    .unwrap();
}

fn situation() -> String {
    json!({
        "municipality": "座間市", "date": "2026-05-15", "rent": 38_000, "financial_assets": 300_000, "housing": {"state": "at_risk"},
        "household": [{"role": "applicant", "birth_date": "1985-04-01", "income": [{"kind": "wage", "gross": 100_000, "commuting": 0}], "job_loss": {"kind": "離職", "date": "2026-02-01"}}],
    })
    .to_string()
}

#[test]
fn the_doors_answer_as_the_command_line_does() {
    at_a_desk(|bench| {
        let clerk = Browser::of(&bench.desk, &officer(&bench, "sato", "counter_clerk"));
        let (text, household) = (situation(), r#"[{"role":"applicant","birth_date":"1985-04-01"}]"#);
        let judged = clerk.post_json("/api/benefits/judge", text.clone());
        assert_eq!((judged.status, judged.header("content-type")), (StatusCode::OK, "application/json"));
        assert_eq!(judged.json(), judge_with(&text, None, None).unwrap());
        let on =
            clerk.post_json("/api/benefits/judge?on=2026-11-21&municipality=%E5%8D%83%E8%91%89%E5%B8%82", text.clone());
        assert_eq!(on.json(), judge_with(&text, Some("2026-11-21"), Some("千葉市")).unwrap());
        let minimum =
            clerk.post_json("/api/benefits/minimum?on=2026-11-21&municipality=%E5%8D%83%E8%91%89%E5%B8%82", household);
        assert_eq!(minimum.json(), minimum_json(household, "2026-11-21", "千葉市").unwrap());
        let mut clerk = clerk;
        let schema = clerk.get("/api/benefits/schema");
        assert_eq!(schema.json(), serde_json::from_str::<serde_json::Value>(benefits::schema()).unwrap());
    })
    .unwrap();
}

#[test]
fn what_a_door_cannot_read_is_told_field_by_field() {
    at_a_desk(|bench| {
        let clerk = Browser::of(&bench.desk, &officer(&bench, "sato", "counter_clerk"));
        let told =
            clerk.post_json("/api/benefits/judge", r#"{"municipality":"月面","date":"x","household":[],"rent":-1}"#);
        assert_eq!(
            (told.status, told.header("content-type")),
            (StatusCode::UNPROCESSABLE_ENTITY, "application/problem+json")
        );
        let problem = told.json();
        let paths: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|e| e["path"].as_str().unwrap()).collect();
        for path in ["municipality", "date", "household", "rent"] {
            assert!(paths.contains(&path), "{paths:?}");
        }
        for (path, body) in [
            ("/api/benefits/judge", b"\xff\xfe".to_vec()),
            ("/api/benefits/judge", Vec::new()),
            ("/api/benefits/minimum", b"[]".to_vec()),
            ("/api/benefits/minimum?on=x&municipality=y", b"[]".to_vec()),
        ] {
            assert_eq!(clerk.post_json(path, body).status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        }
        let planner = Browser::of(&bench.desk, &officer(&bench, "kato", "planner"));
        assert_eq!(planner.post_json("/api/benefits/judge", situation()).status, StatusCode::FORBIDDEN);
    })
    .unwrap();
}

#[test]
fn a_member_of_staff_sees_every_programme_with_its_steps_and_nothing_is_kept() {
    at_a_desk(|bench| {
        let before = rows(&bench);
        let mut clerk = Browser::of(&bench.desk, &officer(&bench, "sato", "counter_clerk"));
        assert_eq!(clerk.get("/benefits").status, StatusCode::OK);
        let fields = [
            ("municipality", "座間市"),
            ("on", "R8.5.15"),
            ("birth", "S60.4.1"),
            ("wage", "10万円"),
            ("rent", "38,000"),
            ("home", "at_risk"),
            ("savings", "30万円"),
            ("loss", "離職"),
            ("loss_date", "R8.2.1"),
        ];
        let page = clerk.post("/benefits", &fields);
        assert_eq!(page.status, StatusCode::OK);
        for told in
            ["要件に合う見込み", "22,000円、3か月", "基準額", "座間市の案内", "だれでも、いつでもできます", "生活保護"]
        {
            assert!(page.text.contains(told), "{told}");
        }
        assert_eq!(rows(&bench), before);
    })
    .unwrap();
}

#[test]
fn whatever_is_sent_to_any_door_is_answered() {
    at_a_desk(|bench| {
        let who = officer(&bench, "tamura", "municipal_officer");
        let names = [
            "municipality",
            "on",
            "worries",
            "persons",
            "income",
            "rent",
            "place",
            "item",
            "value_1",
            "valid_from",
            "source",
            "version",
            "compared",
            "situations",
            "others",
            "lang",
        ];
        let mut runner = TestRunner::new(Config { cases: 120, failure_persistence: None, ..Config::default() });
        let inputs = (
            proptest::sample::select(
                benefits::routes(crate::common::directory, crate::common::recipients).list().to_vec(),
            ),
            "\\PC{0,12}",
            any::<[String; 16]>(),
            any::<Vec<u8>>(),
        );
        let mut browser = Browser::of(&bench.desk, &who);
        browser.get("/benefits");
        let browser = std::cell::RefCell::new(browser);
        runner
            .run(&inputs, |(door, part, values, bytes)| {
                let part: String = part.bytes().map(|b| format!("%{b:02X}")).collect();
                let path = door.path.replace("{id}", &part);
                let fields: Vec<(&str, &str)> = names.iter().copied().zip(values.iter().map(String::as_str)).collect();
                let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(&fields).finish();
                let page = match door.method {
                    "GET" => browser.borrow_mut().get(&format!("{path}?{query}")),
                    _ if path.starts_with("/api") => browser.borrow().post_json(&format!("{path}?{query}"), bytes),
                    _ => browser.borrow().post(&path, &fields),
                };
                prop_assert!(!page.status.is_server_error(), "{} {}", path, page.text);
                Ok(())
            })
            .unwrap();
    })
    .unwrap();
}
