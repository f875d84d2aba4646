use axum::http::StatusCode;
use totp_rs::{Algorithm, Builder, Secret};

use super::rig::{Answer, Browser, PASSWORD, Town, in_a_town};

/// What an app would show for the letters of the page.
fn code_of(letters: &str, town: &Town) -> String {
    let bytes = data_encoding::BASE32_NOPAD.decode(letters.replace(' ', "").as_bytes()).unwrap();
    let secret = Secret::new_stack(<[u8; 20]>::try_from(bytes.as_slice()).unwrap());
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_step_duration(30)
        .with_secret(secret)
        .build_noncompliant();
    totp.generate(u64::try_from(town.desk.now().seconds()).unwrap()).to_string()
}

fn letters(page: &str) -> String {
    page.split("手で入れる文字").nth(1).unwrap().split('>').nth(2).unwrap().split('<').next().unwrap().to_owned()
}

/// A browser in which this member has just set up the second factor.
pub(super) fn with_a_factor(town: &Town, login: &str) -> Browser {
    factor_for(town, login).0
}

/// A member who has just set up the second factor, with the letters and the recovery codes.
fn set_up(town: &Town) -> (Browser, String, Vec<String>) {
    town.member("sato.h", &["counter_clerk"]);
    factor_for(town, "sato.h")
}

fn factor_for(town: &Town, login: &str) -> (Browser, String, Vec<String>) {
    let mut browser = town.signed_in(login);
    let page = browser.get("/account/second-factor");
    let letters = letters(&page.body);
    let answer = browser.post("/account/second-factor", &[("code", &code_of(&letters, town)), ("next", "/account")]);
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let codes = answer.body.split("<li>").filter_map(|rest| rest.split_once("</li>")).map(|(code, _)| code.to_owned());
    let codes: Vec<String> = codes.filter(|code| code.len() == 14).collect();
    assert_eq!(codes.len(), 10);
    (browser, letters, codes)
}

fn with_code(browser: &mut Browser, code: &str) -> Answer {
    browser.get("/sign-in/code?next=/account");
    browser.post("/sign-in/code", &[("code", code), ("next", "/account")])
}

#[test]
fn outside_of_a_demo_nothing_opens_before_the_second_factor_is_set_up() {
    in_a_town(false, |town| {
        town.member("sato.h", &["counter_clerk"]);
        let mut browser = town.browser();
        let answer = browser.sign_in("sato.h", PASSWORD);
        assert_eq!(answer.location(), "/account/second-factor?next=%2Faccount");
        for door in crate::routes(|_, _, _| Ok(false)).list().iter().filter(|door| door.method == "GET") {
            let answer = browser.get(&door.path.replace("{id}", "agc_tax").replace("{token}", "x"));
            let open = ["/account/second-factor", "/session/state", "/sign-in"].contains(&door.path);
            assert!(open || answer.location() == "/account/second-factor", "{}: {}", door.path, answer.status);
        }
        let csrf = browser.csrf.clone();
        assert_eq!(browser.post("/drafts", &[("csrf", &csrf)]).location(), "/account/second-factor");
    });
}

#[test]
fn a_set_up_factor_is_asked_for_each_code_works_once_and_the_secret_is_sealed() {
    in_a_town(false, |town| {
        let (mut first, letters, _) = set_up(&town);
        assert!(first.is_in(), "the session goes on under a new token");
        let raw = data_encoding::BASE32_NOPAD.decode(letters.replace(' ', "").as_bytes()).unwrap();
        let kept: (Vec<u8>,) =
            town.desk.db().read_now(|reader| reader.one("select totp from staff_member", &[])).unwrap();
        assert!(!kept.0.windows(20).any(|window| window == raw.as_slice()));

        let mut browser = town.browser();
        let answer = browser.sign_in("sato.h", PASSWORD);
        assert_eq!(answer.location(), "/sign-in/code?next=%2Faccount");
        assert!(!browser.is_in(), "the password alone opens nothing");
        let used = with_code(&mut browser, &code_of(&letters, &town));
        assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY, "the code of the set-up is used");
        town.later(30);
        let half = browser.token();
        let code = code_of(&letters, &town);
        assert_eq!(with_code(&mut browser, &code).location(), "/account");
        assert!(browser.is_in());
        assert_ne!(browser.token(), half, "the token is rotated");

        let mut second = town.browser();
        second.sign_in("sato.h", PASSWORD);
        assert_eq!(with_code(&mut second, &code).status, StatusCode::UNPROCESSABLE_ENTITY, "a code works once");
        second.cookies.insert("tsunagu".to_owned(), half);
        assert!(!second.is_in(), "the half session is over");
        town.record_is_whole();
    });
}

#[test]
fn a_recovery_code_signs_in_once() {
    in_a_town(false, |town| {
        let (_, _, codes) = set_up(&town);
        let mut browser = town.browser();
        browser.sign_in("sato.h", PASSWORD);
        assert_eq!(with_code(&mut browser, &codes[3].to_uppercase()).location(), "/account");
        assert!(browser.is_in());
        let mut again = town.browser();
        again.sign_in("sato.h", PASSWORD);
        assert_eq!(with_code(&mut again, &codes[3]).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(with_code(&mut again, &codes[4]).location(), "/account");
        assert!(!town.cells("select code_hash from staff_recovery_code").concat().contains(&codes[5]));
    });
}

#[test]
fn guessed_codes_are_slowed_down() {
    in_a_town(false, |town| {
        let (_, letters, _) = set_up(&town);
        let mut browser = town.browser();
        browser.sign_in("sato.h", PASSWORD);
        browser.get("/sign-in/code");
        let mut looked_at = 0;
        for number in 0..200 {
            town.later(4);
            // Six digits that are not the right ones: the right one ends the sign-in.
            let guess = format!("{number:06}");
            let answer = browser.post("/sign-in/code", &[("code", &guess)]);
            looked_at += usize::from(answer.status == StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert!((1..=10).contains(&looked_at), "{looked_at}");
        town.later(901);
        browser.sign_in("sato.h", PASSWORD);
        assert_eq!(with_code(&mut browser, &code_of(&letters, &town)).location(), "/account");
    });
}

#[test]
fn a_wrong_first_code_sets_nothing_up_and_renewing_asks_for_the_password() {
    in_a_town(false, |town| {
        let (mut browser, old, _) = set_up(&town);
        let page = browser.get("/account/second-factor");
        let new = letters(&page.body);
        assert_ne!(old, new);
        town.later(30);
        let code = code_of(&new, &town);
        let without = browser.post("/account/second-factor", &[("code", &code)]);
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        let wrong = browser.post("/account/second-factor", &[("code", "000000x"), ("present_password", PASSWORD)]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let done = browser.post("/account/second-factor", &[("code", &code), ("present_password", PASSWORD)]);
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
        town.later(30);
        let mut again = town.browser();
        again.sign_in("sato.h", PASSWORD);
        assert_eq!(with_code(&mut again, &code_of(&old, &town)).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(with_code(&mut again, &code_of(&new, &town)).location(), "/account");
    });
}
