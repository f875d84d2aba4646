use axum::http::StatusCode;

use super::rig::{PASSWORD, in_a_town};
use crate::commands::{self, Added};

#[test]
fn in_a_demo_a_password_opens_a_session_of_which_only_the_hash_is_stored() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        let mut browser = town.browser();
        let answer = browser.sign_in("ＳＡＴＯ.h", PASSWORD);
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account"));
        let line = answer
            .headers
            .get_all("set-cookie")
            .iter()
            .map(|v| v.to_str().unwrap())
            .find(|l| l.starts_with("tsunagu="));
        assert!(line.unwrap().ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{line:?}");
        assert!(browser.is_in());
        let token = browser.token();
        assert_eq!(town.cells("select token_hash from staff_session"), [vault::hash_token(&token)]);
        town.record_is_whole();
    });
}

#[test]
fn an_unknown_login_and_a_wrong_password_get_the_same_answer_and_nothing_typed_is_recorded() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        let mut browser = town.browser();
        let bare = |body: &str, login: &str, csrf: &str| body.replace(login, "LOGIN").replace(csrf, "CSRF");
        let wrong = browser.sign_in("sato.h", "まちがった合言葉です");
        let wrong_body = bare(&wrong.body, "sato.h", &browser.csrf);
        let unknown = browser.sign_in("nobody.x", "まちがった合言葉です");
        let unknown_body = bare(&unknown.body, "nobody.x", &browser.csrf);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((wrong.status, wrong_body), (unknown.status, unknown_body));
        let whole: String = town.cells("select staff_id || subject_id || ground from office_audit").concat();
        assert!(whole.contains("stf_unknown") && !whole.contains("nobody"), "{whole}");
        assert_eq!(town.cells("select token_hash from staff_session"), Vec::<String>::new());
    });
}

#[test]
fn a_member_whose_sign_in_is_closed_or_who_has_no_password_yet_is_answered_like_nobody() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        town.member("admin.a", &["system_administrator"]);
        commands::deactivate(&town.desk, "sato.h").unwrap();
        let added = Added {
            login: "new.one".to_owned(),
            name: "見本 次郎".to_owned(),
            kana: String::new(),
            agency: "収納課".to_owned(),
            roles: vec!["counter_clerk".to_owned()],
        };
        commands::add_member(&town.desk, added).unwrap();
        let mut browser = town.browser();
        for login in ["sato.h", "new.one"] {
            assert_eq!(browser.sign_in(login, PASSWORD).status, StatusCode::UNPROCESSABLE_ENTITY, "{login}");
            assert!(!browser.is_in());
        }
    });
}

#[test]
fn signing_in_again_ends_the_session_that_this_browser_had() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        let mut browser = town.signed_in("sato.h");
        let first = browser.token();
        browser.csrf.clear();
        browser.get("/account");
        browser.post("/sign-in", &[("login", "sato.h"), ("password", PASSWORD)]);
        let second = browser.token();
        assert_ne!(first, second);
        assert!(browser.is_in());
        browser.cookies.insert("tsunagu".to_owned(), first);
        assert!(!browser.is_in(), "the earlier token is dead");
    });
}

#[test]
fn nobody_is_led_to_another_site_after_signing_in() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        let mut browser = town.browser();
        browser.get("/sign-in?next=//evil.example/");
        let fields = [("login", "sato.h"), ("password", PASSWORD), ("next", "//evil.example/")];
        assert_eq!(browser.post("/sign-in", &fields).location(), "/today");
    });
}

#[test]
fn an_invitation_sets_one_password_once_and_only_in_time() {
    in_a_town(true, |town| {
        let added = |login: &str| Added {
            login: login.to_owned(),
            name: "見本 次郎".to_owned(),
            kana: "みほん じろう".to_owned(),
            agency: "収納課".to_owned(),
            roles: vec!["counter_clerk".to_owned()],
        };
        let token = commands::add_member(&town.desk, added("jiro.m")).unwrap();
        let path = format!("/welcome/{}", token.as_str());
        let mut browser = town.browser();
        assert!(browser.get(&path).body.contains("見本 次郎さん"));
        let set = |new: &'static str| [("new_password", new), ("again_password", new)];
        for weak in ["短いことば", "jiro.m-no-aikotoba-desu", "passwordpassword", "つなぐ市のみほんさんです1234"]
        {
            let answer = browser.post(&path, &set(weak));
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{weak}");
        }
        assert_eq!(browser.post(&path, &set(PASSWORD)).location(), "/sign-in?set=1");
        let again = browser.post(&path, &set("べつの人の えらんだ 長い長い 合言葉"));
        assert_eq!(again.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get(&path).status, StatusCode::NOT_FOUND);
        assert_eq!(browser.sign_in("jiro.m", PASSWORD).status, StatusCode::SEE_OTHER);

        let late = commands::add_member(&town.desk, added("late.m")).unwrap();
        town.later(72 * 3600 + 1);
        assert_eq!(browser.get(&format!("/welcome/{}", late.as_str())).status, StatusCode::NOT_FOUND);
        assert!(!town.cells("select token_hash from staff_invitation").concat().contains(late.as_str()));
        town.record_is_whole();
    });
}

#[test]
fn changing_the_password_asks_for_the_present_one_ends_the_others_and_rotates_this_session() {
    in_a_town(true, |town| {
        town.member("sato.h", &["counter_clerk"]);
        let (mut here, mut elsewhere) = (town.signed_in("sato.h"), town.signed_in("sato.h"));
        here.get("/account/password");
        const NEW: &str = "かぜの 強い日に 凧が7つ あがっていた";
        let fields = |present, new| [("present_password", present), ("new_password", new), ("again_password", new)];
        let wrong = here.post("/account/password", &fields("ちがう合言葉です", NEW));
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let before = here.token();
        let done = here.post("/account/password", &fields(PASSWORD, NEW));
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_ne!(here.token(), before);
        assert!(here.is_in());
        assert!(!elsewhere.is_in());
        assert_eq!(town.browser().sign_in("sato.h", PASSWORD).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(town.browser().sign_in("sato.h", NEW).status, StatusCode::SEE_OTHER);
    });
}
