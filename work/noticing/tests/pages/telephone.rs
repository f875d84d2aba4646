//! 相談チャート: for anyone on the telephone, and nothing is kept.

use axum::http::StatusCode;
use office::testing::at_a_desk;

use crate::common::{Browser, officer, row_counts};

const DEBT: &str = "サラ金に200万円借りていて、返済が苦しい。取り立ての電話が毎日来る";

#[test]
fn every_page_is_sound_in_every_state() {
    assert_eq!(web::testing::check_samples(&noticing::samples()), Vec::<String>::new());
    assert!(noticing::samples().iter().count() >= 19);
}

#[test]
fn words_give_reasons_marked_words_and_open_counters_first() {
    at_a_desk(|bench| {
        let clerk = Browser::of(&bench.desk, &officer(&bench, "sato", "counter_clerk"));
        let page = clerk.post("/notice", &[("words", DEBT)]);
        assert_eq!(page.status, StatusCode::OK);
        let text = &page.text;
        assert!(text.contains("（多重・過重）債務") && text.contains("<mark>") && text.contains("早期"), "{text}");
        let (day, night) = (text.find("見本法律相談(昼)").unwrap(), text.find("見本法律相談(夜)").unwrap());
        assert!(day < night && text.contains("0000-11-2222") && text.contains("ベトナム語"));
        assert!(text.contains("あなたです") && text.contains(DEBT));
    })
    .unwrap();
}

#[test]
fn danger_is_folded_away_until_it_is_opened_and_comes_first() {
    at_a_desk(|bench| {
        let clerk = Browser::of(&bench.desk, &officer(&bench, "sato", "counter_clerk"));
        let text = clerk.post("/notice", &[("words", "もう死にたい。薬をためている")]).text;
        let fold = text.find("<details class=\"fold\">").unwrap();
        let sign = text.find("死にたい気持ち・自死の危険").unwrap();
        let questions = text.find("聞いてみるとよいこと").unwrap();
        let issues = text.find("あるかもしれない課題").unwrap();
        assert!(fold < sign && sign < questions && questions < issues, "{text}");
        let before_form = text.find("書き足して、もう一度見る").unwrap();
        assert!(text[fold..before_form].ends_with("<h2>") && text[issues..before_form].contains("</details>"));
    })
    .unwrap();
}

#[test]
fn nothing_is_kept_and_nothing_is_recorded_of_what_was_asked() {
    at_a_desk(|bench| {
        let clerk = Browser::of(&bench.desk, &officer(&bench, "sato", "counter_clerk"));
        let before = row_counts(&bench);
        clerk.get("/notice");
        for words in [DEBT, "もう死にたい", "どうしていいのかわかりません", "\u{1f600}<script>"] {
            let page = clerk.post("/notice", &[("words", words), ("concern", "debt"), ("concern_main", "nonsense")]);
            assert_eq!((page.status, page.location()), (StatusCode::OK, ""));
        }
        assert_eq!(clerk.post("/notice", &[("words", " ")]).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(row_counts(&bench), before);
    })
    .unwrap();
}

#[test]
fn not_understanding_is_said_with_two_questions() {
    at_a_desk(|bench| {
        let clerk = Browser::of(&bench.desk, &officer(&bench, "sato", "counter_clerk"));
        let text = clerk.post("/notice", &[("words", "どうしていいのかわかりません")]).text;
        assert!(text.contains("分かりません、もう少し聞いてください"), "{text}");
        let (_, questions) = text.split_once("聞いてみるとよいこと").unwrap();
        let (questions, _) = questions.split_once("</ul>").unwrap();
        assert_eq!(questions.matches("<li>").count(), 2);
    })
    .unwrap();
}

#[test]
fn whoever_takes_nothing_in_does_not_come_to_the_aid() {
    at_a_desk(|bench| {
        let planner = Browser::of(&bench.desk, &officer(&bench, "kato", "planner"));
        assert_eq!(planner.get("/notice").status, StatusCode::FORBIDDEN);
        assert_eq!(planner.post("/notice", &[("words", DEBT)]).status, StatusCode::FORBIDDEN);
        assert_eq!(planner.post("/notice/refuse", &[("rule", "debt.exists")]).status, StatusCode::FORBIDDEN);
    })
    .unwrap();
}

#[test]
fn what_did_not_fit_is_counted_by_rule_and_month_and_by_nothing_else() {
    at_a_desk(|bench| {
        let clerk = Browser::of(&bench.desk, &officer(&bench, "sato", "counter_clerk"));
        let answer = clerk.post("/notice", &[("words", DEBT)]);
        let rule = answer.hidden("rule");
        for _ in 0..3 {
            assert_eq!(clerk.post("/notice/refuse", &[("rule", &rule), ("words", DEBT)]).status, StatusCode::OK);
        }
        assert_eq!(clerk.post("/notice/refuse", &[("rule", "no.such")]).status, StatusCode::NOT_FOUND);
        bench.desk.clock().set(bench.desk.now().plus_seconds(40 * 24 * 3600));
        clerk.post("/notice/refuse", &[("rule", &rule)]);
        let rows: Vec<(String, String, i64)> = bench
            .desk
            .db()
            .read_now(|reader| reader.all("select rule, month, times from noticing_refused order by month", &[]))
            .unwrap();
        assert_eq!(rows, [(rule.clone(), "2018-04".to_owned(), 3), (rule.clone(), "2018-05".to_owned(), 1)]);
        let kept: Vec<(String, String)> =
            bench.desk.db().read_now(|reader| reader.all("select ground, subject_id from office_audit", &[])).unwrap();
        assert_eq!(kept.len(), 4);
        assert!(kept.iter().all(|(ground, id)| !ground.contains("サラ金") && *id == rule));
        let officer = Browser::of(&bench.desk, &officer(&bench, "tamura", "municipal_officer"));
        let list = officer.get("/notice/rules").text;
        assert!(list.contains(&rule) && list.contains("2018-04") && list.contains("2018-05"));
    })
    .unwrap();
}

#[test]
fn the_best_two_kinds_of_counter_stand_before_the_others_which_are_folded_away() {
    at_a_desk(|bench| {
        let clerk = Browser::of(&bench.desk, &officer(&bench, "sato", "counter_clerk"));
        let text = clerk.post("/notice", &[("words", DEBT)]).text;
        let (_, to) = text.split_once("つなぐ先の候補</h2>").unwrap();
        let (best, others) = to.split_once("ほかの候補も見る").unwrap();
        assert_eq!(best.matches("<h3>").count(), 2, "{best}");
        assert!(best.contains("法テラス・弁護士・司法書士") && others.contains("<h3>"));
        assert!(
            best.contains("平日 9時から17時")
                && best.contains("いま開いています")
                && best.contains("いまは時間の外です")
        );
    })
    .unwrap();
}
