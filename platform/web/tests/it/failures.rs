//! Refusals and faults: sound pages that say what to do next, and the same as JSON.

use axum::http::StatusCode;
use web::testing::check_page;

use crate::bench::{CLERK, HERE, Said, Stand, at_a_stand};

const KINDS: &[(&str, StatusCode)] = &[
    ("not-allowed", StatusCode::FORBIDDEN),
    ("not-there", StatusCode::NOT_FOUND),
    ("conflict", StatusCode::CONFLICT),
    ("rule", StatusCode::UNPROCESSABLE_ENTITY),
    ("too-many", StatusCode::TOO_MANY_REQUESTS),
    ("twice", StatusCode::CONFLICT),
    ("fields", StatusCode::UNPROCESSABLE_ENTITY),
    ("disk-full", StatusCode::SERVICE_UNAVAILABLE),
    ("fault", StatusCode::INTERNAL_SERVER_ERROR),
    ("panic", StatusCode::INTERNAL_SERVER_ERROR),
];

fn sound(said: &Said) {
    assert_eq!(check_page(&said.body), Vec::<String>::new(), "{}", said.body);
    assert!(said.header("content-type").starts_with("text/html"));
}

#[test]
fn each_kind_of_trouble_is_a_sound_page_with_the_bar() {
    at_a_stand(|stand| {
        for (kind, status) in KINDS {
            for headers in [&[][..], &[CLERK][..]] {
                let said = stand.get(&format!("/trouble/{kind}"), headers);
                assert_eq!(said.status, *status, "{kind}");
                sound(&said);
            }
            let signed = stand.get(&format!("/trouble/{kind}"), &[CLERK]);
            // A panic leaves the session behind, so its page has no bar.
            assert_eq!(signed.body.contains("サインアウト"), *kind != "panic", "{kind}");
        }
    });
}

#[test]
fn a_refusal_shows_its_own_sentence_escaped() {
    at_a_stand(|stand| {
        let said = stand.get("/trouble/rule", &[CLERK]);
        assert!(said.body.contains("責任者の&#60;b&#62;田村さん&#60;/b&#62;に相談してください。"), "{}", said.body);
        let said = stand.get("/trouble/fields", &[CLERK]);
        assert!(said.body.contains("生年月日が&#60;b&#62;未来"), "{}", said.body);
    });
}

fn reference(said: &Said) -> String {
    let after = said.body.split("class=\"mono\">").nth(1).unwrap();
    after.split('<').next().unwrap().to_owned()
}

#[test]
fn a_fault_shows_a_number_and_nothing_of_what_broke() {
    at_a_stand(|stand| {
        for kind in ["fault", "panic"] {
            let one = stand.get(&format!("/trouble/{kind}"), &[CLERK]);
            let two = stand.get(&format!("/trouble/{kind}"), &[CLERK]);
            assert_eq!(reference(&one).len(), 8);
            assert_ne!(reference(&one), reference(&two));
            assert!(!one.body.contains("secret") && !one.body.contains("content\""), "{}", one.body);
            assert!(!one.body.contains("a panic with content"));
        }
    });
}

#[test]
fn who_asks_for_json_is_answered_in_json() {
    at_a_stand(|stand| {
        let json = ("accept", "application/json");
        for (kind, status) in KINDS.iter().chain(&[("sign-in", StatusCode::UNAUTHORIZED)]) {
            let said = stand.get(&format!("/trouble/{kind}"), &[CLERK, json]);
            assert_eq!(said.status, *status);
            assert_eq!(said.header("content-type"), "application/problem+json");
            let problem: serde_json::Value = serde_json::from_str(&said.body).unwrap();
            assert_eq!(problem["status"], status.as_u16());
            assert!(!problem["detail"].as_str().unwrap().is_empty());
        }
    });
}

fn refused_outside(stand: &Stand) -> [Said; 4] {
    let big = format!("words={}", "a".repeat(web::LIMIT));
    [
        stand.post("/echo", &[CLERK, HERE], &big),
        stand.post("/echo", &[CLERK, ("sec-fetch-site", "cross-site")], ""),
        stand.get("/nowhere", &[]),
        stand.post("/today", &[CLERK, HERE], ""),
    ]
}

#[test]
fn what_is_refused_before_any_page_is_a_sound_page_too() {
    at_a_stand(|stand| refused_outside(&stand).iter().for_each(sound));
}

#[test]
fn a_body_of_exactly_the_limit_is_taken_and_one_byte_more_is_not() {
    at_a_stand(|stand| {
        let start = format!("csrf={}&words=", stand.csrf("counter_clerk"));
        let full = |more: usize| format!("{start}{}", "a".repeat(web::LIMIT - start.len() + more));
        assert_eq!(stand.post("/echo", &[CLERK, HERE], &full(0)).status, StatusCode::OK);
        assert_eq!(stand.post("/echo", &[CLERK, HERE], &full(1)).status, StatusCode::PAYLOAD_TOO_LARGE);
    });
}
