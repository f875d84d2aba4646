//! 気づきの確かめ: what must and must not be noticed, with its words.

use noticing::{Concern, Issue, Notice, Rules, Urgency, notice, notice_json};

#[cfg(test)]
fn read(text: &str) -> Notice {
    let rules = Rules::embedded().unwrap();
    notice(rules, &[], text)
}

fn issues(text: &str) -> Vec<Issue> {
    read(text).issues.iter().map(|s| s.issue).collect()
}

#[test]
fn everyday_and_indirect_words_are_understood() {
    assert!(issues("通帳に千円しかない").contains(&Issue::EconomicHardship));
    assert!(issues("子どもが部屋から出てこない").contains(&Issue::SocialIsolation));
    assert!(issues("大家さんから今月中にと言われた").contains(&Issue::UnstableHousing));
}

#[test]
fn width_and_numerals_do_not_matter() {
    for text in ["残高９８０円", "残高980円", "残高九百八十円", "残高 980円"] {
        assert_eq!(issues(text), vec![Issue::EconomicHardship], "{text}");
    }
    let high = "残高980万円";
    assert_eq!(issues(high), vec![], "{high}");
}

#[test]
fn a_denied_debt_is_no_debt_and_a_double_negative_is_one() {
    assert_eq!(issues("借金はない"), vec![]);
    assert_eq!(issues("借金がないわけではない"), vec![Issue::Debt]);
}

#[test]
fn what_is_over_is_no_issue() {
    assert_eq!(issues("去年までは借金があったが返した"), vec![]);
    assert_eq!(issues("借金は返したが、また借り始めてしまった"), vec![Issue::Debt]);
}

#[test]
fn the_meaning_of_neck_depends_on_what_stands_by_it() {
    assert!(issues("首が回らない。もうどこからも借りられない").contains(&Issue::Debt));
    assert_eq!(issues("首が回らなくて湿布をもらいました"), vec![]);
    assert!(issues("首になった").contains(&Issue::EconomicHardship));
    assert_eq!(issues("首が痛い"), vec![]);
}

#[test]
fn a_denied_wish_to_die_is_not_urgent_but_asks_with_care() {
    let noticed = read("死にたいとは思わない");
    assert_eq!(noticed.urgency, Urgency::Ordinary);
    assert!(noticed.danger.is_empty());
    let first = &noticed.questions[0];
    assert!(first.ask.contains("消えてしまいたい"), "{first:?}");
}

#[test]
fn danger_says_what_now_whom_to_call_and_what_not_to_say() {
    let noticed = read("もう死にたいです");
    assert_eq!(noticed.urgency, Urgency::Urgent);
    let danger = &noticed.danger[0];
    assert!(!danger.now.is_empty() && !danger.call.is_empty() && !danger.avoid.is_empty());
    assert_eq!(noticed.connect_to[0].kind, danger.call[0]);
}

#[test]
fn a_suggestion_points_at_the_very_characters_it_came_from() {
    let text = "はい😢 　ｼｬｯｷﾝ が　返せ\u{200B}ません";
    let noticed = read(text);
    let debt = noticed.issues.iter().find(|s| s.issue == Issue::Debt).unwrap();
    let words: String = debt
        .grounds
        .iter()
        .flat_map(|g| &g.spans)
        .map(|(from, to)| text.chars().skip(*from).take(to - from).collect::<String>())
        .collect();
    assert!(words.contains("ｼｬｯｷﾝ") && words.contains("返せ"), "{words}");
    assert!(!words.contains('😢'));
    assert!(debt.because.ends_with('。'));
}

#[test]
fn nothing_understood_is_answered_with_two_questions() {
    let noticed = read("どうしていいのかわかりません");
    assert_eq!(noticed.issues, vec![]);
    assert_eq!(noticed.questions.len(), 2);
    assert_eq!(noticed.answer.as_deref(), Some("分かりません、もう少し聞いてください"));
}

#[test]
fn an_errand_at_the_counter_gives_nothing() {
    for text in [
        "住民票の写しは何時まで取れますか",
        "児童手当の申請に必要なものを教えてください",
        "自殺予防の講座はいつですか",
        "ドラマで刑務所の話をやっていて面白かった",
    ] {
        let noticed = read(text);
        assert_eq!(noticed.issues, vec![], "{text}");
        assert_eq!(noticed.urgency, Urgency::Ordinary, "{text}");
    }
}

#[test]
fn words_for_and_against_are_shown_as_a_contradiction() {
    let noticed = read("借金はないと言うが、借金の督促が毎日来る");
    let found = noticed.contradictions.iter().find(|c| c.issue == Issue::Debt).unwrap();
    assert!(!found.spans_for.is_empty() && !found.spans_against.is_empty());
}

#[test]
fn a_ticked_concern_alone_leads_to_counters_and_questions() {
    let rules = Rules::embedded().unwrap();
    let ticked = notice(rules, &[Concern::TaxUtilities], "");
    assert_eq!(ticked.issues, vec![]);
    assert!(!ticked.questions.is_empty() && !ticked.connect_to.is_empty());
    let violence = notice(rules, &[Concern::DvAbuse], "");
    assert_eq!(violence.urgency, Urgency::Urgent);
}

#[test]
fn never_more_than_three_questions() {
    let noticed = read("夫に殴られ、借金があり、家賃を三か月払えず、夜も眠れず、子どもは学校に行っていません");
    assert_eq!(noticed.questions.len(), 3);
    assert!(noticed.issues.len() >= 4);
}

#[test]
fn the_json_has_the_fields_that_are_promised() {
    let json = notice_json(&["debt", "not_a_code"], "電気を止められそうです");
    for field in ["issues", "urgency", "danger", "connect_to", "questions"] {
        assert!(json.get(field).is_some(), "{field}");
    }
    let issue = &json["issues"][0];
    assert!(issue["code"].is_string() && issue["label"].is_string());
    assert!(issue["because"].is_string() && issue["grounds"][0]["spans"].is_array());
    assert_eq!(json["urgency"], "早期");
    assert!(json["connect_to"][0]["kind"].is_string());
}

#[test]
fn every_sentence_for_the_reader_is_polite_and_narrows_no_right() {
    let json = serde_json::to_string(&notice_json(
        &[],
        "死にたい。夫に殴られる。何も食べていない。今夜寝るところがない。子どもを叩いてしまう",
    ))
    .unwrap();
    for word in ["対象外", "申請できません", "受けられません"] {
        assert!(!json.contains(word), "{word}");
    }
}
