//! The pages of people and cases, as members of staff meet them, on both engines.

#![expect(clippy::unwrap_used, reason = "a helper of a test may stop the test")]

mod common;
#[path = "pages/few.rs"]
mod few;
#[path = "pages/unattended.rs"]
mod unattended;

use axum::http::StatusCode;
use common::{Browser, counter, day, encoded, member, nobody_holds, officer, open};
use office::testing::{Bench, at_a_desk};
use office::{About, Actor, May, Nothing, PersonId};
use people::{Beginning, BirthKnown, Contact, NewPerson, PersonName};

/// Obviously no address of anybody; what no page may show.
const CANARY: &str = "見本町カナリヤ九丁目99番地";
const PHONE: &str = "090-9999-8877";

fn hanako() -> NewPerson {
    let contact = Contact { address: Some(CANARY.into()), phone_mobile: Some(PHONE.into()), ..Contact::default() };
    NewPerson {
        name: PersonName::new("架空 花子", "かくう はなこ"),
        birth: BirthKnown::Exact(day("1970-03-01")),
        contact,
        ..NewPerson::default()
    }
}

fn named(name: &str, kana: &str) -> NewPerson {
    NewPerson { name: PersonName::new(name, kana), ..NewPerson::default() }
}

fn protect(bench: &Bench, by: &Actor, id: &PersonId) {
    let id = id.clone();
    bench
        .desk
        .act_now(by, May::ReceiveIntake, Nothing, move |mut act| {
            let beginning = Beginning { reason: "申出".into(), until: day("2019-03-31") };
            people::begin_protection(&mut act, &id, beginning, &[])?;
            act.done(About::person(&id), "支援措置を始めた", ())
        })
        .unwrap();
}

#[test]
fn of_two_who_amend_one_person_the_second_sees_both_texts_and_loses_nothing() {
    at_a_desk(|bench| {
        let (sato, suzuki) =
            (officer(&bench, "sato", "tax", "counter_clerk"), officer(&bench, "suzuki", "tax", "counter_clerk"));
        let (_, person) = open(&bench, &sato, hanako());
        let path = format!("/people/{person}/amend");
        let (first, second) = (Browser::of(&bench, &sato), Browser::of(&bench, &suzuki));
        assert!(first.get(&path).text.contains("name=\"version\" value=\"1\""));
        let fields = |name: &'static str, version: &'static str| {
            [
                ("version", version),
                ("with_contact", "1"),
                ("name", name),
                ("kana", "かくう はなこ"),
                ("birth", "S45.3.1"),
                ("address", CANARY),
                ("phone_mobile", PHONE),
            ]
        };
        assert_eq!(first.post(&path, &fields("架空 花美", "1")).status, StatusCode::SEE_OTHER);
        let conflict = second.post(&path, &fields("架空 花代", "1"));
        assert_eq!(conflict.status, StatusCode::CONFLICT);
        for text in ["架空 花美", "架空 花代", "name=\"version\" value=\"2\"", "value=\"架空 花代\""] {
            assert!(conflict.text.contains(text), "{text}");
        }
        assert_eq!(second.post(&path, &fields("架空 花代", "2")).status, StatusCode::SEE_OTHER);
        assert!(first.get(&format!("/people/{person}")).text.contains("架空 花代"));
    })
    .unwrap();
}

#[test]
fn what_cannot_be_read_is_asked_back_and_stays_typed() {
    at_a_desk(|bench| {
        let sato = officer(&bench, "sato", "tax", "counter_clerk");
        let (_, person) = open(&bench, &sato, hanako());
        let browser = Browser::of(&bench, &sato);
        let page = browser.post(
            &format!("/people/{person}/amend"),
            &[
                ("version", "1"),
                ("name", "架空 花子"),
                ("birth", "昭和65年1月1日"),
                ("with_contact", "1"),
                ("phone_home", "12"),
            ],
        );
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text.contains("昭和65年1月1日") && page.text.contains("error-summary"));
    })
    .unwrap();
}

#[test]
fn a_protected_address_is_on_no_page_of_a_colleague_who_is_not_named() {
    at_a_desk(|bench| {
        let (sato, suzuki) =
            (officer(&bench, "sato", "tax", "chief_counsellor"), officer(&bench, "suzuki", "tax", "chief_counsellor"));
        let (case, person) = open(&bench, &sato, hanako());
        let own = Browser::of(&bench, &sato);
        assert!(own.get(&format!("/people/{person}")).text.contains(CANARY));
        protect(&bench, &sato, &person);
        let named = own.get(&format!("/people/{person}")).text;
        assert!(named.contains(CANARY) && named.contains("支援措置"));
        let other = Browser::of(&bench, &suzuki);
        let privacy = Browser::of(&bench, &officer(&bench, "ito", "office", "privacy_officer"));
        for path in [
            format!("/people/{person}"),
            format!("/people/{person}/amend"),
            format!("/people/{person}/protection"),
            format!("/people?q={}", encoded("架空")),
            format!("/people?q={}", encoded("8877")),
            format!("/people/suggest?q={}", encoded("架空")),
            format!("/people/suggest?q={}", encoded("8877")),
            "/cases".into(),
            format!("/cases/print?case={}", case.id),
            format!("/cases/{}/close", case.id),
            format!("/people/{person}/who-saw"),
            format!("/who-saw?q={}", encoded("架空花子")),
        ] {
            for browser in [&other, &privacy] {
                let page = browser.get(&path);
                for canary in [CANARY, PHONE, "8877-", "09099998877"] {
                    assert!(!page.text.contains(canary), "{path} shows {canary}");
                }
            }
        }
        assert!(!other.get(&format!("/people?q={}", encoded("8877"))).text.contains("架空 花子"));
    })
    .unwrap();
}

#[test]
fn a_protection_is_begun_asked_to_end_and_ended_by_another_officer() {
    at_a_desk(|bench| {
        let (sato, suzuki) =
            (officer(&bench, "sato", "tax", "chief_counsellor"), officer(&bench, "suzuki", "tax", "chief_counsellor"));
        let (_, person) = open(&bench, &sato, hanako());
        let (own, other) = (Browser::of(&bench, &sato), Browser::of(&bench, &suzuki));
        let at = |deed: &str| format!("/people/{person}/protection/{deed}");
        let nothing = own.post(&at("begin"), &[("reason", ""), ("until", "2018-13-40")]);
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let begun = own.post(&at("begin"), &[("reason", "本人の申出"), ("until", "H31.3.31")]);
        assert_eq!(begun.status, StatusCode::SEE_OTHER);
        // Nobody names themselves.
        assert_eq!(other.post(&at("name"), &[("staff", "stf_suzuki")]).status, StatusCode::FORBIDDEN);
        assert_eq!(own.post(&at("ask-lift"), &[("seen", "1"), ("lift_reason", "転居")]).status, StatusCode::SEE_OTHER);
        assert_eq!(own.post(&at("confirm-lift"), &[("seen", "2")]).status, StatusCode::UNPROCESSABLE_ENTITY);
        for stale in ["1", "", "x"] {
            assert_eq!(other.post(&at("confirm-lift"), &[("seen", stale)]).status, StatusCode::CONFLICT);
        }
        assert!(!other.get(&format!("/people/{person}")).text.contains(CANARY));
        assert_eq!(other.post(&at("confirm-lift"), &[("seen", "2")]).status, StatusCode::SEE_OTHER);
        assert!(other.get(&format!("/people/{person}")).text.contains(CANARY));
    })
    .unwrap();
}

#[test]
fn the_privacy_officer_prints_who_saw_a_person_and_nobody_else_does() {
    at_a_desk(|bench| {
        let sato = officer(&bench, "sato", "tax", "counter_clerk");
        counter(&bench, &sato, "tax", true, None);
        member(&bench, &sato, &sato, true);
        let (_, person) = open(&bench, &sato, hanako());
        let clerk = Browser::of(&bench, &sato);
        assert_eq!(clerk.get(&format!("/people/{person}")).status, StatusCode::OK);
        let path = format!("/people/{person}/who-saw");
        assert_eq!(clerk.get(&path).status, StatusCode::FORBIDDEN);
        let stranger = Browser::of(&bench, &officer(&bench, "kato", "water", "counter_clerk"));
        assert_eq!(stranger.get(&format!("/people/{person}")).status, StatusCode::NOT_FOUND);
        let privacy = Browser::of(&bench, &officer(&bench, "ito", "office", "privacy_officer"));
        for whole in ["架空花子", "カクウ ハナコ", "S45.3.1"] {
            assert!(privacy.get(&format!("/who-saw?q={}", encoded(whole))).text.contains("架空 花子"), "{whole}");
        }
        for part in ["架空", "8877", "花"] {
            assert!(!privacy.get(&format!("/who-saw?q={}", encoded(part))).text.contains("架空 花子"), "{part}");
        }
        let page = privacy.get(&path);
        assert_eq!(page.status, StatusCode::OK);
        for text in
            ["taxの窓口", "sato", "人の基本情報を見る", "その窓口が、本人の相談に関わっているため", "見られなかった"]
        {
            assert!(page.text.contains(text), "{text}");
        }
        assert_eq!(privacy.get(&format!("/people/{person}")).status, StatusCode::FORBIDDEN);
    })
    .unwrap();
}

#[test]
fn the_list_of_cases_is_in_the_order_of_kana_and_pages_without_gap() {
    at_a_desk(|bench| {
        let sato = officer(&bench, "sato", "tax", "counter_clerk");
        let kana = ["わだ", "いとう", "あべ", "さとう", "ｻｲﾄｳ", "ガッツ", "かとう"];
        for reading in kana {
            open(&bench, &sato, named(&format!("架空 {reading}"), reading));
        }
        for number in 0..60 {
            open(&bench, &sato, named(&format!("名無 {number:02}"), "ななし"));
        }
        let browser = Browser::of(&bench, &sato);
        let first = browser.get("/cases").text;
        assert!(first.contains("67</strong> 件"));
        let places: Vec<usize> = ["あべ", "いとう", "ガッツ", "かとう", "ｻｲﾄｳ", "さとう"]
            .iter()
            .map(|reading| first.find(&format!("架空 {reading}</a>")).unwrap())
            .collect();
        assert!(places.is_sorted(), "{places:?}");
        assert!(!first.contains("架空 わだ</a>"));
        let after = first.split("after=").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let second = browser.get(&format!("/cases?after={after}")).text;
        assert!(second.contains("架空 わだ</a>"));
        let rows = |text: &str| text.matches("name=\"case\"").count();
        assert_eq!((rows(&first), rows(&second)), (50, 17));
        assert_eq!(rows(&browser.get("/cases?row=sa").text), 2);
        assert_eq!(rows(&browser.get("/cases?status=closed").text), 0);
        assert_eq!(rows(&browser.get("/cases?days=30").text), 0);
        let other = Browser::of(&bench, &officer(&bench, "kato", "water", "counter_clerk"));
        assert_eq!(rows(&other.get("/cases?whose=tied&status=all").text), 0);
    })
    .unwrap();
}

#[test]
fn an_emergency_is_opened_with_a_reason_and_reviewed_by_another() {
    at_a_desk(|bench| {
        let (sato, kato) =
            (officer(&bench, "sato", "tax", "counter_clerk"), officer(&bench, "kato", "center", "counsellor"));
        let (case, person) = open(&bench, &sato, hanako());
        let browser = Browser::of(&bench, &kato);
        let path = format!("/people/{person}");
        assert_eq!(browser.get(&path).status, StatusCode::NOT_FOUND);
        assert_eq!(
            browser.post("/break-glass", &[("no", &case.no), ("reason", " ")]).status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let unknown = browser.post("/break-glass", &[("no", "H30-99999"), ("reason", "急病の人がいます")]);
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(unknown.text.contains("急病の人がいます"), "a mistyped number does not cost the reason");
        let opened = browser.post("/break-glass", &[("no", "ｈ30-1"), ("reason", "急病の通報")]);
        assert_eq!((opened.status, opened.location), (StatusCode::SEE_OTHER, case.path()));
        assert_eq!(browser.get(&path).status, StatusCode::OK);
        assert_eq!(browser.get(&format!("{path}/amend")).status, StatusCode::NOT_FOUND, "an emergency reads only");
        let chief = Browser::of(&bench, &officer(&bench, "ito", "center", "chief_counsellor"));
        let told = chief.get("/break-glass/review").text;
        assert!(told.contains("急病の通報") && told.contains(&case.no));
        let review = told.split("/break-glass/review/").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(chief.post(&format!("/break-glass/review/{review}"), &[]).status, StatusCode::SEE_OTHER);
        let elsewhere = Browser::of(&bench, &officer(&bench, "mori", "tax", "chief_counsellor"));
        assert!(!elsewhere.get("/break-glass/review").text.contains("急病の通報"));
    })
    .unwrap();
}

#[test]
fn a_household_of_a_counter_without_anybody_is_nobodys_until_somebody_takes_it() {
    at_a_desk(|bench| {
        let coordinator = officer(&bench, "ito", "office", "coordinator");
        let officers =
            ["open", "closed", "left", "paper", "none"].map(|agency| officer(&bench, agency, agency, "counter_clerk"));
        let [at_open, at_closed, at_left, at_paper, _] = &officers;
        counter(&bench, at_open, "open", true, None);
        counter(&bench, at_open, "closed", true, Some(day("2018-04-01")));
        counter(&bench, at_open, "left", true, None);
        counter(&bench, at_open, "paper", false, None);
        counter(&bench, at_open, "office", true, None);
        for (of, active) in [(at_open, true), (at_closed, true), (at_left, false), (&coordinator, true)] {
            member(&bench, at_open, of, active);
        }
        let numbers: Vec<_> = officers.iter().map(|by| open(&bench, by, hanako()).0).collect();
        let unheld = [&numbers[1], &numbers[2], &numbers[4]].map(|case| case.no.clone());
        let mut listed = nobody_holds(&bench, &coordinator);
        listed.sort();
        assert_eq!(listed, unheld);
        let browser = Browser::of(&bench, &coordinator);
        assert!(browser.get("/nobody-holds").text.contains(&unheld[0]));
        for case in [&numbers[1], &numbers[2], &numbers[4]] {
            assert_eq!(browser.post(&format!("/nobody-holds/{}/take", case.id), &[]).status, StatusCode::SEE_OTHER);
        }
        let held = browser.post(&format!("/nobody-holds/{}/take", numbers[3].id), &[]);
        assert_eq!(held.status, StatusCode::CONFLICT, "the counter {} holds it on paper", at_paper.agency);
        assert!(nobody_holds(&bench, &coordinator).is_empty());
        assert!(browser.get("/nobody-holds").text.contains("誰も持っていない世帯はありません"));
    })
    .unwrap();
}

#[test]
fn only_the_holder_closes_a_case_and_a_closed_case_can_be_reopened() {
    at_a_desk(|bench| {
        let sato = officer(&bench, "sato", "tax", "counter_clerk");
        let (case, _) = open(&bench, &sato, hanako());
        let browser = Browser::of(&bench, &sato);
        let path = format!("/cases/{}/close", case.id);
        assert_eq!(browser.post(&path, &[("version", "1"), ("kind", "x")]).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(browser.post(&path, &[("version", "9"), ("kind", "resolved")]).status, StatusCode::CONFLICT);
        assert_eq!(browser.post(&path, &[("version", "1"), ("kind", "resolved")]).status, StatusCode::SEE_OTHER);
        assert!(browser.get("/cases?whose=tied&status=closed").text.contains(&case.no));
        assert_eq!(browser.post(&format!("/cases/{}/reopen", case.id), &[]).status, StatusCode::SEE_OTHER);
        assert!(browser.get("/cases").text.contains(&case.no));
    })
    .unwrap();
}

#[test]
fn no_address_and_no_field_breaks_a_page() {
    at_a_desk(|bench| {
        let sato = officer(&bench, "sato", "tax", "chief_counsellor");
        let (case, person) = open(&bench, &sato, hanako());
        let browser = Browser::of(&bench, &sato);
        let (long, many) = ("長".repeat(1_000), "長 ".repeat(1_000));
        let junk =
            ["", "%", "\u{0}", "' or 1=1 --", "\"", "*", "a AND b", "9223372036854775808", "-1", "💧", &long, &many];
        for text in junk {
            let text = encoded(text);
            for path in [
                format!("/people?q={text}&after={text}"),
                format!("/people/suggest?q={text}"),
                format!("/people/{text}"),
                format!("/cases?whose={text}&status={text}&days={text}&row={text}&after={text}"),
                format!("/cases/print?case={text}"),
                format!("/break-glass?no={text}"),
                format!("/cases/{text}/close"),
            ] {
                let status = browser.get(&path).status;
                assert!(!status.is_server_error(), "{status} {}", path.chars().take(80).collect::<String>());
            }
        }
        for text in junk {
            for path in [
                format!("/people/{person}/amend"),
                format!("/people/{person}/protection/begin"),
                format!("/people/{person}/protection/renew"),
                format!("/cases/{}/close", case.id),
                "/break-glass".into(),
            ] {
                let fields = [
                    "version",
                    "name",
                    "kana",
                    "birth",
                    "sex",
                    "postal_code",
                    "phone_home",
                    "until",
                    "reason",
                    "no",
                    "kind",
                    "staff",
                ];
                let mut fields = fields.map(|name| (name, text)).to_vec();
                fields.push(("with_contact", "1"));
                let status = browser.post(&path, &fields).status;
                assert!(!status.is_server_error(), "{status} {path}");
            }
        }
    })
    .unwrap();
}
