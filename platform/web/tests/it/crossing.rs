//! Locks and tokens: who comes through which door, and with which form.

use axum::http::StatusCode;
use office::Settings;
use web::{Doors, Lock};

use crate::bench::{ADMIN, CLERK, HERE, Said, Stand, at_a_stand, doors, with_settings};

#[test]
fn a_stranger_is_sent_to_sign_in_and_back() {
    at_a_stand(|stand| {
        let said = stand.get("/today?number=3&x=%E9%AB%99", &[]);
        assert_eq!(said.status, StatusCode::SEE_OTHER);
        assert_eq!(said.header("location"), "/sign-in?next=%2Ftoday%3Fnumber%3D3%26x%3D%25E9%25AB%2599");
        let said = stand.post("/echo", &[HERE], "words=a");
        assert_eq!(said.status, StatusCode::UNAUTHORIZED);
        assert!(said.body.contains("サインインしてください"));
        let said = stand.get("/today", &[("accept", "application/json")]);
        assert_eq!(said.status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn every_door_with_a_lock_refuses_a_stranger() {
    at_a_stand(|stand| {
        let locked: Vec<_> = doors().list().iter().copied().filter(|door| door.lock != Lock::Public).collect();
        assert!(locked.len() >= 6);
        for door in locked {
            let said = stand.send(door.method, door.path, &[HERE], axum::body::Body::empty());
            let wanted = if door.method == "GET" { StatusCode::SEE_OTHER } else { StatusCode::UNAUTHORIZED };
            assert_eq!(said.status, wanted, "{} {}", door.method, door.path);
        }
    });
}

#[test]
fn a_role_without_the_grant_is_refused_in_words() {
    at_a_stand(|stand| {
        assert_eq!(stand.get("/intake/new", &[CLERK]).status, StatusCode::OK);
        let said = stand.get("/intake/new", &[ADMIN]);
        assert_eq!(said.status, StatusCode::FORBIDDEN);
        assert!(said.body.contains("いまの役割では行えません"));
        let token = format!("csrf={}&words=a", stand.csrf("counter_clerk"));
        assert_eq!(stand.post("/staff", &[CLERK, HERE], &token).status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_deed_needs_the_token_of_its_own_session() {
    at_a_stand(|stand| {
        let post = |body: &str| stand.post("/echo", &[CLERK, HERE], body).status;
        let own = stand.csrf("counter_clerk");
        assert_eq!(post(&format!("csrf={own}&words=a")), StatusCode::OK);
        let others = stand.csrf("system_administrator");
        for body in [
            String::new(),
            "csrf=&words=a".to_owned(),
            format!("csrf={others}"),
            format!("csrf={own}0"),
            "csrf=who".to_owned(),
        ] {
            assert_eq!(post(&body), StatusCode::FORBIDDEN, "{body}");
        }
        let by_header = stand.post("/echo", &[CLERK, HERE, ("x-csrf", &own)], "words=a");
        assert_eq!((by_header.status, by_header.body.as_str()), (StatusCode::OK, "a"));
        let wrong_header = stand.post("/echo", &[CLERK, HERE, ("x-csrf", &others)], &format!("csrf={own}"));
        assert_eq!(wrong_header.status, StatusCode::FORBIDDEN);
    });
}

fn from(stand: &Stand, headers: &[(&str, &str)]) -> StatusCode {
    let body = format!("csrf={}&words=a", stand.csrf("counter_clerk"));
    let mut all = vec![CLERK];
    all.extend_from_slice(headers);
    stand.post("/echo", &all, &body).status
}

const FOREIGN: &[&[(&str, &str)]] = &[
    &[("sec-fetch-site", "cross-site")],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "none")],
    &[("sec-fetch-site", "cross-site"), ("origin", "http://tsunagu.example")],
    &[("origin", "http://evil.example")],
    &[("origin", "http://tsunagu.example.evil.example")],
    &[("origin", "http://tsunagu.example:81")],
    &[("origin", "tsunagu.example")],
];

#[test]
fn a_form_of_another_site_is_refused_even_with_the_token() {
    at_a_stand(|stand| {
        for headers in FOREIGN {
            assert_eq!(from(&stand, headers), StatusCode::FORBIDDEN, "{headers:?}");
        }
        assert_eq!(from(&stand, &[HERE]), StatusCode::OK);
        assert_eq!(from(&stand, &[("origin", "http://tsunagu.example")]), StatusCode::OK);
        // Plain http: the browser names no site, and hides the origin because no referrer is sent.
        assert_eq!(from(&stand, &[("origin", "null")]), StatusCode::OK);
    });
}

#[test]
fn over_https_a_browser_that_says_nothing_is_refused() {
    let settings = Settings { secure_cookies: true, ..Settings::default() };
    with_settings(&settings, |stand| {
        for headers in FOREIGN {
            assert_eq!(from(&stand, headers), StatusCode::FORBIDDEN, "{headers:?}");
        }
        assert_eq!(from(&stand, &[]), StatusCode::FORBIDDEN);
        assert_eq!(from(&stand, &[("origin", "null")]), StatusCode::FORBIDDEN);
        assert_eq!(from(&stand, &[HERE]), StatusCode::OK);
    });
}

fn meta_token(said: &Said) -> String {
    let after = said.body.split("name=\"csrf\" content=\"").nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}

#[test]
fn a_visitor_has_a_token_of_the_visit() {
    at_a_stand(|stand| {
        let first = stand.get("/hello", &[]);
        let cookie = first.header("set-cookie").split(';').next().unwrap().to_owned();
        assert!(cookie.starts_with("tsunagu-visit="));
        let token = meta_token(&first);
        assert!(!first.body.contains(cookie.trim_start_matches("tsunagu-visit=")), "the secret is not in the page");
        let again = stand.get("/hello", &[("cookie", &cookie)]);
        assert_eq!(again.header("set-cookie"), "");
        assert_eq!(meta_token(&again), token);
        let body = format!("csrf={token}&words=a");
        assert_eq!(stand.post("/hello", &[HERE, ("cookie", &cookie)], &body).status, StatusCode::OK);
        assert_eq!(stand.post("/hello", &[HERE], &body).status, StatusCode::FORBIDDEN);
        let other = stand.get("/hello", &[]).header("set-cookie").split(';').next().unwrap().to_owned();
        assert_eq!(stand.post("/hello", &[HERE, ("cookie", &other)], &body).status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_signed_in_page_gives_no_visitor_cookie() {
    at_a_stand(|stand| assert_eq!(stand.get("/today", &[CLERK]).header("set-cookie"), ""));
}

#[test]
fn a_door_named_twice_is_told_and_the_first_stands() {
    async fn one() -> &'static str {
        "1"
    }
    let doors = Doors::new().public_get("/a", one).public_post("/a", one).merge(Doors::new().public_get("/a", one));
    assert_eq!(doors.list().len(), 2);
    assert_eq!(doors.clashes().len(), 1);
}

#[test]
fn control_characters_do_not_come_in_and_letters_do() {
    at_a_stand(|stand| {
        let body = format!("csrf={}&words=%00a%1B%5B31m%0D%0Ab%F0%A9%B8%BD%EF%BF%BE%09", stand.csrf("counter_clerk"));
        let said = stand.post("/echo", &[CLERK, HERE], &body);
        assert_eq!(said.body, "a[31m\nb𩸽\u{fffe}\t");
    });
}

#[test]
fn an_address_that_cannot_be_read_is_not_there() {
    at_a_stand(|stand| {
        assert_eq!(stand.get("/today?number=7", &[CLERK]).status, StatusCode::OK);
        assert_eq!(stand.get("/today?number=x", &[CLERK]).status, StatusCode::NOT_FOUND);
        assert_eq!(stand.get("/trouble/%ff", &[CLERK]).status, StatusCode::NOT_FOUND);
    });
}
