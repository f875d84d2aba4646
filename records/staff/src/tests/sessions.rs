use axum::http::StatusCode;
use office::drafts::{self, Which};

use super::rig::{Browser, Town, in_a_town};

fn clerk(town: &Town) -> Browser {
    town.member("sato.h", &["counter_clerk"]);
    town.signed_in("sato.h")
}

#[test]
fn a_session_ends_after_fifteen_minutes_in_which_nobody_did_anything() {
    in_a_town(true, |town| {
        let mut browser = clerk(&town);
        for _ in 0..4 {
            town.later(14 * 60);
            assert!(browser.is_in());
        }
        town.later(15 * 60);
        let answer = browser.get("/account");
        assert_eq!(answer.location(), "/sign-in?next=%2Faccount&ended=1");
        assert!(browser.token().is_empty(), "the dead cookie is taken away");
    });
}

#[test]
fn what_a_script_asks_by_itself_keeps_no_session_alive_but_staying_does() {
    in_a_town(true, |town| {
        let mut browser = clerk(&town);
        browser.script = true;
        town.later(10 * 60);
        assert_eq!(browser.get("/session/state").body, "{\"seconds_left\":300}");
        assert_eq!(browser.get("/account").status, StatusCode::OK);
        assert_eq!(browser.get("/session/state").body, "{\"seconds_left\":300}");
        assert_eq!(browser.post("/session/stay", &[]).body, "{\"seconds_left\":900}");
        town.later(14 * 60);
        assert_eq!(browser.get("/session/state").body, "{\"seconds_left\":60}");
        town.later(60);
        assert_eq!(browser.get("/session/state").body, "{\"seconds_left\":0}");
    });
}

#[test]
fn a_session_ends_after_twelve_hours_whatever_is_done() {
    in_a_town(true, |town| {
        let mut browser = clerk(&town);
        for _ in 0..(12 * 6 - 1) {
            town.later(600);
            assert!(browser.is_in());
        }
        town.later(600);
        assert!(!browser.is_in());
    });
}

#[test]
fn the_row_is_written_at_most_once_a_minute() {
    in_a_town(true, |town| {
        let mut browser = clerk(&town);
        let seen = || town.cells("select seen_at from staff_session").concat();
        let first = seen();
        town.later(59);
        assert!(browser.is_in());
        assert_eq!(seen(), first);
        town.later(1);
        assert!(browser.is_in());
        assert_ne!(seen(), first);
    });
}

#[test]
fn what_is_sent_after_the_session_ended_is_kept_as_a_draft_and_is_there_after_signing_in() {
    in_a_town(true, |town| {
        let mut browser = clerk(&town);
        browser.get("/account");
        town.later(3600);
        let fields = [
            ("draft_form", "intake"),
            ("draft_subject", "new"),
            ("draft_page", "/intake/new?a=1"),
            ("words", "家賃が 払えない\nと言っていた"),
            ("password", "秘密"),
        ];
        let answer = browser.post("/account", &fields);
        assert_eq!(answer.location(), "/sign-in?kept=1&next=%2Fintake%2Fnew%3Fa%3D1");
        assert!(browser.get("/sign-in?kept=1&next=%2Fintake%2Fnew").body.contains("入力した内容は保存してあります"));
        assert!(town.signed_in("sato.h").is_in());
        let staff = town.cells("select id from staff_member").concat();
        let desk = town.desk.clone();
        let who = town
            .desk
            .db()
            .read_now(move |reader| crate::members::actor(reader, &desk, &office::StaffId::from_text(&staff).unwrap()))
            .unwrap()
            .unwrap();
        let which = Which { form: "intake".to_owned(), subject: "new".to_owned() };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let draft = runtime.block_on(drafts::find(&town.desk, &who, which)).unwrap().unwrap();
        let kept = |name: &str| draft.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        assert_eq!(kept("words"), Some("家賃が 払えない\nと言っていた"));
        assert_eq!((kept("password"), kept("csrf")), (None, None), "no secret is kept");
    });
}

#[test]
fn a_page_that_stays_open_after_the_session_ended_goes_on_keeping_its_draft() {
    in_a_town(true, |town| {
        let mut browser = clerk(&town);
        browser.get("/account");
        town.later(3600);
        browser.script = true;
        assert_eq!(browser.get("/session/state").body, "{\"seconds_left\":0}");
        let fields = |words| {
            [("draft_form", "intake"), ("draft_subject", "new"), ("draft_page", "/intake/new"), ("words", words)]
        };
        for words in ["家賃が", "家賃が払えない"] {
            let answer = browser.post("/drafts", &fields(words));
            assert_eq!(answer.status, StatusCode::OK);
            assert!(answer.body.contains("\"over\":true"), "{}", answer.body);
        }
        assert_eq!(town.cells("select form from office_draft"), ["intake"]);
        browser.script = false;
        let answer = browser.post("/intake/new", &fields("家賃が払えないと言う"));
        assert_eq!(answer.location(), "/sign-in?kept=1&next=%2Fintake%2Fnew");
        assert!(!browser.is_in(), "keeping a draft lets nobody in again");
    });
}

#[test]
fn a_foreign_form_sent_into_a_session_that_ended_keeps_nothing() {
    in_a_town(true, |town| {
        let mut browser = clerk(&town);
        browser.get("/account");
        browser.csrf = "0".repeat(64);
        town.later(3600);
        let fields = [("draft_form", "intake"), ("draft_subject", "new"), ("words", "うそ")];
        assert!(browser.post("/account/password", &fields).location().is_empty());
        assert_eq!(town.cells("select form from office_draft"), Vec::<String>::new());
    });
}

#[test]
fn signing_out_ends_the_session_and_tells_the_browser_to_forget() {
    in_a_town(true, |town| {
        let mut browser = clerk(&town);
        let token = browser.token();
        browser.get("/account");
        let answer = browser.post("/sign-out", &[]);
        assert_eq!(answer.location(), "/sign-in?out=1");
        assert_eq!(answer.headers.get("clear-site-data").unwrap(), "\"cache\"");
        browser.cookies.insert("tsunagu".to_owned(), token);
        assert!(!browser.is_in());
        town.record_is_whole();
    });
}

#[test]
fn one_ends_ones_own_sessions_and_nobody_elses() {
    in_a_town(true, |town| {
        let mut here = clerk(&town);
        let mut there = town.signed_in("sato.h");
        town.member("other.o", &["counter_clerk"]);
        let mut other = town.signed_in("other.o");
        let id_of = |browser: &Browser| vault::hash_token(&browser.token()).chars().take(16).collect::<String>();
        here.get("/account");
        let foreign = format!("/account/sessions/{}/end", id_of(&other));
        assert_eq!(here.post(&foreign, &[]).status, StatusCode::NOT_FOUND);
        assert!(other.is_in());
        here.post(&format!("/account/sessions/{}/end", id_of(&there)), &[]);
        assert!(!there.is_in());
        assert!(here.is_in());
        let mut third = town.signed_in("sato.h");
        here.get("/account");
        assert_eq!(here.post("/account/sign-out-everywhere", &[]).location(), "/sign-in?out=1");
        assert!(!third.is_in());
        assert!(!here.is_in());
        assert!(other.is_in());
    });
}

#[test]
fn a_made_up_token_is_nobody() {
    in_a_town(true, |town| {
        let mut browser = town.browser();
        for token in ["", "x", &"A".repeat(43), &vault::hash_token("x"), "' or 1=1 --"] {
            browser.cookies.insert("tsunagu".to_owned(), token.to_owned());
            assert!(!browser.is_in(), "{token}");
        }
    });
}
