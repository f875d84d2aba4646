//! Drafts are kept, found, discarded; secrets never.

use axum::http::StatusCode;
use office::drafts::{Draft, Which, find};
use office::testing::actor;

use crate::bench::{CLERK, HERE, Stand, at_a_stand};

fn kept(stand: &Stand) -> Option<Draft> {
    let (desk, which) = (stand.desk.clone(), Which { form: "intake".to_owned(), subject: "new".to_owned() });
    let clerk = actor(&desk, "sato", "center", &["counter_clerk"]).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async move { find(&desk, &clerk, which).await.unwrap() })
}

fn body(stand: &Stand, more: &str) -> String {
    let token = stand.csrf("counter_clerk");
    format!("csrf={token}&draft_form=intake&draft_subject=new&draft_page=%2Fintake%2Fnew{more}")
}

#[test]
fn a_draft_is_kept_in_the_background_and_said_when() {
    at_a_stand(|stand| {
        let fields = body(&stand, "&words=%E5%80%9F%E9%87%91&concern=1&concern=4&password=x&new_password=y");
        let said = stand.post("/drafts", &[CLERK, HERE, ("accept", "application/json")], &fields);
        assert_eq!(said.status, StatusCode::OK, "{}", said.body);
        let answer: serde_json::Value = serde_json::from_str(&said.body).unwrap();
        assert_eq!((answer["saved_at"].as_str(), answer["version"].as_i64()), (Some("9:00"), Some(1)));
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        // With the page that 今日 leads back to, and without the token and the passwords.
        let page = pair("draft_page", "/intake/new");
        assert_eq!(
            kept(&stand).unwrap().fields,
            [page, pair("words", "借金"), pair("concern", "1"), pair("concern", "4")]
        );
    });
}

#[test]
fn without_script_the_button_saves_and_comes_back() {
    at_a_stand(|stand| {
        let said = stand.post("/drafts", &[CLERK, HERE], &body(&stand, "&words=a"));
        assert_eq!((said.status, said.header("location")), (StatusCode::SEE_OTHER, "/intake/new"));
        assert!(kept(&stand).is_some());
        let said = stand.post("/drafts/discard", &[CLERK, HERE], &body(&stand, ""));
        assert_eq!((said.status, said.header("location")), (StatusCode::SEE_OTHER, "/intake/new"));
        assert!(kept(&stand).is_none());
    });
}

#[test]
fn the_page_to_come_back_to_is_of_this_site() {
    at_a_stand(|stand| {
        let token = stand.csrf("counter_clerk");
        let fields = format!("csrf={token}&draft_form=intake&draft_subject=new&draft_page=%2F%2Fevil.example");
        let said = stand.post("/drafts", &[CLERK, HERE], &fields);
        assert_eq!(said.header("location"), "/today");
    });
}

#[test]
fn a_form_that_names_no_draft_is_told_so() {
    at_a_stand(|stand| {
        let said = stand.post("/drafts", &[CLERK, HERE], &format!("csrf={}&words=a", stand.csrf("counter_clerk")));
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_draft_that_is_too_long_is_answered_beside_it() {
    at_a_stand(|stand| {
        let fields = body(&stand, &format!("&words={}", "a".repeat(office::drafts::MOST)));
        let said = stand.post("/drafts", &[CLERK, HERE], &fields);
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(said.body.contains("下書きを保存できません"));
    });
}
