//! What everybody expects of the chart: everyday sentences whose reading no tuning may spoil.

#![expect(clippy::expect_used, reason = "a test that cannot go on stops, and says where")]

use serde_json::Value;

fn read(text: &str) -> (Vec<String>, String, usize, Vec<String>) {
    let noticed = noticing::notice_json(&[], text);
    let codes = |list: &str, key: &str| -> Vec<String> {
        let items = noticed.get(list).and_then(Value::as_array).expect("a list");
        items.iter().filter_map(|item| item.get(key).and_then(Value::as_str).map(str::to_owned)).collect()
    };
    let urgency = noticed.get("urgency").and_then(Value::as_str).expect("an urgency").to_owned();
    let danger = noticed.get("danger").and_then(Value::as_array).expect("a list").len();
    (codes("issues", "code"), urgency, danger, codes("connect_to", "kind"))
}

#[test]
fn a_child_who_does_not_come_out_of_the_room_is_isolation_and_no_alarm() {
    let (issues, urgency, danger, to) = read("子どもが部屋から出てこない");
    assert_eq!((issues, danger), (vec!["social_isolation".to_owned()], 0));
    assert_ne!(urgency, "緊急");
    assert!(to.iter().take(2).any(|kind| kind == "hikikomori_center"), "{to:?}");
}

#[test]
fn little_money_left_and_a_landlord_who_sets_a_date_cannot_wait_for_weeks() {
    let (issues, urgency, ..) = read("通帳に千円しかない");
    assert_eq!((issues, urgency), (vec!["economic_hardship".to_owned()], "早期".to_owned()));
    let (issues, urgency, ..) = read("大家さんから今月中にと言われた");
    assert_eq!((issues, urgency), (vec!["unstable_housing".to_owned()], "早期".to_owned()));
}

#[test]
fn what_is_denied_or_over_is_no_issue() {
    for text in ["借金はない", "去年までは借金があったが返した", "死にたいとは思わない", "申請書はどこでもらえますか"]
    {
        let (issues, urgency, danger, _) = read(text);
        assert_eq!((issues, urgency, danger), (Vec::new(), "通常".to_owned(), 0), "{text}");
    }
}

#[test]
fn wishing_to_die_is_urgent_and_says_what_to_do_now() {
    let (issues, urgency, danger, _) = read("もう死にたい");
    assert!(issues.contains(&"suicide_attempt".to_owned()) && urgency == "緊急" && danger > 0);
}

#[test]
fn not_knowing_what_to_do_is_answered_with_two_questions() {
    let noticed = noticing::notice_json(&[], "どうしていいのかわかりません");
    assert!(noticed.to_string().contains("分かりません、もう少し聞いてください"));
    assert!(noticed.get("questions").and_then(Value::as_array).is_some_and(|q| q.len() >= 2));
}
