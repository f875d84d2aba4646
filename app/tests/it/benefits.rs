//! 制度の見立て in the whole program: the command line uses confirmed rows, the guide names the city's own counters.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use benefits::{NewRow, RowSubject, store};
use office::testing::actor;
use office::{About, Actor, Day, Desk, May, Nothing};
use serde_json::{Value, json};

use crate::world::{hidden, on_each_city};

fn tsunagu(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tsunagu"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that refuses its arguments ends without reading.
    let _unread = child.stdin.take().expect("input").write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {output:?}"))
}

fn situation(on: &str) -> String {
    json!({
        "municipality": "座間市", "date": on, "rent": 45_000, "financial_assets": 0, "housing": {"state": "at_risk"},
        "programs": ["housing_benefit_rent"],
        "household": [{"role": "applicant", "birth_date": "1985-04-01", "income": [], "job_loss": {"kind": "離職", "date": "2026-02-01"}}],
    })
    .to_string()
}

fn confirmed(desk: &Desk, row: NewRow) {
    let of = |name: &str, role: &str| -> Actor { actor(desk, name, "center", &[role]).expect("a member of staff") };
    let (first, second) = (of("first", "municipal_officer"), of("second", "chief_counsellor"));
    let about = || About::new("benefits_row", "-");
    let proposed = desk.act_now(&first, May::EditBenefitTables, Nothing, move |mut act| {
        let id = store::propose(&mut act, &row)?;
        act.done(about(), "基準の行を入れた", id)
    });
    let Ok(id) = proposed else { panic!("proposed") };
    let kept = desk.act_now(&second, May::ConfirmBenefitTables, RowSubject(id.clone()), move |mut act| {
        store::confirm(&mut act, &id, 1)?;
        act.done(about(), "基準の行を確かめた", ())
    });
    assert!(kept.is_ok(), "confirmed");
}

/// A data folder in which a ceiling of 44,000 yen and a 基準額 for 2026-07 are confirmed.
fn folder_with_rows(data: &Path) {
    let made = tsunagu(&["init", "--data", data.to_str().expect("path"), "--name", "座間市"], "");
    assert!(made.status.success(), "{made:?}");
    let desk = app::opened::open(data).expect("a data folder").desk;
    let row = |item: &str, value: i64, from: Day| NewRow {
        place: "神奈川県座間市".to_owned(),
        item: item.to_owned(),
        values: vec![Some(value)],
        words: Vec::new(),
        valid_from: from,
        valid_to: None,
        source: "市の告示第0号(見本)".to_owned(),
    };
    confirmed(&desk, row("housing_rent.rent_ceiling", 44_000, Day::of(2026, 5, 1).expect("day")));
    confirmed(&desk, row("housing_rent.income_standard", 93_000, Day::of(2026, 7, 1).expect("day")));
}

fn amount(judged: &Value) -> (Option<&str>, Option<i64>) {
    let of = |key: &str| judged.pointer(&format!("/answers/0/{key}"));
    (of("answer").and_then(Value::as_str), of("amount").and_then(Value::as_i64))
}

#[test]
fn the_command_line_judges_by_the_confirmed_rows_of_the_data_folder() {
    let folder = tempfile::tempdir().expect("folder");
    let data = folder.path().join("data");
    folder_with_rows(&data);
    let data = data.to_str().expect("path");
    let (may, july) = (situation("2026-05-15"), situation("2026-07-01"));
    for (input, bare, with_rows) in [
        (&may, (Some("fits"), Some(41_000)), (Some("fits"), Some(44_000))),
        (&july, (Some("missing"), None), (Some("fits"), Some(44_000))),
    ] {
        assert_eq!(amount(&json_of(&tsunagu(&["benefits", "judge"], input))), bare);
        assert_eq!(amount(&json_of(&tsunagu(&["benefits", "judge", "--data", data], input))), with_rows);
        let lines = folder.path().join("lines.jsonl");
        std::fs::write(&lines, format!("{input}\n{input}\n")).expect("written");
        let lines = lines.to_str().expect("path");
        let batch = tsunagu(&["benefits", "--data", data, "judge", "--batch", lines], "");
        let told: Vec<Value> = text(&batch).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(told.iter().map(amount).collect::<Vec<_>>(), [with_rows, with_rows]);
        let compared =
            json_of(&tsunagu(&["benefits", "compare", "--tables", "いま,いま", "--batch", lines, "--data", data], ""));
        let of = |which: &str| compared.pointer(&format!("/programs/0/{which}/yen_each_month")).and_then(Value::as_i64);
        assert_eq!((of("first"), of("second")), (Some(88_000), Some(88_000)), "{compared}");
    }
}

#[test]
fn what_the_command_line_cannot_read_is_refused_field_by_field_with_a_failing_status() {
    for (input, args, paths) in [
        ("{\"municipality\":\"座間\",\"rentt\":1}", vec!["judge"], vec!["rentt", "date", "municipality", "household"]),
        ("", vec!["judge"], vec![""]),
        ("[]", vec!["minimum", "--on", "2026-13-01", "--municipality", "座間市"], vec!["date", "household"]),
    ] {
        let mut all = vec!["benefits"];
        all.extend(args);
        let output = tsunagu(&all, input);
        assert!(!output.status.success());
        let told = json_of(&output);
        let errors = told["errors"].as_array().expect("errors");
        for path in paths {
            assert!(errors.iter().any(|error| error["path"] == path), "{path}: {told}");
        }
        assert!(
            errors.iter().all(|error| error["message"].as_str().is_some_and(|text| text.ends_with('。'))),
            "{told}"
        );
    }
    let absent = tsunagu(&["benefits", "judge", "--data", "no-such-folder"], &situation("2026-05-15"));
    assert!(!absent.status.success() && absent.stdout.is_empty(), "never judged by other rows than those asked for");
}

#[test]
fn the_guide_names_the_citys_own_counters_with_telephone_and_hours() {
    on_each_city(async |world| {
        let office = |kind: &str, column: &'static str| {
            let sql = match column {
                "name" => "select name from staff_agency where kind = $1 and closed_on is null order by kana limit 1",
                "phone" => "select phone from staff_agency where kind = $1 and closed_on is null order by kana limit 1",
                _ => "select hours from staff_agency where kind = $1 and closed_on is null order by kana limit 1",
            };
            world.ask(sql, vec![db::Value::Text(kind.to_owned())]).unwrap_or_default()
        };
        for path in ["/guide", "/guide?lang=easy"] {
            let mut stranger = world.stranger();
            let blank = stranger.get(path).await;
            stranger.csrf = hidden(&blank.text, "csrf");
            let told = stranger.post(path, &[("worries", "rent"), ("worries", "look_for_work")]).await;
            for kind in ["self_reliance", "welfare_office_public_assistance", "hello_work"] {
                for column in ["name", "phone", "hours"] {
                    let value = office(kind, column);
                    assert!(!value.is_empty() && told.text.contains(&value), "{kind} {column} {value}: {}", told.text);
                }
            }
            let council = office("social_welfare_council", "name");
            assert!(!council.is_empty() && !told.text.contains(&council), "not asked for");
        }
    });
}
